// What is saved, who is working, and what is kept where.

const REST = 5000; // ms without news before "saved" is said aloud

function clockTime(iso) {
  const time = new Date(iso);
  const clock = [time.getHours(), time.getMinutes()].map((n) => String(n).padStart(2, "0")).join(":");
  const isToday = time.toDateString() === new Date().toDateString();
  return isToday ? clock : `${time.toLocaleDateString()} ${clock}`;
}

function saveFile(file) {
  const link = element("a", { href: URL.createObjectURL(file), download: file.name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
}

function learnerPanel(store, say, shut) {
  const note = focusable("p", { tabIndex: -1 });
  const problem = element("p", { role: "alert", className: "problem" });
  const name = focusable("input", { type: "text", autocomplete: "off", spellcheck: false });
  // One request at a time: a busy notebook would otherwise change the name twice. Not `disabled`, which takes
  // the focus away, and the next key would be the notebook's.
  let isAsking = false;
  function setAsking(value) {
    isAsking = value;
    for (const one of [newcomer, goOn]) one.setAttribute("aria-disabled", String(value));
  }
  function ask(request) {
    if (isAsking) return;
    setAsking(true);
    problem.textContent = "";
    store.ask(request, (error) => {
      problem.textContent = error === "late" ? say.not_now : error;
      if (error === "late") return;
      setAsking(false);
      if (!error) { name.value = ""; shut(); }
    });
  }
  const newcomer = button(say.newcomer, () => ask({ do: "newcomer" }));
  const comeBack = () => ask({ do: "returning", name: name.value });
  const goOn = button(say.go_on, comeBack);
  // No form: in JupyterLab the Enter key does not submit one.
  name.addEventListener("keydown", (event) => { if (event.key === "Enter" && !event.repeat) comeBack(); });
  const form = element("p", {}, element("label", {}, say.returning + " ", name), " ", goOn);
  const node = element("div", { className: "learner", hidden: true, id: freshId("learner") }, note, newcomer, form, problem, button(say.close, shut));
  node.addEventListener("keydown", (event) => { if (event.key === "Escape") shut(); });
  return {
    node,
    open() {
      note.textContent = fill(say.newcomer_note, { learner: store.learner() });
      problem.textContent = "";
      node.hidden = false;
      note.focus(); // not the button: a key held down would press it before a word is read
    },
  };
}

// What a screen reader is told: trouble and a change of learner at once, "saved" only when typing rests.
function announcer() {
  const node = element("span", { role: "status", className: "unseen" });
  let last = {};
  let timer = 0;
  return {
    node,
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

function footer(store, say, model) {
  const words = element("span", { className: "state" });
  const spoken = announcer();
  const who = element("span", { className: "who" });
  const tally = element("span", { className: "tally" });
  const download = button(say.download, () => saveFile(store.download()));
  const someoneElse = button(say.someone_else, () => {
    if (!panel.node.hidden) return shut();
    someoneElse.setAttribute("aria-expanded", "true");
    panel.open();
  });
  function shut() {
    panel.node.hidden = true;
    someoneElse.setAttribute("aria-expanded", "false");
    someoneElse.focus();
  }
  const panel = learnerPanel(store, say, shut);
  someoneElse.setAttribute("aria-expanded", "false");
  someoneElse.setAttribute("aria-controls", panel.node.id);
  someoneElse.className = download.className = "quiet";
  const what = element("p", {});
  const where = element("p", {});
  const skipped = element("p", { hidden: true });
  const node = element("div", { className: "saved" },
    spoken.node, element("p", { className: "line" }, words, who, tally, someoneElse, download),
    panel.node, more(say.kept, what, where, skipped));

  function said({ name, savedAt, problem }) {
    const reason = problem ? `${problem}.` : say.no_answer;
    return { idle: say.idle, saving: say.saving, saved: savedAt && fill(say.saved, { time: clockTime(savedAt) }), unsaved: fill(say.saved_not, { reason }) }[name];
  }

  return {
    node,
    show(status, done, all) {
      const { learner, folder, problem, skipped: count } = model.get("state");
      // An unwritable folder is said at once, before the first answer is lost sight of.
      const blocked = problem && status.name !== "unsaved";
      const text = blocked ? fill(say.kept_nowhere, { folder, problem }) : said(status);
      if (words.textContent !== text) words.textContent = text;
      node.dataset.status = blocked ? "unsaved" : status.name;
      spoken.say(node.dataset.status, learner, text, fill(say.working_as, { learner }));
      const isNeedless = node.dataset.status !== "unsaved";
      if (isNeedless && document.activeElement === download) someoneElse.focus(); // what is hidden loses the focus
      download.hidden = isNeedless;
      who.textContent = fill(say.working_as, { learner });
      tally.textContent = fill(say.weighed, { done, all });
      what.textContent = fill(say.kept_what, { learner });
      where.textContent = fill(problem ? say.kept_nowhere : say.kept_where, { folder, problem });
      skipped.hidden = !count;
      skipped.textContent = fill(say.kept_skipped, { count });
    },
  };
}
