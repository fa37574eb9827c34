"""One question about method for a learner who leaves a step: no score, no verdict, no opinion on the claim.

Pure: from what a learner thought (`Thinking`) to questions. Silence is preferred: a question in the wrong
place costs more than one that is not asked.

thinking   the claim, the passages and the verdicts as plain data
answered   what a learner thought, from the answers of a desk
asked      every word of the questions
cues       the English words the rules listen for
text       a learner's text made comparable
naming     which passages a text speaks of
weighing   rules about single passages (FB1, FB2)
judging    rules about the verdict (FB3, FB4, FB5)
wording    rules about words, at any step (FB6, FB7)
second     rules about the second verdict (FB8, FB9)
"""

from sidebyside.feedback.answered import NOT_APPLICABLE, dismissed_in, thinking_of
from sidebyside.feedback.judging import against_own_count, dates_left_out, one_source_only
from sidebyside.feedback.second import change_without_cause, kept_without_cause
from sidebyside.feedback.text import text_of
from sidebyside.feedback.thinking import Question, Reading, Thinking, thinking_from
from sidebyside.feedback.weighing import certain_without_reason, same_reason_twice
from sidebyside.feedback.wording import absolute_words, screen_judged_from_a_book

__all__ = [
    "NOT_APPLICABLE",
    "RULES",
    "STEPS",
    "Question",
    "Reading",
    "Thinking",
    "dismissal_key",
    "dismissed_in",
    "questions",
    "thinking_from",
    "thinking_of",
]

STEPS = ("weigh", "judge", "corroborate", "second")
ANY = "any"
# The most useful first: a question about the wrong matter, then those about the verdict, then those about single words.
RULES = {
    "FB6": (ANY, screen_judged_from_a_book),
    "FB8": (("second",), change_without_cause),
    "FB9": (("second",), kept_without_cause),
    "FB5": (("judge",), against_own_count),
    "FB3": (("judge",), one_source_only),
    "FB4": (("judge", "corroborate"), dates_left_out),
    "FB1": (("weigh",), certain_without_reason),
    "FB2": (("weigh",), same_reason_twice),
    "FB7": (ANY, absolute_words),
}


def questions(thinking, step=None, dismissed=frozenset()):
    """What could be asked, the most useful first.

    Parameters
    ----------
    thinking : Thinking
    step : str or None
        One of `STEPS`: only what may be asked there, about what was written up to there. None: everything.
    dismissed : collection of str
        Keys as `dismissal_key` makes them, of this claim or of several.

    Returns
    -------
    list of Question
    """
    texts = _Texts()
    fields = _fields(thinking, step)
    asked = []
    for steps, ask in RULES.values():
        if steps == ANY:
            asked += ask(thinking, texts, fields)
        elif step is None or step in steps:
            asked += ask(thinking, texts)
    return [question for question in asked if not _is_dismissed(question, thinking.claim_id, dismissed)]


def dismissal_key(rule, claim_id, excerpt_id=None):
    """The key under which a journal keeps that a question does not apply.

    Examples
    --------
    >>> dismissal_key("FB3", "K15"), dismissal_key("FB1", "K15", "B1")
    ('FB3:K15', 'FB1:K15:B1')
    """
    return ":".join(filter(None, (rule, claim_id, excerpt_id)))


def _is_dismissed(question, claim_id, dismissed):
    """A thinking that does not say of which claim it is takes every dismissal for its own."""
    if claim_id:
        return dismissal_key(question.rule, claim_id, question.excerpt_id) in dismissed
    rule, excerpt_id = question.rule, question.excerpt_id
    parts = (key.split(":") for key in dismissed)
    return any(part[0] == rule and part[2:] == ([excerpt_id] if excerpt_id else []) for part in parts)


def _fields(thinking, step):
    """What was written up to a step, as (excerpt_id or None, text), the step's own first."""
    by_step = {
        "weigh": [(reading.excerpt_id, reading.reason) for reading in thinking.readings],
        "judge": [(None, thinking.verdict_reason)],
        "corroborate": [(None, thinking.corroboration)],
        "second": [(None, thinking.second_reason)],
    }
    until = len(STEPS) if step is None else STEPS.index(step) + 1 if step in STEPS else 0
    return [field for name in reversed(STEPS[:until]) for field in by_step[name]]


class _Texts(dict):
    """The texts of one call, each made comparable once."""

    def __missing__(self, given):
        self[given] = text_of(given)
        return self[given]
