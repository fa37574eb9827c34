import importlib.util
import re
import shutil
import sys
from dataclasses import astuple, replace

import pytest

from sidebyside import figures, journal, layout, lesson, model, render, words


@pytest.fixture
def data(root, tmp_path):
    """A copy of the tables that a test may damage."""
    return shutil.copytree(root / "data", tmp_path / "data")


@pytest.fixture
def start(case):
    return lesson.Lesson(case, "00")


@pytest.fixture(params=["first", "last"])
def lesson_of(case, request):
    """A lesson of one claim, and one of many."""
    rows = case.rows("lessons")
    return lesson.Lesson(case, rows[0 if request.param == "first" else -1].lesson_id)


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


def test_a_lesson_is_opened_by_its_number(sample):
    opened = lesson.open_lesson("00", sample)
    excerpts = {pair.excerpt_id for pair in opened.case.rows("pairs")}
    assert len(excerpts) > 1
    assert repr(opened) == f"Lesson 00, The lamp: 1 claim, {len(excerpts)} passages."


def test_every_lesson_of_the_case_can_be_opened(case, data):
    for row in case.rows("lessons"):
        opened = lesson.open_lesson(row.lesson_id, data)
        assert opened.row == row
        assert repr(opened).startswith(f"Lesson {row.lesson_id}, {row.title}: ")


@pytest.mark.parametrize("asked", ["XX", "0", "", 0, None, "../00"])
def test_a_lesson_that_is_not_there_names_those_that_are(case, data, asked):
    there_are = ", ".join(row.lesson_id for row in case.rows("lessons"))
    with pytest.raises(lesson.LessonError, match=f"^there is no lesson {re.escape(repr(asked))}; there are {there_are}$"):
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


def test_pairs_name_claim_excerpt_and_who_wrote_it_when(lesson_of, plain):
    case = lesson_of.case
    expected = []
    desk = layout.of_lesson(case, lesson_of.lesson_id)
    for claim_id, beside in ((claim["id"], one) for claim in desk["claims"] for one in claim["excerpts"]):
        excerpt = case.excerpt(beside["id"])
        work, written = case.work(excerpt.work_id), beside["source"]["written"]
        expected.append({
            "claim": case.claim(claim_id).label, "passage": excerpt.label, "work": work.title,
            "author’s part in it": words.RELATIONS[work.relation], "written": written, "our text": excerpt.method,
        })  # fmt: skip
    rows = list(lesson_of.pairs())
    assert expected
    assert rows == expected, "in the order of the desk, with its dates"


def test_events_stand_by_their_beginning(lesson_of, plain):
    events = lesson_of.case.rows("events", lesson_id=lesson_of.lesson_id)
    rows = list(lesson_of.events())
    assert lesson_of.events().columns == ["from", "to", "event", "group"]
    assert [tuple(row.values()) for row in rows] == [
        (event.start, event.end or "", event.label, event.group) for event in figures.by_date(events)
    ]


def test_the_timeline_shows_the_events_of_the_lesson_and_no_others(case):
    for lesson_id in {event.lesson_id for event in case.rows("events")}:
        picture = lesson.Lesson(case, lesson_id).timeline()
        assert picture.caption == f"Timeline of lesson {lesson_id}: {case.lesson(lesson_id).title}"
        told = re.split("[:;] ", picture.text)
        spoken = [any(one.startswith(f"{event.label}, ") for one in told) for event in case.rows("events")]
        own = {event.label for event in case.rows("events", lesson_id=lesson_id)}  # two lessons may name one event
        assert spoken == [event.label in own for event in case.rows("events")]


def test_a_lesson_without_events_has_no_timeline(case):
    without = lesson.Lesson(model.Case(case.title, case.tables | {"events": ()}), "00")
    assert len(without.events()) == 0
    with pytest.raises(lesson.LessonError, match="^lesson 00 has no events$"):
        without.timeline()


MAY_BE_EMPTY = ("exercises", "kinds", "items")
OF_A_LESSON = {name for name, kind in model.ROW_TYPES.items() if "lesson_id" in kind.__dataclass_fields__}


@pytest.mark.parametrize("name", [table for table in model.ROW_TYPES if not table.startswith("teacher/")])
def test_every_table_for_learners_can_be_had_as_data(start, plain, name):
    table = start.table(name)
    rows = start.case.rows(name, **{"lesson_id": "00"} if name in OF_A_LESSON else {})
    assert isinstance(table, render.PlainTable)
    assert table.columns == list(model.ROW_TYPES[name].__dataclass_fields__)
    assert [tuple(row.values()) for row in table] == [astuple(row) for row in rows]
    assert rows or name in MAY_BE_EMPTY


@pytest.mark.parametrize("name", sorted(table for table in OF_A_LESSON if not table.startswith("teacher/")))
def test_a_table_holds_the_rows_of_this_lesson_and_no_others(case, plain, name):
    rows = case.rows(name, lesson_id="00") or (model.ROW_TYPES[name]("X00-1", "00", 1, "core", "", "", None),)
    other = replace(rows[0], lesson_id="01")
    wider = model.Case(case.title, case.tables | {name: (other, *rows), "lessons": case.rows("lessons")})
    assert {row["lesson_id"] for row in lesson.Lesson(wider, "00").table(name)} == {"00"}
    assert len(lesson.Lesson(wider, "00").table(name)) == len(rows)


@pytest.mark.parametrize("name", ["teacher/readings", "teacher/samples", "reading", "", "../works", "datapackage"])
def test_a_table_that_is_not_for_learners_is_refused_and_the_others_named(start, name):
    with pytest.raises(lesson.LessonError, match=r"^there is no table .*; there are works, editions, ") as caught:
        start.table(name)
    assert "teacher" not in str(caught.value).split(";")[1]


def test_tables_are_data_frames_where_pandas_is(start):
    pandas = pytest.importorskip("pandas")
    for table in (start.pairs(), start.events(), start.table("works")):
        assert isinstance(table, pandas.DataFrame)


def test_the_books_are_those_of_the_case_and_none_is_fetched(case, start, monkeypatch):
    from sidebyside import fetching

    monkeypatch.setattr(fetching, "fetch", lambda *_, **__: pytest.fail("something was fetched"))
    shelf = start.books()
    assert repr(shelf) == words.SHELF["repr"]
    files = {row.file for row in case.rows("editions") if row.address}
    assert {book["file"] for book in shelf.content["books"]} == files


def test_the_desk_is_that_of_the_lesson(start, monkeypatch, tmp_path):
    monkeypatch.setattr(journal, "folder", lambda: tmp_path)
    assert repr(start.desk()) == words.TWIN["repr"].format(lesson="00")
