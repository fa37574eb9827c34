"""What the desk answers to a page. How it looks and what pressing it does is tested in a browser."""

import json
import re
import sys
from dataclasses import replace

import pytest

from keepers import HALF, OTHER, PAGE, message_of, sendable
from sidebyside import feedback, keeping, layout, learners, marks, open_case, originals, words
from sidebyside.finder_words import FINDER
from sidebyside.model import Case, Prompt
from sidebyside.widgets import desk as module
from sidebyside.widgets.desk import Desk

SECRET = "the author's own words"


def name(number):
    """An id that stands for the given moment."""
    return f"{number:015}-{'0' * 16}"


@pytest.fixture
def small(sample):
    """The sample case with a question asked of every excerpt."""
    case = open_case(sample)
    of_each = Prompt("P00-9", "00", 9, "weigh", "bearing", None, None, "And this one?")
    return Case(case.title, case.tables | {"prompts": (*case.rows("prompts"), of_each)})


@pytest.fixture
def sent(monkeypatch):
    """What the desks of a test send."""
    messages = []
    monkeypatch.setattr(Desk, "send", lambda _, message, buffers=None: messages.append(message))
    return messages


@pytest.fixture
def desk(small, sent, folder, tmp_path):
    """A desk nobody has sat down at."""
    return Desk(small, "00", folder, tmp_path / "texts")


@pytest.fixture
def begun(desk, sent):
    """A desk at which somebody works."""
    receive(desk, sent, do="newcomer", id=name(0))
    return desk


@pytest.fixture
def asked(monkeypatch):
    """What the helpers are asked for; they find the same each time."""
    calls = []

    def original(_case, library, excerpt_id, around=0):
        calls.append(("original", library.folder, excerpt_id, around))
        return {"state": "here", "passage": SECRET}

    def pasted(_case, library, excerpt_id, text):
        calls.append(("paste", library.folder, excerpt_id, text))
        return {"grade": "near", "differs": [SECRET]}

    monkeypatch.setattr(originals, "original", original)
    monkeypatch.setattr(originals, "pasted", pasted)
    monkeypatch.setattr(originals, "told", lambda found: {"told": found["passage"]})
    return calls


def receive(desk, sent, **message):
    """The one answer to a message."""
    before = len(sent)
    desk._receive(desk, message, [])
    (answer,) = sent[before:]
    assert sendable(answer) == answer
    assert sendable(desk.state) == desk.state
    return answer


def test_a_desk_holds_what_is_laid_on_it(desk, small):
    assert desk.content == layout.of_lesson(small, "00") | {"find": FINDER, "hands_in": True}
    assert repr(desk) == words.TWIN["repr"].format(lesson="00")


def test_no_part_of_the_script_says_a_name_again():
    for name_of in (r"^(?:async )?function (\w+)", r"^(?:const|let|class) (\w+)"):
        names = re.findall(name_of, Desk._esm, re.MULTILINE)
        assert len(names) > 5
        assert len(set(names)) == len(names)
    assert Desk._esm.count("export default") == 1


# The author's own words


@pytest.mark.parametrize(("wish", "around"), [({}, 0), ({"around": 0}, 0), ({"around": 2}, 2), ({"around": 10**9}, 2)])
def test_the_authors_own_words_are_asked_for_and_answered(desk, sent, asked, tmp_path, wish, around):
    answer = receive(desk, sent, do="original", id=name(1), excerpt="F2", **wish)
    assert asked == [("original", tmp_path / "texts", "F2", around)]
    assert answer == {"id": name(1), "original": {"told": SECRET}}


def test_a_paste_is_compared_and_answered(desk, sent, asked, tmp_path):
    answer = receive(desk, sent, do="paste", id=name(1), excerpt="F1", text="some words")
    assert asked == [("paste", tmp_path / "texts", "F1", "some words")]
    assert answer == {"id": name(1), "pasted": {"grade": "near", "differs": [SECRET]}}


@pytest.mark.parametrize("hostile", [None, 1, True, [], ["a"], {"a": 1}])
def test_a_paste_that_is_no_text_is_an_empty_one(desk, sent, asked, tmp_path, hostile):
    receive(desk, sent, do="paste", id=name(1), excerpt="F1", text=hostile)
    assert asked == [("paste", tmp_path / "texts", "F1", "")]


@pytest.mark.parametrize("do", ["original", "paste"])
@pytest.mark.parametrize("excerpt", [None, "", "F3", "f1", "K1", "../F1", 1, True, [], ["F1"], {"F1": 1}])
def test_an_excerpt_that_does_not_lie_on_the_desk_is_refused(desk, sent, asked, do, excerpt):
    answer = receive(desk, sent, do=do, id=name(1), excerpt=excerpt, text="x")
    assert answer == {"id": name(1), "error": "this passage does not lie on this desk"}
    assert asked == []


def test_an_excerpt_of_another_lesson_is_refused(small, sent, asked, tmp_path):
    elsewhere = tuple(replace(row, lesson_id="01") if row.excerpt_id == "F2" else row for row in small.rows("pairs"))
    desk = Desk(Case(small.title, small.tables | {"pairs": elsewhere}), "00", tmp_path / "journal")
    assert "error" in receive(desk, sent, do="original", id=name(1), excerpt="F2")
    assert "original" in receive(desk, sent, do="original", id=name(2), excerpt="F1")


@pytest.mark.parametrize("do", ["original", "paste"])
def test_a_desk_itself_keeps_nothing_of_the_authors_words(desk, sent, asked, tmp_path, do):
    def kept():
        return {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}

    before = json.dumps([desk.state, desk.content]), kept()
    receive(desk, sent, do=do, id=name(1), excerpt="F1", text=SECRET)
    assert (json.dumps([desk.state, desk.content]), kept()) == before
    assert not (tmp_path / "texts").exists()


@pytest.mark.parametrize("do", ["original", "paste"])
def test_a_folder_of_texts_that_cannot_be_read_is_an_answer(desk, sent, asked, monkeypatch, do):
    def refuse(*_):
        raise PermissionError(13, "Permission denied")

    for function in ("original", "pasted"):
        monkeypatch.setattr(originals, function, refuse)
    said = words.ORIGINAL["failed"].format(reason="PermissionError")
    assert receive(desk, sent, do=do, id=name(1), excerpt="F1") == {"id": name(1), "error": said}


def test_the_folder_of_texts_is_asked_for_where_none_is_given(small, sent, asked, tmp_path, monkeypatch):
    monkeypatch.setenv("SIDEBYSIDE_TEXTS", str(tmp_path / "elsewhere"))
    receive(Desk(small, "00", tmp_path / "journal"), sent, do="original", id=name(1), excerpt="F1")
    assert asked == [("original", tmp_path / "elsewhere", "F1", 0)]


def test_words_that_are_on_this_computer_are_shown_and_stored_nowhere(small, sent, sample, tmp_path):
    desk = Desk(small, "00", tmp_path / "journal", sample / "texts")
    before = json.dumps([desk.state, desk.content])
    answer = receive(desk, sent, do="original", id=name(1), excerpt="F2")["original"]
    assert answer["state"] == "here"
    assert answer["passage"].startswith(small.locator("F2").first_words)
    assert set(answer) >= {"before", "behind", "language", "edition", "message"}  # what the desk's JavaScript reads
    assert json.dumps([desk.state, desk.content]) == before


# Answers


def test_nobody_works_at_a_desk_until_somebody_says_so(desk, sent, folder):
    assert (desk.learner, desk.state["learner"], desk.state["drawn"], desk.state["people"]) == ("", "", False, 1)
    assert learners.noted(folder) == []
    answer = receive(desk, sent, do="newcomer", id=name(1), people=2)
    assert answer == {"id": name(1), "learner": desk.learner}
    assert (desk.state["learner"], desk.state["people"]) == (desk.learner, 2)
    assert learners.current(folder) == desk.learner != ""


def test_the_state_holds_all_of_what_is_kept(desk):
    assert set(desk.state) == set(desk._keeper.state())
    assert {"people", "drawn", "forgets", "newer", "skipped", "place", "folder", "problem"} < set(desk.state)


def test_an_answer_of_nobody_is_refused(desk, sent):
    message = message_of("mine", learner="")
    assert receive(desk, sent, **message) == {"id": message["id"], "error": words.KEEPING["stranger"]}


@pytest.mark.parametrize("field", ["writer", "seen"])
def test_an_answer_that_does_not_say_what_it_was_made_upon_is_refused(begun, sent, field):
    message = message_of("mine", learner=begun.learner)
    del message[field]
    assert "error" in receive(begun, sent, **message)
    assert begun.state["answers"] == {}


def test_the_state_shows_an_answer_before_it_is_acknowledged(begun, monkeypatch):
    shown = []
    monkeypatch.setattr(Desk, "send", lambda desk, _message, buffers=None: shown.append(dict(desk.state["answers"])))
    begun._receive(begun, message_of("mine", learner=begun.learner), [])
    assert [record["P00-1"]["value"] for record in shown] == ["mine"]


def test_two_answers_to_one_question_are_both_shown(begun, sent, monkeypatch):
    for value, page in (("one", PAGE), ("two", OTHER)):
        receive(begun, sent, **message_of(value, learner=begun.learner, page=page))
    shown = begun.state["answers"]["P00-1"]
    assert (shown["value"], [rival["value"] for rival in shown["rivals"]]) == ("two", ["one"])
    monkeypatch.setitem(sys.modules, "pandas", None)
    assert [row["answer"] for row in begun.answers] == ["two"]


def test_an_answer_to_a_question_asked_of_every_excerpt_is_kept_and_shown(begun, small, sent, folder, monkeypatch):
    given = {"P00-9:K1:F1": "against", "P00-9:K1:F2": "silent", "P00-1": "A night in her book."}
    for key, value in given.items():
        answer = receive(begun, sent, **message_of(value, learner=begun.learner, key=key))
        assert answer["saved_at"]
    again = Desk(small, "00", folder)
    for each in (begun, again):
        assert {key: record["value"] for key, record in each.state["answers"].items()} == given
    monkeypatch.setitem(sys.modules, "pandas", None)
    assert [(row["claim"], row["passage"] or "", row["answer"]) for row in again.answers] == [
        ("K1", "", "A night in her book."), ("K1", "F1", "speaks against it"), ("K1", "F2", "says nothing on it"),
    ]  # fmt: skip


@pytest.mark.parametrize("broken", [False, True])
def test_marks_are_shown_as_categories_and_quotations(small, sent, folder, monkeypatch, broken):
    asking = Prompt("P00-7", "00", 1, "weigh", "marks", None, None, "What would you point to?")
    case = Case(small.title, small.tables | {"prompts": (*small.rows("prompts"), asking)})
    desk = Desk(case, "00", folder)
    receive(desk, sent, do="newcomer", id=name(0))
    text = case.excerpt("F1").rendering
    made = [marks.made(text, 0, 9, marks.RELIED), marks.made(text, 4, 9, "MC00-1", comment="who?")]
    value = "no marks" if broken else marks.value_of(made)
    assert receive(desk, sent, **message_of(value, learner=desk.learner, key="P00-7:K1:F1"))["saved_at"]
    assert desk.state["answers"]["P00-7:K1:F1"]["value"] == value
    monkeypatch.setitem(sys.modules, "pandas", None)
    assert [row["answer"] for row in desk.answers] == ([] if broken else [
        f"words I rely on: “{text[:9]}”; who says so: “{text[4:9]}” (who?)"
    ])  # fmt: skip


@pytest.mark.parametrize(
    "message",
    [None, [], "fetch", 1, {}, {"do": None}, {"do": "fetch"}, {"do": ["original"]}, {"do": {"a": 1}}, {"do": "Original"}],
)
def test_a_message_that_asks_for_nothing_is_answered_with_an_error(desk, sent, asked, message):
    before = json.dumps(desk.state)
    desk._receive(desk, message, [])
    assert sent == [{"id": "", "error": words.KEEPING["no_answer"]}]
    assert (json.dumps(desk.state), asked) == (before, [])


@pytest.mark.parametrize(
    ("number", "answered"),
    [
        (None, ""), (1, ""), (True, ""), ([], ""), ({"a": 1}, ""), (json.loads("[" * 900 + "]" * 900), ""), ("a" * 100, "a" * 64),
        (HALF, "half \ufffd an emoji"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("do", ["refresh", "original", "nothing"])
def test_a_message_is_answered_under_its_id_as_far_as_that_can_be_sent(desk, sent, asked, do, number, answered):
    assert receive(desk, sent, do=do, id=number)["id"] == answered


def test_a_folder_that_cannot_be_written_is_said_before_the_first_answer(small, sent, folder, monkeypatch):
    folder.write_text("", encoding="utf-8")
    desk = Desk(small, "00", folder)
    assert (desk.state["problem"], desk.state["drawn"]) == ("File exists", True)
    assert desk.learner == desk.state["learner"] == keeping._DRAWN[folder]


def test_a_desk_shows_first_what_stands_where_no_widget_runs_and_then_itself(desk, monkeypatch):
    shown = []
    monkeypatch.setattr(module, "display", lambda data, **_: shown.append(data))
    desk._ipython_display_()
    page, widget = shown
    assert page.data == module.render.twin(desk.content)
    assert "application/vnd.jupyter.widget-view+json" in widget


# Questions about method


@pytest.fixture
def weighing(sample):
    """The sample case with what a rule about a passage needs to know."""
    case = open_case(sample)
    asked_of_each = [
        Prompt(f"P00-{at}", "00", at, "weigh", kind, None, None, kind) for at, kind in ((11, "bearing"), (12, "confidence"))
    ]
    return Case(case.title, case.tables | {"prompts": (*case.rows("prompts"), *asked_of_each)})


@pytest.fixture
def certain(weighing, sent, folder):
    """A desk at which somebody is sure of two passages and does not say why."""
    desk = Desk(weighing, "00", folder)
    receive(desk, sent, do="newcomer", id=name(0))
    for excerpt in ("F1", "F2"):
        for key, value in ((f"P00-11:K1:{excerpt}", "supports"), (f"P00-12:K1:{excerpt}", "sure")):
            assert "saved_at" in receive(desk, sent, **message_of(value, learner=desk.learner, key=key))
    return desk


def method(desk, sent, **message):
    return receive(desk, sent, **{"do": "feedback", "id": name(1), "claim": "K1", "step": "weigh"} | message)


def test_what_could_be_asked_about_method_is_answered_from_the_answers_and_kept_nowhere(certain, sent):
    before = json.dumps([certain.state, certain.content])
    answer = method(certain, sent)
    assert [(one["rule"], one["excerpt"], one["key"]) for one in answer["questions"]] == [
        ("FB1", "F1", "FB1:K1:F1"), ("FB1", "F2", "FB1:K1:F2"),
    ]  # fmt: skip
    assert all("sure" in one["text"] for one in answer["questions"])
    assert json.dumps([certain.state, certain.content]) == before
    assert method(certain, sent, step="judge")["questions"] == []


def test_a_question_that_does_not_apply_is_not_asked_again_until_that_is_taken_back(certain, sent):
    for value, keys in (("does-not-apply", ["FB1:K1:F2"]), ("", ["FB1:K1:F1", "FB1:K1:F2"])):
        receive(certain, sent, **message_of(value, learner=certain.learner, key="FB1:K1:F1"))
        assert [one["key"] for one in method(certain, sent)["questions"]] == keys


def test_the_script_knows_the_steps_and_the_value_of_a_dismissal():
    assert f"METHOD_STEPS = {json.dumps(feedback.STEPS)};" in Desk._esm
    assert f'DISMISSED = "{feedback.NOT_APPLICABLE}";' in Desk._esm


def test_another_learner_is_not_asked_about_the_answers_of_the_first(certain, sent):
    receive(certain, sent, do="newcomer", id=name(2))
    assert method(certain, sent)["questions"] == []


@pytest.mark.parametrize("wrong", [None, "", "K9", 1, True, [], ["K1"], {"K1": 1}])
@pytest.mark.parametrize("field", ["claim", "step"])
def test_a_claim_or_step_that_is_none_is_refused(certain, sent, field, wrong):
    assert method(certain, sent, **{field: wrong}) == {"id": name(1), "error": words.KEEPING["no_answer"]}


@pytest.mark.parametrize("text", [HALF, "\x00", "a" * 100_000, "“" * 5000])
def test_whatever_was_written_the_question_about_it_is_answered(certain, sent, text):
    key = next(prompt["id"] for prompt in certain.content["claims"][0]["prompts"] if prompt["kind"] == "text")
    receive(certain, sent, **message_of(text, learner=certain.learner, key=key))
    assert "questions" in method(certain, sent)
