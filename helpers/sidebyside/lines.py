"""The lines of a table and the cells of a line: what a spreadsheet or an editor can do to them."""

import csv
import unicodedata

from sidebyside.findings import Finding

BIDI = set("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
INVISIBLE = set("\u200b\u2060\ufeff\u2028\u2029")


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
    if content.startswith(b"\xef\xbb\xbf"):
        found.append(Finding(file, 1, 1, "byte-order-mark", "before the first column"))
        content = content[3:]
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
        wrong += [
            Finding(file, number, column, code, f"U+{ord(character):04X} {unicodedata.name(character, '')}".strip())
            for column, character in enumerate(text, start=1)
            if (code := _hidden(character))
        ]
        found += wrong
        clean = "".join(character for character in text if not _hidden(character))
        read.append((number, unicodedata.normalize("NFC", clean), bool(wrong)))
    return read, found


def _hidden(character):
    if character == "\0":
        return "nul-byte"
    if character in BIDI:
        return "bidi-character"
    if unicodedata.category(character) == "Cc" or character in INVISIBLE:
        return "control-character"
    return None


def split(line):
    """The cells of a line, the offset at which each begins, and the offset of a quotation mark left open, or None."""
    starts, open_at = [], None
    offset = 0
    while True:
        starts.append(offset)
        end = line.find(",", offset)
        end = len(line) if end < 0 else end
        if line.startswith('"', offset):
            closing = _closing_quote(line, offset)
            if closing is None or line[closing + 1 : closing + 2] not in ("", ","):
                open_at = offset
                break
            end = closing + 1
        elif '"' in line[offset:end]:
            open_at = line.index('"', offset)
            break
        if end >= len(line):
            break
        offset = end + 1
    cells = next(csv.reader([line]), [""])
    return cells, starts, open_at


def _closing_quote(line, opening):
    offset = opening + 1
    while (offset := line.find('"', offset)) >= 0:
        if not line.startswith('""', offset):
            return offset
        offset += 2
    return None
