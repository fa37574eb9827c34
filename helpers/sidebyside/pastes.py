"""A passage pasted by a learner, judged by what is on record of it: its ends, its hash, a byte for each word.

The work is bounded whatever is pasted: what is too long is not looked at, and of the rest only the part
that lies best is compared word by word.
"""

import html
import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from difflib import SequenceMatcher

from sidebyside import locate, prose

LONGEST = 400_000  # characters; a long chapter has a quarter of it
# Of 800 pairs of unlike passages from six books (20 to 392 words) none agreed in more than a quarter of its words,
# by single bytes or by the words themselves. Four in five leaves room for another printing, a slip, a lost clause.
NEAR = 0.8
_LISTED = 12
_TRIED = 200  # passages with the right ends whose hash is looked at
_CYRILLIC = frozenset(("ru", "uk", "be", "bg", "sr", "mk"))
_LATIN = frozenset(("en", "de", "fr", "es", "it", "pl", "pt", "nl", "sv", "cs", "da", "fi", "nb", "tr"))
_TAG = re.compile(r"<(/?)([a-zA-Z][\w:-]{0,30})\b[^<>]{0,2000}>|<!--|-->|<![^<>]{0,500}>")
_IS_MARKED = re.compile(r"</[a-zA-Z]|<(?:p|br|div|span|script|html)\b", re.IGNORECASE)
_INLINE = frozenset(("a", "b", "i", "em", "strong", "span", "small", "u", "font", "cite", "q", "sub", "sup", "wbr"))
_NOTE = re.compile(r"(?<=[^\W\d_]{3})\d{1,3}(?!\w)|(?<=[^\W\d_][.,;:!?”»\"’)])\d{1,3}(?!\w)")
GRADES = ("same", "near", "begins-and-ends", "too-short", "not-it", "other-language", "too-long", "empty")


@dataclass(frozen=True)
class Judged:
    """How a paste stands: its grade, the passage in it, which of its words differ, and how many agree of how many."""

    grade: str
    passage: str = ""
    differs: tuple[str, ...] = ()
    agree: int | None = None
    of: int | None = None


@dataclass(frozen=True)
class _Window:
    """A run of words of the paste laid beside the passage: which of its words agree."""

    start: int
    end: int
    agreeing: frozenset[int]

    def share(self, of):
        return len(self.agreeing) / max(of, self.end - self.start, 1)


def judged(text, locator, language, known=None):
    """How a pasted text stands to a locator.

    Parameters
    ----------
    text : str
        May hold more than the passage, and markup.
    locator : model.Locator
    language : str
        Of its edition. BCP 47.
    known : tuple of str, optional
        The folded words of the passage, where its text is on this machine.

    Returns
    -------
    Judged
        The grade is one of `GRADES`, the best that holds.
    """
    if len(text) > LONGEST:
        return Judged("too-long")
    text = locate.clean(without_markup(text))
    best = Judged("empty")
    for reading in dict.fromkeys((text, _NOTE.sub(lambda mark: " " * len(mark.group()), text))):
        folded = locate.fold(reading)
        if folded.words:
            found = _graded(text, folded, locator, known)
            best = min(best, found, key=lambda one: GRADES.index(one.grade))
    if best.grade in ("too-short", "not-it") and _is_other_script(text, language):
        return Judged("other-language")
    return best


def _graded(text, folded, locator, known):
    marks, own = _marks(locator, known, folded.words)
    found = locate.spans(folded, locator.first_words, locator.last_words)
    for span in found[:_TRIED]:
        if locator.sha256 and locate.span_sha256(folded, span) == locator.sha256:
            return Judged(
                "same", _passage(text, folded, span.first_word, span.end_word), (), len(marks) or None, len(marks) or None
            )
    if not marks:
        ends = [_passage(text, folded, span.first_word, span.end_word) for span in found]
        if ends:
            return Judged("begins-and-ends", ends[0])
        return Judged("too-short" if len(folded.words) < 5 else "not-it")
    found = sorted(found, key=lambda span: abs(span.end_word - span.first_word - len(marks)))
    begins = {span.first_word for span in found[:3]} | set(_beginnings(marks, own))
    windows = [_laid(marks, own, begin) for begin in sorted(begins)]
    window = max(windows, key=lambda one: one.share(len(marks)), default=_Window(0, 0, frozenset()))
    if window.share(len(marks)) >= NEAR:
        passage = _passage(text, folded, window.start, window.end)
        if locator.sha256 == locate.words_sha256(folded.words[window.start : window.end]):  # its last words stand in it twice
            return Judged("same", passage, (), len(marks), len(marks))
        return Judged("near", passage, _differing(text, folded, window), len(window.agreeing), len(marks))
    is_part = len(window.agreeing) >= 0.6 * len(own)
    is_short = len(own) < 0.7 * len(marks) and (is_part or len(own) < 5)
    return Judged("too-short" if is_short else "not-it", "", (), len(window.agreeing), len(marks))


def _marks(locator, known, words):
    """What is known of each word of the passage, and the same of each word pasted."""
    if known:
        return list(known), list(words)
    signed = locator.signature or ""
    own = locate.signature(words) if signed else ""
    return [signed[at : at + 2] for at in range(0, len(signed), 2)], [own[at : at + 2] for at in range(0, len(own), 2)]


def _beginnings(marks, own):
    """Where in the paste the passage may begin: where most pairs of neighbouring words would meet their like."""
    places = defaultdict(list)
    for at, pair in enumerate(zip(marks, marks[1:], strict=False)):
        places[pair].append(at)
    votes = Counter(at - place for at, pair in enumerate(zip(own, own[1:], strict=False)) for place in places.get(pair, ())[:50])
    return [max(0, begin) for begin, _ in votes.most_common(2)]


def _laid(marks, own, begin):
    """The passage laid beside the paste from about a word of it on."""
    slack = len(marks) // 4 + 3  # as many words more as NEAR would let pass
    low, high = max(0, begin - slack), min(len(own), begin + len(marks) + slack)
    pairs = _pairs(marks, own[low:high])
    if not pairs:
        return _Window(low, min(high, low + len(marks)), frozenset())
    first, last = pairs[0], pairs[-1]
    start = max(low, low + first[1] - first[0])  # words that differ at either end belong to it
    end = min(high, low + last[1] + len(marks) - last[0])
    return _Window(start, end, frozenset(low + at for _, at in pairs))


def _pairs(first, second):
    """Words of two texts that agree, in order: runs of two and more, then single words in the gaps."""
    blocks = SequenceMatcher(None, list(zip(first, first[1:], strict=False)), list(zip(second, second[1:], strict=False)), False)
    pairs, last = [], (-1, -1)
    for one, other, size in blocks.get_matching_blocks():
        pairs += _gap(first, second, last, (one, other) if size else (len(first), len(second)))
        for step in range(size + 1 if size else 0):
            if one + step > last[0] and other + step > last[1]:
                last = (one + step, other + step)
                pairs.append(last)
    return sorted(set(pairs))


def _gap(first, second, begin, end):
    one, other = first[begin[0] + 1 : end[0]], second[begin[1] + 1 : end[1]]
    if not one or not other or len(one) * len(other) > 250_000:
        return []
    blocks = SequenceMatcher(None, one, other, False).get_matching_blocks()
    return [(begin[0] + 1 + a + step, begin[1] + 1 + b + step) for a, b, size in blocks for step in range(size)]


def _differing(text, folded, window):
    """The words pasted that do not agree, neighbours together, as they were pasted."""
    found, run = [], []
    for at in range(window.start, window.end + 1):
        if at < window.end and at not in window.agreeing:
            run.append(at)
        elif run:
            found.append(prose.shown(text[folded.starts[run[0]] : folded.ends[run[-1]]])[:80])
            run = []
    return tuple(found[:_LISTED])


def _passage(text, folded, first, end):
    start, stop = prose.with_marks(text, folded.starts[first], folded.ends[end - 1])
    return prose.shown(text[start:stop])


def without_markup(text):
    """A paste of a page's source as its text; scripts and styles are dropped, and nothing is run."""
    if not _IS_MARKED.search(text):
        return text
    kept, last, until = [], 0, None
    for tag in _TAG.finditer(text):
        closing, name = tag.group(1), (tag.group(2) or tag.group()[:4]).lower()
        if until is None:
            kept.append(text[last : tag.start()] + ("" if name in _INLINE else "\n\n"))
            if not closing and name in ("script", "style", "<!--"):
                until = {"<!--": "-->"}.get(name, name)
        elif until == (name if closing else tag.group()):
            until = None
        last = tag.end()
    if until is None:
        kept.append(text[last:])
    return html.unescape("".join(kept))


def _is_other_script(text, language):
    """Whether most letters are not of the script the language is written in; only Cyrillic and Latin are told apart."""
    base = language.partition("-")[0]
    if base not in _CYRILLIC | _LATIN:
        return False
    cyrillic, latin = len(re.findall(r"[\u0400-\u04ff]", text)), len(re.findall(r"[a-zA-Z\u00c0-\u024f]", text))
    return latin > cyrillic if base in _CYRILLIC else cyrillic > latin
