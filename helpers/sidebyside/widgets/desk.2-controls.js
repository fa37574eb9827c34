// Native controls, because they bring keyboard, touch and screen reader with them.

function element(tag, properties = {}, ...children) {
  const node = Object.assign(document.createElement(tag), properties);
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}

// JupyterLab takes `a` or `d d` as commands on cells unless the focused element itself says no.
function focusable(tag, properties, ...children) {
  const node = element(tag, properties, ...children);
  node.dataset.lmSuppressShortcuts = "true";
  return node;
}

function fill(phrase, values = {}) {
  return phrase.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
}

let made = 0;
const freshId = (what) => `sidebyside-${what}-${Date.now()}-${++made}`;

function button(text, pressed) {
  const node = focusable("button", { type: "button", textContent: text });
  node.addEventListener("click", pressed);
  return node;
}

// A link to a web page; anything else that an address may be is not drawn as one.
function outside(href, text, say) {
  if (!/^https?:\/\//i.test(href)) return text;
  const link = focusable("a", { href, target: "_blank", rel: "noreferrer noopener", referrerPolicy: "no-referrer", title: say.opens }, text, element("span", { textContent: " ↗", ariaHidden: "true" }));
  return link;
}

function more(summary, ...content) {
  return element("details", {}, focusable("summary", { textContent: summary }), ...content);
}

function definitions(pairs) {
  return element("dl", {}, ...pairs.flatMap(([name, text]) => [element("dt", {}, ...[name].flat()), element("dd", {}, text)]));
}

function choice(prompt, store, say) {
  const name = freshId("choice");
  const radios = prompt.options.map(([value]) => focusable("input", { type: "radio", name, value }));
  const labels = prompt.options.map(([, label], at) => element("label", {}, radios[at], element("span", { textContent: label })));
  const clear = button(say.clear, () => { store.answer(prompt, ""); radios[0]?.focus(); });
  clear.className = "quiet";
  clear.setAttribute("aria-label", `${say.clear}: ${prompt.text}`);
  const node = element("fieldset", {}, element("legend", { textContent: prompt.text }), element("div", { className: "seg" }, ...labels, clear));
  node.addEventListener("change", (event) => store.answer(prompt, event.target.value));
  return {
    node,
    show(value) {
      for (const radio of radios) radio.checked = radio.value === value;
      clear.hidden = !value;
    },
  };
}

function longText(prompt, store) {
  const area = focusable("textarea", { rows: 3 });
  const node = element("label", { className: "question" }, element("span", { textContent: prompt.text }), area);
  area.addEventListener("input", () => store.answer(prompt, area.value, PAUSE));
  area.addEventListener("change", () => store.flush(prompt.id));
  // Setting an equal value would still move the caret.
  return { node, show: (value) => { if (area.value !== value) area.value = value; } };
}

// Answers given elsewhere, in another window or on another machine: the learner says which stands.
// `ways` says how an answer is named and how two become one, where they are no texts.
function rivalAnswers(prompt, store, say, ways = {}) {
  const labels = Object.fromEntries(prompt.options);
  const node = element("div", { className: "rivals", role: "group", hidden: true });
  const name = (value) => (value ? ways.name?.(value) ?? labels[value] ?? value : "") || say.empty;
  const both = ways.both ?? ((one, other) => `${one}\n\n${other}`);
  let drawn = "";
  return {
    node,
    show() {
      const rivals = store.rivals(prompt.id);
      const own = store.value(prompt.id);
      const isFocused = node.contains(document.activeElement);
      node.hidden = !rivals.length;
      const now = JSON.stringify([own, rivals.map(({ id }) => id)]);
      if (now === drawn) return;
      drawn = now;
      const choose = (label, value) => button(label, () => { store.choose(prompt, value); });
      const others = rivals.flatMap(({ value, saved_at }) => [
        element("blockquote", {}, name(value), " ", element("span", { className: "aside", textContent: saved_at ? clockTime(saved_at) : "" })),
        choose(say.take_other, value ?? ""),
        !prompt.options.length && value && own ? choose(ways.take_both ?? say.take_both, both(own, value)) : "",
      ]);
      node.replaceChildren(...(rivals.length ? [element("p", { textContent: say.rivals }), ...others, choose(say.keep_own, own)] : []));
      node.setAttribute("aria-label", say.rivals);
      // A choice made takes its buttons away, and with them the focus.
      const answered = node.parentElement.querySelector("input:checked") ?? node.parentElement.querySelector("input, textarea");
      if (isFocused && node.hidden) (ways.focus ?? (() => answered.focus()))();
    },
  };
}

function question(prompt, store, say) {
  const control = prompt.options.length ? choice(prompt, store, say) : longText(prompt, store);
  const rivals = rivalAnswers(prompt, store, say);
  return {
    node: element("div", {}, control.node, rivals.node),
    show(value) { control.show(value); rivals.show(); },
  };
}
