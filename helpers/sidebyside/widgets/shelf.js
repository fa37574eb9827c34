// A list of books, a button, a bar; what went wrong is said in words.

const PATIENCE = 3000; // ms until a notebook that does not answer is said not to

function render({ model, el }) {
  const { books, words: say } = model.get("content");
  const marks = new Map(books.map(({ edition_id: id }) => [id, element("span", { className: "aside" })]));
  const items = books.map(({ edition_id: id, title, author, year }) => element("li", {}, element("cite", { textContent: title }), `, ${[author, year].filter(Boolean).join(", ")} `, marks.get(id)));
  const told = focusable("div", { role: "status", tabIndex: -1 });
  let timer = 0;
  const lost = () => { clearTimeout(timer); told.replaceChildren(element("p", { textContent: say.not_answering })); };
  const bar = element("progress", { hidden: true, ariaLabel: say.bar });
  const get = button(say.get, () => {
    if (get.getAttribute("aria-disabled") === "true") return;
    told.replaceChildren(element("p", { textContent: say.asking }));
    timer = setTimeout(lost, PATIENCE);
    try { model.send({ do: "fetch" }); } catch { lost(); }
  });
  const where = element("p", { className: "aside" });
  const root = element("section", { className: "shelf" }, element("ul", {}, ...items), get, bar, told, where);
  root.setAttribute("aria-label", say.name);
  el.append(root);

  function show() {
    const { here, folder, busy } = model.get("state");
    for (const [id, mark] of marks) mark.textContent = here.includes(id) ? `✓ ${say.here}` : "";
    if (busy) clearTimeout(timer);
    get.setAttribute("aria-disabled", String(busy));
    const isFocused = document.activeElement === get;
    get.hidden = !busy && books.every(({ edition_id: id }) => here.includes(id));
    if (get.hidden && isFocused) told.focus(); // what is hidden loses the focus, and the next key would be the notebook's
    bar.hidden = !busy;
    where.textContent = fill(say.kept, { folder });
  }

  function receive({ done, file, received, total }) {
    clearTimeout(timer);
    if (done) {
      const failed = [...new Set(done.filter((one) => !one.fetched).map(({ message }) => message))];
      told.replaceChildren(...(failed.length ? [...failed, say.without] : [say.done]).map((text) => element("p", { textContent: text })));
      return;
    }
    if (total) { bar.max = total; bar.value = received; } else bar.removeAttribute("value");
    bar.title = file;
  }

  model.on("change:state", show);
  model.on("msg:custom", receive);
  model.on("comm_live_update", lost); // the kernel restarts: running the cell again makes a new shelf
  show();
  return () => {
    model.off("change:state", show);
    model.off("msg:custom", receive);
    model.off("comm_live_update", lost);
    clearTimeout(timer);
  };
}

export default { render };
