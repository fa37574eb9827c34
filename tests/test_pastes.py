import random
import time
import unicodedata

import pytest

from sidebyside import locate, pastes
from sidebyside.model import Locator

PASSAGE = (
    "The lamp stood over the “Long Reef” from the first night of autumn, and nobody, says the keeper’s book, ever saw it dark; "
    "when the oil froze she carried embers up the stair and set them in the pan, and the herring boats came home by that small light."
)
WORDS = locate.fold(PASSAGE).words


def locator(words=WORDS, **changes):
    columns = dict.fromkeys(Locator.__dataclass_fields__) | {
        "owner_id": "F1", "first_words": " ".join(words[:3]), "last_words": " ".join(words[-3:]),
        "sha256": locate.words_sha256(words), "signature": locate.signature(words),
    }  # fmt: skip
    return Locator(**columns | changes)


def judge(text, language="en", known=None, **changes):
    return pastes.judged(text, locator(**changes), language, known)


@pytest.mark.parametrize(
    "text",
    [
        PASSAGE,
        PASSAGE.upper(),
        f"Chapter 3\n\nOther words before. {PASSAGE} And behind, many more.",
        f"The lamp stood elsewhere too. {PASSAGE} That small light.",
        PASSAGE.replace(" ", "\n"),
        PASSAGE.replace("embers", "em\u00adbers").replace("froze", "_froze_[12]"),
        PASSAGE.replace("froze", "froze²").replace("pan,", "pan,* "),
        PASSAGE.replace("froze", "froze12").replace("dark;", "dark;3").replace("stair", "stair.4"),
        f"<html><body><script>lamp();</script><p>Menu</p><p onclick='x()'>{PASSAGE}</p><style>p{{}}</style></body></html>",
        "<p>" + PASSAGE.replace("Long", "<i>Lo<b>ng</b></i>").replace("’", "&rsquo;") + "</p>",
    ],
)
@pytest.mark.parametrize("known", [None, WORDS])
def test_the_same_words_are_the_same_however_they_were_copied(text, known):
    found = judge(text, known=known)
    assert (found.grade, found.differs, found.agree, found.of) == ("same", (), len(WORDS), len(WORDS))
    if "12" not in text and "²" not in text:
        assert locate.fold(found.passage).words == WORDS
    assert "<" not in found.passage
    assert "lamp()" not in found.passage


@pytest.mark.parametrize("around", ["{}", "<p>{}</p><p>Й&eacute;&#x301;</p>"])
def test_letters_copied_apart_from_their_marks_are_cut_where_the_words_are(around):
    passage = "Ещё тёмный йод и большой край стояли у двери, café déjà vu, и никто их не трогал."
    words = locate.fold(passage).words
    apart = unicodedata.normalize("NFD", f"Вначале йойойой ёжик. {passage} После, мой ёж.")
    assert len(apart) > len(f"Вначале йойойой ёжик. {passage} После, мой ёж.") + 10
    for known in (None, words):
        found = judge(around.format(apart), "ru", known, words=words)
        assert (found.grade, found.passage) == ("same", passage)
        found = judge(around.format(apart.replace("двери", "окна")), "ru", known, words=words)
        assert (found.grade, found.passage, found.differs) == ("near", passage.replace("двери", "окна"), ("окна",))


def test_the_passage_keeps_its_marks_and_nothing_around_it():
    assert judge(f"Before. {PASSAGE} Behind.").passage == PASSAGE


@pytest.mark.parametrize("known", [None, WORDS])
@pytest.mark.parametrize("around", ["", "Some other words stand around it here. "])
@pytest.mark.parametrize(
    ("old", "new", "differs", "lost"),
    [
        ("embers", "coals", ("coals",), 1),
        ("set them in the pan", "laid these in the pot", ("laid these", "pot"), 3),
        ("ever saw", "saw", (), 1),
        ("and set them in the pan", "then put them on the tray", ("then put", "on", "tray"), 4),
        ("herring boats", "grey herring boats", ("grey",), 0),
        ("The lamp", "A lantern", ("A lantern",), 2),
        ("small light", "little flame", ("little flame",), 2),
    ],
)
def test_nearly_the_same_words_are_near_and_those_that_differ_are_named(old, new, differs, lost, around, known):
    assert PASSAGE.count(old) == 1
    found = judge(around + PASSAGE.replace(old, new) + " " + around, known=known)
    assert (found.grade, found.differs, found.agree, found.of) == ("near", differs, len(WORDS) - lost, len(WORDS))
    assert locate.fold(found.passage).words == locate.fold(PASSAGE.replace(old, new)).words


def test_four_words_in_five_are_near_and_fewer_are_not():
    words = [f"word{letter}{other}" for letter in "abcdefghij" for other in "abcdefghij"]
    changed = [f"else{at}x" if at % 5 == 2 else word for at, word in enumerate(words)]
    assert judge(" ".join(changed), words=words).grade == "near"
    changed[1] = "otherx"
    assert judge(" ".join(changed), words=words).grade == "not-it"


def test_a_passage_whose_last_words_stand_in_it_twice_is_the_same():
    words = ("the", "lamp", "was", "lit", "and", "then", "the", "boat", "came", "and", "then", "the")
    assert judge("Before. " + " ".join(words) + " behind", words=words).grade == "same"


@pytest.mark.parametrize(("more", "grade"), [(25, "near"), (26, "not-it"), (100, "not-it")])
def test_a_word_too_many_counts_as_a_word_too_few(more, grade):
    words = [f"word{letter}{other}" for letter in "abcdefghij" for other in "abcdefghij"]
    mixed = [part for at, word in enumerate(words) for part in ([word, "andthen"] if at * more % 100 < more else [word])]
    assert len(mixed) == 100 + more
    assert judge(" ".join(mixed), words=words).grade == grade


@pytest.mark.parametrize("signature", [None, locate.signature(WORDS)])
def test_other_beginnings_before_the_passage_do_not_hide_it(signature):
    assert judge("The lamp stood here. " * 20 + PASSAGE, signature=signature).grade == "same"


@pytest.mark.parametrize("text", ["", " \n\t", "“—”…", "<p></p>", "<script>lamp stood</script>", "\0", "🙂"])
def test_nothing_is_nothing(text):
    assert judge(text) == pastes.Judged("empty")


@pytest.mark.parametrize(
    "text", ["lamp", "word", "a b c", "The lamp stood over the", PASSAGE[: len(PASSAGE) // 2], PASSAGE[100:200]]
)
def test_one_word_or_a_part_is_too_short(text):
    assert judge(text).grade == "too-short"


@pytest.mark.parametrize(
    "text",
    ["Here are quite other words, which nobody ever wrote of a lamp or of the boats.", " ".join(reversed(PASSAGE.split()))],
)
def test_other_words_are_not_it(text):
    assert judge(text).grade == "not-it"
    assert judge(text * 5).grade == "not-it"


def test_another_language_is_said():
    russian = "Лампа стояла над рифом с первой ночи осени, и никто никогда не видел её тёмной."
    assert judge(russian).grade == "other-language"
    assert judge("Лампа").grade == "other-language"
    assert judge("Here are quite other words, which nobody ever wrote.", language="ru").grade == "other-language"
    assert judge(russian, language="ru").grade == "not-it"
    assert judge(russian, language="he").grade == "not-it"
    assert judge(f"{russian * 9} {PASSAGE}").grade == "same"


def test_a_passage_not_seen_whole_is_known_by_its_ends_alone():
    blank = {"sha256": None, "signature": None}
    assert judge(f"So: {PASSAGE} End.", **blank) == pastes.Judged("begins-and-ends", PASSAGE)
    assert judge(PASSAGE.replace("embers", "coals"), signature=None).grade == "begins-and-ends"
    assert judge(PASSAGE, signature=None).grade == "same"
    assert judge(PASSAGE.replace("The lamp", "A lantern"), **blank).grade == "not-it"
    assert judge("lamp", **blank).grade == "too-short"
    assert judge("Лампа", **blank).grade == "other-language"


def test_what_is_too_long_is_not_looked_at(monkeypatch):
    assert judge(PASSAGE + " x" * 200_000).grade == "too-long"
    assert judge(PASSAGE + " x" * 190_000).grade == "same"


@pytest.mark.parametrize(
    "text",
    [
        "the " * 25_000,
        "the lamp stood " * 8_000,
        "the lamp stood " * 4_000 + "that small light " * 4_000,
        "herring boats " * 10_000,
        "<" * 100_000 + "</p>",
        "<script>" * 12_000,
        "<!-- " * 20_000 + "</p>",
        "<p " * 30_000 + "</p>",
        "a-" * 50_000,
        "a-\n" * 33_000,
        "abc1" * 25_000,
        "[1" * 50_000,
        "слово " * 16_000,
        "\ud800" * 100_000,
        "<p>" + "&#x41; " * 14_000,
        " ".join(random.Random(1).choices(WORDS, k=20_000)),
    ],
)
@pytest.mark.parametrize("known", [None, WORDS])
def test_a_hundred_kilobytes_of_anything_are_answered_quickly(text, known):
    begun = time.process_time()
    assert judge(text, known=known).grade in pastes.GRADES[3:]
    assert time.process_time() - begun < 3


def test_unlike_passages_of_real_books_agree_in_few_words(texts):
    """What `pastes.NEAR` is argued from, and that a real passage is found in a whole chapter."""
    choose = random.Random(2)
    books = [path.read_text(encoding="utf-8-sig") for path in (texts / "pg1326.txt", texts / "pg6413.txt", texts / "goldman.txt")]
    streams = [locate.fold(book) for book in books]
    agreed = []
    for _ in range(100):
        size = choose.choice((20, 50, 100, 300))
        first, second = choose.sample(range(len(books)), 2)
        one, other = (choose.randrange(5_000, len(streams[book].words) - 9_000) for book in (first, second))
        words = streams[first].words[one : one + size]
        paste = books[second][streams[second].starts[other] : streams[second].ends[other + size - 1]]
        found = judge(paste, words=words)
        agreed.append((found.agree or 0) / size)
        assert found.grade == "not-it"
        chapter = books[first][streams[first].starts[one - 4_000] : streams[first].starts[one + 8_000]]
        assert judge(chapter, words=words).grade == "same"
    assert max(agreed) < 0.4


def test_marks_stacked_on_one_letter_by_the_hundred_thousand_do_not_hold_up_the_notebook():
    begun = time.process_time()
    assert judge(PASSAGE + " a" + "\u0301\u0316" * 150_000).grade == "same"
    assert time.process_time() - begun < 5, "sorting them would take minutes"
