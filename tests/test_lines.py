import csv
import time

import pytest

from sidebyside import characters, lines


def texts(content):
    return [(number, text) for number, text, _ in lines.readable("a.csv", content)[0]]


def places(content):
    return [(finding.line, finding.column, finding.code) for finding in lines.readable("a.csv", content)[1]]


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"])
def test_the_line_ends_of_every_system_are_read(end):
    content = end.join([b"one", b"two", b""])
    assert texts(content) == [(1, "one"), (2, "two")]
    assert places(content) == []


@pytest.mark.parametrize("content", [b"\n\none\n \n\ttwo\n\n\n", b"\r\n\r\none\r\n \r\n\ttwo\r\n\r\n"])
def test_blank_lines_are_passed_over_and_counted(content):
    assert texts(content) == [(3, "one"), (5, "two")]


def test_the_last_line_needs_no_end():
    assert texts(b"one\ntwo") == [(1, "one"), (2, "two")]


def test_text_is_composed():
    assert texts("Be\u0301ne\u0301dicte\n".encode()) == [(1, "Bénédicte")]


def test_a_byte_order_mark_is_reported_and_not_part_of_the_first_cell():
    assert texts(b"\xef\xbb\xbfone\n") == [(1, "one")]
    assert places(b"\xef\xbb\xbfone\n") == [(1, 1, "byte-order-mark")]


def test_a_column_counts_characters_and_not_bytes():
    assert places("a\nétoilé".encode() + b"\xe9\n") == [(2, 7, "not-utf8")]


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_is_read_and_reported_once(encoding):
    content = "\ufeffone\nétwo\n".encode(encoding)
    assert texts(content) == [(1, "one"), (2, "étwo")]
    assert places(content) == [(1, 1, "not-utf8")]


def test_half_a_utf_16_character_is_no_exception():
    assert places(b"\xff\xfeo\0n") == [(1, 1, "not-utf8")]


@pytest.mark.parametrize("character", "\x01\x0b\x0c\t\x1b\x7f\x85\u200b\u2060\ufeff\u2028\u2029")
def test_an_invisible_character_is_reported_where_it_stands_and_left_out(character):
    content = f"one\ntw{character}o\n".encode()
    assert places(content) == [(2, 3, "control-character")]
    assert texts(content) == [(1, "one"), (2, "two")]


@pytest.mark.parametrize("character", sorted(characters.BIDI))
def test_a_character_that_reorders_text_is_reported(character):
    assert places(f"tw{character}o".encode()) == [(1, 3, "bidi-character")]


def test_a_nul_byte_has_its_own_code():
    assert places(b"one\ntw\0o\n") == [(2, 3, "nul-byte")]


def test_one_kind_of_hidden_character_is_one_finding_a_line():
    [finding] = lines.readable("a.csv", b"a\0b\0c\0")[1]
    assert (finding.column, finding.detail) == (2, "U+0000, 3 times on this line")


def test_two_kinds_of_hidden_character_are_two_findings():
    assert places("a\0b\u200b\0".encode()) == [(1, 2, "nul-byte"), (1, 4, "control-character")]


def test_a_return_inside_a_line_is_no_line_end():
    assert places(b"one\rmore\ntwo\n") == [(1, 4, "control-character")]


@pytest.mark.parametrize("text", ["naïve – “ok” … ¶", "Троцкий ёж", "日本語", "a\u00a0b", "क्‍ष", "👩‍🏫", "\u00ad"])
def test_letters_of_any_script_and_joiners_are_no_mistake(text):
    assert places(text.encode()) == []


def test_only_the_damaged_line_is_marked():
    assert [wrong for _, _, wrong in lines.readable("a.csv", b"one\ntw\xffo\nthree\n")[0]] == [False, True, False]


@pytest.mark.parametrize(
    ("line", "cells", "starts"),
    [
        ("", [""], [0]),
        ("a", ["a"], [0]),
        (",", ["", ""], [0, 1]),
        ("a,b,", ["a", "b", ""], [0, 2, 4]),
        ('"a","b"', ["a", "b"], [0, 4]),
        ('"a, b",c', ["a, b", "c"], [0, 7]),
        ('"say ""a""",c', ['say "a"', "c"], [0, 12]),
        ('""', [""], [0]),
        ('""""', ['"'], [0]),
        ('"",""', ["", ""], [0, 3]),
        ("é,b", ["é", "b"], [0, 2]),
        (" a , b", [" a ", " b"], [0, 4]),
    ],
)
def test_cells_and_where_they_begin(line, cells, starts):
    assert lines.split(line) == (cells, starts, None)


@pytest.mark.parametrize("line", ["a,b", '"a, b",c', '"""a"",",""', 'a,"b,""c""",', '"a"'])
def test_a_sound_line_is_read_as_the_csv_module_reads_it(line):
    assert lines.split(line)[0] == next(csv.reader([line]))


@pytest.mark.parametrize(
    ("line", "cells", "open_at"),
    [
        ('"', [], 0),
        ('"a,b', [], 0),
        ('a,"b,c', ["a"], 2),
        ('a,b,"c', ["a", "b"], 4),
        ('a,b "c" d,e', ["a"], 4),
        ('a,"b" c,d', ["a"], 2),
        ('a,b"', ["a"], 3),
        ('"a""', [], 0),
        ('a, "b"', ["a"], 3),
    ],
)
def test_a_quotation_mark_left_open_ends_what_can_be_read(line, cells, open_at):
    assert (lines.split(line)[0], lines.split(line)[2]) == (cells, open_at)


@pytest.fixture
def usual_limit():
    """The limit of the csv module as Python comes; other libraries raise it for the whole process."""
    before = csv.field_size_limit(131_072)
    yield 131_072
    csv.field_size_limit(before)


def test_a_cell_may_be_longer_than_the_csv_module_allows(usual_limit):
    long = "a" * (usual_limit + 1)
    assert lines.split(f'b,"{long}"')[0] == ["b", long]


@pytest.mark.parametrize("unit", ['"', '""', '","', '"",', ",", "a", '"a"', '""a'])
def test_a_line_of_a_million_characters_takes_no_longer_than_its_length(unit):
    began = time.process_time()
    lines.split(unit * (1_000_000 // len(unit)))
    assert time.process_time() - began < 10


@pytest.mark.parametrize("unit", [b"\0", b"\xff", b"\r", b"\n", "\u202e".encode(), b"\xff\xfe"])
def test_a_file_of_a_million_bad_bytes_takes_no_longer_than_its_length(unit):
    began = time.process_time()
    _, found = lines.readable("a.csv", unit * (1_000_000 // len(unit)))
    assert len(found) <= 3
    assert time.process_time() - began < 10
