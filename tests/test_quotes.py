"""Grades of quotations, by hand, on texts that are made up."""

import json
import unicodedata

import pytest

from lamplight import CAT, LAMP, NIGHT, case_of
from sidebyside import locate, quotes
from sidebyside.library import Library
from sidebyside.quote_words import QUOTES, WAYS


@pytest.fixture
def here(sample):
    return case_of(sample)


@pytest.fixture
def check(here):
    return lambda text: quotes.check_quote(text, *here)


def differences(found):
    return [(one.kind, one.quotation, one.text) for one in found.differences]


@pytest.mark.parametrize("text", [
    LAMP, f"“{LAMP}.”", LAMP.replace(" ", "\n"), LAMP.replace(" ", " \u00a0\t"), LAMP.replace("evening", "even-\n  ing"),
    LAMP.replace("evening", "even\u00ading"), LAMP.replace("evening", "even- ing"), f"… {LAMP} …", f"<p>{LAMP}</p>",
    f"<i>{LAMP.replace('thought', '<b>thou</b>ght')}</i>", f"  {LAMP}?!",
])  # fmt: skip
def test_exact_but_for_lines_and_what_stands_around(check, text):
    found = check(text)
    assert (found.grade, found.author, found.differences, found.ways) == ("exact", "Ida Marrow", (), ())
    assert (found.place.edition_id, found.place.work_id, found.place.section) == ("ED2", "W2", "Chapter I")
    assert (found.agree, found.of, found.count) == (21, 21, 1)


def test_a_word_divided_twice_and_copied_in_one_line_is_exact(check):
    found = check(LAMP.replace("evening", "ev- en- ing"))
    assert (found.grade, found.differences, found.agree, found.of) == ("exact", (), 23, 23)


def test_the_place_is_where_the_words_stand(here, check):
    place = check(LAMP).place
    text = here[1].text(here[0].edition("ED2")).content
    assert " ".join(text[place.start : place.end].split()) == LAMP


@pytest.mark.parametrize(("text", "ways"), [
    (LAMP.upper(), ["case"]),
    (LAMP.replace(",", ""), ["punctuation"]),
    (LAMP.replace(",", ";").lower(), ["case", "punctuation"]),
    (LAMP.replace("lamp", "_lamp_"), ["typography"]),
    (LAMP.replace("six,", "six,[3]"), ["notes"]),
    (LAMP.replace("six", "s\u202eix"), None),
    (LAMP.replace("six,", "six\u202e,"), ["hidden"]),
    (LAMP.replace("thought", "thóught"), ["accents"]),
    (LAMP.replace("evening", "even ing"), ["divided"]),
    (LAMP.replace("at six", "… at six"), ["punctuation"]),  # an ellipsis, and nothing is left out
    (LAMP.replace("evening", "even-ing"), ["punctuation"]),
])  # fmt: skip
def test_the_same_words_and_which_way_they_differ(check, text, ways):
    found = check(text)
    if ways is None:  # a character that parts a word in two
        assert (found.grade, found.hidden) == ("same-words", 1)
        return
    assert (found.grade, sorted(found.ways)) == ("same-words", sorted(ways))
    assert {one.kind for one in found.differences} == set(ways)
    assert QUOTES["same-words"].format(ways=", ".join(WAYS[way] for way in found.ways)) in quotes.said(found)
    assert found.author == "Ida Marrow"


@pytest.mark.parametrize(("text", "lost", "marked"), [
    (LAMP.replace("that evening ", ""), ["that evening"], [False]),
    (LAMP.replace(" not", ""), ["not"], [False]),
    (LAMP.replace("that evening", "…"), ["that evening"], [True]),
    (LAMP.replace("that evening", "..."), ["that evening"], [True]),
    (LAMP.replace("that evening", ". . ."), ["that evening"], [True]),
    (LAMP.replace("that evening", "[…]"), ["that evening"], [True]),
    (LAMP.replace("that evening", "(...)"), ["that evening"], [True]),
    (LAMP.replace("that evening ", "").replace("not be dark", "… dark"), ["that evening", "not be"], [False, True]),
    ("The was lit that evening at six, and I thought that it would", ["lamp"], [False]),
])  # fmt: skip
def test_words_left_out_are_shown_and_whether_it_is_marked(check, text, lost, marked):
    found = check(text)
    assert (found.grade, found.agree, found.of) == ("words-left-out", *(locate.word_count(text),) * 2)
    assert [one.text for one in found.differences] == lost
    assert [one.marked for one in found.differences] == marked
    assert [one.kind for one in found.differences] == ["left-out"] * len(lost)


@pytest.mark.parametrize(("text", "expected"), [
    (LAMP.replace("six", "seven"), [("changed", "seven", "six")]),
    (LAMP.replace("would not", "would surely not"), [("added", "surely", "")]),
    (LAMP.replace("lit that", "put out that"), [("changed", "put out", "lit")]),
    (LAMP.replace("thought that it", "hoped she"), [("changed", "hoped she", "thought that it")]),
    (LAMP.replace("lamp", "larnp"), [("slip", "larnp", "lamp")]),
    (LAMP.replace("thought", "thouqht"), [("slip", "thouqht", "thought")]),
    (LAMP.replace("lit that evening", "dark that").replace("six", "seven"),
     [("changed", "dark", "lit"), ("left-out", "", "evening"), ("changed", "seven", "six")]),
    ("A" + LAMP[3:], [("changed", "A", "The")]),
    (f"{LAMP} there", [("added", "there", "")]),
    ("Marrow wrote: " + LAMP, [("added", "Marrow wrote", "")]),
    (LAMP.replace("was", "[it] was"), [("added", "it", "")]),
])  # fmt: skip
def test_changed_words_are_shown_with_what_stands_there(check, text, expected):
    found = check(text)
    assert found.grade == "words-changed"
    assert [one for one in differences(found) if one[0] in ("changed", "added", "slip", "left-out")] == expected
    assert found.of == locate.word_count(text)


def test_a_difference_says_where_in_the_text_it_is(here, check):
    (one,) = check(LAMP.replace("six", "seven")).differences
    assert here[1].text(here[0].edition("ED2")).content[one.start : one.end] == "six"


@pytest.mark.parametrize(("text", "editions"), [
    (f"{LAMP} … {NIGHT}", ["ED2", "ED2"]),
    ("The lamp was lit that evening at six. The inspector came in May. He read the page twice", ["ED2", "ED2"]),
])  # fmt: skip
def test_words_that_follow_each_other_after_a_while_are_left_out_and_not_stitched(check, text, editions):
    assert check(text).grade == "words-left-out"


@pytest.mark.parametrize(("text", "authors"), [
    (f"{NIGHT} … {LAMP}", ["Ida Marrow", "Ida Marrow"]),  # the other way round
    (f"{LAMP}. The gulls, it is true, did not read the paper", ["Ida Marrow", "Tom Quill"]),
    (f"{CAT}. {LAMP}", ["Пётр Юнгин", "Ida Marrow"]),
])  # fmt: skip
def test_parts_from_places_that_do_not_follow_each_other_are_shown_each(check, text, authors):
    found = check(text)
    assert found.grade == "stitched"
    assert [part.place.author for part in found.parts] == authors
    assert found.place is None
    assert found.author == (authors[0] if len(set(authors)) == 1 else None)
    assert sum(part.of for part in found.parts) == found.of == found.agree
    assert QUOTES["stitched"].format(count=2) in quotes.said(found)
    assert [one["place"]["author"] for one in found.as_dict()["parts"]] == authors


@pytest.mark.parametrize("text", [
    "The harbour master of the other island counted seven sails before breakfast and went home",
    "Съешь ещё этих мягких французских булок, да выпей же чаю",
    "lived I while again dark be not would it that thought I and six at evening that",
    "quite other words altogether",
    " ".join(["the"] * 40),
])  # fmt: skip
def test_what_is_not_found_says_where_it_looked_and_what_that_does_not_prove(check, text):
    found = check(text if len(text.split()) > 4 else f"{text} indeed never")
    assert found.grade == "not-found"
    assert (found.author, found.place, found.parts) == (None, None, ())
    assert [edition for edition, _, _ in found.searched] == ["ED1", "ED2", "ED8", "ED9"]
    assert found.absent == ("ED7",)
    sentences = quotes.said(found)
    assert all(title in sentences[0] for title in ("Forty Winters at the Lamp", "Тетрадь", "The Pier"))
    assert QUOTES["not-proof"] in sentences
    assert QUOTES["absent"].format(count=1) in sentences


def test_what_is_not_found_shows_the_nearest_passage_and_how_near(check):
    found = check("The lamp was lit that Tuesday by a man from the office who never gave his name to anybody")
    assert found.grade == "not-found"
    assert found.nearest.place.edition_id == "ED2"
    assert found.nearest.passage.startswith("The lamp was lit that")
    assert 5 <= found.nearest.agree == found.agree < found.nearest.of == 19
    assert QUOTES["nearest"].format(agree=found.agree, of=19) in quotes.said(found)


@pytest.mark.parametrize("text", [
    "The lamp was never seen by anyone at six and I counted boats",  # three words and four, of twelve
    " ".join(f"x{at}" if at % 5 in (2, 4) else word for at, word in enumerate(NIGHT.split())),  # single words here and there
])  # fmt: skip
def test_too_few_words_that_agree_or_too_scattered_are_not_found_and_the_passage_is_shown(check, text):
    found = check(text)
    assert found.grade == "not-found"
    assert found.nearest.place.edition_id == "ED2"
    assert 0.5 <= found.agree / found.of <= 0.65


def test_without_texts_nothing_is_said_to_be_missing_from_them(here, tmp_path):
    found = quotes.check_quote(LAMP, here[0], Library(tmp_path / "none"))
    assert (found.grade, found.searched) == ("not-found", ())
    assert quotes.said(found) == [QUOTES["no-texts"], QUOTES["not-proof"]]


@pytest.mark.parametrize(
    ("text", "of", "count"), [("", 0, 0), ("lamp", 1, 9), ("went dark ", 2, 0), ("two trunks and a", 4, 1), ("?!", 0, 0)]
)
def test_too_short_to_tell(check, text, of, count):
    found = check(text)
    assert (found.grade, found.of) == ("too-short", of)
    assert (found.count > 0) == (count > 0)
    assert len(found.places) == found.count
    assert (QUOTES["stands"].format(count=found.count) in quotes.said(found)) == (count > 0)


@pytest.mark.parametrize(("text", "grade", "author", "quoted_by"), [
    (CAT, "exact", "Пётр Юнгин", None),
    (CAT.replace("ё", "е"), "same-words", "Пётр Юнгин", None),
    (CAT.upper(), "same-words", "Пётр Юнгин", None),
    (unicodedata.normalize("NFD", CAT), "exact", "Пётр Юнгин", None),
    (CAT.replace("кот", "пёс"), "words-changed", "Пётр Юнгин", None),
    ("ещё до рассвета я поднимался по узкой лестнице, чтобы погасить огонь", "exact", "Пётр Юнгин", None),
    ("ещё до рассвета я поднимался по узкой лест- нице, чтобы погасить огонь", "exact", "Пётр Юнгин", None),
    ("Я прочёл её дважды … и положил под стекло", "words-left-out", "Пётр Юнгин", None),
    ("Эту тетрадь нашли на чердаке", "exact", "издатель", None),
    ("Мы печатаем ее без поправок", "same-words", "издатель", None),
    ("«Огонь любит порядок, а море любит тех, кто его не боится»", "exact", None, "Пётр Юнгин"),
])  # fmt: skip
def test_cyrillic(check, text, grade, author, quoted_by):
    found = check(text)
    assert (found.grade, found.author, found.place.quoted_by) == (grade, author, quoted_by)


@pytest.mark.parametrize(("text", "author"), [
    ("I never knew her to make a number rounder than it was", "N. Aker"),
    ("The keeper who lived never once let that lamp go dark", "not named"),
    ("did not read the paper, and the paper, it is true, did not", "Tom Quill"),
])  # fmt: skip
def test_another_hand_inside_an_edition_is_said_to_be_another(check, text, author):
    found = check(text)
    assert (found.grade, found.author) == ("exact", author)
    assert any(author in sentence for sentence in quotes.said(found))


def test_words_the_author_only_quotes_are_not_called_the_authors(check):
    found = check("Nobody who has carried oil up a stair in winter will laugh")
    assert (found.grade, found.author, found.place.quoted_by) == ("exact", None, "Tom Quill")
    assert found.place.named_beside == ("N. Aker", "Nils Aker")
    assert QUOTES["quoted"].format(author="Tom Quill", title="The Pier") in quotes.said(found)
    assert QUOTES["named"].format(names="N. Aker, Nils Aker") in quotes.said(found)


def test_words_that_stand_in_several_places_are_counted_and_the_one_most_like_is_taken(here):
    case, shelf = here
    (shelf.folder / "absent.txt").write_text(f"{LAMP.upper()}.\n\n{LAMP}.", encoding="utf-8")
    found = quotes.check_quote(LAMP.upper(), case, shelf)
    assert (found.grade, found.place.edition_id, found.count) == ("exact", "ED7", 3)
    assert len(found.places) == 3
    assert QUOTES["again"].format(count=2) in quotes.said(found)


def test_a_word_that_was_changed_is_a_slip_only_where_no_text_has_it(check):
    assert check(LAMP.replace("dark", "bark")).differences[0].kind == "slip"
    assert check(LAMP.replace("lamp", "lamps")).differences[0].kind == "changed"  # another book has lamps
    assert check(LAMP.replace("evening", "harbour")).differences[0].kind == "changed"


def test_more_differences_than_are_listed_are_counted(check, monkeypatch):
    monkeypatch.setattr(quotes, "_LISTED", 3)
    found = check(LAMP.upper())
    assert (len(found.differences), found.left_off) == (3, 16)
    assert QUOTES["more"].format(count=16) in quotes.said(found)
    found = check(f"{NIGHT.upper()} {LAMP.upper()}")
    assert (found.grade, len(found.differences)) == ("stitched", 3)
    assert found.left_off > 20


def test_few_words_that_agree_are_said_to_be_few(check):
    assert QUOTES["few"] in quotes.said(check("with two trunks and a parrot"))
    assert QUOTES["few"] not in quotes.said(check(LAMP.replace("six", "seven")))


def test_the_answer_as_plain_data(check):
    for text in (
        LAMP,
        LAMP.replace("six", "seven"),
        f"{NIGHT} {LAMP}",
        "nobody ever said such a thing anywhere",
        "x",
        "x" * 200_000,
    ):
        said = check(text).as_dict()
        assert json.loads(json.dumps(said)) == said
        assert {"grade", "work_id", "edition_id", "author", "start", "end", "differences", "folding", "searched"} <= set(said)
        assert said["folding"] == QUOTES["folding"]
        assert said["said"]
    assert check(LAMP).as_dict()["passage"] == LAMP
