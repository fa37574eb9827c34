"""What becomes of each message from a page, at a desk alone in its folder."""

import json

import pytest

from keepers import HALF, OTHER, PAGE, THIRD, ask, begun, done, give, message_of, next_id, on_disk, rivals, said
from sidebyside import journal, keeping, learners, words
from sidebyside.keeping import Keeper

NO_ANSWER, NOBODY = words.KEEPING["no_answer"], words.KEEPING["nobody"]


def untouched(keeper):
    """What must not change when a message is refused."""
    return json.dumps(keeper.state()), on_disk(keeper.folder)


# Messages of every shape


@pytest.mark.parametrize("message", [
    None, [], ["answer"], "answer", 1, 1.5, True, b"answer", {}, {"do": None}, {"do": 1}, {"do": ["answer"]},
    {"do": {"answer": 1}}, {"do": "Answer"}, {"do": "answer "}, {"do": ""}, {"do": "reply"}, {"do": "__class__"}, {"do": "\ud83d"},
])  # fmt: skip
def test_what_asks_for_nothing_known_is_refused(keeper, message):
    before = untouched(keeper)
    assert keeper.reply(message) == {"error": NO_ANSWER}
    assert untouched(keeper) == before


DEEP = json.loads("[" * 900 + "]" * 900)
SHAPES = [None, 0, -1, 1.5, float("nan"), True, False, "", "x", "\x00", HALF, "x" * 1_000_000, [], ["x"], {}, {"x": 1}, DEEP]
NAMES = [f"shape-{at}" for at in range(len(SHAPES))]


@pytest.mark.parametrize("shape", SHAPES, ids=NAMES)
@pytest.mark.parametrize("do", ["returning", "rename", "join", "delete"])
def test_a_name_of_any_shape_that_is_none_is_refused(keeper, do, shape):
    give(keeper, "an answer")
    before = untouched(keeper)
    assert ask(keeper, do, name=shape)["error"]
    assert ask(keeper, do)["error"]
    assert untouched(keeper) == before


@pytest.mark.parametrize("shape", SHAPES, ids=NAMES)
def test_a_name_of_any_shape_to_stay_under_changes_nothing(keeper, shape):
    before = untouched(keeper)
    assert done(keeper, "stay", name=shape) == {"learner": keeper.learner}
    assert untouched(keeper) == before


@pytest.mark.parametrize("shape", SHAPES, ids=NAMES)
@pytest.mark.parametrize("field", ["id", "key", "value", "learner", "writer", "seen"])
def test_an_answer_with_a_field_of_any_shape_is_refused_or_kept(keeper, field, shape):
    message = message_of("an answer", learner=keeper.learner) | {field: shape}
    sound = field == "value" and (shape is None or (isinstance(shape, str) and len(shape) <= journal.LONGEST_VALUE))
    before = untouched(keeper)
    answer = ask(keeper, **message)
    if sound or (field == "seen" and shape == {}):
        assert answer["saved_at"]
    else:
        assert answer["error"]
        assert untouched(keeper) == before


@pytest.mark.parametrize("field", ["id", "key", "learner", "writer", "seen"])
def test_an_answer_without_a_field_is_refused(keeper, field):
    message = message_of("an answer", learner=keeper.learner)
    del message[field]
    before = untouched(keeper)
    assert ask(keeper, **message)["error"]
    assert untouched(keeper) == before


@pytest.mark.parametrize("start", [None, -1, "0", 10**9, True, False, 0.0, 0.5, [], {}, 1])
def test_a_part_that_is_none_is_not_exported(keeper, monkeypatch, start):
    monkeypatch.setattr(keeping, "CHUNK", 1)
    give(keeper, "an answer")
    assert ask(keeper, "export", **{"from": start}) == {"error": NO_ANSWER}


def test_a_number_that_is_a_truth_names_no_part_that_is_there(keeper, monkeypatch):
    monkeypatch.setattr(keeping, "CHUNK", 1)
    give(keeper, "an answer")
    assert done(keeper, "export", **{"from": 0})["left"] == 1
    assert ask(keeper, "export", **{"from": True}) == {"error": NO_ANSWER}
    assert done(keeper, "export", **{"from": 1})["left"] == 0


@pytest.mark.parametrize("text", [None, 1, [], ["x"], {}, True, "x" * 3_000_000], ids=range(7))
def test_what_is_no_file_is_not_taken_in(keeper, text):
    before = untouched(keeper)
    assert ask(keeper, "import", text=text, first=1) == {"error": words.KEEPING["no_file"]}
    assert untouched(keeper) == before


@pytest.mark.parametrize("first", [None, "1", 0, -1, 1.0, True, 10**400, [], {}])
def test_a_file_whose_first_line_has_no_number_is_not_taken_in(keeper, first):
    assert ask(keeper, "import", text="", first=first) == {"error": words.KEEPING["no_file"]}


def test_lines_of_every_shape_are_refused_one_by_one(keeper):
    shapes = ["x", "[", "1", "null", '"x"', "[]", "{}", '{"sidebyside": 1}', '{"id": "\ud83d"}', "[" * 100_000, "\x00"]
    before = untouched(keeper)
    taken = done(keeper, "import", text="\n".join(shapes), first=7)
    assert (taken["new"], taken["known"], taken["refusals"], taken["who"]) == (0, 0, len(shapes), "")
    assert [each["line"] for each in taken["refused"]] == [7, 8, 9, 10, 11]
    assert untouched(keeper) == before


@pytest.mark.parametrize("depth", [10, 500, 900, 960, 985, 990, 995])
def test_a_line_of_any_depth_is_taken_or_refused(keeper, depth):
    line = '{"id": "%s", "prompt_id": "P00-1", "value": "x", "learner": "calm heron", "lesson": "00", "more": %s}'
    taken = done(keeper, "import", text=line % (next_id(), "[" * depth + "]" * depth), first=1)
    assert taken["new"] + taken["refusals"] == 1


# Who is working


def test_a_desk_draws_nobody_by_itself(folder):
    keeper = Keeper("00", folder)
    assert (keeper.learner, keeper.state()["learner"], keeper.state()["drawn"]) == ("", "", False)
    assert learners.noted(folder) == []


@pytest.mark.parametrize("do", ["goon", "rename", "join", "export", "delete", "drop-times"])
def test_where_nobody_works_nothing_can_be_done_for_them(folder, do):
    learners.begin(folder, "glad wren")
    give(Keeper("00", folder), "an answer of somebody who left")
    keeper = Keeper("00", folder)
    done(keeper, "leave")
    before = untouched(keeper)
    assert ask(keeper, do, name="glad wren", **{"from": 0}) == {"error": NOBODY}
    assert ask(keeper, do, name="", **{"from": 0}) == {"error": NOBODY}
    assert untouched(keeper) == before


def test_an_answer_of_nobody_is_refused(folder):
    keeper = Keeper("00", folder)
    for named in ("", "glad wren"):
        assert ask(keeper, **message_of("an answer", learner=named)) == {"error": words.KEEPING["stranger"]}
    assert not keeper.path.exists()


def test_to_leave_where_nobody_works_notes_nothing(folder):
    keeper = Keeper("00", folder)
    before = on_disk(folder)
    assert done(keeper, "leave") == {"learner": ""}
    assert on_disk(folder) == before


@pytest.mark.parametrize(
    ("people", "expected"), [(1, 1), (2, 2), (3, 3), (0, 1), (4, 1), (-1, 1), (True, 1), ("2", 1), (2.0, 1), (None, 1)]
)
def test_so_many_begin(folder, people, expected):
    keeper = begun(folder, people=people)
    assert keeper.state()["people"] == expected == learners.people(folder, keeper.learner)
    assert learners.current(folder) == keeper.learner


@pytest.mark.parametrize("people", [0, 4, True, "2", None, [], 10**30])
def test_whoever_goes_on_or_returns_is_as_many_as_before_where_no_number_is_told(folder, people):
    keeper = begun(folder, people=2)
    done(keeper, "goon", people=people)
    assert keeper.people == 2
    done(keeper, "returning", name=keeper.learner, people=people)
    assert keeper.people == 2


def test_whoever_goes_on_may_be_more_than_before(keeper, folder):
    name = keeper.learner
    before = on_disk(folder)
    assert done(keeper, "goon", people=1) == {"learner": name}
    assert on_disk(folder) == before  # nothing new
    done(keeper, "goon", people=3)
    assert (keeper.learner, Keeper("00", folder).state()["people"]) == (name, 3)


def test_whoever_begins_is_shown_no_answer_of_another_and_gets_their_own_back(keeper):
    first = keeper.learner
    give(keeper, "mine")
    done(keeper, "newcomer")
    assert (keeper.learner != first, said(keeper)) == (True, {})
    give(keeper, "another’s")
    done(keeper, "returning", name=f"  {first.upper().replace(' ', '   ')} ")
    assert (keeper.learner, said(keeper)) == (first, {"P00-1": "mine"})
    assert learners.current(keeper.folder) == first


def test_a_name_nobody_had_cannot_be_gone_back_to(keeper):
    assert ask(keeper, "returning", name="quite unknown")["error"].startswith(words.KEEPING["unknown"])


def test_answers_go_along_to_another_name_and_the_old_one_leads_to_it(keeper):
    old = keeper.learner
    give(keeper, "mine")
    assert done(keeper, "rename", name="Night  Owl") == {"learner": "night owl"}
    assert said(keeper) == {"P00-1": "mine"}
    give(keeper, "a waiting answer of the old name", learner=old, key="P00-2", page=OTHER)
    assert (keeper.learner, len(said(keeper))) == ("night owl", 2)
    done(keeper, "leave")
    assert done(keeper, "returning", name=old) == {"learner": "night owl"}
    assert len(said(keeper)) == 2


def test_a_name_of_somebody_else_is_not_to_be_had(keeper):
    taken = keeper.learner
    done(keeper, "newcomer")
    before = untouched(keeper)
    assert "Somebody has used that name" in ask(keeper, "rename", name=taken)["error"]
    assert untouched(keeper) == before


def test_whoever_leaves_is_not_named_to_the_next(keeper):
    name = keeper.learner
    give(keeper, "mine")
    assert done(keeper, "leave") == {"learner": ""}
    for each in (keeper, Keeper("00", keeper.folder)):
        assert each.state()["answers"] == {}
        assert name not in json.dumps(each.state())


def test_a_name_nobody_knows_stays_only_where_it_hides_no_answers(folder):
    keeper = Keeper("00", folder)
    assert done(keeper, "stay", name="calm heron") == {"learner": "calm heron"}
    assert learners.current(folder) == "calm heron"
    give(keeper, "mine")
    assert done(keeper, "stay", name="glad wren") == {"learner": "calm heron"}
    assert done(keeper, "stay", name="Calm Heron") == {"learner": "calm heron"}


# Answers


def test_an_answer_is_on_the_disk_when_it_is_acknowledged(keeper, folder):
    number = give(keeper, "mine")
    (record,), skipped = journal.merge([folder / "00.jsonl"])
    assert (record["id"], record["value"], record["learner"], record["writer"]) == (number, "mine", keeper.learner, PAGE)
    assert not skipped
    assert said(keeper) == said(Keeper("00", folder)) == {"P00-1": "mine"}


def test_an_answer_sent_again_counts_once(keeper, folder):
    message = message_of("mine", learner=keeper.learner)
    done(keeper, **message)
    give(keeper, "mine, better")
    done(keeper, **message)
    assert said(keeper) == said(Keeper("00", folder)) == {"P00-1": "mine, better"}
    assert len(journal.merge([folder / "00.jsonl"])[0]) == 2


def test_what_is_shown_without_reading_again_is_what_reading_shows(keeper, folder):
    """Pages that know of each other's answers, or do not; early ones late; the same said twice."""
    first = give(keeper, "a", page=PAGE)
    shown = {"writer": PAGE, "id": first}
    late = message_of("late", learner=keeper.learner, page=THIRD)
    messages = [
        message_of("b", learner=keeper.learner, page=PAGE),
        message_of("c", learner=keeper.learner, page=OTHER, upon=[shown]),
        message_of("b", learner=keeper.learner, page=THIRD, upon=[shown]),
        late,
        message_of("d", learner=keeper.learner, page=OTHER),
        message_of(None, learner=keeper.learner, page=PAGE),
        message_of("", learner=keeper.learner, page=OTHER, upon=[shown]),
    ]
    for message in messages:
        done(keeper, **message)
        assert keeper.state() == Keeper("00", folder).state()


def test_an_answer_replaces_with_one_every_other_that_says_the_same(keeper, folder):
    """Two windows said the same; whoever changes it has seen both."""
    for page in (PAGE, OTHER):
        give(keeper, "the same", page=page, upon=[])
    assert rivals(keeper) == []
    give(keeper, "changed", page=OTHER, upon=[])
    assert (said(keeper), rivals(keeper)) == ({"P00-1": "changed"}, [])
    assert keeper.state() == Keeper("00", folder).state()


def test_a_choice_ends_it_also_where_several_windows_said_the_same(keeper, folder):
    for page, value in ((PAGE, "x"), (OTHER, "y"), (THIRD, "y")):
        give(keeper, value, page=page, upon=[])
    shown = keeper.state()["answers"]["P00-1"]
    assert (shown["value"], rivals(keeper)) == ("y", ["x"])
    give(keeper, "x", page=PAGE, upon=[shown, *shown["rivals"]])
    assert (said(keeper), rivals(keeper)) == ({"P00-1": "x"}, [])
    assert keeper.state() == Keeper("00", folder).state()


def test_more_windows_than_an_answer_can_name_leave_what_it_was_made_upon_as_it_was_told(keeper):
    for number in range(journal.MOST_SEEN + 2):
        give(keeper, "the same", page=f"{number:08x}", upon=[])
    give(keeper, "changed", page=PAGE)
    (*_, last), skipped = journal.merge([keeper.path])
    assert not skipped
    assert len(last["seen"]) == 1
