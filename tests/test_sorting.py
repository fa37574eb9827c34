"""What is sorted, under which keys it is kept, and what a learner made of it. How it looks is tested in a browser."""

import json
import re
import sys

import pytest

from hostile import filled
from keepers import message_of, sendable
from payloads import SHORT
from sidebyside import journal, keeping, layout, lesson, open_case, render, sorting, words
from sidebyside.lesson_words import LESSON
from sidebyside.sorting_words import SORTING
from sidebyside.widgets import sorting as module
from sidebyside.widgets.desk import Desk
from sidebyside.widgets.room import Room
from sidebyside.widgets.sorting import Sorting
from test_payloads import assert_only_text

FIRST, SECOND, THIRD = (f"X00-1:I00-10{at}" for at in (1, 2, 3))


@pytest.fixture
def small(sample):
    return open_case(sample)


@pytest.fixture
def content(small):
    return sorting.of_exercise(small, "X00-1")


@pytest.fixture
def exercise(content):
    return content["exercise"]


@pytest.fixture
def sent(monkeypatch):
    """What the exercises of a test send."""
    messages = []
    monkeypatch.setattr(Sorting, "send", lambda _, message, buffers=None: messages.append(message))
    return messages


@pytest.fixture
def widget(small, sent, folder):
    """An exercise at which a learner has begun."""
    made = Sorting(small, "X00-1", folder)
    receive(made, sent, do="newcomer", id="1")
    return made


def receive(widget, sent, **message):
    """The one answer to a message."""
    before = len(sent)
    widget._receive(widget, message, [])
    (answer,) = sent[before:]
    assert sendable(answer) == answer
    assert sendable(widget.state) == widget.state
    return answer


def give(widget, sent, key, value):
    assert receive(widget, sent, **message_of(value, learner=widget.learner, key=key))["saved_at"]


def folded(rivals=None, **values):
    """Answers as a journal has them: a key with _ for : and -."""
    given = {re.sub(r"^([A-Z]+00)_1(?:_I00_)?", r"\1-1:I00-", key).removesuffix(":I00-"): value for key, value in values.items()}
    return journal.Folded({key: {"value": value} for key, value in given.items()}, rivals or {}, ())


# What is sorted


def test_an_exercise_has_its_items_and_kinds_in_their_order(exercise):
    assert [item["kind"]["id"] for item in exercise["items"]] == [FIRST, SECOND, THIRD]
    assert [item["reason"]["id"] for item in exercise["items"]][0] == "XR00-1:I00-101"
    assert exercise["closing"]["id"] == "XC00-1"
    assert exercise["items"][0]["kind"]["options"] == [
        ["XK00-11", "tells"],
        ["XK00-12", "judges"],
        ["XK00-13", "guesses"],
        ["undecided", SORTING["undecided"]],
    ]
    assert exercise["items"][0]["about"] == "The sentence is about all her years."
    assert exercise["items"][0]["parts"] == [{"text": "“kept the lamp alight”", "quoted": True}]


def test_an_exercise_may_ask_nothing_at_its_end(small):
    one, two = sorting.of_lesson(small, "00")
    assert (one["id"], two["id"], two["closing"]) == ("X00-1", "X00-2", None)
    assert len(sorting.prompts(one)) == 7
    assert len(sorting.prompts(two)) == 2


def test_every_key_of_every_exercise_can_be_kept_and_is_another(case, small):
    for one in (case, small):
        keys = [
            prompt["id"]
            for row in one.rows("lessons")
            for each in sorting.of_lesson(one, row.lesson_id)
            for prompt in sorting.prompts(each)
        ]
        assert len(set(keys)) == len(keys)
        assert all(journal._PROMPT.fullmatch(key) and key.startswith(sorting.PREFIX) for key in keys)
    assert keys


def test_no_reading_of_a_teacher_lies_in_an_exercise(small, content):
    shown = json.dumps(content, ensure_ascii=False)
    assert sendable(content) == json.loads(shown)
    assert small.rows("teacher/sorted")
    for row in small.rows("teacher/sorted"):
        assert row.reason not in shown


def test_there_is_no_exercise_of_another_name(small):
    with pytest.raises(KeyError, match="X00-9"):
        sorting.of_exercise(small, "X00-9")


# What a learner made of it


def test_what_was_sorted_stands_by_kind(exercise):
    made = sorting.made(
        exercise, folded(X00_1_I00_101="XK00-12", XR00_1_I00_101="praise", X00_1_I00_102="undecided", XC00_1="None.")
    )
    assert [(label, [item.text for item in items]) for label, items in made.groups] == [
        ("tells", []),
        ("judges", ["“kept the lamp alight”"]),
        ("guesses", []),
        (SORTING["undecided"], ["The stage keeper falls asleep."]),
    ]
    assert made.groups[1][1][0].reason == "praise"
    assert [item.text for item in made.unsorted] == ["She must have been afraid of the office."]
    assert (made.closing, made.answer, made.has_begun) == (exercise["closing"]["text"], "None.", True)
    assert [label for label, _ in made.listed] == ["judges", SORTING["undecided"]]
    assert made.missing == SORTING["not_sorted"].format(title=made.title, count=1, all=3)


@pytest.mark.parametrize("value", ["XK00-21", "tells", "", " ", None, "\ud800"])
def test_whatever_is_no_kind_of_the_exercise_sorts_nothing(exercise, value):
    made = sorting.made(exercise, folded(X00_1_I00_101=value))
    assert len(made.unsorted) == 3
    assert not made.has_begun
    assert made.missing == SORTING["not_begun"].format(title=made.title)


def test_a_reason_without_a_kind_is_not_lost(exercise):
    made = sorting.made(exercise, folded(XR00_1_I00_102="on a stage"))
    assert [(label, [item.said for item in items]) for label, items in made.listed] == [
        (SORTING["unsorted"], ["The stage keeper falls asleep. (the review, paragraph 1), because: on a stage"])
    ]
    assert made.has_begun


def test_what_stands_against_an_answer_is_told(exercise):
    rivals = {
        FIRST: ({"value": "XK00-13"}, {"value": None}),
        "XR00-1:I00-101": ({"value": "another reason"},),
        "XC00-1": ({"value": "All."},),
    }
    made = sorting.made(exercise, folded(rivals, X00_1_I00_101="XK00-11"))
    assert made.groups[0][1][0].others == ("guesses", "another reason")
    assert made.others == ("All.",)


def test_answers_are_rows(exercise):
    values = {FIRST: "XK00-11", "XR00-1:I00-101": "a log", "XC00-1": "None.", SECOND: "gone"}
    assert list(sorting.rows(exercise, values)) == [
        ("X00-1", "I00-101", "“kept the lamp alight”", "tells"),
        ("X00-1", "I00-101", SORTING["reason_of"].format(text="“kept the lamp alight”"), "a log"),
        ("X00-1", "I00-102", "The stage keeper falls asleep.", "gone"),
        ("X00-1", "", exercise["closing"]["text"], "None."),
    ]


# The widget


def test_answers_are_kept_and_survive(widget, sent, small, folder, monkeypatch):
    monkeypatch.setitem(sys.modules, "pandas", None)
    assert len(widget.answers) == 0
    give(widget, sent, FIRST, "XK00-12")
    give(widget, sent, "XR00-1:I00-101", "praise")
    give(widget, sent, THIRD, "undecided")
    again = Sorting(small, "X00-1", folder)
    assert again.learner == widget.learner != ""
    assert [tuple(row.values()) for row in again.answers] == [
        ("I00-101", "“kept the lamp alight”", "judges", "praise"),
        ("I00-103", "She must have been afraid of the office.", SORTING["undecided"], ""),
    ]
    assert again.answers.columns == list(SORTING["columns"])


def test_the_desk_and_the_other_exercise_of_a_lesson_keep_one_journal(widget, sent, small, folder, monkeypatch):
    monkeypatch.setitem(sys.modules, "pandas", None)
    give(widget, sent, FIRST, "XK00-12")
    assert list(Desk(small, "00", folder).state["answers"]) == [FIRST]
    assert [tuple(row.values()) for row in Desk(small, "00", folder).answers] == [
        ("X00-1", "I00-101", "“kept the lamp alight”", "judges")
    ]
    assert len(Sorting(small, "X00-2", folder).answers) == 0


def test_the_state_shows_an_answer_before_it_is_acknowledged(widget, monkeypatch):
    shown = []
    monkeypatch.setattr(Sorting, "send", lambda one, _message, buffers=None: shown.append(dict(one.state["answers"])))
    widget._receive(widget, message_of("XK00-11", learner=widget.learner, key=FIRST), [])
    assert [record[FIRST]["value"] for record in shown] == ["XK00-11"]


@pytest.mark.parametrize("message", [None, [], "x", 1, {}, {"do": None}, {"do": "original"}, {"do": ["answer"]}])
def test_a_message_that_asks_for_nothing_is_answered_with_an_error(widget, sent, message):
    before = json.dumps(widget.state)
    widget._receive(widget, message, [])
    assert sent[-1] == {"id": keeping.id_of(message), "error": words.KEEPING["no_answer"]}
    assert json.dumps(widget.state) == before


@pytest.mark.parametrize("payload", [payload.text for payload in SHORT])
def test_a_payload_is_kept_as_it_is_and_shown_as_text(widget, sent, payload):
    give(widget, sent, "XR00-1:I00-101", payload)
    give(widget, sent, FIRST, payload)
    assert sendable(widget.state["answers"]["XR00-1:I00-101"]["value"]) == keeping.whole(payload)


# What is drawn


def test_a_lesson_opens_its_exercise_and_no_other(small, monkeypatch, folder):
    monkeypatch.setenv("SIDEBYSIDE_JOURNAL", str(folder))
    one = lesson.Lesson(small, "00")
    assert repr(one.exercise("X00-1")) == SORTING["repr"].format(exercise="X00-1", title="What kind of words?")
    with pytest.raises(lesson.LessonError, match="lesson 00 has no exercise 'X09-1'; it has X00-1, X00-2"):
        one.exercise("X09-1")


def test_a_lesson_without_exercises_says_so(case):
    one = lesson.Lesson(case, "00")
    with pytest.raises(lesson.LessonError, match=LESSON["no_exercises"].format(lesson="00", asked="'X00-1'")):
        one.exercise("X00-1")


def test_an_exercise_shows_first_what_stands_where_no_widget_runs_and_then_itself(widget, monkeypatch):
    shown = []
    monkeypatch.setattr(module, "display", lambda data, **_: shown.append(data))
    widget._ipython_display_()
    page, view = shown
    assert page.data == render.sorting(widget.content)
    assert "application/vnd.jupyter.widget-view+json" in view


def test_the_twin_has_the_task_the_kinds_and_the_items_and_no_answer(widget, sent):
    before = render.sorting(widget.content)
    give(widget, sent, FIRST, "XK00-12")
    give(widget, sent, "XR00-1:I00-101", "praise")
    assert render.sorting(widget.content) == before
    for text in (
        "What kind of words?",
        "take the one that is stronger",
        "a log could show it",
        "falls asleep",
        "paragraph 1",
        SORTING["twin"],
    ):
        assert text in before
    assert "praise" not in before


@pytest.mark.parametrize("kind", ["markup", "events", "mathematics", "break-outs"])
def test_the_twin_is_text_alone(content, kind):
    assert_only_text(lambda text: render.sorting(filled(content, text)), kind)


def test_no_part_of_the_script_says_a_name_again():
    for widget in (Sorting, Room):
        for name_of in (r"^(?:async )?function (\w+)", r"^(?:const|let|class) (\w+)"):
            names = re.findall(name_of, widget._esm, re.MULTILINE)
            assert len(names) > 5
            assert len(set(names)) == len(names)
        assert widget._esm.count("export default") == 1


def test_the_style_of_an_exercise_is_of_no_desk():
    assert ".desk" not in Sorting._css
    assert ".jp-OutputArea:has(.sorting)" in Sorting._css
    assert Sorting._css.count("{") == Sorting._css.count("}")


def test_what_an_exercise_lays_over_the_words_of_the_desk_is_meant():
    assert set(SORTING) & set(layout.of_words()) == {"name", "weighed"}
