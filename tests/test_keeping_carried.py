"""Answers carried out and in, joined, deleted, made timeless, by messages from a page."""

import json

import pytest

from keepers import HALF, OTHER, PAGE, ask, begun, done, give, message_of, on_disk, rivals, said
from sidebyside import carrying, erasing, journal, keeping, learners, words
from sidebyside.keeping import Keeper

NO_ANSWER = {"error": words.KEEPING["no_answer"]}


@pytest.fixture
def answered(keeper):
    """A desk with answers to two lessons, some given twice, one against another, one with half an emoji."""
    for value, key in (("mine", "P00-1"), ("mine, better", "P00-1"), (HALF, "P00-2"), (None, "P00-3")):
        give(keeper, value, key=key)
    give(keeper, "against", page=OTHER, upon=[])
    give(Keeper("04", keeper.folder), "of another lesson", key="P04-1")
    return keeper


@pytest.fixture
def home(tmp_path, folder):
    """Another folder of journals, on another computer."""
    return tmp_path / "home" / "journal"


def parts(keeper, **how):
    """The parts of a file, asked for one after another."""
    found, left = [], 1
    while left:
        answer = done(keeper, "export", **{"from": len(found), **how})
        found.append(answer["text"])
        left = answer["left"]
    return found


# Out


@pytest.mark.parametrize("chunk", [1, 800, 10**6])
@pytest.mark.parametrize("times", [True, False])
def test_the_parts_of_a_file_are_the_file(answered, monkeypatch, chunk, times):
    monkeypatch.setattr(keeping, "CHUNK", chunk)
    found = parts(answered, times=times)
    lines = list(carrying.exported(answered.folder, [answered.learner], times=times))
    assert "".join(found) == "".join(lines)
    assert len(found) == len(lines) if chunk == 1 else 1 <= len(found) < len(lines)
    assert all(len(part) <= max(chunk, *map(len, lines)) for part in found)


def test_no_line_is_cut(answered, monkeypatch):
    monkeypatch.setattr(keeping, "CHUNK", 300)
    assert all(json.loads(line) for part in parts(answered) for line in part.splitlines())


@pytest.mark.parametrize("times", [None, 0, "", [], 1, "no"])
def test_times_are_left_out_only_where_that_is_asked_for(answered, times):
    assert parts(answered, times=times) == parts(answered)
    assert parts(answered, times=False) != parts(answered)


def test_a_file_is_named_after_the_learner_and_holds_no_one_elses_answers(answered):
    mine = answered.learner
    done(answered, "newcomer")
    give(answered, "of somebody else")
    name = done(answered, "export", **{"from": 0})["name"]
    assert name == carrying.file_name(answered.learner)
    text = "".join(parts(answered))
    assert ("of somebody else" in text, "better" in text, mine in text) == (True, False, False)


def test_a_learner_who_answered_nothing_has_a_file_too(keeper):
    (text,) = parts(keeper)
    assert json.loads(text)["learner"] == keeper.learner


@pytest.mark.parametrize("times", [True, False])
def test_two_windows_may_carry_at_once(answered, monkeypatch, times):
    """The other with times or without, and an answer between: no answer is missing, no line cut, none without its time."""
    monkeypatch.setattr(keeping, "CHUNK", 1)
    expected = parts(answered)
    first = [done(answered, "export", **{"from": 0})["text"]]
    give(answered, "between", key="P00-4")
    parts(answered, times=times)
    while (answer := done(answered, "export", **{"from": len(first)}))["left"]:
        first.append(answer["text"])
    found = {*first, answer["text"]}
    assert set(expected) <= found
    assert all('"saved_at": null' not in line for line in found)


@pytest.mark.parametrize(
    "message", [{"do": "newcomer"}, {"do": "leave"}, {"do": "rename", "name": "night owl"}, {"do": "drop-times"}]
)
def test_a_file_begun_is_not_gone_on_with_for_the_next(answered, monkeypatch, message):
    monkeypatch.setattr(keeping, "CHUNK", 1)
    assert done(answered, "export", **{"from": 0})["left"] > 1
    done(answered, **message)
    assert ask(answered, "export", **{"from": 1})["error"]


def test_a_file_begun_is_not_gone_on_with_after_a_deletion(answered, monkeypatch):
    monkeypatch.setattr(keeping, "CHUNK", 1)
    done(answered, "export", **{"from": 0})
    name = answered.learner
    done(answered, "delete", name=name)
    done(answered, "newcomer")
    assert ask(answered, "export", **{"from": 1}) == NO_ANSWER


# In


def brought(keeper, text):
    """Take a file in as a page does: whole lines in parts, the heading before each."""
    heading, *lines = text.splitlines(keepends=True)
    found = []
    for at in range(0, len(lines), 2):
        found.append(done(keeper, "import", text="".join([heading, *lines[at : at + 2]]), first=at + 1))
    return found


def test_answers_carried_home_are_the_same_there(answered, home):
    there = begun(home)
    before = there.learner
    taken = brought(there, "".join(parts(answered)))
    assert sum(each["new"] for each in taken) == 6
    assert {each["who"] for each in taken} == {answered.learner}
    assert (there.learner, said(there), learners.current(home)) == (before, {}, before)
    done(there, "returning", name=answered.learner)
    assert there.state()["answers"] == answered.state()["answers"]
    assert rivals(there) == rivals(answered) == ["mine, better"]
    assert said(Keeper("04", home)) == {"P04-1": "of another lesson"}


def test_a_file_taken_in_again_changes_nothing(answered, home):
    there, text = begun(home), "".join(parts(answered))
    brought(there, text)
    before = on_disk(home)
    (again,) = [done(there, "import", text=text, first=1)]
    assert (again["new"], again["known"], again["refusals"]) == (0, 6, 0)
    assert on_disk(home) == before


def test_answers_go_there_and_back_while_both_go_on(answered, home):
    there = begun(home)
    brought(there, "".join(parts(answered)))
    done(there, "returning", name=answered.learner)
    give(there, "at home", key="P00-5", page="dddddddd")
    give(answered, "at school", key="P00-6")
    brought(answered, "".join(parts(there)))
    brought(there, "".join(parts(answered)))
    assert answered.state()["answers"] == there.state()["answers"]
    assert {"P00-5", "P00-6"} <= set(said(there))


def test_answers_brought_under_another_name_can_be_joined_to_ones_own(answered, home):
    there = begun(home, people=2)
    give(there, "at home", key="P00-5", page="dddddddd")
    name = there.learner
    brought(there, "".join(parts(answered)))
    assert done(there, "join", name=answered.learner) == {"learner": name}
    assert said(there) == {**said(answered), "P00-5": "at home"}
    assert learners.newest_name(home, answered.learner) == name == learners.current(home)
    give(there, "mine, again", page="dddddddd")
    assert there.state() == Keeper("00", home).state()
    before = on_disk(home)
    done(there, "join", name=f" {answered.learner.upper()} ")
    assert on_disk(home) == before


def test_answers_of_nobody_known_cannot_be_joined(keeper):
    before = on_disk(keeper.folder)
    assert ask(keeper, "join", name="quite unknown") == {"error": words.KEEPING["unknown"]}
    assert on_disk(keeper.folder) == before


def test_a_file_that_knows_a_newer_name_of_the_learner_takes_it_along(answered, home):
    there = begun(home)
    old = answered.learner
    brought(there, "".join(parts(answered)))
    done(there, "returning", name=old)
    done(answered, "rename", name="night owl")
    (*_, taken) = brought(there, "".join(parts(answered)))
    assert (there.learner, taken["who"], said(there)) == ("night owl", "night owl", said(answered))
    give(there, "at home", key="P00-5")
    assert there.learner == "night owl"


def test_of_the_lines_refused_the_first_five_are_named_and_all_counted(keeper):
    taken = done(keeper, "import", text="x\n" * 8, first=101)
    assert (taken["refusals"], [line["line"] for line in taken["refused"]]) == (8, [101, 102, 103, 104, 105])
    assert all(line["reason"] for line in taken["refused"])


def test_answers_of_several_people_are_nobodys_in_particular(answered, home):
    done(answered, "newcomer")
    give(answered, "of somebody else")
    there = begun(home)
    taken = done(there, "import", text="".join(carrying.exported(answered.folder)), first=1)
    assert (taken["new"], taken["who"]) == (7, "")


def test_a_folder_that_cannot_be_written_takes_nothing_in(answered, home):
    text = "".join(parts(answered))
    home.parent.mkdir()
    home.write_text("", encoding="utf-8")
    there = Keeper("00", home)
    assert "error" in ask(there, "import", text=text, first=1)
    home.unlink()
    assert done(there, "import", text=text, first=1)["new"] == 6
    assert (there.state()["problem"], learners.current(home)) == ("", there.learner)


# Deleted, and without times


def test_everything_of_a_learner_is_deleted_under_every_name_they_had(answered):
    old, folder = answered.learner, answered.folder
    done(answered, "rename", name="night owl")
    give(answered, "mine, still", key="P00-7")
    place = answered.state()["place"]
    gone = done(answered, "delete", name="night owl")
    assert gone == {"gone": 7, "unreadable": 0, "names": sorted([old, "night owl"])}
    assert (answered.learner, said(answered), answered.state()["place"]) == ("", {}, place)
    assert not [name for name in (old, "night owl") if name in on_disk(folder)]
    assert learners.place(folder) == place
    assert done(answered, "stay", name=old) == {"learner": ""}  # asked for by a page where something of theirs waits


@pytest.mark.parametrize("typed", [None, "", "night owl", [], 1, True])
def test_nothing_is_deleted_but_by_the_name_of_who_works(answered, typed):
    before = on_disk(answered.folder)
    assert ask(answered, "delete", name=typed) == {"error": words.KEEPING["nobody"]}
    assert (on_disk(answered.folder), bool(said(answered))) == (before, True)


def test_nobody_elses_answers_are_deleted(answered):
    mine = answered.learner
    done(answered, "newcomer")
    give(answered, "of somebody else")
    assert done(answered, "delete", name=answered.learner)["gone"] == 1
    done(answered, "returning", name=mine)
    assert said(answered)["P00-1"] == "against"


def test_lines_that_cannot_be_read_are_counted(answered):
    with answered.path.open("ab") as file:
        file.write(b'\n{"torn\n')
    assert done(answered, "delete", name=answered.learner)["unreadable"] == 1


def test_a_deletion_that_fails_shows_nobodys_answers_all_the_same(answered, monkeypatch):
    def refuse(*_):
        raise OSError(13, "It is open elsewhere")

    monkeypatch.setattr(erasing, "erase", refuse)
    name = answered.learner
    assert ask(answered, "delete", name=name) == {"error": "It is open elsewhere"}
    assert (answered.learner, said(answered), learners.current(answered.folder)) == ("", {}, None)
    monkeypatch.undo()
    done(answered, "returning", name=name)
    assert said(answered)["P00-1"] == "against"


def test_without_times_everything_stands_as_it_stood(answered):
    before = said(answered), rivals(answered)
    assert done(answered, "drop-times") == {"dropped": 6}
    assert (said(answered), rivals(answered)) == before
    assert {record["saved_at"] for record in answered.state()["answers"].values()} == {None}
    assert answered.state() == Keeper("00", answered.folder).state()
    shown = answered.state()["answers"]["P00-1"]
    done(answered, **message_of("chosen", learner=answered.learner, page=PAGE, upon=[shown, *shown["rivals"]]))
    assert (said(answered)["P00-1"], rivals(answered)) == ("chosen", [])
    assert answered.state()["answers"]["P00-1"]["saved_at"]


def test_times_that_cannot_be_removed_stay(answered, monkeypatch):
    def refuse(*_):
        raise OSError("no reason given")

    monkeypatch.setattr(erasing, "drop_times", refuse)
    before = on_disk(answered.folder)
    assert ask(answered, "drop-times") == {"error": words.KEEPING["unwritable"]}
    assert on_disk(answered.folder) == before
    assert journal.merge([answered.path])[0][0]["saved_at"]
