"""Answers taken out of journals, and times taken out of answers."""

import errno
import json
import os

import pytest

from sidebyside import erasing, journal, learners

MINE, THEIRS = "calm heron", "glad wren"


def record(number, value="an answer", learner=MINE, prompt="P00-1", writer="aaaaaaaa", seen=None, **changes):
    return {
        "schema": 2, "id": f"{1_790_000_000_000 + number:015}-{number:016x}", "prompt_id": prompt, "value": value, "learner": learner,
        "writer": writer, "seen": seen or {}, "text_sha256": None, "saved_at": "2026-09-21T10:00:00+00:00",
    } | changes  # fmt: skip


def newer(learner):
    return {"schema": 3, "who": [learner], "said": "what nobody here can read"}


def write(path, *lines):
    """Lines as they come: records, or bytes as they are."""
    for line in lines:
        if isinstance(line, bytes):
            path.parent.mkdir(exist_ok=True)
            with path.open("ab") as file:
                file.write(line)
        else:
            journal.append(path, line)
    return path


def values(where, learner, lesson="04"):
    return [each["value"] for each in journal.merge([where / f"{lesson}.jsonl"])[0] if each["learner"] == learner]


def state(where, learner, lesson="04"):
    """What a learner is shown, without ids and times."""
    folded = journal.fold(where / f"{lesson}.jsonl", learner)
    shown = {prompt: answer["value"] for prompt, answer in folded.answers.items()}
    return shown, {prompt: [rival["value"] for rival in rivals] for prompt, rivals in folded.rivals.items()}


@pytest.fixture
def where(tmp_path):
    """A folder in which two people have worked; mine was the name used last."""
    learners.begin(tmp_path, THEIRS)
    learners.begin(tmp_path, MINE, 2)
    write(tmp_path / "00.jsonl", record(1, "mine alone"))
    write(
        tmp_path / "04.jsonl",
        record(2, "first"),
        record(3, "theirs", THEIRS),
        record(4, "second"),
        record(5, None, THEIRS, "P00-2"),
    )
    return tmp_path


def test_answers_and_names_of_one_learner_go_and_everything_else_stays(where):
    theirs = state(where, THEIRS)
    assert erasing.erase(where, [MINE]) == erasing.Rewritten(3, ())
    assert (values(where, MINE), state(where, THEIRS)) == ([], theirs)
    assert learners.known(where) == [THEIRS]
    assert not any(MINE.encode() in path.read_bytes() for path in where.iterdir())


def test_a_journal_without_a_line_left_is_removed_and_no_other_file_is_left_behind(where):
    erasing.erase(where, [MINE])
    assert sorted(path.name for path in where.iterdir()) == ["04.jsonl", learners.FILE]
    erasing.erase(where, [THEIRS])
    assert [path.name for path in where.iterdir()] == [learners.FILE]


def test_every_name_of_a_learner_goes(where):
    learners.rename(where, MINE, "kind jay")
    write(where / "04.jsonl", record(6, "third", "kind jay"))
    assert erasing.erase(where, learners.all_names(where, MINE)).lines == 4
    assert learners.known(where) == [THEIRS]


def test_one_name_may_be_given_as_it_is(where):
    assert erasing.erase(where, MINE).lines == 3
    assert learners.known(where) == [THEIRS]


@pytest.mark.parametrize("again", [1, 2])
def test_the_folder_keeps_its_place_whoever_goes(where, again):
    place = learners.place(where)
    for name in (THEIRS, MINE, THEIRS) * again:
        erasing.erase(where, [name])
        assert learners.place(where) == place
    learners.begin(where, "kind jay")
    assert learners.place(where) == place


def test_after_the_one_who_works_nobody_does_and_after_another_the_same_one(where):
    erasing.erase(where, [THEIRS])
    assert learners.current(where) == MINE
    learners.begin(where, THEIRS)
    learners.begin(where, MINE)
    erasing.erase(where, [MINE])
    assert learners.current(where) is None  # and not whoever worked before
    learners.begin(where, "kind jay")
    assert learners.current(where) == "kind jay"


def test_where_nothing_is_kept_there_is_nothing_to_do(tmp_path):
    for do in (erasing.erase, erasing.drop_times):
        assert do(tmp_path / "nowhere", [MINE]) == erasing.Rewritten(0, ())
    erasing.finish(tmp_path / "nowhere")
    assert not (tmp_path / "nowhere").exists()


def test_a_learner_of_whom_nothing_is_kept_changes_no_file(where):
    before = {path: (path.read_bytes(), path.stat().st_ino) for path in where.iterdir()}
    for name in ("kind jay", "", "../../x"):
        assert erasing.erase(where, [name]).lines == 0
        assert erasing.drop_times(where, [name]).lines == 0
    assert {path: (path.read_bytes(), path.stat().st_ino) for path in where.iterdir()} == before


@pytest.mark.parametrize("end", [b"", b"\n"])
@pytest.mark.parametrize("at", ["first", "last"])
def test_a_torn_line_goes_where_the_name_stands_in_it_and_else_stays_and_is_said(tmp_path, at, end):
    torn = [journal.line(record(7, "words", learner))[:-20] for learner in (MINE, THEIRS)]
    lines = [record(8, "mine"), record(9, "theirs", THEIRS)]
    for part in torn:
        write(tmp_path / "04.jsonl", *([b"\n" + part + end, *lines] if at == "first" else [*lines, b"\n" + part + end]))
    found = erasing.erase(tmp_path, [MINE])
    assert [(each.file, each.reason) for each in found.unreadable] == [("04.jsonl", "torn or not JSON")]
    content = (tmp_path / "04.jsonl").read_bytes()
    assert torn[1] in content
    assert MINE.encode() not in content
    assert values(tmp_path, THEIRS) == ["theirs"]


def test_a_line_of_a_newer_version_goes_only_where_it_names_the_learner(tmp_path):
    about = {"schema": 3, "learner": THEIRS, "value": f"I am not {MINE}."}
    path = write(tmp_path / "04.jsonl", newer(MINE), newer(THEIRS), about)
    found = erasing.erase(tmp_path, [MINE])
    assert path.read_bytes() == journal.line(newer(THEIRS)) + journal.line(about)
    assert (found.lines, len(found.unreadable)) == (1, 2)


def test_a_log_of_learners_with_lines_nobody_can_read_keeps_those_of_others(where):
    write(where / learners.FILE, newer(MINE), newer(THEIRS), b"\n" + MINE.encode())
    erasing.erase(where, [MINE])
    content = (where / learners.FILE).read_bytes()
    assert journal.line(newer(THEIRS)) in content
    assert MINE.encode() not in content


def test_a_file_saved_by_an_editor_is_rewritten_too(where):
    path = where / "04.jsonl"
    path.write_bytes(journal.BOM + path.read_bytes().replace(b"\n", b"\r\n"))
    assert erasing.erase(where, [MINE]).lines == 3
    assert (values(where, MINE), values(where, THEIRS)) == ([], ["theirs", None])


def test_a_journal_that_stands_elsewhere_is_rewritten_there(where, tmp_path_factory):
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "kept.jsonl"
    os.replace(where / "04.jsonl", elsewhere)
    (where / "04.jsonl").symlink_to(elsewhere)
    erasing.erase(where, [MINE])
    assert (where / "04.jsonl").is_symlink()
    assert MINE.encode() not in elsewhere.read_bytes()
    assert values(where, THEIRS) == ["theirs", None]


def test_who_may_read_a_file_stays_as_it_was(where):
    (where / "04.jsonl").chmod(0o640)
    erasing.erase(where, [MINE])
    assert (where / "04.jsonl").stat().st_mode & 0o777 == 0o640


def test_times_go_and_what_stands_stays(where):
    one, two = record(10, "one", prompt="P00-3"), record(11, "two", prompt="P00-3", writer="bbbbbbbb")
    upon = record(12, "three", prompt="P00-3", seen={"bbbbbbbb": record(11)["id"]}, writer="cccccccc")
    write(where / "04.jsonl", upon, one, two)
    before = state(where, MINE), state(where, THEIRS)
    theirs = [each for each in journal.merge([where / "04.jsonl"])[0] if each["learner"] == THEIRS]
    assert erasing.drop_times(where, [MINE]).lines == 6
    assert (state(where, MINE), state(where, THEIRS)) == before
    assert before[0][1] == {"P00-3": ["one"]}
    merged = journal.merge(learners.journals(where))[0]
    assert [each for each in merged if each["learner"] == THEIRS] == theirs
    mine = [each for each in merged if each["learner"] == MINE]
    assert [(each["id"], each["saved_at"]) for each in mine] == [
        (f"{rank:015}-{number:016x}", None) for rank, number in enumerate([1, 2, 4, 10, 11, 12], start=1)
    ]
    assert mine[-1]["seen"] == {"bbbbbbbb": mine[-2]["id"]}
    assert erasing.drop_times(where, [MINE]).lines == 0


def test_a_later_answer_still_wins_and_loses_its_time_in_its_turn(where):
    for value in ("third", "fourth"):
        journal.append(where / "04.jsonl", record(20, value) | {"id": journal.new_id()})
        assert state(where, MINE)[0]["P00-1"] == value
        assert erasing.drop_times(where, [MINE]).lines
        assert state(where, MINE)[0]["P00-1"] == value
    assert values(where, MINE) == ["first", "second", "third", "fourth"]


def test_an_id_without_a_time_meets_nobody_elses(tmp_path):
    theirs = record(1, "theirs", THEIRS, id=f"{1:015}-{1:016x}")
    write(tmp_path / "04.jsonl", record(1, "first"), record(2, "second"), theirs)
    erasing.drop_times(tmp_path, [MINE])
    assert (values(tmp_path, MINE), values(tmp_path, THEIRS)) == (["first", "second"], ["theirs"])


def test_an_answer_made_upon_one_that_is_not_here_is_made_upon_the_same_as_before(tmp_path):
    unknown = f"{1_790_000_000_005:015}-{'f' * 16}"  # between the two
    write(
        tmp_path / "04.jsonl",
        record(5, "seen"),
        record(6, "not seen"),
        record(9, "new", writer="bbbbbbbb", seen={"aaaaaaaa": unknown}),
    )
    before = state(tmp_path, MINE)
    erasing.drop_times(tmp_path, [MINE])
    assert state(tmp_path, MINE) == before == ({"P00-1": "new"}, {"P00-1": ["not seen"]})


def test_answers_of_the_first_schema_stay_of_the_first_schema(tmp_path):
    old = [{name: value for name, value in record(n, f"{n}").items() if name != "seen"} | {"schema": 1} for n in (1, 2)]
    path = write(tmp_path / "04.jsonl", *old)
    erasing.drop_times(tmp_path, [MINE])
    assert [
        json.loads(line)["schema"]
        for line in path.read_bytes().split()[0:0] or path.read_text(encoding="utf-8").splitlines()
        if line
    ] == [1, 1]
    assert state(tmp_path, MINE) == ({"P00-1": "2"}, {})


def test_an_answer_sent_again_stands_as_before(tmp_path):
    again = record(1, "a", saved_at="2026-09-21T10:00:01+00:00")
    write(tmp_path / "04.jsonl", again, record(1, "b"))  # of one id the lesser line stands
    assert values(tmp_path, MINE) == ["b"]
    erasing.drop_times(tmp_path, [MINE])
    assert values(tmp_path, MINE) == ["b"]


def test_lines_nobody_can_read_keep_every_byte_when_times_go(where):
    lines = [b"\n" + journal.line(newer(MINE)), b"\n{torn " + MINE.encode()]
    for name in ("04.jsonl", learners.FILE):
        write(where / name, *lines)
    assert len(erasing.drop_times(where, [MINE]).unreadable) == 2
    for name in ("04.jsonl", learners.FILE):
        assert all(line.strip() in (where / name).read_bytes() for line in lines)


def test_the_log_of_learners_tells_no_time_of_who_dropped_them(where):
    learners.leave(where)
    learners.begin(where, MINE)
    said = learners.place(where), learners.current(where), learners.people(where, MINE), learners.known(where)
    erasing.drop_times(where, [MINE])
    assert (learners.place(where), learners.current(where), learners.people(where, MINE), learners.known(where)) == said
    entries, _ = journal.read_log([where / learners.FILE], learners.entry_fault)
    assert [entry["began"] is None for entry in entries if "place" not in entry] == [False, True, True, True]
    assert all(entry["id"].startswith("00000000000") for entry in entries)
    learners.begin(where, THEIRS)
    assert learners.current(where) == THEIRS


def test_where_a_file_has_no_second_name_it_is_moved_away_and_written_anew(where, monkeypatch):
    monkeypatch.setattr(os, "link", lambda *paths: (_ for _ in ()).throw(OSError(errno.EPERM, "no links here")))
    theirs = state(where, THEIRS)
    assert erasing.drop_times(where, [MINE]).lines == 3
    assert erasing.erase(where, [MINE]).lines == 3
    assert (values(where, MINE), state(where, THEIRS)) == ([], theirs)
    assert sorted(path.name for path in where.iterdir()) == ["04.jsonl", learners.FILE]


@pytest.mark.parametrize("call", ["replace", "link", "rename", "unlink"])
@pytest.mark.parametrize("do", [erasing.erase, erasing.drop_times])
def test_a_file_that_cannot_be_replaced_is_said_and_nothing_is_lost(where, monkeypatch, call, do):
    (where / "00.jsonl").unlink()
    before = {learner: state(where, learner) for learner in (MINE, THEIRS)}

    def refuse(*paths):
        raise PermissionError(errno.EACCES, "being used by another process", str(paths[0]))

    monkeypatch.setattr(os, call, refuse)
    if call == "link":
        monkeypatch.setattr(os, "rename", refuse)
    with pytest.raises(
        OSError, match=r"^\[.*\] 04\.jsonl could not be rewritten \(being used by another process\); nothing is lost\. Close"
    ):
        do(where, [MINE])
    monkeypatch.undo()
    if call != "unlink":
        assert {learner: state(where, learner) for learner in (MINE, THEIRS)} == before
        assert sorted(path.name for path in where.iterdir()) == ["04.jsonl", learners.FILE]
    assert do(where, [MINE])
    assert not [path.name for path in where.iterdir() if path.suffix != ".jsonl"]
    assert state(where, THEIRS) == before[THEIRS]


def test_a_full_disk_is_said_and_nothing_is_lost(where, monkeypatch):
    before = (where / "00.jsonl").read_bytes(), (where / "04.jsonl").read_bytes()
    monkeypatch.setattr(os, "fsync", lambda descriptor: (_ for _ in ()).throw(OSError(errno.ENOSPC, "No space left on device")))
    with pytest.raises(OSError, match=r"jsonl could not be rewritten \(No space left on device\)"):
        erasing.drop_times(where, [MINE])
    monkeypatch.undo()
    assert ((where / "00.jsonl").read_bytes(), (where / "04.jsonl").read_bytes()) == before
    assert [path.name for path in where.iterdir() if path.suffix != ".jsonl"] == []
