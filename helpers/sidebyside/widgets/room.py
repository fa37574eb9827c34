"""The room: one screen for a class that votes; what is entered is kept as every answer is.

It is drawn by the desk's own parts for saving and for who works, and by parts of its own.
"""

from pathlib import Path

import anywidget
import traitlets
from IPython.display import HTML, display

from sidebyside import journal, keeping, render, voting
from sidebyside.room_words import ROOM

_HERE = Path(__file__).parent
_PARTS = ("desk.1-*.js", "desk.2-*.js", "desk.4-*.js", "who.js", "room.*.js")


def _style():
    """The desk's style with the room's name in it, so that one rule never draws both, and what is the room's own."""
    desk, room = ((_HERE / name).read_text(encoding="utf-8") for name in ("desk.css", "room.css"))
    return desk.replace(".desk", ".room") + room


class Room(anywidget.AnyWidget):
    """The votes of a class on one lesson.

    Parameters
    ----------
    case : model.Case
    lesson_id : str
        Two digits.
    folder : str or Path, optional
        Where journals are kept; None asks `journal.folder`.
    """

    _esm = "\n".join(part.read_text(encoding="utf-8") for pattern in _PARTS for part in sorted(_HERE.glob(pattern)))
    _css = _style()

    content = traitlets.Dict(read_only=True).tag(sync=True)
    state = traitlets.Dict(read_only=True).tag(sync=True)

    def __init__(self, case, lesson_id, folder=None):
        self._lesson_id = lesson_id
        self._keeper = keeping.Keeper(lesson_id, Path(folder).resolve() if folder else journal.folder())
        super().__init__()
        self.set_trait("content", voting.of_lesson(case, lesson_id))
        self._publish()
        self.on_msg(self._receive)

    def __repr__(self):
        return ROOM["repr"].format(lesson=self._lesson_id)

    def _ipython_display_(self):
        display(HTML(render.room(self.content)))
        data, metadata = self._repr_mimebundle_()
        display(data, metadata=metadata, raw=True)

    @property
    def learner(self):
        """The pseudonym under which the counts are kept; empty while nobody has said who works."""
        return self._keeper.learner

    @property
    def votes(self):
        """The hands counted so far as a table: claim, excerpt, vote, answer, count; one row an answer."""
        return render.frame(ROOM["columns"], voting.rows(self.content, self._keeper.answers))

    def _publish(self):
        self.set_trait("state", self._keeper.state())

    def _receive(self, _widget, message, _buffers):
        answer = self._keeper.reply(message)
        self._publish()  # before the acknowledgement: a page that loads now must see the answer
        self.send({"id": keeping.id_of(message)} | answer)
