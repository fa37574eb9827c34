"""What was sorted, given back: as a table, as a page, in what is handed in, and beside the cells that are marked."""

import io
import re
from dataclasses import replace

import pytest

from keepers import begun, give
from payloads import SHORT
from sidebyside import journal, open_case, sorting
from sidebyside.course import collected, document_docx, document_html, document_md, graded, handin
from sidebyside.handin_words import HANDIN
from sidebyside.lesson_words import WORK
from sidebyside.model import Case
from sidebyside.sorting_words import SORTING
from sidebyside.work import Work

GIVEN = {
    "X00-1:I00-101": "XK00-12",
    "XR00-1:I00-101": "to keep is praise",
    "X00-1:I00-102": "undecided",
    "XR00-1:I00-103": "nobody can know",
    "XC00-1": "I would leave out the third.",
}
TITLE = "What kind of words?"


@pytest.fixture
def small(sample):
    return open_case(sample)


@pytest.fixture
def keeper(folder):
    """A keeper at which somebody sorted a part of an exercise."""
    made = begun(folder)
    for key, value in GIVEN.items():
        give(made, value, key=key)
    return made


def handed(small, folder, keeper):
    return handin.read(small, "00", folder, keeper.learner)


def test_the_table_of_ones_work_has_a_row_for_each_answer(small, folder, keeper, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "pandas", None)
    rows = [tuple(row.values())[:5] for row in Work(small, "00", folder).frame()]
    assert rows == [
        ("X00-1", "I00-101", TITLE, "“kept the lamp alight”", "judges"),
        ("X00-1", "I00-101", TITLE, SORTING["reason_of"].format(text="“kept the lamp alight”"), "to keep is praise"),
        ("X00-1", "I00-102", TITLE, "The stage keeper falls asleep.", SORTING["undecided"]),
        (
            "X00-1",
            "I00-103",
            TITLE,
            SORTING["reason_of"].format(text="She must have been afraid of the office."),
            "nobody can know",
        ),
        ("X00-1", "", TITLE, "Which of them would you ask the paper to leave out?", "I would leave out the third."),
    ]


def test_the_page_of_ones_work_has_them_by_kind(small, folder, keeper):
    page = Work(small, "00", folder).show().html
    assert WORK["nothing"] not in page
    assert [re.sub("<[^>]*>", "", term) for term in re.findall("<strong>.*?</strong>", page)[1:]] == [
        "judges",
        SORTING["undecided"],
        SORTING["unsorted"],
        "Which of them would you ask the paper to leave out?",
    ]
    for text in ("“kept the lamp alight” (the review, paragraph 2), because: to keep is praise", "I would leave out the third."):
        assert text in page
    assert WORK["gone"].partition(":")[0] not in page
    saved = keeper.answers["X00-1:I00-102"]["saved_at"]
    assert saved not in page
    assert saved in Work(small, "00", folder).show(times=True).html


def test_what_the_lesson_no_longer_asks_is_counted(small, folder, keeper):
    give(keeper, "XK00-11", key="X00-1:I00-999")
    assert WORK["gone"].format(count=1) in Work(small, "00", folder).show().html


def test_two_answers_that_differ_are_both_shown(small, folder, keeper):
    give(keeper, "XK00-13", key="X00-1:I00-101", page="bbbbbbbb", upon=())
    page = Work(small, "00", folder).show().html
    assert WORK["rival"] in page
    assert '<li><p dir="auto">judges' in page or '<li><p dir="auto">guesses' in page
    made = handed(small, folder, keeper)
    assert made.exercises[0].listed[0][1][0].others


def test_a_hand_in_has_what_was_begun_and_says_what_is_empty(small, folder, keeper):
    made = handed(small, folder, keeper)
    assert [one.exercise_id for one in made.exercises] == ["X00-1"]
    assert SORTING["not_sorted"].format(title=TITLE, count=1, all=3) in made.empty
    assert SORTING["not_begun"].format(title="Two ways to be dark") in made.empty
    assert made.left == ()


def test_an_exercise_for_whoever_has_time_is_missed_only_once_it_was_begun(small, tmp_path):
    wider = Case(small.title, small.tables | {"exercises": tuple(replace(row, role="wider") for row in small.rows("exercises"))})
    keeper = begun(tmp_path)

    def missed():
        return [one for one in handin.read(wider, "00", tmp_path, keeper.learner).empty if one.startswith("Exercise")]

    assert missed() == []
    (item, *_) = wider.in_order("items", exercise_id="X00-1")
    give(keeper, sorting.UNDECIDED, key=f"X00-1:{item.item_id}")
    assert [TITLE in one for one in missed()] == [True]


def test_a_hand_in_of_nothing_says_so(small, folder):
    page = document_html.written(handed(small, folder, begun(folder))).decode("utf-8")
    assert HANDIN["nothing"] in page
    assert SORTING["exercise"].format(title=TITLE) not in page


@pytest.mark.parametrize("kind", ["html", "md", "docx"])
def test_every_document_has_what_was_sorted(small, folder, keeper, kind):
    made = handed(small, folder, keeper)
    if kind == "docx":
        docx = pytest.importorskip("docx")
        document = docx.Document(io.BytesIO(document_docx.written(made)))
        text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    else:
        text = {"html": document_html, "md": document_md}[kind].written(made).decode("utf-8")
    assert HANDIN["nothing"] not in text
    for part in (TITLE, "judges", "to keep is praise", "nobody can know", SORTING["unsorted"], "I would leave out the third."):
        assert part in text, part


@pytest.mark.parametrize("payload", [one for one in SHORT if one.kind == "markup"][:12], ids=lambda one: one.name)
def test_a_reason_that_is_a_payload_is_text(small, folder, keeper, payload):
    give(keeper, payload.text, key="XR00-1:I00-101")
    give(keeper, payload.text, key="XC00-1")
    made = handed(small, folder, keeper)
    for page in (document_html.written(made).decode("utf-8"), Work(small, "00", folder).show().html):
        body = page.split("</head>")[-1]
        assert not re.search(r"<(script|img|iframe|svg|object|a )", body)


def test_collected_work_shows_what_was_sorted_beside_the_cells_that_are_marked(small, folder, keeper):
    released = {cell.grade_id: {"source": "", "points": 3, "markdown": True} for cell in graded.cells(small, "00")}
    give(keeper, "<b>$x$</b>", key="XR00-1:I00-102")
    cells = collected.collected(small, "00", folder, released)
    (cell,) = [cell for cell in cells if cell["id"] == "desk-X00-1"]
    assert "nbgrader" not in cell["metadata"]  # read, not marked
    for part in (TITLE, "judges:", "to keep is praise", "I would leave out the third.", "&lt;b&gt;&#36;x&#36;"):
        assert part in cell["source"], part
    assert "<b>" not in cell["source"]
    assert "desk-X00-2" not in {cell["id"] for cell in cells}


def test_collected_work_of_two_names_is_shown_under_each(small, folder, keeper):
    other = begun(folder)
    give(other, "XK00-11", key="X00-1:I00-103")
    released = {cell.grade_id: {"source": "", "points": 3, "markdown": True} for cell in graded.cells(small, "00")}
    (cell,) = [cell for cell in collected.collected(small, "00", folder, released) if cell["id"] == "desk-X00-1"]
    assert keeper.learner in cell["source"]
    assert other.learner in cell["source"]


def test_nothing_of_an_exercise_is_kept_under_the_keys_of_another_lesson(small, folder, keeper):
    folded = journal.fold(journal.lesson_path("00", folder), keeper.learner)
    one, two = sorting.of_lesson(small, "00")
    assert sorting.made(one, folded).has_begun
    assert not sorting.made(two, folded).has_begun
