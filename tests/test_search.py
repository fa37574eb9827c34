import pytest

from lamplight import case_of
from sidebyside import search
from sidebyside.search import Filter


@pytest.fixture
def here(sample):
    return case_of(sample)


def found(here, query, **wanted):
    lines, count = search.concordance(*here, query, Filter(**wanted))
    assert len(lines) == count
    return [(line.place.edition_id, line.found) for line in lines]


def test_a_line_is_the_words_with_what_stands_around_them(here):
    (line,), count = search.concordance(*here, "TWO trunks", around=3)
    assert (line.before, line.found, line.behind, count) == ("the autumn with", "two trunks", "and a cat", 1)
    assert (line.place.author, line.place.section) == ("Ida Marrow", "Chapter I")
    (line,), _ = search.concordance(*here, "the lamp goes", around=50)
    assert line.before == ""
    assert "Harbour Players" in line.behind


def test_lines_stand_in_the_order_of_the_texts_and_as_many_as_asked_for(here):
    lines, count = search.concordance(*here, "the lamp", most=2)
    assert len(lines) == 2 < count
    everything, _ = search.concordance(*here, "the lamp")
    assert everything[:2] == lines
    places = [(line.place.edition_id, line.place.start) for line in everything]
    assert places == sorted(places)


@pytest.mark.parametrize(("wanted", "editions"), [
    ({}, {"ED1", "ED2", "ED9"}),
    ({"author": "marrow"}, {"ED2"}),
    ({"author": "Ida MARROW"}, {"ED2"}),
    ({"author": "Ida Quill"}, set()),
    ({"work_id": "W1"}, {"ED1"}),
    ({"years": (1904, 1904)}, {"ED2"}),
    ({"years": (None, 1902)}, {"ED2"}),
    ({"years": (1920, None)}, {"ED1", "ED9"}),
    ({"years": (1930, 1940)}, set()),
    ({"author": "Quill", "work_id": "W2"}, set()),
])  # fmt: skip
def test_lines_are_let_through_by_author_work_and_year(here, wanted, editions):
    assert {edition for edition, _ in found(here, "lamp", **wanted) + found(here, "lamps", **wanted)} == editions


def test_who_only_quotes_is_found_by_name_too(here):
    assert found(here, "boat of ours", author="Quill") == [("ED9", "boat of ours")]


def test_accents_and_letters_of_other_scripts(here):
    assert found(here, "role of the clerk") == [("ED9", "rôle of the clerk")]
    assert found(here, "ЧЕРНЫЙ КОТ") == [("ED8", "Чёрный кот")]


@pytest.mark.parametrize("query", [
    "", " ", "?!", "nowhere", 'NEAR("lamp" OR x*)', "(.*)+$", "\\", "\x00", "\u202elamp x", "🚂", "<script>", "lamp " * 500, "\ud800", "-lamp -x",
])  # fmt: skip
def test_nothing_in_a_query_has_a_meaning_of_its_own(here, query):
    assert search.concordance(*here, query) == ([], 0)
    assert isinstance(search.ranked(*here, query), list)


def test_passages_are_ranked_by_how_many_rare_words_they_have(here):
    best, *rest = search.ranked(*here, "gulls paper clerk lamp the")
    assert best.place.edition_id == "ED9"
    assert {"gulls", "paper"} <= set(best.words)
    assert [one.score for one in (best, *rest)] == sorted((one.score for one in (best, *rest)), reverse=True)
    assert all(one.score > 0 for one in rest)


def test_a_ranked_passage_holds_the_words_and_is_of_one_text(here):
    for one in search.ranked(*here, "the lamp was lit and the oil had frozen"):
        text = next(text for text in search.index_of(*here).texts if text.edition_id == one.place.edition_id)
        assert search.prose.shown(text.content[one.place.start : one.place.end]) == one.passage


def test_ranking_is_filtered_and_bounded(here):
    assert {one.place.author for one in search.ranked(*here, "lamp night oil", Filter(author="Marrow"))} == {"Ida Marrow"}
    assert len(search.ranked(*here, "the a of and", most=2)) == 2
    assert search.ranked(*here, "the a of and", Filter(author="nobody")) == []
