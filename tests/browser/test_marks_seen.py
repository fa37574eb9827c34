"""How marks look, and what axe says of them, in both themes and at two widths."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from laboratory import desk, wear
from learning import shown, step
from marking import RELIED, SAY, TRAIN, bar, fold_files, mark, read, rows, select, surface

pytestmark = pytest.mark.browser


@pytest.fixture
def train(page, opened):
    """Lesson 04, run, in a folder of its own."""
    opened(TRAIN)
    return page


@pytest.mark.parametrize("theme", ["Light", "Dark"])
def test_axe_finds_nothing_in_any_state_and_there_is_something_to_look_at(train, artefacts, theme):
    page, name = train, theme.lower()

    def look(page, state):
        found = Axe().run(page, context=".desk").response["violations"]
        assert [(one["id"], [node["html"][:160] for node in one["nodes"]]) for one in found] == [], state
        assert desk(page).evaluate("node => node.scrollWidth - node.clientWidth") <= 0
        page.screenshot(path=artefacts / f"marks-{name}-{page.viewport_size['width']}-{state}.png")

    wear(page, theme)
    fold_files(page)
    read(page)
    for words, category_name in (
        ("Masses of people cannot be led to their death", "loaded words"), ("cannot be led to their death unless the command", "reason given"),
        ("the command has capital punishment", RELIED), ("the command will put soldiers", "who acts"),
    ):  # fmt: skip
        mark(page, words, category_name)
    rows(page).first.get_by_role("button", name="Comment").click()
    page.keyboard.type("Who counts people in masses?")
    for width in (1280, 400):
        page.set_viewport_size({"width": width, "height": 1000})
        surface(page).evaluate("node => node.scrollIntoView()")
        look(page, "marked")
        select(page, "fear that creates armies")
        look(page, "chosen")
        bar(page).get_by_role("button", name=SAY["mark_keys"]).click()
        for key in ("ArrowDown", "Shift+ArrowRight", "Shift+ArrowRight"):
            page.keyboard.press(key)
        look(page, "keyboard")
        assert surface(page).locator(".at").bounding_box()["y"] + 20 < bar(page).bounding_box()["y"]  # no button hides it
        page.keyboard.press("Escape")
        rows(page).first.scroll_into_view_if_needed()
        look(page, "list")
    step(page, "Judge")
    shown(page).get_by_role("radio", name="partly").check()
    mark(page, "death and horror", "falls")
    surface(page).evaluate("node => node.scrollIntoView()")
    look(page, "partly")
