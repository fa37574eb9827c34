"""A hand-in as a page."""

import re

import pytest

from handed import EVERYTHING, case_of, everywhere, lamp, made, short, shown
from payloads import PATTERNS, of
from sidebyside.course import document_html
from sidebyside.handin_words import HANDIN
from test_payloads import Skeleton

FOOT = re.compile(r'content:"(?:\\[0-9A-F]+ |[A-Za-z0-9 ])*"')


@pytest.fixture(scope="module")
def whole(root, tmp_path_factory):
    return made(*lamp(root, tmp_path_factory), ai="none at all")


def page_of(handin):
    return document_html.written(handin).decode("utf-8")


def read(page):
    """What a reader sees of a page, spaces as one."""
    import html

    body = re.sub(r"(?s)<style>.*?</style>", "", page)
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", body)).split())


def test_everything_typed_and_chosen_is_on_the_page(whole):
    page = read(page_of(whole))
    for typed in (*EVERYTHING.values(), "none at all"):
        if not typed.startswith("[") and " " in typed:
            assert shown(typed) in page
    for said in (whole.title, whole.question, whole.learner, "supports it", "not supported", *whole.oral):
        assert said in page
    for mark in whole.claims[0].passages[0].marked[0].marks:
        assert mark.said in page


def test_the_page_follows_the_order_of_thought(whole):
    page = page_of(whole)
    claim = whole.claims[0]
    order = [
        "<h1>", whole.question, HANDIN["ai"][:9], claim.statement, claim.history, EVERYTHING["P00-1"], "The ninth winter", HANDIN["marked"],
        "The postmaster", HANDIN["of_claim"], HANDIN["verdicts"], HANDIN["first"], HANDIN["second"], HANDIN["oral"], HANDIN["empty"],
        HANDIN["notes"], HANDIN["bibliography"],
    ]  # fmt: skip
    places = [page.index(one) for one in order]
    assert places == sorted(places)


def test_the_two_verdicts_stand_in_one_row(whole):
    table = page_of(whole).split("<table>")[1].split("</table>")[0]
    assert (table.count("<td>"), table.count("<tr>")) == (2, 2)
    first, second = table.split("<td>")[1:]
    assert ("partly: some" in first, EVERYTHING["P00-8"] in second) == (True, True)


def test_a_verdict_that_is_missing_is_said(sample, folder):
    page = page_of(made(case_of(sample), folder, {"P00-3": "partly"}))
    assert HANDIN["none"] in page.split("<td>")[2]


def test_a_mark_is_told_by_a_kind_of_line_and_by_its_number_not_by_colour(whole):
    page = page_of(whole)
    assert re.search(r'<span class="m m0 d0">the </span>', page)
    assert re.search(r'<span class="m m4 d1"><span class="m m0 d0">oil froze</span></span><sup>4</sup>', page)
    style = re.search(r"(?s)<style>(.*?)</style>", page).group(1)
    kinds = re.findall(r"\.m(\d)\{([^}]*)\}", style)
    assert [int(number) for number, _ in kinds] == list(range(1, document_html.KINDS))
    assert len({look for _, look in kinds}) == len(kinds)
    assert "color" not in "".join(look for _, look in kinds)
    assert "background:" not in style.replace("background:#fff", "")


def test_notes_stand_where_they_are_cited_and_are_listed(whole):
    page = page_of(whole)
    assert re.findall(r"<sup>\[note (\d)\]</sup>", page) == ["1", "2", "3"]
    assert "<cite>Forty Winters at the Lamp</cite>" in page


def test_the_page_needs_nothing_and_prints_on_any_paper(whole):
    page = page_of(whole)
    assert page.startswith('<!doctype html>\n<html lang="en">')
    assert "default-src &#x27;none&#x27;" in page
    found = Skeleton(page)
    assert found.links == []
    assert not {"script", "img", "link", "iframe", "a", "form"} & {element for element, *_ in found.elements}
    assert "@page{margin:" in found.style
    assert "size:" not in re.sub(r"font-size:|box-sizing:", "", found.style)
    assert not re.search(r"url\(|@import|position:", found.style)


def test_nothing_answered_and_nothing_missing_are_said(sample, folder):
    case = case_of(sample)
    page = page_of(made(case, folder, {}))
    assert HANDIN["nothing"] in page
    assert HANDIN["oral_none"] in page
    every = EVERYTHING | {"P00-4:K1:F2": EVERYTHING["P00-4:K1:F1"]}
    assert HANDIN["empty_none"] in page_of(made(case, folder / "b", every))


def test_text_that_runs_from_right_to_left_tells_its_direction(sample, folder):
    page = page_of(made(case_of(sample), folder, {"P00-1": "טקסט בעברית"}))
    assert '<p dir="auto" class="said">טקסט בעברית</p>' in page


@pytest.mark.parametrize("kind", [kind for kind in PATTERNS if kind != "long"])
def test_whatever_stands_in_any_field_is_text_alone(whole, kind):
    like = Skeleton(page_of(everywhere(whole, "word")))
    for payload in of(kind):
        page = page_of(everywhere(whole, payload.text))
        found = Skeleton(page)
        assert [one for one in found.elements if one != ("br",)] == [one for one in like.elements if one != ("br",)], payload.name
        assert FOOT.sub("", found.style) == FOOT.sub("", like.style)
        assert shown(payload.text) in read(page)
        assert not any(sign in page for sign in "\u202e\u2066\x1b\x00\x9b")


def test_there_are_payloads_of_many_kinds():
    assert len(short()) > 90
