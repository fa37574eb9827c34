"""Where the words of a quotation come from: the passages that account for most of it with the fewest leaps.

Runs of words that stand in the texts are found by the index and chained. A word weighs as much as its place tells
(in bits: one in a thousand words tells ten); a leap to another place costs what choosing a place costs, so that
parts are taken from elsewhere only where their words can hardly stand there by chance.
"""

import math
from bisect import bisect_right
from collections import Counter, defaultdict
from dataclasses import dataclass

from sidebyside import compare

LEAP = 150  # words left out at one place; beyond it parts do not follow each other
_MARGIN = 13.0  # bits that a leap costs besides choosing a place
_RARE, _RARE_BITS = 12, 8  # a word that stands so seldom, and tells so much, is looked for by itself
_LOOKED_AT, _MORE, _MOST = 8_000, 150, 120_000  # places at which words are tried: at least, more for each word, at most
_TIMES = 8  # that the same words are looked for, where a quotation says them again and again
_LONG, _SURE = 6, 45.0  # words and bits of a run whose words need not be looked for elsewhere
_FEWEST = 4  # words of a part, where there are several
_MATES = 30  # runs near a run that are tried as the one before it
_KEPT = 240  # runs that are chained
_EDGE = 3  # words at an end of a quotation that are laid on those printed there, though they differ


@dataclass(frozen=True)
class Run:
    """Words of a quotation that stand together: the first of them, its place in the stream, how many, their weight."""

    at: int
    place: int
    size: int
    bits: float


@dataclass(frozen=True)
class Part:
    """Words of a quotation and the passage they come from.

    ``quoted`` and ``found`` are first word and end, in the quotation and in the stream of the index; ``pieces`` lays
    one on the other as `compare.spans` does, counted from 0; ``bits`` is what the words in common
    weigh, less what it takes to go from one run of them to the next.
    """

    quoted: tuple[int, int]
    found: tuple[int, int]
    pieces: tuple
    bits: float

    @property
    def agreeing(self):
        """How many words of the quotation stand there, in order."""
        return sum(one[1] - one[0] for kind, one, _ in self.pieces if kind in ("same", "divided"))


def runs(index, keys):
    """Runs of a quotation's words that stand in the texts: the weightiest.

    Parameters
    ----------
    index : index.Index
    keys : list of str
        As `wording.keys` makes them.

    Returns
    -------
    list of Run
        By their place in the quotation.
    """
    counts = [len(index.places.get(word, ())) for word in keys]
    tried = [(min(pair), at, 2) for at, pair in enumerate(zip(counts, counts[1:], strict=False)) if all(pair)]
    rare = min(_RARE, len(index.words) >> _RARE_BITS)
    tried += [(count, at, 1) for at, count in enumerate(counts) if 0 < count <= rare]
    growing, settled, found = _Growing(index, keys), set(), []
    times = Counter()
    room = min(_LOOKED_AT + _MORE * len(keys), _MOST)
    for cost, at, size in sorted(tried):
        if at in settled and at + size - 1 in settled:
            continue
        words = (*keys[at : at + size], size)
        times[words] += 1
        if times[words] > _TIMES:
            continue
        room -= cost
        if room < 0:
            break
        for run in growing.runs(at, size, counts):
            found.append(run)
            if run.size >= _LONG and run.bits >= _SURE:
                settled.update(range(run.at, run.at + run.size))
    return _heaviest(found, _KEPT + len(keys) // 6)


class _Growing:
    """Runs grown to both sides from a word or two, each once."""

    def __init__(self, index, keys):
        self._index, self._keys = index, keys
        self._covered = {}  # difference of places in stream and quotation to the words covered there
        self._summed = [0.0]
        for word in keys:
            self._summed.append(self._summed[-1] + (index.bits(word) if word in index.places else 0.0))

    def runs(self, at, size, counts):
        """Those that hold a word of the quotation, and the next where the size is two."""
        words, keys = self._index.words, self._keys
        if size == 1:
            hits = self._index.places[keys[at]]
        elif counts[at] <= counts[at + 1]:
            other = keys[at + 1]
            hits = [hit for hit in self._index.places[keys[at]] if words[hit + 1 : hit + 2] == [other]]
        else:
            other = keys[at]
            hits = [hit - 1 for hit in self._index.places[keys[at + 1]] if words[hit - 1] == other and hit]
        for place in hits:
            if not any(first <= at < end for first, end in self._covered.get(place - at, ())):
                run = self._grown(at, place)
                if run.size >= size:
                    yield run

    def _grown(self, at, place):
        words, keys, shift = self._index.words, self._keys, place - at
        number = self._index.number(place)
        low, high = max(0, self._index.begins[number] - shift), min(len(keys), self._index.begins[number + 1] - shift)
        first, end = at, at + 1
        while first > low and words[shift + first - 1] == keys[first - 1]:
            first -= 1
        while end < high and words[shift + end] == keys[end]:
            end += 1
        self._covered.setdefault(shift, []).append((first, end))
        return Run(first, shift + first, end - first, self._summed[end] - self._summed[first])


def _heaviest(found, most):
    """The runs that are chained: the heaviest, and light ones near the very heaviest."""
    found.sort(key=lambda run: (-run.bits, run.place))
    near = {run.place // LEAP + step for run in found[:20] for step in (-1, 0, 1)}
    light = [run for run in found[most : most * 20] if run.place // LEAP in near]
    return sorted(found[:most] + light[:most], key=lambda run: (run.at, run.place))


def chain(index, found):
    """The runs that account for a quotation best.

    Parameters
    ----------
    index : index.Index
    found : list of Run
        By their place in the quotation.

    Returns
    -------
    list of list of Run
        For each passage its runs, in order; what overlaps is cut off the later run.
    """
    if not found:
        return []
    mates = _mates(index, found)
    leap = index.choice + _MARGIN
    best = []  # of each run: score, the run before, whether it leaps, how many words are cut off its beginning
    ended = []  # (end in the quotation, score, number), both ends and scores rising
    for number, run in enumerate(found):
        choice = (run.bits, None, True, 0)
        for before in mates[number]:
            choice = max(choice, _next(found[before], run, best[before][0], before), key=lambda one: one[0])
        behind = bisect_right(ended, (run.at, math.inf))
        for end, score, before in ended[max(0, behind - 1) : behind + _EDGE]:
            cut = max(0, end - run.at)
            if cut < run.size:
                gain = score + run.bits * (1 - cut / run.size) - leap
                if gain > choice[0]:
                    choice = gain, before, True, cut
        best.append(choice)
        _end(ended, (run.at + run.size, choice[0], number))
    number, parts = max(range(len(best)), key=lambda at: best[at][0]), [[]]
    while number is not None:
        run, (_, before, leaps, cut) = found[number], best[number]
        parts[0].insert(0, Run(run.at + cut, run.place + cut, run.size - cut, run.bits * (1 - cut / run.size)))
        if leaps and before is not None:
            parts.insert(0, [])
        number = before
    return parts


def _next(last, run, score, number):
    """What it gives to go on from one run to another near it."""
    cut = max(0, last.at + last.size - run.at, last.place + last.size - run.place)
    gap = run.place + cut - last.place - last.size
    if run.place <= last.place or cut >= run.size or gap > LEAP:
        return -math.inf, None, False, 0
    return score + run.bits * (1 - cut / run.size) - _cost(last, run, cut), number, False, cut


def _cost(last, run, cut=0):
    """Bits it takes to say how a passage goes on: by how many words it skips more than the quotation, and how many differ."""
    gap, skipped = run.place + cut - last.place - last.size, run.at + cut - last.at - last.size
    return 2 * math.log2(1 + abs(gap - skipped)) + 0.5 * min(gap, skipped)


def _mates(index, found):
    """For each run those before it in the quotation that stand near enough before it in the same text."""
    near = defaultdict(list)
    mates = []
    for number, run in enumerate(found):
        text, cell = index.number(run.place), run.place // LEAP
        mates.append([
            other
            for step in (cell - 1, cell)
            for other in near.get((text, step), ())[-_MATES:]
            if found[other].place < run.place
        ])  # fmt: skip
        for step in {(run.place + run.size) // LEAP, cell}:
            near[text, step].append(number)
    return mates


def _end(ended, one):
    """Enter a chain by where it ends, unless one that ends no later is as good; those that it is as good as go."""
    at = bisect_right(ended, (one[0], math.inf))
    if at and ended[at - 1][1] >= one[1]:
        return
    end = at
    while end < len(ended) and ended[end][1] <= one[1]:
        end += 1
    begin = at - 1 if at and ended[at - 1][0] == one[0] else at
    ended[begin:end] = [one]


def parts_of(index, keys):
    """The passages a quotation's words come from.

    Parameters
    ----------
    index : index.Index
    keys : list of str

    Returns
    -------
    list of Part
        In the order of the quotation; empty where no two of its words stand together anywhere.
    """
    chained = chain(index, runs(index, keys))
    large = [part for part in chained if sum(run.size for run in part) >= _FEWEST]
    chained, found = large or chained[:1], []
    for number, part in enumerate(chained):
        low = found[-1].quoted[1] if found else 0
        high = chained[number + 1][0].at if number + 1 < len(chained) else len(keys)
        found.append(_part(index, keys, part, low, high))
    return found


def _part(index, keys, part, low, high):
    pairs = []
    for last, run in zip([None, *part], part, strict=False):
        if last:
            pairs += _between(index, keys, (last.at + last.size, run.at), (last.place + last.size, run.place))
        pairs += [(run.at + step, run.place + step) for step in range(run.size)]
    number = index.number(part[0].place)
    pairs = _edge(index, keys, pairs, low, index.begins[number], -1) + pairs
    pairs += _edge(index, keys, pairs, high - 1, index.begins[number + 1] - 1, 1)
    quoted = _widened(index, keys, pairs, low, high)
    first, end = quoted[1]
    begin, stop = quoted[0]
    inside = [(at - begin, place - first) for at, place in pairs]
    pieces = tuple(compare.spans(keys[begin:stop], index.words[first:end], inside))
    weight = sum(run.bits for run in part) - sum(_cost(last, run) for last, run in zip(part, part[1:], strict=False))
    return Part((begin, stop), (first, end), pieces, weight)


def _between(index, keys, one, other):
    pairs = compare.matching(keys[slice(*one)], index.words[slice(*other)])
    return [(one[0] + at, other[0] + to) for at, to in pairs]


def _edge(index, keys, pairs, limit, border, step):
    """Single words at an end that stand a little farther on: what a changed or lost word cut off from the run beside it."""
    at, place = pairs[0] if step < 0 else pairs[-1]
    found, missed = [], 0
    while at != limit and missed < _EDGE:
        at += step
        ahead = range(place + step, place + step * (_EDGE + 1), step)
        beside = next((to for to in ahead if (to - border) * step <= 0 and index.words[to] == keys[at]), None)
        if beside is not None and abs(beside - place) > 1 and _is_parted(index, *sorted((beside, place))):
            beside = None
        missed = missed + 1 if beside is None else 0
        if beside is not None:
            found.append((at, beside))
        place = place + step if beside is None else beside
    return sorted(found)


def _widened(index, keys, pairs, low, high):
    """Quotation and passage with a few words at either end that differ: what is printed there stands in their place."""
    (at, place), (last, ending) = pairs[0], pairs[-1]
    number = index.number(place)
    before = at - low if 0 < at - low <= _EDGE else 0
    behind = high - 1 - last if 0 < high - 1 - last <= _EDGE else 0
    if place - before < index.begins[number] or _is_parted(index, place - before, place):
        before = 0
    if ending + behind >= index.begins[number + 1] or _is_parted(index, ending, ending + behind):
        behind = 0
    return (low, high), (place - before, ending + behind + 1)


def _is_parted(index, first, last):
    """Whether a sentence or a paragraph ends between two words."""
    if first == last:
        return False
    text, start, stop = index.span(first, last + 1)
    piece = text.content[start:stop]
    return any(mark in piece for mark in (". ", ".\n", "! ", "? ", "!\n", "?\n", "\n\n", ".” ", '." '))
