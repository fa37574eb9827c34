"""A learner's answers: an append-only log, one JSON object a line, one file a lesson.

An answer is {id, prompt_id, value, learner, writer, seen, text_sha256, saved_at, schema}. Ids sort by
the moment the answer was given; `writer` is the page it was given on, and `seen` what it was made
upon (see `versions`), so lines read twice, late or in another order change nothing. To undo is to
append. Times are ISO 8601 in UTC. Only `erasing` ever takes a line away.
"""

import codecs
import errno
import json
import os
import re
import secrets
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from sidebyside import versions
from sidebyside.keeping_words import JOURNAL

SCHEMA = 2
BOM = codecs.BOM_UTF8  # an editor may put one in front of a file
REQUIRED = ("id", "prompt_id", "value", "learner")
NEWER = JOURNAL["newer"]
LONGEST_VALUE = 200_000  # characters; a lesson's whole essay is a few thousand
_ID = re.compile(r"0[0-8][0-9]{13}-[0-9a-f]{16}")  # milliseconds; good until the year 4821, and the next id is longer
_KEY = r"[A-Z]{1,4}[0-9]{1,6}[a-z]?(-[0-9]{1,6})?"
_PROMPT = re.compile(rf"{_KEY}(:{_KEY}){{0,2}}")  # a question asked of many names the claim, and the excerpt
_LESSON = re.compile(r"[0-9]{2}")
_WRITER = re.compile(r"[0-9a-f]{8}")
# A file system that tells another identity each time it is asked must not be filled with copies of one answer.
_MOST_TRIES = 20
MOST_SEEN = 64  # pages one answer can be made upon; a question has one or two


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
    """The state of a journal for one learner: by prompt_id the answer that stands, those against it, those that say the same."""

    answers: dict[str, dict]
    rivals: dict[str, tuple[dict, ...]]
    skipped: tuple[Skipped, ...]
    agreeing: dict[str, tuple[dict, ...]] = field(default_factory=dict, compare=False)


def folder():
    """Where journals are kept: SIDEBYSIDE_JOURNAL, or ``journal`` beside the notebook that runs."""
    return Path(os.environ.get("SIDEBYSIDE_JOURNAL") or Path.cwd() / "journal").resolve()


def lesson_path(lesson_id, where=None):
    """The journal of a lesson. A lesson's id is two digits, so the name is safe on every system; else ValueError."""
    if not is_lesson(lesson_id):
        msg = f"a lesson has two digits, not {lesson_id!r}"
        raise ValueError(msg)
    return (Path(where) if where else folder()) / f"{lesson_id}.jsonl"


def is_lesson(name):
    """Whether this is the number of a lesson."""
    return _LESSON.fullmatch(name) is not None


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


def record_of(message, learner):
    """The record to append for a message from a page, from which nothing is trusted.

    Parameters
    ----------
    message : object
        What arrived; expected are ``id``, ``key`` (the prompt), ``value`` (text, or None to take it back),
        ``writer`` (which page) and ``seen`` (page to id: the answers this one was made upon).
    learner : str
        Whose answer it is.

    Returns
    -------
    dict

    Raises
    ------
    NotAnAnswer
        The message is not of that form, or its text is longer than `LONGEST_VALUE`.
    """
    if not isinstance(message, dict):
        raise NotAnAnswer(JOURNAL["nothing"])
    key, value, text = message.get("key"), message.get("value"), message.get("text")
    if not is_id(message.get("id")):
        raise NotAnAnswer(JOURNAL["id"])
    if not (isinstance(key, str) and _PROMPT.fullmatch(key)):
        raise NotAnAnswer(JOURNAL["question"])
    if not (value is None or isinstance(value, str)):
        raise NotAnAnswer(JOURNAL["text"])
    if value is not None and len(value) > LONGEST_VALUE:
        raise NotAnAnswer(JOURNAL["long"].format(length=len(value), most=LONGEST_VALUE))
    if not is_writer(message.get("writer")):
        raise NotAnAnswer(JOURNAL["page"])
    if not _is_seen(message.get("seen")):
        raise NotAnAnswer(JOURNAL["upon"])
    is_hash = isinstance(text, str) and re.fullmatch(r"[0-9a-f]{64}", text)
    return {
        "schema": SCHEMA, "id": message["id"], "prompt_id": key, "value": value, "learner": learner, "writer": message["writer"],
        "seen": message["seen"], "text_sha256": text if is_hash else None, "saved_at": now(),
    }  # fmt: skip


def is_writer(value):
    """Whether this has the form of the name of a page."""
    return isinstance(value, str) and _WRITER.fullmatch(value) is not None


def _is_seen(value):
    return (
        isinstance(value, dict)
        and len(value) <= MOST_SEEN
        and all(is_writer(page) and is_id(name) for page, name in value.items())
    )


def append(path, *records):
    """Write records, all in one piece, and return only when they are on the disk.

    Returns
    -------
    int
        How many bytes were written.

    Raises
    ------
    OSError
        The folder or file cannot be written, or the disk took only a part.
    """
    path = Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    return append_lines(path, b"".join(map(line, records)))


def line(record):
    """A record as it stands in a journal, with its line break."""
    # surrogatepass: a browser can send half of an emoji.
    return f"{json.dumps(record, ensure_ascii=False, sort_keys=True)}\n".encode("utf-8", "surrogatepass")


def append_lines(path, lines):
    """Write whole lines as they are; otherwise as `append`."""
    # The line break in front closes a line that a torn write may have left open.
    content = b"\n" + lines
    for _ in range(_MOST_TRIES):
        if _written(path, content):
            break
    return len(content)


def _written(path, content):
    """Whether what was written stands under this name; `erasing` may just have put another file in its place."""
    binary = getattr(os, "O_BINARY", 0)  # Windows would change the line ends, and so the length
    descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | binary, 0o600)
    try:
        if os.write(descriptor, content) != len(content):  # a full disk takes part of a line without complaint
            raise OSError(errno.ENOSPC, JOURNAL["part"], str(path))
        os.fsync(descriptor)
        return os.path.samestat(os.fstat(descriptor), path.stat())
    except FileNotFoundError:
        return False
    finally:
        os.close(descriptor)


def stamp(path):
    """What changes when a file changes: which file it is, its length, its time. None where there is none."""
    try:
        known = os.stat(path)
    except (FileNotFoundError, NotADirectoryError):
        return None
    return known.st_ino, known.st_size, known.st_mtime_ns


def fold(path, names):
    """The answers of a learner that stand.

    Parameters
    ----------
    path : str or Path
        A journal; one that does not exist is empty.
    names : str or iterable of str
        The pseudonym, or every name the learner has had.

    Returns
    -------
    Folded
    """
    records, skipped = merge([path])
    names = {names} if isinstance(names, str) else set(names)
    by_prompt = {}
    for record in records:
        if record["learner"] in names:
            by_prompt.setdefault(record["prompt_id"], []).append(record)
    found = {prompt: versions.standing(given) for prompt, given in by_prompt.items()}
    return Folded(
        {prompt: version.record for prompt, version in found.items()},
        {prompt: version.rivals for prompt, version in found.items() if version.rivals},
        skipped,
        {prompt: version.agreeing for prompt, version in found.items() if version.agreeing},
    )


def merge(paths):
    """All records of several journals in the present schema, each id once, oldest first; and the lines that are no answers.

    Every reader goes through here: the same id stands twice in a file after an answer was sent again.
    """
    records, skipped = read_log(paths, answer_fault)
    return [migrated(record) for record in records], skipped


def migrated(record):
    """A record of any schema up to ours in the form of ours.

    The first schema had no ``seen``: its answers replace every earlier one. Its writer was a kernel, or a browser.
    """
    if record.get("schema", 1) == SCHEMA:
        return record
    writer = record.get("writer")
    return record | {"schema": SCHEMA, "seen": None, "writer": writer if is_writer(writer) else "0" * 8}


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
        for number, content in _lines(Path(path)):
            record, reason = parsed(content, fault_of)
            if reason:
                skipped.append(Skipped(Path(path).name, number, reason))
            else:
                kept = records.get(record["id"])
                # An answer sent again has another time: which line stands must not hang on the order of files.
                if kept is None or content < kept[0]:
                    records[record["id"]] = content, record
    return [records[name][1] for name in sorted(records)], tuple(skipped)


def _lines(path):
    try:
        content = path.read_bytes().removeprefix(BOM)
    except (FileNotFoundError, NotADirectoryError):
        return
    # Not splitlines(): that also breaks at characters JSON leaves as they are.
    for number, each in enumerate(content.split(b"\n"), start=1):
        if each.strip():
            yield number, each


def parsed(content, fault_of):
    """What a line of a log holds (None where it is torn), and why it is no entry (None where it is one)."""
    try:
        # A browser can send half of an emoji, and append() kept it.
        record = json.loads(content.decode("utf-8", "surrogatepass"))
    except (ValueError, RecursionError):  # UnicodeDecodeError is a ValueError
        return None, JOURNAL["torn"]
    return record, fault_of(record)


def answer_fault(record):
    """Why something read from a file is no answer that can be used, or None."""
    if not isinstance(record, dict):
        return JOURNAL["none"]
    schema = record.get("schema", 1)
    if not isinstance(schema, int) or not 1 <= schema <= SCHEMA:
        return NEWER
    if any(name not in record for name in REQUIRED) or not is_id(record["id"]):
        return JOURNAL["none"]
    is_answer = (
        isinstance(record["learner"], str)
        and isinstance(record["value"], str | None)
        and isinstance(record["prompt_id"], str)
        and _PROMPT.fullmatch(record["prompt_id"])
        and isinstance(record.get("saved_at"), str | None)
        and isinstance(record.get("text_sha256"), str | None)
        and (schema == 1 or _is_ours(record))
    )
    return None if is_answer else JOURNAL["none"]


def _is_ours(record):
    """An answer of the first schema, carried over, has the name of no page and nothing it was made upon."""
    return is_writer(record.get("writer")) and "seen" in record and (record["seen"] is None or _is_seen(record["seen"]))
