"""A hand-in as a desk asks for it: first what is still empty, then the files, in parts that a server lets through.

Nothing a page sends is trusted. What was made is kept here alone, for whoever it was made for.
"""

import base64
import io
import json
import os
import secrets
import zipfile
from pathlib import Path

from sidebyside import keeping
from sidebyside.characters import visible_line
from sidebyside.course import citations, handin, zipped
from sidebyside.handin_words import OFFERED

LONGEST = {"name": 200, "ai": 10_000}  # characters
_PART = 3 * keeping.CHUNK // 4  # bytes, which are as many characters as a part of a carried file
_MOST_COPIES = 99
_TYPES = {
    ".zip": "application/zip", ".html": "text/html",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}  # fmt: skip


class Offer:
    """The hand-ins of one desk.

    Parameters
    ----------
    case : model.Case
    lesson_id : str
    where : Path
        The folder of journals.
    """

    def __init__(self, case, lesson_id, where):
        self._case, self._lesson_id, self._where = case, lesson_id, where
        self._made = None  # for whom, under which token, and what

    def reply(self, message, learner):
        """What is answered: what came of it, or ``error`` in words for the learner.

        Parameters
        ----------
        message : dict
            ``learner``, as the page shows; and either nothing else, which asks what is still empty, or ``make`` (a dict
            with ``name``, ``ai``, ``times``, ``beside``), or ``token``, ``file`` and ``part`` of what was made.
        learner : str
            Who works here.
        """
        if self._made and self._made[0] != learner:
            self._made = None
        if not learner or message.get("learner") != learner:
            return {"error": OFFERED["stranger"]}
        try:
            if "token" in message:
                return self._part(message)
            return self._make(message["make"], learner) if "make" in message else self._look(learner)
        except OSError as error:
            return {"error": OFFERED["failed"].format(reason=error.strerror or type(error).__name__)}
        except Exception as error:  # whatever an answer holds, the desk goes on
            return {"error": OFFERED["failed"].format(reason=type(error).__name__)}

    def _look(self, learner):
        return self._said(handin.read(self._case, self._lesson_id, self._where, learner))

    @staticmethod
    def _said(made):
        return {"empty": _whole(made.empty), "left": _whole(made.left)}

    def _make(self, asked, learner):
        asked = asked if isinstance(asked, dict) else {}
        typed = {name: asked[name] for name in LONGEST if isinstance(asked.get(name), str)}
        if any(len(text) > LONGEST[name] for name, text in typed.items()):
            return {"error": OFFERED["long"].format(most=LONGEST["ai"])}
        made = handin.read(self._case, self._lesson_id, self._where, learner, **typed)
        notebook = zipped.notebook_of(self._case, self._lesson_id, self._where.parent, Path.cwd())
        said = []
        content = self._packed(made, notebook, asked.get("times") is True, said)
        archive = zipfile.ZipFile(io.BytesIO(content))
        if json.loads(archive.read(zipped.MANIFEST))["without"]:
            said.append(OFFERED["no_docx"])
        if made.notes and citations.is_plain():
            said.append(OFFERED["plain_notes"])
        name, documents = zipped.file_name(made, ".zip"), (zipped.file_name(made, suffix) for suffix in zipped.WRITERS)
        alone = next(document for document in documents if document in archive.namelist())
        if asked.get("beside") is True:
            said.append(_kept_beside((notebook or self._where).parent, name, content, made))
        files, token = {name: content, alone: archive.read(alone)}, secrets.token_hex(8)
        self._made = learner, token, list(files.values())
        told = [{"name": one, "parts": -(-len(each) // _PART), "type": _TYPES[Path(one).suffix]} for one, each in files.items()]
        return self._said(made) | {"token": token, "files": told, "said": _whole(said)}

    def _packed(self, made, notebook, times, said):
        """The zip; what is missing in it is said."""
        if notebook is None:
            said.append(OFFERED["no_notebook"].format(name=self._case.lesson(self._lesson_id).notebook))
        try:
            return zipped.packed(made, self._where, notebook=notebook and notebook.read_bytes(), times=times)
        except zipped.NotANotebook as error:
            said.append(OFFERED["notebook_left"].format(name=notebook.name, reason=error))
            return zipped.packed(made, self._where, times=times)

    def _part(self, message):
        _, token, files = self._made or (None, None, [])
        at, part = message.get("file"), message.get("part")
        if message["token"] != token or type(at) is not int or type(part) is not int or not 0 <= at < len(files) or part < 0:
            return {"error": OFFERED["gone"]}
        content = files[at][part * _PART : (part + 1) * _PART]
        return {"bytes": base64.b64encode(content).decode("ascii")}


def _kept_beside(folder, name, content, made):
    """Write the file into a folder, over an earlier hand-in of the same alone; where it is, or why it is not, in words."""
    stem, suffix = Path(name).stem, Path(name).suffix
    names = [name, *(f"{stem}-{number}{suffix}" for number in range(2, _MOST_COPIES))]
    path = next((path for path in (folder / one for one in names) if not os.path.lexists(path) or _is_earlier(path, made)), None)
    if path is None:
        return OFFERED["not_beside"].format(reason=name)
    part = path.with_name(f"{path.name}.{secrets.token_hex(4)}.part")
    try:
        part.write_bytes(content)
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        return OFFERED["not_beside"].format(reason=error.strerror or type(error).__name__)
    return OFFERED["beside"].format(path=visible_line(str(path)))


def _is_earlier(path, made):
    """Whether a file is a hand-in of the same learner and lesson."""
    try:
        with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as archive:
            listed = json.loads(archive.read(zipped.MANIFEST))
        return (listed["sidebyside"], listed["learner"], listed["lesson"]) == (zipped.KIND, made.learner, made.lesson_id)
    except (OSError, ValueError, KeyError, TypeError, zipfile.BadZipFile, RuntimeError, NotImplementedError):
        return False


def _whole(texts):
    return [keeping.whole(text) for text in texts]
