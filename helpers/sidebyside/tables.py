"""data/ as a case, with file, line and column of every cell. No other module opens the tables.

A row is one line (paragraphs inside a cell are parted by ¶), so a damaged line never takes
the next one with it, and every finding names the line that must be mended.
"""

import json
import operator
import os
import re
from dataclasses import dataclass, field, fields, replace
from pathlib import Path

from sidebyside import lines
from sidebyside.findings import Finding
from sidebyside.model import ROW_TYPES, Case

SCHEMA = "datapackage.json"
TEACHER = "teacher/"


@dataclass(frozen=True)
class Column:
    """One column as datapackage.json describes it. ``holds`` is "date" (a range too), "moment", "list" or None."""

    name: str
    type: str
    description: str
    required: bool
    pattern: str | None
    enum: tuple[str, ...]
    minimum: int | None
    maximum: int | None
    holds: str | None
    refers: tuple[str, ...]
    is_link: bool


@dataclass(frozen=True)
class Cell:
    """The text of a cell (NFC) and where it begins; line and column from 1, in characters."""

    text: str
    line: int
    column: int


@dataclass(frozen=True)
class Row:
    """The cells of one line by column. A damaged row keeps what could be read of it."""

    line: int
    cells: dict[str, Cell]
    damaged: bool = False


@dataclass(frozen=True)
class Sheet:
    """One table: its description and its rows; what is ``optional`` may have none, or no file."""

    table: str
    file: str
    title: str
    description: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    foreign_keys: tuple[tuple[str, str, str], ...]
    optional: bool = False
    rows: tuple[Row, ...] = ()

    def finding(self, code, cell, detail):
        """A finding at a cell or row of this table."""
        return Finding(self.file, cell.line, getattr(cell, "column", 1), code, detail)


@dataclass(frozen=True)
class Sheets:
    """All tables of a folder, and what was found wrong in reading them."""

    folder: Path
    title: str
    sheets: dict[str, Sheet]
    findings: list[Finding] = field(default_factory=list)

    def at(self, table, row_number, column, code, detail):
        """A finding at a cell, by the position of its row in the case (from 0)."""
        sheet = self.sheets[table]
        return sheet.finding(code, sheet.rows[row_number].cells[column], detail)


def data_folder(option=None):
    """The folder of tables: the one asked for, the checkout's, or the one inside the installed package.

    Parameters
    ----------
    option : str or Path, optional
        A folder named by the caller; None asks SIDEBYSIDE_DATA, then looks beside the package.

    Returns
    -------
    Path
        The first that applies, whether or not it exists: a wrong name is reported, not passed over.
    """
    named = option or os.environ.get("SIDEBYSIDE_DATA")
    if named:
        return Path(named)
    package = Path(__file__).resolve().parent
    checkout = package.parent.parent / "data"
    return checkout if (checkout / SCHEMA).is_file() else package / "data"


def read(folder=None):
    """Every table of a folder; what is wrong is collected, never raised.

    Parameters
    ----------
    folder : str or Path, optional
        None means `data_folder`'s choice.

    Returns
    -------
    Sheets
    """
    folder = data_folder(folder)
    title, described, found = _schema(folder)
    sheets = {}
    has_teacher_part = os.path.isdir(folder / TEACHER)
    for sheet in described:
        if sheet.table.startswith(TEACHER) and not has_teacher_part:
            continue  # learners get a copy without it
        rows, wrong = _rows(folder, sheet)
        sheets[sheet.table] = replace(sheet, rows=rows)
        found += wrong
    return Sheets(folder, title, sheets, found)


def for_learners(folder=None):
    """The folder of tables, as `data_folder` finds it, and the files in it of all tables that are not for teachers only."""
    folder = data_folder(folder)
    _, described, _ = _schema(folder)
    there = [sheet for sheet in described if not (sheet.optional and not (folder / sheet.file).is_file())]
    return folder, [sheet.file for sheet in there if not sheet.table.startswith(TEACHER)]


def case_of(sheets):
    """The case the tables describe; call it only where checks found nothing."""
    tables = {name: tuple(_typed(sheet, row) for row in sheet.rows) for name, sheet in sheets.sheets.items()}
    return Case(sheets.title, tables)


def _typed(sheet, row):
    return ROW_TYPES[sheet.table](**{column.name: _value(column, row.cells[column.name].text) for column in sheet.columns})


def _value(column, text):
    if column.holds == "list":
        return tuple(text.split())
    if not text:
        return None
    return int(text) if column.type == "integer" else text


def _schema(folder):
    """The title, the tables described (none where the description is wrong), and what is wrong with it."""
    if not os.path.isdir(folder):  # a Path would raise what no folder can be called
        return "", [], [Finding(str(folder), 1, 1, "folder-missing", "no such folder")]
    line, column = 1, 1
    try:
        package = json.loads((folder / SCHEMA).read_text(encoding="utf-8"))
        wrong = _schema_findings(package)
        return package.get("title", ""), ([] if wrong else list(_described(package))), wrong
    except json.JSONDecodeError as error:
        line, column, detail = error.lineno, error.colno, error.msg
    except (OSError, UnicodeDecodeError) as error:
        detail = getattr(error, "strerror", None) or "not UTF-8"
    except (KeyError, TypeError, AttributeError, ValueError):
        detail = "no list of tables with name, path, fields and primaryKey"
    except RecursionError:
        detail = "brackets inside brackets without end"
    except re.error as error:
        detail = f"{error.pattern!r} is no pattern: {error.msg}"
    return "", [], [Finding(SCHEMA, line, column, "schema-unreadable", detail)]


def _schema_findings(package):
    described = {_table_name(resource): [f["name"] for f in resource["schema"]["fields"]] for resource in package["resources"]}
    found = []
    for table, row_type in ROW_TYPES.items():
        expected = [part.name for part in fields(row_type)]
        if described.get(table) != expected:
            there = ", ".join(described.get(table, ["no such table"]))
            detail = f"table {table}: expected the columns {', '.join(expected)}; found {there}"
            found.append(Finding(SCHEMA, 1, 1, "schema-differs", detail))
    unknown = (table for table in described if table not in ROW_TYPES)
    return found + [Finding(SCHEMA, 1, 1, "schema-differs", f"table {table}: not known to the helpers") for table in unknown]


def _table_name(resource):
    return resource["path"].removesuffix(".csv")


def _described(package):
    names = {resource["name"]: _table_name(resource) for resource in package["resources"]}
    for resource in package["resources"]:
        schema = resource["schema"]
        columns = {spec["name"]: _column(spec) for spec in schema["fields"]}
        if not schema["primaryKey"]:
            raise KeyError("primaryKey")
        yield Sheet(
            table=_table_name(resource),
            file=resource["path"],
            title=resource["title"],
            description=resource["description"],
            columns=tuple(columns.values()),
            key=tuple(columns[name].name for name in schema["primaryKey"]),
            foreign_keys=tuple(
                (key["fields"], names[key["reference"]["resource"]], key["reference"]["fields"])
                for key in schema.get("foreignKeys", ())
            ),
            optional=resource.get("optional") is True,
        )


def _column(spec):
    rules = spec.get("constraints", {})
    return Column(
        spec["name"], spec["type"], spec["description"], rules.get("required", False), _pattern(rules),
        tuple(rules.get("enum", ())), _limit(rules, "minimum"), _limit(rules, "maximum"), spec.get("holds"),
        tuple(spec.get("refers", "").split()), spec.get("format") == "uri",
    )  # fmt: skip


def _pattern(rules):
    return re.compile(rules["pattern"]).pattern if "pattern" in rules else None


def _limit(rules, end):
    return operator.index(rules[end]) if end in rules else None


def _rows(folder, sheet):
    try:
        content = (folder / sheet.file).read_bytes()
    except OSError as error:
        if sheet.optional and isinstance(error, FileNotFoundError):
            return (), []
        return (), [Finding(sheet.file, 1, 1, "table-missing", error.strerror or "cannot be read")]
    readable, found = lines.readable(sheet.file, content)
    if not readable:
        return (), [*found, Finding(sheet.file, 1, 1, "table-empty", "the file has no header")]
    (number, header_line, _), *body = readable
    header, starts, open_at = lines.split(header_line)
    if open_at is not None:
        return (), [*found, Finding(sheet.file, number, open_at + 1, "quote-unclosed", "in the header")]
    found += _header_findings(sheet, number, header, starts)
    rows = tuple(_row(sheet, header, number, line, damaged, found) for number, line, damaged in body)
    if not rows and not sheet.optional:
        found.append(Finding(sheet.file, number, 1, "table-empty", "only a header"))
    return rows, found


def _header_findings(sheet, number, header, starts):
    names = [column.name for column in sheet.columns]
    found, seen = [], set()
    for name, start in zip(header, starts, strict=True):
        if name in names and name in seen:
            found.append(Finding(sheet.file, number, start + 1, "column-twice", repr(name)))
        elif name not in seen and name not in names:
            detail = f"{name!r}; the columns are {', '.join(names)}"
            found.append(Finding(sheet.file, number, start + 1, "column-unknown", detail))
        seen.add(name)
    return found + [Finding(sheet.file, number, 1, "column-missing", repr(name)) for name in names if name not in seen]


def _row(sheet, header, number, line, damaged, found):
    texts, starts, open_at = lines.split(line)
    wrong = None
    if open_at is not None:
        wrong = Finding(sheet.file, number, open_at + 1, "quote-unclosed", f"cell {len(starts)} of {len(header)}")
    elif len(texts) != len(header):
        code = "row-short" if len(texts) < len(header) else "row-long"
        column = len(line) + 1 if code == "row-short" else starts[len(header)] + 1
        wrong = Finding(sheet.file, number, column, code, f"{len(header)} cells expected, {len(texts)} found")
    if wrong:
        found.append(wrong)
    cells = {name: Cell(text.strip(), number, start + 1) for name, text, start in zip(header, texts, starts, strict=False)}
    is_damaged = damaged or wrong is not None or set(cells) != {column.name for column in sheet.columns}
    return Row(number, cells, is_damaged)
