"""Who is working: asked in each new tab, so that nobody's answers are shown to the next."""

import contextlib
import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from laboratory import NOTEBOOK, begin, desk, lab, open_notebook, run_all
from learning import SAVED, shown, status, step, weigh
from sidebyside import journal, learners, words

pytestmark = pytest.mark.browser


def question(page):
    return desk(page).locator(".whoisit")


@pytest.fixture
def asked(page, address, folder):
    """The lesson, run, in a tab that was not told yet who is working."""
    open_notebook(page, address, f"{folder.name}/{NOTEBOOK}")
    run_all(page, begins=False)
    return page


def test_a_fresh_folder_asks_by_keyboard_and_axe_finds_nothing(asked, folder):
    expect(question(asked)).to_be_visible()
    expect(shown(asked)).to_be_hidden()
    assert learners.known(folder / "journal") == []
    found = Axe().run(asked, context=".desk").response["violations"]
    assert [(one["id"], [node["html"][:120] for node in one["nodes"]]) for one in found] == []
    assert question(asked).aria_snapshot().splitlines()[:8] == [
        '- region "Who is working here?":',
        '  - heading "Who is working here?" [level=3]',
        f"  - paragraph: {words.DESK['who_note']}",
        '  - group "How many of you share this screen?":',
        "    - text: How many of you share this screen?",
        '    - radio "one" [checked]',
        "    - text: one",
        '    - radio "two"',
    ]
    question(asked).get_by_role("radio", name="one").focus()
    asked.keyboard.press("ArrowRight")
    asked.keyboard.press("Tab")
    asked.keyboard.press("Enter")
    expect(question(asked)).to_be_hidden()
    expect(shown(asked).get_by_role("heading", name="Predict")).to_be_focused()
    where = folder / "journal"
    name = learners.current(where)
    expect(desk(asked).locator(".who")).to_have_text(f"working as {name} (two of you)")
    assert learners.people(where, name) == 2


def test_a_new_tab_shows_nobodys_answers_until_it_is_told(lesson, address, folder):
    weigh(lesson)
    expect(status(lesson)).to_have_text(SAVED)
    name = learners.current(folder / "journal")
    second = lesson.context.new_page()
    open_notebook(second, address, f"{folder.name}/{NOTEBOOK}")
    run_all(second, begins=False)
    expect(question(second)).to_be_visible()
    expect(desk(second).locator("section.step").locator("visible=true")).to_have_count(0)
    expect(desk(second).locator(".who")).to_be_hidden()
    question(second).get_by_role("button", name=f"Go on as {name}").click()
    step(second, "Read and weigh")
    expect(shown(second).get_by_role("radio", name="complicates it")).to_be_checked()
    assert learners.known(folder / "journal") == [name]
    second.close()


def test_whoever_leaves_is_not_named_to_the_next_who_comes_back_by_name(lesson, folder):
    weigh(lesson)
    expect(status(lesson)).to_have_text(SAVED)
    name = learners.current(folder / "journal")
    desk(lesson).get_by_role("button", name="Someone else").click()
    desk(lesson).get_by_role("button", name="Leave this computer").click()
    expect(question(lesson).get_by_role("heading")).to_be_focused()
    expect(question(lesson)).not_to_contain_text(name)
    expect(shown(lesson)).to_be_hidden()
    assert learners.current(folder / "journal") is None
    run_all(lesson, begins=False)  # nor after the cells are run again
    expect(question(lesson)).to_be_visible()
    expect(desk(lesson)).not_to_contain_text(name)
    begin(lesson)
    assert learners.current(folder / "journal") != name
    step(lesson, "Read and weigh")
    expect(shown(lesson).get_by_role("radio", name="complicates it")).not_to_be_checked()
    desk(lesson).get_by_role("button", name="Someone else").click()
    desk(lesson).get_by_label("I have worked here before").fill(name)
    lesson.keyboard.press("Enter")
    expect(desk(lesson).locator(".who")).to_have_text(f"working as {name}")
    step(lesson, "Read and weigh")
    expect(shown(lesson).get_by_role("radio", name="complicates it")).to_be_checked()


def test_another_name_takes_the_answers_along_and_somebodys_name_is_not_given_away(lesson, folder):
    weigh(lesson)
    expect(status(lesson)).to_have_text(SAVED)
    where = folder / "journal"
    first = learners.current(where)
    desk(lesson).get_by_text(words.DESK["kept"]).click()
    desk(lesson).locator("summary", has_text=words.DESK["another_name"]).click()
    field = desk(lesson).get_by_label(words.DESK["rename"])
    for wrong in ("X Æ", "<b>night owl</b>", "one"):
        field.fill(wrong)
        lesson.keyboard.press("Enter")
        expect(desk(lesson).get_by_role("alert").filter(visible=True).first).to_contain_text("two made-up words")
    field.fill("Night  Owl")
    desk(lesson).get_by_role("button", name=words.DESK["rename_go"]).click()
    expect(desk(lesson).locator(".who")).to_have_text("working as night owl")
    step(lesson, "Read and weigh")
    expect(shown(lesson).get_by_role("radio", name="complicates it")).to_be_checked()
    shown(lesson).get_by_role("radio", name="supports it").check()
    expect(status(lesson)).to_have_text(SAVED)
    folded = journal.fold(where / "00.jsonl", learners.all_names(where, first))
    assert (folded.answers["P00-3"]["value"], folded.answers["P00-3"]["learner"], folded.rivals) == ("supports", "night owl", {})


def test_on_a_host_that_forgets_the_desk_says_so_at_its_top(chromium, root, tmp_path, artefacts):
    (tmp_path / NOTEBOOK).write_bytes((root / "notebooks" / NOTEBOOK).read_bytes())
    keep = tmp_path / "jupyter"
    keep.mkdir()
    with (
        lab(tmp_path, keep, environment={"BINDER_SERVICE_HOST": "192.0.2.1"}) as address,
        contextlib.closing(chromium.new_context(accept_downloads=True)) as context,
    ):
        page = context.new_page()
        open_notebook(page, address, NOTEBOOK)
        run_all(page)
        banner = desk(page).locator(".banner")
        expect(banner).to_contain_text("This computer forgets.")
        found = Axe().run(page, context=".desk").response["violations"]
        assert [one["id"] for one in found] == []
        desk(page).screenshot(path=artefacts / "desk-forgets.png")
        weigh(page)
        expect(status(page)).to_have_text(SAVED)
        with page.expect_download() as download:
            banner.get_by_role("button", name=words.DESK["download"]).click()
        assert re.fullmatch(r"answers-[a-z]+-[a-z]+\.jsonl", download.value.suggested_filename)
        assert "complicates" in download.value.path().read_text(encoding="utf-8")
