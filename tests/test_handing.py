"""The verb that hands in, as a person types it."""

import io
import json
import zipfile

import docx
import pytest

from handed import EVERYTHING, worked
from sidebyside import cli, journal, learners
from sidebyside.handin_words import HANDIN

MINE = {"P00-1": "A date in her own hand.", "P00-2": "supports"}


@pytest.fixture
def course(sample, tmp_path, monkeypatch):
    """A folder from which the sample's lesson is handed in; its journals are beside it."""
    monkeypatch.setenv("SIDEBYSIDE_DATA", str(sample))
    where = tmp_path / "desk" / "journal"
    monkeypatch.setenv("SIDEBYSIDE_JOURNAL", str(where))
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    return where


@pytest.fixture
def say(capsys):
    """Run the verb in this process: status, standard output, standard error."""

    def run(*arguments):
        capsys.readouterr()
        try:
            status = cli.main(["handin", *map(str, arguments)])
        except SystemExit as exit_:
            status = exit_.code
        output = capsys.readouterr()
        return status, output.out, output.err

    return run


def text_of(content):
    document = docx.Document(io.BytesIO(content))
    return "\n".join(paragraph.text for paragraph in document.paragraphs)


def written(folder):
    return sorted(path.name for path in folder.iterdir())


def test_one_word_hands_in_the_one_lesson_of_whoever_is_working(course, say, tmp_path):
    learner = worked(course, MINE).learner
    status, out, err = say()
    name = f"handin-00-{learner.replace(' ', '-')}"
    assert (status, written(tmp_path / "here")) == (0, [f"{name}.docx", f"{name}.zip"])
    assert out.splitlines() == [f"{name}.zip  written.", f"{name}.docx  written."]
    assert "Still empty: Claim 1, passage “The postmaster”" not in err
    assert "Still empty: Claim 1, Judge: How does the claim stand now?" in err
    text = text_of((tmp_path / "here" / f"{name}.docx").read_bytes())
    assert MINE["P00-1"] in text
    assert HANDIN["ai_none"] in text


@pytest.mark.parametrize("suffix", [".zip", ".docx", ".html", ".md", ".DOCX"])
def test_one_file_is_written_where_one_is_named(course, say, tmp_path, suffix):
    worked(course, MINE)
    status, out, _ = say("--out", f"mine{suffix}", "--ai", "none <b>at all</b>", "--name", "Ada/“Łøv” 😀 עדה")
    assert (status, written(tmp_path / "here"), out) == (0, [f"mine{suffix}"], f"mine{suffix}  written.\n")
    content = (tmp_path / "here" / f"mine{suffix}").read_bytes()
    if suffix == ".zip":
        archive = zipfile.ZipFile(io.BytesIO(content))
        content = archive.read(next(name for name in archive.namelist() if name.endswith(".html")))
    said = text_of(content) if suffix.lower() == ".docx" else content.decode("utf-8")
    assert "none at all" not in said
    assert "Łøv" in said
    assert "😀 עדה" in said


def test_as_json_there_is_one_value_and_nothing_else(course, say):
    learner = worked(course, EVERYTHING).learner
    status, out, _ = say("--json", "--out", "mine.md", "--lesson", "00")
    value = json.loads(out)
    assert status == 0
    assert (value["files"], value["lesson"], value["learner"]) == (["mine.md"], "00", learner)
    assert value["oral"][0].startswith("Your verdict is: ")
    unsorted = [f"Exercise “{title}”: not begun" for title in ("What kind of words?", "Two ways to be dark")]
    assert (value["empty"], len(value["left"])) == (unsorted, 1)


def test_an_error_as_json_is_one_value_too(course, say):
    status, out, err = say("--json", "--out", "mine.pdf")
    assert (status, json.loads(out)["error"]) == (1, err.strip())


def test_no_journal_gives_a_document_that_says_so_and_a_complaint(course, say, tmp_path):
    status, _, err = say("--lesson", "00")
    assert status == 1
    assert f"There are no answers in lesson 00 in {course}, and the document says so. --journal names a folder." in err
    assert written(tmp_path / "here") == ["handin-00.docx", "handin-00.zip"]
    text = text_of((tmp_path / "here/handin-00.docx").read_bytes())
    assert HANDIN["nobody"] in text
    assert HANDIN["nothing"] in text
    assert not course.exists()


def test_without_answers_the_lesson_has_to_be_named(course, say, tmp_path):
    status, _, err = say()
    assert (status, written(tmp_path / "here")) == (1, [])
    assert "Say which lesson is handed in, as in: --lesson 00. Nothing was written." in err


def test_somebody_elses_journal_gives_an_empty_document_and_says_who_worked_there(course, say, tmp_path):
    theirs = worked(course, MINE).learner
    mine = learners.newcomer(course)
    status, _, err = say("--lesson", "00", "--out", "mine.md")
    assert status == 1
    assert f"{mine} has answered nothing in lesson 00" in err
    assert f"Others have worked there: {theirs} (--learner)." in err
    assert MINE["P00-1"] not in (tmp_path / "here/mine.md").read_text(encoding="utf-8")


def test_of_two_learners_in_one_journal_only_one_is_handed_in(course, say, tmp_path):
    first = worked(course, MINE).learner
    worked(course, {"P00-1": "somebody else’s secret"})
    assert say("--learner", first.upper(), "--out", "first.md")[0] == 0
    assert say("--out", "second.md")[0] == 0
    texts = [(tmp_path / "here" / f"{name}.md").read_text(encoding="utf-8") for name in ("first", "second")]
    assert [MINE["P00-1"] in text for text in texts] == [True, False]
    assert ["secret" in text for text in texts] == [False, True]


def test_where_several_worked_and_nobody_does_now_it_asks_whose_work_it_is(course, say, tmp_path):
    names = [worked(course, MINE).learner for _ in range(2)]
    learners.leave(course)
    status, _, err = say("--lesson", "00")
    assert (status, written(tmp_path / "here")) == (1, [])
    assert f'several have: {", ".join(names)}. Say whose work is handed in, as in: --learner "{names[0]}"' in err


def test_where_one_worked_and_left_it_is_theirs(course, say, tmp_path):
    worked(course, MINE)
    learners.leave(course)
    assert say("--out", "mine.md")[0] == 0
    assert MINE["P00-1"] in (tmp_path / "here/mine.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(("arguments", "said"), [
    (("--lesson", "04"), "There is no lesson 04; there are 00. Nothing was written."),
    (("--lesson", "../00"), "There is no lesson ../00; there are 00."),
    (("--learner", "calm stranger"), "Nobody of that name has worked in"),
    (("--out", "mine.pdf"), "mine.pdf must end in one of .zip, .docx, .html, .md. Nothing was written."),
    (("--out", "none/mine.md"), "could not be written: No such file or directory. Name another place with --out."),
    (("--journal", "nowhere"), "There is no folder nowhere."),
    (("--notebook", "nowhere.ipynb"), "nowhere.ipynb: No such file or directory. See who may read it."),
])  # fmt: skip
def test_what_cannot_be_done_is_said_to_whoever_must_act(course, say, tmp_path, arguments, said):
    worked(course, MINE)
    status, out, err = say(*arguments)
    assert (status, out, written(tmp_path / "here")) == (1, "", [])
    assert said in err
    assert "Traceback" not in err


def test_a_file_that_is_there_is_written_over_only_when_told(course, say, tmp_path):
    worked(course, MINE)
    (tmp_path / "here/mine.md").write_text("kept", encoding="utf-8")
    status, _, err = say("--out", "mine.md")
    assert (status, (tmp_path / "here/mine.md").read_text(encoding="utf-8")) == (1, "kept")
    assert "mine.md is there already. Name another file with --out, or say --overwrite. Nothing was written." in err
    assert say("--out", "mine.md", "--overwrite")[0] == 0
    assert MINE["P00-1"] in (tmp_path / "here/mine.md").read_text(encoding="utf-8")


def test_of_two_files_none_is_written_where_one_is_there(course, say, tmp_path):
    learner = worked(course, MINE).learner
    (tmp_path / "here" / f"handin-00-{learner.replace(' ', '-')}.docx").write_text("kept", encoding="utf-8")
    assert say()[0] == 1
    assert len(written(tmp_path / "here")) == 1


def test_the_notebook_beside_the_answers_goes_in_and_so_does_one_that_is_named(course, say, tmp_path):
    worked(course, MINE)
    cells = [{"cell_type": "code", "source": "mine", "outputs": ["x"], "execution_count": 1}]
    (course.parent / "00-the-lamp.ipynb").write_text(json.dumps({"cells": cells}), encoding="utf-8")
    (tmp_path / "other.ipynb").write_text("no notebook", encoding="utf-8")
    assert say("--out", "mine.zip")[0] == 0
    notebook = json.loads(zipfile.ZipFile(tmp_path / "here/mine.zip").read("notebook-00.ipynb"))
    assert (notebook["cells"][0]["source"], notebook["cells"][0]["outputs"]) == ("mine", [])
    status, _, err = say("--out", "other.zip", "--notebook", tmp_path / "other.ipynb")
    assert status == 1
    assert "other.ipynb: This is no notebook that can be read. Name another with --notebook. Nothing was written." in err


def test_what_was_left_out_is_said(course, say):
    worked(course, MINE)
    with (course / "00.jsonl").open("a", encoding="utf-8") as file:
        file.write("torn\n")
    status, _, err = say("--out", "mine.md")
    assert status == 0
    assert "Damaged lines in the journal that could not be read and were left as they are: 1." in err


def test_times_are_in_the_file_only_when_wanted(course, say, tmp_path):
    worked(course, MINE)
    say("--out", "without.zip")
    say("--out", "with.zip", "--times")
    for name, are_there in (("without", False), ("with", True)):
        lines = zipfile.ZipFile(tmp_path / f"here/{name}.zip").read("answers-00.jsonl").decode("utf-8").splitlines()[1:]
        assert all(bool(json.loads(line)["saved_at"]) is are_there for line in lines)


def test_a_journal_that_cannot_be_read_is_said(course, say):
    worked(course, MINE)
    (course / "00.jsonl").unlink()
    (course / "00.jsonl").mkdir()
    status, _, err = say("--lesson", "00")
    assert status == 1
    assert "00.jsonl" in err
    assert "Traceback" not in err


def test_without_its_library_the_other_forms_can_still_be_had(course, say, monkeypatch, tmp_path):
    import sys

    worked(course, MINE)
    monkeypatch.setitem(sys.modules, "docx", None)
    status, _, err = say()
    assert (status, written(tmp_path / "here")) == (1, [])
    assert "python-docx is missing" in err
    assert say("--out", "mine.html")[0] == 0
    assert say("--out", "mine.zip")[0] == 0


def test_handing_in_changes_no_answer(course, say):
    worked(course, MINE)
    before = {path.name: path.read_bytes() for path in course.iterdir()}
    say()
    assert {path.name: path.read_bytes() for path in course.iterdir()} == before
    assert journal.merge([course / "00.jsonl"])[1] == ()


def test_an_exercise_alone_is_work_too(course, say, tmp_path):
    worked(course, {"X00-1:I00-101": "XK00-12"})
    status, _, err = say("--out", "mine.md")
    assert (status, "has answered nothing" in err) == (0, False)
    assert HANDIN["nothing"] not in (tmp_path / "here" / "mine.md").read_text(encoding="utf-8")
