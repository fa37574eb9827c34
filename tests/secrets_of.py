"""What is for teachers only, and whether any of it stands in a file; made without the package's own search for it."""

import html
import json
import re
import zipfile
from pathlib import Path

LONG, SHORT, QUOTED = 12, 8, 6  # words in a row: whatever they are; without a quotation; and what is a quotation
READ = (("excerpts", "rendering"), ("excerpts", "plain"), ("claims", "statement"), ("claims", "history"), ("claims", "strongest"), ("prompts", "text"), ("worked", "text"), ("items", "text"), ("items", "about"), ("kinds", "hint"), ("exercises", "task"))  # fmt: skip


def words(text):
    """The words of a text: letters and digits in small letters; apostrophes are no letters."""
    return re.findall(r"[^\W_]+", re.sub(r"[’']", "", text.lower()))


def runs(some, size):
    """Every run of as many words."""
    return {tuple(some[at : at + size]) for at in range(len(some) - size + 1)}


class Secrets:
    """The readings and sample answers of a case, whole and in runs of words.

    Parameters
    ----------
    case : model.Case
        With the teacher's part.
    """

    def __init__(self, case):
        self.texts = [row.reason for row in case.rows("teacher/readings")] + [row.text for row in case.rows("teacher/samples")]
        self.texts += [row.reason for row in case.rows("teacher/sorted")]
        assert len(self.texts) > 50
        self._whole = {" ".join(words(text)) for text in self.texts}
        self._long = set().union(*(runs(words(text), LONG) for text in self.texts))
        quoted = [getattr(row, column) or "" for table, column in READ for row in case.rows(table)]
        read = set().union(*(runs(words(text), QUOTED) for text in quoted))
        short = set().union(*(runs(words(text), SHORT) for text in self.texts))
        self._short = {run for run in short if not runs(run, QUOTED) & read}
        assert len(self._short) > 1000

    def found_in(self, text):
        """What of it stands in a text, as it is or as the strings of a notebook."""
        found = []
        for version in (text, html.unescape(text), *_strings(text)):
            some = words(version)
            found += [secret for secret in self._whole if f" {secret} " in f" {' '.join(some)} "]
            found += [" ".join(run) for run in (runs(some, LONG) & self._long) | (runs(some, SHORT) & self._short)]
        return sorted(set(found))

    def found_under(self, folder):
        """File by file what of it stands in a folder; and how many files were looked at."""
        paths = [path for path in sorted(Path(folder).rglob("*")) if path.is_file()]
        found = {str(path): self.found_in(path.read_bytes().decode("utf-8", "replace")) for path in paths}
        return {path: some for path, some in found.items() if some}, len(paths)

    def found_in_archive(self, path):
        """The same for an archive."""
        archive = zipfile.ZipFile(path)
        found = {name: self.found_in(archive.read(name).decode("utf-8", "replace")) for name in archive.namelist()}
        return {name: some for name, some in found.items() if some}, len(found)


def _strings(text):
    """A JSON file's strings, each list of strings joined: a notebook breaks sentences at the ends of lines."""
    if not text.lstrip().startswith("{"):
        return
    try:
        waiting = [json.loads(text)]
    except ValueError:
        return
    parts = []
    while waiting:
        value = waiting.pop()
        if isinstance(value, str):
            parts.append(value)
        elif isinstance(value, list) and all(isinstance(part, str) for part in value):
            parts.append("".join(value))
        elif isinstance(value, list | dict):
            waiting += value.values() if isinstance(value, dict) else value
    yield "\n".join(parts)
