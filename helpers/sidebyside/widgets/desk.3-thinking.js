// What the learner has said so far, drawn where the next step needs it: passages beside each other, verdict beside verdict.

// The newest answer to the first question of a kind in a step, as it stands on the buttons; empty where there is none.
function answerOf(claim, store, { step, kind, excerpt = null }) {
  const prompt = claim.prompts.find((one) => one.step === step && one.kind === kind && one.excerpt === excerpt);
  const value = prompt ? store.value(prompt.id) : "";
  return prompt?.options.find(([name]) => name === value)?.[1] ?? value.trim();
}

// A row for every passage of the core and for every other that was weighed.
function grid(claim, store, say) {
  const body = element("tbody", { role: "rowgroup" }); // roles are named, since a narrow desk draws each row as a block
  const heads = [say.grid_passage, say.grid_author, say.written, say.grid_bearing, say.grid_trust];
  const table = element("table", { className: "grid", role: "table" },
    element("caption", { textContent: say.grid }),
    element("thead", { role: "rowgroup" }, element("tr", { role: "row" }, ...heads.map((textContent) => element("th", { scope: "col", role: "columnheader", textContent })))), body);
  let drawn = "";
  return {
    node: table,
    show() {
      const said = (excerpt, kind) => answerOf(claim, store, { step: "weigh", kind, excerpt });
      const rows = claim.excerpts.map((excerpt, at) => ({ excerpt, at, bearing: said(excerpt.id, "bearing"), trust: said(excerpt.id, "trust") }));
      const now = JSON.stringify(rows.map(({ bearing, trust }) => [bearing, trust]));
      if (now === drawn) return;
      drawn = now;
      body.replaceChildren(...rows.filter(({ excerpt, bearing, trust }) => excerpt.role === "core" || bearing || trust).map(({ excerpt, at, bearing, trust }) => {
        const cells = [excerpt.source.author, excerpt.source.written, bearing, trust];
        return element("tr", { role: "row" }, element("th", { scope: "row", role: "rowheader" }, ...excerptLabel(excerpt, at)),
          ...cells.map((text, column) => {
            const cell = element("td", { role: "cell", className: text ? "" : "aside", textContent: text || say.not_said });
            cell.dataset.head = heads[column + 1];
            return cell;
          }));
      }));
    },
  };
}

// The first verdict stays as it was given, beside the questions of the second.
function verdicts(claim, store, say, questions) {
  const verdict = element("p", { className: "given" });
  const reason = element("blockquote", { className: "said" });
  const asked = claim.prompts.find(({ step, kind }) => step === "judge" && kind === "text");
  const because = element("div", {}, element("p", { className: "aside", textContent: fill(say.first_because, { question: asked?.text }) }), reason);
  const headed = (name, ...content) => {
    const heading = element("h5", { id: freshId("verdict"), textContent: name });
    const node = element("div", { role: "group" }, heading, ...content);
    node.setAttribute("aria-labelledby", heading.id);
    return node;
  };
  return {
    node: element("div", { className: "verdicts" }, headed(say.first_verdict, verdict, because), headed(say.second_verdict, ...questions)),
    show() {
      const first = answerOf(claim, store, { step: "judge", kind: "verdict" });
      verdict.textContent = first || say.not_said;
      verdict.classList.toggle("aside", !first);
      reason.textContent = answerOf(claim, store, { step: "judge", kind: "text" });
      because.hidden = !reason.textContent;
    },
  };
}
