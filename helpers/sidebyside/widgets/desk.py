"""The reading desk: one a lesson, drawn by JavaScript, decided and saved by Python.

State goes down in two traits (``content`` never changes while a desk lives, ``state`` does);
messages come up, each answered once the journal is on the disk. Nothing a page sends is trusted.
"""

from pathlib import Path

import anywidget
import traitlets
from IPython.display import HTML, display

from sidebyside import journal, keeping, layout, originals, render, words
from sidebyside.library import Library

_HERE = Path(__file__).parent
_AROUND = 2  # sentences on either side of a passage


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
        self._lesson_id = lesson_id
        self._keeper = keeping.Keeper(lesson_id, Path(folder).resolve() if folder else journal.folder())
        super().__init__()
        self.set_trait("content", layout.of_lesson(case, lesson_id))
        self._publish()
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
        """The pseudonym of whoever is working; empty while nobody has said who is."""
        return self._keeper.learner

    @property
    def answers(self):
        """The answers given so far as a table: claim, excerpt, question, answer; one row a question answered."""
        given = {key: record["value"] for key, record in self._keeper.answers.items()}
        rows = [
            (claim["id"], prompt["excerpt"] or "", prompt["text"], _shown(prompt, given[prompt["id"]]))
            for claim in self.content["claims"]
            for prompt in claim["prompts"]
            if given.get(prompt["id"])
        ]
        return render.frame(("claim", "excerpt", "question", "answer"), rows)

    def _publish(self):
        self.set_trait("state", self._keeper.state())

    def _receive(self, _widget, message, _buffers):
        message = message if isinstance(message, dict) else {}
        what = message.get("do")
        answer = self._own_words(message) if what in ("original", "paste") else self._keeper.reply(message)
        self._publish()  # before the acknowledgement: a page that loads now must see the answer
        self.send({"id": _name_of(message)} | answer)

    def _own_words(self, message):
        """The author's own words, or what a paste comes to. Nothing of it goes into the state, so none is stored."""
        excerpt_id = message.get("excerpt")
        if not any(excerpt["id"] == excerpt_id for claim in self.content["claims"] for excerpt in claim["excerpts"]):
            return {"error": words.KEEPING["no_excerpt"]}
        try:
            return self._looked_up(message, excerpt_id)
        except Exception as error:  # whatever a text holds, a question is answered and the desk goes on
            return {"error": originals.failed(error)}

    def _looked_up(self, message, excerpt_id):
        library = Library(self._texts)
        if message.get("do") == "paste":
            text = message.get("text")
            found = originals.pasted(self._case, library, excerpt_id, text if isinstance(text, str) else "")
            return {"pasted": found}
        found = originals.original(self._case, library, excerpt_id, _AROUND if message.get("around") else 0)
        return {"original": originals.told(found)}


def _name_of(message):
    """The id under which a message is answered, as far as it can be sent."""
    name = message.get("id")
    return keeping.whole(name[:64]) if isinstance(name, str) else ""


def _shown(prompt, value):
    return dict(map(tuple, prompt["options"])).get(value, value)
