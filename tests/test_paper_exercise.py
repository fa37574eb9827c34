"""An exercise of sorting on paper, and what its teacher gets. How it prints is tested in a browser."""

import re
from html import unescape

import pytest

import drawers
from sidebyside import open_case, paper
from sidebyside.model import Case
from sidebyside.sorting_words import SORTING


def shown(html):
    return " ".join(unescape(re.sub(r"<style>.*?</style>|<[^>]*>", " ", html)).split())


def sheets(case, lesson_id="00"):
    return {sheet.name: sheet.html for sheet in paper.sheets_of(case, lesson_id)}


@pytest.fixture
def twelve(root, tmp_path):
    """Twelve items and four kinds."""
    return open_case(drawers.lay(root, tmp_path / "case"))


def test_an_exercise_is_one_sheet_with_its_kinds_as_letters_and_a_box_for_each_item(twelve):
    found = sheets(twelve)
    assert [name for name in found if name.startswith("sorting")] == ["sorting-1"]
    html, text = found["sorting-1"], shown(found["sorting-1"])
    for part in (drawers.TITLE, drawers.TASK, drawers.CLOSING, SORTING["paper_note"], "She wrote this thirty years after"):
        assert part in text, part
    for letter, (label, hint) in zip("ABCD", drawers.KINDS, strict=True):
        assert f"{letter} {label} : {hint}" in text
    assert html.count('class="letter"') == len(drawers.ITEMS)
    for at, (item, where, _) in enumerate(drawers.ITEMS, 1):
        assert f"{at} {item} {where}" in text


def test_each_exercise_of_a_lesson_has_a_sheet_and_an_item_of_long_words_takes_more_room(sample):
    case = open_case(sample)
    assert {name for name in sheets(case) if name.startswith("sorting")} == {"sorting-1", "sorting-2"}
    assert 'class="asked"' not in sheets(case)["sorting-2"]  # nothing is asked at its end


def test_what_does_not_fit_on_a_leaf_goes_on_with_its_key(twelve):
    items = twelve.rows("items")
    from dataclasses import replace

    many = tuple(
        replace(one, item_id=f"I00-{at}{one.item_id[-2:]}", order=at * 100 + one.order) for at in range(1, 9) for one in items
    )
    found = sheets(Case("", twelve.tables | {"items": many}))
    names = [name for name in found if name.startswith("sorting")]
    assert names[:2] == ["sorting-1", "sorting-1-2"]
    assert all(drawers.KINDS[0][1] in shown(found[name]) for name in names)
    assert sum(found[name].count('class="letter"') for name in names) == len(many)


def test_a_lesson_that_only_sorts_is_on_paper(sample):
    case = open_case(sample)
    wider = tuple(row.__class__(row.lesson_id, row.claim_id, row.order, "wider") for row in case.rows("lesson_claims"))
    assert "sorting-1" in sheets(Case("", case.tables | {"lesson_claims": wider}))


def test_what_can_be_defended_is_for_the_teacher_alone(sample):
    case = open_case(sample)
    found = sheets(case)
    text = shown(found["teacher-readings"])
    for row in case.rows("teacher/sorted"):
        assert row.reason in text
        assert not [name for name in found if not name.startswith("teacher") and row.reason in shown(found[name])]
    assert "tells (both readers): A harbour log would show" in text.replace("tells ( ", "tells (")


@pytest.mark.parametrize("payload", ["<script>x</script>", "“<b>”", "a & b"])
def test_every_text_is_escaped(twelve, payload):
    from dataclasses import replace

    rows = {name: tuple(replace(one, **change) for one in twelve.rows(name)) for name, change in (
        ("items", {"text": payload, "where": payload, "about": payload}), ("kinds", {"label": payload, "hint": payload}),
        ("exercises", {"title": payload, "task": payload, "closing": payload}),
    )}  # fmt: skip
    html = sheets(Case("", twelve.tables | rows))["sorting-1"]
    assert "<script>" not in html
    assert "<b>" not in html
