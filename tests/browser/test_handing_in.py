"""Handing in from the desk: what is empty is said, the file comes, whatever the notebook does meanwhile."""

import contextlib
import hashlib
import json
import zipfile

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from kernelless import Kernelless, give, open_page, wait_for_arrival
from laboratory import NOTEBOOK, cells, desk, hide_files, save, wear
from learning import SAVED, shown, status, step, weigh
from sidebyside import learners, words
from sidebyside.handin_words import HANDIN, PANEL

# what is wider than its place
OUT = """node => [...node.querySelectorAll("*")].filter(one => one.checkVisibility() && getComputedStyle(one).display !== "inline"
  && one.scrollWidth > one.clientWidth + 1).map(one => one.outerHTML.slice(0, 80))"""
pytestmark = pytest.mark.browser
NAME, AI, GO = PANEL["handin_name"].partition("{")[0], PANEL["handin_ai"], PANEL["handin_go"]


def opened(root):
    """The panel, open, when it has said what is still empty."""
    panel = root.locator("details.handin")
    if panel.get_attribute("open") is None:
        panel.locator("summary").first.click()
    expect(panel.locator(".empties p").first).to_be_visible()
    return panel


def made(page, panel, press=None):
    """The file that is downloaded when it is made; its name and what is in it."""
    with page.expect_download() as download:
        (press or panel.get_by_role("button", name=GO).click)()
    archive = zipfile.ZipFile(download.value.path())
    assert archive.testzip() is None
    return download.value.suggested_filename, {name: archive.read(name) for name in archive.namelist()}


def said(panel):
    return panel.get_by_role("status")


def test_it_is_handed_in_with_what_was_typed_and_what_is_empty_is_said_first(lesson, folder):
    step(lesson, "Predict")
    shown(lesson).get_by_role("textbox").first.fill("A letter of hers – армия 🚂 & <b>")
    expect(status(lesson)).to_have_text(SAVED)
    panel = opened(desk(lesson))
    learner = learners.current(folder / "journal")
    expect(panel.locator(".empties")).to_contain_text("Still empty:")
    expect(panel.locator(".empties")).not_to_contain_text("Predict:")
    panel.get_by_label(NAME).fill("Ada Łøv")
    panel.get_by_label(AI).fill("Nothing.")
    name, files = made(lesson, panel)
    assert name == f"handin-00-{learner.replace(' ', '-')}.zip"
    expect(said(panel)).to_have_text(PANEL["handin_done"].format(name=name))
    listed = json.loads(files["manifest.json"])
    assert {one["name"]: one["sha256"] for one in listed["files"]} == {
        one: hashlib.sha256(content).hexdigest() for one, content in files.items() if one != "manifest.json"
    }
    page = files[name.replace(".zip", ".html")].decode("utf-8")
    assert "A letter of hers – армия 🚂 &amp; &lt;b&gt;" in page
    assert HANDIN["ai"].format(said="Nothing.") in page
    assert HANDIN["named"].format(name="Ada Łøv", learner=learner) in page
    assert "notebook-00.ipynb" in files
    with lesson.expect_download() as again:
        panel.get_by_role("button", name="Download the document alone").click()
    assert again.value.suggested_filename == name.replace(".zip", ".docx")
    assert again.value.path().read_bytes() == files[again.value.suggested_filename]
    assert not list(folder.glob("handin*"))


def test_a_copy_is_kept_beside_the_notebook_where_it_is_asked_for(lesson, folder):
    weigh(lesson)
    panel = opened(desk(lesson))
    panel.get_by_role("checkbox", name=PANEL["handin_beside"]).check()
    name, _ = made(lesson, panel)
    expect(said(panel)).to_contain_text(f"{folder / name}")
    assert zipfile.ZipFile(folder / name).testzip() is None


def test_by_keyboard_alone_the_focus_stays_and_the_notebook_takes_no_key(lesson):
    before = cells(lesson)
    panel = desk(lesson).locator("details.handin")
    panel.locator("summary").first.focus()
    lesson.keyboard.press("Enter")
    expect(panel.locator(".empties p").first).to_be_visible()
    while not lesson.evaluate("document.activeElement.matches('.handin input[type=text]')"):
        lesson.keyboard.press("Tab")
    lesson.keyboard.type("add b")
    lesson.keyboard.press("Tab")
    lesson.keyboard.type("a dd")
    for _ in range(2):
        lesson.keyboard.press("Tab")
        lesson.keyboard.press("Space")
    lesson.keyboard.press("Tab")
    name, files = made(lesson, panel, lambda: lesson.keyboard.press("Enter"))
    expect(said(panel)).to_contain_text(name)
    assert lesson.evaluate("document.activeElement.textContent") == GO
    assert cells(lesson) == before
    assert "add b" in files[name.replace(".zip", ".md")].decode("utf-8")
    assert json.loads(files["manifest.json"])["times"] is True
    for one in panel.locator("input, textarea, button, summary").all():
        assert one.get_attribute("data-lm-suppress-shortcuts") == "true"


def test_someone_else_finds_nothing_of_it(lesson):
    panel = opened(desk(lesson))
    panel.get_by_label(NAME).fill("Ada")
    panel.get_by_label(AI).fill("A machine")
    panel.get_by_role("checkbox").first.check()
    made(lesson, panel)
    desk(lesson).get_by_role("button", name=words.DESK["someone_else"]).click()
    desk(lesson).get_by_role("button", name=words.DESK["newcomer"]).click()
    expect(panel).not_to_have_attribute("open", "")
    panel = opened(desk(lesson))
    assert [panel.get_by_label(label).input_value() for label in (NAME, AI)] == ["", ""]
    expect(panel.get_by_role("checkbox", checked=True)).to_have_count(0)
    expect(said(panel)).to_be_empty()
    expect(panel.get_by_role("button")).to_have_count(1)


def looked_at(page, artefacts, name):
    """The panel with all that it can show: axe finds nothing, nothing sticks out; a picture of it."""
    step(page, "Predict")
    shown(page).get_by_role("textbox").first.fill("a letter")
    expect(status(page)).to_have_text(SAVED)
    panel = opened(desk(page))
    panel.get_by_role("checkbox", name=PANEL["handin_beside"]).check()
    made(page, panel)
    expect(panel.get_by_role("button")).to_have_count(3)
    found = Axe().run(page, context=".handin").response["violations"]
    assert [(each["id"], [node["html"][:120] for node in each["nodes"]]) for each in found] == []
    assert panel.evaluate(OUT) == []
    panel.scroll_into_view_if_needed()
    page.screenshot(path=artefacts / f"handin-panel-{name}.png")


def test_axe_finds_nothing_in_it_and_nothing_sticks_out(lesson, artefacts):
    looked_at(lesson, artefacts, "light-1280")


def test_in_the_dark_and_narrow_axe_finds_nothing_and_nothing_of_it_is_saved_in_the_notebook(lesson, folder, artefacts):
    wear(lesson, "Dark")
    lesson.set_viewport_size({"width": 800, "height": 1000})
    hide_files(lesson)
    looked_at(lesson, artefacts, "dark-800")
    save(lesson, folder / NOTEBOOK)
    saved = (folder / NOTEBOOK).read_text(encoding="utf-8")
    assert '"widgets"' not in saved
    assert "handin-00" not in saved


# A kernel that is busy, gone, or cannot write


@pytest.fixture(scope="module")
def parent(root):
    with contextlib.closing(Kernelless(root / "data")) as one:
        yield one


@pytest.fixture
def kernels(parent):
    yield parent
    if parent.process:
        parent.kill()


@pytest.fixture
def opening(bare, kernels, tmp_path):
    """A desk whose kernel can be stopped and killed, one answer in its journal."""
    open_page(bare, kernels, kernels.start(tmp_path / "journal"))
    give(bare, "P00-8", "typed before", "left")
    wait_for_arrival(bare)
    return bare


def test_of_a_busy_notebook_it_is_said_and_the_file_comes_when_it_answers(opening, kernels):
    panel = opened(opening.locator("main"))
    kernels.stop()
    panel.get_by_role("button", name=GO).click()
    expect(said(panel)).to_have_text(PANEL["handin_working"])
    expect(panel.get_by_role("button", name=GO)).to_have_attribute("aria-disabled", "true")
    expect(said(panel)).to_have_text(PANEL["handin_late"])
    expect(panel.get_by_role("button", name=words.DESK["download"])).to_be_visible()
    name, _ = made(opening, panel, kernels.go_on)
    expect(said(panel)).to_contain_text(PANEL["handin_done"].format(name=name))
    expect(panel.get_by_role("button", name=words.DESK["download"])).to_be_hidden()


def test_pressed_again_meanwhile_one_file_comes(opening, kernels):
    panel = opened(opening.locator("main"))
    kernels.stop()
    downloads = []
    opening.on("download", lambda download: downloads.append(download))
    for text in ("first", "second"):
        panel.get_by_label(AI).fill(text)
        panel.get_by_role("button", name=GO).click()
        expect(said(panel)).to_have_text(PANEL["handin_late"])
    name, files = made(opening, panel, kernels.go_on)
    expect(said(panel)).to_contain_text(name)
    assert len(downloads) == 1
    assert HANDIN["ai"].format(said="second") in files[name.replace(".zip", ".md")].decode("utf-8").replace("\\", "")


def test_without_a_kernel_it_says_so_and_gives_the_answers(opening, kernels):
    kernels.kill()
    panel = opening.locator("details.handin")
    panel.locator("summary").first.click()
    expect(said(panel)).to_have_text(PANEL["handin_late"])
    with opening.expect_download() as download:
        panel.get_by_role("button", name=words.DESK["download"]).click()
    assert "typed before" in download.value.path().read_text(encoding="utf-8")


def test_an_answer_that_is_typed_just_before_goes_along(opening):
    panel = opened(opening.locator("main"))
    give(opening, "P00-8", "typed at last", "key")
    name, files = made(opening, panel)
    assert "typed at last" in files[name.replace(".zip", ".html")].decode("utf-8")
    expect(said(panel)).not_to_contain_text("not saved yet")


def test_what_is_empty_is_looked_at_again_when_something_was_answered(opening):
    panel = opened(opening.locator("main"))
    before = panel.locator(".empties").inner_text()
    give(opening, "P00-3", "against")
    wait_for_arrival(opening)
    assert panel.locator(".empties").inner_text() == before
    panel.get_by_label(AI).focus()
    expect(panel.locator(".empties")).not_to_have_text(before)


def test_answers_that_cannot_be_written_are_missed_and_that_is_said(opening, tmp_path):
    panel = opened(opening.locator("main"))
    (tmp_path / "journal").rename(tmp_path / "elsewhere")
    (tmp_path / "journal").write_text("in the way", encoding="utf-8")
    give(opening, "P00-8", "not kept", "left")
    panel.get_by_role("button", name=GO).click()
    expect(said(panel)).to_contain_text(PANEL["handin_unsaved"])
