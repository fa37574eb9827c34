"""Which question comes first, which not again, what a desk's answers become, and that nothing written is too much."""

from dataclasses import replace
from string import Formatter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sidebyside import feedback, layout
from sidebyside.feedback import asked
from sidebyside.feedback.answered import relied_in
from sidebyside.feedback.text import text_of
from sidebyside.feedback.thinking import SCALES, months_of
from thoughts import HOPE, JUDGED, LIST, ORDER, asked_of

MOST_WORDS = 30

EVERYTHING = replace(
    JUDGED,
    readings=(
        replace(LIST, confidence="sure", reason="It is true."),
        replace(HOPE, reason="It is true!"),
        replace(ORDER, reason=""),
    ),
    verdict="not-borne-out",
    verdict_reason="So the series is right. This proves it.",
    second="not-borne-out",
)


def test_a_question_about_the_wrong_matter_comes_first_then_the_verdict_then_words():
    found = asked_of(EVERYTHING)
    assert found == sorted(found, key=list(feedback.RULES).index)
    assert len(set(found)) > 4
    assert found[0] == "FB6"
    assert asked_of(EVERYTHING, "weigh") == ["FB1", "FB2"]


def test_at_a_step_only_what_was_written_up_to_there_is_asked_about():
    for step in ("predict", "source", "no step"):
        assert asked_of(EVERYTHING, step) == []
    assert not {"FB6", "FB7"} & set(asked_of(EVERYTHING, "weigh"))
    assert {"FB6", "FB7"} <= set(asked_of(EVERYTHING, "judge"))
    assert "FB9" not in asked_of(EVERYTHING, "judge")


def test_a_dismissed_question_is_not_asked_again_and_no_other_is_lost():
    everything = feedback.questions(EVERYTHING)
    for question in everything:
        key = feedback.dismissal_key(question.rule, "K1", question.excerpt_id)
        assert feedback.questions(EVERYTHING, dismissed={key}) == [one for one in everything if one != question]
        assert feedback.questions(replace(EVERYTHING, claim_id="K2"), dismissed={key}) == everything
    keys = {feedback.dismissal_key(one.rule, "K1", one.excerpt_id) for one in everything}
    assert feedback.questions(EVERYTHING, dismissed=keys) == []


def test_a_question_is_short_names_no_score_and_gives_no_praise():
    for name, phrase in asked.QUESTIONS.items():
        fields = {field for _, field, _, _ in Formatter().parse(phrase) if field}
        filled = phrase.format(**dict.fromkeys(fields, "x"))
        assert name.partition("-")[0] in feedback.RULES
        assert len(filled.split()) <= MOST_WORDS, name
        assert "?" in filled
        assert not set("<>&'\"") & set(filled)
        assert not {"good", "well", "right", "wrong", "score", "points"} & set(filled.lower().replace("?", "").split())
    assert {name.partition("-")[0] for name in asked.QUESTIONS} == set(feedback.RULES)


# from the answers of a desk


def answers_to(case, lesson_id, claim_id, given):
    """Answers by key: the same to every question of a step and a kind."""
    return {
        one.prompt_id: given[one.step, one.kind] for one in case.questions(lesson_id, claim_id) if (one.step, one.kind) in given
    }


GIVEN = {
    ("predict", "text"): "An order.",
    ("weigh", "bearing"): "complicates",
    ("weigh", "trust"): "partly",
    ("weigh", "text"): "because of the word all",
    ("judge", "verdict"): "partly",
    ("judge", "text"): "Some of it.",
}


def test_the_answers_of_a_desk_become_a_thinking(case):
    for lesson, claim in (("00", "K12"), ("04", "K15")):
        thinking = feedback.thinking_of(case, lesson, claim, answers_to(case, lesson, claim, GIVEN))
        laid = next(one for one in layout.of_lesson(case, lesson)["claims"] if one["id"] == claim)["excerpts"]
        assert [one.excerpt_id for one in thinking.readings] == [one["id"] for one in laid]
        assert thinking.history == case.claim(claim).history
        assert (thinking.prediction, thinking.verdict, thinking.verdict_reason) == ("An order.", "partly", "Some of it.")
        assert {(one.bearing, one.trust, one.reason) for one in thinking.readings} == {
            ("complicates", "partly", "because of the word all")
        }
        assert all(one.label and one.author for one in thinking.readings)
        assert any(one.months for one in thinking.readings)


def test_wider_reading_counts_as_far_as_it_was_weighed(case):
    wider = {pair.excerpt_id for pair in case.rows("pairs", lesson_id="04", role="wider")}
    assert wider
    unread = feedback.thinking_of(case, "04", "K15", {})
    assert not wider & {one.excerpt_id for one in unread.readings}
    read = feedback.thinking_of(case, "04", "K15", answers_to(case, "04", "K15", GIVEN))
    assert wider & {one.excerpt_id for one in read.readings}


def test_what_was_expected_before_reading_is_no_trust(case):
    answers = answers_to(case, "04", "K15", {("source", "trust"): "fully"})
    assert answers
    assert {one.trust for one in feedback.thinking_of(case, "04", "K15", answers).readings} == {""}


def test_words_relied_on_come_from_the_marks_of_a_passage_and_a_broken_value_is_none():
    place = '{"type":"TextPositionSelector","start":1,"end":9}'
    mark = f'{{"category":"%s","on":"rendering","selector":[{place},{{"type":"TextQuoteSelector","exact":"%s"}}]}}'
    assert relied_in(f"[{mark % ('relied', 'ten jobs')},{mark % ('MC04-1', 'shot')}]") == ("ten jobs",)
    broken = ["", "{", "3", "[3]", '[{"category":"relied"}]', '[{"category":"relied","selector":3}]', "[" * 99_999, "9" * 9999]
    broken += ['[{"category":"relied","selector":[{"type":"TextQuoteSelector","exact":[1]}]}]', mark % ("relied", "x"), "NaN"]
    assert {relied_in(value) for value in broken} == {()}


def test_dismissals_are_told_from_other_answers():
    answers = {
        "FB1:K1:B1": feedback.NOT_APPLICABLE,
        "FB2:K1": "",
        "FB3:K1": "yes",
        "P00-1": feedback.NOT_APPLICABLE,
        "FB4:K1": None,
    }
    assert feedback.dismissed_in(answers) == {"FB1:K1:B1"}


def test_plain_data_with_faults_is_refused_and_all_are_named():
    data = {"verdict": "yes", "colour": "red", "readings": [{"bearing": 3}, {"excerpt_id": "B1", "relied": "x"}]}
    with pytest.raises(ValueError, match="colour.*") as caught:
        feedback.thinking_from(data)
    for part in ("verdict is 'yes'", "readings[0].bearing is int", "readings[0].excerpt_id is missing", "readings[1].relied"):
        assert part in str(caught.value)


@pytest.mark.parametrize("written", ["", "unknown", "1929/1918", "1918/1919/1920", "19xx", "١٩١٨", None])
def test_a_date_that_is_none_has_no_months(written):
    assert months_of(written) is None


# whatever a learner writes


WORDS = (
    "the series is wrong he never says passage 1 proves “ ” ' ' no doubt I think because same order 1918 \ud83d ﷺ \x00 ?".split(
        " "
    )
)
TEXTS = st.one_of(
    st.text(st.characters(), max_size=200),
    st.lists(st.sampled_from(WORDS), max_size=80).map(" ".join),
    st.builds(lambda unit, times: unit * times, st.sampled_from([*WORDS, "he said ", "‘a", "w'll", "a"]), st.integers(0, 6000)),
)
READINGS = st.builds(
    feedback.Reading,
    excerpt_id=st.sampled_from(["B1", "B2", "R1"]),
    label=st.text(max_size=20),
    author=st.text(max_size=20),
    is_self=st.booleans(),
    written=st.one_of(st.none(), st.sampled_from(["1918", "1929", "1919/1920-05", "?", "/"]), st.text(max_size=8)),
    reason=TEXTS,
    relied=st.lists(st.text(max_size=9), max_size=2).map(tuple),
    **{name: st.sampled_from(SCALES[name]) for name in ("bearing", "trust", "confidence")},
)
THOUGHTS = st.builds(
    feedback.Thinking,
    history=st.text(max_size=60),
    readings=st.lists(READINGS, max_size=4).map(tuple),
    verdict_reason=TEXTS,
    corroboration=TEXTS,
    second_reason=TEXTS,
    claim_id=st.sampled_from(["", "K1"]),
    **{name: st.sampled_from(SCALES[name]) for name in ("verdict", "second")},
)


@settings(deadline=None)
@given(THOUGHTS, st.sampled_from([None, *feedback.STEPS, "predict"]))
def test_whatever_is_written_questions_are_plain_and_those_of_a_step_belong_to_it(thinking, step):
    found = feedback.questions(thinking, step)
    for question in found:
        steps = feedback.RULES[question.rule][0]
        assert step is None or steps == "any" or step in steps
        assert question.excerpt_id in {None, *(one.excerpt_id for one in thinking.readings)}
        assert question.text
    assert found == feedback.questions(thinking, step)


@pytest.mark.parametrize("unit", ["a", "the series is wrong ", "\ud800", "“", "I think ", "é"])
def test_a_text_too_long_to_be_read_is_never_asked_about(unit):
    text = unit * (1_000_000 // len(unit))
    assert text_of(text).is_long
    long = replace(EVERYTHING, readings=(replace(LIST, confidence="sure", reason=text),), verdict_reason=text, second_reason=text)
    assert asked_of(long) == []


def test_a_letter_that_becomes_many_makes_a_text_too_long_as_well():
    assert text_of("ﷺ" * 1000).is_long
    assert not text_of("a" * 1000).is_long
