// Handing in: what is still empty, what the document is to say besides, and the file, which the notebook makes.

const MOST_EMPTY = 8; // lines before the rest is folded away

const bytesOf = (text) => Uint8Array.from(atob(text), (sign) => sign.codePointAt(0));

function emptyLines({ empty, left }, say) {
  const line = (text) => element("li", { textContent: text });
  const list = (texts) => element("ul", {}, ...texts.map(line));
  const rest = empty.slice(MOST_EMPTY);
  return [
    element("p", { textContent: empty.length ? fill(say.handin_empty, { count: empty.length }) : say.handin_full }),
    ...(empty.length ? [list(empty.slice(0, MOST_EMPTY))] : []),
    ...(rest.length ? [more(fill(say.handin_all, { count: rest.length }), list(rest))] : []),
    ...left.map((textContent) => element("p", { textContent })),
  ];
}

function tickBox(text) {
  const box = focusable("input", { type: "checkbox" });
  return { box, node: element("label", { className: "check" }, box, element("span", { textContent: text })) };
}

function handInPanel(store, say, model, download) {
  const empty = element("div", { className: "empties" });
  const nameSaid = element("span", {});
  const name = focusable("input", { type: "text", autocomplete: "off", spellcheck: false, maxLength: 200 });
  const ai = focusable("textarea", { rows: 2, maxLength: 10000 });
  const times = tickBox(say.handin_times);
  const beside = tickBox(say.handin_beside);
  const status = element("div", { role: "status" });
  const files = element("p", { className: "row", hidden: true });
  const rescue = element("p", { className: "row", hidden: true }, button(say.download, () => download(true)));
  const go = button(say.handin_go, make);
  go.className = "make";
  const fields = [
    element("label", { className: "question" }, nameSaid, name), element("label", { className: "question" }, element("span", { textContent: say.handin_ai }), ai),
    times.node, beside.node,
  ];
  const node = more(say.handin, element("p", { textContent: say.handin_note }), empty, ...fields, element("p", { className: "row" }, go), status, rescue, files);
  node.className = "handin";
  let turn = 0; // whoever presses again gets what was asked for last
  let isAsked = false; // a file was asked for, and the notebook has not answered
  let whose = "";
  let seen = null; // the answers that were there when it was looked what is empty
  let drawn = "";

  function tell(...texts) {
    status.replaceChildren(...texts.filter(Boolean).map((textContent) => element("p", { textContent })));
    if (rescue.contains(document.activeElement)) go.focus(); // what is hidden loses the focus
    rescue.hidden = true;
  }

  function ask(mine, message) {
    return new Promise((done) => store.inquire({ do: "handin", learner: store.learner(), ...message }, (answer) => {
      if (mine !== turn) return;
      if (!answer.late) return done(answer);
      go.removeAttribute("aria-disabled");
      tell(say.handin_late);
      rescue.hidden = false;
    }));
  }

  function drawEmpty(answer) {
    seen = model.get("state").answers;
    const now = JSON.stringify([answer.empty, answer.left]);
    if (now === drawn) return;
    drawn = now;
    const hadFocus = empty.contains(document.activeElement);
    empty.replaceChildren(...emptyLines(answer, say));
    if (hadFocus) node.firstChild.focus();
  }

  async function look() {
    if (isAsked) return;
    turn += 1;
    seen = model.get("state").answers;
    const answer = await ask(turn, {});
    tell(answer.error);
    if (!answer.error) drawEmpty(answer);
  }

  // The files of a hand-in, part by part; or what went wrong.
  async function taken(mine, made) {
    const all = made.files.reduce((sum, { parts }) => sum + parts, 0);
    const found = [];
    let at = 0;
    for (const [file, { name: called, parts, type }] of made.files.entries()) {
      const content = [];
      for (let part = 0; part < parts; part += 1) {
        if (at > 1) await rest(BREATH);
        at += 1;
        if (all > 2) tell(fill(say.handin_part, { at, all }));
        const { bytes, error } = await ask(mine, { token: made.token, file, part });
        if (error) return { error };
        content.push(bytesOf(bytes));
      }
      found.push(new File(content, called, { type }));
    }
    return { found };
  }

  async function make() {
    if (go.getAttribute("aria-disabled") === "true") return;
    store.flushAll();
    turn += 1;
    const mine = turn;
    isAsked = true;
    files.hidden = true;
    go.setAttribute("aria-disabled", "true");
    tell(say.handin_working);
    const made = await ask(mine, { make: { name: name.value, ai: ai.value, times: times.box.checked, beside: beside.box.checked } });
    const { found, error } = made.error ? made : await taken(mine, made);
    if (mine !== turn) return;
    isAsked = false;
    go.removeAttribute("aria-disabled");
    if (error) return tell(error);
    const [whole, alone] = found;
    const unsaved = store.waitingLines().length ? say.handin_unsaved : "";
    saveFile(whole);
    drawEmpty(made);
    tell(fill(say.handin_done, whole), ...made.said, unsaved);
    files.replaceChildren(button(fill(say.handin_again, whole), () => saveFile(whole)), button(fill(say.handin_alone, alone), () => saveFile(alone)));
    files.hidden = false;
  }

  // What one learner typed or made is not left for the next.
  function reset(learner) {
    whose = learner;
    turn += 1;
    isAsked = false;
    go.removeAttribute("aria-disabled");
    for (const field of [name, ai]) field.value = "";
    for (const { box } of [times, beside]) box.checked = false;
    tell();
    files.hidden = true;
    files.replaceChildren();
    empty.replaceChildren();
    drawn = "";
    node.open = false;
    nameSaid.textContent = fill(say.handin_name, { learner });
  }

  node.addEventListener("toggle", () => { if (node.open) look(); });
  node.addEventListener("focusin", () => { if (node.open && seen && seen !== model.get("state").answers) look(); });
  return {
    node,
    show() {
      const learner = store.isKnown() ? store.learner() : "";
      if (learner !== whose) reset(learner);
      node.hidden = !learner;
    },
  };
}
