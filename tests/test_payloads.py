"""Nothing runs, I: every payload in every text from which a page is drawn has no effect but to be read.

What a browser does with it is tested in browser/test_nothing_runs.py.
"""

import re
from dataclasses import replace
from html.parser import HTMLParser

import mistune
import pytest

from payloads import PATTERNS, PAYLOADS, filled, of, sample_case, spoilt, strings
from sidebyside import figures, layout, locate, paper, render, tables, words
from sidebyside.model import Event
from sidebyside.paper.parts import css_string

HARMLESS = "word"
FREE_LINK = re.compile(r"https?://", re.IGNORECASE)
every_kind = pytest.mark.parametrize("kind", PATTERNS)
every_short_kind = pytest.mark.parametrize("kind", [kind for kind in PATTERNS if kind != "long"])


EVENTS = [Event("E1", "00", "1904", None, "g", "a", "b", "F1"), Event("E2", "00", "1904-02", "1906", "g", "a", "b", "F1")]


class Skeleton(HTMLParser):
    """The elements and attributes of a page without its texts, and where its links lead."""

    def __init__(self, page):
        super().__init__()
        self.elements, self.links, self.style, self._within = [], [], "", []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag, attributes):
        self._within.append(tag)
        self.elements.append((tag, *sorted(name for name, _ in attributes)))
        self.links += [value for name, value in attributes if name in ("href", "src", "action", "xlink:href", "data")]
        styles = [value for name, value in attributes if name == "style"]
        assert not any(re.search(r"url|@|expression", style) for style in styles)

    def handle_endtag(self, tag):
        self._within.append(f"/{tag}")

    def handle_data(self, data):
        if self._within and self._within[-1] in ("style", "script"):
            self.style += data

    def handle_comment(self, data):
        pytest.fail(f"a comment: {data[:80]}")

    def handle_pi(self, data):
        pytest.fail(f"an instruction: {data[:80]}")


def assert_only_text(draw, kind):
    """A page with a payload in its fields has the elements, attributes and styles it has with a harmless word."""
    plain, linked = (draw(word) for word in (HARMLESS, f"https://example.org/{HARMLESS}"))
    like = {False: Skeleton(plain), True: Skeleton(linked)}
    for payload in of(kind):
        page = draw(payload.text)
        if kind == "long":  # every mark escaped, which is sooner counted than parsed
            assert [page.count(mark) for mark in '<>"'] == [plain.count(mark) for mark in '<>"']
            continue
        page, expected = Skeleton(page), like[bool(FREE_LINK.match(payload.text))]
        assert page.elements == expected.elements
        assert page.style == expected.style
        assert all(FREE_LINK.match(link) for link in page.links)


@pytest.fixture(scope="module")
def lamp(root, tmp_path_factory):
    """The sample case, and the folder of its tables."""
    return sample_case(root, tmp_path_factory.mktemp("lamp") / "case")


@pytest.fixture(scope="module")
def sheets(root):
    """The tables of the course with their descriptions."""
    return tables.read(root / "data")


# What a page is drawn from


def test_how_many_payloads_stand_in_how_many_fields(lamp):
    fields_ = strings(lamp.desk["claims"])
    print(f"{len(PAYLOADS)} payloads of {len(PATTERNS)} kinds x {fields_} fields of the sample's desk")
    assert len(PAYLOADS) >= 100
    assert len({payload.name for payload in PAYLOADS}) == len(PAYLOADS)
    assert len(PATTERNS) >= 15
    assert fields_ > 60


@every_kind
def test_a_twin_shows_claims_whole_or_listed_as_text_alone(lamp, kind):
    (claim,) = lamp.desk["claims"]
    many = lamp.desk | {"claims": [claim] * (render._WHOLE + 1)}
    assert_only_text(lambda text: render.twin(filled(lamp.desk, text)), kind)
    if kind != "long":
        assert_only_text(lambda text: render.twin(filled(lamp.desk, text, {"link"})), kind)
        assert_only_text(lambda text: render.twin(filled(many, text)), kind)


@every_short_kind
def test_a_twin_of_spoilt_tables_is_text_alone(lamp, kind):
    def draw(text):
        # NUL and halves of letters no table can hold, and an address cannot be made of them
        return render.twin(layout.of_lesson(spoilt(lamp.case, text.encode("utf-8", "replace").decode("utf-8")), "00"))

    assert_only_text(draw, kind)


@every_kind
def test_books_tables_and_figures_are_text_alone(kind):
    book = dict.fromkeys(("edition_id", "file", "title", "author", "year", "address"), "")
    assert_only_text(lambda text: render.books(filled({"books": [book], "words": words.SHELF}, text)), kind)
    assert_only_text(lambda text: render.PlainTable([text], [[text], [None]])._repr_html_(), kind)
    assert_only_text(
        lambda text: figures.timeline([replace(one, label=text, group=text) for one in EVENTS], text)._repr_html_(), kind
    )


@every_short_kind
def test_a_data_frame_is_text_alone_and_no_mathematics(kind):
    pytest.importorskip("pandas")
    assert_only_text(lambda text: render.frame([text], [[text]])._repr_html_(), kind)
    page = render.frame(["a"], [["$5"]])._repr_html_()
    assert {"mathjax_ignore", "tex2jax_ignore"} <= set(re.search(r'<table[^>]* class="([^"]*)"', page).group(1).split())


@pytest.mark.parametrize("draw", [
    render.twin, lambda desk: render.PlainTable(["a"], [["b"]])._repr_html_(),
    lambda desk: figures.timeline(EVENTS, "c")._repr_html_(), lambda desk: render.books({"books": [], "words": words.SHELF}),
], ids=["twin", "table", "figure", "books"])  # fmt: skip
def test_nothing_of_ours_is_set_as_mathematics(lamp, draw):
    page = re.sub("^<style>.*?</style>", "", draw(lamp.desk))
    opened = re.match(r'<\w+[^>]* class="([^"]*)"', page)
    assert {"tex2jax_ignore", "mathjax_ignore"} <= set(opened.group(1).split())


@every_short_kind
def test_a_link_leads_to_a_web_page_or_is_none(kind):
    for payload in of(kind):
        words_ = payload.text.encode("utf-8", "replace").decode("utf-8")
        for url in (payload.text, f"{payload.text}#x", f"https://example.org/{payload.text}", f" {payload.text}"):
            page = Skeleton(render.link(locate.deep_link(url, words_, "b"), "read"))
            is_web = bool(FREE_LINK.match(url))
            assert page.elements == ([("a", "href", "referrerpolicy", "rel", "target")] if is_web else [])
            assert all(FREE_LINK.match(link) for link in page.links)


def test_a_link_that_is_none_still_says_its_text():
    assert render.link("javascript:alert(1)", "<read>") == "&lt;read&gt;"
    assert 'rel="noreferrer noopener"' in render.link("HTTPS://example.org", "read")


@every_short_kind
def test_the_page_of_columns_is_prose_when_it_is_drawn(sheets, kind):
    (name, sheet), *_ = sheets.sheets.items()
    drawn_by = mistune.create_markdown(escape=False, plugins=["table"])

    def draw(text):
        columns = tuple(replace(column, description=text, enum=(text,)) for column in sheet.columns[-1:])
        spoilt_sheet = replace(sheet, title=text, description=f"x {text}", columns=columns)
        return drawn_by(render.columns_page(replace(sheets, title=text, sheets={name: spoilt_sheet})))

    allowed = set(Skeleton(draw("`word` *word*")).elements) | {("ol",), ("ul",), ("li",), ("hr",), ("h1",), ("strong",), ("em",)}
    for payload in of(kind):
        page = Skeleton(draw(payload.text))
        assert set(page.elements) <= allowed
        assert page.links == []


@every_kind
def test_sheets_of_paper_are_text_alone(lamp, kind):
    like = {sheet.name: Skeleton(sheet.html) for sheet in sheets_with(lamp, f"https://example.org/{HARMLESS} {HARMLESS}")}
    allowed = {element for page in like.values() for element in page.elements}
    ends = {_without_strings(page.style) for page in like.values()}
    for payload in of(kind):
        # longer, and a sheet would be a book of lines
        for sheet in sheets_with(lamp, payload.text[:3000].encode("utf-8", "replace").decode("utf-8")):
            page = Skeleton(sheet.html)
            assert set(page.elements) <= allowed
            assert page.links == []
            assert _without_strings(page.style) in ends


def sheets_with(lamp, text):
    return paper.sheets_of(spoilt(lamp.case, text), "00")


def _without_strings(style):
    """A style sheet without its strings of letters, digits, blanks, commas and escapes; any other would stay."""
    return re.sub(r'"(?:[A-Za-z0-9 ,]|\\[0-9A-F]+ )*"', "", style)


@every_short_kind
def test_a_string_of_a_style_sheet_stays_a_string(kind):
    for payload in of(kind):
        assert re.fullmatch(r'"(?:[A-Za-z0-9 ]|\\[0-9A-F]+ )*"', css_string(payload.text))


def test_the_parser_of_these_tests_sees_what_a_browser_would_run():
    """None of the rules above is kept by a page into which the payloads are put as they are."""
    seen = [
        payload.name for payload in of("markup") + of("events") + of("svg") if Skeleton(f"<p>{payload.text}").elements != [("p",)]
    ]
    assert len(seen) >= 28
