import re
import sys
from dataclasses import fields, replace
from html.parser import HTMLParser

import pytest

from sidebyside import layout, render, tables, words
from sidebyside.model import Case

HOSTILE = "</p><script>alert(1)</script><img src=x onerror='y()'> \"q\" ‘c’ & &amp; <!-- --> </style> "
# These are chosen from closed lists or built into an address; every other text is free.
BOUND = {"relation", "method", "kind", "step", "written", "role"}
OURS = {"style", "section", "p", "strong", "em", "blockquote", "dl", "dt", "dd", "ol", "ul", "li", "a"}
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
            if isinstance(getattr(row, part.name), str) and part.name not in BOUND and not part.name.endswith("_id")
        }
        return replace(row, **texts)

    spoilt_tables = {table: tuple(spoilt(table, row) for row in rows) for table, rows in case.tables.items()}
    return Case(case.title, spoilt_tables)


def test_markup_in_the_tables_stays_text(hostile):
    page = Page(render.twin(layout.of_lesson(hostile, "00")))
    assert set(page.tags) <= OURS
    assert page.tags.count("style") == 1
    assert page.open == []
    assert {name for name, _ in page.attributes} <= {"href", "target", "rel", "class"}


def test_texts_come_back_unchanged(hostile):
    desk = layout.of_lesson(hostile, "00")
    texts = Page(render.twin(desk)).texts
    (claim,) = desk["claims"]
    (excerpt,) = claim["excerpts"]
    whole = [claim["portrayal"], claim["history"], claim["strongest"], excerpt["note"], excerpt["plain"], *excerpt["paragraphs"]]
    whole += [excerpt["source"][name] for name in ("author", "work", "audience", "stake")]
    whole += ["".join(part["text"] for part in claim["statement"]), *(prompt["text"] for prompt in claim["prompts"])]
    whole += [f"{term['gloss']} {term['why']}" for term in excerpt["terms"]]
    for text in whole:
        assert HOSTILE in text
        assert text in texts
    assert any(desk["lesson"]["title"] in text for text in texts)
    assert any(excerpt["label"] in text for text in texts)
    for term in excerpt["terms"]:
        assert any(term["original"] in text for text in texts)


def test_an_address_cannot_leave_its_attribute(hostile):
    desk = layout.of_lesson(hostile, "00")
    (claim,) = desk["claims"]
    addresses = [value for name, value in Page(render.twin(desk)).attributes if name == "href"]
    assert addresses == [claim["link"], *(excerpt["link"] for excerpt in claim["excerpts"])]


def test_the_twin_holds_every_question_and_every_option(case):
    desk = layout.of_lesson(case, "00")
    texts = Page(render.twin(desk)).texts
    prompts = [prompt for claim in desk["claims"] for prompt in claim["prompts"]]
    for prompt in prompts:
        assert prompt["text"] in texts
        assert set(words.OPTIONS.get(prompt["kind"], {}).values()) <= set(texts)


def test_the_twin_says_how_to_answer(case):
    assert words.TWIN["answer"] in Page(render.twin(layout.of_lesson(case, "00"))).texts


def test_the_twin_is_the_same_each_time(case):
    assert render.twin(layout.of_lesson(case, "00")) == render.twin(layout.of_lesson(case, "00"))


def test_the_twin_holds_no_path_and_no_time_of_day(case, root):
    page = render.twin(layout.of_lesson(case, "00"))
    assert str(root) not in page
    assert not re.search(r"\d\d:\d\d|/home/|/tmp/|[A-Z]:\\|\d{4}-\d\d-\d\dT", page)


def test_the_style_of_the_twin_touches_only_its_own_cell():
    (rule,) = re.findall(r"<style>(.*?)</style>", render._QUIET)
    assert rule.startswith(".jp-OutputArea:has(.twin) ")
    assert "," not in rule


def test_an_extra_that_is_empty_is_left_out(case):
    without = Case(case.title, case.tables | {"excerpts": tuple(replace(row, plain=None) for row in case.rows("excerpts"))})
    assert words.DESK["plain"] in Page(render.twin(layout.of_lesson(case, "00"))).texts
    assert words.DESK["plain"] not in Page(render.twin(layout.of_lesson(without, "00"))).texts


def test_an_element_has_its_attributes_escaped():
    page = Page(render.tag("a", "x", title="\"'<&>", class_="c", data_name="d"))
    assert page.attributes == [("title", "\"'<&>"), ("class", "c"), ("data-name", "d")]


def test_a_link_tells_the_page_it_leads_to_nothing_of_ours():
    page = Page(render.link('https://example.org/?a="b"&c', "<b>&"))
    assert page.texts[0] == "<b>&"
    assert dict(page.attributes) == {"href": 'https://example.org/?a="b"&c', "target": "_blank", "rel": "noreferrer noopener"}


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
    assert page.attributes == [("scope", "col")] * 2
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
