import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sidebyside import compare, locate, wording

settings.register_profile(
    "same", derandomize=True, max_examples=100, deadline=None, database=None, print_blob=False,
    suppress_health_check=list(HealthCheck),
)  # fmt: skip
settings.load_profile("same")
WORDS = st.lists(
    st.sampled_from(["a", "b", "the", "lamp", "Lamp,", "rôle", "role", "key-", "hole", "keyhole", "\n", "“x”"]), max_size=40
)
TEXTS = st.one_of(WORDS.map(" ".join), st.text(max_size=60))


def pieces(left, right):
    two = compare.compared(left, right)
    return [(one.kind, two.left[slice(*one.left)].strip(), two.right[slice(*one.right)].strip()) for one in two.segments]


def joined(found):
    """Neighbours that are the same as one."""
    kept = []
    for kind, one, other in found:
        if kept and kept[-1][0] == kind == "same":
            kept[-1] = (kind, f"{kept[-1][1]} {one}", f"{kept[-1][2]} {other}")
        else:
            kept.append((kind, one, other))
    return kept


@pytest.mark.parametrize(("left", "right", "expected"), [
    ("The lamp was lit", "The lamp was lit", [("same", "The lamp was lit", "The lamp was lit")]),
    ("the lamp\nwas lit", "the  lamp was lit", [("same", "the lamp\nwas lit", "the  lamp was lit")]),
    ("a lamp", "a big lamp", [("same", "a", "a"), ("right", "", "big"), ("same", "lamp", "lamp")]),
    ("a big lamp", "a lamp", [("same", "a", "a"), ("left", "big", ""), ("same", "lamp", "lamp")]),
    ("a big lamp", "a lit lamp", [("same", "a", "a"), ("changed", "big", "lit"), ("same", "lamp", "lamp")]),
    ("A lamp", "a lamp", [("form", "A", "a"), ("same", "lamp", "lamp")]),
    ("the key hole, and", "the keyhole, and", [("same", "the", "the"), ("divided", "key hole,", "keyhole,"), ("same", "and", "and")]),
    ("the key- hole and", "the keyhole and", [("same", "the", "the"), ("same", "key- hole", "keyhole"), ("same", "and", "and")]),
    ("key hole now", "keyhole then", [("divided", "key hole", "keyhole"), ("changed", "now", "then")]),
    ("now the key hole", "then keyhole", [("changed", "now the", "then"), ("divided", "key hole", "keyhole")]),
    ("", "", [("same", "", "")]),
    ("...", "…", [("form", "...", "…")]),
    ("", "a lamp", [("right", "", "a lamp")]),
    ("a lamp", "?!", [("left", "a lamp", "?!")]),
    ("one", "two", [("changed", "one", "two")]),
])  # fmt: skip
def test_segments(left, right, expected):
    assert joined(pieces(left, right)) == joined(expected)


def test_a_difference_in_form_says_in_which_way():
    two = compare.compared("The LAMP, was lit", "The lamp was lit")
    (form,) = [one for one in two.segments if one.kind == "form"]
    assert form.ways == ("case", "punctuation")


@given(TEXTS, TEXTS)
def test_the_segments_cover_both_texts_from_end_to_end(left, right):
    two = compare.compared(left, right)
    assert (two.left, two.right) == (locate.nfc(left), locate.nfc(right))
    for text, side in ((two.left, "left"), (two.right, "right")):
        assert "".join(text[slice(*getattr(one, side))] for one in two.segments) == text
        ends = [getattr(one, side) for one in two.segments]
        assert all(before[1] == after[0] for before, after in zip(ends, ends[1:], strict=False))
    for one in two.segments:
        words = [wording.keys(locate.fold(text[slice(*span)]).words) for text, span in two.pieces(one)]
        if one.kind in ("same", "form", "divided"):
            assert "".join(words[0]) == "".join(words[1])
        assert bool(one.ways) == (one.kind == "form")
    assert 0 <= two.share <= 1


@given(TEXTS)
def test_a_text_beside_itself_is_the_same(text):
    two = compare.compared(text, text)
    assert {one.kind for one in two.segments} == {"same"}
    assert two.share == 1


@given(st.lists(st.sampled_from("abcde"), max_size=60), st.lists(st.sampled_from("abcde"), max_size=60))
def test_words_that_agree_rise_in_both(first, second):
    pairs = compare.matching(first, second)
    assert all(first[one] == second[other] for one, other in pairs)
    assert all(a < c and b < d for (a, b), (c, d) in zip(pairs, pairs[1:], strict=False))


def test_long_texts_are_laid_by_what_stands_once_in_each(monkeypatch):
    """With the small limit nothing is left to difflib but the gaps, and the same is found."""
    rng = random.Random(3)
    first = [f"w{rng.randrange(400)}" for _ in range(3000)]
    second = [word for word in first if rng.random() > 0.05]
    for at in rng.sample(range(len(second)), 100):
        second[at] = "changed"
    pairs = compare.matching(first, second)
    assert len(pairs) > 0.9 * len(first)
    monkeypatch.setattr(compare, "_SMALL", 10**9)
    assert abs(len(compare.matching(first, second)) - len(pairs)) < 20


def test_texts_in_which_nothing_stands_once_are_told_apart_without_end():
    two = compare.compared("a b " * 12_000, "b a a " * 9_000)
    assert [one.kind for one in two.segments] == ["changed"]


@pytest.mark.parametrize(("pairs", "expected"), [
    ([(0, 3), (1, 1), (2, 2), (3, 4)], [(1, 1), (2, 2), (3, 4)]),
    ([(0, 0)], [(0, 0)]),
    ([(0, 2), (1, 1), (2, 0)], [(2, 0)]),
])  # fmt: skip
def test_the_longest_order_that_both_have(pairs, expected):
    assert compare._rising(pairs) == expected
