"""The written questions of a lesson as cells that a teacher marks by hand, and the cell that counts the answers.

A question of a claim is one cell, its passages together. All claims that are wider reading share one cell a
question: nobody answers them all.
"""

import re
from dataclasses import dataclass, field
from html import escape

from sidebyside import layout
from sidebyside.release_words import GRADED
from sidebyside.render import PLAIN, tag

POINTS = 3  # for each written question; `GRADED["points"]` says for what
COUNTED_POINTS = 1
PREFIX = "desk-"  # of every cell of ours; its id goes on with the number of the lesson
_SCHEMA = 3
_COUNTING = "lesson.work().show()"  # for the learner; a marker's kernel, which is never asked, would know no lesson
_WIDER = "all"
_FORMULA = re.compile(r"[$\\`]")  # looked for before anything is taken for HTML
_DELIMITERS = "### BEGIN SOLUTION", "### END SOLUTION"  # what stands between is put there when the assignment is made


@dataclass(frozen=True)
class Question:
    """A place in which a learner writes: its key in the journal, of which claim and passage, and the choices beside it."""

    key: str
    claim: str
    passage: str
    choices: tuple[dict, ...]


@dataclass
class Cell:
    """A cell to be marked: its id, its heading, and the questions whose answers go into it."""

    grade_id: str
    heading: str
    questions: list[Question] = field(default_factory=list)


def cells(case, lesson_id):
    """The cells of a lesson that are marked by hand, in the order of the desk.

    Parameters
    ----------
    case : model.Case
    lesson_id : str
        Two digits.

    Returns
    -------
    list of Cell
    """
    wider = {row.claim_id for row in case.rows("lesson_claims", lesson_id=lesson_id, role="wider")}
    found = {}
    for number, claim in enumerate(layout.of_lesson(case, lesson_id)["claims"], start=1):
        labels = {step["id"]: step["label"] for step in claim["steps"]}
        passages = {excerpt["id"]: excerpt["label"] for excerpt in claim["excerpts"]}
        for prompt in claim["prompts"]:
            if prompt["kind"] != "text":
                continue
            group = _WIDER if claim["id"] in wider else claim["id"]
            grade_id = f"{counting_id(lesson_id)}-{group}-{prompt['id'].partition(':')[0]}"
            values = {"number": number, "label": claim["label"], "step": labels[prompt["step"]], "question": prompt["text"]}
            said = GRADED["of_all" if group == _WIDER else "of_claim"].format(**values)
            cell = found.setdefault(grade_id, Cell(grade_id, tag("h3", _inactive(said), class_=PLAIN)))
            cell.questions.append(
                Question(prompt["id"], claim["label"], passages.get(prompt["excerpt"], ""), _choices(claim, prompt))
            )
    return list(found.values())


def _choices(claim, prompt):
    """What is chosen, not written, at the same place: a marker reads a reason beside what it is a reason for."""
    same = (one for one in claim["prompts"] if (one["step"], one["excerpt"]) == (prompt["step"], prompt["excerpt"]))
    return tuple(one for one in same if one["options"])


def counting_id(lesson_id):
    """The id of the cell that counts; those of the others begin with it."""
    return f"{PREFIX}{lesson_id}"


def is_ours(grade_id):
    """Whether this is the id of a cell made here."""
    return isinstance(grade_id, str) and grade_id.startswith(PREFIX)


def with_cells(notebook, case, lesson_id):
    """A notebook as the source of an assignment: without outputs, and with the cells to be marked at its end.

    Parameters
    ----------
    notebook : dict
        As it stands in its file; it is not changed.

    Returns
    -------
    dict
    """
    bare = [
        {**cell, "outputs": [], "execution_count": None} if cell["cell_type"] == "code" else cell for cell in notebook["cells"]
    ]
    heading = f"## {GRADED['heading']}\n\n{GRADED['intro']}\n\n{GRADED['points']}"
    start, end = _DELIMITERS
    graded = [
        written(cell.grade_id, f"{cell.heading}\n\n{start}\n{GRADED['stub']}\n{end}", POINTS) for cell in cells(case, lesson_id)
    ]
    intro = {"cell_type": "markdown", "id": f"{PREFIX}intro", "metadata": {}, "source": heading}
    return {**notebook, "cells": [*bare, intro, *graded, counting(counting_id(lesson_id), _COUNTING, COUNTED_POINTS)]}


def written(grade_id, source, points):
    """A cell whose answer is marked by hand."""
    about = {"grade": True, "solution": True, "locked": False, "task": False}
    return {"cell_type": "markdown", "id": grade_id, "metadata": _metadata(grade_id, "markdown", points, about), "source": source}


def counting(grade_id, source, points, share=None):
    """The cell that counts; ``share`` (0 to 1, None before the work is collected) is what nbgrader reads as its points."""
    about = {"grade": True, "solution": False, "locked": True, "task": False}
    outputs = []
    if share is not None:
        data = {"text/plain": f"{share * points:.2f}"}
        outputs = [{"output_type": "execute_result", "data": data, "metadata": {}, "execution_count": 1}]
    metadata = _metadata(grade_id, "code", points, about)
    return {
        "cell_type": "code", "id": grade_id, "metadata": metadata, "source": source, "outputs": outputs,
        "execution_count": 1 if outputs else None,
    }  # fmt: skip


def _metadata(grade_id, cell_type, points, about):
    return {"nbgrader": {"grade_id": grade_id, "cell_type": cell_type, "points": points, "schema_version": _SCHEMA, **about}}


def line(text):
    """A text as one line of HTML for a cell of Markdown; nothing in it acts: no markup, no link, no formula.

    >>> line("<b> $x$ [a](b)")
    '<p class="tex2jax_ignore mathjax_ignore">&lt;b&gt; &#36;x&#36; [a](b)</p>'
    """
    return tag("p", _inactive(" ".join(text.split())), class_=PLAIN)


def preformatted(text):
    """A text somebody typed, for the same: its lines as they were, and still one line that no blank line can end."""
    return tag("pre", _inactive(text).replace("\n", "&#10;"), class_=PLAIN, dir="auto", style="white-space: pre-wrap")


def _inactive(text):
    return _FORMULA.sub(lambda found: f"&#{ord(found.group())};", escape(text))
