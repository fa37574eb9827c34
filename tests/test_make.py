"""The README's first command, on a copy of the checkout and a PATH that has little more than python3 and make."""

import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
import time
import urllib.request
import uuid
from pathlib import Path

import pytest

from laboratory import free_port

pytestmark = pytest.mark.skipif(os.name != "posix" or not shutil.which("make"), reason="needs make")
TOKEN = "a-token-of-the-test"


def bare_path():
    """The folders of the base python3 and of the system's own commands; no uv, no virtual environment."""
    return os.pathsep.join([str(Path(sys.base_prefix, "bin")), "/usr/bin", "/bin"])


@pytest.fixture(scope="module")
def clone(tree, tmp_path_factory):
    return shutil.copytree(tree, tmp_path_factory.mktemp("clone") / "side by side")


@pytest.fixture(scope="module")
def environment(tmp_path_factory):
    """A home of its own, so that what is written outside the checkout can be seen; the package client keeps its settings."""
    kept = {
        name: value for name, value in os.environ.items() if name.startswith(("PIP_", "UV_", "SSL_")) or name.endswith("_proxy")
    }
    config = Path.home() / ".config/pip/pip.conf"
    if config.is_file():
        kept.setdefault("PIP_CONFIG_FILE", str(config))
    return kept | {"PATH": bare_path(), "HOME": str(tmp_path_factory.mktemp("home")), "JUPYTER_TOKEN": TOKEN}


@pytest.fixture(scope="module")
def address(clone, environment):
    """Where `make lab` serves, as JUPYTER_PORT asked."""
    port = free_port()
    log = clone.parent / "lab.log"
    with log.open("w", encoding="utf-8") as written:
        server = subprocess.Popen(
            ["make", "lab"],
            cwd=clone,
            env=environment | {"JUPYTER_PORT": str(port)},
            stdout=written,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    address = f"http://127.0.0.1:{port}"
    try:
        end = time.monotonic() + 400
        while True:
            with contextlib.suppress(OSError):
                asked(f"{address}/api/status")
                break
            assert (server.poll(), time.monotonic() < end) == (None, True), log.read_text(encoding="utf-8")[-3000:]
            time.sleep(0.5)
        yield address
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait(20)


def asked(url, data=None):
    request = urllib.request.Request(url, data=data, headers={"Authorization": f"token {TOKEN}"})
    with urllib.request.urlopen(request, timeout=30) as answer:
        return answer.url, answer.read().decode("utf-8")


def test_it_serves_jupyterlab_on_the_first_lesson_for_those_who_have_the_token(address):
    where, page = asked(address)
    assert where == f"{address}/lab/tree/notebooks/00-start-here.ipynb"
    assert "JupyterLab" in page
    _, notebook = asked(f"{address}/api/contents/notebooks/00-start-here.ipynb")
    assert json.loads(notebook)["type"] == "notebook"
    with pytest.raises(urllib.error.HTTPError, match="403"):
        urllib.request.urlopen(f"{address}/api/contents", timeout=10)


def test_its_kernel_imports_the_package_of_the_checkout(address, clone):
    import websocket

    _, kernel = asked(f"{address}/api/kernels", data=b"{}")
    channel = f"{address.replace('http', 'ws')}/api/kernels/{json.loads(kernel)['id']}/channels?token={TOKEN}"
    connection = websocket.create_connection(channel, timeout=60)
    message = {
        "header": {"msg_id": uuid.uuid4().hex, "msg_type": "execute_request", "version": "5.3", "session": uuid.uuid4().hex, "username": ""},
        "parent_header": {}, "metadata": {}, "channel": "shell",
        "content": {"code": "import sidebyside; print(sidebyside.__file__)", "silent": False},
    }  # fmt: skip
    connection.send(json.dumps(message))
    printed = ""
    while not printed:
        answer = json.loads(connection.recv())
        assert answer["msg_type"] != "error", answer["content"]
        printed = answer["content"].get("text", "") if answer["msg_type"] == "stream" else ""
    connection.close()
    assert Path(printed.strip()) == clone / "helpers/sidebyside/__init__.py"


def test_no_newcomer_is_asked_whether_to_fetch_news(address):
    _, settings = asked(f"{address}/lab/api/settings/@jupyterlab/apputils-extension:notification")
    assert json.loads(settings)["settings"] == {"fetchNews": "false", "checkForUpdates": False}


def test_nothing_is_written_outside_the_checkout_but_the_cache(address, environment):
    assert {path.name for path in Path(environment["HOME"]).iterdir()} <= {".cache"}


def test_the_second_time_nothing_is_installed(address, clone, environment):
    done = subprocess.run(["make", "-n", "lab"], cwd=clone, env=environment, capture_output=True, encoding="utf-8", check=True)
    assert done.stdout.splitlines() == [".venv/bin/python -m sidebyside.cli lab"]


def test_the_port_of_a_server_is_given_to_nobody_meanwhile():
    found = {free_port() for _ in range(20)}
    assert len(found) > 1
    assert max(found) < 32_768  # where Linux begins to give them


@pytest.mark.parametrize("name", ["Makefile", "helpers/sidebyside/course/learners.mk"])
@pytest.mark.parametrize("folder", ["two  spaces", "it's", 'a "b"', "$HOME and $(echo x)", "`echo x`", "a,(b)#c"])
def test_whatever_a_folder_is_called_what_was_installed_in_it_stays(root, tmp_path, name, folder):
    where = tmp_path / folder
    (where / ".venv").mkdir(parents=True)
    shutil.copy(root / name, where / "Makefile")
    subprocess.run(["make", "PYTHON=true", "UV=", ".venv/.made"], cwd=where, capture_output=True, check=True)
    (where / ".venv/.lab").touch()
    subprocess.run(["make", "help"], cwd=where, capture_output=True, check=True)
    assert (where / ".venv/.lab").exists()


@pytest.mark.parametrize("name", ["Makefile", "helpers/sidebyside/course/learners.mk"])
@pytest.mark.parametrize(("made_in", "stays"), [("here", True), ("/somewhere else", False), ("", False)])
def test_a_folder_that_was_moved_is_installed_anew(root, tmp_path, name, made_in, stays):
    where = tmp_path / "moved here"
    (where / ".venv").mkdir(parents=True)
    shutil.copy(root / name, where / "Makefile")
    (where / ".venv/.made").write_text(f"{where if made_in == 'here' else made_in}\n", encoding="utf-8")
    (where / ".venv/.lab").touch()
    subprocess.run(["make", "help"], cwd=where, capture_output=True, check=True)
    assert (where / ".venv").exists() == stays
