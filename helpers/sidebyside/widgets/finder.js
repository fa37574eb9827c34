// The finder by itself: the desk's panel for looking into the texts, and a line to the notebook.

const WAITING = 3000; // ms until a notebook that does not answer is said to be busy

// Questions and their answers; what does not come in time is said to be late, and may come yet.
function createLine(model) {
  const asked = new Map();
  const mark = freshId("asked"); // every view hears every answer
  let number = 0;
  const receive = (message) => {
    const one = asked.get(message.id);
    if (!one) return;
    clearTimeout(one.timer);
    asked.delete(message.id);
    one.answered(message);
  };
  const cut = () => {
    for (const [id, { timer, answered }] of asked) { clearTimeout(timer); asked.delete(id); answered({ lost: true }); }
  };
  model.on("msg:custom", receive);
  model.on("comm_live_update", cut); // the kernel restarts: running the cell again makes a new finder
  return {
    inquire(message, answered) {
      const id = `${mark}-${++number}`;
      asked.set(id, { answered, timer: setTimeout(() => answered({ late: true }), WAITING) });
      try { model.send({ id, ...message }); } catch { cut(); }
    },
    close() {
      for (const { timer } of asked.values()) clearTimeout(timer);
      model.off("msg:custom", receive);
      model.off("comm_live_update", cut);
    },
  };
}

function render({ model, el }) {
  const { words: say, mode } = model.get("content");
  const line = createLine(model);
  const panel = findPanel(say, line.inquire, mode, element("h3", { className: "title", textContent: say.name }));
  const root = element("section", { className: "finder" }, panel.node);
  root.setAttribute("aria-label", say.name);
  const taken = ({ detail }) => { root.scrollIntoView({ block: "start" }); panel.take(String(detail)); };
  root.addEventListener(FIND, taken);
  el.append(root);
  return () => line.close();
}

export default { render };
