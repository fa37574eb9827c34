"""What a learner typed is in the journal, or still in the tab, whatever happens to kernel, page, folder and name."""

import json
import os
import shutil
import signal

import pytest
from playwright.sync_api import expect

from laboratory import NOTEBOOK, desk, kernels, menu, open_notebook, run_all, save, wait_idle
from learning import SAVED, answers, shown, status, step, weigh
from sidebyside import journal, learners

pytestmark = pytest.mark.browser
DIALOG = ".jp-Dialog .jp-mod-accept"


@pytest.fixture
def stopped(lesson, address):
    """The kernels of the page, stopped; they go on when the test ends."""
    processes = kernels(address)
    for process in processes:
        os.kill(process, signal.SIGSTOP)
    yield processes
    for process in processes:
        if os.path.exists(f"/proc/{process}"):
            os.kill(process, signal.SIGCONT)


def go_on(processes):
    for process in processes:
        os.kill(process, signal.SIGCONT)


def kill(page, processes):
    """Kill the kernels and accept what JupyterLab says about it."""
    for process in processes:
        os.kill(process, signal.SIGKILL)
    page.locator(DIALOG).first.click(timeout=20_000)
    wait_idle(page)  # JupyterLab has started another by itself; asked to restart meanwhile, it may run nothing


def restart_and_run_all(page):
    """Until a desk of the new kernel stands in the place of the old one."""
    old = desk(page).evaluate_handle("node => node") if desk(page).count() else None
    menu(page, "Run", "runmenu:restart-and-run-all")
    page.locator(DIALOG).first.click()
    if old:
        page.wait_for_function("old => !old.isConnected && document.querySelector('.desk')", arg=old)


def waiting(page):
    """The answers that wait in the storage of the tab."""
    return page.evaluate(
        "Object.keys(sessionStorage).filter(k => k.startsWith('sidebyside ')).map(k => JSON.parse(sessionStorage[k]))"
    )


def write(page, text):
    step(page, "Predict")
    shown(page).get_by_role("textbox").fill(text)


def every_value(folder):
    records, _ = journal.merge([folder / "journal/00.jsonl"])
    return [record["value"] for record in records]


def test_a_keystroke_before_a_reload_is_kept_by_the_tab_alone(lesson, folder, address, stopped):
    """The kernel never sees the message: it is stopped before the key is pressed and killed after the reload."""
    save(lesson, folder / NOTEBOOK)
    step(lesson, "Predict")
    shown(lesson).get_by_role("textbox").press_sequentially("unsent!")
    lesson.reload()
    assert "beforeunload" in lesson.dialogs
    for process in stopped:
        os.kill(process, signal.SIGKILL)
    wait_idle(lesson)
    run_all(lesson)
    expect(status(lesson)).to_have_text(SAVED)
    assert answers(folder) == {"P00-1": "unsent!"}
    assert waiting(lesson) == []


def test_answers_given_to_a_killed_kernel_arrive_when_the_cells_are_run_again(lesson, folder, address):
    weigh(lesson)
    expect(status(lesson)).to_have_text(SAVED)
    kill(lesson, kernels(address))
    shown(lesson).get_by_label("Because").fill("after the end")
    expect(status(lesson)).to_contain_text("Not saved yet")
    restart_and_run_all(lesson)
    expect(status(lesson)).to_have_text(SAVED, timeout=30_000)
    assert answers(folder) == {"P00-3": "complicates", "P00-6": "after the end"}
    step(lesson, "Read and weigh")
    expect(shown(lesson).get_by_label("Because")).to_have_value("after the end")


def test_a_tab_with_nothing_unsaved_closes_without_a_question(lesson, folder):
    write(lesson, "all is well")
    expect(status(lesson)).to_have_text(SAVED)
    save(lesson, folder / NOTEBOOK)
    lesson.reload()
    assert lesson.dialogs == []


def test_what_was_refused_is_sent_again_with_the_next_answer_that_is_taken(lesson, folder):
    weigh(lesson)
    expect(status(lesson)).to_have_text(SAVED)
    where = folder / "journal"
    where.rename(folder / "away")
    where.write_text("no folder", encoding="utf-8")
    shown(lesson).get_by_role("radio", name="hardly").check()
    shown(lesson).get_by_role("radio", name="sure", exact=True).check()
    expect(status(lesson)).to_contain_text("Not saved yet")
    assert len(waiting(lesson)) == 2
    where.unlink()
    (folder / "away").rename(where)
    step(lesson, "Judge")
    shown(lesson).get_by_role("radio", name="well supported").check()
    expect(status(lesson)).to_have_text(SAVED)
    assert answers(folder) == {"P00-3": "complicates", "P00-4": "hardly", "P00-5": "sure", "P00-7": "borne-out"}


def test_an_answer_too_long_is_said_and_a_shorter_one_ends_the_trouble(lesson, folder):
    write(lesson, "x" * 200_001)
    expect(status(lesson)).to_contain_text("200,001 characters")
    write(lesson, "short now")
    expect(status(lesson)).to_have_text(SAVED)
    assert every_value(folder) == ["short now"]


def test_only_the_newest_version_of_an_answer_waits_for_a_kernel_that_sleeps(lesson, folder, stopped):
    for number in range(5):
        write(lesson, f"version {number}")
        lesson.wait_for_timeout(500)  # longer than a pause in typing, so each version is sent
    assert [record["value"] for record in waiting(lesson)] == ["version 4"]
    go_on(stopped)
    expect(status(lesson)).to_have_text(SAVED)
    assert answers(folder) == {"P00-1": "version 4"}


@pytest.mark.own_page  # what it forbids stays forbidden
def test_where_the_tab_may_store_nothing_a_run_keeps_what_was_typed(lesson, folder, stopped):
    lesson.evaluate("() => { Storage.prototype.setItem = () => { throw new Error('full') } }")
    write(lesson, "nowhere but on the page")
    expect(status(lesson)).to_contain_text("Not saved yet")
    kill(lesson, stopped)
    restart_and_run_all(lesson)
    expect(status(lesson)).to_have_text(SAVED, timeout=30_000)
    assert answers(folder) == {"P00-1": "nowhere but on the page"}


def test_an_answer_goes_into_no_other_folders_journal(lesson, folder, address, served, root, stopped):
    write(lesson, "for the first folder")
    expect(status(lesson)).to_contain_text("Not saved yet")
    other = served / "another class"
    other.mkdir()
    shutil.copy(root / "notebooks" / NOTEBOOK, other)
    for process in stopped:  # without waking up: it would save the answer where it belongs, and nothing would wait
        os.kill(process, signal.SIGKILL)
    open_notebook(lesson, address, f"{other.name}/{NOTEBOOK}")
    run_all(lesson)
    weigh(lesson)
    expect(status(lesson)).to_have_text(SAVED)
    assert answers(other) == {"P00-3": "complicates"}
    assert [record["value"] for record in waiting(lesson)] == ["for the first folder"]


def test_a_name_begun_in_a_folder_that_cannot_be_written_stays_when_it_can(page, address, folder):
    where = folder / "journal"
    where.write_text("no folder", encoding="utf-8")
    open_notebook(page, address, f"{folder.name}/{NOTEBOOK}")
    run_all(page)
    write(page, "typed all the same")
    expect(status(page)).to_contain_text("Not saved yet")
    name = desk(page).locator(".who").inner_text()
    restart_and_run_all(page)
    wait_idle(page)
    expect(desk(page).locator(".who")).to_have_text(name)
    step(page, "Predict")
    expect(shown(page).get_by_role("textbox")).to_have_value("typed all the same")
    where.unlink()
    restart_and_run_all(page)
    expect(status(page)).to_have_text(SAVED, timeout=30_000)
    assert f"working as {learners.current(where)}" == name
    assert answers(folder) == {"P00-1": "typed all the same"}


def test_a_change_of_name_asked_of_a_busy_notebook_happens_once_and_is_said(lesson, folder, stopped):
    before = learners.known(folder / "journal")
    desk(lesson).get_by_role("button", name="Someone else").click()
    begin = desk(lesson).get_by_role("button", name="Begin under a new name")
    begin.click()
    expect(desk(lesson).get_by_role("alert")).to_contain_text("The notebook is busy")
    expect(begin).to_have_attribute("aria-disabled", "true")
    expect(begin).to_be_focused()
    lesson.keyboard.press("Enter")  # asked a second time, while the first is not answered
    go_on(stopped)
    expect(begin).to_be_hidden()
    assert len(learners.known(folder / "journal")) == len(before) + 1


def test_a_key_held_down_on_someone_else_changes_nobody(lesson, folder):
    button = desk(lesson).get_by_role("button", name="Someone else")
    button.focus()
    for _ in range(4):
        lesson.keyboard.down("Enter")  # the browser repeats the key while it is down
    lesson.keyboard.up("Enter")
    assert len(learners.known(folder / "journal")) == 1
    if button.get_attribute("aria-expanded") == "false":
        button.click()
    lesson.keyboard.press("Escape")
    expect(button).to_be_focused()
    expect(button).to_have_attribute("aria-expanded", "false")


def test_every_desk_of_a_folder_hears_of_a_change_of_name(lesson, folder, address):
    write(lesson, "private to the first")
    expect(status(lesson)).to_have_text(SAVED)
    shutil.copy(folder / NOTEBOOK, folder / "copy.ipynb")
    second = lesson.context.new_page()
    open_notebook(second, address, f"{folder.name}/copy.ipynb")
    run_all(second)
    step(second, "Predict")
    expect(shown(second).get_by_role("textbox")).to_have_value("private to the first")
    desk(lesson).get_by_role("button", name="Someone else").click()
    desk(lesson).get_by_role("button", name="Begin under a new name").click()
    expect(shown(second).get_by_role("textbox")).to_have_value("")
    expect(desk(second).locator(".who")).to_have_text(desk(lesson).locator(".who").inner_text())
    second.close()


def test_an_answer_stands_even_if_one_from_a_fast_clock_is_there(lesson, folder):
    """Work carried home from a machine whose clock is an hour ahead, read by a desk that was open before."""
    where = folder / "journal"
    weigh(lesson)
    expect(status(lesson)).to_have_text(SAVED)
    name = learners.current(where)
    record = journal.merge([where / "00.jsonl"])[0][-1]
    ahead = f"{int(record['id'][:15]) + 3_600_000:015}-{'0' * 16}"
    journal.append(where / "00.jsonl", record | {"id": ahead, "value": "silent"})
    desk(lesson).get_by_role("button", name="Someone else").click()
    desk(lesson).get_by_label("I have worked here before").fill(name)
    lesson.keyboard.press("Enter")
    expect(desk(lesson).locator(".whoisit")).to_be_hidden()
    step(lesson, "Read and weigh")
    expect(shown(lesson).get_by_role("radio", name="says nothing on it")).to_be_checked()
    shown(lesson).get_by_role("radio", name="supports it").check()
    expect(status(lesson)).to_have_text(SAVED)
    expect(shown(lesson).get_by_role("radio", name="supports it")).to_be_checked()
    assert answers(folder) == {"P00-3": "supports"}


@pytest.mark.parametrize("hostile", ["text_sha256", "saved_at", "prompt_id", "value"])
def test_half_an_emoji_anywhere_in_a_journal_does_not_stop_the_desk(page, address, folder, hostile):
    where = folder / "journal"
    name = learners.newcomer(where)
    message = {"id": journal.new_id(), "key": "P00-1", "value": "before", "writer": "0" * 8, "seen": {}}
    record = journal.record_of(message, name)
    journal.append(where / "00.jsonl", record | {hostile: "\ud83d"})
    open_notebook(page, address, f"{folder.name}/{NOTEBOOK}")
    run_all(page)
    weigh(page)
    expect(status(page)).to_have_text(SAVED)


def test_a_screen_reader_is_not_told_of_every_pause(lesson):
    said = """() => { window.said = []; const node = document.querySelector('.desk .saved [role=status]');
      new MutationObserver(() => window.said.push(node.textContent)).observe(node, {childList: true, characterData: true, subtree: true}) }"""
    lesson.evaluate(said)
    step(lesson, "Predict")
    for word in ("one ", "two ", "three ", "four "):
        shown(lesson).get_by_role("textbox").press_sequentially(word)
        lesson.wait_for_timeout(650)
    assert json.dumps(lesson.evaluate("window.said")) == "[]"
    expect(desk(lesson).locator(".saved [role=status]").first).to_have_text(SAVED)
    assert len(lesson.evaluate("window.said")) == 1
