"""The learners' tree used as its README says, on a copy in a folder with spaces, and as Binder would."""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from laboratory import free_port

pytestmark = pytest.mark.skipif(os.name != "posix" or not shutil.which("make"), reason="needs make")
TOKEN = "a-token-of-the-test"


@pytest.fixture(scope="module")
def copy(released, tmp_path_factory):
    return shutil.copytree(released, tmp_path_factory.mktemp("home") / "what we learn with")


@pytest.fixture(scope="module")
def environment(copy):
    """A home of its own and few programs; pip asks no network, since all that is pinned is here (`made`)."""
    path = os.pathsep.join([str(Path(sys.base_prefix, "bin")), "/usr/bin", "/bin"])
    # pip reads the second one the wrong way round: 0 builds with what is here
    return {"PATH": path, "HOME": str(copy.parent), "PIP_NO_INDEX": "1", "PIP_NO_BUILD_ISOLATION": "0", "JUPYTER_TOKEN": TOKEN}


@pytest.fixture(scope="module")
def made(copy, environment):
    """The Python that the Makefile makes, with the libraries of this one: every other step is the Makefile's own."""
    subprocess.run(["make", ".venv/.made"], cwd=copy, env=environment, check=True, capture_output=True)
    libraries = [path for path in sys.path if path.endswith("site-packages")]
    site = next((copy / ".venv").glob("lib/*/site-packages"))
    (site / "libraries.pth").write_text("\n".join(libraries), encoding="utf-8")
    return copy / ".venv/bin/python"


def test_make_lab_serves_its_first_lesson(copy, environment, made):
    port = free_port()
    with (copy.parent / "lab.log").open("w", encoding="utf-8") as log:
        command = {"args": ["make", "lab"], "cwd": copy, "env": environment | {"JUPYTER_PORT": str(port)}}
        server = subprocess.Popen(**command, stdout=log, stderr=subprocess.STDOUT, start_new_session=True)
    try:
        end, page = time.monotonic() + 200, None
        request = urllib.request.Request(f"http://127.0.0.1:{port}/", headers={"Authorization": f"token {TOKEN}"})
        while page is None:
            said = (copy.parent / "lab.log").read_text(encoding="utf-8")
            assert (server.poll(), time.monotonic() < end) == (None, True), said[-3000:]
            with contextlib.suppress(OSError), urllib.request.urlopen(request, timeout=30) as answer:
                page = answer.url
            time.sleep(0.5)
        assert page == f"http://127.0.0.1:{port}/lab/tree/notebooks/00-start-here.ipynb"
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait(20)


def test_make_test_runs_every_lesson_and_keeps_no_answer(copy, environment, made):
    done = subprocess.run(["make", "test"], cwd=copy, env=environment, capture_output=True, encoding="utf-8", timeout=400)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-1000:]
    assert "0 findings" in done.stderr
    assert {path.name for path in (copy / "notebooks").iterdir()} >= {
        "00-start-here.ipynb",
        "04-the-train.ipynb",
        "open-desk.ipynb",
    }
    assert not (copy / "notebooks/journal").exists()
    for name in ("00-start-here", "04-the-train", "open-desk"):
        assert f"notebooks/{name}.ipynb" in done.stdout
    where = subprocess.run(
        [made, "-c", "import sidebyside; print(sidebyside.__file__)"], cwd=copy.parent, env=environment, capture_output=True, encoding="utf-8", check=True
    )  # fmt: skip
    assert Path(where.stdout.strip()) == copy / "helpers/sidebyside/__init__.py"


def test_nothing_of_that_would_be_committed(copy, environment, made):
    done = subprocess.run(["git", "-C", copy, "status", "--porcelain"], capture_output=True, encoding="utf-8", check=True)
    assert done.stdout == ""


def test_a_lesson_that_is_not_numbered_is_opened_where_it_is_the_only_one(root, tmp_path):
    from sidebyside import cli

    where = tmp_path / "open desk"
    assert cli.main(["release", str(where), "--lessons", "99"]) == 0
    env = {**os.environ, "PYTHONPATH": str(where / "helpers")}
    command = [sys.executable, "-m", "sidebyside.cli", "lab", "--dry-run"]
    done = subprocess.run(command, cwd=where, env=env, capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    assert "/lab/tree/notebooks/open-desk.ipynb" in done.stdout
