"""A course for nbgrader, made, given out, handed in and graded by nbgrader itself."""

import html
import json
import os
import re
import subprocess
from pathlib import Path

import pytest

from keepers import begun, give, next_id
from sidebyside import cli, journal
from sidebyside.course import collected, graded, nbgrader

LESSON, ASSIGNMENT = "04", "04-the-train"
PARAGRAPH = (
    "Most of it stands: “the train” joined and taught.\n\nBut <script>alert(1)</script> $\\href{javascript:alert(1)}{x}$ `x`."
)
REASON = "The order says who puts the soldiers where.\n### BEGIN SOLUTION"
READ_GRADES = """
import json, sys
from nbgrader.api import Gradebook
with Gradebook("sqlite:///gradebook.db") as book:
    print(json.dumps({
        submission.student.id: {
            grade.name: [grade.auto_score, grade.manual_score, bool(grade.needs_manual_grade), grade.max_score]
            for notebook in submission.notebooks for grade in notebook.grades
        }
        for submission in book.assignment_submissions(sys.argv[1])
    }))
"""
EVIL_CODE = "open('code-of-a-learner-ran', 'w').close()"


@pytest.fixture(scope="module")
def run(classroom, tmp_path_factory):
    """To be called with a course and the arguments of a command of that Python; its own words where it fails."""
    home = tmp_path_factory.mktemp("home")
    env = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "SIDEBYSIDE", "JUPYTER"))}
    # nbgrader calls a program of its own by its name
    env |= {"HOME": str(home), "PATH": f"{classroom.parent}{os.pathsep}{env['PATH']}", "JUPYTER_PLATFORM_DIRS": "1"}

    def run(course, *arguments):
        command = [classroom, *arguments]
        done = subprocess.run(command, cwd=course, env=env, capture_output=True, encoding="utf-8", timeout=200)
        assert done.returncode == 0, done.stderr[-3000:]
        return done.stdout + done.stderr

    return run


@pytest.fixture(scope="module")
def course(run, tmp_path_factory):
    """A course in which one lesson was generated, handed in by five, and graded."""
    where = tmp_path_factory.mktemp("a school") / "History 9b"
    assert cli.main(["release", "--nbgrader", str(where), "--lessons", "00,04"]) == 0
    said = run(where, "-m", "nbgrader", "generate_assignment", ASSIGNMENT)
    assert "ERROR" not in said
    for student, hand_in in HANDED_IN.items():
        folder = where / "submitted" / student / ASSIGNMENT
        folder.mkdir(parents=True)
        notebook = json.loads((where / f"release/{ASSIGNMENT}/{ASSIGNMENT}.ipynb").read_text(encoding="utf-8"))
        hand_in(folder, notebook)
        (folder / f"{ASSIGNMENT}.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
    said = run(where, "-m", "nbgrader", "autograde", ASSIGNMENT, "--no-execute")
    assert "ERROR" not in said
    return where


def worked(folder, paragraph=PARAGRAPH, **who):
    """Work at the desk of the lesson."""
    keeper = begun(folder / "journal", LESSON, **who)
    give(keeper, paragraph, key="P04-7")
    give(keeper, "against", key="P04-3:K15:B2")
    give(keeper, REASON, key="P04-5:K15:B2")
    return keeper.learner


def untouched(folder, _notebook):
    """Everything is as it should be."""
    worked(folder)


def mangled(folder, notebook):
    """Cells copied, split, cleared, deleted, moved and broken; and code and outputs that would do harm."""
    worked(folder)
    cells = {cell["metadata"]["nbgrader"]["grade_id"]: cell for cell in notebook["cells"] if "nbgrader" in cell["metadata"]}
    ids = iter(range(100))

    def made(cell, source):
        return {**json.loads(json.dumps(cell)), "id": f"made-{next(ids)}", "source": source}

    paragraph = cells["desk-04-K15-P04-7"]
    half = len(paragraph["source"]) // 2
    copies = [made(paragraph, paragraph["source"][:half]), made(paragraph, paragraph["source"][half:])]
    typed = made(cells["desk-04-K9-P04-5"], "I wrote this in the notebook <b>myself</b>.")
    broken = {**made(paragraph, "broken"), "metadata": {"nbgrader": {"grade_id": 7}}}
    stranger = made(paragraph, "stranger")
    stranger["metadata"]["nbgrader"]["grade_id"] = "never-given-out"
    page = {"output_type": "display_data", "metadata": {}, "data": {"text/html": "<script>alert(2)</script>"}}
    evil = {"cell_type": "code", "id": "evil", "metadata": {}, "source": EVIL_CODE, "execution_count": 1, "outputs": [page]}
    full_marks = made(cells["desk-04"], EVIL_CODE)
    notebook["cells"] = [evil, typed, *copies, broken, stranger, full_marks]


def without_a_journal(_folder, notebook):
    """Only the notebook came, with all its cells run."""
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            page = {"output_type": "execute_result", "metadata": {}, "data": {"text/plain": "1.0"}, "execution_count": 1}
            cell["outputs"], cell["execution_count"] = [page], 1


def of_two(folder, _notebook):
    """A shared machine, and a line that nobody can read."""
    first = worked(folder, "The first one’s paragraph.")
    second = worked(folder, "The second one’s paragraph.", people=2)
    assert first != second
    with (folder / "journal" / f"{LESSON}.jsonl").open("ab") as file:
        file.write(b'\n{"torn\n')


def linked(folder, _notebook):
    """The journal is a link to somebody else's."""
    elsewhere = folder.parent / "elsewhere"
    worked(elsewhere)
    (folder / "journal").mkdir()
    (folder / "journal" / f"{LESSON}.jsonl").symlink_to(elsewhere / "journal" / f"{LESSON}.jsonl")


HANDED_IN = {"ann": untouched, "ben": mangled, "cem": without_a_journal, "dora": of_two, "eve": linked}


def graded_cells(course, student):
    """What a marker sees: the cells of a notebook by their grade ids, and the others."""
    path = course / "autograded" / student / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    by_id = {cell["metadata"]["nbgrader"]["grade_id"]: cell for cell in cells if "nbgrader" in cell["metadata"]}
    return by_id, [cell for cell in cells if "nbgrader" not in cell["metadata"]]


def source(cell):
    return "".join(cell["source"])


def test_nbgrader_changes_no_version_that_is_pinned(classroom, root):
    pins = (root / "binder/requirements.txt").read_text(encoding="utf-8")
    pinned = {name.lower() for name in re.findall(r"^[\w.-]+", pins, re.MULTILINE)}
    installed = [
        path.name.split("-")[0].replace("_", "-").lower()
        for path in classroom.parent.parent.glob("lib/*/site-packages/*.dist-info")
    ]
    assert "nbgrader" in installed
    assert not pinned & set(installed)


def test_the_course_has_its_settings_a_source_for_each_lesson_and_the_learners_tree(course):
    settings = (course / "nbgrader_config.py").read_text(encoding="utf-8")
    assert 'course_id = "History-9b"' in settings
    assert {path.parent.name for path in course.glob("source/*/*.ipynb")} == {"00-start-here", ASSIGNMENT}
    assert (course / "learners/Makefile").is_file()
    readme = (course / "README.md").read_text(encoding="utf-8")
    assert "nbgrader generate_assignment 00-start-here" in readme


def test_every_written_question_of_a_claim_is_a_cell_marked_by_hand_and_nothing_else_but_the_count(case):
    ids = [cell.grade_id for cell in graded.cells(case, LESSON)]
    assert ids == [
        "desk-04-K14-P04-5", "desk-04-K15-P04-1", "desk-04-K15-P04-5", "desk-04-K15-P04-7", "desk-04-K15-P04-13", "desk-04-K9-P04-5",
    ]  # fmt: skip
    asked = [prompt for row in case.rows("lesson_claims", lesson_id=LESSON) for prompt in case.questions(LESSON, row.claim_id)]
    written = {prompt.prompt_id for prompt in asked if prompt.kind == "text"}
    assert {question.key for cell in graded.cells(case, LESSON) for question in cell.questions} == written


def test_all_claims_of_the_open_desk_share_one_cell_a_question(case):
    cells = graded.cells(case, "99")
    assert [cell.grade_id for cell in cells] == [f"desk-99-all-P99-{number}" for number in (1, 5, 7, 12, 14)]
    assert len({question.claim for question in cells[0].questions}) > 30


def test_what_learners_get_has_the_cells_without_an_answer_and_no_output(course):
    notebook = json.loads((course / f"release/{ASSIGNMENT}/{ASSIGNMENT}.ipynb").read_text(encoding="utf-8"))
    cells = {cell["metadata"]["nbgrader"]["grade_id"]: cell for cell in notebook["cells"] if "nbgrader" in cell["metadata"]}
    assert len(cells) == 7
    assert all(source(cell).endswith("Nothing to write here.") for name, cell in cells.items() if name != "desk-04")
    assert not [cell for cell in notebook["cells"] if cell.get("outputs")]
    assert "SOLUTION" not in json.dumps(notebook)


def test_answers_come_from_the_journal_with_what_was_chosen_beside_them(course):
    cells, others = graded_cells(course, "ann")
    paragraph = source(cells["desk-04-K15-P04-7"])
    assert "Most of it stands: “the train” joined and taught.&#10;&#10;But &lt;script&gt;" in paragraph
    reason = source(cells["desk-04-K15-P04-5"])
    assert "puts the soldiers where.&#10;### BEGIN SOLUTION</pre>" in reason
    assert "If this passage is true, what does it do to the claim? " in reason
    assert "2 of 6 written questions have an answer." in source(others[0])
    assert "one person" in source(others[0])


def test_the_page_made_of_it_shows_what_was_typed_as_text(course):
    import nbconvert

    page, _ = nbconvert.HTMLExporter().from_filename(course / "autograded/ann" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb")
    typed = [html.unescape(found) for found in re.findall(r"<pre [^>]*dir=\"auto\"[^>]*>([^<]*)</pre>", page)]
    assert typed == [REASON, PARAGRAPH]
    assert "<script>alert" not in page


@pytest.mark.parametrize("student", ["ann", "ben"])
def test_nothing_a_learner_handed_in_acts_where_it_is_marked(course, student):
    path = course / "autograded" / student / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"
    text = path.read_text(encoding="utf-8")
    assert "<script" not in text
    assert EVIL_CODE not in text
    cells = json.loads(text)["cells"]
    answers = [source(cell) for cell in cells if cell["cell_type"] == "markdown" and "<pre" in source(cell)]
    assert answers
    for line in "\n".join(answers).splitlines():
        assert not line or re.fullmatch(r"<(h3|p|pre)( [^<>]*)?>[^<>]*</\1>", line), line
        assert not re.search(r"[$`\\]", line)


def test_cells_that_were_copied_split_broken_or_deleted_change_nothing_that_is_marked(course):
    whole, mangled_ = graded_cells(course, "ann")[0], graded_cells(course, "ben")[0]
    assert whole.keys() == mangled_.keys()
    typed = "desk-04-K9-P04-5"
    assert [name for name in whole if source(whole[name]) != source(mangled_[name])] == [typed]
    assert "I wrote this in the notebook &lt;b&gt;myself" in source(mangled_[typed])
    assert "Written into the notebook itself" in source(mangled_[typed])


def test_work_without_its_journal_says_so_and_has_no_answer(course):
    cells, others = graded_cells(course, "cem")
    assert "No answers came with this notebook" in source(others[0])
    released = json.loads((course / f"release/{ASSIGNMENT}/{ASSIGNMENT}.ipynb").read_text(encoding="utf-8"))["cells"]
    sources = [source(cell) for cell in released]
    assert all(source(cell) in sources for cell in cells.values())


def test_a_journal_of_two_shows_both_each_under_its_name(course):
    cells, others = graded_cells(course, "dora")
    paragraph = source(cells["desk-04-K15-P04-7"])
    assert "The first one’s paragraph." in paragraph
    assert "The second one’s paragraph." in paragraph
    assert len(re.findall(r"By [a-z ]+, (?:one person|2 people at one screen)\.", paragraph)) == 2
    assert "under 2 names" in source(others[0])
    assert "cannot be read: 1." in source(others[0])


def test_a_journal_that_is_a_link_is_not_followed(course):
    cells, others = graded_cells(course, "eve")
    assert "No answers came" in source(others[0])
    assert "Most of it stands" not in source(cells["desk-04-K15-P04-7"])


def test_no_cell_scores_by_itself_but_for_the_share_that_was_answered(course, run):
    grades = json.loads(run(course, "-c", READ_GRADES, ASSIGNMENT).splitlines()[-1])
    assert set(grades) == set(HANDED_IN)
    answered = {"desk-04-K15-P04-5", "desk-04-K15-P04-7"}
    for student, share in (("ann", 0.33), ("ben", 0.5), ("cem", 0), ("dora", 0.33), ("eve", 0)):
        assert grades[student].pop("desk-04") == [share, None, False, 1], student
        by_hand = {name for name, grade in grades[student].items() if grade == [None, None, True, 3]}
        extra = {"desk-04-K9-P04-5"} if student == "ben" else set()
        assert by_hand == (answered | extra if share else set()), student
        # what nobody answered has no points, and waits for nobody
        assert {name for name, grade in grades[student].items() if grade == [0, None, False, 3]} == grades[
            student
        ].keys() - by_hand


def test_no_code_of_a_learner_is_run_even_where_no_option_forbids_it(course, run):
    said = run(course, "-m", "nbgrader", "autograde", ASSIGNMENT, "--student", "ben", "--force")
    assert "ERROR" not in said
    assert graded_cells(course, "ben")[0]["desk-04"]["outputs"][0]["data"]["text/plain"] in ("0.50", ["0.50"])
    assert not list(course.rglob("code-of-a-learner-ran"))
    grades = json.loads(run(course, "-c", READ_GRADES, ASSIGNMENT).splitlines()[-1])
    assert grades["ben"]["desk-04"][0] == 0.5


def test_a_journal_that_names_many_or_says_much_is_cut_and_says_so(case, tmp_path):
    where = tmp_path / "journal"
    records = [
        {"schema": 1, "id": next_id(), "prompt_id": "P04-7", "value": "x" * 30_000, "learner": f"calm heron {number}", "saved_at": None}
        for number in range(1, 9)
    ]  # fmt: skip
    records[0]["learner"] = "<b>$x$"
    journal.append(where / "04.jsonl", *records)
    released = {"desk-04-K15-P04-7": {"source": "?", "points": 3, "markdown": True}}
    about, cell = collected.collected(case, LESSON, where, released)
    assert "under 8 names" in about["source"]
    assert "2 more names" in about["source"]
    assert "all 30,000 characters" in cell["source"]
    assert len(cell["source"]) < 6 * 21_000
    assert "By b x, one person" in cell["source"]


def test_a_cell_the_case_no_longer_has_is_left_as_it_was_given_out(case, tmp_path):
    released = {"desk-04-K15-P04-99": {"source": "old question", "points": 3, "markdown": True}}
    _, cell = collected.collected(case, LESSON, tmp_path, released)
    assert cell["source"] == "old question"


def test_points_a_teacher_changed_stay(case, tmp_path):
    worked(tmp_path)
    released = {
        "desk-04-K15-P04-7": {"source": "?", "points": 10, "markdown": True},
        "desk-04": {"source": "", "points": 0, "markdown": False},
    }
    _, cell, count = collected.collected(case, LESSON, tmp_path / "journal", released)
    assert cell["metadata"]["nbgrader"]["points"] == 10
    assert count["outputs"][0]["data"]["text/plain"] == "0.00"


def test_no_answer_is_shown_that_was_taken_back_and_a_rival_is(case, tmp_path):
    keeper = begun(tmp_path / "journal", LESSON)
    give(keeper, "first", key="P04-1")
    give(keeper, None, key="P04-1")
    give(keeper, "one", key="P04-7")
    give(keeper, "another", key="P04-7", page="bbbbbbbb", upon=[])
    released = {name: {"source": "?", "points": 3, "markdown": True} for name in ("desk-04-K15-P04-1", "desk-04-K15-P04-7")}
    about, taken_back, rival = collected.collected(case, LESSON, tmp_path / "journal", released)
    assert "1 of 2 written questions" in about["source"]
    assert taken_back["source"] == "?"
    assert ">one<" in rival["source"]
    assert ">another<" in rival["source"]
    assert "Another answer to the same question" in rival["source"]


def test_a_short_line_typed_into_a_cell_stays_though_a_line_given_out_has_it():
    given_out = "Which verdict? Write whether it is borne out.\n\nA long line that a cell which was split has a part of."
    assert collected._added(f"{given_out}\nborne out", given_out) == "borne out"
    assert collected._added("A long line that a cell which was", given_out) == ""


def test_a_notebook_of_another_assignment_is_left_alone(monkeypatch):
    monkeypatch.setattr(collected, "_released", lambda *_: {"own-cell": {"source": "", "points": 1, "markdown": True}})
    notebook, resources = object(), {"nbgrader": {"db_url": "", "notebook": "x", "assignment": "x"}}
    assert collected.from_journal(notebook, resources) == (notebook, resources)


def test_the_readme_names_a_course_by_its_folder():
    assert nbgrader.course_id("../History 9b") == "History-9b"
    assert Path(nbgrader.CONFIG).suffix == ".py"
