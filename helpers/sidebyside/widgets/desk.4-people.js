// Who is working: asked once in each tab, and again when somebody else sits down.

function peopleChoice(say, number) {
  const name = freshId("people");
  const radios = say.people.map((_, at) => focusable("input", { type: "radio", name, value: at + 1, checked: at + 1 === number }));
  const labels = say.people.map((label, at) => element("label", {}, radios[at], element("span", { textContent: label })));
  const node = element("fieldset", {}, element("legend", { textContent: say.how_many }), element("div", { className: "seg" }, ...labels));
  return { node, number: () => radios.findIndex(({ checked }) => checked) + 1 };
}

// `shut` is called when a name is settled, or when the learner changes their mind.
function peoplePanel(store, say, model, shut) {
  const heading = focusable("h3", { tabIndex: -1, textContent: say.who_works });
  const note = element("p", {});
  const place = element("div", {});
  const problem = element("p", { role: "alert", className: "problem" });
  const name = focusable("input", { type: "text", autocomplete: "off", spellcheck: false });
  let choice = null;
  // One request at a time: a busy notebook would otherwise change the name twice. Not `disabled`, which takes
  // the focus away, and the next key would be the notebook's.
  let isAsking = false;
  function setAsking(value) {
    isAsking = value;
    for (const one of buttons) one.setAttribute("aria-disabled", String(value));
  }
  function ask(message) {
    if (isAsking) return;
    setAsking(true);
    problem.textContent = "";
    store.ask({ people: choice.number(), ...message }, (error) => {
      problem.textContent = error === "late" ? say.not_now : error;
      if (error === "late") return;
      setAsking(false);
      if (!error) { name.value = ""; shut(true); }
    });
  }
  const goOn = button("", () => ask({ do: "goon" }));
  const newcomer = button(say.newcomer, () => ask({ do: "newcomer" }));
  // How many they are is known of those who come back.
  const comeBack = () => ask({ do: "returning", name: name.value, people: undefined });
  const returning = button(say.go_on, comeBack);
  const leave = button(say.leave, () => ask({ do: "leave", people: undefined }));
  const close = button(say.close, () => shut(false));
  const buttons = [goOn, newcomer, returning, leave];
  goOn.className = "goon";
  newcomer.className = "begin";
  leave.className = "quiet";
  // No form: in JupyterLab the Enter key does not submit one.
  name.addEventListener("keydown", (event) => { if (event.key === "Enter" && !event.repeat) comeBack(); });
  const form = element("p", {}, element("label", {}, say.returning + " ", name), " ", returning);
  const node = element("section", { className: "whoisit", hidden: true, id: freshId("who") },
    heading, note, place, element("p", { className: "row" }, goOn, newcomer, close), problem, form, element("p", {}, leave, " ", element("span", { className: "aside", textContent: say.leave_note })));
  heading.id = freshId("heading");
  node.setAttribute("aria-labelledby", heading.id);
  node.addEventListener("keydown", (event) => { if (event.key === "Escape" && !close.hidden) shut(false); });
  return {
    node,
    // At the start nobody's answers are on the desk; later the learner can go back to them.
    open(isStart) {
      const { learner, people } = model.get("state");
      choice = peopleChoice(say, isStart && learner ? people : 1);
      place.replaceChildren(choice.node);
      problem.textContent = "";
      setAsking(false);
      node.hidden = false;
      this.show(isStart);
    },
    show(isStart) {
      const { learner } = model.get("state");
      const at = node.contains(document.activeElement) ? document.activeElement : null;
      note.textContent = isStart ? say.who_note : fill(say.newcomer_note, { learner });
      goOn.textContent = fill(say.go_on_as, { who: learner });
      goOn.hidden = !isStart || !learner;
      close.hidden = isStart;
      leave.parentElement.hidden = !learner;
      if (at && !at.checkVisibility()) heading.focus(); // who left may be known before it is said that it was done
    },
    focus: () => heading.focus(), // not a button: a key held down would press it before a word is read
  };
}
