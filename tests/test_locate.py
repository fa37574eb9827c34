import re
import time
import unicodedata
from urllib.parse import unquote

import pytest

from sidebyside import locate


def words(text):
    return locate.fold(text).words


def found(text, first, last, **options):
    return [text[span.start : span.end] for span in locate.spans(locate.fold(text), first, last, **options)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ()),
        (" \n — … “”", ()),
        ("One, TWO; three.", ("one", "two", "three")),
        ("“Curly” 'straight' «angled» „low“", ("curly", "straight", "angled", "low")),
        ("it's it’s itʼs its", ("its",) * 4),
        ("the workers’ own ‘word’", ("the", "workers", "own", "word")),
        ("_said_ *loud* and_so", ("said", "loud", "and", "so")),
        ("noted.[12] And[3]more [1234]", ("noted", "and", "more", "1234")),
        ("in 1918, 10,000 men", ("in", "1918", "10", "000", "men")),
        ("Straße ΣΑΣ", ("strasse", "σασ")),
    ],
)
def test_a_text_is_a_stream_of_words(text, expected):
    assert words(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "White-Guard",
        "White‐Guard",
        "White‑Guard",
        "White-\nGuard",
        "White-  \n   Guard",
        "White\u00adGuard",
        "WHITE\u00ad\nguard",
    ],
)
def test_a_hyphen_inside_a_word_is_dropped_with_the_line_end(text):
    assert words(text) == ("whiteguard",)


@pytest.mark.parametrize(
    "text", ["White - Guard", "White – Guard", "White—Guard", "White–Guard", "White--Guard", "White -Guard", "White- Guard"]
)
def test_a_dash_parts_words(text):
    assert words(text) == ("white", "guard")


def test_a_range_of_years_with_a_hyphen_is_one_word_and_with_a_dash_two():
    assert words("1918-20 1918–20") == ("191820", "1918", "20")


def test_cyrillic_words_are_folded_too():
    assert words("Красный Ёж, РАЙ!") == ("красный", "ёж", "рай")


def test_yo_and_ye_stay_different_letters():
    # Russian print often writes е for ё; which one an edition has is part of its wording.
    assert words("ещё") != words("еще")


@pytest.mark.parametrize("text", ["Ёлка, чей-то край", "crème brûlée", "Å ångström"])
def test_composed_and_combining_letters_give_the_same_stream(text):
    composed, combining = (unicodedata.normalize(form, text) for form in ("NFC", "NFD"))
    assert composed != combining
    assert locate.fold(composed) == locate.fold(combining)


def test_offsets_count_the_code_points_of_the_nfc_text():
    text = unicodedata.normalize("NFD", "Ёлка край")
    folded = locate.fold(text)
    composed = unicodedata.normalize("NFC", text)
    assert [composed[start:end] for start, end in zip(folded.starts, folded.ends, strict=True)] == ["Ёлка", "край"]


def test_a_stress_mark_does_not_part_a_word():
    assert words("за\u0301мок стои\u0301т") == ("за\u0301мок", "стои\u0301т")


def test_offsets_behind_an_emoji_and_a_footnote_mark_count_the_text_as_it_is():
    text = "🚂🚂 One[1] two"
    folded = locate.fold(text)
    assert folded.words == ("one", "two")
    assert [text[start:end] for start, end in zip(folded.starts, folded.ends, strict=True)] == ["One", "two"]


def test_offsets_are_half_open_and_begin_at_zero():
    folded = locate.fold("Ab c")
    assert (folded.starts, folded.ends) == ((0, 3), (2, 4))


def test_word_count_is_the_length_of_the_stream():
    assert locate.word_count("One — two-\nfold[7] “three”") == 3


def test_a_passage_reaches_from_its_first_to_its_last_words():
    text = "🙂 And so: “The train, at night, stood still.” The end"
    assert found(text, "the TRAIN", "stood still") == ["The train, at night, stood still"]


def test_a_beginning_takes_the_nearest_ending_behind_it():
    assert found("end a b end c end", "a", "end") == ["a b end"]


def test_every_passage_is_found_in_the_order_of_the_text():
    text = "one x two one y two"
    spans = locate.spans(locate.fold(text), "one", "two")
    assert [(span.start, span.end, span.first_word, span.end_word) for span in spans] == [(0, 9, 0, 3), (10, 19, 3, 6)]


def test_two_beginnings_before_one_ending_are_two_passages():
    assert found("one one two", "one", "two") == ["one one two", "one two"]


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("one two three", "two three four", ["One two three four"]),
        ("one two", "one two", ["One two"]),
        ("one two three", "three", ["One two three"]),
        ("one", "one two three", ["One two three"]),
    ],
)
def test_first_and_last_words_may_overlap(first, last, expected):
    assert found("One two three four.", first, last) == expected


def test_an_ending_never_lies_before_the_beginning_is_over():
    assert found("a b a c b", "a c", "b") == ["a c b"]
    assert found("b a", "a", "b") == []
    assert found("a b c d e a b c d", "c", "a b c d") == ["c d e a b c d"]


def test_a_passage_longer_than_the_limit_is_not_found():
    text = "start w w w stop"
    assert found(text, "start", "stop", longest=5) == [text]
    assert found(text, "start", "stop", longest=4) == []


@pytest.mark.parametrize(("first", "last"), [("", "two"), ("one", ""), ("—", "two"), ("three", "two"), ("one", "three")])
def test_words_that_are_missing_or_nothing_give_no_passage(first, last):
    assert found("one two", first, last) == []


def test_a_hyphen_does_not_reach_over_any_number_of_lines_for_ever():
    # Such pages exist, and a pattern that tries every way to part the line ends would take minutes.
    begun = time.process_time()
    assert words("one- " + "\n" * 100_000 + "- two" + "-\n " * 50_000) == ("one", "two")
    assert time.process_time() - begun < 5


def test_unseen_characters_are_passed_over_in_good_time():
    begun = time.process_time()
    assert words("a" + "\u200b" * 200_000 + "b" + "\u2060" * 200_000) == ("ab",)
    assert words("a\u200b-\u200b" * 50_000) == ("a" * 50_000,)
    assert time.process_time() - begun < 5


def test_words_that_stand_everywhere_are_found_in_good_time():
    begun = time.process_time()
    assert len(found("the " * 20_000, "the", "the")) == 20_000
    assert time.process_time() - begun < 5


def test_an_empty_text_has_no_passage():
    assert found("", "one", "two") == []


PASSAGE = "He wrote: “The guard-house stood—so he said—near the first office, and was lit.” Later"


@pytest.mark.parametrize(
    "text",
    [
        PASSAGE,
        PASSAGE.upper(),
        PASSAGE.lower(),
        PASSAGE.replace("“", '"').replace("”", '"'),
        PASSAGE.replace("“", "«").replace("”", "»"),
        PASSAGE.replace("“", "„").replace("”", "“"),
        PASSAGE.replace("“", "‘").replace("”", "’"),
        PASSAGE.replace("—", " – "),
        PASSAGE.replace("—", " -- "),
        PASSAGE.replace("—", "--"),
        PASSAGE.replace(" ", "\n"),
        PASSAGE.replace(" ", "\r\n"),
        PASSAGE.replace(" ", "\u00a0"),
        PASSAGE.replace(" ", "\u2009\n\t"),
        PASSAGE.replace("guard-house", "guardhouse"),
        PASSAGE.replace("guard-house", "guard-\nhouse"),
        PASSAGE.replace("guard-house", "guard\u00adhouse"),
        PASSAGE.replace("guard-house", "guard\u00ad\n  house"),
        PASSAGE.replace("guard-house", "guard-\u200bhouse"),
        PASSAGE.replace("office", "of\u00adfice").replace("stood", "st\u200bood"),
        PASSAGE.replace("office", "oﬃce").replace("first", "ﬁrst"),
        PASSAGE.replace("office", "_office_").replace("The", "*The*"),
        PASSAGE.replace("first office", "/first office/"),
        PASSAGE.replace("office,", "office,[12]"),
        PASSAGE.replace("office,", "office[3],"),
        PASSAGE.replace("office,", "office,¹²").replace("lit.", "lit.⁴"),
        PASSAGE.replace("office,", "office¹,"),
        PASSAGE.replace("office,", "office,*").replace("lit.", "lit.**"),
        PASSAGE.replace("lit.”", "lit.”12"),
        PASSAGE.replace("lit.”", "lit.12”"),
        PASSAGE.replace("lit", "l\u0131t").replace("\u0131", "i"),
    ],
)
def test_a_passage_is_found_however_it_is_set(text):
    text = unicodedata.normalize("NFC", text)
    folded = locate.fold(text)
    for first, last in (
        ("The guard-house", "was lit"),
        ("the guardhouse stood", "AND WAS LIT."),
        ("“The Guard‑House", "_was_ lit"),
    ):
        (span,) = locate.spans(folded, first, last)
        assert locate.span_sha256(folded, span) == locate.text_sha256(
            "The guardhouse stood so he said near the first office and was lit"
        )


def test_a_note_mark_printed_as_a_plain_figure_counts_as_it_stands():
    # "word.12" is two words and "word12" one: hashes on record count them so, and no rule tells them from numbers.
    assert words("stood near.12 It") == ("stood", "near", "12", "it")
    assert words("stood near12 it") == ("stood", "near12", "it")
    assert found("It stood near.12 It", "it", "stood near") == ["It stood near"]


def test_a_word_divided_at_the_end_of_a_line_is_found_undivided():
    assert found("their guard-\nhouse is near", "guardhouse", "near") == ["guard-\nhouse is near"]


def test_the_hash_of_words_never_changes():
    # Hashes stand in the tables: another folding would make every one of them wrong.
    expected = "2f61b83a9d6a5dfd1ad15a55abbea839190c11324b63b5cf0fd01dcd5049caec"
    assert locate.words_sha256(("ещё", "one", "its", "2")) == expected
    assert locate.text_sha256("Ещё “One” — it’s\n2.[3]") == expected


def test_the_hash_of_a_passage_is_that_of_its_words_alone():
    folded = locate.fold("before One, two! behind")
    (span,) = locate.spans(folded, "one", "two")
    assert locate.span_sha256(folded, span) == locate.text_sha256("one two")


def test_one_other_word_gives_another_hash():
    assert locate.text_sha256("one two") != locate.text_sha256("one too")


def text_directive(address):
    """First and last words as a browser reads them from an address."""
    fragment = address.partition("#")[2]
    directive = fragment.partition(":~:text=")[2]
    return [unquote(part) for part in directive.split(",")]


@pytest.mark.parametrize(
    ("first", "last"),
    [
        ("White-Guard armies", "roads, bridges"),
        ("law & order", "a = b"),
        ("#1 50% of", "what? / why: “so”"),
        ("красный ёж", "чей-то край"),
        ("a - b", "c -,"),
        ("-dash first", "dash last-"),
        ("50 %25 off", "%2C, %"),
        ("text=a:~:text=b", "end#:~:"),
        ("e\u0301tat", "ﬁn\u00ad—…"),
        ("🙂 smile", "line\nbreak"),
    ],
)
def test_a_deep_link_says_both_ends_and_nothing_in_them_parts_it(first, last):
    address = locate.deep_link("https://example.org/a?b=c", first, last)
    page, _, directive = address.partition("#:~:text=")
    assert page == "https://example.org/a?b=c"
    assert text_directive(address) == [first, last]
    assert not set(directive) & set("-& #“ёа")
    assert directive.isascii()


# As the draft of text fragments (WICG) has it: a character that stands for itself, or a byte in hexadecimal.
DIRECTIVE = re.compile(
    r"text=((?:[a-zA-Z0-9!$'()*+./:;=?@_~]|%[0-9A-F]{2})+)(?:,((?:[a-zA-Z0-9!$'()*+./:;=?@_~]|%[0-9A-F]{2})+))?"
)


@pytest.mark.parametrize("mark", [chr(code) for code in range(32, 127)] + list("ёЁ—“”«»…’é🙂\u00a0\u00ad\u200b"))
@pytest.mark.parametrize(
    "page", ["https://example.org/a", "https://example.org/a#ch4", "https://example.org/?q=%D0%B6&b=1#x%20y"]
)
def test_a_text_directive_is_one_by_the_draft_whatever_stands_in_the_words(page, mark):
    address = locate.deep_link(page, f"{mark}one{mark} two", f"three{mark}")
    before, delimiter, directive = address.partition(":~:")
    assert before == (page if "#" in page else page + "#")
    assert delimiter == ":~:"
    parts = DIRECTIVE.fullmatch(directive)
    assert [unquote(part) for part in parts.groups()] == [f"{mark}one{mark} two", f"three{mark}"]


def test_a_deep_link_keeps_the_fragment_of_the_page():
    assert locate.deep_link("https://example.org/#ch4", "one", "two") == "https://example.org/#ch4:~:text=one,two"


def test_a_deep_link_replaces_a_text_directive_of_the_page():
    assert locate.deep_link("https://example.org/#ch4:~:text=x", "one", "two") == "https://example.org/#ch4:~:text=one,two"


def test_a_deep_link_to_a_passage_with_the_same_ends_says_them_once():
    assert locate.deep_link("https://example.org/", "one two", "one two") == "https://example.org/#:~:text=one%20two"


def test_a_signature_has_two_digits_a_word_and_changes_with_the_word_alone():
    words = locate.fold("The lamp, the lamp; it’s dark.").words
    signed = locate.signature(words)
    assert len(signed) == 2 * len(words)
    assert signed == locate.signature(locate.fold("the Lamp the lamp its dark").words)
    changed = locate.signature(locate.fold("the lamp the lump its dark").words)
    assert [at for at in range(0, len(signed), 2) if signed[at : at + 2] != changed[at : at + 2]] == [6]
    assert locate.signature(()) == ""
