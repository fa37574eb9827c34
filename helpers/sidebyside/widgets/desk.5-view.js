// One desk: for each claim the steps, in any order, beside the claim card; for each excerpt its own page.

const READING = ["source", "weigh"]; // the steps in which an excerpt is before the learner

// A row of buttons of which one is current; each may carry a tick. A group says its name before its first;
// those from `folded` on stand behind a fold, so that what everybody reads is seen at once.
function picker(labels, name, kind, say, choose, groups = [], folded = labels.length) {
  const marks = labels.map(() => element("span", { className: "mark" }));
  const buttons = labels.map((label, at) => {
    const one = button("", () => choose(at));
    one.append(marks[at], ...[label].flat());
    return one;
  });
  let group = null;
  function begins(at) {
    const isNew = at < folded && groups[at] && groups[at] !== groups[at - 1];
    if (isNew) group = element("li", { className: "aside", id: freshId("group"), textContent: groups[at] });
    if (at < folded && groups[at]) buttons[at].setAttribute("aria-describedby", group.id); // with Tab alone the name would not be heard
    return isNew ? group : null;
  }
  const row = (from, to) => element("ol", { className: kind }, ...buttons.slice(from, to).flatMap((one, at) => [begins(from + at), element("li", {}, one)]));
  const fold = folded < labels.length ? more(`${groups[folded]} (${labels.length - folded})`, row(folded)) : null;
  const node = element("nav", {}, row(0, folded), fold);
  node.setAttribute("aria-label", name);
  return {
    node,
    turn(current) {
      if (fold && current >= folded) fold.open = true;
      buttons.forEach((one, at) => (at === current ? one.setAttribute("aria-current", kind === "steps" ? "step" : "true") : one.removeAttribute("aria-current")));
    },
    tick(at, isDone) {
      marks[at].replaceChildren(...(isDone ? [element("span", { ariaHidden: "true", textContent: "✓ " }), element("span", { className: "unseen", textContent: `${say.step_done}: ` })] : []));
    },
  };
}

function excerptLabel({ label }, at) {
  return [element("span", { className: "aside", textContent: `${at + 1} ` }), label];
}

function claimDesk(claim, store, say, name) {
  const card = claimCard(claim, say);
  const controls = claim.prompts.map((prompt) => ({ prompt, ...question(prompt, store, say) }));
  const isAnswered = ({ prompt }) => Boolean(store.value(prompt.id).trim());
  const asked = (step, excerpt) => controls.filter(({ prompt }) => prompt.step === step && (excerpt === undefined || prompt.excerpt === excerpt));
  const isRead = (step, { id }) => asked(step, id).length > 0 && asked(step, id).every(isAnswered);
  // Everybody reads the core; of jigsaw sets and wider reading one excerpt is enough.
  const core = claim.excerpts.filter(({ role }) => role === "core");
  function isDone(step) {
    const once = asked(step, null).every(isAnswered);
    if (!READING.includes(step) || !claim.excerpts.length) return once;
    return once && (core.length ? core.every((one) => isRead(step, one)) : claim.excerpts.some((one) => isRead(step, one)));
  }

  let current = 0; // the excerpt in front, the same in both steps of reading
  const pickers = [];
  const pages = [];
  const answers = []; // worked answers; none is opened before an attempt
  function read(at) {
    current = at;
    for (const { node, at: place } of pages) node.hidden = place !== at;
    for (const { turn } of pickers) turn(at);
  }

  function excerptPages(step) {
    const made = claim.excerpts.map((excerpt, at) => {
      const text = step === "weigh" ? [rendering(excerpt, store, say)] : [];
      const worked = step === "weigh" ? workedAnswer(excerpt, say) : null;
      const node = element("div", {}, sourceCard(excerpt, say), ...text, ...asked(step, excerpt.id).map(({ node: one }) => one), worked);
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

  const panels = claim.steps.map(({ id, label }, at) => {
    const heading = focusable("h4", { id: freshId("step"), textContent: label, tabIndex: -1 });
    const parts = [heading, ...asked(id, null).map(({ node }) => node), ...(READING.includes(id) ? excerptPages(id) : [])];
    const following = claim.steps[at + 1];
    if (following) parts.push(button(fill(say.next, { step: following.label }), () => go(at + 1)));
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
    turnTo(at);
    panels[at].heading.focus();
  }

  const open = claim.steps.findIndex(({ id }) => !isDone(id));
  turnTo(open < 0 ? claim.steps.length - 1 : open);
  const unread = claim.excerpts.findIndex((one) => one.role !== "wider" && !isRead("weigh", one));
  read(unread < 0 ? 0 : unread);
  return {
    node: element("div", {}, steps.node, element("div", { className: "two" }, card.node, element("div", { className: "work" }, ...panels.map(({ node }) => node)))),
    show() {
      for (const { prompt, show } of controls) show(store.value(prompt.id));
      card.show(claim.prompts.filter(({ step }) => step === "predict").map(({ id }) => store.value(id)).join(" "));
      for (const { node, excerpt } of answers) node.hidden = !isRead("weigh", excerpt);
      claim.steps.forEach(({ id }, at) => steps.tick(at, isDone(id)));
      for (const { step, tick } of pickers) claim.excerpts.forEach((one, at) => tick(at, isRead(step, one)));
    },
    // The step and the excerpt in which a question is asked.
    reveal({ step, excerpt }) {
      turnTo(claim.steps.findIndex(({ id }) => id === step));
      const at = claim.excerpts.findIndex(({ id }) => id === excerpt);
      if (at >= 0) read(at);
    },
    focus: () => panels.find(({ node }) => !node.hidden).heading.focus(),
    weighed: () => claim.excerpts.filter((one) => isRead("weigh", one)).length,
    all: claim.excerpts.length,
  };
}

// A list of many claims: native, so that a keyboard and a screen reader know it; grouped by what it is for.
function claimChooser(claims, say, choose) {
  const list = focusable("select", { id: freshId("claims") }, ...claims.map((claim, at) => element("option", {
    value: at, textContent: `${at + 1} · ${[claim.role, fill(say.claim_option, claim)].filter(Boolean).join(" · ")}`,
  })));
  list.addEventListener("change", () => choose(Number(list.value)));
  return { node: element("p", { className: "chooser" }, element("label", { htmlFor: list.id, textContent: say.choose_claim }), " ", list), turn: (at) => { list.value = at; } };
}

function render({ model, el }) {
  const { claims, words: say, lesson } = model.get("content");
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
    if (!desks.has(at)) desks.set(at, claimDesk(claims[at], store, say, say.steps));
    place.replaceChildren(desks.get(at).node);
    chooser?.turn(at);
    show();
  }

  // Show where a question stands, without taking the focus along.
  function reveal(prompt) {
    const at = claims.findIndex(({ prompts }) => prompts.some(({ id }) => id === prompt.id));
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
    foot.show(store.status(), { done: desk.weighed(), all: desk.all }, rivals);
  }

  // Begin where the last answer was given.
  function latest() {
    const { answers } = model.get("state");
    const newest = Object.keys(answers).sort((a, b) => (answers[a].id < answers[b].id ? 1 : -1))[0];
    return Math.max(0, claims.findIndex(({ prompts }) => prompts.some(({ id }) => id === newest)));
  }

  turn(latest());
  model.on("change:state", show);
  return () => {
    model.off("change:state", show);
    store.close();
  };
}

export default { render };
