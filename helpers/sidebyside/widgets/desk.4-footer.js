// What is saved, who is working, and what can be done about either.

const REST = 5000; // ms without news before "saved" is said aloud

function clockTime(iso) {
  const time = new Date(iso);
  const clock = [time.getHours(), time.getMinutes()].map((n) => String(n).padStart(2, "0")).join(":");
  const isToday = time.toDateString() === new Date().toDateString();
  return isToday ? clock : `${time.toLocaleDateString()} ${clock}`;
}

// What a screen reader is told: trouble and a change of learner at once, "saved" only when typing rests.
function announcer() {
  const node = element("span", { role: "status", className: "unseen" });
  let last = {};
  let timer = 0;
  return {
    node,
    now(text) { clearTimeout(timer); node.textContent = text; },
    say(status, learner, text, who) {
      const isNews = status !== last.status;
      clearTimeout(timer);
      if (last.learner && learner !== last.learner) node.textContent = who;
      else if (isNews && (status === "unsaved" || last.status === "unsaved")) node.textContent = text;
      else if (status === "saved" && last.status) timer = setTimeout(() => { if (node.textContent !== text) node.textContent = text; }, REST);
      last = { status, learner };
    },
  };
}

// On a host that forgets, and where the folder cannot be written, this is the only copy that lasts.
function banner(say, model, download) {
  const text = element("span", {});
  const take = button(say.download, () => download(true));
  const node = element("p", { className: "banner", hidden: true }, text, " ", take);
  return {
    node,
    show() {
      const { forgets, learner } = model.get("state");
      node.hidden = !forgets;
      take.hidden = !learner;
      text.textContent = forgets ? say.forgets[forgets] : "";
    },
  };
}

function footer(store, say, model, reveal, changeWho) {
  const words = element("span", { className: "state" });
  const spoken = announcer();
  const who = element("span", { className: "who" });
  const tally = element("span", { className: "tally" });
  const told = element("p", { className: "told" });
  function tell(text) {
    told.textContent = text;
    spoken.now(text);
  }
  async function download(times) {
    const file = await answersFile(store, times, (at, all) => { if (all > 1) told.textContent = fill(say.part_of, { at, all }); });
    tell(file ? fill(say.downloaded, { name: file.name }) : say.not_answering);
    if (file) saveFile(file);
  }
  const take = button(say.download, () => download(true));
  const retry = button(say.retry, () => store.retry());
  const undo = button(say.undo, () => {
    const prompt = store.undo();
    tell(prompt ? fill(say.undone, { question: prompt.text }) : say.nothing_to_undo);
    if (prompt) reveal(prompt);
  });
  const someoneElse = button(say.someone_else, changeWho);
  const disputed = button("", () => reveal(disputed.prompt));
  disputed.hidden = true;
  for (const one of [take, retry, undo, someoneElse, disputed]) one.className = "quiet";
  let toldTo = "";
  const kept = keptPanel(store, say, model, download, tell);
  // The desk of a lesson hands in what was done in all of it.
  const handing = model.get("content").hands_in ? handInPanel(store, say, model, download) : { node: null, show() {} };
  const line = element("p", { className: "line" }, words, retry, who, disputed, tally);
  const acts = element("p", { className: "line acts" }, undo, someoneElse, take);
  const node = element("div", { className: "saved" }, spoken.node, line, acts, told, handing.node, kept.node);

  function said({ name, savedAt, problem }) {
    const reason = problem ? `${problem}.` : say.no_answer;
    return { idle: say.idle, saving: say.saving, saved: savedAt && fill(say.saved, { time: clockTime(savedAt) }), unsaved: fill(say.saved_not, { reason }) }[name];
  }
  const named = ({ learner, people }) => (learner ? fill(people > 1 ? say.working_together : say.working_as, { learner, people: say.people[people - 1] }) : say.nobody_works);

  return {
    node,
    download,
    someoneElse,
    show(status, tallied, rivals) {
      const state = model.get("state");
      const { learner, folder, problem } = state;
      // An unwritable folder is said at once, before the first answer is lost sight of.
      const blocked = problem && status.name !== "unsaved";
      const text = blocked ? fill(say.kept_nowhere, { folder, problem }) : said(status);
      if (words.textContent !== text) words.textContent = text;
      node.dataset.status = blocked ? "unsaved" : status.name;
      spoken.say(node.dataset.status, learner, text, named(state));
      const isNeedless = status.name !== "unsaved";
      if (isNeedless && document.activeElement === retry) someoneElse.focus(); // what is hidden loses the focus
      retry.hidden = isNeedless;
      undo.setAttribute("aria-disabled", String(!store.canUndo()));
      who.textContent = named(state);
      tally.textContent = tallied?.all ? fill(say.weighed, tallied) : "";
      disputed.hidden = !rivals.length;
      [disputed.prompt] = rivals;
      const count = fill(say.disputed, { count: rivals.length });
      if (rivals.length && disputed.textContent !== count) spoken.now(count);
      disputed.textContent = count;
      if (learner !== toldTo) told.textContent = ""; // what was said to one is not left for the next
      toldTo = learner;
      for (const one of [undo, someoneElse, take, who, tally]) one.hidden = !store.isKnown();
      handing.show();
      kept.show();
    },
  };
}
