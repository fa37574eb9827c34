import csv
import time

import pytest

from sidebyside import cells, tables

PHRASE = "one two three four five six seven eight nine ten eleven twelve"


def put(folder, table, column, text, row=0):
    """Write one cell of a table anew."""
    path = folder / f"{table}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    rows[row][header.index(column)] = text
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([header, *rows])


def codes(folder):
    sheets = tables.read(folder)
    return [finding.code for finding in [*sheets.findings, *cells.cell_findings(sheets), *cells.row_findings(sheets)]]


# Words


@pytest.mark.parametrize(
    "text",
    [
        "See https://example.org/a?b=c&d=e for more",
        "write to keeper@example.org",
        "AT&T",
        "oil & rope",
        "fish &c.",
        "a < b",
        "a<b",
        "1<2>0",
        "<3",
        "5 - 3",
        "– a dash first",
        "— a longer one",
        "−5 degrees, with a true minus",
        "…and so on",
        "'tis",
        "#1",
        "a = b",
        "50% + 50%",
        "the keeper's lamp",
        "[a note]",
        "a | b",
        "C:\\oil",
        "{name}",
        "¶",
        "-5",
        "-1873",
    ],
)
def test_words_with_signs_in_them_are_words(sample, text):
    put(sample, "glossary", "meaning", text)
    assert codes(sample) == []


@pytest.mark.parametrize("text", ["=1", "=A1", "+1", "@a", "-a", "-5+3", "- a", "--5", "-", "=", "-5 sheep"])
def test_what_a_spreadsheet_would_run_is_a_formula(sample, text):
    put(sample, "glossary", "meaning", text)
    assert codes(sample) == ["value-formula"]


@pytest.mark.parametrize(
    "text",
    ["<b>", "</b>", "<br/>", "<SCRIPT src=a>", "<!doctype html>", "<!-- a -->", "a &amp; b", "&#38;", "&#x26;", "<svg/onload=a>"],
)
def test_html_is_found_anywhere_in_a_cell(sample, text):
    put(sample, "glossary", "meaning", f"words {text} words")
    assert codes(sample) == ["value-markup"]


# Phrases

QUOTES = ["“{}”", '"{}"', "«{}»", "„{}“", "„{}”"]


@pytest.mark.parametrize("quotes", QUOTES)
def test_twelve_words_may_be_quoted(sample, quotes):
    put(sample, "glossary", "meaning", f"She says {quotes.format(PHRASE)} and no more.")
    assert codes(sample) == []


@pytest.mark.parametrize("quotes", QUOTES)
def test_thirteen_words_may_not(sample, quotes):
    put(sample, "glossary", "meaning", f"She says {quotes.format(PHRASE + ' thirteen')} and no more.")
    assert codes(sample) == ["phrase-long"]


@pytest.mark.parametrize("quotes", QUOTES)
def test_words_between_two_phrases_are_not_quoted(sample, quotes):
    put(sample, "glossary", "meaning", f"{quotes.format('one')} {PHRASE} {PHRASE} {quotes.format('two')}")
    assert codes(sample) == []


def test_a_long_phrase_behind_short_ones_is_found(sample):
    put(sample, "glossary", "meaning", f"“one” and “two” and «three» and “{PHRASE} more”")
    assert codes(sample) == ["phrase-long"]


def test_a_phrase_without_its_second_mark_runs_to_the_end_of_the_cell(sample):
    put(sample, "glossary", "meaning", f"She says “{PHRASE} and on and on")
    assert codes(sample) == ["phrase-long"]


@pytest.mark.parametrize("text", ['a plank of 12" and ' + PHRASE, "the keeper’s lamp and " + PHRASE])
def test_a_single_mark_of_another_kind_quotes_nothing(sample, text):
    put(sample, "glossary", "meaning", text)
    assert codes(sample) == []


def test_a_long_cell_without_quotation_marks_is_no_phrase(sample):
    put(sample, "glossary", "meaning", " ".join([PHRASE] * 20))
    assert codes(sample) == []


# Dates, numbers, links, keys


@pytest.mark.parametrize(
    "text",
    [
        "1918", "1918-08", "1918-08-29", "1918/1920", "1918-08/1918-09", "1918-08-29/1918-08-29", "2000-02-29", "1904-02-29",
        "-0044", "-0044-03-15", "-0044/-0040", "-0044-03/-0044-05", "-0005/0014", "1918/1918-08", "0000",
    ],
)  # fmt: skip
def test_dates(sample, text):
    put(sample, "people", "born", text)
    assert codes(sample) == []


@pytest.mark.parametrize(
    "text",
    [
        "1918-02-30", "June 1918", "1918-00", "1918-13", "1918-1", "1918-08-00", "1918-08-32", "1918-04-31", "1900-02-29",
        "1918/1917", "-0040/-0044", "1918/", "/1918", "1918//1919", "1917/1918/1919", "918", "01918", "１９１８",
        "1918-08-29 12:00", "c. 1918", "1918?",
    ],
)  # fmt: skip
def test_what_is_no_date(sample, text):
    put(sample, "people", "born", text)
    assert codes(sample) == ["value-date"]


def test_a_date_that_begins_with_a_plus_is_a_formula_too(sample):
    put(sample, "people", "born", "+1918")
    assert codes(sample) == ["value-date", "value-formula"]


@pytest.mark.parametrize("text", ["1", "60", "007"])
def test_numbers(sample, text):
    put(sample, "pairs", "minutes", text)
    assert codes(sample) == []


@pytest.mark.parametrize("text", ["0", "61", "-1", "1.0", "1,5", "1e1", "one", "0x1", "1 2", "٣", "½", "9" * 5000])
def test_what_is_no_number_in_the_range(sample, text):
    put(sample, "pairs", "minutes", text)
    assert codes(sample) == ["value-number"]


@pytest.mark.parametrize(
    "text",
    [
        "https://example.org",
        "http://example.org/a",
        "https://example.org/a?b=1&c=2#d",
        "https://пример.example/ключ",
        "https://[::1]/",
    ],
)
def test_links(sample, text):
    put(sample, "standards", "url", text)
    assert codes(sample) == []


@pytest.mark.parametrize(
    "text",
    [
        "javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,a", "ftp://example.org", "https://example.org/a b",
        "//example.org", "https:/example.org", "https://", "https:///a", "example.org", "mailto:a@example.org", "vbscript:a",
        "https:example.org", "a https://b",
    ],
)  # fmt: skip
def test_what_is_no_link(sample, text):
    put(sample, "standards", "url", text)
    assert codes(sample) == ["link-scheme"]


@pytest.mark.parametrize("text", ["GL1", "ABCD12", "GL1a", "GL1-2", "GL12b-34"])
def test_keys(sample, text):
    put(sample, "glossary", "glossary_id", text)
    assert codes(sample) == []


@pytest.mark.parametrize("text", ["gl1", "GL", "1", "ABCDE1", "GL1A", "GL1-", "GL 1", "GL1-a", "ГЛ1", "GL١"])
def test_what_is_no_key(sample, text):
    put(sample, "glossary", "glossary_id", text)
    assert codes(sample) == ["value-pattern"]


@pytest.mark.parametrize(
    "text", ["../a.txt", "/a.txt", "a/b.txt", "a\\b.txt", "A.txt", ".a.txt", "a.csv", "a.txt.exe", "C:a.txt"]
)
def test_a_text_lies_in_the_folder_of_texts_and_nowhere_else(sample, text):
    put(sample, "editions", "file", text)
    assert codes(sample) == ["value-pattern"]


def test_a_cell_of_spaces_is_empty(sample):
    put(sample, "glossary", "meaning", " \u00a0 ")
    assert codes(sample) == ["value-missing"]


def test_a_cell_that_may_be_empty_is_held_to_its_rule_once_it_is_filled(sample):
    put(sample, "prompts", "excerpt_id", "")
    assert codes(sample) == []
    put(sample, "prompts", "excerpt_id", "f1")
    assert codes(sample) == ["value-pattern"]


def test_a_finding_shows_what_stands_there_and_what_was_expected(sample):
    put(sample, "claims", "status", "certain")
    [finding] = cells.cell_findings(tables.read(sample))
    assert finding.detail == "status is 'certain'; expected settled or disputed or open or judgement or screen"


def test_a_long_cell_is_shown_shortened(sample):
    put(sample, "claims", "status", "certain " * 100)
    [finding] = cells.cell_findings(tables.read(sample))
    assert len(finding.detail) < 150


# Rows among each other


def test_a_key_of_two_columns_stands_twice_only_when_both_do(sample):
    put(sample, "pairs", "excerpt_id", "F1", row=1)
    [finding] = cells.row_findings(tables.read(sample))
    assert (finding.code, finding.line, finding.detail) == ("key-twice", 3, "00 K1 F1 stands on line 2 already")


def test_two_empty_keys_are_missing_and_not_the_same(sample):
    put(sample, "glossary", "glossary_id", "", row=0)
    put(sample, "glossary", "glossary_id", "", row=1)
    assert codes(sample) == ["value-missing", "value-missing"]


@pytest.mark.parametrize(
    ("table", "column"),
    [
        ("editions", "work_id"),
        ("excerpts", "work_id"),
        ("sections", "edition_id"),
        ("sentences", "claim_ids"),
        ("locators", "owner_id"),
        ("locators", "edition_id"),
        ("terms", "excerpt_id"),
        ("lesson_claims", "claim_id"),
        ("pairs", "excerpt_id"),
        ("prompts", "excerpt_id"),
        ("searches", "owner_id"),
        ("quotations", "traced_to"),
        ("quotations", "edition_ids"),
        ("events", "fact_id"),
        ("teacher/readings", "claim_id"),
        ("teacher/samples", "prompt_id"),
    ],
)
def test_a_reference_must_have_its_row(sample, table, column):
    put(sample, table, column, "ZZ99")
    assert codes(sample) == ["reference-dangling"]


def test_an_owner_may_be_a_claim_or_an_excerpt(sample):
    put(sample, "searches", "owner_id", "F2")
    assert codes(sample) == []


def test_each_key_of_a_list_must_have_its_row(sample):
    put(sample, "sentences", "claim_ids", "K1 K8 K9")
    details = [finding.detail for finding in cells.row_findings(tables.read(sample))]
    assert details == ["claim_ids 'K8' is no row of claims", "claim_ids 'K9' is no row of claims"]


def test_a_table_with_a_misshapen_key_says_nothing_on_what_is_in_it(sample):
    put(sample, "claims", "claim_id", "k1")
    assert codes(sample) == ["value-pattern"]


def test_a_damaged_row_is_still_known_by_its_key(sample):
    path = sample / "claims.csv"
    path.write_bytes(path.read_bytes().replace(b",disputed,", b',"disputed,'))
    put(sample, "pairs", "claim_id", "K7")
    assert sorted(codes(sample)) == ["quote-unclosed", "reference-dangling"]


# Length


@pytest.mark.parametrize(
    "unit", ["“", "„", "«", '"', "<", "<a", "</", "<!", "&", "&a", "&#1", "-1", "a-", "“a", "[1", "'", '“„«"']
)
def test_a_cell_of_half_a_million_signs_takes_no_longer_than_its_length(sample, unit):
    put(sample, "glossary", "meaning", "a" + unit * (500_000 // len(unit)))
    began = time.process_time()
    codes(sample)
    assert time.process_time() - began < 10


@pytest.mark.parametrize(
    ("table", "column", "text"),
    [
        ("standards", "url", "https://" + "a" * 500_000 + " b"),
        ("standards", "url", "https://" + "a/" * 250_000 + " b"),
        ("editions", "language", "en" + "-aa" * 200_000 + "-"),
        ("editions", "file", "a." * 250_000),
        ("lessons", "notebook", "00-" + "a-" * 250_000),
        ("glossary", "meaning", "-" + "1-" * 250_000 + "a"),
        ("people", "born", "1918/" * 100_000),
        ("pairs", "minutes", "1" * 500_000),
        ("sentences", "claim_ids", "K1 " * 150_000),
    ],
)
def test_a_rule_takes_no_longer_than_the_length_of_the_cell(sample, table, column, text):
    put(sample, table, column, text)
    began = time.process_time()
    codes(sample)
    assert time.process_time() - began < 10


@pytest.mark.parametrize("text", ["1918", "1918-08", "1918-08-29", "0001"])
def test_a_moment_is_one_date(sample, text):
    put(sample, "events", "start", text)
    put(sample, "events", "end", "")
    assert codes(sample) == []


@pytest.mark.parametrize("text", ["1918/1919", "-0044", "1918-02-30", "August 1918"])
def test_a_moment_is_no_range_and_not_before_year_one(sample, text):
    put(sample, "events", "end", text)
    assert codes(sample) == ["value-date"]
