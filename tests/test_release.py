"""What learners get: which files, where they are written, and what is refused."""

import errno
import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from given_out import files, git, runner
from sidebyside import cli, notebooks
from sidebyside.course import folders, release

NOTEBOOKS = sorted(path.name for path in (Path(__file__).parent.parent / "notebooks").glob("*.ipynb"))


@pytest.fixture
def said(case, capsys, monkeypatch):
    """Run the verb: status, standard output, standard error."""
    return runner(case, capsys, monkeypatch)


@pytest.fixture
def where(tmp_path):
    return tmp_path / "for learners"


# Which files


def test_everything_goes_in_and_nothing_of_the_teachers(released, root):
    found = set(files(released))
    assert not [path for path in found if "teacher" in path]
    assert sorted(path.removeprefix("notebooks/") for path in found if path.startswith("notebooks/")) == NOTEBOOKS
    helpers = git(root, "ls-files", "--cached", "--others", "--exclude-standard", "helpers").splitlines()
    assert {path for path in found if path.startswith("helpers/")} == {path for path in helpers if (root / path).is_file()}
    public = {f"data/{path.name}" for path in (root / "data").iterdir() if path.is_file()}
    assert {path for path in found if path.startswith("data/")} == public
    rest = {path for path in found if not path.startswith(("notebooks/", "helpers/", "data/"))}
    assert rest == {*release.AS_IT_IS, "README.md", "Makefile", "pytest.ini", folders.MARKER}


def test_what_was_not_made_is_byte_for_byte_what_the_checkout_has(released, root):
    made = {"README.md", "Makefile", "pytest.ini", folders.MARKER}
    for path, content in files(released).items():
        assert path in made or content == (root / path).read_bytes(), path


def test_only_the_lessons_asked_for_go_in_with_every_table_for_learners(said, where, root):
    status, out, err = said(where, "--lessons", "04")
    assert (status, err) == (0, "")
    assert "lesson 04" in out
    assert [path.name for path in (where / "notebooks").iterdir()] == ["04-the-train.ipynb"]
    assert {path.name for path in (where / "data").iterdir()} == {path.name for path in (root / "data").iterdir()} - {"teacher"}
    readme = (where / "README.md").read_text(encoding="utf-8")
    assert "04-the-train.ipynb" in readme
    assert "00-start-here" not in readme


def test_the_tables_it_has_are_a_sound_case(released, capsys):
    assert cli.main(["check", "--json", "--data", str(released / "data")]) == 0
    assert json.loads(capsys.readouterr().out)["findings"] == []


def test_the_readme_says_one_command_and_every_link_in_it_leads_to_a_file_or_the_web(released):
    readme = (released / "README.md").read_text(encoding="utf-8")
    assert "    make lab\n" in readme
    assert "What a public repository cannot hide" in readme
    for target in re.findall(r"\]\(([^)]+)\)", readme):
        assert target.startswith("https://") or (released / target).is_file(), target
    assert "OWNER" not in readme


def test_a_title_in_the_readme_is_read_as_it_is(case):
    from dataclasses import replace

    import nbconvert.filters

    evil = "A | <b>bold</b> [x](javascript:alert(1)) *so* `y`"
    page = release.readme(evil, [replace(case.lesson("04"), title=evil, question=evil)], "a/b")
    html = nbconvert.filters.markdown2html(page)
    assert html.count("A | &lt;b&gt;bold&lt;/b&gt; [x](javascript:alert(1)) *so* `y`") == 3
    assert "<b>" not in html


def test_the_makefile_installs_as_the_checkouts_does(released, root):
    def rules(path):
        blocks = path.read_text(encoding="utf-8").split("\n\n")
        heads = (".venv/.made:", ".venv/.lab:", "lab:", "check:", "paper:")
        found = {
            head: block.replace("$(if $(TEXTS),--texts $(TEXTS))", "").replace("\n\t$(PY) -m sidebyside.cli copies", "").strip()
            for block in blocks
            for head in heads
            if block.startswith(head)
        }
        assert len(found) == len(heads)
        return found | {
            "settings": "\n".join(
                re.findall(r"^(?:PYTHON|PY|PINS|UV|INSTALL) .*$", path.read_text(encoding="utf-8"), re.MULTILINE)
            )
        }

    assert rules(released / "Makefile") == rules(root / "Makefile")


def test_a_case_named_by_its_folder_is_what_goes_in(said, where, root, tmp_path):
    other = shutil.copytree(root / "data", tmp_path / "other")
    text = (other / "glossary.csv").read_text(encoding="utf-8").rstrip("\n")
    (other / "glossary.csv").write_text(f"{text}\nW9999,a word,what it means\n", encoding="utf-8", newline="\n")
    (other / "README.md").unlink()
    status, _, err = said(where, "--data", other)
    assert (status, err) == (0, "")
    assert "W9999" in (where / "data/glossary.csv").read_text(encoding="utf-8")
    assert not (where / "data/README.md").exists()


# What is for teachers only


@pytest.mark.parametrize("kind", ["whole", "part", "broken over lines"])
def test_words_of_a_sample_answer_in_a_notebook_stop_it_before_anything_is_written(kind, said, where, case, monkeypatch):
    sample = case.rows("teacher/samples")[2].text
    words = sample.split()
    text = {
        "whole": [sample],
        "part": [" ".join(words[5:18])],
        "broken over lines": [" ".join(words[:7]) + "\n", " ".join(words[7:14])],
    }[kind]
    content = json.dumps({"cells": [{"cell_type": "markdown", "source": ["So:\n", *text]}]}).encode("utf-8")
    monkeypatch.setattr(release, "notebook", lambda *_: content)
    status, out, err = said(where, "--lessons", "04")
    assert (status, out) == (1, "")
    assert "notebooks/04-the-train.ipynb" in err
    assert "teacher/samples" in err
    assert not where.exists()


def test_a_short_reading_is_found_as_a_whole(case):
    from dataclasses import replace

    from sidebyside.model import Case

    reading = replace(case.rows("teacher/readings")[0], reason="Only these five words stand.")
    small = Case("", {"teacher/readings": (reading,)})
    assert release.secrets_in(small, {"a.csv": b"x,Only these five words stand!,y"}) == [
        ("a.csv", "teacher/readings", "only these five words stand")
    ]
    assert release.secrets_in(small, {"a.csv": b"only these five words"}) == []


def test_a_copy_without_the_teachers_part_says_that_nothing_could_be_compared(said, where, root, tmp_path):
    shutil.copytree(root / "data", tmp_path / "data", ignore=shutil.ignore_patterns("teacher"))
    status, _, err = said(where, "--data", tmp_path / "data")
    assert status == 0
    assert "no teacher's part" in err


# The folder


def test_done_again_it_is_the_same_to_the_letter_and_no_file_is_touched(said, where):
    said(where)
    before, times = files(where), {path: path.stat().st_mtime_ns for path in where.rglob("*") if path.is_file()}
    assert said(where)[0] == 0
    assert files(where) == before
    assert {path: path.stat().st_mtime_ns for path in times} == times


def test_done_again_with_fewer_lessons_takes_away_what_it_made_and_leaves_what_was_added(said, where):
    said(where)
    (where / "notebooks/journal").mkdir()
    for name in ("notebooks/journal/04.jsonl", "notebooks/my-own.ipynb"):
        (where / name).write_text("mine", encoding="utf-8")
    status, out, _ = said(where, "--lessons", "00", "--json")
    assert status == 0
    assert json.loads(out)["folder"]["removed"] == [f"notebooks/{name}" for name in NOTEBOOKS[1:]]
    names = {path.name for path in (where / "notebooks").iterdir()}
    assert names == {"00-start-here.ipynb", "journal", "my-own.ipynb"}
    assert (where / "notebooks/journal/04.jsonl").read_text(encoding="utf-8") == "mine"


def test_an_empty_folder_or_an_empty_repository_is_taken(said, where):
    where.mkdir()
    subprocess.run(["git", "init", "--quiet", where], check=True)
    assert said(where)[0] == 0
    assert (where / "Makefile").is_file()


@pytest.mark.parametrize("name", ["notes.txt", ".hidden", "README.md"])
def test_a_folder_that_is_not_empty_is_left_alone(said, where, name):
    where.mkdir()
    (where / name).write_text("mine", encoding="utf-8")
    status, out, err = said(where)
    assert (status, out) == (1, "")
    assert "is not empty, and was not made by a release" in err
    assert files(where) == {name: b"mine"}


def test_a_file_in_the_place_of_the_folder_is_left_alone(said, where):
    where.write_text("mine", encoding="utf-8")
    status, _, err = said(where)
    assert status == 1
    assert "is no folder" in err
    assert where.read_text(encoding="utf-8") == "mine"


def test_a_file_that_was_changed_is_named_and_nothing_is_written(said, where):
    said(where)
    (where / "notebooks/04-the-train.ipynb").write_text("mine", encoding="utf-8")
    before = files(where)
    for lessons in ("00,04", "00"):  # it would be written over, or taken away
        status, _, err = said(where, "--lessons", lessons)
        assert status == 1
        assert "notebooks/04-the-train.ipynb in" in err
        assert files(where) == before


def test_something_of_somebody_elses_in_the_place_of_a_new_file_is_named(said, where):
    said(where, "--lessons", "00")
    (where / "notebooks/04-the-train.ipynb").mkdir()
    status, _, err = said(where)
    assert status == 1
    assert "04-the-train.ipynb" in err


@pytest.mark.parametrize(
    "marker",
    ["", "[]", '{"files": []}', '{"files": {"../outside": "%s"}}' % ("0" * 64), '{"files": {"/outside": "%s"}}' % ("0" * 64), '{"files": {"a": "b"}}', "[" * 100_000],
    ids=["empty", "list", "no files", "outside", "absolute", "no hash", "deep"],
)  # fmt: skip
def test_a_list_that_was_changed_is_not_believed(said, where, marker):
    where.mkdir()
    (where / folders.MARKER).write_text(marker, encoding="utf-8")
    outside = where.parent / "outside"
    outside.write_bytes(b"")
    status, _, err = said(where)
    assert status == 1
    assert "nobody knows what was made here" in err
    assert outside.exists()


def test_a_link_inside_the_folder_leads_nothing_outside_of_it(said, where, tmp_path):
    said(where)
    shutil.rmtree(where / "data")
    (tmp_path / "elsewhere").mkdir()
    (where / "data").symlink_to(tmp_path / "elsewhere")
    status, _, err = said(where)
    assert status == 1
    assert "a link leads there" in err
    assert not list((tmp_path / "elsewhere").iterdir())


def test_a_link_in_the_place_of_a_part_of_a_file_is_not_followed(said, where, tmp_path):
    said(where)
    (where / "README.md").unlink()
    (tmp_path / "elsewhere").touch()
    (where / "README.md.part").symlink_to(tmp_path / "elsewhere")
    assert said(where)[0] == 0
    assert not (tmp_path / "elsewhere").read_bytes()
    assert not (where / "README.md").is_symlink()


def test_what_was_interrupted_goes_on_and_leaves_no_part_of_a_file(said, where, monkeypatch):
    real, count = Path.write_bytes, iter(range(1000))

    def full_disk(self, content):
        if next(count) == 40:
            real(self, content[:10])
            raise OSError(errno.ENOSPC, "No space left on device", str(self))
        return real(self, content)

    monkeypatch.setattr(Path, "write_bytes", full_disk)
    status, _, err = said(where)
    assert status == 1
    assert "No space left on device. Name another folder" in err
    assert not list(where.rglob("*.part"))
    monkeypatch.undo()
    assert said(where)[0] == 0
    assert (where / "notebooks/open-desk.ipynb").is_file()


def test_a_target_that_cannot_be_written_is_said_in_plain_words(said, where, monkeypatch):
    def read_only(self, *_, **__):
        raise OSError(errno.EROFS, "Read-only file system", str(self))

    monkeypatch.setattr(Path, "mkdir", read_only)
    status, out, err = said(where, "--json")
    assert status == 1
    assert "Read-only file system. Name another folder, or see who may write there." in err
    assert json.loads(out)["error"] in err


# What is asked for


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["{out}", "--lessons", "77"], "There is no lesson 77; there are 00, 01, 02, 03, 04, 05, 99. Nothing was written."),
        (["{out}", "--lessons", "04, 4,x"], "There is no lesson 4, x;"),
        (["{out}", "--lessons", " , "], "No lesson was named; there are 00, 01, 02, 03, 04, 05, 99."),
        ([], "Name a folder to write into"),
        (["--git", "--nbgrader", "{out}"], "--git makes the folder of the learners a repository. Name that folder too."),
        (["{out}", "--repository", "lessons"], "lessons is no name of a repository."),
        (["{out}", "--repository", "a/../b"], "is no name of a repository."),
        (["{root}"], "lies inside the course itself"),
        (["{root}/notebooks/new"], "lies inside the course itself"),
        (["{out}", "--nbgrader", "{root}/course"], "lies inside the course itself"),
        (["{out}", "--nbgrader", "{out}/course"], "One of the two folders lies in the other."),
        (["{out}", "--nbgrader", "{out}"], "One of the two folders lies in the other."),
    ],
)
def test_what_cannot_be_done_is_said_in_plain_words_and_nothing_is_written(arguments, expected, said, where, root):
    status, out, err = said(*(word.format(out=where, root=root) for word in arguments))
    assert (status, out) == (1, "")
    assert expected in err
    assert not where.exists()


def test_both_folders_are_looked_at_before_one_is_written(said, where, tmp_path):
    course = tmp_path / "course"
    course.mkdir()
    (course / "mine").write_text("mine", encoding="utf-8")
    status, _, err = said(where, "--nbgrader", course)
    assert status == 1
    assert str(course) in err
    assert not where.exists()


def test_the_package_alone_cannot_release(said, where, monkeypatch, tmp_path):
    monkeypatch.setattr(release.tables, "__file__", str(tmp_path / "site-packages/sidebyside/tables.py"))
    status, _, err = said(where, "--data", Path(notebooks.__file__).parents[2] / "data")
    assert status == 1
    assert "This copy is the package alone" in err


def test_a_lesson_whose_notebook_is_missing_is_named(case, tmp_path):
    with pytest.raises(release.NotReleased, match=r"Lesson 04 has no notebook: notebooks/04-the-train\.ipynb is missing"):
        release.notebook(tmp_path, case.lesson("04"))
