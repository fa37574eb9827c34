"""The rules a single cell must keep, and the rules of rows among each other."""

import re

from sidebyside import locate
from sidebyside.library import is_file_name

PHRASE = 12  # words in quotation marks; the rule of words
# No alternative may run on to the end of a cell and fail there, or a cell full of opening marks takes minutes.
_QUOTED = re.compile(r"“([^”]*)(?:”|\Z)|\"([^\"]*)\"|«([^«»]*)»|„([^„“”]*)[“”]")
_MARKUP = re.compile(r"<(?:!|/?[a-zA-Z])[^<>]*>|&(?:#\w+|[a-zA-Z]+);")
_LINK = re.compile(r"https?://[^\s/]\S*")
_FILES = ("file", "notebook", "excerpt_id")  # a pasted passage is kept under the id of its excerpt
_DATE = re.compile(r"(-?[0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


def cell_findings(sheets):
    """What is wrong with single cells."""
    return [
        finding
        for sheet in sheets.sheets.values()
        for row in sheet.rows
        if not row.damaged
        for column in sheet.columns
        for finding in _cell(sheet, column, row.cells[column.name])
    ]


def _cell(sheet, column, cell):
    if not cell.text:
        return [sheet.finding("value-missing", cell, f"{column.name} is empty")] if column.required else []
    return [
        sheet.finding(code, cell, f"{column.name} is {_shown(cell.text)}; expected {expected}")
        for code, rule in CELL_RULES
        if (expected := rule(column, cell.text))
    ]


def _shown(text):
    return repr(text if len(text) <= 60 else text[:57] + "…")


def _unlisted(column, text):
    return " or ".join(column.enum) if column.enum and text not in column.enum else None


def _misshapen(column, text):
    if column.holds in ("date", "moment") or not column.pattern or re.fullmatch(column.pattern, text):
        return None
    return f"the form {column.pattern}"


def _no_date(column, text):
    if column.holds == "moment":
        return None if _date(text) and not text.startswith("-") else "one date"
    if column.holds != "date":
        return None
    dates = [_date(part) for part in text.split("/")]
    return None if len(dates) <= 2 and None not in dates and dates == sorted(dates) else "a date"


def _date(text):
    """Year, month and day, as far as named, or None; as numbers, since years before the year 0 sort backwards as text."""
    match = _DATE.fullmatch(text)
    if not match:
        return None
    year, month, day = (int(part) if part else None for part in match.groups())
    lengths = (31, 29 if year % 4 == 0 and (year % 100 or year % 400 == 0) else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
    if (month is not None and not 1 <= month <= 12) or (day is not None and not 1 <= day <= lengths[month - 1]):
        return None
    return tuple(part for part in (year, month, day) if part is not None)


def _no_number(column, text):
    if column.type != "integer":
        return None
    low, high = column.minimum, column.maximum
    is_number = re.fullmatch(r"-?[0-9]{1,9}", text) is not None
    if is_number and (low is None or int(text) >= low) and (high is None or int(text) <= high):
        return None
    return f"a whole number from {low} on" if high is None else f"a whole number from {low} to {high}"


def _markup(_column, text):
    return "plain words" if _MARKUP.search(text) else None


def _formula(_column, text):
    is_number = re.fullmatch(r"-?[0-9]+(-[0-9]+)*(/-?[0-9-]+)?", text)
    return "words" if text[0] in "=+-@" and not is_number else None


def _no_link(column, text):
    return "a link" if column.is_link and not _LINK.fullmatch(text) else None


def _no_file_name(column, text):
    if column.name not in _FILES or _misshapen(column, text) or is_file_name(text):
        return None
    return "a name for a file"


def _long_phrase(_column, text):
    phrases = ("".join(groups) for groups in _QUOTED.findall(text))
    longest = max((locate.word_count(phrase) for phrase in phrases), default=0)
    return f"{PHRASE} quoted words at most, not {longest}" if longest > PHRASE else None


CELL_RULES = (
    ("value-list", _unlisted),
    ("value-pattern", _misshapen),
    ("value-date", _no_date),
    ("value-number", _no_number),
    ("value-markup", _markup),
    ("value-formula", _formula),
    ("file-name", _no_file_name),
    ("link-scheme", _no_link),
    ("phrase-long", _long_phrase),
)


def row_findings(sheets):
    """Keys that stand twice, and references to rows that are not there."""
    return [*_doubled_keys(sheets), *_dangling(sheets)]


def _doubled_keys(sheets):
    for sheet in sheets.sheets.values():
        first_line = {}
        for row in sheet.rows:
            if row.damaged or not all(row.cells[name].text for name in sheet.key):
                continue
            cells = [row.cells[name] for name in sheet.key]
            key = tuple(cell.text for cell in cells)
            earlier = first_line.setdefault(key, row.line)
            if earlier != row.line:
                yield sheet.finding("key-twice", cells[0], f"{' '.join(key)} stands on line {earlier} already")


def _dangling(sheets):
    for sheet in sheets.sheets.values():
        for column, tables in _references(sheet):
            known = {text for table in tables for text in _keys(sheets, table)}
            if None in known:  # a table that could not be read says nothing on what is in it
                continue
            for row in sheet.rows:
                if row.damaged or _misshapen(column, row.cells[column.name].text):
                    continue
                cell = row.cells[column.name]
                for text in cell.text.split() if column.holds == "list" else filter(None, [cell.text]):
                    if text not in known:
                        detail = f"{column.name} {text!r} is no row of {' or '.join(tables)}"
                        yield sheet.finding("reference-dangling", cell, detail)


def _references(sheet):
    """The columns that name rows, each with the tables in which these may stand."""
    for column in sheet.columns:
        tables = column.refers or tuple(table for name, table, _ in sheet.foreign_keys if name == column.name)
        if tables:
            yield column, tables


def _keys(sheets, table):
    """The key of every row; None for one that is missing or misshapen, since the mistake is there and not where it is used."""
    sheet = sheets.sheets.get(table)
    if sheet is None or not sheet.rows:
        is_without = sheet is not None and sheet.optional and not any(found.file == sheet.file for found in sheets.findings)
        return [] if is_without else [None]
    column = next(column for column in sheet.columns if column.name == sheet.key[0])
    texts = [row.cells[column.name].text if column.name in row.cells else "" for row in sheet.rows]
    return [None if not text or _misshapen(column, text) else text for text in texts]
