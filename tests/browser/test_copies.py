"""Copies of the notebooks as a browser shows and prints them."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe

from sidebyside import copies, notebooks, printing

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def files(root, tmp_path_factory):
    """A page for each notebook of the course."""
    folder, made = tmp_path_factory.mktemp("copies"), []
    for path in notebooks.lessons_in(root / "notebooks"):
        made.append(folder / f"{path.stem}.html")
        page = copies.page_of(path.read_text(encoding="utf-8"), teacher=path.parent.name == "teacher")
        made[-1].write_text(page, encoding="utf-8")
    return made


@pytest.fixture
def reader(chromium):
    """A page of a browser that notes what it asks for and what it complains of."""
    page = chromium.new_page(viewport={"width": 1000, "height": 1000})
    page.asked, page.said = [], []
    page.on("request", lambda request: page.asked.append(request.url))
    page.on("console", lambda message: page.said.append(message.text))
    yield page
    page.close()


def test_copies_ask_for_nothing_and_can_be_read_by_everybody(reader, files):
    for path in files:
        reader.asked.clear()
        reader.set_viewport_size({"width": 1000, "height": 1000})
        reader.goto(path.as_uri())
        assert reader.asked == [path.as_uri()]
        found = Axe().run(reader)
        assert found.violations_count == 0, (path.name, found.generate_report())
        reader.set_viewport_size({"width": 360, "height": 700})
        assert reader.evaluate("document.documentElement.scrollWidth") <= 360, path.name
    assert reader.said == []


def test_the_guide_is_two_leaves_and_the_command_prints_it(chromium, files):
    guide = next(path for path in files if path.stem == "guide")
    made = printing.printed(guide)
    assert len(re.findall(rb"/Type\s*/Page\b(?!s)", made.read_bytes())) <= 4
