"""What can be written after ``sidebyside``: its verbs, and the options of each."""

import argparse
from pathlib import Path

VERBS = {
    "check": "everything that is wrong with the tables and the notebooks, one line each",
    "lessons": "the lessons there are",
    "lab": "open the lessons in JupyterLab",
    "notebooks": "run the notebooks again and store their outputs",
    "columns": "the columns of all tables, as the README of data/",
    "texts": "the texts on this machine: list them, fetch, add, verify",
    "locate": "what a locator needs to know about a passage of a text that is here",
    "quote": "whether, where and how faithfully a quotation stands in the texts that are here",
    "paper": "lessons on paper: worksheets and the teacher's page, ready to print",
    "copies": "notebooks as pages to read and to print: the guide for teachers, and the lessons without their code",
    "pages": "write the pages anew that are made from tables: for authors",
    "answers": "the answers on this machine: list them, carry them out and in, delete, rename",
    "handin": "what you did in a lesson as one file to hand in, and as a document to read",
    "release": "what learners get, in a folder of its own: to push, for Binder and hubs, for nbgrader",
}


class Parser(argparse.ArgumentParser):
    """Without the colours that newer versions of Python would send through `printed_visibly`."""

    color = property(lambda self: False, lambda self, value: None)


def parser(runs):
    """The parser of a whole command line; `runs` maps each of `VERBS` to what does it."""
    whole = Parser(prog="sidebyside", description="Claims of a review beside the words of the one it is about.")
    verbs = whole.add_subparsers(required=True, metavar="VERB", title="verbs")
    for name, summary in VERBS.items():
        verb = verbs.add_parser(name, help=summary, description=f"{summary[0].upper()}{summary[1:]}.")
        verb.add_argument("--data", metavar="DIR", type=Path, help="the folder of tables (or SIDEBYSIDE_DATA)")
        verb.add_argument("--json", action="store_true", help="one JSON value on standard output, nothing else")
        verb.set_defaults(run=runs[name])
        if name in ("check", "texts", "locate", "quote"):
            verb.add_argument("--texts", metavar="DIR", type=Path, help="the folder of texts (or SIDEBYSIDE_TEXTS)")
        _OPTIONS.get(name, lambda verb: None)(verb)
    return whole


def _lab(verb):
    verb.add_argument("--no-browser", action="store_true", help="start the server and open no window")
    verb.add_argument("--dry-run", action="store_true", help="only say what would be started")


def _texts(verb):
    from sidebyside.texts import add_steps

    add_steps(verb)


def _locate(verb):
    verb.add_argument("edition", metavar="EDITION")
    verb.add_argument("first_words", metavar="FIRST", help="the first words of the passage, in quotation marks")
    verb.add_argument("last_words", metavar="LAST", help="its last words")
    verb.add_argument("--occurrence", type=int, metavar="N", help="which one, where they stand more than once")


def _quote(verb):
    verb.add_argument("quotation", metavar="QUOTATION", help="in quotation marks; - reads it from standard input")


def _paper(verb):
    verb.add_argument("lessons", metavar="LESSON", nargs="*", help="two digits; all lessons where none is named")
    verb.add_argument("--out", metavar="DIR", type=Path, default=Path("paper"), help="where to write (./paper)")
    verb.add_argument("--pdf", action="store_true", help="as PDF too, by a Chromium or Chrome that is here")


def _copies(verb):
    from sidebyside.copies import add_options

    add_options(verb)


def _answers(verb):
    from sidebyside.answers import add_steps

    add_steps(verb)


def _handin(verb):
    from sidebyside.handing import add_options

    add_options(verb)


def _release(verb):
    from sidebyside.releasing import add_options

    add_options(verb)


def _check(verb):
    from sidebyside.checking import add_options

    add_options(verb)


_OPTIONS = {
    "check": _check,
    "lab": _lab,
    "texts": _texts,
    "locate": _locate,
    "quote": _quote,
    "paper": _paper,
    "copies": _copies,
    "answers": _answers,
    "handin": _handin,
    "release": _release,
}
