// Hands counted: a row an answer, a column a vote; numbers beside bars, so that nothing hangs on a colour.

// What was counted, from what stands in the journal; anything that is no count is none.
function countsOf(value, { options }, most) {
  let found = null;
  try { found = JSON.parse(value || "{}"); } catch { /* somebody wrote into the journal by hand */ }
  const number = (name) => {
    const given = found && Object.hasOwn(found, name) ? found[name] : 0;
    return Number.isInteger(given) && given > 0 && given <= most ? given : 0;
  };
  return Object.fromEntries(options.map(([name]) => [name, number(name)]));
}

const sum = (counted) => Object.values(counted).reduce((all, number) => all + number, 0);
// The value kept is the same however the count was reached; no hands is no answer.
const valueOf = (counted) => (sum(counted) ? JSON.stringify(counted) : "");
const countsInWords = (counted, { options }, say) => options.filter(([name]) => counted[name]).map(([name, label]) => fill(say.line, { option: label, count: counted[name] })).join(" · ");

// One number: two buttons and a field. `add` and `set` say what the learner wants, `show` what is so.
function counter(label, vote, say, most, add, set) {
  const sign = (text, name, step) => {
    const one = button(text, () => add(step));
    one.setAttribute("aria-label", name);
    return one;
  };
  const field = focusable("input", { type: "number", min: 0, max: most, step: 1, value: 0, ariaLabel: fill(say.count, { option: label, vote }) });
  field.addEventListener("input", () => set(Math.min(most, Math.max(0, Math.trunc(Number(field.value)) || 0))));
  field.addEventListener("focus", () => field.select()); // what is typed replaces the number
  field.addEventListener("blur", () => { field.value = Number(field.value); });
  const node = element("span", { className: "counter" }, sign("−", fill(say.fewer, { option: label }), -1), field, sign("+", fill(say.more, { option: label }), 1));
  // A field that says the same is left alone: whoever empties it to type is not written over.
  return { node, show: (number) => { if (Number(field.value) !== number) field.value = number; } };
}

// A cell: the number, or the means to change it, over a bar.
function voteCell(label, round, at, say, most, change) {
  const number = element("span", { className: "number" });
  const entry = counter(label, round, say, most, (step) => change((was) => was + step), (to) => change(() => to));
  const bar = element("span", { className: `bar vote-${at + 1}`, ariaHidden: "true" });
  const node = element("td", {}, number, entry.node, bar);
  return {
    node,
    show(count, longest, isOpen) {
      number.textContent = count;
      number.hidden = isOpen;
      entry.node.hidden = !isOpen;
      entry.show(count);
      bar.style.inlineSize = longest ? `${(100 * count) / longest}%` : "0";
      bar.style.visibility = count ? "visible" : "hidden"; // it keeps its place
    },
  };
}

// Two votes on one question. Which of them is being counted is chosen; the other is shown beside it.
function ballotBox({ ballots, label: about }, store, say, most) {
  const [{ question, options }] = ballots;
  const names = [say.first, say.second];
  const group = freshId("round");
  const radios = names.map((_, at) => focusable("input", { type: "radio", name: group, value: at, checked: at === 0 }));
  const choose = element("fieldset", { className: "rounds" }, element("legend", { className: "unseen", textContent: say.rounds }),
    element("div", { className: "seg" }, ...names.map((name, at) => element("label", {}, radios[at], element("span", { textContent: name })))));
  const told = element("p", { role: "status", className: "unseen" });
  const counted = (at) => countsOf(store.value(ballots[at].id), ballots[at], most);
  let open = sum(counted(1)) ? 1 : 0;
  radios[open].checked = true;

  const rows = options.map(([name, label]) => {
    const cells = ballots.map((ballot, at) => voteCell(label, names[at], at, say, most, (changed) => {
      const now = counted(at);
      now[name] = Math.min(most, Math.max(0, changed(now[name])));
      store.answer(ballot, valueOf(now), PAUSE);
      told.textContent = fill(say.told, { option: label, count: now[name], total: sum(now) });
    }));
    return { name, cells, node: element("tr", {}, element("th", { scope: "row", textContent: label }), ...cells.map(({ node }) => node)) };
  });
  const totals = names.map(() => element("td", {}));
  const columns = [say.first, say.second_short].map((name) => element("th", { scope: "col", textContent: name }));
  const table = element("table", {},
    element("thead", {}, element("tr", {}, element("th", { scope: "col" }, element("span", { className: "unseen", textContent: say.option })), ...columns)),
    element("tbody", {}, ...rows.map(({ node }) => node)),
    element("tfoot", {}, element("tr", {}, element("th", { scope: "row", textContent: say.total }), ...totals)));
  const rivals = ballots.map((ballot) => rivalAnswers(ballot, store, say, { name: (value) => countsInWords(countsOf(value, ballot, most), ballot, say) }));
  const heading = element("h4", { id: freshId("ballot"), textContent: question });
  const node = element("div", { className: "ballot", role: "group" }, heading, choose, table, told, ...rivals.map(({ node: one }) => element("div", {}, one)));
  node.setAttribute("aria-label", `${question} ${about}`);

  function show() {
    const both = [counted(0), counted(1)];
    const longest = Math.max(...both.flatMap((counts) => Object.values(counts)));
    const isSecond = open === 1 || sum(both[1]) > 0;
    for (const { name, cells } of rows) cells.forEach((cell, at) => cell.show(both[at][name], longest, at === open));
    totals.forEach((cell, at) => { cell.textContent = sum(both[at]); });
    for (const cell of [columns[1], totals[1], ...rows.map(({ cells }) => cells[1].node)]) cell.hidden = !isSecond;
    for (const { show: draw } of rivals) draw();
  }
  choose.addEventListener("change", (event) => { open = Number(event.target.value); told.textContent = ""; show(); });
  return { node, show, summary: () => countsInWords(counted(sum(counted(1)) ? 1 : 0), ballots[0], say), reveal(id) { open = ballots.findIndex((one) => one.id === id); radios[open].checked = true; show(); } };
}
