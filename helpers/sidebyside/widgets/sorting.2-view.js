// An exercise: the task and the kinds, the items one below the other, and at the end the learner's own table.

function kindsKey(kinds, say) {
  const hints = {};
  const pairs = kinds.flatMap(({ id, label, hint }) => {
    hints[id] = freshId("hint");
    return [element("dt", { textContent: label }), element("dd", { id: hints[id], textContent: hint })];
  });
  return { hints, node: element("div", {}, element("h4", { className: "kicker", textContent: say.kinds }), element("dl", {}, ...pairs)) };
}

// What comes when everything is sorted: a question to oneself, and the table.
function ending(exercise, store, say) {
  const asked = exercise.closing ? question(exercise.closing, store, say) : null;
  const table = ownTable(exercise, store, say);
  const heading = element("h4", { textContent: say.closing });
  const node = element("div", { className: "ending", hidden: true }, heading, ...(asked ? [asked.node, element("p", { className: "aside", textContent: say.closing_hint })] : []), table.node);
  return {
    node,
    focus: () => node.querySelector(".rivals:not([hidden]) button")?.focus(),
    show(isDone) {
      node.hidden = !isDone;
      asked?.show(store.value(exercise.closing.id));
      table.show();
    },
  };
}

function render({ model, el }) {
  const { exercise, words: say } = model.get("content");
  const store = createStore(model, () => show());
  const key = kindsKey(exercise.kinds, say);
  const rows = exercise.items.map((item, at) => sortingItem(item, at, exercise.kinds, key.hints, store, say));
  const end = ending(exercise, store, say);
  const tally = element("p", { role: "status", className: "sorted" });
  const next = button(say.go_on_to, () => rows.find((row) => !row.isSorted())?.focus());
  next.className = "quiet";
  const about = element("div", { className: "claim" }, element("h3", { textContent: exercise.title }), element("p", { textContent: exercise.task }), key.node, tally, next);
  const list = element("ol", { className: "items" }, ...rows.map(({ node }) => node));
  list.setAttribute("aria-label", say.items);
  const work = element("div", { className: "two" }, about, element("div", {}, list, end.node));
  const who = whoWorks(store, say, model, { renewed: () => show(), focus: () => rows[0].focus() });
  const foot = footer(store, say, model, reveal, who.change);
  const lost = banner(say, model, foot.download);
  const root = element("section", { className: "sorting" }, lost.node, who.node, work, foot.node);
  root.setAttribute("aria-label", `${say.name}: ${exercise.title}`);
  who.answersTo(foot.someoneElse);
  el.append(root);

  // Where an answer stands: it is scrolled to, and where answers differ, gone to.
  function reveal({ id }) {
    const row = rows.find(({ item }) => [item.kind.id, item.reason.id].includes(id));
    (row ?? end).node.scrollIntoView({ block: "nearest" });
    if (!store.rivals(id).length) return;
    if (row) row.focusRival(id);
    else end.focus();
  }

  const every = [...exercise.items.flatMap(({ kind, reason }) => [kind, reason]), ...(exercise.closing ? [exercise.closing] : [])];
  function show() {
    if (!who.show()) return; // somebody was settled, and all of it was shown
    work.hidden = !store.isKnown();
    for (const row of rows) row.show();
    const all = rows.length;
    const done = rows.filter((row) => row.isSorted()).length;
    const said = fill(done === all ? say.all_done : say.weighed, { done, all });
    if (tally.textContent !== said) tally.textContent = said;
    if (done === all && document.activeElement === next) rows[0].focus(); // what is hidden loses the focus
    next.hidden = done === 0 || done === all;
    end.show(done === all || Boolean(exercise.closing && (store.value(exercise.closing.id) || store.rivals(exercise.closing.id).length)));
    lost.show();
    foot.show(store.status(), { done, all }, every.filter(({ id }) => store.rivals(id).length));
  }

  show();
  model.on("change:state", show);
  return () => {
    model.off("change:state", show);
    store.close();
  };
}

export default { render };
