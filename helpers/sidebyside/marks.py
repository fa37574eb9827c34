"""Words a learner marked: where they stand, what they are marked as, and how an answer holds them.

An answer is a JSON list of marks, each with the two selectors of the W3C's annotation model. A text is its
paragraphs joined by line breaks, NFC; offsets are 0-based, half-open, in code points. Nothing here raises for
what a journal holds: a mark that is none is left out. The desk's JavaScript does the same by the same rules,
and `tests/marks.json` holds both to them.
"""

import json
import re
import unicodedata
from dataclasses import dataclass, replace

from sidebyside import prose

RELIED = "relied"  # the one category every lesson has: words the learner relies on
PLACES = ("rendering", "original", "claim")
AROUND = 32  # characters kept of what stands before and behind
OWN_WORDS = 12  # the most of an author's own words that one mark may hold, with what is kept around it
_FURTHEST = 10**9
_UNSURE = 3  # a quote of fewer words that stands elsewhere now must have a neighbour to be known by
_JOINS = "'’ʼ-‐‑\u00ad\u200b\u200c\u200d\u2060\ufeff"
_WORD = re.compile("w[wm]*(?:jw[wm]*)*")


@dataclass(frozen=True, order=True)
class Mark:
    """Words of a text and what they are marked as.

    Parameters
    ----------
    start, end : int
        Where they stood when they were marked.
    category : str
        `RELIED`, the id of a category of the lesson, or "stands" or "falls".
    on : str
        One of `PLACES`.
    exact, prefix, suffix : str
        The words, and what stood before and behind.
    comment : str
    sha256 : str
        `locate.text_sha256` of the text.
    """

    start: int
    end: int
    category: str
    on: str
    exact: str
    prefix: str = ""
    suffix: str = ""
    comment: str = ""
    sha256: str = ""


def words(text):
    """Where the words of a text stand.

    Returns
    -------
    list of tuple of int

    Examples
    --------
    >>> text = "“No, it’s 🚂-red.”"
    >>> [text[start:end] for start, end in words(text)]
    ['No', 'it’s', 'red']
    """
    return [match.span() for match in _WORD.finditer("".join(map(_class, text)))]


def _class(letter):
    if letter in _JOINS:
        return "j"
    kind = unicodedata.category(letter)[0]
    return "w" if kind in "LN" else "m" if kind == "M" else "."


def sentences(text):
    """Where the sentences of a text stand; a line break ends one. As `words`."""
    return prose.sentences(text, by_line=True)


def made(text, start, end, category, on="rendering", comment="", sha256=""):
    """A mark on part of a text.

    Of an author's own words less is kept: with the words around it, `OWN_WORDS` in all.
    """
    if on == "original":
        prefix, suffix = _neighbours(text, start, end)
    else:
        prefix, suffix = text[max(0, start - AROUND) : start], text[end : end + AROUND]
    return Mark(start, end, category, on, text[start:end], prefix, suffix, comment, sha256)


def _neighbours(text, start, end):
    if len(words(text[start:end])) + 2 > OWN_WORDS:
        return "", ""
    before, behind = words(text[:start]), words(text[end:])
    prefix = text[before[-1][0] : start] if before else ""
    suffix = text[end : end + behind[0][1]] if behind else ""
    return tuple(part if len(part) <= AROUND else "" for part in (prefix, suffix))


def parse(value):
    """The marks an answer holds, in the order of the text.

    Parameters
    ----------
    value : object
        Whatever stands in a journal.

    Returns
    -------
    tuple of Mark
        None of them twice; what is no mark is left out.
    """
    try:
        entries = json.loads(value, parse_constant=_no_number) if isinstance(value, str) else []
    except (ValueError, RecursionError):
        return ()
    found = (_mark(entry) for entry in (entries if isinstance(entries, list) else []))
    return tuple(sorted({mark for mark in found if mark}, key=_place))


def _no_number(name):
    raise ValueError(name)


def _mark(entry):
    if not isinstance(entry, dict) or not isinstance(entry.get("selector"), list):
        return None
    selectors = [one for one in entry["selector"] if isinstance(one, dict)]
    position = next((one for one in selectors if one.get("type") == "TextPositionSelector"), {})
    quote = next((one for one in selectors if one.get("type") == "TextQuoteSelector"), {})
    start, end = _offset(position.get("start")), _offset(position.get("end"))
    texts = [entry.get("category"), entry.get("on"), quote.get("exact")]
    texts += [quote.get("prefix", ""), quote.get("suffix", ""), entry.get("comment", ""), entry.get("sha256", "")]
    if start is None or end is None or start >= end or not all(isinstance(text, str) for text in texts):
        return None
    mark = Mark(start, end, *texts)
    return mark if mark.category and mark.exact and mark.on in PLACES else None


def _offset(number):
    is_whole = type(number) is int or (type(number) is float and number.is_integer())  # a page does not tell 3 from 3.0
    return int(number) if is_whole and 0 <= number <= _FURTHEST else None


def _place(mark):
    return mark.start, mark.end, mark.category, mark.on, mark


def value_of(marks):
    """The answer that holds these marks; "" for none."""
    marks = sorted(set(marks), key=_place)
    return json.dumps(list(map(_entry, marks)), ensure_ascii=False, separators=(",", ":")) if marks else ""


def _entry(mark):
    return {
        "on": mark.on,
        "category": mark.category,
        "comment": mark.comment,
        "sha256": mark.sha256,
        "selector": [
            {"type": "TextPositionSelector", "start": mark.start, "end": mark.end},
            {"type": "TextQuoteSelector", "exact": mark.exact, "prefix": mark.prefix, "suffix": mark.suffix},
        ],
    }


def union(values):
    """The answer that holds every mark of several answers.

    A mark without a comment says no more than the same one with a comment, and is left out.
    """
    every = {mark for value in values for mark in parse(value)}
    said = {replace(mark, comment="") for mark in every if mark.comment}
    return value_of(mark for mark in every if mark.comment or mark not in said)


def anchored(text, mark):
    """Where the words of a mark stand in a text, which may have been corrected since.

    Parameters
    ----------
    text : str
    mark : Mark

    Returns
    -------
    tuple of int or None
        The place on record where the quote stands there; else the place of the quote, or of its words alone,
        that what stood around it tells from every other; None where nothing does.
    """
    if mark.end <= len(text) and text[mark.start : mark.end] == mark.exact:
        return mark.start, mark.end
    places = _runs(text, mark.exact) or list(_occurrences(text, mark.exact))
    if not places:
        return None
    agreeing = [_agreement(text, place, mark) for place in places]
    best = max(agreeing)
    is_known = best > 0 or len(words(mark.exact)) >= _UNSURE or not (mark.prefix or mark.suffix)
    return places[agreeing.index(best)] if is_known and agreeing.count(best) == 1 else None


def _occurrences(text, exact):
    at = text.find(exact)
    while at >= 0:
        yield at, at + len(exact)
        at = text.find(exact, at + 1)


def _runs(text, exact):
    """Where the same words stand, whatever points between them; the points at either end are taken along."""
    wanted = words(exact)
    if not wanted:
        return []
    names, spans = _named(exact, wanted), words(text)
    there, size = _named(text, spans), len(wanted)
    before, behind = exact[: wanted[0][0]], exact[wanted[-1][1] :]
    found = []
    for at in range(len(there) - size + 1):
        if there[at : at + size] == names:
            start, end = spans[at][0], spans[at + size - 1][1]
            start -= len(before) if before and text[:start].endswith(before) else 0
            end += len(behind) if text.startswith(behind, end) else 0
            found.append((start, end))
    return found


def _named(text, spans):
    return [text[start:end].lower() for start, end in spans]


def _agreement(text, place, mark):
    """How many of the words on record around a quote stand around a place."""
    before, behind = text[max(0, place[0] - 2 * AROUND) : place[0]], text[place[1] : place[1] + 2 * AROUND]
    return _shared(_spoken(before)[::-1], _spoken(mark.prefix)[::-1]) + _shared(_spoken(behind), _spoken(mark.suffix))


def _spoken(text):
    return _named(text, words(text))


def _shared(ours, theirs):
    count = 0
    while count < min(len(ours), len(theirs)) and ours[count] == theirs[count]:
        count += 1
    return count


def segments(text, marks):
    """A text in pieces, each with the marks that cover it.

    Returns
    -------
    list of tuple
        (start, end, piece, tuple of Mark), one behind another from the first character to the last; a mark
        whose words do not stand in the text covers none.
    """
    placed = [(place, mark) for mark in sorted(set(marks), key=_place) if (place := anchored(text, mark))]
    cuts = sorted({0, len(text)} | {offset for place, _ in placed for offset in place})
    return [
        (start, end, text[start:end], tuple(mark for place, mark in placed if place[0] <= start and end <= place[1]))
        for start, end in zip(cuts, cuts[1:], strict=False)
    ]


def relied(text, marks):
    """The words a learner relies on, as they stand in the text now, in its order; those of an original as they were marked."""
    chosen = [mark for mark in sorted(set(marks), key=_place) if mark.category == RELIED]
    places = sorted({place for mark in chosen if mark.on != "original" and (place := anchored(text, mark))})
    own = dict.fromkeys(mark.exact for mark in chosen if mark.on == "original")
    return tuple(text[start:end] for start, end in places) + tuple(own)


def readable(value, labels):
    """An answer of marks in words.

    Parameters
    ----------
    value : object
        As `parse`.
    labels : dict of str to str
        The names of categories; one that has none is named by its id.

    Returns
    -------
    str
        Empty where there are no marks.

    Examples
    --------
    >>> readable(value_of([made("It burnt.", 3, 8, "relied", comment="why?")]), {"relied": "relied on"})
    'relied on: “burnt” (why?)'
    """
    return "; ".join(
        f"{labels.get(mark.category, mark.category)}: “{' '.join(mark.exact.split())}”"
        + (f" ({mark.comment.strip()})" if mark.comment.strip() else "")
        for mark in parse(value)
    )
