"""The finder: passages, every use of a word, quotations and two texts, looked up when asked.

What is found holds words of books, and what was typed is the learner's: both go between page and kernel as messages,
so that nothing of them can stand in a notebook.
"""

from pathlib import Path

import anywidget
import traitlets
from IPython.display import HTML, display

from sidebyside import finder, keeping, render
from sidebyside.finder_words import FINDER

_HERE = Path(__file__).parent
_PARTS = ("desk.1-anchors.js", "desk.2-controls.js", "desk.3-find.js", "desk.3-found.js", "desk.4-picker.js", "finder.js")
STYLE = (_HERE / "finder.css").read_text(encoding="utf-8")


class FinderDesk(anywidget.AnyWidget):
    """A way into the texts that are here.

    Parameters
    ----------
    case : model.Case
    mode : str
        One of `finder.MODES`, which is in front.
    texts : str or Path, optional
        The folder of texts; None asks `library.texts_folder`.
    """

    _esm = "\n".join((_HERE / part).read_text(encoding="utf-8") for part in _PARTS)
    _css = (_HERE / "desk.css").read_text(encoding="utf-8").replace(".desk", ".finder") + STYLE

    content = traitlets.Dict(read_only=True).tag(sync=True)

    def __init__(self, case, mode=finder.MODES[0], texts=None):
        self._finder = finder.Finder(case, texts)
        super().__init__()
        self.set_trait("content", finder.content(case, mode))
        self.on_msg(self._receive)

    def __repr__(self):
        return FINDER["repr"]

    def _ipython_display_(self):
        display(HTML(render.finder(self.content)))
        data, metadata = self._repr_mimebundle_()
        display(data, metadata=metadata, raw=True)

    def _receive(self, _widget, message, _buffers):
        self.send({"id": keeping.id_of(message)} | self._finder.answer(message))
