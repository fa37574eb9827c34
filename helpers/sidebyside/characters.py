"""Characters that are not seen but act: they move a terminal's cursor, turn text round, or hide in it.

Tables may hold none of them; whatever is printed shows them by their numbers. Left as they are: the joiners
of emoji and of scripts that need them, combining marks, variation selectors, the soft hyphen, and signs that are drawn.
"""

import contextlib
import re
import sys
import unicodedata

BIDI = set("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
# Spaces of no width, separators of lines, marks of annotation, tags in which a whole text can hide.
_UNSEEN = (
    "\u180e\u200b\u2028\u2029\u2060-\u2065\u206a-\u206f\ufeff\ufff9-\ufffb"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e007f"
)
INVISIBLE = re.compile(f"[{_UNSEEN}]")
_CONTROLS = "\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # but for tab and line feed; a carriage return is one where no line feed follows
# every character that `hidden` has a kind for, found at once: tables are read at the start of each lesson
HIDDEN = re.compile(rf"[\0-\x1f\x7f-\x9f{''.join(sorted(BIDI))}{_UNSEEN}]")
_SHOWN = re.compile(rf"[{_CONTROLS}{''.join(sorted(BIDI))}{_UNSEEN}\ud800-\udfff]|\r(?!\n)")

# no scheme is longer, and without a bound a long run of letters would be read again from each of them
_ADDRESS = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]{0,40}):(?=\S)(//|)")


def hidden(character):
    """The kind of a character that no cell of a table may hold: "nul-byte", "bidi-character", "control-character"; or None.

    Examples
    --------
    >>> hidden("\\u202e"), hidden("\\t"), hidden("e")
    ('bidi-character', 'control-character', None)
    """
    if character == "\0":
        return "nul-byte"
    if character in BIDI:
        return "bidi-character"
    if unicodedata.category(character) == "Cc" or INVISIBLE.match(character):
        return "control-character"
    return None


def visible(text):
    """A text that can be printed: what is hidden or acts in it is shown by its number.

    Parameters
    ----------
    text : object
        Anything with a text.

    Returns
    -------
    str
        Line feeds, with or without a carriage return before them, and tabs stay; so does the joiner of an emoji.

    Examples
    --------
    >>> visible("\\x1b[2J and \\u202egpj.exe")
    '<U+001B>[2J and <U+202E>gpj.exe'
    """
    return _SHOWN.sub(lambda found: f"<U+{ord(found.group()):04X}>", str(text))


def visible_line(text):
    """The same in one line, for what must not look like two.

    >>> visible_line("a\\nb")
    'a<U+000A>b'
    """
    return visible(text).replace("\r\n", "<U+000D><U+000A>").replace("\n", "<U+000A>")


def unlinked(text):
    """The same for a notebook, whose pages make a link of any address in plain text: only those of the web stay whole.

    >>> unlinked("see https://example.org or javascript://example.org, data:text/html,x")
    'see https://example.org or javascript<U+003A>//example.org, data<U+003A>text/html,x'
    """
    return _ADDRESS.sub(_broken, visible(text))


def _broken(found):
    scheme = found.group(1).lower()
    is_link = scheme.endswith("data") or (found.group(2) and scheme not in ("http", "https"))
    return f"{found.group(1)}<U+003A>{found.group(2)}" if is_link else found.group()


class Printer:
    """A stream through which nothing acts on the terminal.

    Parameters
    ----------
    beneath : text stream
        Where the text goes; who draws a bar with control characters of their own may write to it.
    """

    def __init__(self, beneath):
        self.beneath = beneath

    def write(self, text):
        """Write a text, made visible; returns the length of what was given."""
        self.beneath.write(visible(text))
        return len(text)

    def writelines(self, lines):
        """Write several texts."""
        for line in lines:
            self.write(line)

    def __getattr__(self, name):
        return getattr(self.beneath, name)


@contextlib.contextmanager
def printed_visibly():
    """Meanwhile whatever is printed, errors too, goes through `visible`."""
    with contextlib.redirect_stdout(Printer(sys.stdout)), contextlib.redirect_stderr(Printer(sys.stderr)):
        yield
