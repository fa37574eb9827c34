"""Two texts laid side by side: which words stand in both, and in which order.

`difflib` aligns well and needs nothing installed, but its time grows with the product of both lengths. So the words
that stand once in each text are laid first, and it is asked only about what lies between them.
"""

from bisect import bisect_left
from dataclasses import dataclass
from difflib import SequenceMatcher

from sidebyside import locate, wording

_SMALL = 40_000  # pairs of words that are left to difflib at once
_SIZES = (4, 2, 1)  # runs of words looked for, longest first


@dataclass(frozen=True)
class Segment:
    """A piece of both texts: ``kind``, its offsets in each, and in which ways the same words differ in form.

    The kinds are "same", "form" (the same words; see ``ways``), "divided" (the same letters, parted into words
    differently), "changed", "left" and "right" (words that stand in one text alone).
    """

    kind: str
    left: tuple[int, int]
    right: tuple[int, int]
    ways: tuple[str, ...] = ()


@dataclass(frozen=True)
class Comparison:
    """Two texts in NFC and the segments that cover both from end to end."""

    left: str
    right: str
    segments: tuple[Segment, ...]

    @property
    def share(self):
        """How many of the words of both texts have their like in the other, from 0 to 1; two texts without words agree."""
        counted = [0, 0]
        for segment in self.segments:
            size = sum(locate.word_count(text[slice(*span)]) for text, span in self.pieces(segment))
            counted[segment.kind in ("same", "form", "divided")] += size
        return counted[1] / sum(counted) if any(counted) else 1.0

    def pieces(self, segment):
        """Both texts, each with the offsets of a segment in it."""
        return (self.left, segment.left), (self.right, segment.right)


def compared(left, right):
    """Two texts as aligned segments of words.

    Parameters
    ----------
    left, right : str
        Offsets in the result count code points of their NFC forms, which it holds.

    Returns
    -------
    Comparison

    Examples
    --------
    >>> two = compared("The lamp was lit.", "The old lamp was out.")
    >>> [(one.kind, two.left[slice(*one.left)], two.right[slice(*one.right)]) for one in two.segments]
    [('same', 'The ', 'The '), ('right', '', 'old '), ('same', 'lamp was ', 'lamp was '), ('changed', 'lit.', 'out.')]
    """
    left, right = (_Words(text) for text in (left, right))
    found = []
    for kind, one, other in spans(left.keys, right.keys):
        if kind in ("same", "divided"):
            found += _in_form(kind, left, right, one, other)
        else:
            found.append(Segment(kind, left.offsets(*one), right.offsets(*other)))
    if not found:
        ways = wording.ways(left.text, right.text)
        found = [Segment("form" if ways else "same", (0, len(left.text)), (0, len(right.text)), ways)]
    return Comparison(left.text, right.text, tuple(_together(found)))


class _Words:
    """A text cut into words, each with what stands behind it, the first also with what stands before."""

    def __init__(self, text):
        folded = locate.fold(text)
        self.text = locate.nfc(text)
        self.keys = wording.keys(folded.words)
        self._cuts = (0, *folded.starts[1:], len(self.text)) if folded.words else (0, len(self.text))

    def offsets(self, first, end):
        """From the beginning of one word to that of another; before a text's first word nothing is left over."""
        if not self.keys:
            return (0, len(self.text)) if first == 0 else (len(self.text),) * 2
        return self._cuts[first], self._cuts[end]

    def piece(self, first, end):
        return self.text[slice(*self.offsets(first, end))]


def _in_form(kind, left, right, one, other):
    """Segments of words that are the same, parted where they begin or cease to differ in form."""
    if kind == "divided":
        is_same = wording.joined(left.piece(*one).strip(), right.piece(*other).strip())
        yield Segment("same" if is_same else "divided", left.offsets(*one), right.offsets(*other))
        return
    for at, to in zip(range(*one), range(*other), strict=True):
        ways = wording.ways(left.piece(at, at + 1), right.piece(to, to + 1))
        yield Segment("form" if ways else "same", left.offsets(at, at + 1), right.offsets(to, to + 1), ways)


def _together(segments):
    """Neighbours of the same kind as one."""
    kept = []
    for segment in segments:
        last = kept[-1] if kept else None
        if last and (last.kind, last.ways) == (segment.kind, segment.ways):
            kept[-1] = Segment(last.kind, (last.left[0], segment.left[1]), (last.right[0], segment.right[1]), last.ways)
        else:
            kept.append(segment)
    return kept


def spans(first, second, pairs=None):
    """Two sequences of words as runs that cover both.

    Parameters
    ----------
    first, second : list of str
        As `wording.keys` makes them.
    pairs : list of (int, int), optional
        The words that agree, in order, where that is known already.

    Returns
    -------
    list of (str, (int, int), (int, int))
        "same", "divided", "changed", "left" or "right", with the words of each text from first to behind the last.
    """
    found, at, to = [], 0, 0
    for one, other in [*(matching(first, second) if pairs is None else pairs), (len(first), len(second))]:
        found += _gap(first, second, (at, one), (to, other))
        if one < len(first):
            found.append(("same", (one, one + 1), (other, other + 1)))
        at, to = one + 1, other + 1
    joined = []
    for kind, one, other in found:
        if joined and kind == joined[-1][0] == "same":
            joined[-1] = (kind, (joined[-1][1][0], one[1]), (joined[-1][2][0], other[1]))
        else:
            joined.append((kind, one, other))
    return joined


def _gap(first, second, one, other):
    """What stands between words that agree: words divided differently at either end, and the rest."""
    (a, b), (c, d) = one, other
    if a == b or c == d:
        return [("left", one, other)] if a < b else [("right", one, other)] if c < d else []
    front = _divided(first[a:b], second[c:d])
    back = _divided([w[::-1] for w in first[a + front[0] : b]][::-1], [w[::-1] for w in second[c + front[1] : d]][::-1])
    found = [("divided", (a, a + front[0]), (c, c + front[1]))] if all(front) else []
    if a + front[0] < b - back[0] or c + front[1] < d - back[1]:
        rest = (a + front[0], b - back[0]), (c + front[1], d - back[1])
        kind = "right" if rest[0][0] == rest[0][1] else "left" if rest[1][0] == rest[1][1] else "changed"
        found.append((kind, *rest))
    return found + ([("divided", (b - back[0], b), (d - back[1], d))] if all(back) else [])


def _divided(first, second):
    """How many words of each make up the same letters from the beginning on: the most of them."""
    best, one, other, at, to = (0, 0), "", "", 0, 0
    while one.startswith(other) or other.startswith(one):
        if len(one) <= len(other):
            if at == len(first):
                break
            one, at = one + first[at], at + 1
        elif to == len(second):
            break
        else:
            other, to = other + second[to], to + 1
        if one == other:
            best = at, to
    return best


def matching(first, second):
    """Words that agree, in order.

    Parameters
    ----------
    first, second : list of str

    Returns
    -------
    list of (int, int)
        Rising in both.
    """
    pairs, left = [], [(0, len(first), 0, len(second))]
    while left:
        a, b, c, d = left.pop()
        while a < b and c < d and first[a] == second[c]:
            pairs.append((a, c))
            a, c = a + 1, c + 1
        while a < b and c < d and first[b - 1] == second[d - 1]:
            b, d = b - 1, d - 1
            pairs.append((b, d))
        if a == b or c == d:
            continue
        if (b - a) * (d - c) <= _SMALL:
            blocks = SequenceMatcher(None, first[a:b], second[c:d], False).get_matching_blocks()
            pairs += [(a + one + step, c + other + step) for one, other, size in blocks for step in range(size)]
            continue
        laid = _laid_once(first, second, (a, b), (c, d))
        for (one, other), (end, ending) in zip([(a - 1, c - 1), *laid], [*laid, (b, d)], strict=True) if laid else ():
            left.append((one + 1, end, other + 1, ending))
        pairs += laid
    return sorted(pairs)


def _laid_once(first, second, one, other):
    """The words of a run that stands once in each, in the longest order that both have."""
    for size in _SIZES:
        places = [_once(first, *one, size), _once(second, *other, size)]
        shared = sorted((at, places[1][run]) for run, at in places[0].items() if run in places[1])
        if shared:
            return _rising(shared)
    return []


def _once(words, begin, end, size):
    counted = {}
    for at in range(begin, end - size + 1):
        run = tuple(words[at : at + size])
        counted[run] = None if run in counted else at
    return {run: at for run, at in counted.items() if at is not None}


def _rising(pairs):
    """The longest part of pairs in order in which the second numbers rise too."""
    ends, last, before = [], [], {}
    for number, (_, to) in enumerate(pairs):
        at = bisect_left(ends, to)
        ends[at : at + 1] = [to]
        last[at : at + 1] = [number]
        before[number] = last[at - 1] if at else None
    found, number = [], last[-1]
    while number is not None:
        found.append(pairs[number])
        number = before[number]
    return found[::-1]
