"""Finders and desks over books that are made up, in the notebooks of a kernel; `lamplight` has the books."""

import os
import shutil
from functools import cache
from pathlib import Path

import lamplight
import sidebyside.finder
from sidebyside import open_case
from sidebyside.widgets.desk import Desk
from sidebyside.widgets.finder import FinderDesk

ROOT = Path(__file__).parent.parent.parent
sidebyside.finder._STEP = 10  # places shown at first: the books are short


@cache
def _books():
    """The sample case with its books, in a folder of this kernel's own."""
    folder = shutil.copytree(ROOT / "tests/sample", Path(os.environ["JUPYTER_RUNTIME_DIR"]) / f"finding-{os.getpid()}")
    shutil.copy(ROOT / "data/datapackage.json", folder)
    return lamplight.case_of(folder)


def finder(mode="search"):
    """A finder that looks into the books."""
    case, library = _books()
    return FinderDesk(case, mode, library.folder)


def alone():
    """A finder on a computer without texts."""
    return FinderDesk(_books()[0], texts=_books()[1].folder / "none")


def _course():
    """The course's own case, whose desks have words to mark, and a folder in which one text of it is made up."""
    folder = Path(os.environ["JUPYTER_RUNTIME_DIR"]) / f"course-{os.getpid()}"
    folder.mkdir(exist_ok=True)
    case = open_case(ROOT / "data")
    plain = next(edition for edition in case.rows("editions") if edition.format == "plain" and edition.language == "en")
    (folder / plain.file).write_text(lamplight.PIER, encoding="utf-8")
    return case, folder


def desk():
    """The first lesson's desk beside the made-up text."""
    case, folder = _course()
    return Desk(case, "00", texts=folder)


def finder_beside():
    """A finder over the same."""
    case, folder = _course()
    return FinderDesk(case, "quote", folder)
