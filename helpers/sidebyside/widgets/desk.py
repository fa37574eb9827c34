"""The reading desk: one a lesson, drawn by JavaScript, decided and saved by Python.

State goes down in two traits (``content`` never changes while a desk lives, ``state`` does);
messages come up, each answered once the journal is on the disk. Nothing a page sends is trusted.
"""

import secrets
from pathlib import Path

import anywidget
import traitlets
from IPython.display import HTML, display

from sidebyside import journal, layout, learners, render, words

_HERE = Path(__file__).parent
_WHAT = {"answer", "newcomer", "returning"}


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
    """

    _esm = _joined_parts("desk.*.js")
    _css = (_HERE / "desk.css").read_text(encoding="utf-8")

    content = traitlets.Dict(read_only=True).tag(sync=True)
    state = traitlets.Dict(read_only=True).tag(sync=True)

    def __init__(self, case, lesson_id, folder=None):
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
            (claim["id"], prompt["excerpt"], prompt["text"], _shown(prompt, self._answers[prompt["id"]]["value"]))
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
            return learners.resume(self._folder)
        except OSError as error:
            self._problem = error.strerror or "cannot be written"
            return learners.draw()

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
            "learner": self._learner, "folder": str(self._folder), "problem": self._problem or "",
            "skipped": self._skipped, "answers": shown,
        })  # fmt: skip

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
        what = message.get("do")
        if what not in _WHAT:
            raise journal.NotAnAnswer("this is no answer")
        if what == "answer":
            return self._keep(message)
        if what == "newcomer":
            self._learner = learners.newcomer(self._folder)
        else:
            self._learner = learners.returning(self._folder, message.get("name", ""))
        self._read()
        return {"learner": self._learner}

    def _keep(self, message):
        named = message.get("learner")
        is_name = isinstance(named, str) and learners.PATTERN.fullmatch(named)
        record = journal.record_of(message, named if is_name else self._learner, self._writer)
        journal.append(self._path, record)
        if self._problem:  # the folder can be written again; whose answers these are was not noted at the start
            self._problem = None
            learners.begin(self._folder, self._learner)
        newest = self._answers.get(record["prompt_id"])
        if record["learner"] == self._learner and (newest is None or newest["id"] <= record["id"]):
            self._answers = self._answers | {record["prompt_id"]: record}
        self._publish()  # before the acknowledgement: a page that loads now must see the answer
        return {"saved_at": record["saved_at"]}


def _for_page(record):
    """What a page needs of a record; half an emoji, which a journal keeps, cannot be sent."""
    value = record["value"]
    if isinstance(value, str):
        value = value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return {"id": record["id"], "value": value, "saved_at": record.get("saved_at"), "text": record.get("text_sha256")}


def _shown(prompt, value):
    return dict(map(tuple, prompt["options"])).get(value, value)
