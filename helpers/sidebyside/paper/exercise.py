"""An exercise of sorting on paper: a leaf of its own, with the kinds as a key and room for a letter beside each item."""

import math
from html import escape
from string import ascii_uppercase

from sidebyside import sorting
from sidebyside.paper import blocks
from sidebyside.paper.packing import packed
from sidebyside.paper.parts import Sheet, page, rules
from sidebyside.render import tag
from sidebyside.sorting_words import SORTING

SIDES = 2  # one leaf
_KEY, _TEXT, _SMALL = 44, 78, 92  # letters in a line of one column of the key, of an item, and of what stands below it
_LINES = 4  # to write on, at the end


def sheets(case, lesson):
    """The sheets of the exercises of a lesson, one or more for each.

    Parameters
    ----------
    case : model.Case
    lesson : dict
        ``id`` and ``title``.

    Returns
    -------
    list of parts.Sheet
    """
    found = []
    for at, exercise in enumerate(sorting.of_lesson(case, lesson["id"]), start=1):
        called = SORTING["paper_sheet"].format(number=at)
        for number, laid in enumerate(packed(_pieces(exercise), SIDES), start=1):
            name = f"sorting-{at}{'' if number == 1 else f'-{number}'}"
            found.append(Sheet(name, page(lesson, called, laid.html, kind="learner")))
    return found


def _pieces(exercise):
    heads = _columns()
    key = _key(exercise["kinds"])
    again = blocks.together([key, heads])
    items = [_item(at, item) for at, item in enumerate(exercise["items"], start=1)]
    found = [blocks.heading(exercise["title"], exercise["task"]), key, blocks.under(heads, items[0])]
    found += [blocks.after(again, item) for item in items[1:]]
    return found + ([_closing(exercise["closing"]["text"])] if exercise["closing"] else [])


def _key(kinds):
    """The kinds with the letters they are written by, in two columns."""
    letters = ascii_uppercase if len(kinds) <= len(ascii_uppercase) else [str(at) for at in range(1, len(kinds) + 1)]
    drawn, height = [], 0
    for letter, kind in zip(letters, kinds, strict=False):
        drawn.append(tag("li", f"{tag('strong', letter)} {tag('strong', escape(kind['label']))}: {escape(kind['hint'])}"))
        height += _high(f"{letter} {kind['label']}: {kind['hint']}", _KEY, 4.7) + 1
    note = tag("p", escape(SORTING["paper_note"]), class_="small")
    tallest = max(_high(f"X {kind['label']}: {kind['hint']}", _KEY, 4.7) for kind in kinds)
    html = tag("section", tag("h2", escape(SORTING["kinds"])) + tag("ul", "".join(drawn)) + note, class_="kinds")
    return blocks.fixed(16 + height / 2 + tallest / 2, html)


def _columns():
    heads = (tag("span", escape(SORTING[name])) for name in ("paper_kind", "paper_item"))
    return blocks.fixed(7, tag("p", "".join(heads), class_="sortheads small"))


def _item(at, item):
    below = " · ".join(filter(None, (item["where"], item["about"])))
    text = tag("p", f"{at} {escape(item['text'])}") + tag("p", escape(below), class_="small")
    html = tag("div", tag("span", "", class_="letter") + tag("div", text), class_="sorted")
    return blocks.fixed(max(9, _high(f"{at} {item['text']}", _TEXT, 5.4) + _high(below, _SMALL, 4.1) + 1) + 3.2, html)


def _closing(text):
    def draw(spare):
        lines = _LINES + min(4, int(spare // blocks.RULE))
        return tag("section", tag("p", escape(text), class_="asked") + rules(lines), class_="step")

    return blocks.Block(7 + _high(text, 92, 4.7) + _LINES * blocks.RULE, draw)


def _high(text, letters, millimetres):
    return math.ceil(len(text) / letters) * millimetres
