"""A desk without JupyterLab: its script in a page, its Python in a process that can be killed at any moment.

Run as a program this file is the parent of the kernels: it builds the case once and forks one for every
life. All lives inherit one listening socket, so the page keeps its address; a message names the life it
is for, and a later one does not answer it.
"""

import contextlib
import http.server
import json
import os
import random
import signal
import socket
import subprocess
import sys
import threading
import time
import traceback
from pathlib import Path

from sidebyside import journal

PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>A desk</title>
<link rel="icon" href="data:,"><style>%s</style><script type="module" src="/harness.js"></script><body></body></html>"""


class Kernelless:
    """Kernels of one desk, one after another.

    Parameters
    ----------
    data : Path
        The tables of the case.
    lesson_id : str
        Two digits.
    is_hasty : bool
        A faulty kernel that acknowledges an answer before it is written: the tests must notice.
    """

    def __init__(self, data, lesson_id="00", is_hasty=False):
        command = [sys.executable, __file__, str(data), lesson_id, "hasty" if is_hasty else ""]
        self._parent = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8")
        self.address = f"http://127.0.0.1:{self._said()}"
        self.life, self.process = 0, None

    def _said(self):
        said = self._parent.stdout.readline()
        assert said, "the parent of the kernels has ended"
        return int(said)

    def start(self, folder):
        """A new kernel whose journals are kept in a folder."""
        assert self.process is None, "one kernel at a time"
        self.life += 1
        self._parent.stdin.write(json.dumps([self.life, str(folder)]) + "\n")
        self._parent.stdin.flush()
        self.process = self._said()
        return self.life

    def kill(self):
        """Kill the kernel, and wait until it is gone."""
        os.kill(self.process, signal.SIGKILL)
        with contextlib.suppress(ProcessLookupError):
            while True:
                os.kill(self.process, 0)
                time.sleep(0.0005)
        self.process = None

    def stop(self):
        """A cell that runs for long: the kernel answers nothing until it goes on."""
        os.kill(self.process, signal.SIGSTOP)

    def go_on(self):
        """The end of that cell."""
        os.kill(self.process, signal.SIGCONT)

    def close(self):
        """End the kernel and its parent."""
        if self.process:
            self.kill()
        self._parent.stdin.close()
        self._parent.wait(10)
        self._parent.stdout.close()


def run_cell(page, life):
    """Run the cell: the old view of the desk goes, a new one comes."""
    page.evaluate("life => harness.view(life)", life)


def open_page(page, kernels, life):
    """Load the page anew and run the cell."""
    page.goto(kernels.address)
    page.wait_for_function("window.harness")
    run_cell(page, life)


def watch(page):
    """Let a page remember its errors and what it asked; the answer is yes, or no where it `stays`."""
    page.errors, page.dialogs, page.stays = [], [], False
    page.on("pageerror", lambda error: page.errors.append(str(error)))
    page.on("dialog", lambda dialog: (page.dialogs.append(dialog.type), dialog.dismiss() if page.stays else dialog.accept()))


def give(page, key, value, how="chosen"):
    """Answer a question; `how` as in kernelless.js."""
    page.evaluate("answer => harness.give(answer)", {"key": key, "value": value, "how": how})


def waiting(page):
    """What the tab keeps because no kernel has acknowledged it: question to text."""
    return {record["key"]: record["value"] for record in page.evaluate("harness.waiting()")}


def wait_for_arrival(page):
    """Until nothing waits any more."""
    page.wait_for_function("!harness.waiting().length", polling=5)


def kept(folder, lesson_id="00"):
    """The newest answer to each question in the journal of a folder, whoever gave it."""
    return newest(journal.merge([Path(folder) / f"{lesson_id}.jsonl"])[0])


def newest(records):
    """The newest answer to each question."""
    return {record["prompt_id"]: record["value"] or "" for record in records}


# What follows runs in the parent of the kernels and in the kernels.


def _handler(desk, life, tell):
    busy = threading.Lock()

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            path = self.path.partition("?")[0]
            if path == "/":
                self._answer(PAGE % desk._css, "text/html")
            elif path == "/harness.js":
                self._answer(Path(__file__).with_suffix(".js").read_text(encoding="utf-8"), "text/javascript")
            elif path == "/desk.js":
                self._answer(desk._esm, "text/javascript")
            elif path == f"/life/{life}":
                with busy:
                    self._answer(json.dumps({"content": desk.content, "state": desk.state}), "application/json")
            else:
                self.send_error(404)

        def do_POST(self):
            if self.path != f"/life/{life}":
                self.send_error(410)
                return
            message = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(200)
            self.send_header("Content-Type", "application/x-ndjson")
            self.end_headers()  # the length is not known: what the desk says is sent while it says it
            with busy:
                tell.line = self.wfile
                desk._receive(desk, message, [])

        def _answer(self, text, kind):
            content = text.encode("utf-8", "surrogatepass")
            self.send_response(200)
            self.send_header("Content-Type", f"{kind}; charset=utf-8")
            self.send_header("Content-Length", str(len(content)))
            self.send_header("Cache-Control", "no-store")
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_):
            """Nothing is said: the output is the parent's."""

    return Handler


class _Tell:
    """Brings to the page what the desk says, in the order in which it is said."""

    line = None

    def __call__(self, **news):
        if self.line:
            with contextlib.suppress(OSError):  # the page hung up; a kernel does not notice
                self.line.write(json.dumps(news).encode("ascii") + b"\n")


def _slow(call):
    """A disk that takes up to some milliseconds: there is time to be killed."""

    def called(*values):
        time.sleep(random.uniform(0, 0.006))
        return call(*values)

    return called


def _live(case, lesson_id, listening, life, folder, is_hasty):
    """One life of a kernel; it ends by being killed."""
    from sidebyside.widgets.desk import Desk

    tell = _Tell()
    Desk.send = lambda _desk, message, buffers=None: tell(reply=message)
    desk = Desk(case, lesson_id, folder)
    desk.observe(lambda change: tell(state=change["new"]), "state")
    os.write, os.fsync = _slow(os.write), _slow(os.fsync)
    if is_hasty:
        append = journal.append

        def hasty(path, *records):
            for record in (one for one in records if "prompt_id" in one):  # the log of learners is written by it too
                desk.send({"id": record["id"], "saved_at": record["saved_at"]})
            return append(path, *records)

        journal.append = hasty
    server = http.server.ThreadingHTTPServer(listening.getsockname(), _handler(desk, life, tell), bind_and_activate=False)
    server.handle_error = lambda *_: None if isinstance(sys.exception(), OSError) else traceback.print_exc()  # a page may hang up
    server.socket.close()
    server.socket = listening
    server.serve_forever()


def _parent(data, lesson_id, fault):
    from sidebyside import open_case
    from sidebyside.widgets import desk  # noqa: F401  # imported once, here

    case = open_case(data)
    listening = socket.create_server(("127.0.0.1", 0), backlog=128)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the dead leave at once
    print(listening.getsockname()[1], flush=True)
    child = None
    for line in sys.stdin:
        life, folder = json.loads(line)
        child = os.fork()
        if not child:
            try:
                _live(case, lesson_id, listening, life, folder, bool(fault))
            finally:
                os._exit(1)
        print(child, flush=True)
    if child:  # the tests ended, or were ended
        with contextlib.suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)


if __name__ == "__main__":
    _parent(*sys.argv[1:])
