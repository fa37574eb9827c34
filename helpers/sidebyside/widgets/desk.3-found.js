// What was found, drawn: passages, lines, a quotation beside what is printed, two texts.

const piecesIn = (pieces) => pieces.map(([kind, text]) => (kind ? element(kind, { textContent: text }) : text));

const byLine = ({ who, work, section, written }) => [element("strong", { textContent: who }), " · ", element("cite", { textContent: work }), ...[section, written].filter(Boolean).flatMap((text) => [" · ", text])];

const paragraphsIn = (texts, className = "") => (texts ?? []).map((text) => element("p", { className, textContent: text }));

// A table that is laid out as lines in a narrow window is still said to be one.
const ROLES = { table: "table", thead: "rowgroup", tbody: "rowgroup", tr: "row", th: "columnheader", td: "cell" };
function tableOf(className, caption, head, rows) {
  const table = element("table", { className }, caption, element("thead", {}, element("tr", {}, ...head)), element("tbody", {}, ...rows));
  for (const node of [table, ...table.querySelectorAll("*")]) if (ROLES[node.localName]) node.setAttribute("role", ROLES[node.localName]);
  return table;
}

function passageList({ passages }) {
  if (!passages?.length) return null;
  return element("ol", { className: "passages" }, ...passages.map(({ place, pieces }) => element("li", {},
    element("h5", {}, ...byLine(place)), element("blockquote", { dir: "auto" }, "… ", ...piecesIn(pieces), " …"))));
}

// Words in their lines, the words below one another; in a narrow window each place is a line of its own.
function lineTable({ lines, caption, next }, say, more) {
  if (!lines?.length) return [];
  const cell = (name, className, ...content) => element("td", { className, dir: "auto" }, ...content);
  const rows = lines.map(({ before, found, behind, place }) => focusable("tr", { tabIndex: -1 },
    cell("before", "before", before), cell("found", "key", element("strong", { textContent: found })), cell("behind", "behind", behind), element("td", { className: "where" }, ...byLine(place))));
  const head = [say.before, say.found, say.behind, say.where].map((text, at) => element("th", { scope: "col", className: ["before", "key", "behind", "where"][at], textContent: text }));
  return [tableOf("lines", element("caption", { textContent: caption }), head, rows), next ? button(say.more_uses, () => more(next, lines.length)) : null];
}

function placeList({ speaks, work, section, written, named }, say) {
  const pairs = [[say.speaks, speaks], [say.in_work, work], [say.section, section], [say.written, written], [say.named, named.join(", ")]];
  return definitions(pairs.filter(([, text]) => text));
}

// A passage of a quotation: who speaks where, and both wordings where they differ.
function quotedPart({ place, given, printed, differences }, title, say) {
  const below = title ? "h6" : "h5"; // no level is left out
  const wording = (name, pieces) => element("div", {}, element(below, { textContent: name }), element("blockquote", { dir: "auto" }, ...piecesIn(pieces)));
  return element("section", { className: "part" },
    title ? element("h5", { textContent: title }) : null,
    placeList(place, say),
    element("div", { className: given.length ? "pair" : "" }, given.length ? wording(say.given, given) : null, wording(say.printed, printed)),
    differences.length ? element("div", { className: "differences" }, element(below, { textContent: say.differences }), element("ul", {}, ...differences.map((text) => element("li", { dir: "auto", textContent: text })))) : null);
}

function quotationChecked({ grade, parts, nearest, notes, proof, places, searched, folding }, say) {
  const count = parts?.length ?? 0;
  const books = searched?.length ? more(fill(say.books, { count: searched.length }), element("ul", {}, ...searched.map((text) => element("li", { textContent: text })))) : null;
  if (books) books.open = grade === "not-found"; // what was not found was not found there
  return [
    ...paragraphsIn(notes),
    ...(parts ?? []).map((part, at) => quotedPart(part, count > 1 ? fill(say.part, { number: at + 1, count }) : "", say)),
    nearest ? quotedPart(nearest, say.nearest, say) : null,
    proof?.length ? element("div", { className: "proof" }, element("h5", { textContent: say.proof }), ...paragraphsIn(proof)) : null,
    places?.length ? more(`${say.places} (${places.length})`, element("ul", {}, ...places.map((place) => element("li", {}, ...byLine(place))))) : null,
    folding && count + Boolean(nearest) ? more(say.folding, element("p", { textContent: folding })) : null,
    books,
  ];
}

function sidesTable({ head, rows, caption }) {
  if (!rows) return null;
  const notes = (texts) => (texts.length ? element("ul", {}, ...texts.map((text) => element("li", { dir: "auto", textContent: text }))) : "–");
  const cell = (at, ...content) => {
    const node = element("td", at < 2 ? { dir: "auto" } : { className: "notes" }, ...content);
    node.dataset.head = head[at];
    return node;
  };
  return tableOf("sides", element("caption", { className: "unseen", textContent: caption }),
    head.map((text) => element("th", { scope: "col", textContent: text })),
    rows.map((row) => element("tr", {}, cell(0, ...piecesIn(row.left)), cell(1, ...piecesIn(row.right)), cell(2, notes(row.notes)))));
}

// `more` asks for more lines.
function resultsOf(mode, answer, say, more) {
  const advice = paragraphsIn(answer.advice, "advice");
  if (mode === "quote") return [...advice, ...quotationChecked(answer, say)];
  if (mode === "compare") return [sidesTable(answer)];
  return [...advice, ...paragraphsIn(answer.notes), ...(mode === "search" ? [passageList(answer)] : lineTable(answer, say, more))];
}
