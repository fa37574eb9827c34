"""The texts that happen to be on this machine. None is part of the package, and a lesson runs without them."""

import contextlib
import errno
import os
import re
import secrets
import stat
import unicodedata
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from sidebyside import locate
from sidebyside.characters import visible_line
from sidebyside.text_words import READING

LARGEST = 20_000_000  # bytes; a book is one or two million
_GUTENBERG_START = re.compile(r"\*\*\* ?START OF[^\n]*\*\*\*[^\n]*(?:\n|\Z)")
# Older files say it once more in plain words, before the marker.
_GUTENBERG_END = re.compile(r"\n(?:End of (?:the |this )?Project Gutenberg|[^\n]*\*\*\* ?END OF)")


# Windows opens the device whatever ending or blanks stand behind its name.
_DEVICE = re.compile(r"(con|prn|aux|nul|clock\$|conin\$|conout\$|(com|lpt)[0-9¹²³]) *(\..*)?", re.IGNORECASE)


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


def is_file_name(name):
    """Whether a name is that of a file in its folder, on every system: no path, no device, nothing that cannot be written.

    >>> is_file_name("a book.txt"), is_file_name("../a.txt"), is_file_name("nul.txt"), is_file_name("a.txt:b")
    (True, False, False, False)
    """
    is_short = 0 < len(name.encode("utf-8", "replace")) <= 200
    is_seen = visible_line(name) == name and not re.search(r'[<>:"/\\|?*\t]', name)
    return is_short and is_seen and name[-1] not in ". " and not _DEVICE.fullmatch(name)


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
        """Whether the file of an edition is here, as far as this person may look."""
        # a Path would raise what it may not look at
        return is_file_name(edition.file) and os.path.isfile(self.folder / edition.file)

    def text(self, edition):
        """The text of an edition, or None when it is not here.

        Raises
        ------
        TextUnreadable
            The file is too large, in no encoding known, or may not be opened.
        """
        if edition.edition_id not in self._texts and self.has(edition):
            self._texts[edition.edition_id] = text_of(edition, _decoded(self.folder / edition.file, edition))
        return self._texts.get(edition.edition_id)

    def keep(self, edition, content):
        """Store a text as the file of an edition, and of every other that shares the file; OSError where that fails."""
        if not is_file_name(edition.file):
            raise OSError(errno.EINVAL, READING["unnamed"], edition.file)
        store(self.folder / edition.file, content)
        self._texts.clear()


def text_of(edition, content):
    """The text of an edition from the content of its file.

    Parameters
    ----------
    edition : model.Edition
    content : str

    Returns
    -------
    Text
    """
    content = unicodedata.normalize("NFC", content.replace("\r\n", "\n").replace("\r", "\n"))
    return Text(edition.edition_id, _body(content) if edition.format == "gutenberg" else content)


def file_bytes(path, largest=None):
    """The content of an ordinary file of bounded size.

    Parameters
    ----------
    path : Path
        A symbolic link is followed inside its own folder and not out of it.
    largest : int, optional
        In bytes; None means `LARGEST`.

    Returns
    -------
    bytes

    Raises
    ------
    TextUnreadable
        Naming the file and what is wrong with it.
    """
    largest = LARGEST if largest is None else largest
    try:
        if path.is_symlink() and path.resolve(strict=True).parent != path.parent.resolve():
            raise TextUnreadable(READING["linked"].format(file=path.name))
        if path.is_dir():
            raise TextUnreadable(READING["folder"].format(file=path.name))
        with open(path, "rb", opener=_open_at_once) as file:
            found = os.fstat(file.fileno())
            size = found.st_size
            if not stat.S_ISREG(found.st_mode):
                raise TextUnreadable(READING["special"].format(file=path.name))
            if size > largest:
                raise TextUnreadable(READING["large"].format(file=path.name, size=size))
            raw = file.read(largest + 1)
    except FileNotFoundError:
        raise TextUnreadable(READING["missing"].format(file=path.name)) from None
    except ValueError:
        raise TextUnreadable(READING["name"].format(file=path.name)) from None
    except RuntimeError:
        raise TextUnreadable(READING["circle"].format(file=path.name)) from None
    except OSError as error:
        raise TextUnreadable(READING["failed"].format(file=path.name, reason=error.strerror or error)) from None
    if len(raw) != size:
        raise TextUnreadable(READING["changed"].format(file=path.name))
    return raw


def _open_at_once(path, flags):
    """A named pipe with no writer would otherwise be waited for."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def _decoded(path, edition):
    """As UTF-8, which is how texts are kept since they can be fetched and added, or else as the edition says."""
    raw = file_bytes(path)
    for encoding in ("utf-8-sig", edition.encoding):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError as error:
            place = error.start
    raise TextUnreadable(READING["encoding"].format(file=path.name, place=place, encoding=edition.encoding))


def store(path, content):
    """Write a text so that a reader finds the old one or the new one, never a part.

    Parameters
    ----------
    path : Path
        Its folder is made where there is none.
    content : str

    Raises
    ------
    OSError
        It cannot be written; what was there is still there.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name[:100]}.{secrets.token_hex(8)}.part")
    try:
        with part.open("x", encoding="utf-8", newline="\n") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(part, path)
    finally:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)


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
