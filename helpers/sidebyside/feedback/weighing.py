"""Rules about single passages: certainty without a reason, and one reason for two passages."""

import re

from sidebyside.feedback import asked, cues
from sidebyside.feedback.text import remainder, stem
from sidebyside.feedback.thinking import Question

_ABOUT_WITNESS = cues.any_of("""
wrote written writes write author he she him her his himself herself witness there saw biased? memoirs? book letter later years?
years_later side friend enemy comrade rival trust lies? liar honest remember\\w* old 1\\d\\d\\d
""")
_ABSENT = cues.any_of("""
not no nothing never none neither without silent missing absent does_not_\\w+ leaves_out another_topic different_topic
""")
_COMPARED = cues.any_of("one same again both also too like_the as_before as_above as_in see_above similar another alike")
# Words that tell no two reasons apart, and small ones that do.
_LIGHT = frozenset(
    map(
        stem,
        """eyewitness witness he she reliable trustworthy credible believe trust know knows knew true clear clearly say says said
        tell tells told show shows speak speaks passage text source author write writes wrote think claim""".split(),
    )
)
_TURNING = frozenset(
    "not no never by to from against for before after without only all some more less most each every if up down".split()
)
_ALIKE = 4  # letters two words have in common at their beginning, when one may be a misspelling of the other


def certain_without_reason(thinking, texts):
    """FB1: sure, or full of trust, and the reason is empty or only says so again."""
    for reading in thinking.readings:
        text = texts[reading.reason]
        is_sure, is_full = reading.confidence == "sure", reading.trust == "fully"
        # Words marked in the passage are a reason for what it does, not for trusting whoever wrote it.
        if not (is_full or (is_sure and not reading.relied)):
            continue
        if text.is_empty or (reading.bearing != "silent" and is_hollow(text, _names(reading))):
            phrase = asked.QUESTIONS["FB1"] if is_sure and not reading.relied else asked.QUESTIONS["FB1-trust"]
            yield Question("FB1", reading.excerpt_id, phrase.format(label=label_of(reading)))


def is_hollow(text, names=()):
    """Whether a text, though not empty, says nothing but certainty or the choice over again."""
    if text.is_long or text.has(cues.GROUNDED) or "“”" in text.own or not text.words:
        return False
    return not set(remainder(text, cues.HOLLOW_PHRASES, cues.HOLLOW)) - set(names)


def same_reason_twice(thinking, texts):
    """FB2: two passages with one reason that would do for any."""
    given = [(reading, texts[reading.reason]) for reading in thinking.weighed if not texts[reading.reason].is_empty]
    for at, (reading, text) in enumerate(given):
        for earlier, before in given[:at]:
            if _is_same(before, text) and not _holds_for_each(earlier, reading, text):
                question = asked.QUESTIONS["FB2"].format(first=label_of(earlier), label=label_of(reading))
                yield Question("FB2", reading.excerpt_id, question)
                break


def _is_same(one, other):
    if not (one.is_understood and other.is_understood) or one.is_long or other.is_long:
        return False
    if one.words == other.words and one.whole == other.whole:
        return True
    if "“”" in one.own or "“”" in other.own:
        return False
    if _turns(one) != _turns(other):
        return False
    mine, theirs = (text.stems - _LIGHT for text in (one, other))
    if not mine and not theirs:
        return bool(one.stems) and one.stems == other.stems
    return len(mine) == len(theirs) and all(_like(word, theirs) for word in mine) and all(_like(word, mine) for word in theirs)


def _turns(text):
    """Numbers and the small words that make one reason another."""
    return sorted(word for word in text.words if word.isdigit() or word in cues.NUMERALS or word in _TURNING)


def _like(word, others):
    long = [other for other in others if len(other) > _ALIKE]
    return word in others or (len(word) > _ALIKE and any(word[:_ALIKE] == other[:_ALIKE] for other in long))


def _holds_for_each(earlier, reading, text):
    """Whether the reason is one that each passage can have for itself, or one the two share because they are of one book."""
    if reading.bearing == earlier.bearing == "silent" or text.has(_ABSENT) or text.has(_COMPARED):
        return True
    is_one_book = reading.author == earlier.author and reading.written == earlier.written and reading.written
    return bool(is_one_book and text.has(_ABOUT_WITNESS))


def label_of(reading):
    """What a passage is called in a question."""
    return reading.label or reading.excerpt_id


def _names(reading):
    """The author's names: “X says so” is no more than “he says so”."""
    return [name.casefold() for name in re.findall(r"[^\W\d_]{3,}", reading.author)]
