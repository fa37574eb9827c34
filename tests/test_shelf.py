"""What the shelf lists, and what a press of its button starts. How it looks is tested in a browser."""

import json
from dataclasses import replace

import pytest

from sidebyside import fetching, open_case, render, words
from sidebyside.model import Case
from sidebyside.widgets import shelf as module
from sidebyside.widgets.shelf import Shelf, books

AT = "https://example.org/"


@pytest.fixture
def small(sample):
    """The sample case with an address for its book, which holds two works, and none for the review."""
    case = open_case(sample)
    review, book = case.rows("editions")
    editions = (
        review,
        replace(book, address=f"{AT}forty-winters.txt"),
        replace(book, edition_id="ED3", work_id="W3", address=f"{AT}forty-winters.txt"),
        replace(book, edition_id="ED4", work_id="W3", file="reader.txt", year=None, address=f"{AT}reader.txt"),
    )
    return Case(case.title, case.tables | {"editions": editions})


class Later:
    """Stands for a thread; what it has to do is done when the test says so."""

    started: list

    def __init__(self, target, daemon):
        assert daemon  # a download does not keep a notebook from ending
        self.run = target

    def start(self):
        self.started.append(self)


@pytest.fixture
def threads(monkeypatch):
    monkeypatch.setattr(module.threading, "Thread", Later)
    monkeypatch.setattr(Later, "started", [], raising=False)
    return Later.started


@pytest.fixture
def sent(monkeypatch):
    """What the shelves of a test send."""
    messages = []
    monkeypatch.setattr(Shelf, "send", lambda _, message, buffers=None: messages.append(json.loads(json.dumps(message))))
    return messages


@pytest.fixture
def fetched(monkeypatch):
    """How often something was fetched; nothing ever is."""
    calls = []

    def fetch(_case, library, progress=None):
        calls.append(library.folder)
        return []

    monkeypatch.setattr(fetching, "fetch", fetch)
    return calls


@pytest.fixture
def shelf(small, sent, threads, fetched, tmp_path):
    return Shelf(small, tmp_path / "texts")


def press(shelf, message=None):
    shelf._receive(shelf, {"do": "fetch"} if message is None else message, [])


def test_a_shelf_lists_each_file_that_has_an_address_once(small):
    assert books(small) == [
        {
            "edition_id": "ED2", "file": "forty-winters.txt", "title": "Forty Winters at the Lamp", "author": "Ida Marrow",
            "year": "1905", "address": f"{AT}forty-winters.txt",
        },
        {
            "edition_id": "ED4", "file": "reader.txt", "title": "To the reader", "author": "N. Aker",
            "year": "", "address": f"{AT}reader.txt",
        },
    ]  # fmt: skip


def test_where_nothing_can_be_fetched_the_list_is_empty(sample):
    assert books(open_case(sample)) == []


def test_the_books_of_the_case_are_those_with_an_address(case):
    files = {row.file for row in case.rows("editions") if row.address}
    listed = books(case)
    assert files
    assert sorted(book["file"] for book in listed) == sorted(files)
    assert all(book["address"] == case.edition(book["edition_id"]).address for book in listed)


def test_a_shelf_says_what_is_here_and_fetches_nothing(shelf, small, fetched, threads, sent, tmp_path):
    assert shelf.content == {"books": books(small), "words": words.SHELF}
    assert shelf.state == {"here": [], "folder": str(tmp_path / "texts"), "busy": False}
    assert (fetched, threads, sent) == ([], [], [])
    assert not (tmp_path / "texts").exists()
    assert repr(shelf) == words.SHELF["repr"]


def test_a_book_that_is_here_is_ticked_under_every_edition_it_holds(small, tmp_path):
    (tmp_path / "forty-winters.txt").write_text("a book", encoding="utf-8")
    assert Shelf(small, tmp_path).state["here"] == ["ED2", "ED3"]


def test_a_press_fetches_once_and_says_what_came_of_it(shelf, small, fetched, threads, sent, tmp_path, monkeypatch):
    def fetch(_case, library, progress=None):
        library.folder.mkdir()
        (library.folder / "reader.txt").write_text("a book", encoding="utf-8")
        return [{"file": "reader.txt", "edition_ids": ["ED4"], "fetched": True, "message": "All of it."}]

    monkeypatch.setattr(fetching, "fetch", fetch)
    press(shelf)
    assert (shelf.state["busy"], sent) == (True, [])
    threads[0].run()
    assert shelf.state == {"here": ["ED4"], "folder": str(tmp_path / "texts"), "busy": False}
    assert sent == [{"done": [{"file": "reader.txt", "edition_ids": ["ED4"], "fetched": True, "message": "All of it."}]}]


def test_a_second_press_while_it_works_changes_nothing_and_one_behind_starts_anew(shelf, fetched, threads, tmp_path):
    for _ in range(3):
        press(shelf)
    assert len(threads) == 1
    threads[0].run()
    press(shelf)
    assert len(threads) == 2
    threads[1].run()
    assert fetched == [tmp_path / "texts"] * 2
    assert not shelf.state["busy"]


@pytest.mark.parametrize("message", ["fetch", [], ["do"], {}, {"do": None}, {"do": "original"}, {"do": ["fetch"]}, 1])
def test_nothing_else_a_page_sends_starts_anything(shelf, threads, sent, message):
    press(shelf, message)
    assert (threads, sent, shelf.state["busy"]) == ([], [], False)


def test_progress_is_not_told_for_every_few_bytes_and_begins_anew_with_each_book(shelf, threads, sent, monkeypatch):
    def fetch(_case, _library, progress=None):
        for file, total in (("a.txt", 300_000), ("b.txt", None)):
            for received in range(0, 300_001, 10_000):
                progress(file, received, total)
        return []

    monkeypatch.setattr(fetching, "fetch", fetch)
    press(shelf)
    threads[0].run()
    *told, done = sent
    assert done == {"done": []}
    for file, total in (("a.txt", 300_000), ("b.txt", None)):
        of_file = [message for message in told if message["file"] == file]
        counts = [message["received"] for message in of_file]
        assert {message["total"] for message in of_file} == {total}
        assert len(counts) in (4, 5)
        assert all(after - before >= 65_536 for before, after in zip(counts, counts[1:], strict=False))


@pytest.mark.parametrize(
    ("error", "reason"),
    [(PermissionError(13, "Permission denied"), "Permission denied"), (OSError(), "OSError"), (KeyError("x"), "KeyError")],
)
def test_whatever_is_in_the_way_is_said_and_the_button_works_again(shelf, threads, sent, monkeypatch, error, reason):
    def refuse(*_, **__):
        raise error

    monkeypatch.setattr(fetching, "fetch", refuse)
    press(shelf)
    threads[0].run()
    (message,) = sent
    assert [(one["fetched"], one["message"]) for one in message["done"]] == [(False, words.SHELF["failed"].format(reason=reason))]
    assert shelf.state["busy"] is False
    press(shelf)
    assert len(threads) == 2


def test_a_shelf_shows_first_what_stands_where_no_widget_runs_and_then_itself(shelf, monkeypatch):
    shown = []
    monkeypatch.setattr(module, "display", lambda data, **_: shown.append(data))
    shelf._ipython_display_()
    page, widget = shown
    assert page.data == render.books(shelf.content)
    assert "application/vnd.jupyter.widget-view+json" in widget


def test_the_script_of_a_shelf_has_its_controls_and_one_widget():
    assert Shelf._esm.count("export default") == 1
    assert "function element(" in Shelf._esm
