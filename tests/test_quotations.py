"""The quotations that circulate: what the table says of each is what the check says, and a phrase is no more than a phrase."""

from collections import Counter
from dataclasses import replace

import pytest

from sidebyside import cells, circulating, lesson, locate, quotes, tables
from sidebyside.lesson_words import COLUMNS, LESSON
from sidebyside.library import Library
from sidebyside.model import Case


@pytest.fixture(scope="module")
def rows(case):
    return case.rows("quotations")


@pytest.fixture
def plain(monkeypatch):
    """Our own tables, as where pandas is missing."""
    import sys

    monkeypatch.setitem(sys.modules, "pandas", None)


def shown(case, folder, monkeypatch):
    monkeypatch.setenv("SIDEBYSIDE_TEXTS", str(folder))
    return list(lesson.Lesson(case, "00").quotations())


# The table


def test_the_grades_of_the_table_are_those_of_the_check(root):
    sheet = tables.read(root / "data").sheets["quotations"]
    (column,) = (column for column in sheet.columns if column.name == "grade")
    assert column.enum == quotes.GRADES
    assert set(circulating.PLACED) == set(quotes.GRADES) - {"not-found", "too-short", "too-long"}
    (column,) = (column for column in sheet.columns if column.name == "standing")
    assert set(circulating.TRACED) < set(column.enum)


def test_there_are_ten_and_every_useful_outcome_is_among_them(rows):
    assert len(rows) == 10
    assert {row.grade for row in rows} == {*circulating.PLACED, "not-found"}
    assert {row.standing for row in rows} == {"own", "altered", "another", "untraced"}
    found = Counter((row.standing, row.grade == "not-found") for row in rows)
    assert found["own", True], "real, and not found"
    assert found["altered", True], "grown from his words, and not found"


def test_a_phrase_is_a_phrase_and_long_enough_to_be_looked_for(rows):
    sizes = [locate.word_count(row.phrase) for row in rows]
    assert quotes.LEAST <= min(sizes) <= max(sizes) <= cells.PHRASE
    assert not {"“", "”", '"'} & set("".join(row.phrase for row in rows))


def test_each_says_what_it_proves_and_where_we_looked(rows):
    for row in rows:
        assert 20 <= locate.word_count(row.proves) <= 80, row.quotation_id
        assert locate.word_count(row.searches) >= 5, row.quotation_id
        assert locate.word_count(row.seen_at) >= 5, row.quotation_id


# Beside the texts


def test_each_is_graded_as_the_table_says(case, rows, texts):
    library = Library(texts)
    said = {row.quotation_id: quotes.check_quote(row.phrase, case, library) for row in rows}
    assert {key: found.grade for key, found in said.items()} == {row.quotation_id: row.grade for row in rows}
    placed = {key: {part.place.edition_id for part in found.parts} for key, found in said.items()}
    assert placed == {row.quotation_id: set(row.edition_ids) for row in rows}


def test_who_speaks_where_it_stands_is_the_one_it_is_traced_to_or_nobody_is_named(case, rows, texts):
    library = Library(texts)
    alone = [row for row in rows if len(row.edition_ids) == 1]
    assert len(alone) == 4
    speakers = {row.quotation_id: quotes.check_quote(row.phrase, case, library).author for row in alone}
    # the review prints the testament's words, and who speaks in it is not on record
    assert speakers == {
        row.quotation_id: None if case.edition(row.edition_ids[0]).work_id != row.traced_to else row.whose for row in alone
    }


def test_no_more_than_a_phrase_of_a_text_stands_in_a_row(rows, case, texts):
    library = Library(texts)
    here = [text for edition in case.rows("editions") if (text := library.text(edition))]
    printed = " | ".join(" ".join(text.folded.words) for text in here)
    assert len(printed) > 1_000_000
    for row in rows:
        own = locate.fold(f"{row.phrase} . {row.proves} . {row.searches}").words
        runs = [" ".join(own[at : at + 13]) for at in range(len(own) - 12)]
        assert [run for run in runs if f" {run} " in printed] == [], row.quotation_id


# What a lesson shows


def test_a_lesson_shows_each_with_what_the_check_says_here(case, rows, texts, plain, monkeypatch):
    table = shown(case, texts, monkeypatch)
    assert [tuple(row) for row in table] == [COLUMNS["quotations"]] * len(rows)
    assert [tuple(row.values()) for row in table] == [
        (row.phrase, row.circulates_as, row.circulates_at, row.grade, row.proves) for row in rows
    ]


def test_without_the_texts_it_does_not_say_what_it_cannot_know(case, rows, plain, tmp_path, monkeypatch):
    table = shown(case, tmp_path, monkeypatch)
    here, proves = COLUMNS["quotations"][3:]
    assert [row[here] for row in table] == ["not-found"] * len(rows)
    assert [row[proves] for row in table] == [LESSON["otherwise"].format(grade=row.grade) for row in rows]


def test_one_missing_book_is_enough_to_say_so(case, rows, texts, plain, tmp_path, monkeypatch):
    import lamplight

    lamplight.copied(case, texts, tmp_path / "texts", without=("ED14",))
    table = shown(case, tmp_path / "texts", monkeypatch)
    proves = COLUMNS["quotations"][4]
    assert [row[proves] for row in table] == [LESSON["otherwise"].format(grade=row.grade) for row in rows]


def test_another_result_than_that_on_record_is_not_given_the_words_for_it(sample, plain, monkeypatch):
    case = lesson.open_case(sample)
    first, second = case.rows("quotations")
    changed = Case(case.title, case.tables | {"quotations": (replace(first, grade="stitched"), second)})
    here, proves = COLUMNS["quotations"][3:]
    table = shown(changed, sample / "texts", monkeypatch)
    assert [row[here] for row in table] == ["exact", "not-found"]
    assert [row[proves] for row in table] == [LESSON["otherwise"].format(grade="stitched"), second.proves]
