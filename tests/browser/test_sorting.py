"""An exercise of sorting as a learner uses it: in JupyterLab, in Chromium, by mouse and by keyboard; pictures of it."""

import os
import re
import signal

import nbformat
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

import drawers
from laboratory import SHUT_DOWN, cells, hide_files, kernels, menu, open_notebook, panel, save, wait_idle, wear
from learning import SAVED, answers
from sidebyside import journal, learners, words
from sidebyside.sorting_words import SORTING

pytestmark = pytest.mark.browser
BOOK = "sorting.ipynb"
CODE = f"from sidebyside import open_lesson\n{drawers.QUESTION}\nexercise"
ALL = len(drawers.ITEMS)


def exercise(page):
    return panel(page).locator(".sorting")


def status(page):
    return exercise(page).locator(".saved .state")


def item(page, at):
    """A row, counted from 1."""
    return exercise(page).locator(".items > li").nth(at - 1)


def sort(page, at, label):
    item(page, at).get_by_role("radio", name=label, exact=True).check()


def reason(page, at):
    return item(page, at).locator(".reason input")


def tally(page):
    return exercise(page).locator(".sorted")


def run(page, begins=True):
    menu(page, "Run", "runmenu:run-all")
    exercise(page).wait_for(state="visible", timeout=60_000)
    wait_idle(page)
    if begins and exercise(page).locator(".whoisit").is_visible():
        exercise(page).locator(".whoisit").locator(".goon, .begin").locator("visible=true").first.click()
        expect(exercise(page).locator(".items")).to_be_visible()


@pytest.fixture
def class_folder(served, root):
    """A folder of this test's own with a case and a notebook in it that opens the exercise."""
    mine = served / f"sorting-{len(list(served.iterdir()))}"
    mine.mkdir()
    drawers.lay(root, mine / "case")
    spec = {"kernelspec": {"name": "python3", "display_name": "Python 3"}}
    nbformat.write(nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(CODE)], metadata=spec), mine / BOOK)
    return mine


@pytest.fixture
def opened(page, address, class_folder):
    """The exercise, run, with nothing sorted yet."""
    open_notebook(page, address, f"{class_folder.name}/{BOOK}")
    run(page)
    return page


def sort_some(page, upto=ALL):
    labels = [label for label, _ in drawers.KINDS[:3]]
    for at in range(1, upto + 1):
        sort(page, at, SORTING["undecided"] if at == 4 else labels[at % 3])


@pytest.mark.parametrize("theme", ["Light", "Dark"])
def test_pictures_and_axe(page, address, artefacts, class_folder, theme):
    open_notebook(page, address, f"{class_folder.name}/{BOOK}")
    wear(page, theme)
    hide_files(page)
    run(page, begins=False)
    wrong = []

    def look(state):
        results = Axe().run(page, context=".sorting")
        wrong.extend((state, one["id"], [node["html"][:120] for node in one["nodes"]]) for one in results.response["violations"])
        page.set_viewport_size({"width": page.viewport_size["width"], "height": 4200})  # the notebook scrolls by itself
        page.wait_for_timeout(300)
        exercise(page).screenshot(path=artefacts / f"sorting-{theme.lower()}-{state}.png")
        page.set_viewport_size({"width": page.viewport_size["width"], "height": 1000})

    look("who")
    exercise(page).locator(".begin").click()
    look("empty")
    sort_some(page, 5)
    reason(page, 2).fill("It could stand in a log of the theatre.")
    item(page, 5).locator("summary").click()
    expect(status(page)).to_have_text(SAVED)
    look("half")
    page.screenshot(path=artefacts / f"sorting-{theme.lower()}-half-window.png")
    sort_some(page)
    exercise(page).get_by_label(drawers.CLOSING).fill("The last one. The gulls would not mind.")
    expect(status(page)).to_have_text(SAVED)
    look("full")
    for width in (800, 400):
        page.set_viewport_size({"width": width, "height": 1000})
        page.wait_for_timeout(300)
        look(f"full-{width}")
    page.emulate_media(forced_colors="active")
    look("forced-colours")
    assert wrong == []


def test_what_is_sorted_by_mouse_is_in_the_journal_and_counted_in_words(opened, class_folder):
    expect(tally(opened)).to_have_text(SORTING["weighed"].format(done=0, all=ALL))
    expect(reason(opened, 1)).to_be_hidden()
    sort(opened, 1, "judges")
    sort(opened, 3, SORTING["undecided"])
    reason(opened, 1).fill("  to keep is praise 🐦")
    expect(tally(opened)).to_have_text(SORTING["weighed"].format(done=2, all=ALL))
    expect(status(opened)).to_have_text(SAVED)
    expected = {
        drawers.key(1): drawers.kind("judges"),
        drawers.key(3): "undecided",
        drawers.reason_key(1): "  to keep is praise 🐦",
    }
    assert answers(class_folder) == expected
    item(opened, 3).get_by_role("button", name=re.compile(words.DESK["clear"])).click()
    expect(tally(opened)).to_have_text(SORTING["weighed"].format(done=1, all=ALL))
    expect(reason(opened, 3)).to_be_hidden()


def test_when_all_are_sorted_the_question_and_the_learners_own_table_come(opened, class_folder):
    ending = exercise(opened).locator(".ending")
    sort_some(opened, ALL - 1)
    expect(ending).to_be_hidden()
    sort(opened, ALL, "asks for something")
    expect(ending).to_be_visible()
    expect(tally(opened)).to_have_text(SORTING["all_done"].format(all=ALL))
    reason(opened, ALL).fill("gulls <b>do not</b> read")
    table = ending.get_by_role("table", name=SORTING["own"])
    expect(table.get_by_role("rowheader")).to_have_text([*(label for label, _ in drawers.KINDS), SORTING["undecided"]])
    last = table.get_by_role("row", name=re.compile("asks for something"))
    expect(last).to_contain_text(drawers.ITEMS[-1][0] + SORTING["because"].format(reason="gulls <b>do not</b> read"))
    expect(table.get_by_role("row", name=re.compile(SORTING["undecided"]))).to_contain_text(drawers.ITEMS[3][0])
    assert table.locator("li").count() == ALL
    ending.get_by_label(drawers.CLOSING).fill("None of them.")
    expect(status(opened)).to_have_text(SAVED)
    assert answers(class_folder)["XC00-1"] == "None of them."
    sort(opened, ALL, "tells")
    expect(last).to_contain_text(SORTING["nothing"])
    item(opened, 1).get_by_role("button", name=re.compile(words.DESK["clear"])).click()
    expect(ending).to_be_visible()  # what was written there is not taken away


def test_nothing_tells_right_from_wrong(opened):
    before = item(opened, 1).inner_html()
    sort_some(opened)
    classes = exercise(opened).evaluate(
        "root => [...new Set([...root.querySelectorAll('.items *')].map(node => node.className))]"
    )
    assert before
    assert not [name for name in classes if re.search("right|wrong|correct|score|good|bad", name)]
    shown = exercise(opened).inner_text().lower()
    assert not re.search(r"\b(correct|right|wrong|score|points?|well done|great|%)\b", shown)


def test_everything_is_done_with_the_keyboard_alone(opened, class_folder):
    keys, before = opened.keyboard, cells(opened)

    def tab_to(locator):
        for _ in range(60):
            if locator.evaluate("node => node === document.activeElement"):
                return
            keys.press("Tab")
        raise AssertionError(f"{locator} is not reached by Tab")

    item(opened, 1).get_by_role("radio").first.focus()
    keys.press("Space")
    keys.press("ArrowDown")
    keys.press("ArrowDown")
    for letter in "abxddM":
        keys.press(letter)
    expect(item(opened, 1).get_by_role("radio", name="guesses")).to_be_checked()
    tab_to(reason(opened, 1))
    keys.type("a b x d d M because")
    keys.press("Enter")
    keys.press("Shift+Enter")
    tab_to(item(opened, 2).get_by_role("radio").first)
    keys.press("ArrowUp")  # from the first to the last
    expect(item(opened, 2).get_by_role("radio", name=SORTING["undecided"])).to_be_checked()
    tab_to(item(opened, 5).locator("summary"))
    keys.press("Enter")
    expect(item(opened, 5)).to_contain_text("thirty years after")
    for letter in "abxddM":
        keys.press(letter)
    expect(status(opened)).to_have_text(SAVED)
    given = {drawers.key(1): drawers.kind("guesses"), drawers.reason_key(1): "a b x d d M because", drawers.key(2): "undecided"}
    assert answers(class_folder) == given
    exercise(opened).get_by_role("button", name=SORTING["go_on_to"]).focus()
    keys.press("Enter")
    expect(item(opened, 3).get_by_role("radio").first).to_be_focused()
    assert cells(opened) == before


def test_every_control_keeps_its_keys_has_a_name_and_says_what_the_kinds_mean(opened, root, class_folder):
    found = exercise(opened).evaluate(
        """root => [...root.querySelectorAll('a, button, input, select, textarea, summary, [tabindex]')]
        .filter(node => !('lmSuppressShortcuts' in node.dataset)).map(node => node.outerHTML)"""
    )
    assert found == []
    described = item(opened, 1).get_by_role("radio", name="judges")
    expect(described).to_have_accessible_description(drawers.KINDS[1][1])
    expect(item(opened, 1).locator("fieldset")).to_have_accessible_description(" · ".join(drawers.ITEMS[0][1:]))
    where, written = class_folder / "journal", []
    for state, upto in (("empty", 0), ("half", 5), ("full", ALL)):
        sort_some(opened, upto)
        told = exercise(opened).locator(".two").aria_snapshot().replace(str(where), "FOLDER") + "\n"
        expected = root / f"tests/browser/aria/sorting-{state}.yml"
        if not expected.exists():
            expected.write_text(told, encoding="utf-8")
            written.append(expected.name)
        assert told == expected.read_text(encoding="utf-8"), state
    assert not written, "was not there and was written: read it"


def test_what_was_sorted_last_is_undone_and_shown(opened, class_folder):
    sort(opened, 1, "tells")
    sort(opened, 1, "judges")
    sort(opened, 2, "tells")
    undo = exercise(opened).get_by_role("button", name=words.DESK["undo"], exact=True)
    undo.click()
    expect(exercise(opened).locator(".saved .told")).to_contain_text(drawers.ITEMS[1][0])
    undo.click()
    expect(item(opened, 1).get_by_role("radio", name="tells")).to_be_checked()
    expect(item(opened, 1)).to_be_in_viewport()
    expect(status(opened)).to_have_text(SAVED)
    assert answers(class_folder) == {drawers.key(1): drawers.kind("tells"), drawers.key(2): ""}


def test_a_killed_kernel_and_a_reload_keep_what_was_sorted(opened, address, class_folder):
    sort(opened, 1, "tells")
    expect(status(opened)).to_have_text(SAVED)
    for process in kernels(address):
        os.kill(process, signal.SIGSTOP)
    sort(opened, 2, "judges")
    reason(opened, 2).fill("waits in the tab")
    expect(status(opened)).to_contain_text("Not saved yet", timeout=20_000)
    opened.reload()
    for process in kernels(address):
        os.kill(process, signal.SIGKILL)
    wait_idle(opened)
    run(opened)
    expect(item(opened, 1).get_by_role("radio", name="tells")).to_be_checked()
    expect(item(opened, 2).get_by_role("radio", name="judges")).to_be_checked()
    expect(reason(opened, 2)).to_have_value("waits in the tab")
    expect(status(opened)).to_have_text(SAVED)
    assert answers(class_folder) == {
        drawers.key(1): drawers.kind("tells"),
        drawers.key(2): drawers.kind("judges"),
        drawers.reason_key(2): "waits in the tab",
    }


@pytest.mark.parametrize("of", ["kind", "reason"])
def test_where_it_was_sorted_otherwise_elsewhere_the_learner_is_asked(opened, class_folder, of):
    sort(opened, 12, "tells")
    reason(opened, 12).fill("mine")
    expect(status(opened)).to_have_text(SAVED)
    where = class_folder / "journal"
    records, _ = journal.merge([where / "00.jsonl"])
    key, value = (drawers.key(12), drawers.kind("judges")) if of == "kind" else (drawers.reason_key(12), "another")
    message = {"id": journal.new_id(records[-1]["id"]), "key": key, "value": value, "writer": "e" * 8, "seen": {}}
    journal.append(where / "00.jsonl", journal.record_of(message, learners.current(where)))
    opened.evaluate("window.dispatchEvent(new Event('focus'))")
    disputed = exercise(opened).get_by_role("button", name=words.DESK["disputed"].format(count=1))
    disputed.click()
    take = item(opened, 12).get_by_role("button", name=words.DESK["take_other"])
    expect(take).to_be_focused()
    found = Axe().run(opened, context=".sorting").response["violations"]
    assert [one["id"] for one in found] == []
    opened.keyboard.press("Enter")
    expect(disputed).to_be_hidden()
    expect(item(opened, 12).locator("input:focus")).to_have_count(1)
    expect(item(opened, 12).get_by_role("radio", name="judges" if of == "kind" else "tells")).to_be_checked()
    expect(reason(opened, 12)).to_have_value("mine" if of == "kind" else "another")


def test_whoever_comes_next_sees_nothing_of_what_was_sorted(opened, class_folder):
    sort(opened, 1, "tells")
    reason(opened, 1).fill("mine")
    expect(status(opened)).to_have_text(SAVED)
    name = learners.current(class_folder / "journal")
    exercise(opened).get_by_role("button", name=words.DESK["someone_else"]).click()
    exercise(opened).get_by_role("button", name=words.DESK["newcomer"]).click()
    expect(exercise(opened).locator(".whoisit")).to_be_hidden()
    expect(item(opened, 1).get_by_role("radio", name="tells")).not_to_be_checked()
    expect(reason(opened, 1)).to_be_hidden()
    expect(reason(opened, 1)).to_have_value("")
    assert learners.current(class_folder / "journal") != name


def test_where_no_widget_runs_the_exercise_can_be_read(opened, address, class_folder):
    path = class_folder / BOOK
    sort(opened, 1, "tells")
    expect(panel(opened).locator(".twin")).to_be_hidden()
    save(opened, path)
    opened.evaluate(SHUT_DOWN)
    open_notebook(opened, address, f"{class_folder.name}/{BOOK}")
    twin = panel(opened).locator(".twin")
    expect(twin).to_be_visible()
    for text in (drawers.TITLE, drawers.ITEMS[4][0], drawers.KINDS[2][1], SORTING["twin"]):
        expect(twin).to_contain_text(text)


def test_nothing_overflows_sideways(opened):
    hide_files(opened)
    sort_some(opened)
    reason(opened, 1).fill("x" * 300)
    for width in (1280, 800, 400):
        opened.set_viewport_size({"width": width, "height": 800})
        opened.wait_for_timeout(100)
        assert exercise(opened).evaluate("node => node.scrollWidth - node.clientWidth") <= 0, width


def test_payloads_in_a_reason_do_nothing(opened):
    payload = "<img src=x onerror='document.title=\"ran\"'><script>document.title='ran'</script> $\\href{javascript:x}{y}$ ${7*7}"
    sort_some(opened)
    reason(opened, 1).fill(payload)
    exercise(opened).get_by_label(drawers.CLOSING).fill(payload)
    expect(exercise(opened).locator(".ending table")).to_contain_text(payload)
    expect(status(opened)).to_have_text(SAVED)
    run(opened)
    expect(exercise(opened).locator(".ending table")).to_contain_text(payload)
    assert exercise(opened).locator("img, script, iframe").count() == 0
    assert "ran" not in opened.title()
