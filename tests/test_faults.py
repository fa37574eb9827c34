"""Disks that fill, folders that go, files cut off, clocks that run back: no answer acknowledged is lost."""

import contextlib
import json
import os
import resource
import shutil
import subprocess
import tempfile
import time
import traceback
from pathlib import Path

import pytest

from sidebyside import journal, learners, open_case
from sidebyside.widgets.desk import Desk

pytestmark = pytest.mark.skipif(os.name != "posix", reason="needs fork, signals and file modes")
LEARNER = "calm heron"
NOBODY = 65534
HOUR = 3_600_000


def record(number, prompt=None, value=None, page="0a1b2c3d"):
    return {
        "schema": journal.SCHEMA, "id": f"{number:015}-{'0' * 16}", "prompt_id": prompt or f"P00-{number}",
        "value": value or f"answer {number} – армия 🚂", "learner": LEARNER, "writer": page, "seen": {},
        "text_sha256": None, "saved_at": "2026-11-23T10:00:00+00:00",
    }  # fmt: skip


def found(*paths):
    """The ids that stand in some journals."""
    return {one["id"] for one in journal.merge(paths)[0]}


class Writer:
    """Appends answers, and keeps apart those that were acknowledged from those that were refused."""

    def __init__(self, path):
        self.path, self.acknowledged, self.refused = Path(path), [], []

    def write(self, *numbers):
        for number in numbers:
            one = record(number)
            try:
                journal.append(self.path, one)
                self.acknowledged.append(one["id"])
            except OSError as error:
                self.refused.append((one["id"], str(error)))

    def row(self, fault, injected, *paths):
        """A row of the table of faults: read from the journals, whatever else they hold."""
        there = found(*(paths or (self.path,)))
        lost = [name for name in self.acknowledged if name not in there]
        return fault, injected, len(self.acknowledged) + len(self.refused), len(self.acknowledged), len(there), len(lost)


def in_child(work, user=None):
    """What a function returns in a forked process, as another user where asked; its failure is a failure here."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        try:
            if user and os.geteuid() == 0:
                os.setgid(user)
                os.setuid(user)
            told = [True, work()]
        except BaseException:
            told = [False, traceback.format_exc()]
        with os.fdopen(writing, "w", encoding="utf-8") as pipe:
            json.dump(told, pipe)
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, encoding="utf-8") as pipe:
        text = pipe.read()
    os.waitpid(child, 0)
    is_done, value = json.loads(text)
    assert is_done, value
    return value


@pytest.fixture
def tiny():
    """A disk of 64 kB; skipped where none may be mounted."""
    where = Path(tempfile.mkdtemp(prefix="tiny-"))
    done = (
        subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", where], capture_output=True)
        if shutil.which("mount")
        else None
    )
    if done is None or done.returncode:
        where.rmdir()
        pytest.skip("no small disk may be mounted here; the limit on the size of a file is tried instead")
    yield where
    subprocess.run(["umount", where], check=True)
    where.rmdir()


@pytest.fixture
def open_folder():
    """A folder that another user may enter and owns."""
    where = Path(tempfile.mkdtemp(prefix="class-"))
    where.chmod(0o755)
    (where / "journal").mkdir()
    if os.geteuid() == 0:
        os.chown(where / "journal", NOBODY, NOBODY)
    yield where / "journal"
    (where / "journal").chmod(0o755)
    shutil.rmtree(where)


# The disk


def test_a_full_disk_refuses_and_loses_nothing_before_or_after(tiny, faults):
    ballast, writer = tiny / "ballast", Writer(tiny / "journal/00.jsonl")
    writer.write(*range(1, 21))
    with ballast.open("wb", buffering=0) as file, contextlib.suppress(OSError):
        while True:
            file.write(b"x" * 1024)
    writer.write(*range(21, 61))  # those that fit into the last block, then none
    assert writer.refused
    assert all("No space left" in error or "only part" in error for _, error in writer.refused)
    assert found(writer.path) == set(writer.acknowledged)
    ballast.unlink()
    writer.write(*range(61, 81))
    assert found(writer.path) == set(writer.acknowledged)
    assert len(writer.acknowledged) == 80 - len(writer.refused)
    faults(*writer.row("disk full", "a disk of 64 kB"))


def test_a_line_of_which_a_part_fits_is_refused_and_loses_nothing(tmp_path, faults):
    path = tmp_path / "journal/00.jsonl"

    def fill():
        writer = Writer(path)
        writer.write(*range(1, 11))
        _, most = resource.getrlimit(resource.RLIMIT_FSIZE)
        line = path.stat().st_size // 10
        for number, room in enumerate(range(1, line, 10), start=11):
            resource.setrlimit(resource.RLIMIT_FSIZE, (path.stat().st_size + room, most))
            writer.write(number)
            resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
            writer.write(number + 1000)
        return writer.acknowledged, writer.refused

    writer = Writer(path)
    writer.acknowledged, writer.refused = in_child(fill)
    assert len(writer.refused) >= 20
    assert {error for _, error in writer.refused} == {f"[Errno 28] only part of the answer could be written: '{path}'"}
    assert found(path) == set(writer.acknowledged)
    faults(*writer.row("disk full within a line", f"{len(writer.refused)} parts of a line"))


# The folder


def replaced_by_a_file(folder):
    folder.write_text("no folder", encoding="utf-8")
    return folder.unlink


def replaced_by_a_link_to_nowhere(folder):
    folder.symlink_to(folder.parent / "nowhere" / "at all")
    return folder.unlink


def with_a_folder_for_a_journal(folder):
    (folder / "00.jsonl").mkdir(parents=True)
    return lambda: shutil.rmtree(folder)


def with_a_link_to_nowhere_for_a_journal(folder):
    folder.mkdir()
    (folder / "00.jsonl").symlink_to(folder / "nowhere" / "at all")
    return lambda: shutil.rmtree(folder)


FOLDERS = pytest.mark.parametrize(
    "inject",
    [replaced_by_a_file, replaced_by_a_link_to_nowhere, with_a_folder_for_a_journal, with_a_link_to_nowhere_for_a_journal],
    ids=lambda inject: inject.__name__.replace("_", " "),
)


@FOLDERS
def test_a_folder_that_is_none_refuses_and_takes_the_next_answer_when_it_is_back(tmp_path, faults, inject):
    folder, away = tmp_path / "journal", tmp_path / "away"
    writer = Writer(folder / "00.jsonl")
    writer.write(1, 2, 3)
    folder.rename(away)
    undo = inject(folder)
    writer.write(4, 5)
    assert len(writer.refused) == 2
    undo()
    away.rename(folder)
    writer.write(6)
    assert found(writer.path) == set(writer.acknowledged)
    faults(*writer.row("folder", inject.__name__.replace("_", " ")))


def test_a_folder_that_was_taken_away_is_made_again_and_both_can_be_read_together(tmp_path, faults):
    folder, away = tmp_path / "journal", tmp_path / "away"
    writer = Writer(folder / "00.jsonl")
    writer.write(1, 2, 3)
    folder.rename(away)
    writer.write(4, 5)
    assert not writer.refused
    assert found(writer.path, away / "00.jsonl") == set(writer.acknowledged)
    faults(*writer.row("folder", "taken away", writer.path, away / "00.jsonl"))


@pytest.mark.parametrize(("mode", "of"), [(0o555, "folder"), (0o444, "journal")])
def test_what_may_only_be_read_refuses_and_stays_readable(open_folder, faults, mode, of):
    path = open_folder / "00.jsonl"

    def write():
        writer = Writer(path if of == "journal" else open_folder / "new/00.jsonl")
        Writer(path).write(1, 2)
        before = found(path)
        changed = open_folder if of == "folder" else path
        changed.chmod(mode)
        writer.write(3, 4)
        readable = found(path) == before
        changed.chmod(0o755)
        writer.write(5)
        return writer.acknowledged, writer.refused, readable, len(found(path, writer.path))

    acknowledged, refused, readable, there = in_child(write, NOBODY)
    assert [error.partition("]")[0] for _, error in refused] == ["[Errno 13", "[Errno 13"]
    assert readable
    assert (len(acknowledged), there) == (1, 3)
    faults("read only", of, 5, 3, there, 0)


# What the desk says of it


@pytest.fixture
def sent(monkeypatch):
    messages = []
    monkeypatch.setattr(Desk, "send", lambda _, message, buffers=None: messages.append(message))
    return messages


def told(desk, sent, **message):
    """The desk's answer to a message of a page."""
    desk._receive(desk, {"id": journal.new_id()} | message, [])
    return sent.pop()


def answered(desk, sent, learner, key, value):
    text = {"text": None, "writer": "0a1b2c3d", "seen": {}}
    return told(desk, sent, do="answer", key=key, value=value, learner=learner, **text)


@FOLDERS
def test_the_desk_says_that_an_answer_was_refused_and_takes_it_when_it_is_sent_again(sample, sent, tmp_path, inject):
    folder, away = tmp_path / "journal", tmp_path / "away"
    desk = Desk(open_case(sample), "00", folder, tmp_path / "texts")
    learner = told(desk, sent, do="newcomer")["learner"]
    assert answered(desk, sent, learner, "P00-1", "before")["saved_at"]
    folder.rename(away)
    undo = inject(folder)
    refused = answered(desk, sent, learner, "P00-1", "meanwhile")
    assert "saved_at" not in refused
    assert refused["error"]
    undo()
    away.rename(folder)
    assert answered(desk, sent, learner, "P00-1", "meanwhile")["saved_at"]
    values = [one["value"] for one in journal.merge([folder / "00.jsonl"])[0]]
    assert values == ["before", "meanwhile"]


def test_a_desk_opened_on_a_full_disk_says_so_and_saves_when_there_is_room(sample, sent, tiny):
    ballast = tiny / "ballast"
    with ballast.open("wb", buffering=0) as file, contextlib.suppress(OSError):
        while True:
            file.write(b"x" * 1024)
    desk = Desk(open_case(sample), "00", tiny / "journal", tiny / "texts")
    assert desk.state["problem"]
    assert "saved_at" not in answered(desk, sent, desk.learner, "P00-1", "no room")
    ballast.unlink()
    learner = told(desk, sent, do="newcomer")["learner"]
    assert answered(desk, sent, learner, "P00-1", "room")["saved_at"]
    assert [one["value"] for one in journal.merge([tiny / "journal/00.jsonl"])[0]] == ["room"]


# The file and the clock


def test_a_journal_cut_off_at_every_byte_of_its_last_line_keeps_all_before_and_takes_the_next(tmp_path, faults):
    path, whole = tmp_path / "00.jsonl", Writer(tmp_path / "whole.jsonl")
    whole.write(*range(1, 20))
    before = whole.path.read_bytes()
    whole.write(20)
    after = whole.path.read_bytes()
    lost = given = there = 0
    for size in range(len(before), len(after) + 1):
        path.write_bytes(after[:size])
        writer = Writer(path)
        writer.write(21)
        expected = {*whole.acknowledged[:-1], *writer.acknowledged} | (
            set(whole.acknowledged) if size >= len(after) - 1 else set()
        )
        assert found(path) == expected, size
        given, there, lost = given + len(expected), there + len(found(path)), lost + len(expected - found(path))
    faults("journal cut off", f"at each of {len(after) - len(before) + 1} bytes", given, given, there, lost)


def test_the_last_answer_stands_after_the_clock_was_set_back(tmp_path, faults):
    path, ahead = tmp_path / "00.jsonl", int(time.time() * 1000) + HOUR
    names = [f"{ahead:015}-{'f' * 16}"]
    for _ in range(99):
        names.append(journal.new_id(names[-1]))
    for at, name in enumerate(names):
        journal.append(path, record(1) | {"id": name, "prompt_id": "P00-1", "value": f"version {at}"})
    assert [one["value"] for one in journal.merge([path])[0]] == [f"version {at}" for at in range(100)]
    faults("clock an hour back", "between 100 answers", 100, 100, len(found(path)), 100 - len(found(path)))


def test_who_works_is_the_last_who_began_although_the_clock_was_set_back(tmp_path):
    first = {
        "schema": journal.SCHEMA,
        "id": f"{int(time.time() * 1000) + HOUR:015}-{'f' * 16}",
        "learner": LEARNER,
        "began": journal.now(),
    }
    journal.append(tmp_path / learners.FILE, first)
    name = learners.newcomer(tmp_path)
    assert name != LEARNER
    assert learners.current(tmp_path) == name
