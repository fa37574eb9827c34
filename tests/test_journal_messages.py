"""What a page may send to a journal: an answer, and nothing else."""

import pytest

from sidebyside import journal

LEARNER = "calm heron"


def name(number):
    """An id that stands for the given moment."""
    return f"{number:015}-{'0' * 16}"


def message(**changes):
    return {"id": name(1), "key": "P00-1", "value": "an answer"} | changes


def test_a_record_holds_what_was_sent_and_who_wrote_it_when():
    made = journal.record_of(message(text="a" * 64, saved_at="never", learner="glad wren", extra=1), LEARNER, "w1")
    assert made.pop("saved_at").endswith("+00:00")
    assert made == {
        "schema": 1, "id": name(1), "prompt_id": "P00-1", "value": "an answer", "learner": LEARNER,
        "writer": "w1", "text_sha256": "a" * 64,
    }  # fmt: skip


@pytest.mark.parametrize("key", ["P00-1", "K12", "ABCD1234a-12", "P04-2:K15", "P04-2:K15:B1"])
def test_every_key_of_a_table_names_a_question(key):
    assert journal.record_of(message(key=key), LEARNER, "w")["prompt_id"] == key


@pytest.mark.parametrize("hostile", [None, [], "P00-1", 1, True, [("id", name(1))]])
def test_what_is_no_message_is_refused(hostile):
    with pytest.raises(journal.NotAnAnswer, match="^this is no answer$"):
        journal.record_of(hostile, LEARNER, "w")


@pytest.mark.parametrize(
    "hostile",
    [
        None,
        1,
        True,
        [],
        {},
        "",
        "1",
        name(1) + "0",
        name(1).upper() + "\n",
        " " + name(1),
        "٠" * 15 + "-" + "0" * 16,
        "../" + name(1),
        "0" * 10**6,
    ],
)
def test_a_message_without_a_proper_id_is_refused(hostile):
    with pytest.raises(journal.NotAnAnswer, match="^this answer has no proper id$"):
        journal.record_of(message(id=hostile), LEARNER, "w")


@pytest.mark.parametrize(
    "hostile",
    [
        None,
        1,
        [],
        {},
        "",
        "../../x",
        "P00-1/../x",
        "P00-1\n",
        "p00-1",
        "P00-1\0",
        "__proto__",
        "P",
        "P١",
        "<b>",
        "P" + "1" * 10**6,
        "P1-" + "1" * 10**6,
    ],
)
def test_a_message_that_names_no_question_is_refused(hostile):
    with pytest.raises(journal.NotAnAnswer, match="^this answer names no question$"):
        journal.record_of(message(key=hostile), LEARNER, "w")


@pytest.mark.parametrize("hostile", [[], ["a"], {}, {"a": 1}, 0, 1.5, True, False, b"bytes"])
def test_a_value_that_is_no_text_is_refused(hostile):
    with pytest.raises(journal.NotAnAnswer, match="^an answer is text$"):
        journal.record_of(message(value=hostile), LEARNER, "w")


@pytest.mark.parametrize("hostile", [None, 1, [], {}, "", "a" * 63, "A" * 64, "a" * 65, "a" * 64 + "\n", "../x", "0" * 10**6])
def test_a_text_that_is_no_hash_is_left_out(hostile):
    assert journal.record_of(message(text=hostile), LEARNER, "w")["text_sha256"] is None
