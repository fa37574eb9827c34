"""The learners' tree pulled by nbgitpuller, as a hub does it when a learner follows the link, and pulled again."""

import os
import shutil
import subprocess

import pytest

from sidebyside import cli


@pytest.fixture
def teachers(released, tmp_path):
    """What a teacher pushed."""
    return shutil.copytree(released, tmp_path / "pushed")


@pytest.fixture
def pull(classroom, teachers, tmp_path):
    """To be called each time a learner follows the link: where it is now."""
    home = tmp_path / "home of a learner" / "lessons"
    home.parent.mkdir()
    env = {**os.environ, "HOME": str(home.parent), "GIT_CONFIG_GLOBAL": os.devnull}

    def pull():
        command = [classroom.parent / "gitpuller", teachers.as_uri(), "main", home]
        done = subprocess.run(command, cwd=home.parent, env=env, capture_output=True, encoding="utf-8")
        assert done.returncode == 0, done.stdout + done.stderr
        return home

    return pull


def test_answers_and_what_a_learner_changed_outlive_a_new_release(pull, teachers):
    home = pull()
    assert (home / "notebooks/open-desk.ipynb").is_file()
    journal = home / "notebooks/journal/04.jsonl"
    journal.parent.mkdir()
    journal.write_text("an answer\n", encoding="utf-8")
    own = home / "notebooks/04-the-train.ipynb"
    own.write_text(own.read_text(encoding="utf-8").replace("# The train", "# My train"), encoding="utf-8")
    (teachers / "notebooks/open-desk.ipynb").unlink()  # a teacher may delete what comes back by itself
    assert cli.main(["release", str(teachers), "--git", "--lessons", "00,04"]) == 0
    assert pull() == home
    assert journal.read_text(encoding="utf-8") == "an answer\n"
    assert "# My train" in own.read_text(encoding="utf-8")
    assert not (home / "notebooks/open-desk.ipynb").exists()
    assert "open-desk" not in (home / "README.md").read_text(encoding="utf-8")
