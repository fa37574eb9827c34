// Where marked words stand and how an answer holds them: the rules of marks.py, and tests/marks.json holds both to them.
// An answer counts in code points, a page in UTF-16 units; inside the desk every place is in units.

const RELIED = "relied";
const AROUND = 32; // code points kept of what stands before and behind
const OWN_WORDS = 12; // the most of an author's own words that one mark may hold, with what is kept around it
const UNSURE = 3; // a quote of fewer words that stands elsewhere now must have a neighbour to be known by
const FURTHEST = 10 ** 9;
const ON = ["rendering", "original", "claim"];
const WORD = /[\p{L}\p{N}][\p{L}\p{N}\p{M}]*(?:['’ʼ\-‐‑\u00ad\u200b-\u200d\u2060\ufeff][\p{L}\p{N}][\p{L}\p{N}\p{M}]*)*/gu;

const wordSpans = (text) => Array.from(text.matchAll(WORD), (found) => [found.index, found.index + found[0].length]);
const hasPairs = (text) => /[\ud800-\udbff]/.test(text);
const pointAt = (text, unit) => (hasPairs(text) ? [...text.slice(0, unit)].length : unit);

function unitAt(text, point) {
  if (!hasPairs(text)) return point;
  let unit = 0;
  let left = point;
  for (; left > 0 && unit < text.length; left -= 1) unit += text.codePointAt(unit) > 0xffff ? 2 : 1;
  return unit + left;
}

const lastPoints = (text, count) => [...text.slice(-2 * count)].slice(-count).join("");
const firstPoints = (text, count) => [...text.slice(0, 2 * count)].slice(0, count).join("");

function madeMark(text, [from, to], category, on, sha256) {
  const [before, behind] = [text.slice(0, from), text.slice(to)];
  const isOwn = on === "original";
  const [prefix, suffix] = isOwn ? neighbours(before, text.slice(from, to), behind) : [lastPoints(before, AROUND), firstPoints(behind, AROUND)];
  return { start: pointAt(text, from), end: pointAt(text, to), category, on, exact: text.slice(from, to), prefix, suffix, comment: "", sha256 };
}

function neighbours(before, exact, behind) {
  if (wordSpans(exact).length + 2 > OWN_WORDS) return ["", ""];
  const [last, first] = [wordSpans(before).pop(), wordSpans(behind)[0]];
  const found = [last ? before.slice(last[0]) : "", first ? behind.slice(0, first[1]) : ""];
  return found.map((part) => ([...part].length <= AROUND ? part : ""));
}

const FIELDS = ["start", "end", "category", "on", "exact", "prefix", "suffix", "comment", "sha256"];
function inOrder(one, other) {
  const name = FIELDS.find((field) => one[field] !== other[field]);
  return !name ? 0 : one[name] < other[name] ? -1 : 1;
}
const isPlace = (number) => Number.isInteger(number) && number >= 0 && number <= FURTHEST;
const isThing = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

function markOf(entry) {
  if (!isThing(entry) || !Array.isArray(entry.selector)) return null;
  const of = (type) => entry.selector.find((one) => isThing(one) && one.type === type) ?? {};
  const { start, end } = of("TextPositionSelector");
  const { exact, prefix = "", suffix = "" } = of("TextQuoteSelector");
  const { category, on, comment = "", sha256 = "" } = entry;
  const texts = [category, on, exact, prefix, suffix, comment, sha256];
  if (!isPlace(start) || !isPlace(end) || start >= end || !texts.every((text) => typeof text === "string")) return null;
  return category && exact && ON.includes(on) ? { start, end, category, on, exact, prefix, suffix, comment, sha256 } : null;
}

// Whatever stands in a journal: what is no mark is left out.
function marksIn(value) {
  let entries;
  try { entries = JSON.parse(value); } catch { return []; }
  const found = (typeof value === "string" && Array.isArray(entries) ? entries : []).map(markOf).filter(Boolean);
  return unlike(found);
}

function unlike(marks) {
  return [...marks].sort(inOrder).filter((mark, at, all) => !at || inOrder(all[at - 1], mark));
}

function marksValue(marks) {
  const entries = unlike(marks).map(({ on, category, comment, sha256, start, end, exact, prefix, suffix }) => ({
    on, category, comment, sha256,
    selector: [{ type: "TextPositionSelector", start, end }, { type: "TextQuoteSelector", exact, prefix, suffix }],
  }));
  return entries.length ? JSON.stringify(entries) : "";
}

// A mark without a comment says no more than the same one with a comment.
function unionOfMarks(values) {
  const every = values.flatMap(marksIn);
  const said = every.filter(({ comment }) => comment).map((mark) => ({ ...mark, comment: "" }));
  return marksValue(every.filter((mark) => mark.comment || !said.some((one) => !inOrder(one, mark))));
}

// The place on record where the quote stands there; else the one place that what stood around it tells from every other.
function anchored(text, mark) {
  const there = [unitAt(text, mark.start), unitAt(text, mark.end)];
  if (there[1] <= text.length && text.slice(...there) === mark.exact) return there;
  const runs = runsOf(text, mark.exact);
  const places = runs.length ? runs : occurrences(text, mark.exact);
  const agreeing = places.map((place) => agreement(text, place, mark));
  const best = Math.max(...agreeing);
  const isKnown = best > 0 || wordSpans(mark.exact).length >= UNSURE || !(mark.prefix || mark.suffix);
  return isKnown && agreeing.filter((one) => one === best).length === 1 ? places[agreeing.indexOf(best)] : null;
}

function occurrences(text, exact) {
  const found = [];
  for (let at = text.indexOf(exact); at >= 0; at = text.indexOf(exact, at + 1)) found.push([at, at + exact.length]);
  return found;
}

// The same words, whatever points between them; the points at either end are taken along.
function runsOf(text, exact) {
  const wanted = wordSpans(exact);
  if (!wanted.length) return [];
  const spans = wordSpans(text);
  const [names, there] = [spoken(exact), spans.map((span) => text.slice(...span).toLowerCase())];
  const [before, behind] = [exact.slice(0, wanted[0][0]), exact.slice(wanted[wanted.length - 1][1])];
  const found = [];
  for (let at = 0; at + names.length <= there.length; at += 1) {
    if (names.some((name, nth) => name !== there[at + nth])) continue;
    const [start, end] = [spans[at][0], spans[at + names.length - 1][1]];
    found.push([start - (text.slice(0, start).endsWith(before) ? before.length : 0), end + (text.startsWith(behind, end) ? behind.length : 0)]);
  }
  return found;
}

const spoken = (text) => wordSpans(text).map((span) => text.slice(...span).toLowerCase());

// How many of the words on record around a quote stand around a place.
function agreement(text, [from, to], { prefix, suffix }) {
  const shared = (ours, theirs) => {
    const end = ours.findIndex((word, at) => word !== theirs[at]);
    return end < 0 ? ours.length : end;
  };
  const before = spoken(lastPoints(text.slice(0, from), 2 * AROUND)).reverse();
  const behind = spoken(firstPoints(text.slice(to), 2 * AROUND));
  return shared(before, spoken(prefix).reverse()) + shared(behind, spoken(suffix));
}
