import pytest

from lamplight import case_of
from sidebyside import locate, seeking, wording
from sidebyside.index import index_of

NIGHT = "the cutter étoile came in by it I wrote both hours in the book and sent the book to the lights office"


@pytest.fixture
def found(sample):
    return index_of(*case_of(sample))


def keys(text):
    return wording.keys(locate.fold(text).words)


def test_runs_are_as_long_as_they_stand_in_one_text(found):
    run = max(seeking.runs(found, keys("quite another trunks and a cat the lamp was lit parrot")), key=lambda run: run.bits)
    assert (run.at, run.size) == (2, 8)
    assert found.words[run.place : run.place + run.size] == keys("trunks and a cat the lamp was lit")
    assert run.bits == pytest.approx(sum(map(found.bits, keys("trunks and a cat the lamp was lit"))))


def test_a_run_ends_where_a_text_ends(found):
    last, first = found.texts[0].folded.words[-3:], found.texts[1].folded.words[:3]
    sizes = [run.size for run in seeking.runs(found, [*last, *first])]
    assert max(sizes) == 3


@pytest.mark.parametrize("text", ["", "nowhere", "quite unknown nowhere", "lamp"])
def test_where_no_two_words_stand_together_there_is_no_part(found, text):
    assert seeking.parts_of(found, keys(text)) == []


def test_runs_near_each_other_are_one_part_and_far_ones_are_two(found):
    one = keys("trunks and a cat the lamp … six and I thought that it")
    (part,) = seeking.parts_of(found, one)
    assert (part.quoted, part.agreeing) == ((0, len(one)), len(one))
    assert [kind for kind, _, _ in part.pieces] == ["same", "right", "same"]
    two = seeking.parts_of(found, keys("six and I thought that it would not be dark trunks and a cat the lamp was lit"))
    assert [part.quoted for part in two] == [(0, 10), (10, 18)]
    assert two[0].found[0] > two[1].found[0]


def test_farther_than_the_leap_is_another_part(found, monkeypatch):
    text = keys("I came to Skerry Head in the autumn he read the page twice and said that another keeper")
    assert len(seeking.parts_of(found, text)) == 1
    monkeypatch.setattr(seeking, "LEAP", 20)
    assert len(seeking.parts_of(found, text)) == 2


def test_a_part_of_a_few_words_is_no_part_where_there_are_larger_ones(found):
    parts = seeking.parts_of(found, keys(f"{NIGHT} сундуке со старыми"))
    assert [part.quoted for part in parts] == [(0, len(keys(NIGHT)) + 3)]
    assert parts[0].pieces[-1][0] in ("left", "changed")


def test_what_overlaps_in_two_parts_is_counted_once(found):
    text = keys("Let nobody say that the lamp was lit that evening at six")
    assert sorted((run.at, run.size) for run in seeking.runs(found, text) if run.size > 5) == [(0, 7), (4, 8)]
    first, second = seeking.parts_of(found, text)
    assert (first.quoted, second.quoted) == ((0, 7), (7, 12))  # cut off the later run
    assert first.agreeing + second.agreeing == len(text)


def test_the_pieces_cover_quotation_and_passage(found):
    text = keys("two trunks and a parrot the lamp was lit that evening and I never thought that it would be dark")
    for part in seeking.parts_of(found, text):
        at, place = 0, 0
        for _, one, other in part.pieces:
            assert (one[0], other[0]) == (at, place)
            at, place = one[1], other[1]
        assert (at, place) == (part.quoted[1] - part.quoted[0], part.found[1] - part.found[0])


def test_words_beside_an_end_are_laid_on_those_printed_there_but_not_beyond_a_sentence(found):
    (part,) = seeking.parts_of(found, keys("lit that evening at seven"))
    assert found.words[slice(*part.found)] == keys("lit that evening at six")
    (part,) = seeking.parts_of(found, keys("parrots and gulls lamp was lit that evening at six"))
    assert found.words[slice(*part.found)][:2] == ["lamp", "was"]


def test_the_light_runs_near_the_heaviest_are_kept(found):
    heavy = [seeking.Run(0, 10, 9, 90.0), seeking.Run(20, 5_000, 9, 80.0)]
    light = [seeking.Run(at, 10_000 + 900 * at, 2, 20.0) for at in range(3, 60)]
    near = seeking.Run(10, 40, 2, 5.0)
    kept = seeking._heaviest([*heavy, *light, near], 30)
    assert near in kept
    assert len(kept) == 31
    assert [(run.at, run.place) for run in kept] == sorted((run.at, run.place) for run in kept)


def test_chains_are_remembered_by_where_they_end_as_long_as_they_may_be_best():
    ended = []
    for one in [(5, 10.0, 0), (5, 8.0, 1), (9, 12.0, 2), (7, 11.0, 3), (6, 13.0, 4), (9, 14.0, 5), (9, 15.0, 6)]:
        seeking._end(ended, one)
        assert [end for end, _, _ in ended] == sorted({end for end, _, _ in ended})
        assert [score for _, score, _ in ended] == sorted({score for _, score, _ in ended})
    assert ended == [(5, 10.0, 0), (6, 13.0, 4), (9, 15.0, 6)]
