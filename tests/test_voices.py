"""Who speaks: every passage with a hash stands where its locator says, and nobody's words are given as another's."""

from dataclasses import replace

import pytest

from sidebyside import checks, tables, verification
from sidebyside.library import Library
from sidebyside.model import Case

# those whose prefaces and notes stand in his books, with the spelling of the printed page
OTHERS = ("Olgin", "Bedact", "Brailsford")


@pytest.fixture(scope="module")
def sheets(root):
    return tables.read(root / "data")


def given_as_self(case):
    """The excerpts given as written by the one the review is about."""
    return [row for row in case.rows("excerpts") if case.work(row.work_id).relation == "self"]


def with_locator(case, owner_id, **changes):
    """The case with the first locator of an excerpt changed."""
    rows = tuple(replace(row, **changes) if row is case.locator(owner_id) else row for row in case.rows("locators"))
    return Case(case.title, case.tables | {"locators": rows})


def speaker_findings(case, sheets):
    return [finding.code for finding in checks._speakers(case, sheets)]


def test_every_passage_with_a_hash_stands_where_it_says(case, sheets, texts):
    library = Library(texts)
    hashed = [row for row in case.rows("locators") if row.sha256 and library.has(case.edition(row.edition_id))]
    states = [verification.standing(library.text(case.edition(row.edition_id)), row).state for row in hashed]
    assert len(hashed) > 60
    assert set(states) == {"verified"}
    found = checks.report(sheets, library)
    assert found.findings == []
    assert found.passages["verified by hash"] == len(hashed)


def test_what_nobody_saw_is_on_no_desk(case):
    on_desks = {pair.excerpt_id for pair in case.rows("pairs")}
    assert on_desks
    assert not [row.owner_id for row in case.rows("locators") if row.seen == "unseen" and row.owner_id in on_desks]


@pytest.mark.parametrize("name", OTHERS)
def test_what_others_wrote_in_his_books_is_never_given_as_his(case, sheets, name):
    theirs = [row for row in case.rows("sections") if name in row.author]
    assert theirs
    places = {(row.edition_id, row.title) for row in theirs}
    his = {row.excerpt_id for row in given_as_self(case)}
    assert not [row for row in case.rows("locators") if row.owner_id in his and (row.edition_id, row.section) in places]
    # and it would be seen if it were
    victim = next(row for row in case.rows("locators") if row.owner_id in his and row.edition_id == theirs[0].edition_id)
    assert speaker_findings(case, sheets) == []
    assert speaker_findings(with_locator(case, victim.owner_id, section=theirs[0].title), sheets) == ["speaker-differs"]


@pytest.mark.parametrize("name", OTHERS)
def test_their_words_under_one_of_his_chapters_are_seen_by_the_text(case, sheets, texts, name):
    theirs = next(row for row in case.rows("sections") if name in row.author)
    his = {row.excerpt_id for row in given_as_self(case)}
    victim = next(row for row in case.rows("locators") if row.owner_id in his and row.edition_id == theirs.edition_id)
    opening = theirs.first_words
    moved = with_locator(
        case, victim.owner_id, first_words=opening, last_words=opening, sha256=None, signature=None, occurrence=1
    )  # fmt: skip
    codes = [finding.code for finding in verification.verified(moved, sheets, Library(texts)).findings]
    assert codes == ["locator-elsewhere"]


def test_the_made_up_book_keeps_the_postmasters_words_from_the_keeper(sample):
    library = Library(sample / "texts")
    assert checks.report(tables.read(sample), library).findings == []
    path = sample / "excerpts.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("F2,W3,", "F2,W2,"), encoding="utf-8")
    assert [finding.code for finding in checks.report(tables.read(sample), library).findings] == ["speaker-differs"]
