"""What the tables of this case promise: the whole review mapped, our own words, nothing for insiders on a desk."""

import re
from itertools import pairwise

import pytest

from sidebyside import layout, locate
from sidebyside.library import Library, paragraphs

SHARED = 0.3  # of the five-word runs of a rendering


def texts_in(value):
    """Every text in plain data that a learner reads; keys, hashes and addresses aside."""
    if isinstance(value, dict):
        for name, part in value.items():
            if name not in ("id", "sha256", "link", "role", "step", "kind", "excerpt"):
                yield from texts_in(part)
    elif isinstance(value, list):
        for part in value:
            yield from texts_in(part)
    elif isinstance(value, str):
        yield value


def runs(words):
    return {tuple(words[at : at + 5]) for at in range(len(words) - 4)}


@pytest.fixture(scope="module")
def ids(case):
    return {row.excerpt_id for row in case.rows("excerpts")} | {row.claim_id for row in case.rows("claims")}


@pytest.mark.parametrize("lesson_id", ["00", "04", "99"])
def test_no_text_on_a_desk_names_an_id_of_our_tables(case, ids, lesson_id):
    shown = list(texts_in(layout.of_lesson(case, lesson_id)["claims"]))
    assert len(shown) > 20
    found = [(name, text[:80]) for text in shown for name in re.findall(r"\b[A-Z]{1,2}\d{1,2}[a-z]?\b", text) if name in ids]
    assert found == []


def test_every_paragraph_of_the_review_is_mapped_sentence_by_sentence(case):
    places = sorted((row.paragraph, row.position) for row in case.rows("sentences"))
    assert sorted({paragraph for paragraph, _ in places}) == list(range(15))
    for (paragraph, position), (following, after) in pairwise(places):
        assert (following, after) in ((paragraph, position + 1), (paragraph + 1, 1))


def test_every_word_of_the_review_is_in_a_sentence_on_record(case, texts):
    review = next(row for row in case.rows("editions") if case.work(row.work_id).relation == "reviewer")
    counted = sum(locate.word_count(line) for line in paragraphs(Library(texts).text(review)))
    mapped = sum(row.words for row in case.rows("sentences"))
    furniture = 9 + 2 * 4  # the caption of the picture, and two lines that ask to share
    assert counted - mapped == furniture


def test_every_claim_is_made_by_a_sentence_and_lies_on_the_open_desk(case):
    made = {claim_id for row in case.rows("sentences") for claim_id in row.claim_ids}
    claims = {row.claim_id for row in case.rows("claims")}
    assert made == claims
    assert claims == {row.claim_id for row in case.rows("lesson_claims", lesson_id="99")}


def test_a_sentence_without_a_claim_says_why_in_words(case):
    why = [row.unchecked for row in case.rows("sentences") if not row.claim_ids]
    assert len(set(why)) == len(why) > 5
    assert min(map(locate.word_count, why)) > 3


def test_the_excerpts_are_many_and_from_many_hands(case):
    beyond = [
        row
        for row in case.rows("excerpts")
        if row.excerpt_id not in {one.excerpt_id for one in case.rows("pairs", lesson_id="04")}
    ]
    hashed = [row for row in beyond if case.locator(row.excerpt_id).sha256]
    assert len(beyond) >= 25
    assert len(hashed) * 2 >= len(beyond)
    assert len({row.work_id for row in beyond}) >= 8
    relations = {case.work(row.work_id).relation for row in beyond}
    assert {"self", "comrade", "rival", "enemy", "bystander", "scholar"} <= relations


def test_no_rendering_leans_on_the_wording_of_its_passage(case, texts):
    library, looked_at = Library(texts), 0
    for excerpt in case.rows("excerpts"):
        locator = case.locator(excerpt.excerpt_id)
        text = library.text(case.edition(locator.edition_id))
        if text is None:
            continue
        span = locate.spans(text.folded, locator.first_words, locator.last_words)[(locator.occurrence or 1) - 1]
        ours, theirs = runs(locate.fold(excerpt.rendering).words), runs(text.folded.words[span.first_word : span.end_word])
        assert len(ours & theirs) <= SHARED * len(ours), excerpt.excerpt_id
        looked_at += 1
    assert looked_at > 50
