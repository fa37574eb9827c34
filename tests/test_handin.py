"""What a learner did in a lesson, gathered."""

import json
from dataclasses import replace

import pytest

from handed import EVERYTHING, case_of, made, worked
from keepers import HALF, OTHER, give, message_of
from sidebyside import journal, learners, words
from sidebyside.course import handin
from sidebyside.handin_words import HANDIN
from sidebyside.lesson_words import WORK
from sidebyside.model import Case


@pytest.fixture
def small(sample):
    return case_of(sample)


@pytest.fixture
def whole(small, folder):
    return made(small, folder)


def test_a_hand_in_holds_everything_that_was_answered(whole):
    (claim,) = whole.claims
    assert [answer.text for answer in claim.before] == [EVERYTHING["P00-1"]]
    first, second = claim.passages
    assert [answer.text for answer in first.answers] == ["supports it", EVERYTHING["P00-5:K1:F1"]]
    assert [answer.text for answer in second.answers] == [EVERYTHING["P00-5:K1:F2"]]
    assert [[answer.text for answer in column] for column in claim.verdicts] == [
        [words.OPTIONS["verdict"]["partly"]],
        [words.OPTIONS["verdict"]["not-borne-out"], EVERYTHING["P00-8"]],
    ]
    assert [answer.is_chosen for answer in claim.verdicts[1]] == [True, False]
    assert claim.after == ()


def test_the_texts_of_a_passage_are_its_rendering_whole_whatever_was_marked(whole, small):
    for passage, row in zip(whole.claims[0].passages, small.rows("excerpts"), strict=True):
        text = "\n".join(row.paragraphs)
        assert passage.text == text
        assert all("".join(piece for piece, *_ in marked.pieces) == text for marked in passage.marked)


def test_marks_are_numbered_where_they_end_and_listed_with_their_category(whole):
    (marked,) = whole.claims[0].passages[0].marked
    numbers = [number for *_, ends in marked.pieces for number in ends]
    by_words = {mark.words: mark for mark in marked.marks}
    assert [mark.number for mark in marked.marks] == [1, 2, 3, 4, 5]
    assert sorted(numbers) == sorted(by_words[words_].number for words_ in ("the oil froze", "One night", "oil froze and"))
    for mark in (by_words["the oil froze"], by_words["oil froze and"]):
        text = "".join(
            piece for piece, *_ in marked.pieces[: next(at for at, one in enumerate(marked.pieces) if mark.number in one[2]) + 1]
        )
        assert text.endswith(mark.words)
    assert by_words["the oil froze"].said == "“the oil froze”: words I rely on. Beside it: a cause"
    assert by_words["words of hers"].said == f"“words of hers”: words I rely on, {HANDIN['own_words']}"
    assert by_words["never there"].said == f"“never there”: words I rely on, {HANDIN['gone']}"
    assert by_words["One night"].said == "“One night”: who says so"
    assert len({mark.category for mark in marked.marks}) == 3
    assert max(len(kinds) for _, kinds, _ in marked.pieces) == 2


def test_words_of_the_claim_are_painted_in_what_was_weighed(whole):
    (marked,) = whole.claims[0].marked
    assert "".join(piece for piece, *_ in marked.pieces) == whole.claims[0].history
    assert {mark.label for mark in marked.marks} == {"stands", "falls"}


def test_a_claim_and_its_passages_are_cited_in_the_order_in_which_they_stand(whole):
    claim = whole.claims[0]
    assert [claim.note, *(passage.note for passage in claim.passages)] == [1, 2, 3]
    said = ["".join(part for part, _ in note) for note in whole.notes]
    assert ["The lamp goes out" in said[0], "Forty Winters" in said[1], "To the reader" in said[2]] == [True] * 3
    assert len(whole.bibliography) == 3


def test_a_page_to_start_from_is_named_only_where_the_passage_was_not_seen_whole(small, folder):
    locators = tuple(replace(row, seen="quoted") if row.owner_id == "F2" else row for row in small.rows("locators"))
    passages = made(Case("", small.tables | {"locators": locators}), folder).claims[0].passages
    assert [passage.start for passage in passages] == [
        "",
        HANDIN["start"].format(address="https://example.org/books/forty-winters"),
    ]


def test_nobody_is_named_but_by_the_pseudonym_unless_a_name_is_given(small, folder):
    learner = worked(folder).learner
    assert handin.read(small, "00", folder, learner).who == f"By {learner}"
    assert handin.read(small, "00", folder, learner, name=" Ada\nLovelace ").who == f"By Ada Lovelace, working as {learner}"
    assert handin.read(small, "00", folder, learner, name="  ").who == f"By {learner}"


def test_people_at_one_screen_are_counted(small, folder):
    learner = worked(folder, people=2).learner
    learners.begin(folder, learner, 2)
    assert "two people" in handin.read(small, "00", folder, learner).who


@pytest.mark.parametrize(
    ("said", "expected"), [(None, HANDIN["ai_none"]), (" \n", HANDIN["ai_none"]), (" none. ", "Use of AI, as declared: none.")]
)
def test_what_is_declared_of_ai_is_said_and_so_is_silence(small, folder, said, expected):
    assert made(small, folder, ai=said).ai == expected


def test_where_nothing_was_answered_every_claim_for_everybody_is_empty(small, folder):
    empty = made(small, folder, {})
    assert (empty.claims, empty.oral, empty.notes, empty.bibliography) == ((), (), (), ())
    assert empty.empty == (HANDIN["empty_claim"].format(number=1, label="Never dark"),)
    assert not (folder / "00.jsonl").exists()


def test_where_there_is_no_journal_nobody_has_begun(small, tmp_path):
    assert handin.read(small, "00", tmp_path / "none", "").who == HANDIN["nobody"]
    assert not (tmp_path / "none").exists()


def test_a_claim_that_is_not_for_everybody_is_not_missed(small, folder):
    links = tuple(replace(row, role="A") for row in small.rows("lesson_claims"))
    assert made(Case("", small.tables | {"lesson_claims": links}), folder, {}).empty == ()


def test_what_is_empty_is_said_in_words_question_by_question(small, folder):
    half = made(small, folder, {"P00-1": "a date", "P00-5:K1:F2": "Hearsay.", "P00-3": "borne-out", "P00-7": " \n"})
    assert half.empty == (
        "Claim 1, passage “The postmaster”: Which words decide it?",
        "Claim 1, passage “The ninth winter”: nothing yet.",
        "Claim 1, Second verdict: And now?",
        "Claim 1, Second verdict: What changed it?",
    )


def test_words_of_the_claim_are_missed_only_where_some_stand_and_some_fall(small, folder):
    missed = [line for line in made(small, folder, {"P00-3": "partly"}).empty if "Which words stand?" in line]
    assert missed == ["Claim 1, Judge: Which words stand?"]
    assert not [line for line in made(small, folder / "b", {"P00-3": "borne-out"}).empty if "Which words stand?" in line]


def test_nothing_is_empty_where_everything_was_answered(small, folder):
    every = EVERYTHING | {"P00-4:K1:F2": EVERYTHING["P00-4:K1:F1"]}
    assert made(small, folder, every).empty == ()


def test_another_learner_in_the_same_journal_is_left_out(small, folder):
    mine = worked(folder)
    theirs = worked(folder, {"P00-1": "somebody else’s secret"})
    assert mine.learner != theirs.learner
    assert "secret" not in repr(handin.read(small, "00", folder, mine.learner))
    found = handin.read(small, "00", folder, theirs.learner)
    assert [answer.text for answer in found.claims[0].before] == ["somebody else’s secret"]
    assert EVERYTHING["P00-8"] not in repr(found)


def test_a_journal_of_somebody_else_alone_gives_an_empty_hand_in(small, folder):
    worked(folder)
    assert handin.read(small, "00", folder, "calm stranger").claims == ()


def test_answers_under_an_earlier_name_go_along(small, folder):
    keeper = worked(folder)
    name = learners.rename(folder, keeper.learner, "night owl")
    found = handin.read(small, "00", folder, name)
    assert (found.who, found.claims[0].before[0].text) == ("By night owl", EVERYTHING["P00-1"])


def test_an_answer_from_another_page_stands_beside_the_one_chosen(small, folder):
    keeper = worked(folder, {"P00-1": "one"})
    keeper.reply(message_of("two", learner=keeper.learner, page=OTHER))
    (answer,) = handin.read(small, "00", folder, keeper.learner).claims[0].before
    assert {answer.text, *answer.others} == {"one", "two"}


def test_an_answer_that_another_window_left_empty_is_handed_in(small, folder):
    keeper = worked(folder, {"P00-1": "written at home"})
    keeper.reply(message_of("", learner=keeper.learner, page=OTHER))
    ((answer,),) = (claim.before for claim in handin.read(small, "00", folder, keeper.learner).claims)
    assert (answer.text, answer.others) == (HANDIN["none"], ("written at home",))


def test_marks_from_another_page_are_listed_and_said_to_be_from_there(small, folder):
    key = "P00-4:K1:F1"
    one, two = (json.dumps(json.loads(EVERYTHING[key])[at : at + 1], ensure_ascii=False) for at in range(2))
    keeper = worked(folder, {key: one})
    keeper.reply(message_of(two, key=key, learner=keeper.learner, page=OTHER))
    (passage,) = handin.read(small, "00", folder, keeper.learner).claims[0].passages
    ((own,), (other,)) = (one.marks for one in passage.marked)
    assert {own.words, other.words} == {json.loads(marks_)[0]["selector"][1]["exact"] for marks_ in (one, two)}
    assert HANDIN["rival"].format(text="") not in own.said
    assert other.said.startswith(HANDIN["rival"].format(text=f"“{other.words}”"))


def test_what_no_page_shows_is_counted(small, folder):
    keeper = worked(folder)
    give(keeper, "kept", key="P00-77")
    with (folder / "00.jsonl").open("a", encoding="utf-8") as file:
        file.write('\ntorn\n{"schema": 99}\n')
    left = handin.read(small, "00", folder, keeper.learner).left
    assert left == (WORK["gone"].format(count=1), WORK["skipped"].format(count=1), WORK["newer"].format(count=1))


@pytest.mark.parametrize("value", ["", "null", "[[]]", "[" * 5000, "12", json.dumps([{"on": "claim"}])])
def test_a_broken_mark_is_no_mark_and_no_error(small, folder, value):
    found = made(small, folder, {"P00-4:K1:F1": value, "P00-5:K1:F1": "so"})
    assert found.claims[0].passages[0].marked == ()


def test_a_half_letter_is_kept_as_it_was(small, folder):
    assert made(small, folder, {"P00-1": HALF}).claims[0].before[0].text == HALF


def test_the_same_answers_give_the_same_hand_in(small, folder):
    learner = worked(folder).learner
    assert handin.read(small, "00", folder, learner) == handin.read(small, "00", folder, learner)


def test_nothing_is_written(small, folder):
    learner = worked(folder).learner
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    handin.read(small, "00", folder, learner)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_every_lesson_of_the_course_can_be_handed_in_with_one_answer_to_each_question(case, tmp_path):
    from sidebyside import layout

    for row in case.rows("lessons"):
        desk = layout.of_lesson(case, row.lesson_id)
        prompts = [prompt for claim in desk["claims"] for prompt in claim["prompts"]]
        answers = {prompt["id"]: {"value": prompt["options"][0][0] if prompt["options"] else "because"} for prompt in prompts}
        found = handin.gathered(case, row.lesson_id, journal.Folded(answers, {}, ()), learner="calm heron")
        assert len(found.claims) == len(desk["claims"])
        assert len(found.oral) == 3
        assert sum(len(claim.passages) for claim in found.claims) == sum(len(claim["excerpts"]) for claim in desk["claims"])
        assert all(passage.note for claim in found.claims for passage in claim.passages)
