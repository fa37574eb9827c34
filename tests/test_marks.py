"""Words that were marked: kept as an answer, found again in a text that was corrected, and never a reason to fall over."""

import json
import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from sidebyside import locate, marks
from sidebyside.marks import Mark

with Path(__file__).with_name("marks.json").open(encoding="utf-8") as file:
    VECTORS = json.load(file)

same = settings(derandomize=True, max_examples=150, deadline=None, database=None)
TEXT = "Fear does not make armies. 🚂 It was for want of bread, they say.\nСтрах не создаёт а\u0301рмий; fear does not."

letters = st.text(st.sampled_from("aé\u0301\u0323бя🚂 ,.\n’-\u00adß"), max_size=40).map(lambda t: unicodedata.normalize("NFC", t))


@st.composite
def marked(draw, count=4):
    """A text and marks made on it."""
    text = draw(letters.filter(len))
    found = []
    for _ in range(draw(st.integers(0, count))):
        start = draw(st.integers(0, len(text) - 1))
        end = draw(st.integers(start + 1, len(text)))
        category, on = draw(st.sampled_from(["relied", "MC04-1", "stands"])), draw(st.sampled_from(marks.PLACES))
        found.append(marks.made(text, start, end, category, on, draw(st.sampled_from(["", "why?", "“so”\n🚂"]))))
    return text, tuple(found)


def named(cases):
    return {"argvalues": cases, "ids": [case.get("name", case.get("text", "")[:20]) for case in cases]}


def mark_of(entry):
    (mark,) = marks.parse(json.dumps([entry]))
    return mark


def at(piece, text=TEXT):
    start = text.index(piece)
    return start, start + len(piece)


# What the desk's JavaScript has to come to as well


@pytest.mark.parametrize("case", **named(VECTORS["words"]))
def test_words_of_a_text(case):
    assert [case["text"][start:end] for start, end in marks.words(case["text"])] == case["found"]


@pytest.mark.parametrize("case", **named(VECTORS["made"]))
def test_what_is_kept_around_a_mark(case):
    mark = marks.made(case["text"], case["start"], case["end"], case["category"], case["on"])
    assert (mark.prefix, mark.suffix) == (case["prefix"], case["suffix"])
    assert mark.exact == case["text"][case["start"] : case["end"]]


@pytest.mark.parametrize("case", **named(VECTORS["parsed"]))
def test_what_an_answer_holds(case):
    assert marks.value_of(marks.parse(case["value"])) == case["canonical"]


@pytest.mark.parametrize("case", **named(VECTORS["anchored"]))
def test_where_a_mark_stands(case):
    found = marks.anchored(case["text"], mark_of(case["mark"]))
    assert found == (tuple(case["found"]) if case["found"] else None)


@pytest.mark.parametrize("case", **named(VECTORS["union"]))
def test_marks_of_several_answers(case):
    assert marks.union(case["values"]) == case["found"]


# An answer


@same
@given(marked())
def test_an_answer_gives_back_the_marks_it_was_made_of(drawn):
    _, found = drawn
    value = marks.value_of(found)
    assert set(marks.parse(value)) == set(found)
    assert marks.value_of(marks.parse(value)) == value
    assert marks.value_of(reversed(found)) == value


def test_the_form_of_an_answer():
    mark = marks.made(TEXT, *at("make armies"), "relied", comment="“so”", sha256=locate.text_sha256(TEXT))
    assert marks.value_of([mark]) == (
        '[{"on":"rendering","category":"relied","comment":"“so”","sha256":"' + locate.text_sha256(TEXT) + '","selector":'
        '[{"type":"TextPositionSelector","start":14,"end":25},'
        '{"type":"TextQuoteSelector","exact":"make armies","prefix":"Fear does not ","suffix":". 🚂 It was for want of bread, th"}]}]'
    )
    assert marks.value_of([]) == ""


def test_marks_stand_in_the_order_of_the_text():
    made = [marks.made(TEXT, *at(piece), category) for piece, category in
            (("they say", "b"), ("Fear does", "b"), ("Fear does", "a"), ("Fear", "z"))]  # fmt: skip
    assert [(mark.exact, mark.category) for mark in marks.parse(marks.value_of(made))] == [
        ("Fear", "z"), ("Fear does", "a"), ("Fear does", "b"), ("they say", "b"),
    ]  # fmt: skip


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(
        st.sampled_from(["on", "category", "selector", "type", "start", "end", "exact", "prefix", "comment", "x"]), inner, max_size=4
    ),
    max_leaves=12,
)  # fmt: skip


@same
@given(anything | st.binary() | st.lists(anything).map(json.dumps) | anything.map(json.dumps) | st.text())
def test_whatever_stands_in_a_journal_is_read(value):
    found = marks.parse(value)
    assert all(isinstance(mark, Mark) for mark in found)
    assert isinstance(marks.union([value, value]), str)
    assert isinstance(marks.readable(value, {}), str)


@same
@given(marked(), st.data())
def test_an_answer_with_one_part_changed_is_read(drawn, data):
    text, found = drawn
    entries = json.loads(marks.value_of(found) or "[]")
    assume(entries)
    entry = data.draw(st.sampled_from(entries))
    place = data.draw(st.sampled_from([entry, entry["selector"][0], entry["selector"][1]]))
    place[data.draw(st.sampled_from(sorted(place)))] = data.draw(anything)
    kept = marks.parse(json.dumps(entries))
    assert set(kept) >= {mark_of(one) for one in entries if one is not entry}
    assert "".join(piece for _, _, piece, _ in marks.segments(text, kept)) == text


@pytest.mark.parametrize("value", ["[" * 100_000, "[" + "9" * 5000 + "]", '["\ud83d"]', b"[]", object(), float("nan")])
def test_what_no_parser_takes_is_no_marks(value):
    assert marks.parse(value) == ()


def test_half_an_emoji_in_a_mark_is_no_reason_to_fall_over():
    mark = Mark(0, 1, "relied", "rendering", "\ud83d", "\ud83d", "\ude82", "\ud83d")
    (back,) = marks.parse(marks.value_of([mark]))
    assert marks.anchored(TEXT, back) is None
    assert marks.segments(TEXT, [back]) == [(0, len(TEXT), TEXT, ())]


# Several answers


@same
@given(st.lists(marked().map(lambda drawn: marks.value_of(drawn[1])), min_size=3, max_size=3))
def test_marks_of_several_answers_in_any_order_and_any_number_of_times(values):
    one, two, three = values
    assert marks.union([one, two]) == marks.union([two, one])
    assert marks.union([marks.union([one, two]), three]) == marks.union([one, marks.union([two, three])]) == marks.union(values)
    assert marks.union([one, one]) == marks.union([one]) == marks.union([marks.union([one]), one])


@same
@given(marked(), marked())
def test_no_words_and_no_comment_are_lost_when_both_are_taken(one, two):
    both = marks.parse(marks.union(map(marks.value_of, (one[1], two[1]))))
    for mark in (*one[1], *two[1]):
        assert mark in both or (not mark.comment and any(replace(other, comment="") == mark for other in both))


# Where marks stand


@same
@given(marked())
def test_a_mark_stands_where_it_was_made(drawn):
    text, found = drawn
    assert [marks.anchored(text, mark) for mark in found] == [(mark.start, mark.end) for mark in found]


@pytest.mark.parametrize("piece", ["does not make armies", "want of bread", "Страх не создаёт", "а\u0301рмий; fear", "Fear does"])
@pytest.mark.parametrize(("old", "new"), [
    ("🚂", ""), ("🚂", "👩\u200d🚀🚂"), ("bread,", "bread"), ("Fear", "“Fear"), ("\n", "\n\n"), (" It", " Well, it"), (";", ","),
])  # fmt: skip
def test_a_mark_survives_a_corrected_comma(piece, old, new):
    corrected = TEXT.replace(old, new, 1)
    start, end = marks.anchored(corrected, marks.made(TEXT, *at(piece), "relied"))
    assert marks.words(corrected[start:end]) and words_in(corrected[start:end]) == words_in(piece)  # noqa: PT018


def words_in(text):
    return [text[start:end] for start, end in marks.words(text)]


@same
@given(marked(), st.data())
def test_a_comma_more_never_takes_a_mark_to_other_words(drawn, data):
    text, found = drawn
    place = data.draw(st.integers(0, len(text)))
    corrected = text[:place] + ", " + text[place:]
    for mark in found:
        span = marks.anchored(corrected, mark)
        assert span is None or corrected[slice(*span)].replace(", ", "").lower().count(", ") == 0
        if span:
            assert words_in(corrected[slice(*span)]) == words_in(mark.exact) or mark.exact in corrected[slice(*span)]


@same
@given(marked(), marked())
def test_segments_cover_a_text_from_end_to_end(drawn, other):
    text, found = drawn
    pieces = marks.segments(text, (*found, *other[1]))
    assert "".join(piece for _, _, piece, _ in pieces) == text
    assert [start for start, _, _, _ in pieces] == [0, *(end for _, end, _, _ in pieces[:-1])]
    assert all(start < end and text[start:end] == piece for start, end, piece, _ in pieces)
    for mark in found:
        covered = [piece for _, _, piece, over in pieces if mark in over]
        assert "".join(covered) == mark.exact


def test_marks_that_overlap_are_told_apart():
    first, second = (marks.made(TEXT, *at(piece), name) for piece, name in (("Fear does not", "a"), ("not make", "b")))
    assert [(piece, [mark.category for mark in over]) for _, _, piece, over in marks.segments(TEXT[:26], [second, first])] == [
        ("Fear does ", ["a"]), ("not", ["a", "b"]), (" make", ["b"]), (" armies.", []),
    ]  # fmt: skip


def test_a_text_without_a_letter_has_no_segments():
    assert marks.segments("", [marks.made(TEXT, 0, 4, "relied")]) == []


def test_sentences_end_where_a_paragraph_does():
    found = [TEXT[start:end] for start, end in marks.sentences(TEXT)]
    assert found == [
        "Fear does not make armies.",
        "🚂 It was for want of bread, they say.",
        "Страх не создаёт а\u0301рмий; fear does not.",
    ]


@same
@given(letters)
def test_words_and_sentences_lie_in_the_text_one_behind_another(text):
    for found in (marks.words(text), marks.sentences(text)):
        ends = [0, *(end for _, end in found)]
        assert all(before <= start < end <= len(text) for before, (start, end) in zip(ends, found, strict=False))


# Of an author's own words


@same
@given(
    st.lists(st.sampled_from(["der", "Wagen 🚂", "hielt,", "и", "dampf–los."]), min_size=1, max_size=40).map(" ".join), st.data()
)
def test_nothing_longer_than_twelve_words_of_an_original_is_kept(text, data):
    spans = marks.words(text)
    first = data.draw(st.integers(0, len(spans) - 1))
    last = min(len(spans), first + data.draw(st.integers(1, marks.OWN_WORDS))) - 1
    mark = marks.made(text, spans[first][0], spans[last][1], "relied", "original")
    assert len(marks.words(mark.prefix + mark.exact + mark.suffix)) <= marks.OWN_WORDS
    assert marks.anchored(text, mark) == (mark.start, mark.end)


# What is said of them


def test_words_relied_on_stand_in_the_order_of_the_text():
    made = [
        marks.made(TEXT, *at("want of bread"), marks.RELIED),
        marks.made(TEXT, *at("Fear"), marks.RELIED),
        marks.made(TEXT, *at("armies"), "MC04-1"),
        marks.made("Der Zug hielt.", 4, 7, marks.RELIED, "original"),
        marks.made("gone for good", 0, 13, marks.RELIED),
    ]
    assert marks.relied(TEXT, made) == ("Fear", "want of bread", "Zug")
    assert marks.relied(TEXT.replace("want of", "want, of"), made) == ("Fear", "want, of bread", "Zug")


def test_an_answer_is_read_as_categories_and_quotations():
    value = marks.value_of([
        marks.made(TEXT, *at("Fear does not make"), "MC04-1", comment=" strong "),
        marks.made("One.\nTwo.", 0, 9, "unknown"),
    ])  # fmt: skip
    assert marks.readable(value, {"MC04-1": "loaded words"}) == (
        "unknown: “One. Two.”; loaded words: “Fear does not make” (strong)"
    )
    assert marks.readable("{}", {}) == ""
