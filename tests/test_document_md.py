"""A hand-in in Markdown: what is typed becomes nothing but text, whatever reads it."""

import html
import re
from dataclasses import replace

import mistune
import pytest
from markdown_it import MarkdownIt

from handed import EVERYTHING, everywhere, lamp, made, shown
from payloads import PATTERNS, of
from sidebyside.course import document_md
from sidebyside.handin_words import HANDIN
from test_payloads import Skeleton

PLUGINS = [
    "table",
    "strikethrough",
    "footnotes",
    "task_lists",
    "url",
    "def_list",
    "abbr",
    "mark",
    "insert",
    "superscript",
    "subscript",
    "math",
    "spoiler",
]
READERS = {
    "mistune, everything it knows": mistune.create_markdown(escape=False, plugins=PLUGINS),
    "CommonMark": MarkdownIt("commonmark").enable("table").render,
    "GitHub’s tables": MarkdownIt("default", {"html": True}).render,
}
OURS = {
    "h1",
    "h2",
    "h3",
    "h4",
    "p",
    "em",
    "strong",
    "blockquote",
    "ol",
    "ul",
    "li",
    "br",
    "hr",
    "u",
    "sup",
    "span",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
}
every_reader = pytest.mark.parametrize("reader", READERS.values(), ids=READERS)


@pytest.fixture(scope="module")
def whole(root, tmp_path_factory):
    return made(*lamp(root, tmp_path_factory), ai="none at all")


@pytest.fixture(scope="module")
def little(whole):
    """One passage of it: a document that is read three hundred times."""
    (claim,) = whole.claims
    return replace(whole, claims=(replace(claim, passages=claim.passages[:1]),))


def page_of(handin, reader):
    return reader(document_md.written(handin).decode("utf-8"))


def read(page):
    """What a reader sees; what stands in an element of its own is part of its word."""
    plain = re.sub(r"</?(?:span|u|em|strong)\b[^>]*>", "", page)
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", plain)).split())


@every_reader
def test_everything_typed_and_chosen_is_in_it(whole, reader):
    page = read(page_of(whole, reader))
    for typed in (*EVERYTHING.values(), "none at all"):
        if not typed.startswith("[") and " " in typed:
            assert shown(typed) in page
    for said in (whole.title, whole.question, whole.learner, "supports it", *whole.oral):
        assert said in page


@every_reader
def test_it_has_headings_lists_and_a_table_of_both_verdicts(whole, reader):
    page = page_of(whole, reader)
    assert page.count("<h1>") == 1
    assert (page.count("<td"), page.count("<table")) == (2, 1)
    first, second = page.split("<td")[1:]
    assert ("some words stand" in first, EVERYTHING["P00-8"] in second) == (True, True)
    assert re.search(r"<u>the </u><u>oil froze</u><sup>\d</sup>", page)
    assert "<em>Forty Winters at the Lamp</em>" in page
    assert HANDIN["bibliography"] in page


@every_reader
@pytest.mark.parametrize("kind", [kind for kind in PATTERNS if kind != "long"])
def test_whatever_stands_in_any_field_is_text_alone(little, reader, kind):
    for payload in of(kind):
        page = page_of(everywhere(little, payload.text), reader)
        found = Skeleton(page)
        assert {name for name, *_ in found.elements} <= OURS, payload.name
        assert found.links == []
        assert not [element for element in found.elements if element[0] not in ("td", "th", "ol", "table") and len(element) > 1]
        assert shown(payload.text).replace(" ", "") in read(page).replace(" ", ""), payload.name


@pytest.mark.parametrize("typed", [
    "https://example.org/a?b=c", "www.example.org", "mail me@example.org now", "mailto:me@example.org", "ftp://example.org", "example.com/x",
    "$5 to $6", "\\(x\\)", "\\[x\\]", "\\begin{x}", "$$x$$", "# no", "## no", "- no", "+ no", "* no", "1. no", "12) no", "> no", "    no", "\tno", "---", "***",
    "===", "~~~", "```", "| a | b |", "[a](b)", "![a](b)", "[^1]: no", "<b>no</b>", "&lt;b&gt; &amp;", "&#60;", "~~no~~", "==no==", "^no^", ":smile:",
    "a  \nb", "a\\\nb", "a\n\nb", "no\n---", "no\n===", "[ ] no", "- [x] no", "Term\n: no", "{no}", "!!! no", "%no", "_no_", "a_b_c", "__no__", "`no`", "\\", "\\\\",
    "no.", "3.5 to 4,000", "It’s “so”—yes…", "(no)", "a/b", "a//b", "!no", "@no", "#1", "*[HTML]: no", ">! no !<",
])  # fmt: skip
@every_reader
def test_a_sign_is_only_a_sign(little, reader, typed):
    plain, page = (page_of(everywhere(little, text), reader) for text in ("no", typed))
    blocks = [
        re.findall(r"<(h\d|blockquote|table|li|hr|td|pre|code|a|del|mark|sub|dl|dt|img|input|section|abbr|ins)\b", one)
        for one in (plain, page)
    ]
    assert blocks[1] == blocks[0]
    assert "".join(typed.split()) in "".join(read(page).split())
    assert 'class="math' not in page


@pytest.mark.parametrize("sign", ["$", "@", "\\"])
def test_signs_that_mean_something_to_what_reads_the_page_stand_in_an_element_of_their_own(whole, sign):
    written = document_md.written(everywhere(whole, f"a{sign}b{sign}c")).decode("utf-8")
    assert f"a<span>\\{sign}</span>b<span>\\{sign}</span>c" in written
    for reader in READERS.values():
        assert f"a<span>{sign}</span>b" in reader(written)


def test_plain_prose_is_left_readable():
    line = "He says (in 1929) that it “gave rewards”; the train's list - all of it - is long, 3,000 words: why?"
    assert document_md._line(line) == line


def test_paragraphs_and_lines_stay(whole):
    assert document_md._block("one\ntwo\n\n \nthree\r\nfour\n") == "one  \ntwo\n\nthree  \nfour"
