"""The reading desk: one a lesson, drawn by JavaScript, decided and saved by Python.

State goes down in two traits (``content`` never changes while a desk lives, ``state`` does);
messages come up, each answered once the journal is on the disk. Nothing a page sends is trusted.
"""

import secrets
from pathlib import Path

import anywidget
import traitlets
from IPython.display import HTML, display

from sidebyside import journal, layout, learners, originals, render, words
from sidebyside.library import Library

_HERE = Path(__file__).parent
_AROUND = 2  # sentences on either side of a passage
# Names drawn by this kernel for folders that could not be written: a cell run again keeps the name.
_DRAWN = {}


def _joined_parts(pattern):
    """Anywidget loads one module that cannot import a second file, so the parts become one text."""
    return "\n".join(part.read_text(encoding="utf-8") for part in sorted(_HERE.glob(pattern)))


class Desk(anywidget.AnyWidget):
    """The desk of one lesson.

    Parameters
    ----------
    case : model.Case
    lesson_id : str
        Two digits.
    folder : str or Path, optional
        Where journals are kept; None asks `journal.folder`.
    texts : str or Path, optional
        Where texts are looked for when a learner asks for the author's own words; None asks `library.texts_folder`.
    """

    _esm = _joined_parts("desk.*.js")
    _css = (_HERE / "desk.css").read_text(encoding="utf-8")

    content = traitlets.Dict(read_only=True).tag(sync=True)
    state = traitlets.Dict(read_only=True).tag(sync=True)

    def __init__(self, case, lesson_id, folder=None, texts=None):
        self._case, self._texts = case, texts
        self._folder = Path(folder).resolve() if folder else journal.folder()
        self._lesson_id = lesson_id
        self._writer = secrets.token_hex(4)
        self._problem = None
        self._learner = self._who_works()
        super().__init__()
        self.set_trait("content", layout.of_lesson(case, lesson_id))
        self._read()
        self.on_msg(self._receive)

    def __repr__(self):
        return words.TWIN["repr"].format(lesson=self._lesson_id)

    def _ipython_display_(self):
        # Two outputs: JupyterLab shows nothing of an output whose widget is gone, not even its HTML.
        display(HTML(render.twin(self.content)))
        data, metadata = self._repr_mimebundle_()
        display(data, metadata=metadata, raw=True)

    @property
    def learner(self):
        """The pseudonym of whoever is working."""
        return self._learner

    @property
    def answers(self):
        """The answers given so far as a table: claim, excerpt, question, answer; one row a question answered."""
        rows = [
            (claim["id"], prompt["excerpt"] or "", prompt["text"], _shown(prompt, self._answers[prompt["id"]]["value"]))
            for claim in self.content["claims"]
            for prompt in claim["prompts"]
            if (self._answers.get(prompt["id"]) or {}).get("value")
        ]
        return render.frame(("claim", "excerpt", "question", "answer"), rows)

    @property
    def _path(self):
        return journal.lesson_path(self._lesson_id, self._folder)

    def _who_works(self):
        """The learner on record, or a new one, noted at once: this also shows whether the folder can be written."""
        try:
            return learners.resume(self._folder, _DRAWN.get(self._folder))
        except OSError as error:
            self._problem = error.strerror or "cannot be written"
            return self._on_record() or _DRAWN.setdefault(self._folder, learners.draw())

    def _on_record(self):
        """The learner on record, or None; a folder that may only be read still says who works there."""
        try:
            return learners.current(self._folder)
        except OSError:
            return None

    def _read(self):
        try:
            folded = journal.fold(self._path, self._learner)
        except OSError as error:
            self._problem = error.strerror or "cannot be read"
            folded = journal.Folded({}, ())
        self._answers, self._skipped = folded.answers, len(folded.skipped)
        self._publish()

    def _publish(self):
        shown = {key: _for_page(record) for key, record in self._answers.items()}
        self.set_trait("state", {
            "learner": self._learner, "place": self._place(), "folder": str(self._folder), "problem": self._problem or "",
            "skipped": self._skipped, "answers": shown,
        })  # fmt: skip

    def _place(self):
        try:
            return learners.place(self._folder) or str(self._folder)
        except OSError:
            return str(self._folder)

    def _receive(self, _widget, message, _buffers):
        message = message if isinstance(message, dict) else {}
        answer = {"id": str(message.get("id"))[:64]}
        try:
            answer |= self._done(message)
        except (journal.NotAnAnswer, learners.UnknownLearner) as error:
            answer["error"] = str(error)
        except OSError as error:
            answer["error"] = error.strerror or "the folder cannot be written"
        self.send(answer)

    def _done(self, message):
        what, name = message.get("do"), message.get("name")
        if what == "answer":
            return self._keep(message)
        if what == "newcomer":
            self._learner = learners.newcomer(self._folder)
        elif what == "returning":
            self._learner = learners.returning(self._folder, name)
        elif what == "stay":
            self._stay(name)
        elif what in ("original", "paste"):
            return self._own_words(message)
        elif what == "refresh":  # the learner changed at another desk of this folder
            self._learner = learners.current(self._folder) or self._learner
        else:
            raise journal.NotAnAnswer("this is no answer")
        self._read()
        return {"learner": self._learner}

    def _own_words(self, message):
        """The author's own words, or what a paste comes to. Nothing of it goes into the state, so none is stored."""
        excerpt_id = message.get("excerpt")
        if not any(excerpt["id"] == excerpt_id for claim in self.content["claims"] for excerpt in claim["excerpts"]):
            raise journal.NotAnAnswer("this excerpt does not lie on this desk")
        try:
            return self._looked_up(message, excerpt_id)
        except OSError:
            raise
        except Exception as error:  # whatever a text holds, a question is answered and the desk goes on
            raise journal.NotAnAnswer(originals.failed(error)) from error

    def _looked_up(self, message, excerpt_id):
        library = Library(self._texts)
        if message.get("do") == "paste":
            text = message.get("text")
            found = originals.pasted(self._case, library, excerpt_id, text if isinstance(text, str) else "")
            return {"pasted": found}
        found = originals.original(self._case, library, excerpt_id, _AROUND if message.get("around") else 0)
        return {"original": originals.told(found)}

    def _stay(self, name):
        if learners.may_stay(self._folder, name, self._learner):
            self._learner = _DRAWN[self._folder] = name
            if not self._problem:
                learners.begin(self._folder, name)

    def _whose(self, message):
        """The learner an answer was given by: the one shown when it was given, if this folder knows the name."""
        named = message.get("learner")
        if named == self._learner or (isinstance(named, str) and named in learners.known(self._folder)):
            return named
        raise journal.NotAnAnswer("this answer was given under a name that is not known in this folder; download it")

    def _keep(self, message):
        record = journal.record_of(message, self._whose(message), self._writer)
        journal.append(self._path, record)
        if self._problem:  # the folder can be written again; whose answers these are was not noted at the start
            self._problem = None
            learners.begin(self._folder, self._learner)
        elif (now := learners.current(self._folder)) not in (None, self._learner):
            self._learner = now  # somebody else began at another desk; this answer stays with who gave it
            self._read()
        newest = self._answers.get(record["prompt_id"])
        if record["learner"] == self._learner and (newest is None or newest["id"] <= record["id"]):
            self._answers = self._answers | {record["prompt_id"]: record}
        self._publish()  # before the acknowledgement: a page that loads now must see the answer
        return {"saved_at": record["saved_at"]}


def _for_page(record):
    """What a page needs of a record; half an emoji, which a journal keeps, cannot be sent."""
    page = {"id": record["id"], "value": record["value"], "saved_at": record.get("saved_at"), "text": record.get("text_sha256")}
    return {name: _whole(text) for name, text in page.items()}


def _whole(text):
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace") if isinstance(text, str) else text


def _shown(prompt, value):
    return dict(map(tuple, prompt["options"])).get(value, value)
