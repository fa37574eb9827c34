import contextlib
import json
import multiprocessing
import os
import random
import sys
import time
from pathlib import Path

import pytest

from sidebyside import journal

LEARNER = "calm heron"
NEWER = "written by a newer version of this course; it stays as it is"
POSIX = pytest.mark.skipif(os.name != "posix", reason="needs POSIX file modes")
LINUX = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="needs /dev/full")


def name(number):
    """An id that stands for the given moment."""
    return f"{number:015}-{'0' * 16}"


def record(number, value="an answer", prompt="P00-1", **changes):
    made = {"schema": 2, "id": name(number), "prompt_id": prompt, "value": value, "learner": LEARNER}
    return made | {"writer": "aaaaaaaa", "seen": {}} | changes


def message(**changes):
    return {"id": name(1), "key": "P00-1", "value": "an answer", "writer": "aaaaaaaa", "seen": {}} | changes


def kept(path):
    """What stands in a journal: prompt to value."""
    return {prompt: answer["value"] for prompt, answer in journal.fold(path, LEARNER).answers.items()}


def appended(path, *records):
    for each in records:
        journal.append(path, each)
    return path


@pytest.fixture
def path(tmp_path):
    return tmp_path / "journal" / "00.jsonl"


def test_a_journal_that_does_not_exist_is_empty(path):
    assert journal.fold(path, LEARNER) == journal.Folded({}, {}, ())
    assert not path.parent.exists()


def test_an_answer_is_read_as_it_was_written(path):
    written = record(1, text_sha256=None, saved_at="2026-01-01T00:00:00+00:00")
    assert journal.fold(appended(path, written), LEARNER).answers == {"P00-1": written}


def test_the_newest_answer_stands_whatever_the_order_of_the_lines(path):
    assert kept(appended(path, record(2, "second"), record(3, "third"), record(1, "first"))) == {"P00-1": "third"}


def test_a_repeated_line_changes_nothing(path):
    appended(path, record(1, "first"), record(2, "second"))
    once = journal.fold(path, LEARNER)
    assert journal.fold(appended(path, record(1, "first")), LEARNER) == once


def test_an_answer_taken_back_stands_as_taken_back(path):
    assert kept(appended(path, record(1, "said"), record(2, None))) == {"P00-1": None}


def test_another_learners_answers_are_not_shown(path):
    appended(path, record(1, "mine"), record(2, "theirs", learner="glad wren"))
    assert kept(path) == {"P00-1": "mine"}


def test_every_answer_given_stays_in_the_file(path):
    appended(path, record(1, "first"), record(2, "second"), record(3, None))
    assert [each["value"] for each in journal.merge([path])[0]] == ["first", "second", None]


def test_a_line_torn_at_any_byte_takes_no_earlier_answer_and_not_the_next_one(path):
    appended(path, record(1, "first", "P00-1"), record(2, "zweite — 🚂", "P00-2"))
    before = path.read_bytes()
    whole = appended(path, record(3, "torn 🚂 ё", "P00-3")).read_bytes()
    for size in range(len(before), len(whole) + 1):
        path.write_bytes(whole[:size])
        appended(path, record(4, "next", "P00-4"))
        answers = kept(path)
        is_whole = size >= len(whole) - 1
        assert answers.pop("P00-3", None) == ("torn 🚂 ё" if is_whole else None), size
        assert answers == {"P00-1": "first", "P00-2": "zweite — 🚂", "P00-4": "next"}, size


def test_a_torn_line_is_said_with_its_number(path):
    appended(path, record(1))
    with path.open("ab") as file:
        file.write(b'\n{"id": "0000')
    assert journal.fold(path, LEARNER).skipped == (journal.Skipped("00.jsonl", 4, "torn or not JSON"),)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"hello", "torn or not JSON"),
        (b"\xff\xfe\x00", "torn or not JSON"),
        (b"[" * 100_000, "torn or not JSON"),
        (b"9" * 5000, "torn or not JSON"),
        (b"null", "not an answer"),
        (b"[]", "not an answer"),
        (b"{}", "not an answer"),
        (json.dumps(record(5, schema=3)).encode(), NEWER),
        (json.dumps({"schema": 3}).encode(), NEWER),
        (json.dumps(record(5, schema="2")).encode(), NEWER),
        (json.dumps(record(5, writer="kernel")).encode(), "not an answer"),
        (json.dumps(record(5, seen={"aaaaaaaa": "5"})).encode(), "not an answer"),
        (json.dumps(record(5, seen={"page": name(1)})).encode(), "not an answer"),
        (json.dumps(record(5, seen=[])).encode(), "not an answer"),
        (json.dumps(record(5, seen={f"{page:08x}": name(1) for page in range(65)})).encode(), "not an answer"),
        (json.dumps(record(5, saved_at=5)).encode(), "not an answer"),
        (json.dumps({key: value for key, value in record(5).items() if key != "seen"}).encode(), "not an answer"),
        (json.dumps(record(5, id=5)).encode(), "not an answer"),
        (json.dumps(record(5, id="zzz")).encode(), "not an answer"),
        (json.dumps(record(5, learner=None)).encode(), "not an answer"),
        (json.dumps(record(5, prompt=["P00-1"])).encode(), "not an answer"),
        (json.dumps(record(5, {"a": 1})).encode(), "not an answer"),
        (json.dumps(record(5, 7)).encode(), "not an answer"),
    ],
)
def test_a_foreign_line_is_skipped_and_said_and_stays_where_it_is(path, line, reason):
    appended(path, record(1, "first"))
    with path.open("ab") as file:
        file.write(line)
    appended(path, record(2, "second"))
    folded = journal.fold(path, LEARNER)
    assert [skipped.reason for skipped in folded.skipped] == [reason]
    assert folded.answers["P00-1"]["value"] == "second"
    assert line in path.read_bytes()


def test_a_journal_saved_by_an_editor_is_still_read(path):
    appended(path, record(1, "first", "P00-1"), record(2, "second", "P00-2"))
    content = path.read_text(encoding="utf-8").strip()
    for changed in (content.encode("utf-8-sig"), content.replace("\n", "\r\n").encode()):
        path.write_bytes(changed)
        assert kept(path) == {"P00-1": "first", "P00-2": "second"}
        assert journal.fold(path, LEARNER).skipped == ()


@pytest.mark.parametrize(
    "value",
    [
        "",
        "\ud83d",
        "\ude00\ud83d",
        "one\u2028two\u2029three\x85four",
        "NUL\0here",
        "one\ntwo\r\nthree",
        '"\\ {}',
        "ё 🚂 e\u0301",
        "\x1b[31m\x7f",
    ],
)
def test_any_text_comes_back_as_it_was_given(path, value):
    given = journal.record_of(message(value=value), LEARNER)
    assert kept(appended(path, given, record(2, "next", "P00-2"))) == {"P00-1": value, "P00-2": "next"}
    assert journal.fold(path, LEARNER).skipped == ()


def test_the_longest_answer_is_kept_and_a_longer_one_refused(path):
    longest = "ё" * 200_000
    assert kept(appended(path, journal.record_of(message(value=longest), LEARNER))) == {"P00-1": longest}
    with pytest.raises(journal.NotAnAnswer, match=r"^this answer has 200,001 characters; 200,000 can be kept$"):
        journal.record_of(message(value=longest + "ё"), LEARNER)


def test_merging_depends_neither_on_order_nor_on_repetition(tmp_path):
    chance = random.Random(7)
    records = [record(number, f"answer {number}", f"P00-{number % 5}") for number in range(40)]
    # The same answer sent again has another time; a record of the same id may also come from a download.
    again = [each | {"saved_at": f"2026-01-0{number % 9 + 1}", "writer": "bbbbbbbb"} for number, each in enumerate(records)]
    expected = None
    for turn in range(6):
        lines = records + again + chance.sample(records, 10)
        chance.shuffle(lines)
        paths = [appended(tmp_path / f"{turn}-{part}.jsonl", *lines[part::3]) for part in range(3)]
        merged, skipped = journal.merge(chance.sample(paths * 2, 6))
        expected = expected or merged
        assert merged == expected
        assert skipped == ()
    assert [each["id"] for each in expected] == [each["id"] for each in records]


def test_two_processes_that_write_at_once_lose_nothing(path):
    spawn = multiprocessing.get_context("spawn")
    barrier = spawn.Barrier(2)
    writers = [spawn.Process(target=_append_many, args=(barrier, path, writer)) for writer in (1, 2)]
    for process in writers:
        process.start()
    for process in writers:
        process.join(120)
    assert [process.exitcode for process in writers] == [0, 0]
    merged, skipped = journal.merge([path])
    assert skipped == ()
    assert {each["value"] for each in merged} == {f"{writer} wrote {number}" for writer in (1, 2) for number in range(300)}


def _append_many(barrier, path, writer):
    barrier.wait(60)
    for number in range(300):
        journal.append(path, record(writer * 1000 + number, f"{writer} wrote {number}"))


def test_a_short_write_is_an_error_and_the_answers_before_and_after_it_stand(path, monkeypatch):
    appended(path, record(1, "first", "P00-1"))
    write = os.write
    monkeypatch.setattr(os, "write", lambda descriptor, line: write(descriptor, line[: len(line) // 2]))
    with pytest.raises(OSError, match="only part of the answer could be written"):
        appended(path, record(2, "second", "P00-2"))
    monkeypatch.undo()
    assert kept(appended(path, record(3, "third", "P00-3"))) == {"P00-1": "first", "P00-3": "third"}


@LINUX
def test_a_full_disk_is_an_error():
    with pytest.raises(OSError, match="No space left"):
        journal.append(Path("/dev/full"), record(1))


def test_an_answer_is_on_the_disk_before_append_returns(path, monkeypatch):
    synced = []
    fsync = os.fsync
    monkeypatch.setattr(os, "fsync", lambda descriptor: (synced.append(os.fstat(descriptor).st_size), fsync(descriptor)))
    appended(path, record(1))
    assert synced == [path.stat().st_size]


@pytest.mark.parametrize("moment", ["open", "fsync"])
@pytest.mark.parametrize("is_put_back", [True, False])
def test_an_answer_that_met_a_file_just_replaced_is_written_again(path, monkeypatch, moment, is_put_back):
    """Before it is written or before it is looked for, the file is replaced or taken away."""
    appended(path, record(1, "first", "P00-1"))
    do, other = getattr(os, moment), path.with_name("other")

    def meanwhile(*arguments):
        result = do(*arguments)
        monkeypatch.setattr(os, moment, do)
        other.write_bytes(path.read_bytes())
        (os.replace(other, path) if is_put_back else path.unlink())
        return result

    monkeypatch.setattr(os, moment, meanwhile)
    journal.append(path, record(2, "second", "P00-2"))
    assert kept(path) == {"P00-2": "second"} | ({"P00-1": "first"} if is_put_back else {})


def test_a_file_system_that_knows_no_file_again_gets_some_copies_of_an_answer_and_not_endless_ones(path, monkeypatch):
    monkeypatch.setattr(os.path, "samestat", lambda one, other: False)
    appended(path, record(1, "first"))
    assert kept(path) == {"P00-1": "first"}
    assert len(path.read_bytes().splitlines()) <= 40


def test_the_file_is_closed_after_an_error(path, monkeypatch):
    closed = []
    close = os.close
    monkeypatch.setattr(os, "close", lambda descriptor: (closed.append(descriptor), close(descriptor)))
    monkeypatch.setattr(os, "write", lambda descriptor, line: 1)
    with pytest.raises(OSError, match="only part"):
        appended(path, record(1))
    assert len(closed) == 1


def test_a_folder_that_is_a_file_is_an_error(tmp_path):
    (tmp_path / "journal").write_text("", encoding="utf-8")
    with pytest.raises(OSError, match="journal"):
        journal.append(tmp_path / "journal" / "00.jsonl", record(1))


def test_a_journal_that_is_a_folder_is_an_error(path):
    path.mkdir(parents=True)
    with pytest.raises(OSError, match=r"00\.jsonl"):
        journal.append(path, record(1))
    with pytest.raises(OSError, match=r"00\.jsonl"):
        journal.fold(path, LEARNER)


@POSIX
def test_a_file_that_may_only_be_read_is_an_error(path):
    appended(path, record(1))
    path.chmod(0o444)
    with _without_privileges(path), pytest.raises(PermissionError, match=r"00\.jsonl"):
        journal.append(path, record(2))
    assert kept(path) == {"P00-1": "an answer"}


@contextlib.contextmanager
def _without_privileges(path):
    """The superuser may write anywhere; for a moment somebody else works, who may enter the folders above."""
    if os.geteuid() != 0:
        yield
        return
    closed = [folder for folder in path.parents if folder.stat().st_mode & 0o011 == 0]
    for folder in closed:
        folder.chmod(folder.stat().st_mode | 0o011)
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)
        for folder in closed:
            folder.chmod(folder.stat().st_mode & ~0o011)


@POSIX
def test_answers_are_for_their_owner_only(path):
    assert appended(path, record(1)).stat().st_mode & 0o777 == 0o600


def test_ids_sort_by_the_moment():
    names = []
    for _ in range(3):
        names.append(journal.new_id())
        time.sleep(0.002)
    assert names == sorted(names)
    assert len(set(names)) == 3
    assert all(map(journal.is_id, names))


@pytest.mark.parametrize("after", ["", name(0), name(5), name(4_102_444_800_000), f"{4_102_444_800_000:015}-{'f' * 16}"])
def test_a_new_id_is_never_behind_one_already_seen(after):
    made = journal.new_id(after)
    assert made > after
    assert journal.is_id(made)


def test_ids_made_within_one_millisecond_go_on():
    first = journal.new_id()
    for _ in range(50):
        following = journal.new_id(first)
        assert following > first
        first = following


def test_the_folder_is_the_one_named_or_beside_the_notebook(monkeypatch, tmp_path):
    monkeypatch.setenv("SIDEBYSIDE_JOURNAL", str(tmp_path / "a" / ".." / "named"))
    assert journal.folder() == tmp_path.resolve() / "named"
    monkeypatch.delenv("SIDEBYSIDE_JOURNAL")
    monkeypatch.chdir(tmp_path)
    assert journal.folder() == tmp_path.resolve() / "journal"


def test_the_journal_of_a_lesson_stays_in_the_folder(tmp_path):
    assert journal.lesson_path("00", tmp_path) == tmp_path / "00.jsonl"
    for hostile in ("../00", "..", "/etc/x", "0", "000", "00\n", "0\0", "", "٠٠"):
        with pytest.raises(ValueError, match="^a lesson has two digits, not "):
            journal.lesson_path(hostile, tmp_path)
