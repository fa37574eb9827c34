"""Every notebook run to its end from every kind of installation, and with what a browser has not got."""

import json
import os
import shutil
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import nbformat
import pytest

NOTEBOOKS = tuple(sorted(path.name for path in (Path(__file__).parent.parent / "notebooks").glob("*.ipynb")))
ABSENT_IN_A_BROWSER = (
    "pandas", "numpy", "matplotlib", "rapidfuzz", "requests", "frictionless", "pooch", "tqdm", "bs4", "citeproc", "docx",
)  # fmt: skip


def stored(path):
    """The outputs of a notebook by cell id, without widget views, which differ from run to run."""
    cells = nbformat.read(path, as_version=4).cells
    return {
        cell.id: [
            {kind: data for kind, data in output.get("data", {"text": output.get("text")}).items() if "widget" not in kind}
            for output in cell.outputs
        ]
        for cell in cells
        if cell.cell_type == "code"
    }


def outputs(python, folder, environment=None):
    """The outputs of every notebook in a folder, run with another Python: by notebook and cell."""
    env = {name: value for name, value in os.environ.items() if not name.startswith(("SIDEBYSIDE", "PYTHON", "VIRTUAL_ENV"))}
    env |= {name: str(folder.parent / "jupyter" / name) for name in ("JUPYTER_DATA_DIR", "JUPYTER_CONFIG_DIR", "IPYTHONDIR")}
    command = [
        python, "-m", "nbconvert", "--to", "notebook", "--execute", "--output-dir", "run", *NOTEBOOKS,
        "--ExecutePreprocessor.kernel_name=python3", "--ExecutePreprocessor.store_widget_state=False",
    ]  # fmt: skip
    done = subprocess.run(command, cwd=folder, env=env | (environment or {}), capture_output=True, encoding="utf-8", timeout=180)
    assert done.returncode == 0, done.stderr[-3000:]
    return {name: stored(folder / "run" / name) for name in NOTEBOOKS}


def origin(python, folder):
    """Where the package and its tables come from, as that Python sees it from that folder."""
    code = "import json, sidebyside; from sidebyside import tables; print(json.dumps([sidebyside.__file__, str(tables.data_folder())]))"
    env = {name: value for name, value in os.environ.items() if not name.startswith(("SIDEBYSIDE", "PYTHON"))}
    done = subprocess.run([python, "-c", code], cwd=folder, env=env, capture_output=True, encoding="utf-8", check=True)
    return [Path(path).resolve() for path in json.loads(done.stdout)]


@pytest.fixture
def elsewhere(tmp_path, root):
    """A folder outside the checkout with the lesson in it."""
    folder = tmp_path / "a class"
    folder.mkdir()
    for name in NOTEBOOKS:
        shutil.copy(root / "notebooks" / name, folder)
    return folder


@pytest.fixture(scope="session")
def usual(root):
    """The outputs that are stored."""
    assert len(NOTEBOOKS) > 6
    return {name: stored(root / "notebooks" / name) for name in NOTEBOOKS}


@pytest.fixture(scope="session")
def wheel(root, tmp_path_factory):
    """The wheel, built from the checkout."""
    where = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", where], cwd=root, check=True, capture_output=True
    )
    return next(where.glob("*.whl"))


def test_from_an_editable_installation(root, elsewhere, usual):
    package, data = origin(sys.executable, elsewhere)
    assert package == root / "helpers/sidebyside/__init__.py"
    assert data == root / "data"
    assert outputs(sys.executable, elsewhere) == usual


def test_the_wheel_holds_the_tables_and_the_desk_and_nothing_of_the_teachers(wheel, root):
    names = zipfile.ZipFile(wheel).namelist()
    assert {
        "sidebyside/data/datapackage.json",
        "sidebyside/data/claims.csv",
        "sidebyside/widgets/desk.css",
        "sidebyside/paper/paper.css",
        "sidebyside/course/handin.css",
        "sidebyside/course/notes.csl",
    } <= set(names)
    parts = {f"sidebyside/widgets/{path.name}" for path in (root / "helpers/sidebyside/widgets").glob("*.js")}
    assert len(parts) > 6
    assert {name for name in names if name.endswith(".js")} == parts
    assert not [name for name in names if "teacher" in name or name.startswith(("tests", "notebooks", "helpers", "data"))]


def test_no_reading_and_no_sample_answer_is_in_the_wheel(wheel, case):
    archive = zipfile.ZipFile(wheel)
    everything = "\n".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())
    secrets = [row.reason for row in case.rows("teacher/readings")] + [row.text for row in case.rows("teacher/samples")]
    assert secrets
    assert not [secret for secret in secrets if secret in everything]


def test_from_a_wheel_outside_the_checkout(wheel, elsewhere, tmp_path, usual):
    """A Python of its own: the libraries come from this environment, the package from the wheel alone."""
    venv.create(tmp_path / "venv", with_pip=True)
    python = tmp_path / "venv" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    subprocess.run([python, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", wheel], check=True)
    libraries = [path for path in sys.path if path.endswith("site-packages")]
    site = subprocess.run(
        [python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    # A .pth file inside a folder named by a .pth file is not read: the editable installation stays out.
    Path(site.stdout.strip(), "libraries.pth").write_text("\n".join(libraries), encoding="utf-8")
    package, data = origin(python, elsewhere)
    assert package.is_relative_to(tmp_path / "venv")
    assert data == package.parent / "data"
    assert outputs(python, elsewhere) == usual


def test_after_binders_steps_in_a_fresh_environment(tree, tmp_path, usual):
    """The exact pins, then postBuild, in a copy of the repository; the lesson runs and the teacher's part is gone."""
    tree = shutil.copytree(tree, tmp_path / "repository")
    subprocess.run(["git", "init", "--quiet", tree], check=True)  # Binder's copy has a history too
    venv.create(tmp_path / "venv", with_pip=True)
    python = tmp_path / "venv/bin/python"
    subprocess.run([python, "-m", "pip", "install", "--quiet", "-r", tree / "binder/requirements.txt"], check=True)
    subprocess.run(
        ["bash", tree / "binder/postBuild"],
        check=True,
        env=os.environ | {"REPO_DIR": str(tree), "PATH": f"{python.parent}{os.pathsep}{os.environ['PATH']}"},
        capture_output=True,
    )
    assert not [path for path in tree.rglob("*") if "teacher" in path.parts or ".git" in path.parts]
    package, data = origin(python, tree)
    assert package.is_relative_to(tmp_path / "venv")
    assert data == package.parent / "data"
    assert outputs(python, tree / "notebooks") == usual


def test_to_the_end_without_what_a_browser_has_not_got(elsewhere, tmp_path, usual):
    """The names are blocked in the kernel; tables are then our own, everything else is the same."""
    blocker = tmp_path / "blocker"
    blocker.mkdir()
    (blocker / "sitecustomize.py").write_text(
        "import sys\n"
        "class Blocker:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        f"        if name.partition('.')[0] in {ABSENT_IN_A_BROWSER!r}:\n"
        "            raise ImportError(f'{name} is blocked')\n"
        "if any('ipykernel' in word for word in sys.orig_argv):\n"  # what runs the notebooks needs some of them itself
        "    sys.meta_path.insert(0, Blocker())\n",
        encoding="utf-8",
    )
    plain = outputs(sys.executable, elsewhere, {"PYTHONPATH": str(blocker)})
    tables = {"pairs", "events", "answers"}
    for name, cells in usual.items():
        assert plain[name].keys() == cells.keys()
        differing = {cell for cell in cells if plain[name][cell] != cells[cell]}
        # where nobody has answered, work is shown as a page and only asked for a table as one
        assert differing - {"answers"} == {"pairs", "events"} & set(cells), name
        assert differing <= tables, name
        for cell in differing:
            assert "dataframe" in cells[cell][0]["text/html"]
            assert "dataframe" not in plain[name][cell][0]["text/html"]
    assert "British and others at Murmansk" in plain[NOTEBOOKS[0]]["events"][0]["text/html"]


def test_what_a_notebook_stores_does_not_depend_on_the_texts_that_are_here(elsewhere, usual, texts):
    assert outputs(sys.executable, elsewhere, {"SIDEBYSIDE_TEXTS": str(texts)}) == usual
