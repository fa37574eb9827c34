import json
import re
from dataclasses import replace

import pytest

from sidebyside import layout, open_case, words
from sidebyside.model import Case


@pytest.fixture(params=[row.lesson_id for row in open_case().rows("lessons")])
def lesson_id(request):
    return request.param


def altered(case, table, **changes):
    """The case with these columns changed in every row of a table."""
    return Case(case.title, case.tables | {table: tuple(replace(row, **changes) for row in case.rows(table))})


def prompts_of(desk):
    return [prompt for claim in desk["claims"] for prompt in claim["prompts"]]


def hashes_of(desk):
    return {prompt["id"]: prompt["sha256"] for prompt in prompts_of(desk)}


def test_a_layout_is_ready_for_json(case, lesson_id):
    desk = layout.of_lesson(case, lesson_id)
    assert json.loads(json.dumps(desk)) == desk


def test_a_layout_is_the_same_each_time(case, lesson_id):
    first, second = (json.dumps(layout.of_lesson(case, lesson_id)) for _ in range(2))
    assert first == second


def test_the_order_of_the_files_means_nothing(case, lesson_id):
    turned = Case(case.title, {name: tuple(reversed(rows)) for name, rows in case.tables.items() if name != "terms"})
    turned.tables["terms"] = case.tables["terms"]
    assert layout.of_lesson(turned, lesson_id) == layout.of_lesson(case, lesson_id)


def test_every_question_of_the_lesson_is_asked_once(case, lesson_id):
    desk = layout.of_lesson(case, lesson_id)
    asked = [prompt["id"] for prompt in prompts_of(desk)]
    assert asked
    assert sorted(asked) == sorted(row.prompt_id for row in case.rows("prompts", lesson_id=lesson_id))


def test_every_question_stands_in_a_step_and_beside_an_excerpt_of_its_claim(case, lesson_id):
    for claim in layout.of_lesson(case, lesson_id)["claims"]:
        steps = {step["id"] for step in claim["steps"]}
        excerpts = {excerpt["id"] for excerpt in claim["excerpts"]} | {None}
        for prompt in claim["prompts"]:
            assert prompt["step"] in steps
            assert prompt["excerpt"] in excerpts


def test_every_claim_and_pair_of_the_lesson_lies_on_the_desk(case, lesson_id):
    desk = layout.of_lesson(case, lesson_id)
    pairs = [(claim["id"], excerpt["id"]) for claim in desk["claims"] for excerpt in claim["excerpts"]]
    assert sorted(pairs) == sorted((row.claim_id, row.excerpt_id) for row in case.rows("pairs", lesson_id=lesson_id))
    assert [claim["id"] for claim in desk["claims"]] == [
        row.claim_id for row in case.in_order("lesson_claims", lesson_id=lesson_id)
    ]


def test_each_step_is_there_in_the_order_of_thought(case, lesson_id):
    for claim in layout.of_lesson(case, lesson_id)["claims"]:
        assert {step["id"]: step["label"] for step in claim["steps"]} == words.STEPS
        assert [step["id"] for step in claim["steps"]] == list(words.STEPS)


def test_a_step_without_a_question_is_left_out(case):
    without = Case(case.title, case.tables | {"prompts": tuple(row for row in case.rows("prompts") if row.step != "judge")})
    (claim,) = layout.of_lesson(without, "00")["claims"]
    assert "judge" not in [step["id"] for step in claim["steps"]]


def test_every_question_that_is_not_free_text_has_options(case, lesson_id):
    for prompt in prompts_of(layout.of_lesson(case, lesson_id)):
        assert prompt["options"] == [list(option) for option in words.OPTIONS.get(prompt["kind"], {}).items()]
        assert bool(prompt["options"]) == (prompt["kind"] != "text")


def test_no_text_of_the_tables_is_lost_on_the_way(case):
    shown = json.dumps(layout.of_lesson(case, "00"), ensure_ascii=False)
    for row in case.rows("excerpts"):
        for text in (*row.paragraphs, row.label, row.section, row.note, row.plain):
            assert text is None or json.dumps(text, ensure_ascii=False)[1:-1] in shown
    for row in case.rows("terms"):
        assert {"original": row.original, "language": row.language, "gloss": row.gloss, "why": row.why} in [
            term for claim in layout.of_lesson(case, "00")["claims"] for excerpt in claim["excerpts"] for term in excerpt["terms"]
        ]


def test_a_letter_changed_in_a_rendering_changes_the_hash_of_the_questions_about_it(case):
    before = hashes_of(layout.of_lesson(case, "00"))
    rendering = case.rows("excerpts")[0].rendering
    after = hashes_of(layout.of_lesson(altered(case, "excerpts", rendering=rendering[:-2] + "x" + rendering[-1]), "00"))
    about_it = {row.prompt_id for row in case.rows("prompts", lesson_id="00") if row.excerpt_id}
    assert about_it
    assert {name for name in before if before[name] != after[name]} == about_it


def test_a_letter_changed_in_a_claim_changes_the_hash_of_the_questions_about_it(case):
    before = hashes_of(layout.of_lesson(case, "00"))
    after = hashes_of(layout.of_lesson(altered(case, "claims", history="Another history."), "00"))
    about_it = {row.prompt_id for row in case.rows("prompts", lesson_id="00") if not row.excerpt_id}
    assert about_it
    assert {name for name in before if before[name] != after[name]} == about_it


def test_a_comma_changed_in_a_rendering_leaves_the_hash_as_it_was(case):
    rendering = case.rows("excerpts")[0].rendering
    assert "," in rendering
    mended = altered(case, "excerpts", rendering=rendering.replace(",", ";", 1))
    assert hashes_of(layout.of_lesson(mended, "00")) == hashes_of(layout.of_lesson(case, "00"))


def test_every_hash_is_one(case, lesson_id):
    for value in hashes_of(layout.of_lesson(case, lesson_id)).values():
        assert re.fullmatch("[0-9a-f]{64}", value)


def test_a_source_without_a_date_says_so(case):
    (claim,) = layout.of_lesson(altered(case, "works", written=None), "00")["claims"]
    assert claim["excerpts"][0]["source"]["written"] == words.DESK["unknown"]


def test_a_language_without_a_name_is_said_by_its_tag(case):
    (claim,) = layout.of_lesson(altered(case, "excerpts", source_language="yi"), "00")["claims"]
    assert "yi" in claim["excerpts"][0]["made"]
    assert "{" not in claim["excerpts"][0]["made"]


def test_a_lesson_that_is_not_there_is_an_error(case):
    with pytest.raises(KeyError, match="99"):
        layout.of_lesson(case, "99")


@pytest.mark.parametrize(
    ("iso", "readable"),
    [
        ("1919", "1919"),
        ("1918-03", "March 1918"),
        ("1918-03-09", "9 March 1918"),
        ("1918-12-31", "31 December 1918"),
        ("1919/1920-05-29", "1919 to 29 May 1920"),
        ("1918-01/1918-02", "January 1918 to February 1918"),
    ],
)
def test_a_date_can_be_read(iso, readable):
    assert layout.readable_date(iso) == readable


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("", []),
        ("none at all", ["none at all"]),
        ("“all of it”", ["“all of it”*"]),
        ("one “a b” and “c” end", ["one ", "“a b”*", " and ", "“c”*", " end"]),
        ("“a”“b”", ["“a”*", "“b”*"]),
        ("“never closed", ["“never closed"]),
        ("closed only” here", ["closed only” here"]),
        ('straight "quotes" stay', ['straight "quotes" stay']),
    ],
)
def test_quoted_parts_are_told_apart_and_nothing_is_lost(text, parts):
    found = layout.quoted_parts(text)
    assert [part["text"] + "*" * part["quoted"] for part in found] == parts
    assert "".join(part["text"] for part in found) == text
