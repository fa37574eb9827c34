"""A learner's answers: an append-only log, one JSON object a line, one file a lesson.

An answer is {id, prompt_id, value, learner, writer, text_sha256, saved_at, schema}. Ids sort by
the moment the answer was given, so the state is "for each learner and prompt the greatest id":
lines read twice, late or in another order change nothing. Nothing is ever rewritten; to undo is
to append. Times are ISO 8601 in UTC.
"""

import codecs
import errno
import json
import os
import re
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

SCHEMA = 1
REQUIRED = ("id", "prompt_id", "value", "learner")
LONGEST_VALUE = 200_000  # characters; a lesson's whole essay is a few thousand
_ID = re.compile(r"0[0-8][0-9]{13}-[0-9a-f]{16}")  # milliseconds; good until the year 4821, and the next id is longer
_KEY = r"[A-Z]{1,4}[0-9]{1,6}[a-z]?(-[0-9]{1,6})?"
_PROMPT = re.compile(rf"{_KEY}(:{_KEY}){{0,2}}")  # a question asked of many names the claim, and the excerpt
_LESSON = re.compile(r"[0-9]{2}")


class NotAnAnswer(ValueError):
    """A message from a page that cannot be kept as an answer; the text says why."""


@dataclass(frozen=True)
class Skipped:
    """A line that is no answer: left where it is, and said."""

    file: str
    line: int
    reason: str


@dataclass(frozen=True)
class Folded:
    """The state of a journal: prompt_id to newest record, for one learner; and the lines skipped."""

    answers: dict[str, dict]
    skipped: tuple[Skipped, ...]


def folder():
    """Where journals are kept: SIDEBYSIDE_JOURNAL, or ``journal`` beside the notebook that runs."""
    return Path(os.environ.get("SIDEBYSIDE_JOURNAL") or Path.cwd() / "journal").resolve()


def lesson_path(lesson_id, where=None):
    """The journal of a lesson. A lesson's id is two digits, so the name is safe on every system; else ValueError."""
    if not _LESSON.fullmatch(lesson_id):
        msg = f"a lesson has two digits, not {lesson_id!r}"
        raise ValueError(msg)
    return (Path(where) if where else folder()) / f"{lesson_id}.jsonl"


def now():
    """This moment in UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def new_id(after=""):
    """An id for something that happens now, never behind ``after``."""
    milliseconds = max(int(datetime.now(UTC).timestamp() * 1000), int(after[:15] or 0) + 1)
    return f"{milliseconds:015}-{secrets.token_hex(8)}"


def is_id(value):
    """Whether this has the form of an id, so that it can be compared with others."""
    return isinstance(value, str) and _ID.fullmatch(value) is not None


def record_of(message, learner, writer):
    """The record to append for a message from a page, from which nothing is trusted.

    Parameters
    ----------
    message : object
        What arrived; expected are ``id``, ``key`` (the prompt) and ``value`` (text, or None to take it back).
    learner, writer : str
        Whose answer it is, and which kernel writes it.

    Returns
    -------
    dict

    Raises
    ------
    NotAnAnswer
        The message is not of that form, or its text is longer than `LONGEST_VALUE`.
    """
    if not isinstance(message, dict):
        raise NotAnAnswer("this is no answer")
    key, value, text = message.get("key"), message.get("value"), message.get("text")
    if not is_id(message.get("id")):
        raise NotAnAnswer("this answer has no proper id")
    if not (isinstance(key, str) and _PROMPT.fullmatch(key)):
        raise NotAnAnswer("this answer names no question")
    if not (value is None or isinstance(value, str)):
        raise NotAnAnswer("an answer is text")
    if value is not None and len(value) > LONGEST_VALUE:
        raise NotAnAnswer(f"this answer has {len(value):,} characters; {LONGEST_VALUE:,} can be kept")
    is_hash = isinstance(text, str) and re.fullmatch(r"[0-9a-f]{64}", text)
    return {
        "schema": SCHEMA, "id": message["id"], "prompt_id": key, "value": value, "learner": learner,
        "writer": writer, "text_sha256": text if is_hash else None, "saved_at": now(),
    }  # fmt: skip


def append(path, record):
    """Write one record and return only when it is on the disk.

    Raises
    ------
    OSError
        The folder or file cannot be written, or the disk took only a part.
    """
    path = Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    # The line break in front closes a line that a torn write may have left open.
    # surrogatepass: a browser can send half of an emoji.
    line = f"\n{json.dumps(record, ensure_ascii=False, sort_keys=True)}\n".encode("utf-8", "surrogatepass")
    binary = getattr(os, "O_BINARY", 0)  # Windows would change the line ends, and so the length
    descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | binary, 0o600)
    try:
        if os.write(descriptor, line) != len(line):  # a full disk takes part of a line without complaint
            raise OSError(errno.ENOSPC, "only part of the answer could be written", str(path))
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def fold(path, learner):
    """The newest answer of a learner to each prompt.

    Parameters
    ----------
    path : str or Path
        A journal; one that does not exist is empty.
    learner : str
        The pseudonym.

    Returns
    -------
    Folded
    """
    records, skipped = merge([path])
    return Folded({r["prompt_id"]: r for r in records if r["learner"] == learner}, skipped)


def merge(paths):
    """All records of several journals, each id once, oldest first; and the lines that are no answers.

    Every reader goes through here: the same id stands twice in a file after an answer was sent again.
    """
    return read_log(paths, _answer_fault)


def read_log(paths, fault_of):
    """The entries of append-only logs, each id once, oldest first; and the lines skipped.

    Parameters
    ----------
    paths : iterable of Path
        Logs; one that does not exist is empty.
    fault_of : callable
        Given what a line holds, why it is no entry, or None.
    """
    records, skipped = {}, []
    for path in paths:
        for number, line in _lines(Path(path)):
            record, reason = _parsed(line, fault_of)
            if reason:
                skipped.append(Skipped(Path(path).name, number, reason))
            else:
                kept = records.get(record["id"])
                # An answer sent again has another time: which line stands must not hang on the order of files.
                if kept is None or line < kept[0]:
                    records[record["id"]] = line, record
    return [records[name][1] for name in sorted(records)], tuple(skipped)


def _lines(path):
    try:
        content = path.read_bytes().removeprefix(codecs.BOM_UTF8)  # an editor may have put one there
    except (FileNotFoundError, NotADirectoryError):
        return
    # Not splitlines(): that also breaks at characters JSON leaves as they are.
    for number, line in enumerate(content.split(b"\n"), start=1):
        if line.strip():
            yield number, line


def _parsed(line, fault_of):
    try:
        # A browser can send half of an emoji, and append() kept it.
        record = json.loads(line.decode("utf-8", "surrogatepass"))
    except (ValueError, RecursionError):  # UnicodeDecodeError is a ValueError
        return None, "torn or not JSON"
    return record, fault_of(record)


def _answer_fault(record):
    if not isinstance(record, dict):
        return "not an answer"
    if record.get("schema", 1) != SCHEMA:
        return "written by another version"
    if any(name not in record for name in REQUIRED) or not is_id(record["id"]):
        return "not an answer"
    is_answer = (
        isinstance(record["learner"], str)
        and isinstance(record["value"], str | None)
        and isinstance(record["prompt_id"], str)
        and _PROMPT.fullmatch(record["prompt_id"])
        and isinstance(record.get("saved_at"), str | None)
        and isinstance(record.get("text_sha256"), str | None)
    )
    return None if is_answer else "not an answer"
