// One claim and one passage at a time, in type that can be read from the back of a room.

function passageText(excerpt, say) {
  const terms = excerpt.terms.map(({ original, language, gloss, why }) => [element("span", { lang: language, textContent: original }), `${gloss} ${why}`]);
  return element("div", { className: "passage" },
    element("p", { className: "by", textContent: fill(say.source, excerpt.source) }),
    element("div", { className: "text" }, ...excerpt.paragraphs.map((text) => element("p", { textContent: text }))),
    element("p", { className: "ours", textContent: excerpt.made }),
    excerpt.note ? more(say.context, element("p", { textContent: excerpt.note })) : null,
    terms.length ? more(`${say.terms} (${terms.length})`, definitions(terms)) : null,
    excerpt.plain ? more(say.plain, element("p", { textContent: excerpt.plain })) : null);
}

// What is on the screen: a passage with its votes; at the end of a claim the verdict, with how the passages were voted on.
function claimPages(claim, store, say, most) {
  const boxes = claim.excerpts.map((excerpt) => ballotBox(excerpt, store, say, most));
  const verdict = ballotBox(claim, store, say, most);
  const lines = claim.excerpts.map(() => element("span", {}));
  const soFar = claim.excerpts.length
    ? element("div", { className: "passage" }, element("h4", { textContent: say.so_far }), element("ul", { className: "sofar" }, ...claim.excerpts.map((excerpt, at) => element("li", {}, element("strong", { textContent: excerpt.label }), element("br"), lines[at]))))
    : element("p", { className: "passage", textContent: say.no_passages });
  const all = claim.excerpts.length;
  const page = (title, left, box) => ({ title, box, node: element("div", { className: "two" }, left, box.node) });
  return {
    head: element("div", { className: "claim" },
      element("p", { className: "kicker", textContent: `${say.claim} · ${claim.kicker}` }),
      element("blockquote", {}, ...claim.statement.map(({ text, quoted }) => (quoted ? element("span", { className: "quoted", textContent: text }) : text))),
      element("p", { className: "history", textContent: fill(say.weighed_here, claim) })),
    pages: [
      ...claim.excerpts.map((excerpt, at) => page(fill(say.passage, { at: at + 1, all, label: excerpt.label }), passageText(excerpt, say), boxes[at])),
      page(say.verdict, soFar, verdict),
    ],
    ballots: [...claim.excerpts.map(({ ballots }) => ballots), claim.ballots],
    show() {
      for (const box of [...boxes, verdict]) box.show();
      lines.forEach((line, at) => { line.textContent = boxes[at].summary() || say.no_votes; });
    },
  };
}

// A room is a small screen in a notebook and a whole one on a projector.
function widener(root, say) {
  const wide = button(say.widen, () => (document.fullscreenElement === root ? document.exitFullscreen() : root.requestFullscreen()));
  wide.hidden = !document.fullscreenEnabled;
  const turned = () => { wide.textContent = document.fullscreenElement === root ? say.narrow : say.widen; };
  document.addEventListener("fullscreenchange", turned);
  return { node: wide, close: () => document.removeEventListener("fullscreenchange", turned) };
}

function render({ model, el }) {
  const { claims, words: say, lesson, most } = model.get("content");
  const store = createStore(model, () => show());
  const made = new Map(); // claim -> its pages, made when it is first chosen
  const pagesOf = (at) => made.get(at) ?? made.set(at, claimPages(claims[at], store, say, most)).get(at);
  const current = { claim: 0, page: 0 };
  const root = element("section", { className: "room" });
  root.setAttribute("aria-label", `${say.name}: ${lesson.title}`);

  const list = focusable("select", { id: freshId("claims") }, ...claims.map(({ label }, at) => element("option", { value: at, textContent: fill(say.claim_option, { number: at + 1, label }) })));
  list.addEventListener("change", () => turn(Number(list.value), 0));
  const chooser = element("p", { className: "chooser", hidden: claims.length < 2 }, element("label", { htmlFor: list.id, textContent: say.choose_claim }), " ", list);
  const title = element("h3", {});
  const said = element("p", { role: "status", className: "unseen" });
  const move = (step) => {
    const next = neighbour(step);
    if (!next) return;
    turn(next.claim, next.page);
    said.textContent = title.textContent; // the focus stays on the button, for the next press
  };
  const before = button(say.before, () => move(-1));
  const after = button(say.after, () => move(1));
  const wide = widener(root, say);
  const pager = element("nav", { className: "pager" }, before, after, title, chooser, wide.node);
  pager.setAttribute("aria-label", say.pages);
  const place = element("div", { className: "slide" });
  const work = element("div", {}, pager, said, place);
  const who = whoWorks(store, say, model, { renewed() { made.clear(); turn(0, 0); }, focus: () => after.focus() });
  const foot = footer(store, say, model, reveal, who.change);
  const lost = banner(say, model, foot.download);
  root.append(lost.node, who.node, work, foot.node);
  el.append(root);
  who.answersTo(foot.someoneElse);

  // The page before or after, in this claim or the next; none at either end.
  function neighbour(step) {
    const page = current.page + step;
    if (pagesOf(current.claim).pages[page]) return { claim: current.claim, page };
    const claim = current.claim + step;
    return claims[claim] ? { claim, page: step > 0 ? 0 : pagesOf(claim).pages.length - 1 } : null;
  }

  function turn(claim, page) {
    Object.assign(current, { claim, page });
    const { head, pages } = pagesOf(claim);
    title.textContent = pages[page].title;
    place.replaceChildren(head, pages[page].node);
    list.value = claim;
    before.setAttribute("aria-disabled", String(!neighbour(-1)));
    after.setAttribute("aria-disabled", String(!neighbour(1)));
    show();
  }

  // The page on which a vote stands, and the vote.
  function reveal({ id }) {
    const claim = claims.findIndex(({ excerpts, ballots }) => [...excerpts.flatMap((one) => one.ballots), ...ballots].some((one) => one.id === id));
    if (claim < 0) return;
    const page = pagesOf(claim).ballots.findIndex((ballots) => ballots.some((one) => one.id === id));
    turn(claim, page);
    pagesOf(claim).pages[page].box.reveal(id);
  }

  const everyBallot = claims.flatMap(({ excerpts, ballots }) => [...excerpts.flatMap((one) => one.ballots), ...ballots]);
  function show() {
    if (!who.show()) return; // somebody was settled, and all of it was shown
    work.hidden = !store.isKnown();
    pagesOf(current.claim).show();
    lost.show();
    foot.show(store.status(), null, everyBallot.filter(({ id }) => store.rivals(id).length));
  }

  turn(0, 0);
  model.on("change:state", show);
  return () => {
    model.off("change:state", show);
    wide.close();
    store.close();
  };
}

export default { render };
