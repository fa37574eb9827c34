import json
import os

import nbformat
import pytest

from sidebyside import notebooks
from sidebyside.notebooks import CellFailed

WIDGET = notebooks.WIDGET


def stored(path, *sources):
    """A notebook with these code cells, as a file."""
    cells = [nbformat.v4.new_code_cell(source, id=f"cell-{number}") for number, source in enumerate(sources)]
    path.write_text(nbformat.writes(nbformat.v4.new_notebook(cells=cells)), encoding="utf-8")
    return path


def outputs(path):
    notebook = nbformat.reads(path.read_text(encoding="utf-8"), as_version=4)
    return [output.get("text") or output["data"]["text/plain"] for cell in notebook.cells for output in cell.outputs]


@pytest.fixture
def untidy():
    """A notebook as JupyterLab leaves it."""
    shown = {"text/plain": "A desk.", WIDGET: {"model_id": "a1b2", "version_major": 2, "version_minor": 1}}
    output = nbformat.v4.new_output("display_data", data=shown, metadata={WIDGET: {"x": 1}, "text/plain": {"y": 2}})
    times = {"execution": {"iopub.execute_input": "2026-01-01T00:00:00Z"}, "ExecuteTime": {}, "collapsed": True, "scrolled": True}
    code = nbformat.v4.new_code_cell("1", id="one", outputs=[output], metadata=times | {"tags": ["kept"]})
    prose = nbformat.v4.new_markdown_cell("# Title", id="two")
    metadata = {
        "kernelspec": {"display_name": "mine", "language": "python", "name": "my-env"},
        "language_info": {"name": "python", "version": "3.99.9"},
        "widgets": {"application/vnd.jupyter.widget-state+json": {"state": {"a1b2": {}}}},
    }
    return nbformat.v4.new_notebook(cells=[code, prose], metadata=metadata)


def test_a_settled_notebook_names_no_widget_time_or_version(untidy):
    text = nbformat.writes(notebooks.settled(untidy))
    for differing in ("a1b2", "widget", "2026", "3.99.9", "my-env", "ExecuteTime", "collapsed", "scrolled"):
        assert differing not in text


def test_a_settled_notebook_keeps_the_rest(untidy):
    code, prose = notebooks.settled(untidy).cells
    assert code.metadata == {"tags": ["kept"]}
    assert code.outputs[0].data == {"text/plain": "A desk."}
    assert code.outputs[0].metadata == {"text/plain": {"y": 2}}
    assert (code.id, prose.id, prose.source) == ("one", "two", "# Title")


def test_a_settled_notebook_is_settled(untidy):
    once = nbformat.writes(notebooks.settled(untidy))
    assert nbformat.writes(notebooks.settled(nbformat.reads(once, as_version=4))) == once


def test_a_notebook_run_again_holds_its_outputs_and_then_stays_the_same(tmp_path):
    path = stored(tmp_path / "one.ipynb", "print('ёж')", "1 + 1")
    assert notebooks.execute(path)
    assert outputs(path) == ["ёж\n", "2"]
    written = path.read_bytes()
    assert written.endswith(b"}\n")
    assert b"\r" not in written
    notebook = json.loads(written)
    assert notebook["metadata"]["language_info"] == {"name": "python"}
    assert [cell["metadata"] for cell in notebook["cells"]] == [{}, {}]
    assert not notebooks.execute(path)
    assert path.read_bytes() == written


def test_a_cell_that_fails_leaves_the_file_as_it_was(tmp_path):
    path = stored(tmp_path / "one.ipynb", "print('before')", "raise ValueError('no')")
    written = path.read_bytes()
    with pytest.raises(CellFailed, match=r"raise ValueError\('no'\)"):
        notebooks.execute(path)
    assert path.read_bytes() == written


def test_a_notebook_runs_in_its_own_folder_and_keeps_answers_elsewhere(tmp_path, monkeypatch):
    monkeypatch.setenv("SIDEBYSIDE_JOURNAL", str(tmp_path / "mine"))
    (tmp_path / "below").mkdir()
    show = "import os; from sidebyside import journal; print(os.getcwd()); print(journal.folder())"
    path = stored(tmp_path / "below" / "one.ipynb", show)
    notebooks.execute(path)
    (text,) = outputs(path)
    here, kept = text.split()
    assert here == str(tmp_path.resolve() / "below")
    assert str(tmp_path.resolve()) not in kept
    assert not os.path.exists(kept)


def test_running_a_notebook_changes_nothing_for_those_who_come_after(tmp_path, monkeypatch):
    monkeypatch.setenv("SIDEBYSIDE_JOURNAL", str(tmp_path / "mine"))
    notebooks.execute(stored(tmp_path / "one.ipynb", "1"))
    assert os.environ["SIDEBYSIDE_JOURNAL"] == str(tmp_path / "mine")


def test_lessons_come_by_name_and_the_teachers_part_behind_them(tmp_path):
    (tmp_path / "teacher").mkdir()
    for name in ("01-b.ipynb", "00-a.ipynb", "teacher/00-guide.ipynb", "notes.md"):
        (tmp_path / name).write_text("{}", encoding="utf-8")
    found = [path.relative_to(tmp_path).as_posix() for path in notebooks.lessons_in(tmp_path)]
    assert found == ["00-a.ipynb", "01-b.ipynb", "teacher/00-guide.ipynb"]


def test_a_folder_without_a_teachers_part_is_listed_too(tmp_path):
    (tmp_path / "00-a.ipynb").write_text("{}", encoding="utf-8")
    assert [path.name for path in notebooks.lessons_in(tmp_path)] == ["00-a.ipynb"]
