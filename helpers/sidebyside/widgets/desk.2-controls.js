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

function outside(href, text, say) {
  const link = focusable("a", { href, target: "_blank", rel: "noreferrer noopener", title: say.opens }, text, element("span", { textContent: " ↗", ariaHidden: "true" }));
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

function question(prompt, store, say) {
  return prompt.options.length ? choice(prompt, store, say) : longText(prompt, store);
}
