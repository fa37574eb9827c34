"""Notebooks as pages to read and to print: a lesson as a reading copy, the guide for teachers as a handout.

Prose is Markdown in which HTML is text; of code cells only what they showed is taken, and no code. A page runs
nothing and asks nothing of the network.
"""

import json
import re
from html import escape
from pathlib import Path

from sidebyside import notebooks, printing
from sidebyside.paper import parts
from sidebyside.paper_words import COPY
from sidebyside.render import link, tag
from sidebyside.texts import Said

IGNORED = "nbval-ignore-output"  # what differs from learner to learner is nobody's copy
_ACTIVE = re.compile(r"<(?:script|meta|iframe|form|object|embed|base|link)\b", re.IGNORECASE)
_TITLE = re.compile(r"^# (.+)$", re.MULTILINE)


class NotCopied(ValueError):
    """A copy cannot be made; the text says why and what to do."""


def page_of(text, *, teacher=False):
    """A notebook as a page.

    Parameters
    ----------
    text : str
        The notebook as it is stored.
    teacher : bool
        Whether it is for teachers.

    Returns
    -------
    str
        HTML.

    Raises
    ------
    NotCopied
        This is no notebook, or what turns Markdown into pages is not installed.
    """
    try:
        cells = [(cell["cell_type"], "".join(cell["source"]), cell) for cell in json.loads(text)["cells"]]
    except (ValueError, KeyError, TypeError):
        raise NotCopied("This is no notebook that can be read.") from None
    markdown = _markdown()
    body = "".join(markdown(source) if kind == "markdown" else _shown(cell) for kind, source, cell in cells if kind != "raw")
    title = next(
        (found[1] for kind, source, _ in cells if kind == "markdown" and (found := _TITLE.search(source))), COPY["title"]
    )
    kind = "guide copy" if teacher else "learner copy"
    said = COPY["guide" if teacher else "lesson"]
    return parts.whole(title, said, tag("p", escape(said), class_="kicker"), body, kind=kind)


def _markdown():
    """What turns Markdown into HTML, with every element of HTML in it as text."""
    try:
        import mistune
    except ImportError:
        raise NotCopied("mistune is not installed. Install the course as its README says: make lab does it.") from None

    class Page(mistune.HTMLRenderer):
        """Links lead to the web or are none; a picture is what it says; a head of empty cells is no head."""

        def link(self, text, url, title=None):
            return link(url, "\0").replace("\0", text) if link(url, "\0") != "\0" else text

        def image(self, text, url, title=None):
            return tag("em", escape(text))

        def table_head(self, text):
            text = text.replace("<th></th>", "<td></td>")  # a corner with nothing in it heads nothing
            return tag("thead", tag("tr", text)) if re.sub(r"<[^>]*>|\s", "", text) else ""

    return mistune.create_markdown(escape=True, renderer=Page(escape=True), plugins=["table"])


def _shown(cell):
    """What a code cell showed: HTML of the lesson's own where there is any, else text."""
    if IGNORED in cell.get("metadata", {}).get("tags", ()):
        return ""
    found = [output.get("data", {}) for output in cell.get("outputs", ())]
    html = ["".join(data["text/html"]) for data in found if "text/html" in data]
    if html and not any(map(_ACTIVE.search, html)):
        return tag("div", "".join(html).replace("<th></th>", "<td></td>"), class_="shown")
    return "".join(tag("pre", escape("".join(data["text/plain"]))) for data in found if "text/plain" in data)


def add_options(verb):
    """The options of ``sidebyside copies``, for the parser of the command."""
    verb.add_argument("names", metavar="NAME", nargs="*", help="a lesson’s two digits, or guide; everything where none is named")
    verb.add_argument("--out", metavar="DIR", type=Path, default=Path("paper"), help="where to write (./paper)")
    verb.add_argument("--pdf", action="store_true", help="as PDF too, by a Chromium or Chrome that is here")


def copies(options, folder):
    """``sidebyside copies``: a page for each notebook of a folder; NotCopied and NotPrinted where it cannot be done."""
    found = notebooks.lessons_in(folder)
    known = {_called(path): path for path in found}
    unknown = [name for name in options.names if name not in known]
    if unknown:
        raise NotCopied(f"There is no notebook {', '.join(unknown)}; there are {', '.join(known)}. Nothing was written.")
    pages = {}
    for name in options.names or known:
        path = known[name]
        try:
            pages[path] = page_of(path.read_text(encoding="utf-8"), teacher=path.parent.name == "teacher")
        except (NotCopied, UnicodeDecodeError) as error:
            raise NotCopied(f"{path.name}: {error} Nothing was written.") from None
    if options.pdf:
        printing.browser()
    options.out.mkdir(parents=True, exist_ok=True)
    written = []
    for path, page in pages.items():
        written.append(options.out / f"{path.stem}.html")
        written[-1].write_text(page, encoding="utf-8", newline="\n")
    if options.pdf:
        written += [printing.printed(path) for path in written]
    return Said({"written": [str(path) for path in written]}, [str(path) for path in written])


def _called(path):
    """How a notebook is named on the command line: by its number where it has one."""
    return path.name[:2] if path.name[:2].isdigit() else path.stem
