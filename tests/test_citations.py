"""Notes and bibliography."""

import sys
from dataclasses import replace

import pytest

from sidebyside import open_case
from sidebyside.course import citations
from sidebyside.model import Case


@pytest.fixture
def lamp(sample):
    return open_case(sample)


def changed(case, table, **values):
    """The case with these values in every row of a table."""
    return Case("", case.tables | {table: tuple(replace(row, **values) for row in case.rows(table))})


def plain(entry):
    return "".join(f"*{part}*" if is_italic else part for part, is_italic in entry)


def note(case, owner="F1"):
    return plain(citations.of_owners(case, [owner]).notes[owner])


def listed(case, *owners):
    return [plain(entry) for entry in citations.of_owners(case, owners or ["F1"]).bibliography]


def test_a_book_a_review_and_a_part_of_a_book(lamp):
    assert (
        note(lamp)
        == "Ida Marrow, *Forty Winters at the Lamp* (Harbour Press, 1905), chapter II, https://example.org/books/forty-winters#chapter-2."
    )
    assert (
        note(lamp, "K1")
        == "“The lamp goes out in act two” (The Skerry Head Messenger, 2021), paragraph 2, https://example.org/messenger/lamp."
    )
    assert note(lamp, "F2") == (
        "N. Aker, “To the reader,” in *Forty Winters at the Lamp* (Harbour Press, 1905), to the reader, https://example.org/books/forty-winters."
    )  # fmt: skip


def test_the_bibliography_names_each_work_once_in_the_order_of_surnames(lamp):
    assert listed(lamp, "F1", "K1", "F2", "F1") == [
        "Aker, N. “To the reader.” In *Forty Winters at the Lamp*. Harbour Press, 1905. https://example.org/books/forty-winters.",
        "“The lamp goes out in act two.” The Skerry Head Messenger, 2021. https://example.org/messenger/lamp.",
        "Marrow, Ida. *Forty Winters at the Lamp*. Harbour Press, 1905. https://example.org/books/forty-winters.",
    ]


def test_a_work_cited_again_is_named_short(lamp):
    excerpts = tuple(replace(row, work_id="W2") for row in lamp.rows("excerpts"))
    notes = citations.of_owners(Case("", lamp.tables | {"excerpts": excerpts}), ["F1", "F2"]).notes
    assert plain(notes["F2"]) == "Marrow, *Forty Winters at the Lamp*, to the reader."
    assert plain(notes["F1"]).endswith("/forty-winters#chapter-2.")  # the page of what is cited first


def test_nothing_is_said_that_is_not_on_record(lamp):
    bare = changed(lamp, "editions", publisher=None, year=None, translator=None)
    assert note(bare) == "Ida Marrow, *Forty Winters at the Lamp*, chapter II, https://example.org/books/forty-winters#chapter-2."
    assert "n.d." not in " ".join(listed(bare))
    assert listed(bare) == ["Marrow, Ida. *Forty Winters at the Lamp*. https://example.org/books/forty-winters."]


@pytest.mark.parametrize("nobody", ["not named", "unknown", "not named (“authorized translation”)"])
def test_who_is_not_named_is_left_out(lamp, nobody):
    assert note(changed(lamp, "works", author=nobody)).startswith("*Forty Winters")
    assert "trans." not in note(changed(lamp, "editions", translator=nobody))


@pytest.mark.parametrize(("publisher", "said"), [
    ("not seen", "(1905)"), ("not seen; Berlin, in the first printing", "(1905)"), ("not named in the file; Archive no. 7", "(Archive no. 7, 1905)"),
    ("quoted in a life of hers", "(quoted in a life of hers, 1905)"),
])  # fmt: skip
def test_a_publisher_is_said_as_far_as_it_is_known(lamp, publisher, said):
    assert said in note(changed(lamp, "editions", publisher=publisher))


def test_a_publisher_begins_a_sentence_in_the_bibliography(lamp):
    assert ". Quoted in a life, 1905." in listed(changed(lamp, "editions", publisher="quoted in a life"))[0]


@pytest.mark.parametrize(("year", "said"), [
    ("1905", "1905"), ("1905-03", "March 1905"), ("1905-03-09", "March 9, 1905"), ("1904/1905", "1904–1905"), ("about 1905", "Harbour Press)"),
])  # fmt: skip
def test_a_date_is_said_as_it_is_on_record(lamp, year, said):
    assert said in note(changed(lamp, "editions", year=year))


@pytest.mark.parametrize("seen", ["elsewhere", "part", "quoted", "unseen"])
def test_an_address_is_given_only_where_the_whole_passage_was_seen(lamp, seen):
    unsure = changed(lamp, "locators", seen=seen)
    assert "http" not in note(unsure)
    assert "http" not in listed(unsure)[0]


def test_directions_into_a_page_and_what_is_no_web_page_are_left_out(lamp):
    assert note(changed(lamp, "locators", url="https://example.org/a#b:~:text=c,d")).endswith(", https://example.org/a#b.")
    assert note(changed(lamp, "locators", url="javascript:alert(1)")).endswith("chapter II.")


@pytest.mark.parametrize(("author", "said"), [
    ("Ida Marrow", "Marrow, Ida. "), ("A. P. Marrow", "Marrow, A. P. "), ("Ida M. Marrow", "Marrow, Ida M. "), ("Élise Roux-Benoît", "Roux-Benoît, Élise. "),
    ("Ida Marrow and Tom Aker", "Marrow, Ida, and Tom Aker. "), ("Ida Marrow, Tom Aker and B. Coe", "Marrow, Ida, Tom Aker, and B. Coe. "),
    ("Council of Keepers", "Council of Keepers. "), ("the meeting of keepers", "The meeting of keepers. "), ("Marrow, keeper", "Marrow, keeper. "),
    ("Office (Skerry Head)", "Office (Skerry Head). "), ("Marrow", "Marrow. "), ("Ida van der Marrow", "Ida van der Marrow. "),
])  # fmt: skip
def test_only_a_plain_name_of_a_person_is_turned_round(lamp, author, said):
    assert listed(changed(lamp, "works", author=author))[0].startswith(said)


def test_translators_stand_where_chicago_has_them(lamp):
    translated = changed(lamp, "editions", translator="John G. Wright and Amy Jensen")
    assert ", trans. John G. Wright and Amy Jensen (Harbour Press" in note(translated)
    assert ". Translated by John G. Wright and Amy Jensen. Harbour Press" in listed(translated)[0]


def test_a_work_read_in_its_own_language_has_both_its_titles(lamp):
    russian = changed(changed(lamp, "works", language="ru", title_original="Сорок зим"), "editions", language="ru")
    assert "*Сорок зим* [Forty Winters at the Lamp] (" in note(russian)
    assert "[" not in note(changed(russian, "editions", language="en"))


def test_quotation_marks_within_others_are_single_and_points_stand_inside(lamp):
    quoting = changed(lamp, "works", title="Was “it” dark?", genre="letter")
    assert note(quoting).startswith("Ida Marrow, “Was ‘it’ dark?” (")
    assert ". “Was ‘it’ dark?” Harbour" in listed(quoting)[0]


def test_an_article_at_its_beginning_does_not_place_a_title(lamp):
    works = tuple(
        replace(row, author="Ida Marrow", title=title)
        for row, title in zip(lamp.rows("works"), ("The Zed", "An Ape", "Bee"), strict=True)
    )
    titles = listed(Case("", lamp.tables | {"works": works}), "K1", "F1", "F2")
    assert [one.split(". ")[1].strip("*“.”")[:6] for one in titles] == ["An Ape", "Bee.” ", "The Ze"]


def test_what_has_no_locator_is_left_out(lamp):
    assert citations.of_owners(lamp, ["K99"]) == citations.Sources({}, ())
    assert citations.of_owners(lamp, []) == citations.Sources({}, ())


def test_without_the_library_the_same_is_said_without_its_rules(lamp, monkeypatch):
    monkeypatch.setitem(sys.modules, "citeproc", None)
    assert (
        note(lamp)
        == "Ida Marrow, Forty Winters at the Lamp, Harbour Press, 1905, chapter II, https://example.org/books/forty-winters#chapter-2."
    )
    assert len(listed(lamp, "F1", "K1", "F2")) == 3


def test_the_whole_course_can_be_cited(case):
    owners = [row.owner_id for row in case.rows("locators")]
    sources = citations.of_owners(case, owners)
    assert set(sources.notes) == set(owners)
    said = [plain(entry) for entry in (*sources.notes.values(), *sources.bibliography)]
    assert all(one.endswith((".", ".”", "?”")) and ".." not in one and ",," not in one and "None" not in one for one in said)
    assert not [one for one in said if "not named" in one or "not seen;" in one]


def test_a_page_that_is_only_about_a_work_is_not_cited_as_the_work(case):
    """A review, an encyclopedia's article, a publisher's front page, a translation: links for a reader, no source of ours."""
    of = {row.owner_id for row in case.rows("locators") if case.locator(row.owner_id).seen == "elsewhere"}
    assert len(of) > 15
    sources = citations.of_owners(case, list(of))
    said = [plain(entry) for entry in (*sources.notes.values(), *sources.bibliography)]
    assert [one for one in said if "://" in one] == []
    assert all(plain(note).endswith("read in a stored copy.") for note in sources.notes.values())
    known = [row for row in case.rows("locators") if row.seen == "full" and row.seen_at]
    about = ("not the book", "to a review", "front page", "not opened by us", "does not show the passage", "to the English")
    own = ("web page itself was not opened by us",)  # the plain text file is the same edition
    assert [row.owner_id for row in known if any(one in row.seen_at for one in about) and not row.seen_at.endswith(own)] == []


def test_no_cell_acts_on_the_library(lamp):
    for text in (
        '<span class="nocase">a</span> b',
        "<i>x</i> & y",
        "\ufdd0italic\ufdd1",
        "{name}",
        "\x00",
        "\u202egnp",
        "..",
        "",
        "’ ”, “",
    ):
        spoilt = changed(
            changed(lamp, "works", title=text or "t", author=text or "a"), "editions", publisher=text, translator=text
        )
        said = note(spoilt) + "".join(listed(spoilt))
        assert not any(sign in said for sign in "\ufdd0\ufdd1\x00\u202e")
        if "<" in text:
            assert text in said
