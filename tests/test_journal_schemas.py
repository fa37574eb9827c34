"""What a journal makes of several pages, several names and several schemas."""

import pytest

from sidebyside import journal

LEARNER = "calm heron"


def name(number):
    """An id that stands for the given moment."""
    return f"{number:015}-{'0' * 16}"


def record(number, value="an answer", prompt="P00-1", **changes):
    made = {"schema": 2, "id": name(number), "prompt_id": prompt, "value": value, "learner": LEARNER}
    return made | {"writer": "aaaaaaaa", "seen": {}} | changes


def of_the_first_schema(number, value="an answer", **changes):
    return {
        "schema": 1,
        "id": name(number),
        "prompt_id": "P00-1",
        "value": value,
        "learner": LEARNER,
        "writer": "browser",
    } | changes


def folded(path, *records, names=LEARNER):
    """What stands once these lines are appended: prompt to value, and the rest of what was read."""
    journal.append(path, *records)
    found = journal.fold(path, names)
    return {prompt: answer["value"] for prompt, answer in found.answers.items()}, found


@pytest.fixture
def path(tmp_path):
    return tmp_path / "00.jsonl"


def test_where_two_pages_know_nothing_of_each_other_the_newest_is_shown_and_the_other_offered(path):
    other = record(2, "second", writer="bbbbbbbb")
    shown, found = folded(path, record(3, "third"), record(1, "first"), other, record(4, "alone", "P00-2"))
    assert (shown, found.rivals) == ({"P00-1": "third", "P00-2": "alone"}, {"P00-1": (other,)})
    chosen = record(5, "second", writer="cccccccc", seen={"aaaaaaaa": name(3), "bbbbbbbb": name(2)})
    shown, found = folded(path, chosen)
    assert (found.answers["P00-1"], found.rivals) == (chosen, {})


def test_every_name_a_learner_has_had_counts(path):
    lines = record(1, "first", learner="glad wren"), record(2, "second", "P00-2"), record(3, learner="kind jay")
    shown, _ = folded(path, *lines, names={LEARNER, "glad wren"})
    assert shown == {"P00-1": "first", "P00-2": "second"}


def test_answers_of_the_first_schema_are_read_and_the_newest_stands(path):
    lines = of_the_first_schema(2, "second", writer="kernel"), of_the_first_schema(1, "first"), of_the_first_schema(3, "third")
    shown, found = folded(path, *lines)
    assert (shown, found.rivals, found.skipped) == ({"P00-1": "third"}, {}, ())
    shown, found = folded(path, record(4, "fourth", seen={"0" * 8: name(3)}))
    assert (shown, found.rivals) == ({"P00-1": "fourth"}, {})


def test_an_answer_of_the_first_schema_is_given_the_form_of_ours_and_ours_keep_theirs():
    old = of_the_first_schema(1, seen={"aaaaaaaa": name(9)})
    assert journal.migrated(old) == old | {"schema": 2, "seen": None, "writer": "00000000"}
    assert journal.migrated(old | {"writer": "0123abcd"})["writer"] == "0123abcd"
    assert journal.migrated({name: value for name, value in old.items() if name != "schema"})["schema"] == 2
    for each in (old, record(1)):
        assert journal.migrated(journal.migrated(each)) == journal.migrated(each)
        assert journal.answer_fault(journal.migrated(each)) is None
    assert journal.migrated(record(1)) == record(1)


@pytest.mark.parametrize("schema", [3, 99, "2", None, 2.5, [2]])
def test_a_line_of_a_newer_schema_is_said_and_shown_to_nobody(path, schema):
    shown, found = folded(path, record(1, "first"), record(2, "second", schema=schema))
    assert shown == {"P00-1": "first"}
    assert [each.reason for each in found.skipped] == ["written by a newer version of this course; it stays as it is"]
