"""Which answer stands, and which stand against it."""

import itertools

import pytest

from sidebyside import versions

A, B, C = "aaaaaaaa", "bbbbbbbb", "cccccccc"


def name(number):
    """An id that stands for the given moment."""
    return f"{number:015}-{number:016x}"


def given(number, writer, seen=(), value="v", **changes):
    """An answer given on a page, upon those of other pages; seen None: of the first schema."""
    upon = None if seen is None else {page: name(upon) for page, upon in dict(seen).items()}
    return {"id": name(number), "writer": writer, "seen": upon, "value": value} | changes


def numbers(records):
    return [int(each["id"][:15]) for each in versions.heads(records)]


@pytest.mark.parametrize(
    ("records", "heads"),
    [
        ([given(1, A)], [1]),
        ([given(1, A), given(2, A), given(3, A)], [3]),
        ([given(1, A), given(2, B)], [1, 2]),
        ([given(1, A), given(2, B, {A: 1})], [2]),
        ([given(1, A), given(2, B, {A: 1}), given(3, A)], [2, 3]),
        ([given(1, A), given(2, B, {A: 1}), given(3, A, {B: 2})], [3]),
        # the later answer of the other page was not seen
        ([given(1, A), given(2, A), given(3, B, {A: 1})], [2, 3]),
        # what was seen is not here, and what came before it is
        ([given(1, A), given(9, B, {A: 5})], [9]),
        ([given(6, A), given(9, B, {A: 5})], [6, 9]),
        # a choice upon all heads
        ([given(1, A), given(2, B), given(3, C), given(4, A, {B: 2, C: 3})], [4]),
        ([given(1, A), given(2, B), given(3, C), given(4, A, {B: 2})], [3, 4]),
        # by way of another page that has been replaced itself
        ([given(1, A), given(2, B, {A: 1}), given(3, C, {B: 2})], [3]),
        # a clock set back: what was seen is later than what was made upon it, so both stand
        ([given(5, A), given(2, B, {A: 5})], [5, 2][::-1]),
        # each says it was made upon the other
        ([given(1, A, {B: 2}), given(2, B, {A: 1})], [2]),
        ([given(1, A, {B: 2}), given(2, B, {C: 3}), given(3, C, {A: 1})], [2, 3]),
        # upon itself, and upon what will come
        ([given(1, A, {A: 1})], [1]),
        ([given(1, A, {A: 9}), given(2, A, {A: 9, B: 9}), given(3, B)], [2, 3]),
        # the first schema: the greatest id of all
        ([given(1, A, None), given(2, B, None), given(3, A, None)], [3]),
        ([given(1, A), given(2, B), given(3, C, None)], [3]),
        ([given(3, C, None), given(4, A)], [3, 4]),
        ([given(3, C, None), given(4, A, {C: 3})], [4]),
        ([given(3, C, None), given(2, A), given(4, B), given(5, A)], [3, 4, 5]),
    ],
)
def test_what_nothing_replaces_is_a_head_in_any_order(records, heads):
    for order in itertools.permutations(records):
        assert numbers(order) == heads


def test_of_nothing_there_is_no_head():
    assert versions.heads([]) == []


def test_the_newest_head_is_shown_and_those_that_say_something_else_are_offered_newest_first():
    records = [given(1, A, value="one"), given(2, B, value="two"), given(3, C, value="three")]
    shown = versions.standing(reversed(records))
    assert (shown.record, shown.rivals) == (records[2], (records[1], records[0]))


def test_heads_that_say_the_same_are_no_dispute_and_of_rivals_that_do_only_the_newest_is_named():
    assert versions.standing([given(1, A, value="same"), given(2, B, value="same")]).rivals == ()
    other = given(2, B, value="other")
    assert versions.standing([given(1, A, value="other"), other, given(3, C, value="same")]).rivals == (other,)


def test_an_answer_taken_back_is_the_same_as_an_empty_one_and_another_than_a_word():
    assert versions.standing([given(1, A, value=""), given(2, B, value=None)]).rivals == ()
    assert versions.standing([given(1, A, value="word"), given(2, B, value=None)]).rivals == (given(1, A, value="word"),)


def test_ranks_keep_the_order_and_the_random_part_and_begin_with_one():
    table = versions.ranks([name(900), name(7), name(7), name(800)])
    assert table == {name(7): f"{1:015}-{7:016x}", name(800): f"{2:015}-{800:016x}", name(900): f"{3:015}-{900:016x}"}
    assert versions.ranks(table.values()) == {new: new for new in table.values()}
    assert versions.ranks([]) == {}


def test_ranks_step_over_ids_of_others():
    taken = {f"{1:015}-{7:016x}", f"{2:015}-{8:016x}"}
    assert list(versions.ranks([name(7), name(8)], taken).values()) == [f"{2:015}-{7:016x}", f"{3:015}-{8:016x}"]


def test_an_answer_without_its_time_was_made_upon_the_same_answers():
    table, untimed = versions.ranks([name(10), name(20), name(30)]), versions.untimer([name(10), name(20), name(30)])
    made = given(30, A, {B: 20, C: 25, "dddddddd": 5, "eeeeeeee": 99}, saved_at="2026-09-21")
    changed = untimed(made)
    assert (changed["id"], changed["saved_at"], changed["value"]) == (table[name(30)], None, "v")
    assert changed["seen"] == {
        B: table[name(20)], C: table[name(20)], "dddddddd": f"{0:015}-{0:016}", "eeeeeeee": table[name(30)],
    }  # fmt: skip
    assert made["saved_at"] == "2026-09-21"


def test_an_answer_that_came_meanwhile_keeps_its_time_and_what_it_was_made_upon():
    table, untimed = versions.ranks([name(10)]), versions.untimer([name(10)])
    late = given(40, A, {B: 10}, saved_at="2026-09-21")
    assert untimed(late) == late | {"seen": {B: table[name(10)]}}
    assert untimed(given(10, A, None)) == given(1, A, None, saved_at=None) | {"id": table[name(10)]}


NOW = 1_790_000_000_000


def timed(number, writer, seen=(), value="v"):
    """An answer of today, made upon others of today."""
    upon = {page: f"{NOW + upon:015}-{upon:016x}" for page, upon in dict(seen).items()}
    return given(number, writer, value=value) | {"id": f"{NOW + number:015}-{number:016x}", "seen": upon}


@pytest.mark.parametrize(("upon", "heads"), [(1, [2, 3]), (2, [3])])
def test_an_answer_on_its_way_while_times_were_dropped_replaces_only_what_was_seen(upon, heads):
    kept = [timed(1, A), timed(2, A)]
    late = timed(3, B, {A: upon})
    untimed = versions.untimer(record["id"] for record in kept)
    for records in ([*kept, late], [*map(untimed, kept), late]):
        assert [int(versions.rest(each["id"]), 16) for each in versions.heads(records)] == heads
    again = versions.untimer(record["id"] for record in records)
    assert [int(versions.rest(each["id"]), 16) for each in versions.heads(map(again, records))] == heads


def test_an_answer_made_upon_one_without_its_time_replaces_it_where_it_has_one():
    untimed = versions.untimer([timed(1, A)["id"]])
    upon = timed(3, B) | {"seen": {A: untimed(timed(1, A))["id"]}}
    assert versions.heads([timed(1, A), upon]) == [upon]


def test_an_answer_here_with_and_without_its_time_is_the_one_without():
    """Its page had a later one when the times were dropped there; the time that is still here must not outdo it."""
    untimed = versions.untimer([timed(1, A)["id"], timed(2, A)["id"]])
    first, second = untimed(timed(1, A)), untimed(timed(2, A))
    assert versions.once([timed(1, A), second, first, timed(3, B)]) == [second, first, timed(3, B)]
    assert versions.heads([timed(1, A), second, first]) == [second]
    upon_first = timed(3, B, {A: 1})
    assert versions.heads([timed(1, A), second, first, upon_first]) == [second, upon_first]
