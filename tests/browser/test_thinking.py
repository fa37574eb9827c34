"""What the learner has said so far, set beside what comes next: corroboration and the second verdict, in Chromium."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from laboratory import desk, hide_files, panel
from learning import SAVED, answers, shown, status, step
from sidebyside import layout, words

pytestmark = pytest.mark.browser
TRAIN = "04-the-train.ipynb"
NOT_SAID = words.DESK["not_said"]
BEARING, TRUST, VERDICT = (words.OPTIONS[kind] for kind in ("bearing", "trust", "verdict"))


@pytest.fixture
def train(page, opened):
    """Claim 2 of the lesson on many passages, in a folder of its own."""
    folder = opened(TRAIN)
    desk(page).get_by_label(words.DESK["choose_claim"]).select_option("1")
    return page, folder


@pytest.fixture(scope="module")
def claim(case):
    return layout.of_lesson(case, "04")["claims"][1]


def weigh(page, at, bearing, trust):
    """Weigh one passage of several, by its place."""
    step(page, words.STEPS["weigh"])
    shown(page).locator("ol.excerpts button").nth(at).click()
    visible = shown(page).locator("fieldset:visible")
    visible.get_by_role("radio", name=BEARING[bearing], exact=True).check()
    visible.last.get_by_role("radio", name=TRUST[trust], exact=True).check()


def rows(page):
    """The table of own answers: the cells of each row."""
    step(page, words.STEPS["corroborate"])
    table = shown(page).get_by_role("table", name=words.DESK["grid"])
    return [row.locator("th, td").all_inner_texts() for row in table.get_by_role("row").all()[1:]]


def test_passages_stand_beside_each_other_with_what_the_learner_said_of_each(train, claim):
    page, folder = train
    core = [one for one in claim["excerpts"] if one["role"] == "core"]
    found = rows(page)
    assert [row[0].split(" ", 1)[1] for row in found] == [one["label"] for one in core]
    assert [row[1:3] for row in found] == [[one["source"]["author"], one["source"]["written"]] for one in core]
    assert all(row[3:] == [NOT_SAID, NOT_SAID] for row in found)
    weigh(page, 1, "complicates", "partly")
    weigh(page, 2, "against", "fully")
    found = rows(page)
    assert [row[3:] for row in found] == [
        [NOT_SAID, NOT_SAID], [BEARING["complicates"], TRUST["partly"]], [BEARING["against"], TRUST["fully"]], [NOT_SAID, NOT_SAID],
    ]  # fmt: skip
    agreement = next(prompt for prompt in claim["prompts"] if prompt["kind"] == "agreement")
    shown(page).get_by_role("radio", name=words.OPTIONS["agreement"]["differ"]).check()
    expect(status(page)).to_have_text(SAVED)
    kept = answers(folder, "04")
    assert kept[agreement["id"]] == "differ"


def test_wider_reading_stands_in_the_table_once_it_is_weighed(train, claim):
    page, _ = train
    wider = next(at for at, one in enumerate(claim["excerpts"]) if one["role"] == "wider")
    before = len(rows(page))
    step(page, words.STEPS["weigh"])
    shown(page).locator("nav details summary").click()
    weigh(page, wider, "silent", "undecided")
    found = rows(page)
    assert len(found) == before + 1
    assert found[-1][0] == f"{wider + 1} {claim['excerpts'][wider]['label']}"
    assert found[-1][3:] == [BEARING["silent"], TRUST["undecided"]]


def test_the_second_verdict_stands_beside_the_first_and_changes_nothing_of_it(train, claim):
    page, folder = train
    first, why, second, moved = (
        next(one for one in claim["prompts"] if one["step"] == name and one["kind"] == kind)
        for name in ("judge", "second")
        for kind in ("verdict", "text")
    )
    step(page, words.STEPS["second"])
    before = shown(page).get_by_role("group", name=words.DESK["first_verdict"])
    expect(before).to_contain_text(NOT_SAID)
    expect(before.get_by_text(words.DESK["first_because"])).to_be_hidden()
    step(page, words.STEPS["judge"])
    shown(page).get_by_role("radio", name=VERDICT["partly"]).check()
    shown(page).get_by_label(why["text"]).fill("Passage 2 places a command between soldiers and two deaths.")
    step(page, words.STEPS["second"])
    expect(before).to_contain_text(VERDICT["partly"])
    expect(before.locator("blockquote")).to_have_text("Passage 2 places a command between soldiers and two deaths.")
    now = shown(page).get_by_role("group", name=words.DESK["second_verdict"])
    now.get_by_role("radio", name=VERDICT["borne-out"]).check()
    now.get_by_label(moved["text"]).fill("Passage 4 is by another witness.")
    expect(before).to_contain_text(VERDICT["partly"])
    expect(status(page)).to_have_text(SAVED)
    assert answers(folder, "04").items() >= {
        first["id"]: "partly", why["id"]: "Passage 2 places a command between soldiers and two deaths.",
        second["id"]: "borne-out", moved["id"]: "Passage 4 is by another witness.",
    }.items()  # fmt: skip
    desk(page).get_by_role("button", name=words.DESK["undo"]).click()
    expect(now.get_by_label(moved["text"])).to_have_value("")
    expect(before).to_contain_text(VERDICT["partly"])


def test_one_passage_alone_is_not_set_beside_anything(lesson):
    steps = desk(lesson).locator("nav ol.steps button").all_inner_texts()
    assert words.STEPS["second"] in steps
    assert words.STEPS["corroborate"] not in steps


@pytest.mark.parametrize("width", [1280, 400])
def test_axe_finds_nothing_and_nothing_sticks_out(train, artefacts, width):
    page, _ = train
    weigh(page, 1, "complicates", "partly")
    step(page, words.STEPS["judge"])
    shown(page).get_by_role("radio", name=VERDICT["partly"]).check()
    hide_files(page)
    page.set_viewport_size({"width": width, "height": 1000})
    for name in ("corroborate", "second"):
        step(page, words.STEPS[name])
        found = Axe().run(page, context=".jp-NotebookPanel:not(.lm-mod-hidden) .desk")
        assert found.violations_count == 0, found.generate_report()
        desk(page).screenshot(path=artefacts / f"desk-{name}-{width}.png")
        assert panel(page).locator(".desk").evaluate("node => node.scrollWidth <= node.clientWidth")
