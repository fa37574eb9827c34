// What a learner reads: the claim, who speaks, the rendering.

function claimCard(claim, say) {
  const statement = claim.statement.map(({ text, quoted }) => (quoted ? element("span", { className: "quoted", textContent: text }) : text));
  const box = (name, note) => [name, " ", element("span", { className: "aside", textContent: note })];
  const looked = claim.excerpts.length ? [] : claim.searches.map((search) => element("li", { textContent: fill(say.searched, search) }));
  const expected = element("p", { className: "note", hidden: true });
  const node = element("div", { className: "claim" },
    element("h3", { className: "kicker", textContent: `${say.claim} · ${claim.kicker}` }),
    element("blockquote", {}, ...statement),
    element("p", { className: "links" }, outside(claim.link, say.read_review, say)),
    element("div", { className: "boxes" }, definitions([
      [box(say.portrayal, say.portrayal_note), claim.portrayal],
      [box(say.history, say.history_note), claim.history],
    ])),
    more(say.strongest, element("p", { textContent: claim.strongest })),
    looked.length ? element("div", { className: "searched" }, element("p", { textContent: say.nothing_beside }), element("ul", {}, ...looked)) : null,
    expected,
  );
  return {
    node,
    // The prediction stays in sight while the learner reads.
    show(prediction) {
      expected.hidden = !prediction.trim();
      expected.replaceChildren(element("strong", { textContent: say.expected }), " ", prediction);
    },
  };
}

function sourceCard(excerpt, say) {
  const { author, work, written, audience, stake } = excerpt.source;
  return element("div", { className: "source" },
    element("strong", { textContent: say.who }),
    definitions([
      [say.author, author], [say.work, work], [say.written, written], [say.audience, audience], [say.stake, stake],
    ]));
}

// What is read and, where the lesson asks for marks, marked.
function rendering(excerpt, store, say, marks) {
  const terms = excerpt.terms.map(({ original, language, gloss, why }) => [
    element("span", { lang: language, textContent: original }), `${gloss} ${why}`,
  ]);
  const made = marks?.board({ text: excerpt.paragraphs.join("\n"), on: "rendering", marking: excerpt.marking, ...howToMark(excerpt, say) });
  const aids = element("div", { className: "aids" });
  const node = element("div", {},
    made ? element("p", { className: "task", textContent: marks.prompt.text }) : null,
    made ? made.node : element("div", { className: "text" }, ...excerpt.paragraphs.map((text) => element("p", { textContent: text }))),
    made?.bar,
    element("p", { className: "ours" }, excerpt.made + " ", outside(excerpt.link, excerpt.link_text, say)),
    aids,
  );
  aids.append(...[
    originalPanel(excerpt, store, say, marks),
    excerpt.note ? more(say.context, element("p", { textContent: excerpt.note })) : null,
    terms.length ? more(`${say.terms} (${terms.length})`, definitions(terms)) : null,
    excerpt.plain ? more(say.plain, element("p", { textContent: excerpt.plain })) : null,
    made?.means,
    say.find ? findAid(node, store, say.find) : null,
  ].filter(Boolean));
  return node;
}

function howToMark({ marking }, say) {
  if (!marking.words_to) return { name: say.mark_text_sentences, how: say.mark_sentences };
  const isMixed = marking.sentences.length > 0;
  return { name: say.mark_text, how: isMixed ? say.mark_both : say.mark_how };
}

function workedAnswer(excerpt, say) {
  return excerpt.worked.length ? more(say.worked, ...excerpt.worked.map((text) => element("p", { textContent: text }))) : null;
}
