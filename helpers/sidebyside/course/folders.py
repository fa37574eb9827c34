"""A folder made of given files, marked by a list of them, so that it can be made again and nothing else is touched.

Where it is made again, a file is replaced or taken away only if it is still as it was made. Whoever is
interrupted half-way can do it again: every file is put in place whole, and the list says what is to be there.
"""

import hashlib
import json
import os
import re
from dataclasses import dataclass
from pathlib import PurePosixPath

MARKER = ".sidebyside-release.json"
_NOT_COUNTED = {".git"}  # a folder that holds nothing else is an empty repository, waiting for its first files
_SHOWN = 5


class InTheWay(ValueError):
    """The folder cannot be made without harm to what is there; the text says what is, and what to do."""


@dataclass(frozen=True)
class Made:
    """What became of a folder: the paths that are there now, and those of an earlier release that went, sorted."""

    files: tuple[str, ...]
    gone: tuple[str, ...]


def looked_at(where, files):
    """The list of what an earlier release made here (path to SHA-256; empty for a new folder), if `make` may go on.

    Parameters
    ----------
    where : Path
    files : dict of str to bytes
        By their path in the folder, with slashes.

    Raises
    ------
    InTheWay
        There is something else, or a file was changed since it was made.
    OSError
        The folder cannot be read.
    """
    if not where.is_dir():
        if where.exists() or where.is_symlink():
            raise InTheWay(f"{where} is no folder. Name another.")
        return {}
    if not (where / MARKER).is_file():
        if {path.name for path in where.iterdir()} <= _NOT_COUNTED:
            return {}
        raise InTheWay(f"{where} is not empty, and was not made by a release. Name a new folder, or an empty one.")
    before = _listed(where)
    elsewhere = [name for name in {*before, *files} if not _is_inside(where, name)]
    if elsewhere:
        raise InTheWay(f"{_named(elsewhere)} in {where} would be written outside of it: a link leads there. Remove the link.")
    changed = [name for name in {*before, *files} if not _may_go(where, name, before, files)]
    if changed:
        msg = f"{_named(changed)} in {where} changed since it was made. Keep a copy elsewhere, delete it here, do this again."
        raise InTheWay(msg)
    return before


def make(where, files, before):
    """Write the files and the list of them, and take away what an earlier release made and this one has not.

    Parameters
    ----------
    where : Path
        Made where it is missing.
    files : dict of str to bytes
        See `looked_at`, which must have been asked.
    before : dict of str to str
        What it returned.

    Returns
    -------
    Made

    Raises
    ------
    OSError
        Something cannot be written; done again, it goes on where it stopped.
    """
    where.mkdir(parents=True, exist_ok=True)
    listed = {name: hashlib.sha256(files[name]).hexdigest() for name in sorted(files)}
    if not before:
        _put(where / MARKER, _marker(listed))
    for name, content in files.items():
        _put(where / name, content)
    gone = sorted(set(before) - set(files))
    for name in gone:
        (where / name).unlink(missing_ok=True)
        _tidy(where, (where / name).parent)
    _put(where / MARKER, _marker(listed))
    return Made((*sorted([*files, MARKER]),), tuple(gone))


def _marker(listed):
    return (json.dumps({"made_by": "sidebyside release", "files": listed}, indent=1) + "\n").encode("utf-8")


def _listed(where):
    """What the list of a former release names; nothing in it is trusted."""
    try:
        files = json.loads((where / MARKER).read_text(encoding="utf-8"))["files"]
        sound = all(_is_plain(name) and re.fullmatch("[0-9a-f]{64}", known) for name, known in files.items())
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        sound = False
    if not sound:
        raise InTheWay(f"{where / MARKER} was changed, so nobody knows what was made here. Name a new folder.")
    return files


def _is_plain(name):
    parts = PurePosixPath(name).parts
    return bool(parts) and not PurePosixPath(name).is_absolute() and ".." not in parts and not set("\\:\0") & set(name)


def _is_inside(where, name):
    return (where / name).parent.resolve().is_relative_to(where.resolve())


def _may_go(where, name, before, files):
    """Whether nothing is lost where this path is written or deleted: it is free, or as the former release made it."""
    path = where / name
    if not os.path.lexists(path):
        return not any(parent.is_file() for parent in path.parents if parent.is_relative_to(where))
    if path.is_symlink() or not path.is_file():
        return False
    content = path.read_bytes()
    return content == files.get(name) or hashlib.sha256(content).hexdigest() == before.get(name)


def _named(names):
    names = sorted(names)
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return ", ".join(names[:_SHOWN]) + more


def _put(path, content):
    """Write a file whole or not at all; what is as it should be is left alone, and keeps its time."""
    if path.is_file() and path.read_bytes() == content:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f"{path.name}.part")
    part.unlink(missing_ok=True)  # a link there would be followed
    try:
        part.write_bytes(content)
        if content.startswith(b"#!"):
            part.chmod(0o755)
        part.replace(path)
    except OSError:
        part.unlink(missing_ok=True)
        raise


def _tidy(where, folder):
    """Remove folders that are empty now, up to the one that was made."""
    while folder != where and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent
