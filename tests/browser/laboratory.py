"""JupyterLab or Notebook 7 on loopback, driven in Chromium, apart from the user's own settings."""

import contextlib
import json
import os
import random
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

from playwright.sync_api import Error

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome", "chrome"))), None)
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
]  # fmt: skip
PORTS = range(20_000, 32_000)
NOTEBOOK = "00-start-here.ipynb"
IDLE = re.compile(r"\| Idle$")
# a cell that waits or runs has a star for its number
NOTHING_RUNS = """() => ![...document.querySelectorAll('.jp-NotebookPanel:not(.lm-mod-hidden) .jp-InputPrompt')]
  .some(node => node.textContent.includes('*'))"""

# kernels that live on would slow down the tests behind
SHUT_DOWN = """async () => {
  const token = document.cookie.match(/_xsrf=([^;]+)/);
  const headers = token ? {"X-XSRFToken": token[1]} : {};
  for (const {id} of await (await fetch("/api/kernels")).json()) await fetch("/api/kernels/" + id, {method: "DELETE", headers});
}"""

VIEWPORT = {"width": 1280, "height": 1000}
# every tab closed without a question, and nothing left that a page keeps; false where a question of JupyterLab is open,
# or where a test has put something of its own in the place of the tab's storage
EMPTY = """async () => {
  const isNative = ["getItem", "setItem", "removeItem"].every((name) => /native code/.test(Storage.prototype[name]));
  if (!isNative || !window.jupyterapp || document.querySelector(".jp-Dialog")) return false;
  for (const widget of [...jupyterapp.shell.widgets("main")]) widget.dispose();
  jupyterapp.shell.expandLeft();
  await new Promise((done) => setTimeout(done, 50));
  localStorage.clear();
  sessionStorage.clear();
  for (const { name } of await indexedDB.databases()) indexedDB.deleteDatabase(name);
  return true;
}"""
WEAR = """async (theme) => {
  if (document.body.dataset.jpThemeName !== theme) await jupyterapp.commands.execute("apputils:change-theme", { theme });
}"""
OPEN = "async (path) => { await jupyterapp.commands.execute('docmanager:open', { path }); }"


def free_port():
    """A port nobody listens on just now.

    None of those the system gives to whoever names none: a kernel of another process could get it before it is used.
    """
    for port in random.sample(PORTS, 100):
        with contextlib.suppress(OSError), socket.socket() as probe:
            probe.bind(("127.0.0.1", port))
            return port
    raise OSError("no port is free")


@contextlib.contextmanager
def lab(root, keep, environment=None, policy=None, program="jupyterlab"):
    """A running JupyterLab, or the `program` notebook; yields its address.

    Parameters
    ----------
    root : Path
        The folder it serves.
    keep : Path
        Where Jupyter keeps its own files; the same folder again keeps what was trusted.
    policy : str, optional
        A Content-Security-Policy to be sent with every page.
    """
    settings = keep / "settings/@jupyterlab"
    for name, values in {
        "apputils-extension/notification": {"fetchNews": "false", "checkForUpdates": False},
        "apputils-extension/themes": {"theme": "JupyterLab Light"},
        "notebook-extension/tracker": {"autoStartDefaultKernel": True},
    }.items():
        path = settings / f"{name}.jupyterlab-settings"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(values), encoding="utf-8")
    port = free_port()
    folders = {
        "JUPYTER_CONFIG_DIR": "config", "JUPYTER_DATA_DIR": "data", "JUPYTER_RUNTIME_DIR": "runtime",
        "JUPYTERLAB_SETTINGS_DIR": "settings", "JUPYTERLAB_WORKSPACES_DIR": "workspaces", "IPYTHONDIR": "ipython",
    }  # fmt: skip
    env = os.environ | {name: str(keep / folder) for name, folder in folders.items()}
    env |= {"SIDEBYSIDE_TEXTS": str(keep / "texts")} | (environment or {})  # nobody's own texts are looked into
    env.pop("SIDEBYSIDE_JOURNAL", None)
    command = [
        sys.executable, "-m", program, "--no-browser", "--allow-root", "--ip=127.0.0.1", f"--port={port}",
        "--ServerApp.port_retries=0", "--IdentityProvider.token=", f"--ServerApp.root_dir={root}", "--LabApp.news_url=None",
        "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate", "--LabApp.extension_manager=readonly",
        "--LabApp.expose_app_in_browser=True",
    ]  # fmt: skip
    if policy:
        command.append(f"--ServerApp.tornado_settings={ {'headers': {'Content-Security-Policy': policy}} }")
    address = f"http://127.0.0.1:{port}"
    log = keep / "server.log"
    with log.open("a", encoding="utf-8") as written:
        server = subprocess.Popen(command, env=env, stdout=written, stderr=subprocess.STDOUT)
    try:
        _wait_for(server, address, log)
        yield address
    finally:
        server.send_signal(signal.SIGTERM)  # shuts the kernels down too
        try:
            server.wait(15)
        except subprocess.TimeoutExpired:
            server.kill()


def _wait_for(server, address, log):
    end = time.monotonic() + 60
    while time.monotonic() < end:
        if server.poll() is not None:
            raise RuntimeError(log.read_text(encoding="utf-8"))
        with contextlib.suppress(OSError):
            urllib.request.urlopen(f"{address}/api/status", timeout=2).read()
            return
        time.sleep(0.05)
    raise TimeoutError(log.read_text(encoding="utf-8"))


def open_notebook(page, address, path):
    """Open a notebook and wait until its kernel is there; the status bar names it only then."""
    is_there, page.ready = getattr(page, "ready", None) == address, None
    if is_there:
        page.evaluate(OPEN, path)
    else:
        page.goto(f"{address}/lab/tree/{path}?reset", wait_until="domcontentloaded")
    page.locator(".jp-NotebookPanel:not(.lm-mod-hidden) .jp-Cell").first.wait_for(state="visible", timeout=60_000)
    wait_idle(page)


def emptied(page):
    """Whether a page shows a JupyterLab in which nothing is open any more, as on the day it was new, for the next test."""
    try:
        page.unroute_all()
        page.context.unroute_all()
        page.context.set_offline(False)
        for other in page.context.pages:
            if other is not page:
                other.close()
        page.emulate_media(media="null", color_scheme="null", forced_colors="null", reduced_motion="null")
        page.set_viewport_size(VIEWPORT)
        if not page.url.startswith("http") or not page.evaluate(EMPTY):
            return False
        wear(page, "Light")
        page.evaluate(SHUT_DOWN)
    except Error:
        return False
    page.ready = page.url.partition("/lab")[0]
    return True


def put_away(page):
    """Close a page for good, with its kernels; the next one finds the light theme."""
    with contextlib.suppress(Error):  # of a server that is no more, or of a page without JupyterLab
        wear(page, "Light")
    with contextlib.suppress(Error):
        page.evaluate(SHUT_DOWN)
    page.context.close()


def wear(page, theme):
    """JupyterLab in another theme, "Light" or "Dark"; the next test has the light one again."""
    name = f"JupyterLab {theme}"
    page.evaluate(WEAR, name)
    page.wait_for_function("name => document.body.dataset.jpThemeName === name", arg=name)


def wait_idle(page):
    """Wait until the kernel has nothing to do."""
    page.locator("#jp-main-statusbar").get_by_text(IDLE).wait_for(state="visible", timeout=60_000)


def menu(page, top, command):
    """Choose from the menu bar, which works wherever the focus is."""
    page.locator(f'.lm-MenuBar-item:has-text("{top}")').first.click()
    page.locator(f'.lm-Menu-item[data-command="{command}"]').first.click()


def run_all(page, begins=True):
    """Run every cell, wait for the desk, and say who works where it asks."""
    menu(page, "Run", "runmenu:run-all")
    desk(page).wait_for(state="visible", timeout=60_000)
    page.wait_for_function(NOTHING_RUNS, timeout=60_000)
    wait_idle(page)
    if begins:
        begin(page)


def begin(page):
    """Say who works, where the desk asks: whoever did last, or somebody new."""
    question = desk(page).locator(".whoisit")
    if question.is_visible():
        question.locator(".goon, .begin").locator("visible=true").first.press("Enter")  # what grows above cannot move it away
        question.wait_for(state="hidden")


def save(page, path):
    """Save the notebook until nothing of it is unsaved: an output that comes in meanwhile makes it so again."""
    dirty = page.locator(".lm-DockPanel-tabBar .lm-TabBar-tab.lm-mod-current.jp-mod-dirty")
    for _ in range(3):
        before = path.stat().st_mtime_ns
        menu(page, "File", "docmanager:save")
        wait_until(lambda before=before: path.stat().st_mtime_ns != before)
        page.wait_for_timeout(300)
        if not dirty.count():
            return


def wait_until(holds, seconds=15):
    """Wait until something holds; fail when it does not in time."""
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.05)


def panel(page):
    """The notebook in front."""
    return page.locator(".jp-NotebookPanel:not(.lm-mod-hidden)")


def desk(page):
    """The desk of the notebook in front."""
    return panel(page).locator(".desk")


def open_all(scope, chosen="summary"):
    """Open every closed fold in sight, and those inside it; by keyboard, since what opens above moves what is below."""
    while closed := scope.locator(f":is({chosen}):not([open] > *)").locator("visible=true").element_handles():
        for summary in closed:
            summary.press("Enter")
            assert summary.evaluate("node => node.parentElement.open"), summary.inner_text()


def cells(page):
    """How many cells the notebook in front has."""
    return panel(page).locator(".jp-Notebook .jp-Cell").count()


def kernels(address):
    """Process ids of the kernels of a server."""
    ids = [kernel["id"] for kernel in json.load(urllib.request.urlopen(f"{address}/api/kernels"))]
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            line = (process / "cmdline").read_bytes().decode(errors="replace")
            if any(f"kernel-{one}.json" in line for one in ids):
                found.append(int(process.name))
    return found


def hide_files(page):
    """The list of files away: in a narrow window it leaves a notebook no room."""
    current = page.locator(".jp-SideBar.jp-mod-left .lm-TabBar-tab.lm-mod-current")
    if current.count():
        current.first.click()
        current.first.wait_for(state="detached")
