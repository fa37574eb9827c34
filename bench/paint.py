"""From a press or a key to what it paints: on a desk with few passages and with many, one of them very long."""

import re
import shutil
from pathlib import Path

from laboratory import desk
from learning import shown, step
from long_lesson import many_passages
from sidebyside import open_case, words

ROOT = Path(__file__).resolve().parent.parent
PRESSES, TURNS, MARKS, KEYS = 60, 60, 60, 100
LONG = 5000  # words of the first passage
NUMBERS = (4, 40)
AIM = "≤ 50 ms (median)"
SOURCE = """import sys

sys.path.insert(0, {tests!r})
from long_lesson import many_passages
from sidebyside import open_case
from sidebyside.widgets.desk import Desk

Desk(many_passages(open_case({sample!r}), {number}, {longest}), "00")
"""
SAVED = "() => measure.front().querySelector('.desk .saved').dataset.status === 'saved'"


def sample(folder):
    """The tables of the made-up case in a folder; its path."""
    where = shutil.copytree(ROOT / "tests/sample", folder / "case")
    shutil.copy(ROOT / "data/datapackage.json", where)
    return where


def lesson(where, number):
    """The made-up lesson, and a cell that shows its desk."""
    source = SOURCE.format(tests=str(ROOT / "tests/browser"), sample=str(where), number=number, longest=LONG)
    return many_passages(open_case(where), number, LONG), source


def times(page, node, kind, acts):
    """What each act took, from the event of a kind it makes at a node to what it painted."""
    node.evaluate("(node, kind) => measure.paints(node, kind)", kind)
    for number, act in enumerate(acts, 1):
        act()
        page.wait_for_function(f"measure.painted.length >= {number}")
        page.wait_for_function(SAVED)
    return page.evaluate("measure.painted")


def answers(page):
    """Presses on answers below the long passage."""
    groups = [one.get_by_role("radio").all()[:3] for one in shown(page).locator("fieldset:visible").all()]
    return [groups[at % len(groups)][at // len(groups) % 3].click for at in range(PRESSES)]


def turns(page):
    """Presses that turn to another passage: there are as many to the long one as away from it."""
    buttons = shown(page).locator("ol.excerpts button").all()
    away = [buttons[1 + at % (len(buttons) - 1)] for at in range(TURNS)]
    return [one.click for button in away for one in (button, buttons[0])]


def marks(page):
    """Presses that mark two words of the long passage, each pair in a place of its own."""
    surface = shown(page).locator(".surface:visible")
    buttons = shown(page).locator(".bar:visible .categories button").all()

    def act(at):
        surface.evaluate("(node, word) => measure.choose(node, word)", at * LONG // MARKS + 7)
        page.wait_for_function("document.querySelector('.desk .bar.live')")
        buttons[at % len(buttons)].click()

    return [lambda at=at: act(at) for at in range(MARKS)]


def pressed(page, keys):
    """Keys, one after another."""
    return [lambda at=at: page.keyboard.press(keys[at % len(keys)]) for at in range(KEYS)]


def figures(page):
    """What is measured on the desk in front: a name, and how long each act of it took."""
    root = desk(page)
    step(page, words.STEPS["weigh"])
    shown(page).locator("ol.excerpts button").first.click()
    page.wait_for_function(SAVED)
    yield "click on an answer", times(page, root, "click", answers(page))
    found = times(page, root, "click", turns(page))
    yield "click that turns to a passage of 180 words", found[::2]
    yield "click that turns to the long passage", found[1::2]
    yield "click that marks words of the long passage", times(page, root, "click", marks(page))
    reason = shown(page).locator("label.question:visible textarea").last
    reason.focus()
    yield "key in the reason", times(page, reason, "keydown", pressed(page, "abcdefghij"))
    shown(page).locator(".bar:visible").get_by_role("button", name=re.compile("keyboard")).click()
    box = shown(page).get_by_role("listbox")
    keys = ["ArrowRight", "Shift+ArrowRight", "ArrowDown"]
    yield "key that chooses words of the long passage", times(page, box, "keydown", pressed(page, keys))
