"""The page on who has checked what: what it says of a lesson, of a subject, and of what nobody has looked at."""

import re
from dataclasses import replace

import pytest

from sidebyside import checked, open_case
from sidebyside.advice import Review
from sidebyside.model import ROW_TYPES, Case


@pytest.fixture
def lamp(sample):
    """The sound sample case."""
    return open_case(sample)


def with_reviews(case, *rows):
    return Case(case.title, case.tables | {"reviews": rows})


def lines(page, title):
    """The cells of the table below a heading."""
    part = re.split(rf"^#+ {title}$", page, flags=re.MULTILINE)[1].split("\n#")[0]
    return [line[2:-2].split(" | ") for line in part.splitlines() if line.startswith("| ")][2:]


def test_a_lesson_has_a_line_for_every_way_of_checking_and_says_where_nobody_has(lamp):
    found = lines(checked.page(lamp), "00 The lamp")
    first, *others = found
    assert first == [
        "Our words against the text they render: both passages", "a second reader", "2024-05", "A lamp was lit that had been out.",
    ]  # fmt: skip
    assert others == [[what, "nobody yet", "", ""] for kind, what in checked.OF_A_LESSON.items() if kind != "renderings"]


def test_a_lesson_without_a_row_was_checked_by_nobody(lamp):
    found = checked.of_lesson(with_reviews(lamp), "00")
    assert found == [(what, "nobody yet", "", "") for what in checked.OF_A_LESSON.values()]


def test_a_row_without_a_reader_is_nobody_yet_too(lamp):
    row = Review("RV1", "00", "one half", "class", None, None, None)
    assert ("Taught in a class: one half", "nobody yet", "", "") in checked.of_lesson(with_reviews(lamp, row), "00")


def test_a_lesson_can_be_looked_at_in_ways_that_all_share(lamp):
    row = Review("RV1", "00", "the timeline", "access", "a reader", "2025", "Named.")
    assert checked.of_lesson(with_reviews(lamp, row), "00")[-1] == (
        "Use without a mouse, without sight, enlarged: the timeline", "a reader", "2025", "Named.",
    )  # fmt: skip


def test_subjects_stand_apart_and_specialists_are_claimed_only_where_there_is_one(lamp):
    page = checked.page(lamp)
    assert lines(page, checked.SAY["subjects"]) == [
        ["Lamp oil", "nobody yet", "", ""],
        ["The harbour", "a pilot", "2025", "Two names."],
    ]
    assert checked.SAY["subjects_none"] not in page
    nobody = [replace(row, by=None) for row in lamp.rows("reviews")]
    assert checked.SAY["subjects_none"] in checked.page(with_reviews(lamp, *nobody))


def test_what_belongs_to_no_lesson_stands_by_itself(lamp):
    assert lines(checked.page(lamp), checked.SAY["all"]) == [
        ["Use without a mouse, without sight, enlarged", "one reader", "", ""]
    ]


def test_what_stands_in_a_cell_is_read_as_text(lamp):
    row = Review("RV1", "00", "a | b", "whole", "<b>me</b> *so*", "2025", "[x](http://x) `y`\u202e")
    page = checked.page(with_reviews(lamp, row))
    assert r"a \| b | \<b\>me\</b\> \*so\* | 2025 | \[x\](http://x) \`y\`" in page
    assert "\u202e" not in page


def test_every_way_that_the_table_may_name_has_its_words(case, root):
    from sidebyside import tables

    [column] = [column for column in tables.read(root / "data").sheets["reviews"].columns if column.name == "checked"]
    assert set(column.enum) == {*checked.OF_A_LESSON, *checked.OF_ALL}
    assert ROW_TYPES["reviews"] is Review


def test_no_specialist_is_claimed_where_none_has_read(case):
    """Six subjects that need one, by name, until one has."""
    subjects = " ".join(row.subject for row in case.rows("reviews", checked="specialist", lesson_id=None))
    for subject in ("Antisemitism", "German money", "Hostages", "Kronstadt", "Ageloff", "Lev Sedov"):
        assert subject in subjects
    assert all(row.by and row.date for row in case.rows("reviews") if row.checked != "specialist")
