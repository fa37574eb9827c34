import re

import pytest

from sidebyside.findings import CATALOGUE, Finding

FINDING = Finding("claims.csv", 3, 14, "row-short", "7 cells expected, 6 found")


def test_a_finding_begins_with_its_place_as_editors_read_it():
    assert str(FINDING).startswith("claims.csv:3:14 row-short 7 cells expected, 6 found: ")


def test_a_message_says_what_was_found_and_what_to_do_next():
    assert FINDING.message == f"7 cells expected, 6 found: {CATALOGUE['row-short']}"


def test_a_finding_as_plain_data_has_its_message_too():
    assert FINDING.as_dict() == {
        "file": "claims.csv",
        "line": 3,
        "column": 14,
        "code": "row-short",
        "detail": "7 cells expected, 6 found",
        "message": FINDING.message,
    }


def test_an_unknown_code_cannot_be_used():
    with pytest.raises(ValueError, match="no such code: row-shrot"):
        Finding("claims.csv", 3, 14, "row-shrot", "")


def test_findings_sort_by_file_then_line_then_column_as_numbers():
    def at(file, line, column):
        return Finding(file, line, column, "row-short", "")

    first, second, third, last = at("a.csv", 2, 9), at("a.csv", 2, 10), at("a.csv", 10, 1), at("b.csv", 1, 1)
    assert sorted([last, second, third, first]) == [first, second, third, last]


@pytest.mark.parametrize("code", CATALOGUE)
def test_every_code_is_lower_case_words_with_hyphens(code):
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)+", code)


@pytest.mark.parametrize("code", CATALOGUE)
def test_every_remedy_says_what_is_wrong_and_then_what_to_do(code):
    assert re.fullmatch(r"[^;]+; [^;]*[^;.]", CATALOGUE[code])


def test_no_two_codes_have_the_same_remedy():
    assert len(set(CATALOGUE.values())) == len(CATALOGUE)
