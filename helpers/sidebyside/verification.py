"""Whether locators, sections and sentences stand in the texts that are on this machine.

"Verified" means that these words stand there. It does not mean that what they say is true.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from sidebyside import locate
from sidebyside.findings import Finding
from sidebyside.library import TextUnreadable, paragraphs


@dataclass
class Verified:
    """Findings, and how many locators are verified, changed, not found, ambiguous, found in part, unverified.

    ``editions`` counts the same for each edition by its id; ``known`` says of each passage whether its hash is
    verified here and now, or it was seen at a page, or quoted by another, or not seen.
    """

    findings: list[Finding] = field(default_factory=list)
    states: Counter = field(default_factory=Counter)
    editions: dict[str, Counter] = field(default_factory=lambda: defaultdict(Counter), compare=False)
    known: Counter = field(default_factory=Counter, compare=False)


# how a passage that is not verified by its hash was seen
_SEEN = {
    "full": "seen at a page", "elsewhere": "seen at a page", "part": "seen at a page",
    "quoted": "quoted by another", "unseen": "not seen",
}  # fmt: skip
KNOWN = ("verified by hash", *dict.fromkeys(_SEEN.values()))


@dataclass(frozen=True)
class Standing:
    """How a locator stands: its state, what was found in words, and the passage where it is one."""

    state: str
    detail: str = ""
    span: locate.Span | None = None
    column: str = "first_words"  # the cell to be mended


_FAULTS = {"not found": "locator-not-found", "ambiguous": "locator-ambiguous", "changed": "locator-changed"}


def verified(case, sheets, library):
    """Compare a case with the texts that are here.

    Parameters
    ----------
    case : model.Case
    sheets : tables.Sheets
        The tables it was made from, for file and line.
    library : library.Library or None
        None has no text.

    Returns
    -------
    Verified
    """
    result = Verified()
    places = {}
    for number, edition in enumerate(case.rows("editions")):
        places[edition.edition_id], found = _section_places(case, sheets, library, number, edition)
        result.findings += found
    for number, locator in enumerate(case.rows("locators")):
        found = standing(_text(library, case.edition(locator.edition_id)), locator)
        result.states[found.state] += 1
        result.editions[locator.edition_id][found.state] += 1
        result.known["verified by hash" if found.state == "verified" else _SEEN[locator.seen]] += 1
        if found.state in _FAULTS:
            detail = f"{locator.owner_id} in {locator.edition_id}: {found.detail}"
            result.findings.append(sheets.at("locators", number, found.column, _FAULTS[found.state], detail))
        elif found.span and not _stands_in(places[locator.edition_id], locator.section, found.span):
            detail = f"{locator.owner_id} in {locator.edition_id}: {locator.section}"
            result.findings.append(sheets.at("locators", number, "section", "locator-elsewhere", detail))
    result.findings += _sentence_findings(case, sheets, library)
    return result


def standing(text, locator):
    """How a locator stands in a text.

    Parameters
    ----------
    text : library.Text or None
        None where the text is not here.
    locator : model.Locator

    Returns
    -------
    Standing
        Verified (the words stand there and have the hash on record), found in part (they stand there, no
        hash is on record), changed, not found, ambiguous, or unverified (no text).
    """
    if text is None:
        return Standing("unverified")
    found = locate.spans(text.folded, locator.first_words, locator.last_words)
    words = f"{locator.first_words} … {locator.last_words}"
    if len(found) < (locator.occurrence or 1):
        return Standing("not found", words)
    if len(found) > 1 and not locator.occurrence:
        return Standing("ambiguous", f"{words} ({len(found)} times)")
    span = found[(locator.occurrence or 1) - 1]
    measured = locate.span_sha256(text.folded, span)
    if locator.sha256 and locator.sha256 != measured:
        return Standing("changed", f"{words}; measured {measured}", span, "sha256")
    signature = locate.signature(text.folded.words[span.first_word : span.end_word])
    if locator.signature and locator.signature != signature:
        return Standing("changed", f"{words}; measured {signature}", span, "signature")
    return Standing("verified" if locator.sha256 else "found in part", words, span)


def _text(library, edition):
    try:
        return library.text(edition) if library else None
    except TextUnreadable:
        return None


def _section_places(case, sheets, library, number, edition):
    """The sections of an edition as (title, first word), in order, and what is wrong with them."""
    try:
        text = library.text(edition) if library else None
    except TextUnreadable as error:
        return [], [sheets.at("editions", number, "file", "text-unreadable", str(error))]
    if text is None:
        return [], []
    order = {row: place for place, row in enumerate(case.rows("sections"))}
    places, found = [], []
    for section, place in section_places(case, text):
        detail = f"{edition.edition_id}, section {section.position}: {section.first_words}"
        if place is None:
            found.append(sheets.at("sections", order[section], "first_words", "section-not-found", detail))
        else:
            places.append((section.title, place))
    return places, found


def section_places(case, text):
    """Where the sections of an edition begin.

    Parameters
    ----------
    case : model.Case
    text : library.Text

    Returns
    -------
    list of (model.Section, int or None)
        In their order; the number of the first word, or None where the words do not stand behind the section before.
    """
    places, last = [], -1
    for section in sorted(case.rows("sections", edition_id=text.edition_id), key=lambda row: row.position):
        place = _next_place(text.folded.words, locate.fold(section.first_words).words, last)
        last = last if place is None else place
        places.append((section, place))
    return places


def section_around(places, span):
    """The section that holds a passage from its first word to its last, or None.

    Parameters
    ----------
    places : list of (model.Section, int or None)
        See `section_places`.
    span : locate.Span

    Returns
    -------
    model.Section or None
    """
    begun = [section for section, first in places if first is not None and first <= span.first_word]
    is_parted = any(first is not None and span.first_word < first < span.end_word for _, first in places)
    return begun[-1] if begun and not is_parted else None


def _stands_in(places, title, span):
    """Whether a passage lies inside the section of this title; a section runs to the beginning of the next."""
    if title not in [name for name, _ in places]:
        return True  # said elsewhere: the title is unknown, or its beginning was not found
    begun = [name for name, first in places if first <= span.first_word]
    inside = bool(begun) and begun[-1] == title
    return inside and not any(span.first_word < first < span.end_word for _, first in places)


def _next_place(words, wanted, after):
    size = len(wanted)
    places = range(after + 1, len(words) - size + 1) if wanted else ()  # punctuation alone would stand anywhere
    return next((at for at in places if words[at] == wanted[0] and words[at : at + size] == wanted), None)


def _sentence_findings(case, sheets, library):
    review = next((e for e in case.rows("editions") if case.work(e.work_id).relation == "reviewer"), None)
    text = _text(library, review) if review else None
    if text is None:
        return []
    order = {row: number for number, row in enumerate(case.rows("sentences"))}
    found = []
    for sentence, place in sentence_places(case, text):
        if place is None:
            detail = f"paragraph {sentence.paragraph}, sentence {sentence.position}, {sentence.words} words"
            found.append(sheets.at("sentences", order[sentence], "sha256", "sentence-not-found", detail))
    return found


def sentence_places(case, text):
    """Where the sentences on record stand in the text of the review, one behind the other.

    Parameters
    ----------
    case : model.Case
    text : library.Text

    Returns
    -------
    list of (model.Sentence, tuple of int or None)
        Line and word, counted from 0 in what has any words; None where it is not found behind the one before.
    """
    lines = [locate.fold(line).words for line in paragraphs(text)]
    places, last = [], (0, -1)
    for sentence in sorted(case.rows("sentences"), key=lambda row: (row.paragraph, row.position)):
        place = next(_hashed_runs(lines, sentence, last), None)
        last = place or last
        places.append((sentence, place))
    return places


def _hashed_runs(lines, sentence, behind):
    """Line and word at which a run of as many words with the same hash begins, behind a place."""
    for line in range(behind[0], len(lines)):
        words = lines[line]
        for at in range(behind[1] + 1 if line == behind[0] else 0, len(words) - sentence.words + 1):
            if locate.words_sha256(words[at : at + sentence.words]) == sentence.sha256:
                yield line, at
