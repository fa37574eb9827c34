// One question about method: on leaving a step, or when the learner asks for one; never while somebody types.

const METHOD_STEPS = ["weigh", "judge", "corroborate", "second"];
const DISMISSED = "does-not-apply"; // kept like an answer, so that it is counted and can be taken back

const isTyping = () => document.activeElement?.matches("textarea, input:not([type=radio]), [contenteditable=true]") ?? false;

// `show` takes the learner to where a question stands; `home` is where the focus goes when what had it is closed.
function methodQuestions(claim, store, say, show, home) {
  const above = element("div"); // over the step the learner has come to: below the one that was left
  const below = element("div"); // under the step in which a question was asked for
  const spoken = element("span", { role: "status", className: "unseen" });
  const text = element("p", { className: "ask" });
  const head = element("strong", { textContent: say.method });
  const where = button(say.method_where, () => show(box.question));
  const no = button(say.method_no, dismiss);
  const close = button(say.close, () => { shut(); });
  const box = element("div", { className: "method", role: "group" }, head, text, element("div", { className: "row" }, where, no, close));
  box.setAttribute("aria-label", say.method);
  const put = new Set(); // what was asked since this page was opened: on leaving a step nothing is asked twice
  let asking = null; // the request whose answer is awaited; an older one is not listened to
  let opener = null;

  function open(place, said, question = null) {
    box.question = question;
    text.textContent = said;
    head.hidden = no.hidden = !question;
    where.hidden = !question || (place === below && !question.excerpt); // the learner is there
    if (box.parentNode !== place) place.append(box);
    spoken.textContent = question ? `${say.method}: ${said}` : said;
  }

  function shut(told = "") {
    const hadFocus = box.contains(document.activeElement);
    box.remove();
    spoken.textContent = told;
    if (hadFocus) (opener?.checkVisibility() ? opener : home()).focus();
  }

  function dismiss() {
    const { key, text: said, excerpt, step } = box.question;
    store.answer({ id: key, text: said, claim: claim.id, step, excerpt }, DISMISSED);
    shut(say.method_noted);
  }

  // Answers go out before the question about them: the notebook hears one after another.
  function ask(step, answered) {
    for (const { id } of claim.prompts) store.flush(id);
    const mine = (asking = {});
    store.inquire({ do: "feedback", claim: claim.id, step }, (reply) => {
      if (asking !== mine) return;
      const questions = (reply.questions ?? []).map((one) => ({ ...one, step: stepOf(one, step) }));
      answered(reply, questions.find(({ key }) => !put.has(key)) ?? null, questions[0] ?? null);
    });
  }
  const stepOf = ({ excerpt }, step) => (excerpt ? "weigh" : step);

  function shown(place, question) {
    put.add(question.key);
    open(place, question.text, question);
  }

  function left(step) {
    opener = null;
    asking = null;
    shut();
    if (!METHOD_STEPS.includes(step)) return;
    ask(step, (reply, fresh) => {
      if (reply.late) asking = null; // whoever has read on is not called back
      else if (fresh && !isTyping() && store.status().name !== "unsaved") shown(above, fresh);
    });
  }

  function wanted(step, pressed) {
    opener = pressed;
    shut();
    ask(step, (reply, fresh, first) => {
      const isUnsaved = store.status().name === "unsaved";
      const question = fresh ?? first;
      if (reply.late || reply.error) open(below, reply.error || say.not_answering);
      else if (isTyping()) shut();
      else if (isUnsaved) open(below, say.method_unsaved);
      else if (question) shown(below, question);
      else open(below, say.method_none);
    });
  }

  return {
    above,
    below: element("div", { className: "below" }, below, spoken),
    left,
    askAt(step) {
      if (!METHOD_STEPS.includes(step)) return null;
      const node = button(say.method_ask, () => wanted(step, node));
      node.className = "quiet";
      return node;
    },
  };
}
