"""The core of the desk in Notebook 7, where the same cells stand in another page: in Chromium, by mouse and by keyboard."""

import shutil

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from laboratory import NOTEBOOK, NOTHING_RUNS, begin, cells, desk, lab, menu, panel
from learning import SAVED, answers, shown, status, step
from marking import bar, category, drag, painted, rows
from sidebyside import layout, marks, words
from sidebyside.model import MARKED

pytestmark = [pytest.mark.browser, pytest.mark.own_page]
STEPS = {name: words.STEPS[name] for name in ("predict", "source", "weigh", "judge", "second")}
CHOSEN = {"bearing": "complicates", "trust": "partly", "confidence": "fairly", "verdict": "not-borne-out"}
BY_KEYBOARD = "judge"
SENTENCE = "There was a single unbroken front, to north and south, to east and west."
# no line at the foot of the page says it, as JupyterLab's does; before there is a kernel the sign says "idle" too
IS_IDLE = """() => document.querySelector('.jp-NotebookPanel .jp-Toolbar-kernelName')?.textContent.includes('Python')
  && document.querySelector('.jp-NotebookPanel .jp-Notebook-ExecutionIndicator')?.dataset.status === 'idle'"""
# what Notebook 7 says by itself, sometimes, while it reads its settings
NOTEBOOKS_OWN = "reading 'schema'"


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """The folder that Notebook 7 serves."""
    return tmp_path_factory.mktemp("notebook7")


@pytest.fixture(scope="module")
def notebook(chromium, home, tmp_path_factory):
    """A Notebook 7 in its light theme; its address."""
    with lab(home, tmp_path_factory.mktemp("jupyter"), program="notebook") as where:
        yield where


@pytest.fixture
def mine(home, root):
    """A folder of this test's own with the lesson in it."""
    folder = home / f"class-{len(list(home.iterdir()))}"
    folder.mkdir()
    shutil.copy(root / "notebooks" / NOTEBOOK, folder)
    return folder


@pytest.fixture
def opened(page, notebook, mine):
    """The lesson, run from the menu; nobody has said yet who works."""
    page.sockets = []
    page.on("websocket", lambda socket: page.sockets.append(socket.url))
    page.goto(f"{notebook}/notebooks/{mine.name}/{NOTEBOOK}", wait_until="domcontentloaded")
    run(page)
    yield page
    page.errors[:] = [error for error in page.errors if NOTEBOOKS_OWN not in error]
    assert page.sockets
    assert [url for url in page.sockets if not url.startswith("ws://127.0.0.1:")] == []


def run(page):
    """Run every cell when the kernel is there, and wait for the desk."""
    panel(page).locator(".jp-Cell").first.wait_for(state="visible", timeout=60_000)
    page.wait_for_function(IS_IDLE, timeout=60_000)
    menu(page, "Run", "runmenu:run-all")
    desk(page).wait_for(state="visible", timeout=60_000)
    page.wait_for_function(NOTHING_RUNS, timeout=60_000)
    page.wait_for_function(IS_IDLE, timeout=60_000)


@pytest.fixture
def lesson(opened):
    """The lesson, with somebody at its desk."""
    begin(opened)
    return opened


@pytest.fixture(scope="module")
def prompts(case):
    """Every question of the lesson that is no marking, in the order of its steps."""
    (claim,) = layout.of_lesson(case, "00")["claims"]
    asked = [one for one in claim["prompts"] if one["kind"] not in MARKED]
    return sorted(asked, key=lambda one: list(STEPS).index(one["step"]))


def value_of(prompt):
    """What is answered to a question, as it is kept."""
    return CHOSEN.get(prompt["kind"], f"An answer to {prompt['id']}.")


def by_mouse(page, prompt):
    step(page, STEPS[prompt["step"]])
    if prompt["kind"] == "text":
        shown(page).get_by_label(prompt["text"]).click()
        page.keyboard.type(value_of(prompt))
    else:
        label = words.OPTIONS[prompt["kind"]][value_of(prompt)]
        shown(page).get_by_role("group", name=prompt["text"]).get_by_role("radio", name=label, exact=True).click()


def tab_to(page, locator):
    for _ in range(60):
        if locator.evaluate("node => node === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{locator} is not reached by Tab")


def by_keyboard(page, name, asked):
    """Answer a step without the mouse, from the row of steps on."""
    desk(page).locator("nav ol.steps button").first.focus()
    tab_to(page, desk(page).get_by_role("button", name=STEPS[name]).first)
    page.keyboard.press("Enter")
    expect(shown(page).get_by_role("heading", name=STEPS[name])).to_be_focused()
    for prompt in asked:
        if prompt["kind"] == "text":
            tab_to(page, shown(page).get_by_label(prompt["text"]))
            page.keyboard.type(value_of(prompt))
            continue
        group = shown(page).get_by_role("group", name=prompt["text"])
        tab_to(page, group.get_by_role("radio").first)
        page.keyboard.press("Space")
        for _ in range(list(words.OPTIONS[prompt["kind"]]).index(value_of(prompt))):
            page.keyboard.press("ArrowRight")


def assert_answered(page, prompts):
    for prompt in prompts:
        step(page, STEPS[prompt["step"]])
        if prompt["kind"] == "text":
            expect(shown(page).get_by_label(prompt["text"])).to_have_value(value_of(prompt))
        else:
            label = words.OPTIONS[prompt["kind"]][value_of(prompt)]
            group = shown(page).get_by_role("group", name=prompt["text"])
            expect(group.get_by_role("radio", name=label, exact=True)).to_be_checked()
    step(page, STEPS["weigh"])
    expect(rows(page)).to_contain_text(SENTENCE)
    pieces = painted(page)
    assert ({kind for kind, _ in pieces}, "".join(text for _, text in pieces)) == ({"line-1"}, SENTENCE)


def test_a_lesson_is_answered_kept_and_there_again_after_a_reload(opened, mine, prompts, artefacts):
    page = opened
    question = desk(page).locator(".whoisit")
    question.get_by_role("button", name=words.DESK["newcomer"]).click()
    expect(question).to_be_hidden()
    assert {one["kind"] for one in prompts if one["step"] != BY_KEYBOARD} == {"text", *CHOSEN}
    for prompt in prompts:
        if prompt["step"] != BY_KEYBOARD:
            by_mouse(page, prompt)
    by_keyboard(page, BY_KEYBOARD, [one for one in prompts if one["step"] == BY_KEYBOARD])
    step(page, STEPS["weigh"])
    drag(page, "single unbroken front")
    expect(bar(page).locator(".picked")).to_contain_text(SENTENCE)  # a digest: the whole sentence
    category(page, "who acts").click()
    expect(status(page)).to_have_text(SAVED)
    page.screenshot(path=artefacts / "notebook7-marked.png")
    kept = answers(mine)
    assert {key: value for key, value in kept.items() if key != "P00-9"} == {one["id"]: value_of(one) for one in prompts}
    assert [(one.exact, one.category) for one in marks.parse(kept["P00-9"])] == [(SENTENCE, "MC00-1")]
    page.reload(wait_until="domcontentloaded")
    run(page)
    expect(desk(page).locator(".whoisit")).to_be_hidden()  # this tab has been told who works
    assert_answered(page, prompts)
    page.screenshot(path=artefacts / "notebook7-reloaded.png")


KEYS = (["a"], ["b"], ["x"], ["d", "d"], ["Shift+M"])


def test_the_desk_stands_at_its_full_height(lesson):
    """Notebook 7 puts long outputs into a low box that scrolls by itself; the claim could not stay in sight in it."""
    step(lesson, STEPS["weigh"])
    areas = panel(lesson).locator(".jp-CodeCell:has(.jp-OutputArea-child) .jp-Cell-outputArea")
    # whether it does so hangs on what was drawn when it looked; here it is told to
    areas.evaluate_all("all => all.forEach(one => one.closest('.jp-CodeCell').classList.add('jp-mod-outputsScrolled'))")
    assert areas.first.evaluate("node => getComputedStyle(node).overflowY") == "auto"  # or this would prove nothing
    area = panel(lesson).locator(".jp-Cell-outputArea:has(.desk)")
    assert area.evaluate("node => getComputedStyle(node).overflowY") == "visible"
    box, whole = desk(lesson).bounding_box(), area.bounding_box()
    assert whole["height"] >= box["height"] > 800
    assert whole["x"] <= box["x"]
    assert box["x"] + box["width"] <= whole["x"] + whole["width"] + 1


def test_no_key_typed_at_the_desk_changes_a_cell(lesson):
    before = cells(lesson)
    boxes = others = 0
    for label in STEPS.values():
        step(lesson, label)
        for box in shown(lesson).locator("textarea:visible").all():
            box.click()
            for sequence in KEYS:
                for key in sequence:
                    lesson.keyboard.press(key)
            expect(box).to_have_value("abxddM")
            boxes += 1
        for control in shown(lesson).locator("button:visible, summary:visible, input[type=radio]:visible").all():
            for sequence in KEYS:
                control.focus()
                for key in sequence:
                    lesson.keyboard.press(key)
            others += 1
    assert boxes == 5
    assert others > 20
    assert cells(lesson) == before
    # the same key where nothing keeps it away: or this test would prove nothing
    radio = shown(lesson).get_by_role("radio").first
    radio.evaluate("node => delete node.dataset.lmSuppressShortcuts")
    radio.focus()
    lesson.keyboard.press("a")
    expect(panel(lesson).locator(".jp-Notebook .jp-Cell")).to_have_count(before + 1)


def test_axe_finds_nothing_at_the_desk(lesson):
    def look(state):
        found = Axe().run(lesson, context=".desk").response["violations"]
        assert [(one["id"], [node["html"][:120] for node in one["nodes"]]) for one in found] == [], state
        assert desk(lesson).evaluate("node => node.scrollWidth - node.clientWidth") <= 0

    for label in STEPS.values():
        step(lesson, label)
        look(label)
    step(lesson, STEPS["weigh"])
    drag(lesson, "single unbroken front")
    look("chosen")
    category(lesson, "who acts").click()
    look("marked")
    step(lesson, STEPS["judge"])
    shown(lesson).get_by_role("radio", name=words.OPTIONS["verdict"]["partly"]).click()
    look("partly")
