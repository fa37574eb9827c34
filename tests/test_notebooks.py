"""The shape of every lesson: what strict nbval cannot see."""

import re
import statistics
from pathlib import Path

import nbformat
import pytest

from sidebyside import pace
from sidebyside.notebooks import WIDGET, lessons_in

NOTEBOOKS = lessons_in(Path(__file__).resolve().parent.parent / "notebooks")
# what may not stand in a stored output: a time, a path, a version, an address in memory
DRIFT = re.compile(r"\b\d{1,2}:\d{2}\b|(?<![\w.:/])/(?:home|tmp|root|usr|work|Users)/|\b\d+\.\d+\.\d+\b|0x[0-9a-f]{6,}")
ALLOWED = re.compile(r"(?s)<style scoped>.*?</style>|viewBox=\"[^\"]*\"")


# the open desk is a workplace, not a class: it has no card and no length
LESSONS = [path for path in NOTEBOOKS if path.name[:2].isdigit()]


@pytest.fixture(params=LESSONS, ids=lambda path: path.name)
def lesson(request):
    """Each lesson of the course."""
    return nbformat.read(request.param, as_version=4)


@pytest.fixture(params=NOTEBOOKS, ids=lambda path: path.name)
def notebook(request):
    """Each notebook of the course."""
    return nbformat.read(request.param, as_version=4)


def code(notebook):
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def prose(notebook):
    return [cell.source for cell in notebook.cells if cell.cell_type == "markdown"]


def test_there_is_a_notebook_for_every_lesson_of_the_tables(case):
    learners = [path for path in NOTEBOOKS if path.parent.name != "teacher"]
    assert {row.notebook for row in case.rows("lessons")} == {path.name for path in learners}


def test_it_is_valid_and_every_cell_has_an_id(notebook):
    nbformat.validate(notebook)
    assert len({cell.id for cell in notebook.cells}) == len(notebook.cells)


def test_every_code_cell_was_run_in_order_and_none_failed(notebook):
    assert [cell.execution_count for cell in code(notebook)] == list(range(1, len(code(notebook)) + 1))
    assert not [output for cell in code(notebook) for output in cell.outputs if output.output_type in ("error", "stream")]


def test_no_widget_state_is_stored(notebook):
    assert "widgets" not in notebook.metadata
    assert not [output for cell in code(notebook) for output in cell.outputs if WIDGET in output.get("data", {})]


def test_no_output_holds_a_time_a_path_or_a_version(notebook):
    for cell in code(notebook):
        for output in cell.outputs:
            for kind, data in output.get("data", {}).items():
                found = DRIFT.findall(ALLOWED.sub("", "".join(data)))
                assert not found, (cell.id, kind, found)


@pytest.mark.parametrize("drift", ["14:02", "/tmp/x", "7.4.0", "<at 0x7f47eb09ff60>"])
def test_that_test_would_see(drift):
    assert DRIFT.search(f"saved at {drift}")


def test_code_cells_are_few_and_short(notebook):
    lengths = [len(cell.source.splitlines()) for cell in code(notebook)]
    assert len(lengths) <= 10
    assert max(lengths) <= 8
    assert statistics.median(lengths) <= 2


def test_no_cell_needs_to_know_how_it_is_done(notebook):
    for cell in code(notebook):
        assert not re.search(r"\bdef\b|\bpip\b|[\"'][./~]|HTML\(|display\(|import (?!open_(?:lesson|guide)\b)", cell.source), (
            cell.id
        )
    for text in prose(notebook):
        assert not re.search(r"<[a-z/]", text), text[:60]


def test_it_is_as_long_as_a_class_can_read(lesson):
    words = sum(len(re.findall(r"\w+", text)) for text in prose(lesson))
    assert 1000 <= words <= 1500


def test_it_has_a_card_a_caution_questions_aims_in_the_past_tense_and_sources(lesson):
    text = "\n".join(prose(lesson))
    assert text.startswith("# ")
    for part in (
        "**Time**",
        "**You will learn**",
        "**Content**",
        "**Caution.**",
        "## Talk",
        "## Write",
        "## You have",
        "**Sources.**",
    ):
        assert part in text, part
    talk = text.split("## Talk")[1].split("##")[0]
    assert talk.count("?") >= 3


def test_every_picture_says_what_it_shows(notebook):
    for text in prose(notebook):
        assert not re.search(r"!\[\s*\]", text)
    for cell in code(notebook):
        for output in cell.outputs:
            html = "".join(output.get("data", {}).get("text/html", ""))
            for svg in re.findall(r"<svg[^>]*>", html):
                assert 'role="img"' in svg
                assert re.search(r'aria-label="[^"]{40,}"', svg)
            assert html.count("<svg") == html.count("<desc>")
            assert not re.search(r"<img(?![^>]*alt=)", html)


def test_the_minutes_on_the_card_are_those_of_the_table_and_enough_for_what_is_read_and_written(root, case):
    for path in LESSONS:
        row = next(row for row in case.rows("lessons") if row.notebook == path.name)
        said = re.search(r"\*\*Time\*\* \| about (\d+) minutes", "\n".join(prose(nbformat.read(path, as_version=4))))
        assert int(said.group(1)) == row.minutes, row.lesson_id
        assert row.minutes >= pace.of_lesson(case, row.lesson_id, path).minutes, row.lesson_id


def test_the_open_desk_says_how_it_works_and_warns_and_names_its_sources():
    path = next(path for path in NOTEBOOKS if path.name == "open-desk.ipynb")
    text = "\n".join(prose(nbformat.read(path, as_version=4)))
    for part in ("# Open desk", "**Run All Cells**", "**Caution.**", "**Sources.**"):
        assert part in text, part
