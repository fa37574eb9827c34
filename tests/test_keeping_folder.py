"""A folder that was removed, and one that cannot be written or read."""

import contextlib
import os
import shutil
import tempfile
from pathlib import Path

import pytest

from keepers import OTHER, ask, begun, done, give, message_of, rivals, said
from sidebyside import journal, keeping, learners
from sidebyside.keeping import Keeper

# A folder removed by hand


@pytest.mark.parametrize("looks_again", [False, True])
def test_what_is_shown_is_written_again_with_the_next_answer_when_the_folder_was_removed(keeper, looks_again):
    place, name = keeper.state()["place"], keeper.learner
    give(keeper, "base")
    give(keeper, "one", page=OTHER, upon=[])
    give(keeper, "one", page="dddddddd", upon=[])
    shutil.rmtree(keeper.folder)
    if looks_again:
        done(keeper, "refresh")
    assert (said(keeper), rivals(keeper)) == ({"P00-1": "one"}, ["base"])
    give(keeper, "two", key="P00-2")
    again = Keeper("00", keeper.folder)
    assert again.state() == keeper.state()
    assert (again.learner, again.state()["place"]) == (name, place)
    assert (said(again), rivals(again)) == ({"P00-1": "one", "P00-2": "two"}, ["base"])
    assert len(journal.merge([keeper.path])[0]) == 4


def test_a_journal_removed_alone_is_written_again_too(keeper):
    give(keeper, "one")
    keeper.path.unlink()
    done(keeper, "refresh")
    give(keeper, "two", key="P00-2")
    assert said(keeper) == said(Keeper("00", keeper.folder)) == {"P00-1": "one", "P00-2": "two"}


def test_whoever_began_and_answered_nothing_still_works_when_the_folder_was_removed(keeper):
    name = keeper.learner
    shutil.rmtree(keeper.folder)
    assert done(keeper, "refresh") == {"learner": name}
    give(keeper, "mine")
    assert learners.current(keeper.folder) == name


@pytest.mark.parametrize(
    "message",
    [{"do": "newcomer"}, {"do": "goon"}, {"do": "rename", "name": "night owl"}, {"do": "import", "text": "", "first": 1}],
)
def test_a_folder_that_was_removed_keeps_its_place_whatever_is_done_next(keeper, message):
    place = keeper.state()["place"]
    shutil.rmtree(keeper.folder)
    done(keeper, **message)
    assert keeper.state()["place"] == place == Keeper("00", keeper.folder).state()["place"]


def test_a_folder_made_anew_by_another_kernel_takes_up_who_works_here(keeper):
    give(keeper, "one")
    shutil.rmtree(keeper.folder)
    other = Keeper("00", keeper.folder)
    give(keeper, "two", key="P00-2")
    done(other, "refresh")
    assert other.learner == keeper.learner
    assert said(other) == said(keeper) == {"P00-1": "one", "P00-2": "two"}


# A folder that cannot be written


@pytest.fixture
def blocked(folder):
    """A file in the place of the folder."""
    folder.write_text("", encoding="utf-8")
    return folder


def test_a_file_in_the_place_of_the_folder_is_said_and_the_drawn_name_stays(blocked):
    first, again = Keeper("00", blocked), Keeper("04", blocked)
    assert learners.PATTERN.fullmatch(first.learner)
    assert first.learner == again.learner
    for keeper in (first, again):
        state = keeper.state()
        assert (state["drawn"], state["problem"], state["place"]) == (True, "File exists", str(blocked))
        assert done(keeper, "refresh") == {"learner": first.learner}
        assert "error" in ask(keeper, **message_of("mine", learner=keeper.learner))
        assert keeper.state() == state


@pytest.mark.parametrize("message", [
    {"do": "newcomer"}, {"do": "returning", "name": "calm heron"}, {"do": "rename", "name": "night owl"}, {"do": "leave"},
    {"do": "goon", "people": 2}, {"do": "import", "text": "", "first": 1},
])  # fmt: skip
def test_what_cannot_be_noted_is_refused_and_changes_nothing(blocked, message):
    keeper = Keeper("00", blocked)
    before = keeper.state()
    assert ask(keeper, **message)["error"] in ("File exists", "Not a directory")
    assert ask(keeper, "delete", name=keeper.learner)["error"] in ("File exists", "Not a directory")
    assert keeper.state() == before
    assert Keeper("00", blocked).learner == keeper.learner


def test_the_drawn_name_is_noted_once_the_folder_can_be_written(blocked):
    keeper, again = Keeper("00", blocked), Keeper("04", blocked)
    name = keeper.learner
    blocked.unlink()
    give(keeper, "mine")
    state = keeper.state()
    assert (state["learner"], state["problem"], state["drawn"]) == (name, "", False)
    assert (learners.current(blocked), learners.place(blocked)) == (name, state["place"])
    give(again, "mine, too", key="P04-1")
    assert (again.learner, again.state()["problem"]) == (name, "")
    assert learners.noted(blocked) == [name]


def test_a_cell_run_again_when_the_folder_can_be_written_begins_under_the_drawn_name(blocked):
    name = Keeper("00", blocked).learner
    blocked.unlink()
    again = Keeper("00", blocked)
    assert again.learner == ""
    assert done(again, "newcomer") == {"learner": name}
    done(again, "newcomer")
    assert again.learner != name


@pytest.mark.parametrize("message", [{"do": "newcomer"}, {"do": "leave"}, {"do": "returning", "name": "calm heron"}])
def test_whose_answers_wait_is_noted_before_somebody_else_begins(blocked, message):
    keeper = Keeper("00", blocked)
    name = keeper.learner
    blocked.unlink()
    journal.append(blocked / "04.jsonl", journal.record_of(message_of("theirs", learner=""), "calm heron"))
    done(keeper, **message)
    assert keeper.learner != name
    assert (keeper.state()["problem"], keeper.state()["drawn"]) == ("", False)
    done(keeper, **message_of("waited in the tab", learner=name))
    assert said(keeper) == {}
    assert journal.fold(keeper.path, name).answers["P00-1"]["value"] == "waited in the tab"


def test_a_name_of_a_tab_stays_where_nothing_can_be_written(blocked):
    keeper = Keeper("00", blocked)
    assert done(keeper, "stay", name="calm heron") == {"learner": "calm heron"}
    assert Keeper("00", blocked).learner == "calm heron"
    blocked.unlink()
    give(keeper, "mine")
    assert learners.current(blocked) == "calm heron"


def test_two_names_drawn_where_nothing_could_be_written_are_both_kept(blocked, monkeypatch):
    one = Keeper("00", blocked)
    monkeypatch.setattr(keeping, "_DRAWN", {})  # another kernel
    two = Keeper("00", blocked)
    names = [one.learner, two.learner]
    assert names[0] != names[1]
    blocked.unlink()
    give(one, "one")
    give(two, "two")
    assert learners.noted(blocked) == names
    assert [journal.fold(one.path, name).answers["P00-1"]["value"] for name in names] == ["one", "two"]


@contextlib.contextmanager
def somebody():
    """Run as a user who may write nothing of another's; whoever is no administrator is one already."""
    if os.geteuid():
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def readable(folder):
    """A folder with an answer in it that may be read by everybody and written by nobody."""
    if os.name != "posix":
        pytest.skip("needs the rights of files as POSIX has them")
    with tempfile.TemporaryDirectory() as outer:
        os.chmod(outer, 0o755)
        where = Path(outer, "journal")
        keeper = begun(where)
        give(keeper, "mine")
        for path in (*where.iterdir(), where):
            path.chmod(0o555 if path.is_dir() else 0o444)
        yield where
        where.chmod(0o755)


def test_a_folder_that_may_only_be_read_says_who_works_and_what_was_answered(readable):
    with somebody():
        keeper = Keeper("00", readable)
        assert keeper.learner == learners.current(readable) != ""
        assert (keeper.state()["problem"], keeper.state()["drawn"], said(keeper)) == (
            "Permission denied",
            False,
            {"P00-1": "mine"},
        )
        assert done(keeper, "goon") == {"learner": keeper.learner}
        assert keeper.state()["problem"] == "Permission denied"
        before = keeper.state()
        for do in ("newcomer", "leave", "drop-times", "delete"):
            assert "error" in ask(keeper, do, name=keeper.learner), do
        assert "error" in ask(keeper, **message_of("mine, later", learner=keeper.learner))
        assert keeper.state() == before
        assert "mine" in done(keeper, "export", **{"from": 0})["text"]


def test_what_may_be_written_again_is_used_again(readable):
    with somebody():
        keeper = Keeper("00", readable)
    for path in (readable, *readable.iterdir()):
        path.chmod(0o777)
    give(keeper, "mine, later", key="P00-2")
    assert (keeper.state()["problem"], len(said(keeper))) == ("", 2)


def test_a_journal_that_cannot_be_read_is_said(keeper):
    give(keeper, "mine")
    keeper.path.unlink()
    keeper.path.mkdir()
    again = Keeper("00", keeper.folder)
    assert (again.state()["problem"], said(again)) == ("Is a directory", {})
    assert ask(again, **message_of("mine, later", learner=keeper.learner)) == {"error": "Is a directory"}
