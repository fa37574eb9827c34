import time
from collections import Counter

import pytest

from sidebyside import checks, locate, tables, verification
from sidebyside.library import Library

BOOK = "texts/forty-winters.txt"
REVIEW = "texts/lamp-review.txt"


def verified(folder, library=True):
    sheets = tables.read(folder)
    return verification.verified(tables.case_of(sheets), sheets, Library(folder / "texts") if library else None)


def codes(result):
    return [finding.code for finding in result.findings]


def replace(folder, file, old, new):
    """Put other words in a table or a text, where the old ones stand once."""
    encoding = "latin-1" if file == BOOK else "utf-8"
    text = (folder / file).read_text(encoding=encoding)
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file}"
    (folder / file).write_text(text.replace(old, new), encoding=encoding, newline="\n")


def sha256_of_locator(folder, owner_id):
    return tables.case_of(tables.read(folder)).locator(owner_id).sha256


# Locators


def test_every_locator_of_the_sample_is_verified(sample):
    assert verified(sample) == verification.Verified([], Counter(verified=3))


def test_every_locator_of_the_lessons_is_verified_or_its_text_is_not_here(root, texts):
    found = checks.report(tables.read(root / "data"), Library(texts))
    assert found.findings == []
    assert set(found.locators) == {"verified", "unverified"}


def test_how_a_passage_is_known_is_counted_by_its_hash_or_else_by_what_we_saw(sample):
    assert verified(sample).known == {"verified by hash": 3}
    path = sample / "locators.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(",full,", ",quoted,", 1), encoding="utf-8")
    assert verified(sample, library=False).known == {"quoted by another": 1, "seen at a page": 2}
    assert set(verification.KNOWN) == {"verified by hash", "seen at a page", "quoted by another", "not seen"}


def test_without_a_library_every_locator_is_unverified_and_nothing_is_wrong(sample):
    assert verified(sample, library=False) == verification.Verified([], Counter(unverified=3))


def test_a_text_that_is_not_here_leaves_its_locators_unverified(sample):
    (sample / BOOK).unlink()
    assert verified(sample) == verification.Verified([], Counter(verified=1, unverified=2))


def test_one_word_changed_between_first_and_last_changes_the_passage(sample):
    replace(sample, BOOK, "a quarter past four", "a quarter past five")
    result = verified(sample)
    assert result.states == Counter(verified=2, changed=1)
    assert codes(result) == ["locator-changed"]


def test_a_changed_passage_is_reported_with_the_hash_measured(sample):
    before = sha256_of_locator(sample, "F1")
    replace(sample, BOOK, "a quarter past four", "a quarter past five")
    [finding] = verified(sample).findings
    replace(sample, "locators.csv", before, finding.detail.split()[-1])
    assert verified(sample).states == Counter(verified=3)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("had fro-\nzen in", "had\nfrozen in"),
        ("Let nobody say that the", "LET NOBODY SAY that the"),
        ("It was dark on one night", "«It was dark; on one _night_»"),
        ("past four, because", "past four,[12] because"),
        ("I made a fire of driftwood", "I  made\na fire \n of driftwood"),
    ],
)
def test_type_setting_does_not_change_a_passage(sample, old, new):
    replace(sample, BOOK, old, new)
    assert verified(sample).states == Counter(verified=3)


def test_windows_line_ends_do_not_change_a_passage(sample):
    path = sample / BOOK
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert verified(sample) == verification.Verified([], Counter(verified=3))


@pytest.mark.parametrize(("old", "new"), [("Let nobody say,", "Let somebody say,"), ("did each spring", "did each autumn")])
def test_words_that_do_not_stand_there_are_not_found(sample, old, new):
    replace(sample, "locators.csv", old, new)
    result = verified(sample)
    assert result.states == {"verified": 2, "not found": 1}
    assert codes(result) == ["locator-not-found"]


def test_last_words_that_stand_only_before_the_first_are_not_found(sample):
    replace(sample, "locators.csv", "Let nobody say,did each spring", "did each spring,Let nobody say")
    assert verified(sample).states["not found"] == 1


MAY = "The inspector came in May."
TWICE = f"{MAY} It was dark on the first day of the month."


@pytest.mark.parametrize(("occurrence", "state"), [("", "ambiguous"), ("1", "changed"), ("2", "changed"), ("3", "not found")])
def test_words_that_stand_twice_need_the_occurrence_that_is_meant(sample, occurrence, state):
    replace(sample, BOOK, MAY, TWICE)
    replace(sample, "locators.csv", "Let nobody say,did each spring,", f"It was dark,of,{occurrence}")
    result = verified(sample)
    assert result.states == {"verified": 2, state: 1}
    assert codes(result) == [f"locator-{state.replace(' ', '-')}"]


def test_each_occurrence_has_its_own_hash(sample):
    before = sha256_of_locator(sample, "F1")
    replace(sample, BOOK, MAY, TWICE)
    replace(sample, "locators.csv", "Let nobody say,did each spring,", "It was dark,of,2")
    replace(sample, "locators.csv", before, locate.text_sha256("It was dark on the first day of"))
    assert verified(sample).states == {"verified": 3}


def test_a_passage_seen_in_part_has_no_hash_and_is_found_in_part(sample):
    replace(sample, "locators.csv", sha256_of_locator(sample, "F1"), "")
    assert verified(sample) == verification.Verified([], Counter({"verified": 2, "found in part": 1}))


def test_what_stands_outside_the_markers_of_a_book_is_not_read(sample):
    replace(sample, "editions.csv", "gutenberg", "plain")
    result = verified(sample)
    assert result.states == {"verified": 2, "ambiguous": 1}
    assert codes(result) == ["locator-ambiguous"]


def test_an_edition_read_in_the_wrong_encoding_is_one_finding_and_its_locators_unverified(sample):
    replace(sample, "editions.csv", "latin-1", "utf-8")
    result = verified(sample)
    assert codes(result) == ["text-unreadable"]
    assert result.states == {"verified": 1, "unverified": 2}


def test_a_locator_is_reported_on_its_own_line(sample):
    path = sample / "locators.csv"
    header, *rows = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([header, "", *rows[::-1], ""]), encoding="utf-8", newline="\n")
    replace(sample, "locators.csv", "Let nobody say,", "Let somebody say,")
    [finding] = verified(sample).findings
    assert (finding.file, finding.line, finding.column) == ("locators.csv", 4, 21)


# Sections


def test_sections_stand_in_the_order_of_their_positions_and_not_of_the_file(sample):
    path = sample / "sections.csv"
    header, *rows = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([header, *rows[::-1], ""]), encoding="utf-8", newline="\n")
    assert verified(sample).findings == []


def test_a_section_in_the_wrong_place_is_found(sample):
    replace(sample, "sections.csv", "ED2,2,Chapter I,", "ED2,4,Chapter I,")
    [finding] = verified(sample).findings
    assert (finding.code, finding.line, finding.detail) == ("section-not-found", 3, "ED2, section 4: I came to Skerry Head")


def test_a_section_that_is_not_found_does_not_take_the_next_one_with_it(sample):
    replace(sample, "sections.csv", "I came to Skerry Head", "I went to Skerry Head")
    assert [(finding.code, finding.line) for finding in verified(sample).findings] == [("section-not-found", 3)]


def test_a_section_may_begin_where_the_text_begins(sample):
    with (sample / "sections.csv").open("a", encoding="utf-8", newline="") as file:
        file.write("ED1,1,Title,The lamp goes out,not named,\n")
    assert verified(sample).findings == []


@pytest.mark.parametrize("first_words", ["* * *", "…", "“”"])
def test_punctuation_alone_is_no_beginning_of_a_section(sample, first_words):
    replace(sample, "sections.csv", "I came to Skerry Head", first_words)
    assert codes(verified(sample)) == ["section-not-found"]


# Sentences


def test_a_sentence_that_is_not_found_does_not_take_the_next_one_with_it(sample):
    replace(sample, REVIEW, "once let that lamp", "once let this lamp")
    result = verified(sample)
    assert [(finding.code, finding.line) for finding in result.findings] == [("locator-changed", 2), ("sentence-not-found", 5)]


@pytest.mark.parametrize(("old", "new"), [("0,1,7,", "0,1,6,"), ("0,1,7,", "0,1,8,"), ("0,1,7,", "0,1,999999999,")])
def test_a_sentence_measured_with_another_number_of_words_is_not_found(sample, old, new):
    replace(sample, "sentences.csv", old, new)
    assert codes(verified(sample)) == ["sentence-not-found"]


def test_a_sentence_must_stand_behind_the_one_before_it(sample):
    replace(sample, "sentences.csv", "0,1,7,", "9,1,7,")
    assert [(finding.code, finding.line) for finding in verified(sample).findings] == [("sentence-not-found", 2)]


def test_a_sentence_that_stands_twice_has_two_rows(sample):
    row = (sample / "sentences.csv").read_text(encoding="utf-8").splitlines()[-1]
    with (sample / "sentences.csv").open("a", encoding="utf-8", newline="") as file:
        file.write(row.replace("3,2,", "3,3,") + "\n")
    assert codes(verified(sample)) == ["sentence-not-found"]
    replace(sample, REVIEW, "lighthouse keepers.\n", "lighthouse keepers. Stay at home if you are fond of lighthouse keepers.\n")
    assert verified(sample).findings == []


def test_sentences_are_looked_for_in_the_review_alone(sample):
    replace(sample, "works.csv", ",reviewer,", ",scholar,")
    replace(sample, REVIEW, "Go for the storm", "Go for the rain")
    assert verified(sample).findings == []


# Texts of any kind


@pytest.mark.parametrize(
    "unit", [b"", b"\0", b"\xff", b"\n", b"a ", b"the ", b"a-", b"[1", b"*** START OF ", b"\n*** END OF", b"a-\n\n", b"\r"]
)
def test_any_text_is_findings_and_no_exception(sample, unit):
    for file in (BOOK, REVIEW):
        (sample / file).write_bytes(unit * (200_000 // max(1, len(unit))))
    began = time.process_time()
    result = verified(sample)
    assert result.states.total() == 3
    assert result.findings
    assert all(finding.line >= 1 and finding.column >= 1 for finding in result.findings)
    assert time.process_time() - began < 30


def test_a_text_of_one_word_takes_no_longer_than_its_length(sample):
    replace(sample, "locators.csv", "Let nobody say,did each spring", "lamp,lamp")
    (sample / BOOK).write_text("lamp " * 40_000, encoding="latin-1")
    began = time.process_time()
    assert verified(sample).states["ambiguous"] == 1
    assert time.process_time() - began < 10


def test_a_hyphen_before_many_blank_lines_takes_no_longer_than_their_number(sample):
    (sample / BOOK).write_text("lamp-" + "\n" * 40_000 + "!", encoding="latin-1")
    began = time.process_time()
    assert verified(sample).findings
    assert time.process_time() - began < 5
