"""What all tests share."""

import os
import shutil
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
TEXTS = SHARED / "texts"


# Two of these do nothing else for long; begun last, one process would still be at it when the others are done.
LONGEST_FIRST = ("browser/", "test_install", "test_secrets", "test_office", "test_released", "test_make", "test_nbgrader")
HEADINGS = ("fault", "injected", "answers given", "acknowledged", "in the journal", "lost")


def pytest_configure(config):
    """Notebooks run by nbval keep their answers in a folder of their own, not in the checkout."""
    config.faults, config.figures = [], []
    config.journals = tempfile.TemporaryDirectory(prefix="journals-")
    os.environ["SIDEBYSIDE_JOURNAL"] = config.journals.name
    for name in ("SIDEBYSIDE_DATA", "SIDEBYSIDE_TEXTS"):
        os.environ.pop(name, None)


def pytest_unconfigure(config):
    """Remove that folder."""
    config.journals.cleanup()


def pytest_collection_modifyitems(items):
    """What takes longest comes first, so that several processes end at about the same time."""
    items.sort(key=lambda item: next((at for at, name in enumerate(LONGEST_FIRST) if name in str(item.path)), len(LONGEST_FIRST)))


@pytest.fixture(scope="session")
def faults(pytestconfig):
    """To be called with a row of the table of faults (`HEADINGS`), which is shown when the tests have ended."""
    return lambda *row: pytestconfig.faults.append(row)


@pytest.fixture(scope="session")
def figures(pytestconfig):
    """To be called with a title and lines of text, which are shown when the tests have ended."""
    return lambda title, text: pytestconfig.figures.append((title, text))


def pytest_sessionfinish(session):
    """One of several processes hands on what it has to show."""
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput |= {"faults": session.config.faults, "figures": session.config.figures}


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node):
    """What one of several processes has to show is shown with the rest."""
    for name in ("faults", "figures"):
        getattr(node.config, name).extend(getattr(node, "workeroutput", {}).get(name, ()))


def pytest_terminal_summary(terminalreporter, config):
    """Figures, and the faults that were injected, and what was lost; these are kept in artefacts/ too."""
    for title, text in sorted(config.figures):
        terminalreporter.section(title)
        terminalreporter.write_line(text)
    if not config.faults:
        return
    rows = [HEADINGS, ["---"] * len(HEADINGS), *sorted(config.faults)]
    widths = [max(len(str(row[at])) for row in rows) for at in range(len(HEADINGS))]
    lines = ["| " + " | ".join(str(cell).ljust(width) for cell, width in zip(row, widths, strict=True)) + " |" for row in rows]
    folder = ROOT / "artefacts"
    folder.mkdir(exist_ok=True)
    (folder / "faults.md").write_text("\n".join(lines) + "\n", encoding="utf-8")
    terminalreporter.section("faults injected")
    for line in lines:
        terminalreporter.write_line(line)


@pytest.fixture(scope="session")
def root():
    """The checkout."""
    return ROOT


@pytest.fixture(scope="session")
def case():
    """The case of the lessons."""
    from sidebyside import open_case

    return open_case(ROOT / "data")


@pytest.fixture(scope="session")
def texts():
    """The folder of texts, where there is one; a test that needs it is skipped elsewhere."""
    if not TEXTS.is_dir():
        pytest.skip("the texts are not on this machine")
    return TEXTS


@pytest.fixture(scope="session")
def tree(root, tmp_path_factory):
    """The files of the checkout as others get them: what git tracks or would track. Not to be changed."""
    where = tmp_path_factory.mktemp("tree") / "repository"
    listed = subprocess.run(
        ["git", "-C", root, "ls-files", "-z", "--cached", "--others", "--exclude-standard"], capture_output=True, check=True
    )
    for name in filter(None, listed.stdout.decode("utf-8").split("\0")):
        if (root / name).is_file():
            (where / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(root / name, where / name)
    return where


@pytest.fixture(scope="session")
def released(root, tmp_path_factory):
    """What learners get, all lessons of it, as a repository. Not to be changed."""
    from sidebyside import cli

    where = tmp_path_factory.mktemp("released") / "for learners"
    assert cli.main(["release", str(where), "--git", "--repository", "a-school/lessons", "--data", str(root / "data")]) == 0
    return where


@pytest.fixture(scope="session")
def classroom(root, tmp_path_factory):
    """A Python with nbgrader and nbgitpuller, the libraries of this one, and the package of the checkout.

    An environment of its own: beside the other tests' tools both would add extensions of theirs to the
    JupyterLab in which the desk is tested. That it can be made at all shows that no pinned version is in their way.
    """
    where = tmp_path_factory.mktemp("classroom")
    venv.create(where, with_pip=True)
    python = where / "bin/python"
    libraries = [path for path in sys.path if path.endswith("site-packages")]
    site = next(where.glob("lib/*/site-packages"))
    (site / "libraries.pth").write_text("\n".join([*libraries, str(root / "helpers")]), encoding="utf-8")
    pins = root / "binder/requirements.txt"
    tools = ("nbgrader>=0.9.6,<0.10", "nbgitpuller>=1.3,<2")
    subprocess.run([python, "-m", "pip", "install", "--quiet", "-c", pins, *tools], check=True)
    return python


@pytest.fixture
def sample(root, tmp_path):
    """A copy of the sound sample case, with the one description of the tables."""
    folder = shutil.copytree(root / "tests" / "sample", tmp_path / "case")
    shutil.copy(root / "data" / "datapackage.json", folder)
    return folder


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A place for journals, in a kernel that has neither drawn a name nor deleted one."""
    from sidebyside import hosts, keeping

    monkeypatch.setattr(keeping, "_DRAWN", {})
    monkeypatch.setattr(keeping, "_GONE", set())
    monkeypatch.delenv(hosts.SETTING, raising=False)
    return tmp_path / "journal"


@pytest.fixture
def keeper(folder):
    """What keeps the answers of a desk at which one learner works."""
    from keepers import begun

    return begun(folder)
