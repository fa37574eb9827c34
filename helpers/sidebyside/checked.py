"""Who has checked what: a page made from the table of reviews. What has no row was checked by nobody yet, and it says so."""

import re

from sidebyside.characters import visible_line

# what can be done for a lesson, in the order of the page
OF_A_LESSON = {
    "renderings": "Our words against the text they render",
    "readings": "What can be defended, passage by passage",
    "facts": "Dates, numbers and names, looked up a second time",
    "whole": "The lesson read from top to bottom",
    "class": "Taught in a class",
    "specialist": "Read by a specialist of the period",
}
OF_ALL = {
    "texts": "Passages against their texts",
    "access": "Use without a mouse, without sight, enlarged",
    "questions": "The questions about method",
    "paper": "The sheets of paper",
}
SAY = {
    "title": "Who has checked this",
    "made": (
        "This page is made from `data/reviews.csv` by `make data-readme`. It says how a reading was made and what came of it."
        " It names no reader, and claims for none a training that the table does not give. *Nobody yet* means just that."
    ),
    "facts": (
        "Dates, numbers and names that a lesson rests on stand in `data/facts.csv`, each with two sources, or with a note that"
        " only one was found. Whether somebody else looked them up again is another matter, and has a row of its own here."
    ),
    "lessons": "The lessons",
    "subjects": "Subjects that need a specialist",
    "subjects_none": "A specialist is a scholar of that subject. So far **no specialist has read anything here**.",
    "subjects_some": "A specialist is a scholar of that subject.",
    "all": "What belongs to no single lesson",
    "wrong": "If something is wrong",
    "corrections": (
        "[Corrections](corrections.md) says how to send one and lists what was corrected."
        " [A letter to the publisher of the review](letter-to-the-publisher.md) invites an answer."
    ),
    "head": ("what", "by whom", "when", "what came of it"),
    "subject_head": ("subject", "read by", "when", "what came of it"),
    "nobody": "nobody yet",
    "of": "{kind}: {subject}",
}
_MARKUP = re.compile(r"([\\`*_\[\]|<>&$#~])")


def page(case):
    """The page in Markdown.

    Parameters
    ----------
    case : model.Case

    Returns
    -------
    str
        It ends with a line break.
    """
    subjects = case.rows("reviews", checked="specialist", lesson_id=None)
    has_specialist = any(row.by for row in case.rows("reviews", checked="specialist"))
    parts = [f"# {SAY['title']}", SAY["made"], SAY["facts"], f"## {SAY['lessons']}"]
    for lesson in in_order(case):
        number = f"{lesson.lesson_id} " if lesson.talk else ""
        parts += [f"### {number}{plain(lesson.title)}", _table(SAY["head"], of_lesson(case, lesson.lesson_id))]
    parts += [f"## {SAY['subjects']}", SAY["subjects_some" if has_specialist else "subjects_none"]]
    parts.append(_table(SAY["subject_head"], [_row(row.subject, row) for row in subjects]))
    whole = [_row(OF_ALL.get(row.checked) or OF_A_LESSON[row.checked], row) for row in _of_no_lesson(case)]
    parts += [f"## {SAY['all']}", _table(SAY["head"], whole), f"## {SAY['wrong']}", SAY["corrections"]]
    return "\n\n".join(parts) + "\n"


def in_order(case):
    """The lessons by their numbers."""
    return sorted(case.rows("lessons"), key=lambda row: row.lesson_id)


def of_lesson(case, lesson_id):
    """What was checked of a lesson, and what was not: (what, by whom, when, what came of it)."""
    found = []
    for kind, what in OF_A_LESSON.items():
        rows = case.rows("reviews", lesson_id=lesson_id, checked=kind)
        found += [_row(SAY["of"].format(kind=what, subject=row.subject), row) for row in rows] or [_row(what)]
    others = [row for row in case.rows("reviews", lesson_id=lesson_id) if row.checked not in OF_A_LESSON]
    return found + [_row(SAY["of"].format(kind=OF_ALL[row.checked], subject=row.subject), row) for row in others]


def _of_no_lesson(case):
    return [row for row in case.rows("reviews", lesson_id=None) if row.checked != "specialist"]


def _row(what, row=None):
    if row is None:
        return what, SAY["nobody"], "", ""
    return what, row.by or SAY["nobody"], row.date or "", row.changed or ""


def _table(head, rows):
    lines = [head, ("---",) * len(head), *(tuple(map(plain, row)) for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def plain(text):
    """A text as it must stand in Markdown to be read as it is."""
    return _MARKUP.sub(r"\\\1", visible_line(" ".join(text.split())))
