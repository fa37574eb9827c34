"""A hand-in for a word processor, as the file is made; test_office.py opens it in one."""

import io
import re
import sys
import zipfile

import docx
import pytest
from docx.enum.text import WD_UNDERLINE
from docx.oxml.ns import qn
from lxml import etree

from handed import EVERYTHING, LONGEST, case_of, everywhere, lamp, made, shown
from payloads import PATTERNS, of
from sidebyside.course import document_docx
from sidebyside.handin_words import HANDIN

NEVER = "\ufffe"


@pytest.fixture(scope="module")
def whole(root, tmp_path_factory):
    return made(*lamp(root, tmp_path_factory), ai="none at all", name="Ada Lovelace")


def opened(handin):
    return docx.Document(io.BytesIO(document_docx.written(handin)))


def paragraphs(document):
    """Every paragraph in the order of the page, those of tables too."""
    return [docx.text.paragraph.Paragraph(element, None) for element in document.element.body.iter(qn("w:p"))]


def read(document):
    return " ".join(" ".join(one.text for one in paragraphs(document)).split())


def parts(content):
    """Every XML part of the file, parsed strictly."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        return {name: etree.fromstring(file.read(name), parser) for name in file.namelist() if name.endswith((".xml", ".rels"))}


def test_everything_typed_and_chosen_is_in_it(whole):
    said = read(opened(whole))
    for typed in (*EVERYTHING.values(), "none at all"):
        if not typed.startswith("[") and " " in typed:
            assert shown(typed) in said
    for text in (whole.title, whole.question, whole.who, "supports it", *whole.oral, HANDIN["ours"]):
        assert text in said


def test_headings_are_headings_in_an_order_without_gaps(whole):
    styles = [(one.style.name, one.text) for one in opened(whole).paragraphs if one.style.name.startswith(("Title", "Heading"))]
    assert styles[0] == ("Title", "Handed in: lesson 00, The lamp")
    levels = [int(name[-1]) for name, _ in styles[1:]]
    assert all(after <= before + 1 for before, after in zip([0, *levels], levels, strict=False))
    assert {text for name, text in styles if name == "Heading 1"} >= {
        HANDIN[name] for name in ("oral", "empty", "notes", "bibliography")
    }


def test_both_verdicts_stand_side_by_side_in_a_table_whose_head_is_said_again(whole):
    (table,) = opened(whole).tables
    assert [cell.text for cell in table.rows[0].cells] == [HANDIN["first"], HANDIN["second"]]
    first, second = (cell.text for cell in table.rows[1].cells)
    assert ("some words stand" in first, EVERYTHING["P00-8"] in second) == (True, True)
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert not [one for cell in table.rows[1].cells for one in cell.paragraphs if one.paragraph_format.keep_with_next]


def test_a_verdict_that_is_missing_is_said(sample, folder):
    (table,) = opened(made(case_of(sample), folder, {"P00-3": "partly"})).tables
    assert table.rows[1].cells[1].text == HANDIN["none"]


def test_what_is_longer_than_a_column_is_written_out_below_the_table(sample, folder):
    long, lines = "word " * 700, "line\n" * 50
    document = opened(made(case_of(sample), folder, {"P00-3": "partly", "P00-7": "partly", "P00-8": long}))
    assert HANDIN["below"] in document.tables[0].rows[1].cells[1].text
    body = list(document.element.body)
    below = [one.text for one in document.paragraphs if body.index(one._p) > body.index(document.tables[0]._tbl)]
    assert below[:3] == [HANDIN["second"], "What changed it?", long.strip("\n")]
    assert HANDIN["below"] in opened(made(case_of(sample), folder / "b", {"P00-8": lines})).tables[0].rows[1].cells[1].text


def test_marks_are_kinds_of_underlines_with_numbers_and_no_colour(whole):
    document = opened(whole)
    runs = [run for one in paragraphs(document) for run in one.runs]
    lines = {run.text: run.font.underline for run in runs if run.font.underline}
    assert lines["oil froze"] in (True, WD_UNDERLINE.SINGLE)
    assert lines["One night"] == WD_UNDERLINE.DOTTED_HEAVY
    assert lines["was not dark"] == WD_UNDERLINE.DOUBLE
    assert len(set(lines.values())) >= 4
    assert [run.text for run in runs if run.font.superscript] == [
        "\u00a0[note 1]", "3", "4", "5", "\u00a0[note 2]", "\u00a0[note 3]", "1", "2",
    ]  # fmt: skip
    assert not [run for run in runs if run.font.color.rgb or run.font.highlight_color]


def test_marks_are_listed_under_the_numbers_they_have_in_the_text(whole):
    texts = [one.text for one in opened(whole).paragraphs]
    for mark in whole.claims[0].passages[0].marked[0].marks:
        assert f"{mark.number}.\t{mark.said}" in texts


def test_the_document_names_its_language_its_title_and_nobody_but_the_pseudonym(whole):
    content = document_docx.written(whole)
    languages = {element.get(qn("w:val")) for element in parts(content)["word/styles.xml"].iter(qn("w:lang"))}
    assert languages == {document_docx.LANGUAGE}
    about = opened(whole).core_properties
    assert (about.title, about.author, about.language) == (
        "Handed in: lesson 00, The lamp",
        whole.learner,
        document_docx.LANGUAGE,
    )
    assert b"Ada" not in zipfile.ZipFile(io.BytesIO(content)).read("docProps/core.xml")
    assert (about.created, about.modified) == (None, None)


def test_titles_of_books_are_in_italics(whole):
    runs = [run.text for one in opened(whole).paragraphs for run in one.runs if run.italic]
    assert runs.count("Forty Winters at the Lamp") == 4


def test_pages_are_numbered_and_nothing_else_is_filled_in(whole):
    found = [element.text for part in parts(document_docx.written(whole)).values() for element in part.iter(qn("w:instrText"))]
    assert found == ["PAGE"]


def test_the_same_hand_in_is_the_same_file(whole):
    content = document_docx.written(whole)
    assert content == document_docx.written(whole)
    assert {entry.date_time for entry in zipfile.ZipFile(io.BytesIO(content)).infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_text_from_right_to_left_stands_so(sample, folder):
    document = opened(made(case_of(sample), folder, {"P00-1": "טקסט בעברית\n\nand in English", "P00-8": "‏نص"}))
    by_text = {one.text: one for one in paragraphs(document)}
    right = by_text["טקסט בעברית"]
    assert right._p.pPr.find(qn("w:bidi")) is not None
    assert right.runs[0].font.rtl
    assert by_text["and in English"]._p.pPr.find(qn("w:bidi")) is None
    order = [etree.QName(element).localname for element in right._p.pPr]
    assert order.index("bidi") < order.index("ind")


def test_lines_and_paragraphs_of_an_answer_stay(sample, folder):
    document = opened(made(case_of(sample), folder, {"P00-1": "one\ntwo\r\n\r\nthree\tfour"}))
    texts = [one.text for one in document.paragraphs]
    assert "one\ntwo" in texts
    assert "three\tfour" in texts


def test_without_its_library_it_says_what_to_do(whole, monkeypatch):
    monkeypatch.setitem(sys.modules, "docx", None)
    with pytest.raises(document_docx.Unavailable, match="python-docx is missing.*ends in .html"):
        document_docx.written(whole)


def test_a_lesson_in_which_nothing_was_done_is_a_document_too(sample, folder):
    said = read(opened(made(case_of(sample), folder, {})))
    assert HANDIN["nothing"] in said
    assert HANDIN["oral_none"] in said


@pytest.mark.parametrize("kind", [kind for kind in PATTERNS if kind != "long"])
def test_whatever_stands_in_any_field_is_text_in_well_formed_xml(whole, kind):
    like = parts(document_docx.written(everywhere(whole, "word")))
    names = {
        name: {element.tag for element in part.iter()} | {qn("w:br"), qn("w:tab"), qn("w:bidi"), qn("w:rtl")}
        for name, part in like.items()
    }
    for payload in of(kind):
        content = document_docx.written(everywhere(whole, payload.text))
        found = parts(content)
        assert found.keys() == like.keys()
        for name, part in found.items():
            assert {element.tag for element in part.iter()} <= names[name], payload.name
            assert not [element for element in part.iter() if element.get("TargetMode")]
        said = read(docx.Document(io.BytesIO(content)))
        assert shown(payload.text) in said, payload.name


def test_what_no_xml_can_hold_is_shown_by_its_number(whole):
    said = read(opened(everywhere(whole, f"a\x00b\x1bc\ud800d{NEVER}e\uffff")))
    assert "a<U+0000>b<U+001B>c<U+D800>d<U+FFFE>e<U+FFFF>" in said


def test_three_hundred_pages_are_one_document(sample, folder):
    page = "A page has about three hundred words of five letters each, and a line of it now and then is short.\n" * 30
    long = (page * (LONGEST // len(page) + 1))[: LONGEST - 10]
    keys = ("P00-1", "P00-5:K1:F1", "P00-5:K1:F2", "P00-8")
    document = opened(made(case_of(sample), folder, dict.fromkeys(keys, long)))
    assert len(read(document)) > 4 * 0.95 * LONGEST
    assert len(re.findall("A page has", read(document))) > 4 * 1900
