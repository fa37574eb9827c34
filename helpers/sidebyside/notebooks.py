"""Notebooks run again and stored so that the same lesson always gives the same file. For authors."""

import os
import re
import tempfile
from pathlib import Path

_COLOUR = re.compile(r"\x1b\[[0-9;]*m")  # a traceback comes painted
WIDGET = "application/vnd.jupyter.widget-view+json"


class CellFailed(Exception):
    """A cell of a notebook failed; the message shows which and how."""


def execute(path):
    """Run a notebook in its own folder and store its outputs.

    Parameters
    ----------
    path : Path

    Returns
    -------
    bool
        Whether the file changed.

    Raises
    ------
    CellFailed
        A cell failed; the file is left as it was.
    """
    import nbclient.exceptions
    import nbformat

    before = path.read_text(encoding="utf-8")
    notebook = nbformat.reads(before, as_version=4)
    with tempfile.TemporaryDirectory() as journals:
        client = nbclient.NotebookClient(
            notebook, timeout=120, kernel_name="python3", store_widget_state=False, record_timing=False,
            resources={"metadata": {"path": str(path.parent)}},
        )  # fmt: skip
        # Nobody's answers may get into a stored output.
        try:
            client.execute(env=os.environ | {"SIDEBYSIDE_JOURNAL": journals})
        except nbclient.exceptions.CellExecutionError as error:
            raise CellFailed(_COLOUR.sub("", str(error))) from None
    after = nbformat.writes(settled(notebook)) + "\n"
    if after != before:
        path.write_text(after, encoding="utf-8", newline="\n")
    return after != before


def settled(notebook):
    """The notebook without what differs from one run to the next: widget ids, times, versions, widget state."""
    notebook.metadata = {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    for cell in notebook.cells:
        for name in ("execution", "ExecuteTime", "collapsed", "scrolled"):
            cell.metadata.pop(name, None)
        for output in cell.get("outputs", ()):
            output.get("data", {}).pop(WIDGET, None)
            output.get("metadata", {}).pop(WIDGET, None)
    return notebook


def lessons_in(folder):
    """The notebooks of a folder and of its teacher's part, in order of name."""
    folder = Path(folder)
    return sorted(folder.glob("*.ipynb")) + sorted((folder / "teacher").glob("*.ipynb"))
