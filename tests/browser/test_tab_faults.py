"""A line that is cut, a tab that is closed or may store nothing, a busy kernel, a clock set back: nothing is lost."""

import contextlib
import re

import pytest
from playwright.sync_api import expect

from kernelless import Kernelless, give, kept, open_page, run_cell, wait_for_arrival, waiting, watch
from laboratory import NOTEBOOK, open_notebook, run_all, wait_until
from learning import SAVED, answers, shown, status, step

pytestmark = [pytest.mark.browser, pytest.mark.own_page]
FORBIDDEN = """() => { for (const name of ["sessionStorage", "localStorage"])
  Object.defineProperty(window, name, { get() { throw new DOMException("forbidden", "SecurityError"); } }); }"""
REFUSED = """() => { Storage.prototype.setItem = () => { throw new DOMException("full", "QuotaExceededError"); }; }"""
FILLED = """() => { for (const storage of [sessionStorage, localStorage]) {
  for (let size = 2 ** 22; size >= 1; size = Math.floor(size / 2)) {
    try { for (let at = 0; ; at += 1) storage.setItem(`ballast ${size} ${at}`, "x".repeat(size)); } catch { /* no room for as much */ }
  }
} }"""
BACK = "() => { const now = Date.now; Date.now = () => now.call(Date) - 3_600_000; }"
STORAGES = pytest.mark.parametrize("storage", [FORBIDDEN, REFUSED, FILLED], ids=["forbidden", "refused", "full"])
GIVEN = {"P00-3": "against", "P00-8": "typed – армия 🚂"}


@pytest.fixture(scope="module")
def parent(root):
    """The parent of all kernels of this module."""
    with contextlib.closing(Kernelless(root / "data")) as one:
        yield one


@pytest.fixture
def kernels(parent):
    """A kernel that can be killed, one life after another."""
    yield parent
    if parent.process:
        parent.kill()


@pytest.fixture
def where(tmp_path):
    """Where the journals of a test are kept."""
    return tmp_path / "journal"


@pytest.fixture
def opened(bare, kernels, where):
    """A page with a desk whose kernel lives."""
    open_page(bare, kernels, kernels.start(where))
    yield bare
    assert bare.errors == []


@pytest.fixture
def recorded(where, faults):
    """To be called when a fault is over: every answer given is in the journal, and the table of faults has a row."""

    def record(page, fault, injected, given):
        promised = [(one["key"], one["value"]) for one in page.evaluate("Object.values(harness.acknowledged)")]
        held = kept(where)
        found = sum(held.get(key) == value for key, value in given.items())
        faults(fault, injected, len(given), sum(one in promised for one in given.items()), found, len(given) - found)
        assert {key: held.get(key) for key in given} == given
        shows = page.evaluate("harness.shown()")
        assert {key: shows[key] for key in given} == given

    return record


def is_saved(page):
    expect(page.locator(".desk .saved .line .state")).to_have_text(SAVED)


def is_unsaved(page):
    expect(page.locator(".desk .saved .line .state")).to_contain_text("Not saved yet")


def answer_all(page):
    for key, value in GIVEN.items():
        give(page, key, value, "left" if key == "P00-8" else "chosen")


# The line


def test_what_is_given_while_the_line_is_cut_arrives_with_the_next_answer(opened, recorded):
    give(opened, "P00-3", "supports")
    is_saved(opened)
    opened.context.set_offline(True)
    answer_all(opened)
    is_unsaved(opened)
    assert waiting(opened) == GIVEN
    opened.context.set_offline(False)
    give(opened, "P00-4", "partly")
    wait_for_arrival(opened)
    is_saved(opened)
    recorded(opened, "line cut", "restored, next answer", GIVEN | {"P00-4": "partly"})


@pytest.mark.parametrize("view", [run_cell, open_page], ids=["run again", "loaded anew"])
def test_what_is_given_while_the_line_is_cut_arrives_when_the_cell_runs_again(opened, kernels, where, recorded, view):
    opened.context.set_offline(True)
    answer_all(opened)
    opened.context.set_offline(False)
    kernels.kill()
    view(opened, kernels.start(where)) if view is run_cell else view(opened, kernels, kernels.start(where))
    wait_for_arrival(opened)
    is_saved(opened)
    recorded(opened, "line cut, then kernel killed", view.__name__, GIVEN)


# The tab


def leave_unsaved(page, kernels):
    """Answers whose kernel is dead, on a page that was touched: before any other is left Chromium asks nothing."""
    kernels.kill()
    page.mouse.click(5, 5)
    answer_all(page)


def test_what_was_not_saved_when_its_tab_was_closed_arrives_in_the_next_tab(opened, kernels, where, recorded):
    leave_unsaved(opened, kernels)
    with opened.expect_event("close"):
        opened.close(run_before_unload=True)
    assert opened.dialogs == ["beforeunload"]
    following = opened.context.new_page()
    watch(following)
    open_page(following, kernels, kernels.start(where))
    wait_for_arrival(following)
    recorded(following, "tab closed with unsaved answers", "opened again", GIVEN)
    assert following.errors == []


def test_a_tab_with_unsaved_answers_asks_and_stays_if_told_to(opened, kernels, where, recorded):
    leave_unsaved(opened, kernels)
    opened.stays = True
    opened.close(run_before_unload=True)
    wait_until(lambda: opened.title() and opened.dialogs)
    assert opened.dialogs == ["beforeunload"]
    run_cell(opened, kernels.start(where))
    wait_for_arrival(opened)
    recorded(opened, "tab closed with unsaved answers", "the learner stayed", GIVEN)


def test_a_tab_with_everything_saved_closes_without_a_question(opened):
    opened.mouse.click(5, 5)
    answer_all(opened)
    is_saved(opened)
    with opened.expect_event("close"):
        opened.close(run_before_unload=True)
    assert opened.dialogs == []


# Its storage


@STORAGES
def test_where_a_tab_can_store_nothing_the_page_keeps_the_answers(opened, kernels, where, recorded, request, storage):
    give(opened, "P00-3", "supports")
    is_saved(opened)
    opened.evaluate(storage)
    leave_unsaved(opened, kernels)
    is_unsaved(opened)
    assert waiting(opened) == {}, "the storage took nothing"
    run_cell(opened, kernels.start(where))
    is_saved(opened)
    recorded(opened, "storage of the tab", f"{request.node.callspec.id}, kernel killed", GIVEN)


@STORAGES
def test_where_a_tab_can_store_nothing_it_asks_before_it_is_left(opened, kernels, where, recorded, request, storage):
    opened.evaluate(storage)
    leave_unsaved(opened, kernels)
    opened.stays = True
    opened.close(run_before_unload=True)
    wait_until(lambda: opened.title() and opened.dialogs)
    assert opened.dialogs == ["beforeunload"]
    run_cell(opened, kernels.start(where))
    is_saved(opened)
    recorded(opened, "storage of the tab, tab closed", f"{request.node.callspec.id}, the learner stayed", GIVEN)


@pytest.mark.parametrize("storage", [FORBIDDEN, REFUSED], ids=["forbidden", "refused"])
def test_a_desk_opens_and_saves_where_storage_never_works(bare, kernels, where, recorded, request, storage):
    bare.add_init_script(f"({storage})()")
    open_page(bare, kernels, kernels.start(where))
    answer_all(bare)
    is_saved(bare)
    recorded(bare, "storage of the tab", f"{request.node.callspec.id} from the beginning", GIVEN)
    assert bare.errors == []


# The kernel, and the clock


def test_a_busy_kernel_takes_every_answer_when_it_goes_on(opened, kernels, where, recorded):
    kernels.stop()
    give(opened, "P00-3", "supports")
    give(opened, "P00-3", "silent")
    answer_all(opened)
    is_unsaved(opened)
    kernels.go_on()
    is_saved(opened)
    wait_for_arrival(opened)
    recorded(opened, "kernel busy", "until it was said", GIVEN)


@pytest.mark.parametrize("between", ["nothing", "a kernel", "a page"])
def test_the_last_answer_stands_although_the_clock_was_set_back(opened, kernels, where, recorded, between):
    for key, value in {"P00-3": "supports", "P00-8": "at first"}.items():
        give(opened, key, value, "left" if key == "P00-8" else "chosen")
    is_saved(opened)
    if between == "a page":
        opened.add_init_script(f"({BACK})()")
        kernels.kill()
        open_page(opened, kernels, kernels.start(where))
    else:
        opened.evaluate(BACK)
    if between == "a kernel":
        kernels.kill()
        answer_all(opened)
        run_cell(opened, kernels.start(where))
    answer_all(opened)
    wait_for_arrival(opened)
    is_saved(opened)
    recorded(opened, "clock an hour back", f"{between} in between", GIVEN)


# In JupyterLab


class Line:
    """The sockets between a page of JupyterLab and its kernels."""

    def __init__(self, page):
        self.is_cut, self.is_deaf, self.routes = False, False, []
        page.route_web_socket(re.compile(r"/api/kernels/.*/channels"), self._opened)

    def _opened(self, route):
        if self.is_cut:
            route.close(code=4000, reason="cut")
            return
        server = route.connect_to_server()
        # what is written to a line that is dead and not yet known to be goes nowhere
        route.on_message(lambda message: None if self.is_deaf else server.send(message))
        server.on_message(lambda message: None if self.is_deaf else route.send(message))
        self.routes.append(route)

    def cut(self):
        """Close every socket; none is opened until the line is mended."""
        self.is_cut = True
        for route in self.routes:
            route.close(code=4000, reason="cut")
        self.routes = []


@pytest.fixture
def line(page, address, folder):
    """The lesson in JupyterLab, run; its line can be cut."""
    line = Line(page)
    open_notebook(page, address, f"{folder.name}/{NOTEBOOK}")
    run_all(page)
    return line


@pytest.mark.parametrize("fault", ["closed", "silent"])
def test_what_is_given_while_jupyterlab_has_no_line_arrives(page, folder, line, faults, fault):
    step(page, "Read and weigh")
    if fault == "closed":
        line.cut()
    else:
        line.is_deaf = True
    shown(page).get_by_role("radio", name="speaks against it").check()
    expect(status(page)).to_contain_text("Not saved yet")
    line.is_cut = line.is_deaf = False
    if fault == "silent":  # nobody tells the page that the line is back
        shown(page).get_by_role("radio", name="partly").check()
    expect(status(page)).to_have_text(SAVED, timeout=60_000)
    given = {"P00-3": "against"} | ({"P00-4": "partly"} if fault == "silent" else {})
    faults(
        "socket of JupyterLab cut", fault, len(given), len(given), sum(one in answers(folder).items() for one in given.items()), 0
    )
    assert answers(folder) == given
