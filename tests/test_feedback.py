"""When a question about method is asked, and when none is."""

from dataclasses import replace

import pytest

from sidebyside import feedback
from sidebyside.feedback import asked
from sidebyside.feedback.text import LONGEST
from thoughts import HOPE, JUDGED, LIST, ORDER, STORY, asked_of


def weighed(**fields):
    return feedback.Thinking(readings=(replace(LIST, **fields),), claim_id="K1")


def judged(**fields):
    return replace(JUDGED, **fields)


def test_of_good_thinking_nothing_is_asked():
    assert asked_of(JUDGED) == []


@pytest.mark.parametrize("reason", ["", "  ", "…", "Because it is true.", "its obvious", "no doubt about it", "the text say so"])
@pytest.mark.parametrize("fields", [{"confidence": "sure"}, {"trust": "fully"}])
def test_certainty_without_a_reason_is_asked_about(reason, fields):
    assert asked_of(weighed(reason=reason, **fields), "weigh")[0] == "FB1"


@pytest.mark.parametrize(
    "fields",
    [
        {"reason": "It names ten jobs before it names punishment.", "confidence": "sure"},
        {"reason": "He was there.", "trust": "fully"},
        {"reason": "it is true", "confidence": "guessing"},
        {"reason": "", "confidence": "sure", "relied": ("ten jobs",)},
        {"reason": "It says nothing about the claim.", "confidence": "sure", "bearing": "silent"},
        {"reason": "porque es verdad", "confidence": "sure"},
        {"reason": "It is true. " * LONGEST, "confidence": "sure"},
    ],
)
def test_certainty_with_a_reason_or_one_we_cannot_read_is_left_alone(fields):
    assert asked_of(weighed(**fields)) == []


def test_words_marked_as_relied_on_are_no_reason_for_trust():
    (question,) = feedback.questions(weighed(reason="", confidence="sure", trust="fully", relied=("ten jobs",)))
    assert question.text == asked.QUESTIONS["FB1-trust"].format(label="The list")


def two_reasons(one, other, **fields):
    return feedback.Thinking(readings=(replace(ORDER, reason=one), replace(STORY, reason=other, **fields)), claim_id="K1")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("It comes from an eyewitness, so it is reliable.", "it comes from an eyewitness so it is reliable"),
        ("because people was killed", "Because people was killed."),
        ("It shows that life was brutal.", "This shows that life was really brutal."),
    ],
)
def test_one_reason_for_two_passages_is_asked_about(one, other):
    (question,) = feedback.questions(two_reasons(one, other))
    assert (question.rule, question.excerpt_id) == ("FB2", "R1")
    assert "“Nine men”" in question.text
    assert "“A battle”" in question.text


@pytest.mark.parametrize(
    ("one", "other", "fields"),
    [
        ("9 men were shot", "27 men were shot", {}),
        ("Does not name the bridge.", "Does not name the bridge.", {"bearing": "silent"}),
        ("The order was given by him.", "The order was given to him.", {}),
        ("He wrote it to be liked.", "He wrote it to be liked.", {"author": ORDER.author, "written": ORDER.written}),
        ("Estaba allí y lo vio", "Estaba allí y lo vio", {}),
        ("As above.", "As above.", {}),
    ],
)
def test_a_reason_each_passage_has_for_itself_is_left_alone(one, other, fields):
    assert asked_of(two_reasons(one, other, **fields)) == []


@pytest.mark.parametrize("reason", ["Passage 3 says that men were shot.", "In the text 1 he say it carry food", "Berg say it."])
def test_one_source_at_the_verdict_is_asked_about(reason):
    assert "FB3" in asked_of(judged(verdict="borne-out", verdict_reason=reason), "judge")


@pytest.mark.parametrize(
    "reason",
    [
        "Passage 3 and passage 4 both tell of shootings.",
        "Passage 3 outweighs the rest, since an order can be checked.",
        "I trust Berg more because he gained nothing by it.",
        "I have only read passage 1 so far.",
        "El pasaje 3 lo decide.",
    ],
)
def test_several_sources_or_why_one_is_enough_are_left_alone(reason):
    assert "FB3" not in asked_of(judged(verdict="not-borne-out", verdict_reason=reason))


def test_a_verdict_after_one_of_several_passages_is_asked_about():
    unread = tuple(feedback.Reading(one, one) for one in ("B2", "B7"))
    one = judged(readings=(LIST, *unread), verdict="borne-out", verdict_reason="It carried food.")
    assert asked_of(one) == ["FB3"]
    assert asked_of(replace(one, readings=(LIST,))) == []
    assert asked_of(replace(one, verdict="cannot-tell", verdict_reason="One page cannot tell.")) == []


UNDATED = judged(verdict_reason="Some passages say good and some say bad.")


def test_dates_far_apart_that_nobody_uses_are_asked_about():
    (question,) = feedback.questions(UNDATED, "judge")
    assert (question.rule, question.excerpt_id) == ("FB4", None)
    assert "“Nine men” was written in 1918, “The list” in 1929" in question.text
    assert asked_of(UNDATED, "corroborate") == ["FB4"]
    assert asked_of(UNDATED, "weigh") == []


@pytest.mark.parametrize(
    "fields",
    [
        {"verdict": ""},
        {"verdict_reason": "He wrote the list years later."},
        {"verdict_reason": "the order is more near to it"},
        {"corroboration": "Berg wrote it down at once."},
        {"readings": (LIST, replace(ORDER, reason="An order from the first week."))},
        {"readings": (LIST, replace(ORDER, written="1928"))},
        {"readings": (LIST, replace(ORDER, written=None))},
        {"readings": (LIST, replace(ORDER, bearing="supports"))},
        {"verdict_reason": "Los dos dicen cosas distintas."},
    ],
)
def test_dates_in_use_or_near_or_unknown_are_left_alone(fields):
    assert "FB4" not in asked_of(replace(UNDATED, **fields))


def counted(bearings, **fields):
    readings = tuple(replace(LIST, excerpt_id=f"B{at}", bearing=one) for at, one in enumerate(bearings.split()))
    return judged(readings=readings, **fields)


@pytest.mark.parametrize(
    ("bearings", "verdict", "counts"),
    [
        ("supports supports supports against", "not-borne-out", "three passages for the claim and one against"),
        ("against against supports", "borne-out", "two passages against the claim and one for"),
        ("supports supports silent", "not-borne-out", "two passages for the claim and none against"),
        ("supports " * 14, "not-borne-out", "14 passages for the claim and none against"),
    ],
)
@pytest.mark.parametrize("reason", ["", "It falls.", "people was killed"])
def test_a_verdict_against_the_own_count_is_asked_about_with_its_numbers(bearings, verdict, counts, reason):
    (question, *_) = feedback.questions(counted(bearings, verdict=verdict, verdict_reason=reason), "judge")
    assert question.rule == "FB5"
    assert counts in question.text


@pytest.mark.parametrize(
    ("bearings", "verdict", "reason"),
    [
        ("supports supports against", "borne-out", ""),
        ("supports supports against", "partly", "It falls."),
        ("supports against", "not-borne-out", "It falls."),
        ("supports supports against complicates", "not-borne-out", "It falls."),
        ("supports supports against", "not-borne-out", "The order outweighs both."),
        ("supports supports against", "not-borne-out", "Quantity is not quality."),
        ("supports supports against", "not-borne-out", "I counted and asked who profits."),
        ("supports supports against", "not-borne-out", "La orden pesa más."),
    ],
)
def test_a_verdict_with_the_count_or_one_that_is_weighed_is_left_alone(bearings, verdict, reason):
    assert "FB5" not in asked_of(counted(bearings, verdict=verdict, verdict_reason=reason))


def test_who_hardly_trusts_the_many_has_said_what_outweighs_them():
    one = counted("supports supports against", verdict="not-borne-out", verdict_reason="It falls.")
    doubted = tuple(replace(each, trust="hardly") for each in one.readings)
    assert asked_of(one, "judge") == ["FB5"]
    assert asked_of(replace(one, readings=doubted), "judge") == []


@pytest.mark.parametrize("step", feedback.STEPS)
@pytest.mark.parametrize("text", ["So the series is unfair.", "The serie is wrong, he help them.", "This film exaggerates."])
def test_the_screen_judged_from_a_book_is_asked_about_at_every_step(text, step):
    assert asked_of(written_at(step, text), step)[0] == "FB6"


def written_at(step, text):
    """Thinking with a text where a step has it, and a date in it, so that no other rule asks."""
    text = f"{text} It was 1918."
    if step == "weigh":
        return judged(readings=(replace(LIST, reason=text), HOPE, ORDER, STORY))
    name = {"judge": "verdict_reason", "corroborate": "corroboration", "second": "second_reason"}[step]
    return judged(**{name: text})


@pytest.mark.parametrize(
    "text",
    [
        "Whether the series is fair I cannot say.",
        "The review says that the series is wrong.",
        "A film of that summer shows it, which supports the list.",
        "The scene at the station is terrible.",
        "I not judge the series, I judge the history.",
        "Behind a smoke screen of words there is a wrong.",
        "La serie es falsa.",
    ],
)
def test_the_review_the_past_and_old_films_may_be_spoken_of(text):
    assert "FB6" not in asked_of(written_at("judge", text))


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("This proves that the claim is right.", "proves"),
        ("The bridge was never for death.", "never"),
        ("There is no doubt that it fed them.", "no doubt"),
    ],
)
def test_a_word_that_leaves_no_room_is_asked_about_and_quoted(text, word):
    (question,) = feedback.questions(written_at("judge", text), "judge")
    assert question.rule == "FB7"
    assert f"“{word}”" in question.text


@pytest.mark.parametrize(
    "text",
    [
        "It does not prove the claim.",
        "The claim says “never”.",
        "He says that the bridge never fell.",
        "Never mind the number.",
        "Not everybody was shot on the bridge.",
        "Is this proof? Hardly.",
        "Nunca fue de muerte, siempre otra cosa.",
        "A memoir is never the whole story.",
    ],
)
def test_words_of_others_negations_and_idioms_are_left_alone(text):
    assert "FB7" not in asked_of(written_at("judge", text))


def second(text, verdict="not-borne-out"):
    return judged(second=verdict, second_reason=text)


@pytest.mark.parametrize(
    "text", ["", "I change my mind.", "I thought about it again.", "because I was wrong before", JUDGED.verdict_reason]
)
def test_a_change_without_a_cause_is_asked_about(text):
    assert asked_of(second(text), "second") == ["FB8"]


@pytest.mark.parametrize(
    "text", ["Berg.", "the order say 9 men", "The date.", "27.", "Cambié por la orden.", "I had overlooked “shot”."]
)
def test_a_change_with_a_cause_is_left_alone(text):
    assert asked_of(second(text), "second") == []


@pytest.mark.parametrize("text", ["", "same", "I not change my mind", "I still think so.", "My opinion is same like before."])
def test_a_verdict_kept_without_what_failed_is_asked_about(text):
    assert asked_of(second(text, JUDGED.verdict), "second") == ["FB9"]


@pytest.mark.parametrize(
    "text", ["Berg repeats the order.", "More of the same.", "27 or 9, is same thing.", "Nic nowego, to samo."]
)
def test_a_verdict_kept_against_something_is_left_alone(text):
    assert asked_of(second(text, JUDGED.verdict), "second") == []


@pytest.mark.parametrize("fields", [{"verdict": ""}, {"second": ""}])
def test_without_both_verdicts_there_is_no_second(fields):
    assert not {"FB8", "FB9"} & set(asked_of(replace(second(""), **fields)))
