"""The room as a teacher uses it: in JupyterLab, in Chromium, by mouse and by keyboard; pictures for the back of a room."""

import json
import re

import nbformat
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from laboratory import cells, menu, open_notebook, panel, wait_idle, wear
from learning import SAVED
from sidebyside import journal, learners, words
from sidebyside.room_words import ROOM

pytestmark = pytest.mark.browser
ROOM_BOOK = "room.ipynb"
BEARING = words.OPTIONS["bearing"]
CODE = "from sidebyside import open_lesson\nroom = open_lesson('04').room()\nroom"


def room(page):
    return panel(page).locator(".room")


def status(page):
    return room(page).locator(".saved .state")


def counts(folder):
    """What was counted, by key, in the journal of a folder."""
    where = folder / "journal"
    answers = journal.fold(where / "04.jsonl", learners.current(where)).answers
    return {key: json.loads(record["value"] or "{}") for key, record in answers.items()}


def press(page, option, times=1, name="more"):
    one = room(page).get_by_role("button", name=ROOM[name].format(option=option), exact=True)
    for _ in range(times):
        one.click()


def field(page, option, vote="first"):
    return room(page).get_by_role("spinbutton", name=ROOM["count"].format(option=option, vote=ROOM[vote]), exact=True)


def title(page):
    return room(page).locator(".pager h3")


def run(page):
    menu(page, "Run", "runmenu:run-all")
    room(page).wait_for(state="visible", timeout=60_000)
    wait_idle(page)
    if room(page).locator(".whoisit").is_visible():
        room(page).locator(".whoisit").locator(".goon, .begin").locator("visible=true").first.click()
    expect(room(page).locator(".pager")).to_be_visible()


@pytest.fixture
def class_folder(served):
    """A folder of this test's own with a notebook in it that opens the room."""
    mine = served / f"room-{len(list(served.iterdir()))}"
    mine.mkdir()
    spec = {"kernelspec": {"name": "python3", "display_name": "Python 3"}}
    nbformat.write(nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(CODE)], metadata=spec), mine / ROOM_BOOK)
    return mine


@pytest.fixture
def voted(page, address, class_folder):
    """The room, run, with nothing counted yet."""
    open_notebook(page, address, f"{class_folder.name}/{ROOM_BOOK}")
    run(page)
    return page


def fill_votes(page):
    for option, number in zip(list(BEARING.values())[:4], (12, 9, 4, 3), strict=True):
        field(page, option).fill(str(number))
    room(page).get_by_role("radio", name=ROOM["second"]).check()
    for option, number in zip(BEARING.values(), (6, 15, 5, 1, 1), strict=True):
        field(page, option, "second").fill(str(number))


@pytest.mark.parametrize("theme", ["Light", "Dark"])
def test_pictures(voted, artefacts, theme):
    page = voted
    wear(page, theme)
    page.set_viewport_size({"width": 1280, "height": 720})
    room(page).get_by_role("button", name=ROOM["after"]).click()
    fill_votes(page)
    expect(status(page)).to_have_text(SAVED)
    name = f"room-{theme.lower()}"
    room(page).screenshot(path=artefacts / f"{name}-notebook.png")
    room(page).get_by_role("button", name=ROOM["widen"]).click()
    expect(room(page).get_by_role("button", name=ROOM["narrow"])).to_be_visible()
    page.wait_for_timeout(400)
    page.screenshot(path=artefacts / f"{name}-1280-passage.png")
    while not title(page).get_by_text(ROOM["verdict"]).count():
        room(page).get_by_role("button", name=ROOM["after"]).click()
    page.screenshot(path=artefacts / f"{name}-1280-verdict.png")
    page.set_viewport_size({"width": 800, "height": 1000})
    for at, button in enumerate(("before", "after")):
        room(page).get_by_role("button", name=ROOM[button]).click()
        page.wait_for_timeout(400)
        page.screenshot(path=artefacts / f"{name}-800-{at}.png")


def test_hands_counted_by_mouse_are_in_the_journal_and_on_the_screen(voted, class_folder):
    press(voted, BEARING["supports"], 3)
    press(voted, BEARING["supports"], name="fewer")
    press(voted, BEARING["silent"], name="fewer")  # there are no fewer hands than none
    field(voted, BEARING["against"]).fill("12")
    expect(room(voted).locator("tfoot td").first).to_have_text("14")
    expect(status(voted)).to_have_text(SAVED)
    (key,) = counts(class_folder)
    assert re.fullmatch(r"V04-1:K\d+:\w+", key)
    assert counts(class_folder) == {key: {"supports": 2, "complicates": 0, "against": 12, "silent": 0, "undecided": 0}}
    bars = room(voted).locator("tbody .vote-1")
    widths = [bars.nth(at).bounding_box()["width"] for at in (0, 2)]
    assert widths[0] / widths[1] == pytest.approx(2 / 12, rel=0.1)
    expect(bars.nth(1)).to_be_hidden()


def test_a_second_vote_stands_beside_the_first(voted, class_folder):
    press(voted, BEARING["supports"], 2)
    expect(room(voted).get_by_role("columnheader", name=ROOM["second_short"])).to_be_hidden()
    room(voted).get_by_role("radio", name=ROOM["second"]).check()
    press(voted, BEARING["complicates"], 2)
    row = room(voted).get_by_role("row", name=re.compile(BEARING["supports"]))
    expect(row.locator(".number").locator("visible=true")).to_have_text("2")
    expect(field(voted, BEARING["supports"], "second")).to_have_value("0")
    expect(room(voted).locator("tfoot td")).to_have_text(["2", "2"])
    expect(status(voted)).to_have_text(SAVED)
    assert [sum(one.values()) for one in counts(class_folder).values()] == [2, 2]


def test_a_class_votes_with_the_keyboard_alone(voted, class_folder):
    keys = voted.keyboard

    def tab_to(locator, back=False):
        for _ in range(60):
            if locator.evaluate("node => node === document.activeElement"):
                return
            keys.press("Shift+Tab" if back else "Tab")
        raise AssertionError(f"{locator} is not reached by Tab")

    before = cells(voted)
    room(voted).get_by_role("button", name=ROOM["before"]).focus()
    tab_to(room(voted).get_by_role("button", name=ROOM["after"]))
    keys.press("Enter")
    expect(title(voted)).to_contain_text("2")
    expect(room(voted).get_by_role("status").filter(has_text="2")).to_have_count(1)  # said, for the focus stays
    keys.press("a")  # no command of the notebook
    tab_to(field(voted, BEARING["supports"]))
    keys.type("11")
    keys.press("ArrowUp")
    tab_to(room(voted).get_by_role("button", name=ROOM["more"].format(option=BEARING["complicates"])))
    keys.press("Space")
    keys.press("Enter")
    expect(room(voted).locator("tfoot td").first).to_have_text("14")
    tab_to(room(voted).get_by_role("radio", name=ROOM["first"]), back=True)
    keys.press("ArrowRight")
    expect(room(voted).get_by_role("radio", name=ROOM["second"])).to_be_checked()
    tab_to(field(voted, BEARING["undecided"], "second"))
    keys.type("5")
    expect(status(voted)).to_have_text(SAVED)
    found = [{name: hands for name, hands in one.items() if hands} for one in counts(class_folder).values()]
    assert found == [{"supports": 12, "complicates": 2}, {"undecided": 5}]
    assert cells(voted) == before


def test_counts_are_undone_and_the_vote_is_shown(voted, class_folder):
    press(voted, BEARING["supports"], 3)
    expect(status(voted)).to_have_text(SAVED)
    room(voted).get_by_role("button", name=ROOM["after"]).click()
    room(voted).get_by_role("button", name=words.DESK["undo"]).click()
    expect(title(voted)).to_contain_text("1")
    expect(field(voted, BEARING["supports"])).not_to_have_value("3")
    expect(room(voted).locator(".told")).to_contain_text(ROOM["first"])


def test_a_reload_and_a_new_kernel_keep_the_counts(voted, address, class_folder):
    field(voted, BEARING["against"]).fill("7")
    voted.reload()
    open_notebook(voted, address, f"{class_folder.name}/{ROOM_BOOK}")
    run(voted)
    expect(field(voted, BEARING["against"])).to_have_value("7")
    expect(room(voted).locator("tfoot td").first).to_have_text("7")
    (value,) = counts(class_folder).values()
    assert value["against"] == 7


def test_two_claims_are_counted_apart_and_the_verdict_of_each(voted, class_folder):
    choose = room(voted).get_by_role("combobox", name=ROOM["choose_claim"])
    press(voted, BEARING["supports"])
    while ROOM["verdict"] not in title(voted).inner_text():
        room(voted).get_by_role("button", name=ROOM["after"]).click()
    expect(room(voted).locator(".sofar li").first).to_contain_text(f"{BEARING['supports']}\u00a01")
    press(voted, words.OPTIONS["verdict"]["partly"], 2)
    room(voted).get_by_role("button", name=ROOM["after"]).click()
    expect(choose).to_have_value("1")
    expect(room(voted).locator("tfoot td").first).to_have_text("0")
    press(voted, BEARING["silent"])
    choose.select_option("0")
    expect(room(voted).locator("tfoot td").first).to_have_text("1")
    expect(room(voted).get_by_role("button", name=ROOM["before"])).to_have_attribute("aria-disabled", "true")
    expect(status(voted)).to_have_text(SAVED)
    kept = counts(class_folder)
    assert len(kept) == 3
    assert len({key.split(":")[1] for key in kept}) == 2
    assert sorted(key.count(":") for key in kept) == [1, 2, 2]


def test_every_control_keeps_its_keys_and_has_a_name(voted):
    found = room(voted).evaluate(
        """root => [...root.querySelectorAll('a, button, input, select, textarea, summary, [tabindex]')]
        .filter(node => !('lmSuppressShortcuts' in node.dataset)).map(node => node.outerHTML)"""
    )
    assert found == []
    tree = room(voted).get_by_role("group", name=re.compile("what does it do")).first.aria_snapshot()
    for part in (
        'radio "First vote" [checked]',
        'button "one hand more: supports it"',
        'rowheader "supports it"',
        'spinbutton "supports it, First vote"',
    ):
        assert part in tree


def test_what_is_said_aloud_is_the_count_and_no_winner(voted):
    press(voted, BEARING["supports"], 2)
    expect(room(voted).locator(".ballot [role=status]")).to_have_text(ROOM["told"].format(option="supports it", count=2, total=2))


@pytest.mark.parametrize("theme", ["Light", "Dark"])
def test_axe_finds_nothing_wrong(voted, theme):
    page = voted
    wear(page, theme)
    states = []

    def look():
        results = Axe().run(page, context=".room")
        states.append(
            [(found["id"], [node["html"][:120] for node in found["nodes"]]) for found in results.response["violations"]]
        )

    fill_votes(page)
    look()
    while ROOM["verdict"] not in title(page).inner_text():
        room(page).get_by_role("button", name=ROOM["after"]).click()
    look()
    room(page).get_by_role("button", name=words.DESK["someone_else"]).click()
    look()
    page.set_viewport_size({"width": 800, "height": 900})
    look()
    assert states == [[]] * 4


def test_nothing_overflows_sideways(voted):
    room(voted).get_by_role("button", name=ROOM["widen"]).click()
    fill_votes(voted)
    for width in (1280, 800, 400):
        voted.set_viewport_size({"width": width, "height": 800})
        voted.wait_for_timeout(100)
        assert room(voted).evaluate("node => node.scrollWidth - node.clientWidth") <= 0, width
