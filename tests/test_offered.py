"""A hand-in as a desk asks for it: what is still empty, the files in parts, and what is said of them."""

import base64
import io
import json
import sys
import zipfile
from pathlib import Path

import pytest

from handed import EVERYTHING, case_of, worked
from keepers import HALF, give, sendable
from sidebyside import keeping
from sidebyside.course import offered, zipped
from sidebyside.handin_words import HANDIN, OFFERED
from sidebyside.widgets.desk import Desk
from test_zipped import NOTEBOOK

ONE = {"P00-1": "A date in her own hand."}


@pytest.fixture
def small(sample):
    return case_of(sample)


@pytest.fixture
def offer(small, folder, tmp_path, monkeypatch):
    """What a desk of the sample's lesson offers; its notebook is not there."""
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    return offered.Offer(small, "00", folder)


def ask(offer, learner, **message):
    answer = offer.reply({"do": "handin", "learner": learner} | message, learner)
    assert sendable(answer) == answer
    return answer


def make(offer, learner, **asked):
    """What is answered when the files are made, and the files by name."""
    made = ask(offer, learner, make=asked)
    files = {}
    for at, one in enumerate(made["files"]):
        parts = [ask(offer, learner, token=made["token"], file=at, part=part)["bytes"] for part in range(one["parts"])]
        files[one["name"]] = b"".join(map(base64.b64decode, parts))
    return made, files


def opened(content):
    archive = zipfile.ZipFile(io.BytesIO(content))
    assert archive.testzip() is None
    return {name: archive.read(name) for name in archive.namelist()}


def moments(inside):
    _, *lines = inside["answers-00.jsonl"].decode("utf-8").splitlines()
    return {json.loads(line)["saved_at"] for line in lines}


def notebook_in(folder, small, content=None):
    folder.mkdir(exist_ok=True)
    path = folder / small.lesson("00").notebook
    path.write_bytes(json.dumps(NOTEBOOK).encode() if content is None else content)
    return path


def test_what_is_empty_is_told_first_and_nothing_is_made(offer, folder, tmp_path):
    learner = worked(folder, ONE).learner
    before = sorted(tmp_path.rglob("*"))
    found = ask(offer, learner)
    assert found.keys() == {"empty", "left"}
    assert "Claim 1, passage “The ninth winter”: nothing yet." in found["empty"]
    assert not [line for line in found["empty"] if "Predict" in line]
    assert sorted(tmp_path.rglob("*")) == before


def test_what_no_page_shows_is_told_too(offer, folder):
    keeper = worked(folder, ONE)
    give(keeper, "kept", key="P00-77")
    assert len(ask(offer, keeper.learner)["left"]) == 1


def test_the_file_is_what_the_command_writes_and_the_document_is_the_one_in_it(offer, folder, small):
    learner = worked(folder).learner
    made, files = make(offer, learner, ai="none", name="Ada")
    words = learner.replace(" ", "-")
    assert list(files) == [f"handin-00-{words}.zip", f"handin-00-{words}.docx"]
    inside = opened(files[f"handin-00-{words}.zip"])
    assert inside.keys() == {f"handin-00-{words}{end}" for end in (".docx", ".html", ".md")} | {
        "answers-00.jsonl",
        "manifest.json",
    }
    assert inside[f"handin-00-{words}.docx"] == files[f"handin-00-{words}.docx"]
    page = inside[f"handin-00-{words}.html"].decode("utf-8")
    assert HANDIN["ai"].format(said="none") in page
    assert HANDIN["named"].format(name="Ada", learner=learner) in page
    assert json.loads(inside["manifest.json"])["times"] is False
    assert made["said"] == [OFFERED["no_notebook"].format(name=small.lesson("00").notebook)]
    assert [one["type"].partition(".")[0] for one in made["files"]] == ["application/zip", "application/vnd"]


@pytest.mark.parametrize("asked", [{}, {"name": "", "ai": " \n"}, {"name": 3, "ai": ["x"], "times": "yes", "beside": 1}, None])
def test_nothing_said_is_a_made_up_name_nothing_declared_no_times_and_no_copy(offer, folder, asked, tmp_path):
    learner = worked(folder, ONE).learner
    made = ask(offer, learner, make=asked)
    _, files = make(offer, learner, **(asked or {}))
    inside = opened(next(iter(files.values())))
    page = inside[f"handin-00-{learner.replace(' ', '-')}.html"].decode("utf-8")
    assert HANDIN["ai_none"] in page
    assert f"By {learner}<" in page
    assert moments(inside) == {None}
    assert not list(tmp_path.rglob("*.zip"))
    assert "token" in made


def test_times_go_along_where_they_are_asked_for(offer, folder):
    _, files = make(offer, worked(folder, ONE).learner, times=True)
    inside = opened(next(iter(files.values())))
    assert None not in moments(inside)
    assert json.loads(inside["manifest.json"])["times"] is True


def test_a_long_file_comes_in_parts_that_make_the_whole(offer, folder, monkeypatch):
    monkeypatch.setattr(offered, "_PART", 999)
    made, files = make(offer, worked(folder).learner)
    assert made["files"][0]["parts"] > 10
    assert set(opened(next(iter(files.values())))) >= {"manifest.json"}
    assert zipfile.ZipFile(io.BytesIO(list(files.values())[1])).testzip() is None


def test_a_part_is_as_long_as_a_part_of_a_carried_file():
    assert len(base64.b64encode(bytes(offered._PART))) == keeping.CHUNK


@pytest.mark.parametrize("folder_of", ["beside the answers", "where the kernel runs"])
def test_the_notebook_goes_along_without_its_outputs(offer, folder, small, folder_of):
    learner = worked(folder, ONE).learner
    notebook_in(folder.parent if folder_of == "beside the answers" else Path.cwd(), small)
    made, files = make(offer, learner)
    inside = opened(next(iter(files.values())))
    assert made["said"] == []
    assert b"read" in inside["notebook-00.ipynb"]
    assert "somebody’s answer".encode() not in inside["notebook-00.ipynb"]


def test_a_notebook_that_is_none_is_left_out_and_said(offer, folder, small):
    path = notebook_in(folder.parent, small, b"torn")
    made, files = make(offer, worked(folder, ONE).learner)
    assert made["said"] == [OFFERED["notebook_left"].format(name=path.name, reason=HANDIN["notebook_none"])]
    assert "notebook-00.ipynb" not in opened(next(iter(files.values())))


def test_without_the_libraries_there_are_a_page_and_plain_text_and_it_is_said(offer, folder, small, monkeypatch):
    monkeypatch.setitem(sys.modules, "docx", None)
    monkeypatch.setitem(sys.modules, "citeproc", None)
    notebook_in(folder.parent, small)
    learner = worked(folder).learner
    made, files = make(offer, learner)
    words = learner.replace(" ", "-")
    assert made["said"] == [OFFERED["no_docx"], OFFERED["plain_notes"]]
    assert list(files) == [f"handin-00-{words}.zip", f"handin-00-{words}.html"]
    inside = opened(files[f"handin-00-{words}.zip"])
    assert {f"handin-00-{words}.html", f"handin-00-{words}.md"} <= set(inside)
    assert EVERYTHING["P00-8"].encode() in files[f"handin-00-{words}.html"]


def test_a_copy_is_kept_beside_the_notebook_and_only_over_an_earlier_one(offer, folder, small):
    learner = worked(folder, ONE).learner
    notebook_in(folder.parent, small)
    name = f"handin-00-{learner.replace(' ', '-')}"
    for _ in range(2):
        made, files = make(offer, learner, beside=True)
        path = folder.parent / f"{name}.zip"
        assert made["said"] == [OFFERED["beside"].format(path=path)]
        assert path.read_bytes() == files[path.name]
    assert [one.name for one in folder.parent.glob("handin*")] == [f"{name}.zip"]


@pytest.mark.parametrize("kind", ["words", "a folder", "of somebody else", "a link to nothing"])
def test_what_lies_there_and_is_not_an_earlier_hand_in_stays(offer, folder, small, kind):
    learner = worked(folder, ONE).learner
    there = folder.parent / f"handin-00-{learner.replace(' ', '-')}.zip"
    if kind == "a folder":
        there.mkdir()
    elif kind == "a link to nothing":
        there.symlink_to(folder.parent / "nowhere")
    else:
        content = io.BytesIO()
        with zipfile.ZipFile(content, "w") as archive:
            archive.writestr(zipped.MANIFEST, json.dumps({"sidebyside": "hand-in", "learner": "night owl", "lesson": "00"}))
        there.write_bytes(content.getvalue() if kind == "of somebody else" else b"mine")
    before = there.read_bytes() if there.is_file() else None
    made, _ = make(offer, learner, beside=True)
    assert made["said"][-1] == OFFERED["beside"].format(path=there.with_stem(f"{there.stem}-2"))
    assert (there.read_bytes() if there.is_file() else None) == before
    assert there.with_stem(f"{there.stem}-2").is_file()


def test_where_nothing_can_be_written_it_is_said_and_the_file_is_there_all_the_same(offer, folder, monkeypatch):
    learner = worked(folder, ONE).learner

    def read_only(self, *_):
        raise OSError(30, "Read-only file system", str(self))

    monkeypatch.setattr(Path, "write_bytes", read_only)
    made, files = make(offer, learner, beside=True)
    assert made["said"][-1] == OFFERED["not_beside"].format(reason="Read-only file system")
    assert "manifest.json" in opened(next(iter(files.values())))


@pytest.mark.parametrize(
    "message", [{"token": "x"}, {"file": 2}, {"file": -1}, {"file": "0"}, {"part": -1}, {"part": None}, {"part": True}]
)
def test_a_part_that_is_none_is_refused(offer, folder, message):
    learner = worked(folder, ONE).learner
    token = ask(offer, learner, make={})["token"]
    assert ask(offer, learner, **({"token": token, "file": 0, "part": 0} | message)) == {"error": OFFERED["gone"]}


def test_a_part_is_refused_where_nothing_was_made(offer, folder):
    learner = worked(folder, ONE).learner
    assert ask(offer, learner, token=None, file=0, part=0) == {"error": OFFERED["gone"]}


def test_whoever_comes_next_gets_nothing_of_whoever_was_here(offer, folder):
    mine = worked(folder, ONE).learner
    token = ask(offer, mine, make={})["token"]
    theirs = worked(folder, {}).learner
    wanted = {"do": "handin", "token": token, "file": 0, "part": 0}
    assert offer.reply(wanted | {"learner": mine}, theirs) == {"error": OFFERED["stranger"]}
    assert offer.reply(wanted | {"learner": theirs}, theirs) == {"error": OFFERED["gone"]}
    assert offer.reply({"learner": mine}, "") == {"error": OFFERED["stranger"]}
    assert offer.reply({"learner": mine}, theirs) == {"error": OFFERED["stranger"]}


def test_what_is_too_long_is_refused_in_words(offer, folder):
    learner = worked(folder, ONE).learner
    for name, most in offered.LONGEST.items():
        assert "token" in ask(offer, learner, make={name: "x" * most})
        assert "too long" in ask(offer, learner, make={name: "x" * (most + 1)})["error"]


def test_half_a_letter_that_was_typed_does_no_harm(offer, folder):
    _, files = make(offer, worked(folder, ONE).learner, ai=HALF, name=HALF)
    assert len(files) == 2


def test_a_journal_that_cannot_be_read_is_said_in_words(offer, folder, monkeypatch):
    learner = worked(folder, ONE).learner
    for error, reason in ((OSError(5, "Input/output error"), "Input/output error"), (ValueError("x"), "ValueError")):

        def broken(*_, error=error, **__):
            raise error

        monkeypatch.setattr(offered.handin, "read", broken)
        assert ask(offer, learner) == {"error": OFFERED["failed"].format(reason=reason)}


def test_nothing_of_it_is_in_the_state_of_the_desk(small, folder, monkeypatch):
    sent = []
    monkeypatch.setattr(Desk, "send", lambda _, message, buffers=None: sent.append(message))
    desk = Desk(small, "00", folder)
    desk._receive(desk, {"do": "newcomer", "id": "0" * 32}, [])
    before = json.dumps([desk.state, desk.content])
    asked = {"do": "handin", "learner": desk.learner, "make": {"name": "Ada Lovelace", "ai": "a machine", "beside": True}}
    desk._receive(desk, asked | {"id": "1" * 32}, [])
    assert sent[-1]["files"][0]["name"] == f"handin-00-{desk.learner.replace(' ', '-')}.zip"
    wanted = {"do": "handin", "learner": desk.learner, "token": sent[-1]["token"], "file": 0, "part": 0, "id": "2" * 32}
    desk._receive(desk, wanted, [])
    assert len(sent[-1]["bytes"]) > 1000
    assert json.dumps([desk.state, desk.content]) == before
    assert "Lovelace" not in repr(desk.get_state())


def test_at_a_desk_where_nobody_works_it_says_so(small, folder, monkeypatch):
    sent = []
    monkeypatch.setattr(Desk, "send", lambda _, message, buffers=None: sent.append(message))
    desk = Desk(small, "00", folder)
    desk._receive(desk, {"do": "handin", "learner": "", "id": "1" * 32}, [])
    assert sent[-1]["error"] == OFFERED["stranger"]
