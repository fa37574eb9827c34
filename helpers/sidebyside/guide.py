"""The words the guide for teachers speaks: which lessons there are, and which routes."""

from sidebyside import checked
from sidebyside.characters import visible
from sidebyside.lesson import open_case
from sidebyside.lesson_words import COLUMNS
from sidebyside.render import PlainTable

SAY = {
    "repr": "The guide for teachers: {lessons} lessons, {routes} routes.",
    "head": ("", "lesson", "minutes", "what is practised"),
    "and": ", then ",
    "workplace": "as long as you like",
}


def open_guide(data=None):
    """What a guide for teachers can say of the case; CaseError where the tables cannot be used."""
    return Guide(open_case(data))


class Guide:
    """Lessons and routes as tables.

    Parameters
    ----------
    case : model.Case
    """

    def __init__(self, case):
        self.case = case

    def __repr__(self):
        return SAY["repr"].format(lessons=len(self.case.rows("lessons")), routes=len(self._routes()))

    def lessons(self):
        """The lessons that are there, one row each."""
        return _whole(COLUMNS["lessons"], [_lesson(row) for row in checked.in_order(self.case)])

    def routes(self):
        """The routes all of whose lessons are there, one row each."""
        return _whole(COLUMNS["routes"], [self._route(row) for row in self._routes()])

    def _routes(self):
        there = {row.lesson_id for row in self.case.rows("lessons")}
        return [row for row in self.case.in_order("routes") if row.lessons and there.issuperset(row.lessons)]

    def _route(self, row):
        lessons = [self.case.lesson(name) for name in row.lessons]
        named = SAY["and"].join(f"{lesson.lesson_id} {lesson.title}" for lesson in lessons)
        return row.name, named, sum(lesson.minutes for lesson in lessons), row.why


def _whole(columns, rows):
    """A table in which nothing is cut short, as pandas would."""
    return PlainTable(columns, [[visible(value) if isinstance(value, str) else value for value in row] for row in rows])


def _lesson(row):
    return row.lesson_id if row.talk else "", row.title, row.question, row.skill, _minutes(row)


def _minutes(row):
    """What is done at one's own pace has no talk and no length."""
    return str(row.minutes) if row.talk else SAY["workplace"]


def lessons_list(case):
    """The lessons as a table in Markdown, for the README of the checkout."""
    lines = [SAY["head"], ("---",) * 4]
    for row in checked.in_order(case):
        title = f"[{checked.plain(row.title)}](notebooks/{row.notebook}): {checked.plain(row.question)}"
        lines.append((row.lesson_id if row.talk else "", title, _minutes(row), checked.plain(row.skill)))
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
