"""In which ways two printings of the same words differ: capitals, marks, accents, what is not seen.

White space, line breaks and a hyphen at the end of a line are no difference. Nothing else is passed over.
"""

import re
import unicodedata
from functools import lru_cache
from itertools import combinations

_SPACE = re.compile(r"\s+")
_UNSEEN = re.compile("\u00ad\\s*|[\u200b-\u200d\u2060\ufeff]")  # where a line may be broken, or may not
_LINE_END = re.compile(r"(?<=\w)[-‐‑][^\S\n]*\n\s*(?=\w)")
_NOTE = re.compile(r"\[\d{1,3}\]|[⁰¹²³⁴-⁹]+")
_DASHES = re.compile(r"[-‐‑‒–—―−]+")
_QUOTES = re.compile(r"[\"“”„‟«»‹›'‘’‚‛ʼ`´]+")
_ELLIPSIS = re.compile(r"(?:\.\s?){3,}")
_BREVE = "\u0306"  # й is no accented и
_LONGEST = 2000  # of a piece: a word and what stands behind it


def key(word):
    """A folded word as it is looked for: without accents, ё as е.

    >>> key("rôle"), key("чёрный"), key("étoile")
    ('role', 'черный', 'etoile')
    """
    if word.isascii():
        return word
    apart = unicodedata.normalize("NFD", word)
    kept = (mark for mark in apart if not unicodedata.combining(mark) or mark == _BREVE)
    return unicodedata.normalize("NFC", "".join(kept))


def keys(words):
    """Folded words as they are looked for; a list."""
    if "".join(words).isascii():
        return list(words)
    changed = {word: key(word) for word in set(words) if not word.isascii()}
    return [changed.get(word, word) for word in words]


def _unaccented(piece):
    return unicodedata.normalize("NFC", "".join(map(key, unicodedata.normalize("NFC", piece))))


def _typographic(piece):
    piece = _ELLIPSIS.sub("…", piece)
    piece = _QUOTES.sub("'", _DASHES.sub("-", piece)).replace("_", "").replace("*", "")
    return unicodedata.normalize("NFKC", piece.replace("…", "\ue000")).replace("\ue000", "…")


def _unmarked(piece):
    return "".join(mark for mark in piece if mark.isalnum() or unicodedata.combining(mark))


def _seen(piece):
    return "".join(mark for mark in piece if unicodedata.category(mark) not in ("Cc", "Cf", "Cs", "Co"))


# in the order in which they are named; each makes the difference it is about disappear
_WAYS = {
    "hidden": _seen,
    "notes": lambda piece: _NOTE.sub("", piece),
    "case": str.casefold,
    "accents": _unaccented,
    "typography": _typographic,
    "punctuation": _unmarked,
}
WAYS = tuple(_WAYS)


@lru_cache(maxsize=4096)
def ways(left, right):
    """In which ways two pieces of text with the same words differ.

    Parameters
    ----------
    left, right : str

    Returns
    -------
    tuple of str
        The fewest of `WAYS` that account for the difference; empty where there is none.

    Examples
    --------
    >>> ways("The “revo-\\nlution”", 'the "revolution"'), ways("it  is", "it is"), ways("it is, and", "it is and")
    (('case', 'typography'), (), ('punctuation',))
    """
    if left == right:
        return ()
    lefts, rights = _readings(left[:_LONGEST]), _readings(right[:_LONGEST])
    for size in range(len(WAYS) + 1):
        for chosen in combinations(WAYS, size):
            if not _applied(lefts, chosen).isdisjoint(_applied(rights, chosen)):
                return chosen
    return ("punctuation",)


def _readings(piece):
    """A hyphen at the end of a line may belong to the word or to the line."""
    piece = _UNSEEN.sub("", piece)
    return {_SPACE.sub("", _LINE_END.sub(hyphen, piece)) for hyphen in ("", "-")}


def _applied(readings, chosen):
    for way in chosen:
        readings = {_WAYS[way](one) for one in readings}
    return set(readings)


def joined(left, right):
    """Whether pieces divided into words differently are the same but for a line end that was copied as a blank.

    >>> joined("revolution", "revolu- tion"), joined("today", "to day")
    (True, False)
    """
    left, right = (re.sub(r"(?<=\w)[-‐‑]\s+(?=\w)", "", _UNSEEN.sub("", one)) for one in (left, right))
    return left == right
