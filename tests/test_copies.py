"""Notebooks as pages: what stands on them, what does not, and the command that writes them."""

import json
import re
import sys

import nbformat
import pytest

from payloads import SHORT
from sidebyside import cli, copies, printing


def notebook(*cells):
    """A notebook as text; a string is prose, a dict what a code cell showed."""
    made = []
    for number, cell in enumerate(cells):
        if isinstance(cell, str):
            made.append(nbformat.v4.new_markdown_cell(cell, id=f"c{number}"))
        else:
            outputs = [nbformat.v4.new_output("display_data", data=cell)]
            made.append(nbformat.v4.new_code_cell("secret_code()", id=f"c{number}", outputs=outputs))
    return nbformat.writes(nbformat.v4.new_notebook(cells=made))


def body(*cells):
    return copies.page_of(notebook(*cells)).split("<main>")[1].split("</main>")[0]


def test_prose_stands_there_and_code_does_not():
    found = body("# A lamp\n\nWas it *lit*?", {"text/plain": "Four <ticks>"})
    assert found == "<h1>A lamp</h1>\n<p>Was it <em>lit</em>?</p>\n<pre>Four &lt;ticks&gt;</pre>"


def test_what_is_shown_as_html_is_taken_and_its_text_is_not():
    found = body({"text/html": "<table><tr><th></th></tr></table>", "text/plain": "a table"})
    assert found == '<div class="shown"><table><tr><td></td></tr></table></div>'


@pytest.mark.parametrize("html", ["<script>x</script>", "<p><IFRAME src=x></p>", "<meta http-equiv=refresh>", "<form>"])
def test_html_that_could_do_something_is_not_taken(html):
    assert body({"text/html": html, "text/plain": "what was <shown>"}) == "<pre>what was &lt;shown&gt;</pre>"


def test_what_differs_from_learner_to_learner_is_left_out():
    made = json.loads(notebook({"text/plain": "calm heron"}))
    made["cells"][0]["metadata"]["tags"] = [copies.IGNORED]
    assert "calm heron" not in copies.page_of(json.dumps(made))


def test_a_table_without_a_head_has_none():
    assert "<thead>" not in body("| | |\n|---|---|\n| **Time** | 5 |")
    head = body("| | a |\n|---|---|\n| 1 | 2 |").split("</thead>")[0]
    assert re.findall(r"<t[dh]>.*?</t[dh]>", head) == ["<td></td>", "<th>a</th>"]


def test_links_lead_to_the_web_or_are_none():
    found = body("[one](https://example.org/a?b&c) [two *b*](04-the-train.ipynb) [three](javascript:x) ![a cat](cat.png)")
    assert re.findall(r'href="([^"]*)"', found) == ["https://example.org/a?b&amp;c"]
    assert "two <em>b</em>" in found
    assert "noreferrer" in found
    assert "<img" not in found


@pytest.mark.parametrize("payload", SHORT, ids=lambda payload: payload.name)
def test_nothing_that_stands_in_prose_or_text_becomes_an_element(payload):
    page = copies.page_of(notebook(f"# {payload.text}", payload.text, {"text/plain": payload.text}))
    assert not re.search(
        r"<(?:script|img|svg|iframe|object|embed|form|input|math|base|link|video|audio|details)\b", page, re.IGNORECASE
    )
    assert not re.search(r'href="(?!https?://)', page)
    assert "default-src 'none'" in page.replace("&#x27;", "'")


def test_a_copy_for_teachers_says_so():
    assert "Not for learners." in copies.page_of(notebook("# Guide"), teacher=True)
    assert "Not for learners." not in copies.page_of(notebook("# Guide"))


def test_every_notebook_of_the_course_has_one_first_heading_and_no_code(root):
    for path in copies.notebooks.lessons_in(root / "notebooks"):
        page = copies.page_of(path.read_text(encoding="utf-8"))
        assert len(re.findall("<h1", page)) == 1, path.name
        assert "import open_" not in page
        assert "Run All Cells, to use it" not in page


# The command


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder with a lesson and a guide."""
    where = tmp_path / "notebooks"
    (where / "teacher").mkdir(parents=True)
    (where / "00-lamp.ipynb").write_text(notebook("# The lamp"), encoding="utf-8")
    (where / "teacher/guide.ipynb").write_text(notebook("# The guide"), encoding="utf-8")
    monkeypatch.setattr(cli, "_notebooks", lambda: where)
    return where


def run(capsys, *arguments):
    status = cli.main(["copies", *map(str, arguments)])
    said = capsys.readouterr()
    return status, said.out, said.err


def test_the_command_writes_a_page_for_each_notebook(folder, capsys, tmp_path):
    status, out, err = run(capsys, "--out", tmp_path / "out")
    assert (status, err) == (0, "")
    assert out.splitlines() == [str(tmp_path / "out" / name) for name in ("00-lamp.html", "guide.html")]
    assert "Not for learners." in (tmp_path / "out/guide.html").read_text(encoding="utf-8")
    assert b"\r" not in (tmp_path / "out/guide.html").read_bytes()
    assert json.loads(run(capsys, "guide", "--json", "--out", tmp_path / "one")[1]) == {
        "written": [str(tmp_path / "one/guide.html")]
    }
    assert [path.name for path in (tmp_path / "one").iterdir()] == ["guide.html"]


def test_a_notebook_that_is_not_there_or_none_is_named_and_nothing_is_written(folder, capsys, tmp_path):
    assert run(capsys, "07", "--out", tmp_path / "out") == (
        1, "", "There is no notebook 07; there are 00, guide. Nothing was written.\n",
    )  # fmt: skip
    (folder / "00-lamp.ipynb").write_text("{}", encoding="utf-8")
    status, _, err = run(capsys, "--out", tmp_path / "out")
    assert (status, err) == (1, "00-lamp.ipynb: This is no notebook that can be read. Nothing was written.\n")
    assert not (tmp_path / "out").exists()
    (tmp_path / "taken").write_text("", encoding="utf-8")
    assert "Name another folder with --out." in run(capsys, "guide", "--out", tmp_path / "taken")[2]


def test_without_what_reads_markdown_it_says_what_to_do(folder, capsys, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "mistune", None)
    assert "mistune is not installed" in run(capsys, "--out", tmp_path / "out")[2]


def test_without_notebooks_it_says_so(capsys, monkeypatch):
    monkeypatch.setattr(cli, "_notebooks", lambda: None)
    assert run(capsys)[2].startswith("There is no folder of notebooks here.")


def test_without_a_browser_there_is_no_pdf_and_nothing_is_written(folder, capsys, tmp_path, monkeypatch):
    monkeypatch.setattr(printing.shutil, "which", lambda name: None)
    status, _, err = run(capsys, "--pdf", "--out", tmp_path / "out")
    assert status == 1
    assert "choose Print, Save as PDF" in err
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(("script", "said"), [("exit 3", "was not printed by"), ("exit 0", "ended without a PDF of guide.html")])
def test_a_browser_that_prints_nothing_is_said_and_an_old_pdf_does_not_pass(folder, capsys, tmp_path, monkeypatch, script, said):
    program = tmp_path / "browser"
    program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setattr(printing, "browser", lambda: str(program))
    (tmp_path / "out").mkdir()
    (tmp_path / "out/guide.pdf").write_bytes(b"%PDF old")
    status, _, err = run(capsys, "guide", "--pdf", "--out", tmp_path / "out")
    assert (status, said in err) == (1, True)
    assert not (tmp_path / "out/guide.pdf").exists()
