"""Some 370 quotations made from the texts on this machine: at least 98 in 100 get the grade they were made for."""

from collections import Counter

import pytest

import quotations
from lamplight import copied
from sidebyside import quotes


@pytest.fixture(scope="module")
def checked(case, texts, tmp_path_factory):
    """Every quotation with its answer; two books are not searched."""
    there = {edition.edition_id for edition in case.rows("editions") if (texts / edition.file).is_file()}
    if not {"ED2", "ED10", "ED11", "ED12", *quotations.HELD_OUT} <= there:
        pytest.skip("not all of the books are on this machine")
    library = copied(case, texts, tmp_path_factory.mktemp("books"), quotations.HELD_OUT)
    return [(one, quotes.check_quote(one.text, case, library)) for one in quotations.made(case, texts)]


def confusion(checked):
    """A table: how many of each grade wanted (down) got each grade (across)."""
    counted = Counter((one.grade, found.grade) for one, found in checked)
    names = [grade for grade in quotes.GRADES if any(grade in pair for pair in counted)]
    lines = [f"{'wanted':>15} | " + " | ".join(names)]
    for wanted in names:
        cells = (f"{counted[wanted, got] or '.':>{len(got)}}" for got in names)
        lines.append(f"{wanted:>15} | " + " | ".join(cells))
    return "\n".join(lines)


def test_the_set_has_every_grade_every_length_and_more_than_220_quotations(checked):
    made = [one for one, _ in checked]
    assert len(made) >= 220
    assert {one.grade for one in made} == set(quotes.GRADES) - {"too-long"}
    assert min(Counter(one.grade for one in made).values()) >= 10
    assert {found.of for _, found in checked} >= set(quotations.SIZES)
    assert sum(one.how == "by another hand" for one in made) >= 40


def test_nearly_all_get_the_grade_they_were_made_for(checked, figures):
    wrong = [(one.how, one.grade, found.grade, found.agree, found.of) for one, found in checked if one.grade != found.grade]
    share = 1 - len(wrong) / len(checked)
    table = "\n".join([confusion(checked), *("  " + " ".join(map(str, line)) for line in wrong)])
    figures(f"{len(checked)} quotations, {100 * share:.1f} % as wanted", table)
    assert share >= 0.98


def test_of_no_kind_is_more_than_one_in_five_wrong(checked):
    made, right = Counter(one.how for one, _ in checked), Counter(one.how for one, found in checked if one.grade == found.grade)
    assert {how: right[how] for how, count in made.items() if right[how] < 0.8 * count} == {}


def test_place_and_author_are_those_it_was_made_from(checked):
    wrong = []
    for one, found in checked:
        if one.edition_id is None or one.grade != found.grade:
            continue
        places = [found.place, *found.places]
        if not any(place.edition_id == one.edition_id and one.author in (place.author, place.quoted_by) for place in places):
            wrong.append((one.how, one.edition_id, one.author, found.place))
    assert len(wrong) <= 0.01 * len(checked), wrong


def test_what_is_not_found_names_every_text_that_was_searched(checked, case):
    (found, *_) = [found for one, found in checked if found.grade == "not-found"]
    assert {edition for edition, _, _ in found.searched} >= {"ED1", "ED2", "ED10", "ED11", "ED12"}
    assert set(quotations.HELD_OUT) <= set(found.absent)
    assert len(found.searched) + len(found.absent) == len(case.rows("editions"))
