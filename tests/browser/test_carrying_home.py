"""Answers taken home and back, taken back, made timeless, deleted: at the foot of the desk."""

import shutil

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from laboratory import NOTEBOOK, desk, open_notebook, run_all, wait_until
from learning import SAVED, answers, shown, status, step, weigh
from sidebyside import journal, learners, words

pytestmark = pytest.mark.browser


def write(page, text):
    step(page, "Predict")
    shown(page).get_by_role("textbox").fill(text)
    expect(status(page)).to_have_text(SAVED)


def kept(page, *folds):
    """Open what is kept, and some of the folds in it."""
    for name in ("kept", *folds):
        summary = desk(page).locator("summary", has_text=words.DESK[name])
        if summary.locator("..").get_attribute("open") is None:
            summary.click()


def downloaded(page, button="download"):
    with page.expect_download() as download:
        desk(page).get_by_role("button", name=words.DESK[button]).first.click()
    return download.value


def test_answers_go_home_and_come_back(lesson, folder, address, served, root, tmp_path):
    write(lesson, "written at school – армия 🚂")
    weigh(lesson)
    expect(status(lesson)).to_have_text(SAVED)
    where = folder / "journal"
    name = learners.current(where)
    shutil.copy(where / "00.jsonl", where / "04.jsonl")  # answers to another lesson go along
    file = tmp_path / "carried.jsonl"
    shutil.copy(downloaded(lesson).path(), file)
    home = served / f"{folder.name}-home"
    home.mkdir()
    shutil.copy(root / "notebooks" / NOTEBOOK, home)
    page = lesson.context.new_page()
    open_notebook(page, address, f"{home.name}/{NOTEBOOK}")
    run_all(page)
    other = learners.current(home / "journal")
    assert other != name
    kept(page, "carry")
    desk(page).get_by_label(words.DESK["bring"]).set_input_files(file)
    expect(desk(page).get_by_text(f"Brought in: 4. Here already: 0. They are the answers of {name}.")).to_be_visible()
    found = Axe().run(page, context=".desk").response["violations"]
    assert [one["id"] for one in found] == []
    desk(page).get_by_role("button", name=f"Go on as {name}").click()
    expect(desk(page).locator(".who")).to_have_text(f"working as {name}")
    step(page, "Predict")
    expect(shown(page).get_by_role("textbox")).to_have_value("written at school – армия 🚂")
    write(page, "written at home")
    assert answers(home) == {"P00-1": "written at home", "P00-3": "complicates"}
    assert len(journal.merge([home / "journal/04.jsonl"])[0]) == 2
    shutil.copy(downloaded(page).path(), file)
    page.close()
    kept(lesson, "carry")
    desk(lesson).get_by_label(words.DESK["bring"]).set_input_files(file)
    expect(desk(lesson).get_by_text("Brought in: 1. Here already: 4.")).to_be_visible()
    step(lesson, "Predict")
    expect(shown(lesson).get_by_role("textbox")).to_have_value("written at home")
    assert journal.fold(where / "00.jsonl", name).rivals == {}


def test_a_file_of_somebody_else_or_of_nothing_changes_no_answer_here(lesson, folder, tmp_path):
    write(lesson, "mine")
    name = learners.current(folder / "journal")
    kept(lesson, "carry")
    bring = desk(lesson).get_by_label(words.DESK["bring"])
    file = tmp_path / "something.jsonl"
    file.write_text("<script>window.__ran = 1</script>\nnot an answer\n\0\n", encoding="utf-8")
    bring.set_input_files(file)
    expect(desk(lesson).get_by_text("Lines that could not be taken: 3.")).to_be_visible()
    file.write_text("", encoding="utf-8")
    bring.set_input_files(file)
    expect(desk(lesson).get_by_text("Brought in: 0. Here already: 0.")).to_be_visible()
    record = journal.merge([folder / "journal/00.jsonl"])[0][-1]
    theirs = record | {"learner": "calm heron", "id": journal.new_id(record["id"]), "value": "theirs", "lesson": "00"}
    journal.append(file, theirs)
    bring.set_input_files(file)
    expect(desk(lesson).get_by_text("They are the answers of calm heron.")).to_be_visible()
    assert answers(folder) == {"P00-1": "mine"}
    expect(desk(lesson).locator(".who")).to_have_text(f"working as {name}")
    desk(lesson).get_by_role("button", name=f"They are mine: keep them with those of {name}").click()
    expect(shown(lesson).get_by_role("textbox")).to_have_value("theirs")
    where = folder / "journal"
    assert learners.all_names(where, name) == {name, "calm heron"}
    assert lesson.evaluate("window.__ran") is None


def test_undo_answers_as_before_and_shows_where(lesson, folder):
    undo = desk(lesson).get_by_role("button", name="Undo")
    expect(undo).to_have_attribute("aria-disabled", "true")
    weigh(lesson, "supports it")
    weigh(lesson, "complicates it")
    write(lesson, "typed")
    step(lesson, "Judge")
    undo.focus()
    lesson.keyboard.press("Enter")
    expect(undo).to_be_focused()
    expect(shown(lesson).get_by_role("heading", name="Predict")).to_be_visible()
    expect(shown(lesson).get_by_role("textbox")).to_have_value("")
    expect(desk(lesson).get_by_role("status").filter(has_text="Taken back")).to_have_count(1)
    lesson.keyboard.press("Enter")
    expect(shown(lesson).get_by_role("radio", name="supports it")).to_be_checked()
    lesson.keyboard.press("Enter")
    expect(shown(lesson).locator("input:checked")).to_have_count(0)
    expect(undo).to_have_attribute("aria-disabled", "true")
    expect(status(lesson)).to_have_text(SAVED)
    wait_until(lambda: answers(folder) == {"P00-1": "", "P00-3": ""})
    values = [record["value"] for record in journal.merge([folder / "journal/00.jsonl"])[0]]
    assert values == ["supports", "complicates", "typed", "", "supports", ""]  # to undo is to append


def test_what_was_refused_is_tried_again_without_a_new_answer(lesson, folder):
    weigh(lesson)
    expect(status(lesson)).to_have_text(SAVED)
    where = folder / "journal"
    for press in (True, False):
        where.rename(folder / "away")
        where.write_text("no folder", encoding="utf-8")
        step(lesson, "Judge")
        shown(lesson).get_by_role("radio", name="well supported" if press else "not supported").check()
        expect(status(lesson)).to_contain_text("Not saved yet")
        where.unlink()
        (folder / "away").rename(where)
        if press:
            desk(lesson).get_by_role("button", name="Try again").click()
        expect(status(lesson)).to_have_text(SAVED)  # or by itself, after some seconds
        assert answers(folder)["P00-7"] == ("borne-out" if press else "not-borne-out")


def test_times_are_removed_and_the_answers_stay(lesson, folder):
    write(lesson, "first")
    write(lesson, "second")
    kept(lesson, "times")
    desk(lesson).get_by_role("button", name=words.DESK["times_go"]).click()
    expect(desk(lesson).get_by_text(words.DESK["times_gone"])).to_be_visible()
    records = journal.merge([folder / "journal/00.jsonl"])[0]
    assert [(record["value"], record["saved_at"], record["id"][:15]) for record in records] == [
        ("first", None, f"{1:015}"),
        ("second", None, f"{2:015}"),
    ]
    write(lesson, "third")
    assert answers(folder) == {"P00-1": "third"}
    run_all(lesson)
    step(lesson, "Predict")
    expect(shown(lesson).get_by_role("textbox")).to_have_value("third")


def test_deleted_answers_are_gone_and_do_not_come_back(lesson, folder, address):
    write(lesson, "to be forgotten")
    where = folder / "journal"
    name = learners.current(where)
    shutil.copy(folder / NOTEBOOK, folder / "copy.ipynb")
    second = lesson.context.new_page()
    open_notebook(second, address, f"{folder.name}/copy.ipynb")
    run_all(second)
    kept(lesson, "delete")
    field = desk(lesson).get_by_label("To delete them, type the name")
    field.fill("somebody")
    desk(lesson).get_by_role("button", name=words.DESK["delete_go"]).click()
    expect(desk(lesson).get_by_role("alert").filter(has_text=name)).to_be_visible()
    assert answers(folder) == {"P00-1": "to be forgotten"}
    field.fill(name)
    lesson.keyboard.press("Enter")
    expect(desk(lesson).locator(".whoisit")).to_be_visible()
    expect(desk(lesson).get_by_text("Deleted. Lines taken out: 1.").first).to_be_visible()
    expect(desk(second).locator(".whoisit")).to_be_visible()
    held = [path.read_text(encoding="utf-8") for path in where.iterdir()]
    assert not [text for text in held if name in text or "to be forgotten" in text]
    for page in (lesson, second):
        assert (
            page.evaluate(
                "[...Object.keys(sessionStorage), ...Object.keys(localStorage)].filter(k => k.startsWith('sidebyside '))"
            )
            == []
        )
    second.close()
