"""A learner's text made comparable: one spelling, quotations apart, sentences; and whether it can be judged at all.

Nobody is asked anything about a text that is too long or mostly in another language: we would not understand it.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property

from sidebyside.feedback import cues

LONGEST = 4000  # characters; a paragraph has a thousand
_FEWEST = 4  # words below which a share says nothing
_KNOWN = 0.3  # share of common English words below which a text is taken to be in another language

_QUOTED = re.compile(
    r"“[^“”]{0,600}”|„[^„“”]{0,600}[“”]|«[^«»]{0,600}»|\"[^\"]{0,600}\"|(?<!\w)[‘'](?=\S)[^‘’'\n]{1,200}(?:['’](?=\w)[^‘’'\n]{0,200}){0,9}['’](?!\w)"
)
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_SENTENCE = re.compile(r"[^.!?;\n]+[.!?;\n]*")
_CONTRACTED = tuple(
    (re.compile(pattern), plain)
    for pattern, plain in (
        (r"\b(?:can't|cant|cannot)\b", "can not"),
        (r"\bwon't\b", "will not"),
        (r"\b(do|does|did|is|are|was|were|has|have|had|could|would|should)n'?t\b", r"\1 not"),
        (r"\b(it|that|he|she|there|what|here|who)'s\b", r"\1 is"),
        (r"\b(?:i'm|im)\b", "i am"),
        (r"\b(i|you|we|they)'(?:ve|d)\b", r"\1 have"),
        (r"\b(we|they|you)'re\b", r"\1 are"),
        (r"\b(\w+)'ll\b", r"\1 will"),
    )
)
_SUFFIX = re.compile(r"(?<=\w{3})(?:ing|ies|ied|ed|es|s|e|y)\Z")


@dataclass(frozen=True)
class Text:
    """A text of a learner; ``whole`` with its quotations, ``own`` with a pair of empty marks in place of each."""

    whole: str
    own: str
    is_long: bool = False

    @cached_property
    def words(self):
        """The learner's own words."""
        return tuple(_WORD.findall(self.own))

    @cached_property
    def stems(self):
        """What the words are about: their stems, without function words."""
        return frozenset(stem(word) for word in self.words if word not in cues.FUNCTION)

    @cached_property
    def sentences(self):
        """The sentences of ``own``, with their closing marks."""
        return tuple(part.strip() for part in _SENTENCE.findall(self.own) if part.strip())

    @cached_property
    def is_empty(self):
        """Whether there is no word in it, a quoted one included."""
        return not self.is_long and not _WORD.search(self.whole)

    @cached_property
    def is_understood(self):
        """Whether it can be judged: not too long, and English as far as one can tell."""
        if self.is_long:
            return False
        known = sum(word in cues.ENGLISH or word.isdigit() for word in self.words)
        if len(self.words) < _FEWEST:
            return known > 0 or self.is_empty
        return known / len(self.words) >= _KNOWN

    def has(self, pattern):
        """Whether a pattern stands in the learner's own words."""
        return pattern.search(self.own) is not None


def text_of(given):
    """A learner's text, made comparable.

    Parameters
    ----------
    given : str
        Anything a page can send, halves of emoji included.

    Returns
    -------
    Text

    Examples
    --------
    >>> text_of("It’s “not”  so.").own
    'it is “” so.'
    """
    whole = unicodedata.normalize("NFKC", given).casefold() if len(given) <= LONGEST else ""
    if len(given) > LONGEST or len(whole) > LONGEST:  # one letter can become eighteen
        return Text("", "", is_long=True)
    return Text(_plain(whole), _plain(_QUOTED.sub(" “” ", whole)))


def _plain(text):
    text = text.replace("’", "'").replace("ʼ", "'")
    for pattern, plain in _CONTRACTED:
        text = pattern.sub(plain, text)
    return re.sub(r"[^\S\n]+", " ", text).strip()


def stem(word):
    """A word without the endings that make it look different, roughly.

    Examples
    --------
    >>> stem("punishes"), stem("punished"), stem("lies")
    ('punish', 'punish', 'lie')
    """
    return _SUFFIX.sub("", word.removesuffix("'s"))


def remainder(text, phrases, hollow):
    """What of a text is left when the phrases and words that give no reason are taken out, as a tuple of words."""
    own = phrases.sub(" ", text.own)
    return tuple(word for word in _WORD.findall(own) if word not in hollow)
