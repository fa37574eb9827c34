"""Every state a desk can be in: what axe finds, what a screen reader is told, forced colours, a page at 200 %."""

import contextlib
import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from kernelless import Kernelless, open_page
from laboratory import desk
from learning import shown, status, step
from marking import mark, read, select
from sidebyside import journal, learners, marking_words, words
from sidebyside.feedback.asked import DESK as feedback_words

pytestmark = pytest.mark.browser
BEARING, TRUST, VERDICT = (words.OPTIONS[kind] for kind in ("bearing", "trust", "verdict"))
BARE = "Lenin and the roof"  # a claim beside which nothing was found; the searches are shown
MARKED = "command has capital punishment"
PASTED = "Nobody wrote this sentence about a lighthouse and its keeper anywhere, so it is not the passage."


@pytest.fixture(scope="module")
def parents(root):
    """Kernels of a lesson, one parent each."""
    with contextlib.ExitStack() as stack:
        yield {one: stack.enter_context(contextlib.closing(Kernelless(root / "data", one))) for one in ("04", "99")}


@pytest.fixture
def start(bare, parents, tmp_path):
    """Opens the desk of a lesson on a page without JupyterLab."""
    used = []

    def started(lesson_id="04"):
        used.append(parents[lesson_id])
        bare.set_viewport_size({"width": 1280, "height": 1000})
        open_page(bare, used[0], used[0].start(tmp_path / "journal"))
        bare.evaluate("document.body.classList.add('jp-NotebookPanel')")  # what the helpers look into
        if lesson_id == "04":
            desk(bare).get_by_label(words.DESK["choose_claim"]).select_option("1")
        return bare, used[0], tmp_path / "journal"

    yield started
    for one in used:
        one.go_on()
        one.kill()


def weigh(page, at, bearing, trust):
    step(page, words.STEPS["weigh"])
    shown(page).locator("ol.excerpts").first.locator("button").nth(at).click()
    visible = shown(page).locator("fieldset:visible")
    visible.get_by_role("radio", name=BEARING[bearing], exact=True).check()
    visible.last.get_by_role("radio", name=TRUST[trust], exact=True).check()


def who_works(start):
    page = start()[0]
    desk(page).get_by_role("button", name=words.DESK["someone_else"]).click()
    expect(desk(page).locator(".whoisit")).to_be_visible()
    return page


def corroborating(start):
    page = start()[0]
    weigh(page, 0, "supports", "partly")
    weigh(page, 2, "against", "fully")
    step(page, words.STEPS["corroborate"])
    return page


def marking(start):
    page = start()[0]
    read(page)
    mark(page, MARKED, "loaded words")
    select(page, "has capital")
    return page


def marking_by_keyboard(start):
    page = start()[0]
    read(page)
    shown(page).get_by_role("button", name=marking_words.MARKING["mark_keys"]).locator("visible=true").click()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Shift+ArrowRight")
    return page


def partly(start):
    page = start()[0]
    step(page, words.STEPS["judge"])
    shown(page).get_by_role("radio", name=VERDICT["partly"]).check()
    return page


def asked(start):
    page = partly(start)
    shown(page).get_by_role("button", name=feedback_words["method_ask"]).click()
    expect(desk(page).locator(".method:visible")).to_be_visible()
    return page


def two_answers(start):
    """Another machine answered the same question in ignorance of this one; both are kept."""
    page, _, where = start()
    step(page, words.STEPS["predict"])
    shown(page).get_by_role("textbox").fill("written here")
    expect(status(page)).to_contain_text("Saved")
    records, _ = journal.merge([where / "04.jsonl"])
    message = {"id": journal.new_id(records[-1]["id"]), "key": "P04-1", "value": "elsewhere", "writer": "e" * 8, "seen": {}}
    journal.append(where / "04.jsonl", journal.record_of(message, learners.current(where)))
    page.evaluate("window.dispatchEvent(new Event('focus'))")
    expect(shown(page).get_by_role("group", name=words.DESK["rivals"])).to_be_visible()
    return page


def not_saved(start):
    page, kernels, _ = start()
    kernels.stop()
    step(page, words.STEPS["judge"])
    shown(page).get_by_role("radio", name=VERDICT["cannot-tell"]).check()
    expect(status(page)).to_contain_text("Not saved yet")
    return page


def pasted(start):
    page = start()[0]
    read(page, 1, 1)
    shown(page).get_by_text(words.DESK["own_words"]).locator("visible=true").click()
    shown(page).get_by_label(words.DESK["paste"]).locator("visible=true").fill(PASTED)
    shown(page).get_by_role("button", name=words.DESK["compare"], exact=True).locator("visible=true").first.click()
    return page


def without_a_passage(start):
    page = start("99")[0]
    box = desk(page).get_by_label(words.DESK["choose_claim"])
    box.select_option(next(text for text in box.locator("option").all_inner_texts() if BARE in text))
    step(page, words.STEPS["judge"])
    return page


STATES = (
    who_works,
    corroborating,
    marking,
    marking_by_keyboard,
    partly,
    asked,
    two_answers,
    not_saved,
    pasted,
    without_a_passage,
)


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.__name__)
def test_axe_a_screen_reader_forced_colours_and_a_page_at_two_hundred_per_cent(start, state, root, tmp_path, artefacts):
    page = state(start)
    nothing_is_found_and_a_screen_reader_is_told_this(page, state, root, tmp_path)
    at_two_hundred_per_cent_nothing_scrolls_sideways_or_is_cut(page)
    what_is_chosen_or_has_the_focus_is_seen_where_colours_are_forced(page)
    page.screenshot(path=artefacts / f"forced-{state.__name__}.png")


def nothing_is_found_and_a_screen_reader_is_told_this(page, state, root, tmp_path):
    found = Axe().run(page, context=".desk").response["violations"]
    assert [(one["id"], [node["html"][:120] for node in one["nodes"]]) for one in found] == []
    name = learners.current(tmp_path / "journal") or "NAME"
    told = desk(page).aria_snapshot().replace(name, "NAME").replace(str(tmp_path / "journal"), "FOLDER") + "\n"
    told = re.sub(r"\b\d\d:\d\d\b", "TIME", told)
    expected = root / f"tests/browser/aria/states/{state.__name__}.yml"
    if not expected.exists():
        expected.parent.mkdir(exist_ok=True)
        expected.write_text(told, encoding="utf-8")
        pytest.fail(f"{expected.name} was not there and has been written; read it, then keep it")
    assert told == expected.read_text(encoding="utf-8")


# What tells one thing from another when all colours are the system's: a line of some kind.
LINES = """node => { const style = getComputedStyle(node);
  return [style.outlineStyle, style.outlineWidth, style.borderBottomStyle, style.borderBottomWidth, style.textDecorationLine].join(" "); }"""


def what_is_chosen_or_has_the_focus_is_seen_where_colours_are_forced(page):
    page.emulate_media(forced_colors="active")
    for chosen, others in (
        (".seg label:has(:checked)", ".seg label:not(:has(:checked))"),
        ("[aria-current]", "button:not([aria-current])"),
    ):
        for node in desk(page).locator(chosen).locator("visible=true").all():
            assert node.evaluate("node => getComputedStyle(node).outlineStyle") == "solid"
        for node in desk(page).locator(others).locator("visible=true").all()[:5]:
            assert node.evaluate("node => document.activeElement === node || getComputedStyle(node).outlineStyle") in (
                "none",
                True,
            )
    controls = desk(page).locator("input, textarea, button, a, summary, select, [tabindex='0']").locator("visible=true")
    for node in controls.all():
        resting = node.evaluate(LINES)
        node.focus()
        page.keyboard.press("Shift")  # a key: the browser then shows where the focus is
        held = node.locator("xpath=ancestor-or-self::label").last if node.get_attribute("type") == "radio" else node
        assert node.evaluate(LINES) != resting or held.evaluate("node => getComputedStyle(node).outlineStyle") == "solid"


CUT = """root => [...root.querySelectorAll("*")].filter((node) => {
  const style = getComputedStyle(node);
  return node.checkVisibility() && node.clientWidth > 1 && style.overflowX !== "visible" && node.scrollWidth > node.clientWidth + 1;
}).map((node) => node.outerHTML.slice(0, 120))"""


def at_two_hundred_per_cent_nothing_scrolls_sideways_or_is_cut(page):
    for width in (1280, 800):  # 640 and 400 pixels of the page's own are left
        page.set_viewport_size({"width": width, "height": 900})
        page.evaluate("document.documentElement.style.zoom = 2")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert desk(page).evaluate(CUT) == []
    control = shown(page).locator("button, a, textarea").locator("visible=true").last
    if control.count():
        control.click(trial=True)
    page.evaluate("document.documentElement.style.zoom = 1")
    page.set_viewport_size({"width": 1280, "height": 1000})
