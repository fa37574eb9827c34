"""How often a question is out of place, counted on made answers with labels: the rules were developed by one set of
them, and the other was kept from those who wrote the rules."""

import json
from collections import Counter
from pathlib import Path

import pytest

from labelled import answers_of, row_of, table_of, tally_of
from sidebyside import feedback

HERE = Path(__file__).parent
SETS = {"developed by": HERE / "feedback_dev", "kept apart": HERE / "feedback"}
FILES = [(name, path) for name, folder in SETS.items() for path in sorted(folder.glob("FB*.jsonl"))]
MOST_ALARMS = 0.10
FEWEST, FEWEST_UNUSUAL, LEARNING = 40, 10, 0.5


def of(path):
    """The answers of a file, with the claims and passages that lie beside it."""
    desk = path.with_name("desk.json")
    return answers_of(path, json.loads(desk.read_text(encoding="utf-8")) if desk.exists() else None)


@pytest.fixture(scope="module")
def tallies():
    """What the rules make of each file, by its set."""
    return {(name, path.stem): tally_of(path.stem, of(path)) for name, path in FILES}


def test_every_rule_has_answers_to_be_developed_by():
    assert {path.stem for name, path in FILES if name == "developed by"} == set(feedback.RULES)


@pytest.mark.parametrize(("name", "path"), FILES, ids=lambda one: one if isinstance(one, str) else one.stem)
def test_fewer_than_one_question_in_ten_is_out_of_place(name, path, tallies):
    tally = tallies[name, path.stem]
    assert tally.count("right") > 0, "a rule that never asks proves nothing"
    assert tally.share("alarm", "right") < MOST_ALARMS, tally.wrong
    assert tally.share("alarm", "silent") < MOST_ALARMS, tally.wrong


@pytest.mark.parametrize("path", [path for name, path in FILES if name == "kept apart"], ids=lambda path: path.stem)
def test_a_rule_is_tried_on_enough_answers_of_every_kind(path):
    answers = of(path)
    count = Counter((answer.learning, answer.unusual and not answer.ask) for answer in answers)
    assert len(answers) >= FEWEST
    assert sum(number for (learning, _), number in count.items() if learning) >= LEARNING * len(answers)
    assert sum(number for (_, is_unusual), number in count.items() if is_unusual) >= FEWEST_UNUSUAL


def test_the_figures_are_printed(tallies, figures):
    for name in SETS:
        found = [tally for (of_set, _), tally in tallies.items() if of_set == name]
        figures(f"made answers, {name}", table_of(found))
        assert all(len(row_of(tally)) == len(table_of([]).split()) for tally in found) or not found
