"""What Binder will do: repo2docker's own plan, read without Docker; postBuild itself is run in test_install."""

import re
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.fixture(scope="module", params=["tree", "released"])
def binders(request):
    """What Binder is pointed at: the repository, and the one that learners get."""
    return request.getfixturevalue(request.param)


@pytest.fixture(scope="module")
def plan(binders):
    """The Dockerfile repo2docker would build, and what it says on the way."""
    command = [
        Path(sys.executable).parent / "jupyter-repo2docker",
        "--no-build",
        "--debug",
        "--user-id",
        "1000",
        "--user-name",
        "x",
        binders,
    ]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=120)
    assert done.returncode == 0, done.stderr
    return done.stdout + done.stderr


def test_the_buildpack_is_the_python_one(binders):
    from repo2docker.app import Repo2Docker
    from repo2docker.utils import chdir

    with chdir(str(binders)):
        chosen = next(pack for pack in Repo2Docker().buildpacks if pack("base").detect())
        assert chosen.__name__ == "PythonBuildPack"
        assert chosen("base").python_version == "3.11"


def test_the_plan_takes_this_python_the_pins_and_post_build_in_this_order(plan):
    assert "conda environment for python=3.11" in plan
    steps = [line for line in plan.splitlines() if line.startswith(("RUN", "COPY"))]
    pins = next(at for at, step in enumerate(steps) if "pip install" in step and "binder/requirements.txt" in step)
    sources = next(at for at, step in enumerate(steps) if re.match(r"COPY --chown=\d+:\d+ src/ \$\{REPO_DIR\}", step))
    post_build = next(at for at, step in enumerate(steps) if step == "RUN ./binder/postBuild")
    assert pins < sources < post_build


def test_every_pin_is_exact_and_the_test_tools_are_not_among_them(root):
    lines = (root / "binder/requirements.txt").read_text(encoding="utf-8").splitlines()
    names = {re.match(r"[A-Za-z0-9._-]+", line).group().lower() for line in lines}
    assert all(re.fullmatch(r"[A-Za-z0-9._-]+==[A-Za-z0-9.+!-]+( ; .+)?", line) for line in lines)
    assert {"jupyterlab", "anywidget", "ipywidgets", "pandas", "platformdirs"} <= names
    assert not names & {"pytest", "nbval", "playwright", "frictionless", "jupyter-repo2docker", "ruff", "hypothesis"}


def test_post_build_deletes_nothing_outside_binder(root, tmp_path):
    """Without REPO_DIR, which only Binder sets, it stops before its first step."""
    done = subprocess.run(
        ["bash", root / "binder/postBuild"], cwd=tmp_path, env={"PATH": "/usr/bin:/bin"}, capture_output=True, encoding="utf-8"
    )
    assert done.returncode != 0
    assert "postBuild is for Binder" in done.stderr
    assert (root / "data/teacher").is_dir()
