// One desk: for each claim the steps, in any order, beside the claim card; for each excerpt its own page.

const READING = ["source", "weigh"]; // the steps in which an excerpt is before the learner

function claimDesk(claim, store, say, name, categories) {
  const card = claimCard(claim, say);
  const asking = (prompt) => {
    if (prompt.kind === "marks") return marking(prompt, store, say, categories.marks);
    return prompt.kind === "words" ? claimWords(prompt, claim, store, say, categories.words) : question(prompt, store, say);
  };
  const controls = claim.prompts.map((prompt) => ({ prompt, ...asking(prompt) }));
  const isAnswered = ({ prompt }) => Boolean(store.value(prompt.id).trim());
  const places = new Map(); // a step, and an excerpt of it or none -> what is asked there
  const keyOf = (step, excerpt) => `${step} ${excerpt}`;
  const asked = (step, excerpt) => places.get(keyOf(step, excerpt)) ?? [];
  for (const control of controls) {
    const { step, excerpt } = control.prompt;
    places.set(keyOf(step, excerpt), [...asked(step, excerpt), control]);
  }
  // Marks help to answer; whoever makes none has answered all the same.
  const answered = (step, excerpt) => asked(step, excerpt).filter(({ prompt }) => !MARKED.includes(prompt.kind));
  const isRead = (step, { id }) => answered(step, id).length > 0 && answered(step, id).every(isAnswered);
  // Everybody reads the core; of jigsaw sets and wider reading one excerpt is enough.
  const core = claim.excerpts.filter(({ role }) => role === "core");
  function isDone(step) {
    const once = answered(step, null).every(isAnswered);
    if (!READING.includes(step) || !claim.excerpts.length) return once;
    return once && (core.length ? core.every((one) => isRead(step, one)) : claim.excerpts.some((one) => isRead(step, one)));
  }

  let current = 0; // the excerpt in front, the same in both steps of reading
  const pickers = [];
  const nexts = []; // what leads on to the next excerpt of the core
  const pages = [];
  const answers = []; // worked answers; none is opened before an attempt
  function read(at) {
    current = at;
    for (const { node, at: place } of pages) node.hidden = place !== at;
    for (const { turn } of pickers) turn(at);
    const following = at + 1 < (core.length || claim.excerpts.length) ? claim.excerpts[at + 1] : null;
    for (const one of nexts) {
      one.hidden = !following;
      one.textContent = following ? fill(say.next_excerpt, { label: following.label }) : "";
    }
  }

  // The core is led through passage by passage; whoever wants to go on before its end may.
  function nextExcerpt() {
    const one = button("", () => { read(current + 1); panels[inFront()].heading.focus(); });
    nexts.push(one);
    return one;
  }

  function excerptPages(step) {
    const made = claim.excerpts.map((excerpt, at) => {
      const marks = asked(step, excerpt.id).find(({ prompt }) => prompt.kind === "marks");
      const reason = marks && asked(step, excerpt.id).filter(({ prompt }) => prompt.kind === "text").pop();
      const text = step === "weigh" ? [rendering(excerpt, store, say, marks)] : [];
      const questions = asked(step, excerpt.id).flatMap((one) => (one === reason ? [marks.relied(one.prompt), one.node] : [one.node]));
      const worked = step === "weigh" ? workedAnswer(excerpt, say) : null;
      const node = element("div", {}, sourceCard(excerpt, say), ...text, ...questions, worked);
      if (worked) answers.push({ node: worked, excerpt });
      pages.push({ node, at });
      return node;
    });
    if (claim.excerpts.length < 2) return made;
    const wider = claim.excerpts.findIndex(({ role, group }) => role === "wider" && group);
    const choose = picker(claim.excerpts.map(excerptLabel), say.choose_excerpt, "excerpts", say, read, claim.excerpts.map(({ group }) => group), wider < 0 ? undefined : wider);
    pickers.push({ ...choose, step });
    return [choose.node, ...made];
  }

  const drawn = []; // what shows the learner's own answers again
  function draw(part) {
    drawn.push(part);
    return part.node;
  }
  function contents(id) {
    const questions = asked(id, null).map(({ node }) => node);
    if (READING.includes(id)) return [...questions, ...excerptPages(id)];
    if (id === "corroborate") return [draw(grid(claim, store, say)), ...questions];
    if (id === "second") return [draw(verdicts(claim, store, say, questions))];
    return questions;
  }

  const inFront = () => panels.findIndex(({ node }) => !node.hidden);
  const method = methodQuestions(claim, store, say, (asked) => { reveal(asked); panels[inFront()].heading.focus(); }, () => panels[inFront()].heading);
  const panels = claim.steps.map(({ id, label }, at) => {
    const heading = focusable("h4", { id: freshId("step"), textContent: label, tabIndex: -1 });
    const parts = [heading, ...contents(id)];
    const following = claim.steps[at + 1];
    if (READING.includes(id) && claim.excerpts.length > 1) parts.push(nextExcerpt());
    if (following) parts.push(button(fill(say.next, { step: following.label }), () => go(at + 1)));
    parts.push(method.askAt(id));
    const node = element("section", { className: "step" }, ...parts);
    node.setAttribute("aria-labelledby", heading.id);
    return { id, node, heading };
  });
  const steps = picker(claim.steps.map(({ label }) => label), name, "steps", say, (at) => go(at));

  function turnTo(step) {
    panels.forEach(({ node }, at) => { node.hidden = at !== step; });
    steps.turn(step);
  }

  // A learner who chooses a step is taken to its heading, so that a screen reader begins there.
  function go(at) {
    const from = inFront();
    turnTo(at);
    panels[at].heading.focus();
    if (from !== at) method.left(claim.steps[from].id);
  }

  // The step and the excerpt in which a question is asked.
  function reveal({ step, excerpt }) {
    turnTo(claim.steps.findIndex(({ id }) => id === step));
    const at = claim.excerpts.findIndex(({ id }) => id === excerpt);
    if (at >= 0) read(at);
  }

  const open = claim.steps.findIndex(({ id }) => !isDone(id));
  turnTo(open < 0 ? claim.steps.length - 1 : open);
  const unread = claim.excerpts.findIndex((one) => one.role !== "wider" && !isRead("weigh", one));
  read(unread < 0 ? 0 : unread);
  return {
    node: element("div", {}, steps.node, element("div", { className: "two" }, card.node, element("div", { className: "work" }, method.above, ...panels.map(({ node }) => node), method.below))),
    show() {
      for (const { prompt, show } of controls) show(store.value(prompt.id));
      card.show(claim.prompts.filter(({ step }) => step === "predict").map(({ id }) => store.value(id)).join(" "));
      for (const { show } of drawn) show();
      for (const { node, excerpt } of answers) node.hidden = !isRead("weigh", excerpt);
      claim.steps.forEach(({ id }, at) => steps.tick(at, isDone(id)));
      for (const { step, tick } of pickers) claim.excerpts.forEach((one, at) => tick(at, isRead(step, one)));
    },
    reveal,
    focus: () => panels[inFront()].heading.focus(),
    // Of wider reading only what was weighed counts: nobody is told that fourteen passages are left to do.
    tally() {
      const done = claim.excerpts.filter((one) => isRead("weigh", one));
      const all = core.length ? new Set([...core, ...done]) : new Set(claim.excerpts);
      return { done: done.length, all: all.size };
    },
  };
}

function render({ model, el }) {
  const { claims, words, find, lesson, categories } = model.get("content");
  const say = { ...words, find };
  const store = createStore(model, () => show());
  const desks = new Map(); // claim -> its desk, made when it is first chosen
  const place = element("div");
  const foot = footer(store, say, model, reveal, changeWho);
  const lost = banner(say, model, foot.download);
  const people = peoplePanel(store, say, model, settled);
  const chooser = claims.length > 1 ? claimChooser(claims, say, turn) : null;
  const work = element("div", {}, chooser?.node, place);
  const root = element("section", { className: "desk" }, lost.node, people.node, work, foot.node);
  root.setAttribute("aria-label", `${say.name}: ${lesson.title}`);
  el.append(root);
  foot.someoneElse.setAttribute("aria-controls", people.node.id);
  let current = 0;
  let isOpen = ""; // why the people panel is open: at the start, or because somebody else sat down

  function turn(at) {
    current = at;
    if (!desks.has(at)) desks.set(at, claimDesk(claims[at], store, say, say.steps, categories));
    place.replaceChildren(desks.get(at).node);
    chooser?.turn(at);
    show();
  }

  // Show where a question stands, without taking the focus along.
  function reveal(prompt) {
    const at = claims.findIndex(({ id, prompts }) => id === prompt.claim || prompts.some((one) => one.id === prompt.id));
    if (at !== current) turn(at);
    desks.get(at).reveal(prompt);
  }

  function openPeople(why) {
    isOpen = why;
    people.open(why === "start");
    foot.someoneElse.setAttribute("aria-expanded", String(why === "else"));
  }

  function settled(isOther) {
    if (!isOpen) return;
    const wasStart = isOpen === "start";
    const hadFocus = people.node.contains(document.activeElement);
    isOpen = "";
    people.node.hidden = true;
    foot.someoneElse.setAttribute("aria-expanded", "false");
    if (isOther) {
      desks.clear();
      turn(latest());
    }
    if (!hadFocus) return;
    if (!store.isKnown()) people.focus();
    else if (wasStart) desks.get(current).focus();
    else foot.someoneElse.focus();
  }

  function changeWho() {
    if (isOpen) return settled(false);
    openPeople("else");
    people.focus();
  }

  function show() {
    const isKnown = store.isKnown();
    if (!isKnown && isOpen !== "start") openPeople("start");
    if (isOpen) people.show(isOpen === "start");
    if (isKnown && isOpen === "start") return settled(true); // which shows all of it again
    work.hidden = !isKnown;
    const desk = desks.get(current);
    desk.show();
    lost.show();
    const rivals = claims.flatMap(({ prompts }) => prompts).filter(({ id }) => store.rivals(id).length);
    foot.show(store.status(), desk.tally(), rivals);
  }

  // Begin where the last answer was given.
  function latest() {
    const { answers } = model.get("state");
    const claimOf = (key) => claims.findIndex(({ prompts }) => prompts.some(({ id }) => id === key));
    const newest = Object.keys(answers).sort((a, b) => (answers[a].id < answers[b].id ? 1 : -1)).find((key) => claimOf(key) >= 0);
    return Math.max(0, claimOf(newest));
  }

  turn(latest());
  model.on("change:state", show);
  const deaf = watchSelection(root);
  return () => {
    deaf();
    model.off("change:state", show);
    store.close();
  };
}

export default { render };
