"""The whole way of a course: given out, installed from what was given out alone, worked through, handed in, opened.

Nothing of the checkout is used but what the release took from it: an environment of its own, made by the command of the
README that learners get; the lesson in Chromium; the file from the foot of the desk, compared with what was typed.
"""

import contextlib
import hashlib
import html
import io
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
import urllib.request
import zipfile
from pathlib import Path
from types import SimpleNamespace

import docx
import pytest
from markdown_it import MarkdownIt
from playwright.sync_api import expect

from laboratory import SHUT_DOWN, desk, free_port, hide_files, open_notebook, run_all
from learning import SAVED, answers, status
from office import IS_REQUIRED, MISSING, number_of_pages, pages_of, pictures, text_of
from sidebyside import carrying, journal, layout, marks, words
from sidebyside.handin_words import HANDIN, PANEL
from walking import CHANGED, CLAIM, COMMENT, LESSON, ON_CLAIM, PARAGRAPH, PREDICTION, READ, TRAIN, walked

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(os.name != "posix" or not shutil.which("make"), reason="needs make"),
]
TOKEN = "a-token-of-the-test"
AI = "Nothing – but a dictionary for “unavoidable” <b>&</b> 🚂."
NAME = "Ada Łøv"
TYPED = [PREDICTION, PARAGRAPH, CHANGED, COMMENT, AI, *(reason for *_, reason in READ.values())]
POINTED_AT = [exact for _, made, *_ in READ.values() for exact, _ in made]


@pytest.fixture(scope="module")
def tree(released, tmp_path_factory):
    """What learners get, in a folder with spaces."""
    return shutil.copytree(released, tmp_path_factory.mktemp("home") / "what we learn with")


@pytest.fixture(scope="module")
def environment(tree):
    """A home of its own and few programs; where packages come from, and what is already here of them, stays."""
    home, programs = tree.parent, tree.parent / "bin"
    programs.mkdir()
    kept = {
        name: each for name, each in os.environ.items() if name.startswith(("PIP_", "UV_", "SSL_")) or name.endswith("_proxy")
    }
    config = Path.home() / ".config/pip/pip.conf"
    if config.is_file():
        kept.setdefault("PIP_CONFIG_FILE", str(config))
    kept.setdefault("PIP_CACHE_DIR", str(Path.home() / ".cache/pip"))
    kept.setdefault("UV_CACHE_DIR", str(Path.home() / ".cache/uv"))
    uv = shutil.which("uv") or shutil.which("uv", path=str(Path(sys.executable).parent))
    if uv:  # of this Python's programs that one alone: it installs in seconds
        (programs / "uv").symlink_to(uv)
    path = os.pathsep.join(map(str, [programs, Path(sys.base_prefix, "bin"), "/usr/bin", "/bin"]))
    return kept | {"PATH": path, "HOME": str(home), "JUPYTER_TOKEN": TOKEN, "LANG": "C.UTF-8"}


@pytest.fixture(scope="module")
def address(tree, environment):
    """Where the one command of its README serves it."""
    assert "    make lab\n" in (tree / "README.md").read_text(encoding="utf-8")
    port, log = free_port(), tree.parent / "lab.log"
    with log.open("w", encoding="utf-8") as written:
        command = {"args": ["make", "lab"], "cwd": tree, "env": environment | {"JUPYTER_PORT": str(port)}}
        server = subprocess.Popen(**command, stdout=written, stderr=subprocess.STDOUT, start_new_session=True)
    try:
        end = time.monotonic() + 400
        while True:
            with contextlib.suppress(OSError), urllib.request.urlopen(f"http://127.0.0.1:{port}/api?token={TOKEN}", timeout=30):
                break
            said = log.read_text(encoding="utf-8")
            assert (server.poll(), time.monotonic() < end) == (None, True), said[-3000:]
            time.sleep(0.3)
        yield f"http://127.0.0.1:{port}"
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait(20)


@pytest.fixture(scope="module")
def handed(chromium, address, tree, case, artefacts):
    """The lesson worked through and handed in at its desk: what was answered, and the file as it was downloaded."""
    claim = next(one for one in layout.of_lesson(case, LESSON)["claims"] if one["id"] == CLAIM)
    with contextlib.closing(chromium.new_context(viewport={"width": 1280, "height": 1200}, accept_downloads=True)) as context:
        page = context.new_page()
        page.set_default_timeout(30_000)
        page.goto(f"{address}/lab?token={TOKEN}")
        open_notebook(page, address, f"notebooks/{TRAIN}")
        hide_files(page)
        run_all(page)
        desk(page).get_by_label(words.DESK["choose_claim"]).select_option("1")
        walk = walked(page, claim, lambda _: None)
        expect(status(page)).to_have_text(SAVED)
        panel = desk(page).locator("details.handin")
        panel.locator("summary").first.click()
        expect(panel.locator(".empties p").first).to_be_visible()
        panel.get_by_label(PANEL["handin_name"].partition("{")[0]).fill(NAME)
        panel.get_by_label(PANEL["handin_ai"]).fill(AI)
        with page.expect_download() as download:
            panel.get_by_role("button", name=PANEL["handin_go"]).click()
        desk(page).screenshot(path=artefacts / "course-whole-handed-in.png")
        content = download.value.path().read_bytes()
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            files = {one: archive.read(one) for one in archive.namelist()}
        empty = panel.locator(".empties").inner_text()
        page.evaluate(SHUT_DOWN)
    return SimpleNamespace(walk=walk, name=download.value.suggested_filename, files=files, empty=empty, claim=claim)


def document(handed, suffix):
    return handed.files[handed.name.replace(".zip", suffix)]


def plain(page):
    """What is read on a page, spaces as one."""
    inside = re.sub(r"<style>.*?</style>|<title>.*?</title>", "", page, flags=re.DOTALL)
    broken = re.sub(r"<(?:br|/?(?:p|h\d|li|div|td|th|blockquote)\b)[^>]*>", " ", inside)
    return " ".join(html.unescape(re.sub(r"<[^>]*>", "", broken)).split())


def test_its_environment_has_what_its_pins_name_and_the_package_of_the_tree(address, tree, environment):
    code = "import sidebyside, sys, docx, citeproc; print(sidebyside.__file__, docx.__file__, sys.prefix, sep='\\n')"
    python = tree / ".venv/bin/python"
    done = subprocess.run(
        [python, "-c", code], cwd=tree.parent, env=environment, capture_output=True, encoding="utf-8", check=True
    )
    package, library, prefix = map(Path, done.stdout.splitlines())
    assert package == tree / "helpers/sidebyside/__init__.py"
    assert library.is_relative_to(tree / ".venv")
    assert prefix == tree / ".venv"


def test_the_journal_in_the_tree_holds_every_answer(handed, tree):
    kept = answers(tree / "notebooks", LESSON)
    assert {key: kept.get(key) for key in handed.walk.given} == handed.walk.given
    for key, made in handed.walk.marked.items():
        found = [one.exact for one in marks.parse(kept[key])]
        assert len(found) == len(made)
        assert [exact for exact, _ in made if not any(exact in one for one in found)] == []


def test_the_list_in_the_file_has_the_hash_of_everything_else_in_it(handed):
    listed = json.loads(handed.files["manifest.json"])
    hashes = {one["name"]: (one["bytes"], one["sha256"]) for one in listed["files"]}
    assert hashes == {
        name: (len(content), hashlib.sha256(content).hexdigest())
        for name, content in handed.files.items()
        if name != "manifest.json"
    }
    assert (listed["lesson"], listed["times"], listed["without"]) == (LESSON, False, [])
    stem = handed.name.removesuffix(".zip")
    assert re.fullmatch(rf"handin-{LESSON}-[a-z]+-[a-z]+", stem)
    assert set(hashes) == {*(f"{stem}{end}" for end in (".docx", ".html", ".md")), "answers-04.jsonl", "notebook-04.ipynb"}


def test_the_answers_in_the_file_are_taken_in_again_as_they_were(handed, tmp_path, tree):
    taken = carrying.take(tmp_path / "marking", handed.files["answers-04.jsonl"].decode("utf-8"))
    assert (taken.refused, taken.new > len(handed.walk.given)) == ((), True)
    found = journal.fold(tmp_path / "marking/04.jsonl", {taken.learner}).answers
    assert {key: record["value"] for key, record in found.items()} == answers(tree / "notebooks", LESSON)


def test_the_notebook_in_the_file_is_the_lesson_without_outputs(handed, released):
    cells = json.loads(handed.files["notebook-04.ipynb"])["cells"]
    given = json.loads((released / "notebooks" / TRAIN).read_text(encoding="utf-8"))["cells"]
    assert [one["source"] for one in cells] == [one["source"] for one in given]
    assert {str(one.get("outputs", [])) for one in cells} == {"[]"}


def texts_of(handed):
    """What is read in each form of the document."""
    made = docx.Document(io.BytesIO(document(handed, ".docx")))
    cells = [cell.text for table in made.tables for row in table.rows for cell in row.cells]
    lines = " ".join(" ".join([*(paragraph.text for paragraph in made.paragraphs), *cells]).split())
    page = document(handed, ".html").decode("utf-8")
    markdown = MarkdownIt().enable("table").render(document(handed, ".md").decode("utf-8"))
    return {".docx": lines, ".html": plain(page), ".md": plain(markdown)}


def test_every_form_of_the_document_has_what_was_typed_word_for_word(handed, case):
    verdicts = words.OPTIONS["verdict"]
    for form, text in texts_of(handed).items():
        missing = [typed for typed in TYPED if " ".join(typed.split()) not in text]
        assert missing == [], form
        assert [exact for exact in POINTED_AT if f"“{exact}" not in text and exact not in text] == [], form
        assert all(exact in text for exact, *_ in ON_CLAIM), form
        assert text.index(verdicts["partly"]) >= 0, form
        assert verdicts["not-borne-out"] in text, form
        assert NAME in text, form
        assert HANDIN["oral"] in text, form


def test_what_is_still_empty_was_said_at_the_desk_as_it_stands_in_the_document(handed):
    lines = [line.strip() for line in handed.empty.splitlines() if line.strip().startswith("Claim ")]
    assert 0 < len(lines) <= 8
    for text in texts_of(handed).values():
        assert [line for line in lines if line not in text] == []


@pytest.mark.skipif(bool(MISSING) and not IS_REQUIRED, reason=f"not on this machine: {', '.join(MISSING)}")
def test_a_word_processor_opens_it_and_what_was_typed_stands_on_its_pages(handed, tmp_path, artefacts):
    path = tmp_path / "handin.docx"
    path.write_bytes(document(handed, ".docx"))
    pdf = pages_of(path, tmp_path / "profile", tmp_path)
    squeezed = "".join(text_of(pdf, is_laid_out=False).split())
    # between two pages stands the foot of the first, so that a text may be in two parts there
    for typed in TYPED:
        parts = ["".join(part.split()) for part in re.findall(r"(?:\S+ ?){1,4}", typed)]
        assert sum(part not in squeezed for part in parts) <= 1, typed
    assert 4 <= number_of_pages(pdf) <= 16
    pictures(pdf, artefacts / "course-whole-docx")
