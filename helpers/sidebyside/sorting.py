"""What is sorted in an exercise and into which kinds, and what a learner made of it, as plain data.

An answer stands in the journal under ``X02-1:I02-101`` (a kind, or ``undecided``), the reason for it
under ``XR02-1:I02-101``, what was written at the end under ``XC02-1``. No kind is right here.
"""

from dataclasses import dataclass

from sidebyside import layout, locate
from sidebyside.sorting_words import SORTING

UNDECIDED = "undecided"
PREFIX = "X"  # of the keys of every exercise
_REASON, _CLOSING = "XR", "XC"


def exercises(case, lesson_id):
    """The exercises of a lesson, in their order.

    Returns
    -------
    tuple of exercises.Exercise
    """
    return case.in_order("exercises", lesson_id=lesson_id)


def of_lesson(case, lesson_id):
    """Every exercise of a lesson, as `of_exercise` has it, in their order."""
    return [_exercise(case, row) for row in exercises(case, lesson_id)]


def of_exercise(case, exercise_id):
    """Everything a widget shows of an exercise that does not change while a learner works.

    Parameters
    ----------
    case : model.Case
    exercise_id : str

    Returns
    -------
    dict
        ``lesson``, ``exercise`` (see `of_lesson`: with ``kinds``, ``items`` and ``closing``) and ``words``.

    Raises
    ------
    KeyError
        There is no such exercise.
    """
    found = case.rows("exercises", exercise_id=exercise_id)
    if not found:
        raise KeyError(exercise_id)
    row = found[0]
    lesson = case.lesson(row.lesson_id)
    return {
        "lesson": {"id": lesson.lesson_id, "title": lesson.title},
        "exercise": _exercise(case, row),
        "words": layout.of_words() | SORTING,
    }


def _exercise(case, row):
    kinds = [
        {"id": kind.kind_id, "label": kind.label, "hint": kind.hint}
        for kind in case.in_order("kinds", exercise_id=row.exercise_id)
    ]
    items = [_item(row.exercise_id, item, kinds) for item in case.in_order("items", exercise_id=row.exercise_id)]
    closing = _prompt(f"{_CLOSING}{row.exercise_id.removeprefix(PREFIX)}", row.closing) if row.closing else None
    task = f"{SORTING['wider']} {row.task}" if row.role == "wider" else row.task
    shown = {"id": row.exercise_id, "role": row.role, "title": row.title, "task": task, "kinds": kinds}
    return shown | {"items": items, "closing": closing}


def _item(exercise_id, item, kinds):
    options = [[kind["id"], kind["label"]] for kind in kinds] + [[UNDECIDED, SORTING["undecided"]]]
    reason = f"{_REASON}{exercise_id.removeprefix(PREFIX)}:{item.item_id}"
    return {
        "id": item.item_id,
        "text": item.text,
        "parts": layout.quoted_parts(item.text),
        "where": item.where,
        "about": item.about,
        "kind": _prompt(f"{exercise_id}:{item.item_id}", item.text, item.item_id, options),
        "reason": _prompt(reason, SORTING["reason_of"].format(text=item.text), item.item_id),
    }


def _prompt(key, text, item="", options=()):
    """A question as the widgets know it, and of which item it is."""
    return {"id": key, "text": text, "item": item, "options": list(options), "sha256": locate.text_sha256(text)}


def prompts(exercise):
    """Every question of an exercise, in order: of each item its kind and the reason, then what is asked at the end."""
    asked = [item[name] for item in exercise["items"] for name in ("kind", "reason")]
    return asked + ([exercise["closing"]] if exercise["closing"] else [])


def chosen(prompt, value):
    """An answer as it is read: the label of what was chosen, or what was written."""
    return dict(map(tuple, prompt["options"])).get(value, value)


def rows(exercise, values):
    """What was answered, one row a question: exercise, item, question, answer.

    Parameters
    ----------
    exercise : dict
        From `of_lesson`.
    values : dict of str to str
        Key to answer.
    """
    for prompt in prompts(exercise):
        if value := values.get(prompt["id"]):
            yield exercise["id"], prompt["item"], prompt["text"], chosen(prompt, value)


@dataclass(frozen=True)
class Sorted:
    """One item and what a learner made of it; ``kind`` is a label, and empty where nothing was chosen."""

    text: str
    where: str
    kind: str
    reason: str
    others: tuple[str, ...] = ()
    saved_at: str | None = None

    @property
    def said(self):
        """The item, where it stands, and the reason that was given, in one text."""
        return SORTING["item_because" if self.reason else "item"].format(text=self.text, where=self.where, reason=self.reason)

    @property
    def is_touched(self):
        """Whether anything was chosen or written here."""
        return bool(self.kind or self.reason or self.others)


@dataclass(frozen=True)
class Made:
    """What a learner made of an exercise.

    Parameters
    ----------
    groups : tuple of (str, tuple of Sorted)
        By the label of each kind, “I can’t decide” last; what is not sorted is in none.
    unsorted : tuple of Sorted
        Items with no kind; a reason may be there.
    closing : str
        The question at the end, or nothing.
    answer : str
        What was written on it, or nothing.
    others : tuple of str
        What stands against that, written elsewhere.
    """

    exercise_id: str
    title: str
    task: str
    groups: tuple[tuple[str, tuple[Sorted, ...]], ...]
    unsorted: tuple[Sorted, ...]
    closing: str
    answer: str
    others: tuple[str, ...] = ()
    saved_at: str | None = None

    @property
    def has_begun(self):
        """Whether anything was sorted or written."""
        return bool(self.answer or self.others or self.listed)

    @property
    def listed(self):
        """The groups that have items, and behind them what is not sorted and has a reason all the same."""
        left = tuple(item for item in self.unsorted if item.is_touched)
        return tuple((label, items) for label, items in (*self.groups, (SORTING["unsorted"], left)) if items)

    @property
    def missing(self):
        """What is still empty, in words, or nothing."""
        all_of_them = sum(len(items) for _, items in self.groups) + len(self.unsorted)
        phrase = "not_sorted" if self.has_begun else "not_begun"
        return SORTING[phrase].format(title=self.title, count=len(self.unsorted), all=all_of_them) if self.unsorted else ""


def made(exercise, folded):
    """What a learner made of an exercise.

    Parameters
    ----------
    exercise : dict
        From `of_lesson`.
    folded : journal.Folded
        The learner's answers.

    Returns
    -------
    Made
    """
    labels = [label for _, label in exercise["items"][0]["kind"]["options"]]
    items = [_sorted(item, folded) for item in exercise["items"]]
    closing = exercise["closing"] or {"id": "", "text": ""}
    return Made(
        exercise["id"],
        exercise["title"],
        exercise["task"],
        tuple((label, tuple(item for item in items if item.kind == label)) for label in labels),
        tuple(item for item in items if not item.kind),
        closing["text"],
        _value(folded, closing["id"]),
        _others(folded, closing["id"]),
        _saved_at(folded, closing["id"]),
    )


def _sorted(item, folded):
    kind, reason = item["kind"], item["reason"]
    label = dict(map(tuple, kind["options"])).get(_value(folded, kind["id"]), "")
    others = [chosen(kind, one) for one in _others(folded, kind["id"])]
    others += _others(folded, reason["id"])
    moments = filter(None, (_saved_at(folded, one["id"]) for one in (kind, reason)))
    return Sorted(item["text"], item["where"], label, _value(folded, reason["id"]), tuple(others), max(moments, default=None))


def _value(folded, key):
    value = folded.answers.get(key, {}).get("value")
    return value if value and value.strip() else ""


def _saved_at(folded, key):
    return folded.answers.get(key, {}).get("saved_at")


def _others(folded, key):
    return tuple(one["value"] for one in folded.rivals.get(key, ()) if (one["value"] or "").strip())
