// Marks: what chosen words are marked as, a list of them, and the words relied on beside the reason.

const MARKED = ["marks", "words"]; // the kinds of questions that are answered by marking
const MOST = 190000; // characters of an answer; the journal keeps little more
const quoted = (exact) => exact.replace(/\s+/g, " ");
const brief = (exact) => (exact.length > 90 ? `${quoted(exact).slice(0, 60)} … ${quoted(exact).slice(-25)}` : quoted(exact));
const sample = (line) => element("span", { className: `sample line-${line}`, ariaHidden: "true", textContent: "\u00a0".repeat(6) });

// One's marks in the order of the text, each with a comment and a way to be rid of it.
function markList(sheet, say) {
  const items = new Map();
  const summary = focusable("summary");
  const rows = element("ol", {});
  const node = element("details", { className: "mine", open: true, hidden: true }, summary, rows);
  let drawn = "";

  function item() {
    const words = element("q", {});
    const where = element("span", { className: "aside" });
    const label = element("span", {});
    const note = focusable("textarea", { rows: 2 });
    const open = button(say.mark_note, () => { note.hidden = false; open.hidden = true; note.focus(); });
    const remove = button(say.mark_remove, () => {
      const all = [...rows.children];
      const at = all.indexOf(one.node);
      sheet.remove(one.mark);
      const next = rows.children[Math.min(at, rows.children.length - 1)]?.querySelector(".remove");
      if (next) next.focus(); else sheet.focus(one.mark.on);
    });
    for (const each of [open, remove]) each.className = "quiet";
    remove.classList.add("remove");
    note.addEventListener("input", () => sheet.comment(one.mark, note.value));
    note.addEventListener("change", () => sheet.flush());
    const one = {
      node: element("li", {}, element("p", {}, label, " ", words, " ", where, " ", element("span", { className: "acts" }, open, remove)), note),
      show(mark) {
        one.mark = mark;
        const { line, label: name } = sheet.category(mark);
        label.replaceChildren(sample(line), name);
        words.textContent = quoted(mark.exact);
        const said = [mark.on === "original" ? say.mark_original : "", sheet.isGone(mark) ? say.mark_gone : ""].filter(Boolean);
        where.textContent = said.join("; ");
        const short = brief(mark.exact);
        note.setAttribute("aria-label", fill(say.mark_note_on, { words: short, label: name }));
        remove.setAttribute("aria-label", fill(say.mark_remove_named, { words: short, label: name }));
        open.setAttribute("aria-label", fill(say.mark_note_on, { words: short, label: name }));
        if (note.value !== mark.comment) note.value = mark.comment;
        if (document.activeElement !== note) note.hidden = !mark.comment;
        open.hidden = !note.hidden;
      },
    };
    return one;
  }

  return {
    node,
    draw() {
      const counted = new Map();
      const keys = sheet.marks().map(({ comment, ...mark }) => {
        const key = JSON.stringify(mark);
        counted.set(key, (counted.get(key) ?? 0) + 1);
        return `${key} ${counted.get(key)}`;
      });
      for (const key of keys) if (!items.has(key)) items.set(key, item());
      for (const key of items.keys()) if (!keys.includes(key)) items.delete(key);
      if (keys.join() !== drawn) { // moving a field that is typed in would take the focus from it
        drawn = keys.join();
        const focused = document.activeElement;
        rows.replaceChildren(...keys.map((key) => items.get(key).node));
        if (rows.contains(focused)) focused.focus();
      }
      sheet.marks().forEach((mark, at) => items.get(keys[at]).show(mark));
      summary.textContent = fill(say.marks, { count: keys.length });
      node.hidden = !keys.length;
    },
  };
}

function marking(prompt, store, say, categories) {
  const lined = categories.map((category, line) => ({ ...category, line }));
  const boards = new Map();
  let marks = [];
  let drawn = null;
  const reasons = [];
  function give(next, wait) {
    const value = marksValue(next);
    if (value.length > MOST) return false;
    store.answer(prompt, value, wait);
    return true;
  }
  const sheet = {
    marks: () => marks,
    category: ({ category }) => lined.find(({ id }) => id === category) ?? { line: 0, label: category },
    add(mark) { store.flush(prompt.id); return give([...marks, mark]); },
    remove(mark) { store.flush(prompt.id); return give(marks.filter((one) => one !== mark)); },
    comment: (mark, comment) => give(marks.map((one) => (one === mark ? { ...mark, comment } : one)), PAUSE),
    flush: () => store.flush(prompt.id),
    isGone: (mark) => boards.has(mark.on) && !boards.get(mark.on).isHere(mark),
    focus: (on) => (boards.get(on) ?? [...boards.values()][0]).focus(),
  };
  const list = markList(sheet, say);
  const readable = (value) => marksIn(value).map((mark) => `${sheet.category(mark).label}: “${quoted(mark.exact)}”${mark.comment ? ` (${mark.comment})` : ""}`).join("; ");
  const rivals = rivalAnswers(prompt, store, say, {
    name: readable, both: (one, other) => unionOfMarks([one, other]), take_both: say.marks_both, focus: () => sheet.focus("rendering"),
  });
  const reliedOn = () => [...new Set(marks.filter(({ category }) => category === RELIED).map(({ exact }) => quoted(exact)))];

  return {
    node: element("div", { className: "marking" }, list.node, rivals.node),
    board(about) {
      const isOurs = about.on === "rendering" && about.marking.words_to === 0; // nothing is said by the choice of our own words
      const made = board(about, sheet, lined.filter(({ scope }) => !isOurs || scope === "any"), say);
      boards.set(about.on, made);
      made.draw();
      return made;
    },
    // The words relied on, beside the reason, and a button that carries them into it.
    relied(reason) {
      const words = element("span", {});
      const told = element("span", { role: "status", className: "aside" });
      const take = button(say.relied_take, () => {
        const written = store.value(reason.id);
        const missing = reliedOn().filter((one) => !written.includes(one));
        if (missing.length) store.answer(reason, [written.trimEnd(), ...missing.map((one) => `“${one}”`)].filter(Boolean).join(" "));
        told.textContent = say.relied_there;
      });
      const node = element("p", { className: "relied", hidden: true }, element("strong", { textContent: `${say.relied}: ` }), words, " ", take, " ", told);
      reasons.push(() => {
        node.hidden = !reliedOn().length;
        const now = reliedOn().map((one) => `“${one}”`).join(" ");
        if (words.textContent === now) return;
        words.textContent = now;
        told.textContent = "";
      });
      return node;
    },
    show(value) {
      rivals.show();
      if (value === drawn) return;
      drawn = value;
      marks = marksIn(value);
      for (const one of boards.values()) one.draw();
      list.draw();
      for (const show of reasons) show();
    },
  };
}

// The words of the claim that stand and fall: asked while the verdict is "partly", and kept when it is another.
function claimWords(prompt, claim, store, say, categories) {
  const control = marking(prompt, store, say, categories);
  const verdict = claim.prompts.find(({ kind, step }) => kind === "verdict" && step === prompt.step);
  const made = control.board({ text: claim.history, on: "claim", marking: claim.marking, name: say.claim_keys, how: say.mark_how });
  const node = element("div", { className: "claimwords" },
    element("p", { className: "task", textContent: prompt.text }),
    element("h5", { className: "aside", textContent: say.claim_history }), made.node, made.bar, control.node);
  return {
    node,
    show(value) {
      node.hidden = store.value(verdict?.id) !== "partly" && !store.rivals(prompt.id).length;
      control.show(value);
    },
  };
}
