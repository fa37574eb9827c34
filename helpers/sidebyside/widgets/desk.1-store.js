// What the tab knows: answers from the journal, and answers the journal has not confirmed.

const PATIENCE = 2000; // ms without an acknowledgement before we say "not saved"
const PAUSE = 400; // ms without a keystroke before a text is sent

// Unconfirmed answers, one item each: two views on one page cannot overwrite each other's list.
// An item names its learner, so nothing is lost when someone else begins to work in this tab; its key
// names the folder of journals, so that nothing gets from one class's folder into another's. A folder that
// could not be written has no name but its path; what waited under that is found too.
function createOutbox({ place, folder }, lesson) {
  const prefix = `sidebyside ${place} ${lesson} `;
  const prefixes = [...new Set([prefix, `sidebyside ${folder} ${lesson} `])];
  // Storage may be full or forbidden; then they live as long as the page. Each view has a module of its own.
  const refused = (globalThis[Symbol.for(prefix)] ??= new Map());

  return {
    put(record) {
      try {
        sessionStorage.setItem(prefix + record.id, JSON.stringify(record));
        refused.delete(record.id);
      } catch {
        refused.set(record.id, { ...record });
      }
    },
    drop(id) {
      refused.delete(id);
      try { for (const one of prefixes) sessionStorage.removeItem(one + id); } catch { /* forbidden: nothing is there */ }
    },
    all() {
      const found = [...refused.values()];
      try {
        for (const name of Object.keys(sessionStorage)) {
          if (prefixes.some((one) => name.startsWith(one))) found.push(JSON.parse(sessionStorage.getItem(name)));
        }
      } catch { /* forbidden: nothing is there */ }
      return found.sort((a, b) => (a.id < b.id ? -1 : 1));
    },
  };
}

// Ids sort by the time of the answer and never run behind one we have seen, even if the clock does.
function createClock() {
  let last = 0;
  return (seen) => {
    last = Math.max(Date.now(), last + 1, ...seen.map((id) => Number(id.slice(0, 15)) + 1 || 0));
    const random = crypto.getRandomValues(new Uint32Array(2)); // randomUUID needs https
    return String(last).padStart(15, "0") + "-" + [...random].map((n) => n.toString(16).padStart(8, "0")).join("");
  };
}

function createStore(model, changed) {
  const lesson = model.get("content").lesson.id;
  const state = () => model.get("state");
  const outbox = createOutbox(state(), lesson);
  const nextId = createClock();
  const drafts = new Map(); // prompt -> record not sent yet, with the timer that will send it
  const overdue = new Set(); // ids that have waited longer than PATIENCE
  const asked = new Map(); // id of a request that is no answer -> what to do with the reply
  const lastSaved = () => Object.values(state().answers).map((record) => record.saved_at || "").sort().pop() || "";
  let learner = state().learner;
  let savedAt = lastSaved();
  let problem = "";
  let isCut = false;

  // Every desk of this folder in this browser hears of a change of learner.
  const channel = new BroadcastChannel("sidebyside learners");
  channel.onmessage = ({ data }) => { if (data === state().place) request({ do: "refresh" }); };

  function request(message) {
    const id = nextId([]);
    try { model.send({ id, ...message }); } catch { /* the kernel is dead; running the cell again asks anew */ }
    return id;
  }

  // A question that changes nothing. It is answered once, or said to be late first.
  function inquire(message, answered) {
    const id = request(message);
    asked.set(id, answered);
    setTimeout(() => { if (asked.has(id)) answered({ late: true }); }, PATIENCE);
  }

  const isWaiting = (id) => outbox.all().some((record) => record.id === id);

  function send(record) {
    try {
      model.send({ do: "answer", ...record });
    } catch {
      overdue.add(record.id); // the kernel is known to be dead: no reason to wait
      return;
    }
    setTimeout(() => {
      if (isWaiting(record.id)) overdue.add(record.id);
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

  function resend() {
    for (const record of outbox.all()) if (overdue.delete(record.id)) send(record);
  }

  function receive(message) {
    if (asked.has(message.id)) {
      const answer = asked.get(message.id);
      asked.delete(message.id);
      answer(message);
    } else if (message.error && isWaiting(message.id)) {
      problem = message.error;
      overdue.add(message.id);
    } else if (message.saved_at) {
      outbox.drop(message.id);
      overdue.delete(message.id);
      savedAt = message.saved_at;
      problem = "";
      resend(); // one acknowledgement proves the line is open again
    }
    changed();
  }

  // What the last learner was told is not said to the next.
  function turn() {
    if (state().learner === learner) return;
    learner = state().learner;
    savedAt = lastSaved();
    problem = "";
  }

  // Closing a tab takes its storage along; the browser asks before it does.
  function warn(event) {
    flushAll();
    if (outbox.all().length) event.preventDefault();
  }

  model.on("msg:custom", receive);
  model.on("change:state", turn);
  window.addEventListener("beforeunload", warn);
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
      const earlier = drafts.get(prompt.id);
      clearTimeout(earlier?.timer);
      // A new id at every keystroke, or another tab's answer in between would count as the later one.
      const waiting = outbox.all();
      const seen = [state().answers[prompt.id]?.id, ...waiting.map(({ id }) => id)].filter(Boolean);
      const record = { id: nextId(seen), key: prompt.id, value, learner: state().learner, text: prompt.sha256 };
      outbox.put(record); // before it is sent: a reload loses no keystroke
      // Of each answer only the newest waits, or a kernel that wakes up is sent every pause of an hour's typing.
      for (const { id, key, learner: whose } of waiting) {
        if (key === record.key && whose === record.learner) { outbox.drop(id); overdue.delete(id); }
      }
      drafts.set(prompt.id, { record, timer: setTimeout(() => flush(prompt.id), wait) });
      if (wait) changed();
      else flush(prompt.id);
    },
    flush,
    // The learner changes only when the notebook says so: until then the old answers stay theirs.
    ask(message, answered) {
      flushAll();
      inquire(message, ({ error, late }) => {
        answered(late ? "late" : error || "");
        if (!late && !error) channel.postMessage(state().place);
      });
    },
    inquire,
    value(key) {
      const { answers, learner: whose } = state();
      let newest = answers[key];
      for (const record of outbox.all()) {
        if (record.key === key && record.learner === whose && !(newest && newest.id > record.id)) newest = record;
      }
      return newest?.value ?? "";
    },
    learner: () => state().learner,
    status() {
      const waiting = outbox.all();
      if (!waiting.length) return { name: savedAt ? "saved" : "idle", savedAt };
      const isLate = isCut || waiting.some((record) => overdue.has(record.id));
      return { name: isLate ? "unsaved" : "saving", problem };
    },
    // A journal as the notebook would have written it; lines of the same id count once when it is merged.
    download() {
      const kept = Object.entries(state().answers).map(([key, record]) => ({ ...record, key, learner: state().learner }));
      const lines = [...kept, ...outbox.all()].map(({ id, key, value, learner, text, saved_at }) => JSON.stringify({
        schema: 1, id, prompt_id: key, value, learner, writer: "browser", text_sha256: text ?? null, saved_at: saved_at ?? null,
      }) + "\n");
      return new File(lines, `${lesson}-${state().learner.replace(/ /g, "-")}.jsonl`, { type: "application/x-ndjson" });
    },
    close() {
      flushAll();
      window.removeEventListener("beforeunload", warn);
      channel.close();
      model.off("msg:custom", receive);
      model.off("change:state", turn);
      model.off("comm_live_update", cut);
    },
  };
}
