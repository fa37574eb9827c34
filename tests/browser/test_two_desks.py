"""Two windows, two kernels, two machines: both answers are kept where they differ, and the learner chooses."""

import os
import shutil
import signal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from laboratory import NOTEBOOK, desk, kernels, open_notebook, run_all, wait_until
from learning import SAVED, answers, shown, status, step, weigh
from sidebyside import journal, learners, words

pytestmark = pytest.mark.browser


def write(page, text):
    step(page, "Predict")
    shown(page).get_by_role("textbox").fill(text)


def rivals(page):
    return shown(page).get_by_role("group", name=words.DESK["rivals"])


def folded(folder):
    where = folder / "journal"
    return journal.fold(where / "00.jsonl", learners.current(where))


def elsewhere(folder, key, value, seen=None):
    """An answer that was given on another machine to the same question, in ignorance of what stands here."""
    where = folder / "journal"
    records, _ = journal.merge([where / "00.jsonl"])
    message = {"id": journal.new_id(records[-1]["id"]), "key": key, "value": value, "writer": "e" * 8, "seen": seen or {}}
    journal.append(where / "00.jsonl", journal.record_of(message, learners.current(where)))


def look_again(page):
    """What coming back to a window does."""
    page.evaluate("window.dispatchEvent(new Event('focus'))")


def test_two_kernels_answer_at_once_and_the_learner_chooses(lesson, folder, address, artefacts):
    shutil.copy(folder / NOTEBOOK, folder / "copy.ipynb")
    second = lesson.context.new_page()
    open_notebook(second, address, f"{folder.name}/copy.ipynb")
    run_all(second)
    stopped = kernels(address)
    assert len(stopped) == 2
    for process in stopped:
        os.kill(process, signal.SIGSTOP)
    write(lesson, "written in the first window")
    write(second, "written in the second window")
    for process in stopped:
        os.kill(process, signal.SIGCONT)
    expect(status(lesson)).to_have_text(SAVED)
    expect(status(second)).to_have_text(SAVED)
    assert {record["value"] for record in journal.merge([folder / "journal/00.jsonl"])[0]} == {
        "written in the first window",
        "written in the second window",
    }
    for page, own, other in ((lesson, "first", "second"), (second, "second", "first")):
        look_again(page)
        expect(rivals(page)).to_contain_text(f"written in the {other} window")
        expect(shown(page).get_by_role("textbox")).to_have_value(f"written in the {own} window")  # nobody's words are exchanged
        expect(desk(page).get_by_role("button", name="Answered twice: 1")).to_be_visible()
    found = Axe().run(lesson, context=".desk").response["violations"]
    assert [one["id"] for one in found] == []
    desk(lesson).screenshot(path=artefacts / "desk-answered-twice.png")
    write(lesson, "written in the first window, and more")  # to go on writing is not to choose
    expect(status(lesson)).to_have_text(SAVED)
    expect(rivals(lesson)).to_be_visible()
    rivals(lesson).get_by_role("button", name=words.DESK["take_both"]).click()
    both = "written in the first window, and more\n\nwritten in the second window"
    expect(shown(lesson).get_by_role("textbox")).to_have_value(both)
    expect(shown(lesson).get_by_role("textbox")).to_be_focused()
    expect(rivals(lesson)).to_be_hidden()
    expect(status(lesson)).to_have_text(SAVED)
    expect(shown(second).get_by_role("textbox")).to_have_value(both)
    expect(rivals(second)).to_be_hidden()
    assert answers(folder) == {"P00-1": both}
    assert folded(folder).rivals == {}
    second.close()


def test_what_another_window_saves_right_after_the_last_look_is_seen_too(lesson, folder):
    weigh(lesson)
    expect(status(lesson)).to_have_text(SAVED)
    tell = "what => new BroadcastChannel('sidebyside').postMessage(what)"
    saved = {"place": learners.place(folder / "journal"), "lesson": "00"}
    lesson.evaluate(tell, saved)
    lesson.wait_for_timeout(300)  # the window has looked, and rests
    elsewhere(folder, "P00-3", "against")
    lesson.evaluate(tell, saved)
    expect(rivals(lesson)).to_contain_text("speaks against it")


@pytest.mark.parametrize(("press", "stands"), [("take_other", "against"), ("keep_own", "complicates")])
def test_a_choice_made_elsewhere_stands_beside_the_one_made_here(lesson, folder, press, stands):
    weigh(lesson)
    expect(status(lesson)).to_have_text(SAVED)
    elsewhere(folder, "P00-3", "against")
    look_again(lesson)
    expect(rivals(lesson)).to_contain_text("speaks against it")
    step(lesson, "Judge")
    desk(lesson).get_by_role("button", name="Answered twice: 1").click()  # shows where
    button = rivals(lesson).get_by_role("button", name=words.DESK[press])
    button.focus()
    lesson.keyboard.press("Enter")
    expect(rivals(lesson)).to_be_hidden()
    expect(shown(lesson).get_by_role("radio", checked=True).first).to_be_focused()
    expect(status(lesson)).to_have_text(SAVED)
    assert answers(folder) == {"P00-3": stands}
    assert folded(folder).rivals == {}
    run_all(lesson)
    step(lesson, "Read and weigh")
    expect(rivals(lesson)).to_be_hidden()


def test_an_answer_made_upon_this_one_elsewhere_simply_replaces_it(lesson, folder):
    weigh(lesson)
    expect(status(lesson)).to_have_text(SAVED)
    here = folded(folder).answers["P00-3"]
    elsewhere(folder, "P00-3", "against", {here["writer"]: here["id"]})
    look_again(lesson)
    expect(shown(lesson).get_by_role("radio", name="speaks against it")).to_be_checked()
    expect(rivals(lesson)).to_be_hidden()


def test_two_windows_on_one_kernel_see_each_others_answers_at_once(lesson, folder, address):
    second = lesson.context.new_page()
    open_notebook(second, address, f"{folder.name}/{NOTEBOOK}")
    run_all(second)
    run_all(lesson)  # the desk of the first window is the second's now
    write(lesson, "one")
    expect(status(lesson)).to_have_text(SAVED)
    step(second, "Predict")
    look_again(second)
    expect(shown(second).get_by_role("textbox")).to_have_value("one")
    write(second, "one, two")
    expect(status(second)).to_have_text(SAVED)
    look_again(lesson)
    expect(shown(lesson).get_by_role("textbox")).to_have_value("one, two")
    wait_until(lambda: answers(folder) == {"P00-1": "one, two"})
    assert folded(folder).rivals == {}
    second.close()
