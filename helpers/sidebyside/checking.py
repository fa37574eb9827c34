"""What the verb ``check`` has to say: of the tables, of the notebooks that are at hand, and of who speaks in a case."""

from sidebyside import balance, checks, library, linting, tables, verification
from sidebyside.texts import Said


def add_options(verb):
    """The options of the verb, for the parser of the command."""
    verb.add_argument("--balance", action="store_true", help="who speaks and what is claimed, counted")


def check(options, notebooks):
    """Everything that is wrong, and the counts.

    Parameters
    ----------
    options : argparse.Namespace
    notebooks : Path or None
        The folder of lessons.

    Returns
    -------
    texts.Said
        A line a finding; the counts are notes.
    """
    sheets = tables.read(options.data)
    report = checks.report(sheets, library.Library(options.texts))
    remarks, count, shares = [], 0, {}
    if not report.findings:  # of damaged tables no case can be made
        case = tables.case_of(sheets)
        remarks, count = linting.of_folder(case, notebooks)
        shares = balance.shares(case, report.passages)
    listed = [{"year": year, "work": work, "excerpts": number} for year, work, number in report.balance]
    value = {
        "findings": [finding.as_dict() for finding in report.findings],
        "lessons": [remark.as_dict() for remark in remarks],
        "locators": dict(report.locators),
        "passages": {name: report.passages[name] for name in verification.KNOWN},
        "tables": report.tables,
        "rows": report.rows,
        "notebooks": count,
        "balance": listed,
        "shares": shares,
    }
    lines = [*map(str, report.findings), *map(str, remarks), *(balance.lines(shares) if options.balance else ())]
    notes = list(_notes(report, len(remarks), count))
    return Said(value, lines, notes=[] if options.json else notes, is_well=not (report.findings or remarks))


def _notes(report, remarks, notebooks):
    states = ", ".join(f"{count} {state}" for state, count in sorted(report.locators.items())) or "none looked at"
    found = _many(len(report.findings), "finding")
    yield f"{found} in {report.tables} tables, {report.rows} rows. Locators: {states}."
    if notebooks:
        yield f"{_many(remarks, 'finding')} in {_many(notebooks, 'notebook')}."
    if report.passages:
        yield f"Passages: {', '.join(f'{report.passages[name]} {name}' for name in verification.KNOWN)}."


def _many(number, noun):
    return f"{number} {noun if number == 1 else f'{noun}s'}"
