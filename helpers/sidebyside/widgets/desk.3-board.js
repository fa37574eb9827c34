// A text to be marked and its buttons: what is chosen, and as what it can be marked.

// What can be chosen: words up to where a text is a digest of ours, sentences behind that.
function unitsOf(text, { words_to, sentences }) {
  const wordsTo = unitAt(text, words_to);
  const words = wordSpans(text).filter(([, end]) => end <= wordsTo);
  return [...words, ...sentences.map((span) => span.map((point) => unitAt(text, point)))];
}

// One text with its buttons. `sheet` holds the marks of the answer; `lines` are the categories that can be used here.
function board({ text, on, marking, name, how }, sheet, lines, say) {
  const units = unitsOf(text, marking);
  const wordsTo = unitAt(text, marking.words_to);
  let chosen = null;
  const picked = element("p", { className: "picked", id: freshId("how"), textContent: how });
  const told = element("p", { className: "told", role: "status" });
  const buttons = lines.map((category) => {
    const one = button("", () => press(category));
    one.append(sample(category.line), category.label);
    one.title = category.hint;
    return one;
  });
  const keys = button(say.mark_keys, () => (area.isOpen() ? leave() : enter()));
  keys.className = "quiet";
  keys.setAttribute("aria-pressed", "false");
  const find = say.find && on !== "claim" ? findChosen(say.find, () => quoted(text.slice(...chosen))) : null;
  const row = element("div", { className: "categories", role: "group", ariaLabel: say.mark_as }, ...buttons);
  const bar = element("div", { className: "bar" }, picked, row, element("div", { className: "line" }, keys, find, told));
  const means = more(say.mark_means, definitions(lines.map(({ label, hint }) => [label, hint])));
  const area = surface(text, units, name, {
    chosen(span) { chosen = span; told.textContent = ""; show(); },
    digit: (number) => { if (lines[number - 1]) press(lines[number - 1]); },
    enough: () => buttons[0].focus(),
    left: leave,
    room: () => bar.offsetHeight,
  });
  // A press takes no selection away.
  bar.addEventListener("pointerdown", (event) => { if (event.target.closest("button")) event.preventDefault(); });
  bar.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !(area.isOpen() || chosen)) return;
    event.preventDefault();
    event.stopPropagation();
    leave();
  });

  const mine = () => sheet.marks().filter((mark) => mark.on === on);
  const placeOf = (mark) => anchored(text, mark);
  const same = (category) => mine().find((mark) => mark.category === category.id && String(placeOf(mark)) === String(chosen));

  function enter() {
    area.open(picked.id);
    keys.setAttribute("aria-pressed", "true");
    show();
  }

  function leave() {
    const wasOpen = area.isOpen();
    if (wasOpen) area.close();
    area.clear();
    keys.setAttribute("aria-pressed", "false");
    show();
    if (wasOpen) keys.focus();
  }

  function refusal(category) {
    if (!chosen) return say.mark_nothing;
    if (category.scope === "wording" && chosen[1] > wordsTo) return say.mark_wording;
    const count = wordSpans(text.slice(...chosen)).length;
    return on === "original" && count > OWN_WORDS ? fill(say.mark_too_many, { count }) : "";
  }

  function press(category) {
    const refused = refusal(category);
    const twin = refused ? null : same(category);
    const words = chosen ? brief(text.slice(...chosen)) : "";
    const isKept = refused || (twin ? sheet.remove(twin) : sheet.add(madeMark(text, chosen, category.id, on, marking.sha256)));
    const label = category.label;
    told.textContent = refused || (!isKept ? say.mark_full : twin ? fill(say.unmarked, { label, words }) : fill(say.marked, { label, words }));
  }

  function show() {
    bar.classList.toggle("keys", area.isOpen());
    bar.classList.toggle("live", Boolean(chosen) || area.isOpen());
    if (find) find.hidden = !chosen;
    const words = chosen ? fill(say.mark_chosen, { words: brief(text.slice(...chosen)) }) : how;
    picked.textContent = area.isOpen() ? fill(say.mark_keys_how, { count: lines.length }) : words;
    buttons.forEach((one, at) => {
      one.setAttribute("aria-pressed", String(Boolean(chosen && same(lines[at]))));
      one.setAttribute("aria-disabled", String(Boolean(refusal(lines[at]))));
    });
  }

  return {
    node: area.node,
    bar,
    means,
    on,
    focus: () => keys.focus(),
    isHere: (mark) => Boolean(placeOf(mark)),
    draw() {
      told.textContent = ""; // what was said of other marks
      const placed = mine().map((mark) => ({ mark, place: placeOf(mark) })).filter(({ place }) => place);
      area.draw(placed.map(({ mark, place }) => ({ place, ...sheet.category(mark) })));
      show();
    },
  };
}
