"""One file to hand in: the documents, the learner's answers, the notebook, and a list of all that with its hashes.

Every name in it is made of letters, digits and points alone, whatever anybody is called. Without times the same
answers give the same file, but for the moment at which it was made.
"""

import hashlib
import io
import json
import re
import zipfile

from sidebyside import carrying, journal, learners
from sidebyside.course import document_docx, document_html, document_md
from sidebyside.handin_words import HANDIN

MANIFEST = "manifest.json"
KIND, SCHEMA = "hand-in", 1
WRITERS = {".docx": document_docx.written, ".html": document_html.written, ".md": document_md.written}
_EPOCH = (1980, 1, 1, 0, 0, 0)
_LARGEST_NOTEBOOK = 20_000_000  # bytes


class NotANotebook(ValueError):
    """A file that cannot be handed in as the lesson's notebook; the text says why."""


def file_name(handin, suffix):
    """What a file of a hand-in is called, safe on every system: ``handin-04-calm-heron.zip``."""
    words = "-".join(re.findall(r"[a-z0-9]+", handin.learner.lower()))[:40].strip("-")
    return f"handin-{handin.lesson_id}{'-' if words else ''}{words}{suffix}"


def packed(handin, where, *, notebook=None, times=False, moment=None):
    """The whole hand-in in one file.

    Parameters
    ----------
    handin : handin.HandIn
    where : Path
        The folder of journals; of one learner's answers to one lesson every version goes in, and of nobody else's any.
    notebook : bytes, optional
        The lesson's notebook, which goes in without its outputs: they can show what another learner wrote.
    times : bool
        Whether the moment of each answer goes in.
    moment : str, optional
        When this is made, ISO 8601; None is now.

    Returns
    -------
    bytes
        A zip archive.

    Raises
    ------
    NotANotebook
        The notebook cannot be read as one.
    OSError
        A journal cannot be read.
    """
    files, without = documents(handin)
    if handin.learner:
        lines = answers(where, handin.learner, handin.lesson_id, times=times)
        files[f"answers-{handin.lesson_id}.jsonl"] = "".join(lines).encode()
    if notebook is not None:
        files[f"notebook-{handin.lesson_id}.ipynb"] = without_outputs(notebook)
    listed = [
        {"name": name, "bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
        for name, content in sorted(files.items())
    ]
    manifest = {
        "sidebyside": KIND, "schema": SCHEMA, "answers_schema": journal.SCHEMA, "lesson": handin.lesson_id,
        "learner": handin.learner or None, "people": learners.people(where, handin.learner) if handin.learner else 0,
        "made_at": moment or journal.now(), "times": times, "without": without, "files": listed,
    }  # fmt: skip
    files[MANIFEST] = f"{json.dumps(manifest, indent=1)}\n".encode()
    return _archive(files)


def notebook_of(case, lesson_id, *folders):
    """The lesson's notebook in the first of these folders that has it; or None."""
    paths = (folder / case.lesson(lesson_id).notebook for folder in folders)
    return next((path for path in paths if path.is_file()), None)


def documents(handin):
    """The document in every form that can be written here, by name; and the endings of those that cannot."""
    files, without = {}, []
    for suffix, write in WRITERS.items():
        try:
            files[file_name(handin, suffix)] = write(handin)
        except document_docx.Unavailable:
            without.append(suffix)
    return files, without


def answers(where, learner, lesson_id, *, times=False):
    """The lines of one learner and one lesson, as `carrying.take` takes them in again."""
    heading, *lines = carrying.exported(where, [learner], times=times)
    return [heading, *(line for line in lines if json.loads(line)["lesson"] == lesson_id)]


def without_outputs(content):
    """A notebook without what its cells printed and drew.

    Raises
    ------
    NotANotebook
    """
    if len(content) > _LARGEST_NOTEBOOK:
        raise NotANotebook(HANDIN["notebook_large"])
    try:
        notebook = json.loads(content.removeprefix(journal.BOM))
        cells = notebook["cells"]
        for cell in cells:
            if cell["cell_type"] == "code":
                cell.update(outputs=[], execution_count=None)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise NotANotebook(HANDIN["notebook_none"]) from None
    if isinstance(notebook.get("metadata"), dict):
        notebook["metadata"].pop("widgets", None)  # what a widget showed is kept here
    return f"{json.dumps(notebook, indent=1)}\n".encode()


def _archive(files):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, each in sorted(files.items()):
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            archive.writestr(entry, each)
    return content.getvalue()
