// One thing to be sorted: what it says, where it stands, into which kind it goes, and why.

const REASON = 300; // characters: a line
const BRIEF = 240; // characters: what is no longer is read at once, as on paper; it can hold the dates that a card is about

function quotedParts(parts) {
  return parts.map(({ text, quoted }) => (quoted ? element("span", { className: "quoted", textContent: text }) : text));
}

function reasonLine(prompt, store, say) {
  const input = focusable("input", { type: "text", autocomplete: "off", maxLength: REASON });
  input.addEventListener("input", () => store.answer(prompt, input.value, PAUSE));
  input.addEventListener("change", () => store.flush(prompt.id));
  const rivals = rivalAnswers(prompt, store, say);
  const node = element("div", { className: "reason" }, element("label", {}, element("span", { textContent: say.reason }), input), rivals.node);
  return {
    node,
    input,
    show(isChosen) {
      const value = store.value(prompt.id);
      if (input.value !== value) input.value = value;
      rivals.show();
      // What has the focus is not taken away.
      node.hidden = !(isChosen || value || store.rivals(prompt.id).length || node.contains(document.activeElement));
    },
  };
}

// `hints` are the ids under which the key says what each kind means.
function sortingItem(item, at, kinds, hints, store, say) {
  const control = choice(item.kind, store, say);
  const rivals = rivalAnswers(item.kind, store, say);
  const reason = reasonLine(item.reason, store, say);
  const isBrief = item.about && item.about.length <= BRIEF;
  const where = element("p", { className: "where", id: freshId("where"), textContent: isBrief ? `${item.where} · ${item.about}` : item.where });
  const meant = element("p", { className: "meant" });
  const legend = control.node.querySelector("legend");
  legend.replaceChildren(element("span", { className: "aside", textContent: `${at + 1} ` }), ...quotedParts(item.parts));
  legend.after(where, ...(item.about && !isBrief ? [more(say.about, element("p", { textContent: item.about }))] : []));
  control.node.setAttribute("aria-describedby", where.id);
  const radios = [...control.node.querySelectorAll("input")];
  radios.forEach((radio) => {
    if (!hints[radio.value]) return;
    radio.setAttribute("aria-describedby", hints[radio.value]);
    radio.parentElement.title = kinds.find(({ id }) => id === radio.value).hint;
  });
  const isKnown = (value) => radios.some((radio) => radio.value === value);
  return {
    item,
    node: element("li", {}, element("div", {}, control.node, rivals.node), meant, reason.node),
    isSorted: () => isKnown(store.value(item.kind.id)),
    focus: () => (radios.find(({ checked }) => checked) ?? radios[0]).focus(),
    focusRival: (id) => (id === item.kind.id ? rivals : reason).node.querySelector(".rivals button, button")?.focus(),
    show() {
      const value = store.value(item.kind.id);
      control.show(value);
      rivals.show();
      meant.textContent = kinds.find(({ id }) => id === value)?.hint ?? "";
      reason.show(isKnown(value));
    },
  };
}

// What the learner made of it: a row a kind, in the learner's own words.
function ownTable(exercise, store, say) {
  const lines = exercise.items[0].kind.options.map(([id, label]) => ({ id, label, cell: element("td", {}) }));
  const body = lines.map(({ label, cell }) => { cell.dataset.head = say.own_items; return element("tr", {}, element("th", { scope: "row", textContent: label }), cell); });
  const node = element("table", { className: "grid" }, element("caption", { textContent: say.own }),
    element("thead", {}, element("tr", {}, ...[say.own_kind, say.own_items].map((name) => element("th", { scope: "col", textContent: name })))),
    element("tbody", {}, ...body));
  const entry = (item) => {
    const reason = store.value(item.reason.id).trim();
    return element("li", {}, item.text, reason ? element("span", { className: "because", textContent: fill(say.because, { reason }) }) : null);
  };
  return {
    node,
    show() {
      for (const { id, cell } of lines) {
        const here = exercise.items.filter((item) => store.value(item.kind.id) === id);
        cell.replaceChildren(here.length ? element("ul", {}, ...here.map(entry)) : element("span", { className: "aside", textContent: say.nothing }));
      }
    },
  };
}
