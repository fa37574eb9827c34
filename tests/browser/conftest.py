"""A browser, a JupyterLab, and a folder of notebooks of its own for every test."""

import os
import shutil
from types import SimpleNamespace

import pytest

from kernelless import watch
from laboratory import CHROMIUM, FLAGS, NOTEBOOK, VIEWPORT, emptied, lab, open_notebook, put_away, run_all

# what JupyterLab itself says when a kernel is killed while it waits for an answer
JUPYTERS_OWN = "Canceled future for"
LASTS = 20  # tests of one page: JupyterLab keeps something of each notebook that was closed, and gets slow


@pytest.fixture(scope="session")
def chromium():
    """Headless Chromium; where it is missing, a skip, and a failure where it is required."""
    if not CHROMIUM:
        reason = "Chromium is not installed, so no control was pressed"
        if os.environ.get("SIDEBYSIDE_REQUIRE_BROWSER"):
            pytest.fail(reason)
        pytest.skip(reason)
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=15_000)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def artefacts(root):
    """Where pictures are kept to be looked at."""
    folder = root / "artefacts"
    folder.mkdir(exist_ok=True)
    return folder


@pytest.fixture(scope="session")
def served(tmp_path_factory):
    """The folder that the JupyterLab of the session serves."""
    return tmp_path_factory.mktemp("served")


@pytest.fixture(scope="session")
def address(chromium, served, tmp_path_factory):
    """A JupyterLab in its light theme."""
    with lab(served, tmp_path_factory.mktemp("jupyter")) as where:
        yield where


@pytest.fixture
def folder(served, root):
    """A folder of this test's own with the lesson in it."""
    mine = served / f"class-{len(list(served.iterdir()))}"
    mine.mkdir()
    shutil.copy(root / "notebooks" / NOTEBOOK, mine)
    return mine


@pytest.fixture(scope="session")
def window(chromium):
    """A place for the page that is handed from test to test; JupyterLab is slow to load, and is left open as people do."""
    place = SimpleNamespace(page=None, used=0)
    yield place
    if place.page:
        place.page.context.close()


@pytest.fixture
def page(request, chromium, window):
    """A page that remembers errors and requests to other machines.

    The one of the test before it, all closed and emptied; a new one after a failure, and for a test marked ``own_page``.
    """
    is_own, failed = bool(request.node.get_closest_marker("own_page")), request.session.testsfailed
    page, window.page = (None if is_own else window.page), None
    page = page or _new_page(chromium)
    page.errors, page.strangers, page.dialogs = [], [], []
    yield page
    found = (page.strangers, page.errors)
    is_sound = request.session.testsfailed == failed and found == ([], [])
    window.used += 1
    if not is_own and is_sound and window.used % LASTS and emptied(page):
        window.page = page
    else:
        put_away(page)
    assert found == ([], [])


def _new_page(chromium):
    context = chromium.new_context(viewport=VIEWPORT, accept_downloads=True)
    context.set_default_timeout(15_000)
    page = context.new_page()
    page.ready = None
    page.on("pageerror", lambda error: page.errors.append(str(error)) if JUPYTERS_OWN not in str(error) else None)
    page.on("request", lambda request: page.strangers.append(request.url) if _is_elsewhere(request.url) else None)
    page.on("dialog", lambda dialog: (page.dialogs.append(dialog.type), dialog.accept()))
    return page


@pytest.fixture
def bare(chromium):
    """A page for a desk without JupyterLab; it remembers errors and what it asked before it was left."""
    context = chromium.new_context()
    context.set_default_timeout(15_000)
    page = context.new_page()
    watch(page)
    yield page
    context.close()


def _is_elsewhere(url):
    return not url.startswith(("http://127.0.0.1:", "ws://127.0.0.1:", "data:", "blob:"))


@pytest.fixture
def opened(page, address, served, root):
    """Opens a notebook of the course in a folder of its own and runs it; the folder."""

    def run(name):
        mine = served / f"opened-{len(list(served.iterdir()))}"
        mine.mkdir()
        shutil.copy(root / "notebooks" / name, mine)
        open_notebook(page, address, f"{mine.name}/{name}")
        run_all(page)
        return mine

    return run


@pytest.fixture
def lesson(page, address, folder):
    """The lesson, run, with its desk on the page."""
    open_notebook(page, address, f"{folder.name}/{NOTEBOOK}")
    run_all(page)
    return page
