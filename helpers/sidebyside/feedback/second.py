"""Rules about the second verdict: changed by what, kept against what."""

from sidebyside.feedback import asked, cues
from sidebyside.feedback.naming import named_in
from sidebyside.feedback.text import remainder, stem, text_of
from sidebyside.feedback.thinking import Question

_LONG = 30  # words; whoever writes as much has said more than we can see
_FEW = 3


def change_without_cause(thinking, texts):
    """FB8: the second verdict is another, and nothing says by what it was changed."""
    text = texts[thinking.second_reason]
    if thinking.verdict and thinking.second and thinking.second != thinking.verdict and _says_no_cause(thinking, text, texts):
        yield Question("FB8", None, asked.QUESTIONS["FB8"])


def _says_no_cause(thinking, text, texts):
    if text.is_empty or _is_copy(text, texts[thinking.verdict_reason]) or _is_hollow(text):
        return True
    if not _is_judged(thinking, text) or text.has(cues.GROUND):
        return False
    return bool(cues.STILL_THINK.search(text.own)) and _says_the_claim(thinking, text)


def kept_without_cause(thinking, texts):
    """FB9: the second verdict is the first, and nothing says what failed to change it."""
    text = texts[thinking.second_reason]
    if thinking.verdict and thinking.second == thinking.verdict and _says_no_failure(thinking, text, texts):
        yield Question("FB9", None, asked.QUESTIONS["FB9"])


def _says_no_failure(thinking, text, texts):
    if text.is_empty or _is_copy(text, texts[thinking.verdict_reason]):
        return True
    if _is_hollow(text):
        return not text.has(cues.NO_NEWS)
    if not _is_judged(thinking, text) or cues.FAILED.search(cues.SECOND_PHRASES.sub(" ", text.own)):
        return False
    is_begun = cues.STILL_THINK.search(text.own) or cues.BARE_BECAUSE.search(text.own)
    return bool(is_begun) and _says_the_claim(thinking, text)


def _says_the_claim(thinking, text):
    """Whether a text only says the claim, or what was done, over again."""
    claim = text_of(thinking.history).stems
    plain = cues.FUNCTION | cues.EVENTS
    return all(word in plain or stem(word) in claim for word in remainder(text, cues.SECOND_PHRASES, cues.HOLLOW_SECOND))


def _is_hollow(text):
    """Whether a text only says over again that a verdict was changed, or kept."""
    return text.is_understood and "“”" not in text.own and not remainder(text, cues.SECOND_PHRASES, cues.HOLLOW_SECOND)


def _is_judged(thinking, text):
    """Whether a text can be judged and names nothing that could be a cause."""
    names_something = "“”" in text.own or any(word.isdigit() for word in text.words)
    is_short = text.is_understood and len(text.words) <= _LONG
    return is_short and not names_something and not named_in(text, thinking.readings).is_anything


def _is_copy(text, other):
    return len(text.words) >= _FEW and text.words == other.words
