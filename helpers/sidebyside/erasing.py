"""Taking answers out of the journals, or the times out of the answers: nothing else takes a line away.

Other processes may append at any moment, and this one may be killed at any moment. So the file that
is to be replaced keeps a second name, ``04.jsonl.<size>.old``, until what was appended to it behind
that size stands in the new one; `finish` does what a killed process left undone. A writer that met
the old file sees it (`journal.append`) and writes again; the same answer twice counts once.
"""

import contextlib
import errno
import os
import re
import shutil
import time
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from sidebyside import journal, learners, versions
from sidebyside.keeping_words import ERASING

_OLD = re.compile(r"(.+\.jsonl)\.([0-9]+)\.old")
_TRIES = 40  # on Windows a file that is open cannot be replaced; an answer holds it open for some milliseconds


@dataclass(frozen=True)
class Rewritten:
    """How many lines of answers were taken out or changed, and the lines that nobody can read, which stay."""

    lines: int
    unreadable: tuple[journal.Skipped, ...]


def erase(where, names):
    """Take every answer of these people out of every journal, and their names out of the log of learners.

    A line that cannot be read, or is of a newer version, goes where one of the names stands in it.
    A journal without any line left is removed. The folder keeps its place.

    Parameters
    ----------
    where : str or Path
        The folder of journals.
    names : iterable of str
        Every name these people have had: `learners.all_names`.

    Returns
    -------
    Rewritten

    Raises
    ------
    OSError
        A file cannot be replaced; it and those behind it are as they were. To do it again does no harm.
    """
    where, names = Path(where), _set_of(names)
    with _alone(where):
        _finish(where)
        instead = learners.instead_of(where, names)
        paths = learners.journals(where)
        lines = sum(_rewrite(path, partial(_without, names=names, fault_of=journal.answer_fault)) for path in paths)
        log = where / learners.FILE
        if log.exists():
            _rewrite(log, partial(_without, names=names, fault_of=learners.entry_fault), instead)
    return Rewritten(lines, journal.merge(paths)[1])


def drop_times(where, names):
    """Take out when these people answered, and when they began: their ids tell the order and no time.

    Which answers stand, and which stand against them, is the same before and after; an answer given
    later still wins. Lines of a newer version stay as they are.

    Parameters
    ----------
    where, names
        As for `erase`.

    Returns
    -------
    Rewritten

    Raises
    ------
    OSError
        As for `erase`.
    """
    where, names = Path(where), _set_of(names)
    with _alone(where):
        _finish(where)
        paths = learners.journals(where)
        read = {path: journal.read_log([path], journal.answer_fault)[0] for path in paths}
        taken = {record["id"] for records in read.values() for record in records if record["learner"] not in names}
        mine = [versions.once(record for record in records if record["learner"] in names) for records in read.values()]
        kept = {record["id"] for records in mine for record in records}
        untimed = versions.untimer(kept, taken)
        lines, stay = 0, kept | taken
        for path, records in read.items():
            stands = {record["id"]: record if record["id"] in stay else None for record in records}
            lines += _rewrite(path, partial(_timeless, names=names, untimed=untimed, stands=stands))
        _drop_beginnings(where, names)
    return Rewritten(lines, journal.merge(paths)[1])


def _set_of(names):
    return frozenset([names] if isinstance(names, str) else names) - {""}


def finish(where):
    """Do what a killed process left undone in a folder: an answer appended while it worked comes to light again.

    Raises
    ------
    OSError
        The folder cannot be written.
    """
    where = Path(where)
    if any(_leftovers(where)):
        with _alone(where):
            _finish(where)


def _drop_beginnings(where, names):
    log = where / learners.FILE
    entries, _ = journal.read_log([log], learners.entry_fault)
    if any(learners.is_named(entry, names) for entry in entries):
        place = [entry for entry in learners.instead_of(where, ()) if "place" in entry]
        table = versions.ranks((entry["id"] for entry in entries), {entry["id"] for entry in place})
        _rewrite(log, partial(_without_beginning, names=names, table=table), place)


def _without(content, names, fault_of):
    """The lines that are of none of these names, and how many are not among them."""
    return _each(content, lambda line: None if _is_of(line, names, fault_of) else line)


def _is_of(line, names, fault_of):
    entry, reason = journal.parsed(line, fault_of)
    if not reason:
        return learners.is_named(entry, names)
    quoted = "" if entry is None else '"'  # of a torn line any part may be left, also half of the name's quotation marks
    return any(f"{quoted}{name}{quoted}".encode("utf-8", "surrogatepass") in line for name in names)


def _timeless(content, names, untimed, stands):
    """The lines with the answers of these names under new ids, and how many are others now."""

    def changed(line):
        record, reason = journal.parsed(line, journal.answer_fault)
        if reason or record["learner"] not in names:
            return line
        if stands.get(record["id"], record) != record:
            return None  # sent again, or here without its time: nobody reads this one, and under a new id it might be read
        new = untimed(record)
        return line if new == record else journal.line(new).rstrip(b"\n")

    return _each(content, changed)


def _without_beginning(content, names, table):
    def changed(line):
        entry, reason = journal.parsed(line, learners.entry_fault)
        if reason or entry["id"] not in table:
            return line
        new = entry | {"id": table[entry["id"]]}
        if "began" in entry and (learners.is_named(entry, names) or "left" in entry):
            new["began"] = None
        return line if new == entry else journal.line(new).rstrip(b"\n")

    return _each(content, changed)


def _each(content, changed):
    """Lines of a file, each changed, or left out where None comes back; and for how many that is so."""
    lines = [line for line in content.removeprefix(journal.BOM).split(b"\n") if line.strip()]
    news = [changed(line) for line in lines]
    kept = b"".join(new + b"\n" for new in news if new is not None)
    return kept, sum(new != line for new, line in zip(news, lines, strict=True))


def _rewrite(path, changed, added=()):
    """Put a changed file in the place of one to which others may be appending; how many lines are others now.

    Parameters
    ----------
    path : Path
    changed : callable
        Of some whole lines of the file what shall stand there, and how many lines that changes.
    added : iterable of dict
        Entries that come behind them, if anything changes.
    """
    path = path.resolve()
    if not changed(path.read_bytes())[1]:
        return 0
    new = path.with_name(f"{path.name}.new")
    old = path.with_name(f"{path.name}.0.old")
    try:
        is_linked = _named_twice(path, old)
        content = old.read_bytes()
        size = content.rfind(b"\n") + 1  # what follows is torn, or just being written
        kept, count = changed(content[:size])
        kept += b"".join(map(journal.line, added))
        if is_linked:
            old = _renamed(old, path.with_name(f"{path.name}.{size}.old"))
            _put(path, kept, new)
        elif kept:
            journal.append_lines(path, kept)
        late, more = changed(old.read_bytes()[size:])
        if late:
            journal.append_lines(path, late)
        old.unlink()
    except OSError as error:
        with contextlib.suppress(OSError):
            _finish(path.parent)
        said = ERASING["failed"].format(file=path.name, reason=error.strerror or error)
        raise OSError(error.errno, said, str(path)) from error
    return count + more


def _named_twice(path, old):
    """Give a file a second name; False where the file system knows no such thing, and it has only the new one."""
    if old.exists():
        raise FileExistsError(errno.EEXIST, ERASING["busy"], str(old))
    try:
        os.link(path, old)
    except (OSError, AttributeError, NotImplementedError):
        # Until the new file is whole, readers find less than there is; but never is a file put in another's place.
        _renamed(path, old)
        return False
    return True


def _put(path, content, new):
    """Put a file with this content in the place of another; without content, take that away."""
    if not content:
        _patiently(os.unlink, path)
        return
    descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), 0o600)
    with open(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(descriptor)
    shutil.copymode(path, new)
    _patiently(os.replace, new, path)


def _renamed(path, other):
    _patiently(os.rename, path, other)
    return other


def _patiently(do, *paths):
    for tries_left in reversed(range(_TRIES if os.name == "nt" else 1)):
        try:
            return do(*paths)
        except PermissionError:
            if not tries_left:
                raise
            time.sleep(0.05)


@contextlib.contextmanager
def _alone(where):
    """One process at a time rewrites in a folder, where the system has locks; a killed one leaves none behind."""
    descriptor = None
    with contextlib.suppress(ImportError, OSError):
        import fcntl

        descriptor = os.open(where, os.O_RDONLY)
        fcntl.flock(descriptor, fcntl.LOCK_EX)
    try:
        yield
    finally:
        if descriptor is not None:
            os.close(descriptor)


def _leftovers(where):
    """What a killed process left: the old files, each with the file it belongs to and the size that was rewritten."""
    for folder in dict.fromkeys([where.resolve(), *(path.resolve().parent for path in where.glob("*.jsonl"))]):
        for old in sorted(folder.glob("*.old")):
            if found := _OLD.fullmatch(old.name):
                yield old, old.with_name(found[1]), int(found[2])


def _finish(where):
    for old, path, size in list(_leftovers(where)):
        if not (path.exists() and path.samefile(old)):  # else it was killed before anything was replaced
            late = old.read_bytes()[size:]
            if late.strip():
                journal.append_lines(path, late.strip(b"\n") + b"\n")
        path.with_name(f"{path.name}.new").unlink(missing_ok=True)
        _patiently(os.unlink, old)
