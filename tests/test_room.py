"""What a class votes on, how its counts are kept, and what the room answers. How it looks is tested in a browser."""

import json
import re
import sys

import pytest

from hostile import filled
from keepers import message_of, sendable
from payloads import SHORT
from sidebyside import journal, keeping, layout, lesson, open_case, render, voting, words
from sidebyside.room_words import ROOM
from sidebyside.widgets import room as module
from sidebyside.widgets.desk import Desk
from sidebyside.widgets.room import Room
from test_payloads import assert_only_text

BEARING, VERDICT = (list(words.OPTIONS[kind].items()) for kind in ("bearing", "verdict"))


@pytest.fixture
def small(sample):
    return open_case(sample)


@pytest.fixture
def content(small):
    return voting.of_lesson(small, "00")


@pytest.fixture
def sent(monkeypatch):
    """What the rooms of a test send."""
    messages = []
    monkeypatch.setattr(Room, "send", lambda _, message, buffers=None: messages.append(message))
    return messages


@pytest.fixture
def room(small, sent, folder):
    """A room in which a class has begun."""
    made = Room(small, "00", folder)
    receive(made, sent, do="newcomer", id="1")
    return made


def receive(room, sent, **message):
    """The one answer to a message."""
    before = len(sent)
    room._receive(room, message, [])
    (answer,) = sent[before:]
    assert sendable(answer) == answer
    assert sendable(room.state) == room.state
    return answer


def count(room, sent, key, **hands):
    answer = receive(room, sent, **message_of(json.dumps(hands), learner=room.learner, key=key))
    assert answer["saved_at"]


# What is voted on


def test_each_passage_and_each_claim_is_voted_on_twice(content):
    (claim,) = content["claims"]
    ids = [[ballot["id"] for ballot in one["ballots"]] for one in (*claim["excerpts"], claim)]
    assert ids == [["V00-1:K1:F1", "V00-2:K1:F1"], ["V00-1:K1:F2", "V00-2:K1:F2"], ["V00-1:K1", "V00-2:K1"]]
    assert [ballot["options"] for ballot in claim["ballots"]] == [list(map(list, VERDICT))] * 2
    assert claim["excerpts"][0]["ballots"][0]["options"] == list(map(list, BEARING))


def test_the_question_is_the_lessons_own_where_it_asks_one(content):
    (claim,) = content["claims"]
    first, second = claim["excerpts"]
    assert first["ballots"][0]["question"] == "If this is true, what does it do to the claim?"
    assert second["ballots"][0]["question"] == ROOM["bearing_question"]  # the sample asks it of the first alone
    assert claim["ballots"][1]["text"] == "Second vote: How does the claim stand now? (Never dark)"


def test_every_key_of_every_lesson_can_be_kept(case):
    for row in case.rows("lessons"):
        claims = voting.of_lesson(case, row.lesson_id)["claims"]
        keys = [ballot["id"] for claim in claims for one in (*claim["excerpts"], claim) for ballot in one["ballots"]]
        assert len(set(keys)) == len(keys) > 3
        assert all(journal._PROMPT.fullmatch(key) for key in keys)


def test_no_answer_of_a_learner_and_no_reading_of_a_teacher_lies_in_a_room(case):
    content = voting.of_lesson(case, "04")
    assert sendable(content) == json.loads(json.dumps(content))
    for reading in case.rows("teacher/readings"):
        assert reading.reason not in json.dumps(content, ensure_ascii=False)
    assert all("prompts" not in claim and "steps" not in claim for claim in content["claims"])


# Counts


@pytest.mark.parametrize(
    ("value", "counted"),
    [
        ('{"supports": 12}', {"supports": 12}),
        ('{"supports":12,"silent":3,"nobody":5}', {"supports": 12, "silent": 3}),
        ('{"supports":0,"against":999}', {"against": 999}),
        ('{"supports":1000,"against":1}', {"against": 1}),
        ('{"supports":-1,"against":true,"silent":1.5,"undecided":"3","complicates":2}', {"complicates": 2}),
    ],
)
def test_hands_are_whole_numbers_for_answers_that_there_are(value, counted):
    found = voting.counts(value, BEARING)
    assert list(found) == [name for name, _ in BEARING]
    assert {name: number for name, number in found.items() if number} == counted


@pytest.mark.parametrize(
    "value",
    [
        None,
        "",
        "{}",
        "[]",
        "null",
        "12",
        '"x"',
        '{"supports":0}',
        '{"supports":NaN}',
        "{",
        "[" * 9000,
        "\ud800",
        '{"a":{}}',
        "supports",
    ],
)
def test_whatever_else_stands_in_a_journal_counts_no_hands(value):
    assert voting.counts(value, BEARING) == {}


@pytest.mark.parametrize("payload", [payload.text for payload in SHORT])
def test_no_payload_counts_hands(payload):
    assert voting.counts(payload, BEARING) == voting.counts(json.dumps({payload: 1, "supports": payload}), BEARING) == {}


def test_counts_are_kept_as_answers_and_survive(room, sent, small, folder, monkeypatch):
    monkeypatch.setitem(sys.modules, "pandas", None)
    assert len(room.votes) == 0
    count(room, sent, "V00-2:K1", **{"borne-out": 4, "partly": 20})
    count(room, sent, "V00-1:K1:F1", supports=3)
    again = Room(small, "00", folder)
    assert again.learner == room.learner != ""
    rows = [tuple(row.values()) for row in again.votes]
    assert len(rows) == len(BEARING) + len(VERDICT)
    assert rows[0] == ("K1", "F1", "First vote", "supports it", 3)
    assert ("K1", "", "Second vote", words.OPTIONS["verdict"]["partly"], 20) in rows
    assert again.votes.columns == list(ROOM["columns"])


def test_a_desk_of_the_same_lesson_keeps_counts_and_answers_in_one_journal(room, sent, small, folder):
    count(room, sent, "V00-1:K1", partly=3)
    desk = Desk(small, "00", folder)
    assert desk.learner == room.learner
    assert list(desk.state["answers"]) == ["V00-1:K1"]
    assert len(desk.answers) == 0  # no question of the tables


# Messages


def test_the_state_shows_a_count_before_it_is_acknowledged(room, monkeypatch):
    shown = []
    monkeypatch.setattr(Room, "send", lambda room, _message, buffers=None: shown.append(dict(room.state["answers"])))
    room._receive(room, message_of('{"partly":1}', learner=room.learner, key="V00-1:K1"), [])
    assert [record["V00-1:K1"]["value"] for record in shown] == ['{"partly":1}']


@pytest.mark.parametrize(
    "message", [None, [], "x", 1, {}, {"do": None}, {"do": "original", "excerpt": "F1"}, {"do": "paste"}, {"do": ["answer"]}]
)
def test_a_message_that_asks_for_nothing_is_answered_with_an_error(room, sent, message):
    before = json.dumps(room.state)
    room._receive(room, message, [])
    assert sent[-1] == {"id": "", "error": words.KEEPING["no_answer"]}
    assert json.dumps(room.state) == before


@pytest.mark.parametrize("message", [None, 1, {}, {"id": 1}, {"id": []}])
def test_a_message_without_an_id_is_answered_under_none(message):
    assert keeping.id_of(message) == ""


# What is drawn


def test_a_lesson_opens_its_room(case, monkeypatch, folder):
    monkeypatch.setenv("SIDEBYSIDE_JOURNAL", str(folder))
    room = lesson.Lesson(case, "04").room()
    assert repr(room) == ROOM["repr"].format(lesson="04")
    assert room.content == voting.of_lesson(case, "04")


def test_a_room_shows_first_what_stands_where_no_widget_runs_and_then_itself(room, monkeypatch):
    shown = []
    monkeypatch.setattr(module, "display", lambda data, **_: shown.append(data))
    room._ipython_display_()
    page, widget = shown
    assert page.data == render.room(room.content)
    assert "application/vnd.jupyter.widget-view+json" in widget


def test_the_twin_lists_claims_and_passages_and_no_count(room, sent):
    before = render.room(room.content)
    count(room, sent, "V00-1:K1", partly=3)
    assert render.room(room.content) == before
    for text in ("In all her years", "The ninth winter", "The postmaster", ROOM["twin"]):
        assert text in before


@pytest.mark.parametrize("kind", ["markup", "events", "mathematics", "break-outs"])
def test_the_twin_is_text_alone(content, kind):
    assert_only_text(lambda text: render.room(filled(content, text)), kind)


def test_no_part_of_the_script_says_a_name_again():
    for name_of in (r"^(?:async )?function (\w+)", r"^(?:const|let|class) (\w+)"):
        names = re.findall(name_of, Room._esm, re.MULTILINE)
        assert len(names) > 5
        assert len(set(names)) == len(names)
    assert Room._esm.count("export default") == 1


def test_the_style_of_a_room_is_of_no_desk():
    assert ".desk" not in Room._css
    assert ".jp-OutputArea:has(.room)" in Room._css
    assert Room._css.count("{") == Room._css.count("}")


def test_what_the_room_lays_over_the_words_of_the_desk_is_meant():
    shared = set(ROOM) & set(words.DESK)
    assert shared == {"name", "choose_claim", "claim_option", "who_note", "passage", "before"}
    assert layout.of_lesson.__module__ == "sidebyside.layout"
