"""Words in the texts that are here, each place in its line, and passages by how much of a question stands in them."""

import re
from collections import Counter, defaultdict
from dataclasses import dataclass

from sidebyside import locate, prose, wording
from sidebyside.index import Place, index_of

_BLOCK = 60  # words; passages are ranked in blocks of two
_AROUND = 8
_MOST = 200
_QUERY = 200  # words of a query that are looked for


@dataclass(frozen=True)
class Line:
    """A line of a concordance: the words found with what stands before and behind them."""

    before: str
    found: str
    behind: str
    place: Place


@dataclass(frozen=True)
class Ranked:
    """A passage, its score, and which of the words looked for stand in it."""

    passage: str
    score: float
    words: tuple[str, ...]
    place: Place


@dataclass(frozen=True)
class Filter:
    """Whose words, in which work, from which years: None lets everything through.

    ``author`` is compared word by word, and a part of a name is enough; ``years`` is (first, last), either may be None.
    """

    author: str | None = None
    work_id: str | None = None
    years: tuple[int | None, int | None] = (None, None)

    def passes(self, place):
        """Whether a place is let through; a place without a date is not where years are asked for."""
        if self.work_id and place.work_id != self.work_id:
            return False
        wanted = set(wording.keys(locate.fold(self.author or "").words))
        said_by = place.author or place.quoted_by or ""
        if not wanted <= set(wording.keys(locate.fold(said_by).words)):
            return False
        first, last = self.years
        if first is None and last is None:
            return True
        years = [int(year) for year in re.findall(r"(?<!\d)\d{4}(?!\d)", place.written or "")]
        return bool(years) and (first is None or years[-1] >= first) and (last is None or years[0] <= last)


def concordance(case, library, query, only=None, around=_AROUND, most=_MOST):
    """Every place where words stand one behind the other, each in its line.

    Parameters
    ----------
    case : model.Case
    library : library.Library
    query : str
        Words; no sign in it has a meaning of its own.
    only : Filter, optional
    around : int
        Words on either side.
    most : int
        Lines to return.

    Returns
    -------
    list of Line, int
        In the order of the texts; and how many there are in all.
    """
    index, only = index_of(case, library), only or Filter()
    keys = wording.keys(locate.fold(locate.clean(query)).words)
    if len(keys) > _QUERY:
        return [], 0
    found, is_all = [], only == Filter()
    places = index.runs(keys)
    for first in places:
        if is_all and len(found) >= most:
            break
        place = index.place(first, first + len(keys))
        if only.passes(place):
            found.append((first, place))
    lines = [_line(index, first, len(keys), place, max(0, min(around, 100))) for first, place in found[:most]]
    return lines, len(places) if is_all else len(found)


def _line(index, first, size, place, around):
    number = index.number(first)
    low, high = max(index.begins[number], first - around), min(index.begins[number + 1], first + size + around)
    text, start, stop = index.span(low, high)
    parts = text.content[start : place.start], text.content[place.start : place.end], text.content[place.end : stop]
    return Line(*(" ".join(part.split()) for part in parts), place)


def ranked(case, library, query, only=None, most=10):
    """The passages in which most of the words looked for stand, the rarest counting most.

    Parameters
    ----------
    case : model.Case
    library : library.Library
    query : str
    only : Filter, optional
    most : int

    Returns
    -------
    list of Ranked
        Best first.
    """
    index, only = index_of(case, library), only or Filter()
    wanted = list(dict.fromkeys(wording.keys(locate.fold(locate.clean(query)).words)))
    wanted = [word for word in wanted[:_QUERY] if word in index.places]
    blocks = defaultdict(Counter)
    for word in wanted:
        for at in index.places[word]:
            blocks[at // _BLOCK][word] += 1
    scored = []
    for block, counted in blocks.items():
        both = counted + blocks[block + 1] if block + 1 in blocks else counted
        # a second and third time count less and less, as in the usual ranking by frequency
        scored.append((sum(index.bits(word) * times * 2.2 / (times + 1.2) for word, times in both.items()), block))
    found, taken = [], set()
    for score, block in sorted(scored, key=lambda one: (-one[0], one[1])):
        if len(found) >= most:
            break
        if taken.isdisjoint((block - 1, block, block + 1)):
            one = _ranked(index, block, score, set(wanted))
            if only.passes(one.place):
                taken.add(block)
                found.append(one)
    return found


def _ranked(index, block, score, wanted):
    """From the first word looked for to the last in a block and the next, with a little around, inside one text."""
    low = block * _BLOCK
    hits = [at for at in range(low, min(low + 2 * _BLOCK, len(index.words))) if index.words[at] in wanted]
    number = index.number(hits[0])
    hits = [at for at in hits if at < index.begins[number + 1]]
    first = max(index.begins[number], hits[0] - _AROUND)
    end = min(index.begins[number + 1], hits[-1] + 1 + _AROUND)
    words = tuple(dict.fromkeys(index.words[at] for at in hits))
    return Ranked(prose.shown(index.piece(first, end)), round(score, 3), words, index.place(first, end))
