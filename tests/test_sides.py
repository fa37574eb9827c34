"""Two texts side by side on a page."""

import re

import pytest

from payloads import PAYLOADS
from sidebyside import compare, render
from test_render import Page

LIT, OUT = "The lamp was lit. I thought so. All was well.", "The old lamp was lit. I thought it. ALL was well."


def cells(page):
    return [re.findall(r"<td[^>]*>(.*?)</td>", row) for row in re.findall(r"<tr>(.*?)</tr>", page)[1:]]


def test_two_texts_stand_side_by_side_a_sentence_to_a_row_and_what_differs_is_said():
    page = render.comparison(compare.compared(LIT, OUT), "mine", "theirs")
    assert cells(page) == [
        ["The lamp was lit. ", "The <mark>old</mark> lamp was lit. ", "<ul><li>only in theirs: “old”</li></ul>"],
        ["I thought <mark>so.</mark> <u>All</u> was well.", "I thought <mark>it.</mark> <u>ALL</u> was well.",
         "<ul><li>“so.” or “it.”</li><li>capitals: “All” and “ALL”</li></ul>"],
    ]  # fmt: skip
    assert '<th scope="col">mine</th><th scope="col">theirs</th><th scope="col">What differs</th>' in page
    assert "<caption>mine beside theirs. Of every hundred words" in page
    assert "nothing" not in page
    assert cells(render.comparison(compare.compared("A. B.", "A. B."))) == [["A. ", "A. ", "nothing"], ["B.", "B.", "nothing"]]


@pytest.mark.parametrize("payload", PAYLOADS, ids=lambda payload: payload.name)
def test_texts_side_by_side_are_text_whatever_stands_in_them(payload):
    text = payload.text[:5000].encode("utf-8", "replace").decode("utf-8")
    page = Page(render.comparison(compare.compared(f"the lamp {text} was lit", f"{text} lamp was lit"), text, "b"))
    assert set(page.tags) <= {"table", "caption", "thead", "tbody", "tr", "th", "td", "mark", "u", "ul", "li"}
    assert {name for name, _ in page.attributes} <= {"class", "scope", "dir"}


def test_every_word_of_both_texts_is_on_the_page():
    two = compare.compared(f"{LIT} {OUT}", f"{OUT} Behind it all, more.")
    rows = cells(render.comparison(two))
    for side, text in ((0, two.left), (1, two.right)):
        shown = "".join(row[side] for row in rows)
        for mark in ("<mark>", "</mark>", "<u>", "</u>"):
            shown = shown.replace(mark, "")
        assert shown == text
