// The author's own words: in place where the text is on this computer; else how to get at them.

// Three paragraphs, told apart by a line at the side and, for a screen reader, by a word, not by colour alone.
function quotation(found, say, marks) {
  const part = (text, name, label) => (text ? element("p", { className: name }, element("span", { className: "unseen", textContent: `${label}: ` }), text) : null);
  const text = found.passage.normalize("NFC").trim().replace(/\s*\n\s*/g, "\n");
  const marking = { words_to: [...text].length, sentences: [], sha256: found.sha256 ?? "" };
  const made = marks?.board({ text, on: "original", marking, name: say.mark_text, how: say.mark_how });
  const quote = element("blockquote", { className: "own" },
    part(found.before, "around", say.before), made ? element("div", { className: "passage" }, element("span", { className: "unseen", textContent: `${say.passage}: ` }), made.node) : part(found.passage, "passage", say.passage), part(found.behind, "around", say.behind));
  if (found.language) quote.lang = found.language;
  return [quote, made?.bar, found.edition ? element("p", { className: "ours", textContent: fill(say.edition, found) }) : null];
}

function judgement({ message, differs }) {
  const words = differs?.length ? element("p", {}, ...differs.flatMap((word) => [element("mark", { textContent: word }), " "])) : null;
  return [element("p", { textContent: message }), words].filter(Boolean);
}

// Asks the notebook only when the learner opens it; what comes back is shown and kept nowhere.
function originalPanel(excerpt, store, say, marks) {
  const said = element("p", { role: "status" }); // a line; the passage itself is not read out unasked
  const place = focusable("div", { tabIndex: -1 });
  const box = focusable("textarea", { rows: 3, spellcheck: false });
  const verdict = element("div", { role: "status", className: "verdict" });
  const answered = (answer, show) => (answer.late || answer.error ? answer.error || say.not_answering : show(answer) ?? "");

  const compare = button(say.compare, () => {
    verdict.replaceChildren(element("p", { textContent: say.looking }));
    store.inquire({ do: "paste", excerpt: excerpt.id, text: box.value }, (answer) => {
      const problem = answered(answer, ({ pasted }) => {
        verdict.replaceChildren(...judgement(pasted));
        if (pasted.kept) ask(0);
      });
      if (problem) verdict.replaceChildren(element("p", { textContent: problem }));
    });
  });
  const paste = element("div", { className: "paste", hidden: true },
    element("label", { className: "question" }, element("span", { textContent: say.paste }), box), compare, verdict);
  const wider = button(say.around, () => { ask(1); place.focus(); });
  wider.hidden = true;

  function ask(around) {
    said.textContent = say.looking;
    store.inquire({ do: "original", excerpt: excerpt.id, around }, (answer) => {
      said.textContent = answered(answer, ({ original }) => {
        // What was pasted may be wrong: it can always be pasted anew, and what differs is said each time.
        place.replaceChildren(...(original.passage ? quotation(original, say, marks) : []).filter(Boolean), ...(original.message ? judgement(original) : []));
        paste.hidden = original.state === "here";
        wider.hidden = original.state !== "here" || around > 0;
        return original.passage ? say.found : "";
      });
    });
  }

  const node = more(say.own_words, said, place, wider, paste);
  node.addEventListener("toggle", () => { if (node.open && !place.childElementCount) ask(0); });
  return node;
}
