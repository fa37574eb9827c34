"""The desk, the shelf, the room and an exercise in longer words: nothing readable stands outside the catalogues, nothing overflows."""

import os
import re

import nbformat
import pytest
from playwright.sync_api import expect

import drawers
import pseudo
from laboratory import SHUT_DOWN, desk, lab, open_all, open_notebook, panel, run_all
from sidebyside import learners, open_case

pytestmark = pytest.mark.browser
BOOK = "pseudo.ipynb"
CELLS = (
    "import pseudo\npseudo.speak()\nfrom sidebyside import open_lesson\nlesson = open_lesson('04')",
    "lesson.desk()", "lesson.books()", "lesson.room()", "open_lesson('00', 'lamp').exercise('X00-1')",
)  # fmt: skip
TYPED = "Numbers 🚂 армия"
# every text that is seen, and every name that is said
SEEN = """root => {
  const isSeen = (node) => node.checkVisibility({ visibilityProperty: true }) || node.localName === 'option';
  const found = [];
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) if (isSeen(node.parentElement)) found.push(node.textContent);
  for (const node of [root, ...root.querySelectorAll('*')]) if (isSeen(node)) {
    for (const name of ['aria-label', 'title', 'placeholder', 'alt']) if (node.getAttribute(name)) found.push(node.getAttribute(name));
  }
  return found;
}"""
# elements that stick out of their root at either side
OUT = """root => {
  const { left, right } = root.getBoundingClientRect();
  return [...root.querySelectorAll('*')].filter(node => node.checkVisibility() && !node.closest('.unseen')).filter(node => {
    const box = node.getBoundingClientRect();
    return box.right > right + 1 || box.left < left - 1;
  }).map(node => `${node.localName}.${node.className}: ${node.textContent.slice(0, 60)}`);
}"""


class Looker:
    """Looks at a root in one state after another, wide and narrow, and remembers what is wrong."""

    def __init__(self, page, given):
        self.page, self.given, self.wrong, self.states, self.texts = page, given, {}, [], 0

    def look(self, state, root):
        for width in (1280, 800):
            self.page.set_viewport_size({"width": width, "height": 1000})
            out = root.evaluate(OUT)
            if out:
                self.wrong[f"{state} {width}"] = out
        texts = root.evaluate(SEEN)
        found = [text for text in (pseudo.readable(text, self.given) for text in texts) if text]
        if found:
            self.wrong[state] = found
        self.states.append(state)
        self.texts += len(texts)


@pytest.fixture(scope="module")
def looked(chromium, root, tmp_path_factory, artefacts):
    """A page on which every state was looked at."""
    folder, keep = tmp_path_factory.mktemp("pseudo"), tmp_path_factory.mktemp("jupyter")
    cells = [nbformat.v4.new_code_cell(source) for source in CELLS]
    spec = {"kernelspec": {"name": "python3", "display_name": "Python 3"}}
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=spec), folder / BOOK)
    lamp = open_case(drawers.lay(root, folder / "lamp"))
    found = os.pathsep.join(map(str, (root / "tests", root / "helpers")))
    with lab(folder, keep, environment={"PYTHONPATH": found, "SIDEBYSIDE_FORGETS": "1"}) as address:
        context = chromium.new_context(viewport={"width": 1280, "height": 1000}, accept_downloads=True)
        context.set_default_timeout(15_000)
        page = context.new_page()
        open_notebook(page, address, BOOK)
        page.locator("body").press("Control+b")  # the folder beside the notebook is JupyterLab's
        run_all(page, begins=False)
        looker = Looker(page, pseudo.known(open_case(root / "data"), TYPED) | pseudo.known(lamp))
        looker.folder, looker.artefacts = folder, artefacts
        walk(page, looker, folder, artefacts)
        page.evaluate(SHUT_DOWN)
        context.close()
    return looker


def walk(page, looker, folder, artefacts):
    """Everything the desk, the shelf and the room can be asked to show."""
    here = desk(page)
    looker.look("who works", here)
    here.locator(".begin").click()
    here.locator(".whoisit").wait_for(state="hidden")
    looker.given |= set(map(str, filter(None, [learners.current(folder / "journal")])))
    for at in range(here.locator(".steps").locator("visible=true").first.get_by_role("button").count()):
        here.locator(".steps").locator("visible=true").first.get_by_role("button").nth(at).click()
        answer(here)
        unfold(here, ".work")
        looker.look(f"step {at}", here)
        if here.locator(".paste").locator("visible=true").count():
            page.screenshot(path=artefacts / "pseudo-desk-800.png")
            pasted(looker, here)
    choose = here.locator(".chooser select")
    for at in range(choose.locator("option").count()):
        choose.select_option(str(at))
        looker.look(f"claim {at}", here)
    foot(page, looker, here)
    shelf = panel(page).locator(".shelf")
    looker.look("shelf", shelf)
    shelf.get_by_role("button").click()
    expect(shelf.get_by_role("button")).to_have_attribute("aria-disabled", "false", timeout=120_000)
    looker.look("shelf without a network", shelf)
    votes(page, looker, artefacts)
    sorts(page, looker, artefacts)


def pasted(looker, here):
    """What is said of a paste: of nothing, of too little, of another language."""
    paste = here.locator(".paste").locator("visible=true").first
    for text in ("", "x", "Я не помню этого. " * 30):
        paste.locator("textarea").fill(text)
        paste.get_by_role("button").click()
        expect(paste.locator(".verdict")).not_to_be_empty()
        expect(paste.locator(".verdict").filter(has_text="…")).to_have_count(0)
        looker.look(f"paste of {len(text)}", here)


def answer(here):
    """Choose the first of every choice, and type into every field of the step in front."""
    step = here.locator("section.step:not([hidden])")
    for group in step.locator("fieldset").locator("visible=true").all():
        group.get_by_role("radio").first.check()
    for area in step.locator("label.question textarea").locator("visible=true").all():
        area.fill(TYPED)


def unfold(here, inside):
    open_all(here, f"{inside} summary")
    expect(here.locator(".work [role=status]").locator("visible=true").filter(has_text="…")).to_have_count(0)


def foot(page, looker, here):
    acts = here.locator(".acts").get_by_role("button")
    acts.nth(0).click()  # taken back
    looker.look("undone", here)
    acts.nth(1).click()
    looker.look("someone else", here)
    here.locator(".whoisit input[type=text]").fill("x")
    here.locator(".whoisit input[type=text]").press("Enter")
    expect(here.locator(".whoisit .problem")).not_to_be_empty()
    looker.look("no such name", here)
    acts.nth(1).click()
    with page.expect_download():
        acts.nth(2).click()
    handed_in(page, looker, here)
    here.locator(".kept > summary").click()
    open_all(here, ".kept details > summary")
    looker.look("what is kept", here)
    for field in here.locator(".kept input[type=text]").all():
        field.fill("Me")
        field.press("Enter")
    for text in ("torn\n", '{"sidebyside": 1}\n'):
        here.locator("input[type=file]").set_input_files({"name": "a.jsonl", "mimeType": "text/plain", "buffer": text.encode()})
        expect(here.locator(".kept [role=status] p").filter(has_text=re.compile("1"))).not_to_have_count(0)
    here.locator(".kept details").nth(2).get_by_role("button").click()
    expect(here.locator(".kept [role=status]").locator("visible=true").last).not_to_be_empty()
    looker.look("what went wrong", here)


def handed_in(page, looker, here):
    """What is still empty, all of it; the file; and what is said of it where there is no notebook and no library."""
    panel = here.locator(".handin")
    panel.locator("summary").first.click()
    expect(panel.locator(".empties p").first).to_be_visible()
    open_all(panel, ".empties summary")
    panel.get_by_role("checkbox").last.check()
    with page.expect_download():
        panel.get_by_role("button").first.click()
    expect(panel.get_by_role("button")).to_have_count(3)
    (copy,) = looker.folder.glob("handin*.zip")
    looker.given |= {pseudo._bare(str(one)) for one in (looker.folder, copy.name, copy.with_suffix(".docx").name)}
    looker.look("handed in", here)
    page.screenshot(path=looker.artefacts / "pseudo-handin-800.png")


def votes(page, looker, artefacts):
    room = panel(page).locator(".room")
    if room.locator(".whoisit").is_visible():
        looker.look("room: who works", room)
        room.locator(".whoisit").locator(".goon, .begin").locator("visible=true").first.click()
    for at in range(8):
        counter = room.locator(".counter").locator("visible=true").first
        counter.get_by_role("button").last.click()
        room.get_by_role("radio").locator("visible=true").last.check()
        unfold(room, ".passage")
        looker.look(f"room {at}", room)
        if at == 0:
            page.screenshot(path=artefacts / "pseudo-room-800.png")
        room.locator(".pager button").nth(1).click()


def sorts(page, looker, artefacts):
    exercise = panel(page).locator(".sorting")
    if exercise.locator(".whoisit").is_visible():
        looker.look("exercise: who works", exercise)
        exercise.locator(".whoisit").locator(".goon, .begin").locator("visible=true").first.click()
    looker.look("exercise 0", exercise)
    items = exercise.locator(".items > li").all()
    for at, item in enumerate(items):
        item.get_by_role("radio").nth(at % 5).check()
        item.locator(".reason input").fill(TYPED)
    unfold(exercise, ".items")
    exercise.locator(".ending textarea").fill(TYPED)
    looker.look("exercise: all sorted", exercise)
    page.screenshot(path=artefacts / "pseudo-sorting-800.png")


def test_nothing_readable_is_seen_or_said_and_nothing_overflows(looked):
    print(f"{len(looked.states)} states, {looked.texts} texts")
    assert {
        "who works",
        "step 1",
        "paste of 1",
        "no such name",
        "handed in",
        "what went wrong",
        "shelf without a network",
        "room 7",
        "exercise: all sorted",
    } <= set(looked.states)
    assert looked.texts > 1200
    assert looked.wrong == {}
