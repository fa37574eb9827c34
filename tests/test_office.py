"""A hand-in opened in a word processor: LibreOffice makes pages of it, and what was typed stands on them.

SIDEBYSIDE_REQUIRE_OFFICE makes its absence a failure, as it must be where every change is tried.
"""

import re

import pytest

from handed import EVERYTHING, LONGEST, case_of, everywhere, made, shown
from office import IS_REQUIRED, MISSING, number_of_pages, pages_of, text_of
from payloads import of
from sidebyside.course import document_docx

pytestmark = pytest.mark.skipif(bool(MISSING) and not IS_REQUIRED, reason=f"not on this machine: {', '.join(MISSING)}")


@pytest.fixture(scope="module")
def profile(tmp_path_factory):
    """Settings of its own: another LibreOffice that runs would take the document, and this one would say nothing."""
    return tmp_path_factory.mktemp("office")


@pytest.fixture
def printed(profile, tmp_path):
    """The text of a document's pages, spaces as one, and how many pages there are."""

    def print_(handin):
        (tmp_path / "handin.docx").write_bytes(document_docx.written(handin))
        pdf = pages_of(tmp_path / "handin.docx", profile, tmp_path)
        return " ".join(text_of(pdf).split()), number_of_pages(pdf)

    return print_


def squeezed(text):
    """A text without its spaces: where a line ends, a page says nothing of them."""
    return "".join(shown(text).split())


def test_what_was_typed_stands_on_the_pages(sample, folder, printed):
    handin = made(
        case_of(sample), folder, EVERYTHING | {"P00-1": "Ünïcode “quotes”, Кириллица — and a line\nunder it."}, ai="none at all"
    )
    text, pages = printed(handin)
    for typed in (
        "Ünïcode “quotes”, Кириллица — and a line",
        "under it.",
        "none at all",
        EVERYTHING["P00-5:K1:F2"],
        handin.learner,
        "Forty Winters at the Lamp",
    ):
        assert typed in text
    assert all(squeezed(question)[:40] in squeezed(text) for question in handin.oral)
    assert 1 < pages < 5
    assert "page 2" in text


def test_both_verdicts_stand_side_by_side(sample, folder, printed):
    text, _ = printed(made(case_of(sample), folder))
    assert "First verdict Second verdict" in text


def test_a_lesson_in_which_nothing_was_done_and_a_name_of_many_kinds_are_opened(sample, folder, printed):
    handin = made(case_of(sample), folder, {}, name='Ada/"Łøv"\\😀 עדה')
    text, pages = printed(handin)
    assert 'Ada/"Łøv"' in text
    assert "Nothing has been answered yet." in text
    assert pages == 1


def test_three_hundred_pages_are_opened(sample, folder, printed):
    line = "Some words fill a line of a page on which no more is.\n"
    long = line * ((LONGEST - 100) // len(line))
    keys = ("P00-1", "P00-5:K1:F1", "P00-5:K1:F2", "P00-8")
    text, pages = printed(
        made(case_of(sample), folder, {key: f"{long}The end of {key[:5]}." for key in keys} | {"P00-3": "partly"})
    )
    assert pages >= 300
    assert text.count("The end of P00-") == 4


@pytest.mark.parametrize("kind", ["markup", "direction", "terminal"])
def test_hostile_text_is_read_on_the_page(sample, folder, printed, kind):
    handin = made(case_of(sample), folder)
    text, _ = printed(everywhere(handin, " and ".join(payload.text for payload in of(kind))))
    for payload in of(kind):
        for word in re.findall(r"[A-Za-z0-9]{4,}", shown(payload.text)):
            assert word in squeezed(text)
