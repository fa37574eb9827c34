"""Answers taken out beside running writers, and by a process that is killed at any moment."""

import itertools
import multiprocessing
import os
import sys

import pytest

from sidebyside import erasing, journal, learners

MINE, THEIRS = "calm heron", "glad wren"
POSIX = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")


def record(number, value="an answer", learner=MINE):
    return {
        "schema": 2, "id": f"{1_790_000_000_000 + number:015}-{number:016x}", "prompt_id": "P00-1", "value": value, "learner": learner,
        "writer": "aaaaaaaa", "seen": {}, "text_sha256": None, "saved_at": "2026-09-21T10:00:00+00:00",
    }  # fmt: skip


def values(where, learner):
    return [each["value"] for each in journal.merge([where / "04.jsonl"])[0] if each["learner"] == learner]


def shown(where):
    """What the learner is shown whose answers are taken out: the one that stands, and those against it."""
    folded = journal.fold(where / "04.jsonl", MINE)
    return [answer["value"] for answer in folded.answers.values()], len(folded.rivals)


@pytest.fixture
def where(tmp_path):
    """A folder in which two people have worked."""
    learners.begin(tmp_path, THEIRS)
    learners.begin(tmp_path, MINE)
    journal.append(tmp_path / "04.jsonl", record(1, "mine"), record(2, "theirs", THEIRS))
    return tmp_path


def test_two_that_rewrite_at_once_wait_for_each_other(where):
    spawn = multiprocessing.get_context("spawn")
    names = [f"calm heron {number}" for number in range(40)]
    for number, name in enumerate(names):
        journal.append(where / "04.jsonl", record(100 + number, name, name))
    barrier = spawn.Barrier(2)
    processes = [spawn.Process(target=_erase_all, args=(barrier, where, names[part::2])) for part in (0, 1)]
    for process in processes:
        process.start()
    for process in processes:
        process.join(120)
    assert [process.exitcode for process in processes] == [0, 0]
    assert journal.merge([where / "04.jsonl"])[1] == ()
    assert {each["learner"] for each in journal.merge([where / "04.jsonl"])[0]} == {MINE, THEIRS}
    assert values(where, THEIRS) == ["theirs"]


def _erase_all(barrier, where, names):
    barrier.wait(60)
    for name in names:
        erasing.erase(where, [name])


def test_no_acknowledged_answer_is_lost_while_another_learners_are_taken_away(where):
    """2,000 answers by one process, while this one takes another learner's answers or their times away."""
    spawn = multiprocessing.get_context("spawn")
    many, rounds = 2000, 0
    writer = spawn.Process(target=_answer, args=(where / "04.jsonl", many))
    writer.start()
    while writer.is_alive() or rounds < 50:
        journal.append(where / "04.jsonl", record(10_000 + rounds, f"round {rounds}"))
        (erasing.drop_times if rounds % 3 else erasing.erase)(where, [MINE])
        rounds += 1
    writer.join(120)
    assert writer.exitcode == 0
    merged, _ = journal.merge([where / "04.jsonl"])
    assert {each["value"] for each in merged if each["learner"] == THEIRS} >= {f"answer {number}" for number in range(many)}
    erasing.erase(where, [MINE])
    assert values(where, MINE) == []
    assert sorted(path.name for path in where.iterdir()) == ["04.jsonl", learners.FILE]


def _answer(path, many):
    for number in range(many):
        journal.append(path, record(20_000 + number, f"answer {number}", THEIRS))


# What Python announces before it happens; between two of these a killed process leaves nothing half done but a write.
STEPS = {"open", "os.link", "os.rename", "os.remove", "os.chmod"}


@pytest.mark.parametrize("size", [0, 5])
def test_what_a_killed_process_left_is_put_right(where, size):
    """Its old file has a second name: what stands in it behind the size was appended while it was rewritten."""
    old = where / f"04.jsonl.{size}.old"
    old.write_bytes(b"gone\n"[:size] + journal.line(record(3, "meanwhile", THEIRS)))
    (where / "04.jsonl.new").write_bytes(b"half writ")
    for _ in range(2):
        erasing.finish(where)
        assert values(where, THEIRS) == ["theirs", "meanwhile"]
        assert sorted(path.name for path in where.iterdir()) == ["04.jsonl", learners.FILE]
    assert b"gone" not in (where / "04.jsonl").read_bytes()


def test_a_process_killed_before_anything_was_replaced_changed_nothing(where):
    before = (where / "04.jsonl").read_bytes()
    os.link(where / "04.jsonl", where / "04.jsonl.0.old")
    erasing.finish(where)
    assert (where / "04.jsonl").read_bytes() == before
    assert sorted(path.name for path in where.iterdir()) == ["04.jsonl", learners.FILE]


def test_an_old_file_whose_journal_is_gone_becomes_the_journal(where):
    (where / "04.jsonl").rename(where / "04.jsonl.0.old")
    (where / "notes.old").write_bytes(b"not ours")
    erasing.finish(where)
    assert (values(where, MINE), values(where, THEIRS)) == (["mine"], ["theirs"])
    assert (where / "notes.old").read_bytes() == b"not ours"


@pytest.mark.parametrize("moment", ["open", "write", "fsync"])
@pytest.mark.parametrize("do", [erasing.erase, erasing.drop_times])
def test_an_answer_that_is_just_being_written_is_kept(where, monkeypatch, moment, do):
    """Between opening, writing and looking whether the file is still the same, all is rewritten."""
    original = getattr(os, moment)

    def meanwhile(*arguments):
        result = original(*arguments)
        monkeypatch.setattr(os, moment, original)
        assert do(where, [MINE]).lines == 1
        return result

    monkeypatch.setattr(os, moment, meanwhile)
    journal.append(where / "04.jsonl", record(3, "meanwhile", THEIRS))
    assert values(where, THEIRS) == ["theirs", "meanwhile"]


@POSIX
@pytest.mark.parametrize("do", [erasing.erase, erasing.drop_times])
@pytest.mark.parametrize("has_links", [True, False])
def test_killed_at_any_step_it_loses_no_answer_given_at_any_step_before(tmp_path, monkeypatch, do, has_links):
    """For each pair of steps: at the first another process is told that an answer is kept, at the second this one is killed."""
    monkeypatch.setattr(os, "fsync", lambda descriptor: None)  # that is for a power cut; it would take most of the time
    steps = _in_a_child(_worked_in(tmp_path / "counted"), do, has_links, 10**6, 10**6)
    assert 10 < steps < 60
    for first, killed in itertools.combinations_with_replacement(range(steps + 1), 2):
        where = _worked_in(tmp_path / f"{first}-{killed}")
        _in_a_child(where, do, has_links, first, killed)
        journal.append(where / "04.jsonl", record(4, "afterwards", THEIRS))
        erasing.finish(where)
        assert set(values(where, THEIRS)) == {"theirs", "meanwhile", "afterwards"}, (first, killed)
        assert not [path for path in where.iterdir() if path.suffix != ".jsonl"], (first, killed)
        before = shown(where)
        assert before == (["mine"], 0) or (do is erasing.erase and before == ([], 0)), (first, killed)
        do(where, [MINE])
        assert shown(where) == (([], 0) if do is erasing.erase else before), (first, killed)
        assert set(values(where, THEIRS)) == {"theirs", "meanwhile", "afterwards"}, (first, killed)


def _worked_in(where):
    journal.append(where / "04.jsonl", record(1, "mine"), record(2, "theirs", THEIRS))
    with (where / "04.jsonl").open("ab") as file:
        file.write(b"\n{torn")
    learners.begin(where, MINE)
    return where


def _in_a_child(where, do, has_links, first, killed):
    """Run it in a process of its own that answers at one step and is gone at another; how many steps there were."""
    sys.stdout.flush()
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        _until_killed(where, do, has_links, first, killed, writing)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        told = pipe.read()
    os.waitpid(child, 0)
    return len(told)


def _until_killed(where, do, has_links, first, killed, writing):
    counted, is_busy = 0, False

    def step(event, arguments):
        nonlocal counted, is_busy
        if is_busy or event not in STEPS or str(where) not in str(arguments[0]):
            return
        is_busy = True
        if counted == first:
            journal.append(where / "04.jsonl", record(3, "meanwhile", THEIRS))
        if counted == killed:
            os._exit(9)
        os.write(writing, b".")
        counted, is_busy = counted + 1, False

    try:
        if not has_links:
            del os.link
        sys.addaudithook(step)
        do(where, [MINE])
        is_busy = True
        if counted <= first:
            journal.append(where / "04.jsonl", record(3, "meanwhile", THEIRS))
    finally:
        os._exit(0)
