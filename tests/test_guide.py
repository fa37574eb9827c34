"""What the guide for teachers may promise, and where it may not be: in what learners get."""

import json
import re

import pytest

from sidebyside import guide, open_case, open_guide
from sidebyside.lesson import CaseError


def table(shown):
    """The rows of a table."""
    return [list(row.values()) for row in shown]


@pytest.fixture
def lamp(sample):
    """The guide of the sound sample case."""
    return open_guide(sample)


def test_a_route_is_offered_only_when_all_of_its_lessons_are_there(lamp):
    assert [row.name for row in lamp.case.rows("routes")] == ["One class", "Two classes"]
    assert table(lamp.routes()) == [["One class", "00 The lamp", 20, "For a dark evening."]]
    assert repr(lamp) == "The guide for teachers: 1 lessons, 1 routes."


def test_the_routes_of_the_course_promise_no_lesson_that_is_not_there(case, root):
    there = {row.lesson_id for row in case.rows("lessons")}
    shown = " ".join(row[1] for row in table(open_guide(root / "data").routes()))
    for route in case.rows("routes"):
        assert set(route.lessons) <= there or not set(route.lessons) - there & set(shown.split())
    assert len(table(open_guide(root / "data").routes())) == len([r for r in case.rows("routes") if set(r.lessons) <= there]) > 0


def test_minutes_of_a_route_are_added_up(case, root):
    minutes = {row.lesson_id: row.minutes for row in case.rows("lessons")}
    for route, (_, _, total, _) in zip(
        [row for row in case.in_order("routes") if set(row.lessons) <= set(minutes)],
        table(open_guide(root / "data").routes()),
        strict=True,
    ):
        assert total == sum(minutes[name] for name in route.lessons)


def test_lessons_come_by_number_and_what_has_no_length_says_so(root):
    rows = table(open_guide(root / "data").lessons())
    assert [row[0] for row in rows[:-1]] == sorted(row[0] for row in rows[:-1])
    assert rows[-1] == [
        "",
        "Open desk",
        "Which claim of the review would you like to weigh?",
        "weighing any claim",
        guide.SAY["workplace"],
    ]


def test_the_list_of_lessons_escapes_what_stands_in_the_tables(sample):
    path = sample / "lessons.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("The lamp,Was it", "A | b,[Was] it"), encoding="utf-8")
    line = guide.lessons_list(open_case(sample)).splitlines()[-1]
    assert line == r"| 00 | [A \| b](notebooks/00-the-lamp.ipynb): \[Was\] it ever dark? | 20 | reading to the end |"


def test_damaged_tables_are_named(sample):
    (sample / "routes.csv").unlink()
    with pytest.raises(CaseError, match="routes.csv"):
        open_guide(sample)


# The notebook


@pytest.fixture(scope="module")
def prose(root):
    """The Markdown of the guide."""
    cells = json.loads((root / "notebooks/teacher/guide.ipynb").read_text(encoding="utf-8"))["cells"]
    return "\n\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown")


def test_the_guide_says_all_a_teacher_needs_in_ten_minutes(prose):
    assert len(re.findall(r"\w+", prose)) <= 1900
    headings = re.findall(r"^## (.+)$", prose, re.MULTILINE)
    for subject in (
        "Which lesson", "The day before", "first five minutes", "Where it runs", "not watch the series", "do not tell learners",
        "letter home", "AI", "Marking", "Privacy", "learning English", "screen reader", "Difficult moments", "nobody has tried",
    ):  # fmt: skip
        assert any(subject in heading for heading in headings), subject
    for said in (
        "Binder is down",
        "public repository cannot hide",
        "No class has taught these lessons",
        "No specialist has read them",
    ):
        assert said in prose


def test_its_prose_names_no_lesson_that_is_not_there(case, prose):
    there = {row.lesson_id for row in case.rows("lessons")}
    assert set(re.findall(r"\b(\d\d)-teacher", prose)) <= there
    titles = {row.title for row in case.rows("lessons")}
    assert {"Start here", "Open desk"} <= titles & set(re.findall(r"\*([A-Z][^*]+)\*", prose))


def test_a_file_that_is_named_is_there(root, prose):
    for name in re.findall(r"`(docs/[^`]+)`", prose):
        assert (root / name).is_file(), name


def test_learners_do_not_get_it(released):
    assert not [
        path for path in released.rglob("*") if "teacher" in path.relative_to(released).parts or path.name == "guide.ipynb"
    ]
