"""The answers of a journal put into the cells that are marked by hand, when the work has been collected.

nbgrader calls `from_journal` for each notebook that was handed in. What comes from a learner is data here: no cell
of theirs is run or shown; of the notebook only the cells that nbgrader knows are left, and ours are made anew.
"""

import re
from pathlib import Path

from sidebyside import journal, learners, sorting
from sidebyside.characters import visible
from sidebyside.course import graded
from sidebyside.release_words import GRADED

MOST_NAMES = 6
LONGEST = 20_000  # characters of one answer that are shown; a page is a few thousand
PART = 20  # characters of a line that are taken for part of one given out; fewer somebody may have typed


def from_journal(notebook, resources):
    """A notebook that was handed in, with the answers of the journal beside it; nbgrader calls this.

    Parameters
    ----------
    notebook : nbformat.NotebookNode
    resources : dict
        nbgrader's: which notebook of which assignment, where the gradebook is, from which folder.

    Returns
    -------
    tuple
        Both, the notebook changed where its assignment has cells of ours.
    """
    from nbformat import from_dict

    about = resources["nbgrader"]
    released = _released(about["db_url"], about["notebook"], about["assignment"])
    ours = {name: cell for name, cell in released.items() if graded.is_ours(name)}
    if not ours:
        return notebook, resources
    where = Path(resources["metadata"]["path"]) / "journal"
    lesson_id = next(iter(ours)).removeprefix(graded.PREFIX)[:2]
    filled = collected(_case(), lesson_id, where, ours, _typed(notebook, ours))
    theirs = [cell for cell in notebook.cells if _grade_id(cell) in released.keys() - ours.keys()]
    notebook.cells = [*theirs, *map(from_dict, filled)]
    notebook.nbformat, notebook.nbformat_minor = 4, max(5, notebook.nbformat_minor)
    return notebook, resources


def _case():
    from sidebyside import tables

    return tables.case_of(tables.read())


def _released(address, notebook, assignment):
    """The cells of the assignment as they were given out, by id: their source, points and whether they are Markdown."""
    from nbgrader.api import Gradebook

    with Gradebook(address) as gradebook:
        known = gradebook.find_notebook(notebook, assignment)
        points = {cell.name: cell.max_score for cell in known.grade_cells}
        return {
            cell.name: {"source": cell.source, "points": points.get(cell.name, 0), "markdown": cell.cell_type == "markdown"}
            for cell in known.source_cells
        }


def _grade_id(cell):
    about = cell.metadata.get("nbgrader")
    return about.get("grade_id") if isinstance(about, dict) else None


def _typed(notebook, ours):
    """What somebody wrote into cells of ours, by id: the desk is where answers belong, but nothing may be lost."""
    found = {}
    for cell in notebook.cells:
        released = ours.get(_grade_id(cell), {"markdown": False})
        if released["markdown"] and (own := _added(cell.source, released["source"])):
            found.setdefault(_grade_id(cell), []).append(own)
    return found


def _added(text, released):
    """The lines of a cell that it did not have when it was given out; a long part of a line is what a cell split in two has."""
    there = [line.strip() for line in released.splitlines()]

    def is_old(line):
        return line in there or len(line) >= PART and any(line in other for other in there)

    return "\n".join(line for line in text.splitlines() if not is_old(line.strip())).strip()


def collected(case, lesson_id, where, released, typed=None):
    """The cells to be marked, filled in.

    Parameters
    ----------
    case : model.Case
    lesson_id : str
    where : Path
        The folder of the journal that was handed in, of which nothing is trusted.
    released : dict
        By id, the ``source``, ``points`` and whether ``markdown`` of each cell as it was given out.
    typed : dict of str to list of str, optional
        What was written into cells themselves.

    Returns
    -------
    list of dict
        A cell on whose work it is first, and the one that counts last. A question without an answer stays as it was
        given out, by which nbgrader knows it.
    """
    path = journal.lesson_path(lesson_id, where)
    # a link could lead out of what was handed in
    is_here = path.is_file() and not path.is_symlink() and not where.is_symlink()
    works, skipped = _works(path, where) if is_here else ([], 0)
    cells, answered = [], 0
    known = {cell.grade_id: cell for cell in graded.cells(case, lesson_id)}
    written = [name for name, cell in released.items() if cell["markdown"]]
    for name in sorted(written, key=lambda name: list(known).index(name) if name in known else len(known)):
        parts = _parts(known[name], works[:MOST_NAMES]) if name in known else []
        parts += [part for text in (typed or {}).get(name, ()) for part in (_said("typed"), graded.preformatted(_shown(text)))]
        answered += bool(parts)
        source = "\n\n".join([known[name].heading, *parts]) if parts and name in known else released[name]["source"]
        cells.append(graded.written(name, source, released[name]["points"]))
    counting = graded.counting_id(lesson_id)
    if counting in released:
        share = answered / len(written) if written else 0
        cells.append(graded.counting(counting, released[counting]["source"], released[counting]["points"], share))
    about = _about(works, skipped, answered, len(written))
    shown = {f"{graded.PREFIX}about": about} | _exercises(case, lesson_id, works[:MOST_NAMES])
    plain = [{"cell_type": "markdown", "id": name, "metadata": {}, "source": source} for name, source in shown.items()]
    return [*plain, *cells]


def _exercises(case, lesson_id, works):
    """What was sorted, to be read and not marked: by the id of a cell, its source; nothing of what nobody began."""
    found = {}
    for exercise in sorting.of_lesson(case, lesson_id):
        made = [(work, one) for work in works if (one := sorting.made(exercise, work[2])).has_begun]
        if made:
            head = [_said("sorted", title=exercise["title"]), _said("sorted_unmarked")]
            parts = [part for work, one in made for part in ([_by(*work)] if len(works) > 1 else []) + _sorted(one)]
            found[f"{graded.PREFIX}{exercise['id']}"] = "\n\n".join([*head, *parts])
    return found


def _sorted(made):
    parts = []
    for label, items in made.listed:
        parts.append(graded.line(visible(f"{label}:")))
        for item in items:
            parts.append(graded.preformatted(_shown(item.said)))
            parts += [part for other in item.others for part in (_said("other"), graded.preformatted(_shown(other)))]
    if made.answer or made.others:
        parts.append(graded.line(visible(made.closing)))
        parts.append(graded.preformatted(_shown(made.answer)))
        parts += [part for other in made.others for part in (_said("other"), graded.preformatted(_shown(other)))]
    return parts


def _works(path, where):
    """Who answered, as (name, how many people, their answers), whoever worked last first; and how many lines say nothing."""
    records, skipped = journal.merge([path])
    groups = dict.fromkeys(learners.all_names(where, record["learner"]) for record in records)
    last = learners.current(where)
    works = []
    for names in sorted(groups, key=lambda names: last not in names):
        name = learners.newest_name(where, sorted(names)[0])
        works.append((name, learners.people(where, name), journal.fold(path, names)))
    return works, len(skipped)


def _about(works, skipped, answered, count):
    said = [_said("counted", answered=answered, all=count)]
    if not works:
        said.append(_said("none"))
    if len(works) == 1:
        said.append(_by(*works[0]))
    if len(works) > 1:
        said.append(_said("several", count=len(works)))
    if len(works) > MOST_NAMES:
        said.append(_said("too_many", count=len(works) - MOST_NAMES))
    if skipped:
        said.append(_said("unreadable", count=skipped))
    return "\n\n".join(said)


def _by(name, people, _folded):
    # a name from a file can be anything
    shown = name if learners.PATTERN.fullmatch(name) else " ".join(re.findall(r"[^\W_]+", name[:40])) or "?"
    return _said("by" if people == 1 else "by_more", learner=shown, people=people)


def _said(phrase, **values):
    return graded.line(visible(GRADED[phrase].format(**values)))


def _parts(cell, works):
    """What goes into a cell, as Markdown."""
    parts = []
    for work in works:
        own = [part for question in cell.questions for part in _answer(question, work[2])]
        parts += [_by(*work)] * bool(own and len(works) > 1) + own
    return parts


def _answer(question, folded):
    """What was written in one place, and what was chosen beside it; nothing where nothing was written."""
    record = folded.answers.get(question.key)
    others = [one["value"] for one in folded.rivals.get(question.key, ()) if (one["value"] or "").strip()]
    if not others and not (record and (record["value"] or "").strip()):
        return []
    about = {"claim": question.claim, "passage": question.passage}
    said = [_said("about_passage" if question.passage else "about", **about)]
    for choice in question.choices:
        made = folded.answers.get(choice["id"])
        chosen = dict(map(tuple, choice["options"])).get(made["value"]) if made else None
        said += [_said("chosen", question=choice["text"], answer=chosen)] if chosen else []
    parts = said
    if record and record["value"]:
        parts.append(graded.preformatted(_shown(record["value"])))
    for other in others:
        parts += [_said("other"), graded.preformatted(_shown(other))]
    return parts


def _shown(text):
    cut = f"{text[:LONGEST]}\n{GRADED['cut'].format(length=len(text))}" if len(text) > LONGEST else text
    return visible(cut)
