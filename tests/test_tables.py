import dataclasses
import json
import os
import shutil
import time
from types import NoneType
from typing import get_args, get_origin, get_type_hints

import pytest

from sidebyside import checks, render, tables
from sidebyside.model import ROW_TYPES


@pytest.fixture(scope="module")
def real(root):
    return tables.read(root / "data")


def places(sheets):
    return [f"{finding.file}:{finding.line}:{finding.column} {finding.code}" for finding in sheets.findings]


def described(folder):
    return json.loads((folder / tables.SCHEMA).read_text(encoding="utf-8"))


def describe(folder, package):
    (folder / tables.SCHEMA).write_text(json.dumps(package), encoding="utf-8")


# Which folder


def test_the_folder_named_by_the_caller_comes_first(monkeypatch, tmp_path):
    monkeypatch.setenv("SIDEBYSIDE_DATA", str(tmp_path / "environment"))
    assert tables.data_folder(str(tmp_path / "option")) == tmp_path / "option"


def test_the_environment_comes_second(monkeypatch, tmp_path):
    monkeypatch.setenv("SIDEBYSIDE_DATA", str(tmp_path / "environment"))
    assert tables.data_folder() == tmp_path / "environment"


def test_the_checkout_comes_third(monkeypatch, root):
    monkeypatch.delenv("SIDEBYSIDE_DATA", raising=False)
    assert tables.data_folder() == root / "data"


def test_an_empty_variable_names_no_folder(monkeypatch, root):
    monkeypatch.setenv("SIDEBYSIDE_DATA", "")
    assert tables.data_folder() == root / "data"


def test_outside_a_checkout_the_tables_are_inside_the_package(monkeypatch, tmp_path):
    monkeypatch.delenv("SIDEBYSIDE_DATA", raising=False)
    monkeypatch.setattr(tables, "__file__", str(tmp_path / "site-packages" / "sidebyside" / "tables.py"))
    assert tables.data_folder() == (tmp_path / "site-packages" / "sidebyside" / "data").resolve()


def test_a_wrong_name_is_reported_and_not_passed_over(tmp_path):
    sheets = tables.read(tmp_path / "nowhere")
    assert places(sheets) == [f"{tmp_path / 'nowhere'}:1:1 folder-missing"]
    assert sheets.sheets == {}


# What is read


def test_the_sample_has_every_table_and_none_empty(sample):
    sheets = tables.read(sample)
    assert sheets.findings == []
    assert list(sheets.sheets) == list(ROW_TYPES)
    assert all(sheet.rows for sheet in sheets.sheets.values())


def test_a_cell_knows_its_line_and_column(sample):
    (sample / "glossary.csv").write_text('glossary_id,term,meaning\n\nGL1,"a, b", c \n', encoding="utf-8")
    [row] = tables.read(sample).sheets["glossary"].rows
    assert row.cells == {
        "glossary_id": tables.Cell("GL1", 3, 1),
        "term": tables.Cell("a, b", 3, 5),
        "meaning": tables.Cell("c", 3, 12),
    }


def test_a_cell_is_found_by_the_position_of_its_row(sample):
    finding = tables.read(sample).at("glossary", 1, "meaning", "value-missing", "empty")
    assert (finding.file, finding.line, finding.column) == ("glossary.csv", 3, 9)


def test_columns_are_found_by_name_and_not_by_place(sample):
    (sample / "glossary.csv").write_text("meaning,glossary_id,term\na book,GL1,log\n", encoding="utf-8")
    sheets = tables.read(sample)
    assert sheets.findings == []
    assert tables.case_of(sheets).rows("glossary")[0].term == "log"


def test_a_torn_line_does_not_take_the_next_one_with_it(sample):
    (sample / "glossary.csv").write_text(
        'glossary_id,term,meaning\nGL1,"log,a book\nGL2,keeper,one who keeps\n', encoding="utf-8"
    )
    sheets = tables.read(sample)
    assert places(sheets) == ["glossary.csv:2:5 quote-unclosed"]
    assert [row.damaged for row in sheets.sheets["glossary"].rows] == [True, False]
    assert sheets.sheets["glossary"].rows[1].cells["meaning"].text == "one who keeps"


def test_of_a_torn_line_only_the_cells_before_the_tear_are_kept(sample):
    (sample / "glossary.csv").write_text('glossary_id,term,meaning\nGL1,log,a "book"\n', encoding="utf-8")
    assert list(tables.read(sample).sheets["glossary"].rows[0].cells) == ["glossary_id", "term"]


def test_a_broken_header_is_one_finding_and_no_rows(sample):
    (sample / "glossary.csv").write_text('glossary_id,"term,meaning\nGL1,log,a book\n', encoding="utf-8")
    sheets = tables.read(sample)
    assert places(sheets) == ["glossary.csv:1:13 quote-unclosed"]
    assert sheets.sheets["glossary"].rows == ()


def test_empty_columns_at_the_end_of_a_header_are_named_once(sample):
    (sample / "glossary.csv").write_text("glossary_id,term,meaning,,,\nGL1,log,a book,,,\n", encoding="utf-8")
    assert places(tables.read(sample)) == ["glossary.csv:1:26 column-unknown"]


def test_without_the_teachers_folder_the_rest_is_sound(sample):
    shutil.rmtree(sample / "teacher")
    sheets = tables.read(sample)
    assert sheets.findings == []
    assert set(ROW_TYPES) - set(sheets.sheets) == {"teacher/readings", "teacher/samples", "teacher/notes", "teacher/sorted"}


def test_a_teachers_folder_must_be_whole(sample):
    (sample / "teacher" / "readings.csv").unlink()
    assert places(tables.read(sample)) == ["teacher/readings.csv:1:1 table-missing"]


@pytest.mark.parametrize("file", ["glossary.csv", tables.SCHEMA])
def test_a_folder_in_place_of_a_file_is_reported(sample, file):
    (sample / file).unlink()
    (sample / file).mkdir()
    code = "schema-unreadable" if file == tables.SCHEMA else "table-missing"
    assert places(tables.read(sample)) == [f"{file}:1:1 {code}"]


# The case


def test_a_case_has_typed_values(sample):
    case = tables.case_of(tables.read(sample))
    assert case.lesson("00").minutes == 20
    assert case.rows("sentences", paragraph=2, position=1)[0].claim_ids == ("K1",)
    assert case.rows("sentences", paragraph=0)[0].claim_ids == ()
    assert case.work("W1").note is None
    assert len(case.excerpt("F1").paragraphs) == 2


def test_the_title_of_a_case_comes_from_its_description(sample):
    package = described(sample)
    describe(sample, package | {"title": "The lamp"})
    assert tables.read(sample).title == "The lamp"


# The description of the tables


def whole(kind):
    return int if int in (kind, *get_args(kind)) else tuple if get_origin(kind) is tuple else str


@pytest.mark.parametrize("table", ROW_TYPES)
def test_the_fields_of_a_row_are_the_columns_of_its_table(real, table):
    sheet = real.sheets[table]
    kinds = get_type_hints(ROW_TYPES[table])
    assert [column.name for column in sheet.columns] == [part.name for part in dataclasses.fields(ROW_TYPES[table])]
    for column in sheet.columns:
        is_optional = NoneType in get_args(kinds[column.name]) or whole(kinds[column.name]) is tuple
        assert column.required is not is_optional, column.name
        expected = int if column.type == "integer" else tuple if column.holds == "list" else str
        assert whole(kinds[column.name]) is expected, column.name


@pytest.mark.parametrize("table", ROW_TYPES)
def test_a_key_is_made_of_columns_that_must_be_filled(real, table):
    sheet = real.sheets[table]
    assert sheet.key
    assert set(sheet.key) <= {column.name for column in sheet.columns if column.required}


def test_every_reference_points_to_the_key_of_a_table(real):
    for sheet in real.sheets.values():
        for column, table, key in sheet.foreign_keys:
            assert column in {known.name for known in sheet.columns}
            assert real.sheets[table].key == (key,)
        for column in sheet.columns:
            assert all(len(real.sheets[table].key) == 1 for table in column.refers)


def test_a_column_named_like_a_key_refers_to_that_table(real):
    keys = {sheet.key[0]: table for table, sheet in real.sheets.items() if len(sheet.key) == 1}
    for table, sheet in real.sheets.items():
        references = {column: target for column, target, _ in sheet.foreign_keys}
        for column in sheet.columns:
            if column.name in keys and keys[column.name] != table:
                assert references.get(column.name) == keys[column.name], f"{table}.{column.name}"


def test_the_readme_of_the_tables_is_generated_from_their_description(root, real):
    assert (root / "data" / "README.md").read_text(encoding="utf-8") == render.columns_page(real)


def test_a_second_opinion_finds_the_description_and_the_tables_valid(root):
    from frictionless import Package

    package = Package(str(root / "data" / tables.SCHEMA))
    report = package.validate()
    assert report.valid, report.flatten(["type", "rowNumber", "fieldName", "note"])
    assert len(report.tasks) == len(ROW_TYPES)


def without(package, number, *path):
    """A copy of a description in which one thing is missing from one table."""
    package = json.loads(json.dumps(package))
    place = package["resources"][number]
    for step in path[:-1]:
        place = place[step]
    del place[path[-1]]
    return package


@pytest.mark.parametrize(
    "path",
    [
        ("name",),
        ("path",),
        ("title",),
        ("description",),
        ("schema",),
        ("schema", "fields"),
        ("schema", "primaryKey"),
        ("schema", "fields", 0, "name"),
        ("schema", "fields", 0, "type"),
        ("schema", "fields", 0, "description"),
    ],
)
def test_a_description_that_lacks_something_is_one_finding(sample, path):
    describe(sample, without(described(sample), 1, *path))
    assert places(tables.read(sample)) == ["datapackage.json:1:1 schema-unreadable"]


@pytest.mark.parametrize(
    ("name", "value"),
    [("pattern", "["), ("pattern", 5), ("minimum", "one"), ("maximum", 1.5), ("enum", 5)],
)
def test_a_rule_that_cannot_be_followed_is_one_finding(sample, name, value):
    package = described(sample)
    package["resources"][0]["schema"]["fields"][0]["constraints"][name] = value
    describe(sample, package)
    assert places(tables.read(sample)) == ["datapackage.json:1:1 schema-unreadable"]


@pytest.mark.parametrize("key", [[], ["no such column"], "work_id", None])
def test_a_key_that_is_no_list_of_columns_is_one_finding(sample, key):
    package = described(sample)
    package["resources"][0]["schema"]["primaryKey"] = key
    describe(sample, package)
    assert places(tables.read(sample)) == ["datapackage.json:1:1 schema-unreadable"]


def test_a_reference_to_a_table_that_is_not_described_is_one_finding(sample):
    package = described(sample)
    package["resources"][1]["schema"]["foreignKeys"][0]["reference"]["resource"] = "plays"
    describe(sample, package)
    assert places(tables.read(sample)) == ["datapackage.json:1:1 schema-unreadable"]


def test_a_description_with_one_column_less_differs(sample):
    describe(sample, without(described(sample), 0, "schema", "fields", 2))
    [finding] = tables.read(sample).findings
    assert finding.code == "schema-differs"
    assert finding.detail.startswith("table works: expected the columns work_id, title, title_original")


@pytest.mark.parametrize("path", ["plays.csv", "../works.csv"])
def test_a_table_the_helpers_do_not_know_differs_and_is_not_opened(sample, path):
    package = described(sample)
    package["resources"].append(package["resources"][0] | {"name": "plays", "path": path})
    describe(sample, package)
    assert places(tables.read(sample)) == ["datapackage.json:1:1 schema-differs"]


def test_a_description_that_is_cut_off_is_reported_where_it_ends(sample):
    (sample / tables.SCHEMA).write_text('{\n "title": \n', encoding="utf-8")
    assert places(tables.read(sample)) == ["datapackage.json:3:1 schema-unreadable"]


@pytest.mark.parametrize(
    "content",
    [
        b"", b"\0" * 100, b"\xff\xfe", b"\xef\xbb\xbf{}", b"null", b"5", b'"works"', b"[]", b"{}", b'{"resources": null}',
        b'{"resources": ["works"]}', b'{"resources": [{}]}', b"[" * 100_000, b'{"a":' * 100_000, b"9" * 5000,
        b"{" + b" " * 1_000_000,
    ],
)  # fmt: skip
def test_a_description_of_any_bytes_is_one_finding_and_no_exception(sample, content):
    (sample / tables.SCHEMA).write_bytes(content)
    sheets = tables.read(sample)
    assert {finding.code for finding in sheets.findings} == {"schema-unreadable"}
    assert all(finding.line >= 1 and finding.column >= 1 for finding in sheets.findings)
    assert checks.report(sheets).findings == sheets.findings


def test_a_link_to_nowhere_in_place_of_a_table_is_reported(sample):
    (sample / "glossary.csv").unlink()
    try:
        os.symlink(sample / "nowhere.csv", sample / "glossary.csv")
    except OSError:
        pytest.skip("no links on this system")
    assert places(tables.read(sample)) == ["glossary.csv:1:1 table-missing"]


@pytest.mark.parametrize("unit", [b"term,", b",", b'"",', b"x,"])
def test_a_header_of_a_million_characters_takes_no_longer_than_its_length(sample, unit):
    (sample / "glossary.csv").write_bytes(unit * (1_000_000 // len(unit)) + b"\nGL1,log,a book\n")
    began = time.process_time()
    assert tables.read(sample).findings
    assert time.process_time() - began < 20
