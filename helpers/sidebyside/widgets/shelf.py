"""The shelf: which books can be had, and a button that gets them. Nothing is fetched before it is pressed."""

import threading
from pathlib import Path

import anywidget
import traitlets
from IPython.display import HTML, display

from sidebyside import fetching, render, words
from sidebyside.library import Library

_HERE = Path(__file__).parent
_PARTS = ("desk.2-controls.js", "shelf.js")


class Shelf(anywidget.AnyWidget):
    """The texts of a case that can be downloaded, and whether they are here.

    Parameters
    ----------
    case : model.Case
    texts : str or Path, optional
        The folder of texts; None asks `library.texts_folder`.
    """

    _esm = "\n".join((_HERE / part).read_text(encoding="utf-8") for part in _PARTS)
    _css = (_HERE / "shelf.css").read_text(encoding="utf-8")

    content = traitlets.Dict(read_only=True).tag(sync=True)
    state = traitlets.Dict(read_only=True).tag(sync=True)

    def __init__(self, case, texts=None):
        self._case, self._library = case, Library(texts)
        self._working = threading.Lock()
        super().__init__()
        self.set_trait("content", {"books": books(case), "words": words.SHELF})
        self._look()
        self.on_msg(self._receive)

    def __repr__(self):
        return words.SHELF["repr"]

    def _ipython_display_(self):
        display(HTML(render.books(self.content)))
        data, metadata = self._repr_mimebundle_()
        display(data, metadata=metadata, raw=True)

    def _look(self, is_busy=False):
        here = [row["edition_id"] for row in fetching.listed(self._case, self._library) if row["present"]]
        self.set_trait("state", {"here": here, "folder": str(self._library.folder), "busy": is_busy})

    def _receive(self, _widget, message, _buffers):
        if not isinstance(message, dict) or message.get("do") != "fetch":
            return
        if not self._working.acquire(blocking=False):
            return  # a second press while it works changes nothing
        try:
            self._look(is_busy=True)
            threading.Thread(target=self._fetch, daemon=True).start()
        except Exception:  # a browser has no threads: then the notebook waits; whatever else, the button works again
            self._fetch()

    def _fetch(self):
        told = [0]

        def progress(file, received, total):
            if received - told[0] >= 65_536 or received < told[0]:  # not a message for every few bytes
                told[0] = received
                self.send({"file": file, "received": received, "total": total})

        try:
            results = fetching.fetch(self._case, self._library, progress=progress)
        except Exception as error:  # a thread's error is seen by nobody: it is said, and the button works again
            reason = getattr(error, "strerror", None) or type(error).__name__
            results = [{"file": "", "edition_ids": [], "fetched": False, "message": words.SHELF["failed"].format(reason=reason)}]
        try:
            self._look()
        finally:
            self._working.release()
            self.send({"done": results})


def books(case):
    """The editions that have an address to be fetched from: one entry a file.

    Returns
    -------
    list of dict
        With edition_id, title, author, year and address.
    """
    rows = {row.file: row for row in reversed(case.rows("editions")) if row.address}
    return [
        {
            "edition_id": row.edition_id, "file": row.file, "title": case.work(row.work_id).title,
            "author": case.work(row.work_id).author, "year": row.year or "", "address": row.address,
        }
        for row in reversed(rows.values())
    ]  # fmt: skip
