// A marked text in pieces: paragraphs, blocks, and what lies between the ends of marks.

const BLOCK = 400; // characters
const CHOSEN = "sidebyside-chosen"; // as the event, and as the highlight of what is chosen

// One ear for the selection of the whole page; a text hears of it when the selection begins or ends in it.
function watchSelection(root) {
  const hear = () => {
    const selection = document.getSelection();
    for (const end of [selection?.anchorNode, selection?.focusNode]) {
      const node = (end instanceof Element ? end : end?.parentElement)?.closest(".surface");
      if (node && root.contains(node)) return node.dispatchEvent(new CustomEvent(CHOSEN, { detail: selection.getRangeAt(0) }));
    }
    return false;
  };
  document.addEventListener("selectionchange", hear);
  return () => document.removeEventListener("selectionchange", hear);
}

// Each mark in a lane of its own wherever marks overlap, so that no line hides another.
function inLanes(placed) {
  const ends = [];
  return placed.map((one) => {
    const free = ends.findIndex((end) => end <= one.place[0]);
    const lane = free < 0 ? ends.length : free;
    ends[lane] = one.place[1];
    return { ...one, lane };
  });
}

// Pieces of a text from one end to the other, each with the marks over it.
function piecesOf(text, start, end, placed) {
  // The last word of a mark and its label keep together.
  const ends = placed.map(({ place: [from, to] }) => Math.max(from, text.lastIndexOf(" ", to - 1) + 1));
  const cuts = [start, end, ...[...placed.flatMap(({ place }) => place), ...ends].filter((cut) => cut > start && cut < end)];
  const sorted = [...new Set(cuts)].sort((a, b) => a - b);
  return sorted.slice(1).map((to, at) => {
    const over = placed.filter(({ place }) => place[0] <= sorted[at] && place[1] >= to);
    return over.reduce((inner, { place, line, label, lane }) => {
      const node = element("mark", { className: `line-${line}` }, inner);
      node.style.setProperty("--lane", lane);
      node.setAttribute("role", "presentation"); // the list of marks says it in words
      if (place[1] === to) node.dataset.label = label;
      return node;
    }, document.createTextNode(text.slice(sorted[at], to)));
  });
}

// Paragraphs in blocks, cut where a unit begins: a mark made in a long paragraph draws one block anew.
function paragraphsOf(text, units) {
  let start = 0;
  return text.split("\n").map((line) => {
    const end = start + line.length;
    const cuts = [start];
    for (const [from] of units) if (from < end && from - cuts[cuts.length - 1] > BLOCK) cuts.push(from);
    const blocks = cuts.map((from, at) => ({ node: element("span"), start: from, end: cuts[at + 1] ?? end, drawn: null }));
    const paragraph = { node: element("p", {}, ...blocks.map((one) => one.node)), start, end, blocks };
    start = end + 1;
    return paragraph;
  });
}
