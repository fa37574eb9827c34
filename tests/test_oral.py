"""Three questions drawn from a learner's own marks and reasons."""

import pytest

from handed import EVERYTHING, MARKS, case_of, made, value_of
from sidebyside.handin_words import ORAL
from test_work import mark


@pytest.fixture
def asked(sample, tmp_path):
    """The questions somebody is asked who answered this."""
    case = case_of(sample)
    folders = (tmp_path / f"asked-{number}" for number in range(99))
    return lambda answers: made(case, next(folders), answers).oral


def test_there_are_three_on_a_mark_a_reason_and_the_verdict(asked):
    assert asked(EVERYTHING) == (
        "In “The ninth winter” you marked “the oil froze” and wrote beside it: “a cause”. What in these words makes you say so?",
        "Of “The postmaster” you wrote: “Hearsay”. Which words of the passage carry that, and how might somebody else read them?",
        "Your verdict is: not supported. But of “The ninth winter” you said: supports it. Why does it not outweigh the rest?",
    )


def test_they_are_the_same_for_the_same_answers(asked):
    assert asked(EVERYTHING) == asked(dict(reversed(EVERYTHING.items())))


def test_a_mark_without_a_comment_is_asked_about_by_its_category(asked):
    (first, *_) = asked({"P00-4:K1:F1": value_of(mark("One night", 50, "MC00-1"), mark("the oil froze", 68))})
    assert first == ORAL["mark"].format(passage="The ninth winter", words="the oil froze", category="words I rely on")


def test_the_reason_is_of_another_passage_than_the_mark_where_there_is_one(asked):
    both = asked({"P00-4:K1:F1": MARKS, "P00-5:K1:F1": "hers", "P00-5:K1:F2": "his"})
    assert ["“his”" in both[1], "“hers”" in both[1]] == [True, False]
    one = asked({"P00-4:K1:F1": MARKS, "P00-5:K1:F1": "hers"})
    assert "“hers”" in one[1]


@pytest.mark.parametrize(("answers", "expected"), [
    ({"P00-3": "borne-out"}, ORAL["judged"].format(verdict="well supported")),
    ({"P00-3": "borne-out", "P00-7": "borne-out"}, ORAL["kept"].format(verdict="well supported")),
    ({"P00-3": "borne-out", "P00-7": "cannot-tell"}, ORAL["changed"].format(first="well supported", second="what I have read cannot tell")),
    ({"P00-3": "borne-out", "P00-2": "against"}, ORAL["against"].format(verdict="well supported", passage="The ninth winter", bearing="speaks against it")),
    ({"P00-3": "borne-out", "P00-2": "supports"}, ORAL["judged"].format(verdict="well supported")),
    ({"P00-3": "no such verdict"}, None),
])  # fmt: skip
def test_what_is_asked_about_the_verdict_hangs_on_what_became_of_it(asked, answers, expected):
    found = asked(answers)
    assert found == ((expected,) if expected else ())


def test_what_was_expected_takes_the_place_of_what_is_missing(asked):
    assert asked({"P00-1": "a date\nin her hand"}) == (ORAL["expected"].format(text="a date in her hand"),)


def test_a_second_mark_and_a_second_reason_fill_up(asked):
    found = asked({"P00-4:K1:F1": value_of(mark("the oil froze", 68), mark("One night", 50))})
    assert len(found) == 2
    assert len(asked({f"P00-5:K1:{name}": "so" for name in ("F1", "F2")})) == 2


def test_nothing_is_asked_of_somebody_who_wrote_nothing(asked):
    assert asked({}) == ()


def test_a_long_reason_is_cut_to_words_and_one_line(asked):
    (found,) = asked({"P00-5:K1:F2": "word\n" * 60})
    assert found.count("word") == 25 + 1  # “which words of the passage”
    assert " …" in found
    assert "\n" not in found
    (found,) = asked({"P00-5:K1:F2": "x" * 5000})
    assert len(found) < 500


@pytest.mark.parametrize(
    ("text", "said"), [("A date.", "A date"), ("A date", "A date"), ("Well ..", "Well .."), ("Why?", "Why?"), (".", "")]
)
def test_a_sentence_that_is_quoted_brings_no_second_point(asked, text, said):
    assert asked({"P00-1": text})[0] == ORAL["expected"].format(text=said)
