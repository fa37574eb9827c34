"""The texts that happen to be on this machine. None is part of the package, and a lesson runs without them."""

import os
import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from sidebyside import locate

_LARGEST = 20_000_000  # bytes; a book is one or two million
_GUTENBERG_START = re.compile(r"\*\*\* ?START OF[^\n]*\*\*\*[^\n]*(?:\n|\Z)")
# Older files say it once more in plain words, before the marker.
_GUTENBERG_END = re.compile(r"\n(?:End of (?:the |this )?Project Gutenberg|[^\n]*\*\*\* ?END OF)")


class TextUnreadable(Exception):
    """A text is here and cannot be read; the message says why."""


@dataclass(frozen=True)
class Text:
    """The text of one edition: NFC, line ends as single line feeds, without the licence around it."""

    edition_id: str
    content: str

    @cached_property
    def folded(self):
        """Its word stream."""
        return locate.fold(self.content)


def texts_folder(option=None):
    """Where texts are looked for: the folder asked for, SIDEBYSIDE_TEXTS, or the user's cache.

    Parameters
    ----------
    option : str or Path, optional
        None means that the caller has no wish.

    Returns
    -------
    Path
        It need not exist.
    """
    named = option or os.environ.get("SIDEBYSIDE_TEXTS")
    if named:
        return Path(named)
    import platformdirs

    return Path(platformdirs.user_cache_dir("sidebyside", appauthor=False)) / "texts"


class Library:
    """The texts of one folder, read when asked for and kept.

    Parameters
    ----------
    folder : str or Path, optional
        See `texts_folder`.
    """

    def __init__(self, folder=None):
        self.folder = texts_folder(folder)
        self._texts = {}

    def has(self, edition):
        """Whether the file of an edition is here."""
        return (self.folder / edition.file).is_file()

    def text(self, edition):
        """The text of an edition, or None when it is not here.

        Raises
        ------
        TextUnreadable
            The file is too large, not in the encoding named, or may not be opened.
        """
        if edition.edition_id not in self._texts and self.has(edition):
            self._texts[edition.edition_id] = Text(edition.edition_id, _content(self.folder / edition.file, edition))
        return self._texts.get(edition.edition_id)


def _content(path, edition):
    try:
        size = path.stat().st_size
        if size > _LARGEST:
            raise TextUnreadable(f"{path.name}: {size:,} bytes, more than any book here")
        raw = path.read_bytes()
    except OSError as error:
        raise TextUnreadable(f"{path.name}: {error.strerror}") from None
    encoding = "utf-8-sig" if edition.encoding == "utf-8" else edition.encoding
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError as error:
        raise TextUnreadable(f"{path.name}: byte {error.start} is not {edition.encoding}") from None
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    return _body(text) if edition.format == "gutenberg" else text


def _body(text):
    """What stands between Project Gutenberg's markers, or everything where there are none."""
    start, end = _GUTENBERG_START.search(text), _GUTENBERG_END.search(text)
    return text[start.end() if start else 0 : end.start() if end else len(text)]


def paragraphs(text):
    """The paragraphs of a text kept one to a line, as the review is: blank lines and white space aside."""
    return [line.strip() for line in text.content.split("\n") if line.strip()]


def passage(text, span, around=0):
    """A passage with what stands around it.

    Parameters
    ----------
    text : Text
    span : locate.Span
    around : int
        How many words to show before and behind; 0 shows the passage alone.

    Returns
    -------
    tuple of str
        Before, passage, behind; line breaks and runs of white space as single spaces.
    """
    folded = text.folded
    begin = folded.starts[max(0, span.first_word - around)]
    end = folded.ends[min(len(folded.words), span.end_word + around) - 1]
    parts = text.content[begin : span.start], text.content[span.start : span.end], text.content[span.end : end]
    return tuple(" ".join(part.split()) for part in parts)
