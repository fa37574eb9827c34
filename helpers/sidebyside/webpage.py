"""The text of a saved web page. Nothing in a page is run; what is not text is left out, and the text is kept whole.

Beautiful Soup reads the page, in a process of its own that is ended when it takes too long or too much memory.
Extractors that look for "the article" were tried and left: on a page that is a whole book nobody can say
beforehand what they hold for furniture. What the page says besides the text harms no locator.
"""

import importlib.util
import json
import re
import subprocess
import sys

SECONDS = 30
_MEMORY = 2_000_000_000  # bytes
_LOOKS_LIKE_PAGE = re.compile(
    # a comment ends at its first mark of an end: were it free to go on, the ways to part a row of them would double with each
    rb"\s*(?:(?:<\?xml[^>]*>|<!--(?:(?!-->).){0,2000}-->)\s*){0,50}<(?:!doctype\s+html|html)\b",
    re.IGNORECASE | re.DOTALL,
)
_DROPPED = "script style template".split()
# Dropped where an end tag closes them: without one they run on, and would take the text along.
_FURNITURE = "title noscript nav iframe object svg math select button textarea".split()
_BLOCKS = (
    "address article aside blockquote body br caption center dd details div dl dt fieldset figcaption figure footer form"
    " h1 h2 h3 h4 h5 h6 header hr li main ol p pre section summary table tbody td tfoot th thead tr ul"
).split()
_MARK = "\ue000"  # where a block begins or ends, until white space has been collapsed
_NOTE = re.compile(r"[\[(]?(?:\d{1,3}|[*†‡]+)[\])]?")


class PageUnreadable(Exception):
    """The text of a page cannot be had; the message says why."""


def is_page(name, content):
    """Whether a file is a web page, by its name or its beginning.

    >>> is_page("a.txt", b"<!DOCTYPE html><p>"), is_page("a.HTM", b"x"), is_page("a.txt", b"1 < 2 <html>")
    (True, True, False)
    """
    is_named = name.lower().endswith((".html", ".htm", ".xhtml"))
    return is_named or bool(_LOOKS_LIKE_PAGE.match(content[:5000].removeprefix(b"\xef\xbb\xbf")))


def readings(content, seconds=SECONDS):
    """The text of a page, a paragraph a line, read in another process.

    Parameters
    ----------
    content : bytes
    seconds : float
        How long the reading may take.

    Returns
    -------
    list of str
        The whole text and, where it has raised note marks, the text without them: which of the two agrees
        with a printed edition only its locators can tell.

    Raises
    ------
    PageUnreadable
        It takes too long or too much memory, or the library that reads pages is not here.
    """
    from sidebyside.text_words import PAGES  # here, for this file is run as a program too, without the package around it

    if importlib.util.find_spec("bs4") is None:
        raise PageUnreadable(PAGES["library"])
    command = [sys.executable, "-P", __file__]
    try:
        done = subprocess.run(command, input=content, capture_output=True, timeout=seconds, check=True)
        return json.loads(done.stdout)
    except subprocess.TimeoutExpired:
        raise PageUnreadable(PAGES["slow"].format(seconds=seconds)) from None
    except (subprocess.CalledProcessError, OSError, ValueError):
        raise PageUnreadable(PAGES["failed"]) from None


def _decoded(content):
    from bs4.dammit import EncodingDetector

    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return content.decode("utf-16", "replace")
    declared = EncodingDetector.find_declared_encoding(content, is_html=True)
    for encoding in ("utf-8-sig", declared, "cp1252"):  # what is UTF-8 throughout is UTF-8, whatever the page says
        try:
            return content.decode(encoding)
        except (UnicodeDecodeError, LookupError, TypeError):
            continue
    return content.decode("latin-1")


def _soup(markup):
    """The tree of a page, and the pieces of furniture in it that an end tag closed."""
    from bs4 import BeautifulSoup

    closed = []

    class Soup(BeautifulSoup):
        def handle_endtag(self, name, nsprefix=None):
            if name in _FURNITURE:
                closed.extend([tag for tag in self.tagStack if tag.name == name][-1:])
            super().handle_endtag(name, nsprefix)

    return Soup(markup, "html.parser"), closed


def _texts(content):
    soup, closed = _soup(_decoded(content).replace(_MARK, " "))
    for tag in [*soup(_DROPPED), *closed]:
        tag.decompose()
    for tag in soup(_BLOCKS):
        tag.insert(0, _MARK)
        tag.append(_MARK)
    whole = _lines(soup.get_text())
    for tag in soup(["sup", "a"]):
        if (tag.name == "sup" or "noteref" in str(tag.attrs)) and _NOTE.fullmatch(tag.get_text(strip=True)):
            tag.clear()
    return list(dict.fromkeys((whole, _lines(soup.get_text()))))


def _lines(text):
    lines = (" ".join(part.split()) for part in text.split(_MARK))
    return "\n\n".join(filter(None, lines)) + "\n"


def _bound_memory():
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    except (ImportError, OSError, ValueError):
        pass  # a system without such bounds; the size of the file and the time still are


if __name__ == "__main__":
    _bound_memory()
    sys.stdout.write(json.dumps(_texts(sys.stdin.buffer.read())))
