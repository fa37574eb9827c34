"""An exercise of sorting: every item a row, the kinds as radio buttons, and at the end the learner's own table.

It is drawn by the desk's own parts for saving, for choices and for who works, and by parts of its own.
Nothing here knows into which kind an item belongs.
"""

from pathlib import Path

import anywidget
import traitlets
from IPython.display import HTML, display

from sidebyside import journal, keeping, render, sorting
from sidebyside.characters import unlinked, visible_line
from sidebyside.sorting_words import SORTING

_HERE = Path(__file__).parent
_PARTS = ("desk.1-*.js", "desk.2-*.js", "desk.4-*.js", "who.js", "sorting.*.js")


def _style():
    """The desk's style with the exercise's name in it, so that one rule never draws both, and what is its own."""
    desk, own = ((_HERE / name).read_text(encoding="utf-8") for name in ("desk.css", "sorting.css"))
    return desk.replace(".desk", ".sorting") + own


class Sorting(anywidget.AnyWidget):
    """One exercise of a lesson.

    Parameters
    ----------
    case : model.Case
    exercise_id : str
        Such as "X02-1".
    folder : str or Path, optional
        Where journals are kept; None asks `journal.folder`.

    Raises
    ------
    KeyError
        There is no such exercise.
    """

    _esm = "\n".join(part.read_text(encoding="utf-8") for pattern in _PARTS for part in sorted(_HERE.glob(pattern)))
    _css = _style()

    content = traitlets.Dict(read_only=True).tag(sync=True)
    state = traitlets.Dict(read_only=True).tag(sync=True)

    def __init__(self, case, exercise_id, folder=None):
        content = sorting.of_exercise(case, exercise_id)
        self._keeper = keeping.Keeper(content["lesson"]["id"], Path(folder).resolve() if folder else journal.folder())
        super().__init__()
        self.set_trait("content", content)
        self._publish()
        self.on_msg(self._receive)

    def __repr__(self):
        exercise = self.content["exercise"]
        return unlinked(visible_line(SORTING["repr"].format(exercise=exercise["id"], title=exercise["title"])))

    def _ipython_display_(self):
        display(HTML(render.sorting(self.content)))
        data, metadata = self._repr_mimebundle_()
        display(data, metadata=metadata, raw=True)

    @property
    def learner(self):
        """The pseudonym of whoever is working; empty while nobody has said who is."""
        return self._keeper.learner

    @property
    def answers(self):
        """What was sorted so far as a table: item, its text, the kind, the reason; one row an item that was sorted."""
        given = {key: record["value"] for key, record in self._keeper.answers.items()}
        rows = [
            (
                item["id"],
                item["text"],
                dict(map(tuple, item["kind"]["options"])).get(kind, kind),
                given.get(item["reason"]["id"]) or "",
            )
            for item in self.content["exercise"]["items"]
            if (kind := given.get(item["kind"]["id"]))
        ]
        return render.frame(SORTING["columns"], rows)

    def _publish(self):
        self.set_trait("state", self._keeper.state())

    def _receive(self, _widget, message, _buffers):
        answer = self._keeper.reply(message)
        self._publish()  # before the acknowledgement: a page that loads now must see the answer
        self.send({"id": keeping.id_of(message)} | answer)
