"""Several processes that write one journal at once, and are killed at any moment: no answer acknowledged is lost."""

import itertools
import os
import random
import signal
import time

import pytest

from sidebyside import journal

pytestmark = pytest.mark.skipif(os.name != "posix", reason="needs fork and signals")


def record(number, page):
    return {
        "schema": journal.SCHEMA, "id": f"{number:015}-{'0' * 16}", "prompt_id": "P00-1", "value": f"answer {number} – армия 🚂",
        "learner": "calm heron", "writer": page, "seen": {}, "text_sha256": None, "saved_at": "2026-11-23T10:00:00+00:00",
    }  # fmt: skip


def name_of(number):
    return record(number, "")["id"]


def found(path):
    """The ids that stand in a journal."""
    return {one["id"] for one in journal.merge([path])[0]}


def append_all(path, numbers, page, acknowledge, pause=0):
    """Fork a writer that rests so many seconds after each answer; its process id."""
    child = os.fork()
    if child:
        return child
    try:
        for number in numbers:
            journal.append(path, record(number, page))
            os.write(acknowledge, b"%d\n" % number)
            time.sleep(pause)
    finally:
        os._exit(0)


def test_two_writers_of_a_thousand_answers_each_lose_none(tmp_path, faults):
    path = tmp_path / "00.jsonl"
    reading, writing = os.pipe()
    writers = [append_all(path, range(start, start + 1000), f"{start:08}", writing) for start in (1000, 2000)]
    os.close(writing)
    with os.fdopen(reading, encoding="utf-8") as pipe:
        acknowledged = {name_of(int(line)) for line in pipe}
    for child in writers:
        os.waitpid(child, 0)
    assert len(acknowledged) == 2000
    assert found(path) == acknowledged
    assert journal.merge([path])[1] == ()
    faults(
        "two writers at once", "1,000 answers each", 2000, len(acknowledged), len(found(path)), len(acknowledged - found(path))
    )


def test_writers_killed_at_any_moment_lose_nothing_they_acknowledged(tmp_path, faults):
    seed = int(os.environ.get("SIDEBYSIDE_SEED") or random.SystemRandom().randrange(10**6))
    print(f"SIDEBYSIDE_SEED={seed}")
    path, chance = tmp_path / "00.jsonl", random.Random(seed)
    ends = {writer: (writer + 1) * 250 for writer in range(4)}
    following = {writer: writer * 250 for writer in ends}  # the first number not acknowledged: it is sent again
    running, acknowledged = {}, set()

    def start(writer):
        reading, writing = os.pipe()
        running[writer] = append_all(path, range(following[writer], ends[writer]), f"{writer:08}", writing, 0.008), reading
        os.close(writing)

    def end(writer, after):
        """Kill a writer when it has acknowledged as many answers as said, or wait until it ends; what it acknowledged."""
        child, reading = running.pop(writer)
        with os.fdopen(reading, encoding="utf-8", buffering=1) as pipe:
            first = list(itertools.islice(pipe, after))
            if after is not None:
                time.sleep(chance.uniform(0, 0.002))
                os.kill(child, signal.SIGKILL)  # one that has ended is still to be waited for
            os.waitpid(child, 0)
            numbers = [int(line) for line in (*first, *pipe)]
        acknowledged.update(name_of(number) for number in numbers)
        following[writer] = max([following[writer] - 1, *numbers]) + 1

    for writer in ends:
        start(writer)
    kills = 0
    while kills < 60 and (alive := [one for one in ends if following[one] < ends[one]]):
        writer = chance.choice(alive)
        end(writer, after=chance.randint(0, 15))
        kills += 1
        assert acknowledged <= found(path), f"seed {seed}"
        start(writer)
    for writer in list(running):
        end(writer, after=None)
    assert kills >= 20, "the writers were killed while they wrote"
    assert len(acknowledged) == 1000
    assert found(path) == acknowledged
    faults(
        "writers killed",
        f"{kills} kills of four writers",
        1000,
        len(acknowledged),
        len(found(path)),
        len(acknowledged - found(path)),
    )
