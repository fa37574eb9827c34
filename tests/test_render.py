import re
import sys
from collections import Counter
from dataclasses import fields, replace
from html.parser import HTMLParser

import pytest

from sidebyside import layout, open_case, render, tables, words
from sidebyside.model import Case

HOSTILE = "</p><script>alert(1)</script><img src=x onerror='y()'> \"q\" ‘c’ & &amp; <!-- --> </style> "
# These are chosen from closed lists or built into an address; every other text is free.
BOUND = {"relation", "method", "kind", "step", "written", "role", "seen", "date"}
OURS = {"style", "section", "p", "strong", "em", "cite", "blockquote", "br", "ol", "ul", "li", "a"}
VOID = {"br", "img", "input", "hr", "meta", "link"}


class Page(HTMLParser):
    """What a browser would make of a page: elements, attributes, and the text of each element that holds only text."""

    def __init__(self, page):
        super().__init__()
        self.tags, self.attributes, self.texts, self.open = [], [], [], []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag, attributes):
        self.tags.append(tag)
        self.attributes += attributes
        self.texts.append("")
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag
        self.texts.append("")

    def handle_data(self, data):
        self.texts[-1] += data

    def handle_comment(self, data):
        pytest.fail(f"a comment: {data}")


@pytest.fixture
def hostile(case):
    """The case with markup in every free text, and the field named in front so that each can be told apart."""

    def spoilt(table, row):
        texts = {
            part.name: f"{table}.{part.name} {HOSTILE}{getattr(row, part.name)}".replace("¶", f"¶ {HOSTILE}")
            for part in fields(row)
            if isinstance(getattr(row, part.name), str)
            and part.name != "url"
            and part.name not in BOUND
            and not part.name.endswith("_id")
        }
        if hasattr(row, "url"):  # what does not begin as a web address is drawn without a link
            texts["url"] = row.url + HOSTILE
        return replace(row, **texts)

    spoilt_tables = {table: tuple(spoilt(table, row) for row in rows) for table, rows in case.tables.items()}
    return Case(case.title, spoilt_tables)


def lesson_with(case, number):
    """A lesson with this many claims at least, few enough that they are shown whole, or many."""
    counted = Counter(row.lesson_id for row in case.rows("lesson_claims"))
    return next(lesson_id for lesson_id, claims in counted.items() if claims >= number)


@pytest.fixture(params=[1, 2, render._WHOLE + 1], ids=["one claim", "claims", "many claims"])
def lesson_id(request, case):
    return lesson_with(case, request.param)


@pytest.fixture(params=[1, 2], ids=["one claim", "claims"])
def whole_id(request, case):
    return lesson_with(case, request.param)


def test_markup_in_the_tables_stays_text(hostile, lesson_id):
    page = Page(render.twin(layout.of_lesson(hostile, lesson_id)))
    assert set(page.tags) <= OURS
    assert page.tags.count("style") == 1
    assert page.open == []
    assert {name for name, _ in page.attributes} <= {"href", "target", "rel", "referrerpolicy", "class"}


def test_texts_come_back_unchanged(hostile, whole_id):
    desk = layout.of_lesson(hostile, whole_id)
    texts = Page(render.twin(desk)).texts
    whole, parts = [], [desk["lesson"]["title"]]
    for claim in desk["claims"]:
        whole += [claim["portrayal"], claim["history"], claim["strongest"], *(prompt["text"] for prompt in render.asked(claim))]
        whole += ["".join(part["text"] for part in claim["statement"])]
        for excerpt in claim["excerpts"]:
            whole += [*filter(None, (excerpt["note"], excerpt["plain"])), *excerpt["paragraphs"]]
            whole += [excerpt["source"][name] for name in ("author", "work", "audience", "stake")]
            whole += [f"{term['gloss']} {term['why']}" for term in excerpt["terms"]]
            parts += [excerpt["label"], *(term["original"] for term in excerpt["terms"])]
    for text in whole:
        assert HOSTILE in text
        assert text in texts
    for text in parts:
        assert HOSTILE in text
        assert any(text in each for each in texts)


def test_what_is_listed_comes_back_unchanged(hostile, case):
    desk = layout.of_lesson(hostile, lesson_with(case, render._WHOLE + 1))
    texts = Page(render.twin(desk)).texts
    for claim in desk["claims"]:
        assert f"{claim['kicker']}: {''.join(part['text'] for part in claim['statement'])}" in texts
        for excerpt in claim["excerpts"]:
            assert f"{excerpt['label']} ({excerpt['source']['author']}, {excerpt['source']['written']})" in texts


def test_an_address_cannot_leave_its_attribute(hostile, whole_id):
    desk = layout.of_lesson(hostile, whole_id)
    addresses = [value for name, value in Page(render.twin(desk)).attributes if name == "href"]
    expected = [[claim["link"], *(excerpt["link"] for excerpt in claim["excerpts"])] for claim in desk["claims"]]
    assert addresses == sum(expected, [])


def test_the_twin_holds_every_question_and_every_option(case, whole_id):
    desk = layout.of_lesson(case, whole_id)
    texts = Page(render.twin(desk)).texts
    for prompt in [prompt for claim in desk["claims"] for prompt in render.asked(claim)]:
        assert prompt["text"] in texts
        assert set(words.OPTIONS.get(prompt["kind"], {}).values()) <= set(texts)


def test_the_twin_does_not_ask_for_marks_that_nobody_can_make_on_it(case, whole_id):
    desk = layout.of_lesson(case, whole_id)
    marked = [prompt for claim in desk["claims"] for prompt in claim["prompts"] if prompt not in render.asked(claim)]
    assert {prompt["kind"] for prompt in marked} == {"marks", "words"}
    assert not {prompt["text"] for prompt in marked} & set(Page(render.twin(desk)).texts)


def test_the_twin_asks_each_claim_a_question_once_however_many_excerpts_it_is_asked_of(case, whole_id):
    desk = layout.of_lesson(case, whole_id)
    asked = Page(render.twin(desk)).texts
    for text in {prompt["text"] for claim in desk["claims"] for prompt in render.asked(claim)}:
        times = [
            {(prompt["step"], prompt["kind"]) for prompt in claim["prompts"] if prompt["text"] == text}
            for claim in desk["claims"]
        ]
        assert asked.count(text) == sum(map(len, times))


def test_the_twin_has_no_empty_list(case, lesson_id):
    page = render.twin(layout.of_lesson(case, lesson_id))
    assert not re.search(r"<(\w+)></\1>", page)


# Which claims and excerpts a twin shows, and for whom they are


@pytest.fixture
def desk(sample):
    """The desk of the sample case: one claim, F1 for all, F2 for wider reading with a worked answer."""
    return layout.of_lesson(open_case(sample), "00")


def with_claim(desk, times=1, **changes):
    return desk | {"claims": [desk["claims"][0] | changes] * times}


def test_six_claims_are_shown_whole_and_seven_are_listed(desk):
    six, seven = (Page(render.twin(with_claim(desk, times))) for times in (6, 7))
    (claim,) = desk["claims"]
    beside = len(claim["excerpts"])
    assert (six.tags.count("blockquote"), six.tags.count("ol")) == (6 * (1 + beside), 6)
    assert claim["excerpts"][0]["paragraphs"][0] in six.texts
    assert (seven.tags.count("ol"), seven.tags.count("ul"), seven.tags.count("li")) == (1, 7, 7 * (1 + beside))
    assert not {"blockquote", "dl", "a"} & set(seven.tags)
    assert claim["excerpts"][0]["paragraphs"][0] not in seven.texts
    assert all(words.TWIN["answer"] in page.texts for page in (six, seven))


def test_a_list_of_claims_names_what_stands_beside_each(desk):
    texts = Page(render.twin(with_claim(desk, 7))).texts
    assert texts.count("the review, paragraph 2: In all her years the keeper kept the lamp alight.") == 7
    assert texts.count("The ninth winter (Ida Marrow, the person the review is about, May 1904)") == 7
    assert texts.count("The postmaster (N. Aker, a bystander, 1905)") == 7


@pytest.mark.parametrize("times", [1, 7], ids=["whole", "listed"])
def test_where_we_looked_is_said_where_nothing_stands_beside_a_claim(desk, times):
    sentence = (
        "a boat lost while the lamp was dark. Looked in: the log of the harbour, every page of that winter"
        " (15 January 2026). None found."
    )
    alone = Page(render.twin(with_claim(desk, times, excerpts=[]))).texts
    assert alone.count(words.DESK["nothing_beside"]) == times
    assert alone.count(sentence) == times
    for changes in ({}, {"excerpts": [], "searches": []}):
        texts = Page(render.twin(with_claim(desk, times, **changes))).texts
        assert words.DESK["nothing_beside"] not in texts
        assert sentence not in texts


def test_a_twin_says_for_whom_an_excerpt_and_a_claim_are(desk):
    texts = Page(render.twin(desk)).texts
    assert "The claim: the review, paragraph 2" in texts
    assert "Passage: The ninth winter" in texts
    assert "Passage: Wider reading: The postmaster" in texts
    assert "The claim: Set A · the review, paragraph 2" in Page(render.twin(with_claim(desk, role="Set A"))).texts


def test_a_twin_says_how_our_text_was_made(desk):
    texts = Page(render.twin(desk)).texts
    for excerpt in desk["claims"][0]["excerpts"]:
        assert excerpt["made"] in texts


@pytest.mark.parametrize("times", [1, 7], ids=["whole", "listed"])
def test_a_worked_answer_is_not_given_away_by_the_twin(desk, times):
    (claim,) = desk["claims"]
    worked = [text for excerpt in claim["excerpts"] for text in excerpt["worked"]]
    page = render.twin(with_claim(desk, times))
    assert worked
    assert [text for text in worked if text in page] == []


# The shelf


def book(**changes):
    return {
        "edition_id": "ED1",
        "file": "a.txt",
        "title": "A",
        "author": "B",
        "year": "1922",
        "address": "https://x.org",
    } | changes


def test_a_shelf_is_a_list_of_books_and_says_that_they_come_on_request():
    page = Page(render.books({"books": [book(), book(title="C", year="")], "words": words.SHELF}))
    assert [text for text in page.texts if text][1:] == [words.SHELF["twin"], "A", ", B, 1922", "C", ", B"]
    assert page.tags == ["style", "section", "p", "ul", "li", "cite", "li", "cite"]
    assert page.attributes == [("class", f"twin {render.PLAIN}")]
    assert page.open == []


def test_markup_in_the_names_of_books_stays_text():
    page = Page(render.books({"books": [book(title=HOSTILE, author=HOSTILE, year=HOSTILE)], "words": words.SHELF}))
    assert set(page.tags) <= OURS
    assert HOSTILE in page.texts
    assert f", {HOSTILE}, {HOSTILE}" in page.texts


# The twin as a whole


def test_the_twin_says_how_to_answer(case, lesson_id):
    assert words.TWIN["answer"] in Page(render.twin(layout.of_lesson(case, lesson_id))).texts


def test_the_twin_is_the_same_each_time(case, lesson_id):
    assert render.twin(layout.of_lesson(case, lesson_id)) == render.twin(layout.of_lesson(case, lesson_id))


def test_the_twin_holds_no_path_and_no_time_of_day(case, root, lesson_id):
    page = render.twin(layout.of_lesson(case, lesson_id))
    assert str(root) not in page
    assert not re.search(r"\d\d:\d\d|/home/|/tmp/|[A-Z]:\\|\d{4}-\d\d-\d\dT", page)


def test_the_style_of_the_twin_touches_only_its_own_cell():
    (rule,) = re.findall(r"<style>(.*?)</style>", render._QUIET)
    assert rule.startswith(".jp-OutputArea:has(.twin) ")
    assert "," not in rule


def test_an_extra_that_is_empty_is_left_out(case):
    with_plain, without = (
        Case(case.title, case.tables | {"excerpts": tuple(replace(row, plain=plain) for row in case.rows("excerpts"))})
        for plain in ("In short.", None)
    )
    assert words.DESK["plain"] in Page(render.twin(layout.of_lesson(with_plain, "00"))).texts
    assert words.DESK["plain"] not in Page(render.twin(layout.of_lesson(without, "00"))).texts


def test_an_element_has_its_attributes_escaped():
    page = Page(render.tag("a", "x", title="\"'<&>", class_="c", data_name="d"))
    assert page.attributes == [("title", "\"'<&>"), ("class", "c"), ("data-name", "d")]


def test_a_link_tells_the_page_it_leads_to_nothing_of_ours():
    page = Page(render.link('https://example.org/?a="b"&c', "<b>&"))
    assert page.texts[0] == "<b>&"
    assert dict(page.attributes) == {
        "href": 'https://example.org/?a="b"&c',
        "target": "_blank",
        "rel": "noreferrer noopener",
        "referrerpolicy": "no-referrer",
    }


@pytest.fixture
def plain():
    return render.PlainTable(("name", "count"), [("<b>one</b> & 'two'", 1), (None, 0)])


def test_a_plain_table_shows_its_rows(plain):
    assert repr(plain) == "name | count\n<b>one</b> & 'two' | 1\n | 0"


def test_a_plain_table_has_length_columns_and_rows_as_data(plain):
    assert len(plain) == 2
    assert plain.columns == ["name", "count"]
    assert list(plain) == [{"name": "<b>one</b> & 'two'", "count": 1}, {"name": None, "count": 0}]


def test_a_plain_table_is_escaped_html_with_headings(plain):
    page = Page(plain._repr_html_())
    assert page.tags == ["table", "thead", "tr", "th", "th", "tbody", *["tr", "td", "td"] * 2]
    assert page.attributes == [("class", render.PLAIN), *[("scope", "col")] * 2]
    assert [text for text in page.texts if text] == ["name", "count", "<b>one</b> & 'two'", "1", "0"]


def test_a_plain_table_escapes_the_names_of_columns():
    assert "<i>" not in render.PlainTable(["<i>"], [])._repr_html_()


def test_a_row_of_another_length_is_an_error():
    with pytest.raises(ValueError, match="shorter"):
        list(render.PlainTable(("a", "b"), [("only one",)]))


def test_a_frame_is_a_data_frame_where_pandas_is():
    pandas = pytest.importorskip("pandas")
    frame = render.frame(("a", "b"), [(1, "x"), (2, "y")])
    assert isinstance(frame, pandas.DataFrame)
    assert list(frame.columns) == ["a", "b"]
    assert frame.values.tolist() == [[1, "x"], [2, "y"]]
    assert list(render.frame(("a", "b"), []).columns) == ["a", "b"]


def test_a_frame_is_a_plain_table_where_pandas_is_not(monkeypatch):
    monkeypatch.setitem(sys.modules, "pandas", None)
    frame = render.frame(("a", "b"), ((row, row * 2) for row in (1, 2)))
    assert isinstance(frame, render.PlainTable)
    assert list(frame) == [{"a": 1, "b": 2}, {"a": 2, "b": 4}]


def test_the_page_of_columns_names_every_table_and_column_once(root):
    sheets = tables.read(root / "data")
    page = render.columns_page(sheets)
    assert page.endswith("\n")
    for sheet in sheets.sheets.values():
        assert page.count(f"(`{sheet.file}`)") == 1
        section = page.split(f"(`{sheet.file}`)")[1].split("\n## ")[0]
        rows = re.findall(r"^\| `(\w+)` \|", section, flags=re.MULTILINE)
        assert rows == [column.name for column in sheet.columns]


def test_every_row_of_the_page_of_columns_has_four_cells(root):
    page = render.columns_page(tables.read(root / "data"))
    rows = [line for line in page.splitlines() if line.startswith("|")]
    assert {len(re.findall(r"(?<!\\)\|", line)) for line in rows} == {5}
