import os
import unicodedata
from pathlib import Path

import pytest

from sidebyside import library, locate
from sidebyside.model import Edition

MARKED = "Header of the licence\n*** START OF THE EBOOK X ***\nThe book.\n\n*** END OF THE EBOOK X ***\nMore licence\n"


def edition(**changes):
    columns = dict.fromkeys(Edition.__dataclass_fields__)
    return Edition(**columns | {"edition_id": "ED1", "file": "book.txt", "encoding": "utf-8", "format": "plain"} | changes)


def read(folder, content, **changes):
    """What the library reads of a file with this content."""
    (folder / "book.txt").write_bytes(content)
    return library.Library(folder).text(edition(**changes)).content


def passage(content, first, last, around=0):
    text = library.Text("ED1", content)
    return library.passage(text, locate.spans(text.folded, first, last)[0], around)


def test_texts_are_looked_for_where_the_caller_says_then_the_environment_then_the_cache(monkeypatch, tmp_path):
    monkeypatch.setenv("SIDEBYSIDE_TEXTS", str(tmp_path / "named"))
    assert library.texts_folder(tmp_path / "asked") == tmp_path / "asked"
    assert library.texts_folder() == tmp_path / "named"
    monkeypatch.delenv("SIDEBYSIDE_TEXTS")
    cache = library.texts_folder()
    assert cache.is_absolute()
    assert cache.name == "texts"
    assert "sidebyside" in cache.parts


def test_a_text_that_is_not_here_is_none(tmp_path):
    there = library.Library(tmp_path / "nowhere")
    assert not there.has(edition())
    assert there.text(edition()) is None


@pytest.mark.parametrize(
    ("encoding", "content"),
    [
        ("utf-8", "café — ёж".encode()),
        ("utf-8", "café — ёж".encode("utf-8-sig")),
        ("latin-1", "café".encode("latin-1")),
        ("ascii", b"cafe"),
    ],
)
def test_a_text_is_read_in_the_encoding_of_its_edition(tmp_path, encoding, content):
    text = read(tmp_path, content, encoding=encoding)
    assert text == content.decode("utf-8-sig" if encoding == "utf-8" else encoding)
    assert not text.startswith("\ufeff")


def test_line_ends_become_single_line_feeds(tmp_path):
    assert read(tmp_path, b"one\r\ntwo\rthree\n\r\nfour") == "one\ntwo\nthree\n\nfour"


def test_a_text_is_nfc_so_that_offsets_fit_it(tmp_path):
    assert read(tmp_path, unicodedata.normalize("NFD", "ёж, край").encode()) == "ёж, край"


def test_the_licence_around_a_book_is_left_out(tmp_path):
    assert read(tmp_path, MARKED.encode(), format="gutenberg").strip() == "The book."


def test_the_plain_words_before_the_last_marker_are_left_out_too(tmp_path):
    text = MARKED.replace("*** END", "End of Project Gutenberg's X, by Y\n\n*** END")
    assert read(tmp_path, text.encode(), format="gutenberg").strip() == "The book."


def test_the_markers_are_found_with_other_line_ends_too(tmp_path):
    assert read(tmp_path, MARKED.replace("\n", "\r\n").encode(), format="gutenberg").strip() == "The book."


def test_a_book_without_markers_is_read_whole(tmp_path):
    assert read(tmp_path, b"The book.\n", format="gutenberg") == "The book.\n"


def test_one_marker_alone_cuts_only_its_own_side(tmp_path):
    start, end = MARKED[: MARKED.index("*** END")], MARKED[MARKED.index("The book.") :]
    assert read(tmp_path, start.encode(), format="gutenberg").strip() == "The book."
    assert read(tmp_path, end.encode(), format="gutenberg").strip() == "The book."


def test_another_format_keeps_its_markers(tmp_path):
    assert read(tmp_path, MARKED.encode()) == MARKED


def test_a_text_larger_than_a_book_is_refused_before_it_is_read(tmp_path, monkeypatch):
    monkeypatch.setattr(library, "_LARGEST", 10)
    assert read(tmp_path, b"0123456789") == "0123456789"
    monkeypatch.setattr(Path, "read_bytes", lambda path: pytest.fail("it was read"))
    (tmp_path / "book.txt").write_text("0123456789+", encoding="ascii")
    with pytest.raises(library.TextUnreadable, match=r"^book\.txt: 11 bytes, more than any book here$"):
        library.Library(tmp_path).text(edition())


@pytest.mark.parametrize(
    ("encoding", "content", "place"),
    [("utf-8", "abc é".encode("latin-1"), 4), ("ascii", "é".encode(), 0), ("utf-8", "é".encode("utf-16"), 0)],
)
def test_a_wrong_encoding_names_file_byte_and_encoding(tmp_path, encoding, content, place):
    with pytest.raises(library.TextUnreadable, match=rf"^book\.txt: byte {place} is not {encoding}$"):
        read(tmp_path, content, encoding=encoding)


def test_a_file_that_may_not_be_opened_says_why(tmp_path, monkeypatch):
    def refuse(path):
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(library.TextUnreadable, match=r"^book\.txt: Permission denied$"):
        read(tmp_path, b"one")


def test_a_text_is_read_once_and_kept(tmp_path):
    (tmp_path / "book.txt").write_text("one", encoding="utf-8")
    shelf = library.Library(tmp_path)
    first = shelf.text(edition())
    os.remove(tmp_path / "book.txt")
    assert shelf.text(edition()) is first


def test_paragraphs_are_the_lines_that_hold_anything():
    assert library.paragraphs(library.Text("ED1", "\n Title \n\n \t\nOne. \nTwo.")) == ["Title", "One.", "Two."]


def test_a_passage_comes_with_the_words_around_it():
    assert passage("a b, “c d\n e.” f g h", "c", "e", around=2) == ("a b, “", "c d e", ".” f g")


def test_a_passage_alone_has_nothing_around_it():
    assert passage("a b c d", "b", "c") == ("", "b c", "")


def test_at_the_edges_of_a_text_there_is_less_around_a_passage():
    assert passage("a b c", "a", "a", around=5) == ("", "a", "b c")
    assert passage("a b c", "c", "c", around=5) == ("a b", "c", "")
    assert passage("a b c", "a", "c", around=5) == ("", "a b c", "")


def test_a_real_book_is_read_without_its_licence(texts):
    book = library.Library(texts).text(edition(file="pg38982.txt", encoding="latin-1", format="gutenberg"))
    raw = (texts / "pg38982.txt").read_text(encoding="latin-1")
    header = ("This eBook is for the use of anyone", "Release Date", "START OF THIS PROJECT")
    trailer = ("End of Project Gutenberg", "END OF THIS PROJECT", "including how to make donations")
    for licence in header + trailer:
        assert licence in raw
        assert licence not in book.content
    assert 60_000 < len(book.folded.words) < 80_000
    assert "\r" not in book.content


@pytest.mark.parametrize("name", ["pg1326.txt", "pg3076.txt", "pg36303.txt", "pg6413.txt"])
def test_other_real_books_are_read_without_their_licence(texts, name):
    book = library.Library(texts).text(edition(file=name, format="gutenberg"))
    assert "*** START OF" not in book.content
    assert "*** END OF" not in book.content
    assert "End of the Project" not in book.content
    assert "donations" not in book.content
    assert len(book.folded.words) > 25_000
