"""The words a lesson speaks: what its code cells may say, and no more."""

import importlib.util
from dataclasses import astuple, fields
from pathlib import Path

from sidebyside import checks, figures, journal, layout, render, tables, words
from sidebyside.characters import unlinked, visible, visible_line
from sidebyside.lesson_words import COLUMNS, HEALTH, LESSON
from sidebyside.model import ROW_TYPES


class CaseError(Exception):
    """The tables cannot be used; the message lists what is wrong, and a notebook shows it without a traceback."""

    def __str__(self):
        return visible(super().__str__())  # cells of a table and names of files are quoted in it

    def _render_traceback_(self):
        return [unlinked(f"{type(self).__name__}: {self}")]


class LessonError(CaseError):
    """A lesson was asked for something it does not have."""


def open_case(data=None):
    """The case in the folder of tables, checked.

    Parameters
    ----------
    data : str or Path, optional
        None finds the folder as `tables.data_folder` does.

    Returns
    -------
    model.Case

    Raises
    ------
    CaseError
        Anything is wrong with the tables; the first ten findings are in the message.
    """
    sheets = tables.read(data)
    found = checks.report(sheets).findings
    if found:
        shown = "\n".join(f"  {finding}" for finding in found[:10])
        rest = f"\n  and {len(found) - 10} more" if len(found) > 10 else ""
        msg = f"the tables in {sheets.folder} cannot be used:\n{shown}{rest}\n`sidebyside check` lists everything."
        raise CaseError(msg)
    return tables.case_of(sheets)


def open_lesson(lesson_id, data=None):
    """A lesson, ready to be used in a notebook.

    Parameters
    ----------
    lesson_id : str
        Two digits, as in the name of the notebook.
    data : str or Path, optional
        See `open_case`.

    Returns
    -------
    Lesson

    Raises
    ------
    LessonError
        There is no such lesson.
    """
    case = open_case(data)
    known = [row.lesson_id for row in case.rows("lessons")]
    if lesson_id not in known:
        msg = LESSON["no_lesson"].format(asked=repr(lesson_id), known=", ".join(known))
        raise LessonError(msg)
    return Lesson(case, lesson_id)


class Lesson:
    """One lesson: its desk, its tables, its figures.

    Parameters
    ----------
    case : model.Case
    lesson_id : str
    """

    def __init__(self, case, lesson_id):
        self.case, self.lesson_id = case, lesson_id
        self.row = case.lesson(lesson_id)

    def __repr__(self):
        claims = self.case.rows("lesson_claims", lesson_id=self.lesson_id)
        excerpts = {pair.excerpt_id for pair in self.case.rows("pairs", lesson_id=self.lesson_id)}
        counted = {"claims": _counted(len(claims), "claim"), "excerpts": _counted(len(excerpts), "excerpt")}
        return unlinked(visible_line(LESSON["repr"].format(lesson=self.lesson_id, title=self.row.title, **counted)))

    def desk(self):
        """The desk of this lesson."""
        from sidebyside.widgets.desk import Desk

        return Desk(self.case, self.lesson_id)

    def room(self):
        """One screen for a class that votes: somebody enters the counts, the spread is shown."""
        from sidebyside.widgets.room import Room

        return Room(self.case, self.lesson_id)

    def exercise(self, exercise_id):
        """An exercise of sorting of this lesson; LessonError where it has none by this name."""
        known = [row.exercise_id for row in self.case.in_order("exercises", lesson_id=self.lesson_id)]
        if exercise_id not in known:
            phrase = LESSON["no_exercise" if known else "no_exercises"]
            raise LessonError(phrase.format(asked=repr(exercise_id), lesson=self.lesson_id, known=", ".join(known)))
        from sidebyside.widgets.sorting import Sorting

        return Sorting(self.case, exercise_id)

    def books(self):
        """The books that can be fetched, with a button that does; nothing is fetched before it is pressed."""
        from sidebyside.widgets.shelf import Shelf

        return Shelf(self.case)

    def finder(self, mode="search"):
        """A way into the texts that are here: "search", "concordance", "quote" or "compare" is in front.

        Raises
        ------
        LessonError
            There is no such mode.
        """
        from sidebyside import finder
        from sidebyside.widgets.finder import FinderDesk

        if mode not in finder.MODES:
            msg = LESSON["no_mode"].format(asked=repr(mode), known=", ".join(finder.MODES))
            raise LessonError(msg)
        return FinderDesk(self.case, mode)

    def work(self):
        """What whoever is working has written in this lesson: ``frame()`` gives a table, ``show()`` a page."""
        from sidebyside.work import Work

        return Work(self.case, self.lesson_id)

    def everything_works(self):
        """Whether this notebook can do what it has to, in plain words."""
        return Health(_health())

    def pairs(self):
        """Which claim stands beside which excerpt, who wrote it and when: one row a pair."""
        rows = []
        claims = [link.claim_id for link in self.case.in_order("lesson_claims", lesson_id=self.lesson_id)]
        pairs = self.case.in_order("pairs", lesson_id=self.lesson_id)
        for pair in sorted(pairs, key=lambda row: (claims.index(row.claim_id), *layout.place(row))):
            excerpt = self.case.excerpt(pair.excerpt_id)
            work = self.case.work(excerpt.work_id)
            written = layout.when_written(self.case, excerpt)
            label = self.case.claim(pair.claim_id).label
            rows.append((label, excerpt.label, work.title, words.RELATIONS[work.relation], written, excerpt.method))
        return render.frame(COLUMNS["pairs"], rows)

    def quotations(self):
        """Quotations that circulate, what the check says of each here and now, and what that proves: one row each.

        What a result proves was written for all texts that can be fetched: where one is missing, or the check says
        something else here, that is said instead.
        """
        from sidebyside import library, quotes

        here, rows = library.Library(), []
        on_record = {edition.edition_id for edition in self.case.rows("editions") if edition.address}
        for one in self.case.rows("quotations"):
            found = quotes.check_quote(one.phrase, self.case, here)
            is_as_on_record = found.grade == one.grade and on_record <= {edition_id for edition_id, _, _ in found.searched}
            proves = one.proves if is_as_on_record else LESSON["otherwise"].format(grade=one.grade)
            rows.append((one.phrase, one.circulates_as, one.circulates_at, found.grade, proves))
        return render.frame(COLUMNS["quotations"], rows)

    def table(self, name):
        """A table of the case as data: all its columns; of the rows those of this lesson, where it says.

        Raises
        ------
        LessonError
            There is no table of this name for learners.
        """
        names = [table for table in ROW_TYPES if not table.startswith(tables.TEACHER)]
        if name not in names:
            msg = LESSON["no_table"].format(asked=repr(name), known=", ".join(names))
            raise LessonError(msg)
        columns = [part.name for part in fields(ROW_TYPES[name])]
        wanted = {"lesson_id": self.lesson_id} if "lesson_id" in columns else {}
        return render.frame(columns, [astuple(row) for row in self.case.rows(name, **wanted)])

    def events(self):
        """The events of this lesson in the order of their beginning: one row an event."""
        rows = [(event.start, event.end or "", event.label, event.group) for event in self._events()]
        return render.frame(COLUMNS["events"], rows)

    def timeline(self):
        """The events of this lesson as a picture; LessonError when it has none."""
        events = self._events()
        if not events:
            msg = LESSON["no_events"].format(lesson=self.lesson_id)
            raise LessonError(msg)
        return figures.timeline(events, LESSON["timeline"].format(lesson=self.lesson_id, title=self.row.title))

    def _events(self):
        return figures.by_date(self.case.rows("events", lesson_id=self.lesson_id))


def _counted(number, noun):
    return LESSON[noun if number == 1 else f"{noun}s"].format(count=number)


class Health:
    """What was looked at, whether it is well, and what to do where it is not."""

    def __init__(self, looked_at):
        self.looked_at = list(looked_at)

    def __repr__(self):
        return "\n".join(unlinked(visible_line(f"{'✓' if well else '✗'} {text}")) for well, text in self.looked_at)


def _health():
    stray = Path(__file__).resolve().parent.parent == Path.cwd()
    yield _said(not stray, "origin")
    yield True, HEALTH["tables"][0]
    yield _said(importlib.util.find_spec("anywidget") is not None, "desk")
    yield _journal_health()


def _said(well, about, **values):
    return well, HEALTH[about][0 if well else 1].format(**values)


def _journal_health():
    folder = journal.folder()
    probe = folder / f".can-write-{journal.new_id()}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe.write_text("", encoding="utf-8")
        probe.unlink()
    except OSError as error:
        return _said(False, "journal", reason=error.strerror or LESSON["unwritable"])
    return _said(True, "journal")
