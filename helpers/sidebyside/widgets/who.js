// Who works, where one surface is shown to whoever it is: asked at the start, and when somebody else sits down.

// `renewed` draws the surface anew for another person, `focus` goes to its first control.
function whoWorks(store, say, model, { renewed, focus }) {
  const people = peoplePanel(store, say, model, settled);
  let opener = null; // the button that says somebody else is here
  let isOpen = ""; // why the panel is open: at the start, or because somebody else sat down

  function open(why) {
    isOpen = why;
    people.open(why === "start");
    opener.setAttribute("aria-expanded", String(why === "else"));
  }

  function settled(isOther) {
    if (!isOpen) return;
    const wasStart = isOpen === "start";
    const hadFocus = people.node.contains(document.activeElement);
    isOpen = "";
    people.node.hidden = true;
    opener.setAttribute("aria-expanded", "false");
    if (isOther) renewed();
    if (!hadFocus) return;
    if (!store.isKnown()) people.focus();
    else if (wasStart) focus();
    else opener.focus();
  }

  return {
    node: people.node,
    answersTo(button) {
      opener = button;
      opener.setAttribute("aria-controls", people.node.id);
    },
    change() {
      if (isOpen) return settled(false);
      open("else");
      return people.focus();
    },
    // False where somebody was settled meanwhile, for whom all of it has been drawn.
    show() {
      const isKnown = store.isKnown();
      if (!isKnown && isOpen !== "start") open("start");
      if (isOpen) people.show(isOpen === "start");
      if (isKnown && isOpen === "start") settled(true);
      else return true;
      return false;
    },
  };
}
