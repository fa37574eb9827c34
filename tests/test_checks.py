import csv
import io
import random
import shutil
import time
from collections import Counter
from pathlib import Path

import pytest

from sidebyside import checks, tables
from sidebyside.findings import CATALOGUE
from sidebyside.library import Library
from sidebyside.model import ROW_TYPES

BROKEN = Path(__file__).with_name("broken")
SAMPLES = sorted(folder.name for folder in BROKEN.iterdir() if folder.is_dir())


def report(folder):
    return checks.report(tables.read(folder), Library(folder / "texts"))


def lay_over(folder, broken):
    """Put the files of a broken sample in place, and take away what it says."""
    shutil.copytree(broken, folder, dirs_exist_ok=True)
    if (broken / "remove.txt").is_file():
        for name in (broken / "remove.txt").read_text(encoding="utf-8").split():
            shutil.rmtree(folder) if name == "." else (folder / name).unlink()


def place(folder, finding):
    file = "." if finding.file == str(folder) else finding.file
    return f"{file}:{finding.line}:{finding.column} {finding.code}"


def csv_text(rows, **options):
    written = io.StringIO()
    csv.writer(written, lineterminator="\n", **options).writerows(rows)
    return written.getvalue()


# Broken samples


def test_every_code_has_a_sample_and_every_sample_a_code():
    assert set(SAMPLES) == set(CATALOGUE)


@pytest.mark.parametrize("code", SAMPLES)
def test_exactly_what_is_wrong_is_found(sample, code):
    lay_over(sample, BROKEN / code)
    expected = (BROKEN / code / "expected.txt").read_text(encoding="utf-8").splitlines()
    assert any(line.endswith(f" {code}") for line in expected)
    assert [place(sample, finding) for finding in report(sample).findings] == expected


@pytest.mark.parametrize("code", SAMPLES)
def test_every_finding_says_what_was_found(sample, code):
    lay_over(sample, BROKEN / code)
    assert all(finding.detail.strip() for finding in report(sample).findings)


@pytest.mark.parametrize("code", SAMPLES)
def test_a_sample_holds_only_what_differs(root, code):
    sound = root / "tests" / "sample"
    for path in (BROKEN / code).rglob("*"):
        if path.is_file() and path.name not in ("expected.txt", "remove.txt", tables.SCHEMA):
            twin = sound / path.relative_to(BROKEN / code)
            assert twin.is_file()
            assert twin.read_bytes() != path.read_bytes()


# Sound tables


def counted(folder):
    """How many tables there are, and how many rows they have under their headings."""
    files = [*folder.glob("*.csv"), *folder.glob("teacher/*.csv")]
    rows = [list(csv.reader(io.StringIO(path.read_text(encoding="utf-8"), newline=""))) for path in files]
    assert min(map(len, rows)) > 1
    return len(rows), sum(map(len, rows)) - len(rows)


def test_nothing_is_found_in_the_sample(sample):
    found = report(sample)
    assert found.findings == []
    assert (found.tables, found.rows) == counted(sample)


def test_nothing_is_found_in_the_tables_of_the_lessons(root):
    assert checks.report(tables.read(root / "data")).findings == []


def test_nothing_is_found_in_them_beside_the_texts(root, texts):
    assert checks.report(tables.read(root / "data"), Library(texts)).findings == []


def shuffled(rows):
    header, *body = rows
    random.Random(1864).shuffle(body)
    return csv_text([header, *body[::-1]])


def turned(rows):
    return csv_text([row[::-1] for row in rows])


EDITS = {
    "rows in another order": shuffled,
    "columns in another order": turned,
    "line ends of Windows": lambda rows: csv_text(rows).replace("\n", "\r\n"),
    "line ends of an old Macintosh": lambda rows: csv_text(rows).replace("\n", "\r"),
    "blank lines at the end": lambda rows: csv_text(rows) + "\n\n  \n\n",
    "blank lines between": lambda rows: csv_text(rows).replace("\n", "\n\n"),
    "no line end at the end": lambda rows: csv_text(rows).rstrip("\n"),
    "quotation marks around every cell": lambda rows: csv_text(rows, quoting=csv.QUOTE_ALL),
    "spaces around every cell": lambda rows: csv_text([rows[0], *([f" {cell}  " for cell in row] for row in rows[1:])]),
}


@pytest.mark.parametrize("edit", EDITS)
def test_a_harmless_edit_changes_nothing(sample, edit):
    before = report(sample)
    for path in [*sample.glob("*.csv"), *sample.glob("teacher/*.csv")]:
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.reader(file))
        path.write_text(EDITS[edit](rows), encoding="utf-8", newline="")
    assert report(sample) == before


def test_a_longer_note_is_harmless(sample):
    path = sample / "works.csv"
    text = path.read_text(encoding="utf-8").replace("that we know of.", "that we know of; " + "her letters are lost and " * 200)
    path.write_text(text, encoding="utf-8", newline="\n")
    assert report(sample).findings == []


def test_a_case_without_the_teachers_part_is_sound(sample):
    shutil.rmtree(sample / "teacher")
    found = report(sample)
    assert found.findings == []
    assert (found.tables, found.rows) == counted(sample)
    assert found.tables == len([table for table in ROW_TYPES if not table.startswith("teacher/")])


# What a case must have


def add(folder, table, *rows):
    with (folder / f"{table}.csv").open("a", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)


def replace(folder, table, old, new):
    path = folder / f"{table}.csv"
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {table}"
    path.write_text(text.replace(old, new), encoding="utf-8", newline="\n")


def codes(folder):
    return [finding.code for finding in checks.report(tables.read(folder)).findings]


SECOND_CLAIM = [
    "K2",
    "Frozen oil",
    "The oil froze.",
    "The stage shows no frost.",
    "The oil froze in one winter.",
    "open",
    "Some of it froze.",
]
ITS_LOCATOR = [
    "K2",
    "ED1",
    "body",
    2,
    "She wrote it",
    "believed her",
    "",
    "",
    "https://example.org/messenger/lamp",
    "part",
    "a page",
    "2026",
    "",
]


def test_a_claim_stands_alone_until_a_search_says_where_we_looked(sample):
    add(sample, "claims", SECOND_CLAIM)
    add(sample, "locators", ITS_LOCATOR)
    assert codes(sample) == ["claim-alone"]
    add(sample, "searches", ["SE2", "K2", "frost", "the log of the harbour", "2026", "None found."])
    assert codes(sample) == []


def test_a_claim_without_a_locator_is_found(sample):
    add(sample, "claims", SECOND_CLAIM)
    add(sample, "searches", ["SE2", "K2", "frost", "the log of the harbour", "2026", "None found."])
    assert codes(sample) == ["locator-missing"]


def test_six_words_at_either_end_of_a_locator_are_enough(sample):
    replace(sample, "locators", "Let nobody say,", "Let nobody say that the lamp,")
    assert codes(sample) == []
    replace(sample, "locators", "Let nobody say that the lamp,", "Let nobody say that the lamp was,")
    assert codes(sample) == ["locator-long"]


def test_sections_of_one_title_are_told_apart_unless_they_stand_in_two_editions(sample):
    replace(
        sample,
        "editions",
        "\nED2,",
        "\nED3,W2,en,,Harbour Press,1907,https://example.org/b,plain,utf-8,other.txt,headings,\nED2,",
    )
    add(sample, "sections", ["ED3", 1, "Chapter II", "Let nobody say", "Ida Marrow", "1902"])
    assert codes(sample) == []
    replace(sample, "sections", "Chapter I,", "Chapter II,")
    assert codes(sample) == ["section-twice"]


def test_in_a_book_without_sections_only_its_own_work_is_spoken(sample):
    replace(
        sample,
        "editions",
        "\nED2,",
        "\nED3,W3,en,,Harbour Press,1907,https://example.org/b,plain,utf-8,other.txt,headings,\nED2,",
    )
    replace(sample, "locators", "F2,ED2,", "F2,ED3,")
    assert codes(sample) == []
    replace(sample, "editions", "ED3,W3,", "ED3,W2,")
    assert codes(sample) == ["speaker-unknown"]


def test_a_plain_version_has_eighty_words_at_most(sample):
    plain = "The lamp did go out once, because the oil froze. She made a fire instead and wrote down the hours."
    replace(sample, "excerpts", plain, " ".join(["oil"] * 80))
    assert codes(sample) == []
    replace(sample, "excerpts", " ".join(["oil"] * 80), " ".join(["oil"] * 81))
    assert codes(sample) == ["plain-long"]


def test_five_key_terms_are_enough_and_a_seventh_is_not_said_again(sample):
    add(sample, "terms", *(["F1", word, "en", "a word", "the word of the book"] for word in ("oil", "pipe")))
    assert codes(sample) == []
    add(sample, "terms", *(["F1", word, "en", "a word", "the word of the book"] for word in ("frost", "rocks")))
    assert codes(sample) == ["terms-many"]


def test_key_terms_are_counted_for_each_excerpt(sample):
    add(sample, "terms", *(["F2", word, "en", "a word", "his word"] for word in ("oil", "pipe", "frost")))
    assert codes(sample) == []


def test_a_fact_with_one_source_is_sound_until_an_event_rests_on_it(sample):
    assert "not found" in (sample / "facts.csv").read_text(encoding="utf-8")
    assert codes(sample) == []
    replace(sample, "events", "Skerry Head,FA2", "Skerry Head,FA3")
    assert codes(sample) == ["fact-single"]


def test_only_the_steps_of_a_plan_must_fill_the_lesson(sample):
    add(sample, "teacher/notes", ["00", "screen", 1, 7, "Show the lamp."])
    assert codes(sample) == []
    add(sample, "teacher/notes", ["00", "plan", 2, 7, "Show the lamp."])
    assert codes(sample) == ["plan-minutes"]


def test_every_rule_reports_before_anything_is_mended(sample):
    add(sample, "claims", SECOND_CLAIM)
    replace(sample, "events", "Skerry Head,FA2", "Skerry Head,FA3")
    assert codes(sample) == ["claim-alone", "locator-missing", "fact-single"]


def test_damaged_tables_are_reported_alone(sample):
    add(sample, "claims", SECOND_CLAIM)
    add(sample, "glossary", ["GL3", "log"])
    found = report(sample)
    assert [finding.code for finding in found.findings] == ["row-short"]
    assert (found.locators, found.balance) == (Counter(), [])


def test_the_balance_counts_the_excerpts_of_each_work_by_its_first_year(sample):
    assert report(sample).balance == [("1902", "Forty Winters at the Lamp", 1), ("1905", "To the reader", 1)]


def test_a_work_of_unknown_year_stands_in_the_balance_too(sample):
    replace(sample, "works", "1902/1904-05", "")
    assert report(sample).balance == [("1905", "To the reader", 1), ("unknown", "Forty Winters at the Lamp", 1)]


# Any bytes

HEADER = b"glossary_id,term,meaning\n"
NASTY = {
    "nothing": b"",
    "a line end": b"\n",
    "only NULs": b"\0" * 1_000_000,
    "one long line": b"a" * 1_000_000,
    "a hundred thousand quotation marks": b'"' * 100_000,
    "one quotation mark more": b'"' * 100_001,
    "a million commas": b"," * 1_000_000,
    "random bytes": random.Random(1873).randbytes(200_000),
    "random printable characters": bytes(random.Random(1873).choices(b'abK1,";\n\r\t =<&-', k=200_000)),
    "a hundred thousand short lines": b"a\n" * 100_000,
    "half a character": b"GL1,log,\xe2\x80",
    "surrogates": b"GL1,log,\xed\xa0\x80",
    "UTF-16": "GL1,log,a book\n".encode("utf-16"),
    "UTF-32": "GL1,log,a book\n".encode("utf-32"),
    "a byte order mark": b"\xef\xbb\xbf",
    "an archive": b"PK\x03\x04" + b"\0\xff" * 1000,
}


@pytest.mark.parametrize("name", NASTY)
@pytest.mark.parametrize("before", [b"", HEADER], ids=["in place of a table", "below its header"])
def test_any_bytes_are_findings_and_no_exception(sample, name, before):
    (sample / "glossary.csv").write_bytes(before + NASTY[name])
    began = time.process_time()
    found = report(sample).findings
    assert time.process_time() - began < 20
    assert found
    assert {finding.file for finding in found} == {"glossary.csv"}
    assert all(finding.line >= 1 and finding.column >= 1 for finding in found)


@pytest.mark.parametrize("name", NASTY)
def test_any_bytes_in_every_table_at_once_are_no_exception(sample, name):
    files = [*sample.glob("*.csv"), *sample.glob("teacher/*.csv")]
    for path in files:
        path.write_bytes(NASTY[name][:20_000])
    found = report(sample).findings
    assert {finding.file for finding in found} == {path.relative_to(sample).as_posix() for path in files}


@pytest.mark.parametrize("seed", range(40))
def test_a_table_with_a_few_wrong_bytes_is_no_exception(sample, seed):
    # Mended or not, sound or not: whatever came of it, nothing may be raised.
    chance = random.Random(seed)
    for path in [*sample.glob("*.csv"), *sample.glob("texts/*.txt")]:
        content = bytearray(path.read_bytes())
        for _ in range(3):
            content[chance.randrange(len(content))] = chance.choice(b'",\n\r\0\xff <=1K')
        path.write_bytes(content)
    assert all(finding.line >= 1 and finding.column >= 1 for finding in report(sample).findings)


@pytest.mark.parametrize("file", ["claims.csv", "glossary.csv", "teacher/readings.csv"])
def test_a_folder_in_place_of_a_table_is_one_finding(sample, file):
    (sample / file).unlink()
    (sample / file).mkdir()
    assert [place(sample, finding) for finding in report(sample).findings] == [f"{file}:1:1 table-missing"]


def test_a_file_in_place_of_the_folder_of_tables_is_one_finding(tmp_path):
    (tmp_path / "case").write_text("no folder", encoding="utf-8")
    assert [finding.code for finding in report(tmp_path / "case").findings] == ["folder-missing"]
