// Which answer is shown, where windows, kernels or machines have given several; the notebook decides what stands.

const MOST_SEEN = 64;

const headsOf = (known) => (known ? [known, ...known.rivals] : []);

// What waits in this tab, else this view's own line, else the newest.
function shownOf(known, waiting, writer) {
  const standing = headsOf(known).find((one) => one.writer === writer) ?? known;
  return waiting && !(standing && standing.id > waiting.id) ? waiting : standing;
}

// What stands against the answer shown; a choice that is on its way to the journal has ended it already.
function rivalsOf(known, shown) {
  const isReplaced = ({ id, writer }) => id < shown.id && (writer === shown.writer || shown.seen?.[writer] >= id);
  const others = known?.rivals.length ? headsOf(known).filter((one) => one.id !== shown.id && !isReplaced(one)) : [];
  return others.filter(({ value }) => (value ?? "") !== (shown.value ?? ""));
}

// Whatever an answer is made upon is replaced by it; what only stood beside it goes on standing against it.
function madeUpon(records, writer) {
  const seen = new Map();
  for (const record of records.filter(Boolean)) {
    const known = [...(record.key ? Object.entries(record.seen) : []), [record.writer, record.id]];
    for (const [page, id] of known) if (page !== writer && !(seen.get(page) > id)) seen.set(page, id);
  }
  return Object.fromEntries([...seen].sort((a, b) => (a[1] < b[1] ? 1 : -1)).slice(0, MOST_SEEN));
}

// A line of a journal, as the notebook would have written it, with the lesson it belongs to.
function carriedLine({ id, key, value, learner, text, saved_at, writer, seen }, lesson) {
  return JSON.stringify({
    schema: 2, lesson, id, prompt_id: key, value, learner, writer, seen: seen ?? null, text_sha256: text ?? null, saved_at: saved_at ?? null,
  }) + "\n";
}
