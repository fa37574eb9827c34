"""Which passages a learner's text speaks of: by number, label, author, year or kind of paper, or by what it says of them."""

import re
from dataclasses import dataclass

from sidebyside.feedback import cues
from sidebyside.feedback.text import stem, text_of

_COUNT = {word: at for at, word in enumerate(cues.NUMERALS)} | {letter: at for at, letter in enumerate("abcd")}
_NUMBERED = re.compile(rf"\b(?:{cues.PIECE}|number|no\.?|nr\.?|#) ?#?(\d{{1,2}}|{'|'.join(cues.NUMERALS)}|[abcd])\b")
_SHORT = re.compile(r"\b[pst](\d)\b")
_ORDINAL = re.compile(
    rf"\b({'|'.join(cues.ORDINALS)}|last) (?:{cues.PIECE}|one)\b|\bthe ({'|'.join(cues.ORDINALS)}|last),? (?:says?"
    rf"|tells?|shows?|he|she)\b"
)
_YEAR = re.compile(r"\b1\d{3}\b|\b20\d\d\b")
_SPEAKS = (
    r"(?:'s)? (?:himself|herself|says?|said|writes?|wrote|tells?|told|lists?|calls?|claims?|explains?|admits?|shows?|mentions?)\b"
)
_NAME = re.compile(r"[^\W\d_]{3,}")
_OVERLAP = 2  # stems a text must share with what was said of a passage to be about it too


@dataclass(frozen=True)
class Named:
    """What a text names: for each mention the places of the passages it can mean; papers that could be any; several at once."""

    mentions: tuple[frozenset[int], ...]
    papers: frozenset[str]
    is_many: bool

    @property
    def sure(self):
        """The passages that are named without doubt."""
        return frozenset().union(*(mention for mention in self.mentions if len(mention) == 1))

    @property
    def one(self):
        """Whether all mentions can mean one and the same passage, and there is one."""
        if self.is_many or len(self.papers) > 1 or (self.papers and self.mentions):
            return False
        if self.papers:
            return True
        return bool(self.mentions) and len(frozenset.intersection(*self.mentions)) == 1

    @property
    def is_anything(self):
        """Whether any source is named at all."""
        return bool(self.mentions or self.papers or self.is_many)


def named_in(text, readings):
    """What sources a text names.

    Parameters
    ----------
    text : Text
    readings : sequence of Reading
        In the order in which they lie on the desk, so that “passage 2” is the second.

    Returns
    -------
    Named
    """
    mentions = [*_by_number(text.whole, len(readings)), *_by_label(text.whole, readings)]
    mentions += [*_by_author(text.whole, readings), *_by_year(text.whole, readings)]
    papers = set()
    for paper in map(stem, cues.PAPERS.findall(text.own)):
        labelled = frozenset(at for at, reading in enumerate(readings) if paper in text_of(reading.label).stems)
        mentions += [labelled] if labelled else []
        papers |= set() if labelled else {paper}
    if cues.SINGLE_PIECE.search(text.own) and not mentions:
        papers.add("piece")
    is_many = text.has(cues.MANY) or ({"he", "she"} <= set(text.words))
    return Named(tuple(dict.fromkeys(mentions)), frozenset(papers), is_many)


def _by_number(text, size):
    found = [_COUNT.get(number, int(number) - 1 if number.isdecimal() else -1) for number in _NUMBERED.findall(text)]
    found += [int(number) - 1 for number in _SHORT.findall(text)]
    for piece, bare in _ORDINAL.findall(text):
        ordinal = piece or bare
        found.append(size - 1 if ordinal == "last" else cues.ORDINALS.index(ordinal))
    return [frozenset({at}) for at in found if 0 <= at < size]


def _by_label(text, readings):
    """A label is named when all its words of weight stand in the text."""
    words = set(re.findall(r"\w+", text))
    for at, reading in enumerate(readings):
        label = {word for word in text_of(reading.label).words if word not in cues.FUNCTION or word in cues.NUMERALS}
        is_quoted = len(reading.label) > 3 and reading.label.casefold() in text
        if is_quoted or (label and label <= words and (len(label) > 1 or len(*label) > 4)):
            yield frozenset({at})


def _by_author(text, readings):
    """The one the review is about is named for what he did as often as for what he wrote: only as a speaker."""
    for name in dict.fromkeys(name for reading in readings for name in _names(reading)):
        who = frozenset(at for at, reading in enumerate(readings) if name in _names(reading))
        behind = _SPEAKS if any(readings[at].is_self for at in who) else r"\b"
        if re.search(rf"\b{re.escape(name)}{behind}", text):
            yield who


def _names(reading):
    return [name.casefold() for name in _NAME.findall(reading.author) if name[0].isupper()]


def _by_year(text, readings):
    for year in dict.fromkeys(_YEAR.findall(text)):
        dated = frozenset(at for at, reading in enumerate(readings) if year in (reading.written or ""))
        if dated:
            yield dated


def spoken_of(text, readings, apart=frozenset()):
    """The places of passages a text is about, by words it shares with what the learner wrote or marked of them.

    Parameters
    ----------
    text : Text
    readings : sequence of Reading
    apart : frozenset of str
        Stems that tell nothing, as those of the claim.

    Returns
    -------
    frozenset of int
        A word that was written of several passages tells none of them apart.
    """
    said = [_said(reading) - apart for reading in readings]
    own = [some - frozenset().union(*(other for at_, other in enumerate(said) if at_ != at)) for at, some in enumerate(said)]
    return frozenset(at for at, some in enumerate(own) if len(some & text.stems) >= min(_OVERLAP, len(said[at]) or 1))


def _said(reading):
    return text_of(" ".join((reading.reason, *reading.relied, reading.label))).stems
