import http.server
import importlib.util
import os
import subprocess
import sys
import threading
from contextlib import contextmanager
from dataclasses import replace
from urllib.parse import urlsplit

import pytest

from sidebyside import adding, fetching, library, tables
from sidebyside.model import Case

pytest.importorskip("pooch")


class Site(http.server.BaseHTTPRequestHandler):
    """Answers of a site that is no good neighbour."""

    book = b""
    page = b""
    asked: list[str]
    done: threading.Event

    def do_GET(self):
        self.asked.append(self.path)
        getattr(self, f"answer_{self.path.strip('/')}")()

    def log_message(self, *_):
        """Nothing is printed."""

    def send(self, content, length=None, status=200, **headers):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if length != "none":
            self.send_header("Content-Length", str(len(content) if length is None else length))
        self.end_headers()
        self.wfile.write(content)

    def answer_book(self):
        self.send(self.book)

    def answer_page(self):
        self.send(self.page)

    def answer_moved(self):
        self.send(b"", status=302, Location="/book")

    def answer_round(self):
        self.send(b"", status=302, Location="/round")

    def answer_gone(self):
        self.send(b"no", status=404)

    def answer_cut(self):
        self.send(self.book[:200], length=len(self.book))

    def answer_huge(self):
        self.send(b"x", length=200_000_000)

    def answer_endless(self):
        self.send(b"", length="none")
        for _ in range(100):
            self.wfile.write(b"x" * 1_000_000)

    def answer_slow(self):
        self.send(self.book[:200], length=len(self.book))
        self.wfile.flush()
        self.done.wait(30)

    def answer_slowunannounced(self):
        self.send(self.book, length="none")
        self.wfile.flush()
        self.done.wait(30)


@contextmanager
def serving(root):
    book = (root / "tests/sample/texts/forty-winters.txt").read_bytes()
    review = (root / "tests/sample/texts/lamp-review.txt").read_text(encoding="utf-8")
    paragraphs = "".join(f"<p>{line}</p>" for line in review.split("\n"))
    page = f"<!doctype html><head><script>steal()</script></head><body>{paragraphs}<script>steal()</script>".encode()
    handler = type("Here", (Site,), {"book": book, "page": page, "asked": [], "done": threading.Event()})
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.handle_error = lambda *_: None  # whoever stops listening is no fault of ours
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield handler, f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        handler.done.set()
        server.shutdown()
        server.server_close()


@pytest.fixture
def site(root, monkeypatch):
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    with serving(root) as (handler, address):
        yield handler, address


@pytest.fixture
def shelf(tmp_path):
    return library.Library(tmp_path / "cache")


@pytest.fixture
def case_with(sample, site):
    """The sample case with addresses for its editions, by their path."""

    def case(ED1="", ED2=""):
        file = sample / "editions.csv"
        lines = file.read_text(encoding="utf-8").splitlines()
        paths = {"ED1": ED1, "ED2": ED2}
        for at, line in enumerate(lines):
            path = paths.get(line[:3])
            lines[at] = line.rpartition(",")[0] + "," + (f"{site[1]}/{path}" if path else "") if line[:3] in paths else line
        file.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return tables.case_of(tables.read(sample))

    return case


def kept(shelf):
    return sorted(path.name for path in shelf.folder.iterdir()) if shelf.folder.exists() else []


def message(case, shelf, *names, **options):
    """What is said of a text that could not be fetched; nothing is kept."""
    before = kept(shelf)
    (row,) = fetching.fetch(case, shelf, names, **options)
    assert not row["fetched"]
    assert kept(shelf) == before
    return row["message"]


def test_every_edition_is_listed_with_its_address(case_with, shelf, site):
    case = case_with(ED2="book")
    assert fetching.listed(case, shelf) == [
        {"work_id": "W1", "edition_id": "ED1", "address": None, "present": False},
        {"work_id": "W2", "edition_id": "ED2", "address": f"{site[1]}/book", "present": False},
    ]
    assert site[0].asked == []
    fetching.fetch(case, shelf)
    assert [row["present"] for row in fetching.listed(case, shelf)] == [False, True]


def test_a_book_and_a_page_are_fetched_and_kept_as_text(case_with, shelf, site):
    done = fetching.fetch(case_with("page", "book"), shelf)
    assert [(row["file"], row["edition_ids"], row["fetched"]) for row in done] == [
        ("lamp-review.txt", ["ED1"], True), ("forty-winters.txt", ["ED2"], True)
    ]  # fmt: skip
    assert done[1]["message"] == "Everything on record stands in it (5 places)."
    assert kept(shelf) == ["forty-winters.txt", "lamp-review.txt"]
    assert "Étoile" in (shelf.folder / "forty-winters.txt").read_text(encoding="utf-8")
    review = (shelf.folder / "lamp-review.txt").read_text(encoding="utf-8")
    assert "steal" not in review
    assert "<" not in review


def test_nothing_is_fetched_twice_unless_it_is_named(case_with, shelf, site):
    case = case_with("page", "book")
    fetching.fetch(case, shelf)
    assert fetching.fetch(case, shelf) == []
    assert len(site[0].asked) == 2
    assert fetching.fetch(case, shelf, ["ED2", "ED2"])[0]["fetched"]
    assert site[0].asked[2:] == ["/book"]


def test_editions_that_share_a_file_are_fetched_once(case_with, shelf, site, sample):
    case_with(ED2="book")
    editions = sample / "editions.csv"
    text = editions.read_text(encoding="utf-8")
    (line,) = [line for line in text.splitlines() if line.startswith("ED2")]
    editions.write_text(text + line.replace("ED2", "ED3", 1).rpartition(",")[0] + ",\n", encoding="utf-8")
    case = tables.case_of(tables.read(sample))
    (row,) = fetching.fetch(case, shelf, ["ED3", "ED2"])
    assert (row["edition_ids"], row["fetched"]) == (["ED2", "ED3"], True)
    assert site[0].asked == ["/book"]


def test_a_redirection_is_followed(case_with, shelf):
    assert fetching.fetch(case_with(ED2="moved"), shelf)[0]["fetched"]


def test_without_an_address_it_says_how_to_add_a_file(case_with, shelf):
    (row,) = fetching.fetch(case_with(), shelf, ["ED2"])
    assert (row["fetched"], row["message"], row["hint"]) == (
        False,
        "ED2 has no address to fetch it from. Save it from https://example.org/books/forty-winters and add the file.",
        "Say: sidebyside texts add ED2 FILE",
    )
    assert fetching.fetch(case_with(), shelf) == []


def test_an_edition_that_does_not_exist_is_no_fault_of_the_network(case_with, shelf, site):
    with pytest.raises(adding.NotTaken, match=r"^there is no edition ED9; there are ED1, ED2$"):
        fetching.fetch(case_with("page", "book"), shelf, ["ED1", "ED9"])
    assert site[0].asked == []


def test_another_text_is_not_kept_unless_wanted_anyway(case_with, shelf):
    case = case_with(ED2="page")
    said = message(case, shelf, "ED2")
    assert said.startswith("127.0.0.1: this is not the text of ED2. 0 of the 5 places on record stand in it. Not found: ")
    (row,) = fetching.fetch(case, shelf, ["ED2"], anyway=True)
    assert row["fetched"]
    assert kept(shelf) == ["forty-winters.txt"]


def test_a_file_made_anew_that_lost_a_passage_leaves_the_old_one(case_with, shelf, site):
    case = case_with(ED2="book")
    fetching.fetch(case, shelf)
    site[0].book = site[0].book.replace(b"twenty years", b"thirty years")
    assert "4 of the 5 places on record stand in it. Not found: F2 (I carried her" in message(case, shelf, "ED2")
    assert "twenty years" in (shelf.folder / "forty-winters.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("gone", "127.0.0.1 answered 404 Not Found: the address {site}/gone is not to be had"),
        ("cut", "the connection to 127.0.0.1 was cut; nothing was kept, try again"),
        ("huge", "127.0.0.1 sends more than any book here has; nothing was kept"),
        ("endless", "127.0.0.1 sends more than any book here has; nothing was kept"),
        ("round", "127.0.0.1 cannot be reached: "),
    ],
)
def test_what_a_site_does_is_said_plainly(case_with, shelf, site, path, said):
    found = message(case_with(ED2=path), shelf)
    assert found.startswith(said.format(site=site[1]))


@pytest.mark.parametrize("path", ["slow", "slowunannounced"])
def test_a_site_that_does_not_end_is_given_up(case_with, shelf, monkeypatch, path):
    monkeypatch.setattr(fetching, "SECONDS", 0.2)
    assert message(case_with(ED2=path), shelf) == "127.0.0.1 took longer than 0.2 seconds; nothing was kept, try again later"


def test_without_a_network_it_says_so(case_with, shelf, site):
    case = case_with(ED2="book")
    object.__setattr__(case.edition("ED2"), "address", "http://127.0.0.1:9/book")
    assert message(case, shelf, "ED2").startswith(
        "127.0.0.1 cannot be reached: there is no network here, or the site does not answer."
    )


@pytest.fixture
def fetched_from(sample, shelf, monkeypatch):
    """What is said of files at these addresses, and which of them were asked for; hosts answer as their names say."""
    import requests

    failures = {
        "lost": requests.ConnectionError, "proxied": requests.exceptions.ProxyError, "late": requests.ReadTimeout,
        "slow": requests.ConnectTimeout, "cut": requests.exceptions.ChunkedEncodingError, "round": requests.TooManyRedirects,
    }  # fmt: skip

    def fetch(*addresses):
        import pooch

        asked = []

        def answer(_self, url, path, _pooch):
            asked.append(url)
            error = failures.get(urlsplit(url).hostname)
            if error:
                raise error
            with open(path, "wb") as file:
                file.write(b"Other words.")

        monkeypatch.setattr(pooch.HTTPDownloader, "__call__", answer)
        case = tables.case_of(tables.read(sample))
        book = case.edition("ED2")
        editions = [
            replace(book, edition_id=f"ED{at}", file=f"{at}.txt", address=address)
            for at, address in enumerate(addresses, start=3)
        ]
        rows = fetching.fetch(Case(case.title, case.tables | {"editions": (*case.rows("editions"), *editions)}), shelf)
        assert [row["edition_ids"] for row in rows] == [[edition.edition_id] for edition in editions]
        return [row["message"] for row in rows], asked

    return fetch


@pytest.mark.parametrize("host", ["lost", "proxied", "late", "slow"])
def test_a_host_that_does_not_answer_is_not_asked_again(fetched_from, host):
    said, asked = fetched_from(f"http://{host}/a", f"https://{host}/b", "http://up/a", f"http://{host}/c", "http://up/b")
    assert asked == [f"http://{host}/a", "http://up/a", "http://up/b"]
    assert said[0].startswith(f"{host} cannot be reached: there is no network here")
    assert said[1] == said[3] == f"not asked again: no answer from {host}"
    assert said[2] == said[4] == "Nothing is on record to know it by; it was taken as it is."


@pytest.mark.parametrize("host", ["cut", "round"])
def test_a_host_that_answered_badly_is_asked_again(fetched_from, host):
    assert fetched_from(f"http://{host}/a", f"http://{host}/b")[1] == [f"http://{host}/a", f"http://{host}/b"]


def test_when_the_first_two_hosts_are_silent_nobody_else_is_asked(fetched_from):
    said, asked = fetched_from("http://lost/a", "http://lost/b", "http://late/a", "http://up/a", "http://slow/a", "http://late/b")
    assert asked == ["http://lost/a", "http://late/a"]
    assert said[3] == said[4] == "not asked: no answer from lost and late"
    assert said[5] == "not asked again: no answer from late"


@pytest.mark.parametrize("first", ["up", "cut"])
def test_where_one_host_answered_each_is_asked(fetched_from, first):
    asked = [f"http://{host}/a" for host in (first, "lost", "late", "slow", "other")]
    assert fetched_from(*asked)[1] == asked


@pytest.mark.parametrize("address", ["ftp://127.0.0.1/x", "file:///etc/passwd", "https://"])
def test_an_address_that_is_none_of_the_web_is_not_opened(case_with, shelf, address):
    case = case_with(ED2="book")
    object.__setattr__(case.edition("ED2"), "address", address)
    assert "cannot be reached" in message(case, shelf, "ED2")


@pytest.mark.parametrize("missing", ["pooch", "requests"])
def test_without_the_library_that_downloads_it_says_what_to_install(case_with, shelf, monkeypatch, missing):
    find = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == missing else find(name))
    (row,) = fetching.fetch(case_with(ED2="book"), shelf)
    assert row["message"] == "to fetch texts, install pooch (pip install pooch)."
    assert row["hint"] == "Or add a file of your own: sidebyside texts add"


def test_a_cache_that_cannot_be_written_to_is_said(case_with, shelf):
    shelf.folder.write_text("", encoding="utf-8")
    (row,) = fetching.fetch(case_with(ED2="book"), shelf)
    assert row["message"] == f"{shelf.folder} cannot be written to (File exists)."
    assert row["hint"] == "Name another folder with --texts."


def test_a_disk_that_fills_up_during_the_download_is_said(case_with, shelf, monkeypatch):
    import pooch

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(pooch.HTTPDownloader, "__call__", full)
    assert message(case_with(ED2="book"), shelf) == "the download cannot be kept while it runs (No space left on device)"


def test_progress_is_told_as_the_bytes_come(case_with, shelf, site):
    site[0].book += b"x" * 100_000
    told = []
    fetching.fetch(case_with(ED2="book"), shelf, progress=lambda *counts: told.append(counts))
    size = len(site[0].book)
    assert {(file, total) for file, _, total in told} == {("forty-winters.txt", size)}
    received = [count for _, count, _ in told]
    assert len(received) > 5
    assert received == sorted(received)
    assert received[-1] == size


def test_what_never_ends_is_cut_off_on_the_way(case_with, shelf, monkeypatch):
    monkeypatch.setattr(library, "LARGEST", 1_000_000)
    told = []
    message(case_with(ED2="endless"), shelf, progress=lambda file, received, total: told.append((received, total)))
    assert 900_000 < max(told)[0] < 1_100_000
    assert {total for _, total in told} == {None}


def test_a_file_of_more_than_half_the_bound_is_not_counted_twice(case_with, shelf, site, monkeypatch):
    monkeypatch.setattr(library, "LARGEST", len(site[0].book) + 100)
    monkeypatch.setattr(fetching, "_CHUNK", 64)
    assert fetching.fetch(case_with(ED2="book"), shelf)[0]["fetched"]


def test_two_processes_that_share_a_cache_both_end_well(case_with, shelf, sample, site):
    case_with("page", "book")
    command = [sys.executable, "-m", "sidebyside.cli", "texts", "fetch", "ED1", "ED2", "--data", sample, "--texts", shelf.folder]
    both = [
        subprocess.Popen(list(map(str, command)), stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=dict(os.environ))
        for _ in "ab"
    ]
    answers = [process.communicate(timeout=60) for process in both]
    assert [process.returncode for process in both] == [0, 0], answers
    assert kept(shelf) == ["forty-winters.txt", "lamp-review.txt"]
    assert len(site[0].asked) == 4
