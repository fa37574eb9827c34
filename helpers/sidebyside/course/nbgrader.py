"""A course for nbgrader: its settings, an assignment for each lesson, and the learners' tree to install."""

import json
import re

from sidebyside.course import graded, release
from sidebyside.release_words import COURSE, GRADED

CONFIG = "nbgrader_config.py"
TREE = "learners"


def course_id(name):
    """A name of a folder as nbgrader takes it for a course.

    >>> course_id("History, form 9b"), course_id("«»")
    ('History-form-9b', 'course')
    """
    return re.sub(r"[^A-Za-z0-9_]+", "-", name).strip("-") or "course"


def assignment(lesson):
    """What the assignment of a lesson is called."""
    return lesson.notebook.removesuffix(".ipynb")


def files_of(case, lessons, tree, name):
    """Every file of a course.

    Parameters
    ----------
    case : model.Case
    lessons : list of model.LessonRow
    tree : dict of str to bytes
        The learners' tree with the same lessons.
    name : str
        Of the folder.

    Returns
    -------
    dict of str to bytes
        By path, with slashes.
    """
    settings = (tree[f"{release.PACKAGE}/course/nbgrader_config.txt"]).decode("utf-8")
    settings = settings.replace('"COURSE"', json.dumps(course_id(name))).replace('"STUB"', json.dumps(GRADED["stub"]))
    found = {CONFIG: settings.encode("utf-8"), "README.md": readme(lessons, name).encode("utf-8")}
    for lesson in lessons:
        source = graded.with_cells(json.loads(tree[f"notebooks/{lesson.notebook}"]), case, lesson.lesson_id)
        path = f"source/{assignment(lesson)}/{lesson.notebook}"
        found[path] = (json.dumps(source, indent=1, ensure_ascii=False) + "\n").encode("utf-8")
    return found | {f"{TREE}/{path}": content for path, content in tree.items()}


def readme(lessons, name):
    """The README of a course."""
    example = assignment(lessons[0])
    steps = [f"nbgrader {step} {example}" for step in ("generate_assignment", "release_assignment", "collect")]
    commands = [*steps, f"nbgrader autograde {example} --no-execute", "nbgrader formgrader"]
    names = "\n".join(f"- `{assignment(lesson)}`" for lesson in lessons)
    return "\n\n".join(
        [
            f"# {COURSE['title'].format(course=course_id(name))}", COURSE["install"], f"    pip install ./{TREE} nbgrader",
            COURSE["lessons"], "\n".join(f"    {command}" for command in commands), COURSE["first"], names,
            COURSE["journal"], COURSE["by_hand"].format(most=graded.POINTS), COURSE["not_run"], COURSE["tree"],
        ]
    ) + "\n"  # fmt: skip
