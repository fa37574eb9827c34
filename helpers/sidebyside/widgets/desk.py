"""The reading desk: one a lesson, drawn by JavaScript, decided and saved by Python.

State goes down in two traits (``content`` never changes while a desk lives, ``state`` does);
messages come up, each answered once the journal is on the disk. Nothing a page sends is trusted.
"""

from pathlib import Path

import anywidget
import traitlets
from IPython.display import HTML, display

from sidebyside import feedback, finder, journal, keeping, layout, marks, originals, render, sorting, words
from sidebyside.finder_words import FINDER
from sidebyside.lesson_words import COLUMNS
from sidebyside.library import Library
from sidebyside.model import MARKED

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
    _css = "".join((_HERE / name).read_text(encoding="utf-8") for name in ("desk.css", "finder.css"))

    content = traitlets.Dict(read_only=True).tag(sync=True)
    state = traitlets.Dict(read_only=True).tag(sync=True)

    def __init__(self, case, lesson_id, folder=None, texts=None):
        self._case, self._texts = case, texts
        self._finder = finder.Finder(case, texts)
        self._lesson_id, self._offer = lesson_id, None
        self._keeper = keeping.Keeper(lesson_id, Path(folder).resolve() if folder else journal.folder())
        super().__init__()
        self.set_trait("content", layout.of_lesson(case, lesson_id) | {"find": FINDER, "hands_in": True})
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
        """The answers given so far as a table: claim, excerpt, question, answer; one row a question answered.

        What was sorted is behind them, with its exercise and its item in the place of claim and excerpt.
        """
        given = {key: record["value"] for key, record in self._keeper.answers.items()}
        labels = {one["id"]: one["label"] for kind in self.content["categories"].values() for one in kind}
        rows = [
            (claim["id"], prompt["excerpt"] or "", prompt["text"], shown)
            for claim in self.content["claims"]
            for prompt in claim["prompts"]
            if (shown := _shown(prompt, given.get(prompt["id"]), labels))
        ]
        rows += [row for one in sorting.of_lesson(self._case, self._lesson_id) for row in sorting.rows(one, given)]
        return render.frame(COLUMNS["answers"], rows)

    def _publish(self):
        self.set_trait("state", self._keeper.state())

    def _receive(self, _widget, message, _buffers):
        message = message if isinstance(message, dict) else {}
        what = message.get("do")
        if what == "feedback":
            answer = self._questions(message)
        elif what == "handin":
            answer = self._handed_in(message)
        elif what == "find":
            answer = self._finder.answer(message | {"do": message.get("what")})
        else:
            answer = self._own_words(message) if what in ("original", "paste") else self._keeper.reply(message)
        self._publish()  # before the acknowledgement: a page that loads now must see the answer
        self.send({"id": keeping.id_of(message)} | answer)

    def _questions(self, message):
        """What could be asked about method at a step, from the answers that are kept; nothing of it is."""
        claim_id, step = message.get("claim"), message.get("step")
        if step not in feedback.STEPS or not any(claim["id"] == claim_id for claim in self.content["claims"]):
            return {"error": words.KEEPING["no_answer"]}
        answers = {key: record["value"] for key, record in self._keeper.answers.items()}
        thinking = feedback.thinking_of(self._case, self._lesson_id, claim_id, answers)
        found = feedback.questions(thinking, step, feedback.dismissed_in(answers))
        return {"questions": [_sent(question, claim_id) for question in found]}

    def _handed_in(self, message):
        """What is still empty, or a file to hand in. Nothing of it goes into the state, so none is stored."""
        if self._offer is None:
            from sidebyside.course.offered import Offer

            self._offer = Offer(self._case, self._lesson_id, self._keeper.folder)
        return self._offer.reply(message, self._keeper.learner)

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


def _sent(question, claim_id):
    key = feedback.dismissal_key(question.rule, claim_id, question.excerpt_id)
    return {"rule": question.rule, "excerpt": question.excerpt_id, "key": key, "text": keeping.whole(question.text)}


def _shown(prompt, value, labels):
    if prompt["kind"] in MARKED:
        return marks.readable(value, labels)
    return dict(map(tuple, prompt["options"])).get(value, value)
