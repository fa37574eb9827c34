"""Words, and where they stand in a text.

A text is folded into a stream of words: lower case, without punctuation, quotation marks,
italics marks or line breaks. A hyphen inside a word is dropped, with the line break that may
follow it, so that a word divided at the end of a line equals the same word undivided.
All offsets are 0-based, half-open, in code points of the NFC text.
"""

import hashlib
import re
import unicodedata
from bisect import bisect_left
from dataclasses import dataclass
from itertools import accumulate
from urllib.parse import quote

# A dash between spaces, or doubled, is punctuation; a single hyphen between letters is not.
# A mark that NFC leaves by itself, as the stress on a Russian vowel, belongs to its letter.
_LETTERS = r"[^\W_]+(?:[\u0300-\u036f]+[^\W_]*)*"
_UNSEEN = r"[\u200b-\u200d\u2060\ufeff]"  # where a web page lets a line break, or forbids it
_HYPHEN = rf"{_UNSEEN}*[-‐‑\u00ad]{_UNSEEN}*"
_WORD = re.compile(rf"({_LETTERS}(?:(?:['’ʼ]|{_HYPHEN}[^\S\n]*\n\s*|{_HYPHEN}|{_UNSEEN}+){_LETTERS})*)")
_DROPPED = re.compile(r"[-‐‑\u00ad][\s\u200b-\u200d\u2060\ufeff]*|['’ʼ\u200b-\u200d\u2060\ufeff]")
# In brackets or raised. A mark printed as a plain figure behind a word stays: no rule tells it from a number,
# and hashes on record count it where the text we read has it.
_NOTE_MARK = re.compile(r"\[\d{1,3}\]|[⁰¹²³⁴-⁹]+")
# No letter of any language has ten marks; sorting thousands of them on one letter takes minutes.
_MARK = r"[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]"
_STACKED = re.compile(f"({_MARK}{{10}}){_MARK}+")
LONGEST = 4000


@dataclass(frozen=True)
class Folded:
    """A text as a stream of words; ``starts`` and ``ends`` are the offsets of each word."""

    words: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]


@dataclass(frozen=True)
class Span:
    """A passage: offsets in the text, and the range of its words in the stream."""

    start: int
    end: int
    first_word: int
    end_word: int


def fold(text):
    """The word stream of a text.

    Parameters
    ----------
    text : str
        Any text; offsets count code points of its NFC form.

    Returns
    -------
    Folded

    Examples
    --------
    >>> fold("The “Czecho-\\nSlovaks”, it’s _said_.[1]").words
    ('the', 'czechoslovaks', 'its', 'said')
    """
    text = unicodedata.normalize("NFC", text)
    # Footnote marks are blanked, not removed: offsets must go on counting the text as it is.
    if "[" in text or not text.isascii():
        text = _NOTE_MARK.sub(lambda mark: " " * len(mark.group()), text)
    # What stands between words and the words by turns: for a book twice as quick as a match for each word.
    parts = _WORD.split(text)
    ends = tuple(accumulate(map(len, parts)))
    known = {word: _folded_word(word) for word in set(parts[1::2])}
    return Folded(tuple(map(known.__getitem__, parts[1::2])), ends[:-1:2], ends[1::2])


def _folded_word(word):
    if word.isascii() and word.isalpha():  # nearly every word of an English book
        return word.lower()
    return unicodedata.normalize("NFC", _DROPPED.sub("", word).casefold())


def nfc(text):
    """A text as offsets count it."""
    return unicodedata.normalize("NFC", text)


def clean(text):
    """What somebody typed or pasted as a text that can be folded, in NFC: no half characters, no towers of marks.

    >>> clean("cafe\\u0301 \\ud800")
    'café ?'
    """
    # Offsets of words count the NFC form, and some systems copy letter and mark apart.
    return nfc(_STACKED.sub(r"\1", text.encode("utf-8", "replace").decode("utf-8")))


def word_count(text):
    """How many words a text has.

    Examples
    --------
    >>> word_count("no more - and no less")
    5
    """
    return len(fold(text).words)


def words_sha256(words):
    """SHA-256 of folded words joined by single spaces, as 64 hexadecimal digits."""
    return hashlib.sha256(" ".join(words).encode("utf-8")).hexdigest()


def text_sha256(text):
    """`words_sha256` of a text's own words."""
    return words_sha256(fold(text).words)


def spans(folded, first_words, last_words, longest=LONGEST):
    """Every passage that begins and ends with these words.

    Parameters
    ----------
    folded : Folded
        The text.
    first_words, last_words : str
        Compared after folding. Each beginning is taken with the nearest ending behind it.
    longest : int
        The most words a passage may have.

    Returns
    -------
    list of Span
        In the order of the text; empty when the words do not stand there.

    Examples
    --------
    >>> [(s.start, s.end) for s in spans(fold("One two, three. One two four."), "one", "two")]
    [(0, 7), (16, 23)]
    """
    first, last = fold(first_words).words, fold(last_words).words
    if not first or not last:
        return []
    endings = [at + len(last) for at in _places(folded.words, last)]
    found = []
    for begin in _places(folded.words, first):
        nearest = bisect_left(endings, begin + max(len(first), len(last)))
        if nearest < len(endings) and endings[nearest] - begin <= longest:
            end = endings[nearest]
            found.append(Span(folded.starts[begin], folded.ends[end - 1], begin, end))
    return found


def _places(words, wanted):
    """Where a run of words begins in the stream."""
    size = len(wanted)
    return [at for at, word in enumerate(words) if word == wanted[0] and words[at : at + size] == wanted]


def span_sha256(folded, span):
    """The hash on record for a passage: of its folded words, first to last."""
    return words_sha256(folded.words[span.first_word : span.end_word])


def signature(words):
    """Two hexadecimal digits a folded word, the first byte of its SHA-256: enough to compare, too little to read.

    Examples
    --------
    >>> signature(("the", "lamp"))
    'b9c9'
    """
    return "".join(hashlib.sha256(word.encode("utf-8")).hexdigest()[:2] for word in words)


def deep_link(url, first_words, last_words):
    """The address of a page opened at a passage, by a text fragment.

    Parameters
    ----------
    url : str
        The page, without a fragment of its own or with one, which is kept; a text directive in it is not.
    first_words, last_words : str
        As printed on the page, since a browser compares them letter by letter (case aside). Where both
        are the same the passage is these words alone: a browser would look for the end behind them.

    Returns
    -------
    str
        The dash, comma and ampersand, which part a text directive, are encoded.

    Examples
    --------
    >>> deep_link("https://example.org/a", "White-Guard armies", "roads, bridges")
    'https://example.org/a#:~:text=White%2DGuard%20armies,roads%2C%20bridges'
    """
    page, _, fragment = url.partition("#")
    ends = dict.fromkeys((first_words, last_words))
    directive = ",".join(quote(part, safe="").replace("-", "%2D") for part in ends)
    return f"{page}#{fragment.partition(':~:')[0]}:~:text={directive}"
