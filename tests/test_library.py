import os
import subprocess
import sys
import tracemalloc
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
        ("latin-1", "café — ёж".encode()),
        ("latin-1", "café — ёж".encode("utf-8-sig")),
        ("ascii", "café".encode()),
    ],
)
def test_a_text_is_read_as_utf_8_or_else_in_the_encoding_of_its_edition(tmp_path, encoding, content):
    text = read(tmp_path, content, encoding=encoding)
    assert text in ("café — ёж", "café", "cafe")


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
    monkeypatch.setattr(library, "LARGEST", 10)
    assert read(tmp_path, b"0123456789") == "0123456789"
    with pytest.raises(library.TextUnreadable, match=r"^book\.txt: 11 bytes, more than any book here$"):
        read(tmp_path, b"0123456789+")


def test_two_hundred_megabytes_are_refused_without_being_read(tmp_path):
    with (tmp_path / "book.txt").open("wb") as file:
        file.truncate(200_000_000)
    tracemalloc.start()
    with pytest.raises(library.TextUnreadable, match=r"^book\.txt: 200,000,000 bytes, more than any book here$"):
        library.Library(tmp_path).text(edition())
    assert tracemalloc.get_traced_memory()[1] < 1_000_000
    tracemalloc.stop()


def test_a_link_is_followed_inside_its_folder_and_not_out_of_it(tmp_path):
    (tmp_path / "texts").mkdir()
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    (tmp_path / "texts" / "other.txt").write_text("one", encoding="utf-8")
    link = tmp_path / "texts" / "book.txt"
    link.symlink_to("other.txt")
    assert library.Library(tmp_path / "texts").text(edition()).content == "one"
    link.unlink()
    link.symlink_to(tmp_path / "secret.txt")
    with pytest.raises(library.TextUnreadable, match=r"^book\.txt: a link that leads out of its folder"):
        library.Library(tmp_path / "texts").text(edition())


def test_a_link_to_itself_a_folder_and_a_pipe_are_no_texts(tmp_path):
    (tmp_path / "loop.txt").symlink_to("loop.txt")
    (tmp_path / "folder.txt").mkdir()
    os.mkfifo(tmp_path / "pipe.txt")
    for name, why in {
        "loop": "a link that leads to itself|Too many levels",
        "folder": "a folder",
        "pipe": "not an ordinary file",
    }.items():
        with pytest.raises(library.TextUnreadable, match=rf"^{name}\.txt: (?:{why})"):
            library.file_bytes(tmp_path / f"{name}.txt")
    with pytest.raises(library.TextUnreadable, match=r"^null: not an ordinary file$"):
        library.file_bytes(Path(os.devnull))


def test_a_file_that_vanishes_before_it_is_opened_is_said_to_be_gone(tmp_path, monkeypatch):
    path = tmp_path / "book.txt"
    path.write_text("one", encoding="utf-8")

    def vanish(*_):
        path.unlink()
        return real(*_)

    real = os.open
    monkeypatch.setattr(os, "open", vanish)
    with pytest.raises(library.TextUnreadable, match=r"^book\.txt: there is no such file, or no longer$"):
        library.Library(tmp_path).text(edition())


def test_a_file_that_is_cut_while_it_is_read_is_not_taken_for_whole(tmp_path, monkeypatch):
    path = tmp_path / "book.txt"
    path.write_bytes(b"x" * 100)
    real = os.fstat

    def cut(number):
        found = real(number)
        os.truncate(path, 40)
        return found

    monkeypatch.setattr(os, "fstat", cut)
    with pytest.raises(library.TextUnreadable, match=r"^book\.txt: it changed while it was read"):
        library.file_bytes(path)


@pytest.mark.parametrize(
    ("encoding", "content", "place"),
    [("utf-8", "abc é".encode("latin-1"), 4), ("ascii", "é".encode("latin-1"), 0), ("utf-8", "é".encode("utf-16"), 0)],
)
def test_a_wrong_encoding_names_file_byte_and_encoding(tmp_path, encoding, content, place):
    with pytest.raises(library.TextUnreadable, match=rf"^book\.txt: byte {place} is not {encoding}$"):
        read(tmp_path, content, encoding=encoding)


def test_a_file_that_may_not_be_opened_says_why(tmp_path, monkeypatch):
    def refuse(path, *_):
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(library.TextUnreadable, match=r"^book\.txt: Permission denied$"):
        read(tmp_path, b"one")


def test_what_nobody_may_look_at_is_not_here(tmp_path, monkeypatch):
    (tmp_path / "book.txt").write_text("one", encoding="utf-8")
    real = os.stat

    def refuse(path, *arguments, **options):
        if str(path).startswith(str(tmp_path)):
            raise PermissionError(13, "Permission denied", str(path))
        return real(path, *arguments, **options)

    there = library.Library(tmp_path)
    assert there.has(edition())
    monkeypatch.setattr(os, "stat", refuse)
    assert there.has(edition()) is False
    assert there.text(edition()) is None


def test_a_text_is_read_once_and_kept(tmp_path):
    (tmp_path / "book.txt").write_text("one", encoding="utf-8")
    shelf = library.Library(tmp_path)
    first = shelf.text(edition())
    os.remove(tmp_path / "book.txt")
    assert shelf.text(edition()) is first


def test_what_is_stored_is_utf_8_and_read_from_then_on(tmp_path):
    (tmp_path / "book.txt").write_text("old", encoding="utf-8")
    shelf = library.Library(tmp_path)
    assert shelf.text(edition(encoding="latin-1")).content == "old"
    shelf.keep(edition(), "café")
    assert (tmp_path / "book.txt").read_bytes() == "café".encode()
    assert shelf.text(edition(encoding="latin-1")).content == "café"
    assert [path.name for path in tmp_path.iterdir()] == ["book.txt"]


def test_a_disk_that_is_full_leaves_what_was_here_and_nothing_else(tmp_path, monkeypatch):
    (tmp_path / "book.txt").write_text("old", encoding="utf-8")

    def full(number):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        library.Library(tmp_path).keep(edition(), "new")
    assert [(path.name, path.read_text(encoding="utf-8")) for path in tmp_path.iterdir()] == [("book.txt", "old")]


def test_two_processes_that_store_at_once_never_show_half_a_text(tmp_path):
    """Each writes its own long text again and again; whoever reads finds one of the two, whole."""
    code = (
        "import sys; from pathlib import Path; from sidebyside import library\n"
        "for _ in range(60): library.store(Path(sys.argv[1]), sys.argv[2] * 300_000)"
    )
    path = tmp_path / "texts" / "book.txt"
    writers = [subprocess.Popen([sys.executable, "-c", code, str(path), letter]) for letter in "ab"]
    seen = set()
    while any(writer.poll() is None for writer in writers):
        if path.is_file():
            text = path.read_text(encoding="utf-8")
            seen.add((len(text), *sorted(set(text))))
    assert [writer.returncode for writer in writers] == [0, 0]
    assert seen
    assert seen <= {(300_000, "a"), (300_000, "b")}
    assert [other.name for other in path.parent.iterdir()] == ["book.txt"]


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
