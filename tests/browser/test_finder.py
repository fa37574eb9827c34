"""The finder as a learner uses it: in JupyterLab, in Chromium, by mouse and by keyboard, over books that are made up."""

import json
import os
import re
import signal

import nbformat
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from laboratory import (
    SHUT_DOWN,
    begin,
    cells,
    desk,
    hide_files,
    kernels,
    lab,
    menu,
    open_all,
    open_notebook,
    panel,
    save,
    wait_idle,
    wear,
)
from lamplight import LAMP
from payloads import PAYLOADS
from sidebyside import words
from sidebyside.finder_words import FINDER
from sidebyside.marking_words import MARKING
from sidebyside.quote_words import QUOTES

pytestmark = pytest.mark.browser
MODES = FINDER["modes"]
WRONG = LAMP.replace("evening", "morning")
NOTEBOOKS = {
    "finder": ("import finding", "finding.finder()"),
    "alone": ("import finding", "finding.alone()"),
    "desk": ("import finding", "finding.desk()"),
    "both": ("import finding", "finding.desk()", "finding.finder_beside()"),
}
# what each mode is asked, and what is in its answer
ASKED = {
    "search": (["oil frozen in the pipe"], ".passages li"),
    "concordance": (["the lamp"], ".lines tbody tr"),
    "quote": ([WRONG], ".part"),
    "compare": ([LAMP, WRONG], ".sides tbody tr"),
}
OUT = """root => { const { left, right } = root.getBoundingClientRect();
  return [...root.querySelectorAll('*')].filter(node => node.checkVisibility() && !node.closest('.unseen, thead')).filter(node => {
    const box = node.getBoundingClientRect(); return box.right > right + 1 || box.left < left - 1;
  }).map(node => `${node.localName}.${node.className}: ${node.textContent.slice(0, 60)}`); }"""


def environment(root):
    return {"PYTHONPATH": os.pathsep.join(map(str, (root / "tests/browser", root / "tests", root / "helpers")))}


def write_notebooks(folder):
    spec = {"kernelspec": {"name": "python3", "display_name": "Python 3"}}
    for name, sources in NOTEBOOKS.items():
        made = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source) for source in sources], metadata=spec)
        nbformat.write(made, folder / f"{name}.ipynb")


@pytest.fixture(scope="module")
def found_in(chromium, root, tmp_path_factory):
    """A JupyterLab of this module's own: its address, and the folder it serves."""
    folder = tmp_path_factory.mktemp("finding")
    write_notebooks(folder)
    with lab(folder, tmp_path_factory.mktemp("jupyter"), environment=environment(root)) as address:
        yield address, folder


@pytest.fixture
def opened(page, found_in):
    """Opens one of the notebooks and runs it."""

    def run(name="finder"):
        open_notebook(page, found_in[0], f"{name}.ipynb")
        hide_files(page)
        menu(page, "Run", "runmenu:run-all")
        panel(page).locator(".finder, .desk").last.wait_for(state="visible", timeout=60_000)
        wait_idle(page)
        return page

    return run


def finder(page):
    return panel(page).locator(".finder")


def headline(root):
    return root.locator(".headline")


def choose(root, mode):
    root.get_by_role("button", name=MODES[mode]["label"], exact=True).click()


def ask(root, mode, *texts):
    choose(root, mode)
    for at, text in enumerate(texts):
        root.locator(".way > :not(details) :is(input, textarea)").nth(at).fill(text)
    root.get_by_role("button", name=MODES[mode]["go"], exact=True).click()
    expect(headline(root)).not_to_have_text(re.compile(f"^$|{FINDER['looking']}"))


def ask_as_planned(root, mode):
    texts, results = ASKED[mode]
    ask(root, mode, *texts)
    expect(root.locator(results).first).to_be_visible()


# By mouse


def test_each_mode_answers_by_mouse_and_keeps_what_it_found(opened):
    page = opened()
    root = finder(page)
    for mode in MODES:
        ask_as_planned(root, mode)
        expect(root.get_by_role("status")).to_have_text(headline(root).inner_text())
    expect(root.locator(".sides mark")).to_have_text(["evening", "morning"])
    choose(root, "quote")
    expect(headline(root)).to_have_text(re.compile("^A passage like this"))
    expect(root.locator(".part dd").first).to_have_text("Ida Marrow")
    expect(root.locator(".differences li")).to_have_text([QUOTES["change"].format(quotation="morning", text="evening")])
    expect(root.get_by_text(QUOTES["found-proof"])).to_be_visible()
    choose(root, "search")
    expect(root.locator(".passages mark").first).to_be_visible()
    assert page.errors == []


def test_lines_are_chosen_by_author_work_and_year(opened):
    page = opened()
    root = finder(page)
    ask_as_planned(root, "concordance")
    everything = root.locator(".lines tbody tr").count()
    root.locator(".only summary").click()
    root.get_by_label(FINDER["work"]).select_option("W1")
    root.get_by_role("button", name=MODES["concordance"]["go"]).click()
    expect(root.locator(".lines tbody tr")).not_to_have_count(everything)
    expect(root.locator(".lines .where cite").first).to_have_text("The lamp goes out in act two")
    expect(root.locator(".only summary")).to_have_text(FINDER["only_set"].format(count=1))
    root.get_by_label(FINDER["from"]).fill("1")
    root.get_by_role("button", name=MODES["concordance"]["go"]).click()
    expect(headline(root)).to_have_text(FINDER["no_year"])
    choose(root, "search")  # the same texts are chosen there
    expect(root.get_by_label(FINDER["work"])).to_have_value("W1")


def test_what_is_not_found_says_where_and_what_that_does_not_prove(opened):
    root = finder(opened())
    ask(root, "quote", "Nobody at all has ever written such a row of words as these are here")
    expect(headline(root)).to_have_text(FINDER["not_found"])
    expect(root.get_by_text(QUOTES["not-proof"])).to_be_visible()
    expect(root.get_by_text("Forty Winters at the Lamp").locator("visible=true").first).to_be_visible()


def test_without_texts_it_says_how_to_get_them_and_two_texts_can_be_compared(opened):
    root = finder(opened("alone"))
    expect(root.get_by_text(FINDER["no_texts"])).to_be_visible()
    ask(root, "quote", LAMP)
    expect(headline(root)).to_have_text(FINDER["no_texts"])
    ask_as_planned(root, "compare")
    expect(root.locator(".advice")).to_be_hidden()


# By keyboard


def test_a_keyboard_alone_does_it_all_and_no_cell_is_touched(opened):
    page = opened()
    root, keys, before = finder(page), page.keyboard, cells(page)

    def tab_to(locator):
        for _ in range(60):
            if locator.evaluate("node => node === document.activeElement"):
                return
            keys.press("Tab")
        raise AssertionError(f"{locator} is not reached by Tab")

    root.locator(".modes button").first.focus()
    for mode, (texts, results) in ASKED.items():
        root.locator(".modes button").first.focus()
        tab_to(root.get_by_role("button", name=MODES[mode]["label"], exact=True))
        for letter in ("a", "b", "x", "d", "d", "Shift+M"):
            keys.press(letter)
        keys.press("Enter")
        for at, text in enumerate(texts):
            tab_to(root.locator(".way > :not(details) :is(input, textarea)").nth(at))
            keys.insert_text(text)
        if mode != "concordance":
            tab_to(root.get_by_role("button", name=MODES[mode]["go"], exact=True))
        keys.press("Enter")
        expect(root.locator(results).first).to_be_visible()
        focused = page.evaluate("document.activeElement.closest('.finder') !== null")
        assert focused, mode
        for letter in ("a", "b", "x", "d", "d", "Shift+M") if mode != "concordance" else ():
            keys.press(letter)
    for summary in root.locator("summary").locator("visible=true").all():
        summary.focus()
        for letter in ("a", "b", "x", "d", "d", "Shift+M"):
            keys.press(letter)
    assert cells(page) == before
    assert page.errors == []


def test_more_lines_take_the_focus_to_the_first_of_them(opened):
    page = opened()
    root = finder(page)
    ask(root, "concordance", "the")
    more = root.get_by_role("button", name=FINDER["more_uses"])
    shown = root.locator(".lines tbody tr").count()
    more.focus()
    page.keyboard.press("Enter")
    expect(root.locator(".lines tbody tr").nth(shown)).to_be_focused()
    before = cells(page)
    for letter in ("a", "d", "d", "x"):
        page.keyboard.press(letter)
    assert cells(page) == before


def test_every_control_keeps_its_keys_and_has_a_name(opened):
    root = finder(opened())
    for mode in MODES:
        ask_as_planned(root, mode)
        found = root.evaluate(
            """root => [...root.querySelectorAll('a, button, input, select, textarea, summary, [tabindex]')]
            .filter(node => !('lmSuppressShortcuts' in node.dataset)).map(node => node.outerHTML)"""
        )
        assert found == []


# How it looks, and what is said of it


def test_what_a_screen_reader_is_told(opened, root):
    made, told, expected = finder(opened()), {}, {}
    for mode in MODES:
        ask_as_planned(made, mode)
        path, told[mode] = root / f"tests/browser/aria/finder-{mode}.yml", made.aria_snapshot() + "\n"
        if not path.exists():
            path.write_text(told[mode], encoding="utf-8")
            pytest.fail(f"{path.name} was missing and is written: read it, then run again")
        expected[mode] = path.read_text(encoding="utf-8")
    assert told == expected


@pytest.mark.parametrize("theme", ["Light", "Dark"])
def test_axe_finds_nothing_and_nothing_overflows(opened, artefacts, theme):
    page = opened()
    wear(page, theme)
    made, wrong = finder(page), {}
    for mode in MODES:
        ask_as_planned(made, mode)
        open_all(made)
        for width in (1280, 800, 400):
            page.set_viewport_size({"width": width, "height": 1400})
            page.wait_for_timeout(100)
            bad = [
                [one["id"], [node["html"][:120] for node in one["nodes"]]]
                for one in Axe().run(page, context=".finder").response["violations"]
            ]
            bad += made.evaluate(OUT)
            if bad or made.evaluate("node => node.scrollWidth > node.clientWidth"):
                wrong[f"{mode} {width}"] = bad
            made.screenshot(path=artefacts / f"finder-{theme.lower()}-{mode}-{width}.png")
    page.emulate_media(forced_colors="active")
    page.set_viewport_size({"width": 1280, "height": 1400})
    made.screenshot(path=artefacts / f"finder-{theme.lower()}-forced.png")
    assert wrong == {}


# What is kept, and what is not


def test_nothing_asked_or_found_is_saved_and_the_twin_stands_there_after_reopening(opened, found_in):
    page = opened()
    root, path = finder(page), found_in[1] / "finder.ipynb"
    for mode in MODES:
        ask_as_planned(root, mode)
    save(page, path)
    kept = path.read_text(encoding="utf-8")
    for secret in ("that evening at six", "morning", "oil frozen", "Ida Marrow", str(found_in[1])):
        assert secret not in kept
    assert FINDER["repr"] in json.loads(kept)["cells"][1]["outputs"][-1]["data"]["text/plain"]
    expect(panel(page).locator(".twin")).to_be_hidden()
    page.evaluate(SHUT_DOWN)
    open_notebook(page, found_in[0], "finder.ipynb")
    expect(panel(page).locator(".twin").get_by_text(MODES["quote"]["hint"])).to_be_visible()
    expect(finder(page)).to_have_count(0)


def test_payloads_that_are_looked_for_are_text(opened):
    page = opened()
    root = finder(page)
    kinds = {payload.kind: payload for payload in PAYLOADS if payload.kind != "long"}
    for mode in MODES:
        choose(root, mode)
        for payload in kinds.values():
            text = payload.text.encode("utf-8", "replace").decode("utf-8")[:4000] + " the lamp was lit that evening"
            ask(root, mode, *([text, f"lamp {text}"] if mode == "compare" else [text]))
    assert page.evaluate("window.__ran ?? null") is None
    assert page.dialogs == []
    tags = set(root.evaluate("root => [...root.querySelectorAll('*')].map(node => node.localName)"))
    assert not tags & {"script", "img", "iframe", "svg", "a", "object", "style", "form"}


def test_a_notebook_that_does_not_answer_is_said_to_be_busy_and_the_answer_comes_yet(opened, found_in):
    root = finder(opened())
    stopped = kernels(found_in[0])
    for process in stopped:
        os.kill(process, signal.SIGSTOP)
    try:
        choose(root, "search")
        root.locator(".way input").first.fill("oil")
        root.get_by_role("button", name=MODES["search"]["go"]).click()
        expect(headline(root)).to_have_text(FINDER["looking"])
        expect(headline(root)).to_have_text(FINDER["late"])
    finally:
        for process in stopped:
            os.kill(process, signal.SIGCONT)
    expect(root.locator(".passages li").first).to_be_visible()


def test_a_kernel_that_was_stopped_is_said_to_be(opened):
    page = opened()
    root = finder(page)
    page.evaluate(SHUT_DOWN)
    root.locator(".way input").first.fill("oil")
    root.get_by_role("button", name=MODES["search"]["go"]).click()
    expect(headline(root)).to_have_text(re.compile(f"{re.escape(FINDER['late'])}|{re.escape(FINDER['lost'])}"))


# From the desk


def weigh(page):
    begin(page)
    desk(page).get_by_role("button", name=re.compile(f"{words.STEPS['weigh']}$")).first.click()
    return desk(page).locator("section.step:not([hidden])")


def choose_words(page, step):
    """The first words of a passage, or its first sentence, by keyboard."""
    step.get_by_role("button", name=MARKING["mark_keys"]).locator("visible=true").first.click()
    page.keyboard.press("Shift+ArrowRight")


def test_the_desk_finds_words_in_place(opened):
    page = opened("desk")
    step = weigh(page)
    button = step.get_by_role("button", name=FINDER["chosen"]).locator("visible=true")
    expect(button).to_have_count(0)
    choose_words(page, step)
    button.click()
    fold = step.locator("details.finding[open]")
    expect(headline(fold)).not_to_have_text(re.compile(f"^$|{FINDER['looking']}"))
    expect(fold.locator(".way input").first).to_be_focused()
    ask(fold, "concordance", "the gulls")
    expect(fold.locator(".lines tbody tr").first).to_be_visible()
    found = Axe().run(page, context=".desk").response["violations"]
    assert [(one["id"], [node["html"][:120] for node in one["nodes"]]) for one in found] == []


def test_the_desk_hands_chosen_words_to_the_finder_of_its_notebook(opened):
    page = opened("both")
    step = weigh(page)
    choose_words(page, step)
    step.get_by_role("button", name=FINDER["chosen"]).locator("visible=true").click()
    root = finder(page)
    field = root.locator(".way input").first
    expect(field).to_be_focused()
    current = "concordance" if len(field.input_value().split()) <= 3 else "search"
    expect(root.get_by_role("button", name=MODES[current]["label"], exact=True)).to_have_attribute("aria-current", "true")
    assert field.input_value() in re.sub(r"\s+", " ", step.locator(".surface").locator("visible=true").first.inner_text())
    expect(headline(root)).not_to_have_text(re.compile(f"^$|{FINDER['looking']}"))
    expect(step.locator("details.finding[open]")).to_have_count(0)
