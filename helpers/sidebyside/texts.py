"""The verbs about texts: what each finds, in words for a person and as one plain value for a program."""

import argparse
import sys
from dataclasses import dataclass, field
from pathlib import Path

from sidebyside import adding, fetching, library, locate, quotes, tables, verification
from sidebyside.characters import visible_line
from sidebyside.lesson import open_case


@dataclass(frozen=True)
class Said:
    """What a verb has to say: the value for --json, lines for a person, complaints, notes, and the exit status."""

    value: object
    lines: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)  # on standard error, and no reason to complain
    is_well: bool = True  # what was looked for was found

    @property
    def status(self):
        """0 when there is no complaint, and what was looked for was found."""
        return 1 if self.complaints or not self.is_well else 0


def add_steps(verb):
    """The steps of ``sidebyside texts`` and their options, for the parser of the command."""
    steps = verb.add_subparsers(required=True, metavar="STEP", title="steps", dest="step")
    for name, summary in (
        ("list", "every edition, where it may be had, and whether it is here"),
        ("fetch", "download editions into the folder of texts; none named: all that can be had and are not here"),
        ("add", "take a file of your own, text or saved web page, as the text of an edition"),
        ("verify", "whether everything on record stands in the texts that are here"),
    ):
        step = steps.add_parser(name, help=summary, description=f"{summary[0].upper()}{summary[1:]}.")
        # Options may stand before the step or behind it; a default here would undo what was said before.
        step.add_argument("--data", metavar="DIR", type=Path, default=argparse.SUPPRESS, help="the folder of tables")
        step.add_argument("--texts", metavar="DIR", type=Path, default=argparse.SUPPRESS, help="the folder of texts")
        step.add_argument("--json", action="store_true", default=argparse.SUPPRESS, help="one JSON value, nothing else")
        if name in ("fetch", "add"):
            step.add_argument("edition", metavar="EDITION", nargs="*" if name == "fetch" else None)
            step.add_argument("--anyway", action="store_true", help="keep it though not all that is on record stands in it")
        if name == "add":
            step.add_argument("file", metavar="FILE")


def texts(options):
    """``sidebyside texts``; CaseError and NotTaken where it cannot be done at all."""
    case, here = open_case(options.data), library.Library(options.texts)
    try:
        return {"list": _list, "fetch": _fetch, "add": _add, "verify": _verify}[options.step](case, here, options)
    except adding.NotTaken as error:
        raise adding.NotTaken(f"{error} {error.hint}".strip()) from None


def _list(case, here, options):
    rows = fetching.listed(case, here)
    lines = [f"Texts are looked for in {here.folder}"]
    for row in rows:
        state = "here" if row["present"] else "not here"
        where = row["address"] or f"no address; sidebyside texts add {row['edition_id']} FILE"
        lines.append(f"{row['edition_id']}  {state}  {case.work(row['work_id']).title}  ({where})")
    return Said(rows, lines)


def _fetch(case, here, options):
    bars = _Bars() if sys.stderr.isatty() and not options.json else None
    done = fetching.fetch(case, here, options.edition, options.anyway, bars)
    if bars:
        bars.close()
    lines = [f"{' '.join(row['edition_ids'])}  fetched. {row['message']}" for row in done if row["fetched"]]
    complaints = [f"{row['message']} {row['hint']}".strip() for row in done if not row["fetched"]]
    return Said(done, lines or ([] if done else ["There is nothing to fetch."]), list(dict.fromkeys(complaints)))


def _add(case, here, options):
    found = adding.add(case, here, options.edition, options.file, options.anyway)
    value = {"edition_id": options.edition, "standing": found.standing, "of": found.of, "missing": list(found.missing)}
    return Said(value, [f"{options.edition}  added. {found.sentence()}"])


def _verify(case, here, options):
    sheets = tables.read(options.data)
    result = verification.verified(case, sheets, here)
    value = {"editions": [], "findings": [finding.as_dict() for finding in result.findings]}
    for edition in case.rows("editions"):
        if here.has(edition):
            states = dict(result.editions[edition.edition_id])
            value["editions"].append({"edition_id": edition.edition_id, "work_id": edition.work_id, "states": states})
    lines = [
        f"{row['edition_id']}  {', '.join(f'{count} {state}' for state, count in sorted(row['states'].items())) or 'no locator'}"
        for row in value["editions"]
    ]
    return Said(value, lines or ["No text is here."], [str(finding) for finding in result.findings])


def locator(options):
    """``sidebyside locate``: what a row of the locators needs."""
    case, here = open_case(options.data), library.Library(options.texts)
    edition = adding.edition_of(case, options.edition)
    try:
        text = here.text(edition)
    except library.TextUnreadable as error:
        raise adding.NotTaken(str(error)) from None
    if text is None:
        raise adding.NotTaken(f"{edition.edition_id} is not in {here.folder}; sidebyside texts list says where it may be had")
    spans = locate.spans(text.folded, options.first_words, options.last_words)
    places = verification.section_places(case, text)
    rows = [_place(text, places, number, span) for number, span in enumerate(spans, start=1)]
    value = {"edition_id": edition.edition_id, "occurrences": len(rows), "places": rows}
    if options.occurrence is not None:
        value["places"] = rows = [row for row in rows if row["occurrence"] == options.occurrence]
    lines = ["\n".join(f"{name}: {_shown(value)}" for name, value in row.items()) + "\n" for row in rows]
    return Said(value, lines, _complaints(options, edition, text, spans, rows))


def _complaints(options, edition, text, spans, rows):
    if not spans:
        return [f"not found in {edition.edition_id}: {_missing(options, text)}"]
    if not rows:
        return [f"there is no occurrence {options.occurrence}; the words stand {len(spans)} times in {edition.edition_id}"]
    if len(rows) > 1:
        stand = f"the words stand {len(rows)} times in {edition.edition_id}"
        return [f"ambiguous: {stand}; choose one with --occurrence, or take more words"]
    return []


def _missing(options, text):
    """Which of the two ends is not there."""
    absent = [words for words in (options.first_words, options.last_words) if not locate.spans(text.folded, words, words)]
    return "; ".join(absent) or f"both ends stand there, but no end within {locate.LONGEST} words behind a beginning"


def _place(text, places, number, span):
    words = text.folded.words[span.first_word : span.end_word]
    section = verification.section_around(places, span)
    return {
        "occurrence": number,
        "words": len(words),
        "sha256": locate.words_sha256(words),
        "signature": locate.signature(words),
        "start": span.start,
        "end": span.end,
        "section": {"title": section.title, "author": section.author} if section else None,
    }


def _shown(value):
    return f"{value['title']} ({value['author']})" if isinstance(value, dict) else "none on record" if value is None else value


def quotation(options):
    """``sidebyside quote``: whether, where and how faithfully a quotation stands in the texts that are here."""
    case, here = open_case(options.data), library.Library(options.texts)
    text = sys.stdin.read(quotes.LONGEST + 1) if options.quotation == "-" else options.quotation
    found = quotes.check_quote(text, case, here)
    value = found.as_dict()
    lines = [found.grade, *value["said"]]
    for part in found.parts or filter(None, [found.nearest]):
        lines += [f"  {part.place.edition_id} {part.place.start}–{part.place.end}: {part.passage}"]
        lines += [f"    {quotes.said_of(difference)}" for difference in part.differences]
    lines += [value["folding"]] if found.searched else []
    return Said(value, lines, is_well=found.grade in ("exact", "same-words"))


class _Bars:
    """A bar for each file on a terminal, where tqdm is here."""

    def __init__(self):
        self._bars = {}

    def __call__(self, file, received, total):
        try:
            from tqdm import tqdm
        except ImportError:
            return
        bar = self._bars.setdefault(file, None) or tqdm(
            desc=visible_line(file), total=total, unit="B", unit_scale=True, leave=False,
            file=getattr(sys.stderr, "beneath", sys.stderr),  # a bar is drawn with control characters
        )  # fmt: skip
        self._bars[file] = bar
        bar.update(received - bar.n)

    def close(self):
        """Take the bars away."""
        for bar in self._bars.values():
            if bar is not None:
                bar.close()
