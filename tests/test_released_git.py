"""What learners get as a repository: what is committed, by whom, and the links under which it opens."""

import json
import os
import subprocess

import pytest

from given_out import files, git, runner
from sidebyside.course import folders, repository


@pytest.fixture
def said(case, capsys, monkeypatch):
    """Run the verb: status, standard output, standard error."""
    return runner(case, capsys, monkeypatch)


@pytest.fixture
def where(tmp_path):
    return tmp_path / "for learners"


def test_there_is_one_commit_that_holds_every_file_and_no_name_of_whoever_made_it(released):
    assert git(released, "rev-list", "--count", "HEAD") == "1"
    assert git(released, "symbolic-ref", "HEAD") == "refs/heads/main"
    assert git(released, "status", "--porcelain", "--ignored") == ""
    assert set(git(released, "-c", "core.quotePath=off", "ls-files").splitlines()) == set(files(released))
    assert git(released, "log", "--format=%an <%ae> %cn <%ce> %s").startswith(
        "Side by Side <release@sidebyside.invalid> Side by Side <release@"
    )
    assert "100755" in git(released, "ls-files", "--stage", "binder/postBuild")
    assert not (released / ".git/hooks").exists()


def test_a_clone_of_it_can_be_released_into_again(released, said, tmp_path):
    clone = tmp_path / "clone"
    subprocess.run(["git", "clone", "--quiet", released, clone], check=True)
    assert said(clone, "--git", "--lessons", "00")[0] == 0
    assert git(clone, "rev-list", "--count", "HEAD") == "2"
    assert git(clone, "status", "--porcelain") == ""
    assert not (clone / "notebooks/open-desk.ipynb").exists()


def test_done_again_it_commits_only_what_changed_and_nothing_of_anybody_else(said, where):
    said(where, "--git", "--lessons", "00")
    status, out, _ = said(where, "--git", "--lessons", "00", "--json")
    assert (status, json.loads(out)["folder"]["commit"]) == (0, None)
    (where / "notebooks/journal").mkdir()
    (where / "notebooks/journal/00.jsonl").write_text("an answer", encoding="utf-8")
    (where / "key.txt").write_text("mine", encoding="utf-8")
    status, out, _ = said(where, "--git", "--lessons", "00,04", "--json")
    assert status == 0
    assert json.loads(out)["folder"]["commit"] == git(where, "rev-parse", "HEAD")
    changed = git(where, "show", "--format=", "--name-only").splitlines()
    assert set(changed) == {"notebooks/04-the-train.ipynb", "README.md", folders.MARKER}
    assert git(where, "status", "--porcelain") == "?? key.txt"


def test_what_waits_to_be_committed_is_not_committed_along(said, where):
    said(where, "--git", "--lessons", "00")
    (where / "key.txt").write_text("mine", encoding="utf-8")
    git(where, "add", "key.txt")
    status, _, err = said(where, "--git")
    assert status == 1
    assert "key.txt" in err
    assert git(where, "rev-list", "--count", "HEAD") == "1"


def test_the_settings_of_whoever_runs_it_change_nothing(said, where, tmp_path, monkeypatch):
    hooks = tmp_path / "hooks"
    hooks.mkdir()
    (hooks / "pre-commit").write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    (hooks / "pre-commit").chmod(0o755)
    settings = f"[core]\nhooksPath = {hooks}\nautocrlf = true\nexcludesFile = {tmp_path}/ignored\n[commit]\ngpgSign = true\n[gpg]\nprogram = false\n[init]\ntemplateDir = {hooks}\n"
    (tmp_path / "ignored").write_text("*.py\n", encoding="utf-8")
    (tmp_path / ".gitconfig").write_text(settings, encoding="utf-8")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "nowhere"))
    assert said(where, "--git")[0] == 0
    monkeypatch.undo()
    assert "helpers/sidebyside/cli.py" in git(where, "ls-files")


def test_what_binder_runs_can_be_run_where_a_file_system_keeps_no_modes(said, where):
    subprocess.run(["git", "init", "--quiet", where], check=True)
    git(where, "config", "core.fileMode", "false")
    assert said(where, "--git")[0] == 0
    assert git(where, "ls-files", "--stage", "binder/postBuild").startswith("100755")


def test_without_git_it_says_so_before_anything_is_written(said, where, monkeypatch):
    monkeypatch.setenv("PATH", os.devnull)
    status, _, err = said(where, "--git")
    assert status == 1
    assert "There is no git on this computer. Install it, or leave --git out. Nothing was written." in err
    assert not where.exists()


def test_what_git_cannot_do_is_said_in_its_words(said, where):
    where.mkdir()
    (where / ".git").write_text("gitdir: nowhere\n", encoding="utf-8")
    status, _, err = said(where, "--git")
    assert status == 1
    assert "failed in" in err
    assert "Only the commit is missing" in err or "the commit is not" in err


def test_the_links_open_the_first_lesson_asked_for(said, where):
    status, out, _ = said(where, "--git", "--lessons", "99", "--json", "--repository", "a-school/lessons")
    value = json.loads(out)
    assert status == 0
    assert value["lessons"] == ["99"]
    path = "lab%2Ftree%2Fnotebooks%2Fopen-desk.ipynb"
    assert value["folder"]["links"]["binder"] == f"https://mybinder.org/v2/gh/a-school/lessons/HEAD?urlpath={path}"
    assert "urlpath=lab%2Ftree%2Flessons%2Fnotebooks%2Fopen-desk.ipynb" in value["folder"]["links"]["nbgitpuller"]
    assert value["folder"]["links"]["nbgitpuller"] in (where / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(("name", "is_one"), [("a/b", True), ("a-b/c.d_e", True), ("a", False), ("a/b/c", False), ("a/..", False), ("a b/c", False), ("a/b\n", False), ("-a/b", False)])  # fmt: skip
def test_names_of_repositories(name, is_one):
    assert repository.is_name(name) is is_one
