"""One question about method: when it is put, when it is not, and what a learner can do with it; in JupyterLab."""

import os
import signal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from laboratory import NOTEBOOK, desk, hide_files, kernels, open_notebook, run_all, wear
from learning import SAVED, answers, shown, status, step
from sidebyside import words
from sidebyside.feedback import NOT_APPLICABLE, asked

pytestmark = pytest.mark.browser
SAY = asked.DESK
KEY = "FB1:K12:F1"
ABSOLUTE = "This proves the claim."


def question(page):
    """The question that is put, or what is said instead."""
    return desk(page).locator(".method")


def ask(page):
    """Ask for a question at the step in front."""
    shown(page).get_by_role("button", name=SAY["method_ask"]).click()


def be_sure(page):
    """Be sure of what the passage does, and give no reason."""
    step(page, "Read and weigh")
    shown(page).get_by_role("radio", name="supports it").check()
    shown(page).get_by_role("radio", name="sure", exact=True).check()


def focused(page):
    """The text of what has the focus."""
    return page.evaluate("() => document.activeElement.textContent")


def test_a_question_is_put_when_the_step_is_left_and_takes_no_focus(lesson):
    be_sure(lesson)
    expect(status(lesson)).to_have_text(SAVED)
    expect(question(lesson)).to_have_count(0)
    shown(lesson).get_by_role("button", name="Next: Judge").click()
    expect(question(lesson)).to_contain_text("Which of its words make you sure, and why?")
    expect(question(lesson)).to_be_visible()
    assert focused(lesson) == "Judge"
    expect(desk(lesson).get_by_role("status").filter(has_text="make you sure")).to_have_count(1)
    # put once, and gone with the next step
    step(lesson, "Read and weigh")
    expect(question(lesson)).to_have_count(0)
    step(lesson, "Judge")
    lesson.wait_for_timeout(500)
    expect(question(lesson)).to_have_count(0)


def test_a_question_is_put_where_it_is_asked_for_and_none_is_said_plainly(lesson):
    step(lesson, "Judge")
    ask(lesson)
    expect(question(lesson)).to_contain_text(SAY["method_none"])
    question(lesson).get_by_role("button", name=words.DESK["close"]).click()
    expect(question(lesson)).to_have_count(0)
    assert focused(lesson) == SAY["method_ask"]
    shown(lesson).get_by_role("textbox").fill(ABSOLUTE)
    ask(lesson)
    expect(question(lesson)).to_contain_text("“proves”")
    for label in ("Predict", "Source"):
        step(lesson, label)
        expect(shown(lesson).get_by_role("button", name=SAY["method_ask"])).to_have_count(0)


def test_nothing_is_put_while_somebody_types(lesson, address):
    be_sure(lesson)
    expect(status(lesson)).to_have_text(SAVED)
    shown(lesson).get_by_role("textbox").press_sequentially("it is true", delay=20)
    expect(status(lesson)).to_have_text(SAVED)
    expect(question(lesson)).to_have_count(0)
    stopped = kernels(address)
    for process in stopped:
        os.kill(process, signal.SIGSTOP)
    try:
        shown(lesson).get_by_role("button", name="Next: Judge").click()
        shown(lesson).get_by_role("textbox").press_sequentially("The passage ")
    finally:
        for process in stopped:
            os.kill(process, signal.SIGCONT)
    expect(status(lesson)).to_have_text(SAVED)
    expect(question(lesson)).to_have_count(0)
    assert lesson.evaluate("() => document.activeElement.tagName") == "TEXTAREA"


def test_what_does_not_apply_is_kept_as_an_answer_not_asked_again_and_can_be_taken_back(lesson, folder):
    be_sure(lesson)
    step(lesson, "Judge")
    question(lesson).get_by_role("button", name=SAY["method_no"]).click()
    expect(question(lesson)).to_have_count(0)
    expect(desk(lesson).get_by_role("status").filter(has_text=SAY["method_noted"])).to_have_count(1)
    assert focused(lesson) == "Judge"
    expect(status(lesson)).to_have_text(SAVED)
    assert answers(folder)[KEY] == NOT_APPLICABLE
    lesson.reload(wait_until="domcontentloaded")
    open_notebook(lesson, lesson.url.split("/lab/")[0], f"{folder.name}/{NOTEBOOK}")
    run_all(lesson)
    step(lesson, "Read and weigh")
    expect(shown(lesson).get_by_role("radio", name="sure", exact=True)).to_be_checked()
    step(lesson, "Judge")
    lesson.wait_for_timeout(500)
    expect(question(lesson)).to_have_count(0)
    step(lesson, "Read and weigh")
    ask(lesson)
    expect(question(lesson)).to_contain_text(SAY["method_none"])


def test_a_dismissal_is_undone_like_any_answer(lesson, folder):
    be_sure(lesson)
    step(lesson, "Judge")
    question(lesson).get_by_role("button", name=SAY["method_no"]).click()
    expect(status(lesson)).to_have_text(SAVED)
    desk(lesson).get_by_role("button", name=words.DESK["undo"], exact=True).click()
    expect(desk(lesson).locator(".saved .told")).to_contain_text("make you sure")
    expect(shown(lesson).get_by_role("heading", name="Read and weigh")).to_be_visible()
    expect(status(lesson)).to_have_text(SAVED)
    assert answers(folder)[KEY] == ""
    ask(lesson)
    expect(question(lesson)).to_contain_text("make you sure")


def test_all_of_it_can_be_done_with_the_keyboard_alone(lesson, folder):
    keys = lesson.keyboard
    be_sure(lesson)
    shown(lesson).get_by_role("button", name="Next: Judge").focus()
    keys.press("Enter")
    expect(question(lesson)).to_be_visible()
    keys.press("Shift+Tab")  # from the heading of the step back to what stands above it
    assert focused(lesson) == words.DESK["close"]
    keys.press("Shift+Tab")
    keys.press("Shift+Tab")
    assert focused(lesson) == SAY["method_where"]
    keys.press("Enter")
    expect(shown(lesson).get_by_role("heading", name="Read and weigh")).to_be_focused()
    keys.press("Shift+Tab")
    keys.press("Space")
    expect(question(lesson)).to_have_count(0)
    assert focused(lesson) == "Read and weigh"
    shown(lesson).get_by_role("button", name=SAY["method_ask"]).focus()
    keys.press("Enter")
    expect(question(lesson)).to_be_visible()
    for label in (SAY["method_where"], SAY["method_no"]):
        keys.press("Tab")
        assert focused(lesson) == label
    keys.press("Enter")
    assert focused(lesson) == SAY["method_ask"]
    expect(status(lesson)).to_have_text(SAVED)
    assert answers(folder)[KEY] == NOT_APPLICABLE


def test_a_kernel_that_does_not_answer_is_said_where_a_question_was_asked_for(lesson, address):
    be_sure(lesson)
    expect(status(lesson)).to_have_text(SAVED)
    stopped = kernels(address)
    for process in stopped:
        os.kill(process, signal.SIGSTOP)
    try:
        step(lesson, "Judge")
        lesson.wait_for_timeout(2500)
        expect(question(lesson)).to_have_count(0)  # nobody asked
        step(lesson, "Read and weigh")
        ask(lesson)
        expect(question(lesson)).to_contain_text(words.DESK["not_answering"])
    finally:
        for process in stopped:
            os.kill(process, signal.SIGCONT)
    expect(question(lesson)).to_contain_text("make you sure")


@pytest.mark.parametrize("theme", ["Light", "Dark"])
def test_axe_finds_nothing_and_nothing_runs_over_the_edge(lesson, artefacts, theme):
    wear(lesson, theme)
    lesson.set_viewport_size({"width": 1280, "height": 1500})
    hide_files(lesson)
    be_sure(lesson)
    for width in (1280, 400):
        lesson.set_viewport_size({"width": width, "height": 1500})
        step(lesson, "Judge")
        if width == 1280:
            expect(question(lesson)).to_be_visible()  # on leaving; the second time only when asked for
            look(lesson, artefacts / f"method-{theme.lower()}-{width}-left.png")
        step(lesson, "Read and weigh")
        ask(lesson)
        expect(question(lesson)).to_be_visible()
        look(lesson, artefacts / f"method-{theme.lower()}-{width}-asked.png")


def look(page, path):
    """A picture, and what axe and the edge have to say."""
    found = Axe().run(page, context=".desk").response["violations"]
    assert [(one["id"], [node["html"][:120] for node in one["nodes"]]) for one in found] == []
    assert desk(page).evaluate("node => node.scrollWidth - node.clientWidth") <= 0
    assert question(page).evaluate("node => node.scrollWidth - node.clientWidth") <= 0
    question(page).scroll_into_view_if_needed()
    page.screenshot(path=path)
