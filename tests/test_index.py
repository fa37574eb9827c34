import os

import pytest

from lamplight import case_of
from sidebyside import index, library, locate, verification, wording


@pytest.fixture
def here(sample):
    return case_of(sample)


def at(found, words):
    """Where words stand in the stream of an index."""
    (first,) = found.runs(wording.keys(locate.fold(words).words))
    return first, first + len(locate.fold(words).words)


def test_every_word_of_every_text_is_in_the_stream_at_its_place(here):
    case, shelf = here
    found = index.index_of(case, shelf)
    assert [text.edition_id for text in found.texts] == ["ED1", "ED2", "ED8", "ED9"]
    assert (found.absent, found.unreadable) == (("ED7",), ())
    assert found.begins[-1] == len(found.words) == sum(len(text.folded.words) for text in found.texts)
    for word, places in found.places.items():
        assert all(found.words[place] == word for place in places)
        assert places == sorted(places)
    assert sum(map(len, found.places.values())) == len(found.words)


def test_runs_are_found_in_every_text_and_across_none(here):
    found = index.index_of(*here)
    assert len(found.runs(["the", "lamp"])) == sum(
        pair == ("the", "lamp") for text in found.texts for pair in zip(text.folded.words, text.folded.words[1:], strict=False)
    )
    last, first = found.texts[0].folded.words[-2:], found.texts[1].folded.words[:2]
    assert len(found.runs(list(last))) >= 1
    assert found.runs([*last, *first]) == []
    assert found.runs([]) == []
    assert found.runs(["the", "nowhere"]) == []


def test_the_index_is_kept_until_a_text_changes_comes_or_goes(here):
    case, shelf = here
    first = index.index_of(case, shelf)
    assert index.index_of(case, shelf) is first
    (shelf.folder / "absent.txt").write_text("Now here is a lamp of another kind.", encoding="utf-8")
    second = index.index_of(case, shelf)
    assert second is not first
    assert second.runs(["another", "kind"])
    os.remove(shelf.folder / "absent.txt")
    shelf = library.Library(shelf.folder)
    assert not index.index_of(case, shelf).runs(["another", "kind"])
    shelf.keep(case.edition("ED7"), "A third text, quite another.")
    assert index.index_of(case, shelf).runs(["a", "third", "text"])


def test_a_text_that_cannot_be_read_is_named_and_the_others_are_searched(here):
    case, shelf = here
    (shelf.folder / "pier.txt").write_bytes(b"\xff\xfe\x00bad\xff")
    found = index.index_of(case, library.Library(shelf.folder))
    assert (found.unreadable, len(found.texts)) == (("ED9",), 3)


def test_without_a_text_there_is_an_index_of_nothing(here, tmp_path):
    found = index.index_of(here[0], library.Library(tmp_path / "none"))
    assert (found.texts, found.words, found.runs(["a"])) == ([], [], [])
    assert len(found.absent) == 5


@pytest.mark.parametrize(("words", "section", "author", "written"), [
    ("I carried her letters for twenty years", "To the reader", "N. Aker", "1905"),
    ("two trunks and a cat", "Chapter I", "Ida Marrow", "1902"),
    ("another keeper would have left it out", "Chapter II", "Ida Marrow", "1904-05"),
    ("the oil had frozen in the pipe", "Chapter II", "Ida Marrow", "1904-05"),
    ("The pier had nine lamps", None, "Tom Quill", "1920"),
    ("сундуке со старыми парусами", "От издателя", "издатель", "1912"),
    ("еще до рассвета я поднимался по узкой лестнице", "Глава первая", "Пётр Юнгин", "1911"),
    ("Forty Winters at the Lamp", None, None, None),  # the title page: nobody on record speaks there
])  # fmt: skip
def test_who_speaks_is_said_by_the_sections(here, words, section, author, written):
    found = index.index_of(*here)
    place = found.place(*at(found, words))
    assert (place.section, place.author, place.written, place.quoted_by) == (section, author, written, None)
    text = found.texts[found.number(at(found, words)[0])].content[place.start : place.end]
    assert wording.keys(locate.fold(text).words) == wording.keys(locate.fold(words).words)


def test_a_passage_in_two_sections_has_both_authors(here):
    found = index.index_of(*here)
    place = found.place(at(found, "rounder than it was")[0], at(found, "two trunks and a cat")[1])
    assert (place.author, place.section) == ("N. Aker / Ida Marrow", None)


def test_sections_are_where_the_verification_finds_them(here):
    found = index.index_of(*here)
    for number, text in enumerate(found.texts):
        assert found._section_places(number) == verification.section_places(found.case, text)


@pytest.mark.parametrize(("words", "quoted_by", "named"), [
    ("no boat of ours was ever lost", "Tom Quill", ("Ida Marrow",)),
    ("carried oil up a stair in winter", "Tom Quill", ("N. Aker", "Nils Aker")),
    ("Огонь любит порядок, а море любит тех", "Пётр Юнгин", ()),
    ("lost for want of a lamp, and Marrow answered", None, ()),  # goes beyond the marks
    ("He never forgave the clerk", None, ()),
])  # fmt: skip
def test_words_in_quotation_marks_are_somebody_elses_and_who_is_named_beside_is_a_hint(here, words, quoted_by, named):
    found = index.index_of(*here)
    place = found.place(*at(found, words))
    assert place.quoted_by == quoted_by
    assert (place.author is None) == (quoted_by is not None)
    assert place.named_beside == named


@pytest.mark.parametrize(("text", "passage", "marked"), [
    ('He said: "the lamp is lit" and left.', "lamp is", '"the lamp is lit"'),
    ('He said: "the lamp" is lit "and" left.', "is lit", None),
    ('"One. The lamp is lit.\n\n"Two."', "lamp is", '"One. The lamp is lit.'),
    ('A lost mark: "the lamp is lit.\n\nTwo.', "lamp is", None),
    ("He said: “the lamp is lit” and left.", "lamp is", "“the lamp is lit”"),
    ("“One” the lamp is lit “two”", "lamp is", None),
    ("«Лампа горит», — сказал он.", "горит", "«Лампа горит»"),
    ("the lamp is lit", "lamp", None),
])  # fmt: skip
def test_the_marks_around_a_passage(text, passage, marked):
    start = text.index(passage)
    found = index.marked(text, start, start + len(passage))
    assert (found and text[slice(*found)]) == marked


def test_a_section_that_is_itself_a_quotation_has_its_author(here):
    from dataclasses import replace

    from sidebyside.model import Section

    case, shelf = here
    rows = (*case.rows("sections"), Section("ED9", 1, "Start", "The pier had nine", "Tom Quill", None),
            Section("ED9", 2, "Letter", "no boat of ours", "the harbour master", None))  # fmt: skip
    found = index.index_of(replace(case, tables=case.tables | {"sections": rows}), shelf)
    place = found.place(*at(found, "was ever lost for want"))
    assert (place.author, place.quoted_by) == ("the harbour master", None)
