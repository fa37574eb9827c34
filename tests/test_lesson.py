import importlib.util
import shutil
import sys

import pytest

from sidebyside import figures, journal, layout, lesson, model, render, words


@pytest.fixture
def data(root, tmp_path):
    """A copy of the tables that a test may damage."""
    return shutil.copytree(root / "data", tmp_path / "data")


@pytest.fixture
def start(case):
    return lesson.Lesson(case, "00")


@pytest.fixture
def plain(monkeypatch):
    """No pandas: tables are then plain data that can be compared."""
    monkeypatch.setitem(sys.modules, "pandas", None)


def damage(folder, table, old, new):
    file = folder / f"{table}.csv"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8", newline="\n")


def test_a_case_is_opened_from_its_folder(data):
    case = lesson.open_case(data)
    assert isinstance(case, model.Case)
    assert case.rows("lessons")


def test_the_names_of_the_package_open_the_same(root):
    import sidebyside

    assert sidebyside.open_case is lesson.open_case
    assert sidebyside.open_lesson is lesson.open_lesson
    with pytest.raises(AttributeError, match="no attribute 'open_book'"):
        sidebyside.open_book  # noqa: B018


def test_a_damaged_table_is_named_with_file_line_and_column(data):
    damage(data, "claims", ",disputed,", ",doubtful,")
    with pytest.raises(lesson.CaseError, match=r"\n  claims\.csv:2:\d+ value-list status is 'doubtful'"):
        lesson.open_case(data)


def test_a_folder_that_is_missing_is_named(tmp_path):
    with pytest.raises(lesson.CaseError, match="nowhere.*\n.*folder-missing"):
        lesson.open_case(tmp_path / "nowhere")


@pytest.mark.parametrize(("damaged", "expected"), [(10, None), (11, "and 1 more")])
def test_the_first_ten_findings_are_listed_and_the_rest_counted(data, damaged, expected):
    file = data / "glossary.csv"
    header = file.read_text(encoding="utf-8").splitlines()[0]
    rows = [f"gl-{number},a term,a meaning" for number in range(damaged)]
    file.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    with pytest.raises(lesson.CaseError, match="cannot be used") as caught:
        lesson.open_case(data)
    message = str(caught.value)
    assert message.count("glossary.csv:") == 10
    assert ("more" in message) == (expected is not None)
    assert expected is None or f"\n  {expected}\n" in message
    assert message.endswith("`sidebyside check` lists everything.")


@pytest.mark.parametrize("kind", [lesson.CaseError, lesson.LessonError])
def test_a_notebook_shows_an_error_without_a_traceback(kind):
    assert kind("what is wrong")._render_traceback_() == [f"{kind.__name__}: what is wrong"]


def test_a_lesson_is_opened_by_its_number(data):
    opened = lesson.open_lesson("00", data)
    questions = len(opened.case.rows("prompts", lesson_id="00"))
    assert questions > 1
    assert repr(opened) == f"Lesson 00, {opened.row.title}: 1 claim, 1 excerpt, {questions} questions."


@pytest.mark.parametrize("asked", ["99", "0", "", 0, None, "../00"])
def test_a_lesson_that_is_not_there_names_those_that_are(data, asked):
    with pytest.raises(lesson.LessonError, match=r"^there is no lesson .*; there are 00(, \d\d)*$"):
        lesson.open_lesson(asked, data)


def test_whoever_catches_a_case_error_catches_a_lesson_error_too():
    assert issubclass(lesson.LessonError, lesson.CaseError)


def test_everything_works_is_all_ticks_where_it_does(start, monkeypatch, tmp_path):
    monkeypatch.setenv("SIDEBYSIDE_JOURNAL", str(tmp_path / "journal"))
    monkeypatch.chdir(tmp_path)
    said = repr(start.everything_works()).splitlines()
    assert said == [f"✓ {phrases[0]}" for phrases in words.HEALTH.values()]
    assert list((tmp_path / "journal").iterdir()) == []


def crosses(health):
    return [line for line in repr(health).splitlines() if not line.startswith("✓ ")]


def test_a_stray_copy_beside_the_notebook_is_a_cross(start, monkeypatch, root):
    monkeypatch.chdir(root / "helpers")
    assert crosses(start.everything_works()) == [f"✗ {words.HEALTH['origin'][1]}"]


def test_a_missing_widget_library_is_a_cross(start, monkeypatch):
    find = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == "anywidget" else find(name))
    assert crosses(start.everything_works()) == [f"✗ {words.HEALTH['desk'][1]}"]


def test_a_folder_for_answers_that_is_a_file_is_a_cross_with_the_reason(start, monkeypatch, tmp_path):
    (tmp_path / "journal").write_text("", encoding="utf-8")
    monkeypatch.setenv("SIDEBYSIDE_JOURNAL", str(tmp_path / "journal"))
    assert crosses(start.everything_works()) == [f"✗ {words.HEALTH['journal'][1].format(reason='File exists')}"]


def test_a_folder_for_answers_that_cannot_be_written_is_a_cross(start, monkeypatch, tmp_path):
    monkeypatch.setenv("SIDEBYSIDE_JOURNAL", str(tmp_path / "journal"))

    def refuse(path, *_, **__):
        raise OSError("no reason given")

    monkeypatch.setattr(lesson.Path, "write_text", refuse)
    (cross,) = crosses(start.everything_works())
    assert "(cannot be written)" in cross


def test_pairs_name_claim_excerpt_and_who_wrote_it_when(start, plain):
    (row,) = start.pairs()
    claim, excerpt = start.case.rows("claims")[0], start.case.rows("excerpts")[0]
    assert list(row.values())[:2] == [claim.label, excerpt.label]
    assert row["work"] == start.case.work(excerpt.work_id).title
    assert row["author’s part in it"] == words.RELATIONS["self"]
    assert row["written"] == layout.readable_date(start.case.work(excerpt.work_id).written)


def test_events_stand_by_their_beginning(start, plain):
    rows = list(start.events())
    assert list(rows[0]) == ["from", "to", "event", "group"]
    assert sorted(row["event"] for row in rows) == sorted(row.label for row in start.case.rows("events", lesson_id="00"))
    assert [row["from"] for row in rows] == [row.start for row in figures.by_date(start.case.rows("events"))]
    assert None not in {value for row in rows for value in row.values()}


def test_the_timeline_shows_the_events_of_the_lesson(start):
    picture = start.timeline()
    assert picture.caption == f"Timeline of lesson 00: {start.row.title}"
    assert all(row.label in picture.text for row in start.case.rows("events", lesson_id="00"))


def test_a_lesson_without_events_has_no_timeline(case):
    without = lesson.Lesson(model.Case(case.title, case.tables | {"events": ()}), "00")
    assert len(without.events()) == 0
    with pytest.raises(lesson.LessonError, match="^lesson 00 has no events$"):
        without.timeline()


@pytest.mark.parametrize("name", [table for table in model.ROW_TYPES if not table.startswith("teacher/")])
def test_every_table_for_learners_can_be_had_as_data(start, plain, name):
    table = start.table(name)
    assert isinstance(table, render.PlainTable)
    assert table.columns == list(model.ROW_TYPES[name].__dataclass_fields__)
    assert len(table) == len(start.case.rows(name)) > 0


def test_a_table_holds_the_rows_of_this_lesson_where_it_says(case, plain):
    other = model.Prompt("P01-1", "01", 1, "predict", "text", "K12", None, "?")
    wider = model.Case(case.title, case.tables | {"prompts": (*case.rows("prompts"), other)})
    assert "P01-1" not in [row["prompt_id"] for row in lesson.Lesson(wider, "00").table("prompts")]
    assert "P00-1" in [row["prompt_id"] for row in lesson.Lesson(wider, "00").table("prompts")]


@pytest.mark.parametrize("name", ["teacher/readings", "teacher/samples", "reading", "", "../works", "datapackage"])
def test_a_table_that_is_not_for_learners_is_refused_and_the_others_named(start, name):
    with pytest.raises(lesson.LessonError, match=r"^there is no table .*; there are works, editions, ") as caught:
        start.table(name)
    assert "teacher" not in str(caught.value).split(";")[1]


def test_tables_are_data_frames_where_pandas_is(start):
    pandas = pytest.importorskip("pandas")
    for table in (start.pairs(), start.events(), start.table("works")):
        assert isinstance(table, pandas.DataFrame)


def test_the_desk_is_that_of_the_lesson(start, monkeypatch, tmp_path):
    monkeypatch.setattr(journal, "folder", lambda: tmp_path)
    assert repr(start.desk()) == words.TWIN["repr"].format(lesson="00")
