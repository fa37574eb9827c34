import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from sidebyside import cli, notebooks, tables

VERBS = ("check", "lessons", "lab", "notebooks", "columns", "texts", "locate", "quote", "paper", "answers", "handin", "release")
FINDING = re.compile(r"^[\w./-]+:\d+:\d+ [a-z-]+ \S.*$")


@pytest.fixture
def damaged(root, tmp_path):
    """A copy of the tables with one damaged cell."""
    folder = shutil.copytree(root / "data", tmp_path / "damaged")
    file = folder / "claims.csv"
    text = file.read_text(encoding="utf-8")
    assert ",disputed," in text
    file.write_text(text.replace(",disputed,", ",doubtful,", 1), encoding="utf-8", newline="\n")
    return folder


@pytest.fixture
def said(capsys):
    """Run a command line in this process: status, standard output, standard error."""

    def run(*arguments):
        capsys.readouterr()
        try:
            status = cli.main(list(map(str, arguments)))
        except SystemExit as exit_:
            status = exit_.code
        output = capsys.readouterr()
        return status, output.out, output.err

    return run


@pytest.fixture
def course(tmp_path, monkeypatch):
    """A folder of notebooks that is not the checkout's."""
    folder = tmp_path / "a course" / "notebooks"
    folder.mkdir(parents=True)
    for name in ("00-start-here.ipynb", "00-start-here-Copy1.ipynb", "01-next.ipynb", "(notes).ipynb"):
        (folder / name).write_text("{}", encoding="utf-8")
    monkeypatch.setattr(cli, "_notebooks", lambda: folder)
    return folder


def run(*arguments, python=(), **environment):
    """Run a command line in a process of its own, as a person would."""
    return subprocess.run(
        [sys.executable, *python, "-m", "sidebyside.cli", *map(str, arguments)],
        capture_output=True, encoding="utf-8", timeout=120, env=os.environ | {"PYTHONIOENCODING": "utf-8"} | environment,
    )  # fmt: skip


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_explains_itself(said, verb):
    status, out, err = said(verb, "--help")
    assert (status, err) == (0, "")
    assert out.startswith(f"usage: sidebyside {verb} ")
    assert "--json" in out
    assert "--data" in out


def test_the_command_explains_itself_and_names_every_verb(said):
    status, out, _ = said("--help")
    assert status == 0
    assert [verb for verb in VERBS if not re.search(rf"^ +{verb}\s+\w", out, flags=re.MULTILINE)] == []


@pytest.mark.parametrize(
    "arguments",
    [(), ("chek",), ("check", "--jsn"), ("check", "data"), ("check", "--data"), ("--json",), ("lessons", "--texts", "x")],
)
def test_a_command_that_cannot_be_understood_exits_with_2(said, arguments):
    status, out, err = said(*arguments)
    assert (status, out) == (2, "")
    assert err.startswith("usage: sidebyside")


@pytest.mark.parametrize("arguments", [(), ("chek",), ("check", "--jsn")])
def test_a_process_that_cannot_understand_its_command_exits_with_2(arguments):
    done = run(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert "Traceback" not in done.stderr


def test_a_case_without_fault_exits_with_0(root):
    done = run("check", "--data", root / "data")
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr.startswith("0 findings in 30 tables, ")


def test_a_damaged_cell_exits_with_1_and_names_its_place(damaged):
    done = run("check", "--data", damaged)
    assert done.returncode == 1
    (line,) = done.stdout.splitlines()
    assert re.match(r"^claims\.csv:2:\d+ value-list status is 'doubtful'; expected ", line)
    assert FINDING.match(line)
    assert done.stderr.startswith("1 finding in 30 tables")
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("verb", ["check", "lessons", "columns", "paper"])
def test_a_folder_that_is_missing_is_a_finding_and_no_traceback(verb):
    done = run(verb, "--data", "/nowhere")
    assert done.returncode == 1
    assert "/nowhere:1:1 folder-missing no such folder: " in done.stdout + done.stderr
    assert "Traceback" not in done.stderr


def test_the_environment_names_the_folder_where_the_command_does_not(damaged, root):
    assert run("check", SIDEBYSIDE_DATA=str(damaged)).returncode == 1
    assert run("check", "--data", root / "data", SIDEBYSIDE_DATA=str(damaged)).returncode == 0


def test_no_file_is_opened_without_its_encoding(root):
    done = run("check", "--data", root / "data", python=("-X", "warn_default_encoding", "-W", "error::EncodingWarning"))
    assert (done.returncode, done.stdout) == (0, "")


def test_locators_are_proved_by_the_texts_that_are_here(root, texts):
    done = run("check", "--data", root / "data", "--texts", texts)
    assert (done.returncode, done.stdout) == (0, "")
    assert re.search(r"Locators: \d+ unverified, \d+ verified\.", done.stderr)
    known = re.search(
        r"Passages: (\d+) verified by hash, (\d+) seen at a page, (\d+) quoted by another, 0 not seen\.", done.stderr
    )
    assert all(int(count) for count in known.groups())


def test_without_texts_no_locator_is_proved(root, tmp_path):
    done = run("check", "--data", root / "data", "--texts", tmp_path)
    assert done.returncode == 0
    assert re.search(r"Locators: \d+ unverified\.", done.stderr)


def test_check_as_json_holds_findings_and_counts(said, root, damaged):
    status, out, err = said("check", "--json", "--data", damaged)
    report = json.loads(out)
    assert (status, err) == (1, "")
    (finding,) = report["findings"]
    assert (finding["file"], finding["line"], finding["code"]) == ("claims.csv", 2, "value-list")
    assert finding["message"].startswith(finding["detail"])
    status, out, _ = said("check", "--json", "--data", root / "data")
    report = json.loads(out)
    assert (status, report["findings"], report["tables"]) == (0, [], 30)
    assert sum(report["locators"].values()) > 0
    assert sum(row["excerpts"] for row in report["balance"]) > 0


@pytest.mark.parametrize("arguments", [("check",), ("lessons",), ("columns",), ("lab", "--dry-run"), ("lab",)])
def test_with_json_nothing_but_one_json_value_stands_on_standard_output(arguments, root):
    done = run(*arguments, "--json", "--data", root / "data")
    assert done.returncode == 0
    assert json.loads(done.stdout)


@pytest.mark.parametrize("verb", ["check", "lessons", "columns", "paper"])
def test_with_json_a_failure_is_one_json_value_too(said, verb):
    status, out, _ = said(verb, "--json", "--data", "/nowhere")
    assert status == 1
    assert "folder-missing" in json.dumps(json.loads(out))


@pytest.mark.parametrize("verb", ["lab", "notebooks"])
def test_without_notebooks_lab_and_notebooks_say_so(said, verb, monkeypatch):
    monkeypatch.setattr(cli, "_notebooks", lambda: None)
    status, out, err = said(verb)
    assert (status, out) == (1, "")
    assert err.startswith("There is no folder of notebooks here.")
    status, out, _ = said(verb, "--json")
    assert (status, json.loads(out)) == (1, {"error": err.strip()})


@pytest.mark.parametrize("json_", [(), ("--json",)])
def test_a_console_that_knows_few_letters_still_gets_everything(root, json_):
    done = run("columns", "--data", root / "data", *json_, PYTHONIOENCODING="ascii")
    assert done.returncode == 0
    assert done.stdout.isascii()
    page = json.loads(done.stdout)["markdown"] if json_ else done.stdout
    assert (root / "data" / "README.md").read_text(encoding="utf-8").splitlines()[0] in page


@pytest.mark.skipif(os.name != "posix", reason="needs a pipe with no reader")
@pytest.mark.parametrize("verb", [("columns",), ("paper", "00")])
def test_a_reader_that_has_seen_enough_causes_no_traceback(root, tmp_path, verb):
    reader, writer = os.pipe()
    os.close(reader)
    command = [sys.executable, "-m", "sidebyside.cli", *verb, "--data", str(root / "data")]
    done = subprocess.run(command, cwd=tmp_path, stdout=writer, stderr=subprocess.PIPE, encoding="utf-8", timeout=60)
    os.close(writer)
    assert done.stderr == ""


def test_lessons_have_number_title_minutes_and_question(said, case, root):
    status, out, err = said("lessons", "--data", root / "data")
    assert (status, err) == (0, "")
    for row in case.rows("lessons"):
        assert f"{row.lesson_id}  {row.title} ({row.minutes} minutes)\n    {row.question}\n" in out
    assert re.search(
        r"^    By what is read and written \d+: \d+ words in the notebook and \d+ on the desk, \d+ reasons, ", out, re.MULTILINE
    )
    _, out, _ = said("lessons", "--json", "--data", root / "data")
    assert all(row["computed"]["minutes"] > row["computed"]["talk"] and not row["computed_why_not"] for row in json.loads(out))
    assert [(row["lesson_id"], row["notebook"]) for row in json.loads(out)] == [
        (row.lesson_id, row.notebook) for row in case.rows("lessons")
    ]


def test_lessons_without_their_notebooks_say_that_nothing_was_counted(said, root, course, monkeypatch):
    status, out, err = said("lessons", "--data", root / "data")
    assert (status, err) == (0, "")
    assert "    Not computed: 00-start-here.ipynb cannot be read as a notebook.\n" in out
    monkeypatch.setattr(cli, "_notebooks", lambda: None)
    assert "    Not computed: the notebooks are not at hand.\n" in said("lessons", "--data", root / "data")[1]
    row = json.loads(said("lessons", "--json", "--data", root / "data")[1])[0]
    assert (row["computed"], row["computed_why_not"]) == (None, "the notebooks are not at hand")


def test_lessons_of_damaged_tables_are_not_listed(said, damaged):
    status, out, err = said("lessons", "--data", damaged)
    assert (status, out) == (1, "")
    assert "claims.csv:2:" in err


def test_the_readme_of_the_tables_is_what_columns_prints(said, root):
    status, out, _ = said("columns", "--data", root / "data")
    assert status == 0
    assert out == (root / "data" / "README.md").read_text(encoding="utf-8")


def test_lab_serves_this_machine_only_and_opens_the_first_lesson(said, root):
    status, out, err = said("lab", "--dry-run")
    assert (status, err) == (0, "")
    assert "--ServerApp.ip=127.0.0.1" in out
    assert f"--ServerApp.root_dir={root}" in out
    assert "--LabApp.default_url=/lab/tree/notebooks/00-start-here.ipynb" in out
    assert "--no-browser" not in out


def test_lab_opens_the_first_lesson_and_not_a_copy_of_it(said, course):
    _, out, _ = said("lab", "--dry-run", "--json")
    assert json.loads(out)["opens"] == "00-start-here.ipynb"
    assert f"--ServerApp.root_dir={course.parent}" in json.loads(out)["command"]


def test_lab_asks_nothing_of_the_network(said):
    _, out, _ = said("lab", "--dry-run", "--json")
    command = json.loads(out)["command"]
    assert "--LabApp.news_url=None" in command
    assert "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate" in command
    assert "--LabApp.extension_manager=readonly" in command


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="there is no root here")
@pytest.mark.parametrize(("user", "expected"), [(0, True), (1000, False)])
def test_only_root_is_allowed_to_be_root(said, monkeypatch, user, expected):
    monkeypatch.setattr(os, "geteuid", lambda: user)
    assert ("--allow-root" in said("lab", "--dry-run")[1]) == expected


def test_lab_opens_no_window_where_none_is_wanted(said):
    assert "--no-browser" in said("lab", "--dry-run", "--no-browser")[1]


def test_lab_without_jupyterlab_says_how_to_get_it(said, monkeypatch):
    import importlib.util

    find = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == "jupyterlab" else find(name))
    status, out, err = said("lab", "--dry-run")
    assert (status, out) == (1, "")
    assert err.startswith("JupyterLab is not installed.")


@pytest.fixture
def started(monkeypatch, tmp_path):
    """What lab starts, with the folder and environment it starts it in; nothing is started."""
    seen = {}
    monkeypatch.setattr(os, "name", "posix")
    monkeypatch.setattr(os, "environ", {"JUPYTER_DATA_DIR": "mine"})
    monkeypatch.setattr(os, "execv", lambda program, command: seen.update(command=command, folder=Path.cwd(), **os.environ))
    monkeypatch.chdir(tmp_path)
    return seen


@pytest.mark.skipif(os.name != "posix", reason="elsewhere a child is started")
def test_lab_keeps_its_own_files_in_the_course_unless_told_otherwise(said, course, started):
    said("lab")
    assert started["command"][:3] == [sys.executable, "-m", "jupyterlab"]
    assert started["folder"] == course.parent
    assert started["JUPYTER_CONFIG_DIR"] == str(course.parent / ".jupyter" / "config")
    assert started["JUPYTER_DATA_DIR"] == "mine"
    assert "SIDEBYSIDE_DATA" not in started


@pytest.mark.skipif(os.name != "posix", reason="elsewhere a child is started")
def test_lab_hands_the_folder_of_tables_on_to_the_lessons(said, course, started, tmp_path):
    said("lab", "--data", "my tables")
    assert started["SIDEBYSIDE_DATA"] == str(tmp_path.resolve() / "my tables")


def test_notebooks_says_of_each_whether_it_changed(said, course, monkeypatch):
    monkeypatch.setattr(notebooks, "execute", lambda path: path.name.startswith("01"))
    status, out, _ = said("notebooks")
    assert status == 0
    assert "01-next.ipynb: changed\n" in out
    assert "00-start-here.ipynb: the same\n" in out
    status, out, _ = said("notebooks", "--json")
    assert json.loads(out) == {path.name: path.name.startswith("01") for path in course.iterdir()}


@pytest.mark.parametrize("below", ["", "notebooks"])
def test_notebooks_are_found_in_or_below_the_present_folder(monkeypatch, tmp_path, below):
    monkeypatch.setattr(tables, "__file__", str(tmp_path / "site" / "sidebyside" / "tables.py"))
    folder = tmp_path / "course" / below
    folder.mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "course")
    assert cli._notebooks() is None
    (folder / "00-start-here.ipynb").write_text("{}", encoding="utf-8")
    assert cli._notebooks() == folder


def test_notebooks_are_those_of_the_checkout_wherever_one_stands(monkeypatch, tmp_path, root):
    monkeypatch.chdir(tmp_path)
    assert cli._notebooks() == root / "notebooks"
