from dataclasses import FrozenInstanceError

import pytest

from sidebyside import model


def prompt(number, order, **columns):
    named = {"lesson_id": "00", "step": "judge", "kind": "text", "claim_id": "K1", "excerpt_id": None, "text": "?"}
    return model.Prompt(prompt_id=f"P{number}", order=order, **named | columns)


@pytest.fixture
def small():
    return model.Case("A case", {"prompts": (prompt(1, 3), prompt(2, 1, lesson_id="01"), prompt(3, 2, claim_id=None))})


@pytest.mark.parametrize(
    ("text", "expected"),
    [("One.", ("One.",)), ("One. ¶ Two.¶Three.", ("One.", "Two.", "Three.")), ("  One \n¶\tTwo ", ("One", "Two"))],
)
def test_paragraphs_are_parted_by_their_sign(text, expected):
    assert model.paragraphs(text) == expected


def test_an_excerpt_has_the_paragraphs_of_its_rendering():
    columns = dict.fromkeys(model.Excerpt.__dataclass_fields__, "") | {"rendering": "One. ¶ Two."}
    assert model.Excerpt(**columns).paragraphs == ("One.", "Two.")


def test_rows_stand_in_the_order_of_the_file(small):
    assert [row.prompt_id for row in small.rows("prompts")] == ["P1", "P2", "P3"]


def test_rows_are_chosen_by_all_the_values_wanted(small):
    assert [row.prompt_id for row in small.rows("prompts", lesson_id="00")] == ["P1", "P3"]
    assert [row.prompt_id for row in small.rows("prompts", lesson_id="00", claim_id=None)] == ["P3"]
    assert small.rows("prompts", lesson_id="99") == ()


def test_a_table_that_is_not_there_has_no_rows(small):
    assert small.rows("teacher/readings") == ()


def test_a_column_that_is_not_there_is_an_error(small):
    with pytest.raises(AttributeError, match="lesson"):
        small.rows("prompts", lesson="00")


def test_rows_in_order_stand_by_their_order_column(small):
    assert [row.prompt_id for row in small.in_order("prompts")] == ["P2", "P3", "P1"]
    assert [row.prompt_id for row in small.in_order("prompts", lesson_id="00")] == ["P3", "P1"]


@pytest.mark.parametrize(
    ("table", "column", "look_up"),
    [
        ("works", "work_id", "work"),
        ("editions", "edition_id", "edition"),
        ("claims", "claim_id", "claim"),
        ("excerpts", "excerpt_id", "excerpt"),
        ("lessons", "lesson_id", "lesson"),
    ],
)
def test_a_row_is_found_by_its_key_and_an_unknown_key_is_an_error(case, table, column, look_up):
    assert case.rows(table)
    for row in case.rows(table):
        assert getattr(case, look_up)(getattr(row, column)) is row
    with pytest.raises(KeyError, match="X99"):
        getattr(case, look_up)("X99")


def test_of_the_locators_of_an_owner_the_one_that_covers_most_is_found_or_none(case):
    several = 0
    for row in case.rows("excerpts"):
        of_it = [each for each in case.rows("locators") if each.owner_id == row.excerpt_id]
        several += len(of_it) > 1
        if of_it:
            assert len(case.locator(row.excerpt_id).signature or "") == max(len(each.signature or "") for each in of_it)
        assert case.locator(row.excerpt_id) in (of_it or [None])
    assert several
    assert case.locator("X99") is None


def test_a_case_shows_its_title_and_not_its_tables(case):
    assert repr(case) == f"Case(title={case.title!r})"


def test_nothing_of_a_row_can_be_changed(small):
    with pytest.raises(FrozenInstanceError, match="text"):
        small.rows("prompts")[0].text = "!"


def test_every_row_of_the_case_is_of_the_type_of_its_table(case):
    for table, rows in case.tables.items():
        assert {type(row) for row in rows} <= {model.ROW_TYPES[table]}


def pair(excerpt, order, claim="K1"):
    return model.Pair("00", claim, excerpt, order, "core", 2)


def test_a_question_of_no_claim_is_asked_of_each_and_while_reading_of_each_excerpt():
    asked = (
        prompt("00-1", 1, step="predict", claim_id=None),
        prompt("00-2", 2, step="weigh", claim_id=None),
        prompt("00-3", 3, claim_id="K2"),
        prompt("00-4", 4, step="weigh", claim_id="K1", excerpt_id="F1"),
    )
    case = model.Case("A case", {"prompts": asked, "pairs": (pair("F2", 2), pair("F1", 1), pair("F3", 1, "K2"))})
    assert [(row.prompt_id, row.claim_id, row.excerpt_id) for row in case.questions("00", "K1")] == [
        ("P00-1:K1", "K1", None), ("P00-2:K1:F1", "K1", "F1"), ("P00-2:K1:F2", "K1", "F2"), ("P00-4", "K1", "F1"),
    ]  # fmt: skip
    assert [row.prompt_id for row in case.questions("00", "K2")] == ["P00-1:K2", "P00-2:K2:F3", "P00-3"]
    assert case.questions("99", "K1") == []


def test_one_passage_alone_is_not_asked_to_corroborate():
    asked = tuple(prompt(f"00-{at}", at, step=step, claim_id=None) for at, step in enumerate(("corroborate", "second"), 1))
    case = model.Case("A case", {"prompts": asked, "pairs": (pair("F2", 2), pair("F1", 1), pair("F3", 1, "K2"))})
    assert [row.prompt_id for row in case.questions("00", "K1")] == ["P00-1:K1", "P00-2:K1"]
    assert [row.prompt_id for row in case.questions("00", "K2")] == ["P00-2:K2"]


def test_a_locator_is_in_the_section_it_names_or_in_none(case):
    located = [case.locator(row.excerpt_id) for row in case.rows("excerpts")]
    divided = {row.edition_id for row in case.rows("sections")}
    assert all((case.section(one) is not None) == (one.edition_id in divided) for one in located)
    assert case.section(case.locator(case.rows("claims")[0].claim_id)) is None
