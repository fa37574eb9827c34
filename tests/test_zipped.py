"""One file to hand in."""

import hashlib
import io
import json
import re
import sys
import zipfile

import pytest

from handed import EVERYTHING, case_of, worked
from keepers import give
from sidebyside import carrying, journal, learners
from sidebyside.course import handin, zipped

MOMENT = "2026-11-23T12:00:00+00:00"
NOTEBOOK = {
    "nbformat": 4, "nbformat_minor": 5, "metadata": {"widgets": {"state": "somebody’s answer"}},
    "cells": [
        {"cell_type": "markdown", "source": "read"},
        {"cell_type": "code", "source": "work.show()", "execution_count": 7, "outputs": [{"text": "somebody’s answer"}], "id": "a"},
    ],
}  # fmt: skip


@pytest.fixture
def small(sample):
    return case_of(sample)


@pytest.fixture
def pack(small, folder):
    """The file of a learner, and what is in it by name."""

    def packed(learner, **how):
        made = handin.read(small, "00", folder, learner)
        content = zipped.packed(made, folder, moment=MOMENT, **how)
        archive = zipfile.ZipFile(io.BytesIO(content))
        assert archive.testzip() is None
        return content, {name: archive.read(name) for name in archive.namelist()}

    return packed


def manifest_of(files):
    return json.loads(files[zipped.MANIFEST])


def test_it_holds_the_documents_the_answers_and_a_list(pack, folder):
    learner = worked(folder).learner
    words = learner.replace(" ", "-")
    _, files = pack(learner)
    documents = {f"handin-00-{words}{suffix}" for suffix in (".docx", ".html", ".md")}
    assert files.keys() == documents | {"answers-00.jsonl", "manifest.json"}
    assert all(EVERYTHING["P00-8"].encode() in files[f"handin-00-{words}{suffix}"] for suffix in (".html", ".md"))


def test_the_list_has_the_hash_of_everything_and_the_versions_of_its_form(pack, folder):
    learner = worked(folder, people=2).learner
    _, files = pack(learner)
    manifest = manifest_of(files)
    listed = {one["name"]: (one["bytes"], one["sha256"]) for one in manifest.pop("files")}
    assert listed == {
        name: (len(content), hashlib.sha256(content).hexdigest()) for name, content in files.items() if name != zipped.MANIFEST
    }
    assert manifest == {
        "sidebyside": "hand-in", "schema": zipped.SCHEMA, "answers_schema": journal.SCHEMA, "lesson": "00", "learner": learner,
        "people": 2, "made_at": MOMENT, "times": False, "without": [],
    }  # fmt: skip


def test_only_this_learner_and_this_lesson_are_in_it(pack, small, folder):
    mine = worked(folder)
    journal.append(
        folder / "04.jsonl",
        json.loads((folder / "00.jsonl").read_text(encoding="utf-8").splitlines()[1]) | {"value": "another lesson"},
    )
    theirs = worked(folder, {"P00-1": "somebody else’s secret"})
    content, files = pack(mine.learner)
    everything = content + b"".join(files.values())
    assert b"secret" not in everything
    assert theirs.learner.encode() not in everything
    assert b"another lesson" not in everything
    heading, *lines = map(json.loads, files["answers-00.jsonl"].decode("utf-8").splitlines())
    assert heading["learner"] == mine.learner
    assert {line["lesson"] for line in lines} == {"00"}
    assert {line["value"] for line in lines} == set(EVERYTHING.values())


def test_the_answers_can_be_taken_in_elsewhere_and_come_to_the_same(pack, small, folder, tmp_path):
    learner = worked(folder).learner
    for times in (False, True):
        _, files = pack(learner, times=times)
        where = tmp_path / f"teacher-{times}"
        taken = carrying.take(where, files["answers-00.jsonl"].decode("utf-8"))
        assert (taken.refused, taken.learner) == ((), learner)
        assert handin.read(small, "00", where, learner).claims == handin.read(small, "00", folder, learner).claims


def test_every_version_of_an_answer_goes_in(pack, folder):
    keeper = worked(folder, {"P00-1": "first"})
    give(keeper, "second", key="P00-1")
    _, files = pack(keeper.learner)
    assert re.findall('"value": "(\\w+)"', files["answers-00.jsonl"].decode("utf-8")) == ["first", "second"]


def test_times_are_left_out_unless_they_are_wanted(pack, folder):
    learner = worked(folder).learner
    stamp = re.compile(rb"20\d\d-\d\d-\d\dT")
    assert not stamp.search(pack(learner)[1]["answers-00.jsonl"])
    _, files = pack(learner, times=True)
    assert stamp.search(files["answers-00.jsonl"])
    assert manifest_of(files)["times"] is True


def test_the_same_answers_at_the_same_moment_give_the_same_file(pack, folder):
    learner = worked(folder).learner
    assert pack(learner)[0] == pack(learner)[0]
    assert {entry.date_time for entry in zipfile.ZipFile(io.BytesIO(pack(learner)[0])).infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_notebook_goes_in_without_what_its_cells_showed(pack, folder):
    learner = worked(folder).learner
    _, files = pack(learner, notebook=json.dumps(NOTEBOOK).encode())
    notebook = json.loads(files["notebook-00.ipynb"])
    assert [cell["source"] for cell in notebook["cells"]] == ["read", "work.show()"]
    assert (notebook["cells"][1]["outputs"], notebook["cells"][1]["execution_count"]) == ([], None)
    assert "somebody" not in files["notebook-00.ipynb"].decode("utf-8")


@pytest.mark.parametrize(
    "content", [b"", b"[]", b"{}", b"\xff\xfe", b'{"cells": 1}', b'{"cells": [1]}', b'{"cells": [{}]}', b"[" * 5000], ids=range(8)
)
def test_what_is_no_notebook_is_refused(content):
    with pytest.raises(zipped.NotANotebook, match="no notebook"):
        zipped.without_outputs(content)


def test_a_notebook_of_the_course_is_taken_and_one_too_large_is_not(root):
    for path in (root / "notebooks").glob("*.ipynb"):
        assert json.loads(zipped.without_outputs(path.read_bytes()))["nbformat"] == 4
    with pytest.raises(zipped.NotANotebook, match="too large"):
        zipped.without_outputs(b" " * 20_000_001)


@pytest.mark.parametrize(
    "learner", ["calm heron", "", "../../etc/passwd", 'a"b\\c:d*e?<f>|', "CON", "ü😀", "\u202egnp.exe", "x" * 500, "a. "]
)
def test_every_name_in_it_is_safe_on_every_system(small, folder, learner):
    made = handin.read(small, "00", folder, learner)
    archive = zipfile.ZipFile(io.BytesIO(zipped.packed(made, folder, notebook=json.dumps(NOTEBOOK).encode())))
    for name in [*archive.namelist(), zipped.file_name(made, ".zip")]:
        assert re.fullmatch(r"[a-z]+(?:-[a-z0-9]+)*\.(?:zip|docx|html|md|jsonl|json|ipynb)", name)
        assert len(name) < 80


def test_where_no_docx_can_be_written_the_list_says_so(pack, folder, monkeypatch):
    learner = worked(folder).learner
    monkeypatch.setitem(sys.modules, "docx", None)
    _, files = pack(learner)
    assert manifest_of(files)["without"] == [".docx"]
    assert not [name for name in files if name.endswith(".docx")]


def test_nobody_has_no_answers(small, tmp_path):
    made = handin.read(small, "00", tmp_path / "none", "")
    files = zipfile.ZipFile(io.BytesIO(zipped.packed(made, tmp_path / "none"))).namelist()
    assert files == ["handin-00.docx", "handin-00.html", "handin-00.md", "manifest.json"]


def test_an_earlier_name_goes_along(pack, folder):
    learner = worked(folder).learner
    name = learners.rename(folder, learner, "night owl")
    _, files = pack(name)
    assert len(files["answers-00.jsonl"].splitlines()) == len(EVERYTHING) + 1
