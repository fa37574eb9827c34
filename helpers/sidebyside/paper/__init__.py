"""A lesson on paper: worksheets in the order of the desk, a sheet for each jigsaw set, pages for the teacher.

Each sheet is one HTML file that asks nothing of the network, runs no script, and prints on A4 and Letter.

parts       what sheets are made of: the page, lines to write on, boxes to tick, numbered lines to read
blocks      the pieces of a worksheet, each with the height it takes
packing     pieces laid on sheets, with as few leaves as can be
exercise    what is sorted, with a key of letters
worksheets  which pieces stand on which sheet
guide       the page for the teacher, and what can be defended
"""

from sidebyside import printing
from sidebyside.paper.guide import has_guide, of_teacher
from sidebyside.paper.worksheets import is_on_paper, of_learners

__all__ = ["has_guide", "is_on_paper", "sheets_of", "write"]


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
        What is for the teacher last, and only where the case has the teacher's part; nothing for a
        lesson in which all is wider reading.
    """
    if not is_on_paper(case, lesson_id):
        return []
    return of_learners(case, lesson_id) + (of_teacher(case, lesson_id) if has_guide(case) else [])


def write(case, lesson_id, folder, *, pdf=False):
    """Write every sheet of a lesson into a folder, which is made where it is missing.

    Parameters
    ----------
    case : model.Case
    lesson_id : str
    folder : Path
    pdf : bool
        Whether each is printed too, which takes about a second a sheet.

    Yields
    ------
    Path
        Each file as soon as it is there, as ``04-worksheet-1.html``; its PDF after it.

    Raises
    ------
    printing.NotPrinted
        There is no browser, or it made no PDF.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for sheet in sheets_of(case, lesson_id):
        path = folder / f"{lesson_id}-{sheet.name}.html"
        path.write_text(sheet.html, encoding="utf-8", newline="\n")
        yield path
        if pdf:
            yield printing.printed(path)
