"""A whole walk through one claim as a class would do it, checked against the journal; a picture of each step."""

import shutil

import pytest
from playwright.sync_api import expect

from laboratory import desk, hide_files, open_notebook, run_all, wear
from learning import SAVED, answers, status
from sidebyside import layout, marks, words
from sidebyside.feedback import NOT_APPLICABLE
from walking import CLAIM, COMMENT, LESSON, ON_CLAIM, READ, TRAIN, walked

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def claim(case):
    return next(one for one in layout.of_lesson(case, LESSON)["claims"] if one["id"] == CLAIM)


@pytest.fixture(params=[("Light", 1280), ("Dark", 800)], ids=["light-1280", "dark-800"])
def walker(request, page, address, served, root, artefacts):
    """The lesson in a theme and a width; `picture` takes the next picture."""
    theme, width = request.param
    folder = served / f"walk-{len(list(served.iterdir()))}"
    folder.mkdir()
    shutil.copy(root / "notebooks" / TRAIN, folder)
    taken = []
    open_notebook(page, address, f"{folder.name}/{TRAIN}")
    wear(page, theme)
    hide_files(page)
    page.set_viewport_size({"width": width, "height": 1200})
    run_all(page)
    desk(page).get_by_label(words.DESK["choose_claim"]).select_option("1")

    def picture(name):
        taken.append(name)
        page.evaluate("() => document.activeElement.blur()")
        page.mouse.move(0, 0)
        expect(status(page)).to_have_text(SAVED)
        assert desk(page).evaluate("node => node.scrollWidth - node.clientWidth") <= 0
        look = f"{theme.lower()}-{width}"
        tall = desk(page).evaluate("node => Math.ceil(node.scrollHeight)") + 400
        page.set_viewport_size({"width": width, "height": max(1200, tall)})  # all of the desk at once
        desk(page).screenshot(path=artefacts / f"walk-{look}-{len(taken):02}-{name}.png")
        page.set_viewport_size({"width": width, "height": 1200})

    return page, folder, picture


def test_a_claim_is_weighed_from_prediction_to_second_verdict(walker, claim):
    page, folder, picture = walker
    assert [one["id"] for one in claim["excerpts"] if one["role"] == "core"] == list(READ)
    walk = walked(page, claim, picture)
    given, marked, on_claim = walk.given, walk.marked, walk.on_claim
    kept = answers(folder, LESSON)
    dismissed = {key for key, value in kept.items() if value == NOT_APPLICABLE}
    assert len(dismissed) == 1
    assert kept.keys() == given.keys() | marked.keys() | dismissed | {on_claim}
    assert {key: kept[key] for key in given} == given
    for key, made in marked.items():
        found = marks.parse(kept[key])
        assert len(found) == len(made)
        assert all(any(exact in one.exact for one in found) for exact, _ in made)
    assert {(one.exact, one.category, one.comment) for one in marks.parse(kept[on_claim])} == {
        (exact, name, COMMENT if name == "falls" else "") for exact, name, _ in ON_CLAIM
    }
