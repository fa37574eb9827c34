"""Whether locators, sections and sentences stand in the texts that are on this machine.

"Verified" means that these words stand there. It does not mean that what they say is true.
"""

from collections import Counter
from dataclasses import dataclass, field

from sidebyside import locate
from sidebyside.findings import Finding
from sidebyside.library import TextUnreadable, paragraphs


@dataclass
class Verified:
    """Findings, and how many locators are verified, changed, not found, ambiguous, found in part, unverified."""

    findings: list[Finding] = field(default_factory=list)
    states: Counter = field(default_factory=Counter)


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
    places, found, last = [], [], -1
    order = {row: place for place, row in enumerate(case.rows("sections"))}
    for section in sorted(case.rows("sections", edition_id=edition.edition_id), key=lambda row: row.position):
        opening = locate.fold(section.first_words).words
        place = _next_place(text.folded.words, opening, last)
        if place is None:
            detail = f"{edition.edition_id}, section {section.position}: {section.first_words}"
            found.append(sheets.at("sections", order[section], "first_words", "section-not-found", detail))
        else:
            last = place
            places.append((section.title, place))
    return places, found


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
    return next((at for at in places if words[at : at + size] == wanted), None)


def _sentence_findings(case, sheets, library):
    review = next((e for e in case.rows("editions") if case.work(e.work_id).relation == "reviewer"), None)
    text = _text(library, review) if review else None
    if text is None:
        return []
    lines = [locate.fold(line).words for line in paragraphs(text)]
    found, last = [], (-1, -1)
    numbered = sorted(enumerate(case.rows("sentences")), key=lambda pair: (pair[1].paragraph, pair[1].position))
    for number, sentence in numbered:
        place = next((place for place in _hashed_runs(lines, sentence) if place > last), None)
        if place is None:
            detail = f"paragraph {sentence.paragraph}, sentence {sentence.position}, {sentence.words} words"
            found.append(sheets.at("sentences", number, "sha256", "sentence-not-found", detail))
        else:
            last = place
    return found


def _hashed_runs(lines, sentence):
    """Line and word at which a run of as many words with the same hash begins."""
    for line, words in enumerate(lines):
        for at in range(len(words) - sentence.words + 1):
            if locate.words_sha256(words[at : at + sentence.words]) == sentence.sha256:
                yield line, at
