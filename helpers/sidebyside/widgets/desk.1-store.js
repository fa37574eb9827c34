// What the tab knows: answers from the journal, and answers the journal has not confirmed.

const PATIENCE = 2000; // ms without an acknowledgement before we say "not saved"
const PAUSE = 400; // ms without a keystroke before a text is sent
const RETRY = [5000, 10000, 20000, 40000, 60000]; // ms between attempts, when nothing new is answered
const GLANCE = 1500; // ms at least between two looks at what other windows have written

function createStore(model, changed) {
  const lesson = model.get("content").lesson.id;
  const state = () => model.get("state");
  const outbox = createOutbox(state(), lesson);
  const identity = createIdentity(state().place);
  const nextId = createClock();
  const writer = randomHex(1); // this view: what it is given later replaces what it was given before
  const drafts = new Map(); // prompt -> record not sent yet, with the timer that will send it
  const overdue = new Set(); // ids that have waited longer than PATIENCE
  const asked = new Map(); // id of a request that is no answer -> what to do with the reply
  const changes = []; // what can be undone: prompt, and the value before
  const lastSaved = () => Object.values(state().answers).map((record) => record.saved_at || "").sort().pop() || "";
  let learner = state().learner;
  let savedAt = lastSaved();
  let problem = "", isCut = false;
  let attempts = 0, retrying = 0;
  let glanced = 0, glancing = 0; // when this window last looked, and a look put off
  let asking = null; // what was known of the learner when the notebook was asked to change it

  // Every desk of this folder in this browser hears of a change of learner, and of answers saved.
  const channel = new BroadcastChannel("sidebyside");
  channel.onmessage = ({ data }) => {
    if (data?.place !== state().place) return;
    if (data.gone) forget(data.gone);
    if (typeof data.learner === "string") {
      identity.set(data.learner);
      request({ do: "refresh" });
    } else if (data.lesson === lesson) glance();
  };
  const tell = (what) => channel.postMessage({ place: state().place, ...what });

  function request(message) {
    const id = nextId([]);
    try { model.send({ id, ...message }); } catch { /* the kernel is dead; running the cell again asks anew */ }
    return id;
  }

  function glance() {
    clearTimeout(glancing);
    const rest = glanced + GLANCE - Date.now();
    if (rest > 0) { glancing = setTimeout(glance, rest); return; } // nothing saved meanwhile is missed
    glanced = Date.now();
    request({ do: "refresh" });
  }

  // A question that changes no answer. It is answered once, or said to be late first.
  function inquire(message, answered) {
    const id = request(message);
    asked.set(id, answered);
    setTimeout(() => { if (asked.has(id)) answered({ late: true }); }, PATIENCE);
  }

  const isWaiting = (id) => outbox.all().some((record) => record.id === id);
  function late(id) {
    overdue.add(id);
    if (!retrying) retrying = setTimeout(retry, RETRY[Math.min(attempts, RETRY.length - 1)]);
  }

  // The oldest goes first and alone: one acknowledgement sends the rest.
  function retry() {
    clearTimeout(retrying);
    retrying = 0;
    const oldest = outbox.all().find(({ id }) => overdue.has(id));
    if (!oldest) return;
    attempts += 1;
    send(oldest);
    late(oldest.id);
  }

  function send(record) {
    try {
      model.send({ do: "answer", ...record });
    } catch {
      late(record.id); // the kernel is known to be dead: no reason to wait
      return;
    }
    setTimeout(() => {
      if (isWaiting(record.id)) late(record.id);
      changed();
    }, PATIENCE);
  }

  function flush(key) {
    const draft = drafts.get(key);
    if (!draft) return;
    clearTimeout(draft.timer);
    drafts.delete(key);
    send(draft.record);
    changed();
  }

  function flushAll() {
    for (const key of [...drafts.keys()]) flush(key);
  }

  function receive(message) {
    if (asked.has(message.id)) {
      const answer = asked.get(message.id);
      asked.delete(message.id);
      answer(message);
    } else if (message.error && isWaiting(message.id)) {
      problem = message.error;
      late(message.id);
    } else if (message.saved_at) {
      outbox.drop(message.id);
      overdue.delete(message.id);
      savedAt = message.saved_at;
      problem = "";
      attempts = 0;
      for (const record of outbox.all()) if (overdue.delete(record.id)) send(record);
      tell({ lesson });
    }
    changed();
  }

  // What the last learner was told is not said to the next.
  function turn() {
    if (state().learner === learner) return;
    learner = state().learner;
    savedAt = lastSaved();
    problem = "";
    changes.length = 0;
  }

  // A learner took their answers away: none may come back from this browser.
  function forget(names) {
    for (const { id, learner: whose } of outbox.all()) if (names.includes(whose)) { outbox.drop(id); overdue.delete(id); }
    for (const [key, { record, timer }] of drafts) if (names.includes(record.learner)) { clearTimeout(timer); drafts.delete(key); }
  }

  // Whether this tab was told who works. A change that was asked for in this tab needs no further question.
  function isKnown() {
    const { learner: whose, drawn } = state();
    const isTold = drawn || identity.get() === whose || (asking && (asking.wasKnown || whose !== asking.before));
    return Boolean(whose && isTold);
  }

  // Closing a tab takes its storage along; the browser asks before it does.
  function warn(event) {
    flushAll();
    if (outbox.all().length) event.preventDefault();
  }
  const outlive = () => { flushAll(); outbox.outlive(); };

  const waitingFor = (key) => outbox.all().filter((one) => one.key === key && one.learner === state().learner);
  const shown = (key) => shownOf(state().answers[key], waitingFor(key).pop(), writer);

  function answer(prompt, value, wait, upon) {
    clearTimeout(drafts.get(prompt.id)?.timer);
    // A new id at every keystroke, or another tab's answer in between would count as the later one.
    const waiting = outbox.all();
    const mine = waitingFor(prompt.id);
    const ids = [...headsOf(state().answers[prompt.id]), ...waiting].map(({ id }) => id);
    const seen = madeUpon([...upon, ...mine], writer);
    const record = { id: nextId(ids), key: prompt.id, value, learner: state().learner, text: prompt.sha256, writer, seen };
    outbox.put(record); // before it is sent: a reload loses no keystroke
    // Of each answer only the newest waits, or a kernel that wakes up is sent every pause of an hour's typing.
    for (const { id } of mine) { outbox.drop(id); overdue.delete(id); }
    drafts.set(prompt.id, { record, timer: setTimeout(() => flush(prompt.id), wait) });
    if (wait) changed();
    else flush(prompt.id);
  }

  model.on("msg:custom", receive);
  model.on("change:state", turn);
  window.addEventListener("beforeunload", warn);
  window.addEventListener("pagehide", outlive);
  window.addEventListener("focus", glance);
  // A kernel that restarts says so at once (one that is shut down does not: PATIENCE covers that).
  // This view stays cut for good; running the cell again makes a new one.
  const cut = () => { isCut = true; changed(); };
  model.on("comm_live_update", cut);
  // Answers of somebody whose folder could not be written, or not read, when they were given.
  const pending = outbox.all();
  const stranger = pending.map((record) => record.learner).find((name) => name !== state().learner);
  if (stranger) request({ do: "stay", name: stranger });
  for (const record of pending) send(record);

  return {
    answer(prompt, value, wait = 0) {
      if (!drafts.has(prompt.id)) changes.push({ prompt, before: shown(prompt.id)?.value ?? "" }); // one for a run of keys
      answer(prompt, value, wait, [shown(prompt.id)]);
    },
    // Which of several answers stands; from now on there is one.
    choose(prompt, value) {
      changes.push({ prompt, before: shown(prompt.id)?.value ?? "" });
      answer(prompt, value, 0, headsOf(state().answers[prompt.id]));
    },
    rivals: (key) => rivalsOf(state().answers[key], shown(key)),
    // To undo is to answer as before.
    undo() {
      flushAll();
      const last = changes.pop();
      if (last) answer(last.prompt, last.before, 0, [shown(last.prompt.id)]);
      return last?.prompt ?? null;
    },
    canUndo: () => changes.length > 0,
    flush, flushAll,
    // The learner changes only when the notebook says so: until then the old answers stay theirs.
    ask(message, answered) {
      flushAll();
      asking = { before: state().learner, wasKnown: isKnown() };
      inquire(message, (reply) => {
        if (!reply.late) asking = null;
        if (!reply.late && !reply.error) {
          identity.set(state().learner);
          tell({ learner: state().learner });
        }
        answered(reply.late ? "late" : reply.error || "", reply);
        changed();
      });
    },
    inquire,
    gone(names) { forget(names); tell({ gone: names, learner: "" }); },
    value: (key) => shown(key)?.value ?? "",
    learner: () => state().learner,
    isKnown,
    retry,
    status() {
      const waiting = outbox.all();
      if (!waiting.length) return { name: savedAt ? "saved" : "idle", savedAt };
      const isLate = isCut || waiting.some((record) => overdue.has(record.id));
      return { name: isLate ? "unsaved" : "saving", problem };
    },
    // Lines as the notebook would have written them; lines of the same id count once when they are merged.
    waitingLines: () => outbox.all().map((record) => carriedLine(record, lesson)),
    knownLines() {
      const { answers, learner: whose } = state();
      return Object.entries(answers).flatMap(([key, record]) => headsOf(record).map((one) => carriedLine({ ...one, key, learner: whose }, lesson)));
    },
    close() {
      flushAll();
      for (const timer of [retrying, glancing]) clearTimeout(timer);
      window.removeEventListener("beforeunload", warn);
      window.removeEventListener("pagehide", outlive);
      window.removeEventListener("focus", glance);
      channel.close();
      model.off("msg:custom", receive);
      model.off("change:state", turn);
      model.off("comm_live_update", cut);
    },
  };
}
