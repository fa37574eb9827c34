"""The rules a single cell must keep, and the rules of rows among each other."""

import re

from sidebyside import locate

PHRASE = 12  # words in quotation marks; the rule of words
_QUOTED = re.compile(r"“([^”]*)”|\"([^\"]*)\"|«([^»]*)»|„([^“”]*)[“”]")
_MARKUP = re.compile(r"<[!/]?[a-zA-Z][^<>]*>|&(?:#\w+|[a-zA-Z]+);")
_LINK = re.compile(r"https?://[^\s/]+\S*")
_DATE = re.compile(r"(-?\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


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
    if column.holds == "date" or not column.pattern or re.fullmatch(column.pattern, text):
        return None
    return f"the form {column.pattern}"


def _no_date(column, text):
    if column.holds != "date":
        return None
    parts = text.split("/")
    is_date = len(parts) <= 2 and all(_is_date(part) for part in parts)
    return None if is_date and parts == sorted(parts) else "a date"


def _is_date(text):
    match = _DATE.fullmatch(text)
    if not match:
        return False
    year, month, day = (int(part) if part else None for part in match.groups())
    lengths = (31, 29 if year % 4 == 0 and (year % 100 or year % 400 == 0) else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
    return month is None or (1 <= month <= 12 and (day is None or 1 <= day <= lengths[month - 1]))


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
            cells = [row.cells.get(name) for name in sheet.key]
            if not all(cells):
                continue
            key = tuple(cell.text for cell in cells)
            earlier = first_line.setdefault(key, row.line)
            if earlier != row.line:
                yield sheet.finding("key-twice", cells[0], f"{' '.join(key)} stands on line {earlier} already")


def _dangling(sheets):
    for sheet in sheets.sheets.values():
        for column, tables, is_list in _references(sheet):
            known = {text for table in tables for text in _keys(sheets, table)}
            if None in known:  # a table that could not be read says nothing on what is in it
                continue
            for row in sheet.rows:
                cell = row.cells.get(column)
                if cell is None or not cell.text or row.damaged:
                    continue
                for text in cell.text.split() if is_list else [cell.text]:
                    if text not in known:
                        yield sheet.finding("reference-dangling", cell, f"{column} {text!r} is no row of {' or '.join(tables)}")


def _references(sheet):
    for column, table, _ in sheet.foreign_keys:
        yield column, (table,), False
    for column in sheet.columns:
        if column.refers:
            yield column.name, column.refers, column.holds == "list"


def _keys(sheets, table):
    sheet = sheets.sheets.get(table)
    if sheet is None or not sheet.rows:
        return [None]
    return [row.cells[sheet.key[0]].text if sheet.key[0] in row.cells else None for row in sheet.rows]
