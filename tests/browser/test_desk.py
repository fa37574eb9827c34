"""The desk as a learner meets it: in JupyterLab, in Chromium, by mouse and by keyboard alone."""

import contextlib
import difflib
import os
import re
import signal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from laboratory import NOTEBOOK, cells, desk, hide_files, kernels, lab, open_all, open_notebook, panel, run_all, save, wear
from learning import SAVED, answers, shown, status, step, weigh
from sidebyside import journal, learners, words
from sidebyside.model import MARKED

pytestmark = pytest.mark.browser
STEPS = [label for name, label in words.STEPS.items() if name != "corroborate"]  # one passage stands alone
TEXTS = {
    "P00-1": "A letter from the time.",
    "P00-2": "Numbers, perhaps.",
    "P00-6": "He lists peoples – армия 🚂",
    "P00-8": "“backed”",
    "P00-12": "The talk named two more countries.",
}
CHOICES = {"P00-3": "complicates", "P00-4": "partly", "P00-5": "fairly", "P00-7": "partly", "P00-11": "borne-out"}


def test_every_answer_given_by_mouse_is_in_the_journal(lesson, folder, case):
    for prompt in case.in_order("prompts", lesson_id="00"):
        if prompt.kind in MARKED:
            continue  # test_marks.py
        step(lesson, words.STEPS[prompt.step])
        if prompt.prompt_id in TEXTS:
            shown(lesson).get_by_label(prompt.text).fill(TEXTS[prompt.prompt_id])
        else:
            label = words.OPTIONS[prompt.kind][CHOICES[prompt.prompt_id]]
            shown(lesson).get_by_role("group", name=prompt.text).get_by_role("radio", name=label).check()
    expect(status(lesson)).to_have_text(SAVED)
    assert answers(folder) == TEXTS | CHOICES
    expect(desk(lesson).get_by_text("Passages weighed: 1 of 1")).to_be_visible()
    expect(desk(lesson).locator(".note")).to_contain_text(TEXTS["P00-1"])
    assert lesson.errors == []


def test_every_control_can_be_pressed_with_the_mouse(lesson, folder):
    pressed = set()
    for label in STEPS:
        step(lesson, label)
        for summary in shown(lesson).locator("summary").locator("visible=true").all():
            summary.click()
            expect(summary.locator("..")).to_have_attribute("open", "")
            pressed.add(summary.inner_text())
        for option in shown(lesson).get_by_role("radio").all():
            option.check()
            expect(option).to_be_checked()
            pressed.add(option.get_attribute("value"))
        backs = shown(lesson).get_by_role("button", name=words.DESK["clear"])
        for left in reversed(range(backs.count())):
            backs.first.click()
            expect(backs).to_have_count(left)
    step(lesson, STEPS[0])
    for label in STEPS[1:]:
        shown(lesson).get_by_role("button", name=f"Next: {label}").click()
        expect(shown(lesson).get_by_role("heading", name=label)).to_be_focused()
    expect(status(lesson)).to_have_text(SAVED)
    assert {"supports", "undecided", "borne-out", "sure", "Key terms (4)", "In plain English"} <= pressed
    assert set(answers(folder).values()) == {""}, "each choice was taken back"
    for link in desk(lesson).get_by_role("link").all():
        assert link.get_attribute("rel") == "noreferrer noopener"
        assert link.get_attribute("href").startswith("https://")


def test_the_whole_lesson_can_be_answered_with_the_keyboard_alone(lesson, folder):
    """Tab, arrows, space and typing; the mouse is not touched once the desk has the focus."""
    keys = lesson.keyboard
    desk(lesson).get_by_role("button", name=STEPS[0]).first.focus()

    def tab_to(locator):
        for _ in range(60):
            if locator.evaluate("node => node === document.activeElement"):
                return
            keys.press("Tab")
        raise AssertionError(f"{locator} is not reached by Tab")

    tab_to(shown(lesson).get_by_role("textbox"))
    keys.type(TEXTS["P00-1"])
    tab_to(shown(lesson).get_by_role("button", name="Next"))
    keys.press("Enter")
    tab_to(shown(lesson).get_by_role("textbox"))
    keys.type(TEXTS["P00-2"])
    tab_to(shown(lesson).get_by_role("button", name="Next"))
    keys.press("Space")
    tab_to(shown(lesson).get_by_text("Key terms (4)"))
    keys.press("Enter")
    expect(shown(lesson).get_by_text("White Guard", exact=True)).to_be_visible()
    for first, moves in (("supports it", 1), ("hardly", 1), ("I am guessing", 1)):
        tab_to(shown(lesson).get_by_role("radio", name=first))
        keys.press("Space")
        for _ in range(moves):
            keys.press("ArrowRight")
    tab_to(shown(lesson).get_by_role("textbox"))
    keys.type("He lists peoples.")
    tab_to(shown(lesson).get_by_role("button", name="Next"))
    keys.press("Enter")
    tab_to(shown(lesson).get_by_role("radio", name="well supported", exact=True))
    keys.press("Space")
    keys.press("ArrowDown")
    tab_to(shown(lesson).get_by_role("textbox"))
    keys.type(TEXTS["P00-8"])
    tab_to(shown(lesson).get_by_role("button", name="Next"))
    keys.press("Enter")
    tab_to(shown(lesson).get_by_role("radio", name="well supported", exact=True))
    keys.press("Space")
    tab_to(shown(lesson).get_by_role("textbox"))
    keys.type(TEXTS["P00-12"])
    tab_to(desk(lesson).get_by_text(words.DESK["kept"]))
    expect(status(lesson)).to_have_text(SAVED)
    assert answers(folder) == TEXTS | CHOICES | {"P00-6": "He lists peoples."}


NUMBER_CONTROLS = """desk => {
  const seen = [...desk.querySelectorAll('a, button, input, textarea, summary')].filter(node => node.checkVisibility());
  seen.forEach((node, at) => { node.dataset.number = node.name && node.type === 'radio' ? node.name : at; });
  return [...new Set(seen.map(node => node.dataset.number))];
}"""
# what an opened panel brought along in the meantime has no number
FOCUSED = "() => document.activeElement.closest('.desk') && (document.activeElement.dataset.number ?? 'new')"


def test_tab_reaches_every_control_and_a_key_presses_it(lesson):
    """A group of choices is one stop; arrows move inside it."""
    for label in STEPS:
        every_control_of_a_step_is_reached_and_pressed(lesson, label)
        desk(lesson).evaluate("node => node.querySelectorAll('details[open]').forEach((fold) => { fold.open = false; })")


def every_control_of_a_step_is_reached_and_pressed(lesson, label):
    keys = lesson.keyboard
    desk(lesson).get_by_role("button", name=re.compile(rf"{label}$")).first.focus()
    keys.press("Enter")
    for radio in shown(lesson).locator("input[type=radio]:first-of-type").all():
        radio.focus()
        keys.press("Space")  # now each group has its "clear this answer"
    desk(lesson).get_by_role("button", name="Someone else").focus()
    keys.press("Enter")
    expected = desk(lesson).evaluate(NUMBER_CONTROLS)
    desk(lesson).get_by_role("heading", name=words.DESK["who_works"]).focus()
    keys.press("Tab")
    reached = []
    while (number := lesson.evaluate(FOCUSED)) is not None and len(reached) < 200:
        reached.append(number)
        kind = lesson.evaluate("() => document.activeElement.tagName")
        if kind == "SUMMARY":
            before = lesson.evaluate("() => document.activeElement.parentElement.open")
            keys.press("Enter")
            assert lesson.evaluate("() => document.activeElement.parentElement.open") != before
        keys.press("Tab")
    assert len(expected) > 10
    assert set(expected) <= set(reached)
    for back in range(shown(lesson).get_by_role("button", name=words.DESK["clear"]).count(), 0, -1):
        backs = shown(lesson).get_by_role("button", name=words.DESK["clear"])
        backs.first.focus()
        keys.press("Enter")
        expect(backs).to_have_count(back - 1)
        assert lesson.evaluate("() => document.activeElement.type") == "radio"
    desk(lesson).get_by_role("button", name=words.DESK["close"]).focus()
    keys.press("Space")
    expect(desk(lesson).get_by_role("button", name="Someone else")).to_be_focused()


def test_no_key_typed_in_a_control_reaches_the_notebook(lesson):
    before = cells(lesson)
    tried = 0
    desk(lesson).get_by_role("button", name="Someone else").click()
    for label in STEPS:
        step(lesson, label)
        controls = desk(lesson).locator("input, textarea, button, a, summary, select, [tabindex]").locator("visible=true")
        for at in range(controls.count()):
            control = controls.nth(at)
            assert control.get_attribute("data-lm-suppress-shortcuts") == "true"
            for sequence in (["a"], ["b"], ["x"], ["d", "d"], ["Shift+M"]):
                control.focus()
                for key in sequence:
                    lesson.keyboard.press(key)
            tried += 1
    assert tried > 40
    assert cells(lesson) == before
    # the same key where nothing keeps it away: or this test would prove nothing
    radio = shown(lesson).get_by_role("radio").first
    radio.evaluate("node => delete node.dataset.lmSuppressShortcuts")
    radio.focus()
    lesson.keyboard.press("a")
    expect(panel(lesson).locator(".jp-Notebook .jp-Cell")).to_have_count(before + 1)


def test_axe_finds_nothing_and_a_screen_reader_is_told_everything(lesson, root, folder):
    desk(lesson).get_by_role("button", name="Someone else").click()
    desk(lesson).locator(".handin > summary").click()
    expect(desk(lesson).locator(".handin .empties p")).to_be_visible()  # what comes into it moves what stands below
    folds, where = "summary:not(.handin > summary)", folder / "journal"
    differing = {}
    for label in STEPS:
        step(lesson, label)
        open_all(desk(lesson), folds)
        if label == STEPS[2]:  # the answers of the notebook are part of what is told
            expect(shown(lesson).get_by_label(words.DESK["paste"])).to_be_visible()
            expect(shown(lesson).locator(".only")).to_be_visible()
            open_all(desk(lesson), folds)
        found = Axe().run(lesson, context=".desk").response["violations"]
        assert [(label, one["id"], [node["html"][:120] for node in one["nodes"]]) for one in found] == []
        told = desk(lesson).aria_snapshot().replace(learners.current(where), "NAME").replace(str(where), "FOLDER") + "\n"
        expected = root / f"tests/browser/aria/{label.split()[0].lower()}.yml"
        if not expected.exists():
            expected.parent.mkdir(exist_ok=True)
            expected.write_text(told, encoding="utf-8")
            differing[label] = f"{expected.name} was not there and has been written; read it, then keep it"
        elif told != expected.read_text(encoding="utf-8"):
            lines = difflib.unified_diff(expected.read_text(encoding="utf-8").splitlines(), told.splitlines(), lineterm="", n=1)
            differing[label] = "\n".join(lines)
    assert not differing, "\n\n".join(f"{label}: {found}" for label, found in differing.items())


def test_a_group_has_a_name_and_a_choice_a_state(lesson):
    weigh(lesson)
    snapshot = shown(lesson).aria_snapshot()
    assert '- group "If this passage is true, what does it do to the claim?"' in snapshot
    assert '- radio "complicates it" [checked]' in snapshot
    current = desk(lesson).locator('[aria-current="step"]')
    expect(current).to_have_text("Read and weigh")


def test_a_saved_notebook_opened_on_a_new_kernel_is_read_run_and_has_its_answers(chromium, root, tmp_path, artefacts):
    folder, keep = tmp_path / "served", tmp_path / "jupyter"
    folder.mkdir()
    keep.mkdir()
    (folder / NOTEBOOK).write_bytes((root / "notebooks" / NOTEBOOK).read_bytes())
    with lab(folder, keep) as address, contextlib.closing(chromium.new_context()) as context:
        page = context.new_page()
        page.on("dialog", lambda dialog: dialog.accept())
        open_notebook(page, address, NOTEBOOK)
        run_all(page)
        expect(panel(page).locator(".twin").first).to_be_hidden()
        weigh(page)
        expect(status(page)).to_have_text(SAVED)
        save(page, folder / NOTEBOOK)
    assert '"widgets"' not in (folder / NOTEBOOK).read_text(encoding="utf-8")
    with lab(folder, keep) as address, contextlib.closing(chromium.new_context()) as context:
        page = context.new_page()
        open_notebook(page, address, NOTEBOOK)
        twin = panel(page).locator(".twin").first
        twin.scroll_into_view_if_needed()
        expect(twin).to_be_visible()
        expect(twin).to_contain_text("There the list trails off.")
        error = panel(page).get_by_text("model not found")
        error.first.wait_for(state="attached")  # or its being hidden would prove nothing
        for one in error.all():
            expect(one).to_be_hidden()
        page.screenshot(path=artefacts / "twin-trusted.png")
        run_all(page)
        expect(twin).to_be_hidden()
        step(page, "Read and weigh")
        expect(shown(page).get_by_role("radio", name="complicates it")).to_be_checked()


def test_an_untrusted_notebook_still_shows_what_the_desk_shows(page, address, folder):
    path = folder / NOTEBOOK
    path.write_text(path.read_text(encoding="utf-8").replace("Start here: how", "Start here, changed: how"), encoding="utf-8")
    open_notebook(page, address, f"{folder.name}/{NOTEBOOK}")
    twin = panel(page).locator(".twin").first
    expect(twin).to_contain_text("There the list trails off.")
    expect(twin).to_contain_text("choose Run, then Run All Cells")


def test_while_the_kernel_is_stopped_it_says_not_saved_and_then_catches_up(lesson, folder, address):
    weigh(lesson)
    expect(status(lesson)).to_have_text(SAVED)
    stopped = kernels(address)
    for process in stopped:
        os.kill(process, signal.SIGSTOP)
    try:
        shown(lesson).get_by_label("Because").fill("written while nobody listened")
        expect(status(lesson)).to_contain_text("Not saved yet", timeout=8000)
        expect(status(lesson)).to_contain_text("Run All Cells")
        with lesson.expect_download() as download:
            desk(lesson).get_by_role("button", name="Download my answers").click()
        records, skipped = journal.merge([download.value.path()])
        assert {record["prompt_id"]: record["value"] for record in records}["P00-6"] == "written while nobody listened"
        assert not skipped
        assert "P00-6" not in answers(folder)
    finally:
        for process in stopped:
            os.kill(process, signal.SIGCONT)
    expect(status(lesson)).to_have_text(SAVED, timeout=10_000)
    assert answers(folder)["P00-6"] == "written while nobody listened"
    merged, _ = journal.merge([folder / "journal/00.jsonl", download.value.path()])
    assert len(merged) == len({record["id"] for record in merged})


def test_a_folder_that_cannot_be_written_is_said_at_once_and_answers_can_be_downloaded(page, address, folder):
    (folder / "journal").write_text("a file where the folder should be", encoding="utf-8")
    open_notebook(page, address, f"{folder.name}/{NOTEBOOK}")
    run_all(page)
    expect(status(page)).to_contain_text("Answers cannot be written")
    expect(panel(page).get_by_text("✗ Answers cannot be kept")).to_be_visible()
    weigh(page, "supports it")
    expect(status(page)).to_contain_text("Not saved yet")
    with page.expect_download() as download:
        desk(page).get_by_role("button", name="Download my answers").click()
    records, _ = journal.merge([download.value.path()])
    assert [(record["prompt_id"], record["value"]) for record in records] == [("P00-3", "supports")]


def test_someone_else_sees_nobody_elses_answers_and_a_name_brings_them_back(lesson, folder):
    weigh(lesson)
    expect(status(lesson)).to_have_text(SAVED)
    first = learners.current(folder / "journal")
    desk(lesson).get_by_role("button", name="Someone else").click()
    desk(lesson).get_by_role("button", name="Begin under a new name").click()
    expect(desk(lesson).locator(".who")).not_to_have_text(f"working as {first}")
    step(lesson, "Read and weigh")
    radio = shown(lesson).get_by_role("radio", name="complicates it")
    expect(radio).not_to_be_checked()
    shown(lesson).get_by_role("radio", name="supports it").check()
    expect(status(lesson)).to_have_text(SAVED)
    second = learners.current(folder / "journal")
    assert second != first
    desk(lesson).get_by_role("button", name="Someone else").click()
    desk(lesson).get_by_label("I have worked here before").fill("no such heron")
    desk(lesson).get_by_role("button", name="Go on").click()
    expect(desk(lesson).get_by_role("alert")).to_contain_text("No answers are kept here under that name")
    desk(lesson).get_by_label("I have worked here before").fill(first.upper())
    lesson.keyboard.press("Enter")
    expect(desk(lesson).locator(".who")).to_have_text(f"working as {first}")
    step(lesson, "Read and weigh")
    expect(radio).to_be_checked()
    where = folder / "journal"
    assert {name: journal.fold(where / "00.jsonl", name).answers["P00-3"]["value"] for name in (first, second)} == {
        first: "complicates",
        second: "supports",
    }


def test_a_damaged_line_of_the_journal_is_said_and_left_as_it_is(page, address, folder):
    where = folder / "journal"
    where.mkdir()
    (where / "00.jsonl").write_text('{"id": "0000', encoding="utf-8")
    open_notebook(page, address, f"{folder.name}/{NOTEBOOK}")
    run_all(page)
    desk(page).get_by_text(words.DESK["kept"]).click()
    expect(desk(page).get_by_text("left as they are: 1.")).to_be_visible()
    weigh(page)
    expect(status(page)).to_have_text(SAVED)
    assert (where / "00.jsonl").read_text(encoding="utf-8").startswith('{"id": "0000\n')


def test_pictures_in_both_themes_and_widths(lesson, artefacts):
    """Nothing runs over the edge, contrast holds, and there is something to look at."""
    hide_files(lesson)
    for theme in ("Light", "Dark"):
        wear(lesson, theme)
        for width in (1280, 800):
            lesson.set_viewport_size({"width": width, "height": 2600})
            pictures_of_every_step(lesson, artefacts, theme, width)


def pictures_of_every_step(lesson, artefacts, theme, width):
    for label in STEPS:
        step(lesson, label)
        wide = desk(lesson).evaluate("node => node.scrollWidth - node.clientWidth")
        assert wide <= 0
        contrast = Axe().run(lesson, context=".desk", options={"runOnly": ["color-contrast"]}).response["violations"]
        assert contrast == []
        desk(lesson).screenshot(path=artefacts / f"desk-{theme.lower()}-{width}-{label.split()[0].lower()}.png")
    weigh(lesson)
    expect(status(lesson)).to_have_text(SAVED)
    desk(lesson).screenshot(path=artefacts / f"desk-{theme.lower()}-{width}-answered.png")
