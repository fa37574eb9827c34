"""What a page may send to a journal: an answer, and nothing else."""

import pytest

from sidebyside import journal

LEARNER = "calm heron"


def name(number):
    """An id that stands for the given moment."""
    return f"{number:015}-{'0' * 16}"


def message(**changes):
    return {"id": name(1), "key": "P00-1", "value": "an answer", "writer": "0123abcd", "seen": {"89abcdef": name(0)}} | changes


def test_a_record_holds_what_was_sent_and_who_wrote_it_when():
    made = journal.record_of(message(text="a" * 64, saved_at="never", learner="glad wren", extra=1), LEARNER)
    assert made.pop("saved_at").endswith("+00:00")
    assert made == {
        "schema": 2, "id": name(1), "prompt_id": "P00-1", "value": "an answer", "learner": LEARNER,
        "writer": "0123abcd", "seen": {"89abcdef": name(0)}, "text_sha256": "a" * 64,
    }  # fmt: skip


@pytest.mark.parametrize("key", ["P00-1", "K12", "ABCD1234a-12", "P04-2:K15", "P04-2:K15:B1"])
def test_every_key_of_a_table_names_a_question(key):
    assert journal.record_of(message(key=key), LEARNER)["prompt_id"] == key


@pytest.mark.parametrize("hostile", [None, [], "P00-1", 1, True, [("id", name(1))]])
def test_what_is_no_message_is_refused(hostile):
    with pytest.raises(journal.NotAnAnswer, match="^this is no answer$"):
        journal.record_of(hostile, LEARNER)


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
        journal.record_of(message(id=hostile), LEARNER)


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
        journal.record_of(message(key=hostile), LEARNER)


@pytest.mark.parametrize("hostile", [[], ["a"], {}, {"a": 1}, 0, 1.5, True, False, b"bytes"])
def test_a_value_that_is_no_text_is_refused(hostile):
    with pytest.raises(journal.NotAnAnswer, match="^an answer is text$"):
        journal.record_of(message(value=hostile), LEARNER)


@pytest.mark.parametrize("hostile", [None, 1, [], {}, "", "a" * 63, "A" * 64, "a" * 65, "a" * 64 + "\n", "../x", "0" * 10**6])
def test_a_text_that_is_no_hash_is_left_out(hostile):
    assert journal.record_of(message(text=hostile), LEARNER)["text_sha256"] is None


@pytest.mark.parametrize(
    "hostile", [None, 1, [], {}, "", "w", "0123ABCD", "0123abcd\n", "0123abcde", "٠" * 8, "../../x", "0" * 10**6]
)
def test_a_message_that_does_not_name_its_page_is_refused(hostile):
    with pytest.raises(journal.NotAnAnswer, match="^this answer does not say from which page it came$"):
        journal.record_of(message(writer=hostile), LEARNER)


@pytest.mark.parametrize(
    "hostile",
    [
        None,
        1,
        [],
        "",
        "89abcdef",
        {"page": name(0)},
        {"89abcdef": None},
        {"89abcdef": "1"},
        {"89abcdef": [name(0)]},
        {"__proto__": name(0)},
        {1: name(0)},
        {f"{page:08x}": name(0) for page in range(65)},
    ],
)
def test_a_message_that_does_not_say_what_it_was_made_upon_is_refused(hostile):
    with pytest.raises(journal.NotAnAnswer, match="^this answer does not say what it was made upon$"):
        journal.record_of(message(seen=hostile), LEARNER)


def test_an_answer_may_be_made_upon_those_of_many_pages():
    seen = {f"{page:08x}": name(0) for page in range(64)}
    assert journal.record_of(message(seen=seen), LEARNER)["seen"] == seen
    assert journal.record_of(message(seen={}), LEARNER)["seen"] == {}
