"""What a teacher gets on paper."""

import re
from dataclasses import replace

import pytest

from long_lesson import long_lesson
from printed import sheets, shown
from sidebyside import open_case, words
from sidebyside.model import Case


@pytest.fixture
def lamp(sample):
    """The sound sample case."""
    return open_case(sample)


@pytest.fixture
def long(lamp):
    """The same with a lesson as long as one may be."""
    return long_lesson(lamp)


def test_the_teachers_page_says_what_the_tables_say(long):
    text = shown(sheets(long)["teacher"])
    for note in long.rows("teacher/notes"):
        assert note.text in text
    headings = re.findall("<h2>([^<]+)</h2>", sheets(long)["teacher"])
    names = ("aim", "content", "mistake", "lead", "leave", "language", "screen", "standards")
    assert [name for name in headings if "Plan" not in name and name != words.PAPER["samples"]] == [
        words.PAPER[name] for name in names
    ]
    assert words.PAPER["readings"] not in text
    assert words.PAPER["not_for_learners"] in text
    assert "https://example.org/standards/h1" in text


def test_what_can_be_defended_stands_on_a_sheet_of_its_own(long):
    text = shown(sheets(long)["teacher-readings"])
    for row in long.rows("teacher/readings"):
        assert f"{words.OPTIONS['bearing'][row.bearing]} (both readers): {row.reason}" in text
    assert "secure, the other way" in text
    assert words.PAPER["not_for_learners"] in text


def test_what_is_read_by_all_comes_before_the_sets_and_wider_reading_last(long):
    roles = {"L1": "wider", "L2": "B", "L3": "core"}
    pairs = tuple(replace(row, role=roles.get(row.excerpt_id, "core")) for row in long.rows("pairs"))
    text = shown(sheets(Case(long.title, long.tables | {"pairs": pairs}))["teacher-readings"])
    label = {name: long.excerpt(name).label for name in roles}
    parts_ = [
        "On the worksheets",
        label["L3"],
        "On the sheets of the sets",
        f"Set B · {label['L2']}",
        "Wider",
        label["L1"],
        "Answers",
    ]
    places = [text.index(part) for part in parts_]
    assert places == sorted(places)


def test_sample_answers_are_on_the_teachers_page_where_they_fit_and_else_it_says_where(lamp, long):
    answers = [row.text for row in lamp.rows("teacher/samples")]
    assert all(text in shown(sheets(lamp)["teacher"]) for text in answers)
    more = tuple(replace(row, text=row.text * 9) for row in long.rows("teacher/samples"))
    text = shown(sheets(Case(long.title, long.tables | {"teacher/samples": more}))["teacher"])
    assert more[0].text not in text
    assert words.PAPER["further"] in text


def test_a_teachers_page_that_is_too_long_is_set_smaller(long):
    more = tuple(replace(row, text=row.text * 4) if row.kind == "lead" else row for row in long.rows("teacher/notes"))
    assert '<body class="guide">' in sheets(long)["teacher"]
    assert '<body class="guide tight">' in sheets(Case(long.title, long.tables | {"teacher/notes": more * 2}))["teacher"]


def test_the_plan_says_when_each_step_begins(long):
    html = sheets(long)["teacher"]
    assert "Plan: 50 minutes" in html
    assert re.findall(r"<td>(\d+)′</td><td>(\d+)</td>", html) == [("0", "5"), ("5", "5"), ("10", "25"), ("35", "10"), ("45", "5")]


def test_each_reader_is_named(lamp):
    text = shown(sheets(lamp)["teacher-readings"])
    assert "speaks against it (both readers): The keeper names the night" in text
    assert "complicates it (the second reader): It was the frost" in text


def test_a_teachers_page_without_notes_says_nothing_of_them_and_readings_stand_without_it(lamp):
    bare = Case(lamp.title, lamp.tables | {"teacher/notes": (), "standards": ()})
    text = shown(sheets(bare)["teacher"])
    assert words.PAPER["aim"] not in text
    assert words.PAPER["standards"] not in text
    assert words.PAPER["readings_core"] in shown(sheets(bare)["teacher-readings"])
    none = Case(lamp.title, bare.tables | {"teacher/readings": (), "teacher/samples": (), "teacher/sorted": ()})
    assert "teacher-readings" not in sheets(none)
