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
    for number, locator in enumerate(case.rows("locators")):
        state, finding = _locator_state(case, sheets, library, number, locator)
        result.states[state] += 1
        result.findings += [finding] if finding else []
    for number, edition in enumerate(case.rows("editions")):
        result.findings += _section_findings(case, sheets, library, number, edition)
    result.findings += _sentence_findings(case, sheets, library)
    return result


def _text(library, edition):
    try:
        return library.text(edition) if library else None
    except TextUnreadable:
        return None


def _locator_state(case, sheets, library, number, locator):
    """The state of a locator (verified, changed, not found, ambiguous, unverified) and the finding, or None."""
    text = _text(library, case.edition(locator.edition_id))
    if text is None:
        return "unverified", None
    found = locate.spans(text.folded, locator.first_words, locator.last_words)
    detail = f"{locator.owner_id} in {locator.edition_id}: {locator.first_words} … {locator.last_words}"
    if len(found) < (locator.occurrence or 1):
        return "not found", sheets.at("locators", number, "first_words", "locator-not-found", detail)
    if len(found) > 1 and not locator.occurrence:
        return "ambiguous", sheets.at("locators", number, "first_words", "locator-ambiguous", f"{detail} ({len(found)} times)")
    measured = locate.span_sha256(text.folded, found[(locator.occurrence or 1) - 1])
    if locator.sha256 and locator.sha256 != measured:
        return "changed", sheets.at("locators", number, "sha256", "locator-changed", f"{detail}; measured {measured}")
    return ("verified" if locator.sha256 else "found in part"), None


def _section_findings(case, sheets, library, number, edition):
    try:
        text = library.text(edition) if library else None
    except TextUnreadable as error:
        return [sheets.at("editions", number, "file", "text-unreadable", str(error))]
    if text is None:
        return []
    found, last = [], -1
    order = {row: place for place, row in enumerate(case.rows("sections"))}
    for section in sorted(case.rows("sections", edition_id=edition.edition_id), key=lambda row: row.position):
        opening = locate.fold(section.first_words).words
        place = _next_place(text.folded.words, opening, last)
        if place is None:
            detail = f"{edition.edition_id}, section {section.position}: {section.first_words}"
            found.append(sheets.at("sections", order[section], "first_words", "section-not-found", detail))
        else:
            last = place
    return found


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
