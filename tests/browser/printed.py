"""Sheets taken apart, for tests that look at what is on them."""

import re
from dataclasses import replace
from html.parser import HTMLParser

from sidebyside import paper
from sidebyside.model import Case

VOID = {"meta", "wbr"}


class Read(HTMLParser):
    """A page taken apart: elements, headings, the text of each element by class; unbalanced tags are an error."""

    def __init__(self, html):
        super().__init__()
        self.open, self.tags, self.attributes, self.headings, self.text = [], [], [], [], {}
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, name, attributes):
        self.tags.append(name)
        self.attributes += attributes
        if name not in VOID:
            self.open.append((name, dict(attributes).get("class", "")))
        if re.fullmatch("h[1-6]", name):
            self.headings.append(int(name[1]))

    def handle_endtag(self, name):
        assert self.open
        assert self.open.pop()[0] == name

    def handle_data(self, data):
        for name, class_ in self.open:
            for key in {name, class_}:
                self.text[key] = self.text.get(key, "") + data


def sheets(case, lesson_id="00"):
    return {sheet.name: sheet.html for sheet in paper.sheets_of(case, lesson_id)}


def shown(html):
    return Read(html).text["body"]


def altered(case, table, **changes):
    """The case with these columns changed in every row of a table."""
    return Case(case.title, case.tables | {table: tuple(replace(row, **changes) for row in case.rows(table))})


def worksheets(case):
    """Those sheets that are written on."""
    return {name: html for name, html in sheets(case).items() if name.startswith("worksheet")}
