// Looking into the texts: four ways, each with its field, its button and its results. The finder has it, and the desk.

const FIND = "sidebyside-find"; // the event by which a desk hands chosen words over

// A field with its label above it.
function labelled(label, control) {
  control.id = freshId("field");
  return element("p", { className: "field" }, element("label", { htmlFor: control.id, textContent: label }), control);
}

// Whose texts, which work, which years. What there is to choose is known when the notebook has said which texts are here.
function textFilter(say) {
  const [author, work] = [focusable("select"), focusable("select")];
  const years = [0, 0].map(() => focusable("input", { type: "text", inputMode: "numeric", maxLength: 4, size: 5, autocomplete: "off" }));
  const summary = focusable("summary");
  const row = element("div", { className: "row" }, labelled(say.author, author), labelled(say.work, work), labelled(say.from, years[0]), labelled(say.to, years[1]));
  const node = element("details", { className: "only" }, summary, row);
  const given = () => [author.value, work.value, ...years.map(({ value }) => value.trim())];
  const count = () => {
    const chosen = given().filter(Boolean).length;
    summary.textContent = chosen ? fill(say.only_set, { count: chosen }) : say.only;
  };
  const options = (list, all, known) => {
    const before = list.value;
    list.replaceChildren(element("option", { value: "", textContent: all }), ...known.map(([value, label]) => element("option", { value, textContent: label })));
    list.value = known.some(([value]) => value === before) ? before : "";
  };
  node.addEventListener("input", count);
  node.addEventListener("change", count);
  const show = ({ authors = [], works = [] }) => { options(author, say.everybody, authors); options(work, say.every_work, works); count(); };
  show({});
  return { node, show, values() { const [who, what, from, to] = given(); return { author: who, work: what, from, to }; } };
}

// One way of looking: what is typed, the button, what is said of it, and the results below.
function findingMode(mode, say, inquire, filter) {
  const words = say.modes[mode];
  const isShort = mode === "search" || mode === "concordance";
  const field = isShort ? focusable("input", { type: "text", autocomplete: "off", spellcheck: false }) : focusable("textarea", { rows: 4, spellcheck: false });
  const second = mode === "compare" ? focusable("textarea", { rows: 4, spellcheck: false }) : null;
  for (const one of [field, second]) if (one) one.dir = "auto";
  const headline = element("h4", { className: "headline" });
  const status = element("div", { role: "status" }, headline);
  const results = element("div", { className: "results" });
  const go = button(words.go, () => ask());
  go.classList.add("go");
  const fields = element("div", { className: second ? "pair" : isShort ? "line" : "" }, labelled(words.field, field), second ? labelled(say.second, second) : null, isShort ? go : null);
  const node = element("section", { className: "way", ariaLabel: words.label },
    element("p", { className: "hint", textContent: words.hint }), fields, isShort ? null : go, filter?.node, status, results);
  let asked = 0;

  // `most` asks for more of the same: what is there stays until it comes, and the first new line gets the focus.
  function ask(most = 0, from = 0) {
    const number = ++asked;
    if (!most) results.replaceChildren();
    headline.textContent = say.looking;
    inquire({ do: mode, text: field.value, most, ...(second ? { second: second.value } : {}), ...(filter?.values() ?? {}) }, (answer) => {
      if (number !== asked) return; // something else was asked since
      if (answer.late || answer.lost) { headline.textContent = answer.lost ? say.lost : say.late; return; }
      headline.textContent = answer.error || answer.said || "";
      const hadFocus = results.contains(document.activeElement);
      results.replaceChildren(...(answer.error ? [] : resultsOf(mode, answer, say, ask)).filter(Boolean));
      if (hadFocus) (results.querySelectorAll("tbody tr")[from] ?? go).focus();
    });
  }

  if (isShort) field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing) return;
    event.preventDefault();
    event.stopPropagation();
    ask();
  });
  return { node, ask, field, take(text) { field.value = text; ask(); } };
}

// All four ways, one in front, and which texts are looked in.
function findPanel(say, inquire, first, title = null) {
  const names = Object.keys(say.modes);
  const filter = textFilter(say);
  const ways = Object.fromEntries(names.map((mode) => [mode, findingMode(mode, say, inquire, mode === "search" || mode === "concordance" ? filter : null)]));
  const choose = picker(names.map((mode) => say.modes[mode].label), say.ways, "steps modes", say, (at) => turn(names[at]));
  const advice = element("div", { className: "advice", hidden: true });
  const books = element("details", { className: "books", hidden: true });
  const place = element("div");
  const node = element("div", { className: "find" }, title, choose.node, advice, place, books);
  let current = first;
  let count = 0; // of texts
  const isLooking = () => current === "search" || current === "concordance"; // the others say it themselves, or look in none

  // Two texts of one's own are compared without any other.
  const adviseWhereNeeded = () => { advice.hidden = !advice.childElementCount || current === "compare"; };

  function turn(mode) {
    current = mode;
    adviseWhereNeeded();
    choose.turn(names.indexOf(mode));
    place.replaceChildren(ways[mode].node);
    books.hidden = !count || !isLooking();
    // One filter serves two ways, and stands in the one that is in front.
    if (isLooking()) ways[mode].node.querySelector("[role=status]").before(filter.node);
  }

  function look() {
    inquire({ do: "texts" }, (answer) => {
      if (!answer.works) return;
      filter.show(answer);
      advice.replaceChildren(...answer.advice.map((text) => element("p", { textContent: text })));
      adviseWhereNeeded();
      count = answer.works.length;
      books.hidden = !count || !isLooking();
      books.replaceChildren(focusable("summary", { textContent: fill(say.books, { count }) }),
        element("ul", {}, ...answer.works.map(([, label]) => element("li", { textContent: label }))), ...answer.absent.map((text) => element("p", { className: "aside", textContent: text })));
    });
  }

  turn(first);
  look();
  return {
    node,
    // Words handed over: few are looked for as they stand, more by what they are about.
    take(text) {
      const mode = wordSpans(text).length <= 3 ? "concordance" : "search";
      turn(mode);
      ways[mode].take(text);
      ways[mode].field.focus();
    },
    focus: () => ways[current].field.focus(),
  };
}

// At the desk: a fold below the passage, and the words chosen in the passage, looked for in the finder of the same
// notebook where there is one, else in the fold.
function findAid(wrapper, store, say) {
  const summary = focusable("summary", { textContent: say.name });
  const node = element("details", { className: "finding" }, summary);
  let panel = null;
  const opened = () => {
    if (panel) return panel;
    panel = findPanel(say, (message, answered) => store.inquire({ ...message, do: "find", what: message.do }, answered), "concordance");
    node.append(panel.node);
    return panel;
  };
  node.addEventListener("toggle", () => { if (node.open) opened(); });
  wrapper.addEventListener(FIND, (event) => {
    event.stopPropagation();
    const finder = (wrapper.closest(".jp-Notebook") ?? document).querySelector("section.finder");
    if (finder) { finder.dispatchEvent(new CustomEvent(FIND, { detail: event.detail })); return; }
    node.open = true;
    opened().take(event.detail);
    node.scrollIntoView({ block: "nearest" });
  });
  return node;
}

// A button beside those that mark; it stands there while words are chosen.
function findChosen(say, chosen) {
  const one = button(say.chosen, () => one.dispatchEvent(new CustomEvent(FIND, { detail: chosen(), bubbles: true })));
  one.className = "quiet";
  one.hidden = true;
  return one;
}
