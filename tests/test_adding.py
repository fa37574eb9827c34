import os
from dataclasses import replace

import pytest

from sidebyside import adding, library, tables, verification
from sidebyside.model import Edition

WORDS = "Let nobody say that the lamp was never dark."


@pytest.fixture
def sample_case(sample):
    return tables.case_of(tables.read(sample))


@pytest.fixture
def book(root):
    """The sample's book as text."""
    return (root / "tests/sample/texts/forty-winters.txt").read_text(encoding="latin-1")


@pytest.fixture
def review(root):
    return (root / "tests/sample/texts/lamp-review.txt").read_text(encoding="utf-8")


@pytest.fixture
def shelf(tmp_path):
    return library.Library(tmp_path / "cache")


@pytest.fixture
def give(sample_case, shelf, tmp_path):
    """Add a file with this content."""

    def add(content, edition_id="ED2", name="mine.txt", **options):
        (tmp_path / name).write_bytes(content)
        return adding.add(sample_case, shelf, edition_id, tmp_path / name, **options)

    return add


def refused(function, *arguments, **options):
    """Why a text is not taken."""
    with pytest.raises(adding.NotTaken) as caught:
        function(*arguments, **options)
    return str(caught.value)


def kept(shelf):
    return sorted(path.name for path in shelf.folder.iterdir()) if shelf.folder.exists() else []


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "latin-1", "cp1252"])
def test_a_text_is_taken_in_any_usual_encoding_and_kept_as_utf_8(give, shelf, sample_case, book, encoding):
    found = give(book.encode(encoding))
    assert (found.standing, found.of, found.missing) == (5, 5, ())
    assert found.sentence() == "Everything on record stands in it (5 places)."
    assert (shelf.folder / "forty-winters.txt").read_text(encoding="utf-8") == book
    assert "cutter\nÉtoile" in shelf.text(sample_case.edition("ED2")).content


def test_windows_quotation_marks_are_read_as_such(give, shelf, book):
    give(book.replace("the cutter\n", "the “cutter”\n").encode("cp1252"), anyway=True)
    assert "the “cutter”" in (shelf.folder / "forty-winters.txt").read_text(encoding="utf-8")


def test_a_text_without_the_licence_around_it_is_taken_too(give, book):
    assert not give(book.split("***")[2].encode()).missing


def test_a_language_has_its_own_encodings():
    edition = dict.fromkeys(Edition.__dataclass_fields__) | {"language": "ru", "edition_id": "ED9"}
    assert "ёж" in list(adding._decodings(Edition(**edition), "ёж".encode("koi8-r")))
    assert list(adding._decodings(Edition(**edition), "ёж".encode("cp1251")))[0] == "ёж"
    assert list(adding._decodings(Edition(**edition), "ёж".encode())) == ["ёж"]


def test_of_several_readings_the_one_is_taken_in_which_most_stands(give, shelf, book):
    """A page whose raised note marks would be glued to the words."""
    paragraphs = "".join(f"<p>{part}</p>" for part in book.split("***")[2].replace("fro-\nzen", "frozen").split("\n\n"))
    give(f"<html>{paragraphs.replace('ninth winter', 'ninth winter<sup>7</sup>')}".encode(), name="book.html")
    assert "ninth winter, from two" in (shelf.folder / "forty-winters.txt").read_text(encoding="utf-8")
    give(f"<html>{paragraphs.replace('A. Ak', 'A.<sup>9</sup> Ak')}".encode(), name="book.html")


def test_the_review_verifies_from_a_saved_page_with_scripts(give, shelf, review):
    paragraphs = "".join(f"<p>{line}</p>" for line in review.split("\n"))
    content = f"<!doctype html><html><head><script>steal()</script></head><body><nav><p>Menu</p></nav><header>Site</header>{paragraphs}<script>steal()</script><footer>Share this</footer>"
    found = give(content.encode(), "ED1", name="page.html")
    assert not found.missing
    assert found.of > 1
    text = (shelf.folder / "lamp-review.txt").read_text(encoding="utf-8")
    assert "steal" not in text
    assert "<" not in text
    assert "Menu" not in text


def test_a_review_with_another_sentence_is_not_the_review(give, shelf, review):
    said = refused(give, review.replace("herring boat", "whaling boat").encode(), "ED1")
    assert said.startswith("mine.txt: this is not quite the text of ED1. ")
    assert "Not found: paragraph 1, sentence 2" in said
    assert kept(shelf) == []


def test_another_text_is_not_the_edition_named(give, shelf, review):
    assert refused(give, review.encode()) == (
        "mine.txt: this is not the text of ED2. 0 of the 5 places on record stand in it. Not found: the section To the reader"
        " (My neighbour asked me …); the section Chapter I (I came to Skerry Head …); the section Chapter II (Let nobody say …),"
        " and 2 more."
    )
    assert kept(shelf) == []


def test_one_changed_passage_keeps_what_was_here_unless_it_is_wanted_anyway(give, shelf, book):
    give(book.encode())
    changed = book.replace("twenty years", "thirty years")
    said = refused(give, changed.encode())
    assert "4 of the 5 places on record stand in it. Not found: F2 (I carried her … than it was)." in said
    assert "twenty years" in (shelf.folder / "forty-winters.txt").read_text(encoding="utf-8")
    found = give(changed.encode(), anyway=True)
    assert found.missing == ("F2 (I carried her … than it was)",)
    assert "thirty years" in (shelf.folder / "forty-winters.txt").read_text(encoding="utf-8")


def test_what_to_type_is_said_apart_for_those_who_type(give, shelf, book, monkeypatch):
    with pytest.raises(adding.NotTaken) as caught:
        give(b"Other words.")
    assert caught.value.hint == "To take it all the same, say --anyway."
    monkeypatch.setattr(library, "store", lambda *_: (_ for _ in ()).throw(OSError(28, "No space left on device")))
    with pytest.raises(adding.NotTaken, match=r"written to \(No space left on device\)\.$") as caught:
        give(book.encode())
    assert caught.value.hint == "Name another folder with --texts."


def test_a_passage_that_stands_in_another_section_does_not_count(give, book):
    passage = book[book.index("I carried her") : book.index("N. Aker")]
    moved = book.replace(passage, "\n\n").replace("The inspector came", f"{passage}The inspector came")
    assert "Not found: F2" in refused(give, moved.encode())


def test_editions_that_share_a_file_are_judged_together(sample_case, book):
    other = sample_case.edition("ED1")
    found = adding.judged(sample_case, [sample_case.edition("ED2"), other], book)
    assert found.standing == 5
    assert found.of > 6


def test_a_file_is_not_taken_for_one_edition_at_the_cost_of_another(sample_case, give, book):
    other = replace(sample_case.edition("ED2"), edition_id="ED3")
    moved = replace(sample_case.locator("F2"), edition_id="ED3", first_words="Not in it")
    sample_case.tables["editions"] += (other,)
    sample_case.tables["locators"] += (moved,)
    assert "5 of the 6 places on record stand in it. Not found: F2 (Not in it" in refused(give, book.encode())


def test_sentences_are_not_sought_where_nothing_else_stands(sample_case, book, monkeypatch):
    monkeypatch.setattr(verification, "sentence_places", lambda *_: pytest.fail("it would take long"))
    assert adding.judged(sample_case, [sample_case.edition("ED1")], book).standing == 0


def test_where_nothing_is_on_record_a_text_is_taken_as_it_is(sample_case, book):
    sample_case.tables["sections"] = sample_case.tables["locators"] = ()
    found = adding.judged(sample_case, [sample_case.edition("ED2")], "anything")
    assert (found.of, found.sentence()) == (0, "Nothing is on record to know it by; it was taken as it is.")


@pytest.mark.parametrize("content", [b"", b"\xef\xbb\xbf", b" \r\n\t", b"<html><script>x</script></html>"])
def test_a_file_without_words_is_refused(give, shelf, content):
    assert refused(give, content, anyway=True) == "mine.txt: there are no words in it"
    assert kept(shelf) == []


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"%PDF-1.7 x", "a PDF, not a text; save it as plain text"),
        (b"PK\x03\x04 x", "an e-book, a word processor’s file or an archive, not a text; save it as plain text"),
        (b"a\0b", "not a text; save it as plain text"),
        (bytes(range(1, 256)) * 9, "not a text; save it as plain text"),
    ],
)
def test_what_is_no_text_is_refused_even_when_wanted_anyway(give, shelf, content, said):
    assert refused(give, content, anyway=True) == f"mine.txt: {said}"
    assert kept(shelf) == []


def test_two_hundred_megabytes_are_refused(sample_case, shelf, tmp_path):
    with (tmp_path / "big.txt").open("wb") as file:
        file.truncate(200_000_000)
    said = refused(adding.add, sample_case, shelf, "ED2", tmp_path / "big.txt", anyway=True)
    assert said == "big.txt: 200,000,000 bytes, more than any book here"


def test_files_that_are_none_and_links_that_lead_away_are_refused(sample_case, shelf, tmp_path):
    (tmp_path / "here").mkdir()
    (tmp_path / "secret.txt").write_text(WORDS, encoding="utf-8")
    (tmp_path / "here/out.txt").symlink_to(tmp_path / "secret.txt")
    (tmp_path / "here/loop.txt").symlink_to("loop.txt")
    os.mkfifo(tmp_path / "here/pipe.txt")
    for name, why in {
        "here": "a folder, not a file",
        "here/out.txt": "a link that leads out of its folder",
        "here/loop.txt": "",
        "here/pipe.txt": "not an ordinary file",
        "here/nothing.txt": "there is no such file, or no longer",
    }.items():
        path = tmp_path / name
        assert refused(adding.add, sample_case, shelf, "ED2", path, anyway=True).startswith(f"{path.name}: {why}")
    assert kept(shelf) == []


def test_a_file_that_vanishes_while_it_is_read_is_refused(sample_case, shelf, tmp_path, monkeypatch):
    path = tmp_path / "mine.txt"
    path.write_text(WORDS, encoding="utf-8")
    real = os.fstat

    def vanish(number):
        found = real(number)
        if path.exists():
            os.truncate(path, 0)
            path.unlink()
        return found

    monkeypatch.setattr(os, "fstat", vanish)
    said = refused(adding.add, sample_case, shelf, "ED2", path, anyway=True)
    assert said == "mine.txt: it changed while it was read; try again"


def test_an_edition_that_does_not_exist_is_answered_with_those_that_do(give):
    assert refused(give, b"x", "ED9") == "there is no edition ED9; there are ED1, ED2"


def test_a_file_in_the_place_of_the_folder_is_said(sample_case, tmp_path, book):
    (tmp_path / "cache").write_text("", encoding="utf-8")
    (tmp_path / "mine.txt").write_text(book, encoding="utf-8")
    said = refused(adding.add, sample_case, library.Library(tmp_path / "cache"), "ED2", tmp_path / "mine.txt")
    assert said == f"{tmp_path / 'cache'} cannot be written to (File exists)."


@pytest.mark.parametrize(("number", "reason"), [(30, "Read-only file system"), (28, "No space left on device")])
def test_a_cache_that_cannot_be_written_to_keeps_what_it_has(give, shelf, book, monkeypatch, number, reason):
    give(book.encode())

    def refuse(*_):
        raise OSError(number, reason)

    monkeypatch.setattr(os, "replace", refuse)
    said = refused(give, book.replace("oil", "oyl").encode(), anyway=True)
    assert said == f"{shelf.folder} cannot be written to ({reason})."
    assert "oyl" not in (shelf.folder / "forty-winters.txt").read_text(encoding="utf-8")
    assert kept(shelf) == ["forty-winters.txt"]


def test_real_books_are_known_from_each_other(case, texts, tmp_path):
    shelf = library.Library(tmp_path)
    books = {row.edition_id: row for row in case.rows("editions") if (texts / row.file).is_file()}
    assert books
    for name in books:
        assert not adding.add(case, shelf, name, texts / books[name].file).missing
        for other in sorted(texts.glob("*.txt")):
            if other.name != books[name].file:
                assert "this is not the text" in refused(adding.add, case, shelf, name, other)


def test_a_real_book_is_taken_from_a_page_and_from_a_file_made_anew(case, texts, tmp_path):
    shelf = library.Library(tmp_path)
    books = [row for row in case.rows("editions") if row.format == "gutenberg" and (texts / row.file).is_file()]
    assert books
    for row in books:
        text = library.Library(texts).text(row).content
        anew = f"\ufeffThe eBook\r\n*** START OF THE EBOOK ***\r\n{text}\r\n*** END OF THE EBOOK ***\r\nLicence".encode()
        assert not adding.take(case, shelf, row, "anew.txt", anew).missing
        page = "<html><body>" + "".join(f"<p>{part}</p>" for part in text.replace("-\n", "").split("\n\n"))
        assert not adding.take(case, shelf, row, "page.html", page.encode()).missing
