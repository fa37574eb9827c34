"""What a learner thought, taken from the answers of a desk. They come from outside: whatever is none is left out."""

from sidebyside import marks, words
from sidebyside.feedback.thinking import SCALES, Reading, Thinking

NOT_APPLICABLE = "does-not-apply"  # what is kept under the key of a question that was dismissed
_PREFIX = "FB"
_MOST_MARKED = 200  # marks of one passage that are looked at


def thinking_of(case, lesson_id, claim_id, answers):
    """What a learner thought about one claim.

    Parameters
    ----------
    case : model.Case
    lesson_id, claim_id : str
    answers : dict of str to str
        The answers that stand, by the keys of `model.Case.questions`; others are not looked at.

    Returns
    -------
    Thinking
        With the passages in the order in which they lie on the desk. Wider reading is there as far as it was weighed.
    """
    claim, asked = case.claim(claim_id), case.questions(lesson_id, claim_id)
    readings = []
    for pair in sorted(case.in_order("pairs", lesson_id=lesson_id, claim_id=claim_id), key=_place):
        reading = _reading(case, pair.excerpt_id, [one for one in asked if one.excerpt_id == pair.excerpt_id], answers)
        if pair.role != "wider" or reading.is_weighed:
            readings.append(reading)
    of_claim = [prompt for prompt in asked if prompt.excerpt_id is None]
    return Thinking(
        history=claim.history,
        portrayal=claim.portrayal,
        prediction=_text(of_claim, answers, "predict"),
        readings=tuple(readings),
        verdict=_chosen(of_claim, answers, "judge", "verdict"),
        verdict_reason=_text(of_claim, answers, "judge"),
        corroboration=_text(of_claim, answers, "corroborate"),
        second=_chosen(of_claim, answers, "second", "verdict"),
        second_reason=_text(of_claim, answers, "second"),
        claim_id=claim_id,
    )


def dismissed_in(answers):
    """The keys of the questions a learner said do not apply."""
    return frozenset(key for key, value in answers.items() if key.startswith(_PREFIX) and value == NOT_APPLICABLE)


def _place(pair):
    return list(words.ROLES).index(pair.role), pair.order


def _reading(case, excerpt_id, asked, answers):
    excerpt = case.excerpt(excerpt_id)
    work, section = case.work(excerpt.work_id), case.section(case.locator(excerpt_id))
    return Reading(
        excerpt_id=excerpt_id,
        label=excerpt.label,
        author=work.author,
        is_self=work.relation == "self",
        written=(section and section.written) or work.written,
        bearing=_chosen(asked, answers, "weigh", "bearing"),
        trust=_chosen(asked, answers, "weigh", "trust"),
        confidence=_chosen(asked, answers, "weigh", "confidence"),
        reason=_text(asked, answers, "weigh"),
        relied=tuple(marked for value in _values(asked, answers, "weigh", "marks") for marked in relied_in(value)),
    )


def _values(asked, answers, step, kind):
    """The answers to questions of a step and a kind, in order; those that are empty or no text are left out."""
    given = (answers.get(prompt.prompt_id) for prompt in asked if prompt.step == step and prompt.kind == kind)
    return [value for value in given if isinstance(value, str) and value]


def _chosen(asked, answers, step, kind):
    """The last choice of its kind that the scale has."""
    scale = SCALES["verdict" if kind == "verdict" else kind]
    return next((value for value in reversed(_values(asked, answers, step, kind)) if value in scale), "")


def _text(asked, answers, step):
    return "\n".join(_values(asked, answers, step, "text"))


def relied_in(value):
    """The words marked as relied on, from the kept marks of one passage; nothing where they cannot be read."""
    return tuple(mark.exact for mark in marks.parse(value)[:_MOST_MARKED] if mark.category == marks.RELIED)
