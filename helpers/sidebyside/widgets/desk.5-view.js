// One desk: for each claim the steps, in any order, beside the claim card.

function claimDesk(claim, store, say, name) {
  const card = claimCard(claim, say);
  const controls = claim.prompts.map((prompt) => ({ prompt, ...question(prompt, store, say) }));
  const inStep = (step) => controls.filter(({ prompt }) => prompt.step === step);
  const about = (step, excerpt) => inStep(step).filter(({ prompt }) => prompt.excerpt === excerpt).map(({ node }) => node);
  const isDone = (step) => inStep(step).every(({ prompt }) => store.value(prompt.id).trim());

  const panels = claim.steps.map(({ id, label }, at) => {
    const heading = focusable("h4", { id: freshId("step"), textContent: label, tabIndex: -1 });
    const parts = [heading, ...about(id, null)];
    for (const excerpt of id === "source" || id === "weigh" ? claim.excerpts : []) {
      parts.push(sourceCard(excerpt, say));
      if (id === "weigh") parts.push(rendering(excerpt, say));
      parts.push(...about(id, excerpt.id));
    }
    const following = claim.steps[at + 1];
    if (following) parts.push(button(fill(say.next, { step: following.label }), () => go(at + 1)));
    const node = element("section", { className: "step" }, ...parts);
    node.setAttribute("aria-labelledby", heading.id);
    return { id, node, heading };
  });

  const tabs = claim.steps.map(({ label }, at) => {
    const mark = element("span", { className: "mark", textContent: "" });
    const tab = button("", () => go(at));
    tab.append(mark, label);
    return { node: tab, mark };
  });
  const nav = element("nav", {}, element("ol", { className: "steps" }, ...tabs.map(({ node }) => element("li", {}, node))));
  nav.setAttribute("aria-label", name);

  function turnTo(current) {
    panels.forEach(({ node }, at) => { node.hidden = at !== current; });
    tabs.forEach(({ node }, at) => (at === current ? node.setAttribute("aria-current", "step") : node.removeAttribute("aria-current")));
  }

  // A learner who chooses a step is taken to its heading, so that a screen reader begins there.
  function go(at) {
    turnTo(at);
    panels[at].heading.focus();
  }

  const open = claim.steps.findIndex(({ id }) => !isDone(id));
  turnTo(open < 0 ? claim.steps.length - 1 : open);
  return {
    node: element("div", {}, nav, element("div", { className: "two" }, card.node, element("div", { className: "work" }, ...panels.map(({ node }) => node)))),
    show() {
      for (const { prompt, show } of controls) show(store.value(prompt.id));
      card.show(claim.prompts.filter(({ step }) => step === "predict").map(({ id }) => store.value(id)).join(" "));
      tabs.forEach(({ mark }, at) => {
        const done = isDone(claim.steps[at].id);
        mark.replaceChildren(...(done ? [element("span", { ariaHidden: "true", textContent: "✓ " }), element("span", { className: "unseen", textContent: `${say.step_done}: ` })] : []));
      });
    },
    weighed: () => claim.excerpts.filter(({ id }) => inStep("weigh").filter(({ prompt }) => prompt.excerpt === id).every(({ prompt }) => store.value(prompt.id).trim())).length,
    all: claim.excerpts.length,
  };
}

function render({ model, el }) {
  const { claims, words: say, lesson } = model.get("content");
  const store = createStore(model, () => show());
  const desks = claims.map((claim, at) => claimDesk(claim, store, say, claims.length > 1 ? `${say.steps} (${at + 1})` : say.steps));
  const foot = footer(store, say, model);
  const root = element("section", { className: "desk" }, ...desks.map(({ node }) => node), foot.node);
  root.setAttribute("aria-label", `${say.name}: ${lesson.title}`);
  el.append(root);

  function show() {
    for (const desk of desks) desk.show();
    const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);
    foot.show(store.status(), sum(desks.map((desk) => desk.weighed())), sum(desks.map((desk) => desk.all)));
  }
  model.on("change:state", show);
  show();
  return () => {
    model.off("change:state", show);
    store.close();
  };
}

export default { render };
