"""The lines of a table and the cells of a line: what a spreadsheet or an editor can do to them."""

import unicodedata
from collections import Counter

from sidebyside.characters import HIDDEN, hidden
from sidebyside.findings import Finding

UTF16 = (b"\xff\xfe", b"\xfe\xff")


def readable(file, content):
    """The lines of a table that are not blank, and what is wrong with their bytes.

    Parameters
    ----------
    file : str
        Named in the findings.
    content : bytes

    Returns
    -------
    list of (int, str, bool)
        Number from 1, text (NFC, without hidden characters), whether something was wrong with it.
    list of Finding
    """
    found, read = [], []
    if content.startswith(UTF16):  # what a spreadsheet calls Unicode text: said once, not at every second byte
        found.append(Finding(file, 1, 1, "not-utf8", "the whole file is UTF-16"))
        content = content.decode("utf-16", "replace").encode("utf-8")
    if content.startswith(b"\xef\xbb\xbf"):
        found.append(Finding(file, 1, 1, "byte-order-mark", "before the first column"))
        content = content[3:]
    if b"\n" not in content:  # the line ends of an old Macintosh, which spreadsheets still offer
        content = content.replace(b"\r", b"\n")
    for number, raw in enumerate(content.split(b"\n"), start=1):
        raw = raw.removesuffix(b"\r")
        if not raw.strip():
            continue
        wrong = []
        try:
            text = raw.decode("utf-8")
        except UnicodeDecodeError as error:
            text = raw.decode("utf-8", "replace")
            column = len(raw[: error.start].decode("utf-8")) + 1
            wrong.append(Finding(file, number, column, "not-utf8", f"byte {raw[error.start]:#04x}"))
        wrong += _hidden_findings(file, number, text)
        found += wrong
        read.append((number, unicodedata.normalize("NFC", HIDDEN.sub("", text)), bool(wrong)))
    return read, found


def _hidden_findings(file, number, text):
    """One for each kind of hidden character on a line, at the first of them; a line of NULs is not a million mistakes."""
    for character, times in Counter(HIDDEN.findall(text)).items():
        name = f"U+{ord(character):04X} {unicodedata.name(character, '')}".strip()
        detail = name if times == 1 else f"{name}, {times} times on this line"
        yield Finding(file, number, text.index(character) + 1, hidden(character), detail)


def split(line):
    """The cells of a line, the offset at which each begins, and the offset of a quotation mark left open, or None.

    Cells are read up to such a mark: what stands behind it belongs nowhere for certain.
    The csv module would do, were it not for its limit on the length of a cell, beyond which it raises.

    Examples
    --------
    >>> split('K1,"one, two",')
    (['K1', 'one, two', ''], [0, 3, 14], None)
    >>> split('K1,"one, two')
    (['K1'], [0, 3], 3)
    """
    cells, starts = [], []
    offset = 0
    while offset <= len(line):
        starts.append(offset)
        if line.startswith('"', offset):
            closing = _closing_quote(line, offset)
            if closing is None or line[closing + 1 : closing + 2] not in ("", ","):
                return cells, starts, offset
            cells.append(line[offset + 1 : closing].replace('""', '"'))
            end = closing + 1
        else:
            end = line.find(",", offset)
            end = len(line) if end < 0 else end
            stray = line.find('"', offset, end)
            if stray >= 0:
                return cells, starts, stray
            cells.append(line[offset:end])
        offset = end + 1
    return cells, starts, None


def _closing_quote(line, opening):
    offset = opening + 1
    while (offset := line.find('"', offset)) >= 0:
        if not line.startswith('""', offset):
            return offset
        offset += 2
    return None
