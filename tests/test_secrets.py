"""No reading and no assigned sample answer, whole or in runs of words, in anything a learner can get."""

import getpass
import os
import shutil
import socket
import subprocess
import sys
import venv
from pathlib import Path

import pytest

from secrets_of import Secrets


@pytest.fixture(scope="module")
def secrets(case):
    return Secrets(case)


@pytest.fixture(scope="module")
def builder(tmp_path_factory):
    """To be called for a Python of its own that builds without asking the network: pip its own, all else from here."""
    libraries = [path for path in sys.path if path.endswith("site-packages")]

    def build():
        where = tmp_path_factory.mktemp("venv")
        venv.create(where, with_pip=True)
        site = next(where.glob("lib/*/site-packages"))
        (site / "libraries.pth").write_text("\n".join(libraries), encoding="utf-8")
        return where

    return build


def after_post_build(tree, where, python):
    """A copy of a repository after Binder's last step, and where that put the package."""
    copy = shutil.copytree(tree, where / "repository")
    subprocess.run(["git", "init", "--quiet", copy], check=True)
    # pip reads this one the wrong way round: 0 builds with what is here
    env = {
        **os.environ,
        "REPO_DIR": str(copy),
        "PIP_NO_BUILD_ISOLATION": "0",
        "PATH": f"{python / 'bin'}{os.pathsep}{os.environ['PATH']}",
    }
    subprocess.run(["bash", copy / "binder/postBuild"], check=True, env=env, capture_output=True)
    return copy, next(python.glob("lib/*/site-packages/sidebyside"))


def wheel_of(tree, where):
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", where]
    subprocess.run(command, cwd=tree, check=True, capture_output=True)
    return next(where.glob("*.whl"))


def test_none_is_in_the_learners_tree(secrets, released):
    found, looked_at = secrets.found_under(released)
    assert found == {}
    assert looked_at > 130


def test_none_is_in_the_wheel_of_the_checkout_or_of_the_learners_tree(secrets, tree, released, tmp_path):
    for name, folder in (("checkout", tree), ("released", released)):
        # a build may leave files behind
        copy = shutil.copytree(folder, tmp_path / name)
        found, looked_at = secrets.found_in_archive(wheel_of(copy, tmp_path / f"{name}-wheel"))
        assert found == {}, name
        assert looked_at > 100


@pytest.mark.parametrize("which", ["tree", "released"])
def test_none_is_left_after_binders_last_step(secrets, which, request, builder, tmp_path):
    copy, package = after_post_build(request.getfixturevalue(which), tmp_path, builder())
    assert (package / "data/claims.csv").is_file()
    for folder, least in ((copy, 130), (package, 100)):
        found, looked_at = secrets.found_under(folder)
        assert found == {}
        assert looked_at > least
    assert not [path for path in copy.rglob("*") if "teacher" in path.parts or ".git" in path.parts]


def test_the_search_finds_them_where_they_are(secrets, root, case):
    found, _ = secrets.found_under(root / "data/teacher")
    assert {Path(path).name for path in found} >= {"readings.csv", "samples.csv"}
    reason = case.rows("teacher/readings")[0].reason
    middle = " ".join(reason.split()[4:16])
    assert secrets.found_in(f"A note.\n{middle.upper()}\nThe end.")
    words = reason.split()
    broken = '{"cells": [{"source": ["' + " ".join(words[:6]) + '\\n", "' + " ".join(words[6:14]).replace('"', "") + '"]}]}'
    assert secrets.found_in(broken)
    assert secrets.found_in(reason[: len(reason) // 3]) or len(reason.split()) < 24
    assert not secrets.found_in("Six words are in a row.")


def test_no_path_or_name_of_this_machine_is_in_the_learners_tree(released, root):
    here = {
        str(root),
        str(Path.home()),
        str(released),
        str(released.parent),
        socket.gethostname(),
        os.path.dirname(sys.executable),
    }
    here |= {f"/{getpass.getuser()}/", f"{getpass.getuser()}@"}
    looked_at = 0
    for path in released.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            assert not [word for word in here if len(word) > 3 and word.encode() in content], path
            looked_at += 1
    assert looked_at > 150  # the repository's own files too
