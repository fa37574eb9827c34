"""The notebooks of a case, each with what its case says of it, as `lint` needs them."""

import json
from dataclasses import astuple

from sidebyside import layout, lint, pace, sorting


def of_folder(case, folder):
    """What is wrong with the notebooks of a case that are in a folder.

    Parameters
    ----------
    case : model.Case
    folder : Path or None
        A notebook that is not in it is not looked at: learners get the lessons that were chosen for them.

    Returns
    -------
    list of lint.Remark, int
        And how many notebooks were looked at.
    """
    found, count = [], 0
    for row in case.rows("lessons"):
        path = folder / row.notebook if folder else None
        if path is None or not path.is_file():
            continue
        count += 1
        try:
            notebook = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError, RecursionError):
            found.append(lint.Remark(row.notebook, 0, 0, "notebook-unreadable", "it cannot be read as JSON"))
        else:
            found += lint.remarks(row.notebook, notebook, known(case, row, path))
    return sorted(found), count


def known(case, row, path):
    """What a case says of a lesson whose notebook is at hand; one without a number in its name is no class."""
    is_class = row.notebook[:2].isdigit()
    try:
        needed = pace.of_lesson(case, row.lesson_id, path).minutes
    except pace.NotebookUnreadable:
        needed = 0
    facts = tuple(" ".join(filter(None, astuple(fact)[1:])) for fact in case.rows("facts"))
    return lint.Known(row.minutes if is_class else None, needed, tuple(_texts(case, row.lesson_id)), facts)


def _texts(case, lesson_id):
    """What a desk and the exercises of a lesson show; keys and hashes are no texts."""
    desk = layout.of_lesson(case, lesson_id)
    for claim in desk["claims"]:
        yield "".join(part["text"] for part in claim["statement"])
        yield from (claim[name] for name in ("portrayal", "history", "strongest"))
        for excerpt in claim["excerpts"]:
            yield from (excerpt["label"], *excerpt["source"].values(), *excerpt["paragraphs"], excerpt["note"] or "")
    for exercise in sorting.of_lesson(case, lesson_id):
        yield from (exercise["task"], *(f"{item['text']} {item['about'] or ''}" for item in exercise["items"]))
