// What is kept, and what a learner can do with it: carry it, rename it, make it timeless, delete it.

const PART = 400000; // characters of a file in one message
const LONGEST_FILE = 50000000;
const BREATH = 300; // ms between parts: a server drops what comes faster than it likes

const rest = (ms) => new Promise((done) => setTimeout(done, ms));
// A promise of a reply; what is late is waited for, unless there is something else to do then.
const reply = (store, message, canWait = true) => new Promise((done) => store.inquire(message, (answer) => { if (!(answer.late && canWait)) done(answer); }));

function saveFile(file) {
  const link = element("a", { href: URL.createObjectURL(file), download: file.name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
}

// All lessons, if the notebook answers; what this tab knows, if it does not. What waits is always in it.
async function answersFile(store, times, told) {
  if (!times && store.waitingLines().length) return null; // what waits has its time in its id
  const parts = [];
  let name = `answers-${store.learner().replace(/[^a-z0-9]+/g, "-")}.jsonl`;
  for (let from = 0, left = 1; left > 0; from += 1) {
    const part = await reply(store, { do: "export", from, times }, false);
    if (part.late || part.error) {
      if (!times) return null; // what the tab knows has times
      parts.splice(0, parts.length, ...store.knownLines());
      break;
    }
    ({ left, name } = part);
    parts.push(part.text);
    told(from + 1, from + 1 + left);
    if (left) await rest(BREATH);
  }
  return new File([...parts, ...store.waitingLines()], name, { type: "application/x-ndjson" });
}

// Lines in parts, the head of the file before each, so that the notebook can take each by itself.
function partsOf(text) {
  const lines = text.split("\n");
  const head = lines[0].includes('"sidebyside"') ? lines[0] + "\n" : "";
  const parts = [];
  let part = head;
  let first = 1;
  lines.forEach((line, at) => {
    if (at === 0 && head) return;
    if (part.length > head.length && part.length + line.length > PART) { parts.push({ text: part, first }); part = head; first = at + (head ? 0 : 1); }
    part += line + "\n";
  });
  return [...parts, { text: part, first }];
}

async function bringIn(store, file, told) {
  if (file.size > LONGEST_FILE) return { error: "too-long" };
  const parts = partsOf(await file.text());
  const sum = { new: 0, known: 0, refusals: 0, refused: [], who: "" };
  for (const [at, part] of parts.entries()) {
    const taken = await reply(store, { do: "import", ...part });
    if (taken.error) return taken;
    for (const name of ["new", "known", "refusals"]) sum[name] += taken[name];
    sum.refused = [...sum.refused, ...taken.refused].slice(0, 5);
    sum.who ||= taken.who;
    told(at + 1, parts.length);
  }
  return sum;
}

function carryBack(store, say) {
  const input = focusable("input", { type: "file", accept: ".jsonl,.txt,application/x-ndjson" });
  const said = element("div", { role: "status" });
  const after = element("p", { className: "row", hidden: true });
  const line = (text) => element("p", { textContent: text });
  const ask = (message) => store.ask(message, (error) => { said.replaceChildren(line(error === "late" ? say.not_now : error)); after.hidden = !error; });
  input.addEventListener("change", async () => {
    const [file] = input.files;
    if (!file) return;
    said.replaceChildren(line(say.looking_in));
    after.hidden = true;
    const taken = await bringIn(store, file, (at, all) => { if (all > 1) said.replaceChildren(line(fill(say.part_of, { at, all }))); });
    if (taken.error) {
      said.replaceChildren(line(taken.error === "too-long" ? say.file_too_long : taken.error));
      return;
    }
    const refused = taken.refused.map(({ line: number, reason }) => line(fill(say.refused_line, { number, reason })));
    said.replaceChildren(line(fill(say.brought, { new: taken.new, known: taken.known, who: taken.who })), ...(taken.refusals ? [line(fill(say.refused, { count: taken.refusals })), ...refused] : []));
    const isOther = taken.who && taken.who !== store.learner();
    after.replaceChildren(button(fill(say.go_on_as, taken), () => ask({ do: "returning", name: taken.who })), button(fill(say.join, { learner: store.learner() }), () => ask({ do: "join", name: taken.who })));
    after.hidden = !isOther;
    input.value = "";
  });
  return element("div", {}, element("label", { className: "question" }, element("span", { textContent: say.bring }), input), said, after);
}

// A field, a button, and what came of it.
function typedRequest(label, action, pressed) {
  const input = focusable("input", { type: "text", autocomplete: "off", spellcheck: false });
  const said = element("p", { role: "alert", className: "problem" });
  const go = button(action, () => pressed(input.value, (text) => { said.textContent = text; if (!text) input.value = ""; }));
  input.addEventListener("keydown", (event) => { if (event.key === "Enter" && !event.repeat) go.click(); });
  const caption = element("span", {}, label);
  return { node: element("div", {}, element("p", { className: "row" }, element("label", {}, caption, " ", input), go), said), caption };
}

function keptPanel(store, say, model, download, tell) {
  const sheet = element("div", { className: "sheet" });
  const skipped = element("p", { hidden: true });
  const newer = element("p", { hidden: true });
  const tooLate = (error) => (error === "late" ? say.not_now : error);
  const rename = typedRequest(say.rename, say.rename_go, (name, said) => store.ask({ do: "rename", name }, (error) => said(tooLate(error))));
  const erased = element("p", {});
  const erase = typedRequest("", say.delete_go, (typed, said) => {
    const name = store.learner();
    if (typed.trim().toLowerCase() !== name) return said(fill(say.delete_type, { learner: name }));
    store.ask({ do: "delete", name }, (error, { names, gone }) => {
      said(tooLate(error));
      if (error) return;
      store.gone(names);
      tell(fill(say.deleted, { count: gone }));
    });
  });
  const timeless = element("p", { role: "status" });
  const drop = button(say.times_go, () => store.inquire({ do: "drop-times" }, ({ late, error }) => { timeless.textContent = late ? say.not_now : error || say.times_gone; }));
  const withoutTimes = button(say.download_timeless, () => download(false));
  const carry = more(say.carry, element("p", { textContent: say.carry_note }), element("p", { className: "row" }, button(say.download, () => download(true)), withoutTimes), carryBack(store, say));
  const ofOne = [
    more(say.another_name, element("p", { textContent: say.another_note }), rename.node),
    more(say.times, element("p", { textContent: say.times_note }), drop, timeless),
    more(say.delete, erased, erase.node),
  ];
  const node = more(say.kept, sheet, skipped, newer, carry, ...ofOne);
  node.className = "kept";
  return {
    node,
    show() {
      const { learner, folder, problem, skipped: count, newer: later, forgets } = model.get("state");
      const values = { learner: learner || say.nobody_yet, folder };
      const facts = say.sheet.map(([name, text]) => [name, fill(text, values)]);
      const kept = problem ? [[say.kept_now, fill(say.kept_nowhere, { folder, problem })]] : [];
      sheet.replaceChildren(definitions([...kept, ...facts, ...(forgets ? [[say.kept_here, say.forgets[forgets]]] : [])]));
      erased.textContent = fill(say.delete_note, values);
      erase.caption.textContent = fill(say.delete_type, values);
      skipped.hidden = !count;
      skipped.textContent = fill(say.kept_skipped, { count });
      newer.hidden = !later;
      newer.textContent = fill(say.kept_newer, { count: later });
      for (const one of ofOne) one.hidden = !store.isKnown();
    },
  };
}
