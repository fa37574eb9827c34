"""Two kernels on one folder."""

import pytest

from keepers import OTHER, PAGE, ask, begun, done, give, message_of, on_disk, rivals, said
from sidebyside import journal, learners, words
from sidebyside.keeping import Keeper

STRANGER = {"error": words.KEEPING["stranger"]}
NOBODY = {"error": words.KEEPING["nobody"]}


@pytest.fixture
def second(keeper):
    """Another kernel on the same folder, for the same lesson."""
    return Keeper("00", keeper.folder)


# Two kernels


def test_a_second_kernel_takes_up_who_works_and_what_was_answered(keeper):
    give(keeper, "mine")
    second = Keeper("00", keeper.folder)
    assert second.state() == keeper.state()
    assert second.learner == keeper.learner


def test_somebody_new_elsewhere_turns_a_desk_at_its_next_answer_which_stays_with_who_gave_it(keeper, second):
    mine = keeper.learner
    done(second, "newcomer")
    give(second, "theirs")
    assert keeper.learner == mine
    give(keeper, "mine", page=OTHER)
    assert (keeper.learner, said(keeper)) == (second.learner, {"P00-1": "theirs"})
    assert journal.fold(keeper.path, mine).answers["P00-1"]["value"] == "mine"
    assert journal.fold(keeper.path, second.learner).answers["P00-1"]["value"] == "theirs"


def test_somebody_new_elsewhere_turns_a_desk_that_looks_again(keeper, second):
    give(keeper, "mine")
    done(second, "newcomer")
    assert done(keeper, "refresh") == {"learner": second.learner}
    assert keeper.state() == second.state()
    assert said(keeper) == {}


def test_whoever_goes_on_while_somebody_began_elsewhere_is_who_works_then(keeper, second):
    mine = keeper.learner
    done(second, "newcomer")
    give(second, "theirs")
    done(keeper, "goon")
    give(keeper, "mine", page=OTHER)
    assert (keeper.learner, said(keeper)) == (mine, {"P00-1": "mine"})
    assert learners.current(keeper.folder) == mine


def test_answers_upon_the_same_base_stand_against_each_other_until_one_is_chosen(keeper, second):
    give(keeper, "base")
    done(second, "refresh")
    give(keeper, "one", page=PAGE)
    give(second, "two", page=OTHER)
    for each in (keeper, second):
        done(each, "refresh")
        assert (said(each), rivals(each)) == ({"P00-1": "two"}, ["one"])
    assert keeper.state() == second.state() == Keeper("00", keeper.folder).state()
    shown = keeper.state()["answers"]["P00-1"]
    give(keeper, "one", page=PAGE, upon=[shown, *shown["rivals"]])
    done(second, "refresh")
    for each in (keeper, second):
        assert (said(each), rivals(each)) == ({"P00-1": "one"}, [])
    assert {record["value"] for record in journal.merge([keeper.path])[0]} == {"base", "one", "two"}


def test_a_choice_upon_both_that_arrives_by_another_kernel_ends_it_too(keeper, second):
    give(keeper, "one", page=PAGE)
    give(second, "two", page=OTHER, upon=[])
    done(keeper, "refresh")
    shown = keeper.state()["answers"]["P00-1"]
    done(second, **message_of("both", learner=keeper.learner, page=PAGE, upon=[shown, *shown["rivals"]]))
    done(keeper, "refresh")
    assert (said(keeper), rivals(keeper)) == ({"P00-1": "both"}, [])


def test_to_look_again_where_nothing_happened_changes_nothing(keeper, second):
    give(keeper, "mine")
    done(second, "refresh")
    before = second.answers
    done(second, "refresh")
    assert second.answers is before


def test_whoever_leaves_elsewhere_is_asked_for_here_after_the_next_answer(keeper, second):
    mine = keeper.learner
    give(keeper, "mine")
    done(second, "leave")
    give(keeper, "mine, too", key="P00-2")
    assert (keeper.learner, said(keeper)) == ("", {})
    assert set(journal.fold(keeper.path, mine).answers) == {"P00-1", "P00-2"}


def test_whoever_leaves_does_not_send_away_who_began_elsewhere(keeper, second):
    done(second, "newcomer")
    assert done(keeper, "leave") == {"learner": ""}
    assert learners.current(keeper.folder) == second.learner


def test_another_name_elsewhere_is_taken_up_with_the_next_answer(keeper, second):
    old = keeper.learner
    give(keeper, "mine")
    done(second, "rename", name="night owl")
    give(keeper, "mine, too", key="P00-2")
    assert (keeper.learner, said(keeper)) == ("night owl", {"P00-1": "mine", "P00-2": "mine, too"})
    assert journal.merge([keeper.path])[0][-1]["learner"] == old
    done(second, "refresh")
    assert said(second) == said(keeper)


def test_times_removed_elsewhere_while_a_desk_goes_on(keeper, second):
    give(keeper, "one")
    give(keeper, "two", key="P00-2")
    shown = keeper.state()["answers"]["P00-2"]
    assert done(second, "drop-times")["dropped"] == 2
    done(keeper, **message_of("two, better", learner=keeper.learner, key="P00-2", page=OTHER, upon=[shown]))
    assert (said(keeper), rivals(keeper, "P00-2")) == ({"P00-1": "one", "P00-2": "two, better"}, [])
    give(keeper, "one, better", page=PAGE, upon=[])
    assert (said(keeper)["P00-1"], rivals(keeper)) == ("one, better", [])
    assert keeper.state() == Keeper("00", keeper.folder).state()


# Deleted elsewhere


@pytest.fixture
def deleted(keeper, second):
    """A desk whose learner deleted everything at another one, and does not know it yet."""
    give(keeper, "mine")
    give(keeper, "mine, too", key="P00-2")
    done(second, "delete", name=keeper.learner)
    return keeper


def is_nowhere(name, folder):
    return name not in on_disk(folder) and name not in learners.known(folder)


def test_an_answer_under_a_name_deleted_elsewhere_is_refused_and_nothing_comes_back(deleted):
    name = deleted.learner
    for _ in range(2):
        assert ask(deleted, **message_of("mine, later", learner=name)) == STRANGER
        assert (deleted.learner, said(deleted)) == ("", {})
        assert is_nowhere(name, deleted.folder)


def test_so_it_is_where_others_work_in_the_folder(folder):
    other = begun(folder)
    give(other, "theirs", key="P00-3")
    keeper = begun(folder)
    name = keeper.learner
    give(keeper, "mine")
    second = Keeper("00", folder)
    done(second, "delete", name=name)
    done(second, "returning", name=other.learner)
    assert ask(keeper, **message_of("mine, later", learner=name)) == STRANGER
    assert (keeper.learner, said(keeper)) == (other.learner, {"P00-3": "theirs"})
    assert is_nowhere(name, folder)


@pytest.mark.parametrize("message", [
    {"do": "goon"}, {"do": "goon", "people": 2}, {"do": "rename", "name": "night owl"}, {"do": "drop-times"},
    {"do": "export", "from": 0}, {"do": "join", "name": "glad wren"}, {"do": "delete", "name": "calm heron"},
])  # fmt: skip
def test_nothing_brings_a_name_back_that_was_deleted_elsewhere(folder, message):
    learners.begin(folder, "glad wren")
    learners.begin(folder, "calm heron")
    keeper, second = (Keeper("00", folder) for _ in range(2))
    give(keeper, "mine")
    done(second, "delete", name="calm heron")
    assert ask(keeper, **message) == NOBODY
    assert (keeper.learner, said(keeper)) == ("", {})
    assert is_nowhere("calm heron", folder)
    assert learners.noted(folder) == ["glad wren"]


@pytest.mark.parametrize("do", ["newcomer", "leave", "refresh", "import"])
def test_what_can_be_done_after_a_deletion_elsewhere_does_not_bring_the_name_back(deleted, do):
    name = deleted.learner
    done(deleted, do, text="", first=1)
    assert (said(deleted), is_nowhere(name, deleted.folder)) == ({}, True)
    assert done(deleted, "stay", name=name) == {"learner": deleted.learner}
    assert is_nowhere(name, deleted.folder)


def test_whoever_deletes_does_not_send_away_who_began_elsewhere(keeper, second):
    give(keeper, "mine")
    done(second, "newcomer")
    done(keeper, "delete", name=keeper.learner)
    assert learners.current(keeper.folder) == second.learner


def test_a_deleted_name_that_comes_back_in_a_file_can_work_again(keeper):
    name = keeper.learner
    give(keeper, "mine")
    text = done(keeper, "export", **{"from": 0})["text"]
    done(keeper, "delete", name=name)
    done(keeper, "import", text=text, first=1)
    done(keeper, "returning", name=name)
    give(keeper, "mine, too", key="P00-2")
    assert said(keeper) == {"P00-1": "mine", "P00-2": "mine, too"}
