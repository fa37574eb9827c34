"""A lesson on paper: worksheets in the order of the desk, a sheet for each jigsaw set, a page for the teacher.

Each sheet is one HTML file that asks nothing of the network, runs no script, and prints on A4 and Letter.

parts       what sheets are made of: the page, lines to write on, boxes to tick, numbered lines to read
blocks      the pieces of a worksheet, each with the height it takes
worksheets  which pieces stand on which sheet
guide       the page for the teacher
"""

from sidebyside.paper.guide import has_guide, of_teacher
from sidebyside.paper.worksheets import of_learners

__all__ = ["has_guide", "sheets_of", "write"]


def sheets_of(case, lesson_id):
    """Every sheet of a lesson.

    Parameters
    ----------
    case : model.Case
    lesson_id : str
        Two digits.

    Returns
    -------
    list of parts.Sheet
        The teacher's page last, and only where the case has the teacher's part.
    """
    return of_learners(case, lesson_id) + ([of_teacher(case, lesson_id)] if has_guide(case) else [])


def write(case, lesson_id, folder):
    """Write every sheet of a lesson into a folder, which is made where it is missing.

    Returns
    -------
    list of Path
        The files, as ``04-worksheet-1.html``.
    """
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for sheet in sheets_of(case, lesson_id):
        written.append(folder / f"{lesson_id}-{sheet.name}.html")
        written[-1].write_text(sheet.html, encoding="utf-8", newline="\n")
    return written
