// What is saved, who is working, and what is kept where.

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
  const note = element("p", {});
  const problem = element("p", { role: "alert", className: "problem" });
  const name = focusable("input", { type: "text", autocomplete: "off", spellcheck: false });
  const answered = (error) => {
    problem.textContent = error === "late" ? say.not_now : error;
    if (!error) { name.value = ""; shut(); }
  };
  const newcomer = button(say.newcomer, () => store.ask({ do: "newcomer" }, answered));
  const comeBack = () => store.ask({ do: "returning", name: name.value }, answered);
  // No form: in JupyterLab the Enter key does not submit one.
  name.addEventListener("keydown", (event) => { if (event.key === "Enter") comeBack(); });
  const form = element("p", {}, element("label", {}, say.returning + " ", name), " ", button(say.go_on, comeBack));
  const node = element("div", { className: "learner", hidden: true }, note, newcomer, form, problem, button(say.close, shut));
  return {
    node,
    open() {
      note.textContent = fill(say.newcomer_note, { learner: store.learner() });
      problem.textContent = "";
      node.hidden = false;
      newcomer.focus();
    },
  };
}

function footer(store, say, model) {
  const words = element("span", { role: "status" });
  const who = element("span", { className: "who" });
  const tally = element("span", { className: "tally" });
  const download = button(say.download, () => saveFile(store.download()));
  const someoneElse = button(say.someone_else, () => { someoneElse.setAttribute("aria-expanded", "true"); panel.open(); });
  someoneElse.setAttribute("aria-expanded", "false");
  const panel = learnerPanel(store, say, () => {
    panel.node.hidden = true;
    someoneElse.setAttribute("aria-expanded", "false");
    someoneElse.focus();
  });
  someoneElse.className = download.className = "quiet";
  const what = element("p", {});
  const where = element("p", {});
  const skipped = element("p", { hidden: true });
  const node = element("div", { className: "saved" },
    element("p", { className: "line" }, words, who, tally, someoneElse, download),
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
      download.hidden = node.dataset.status !== "unsaved";
      who.textContent = fill(say.working_as, { learner });
      tally.textContent = fill(say.weighed, { done, all });
      what.textContent = fill(say.kept_what, { learner });
      where.textContent = fill(problem ? say.kept_nowhere : say.kept_where, { folder, problem });
      skipped.hidden = !count;
      skipped.textContent = fill(say.kept_skipped, { count });
    },
  };
}
