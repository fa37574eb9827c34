"""What a notebook must keep: a broken sample for each rule, and the lessons there are."""

import copy
import json
from pathlib import Path

import pytest

from sidebyside import lint, linting, open_case

BROKEN = Path(__file__).with_name("broken_notebooks")
SAMPLES = sorted(path.stem for path in BROKEN.glob("*.json"))
KNOWN = lint.Known(
    minutes=20,
    needed=14,
    texts=("The lamp was dark for 2 hours.",),
    facts=("Ida Marrow becomes keeper of Skerry Head 1864-10-02 pay book of the Lights Office",),
)


def sample(code):
    return json.loads((BROKEN / f"{code}.json").read_text(encoding="utf-8"))


def places(notebook, known=KNOWN):
    return [f"{one.cell}:{one.line} {one.code}" for one in lint.remarks("lesson.ipynb", notebook, known)]


def prose(text, **metadata):
    """A sound notebook with a text in its third cell."""
    notebook = sample("card-minutes")
    notebook["cells"][1]["source"] = notebook["cells"][1]["source"].replace("25", "20")
    notebook["cells"][2] = {"cell_type": "markdown", "metadata": metadata, "source": text}
    return notebook


def test_every_rule_has_a_sample_and_every_sample_a_rule():
    assert set(SAMPLES) == set(lint.CATALOGUE)


@pytest.mark.parametrize("code", SAMPLES)
def test_exactly_what_is_wrong_is_found(code):
    notebook = sample(code)
    known = lint.Known(20, 21) if code == "minutes-short" else KNOWN
    found = places(notebook, known)
    assert set(found) == set(notebook["metadata"]["expected"])
    assert any(place.endswith(code) for place in found)


@pytest.mark.parametrize("code", SAMPLES)
def test_every_remark_says_where_what_and_what_to_do(code):
    for remark in lint.remarks("lesson.ipynb", sample(code), lint.Known(20, 21)):
        assert remark.detail.strip()
        assert str(remark).startswith("lesson.ipynb")
        assert lint.CATALOGUE[remark.code] in remark.as_dict()["message"]


def test_nothing_is_found_in_a_sound_notebook():
    assert places(prose("Nothing much.")) == []


def test_a_notebook_that_is_no_class_has_no_card():
    notebook = sample("card-missing")
    assert places(notebook, lint.Known(None)) == []


@pytest.mark.parametrize(
    "text",
    [
        "She came in 1864.",
        "She came to Skerry on 2 October 1864, and on 2 October, and in October 1864.",
        "Read claim 7, passages 3, 4 and 9, paragraph 12, chapter 33, order no. 31 and step 5.",
        "It was dark for 2 hours.",
        "About 20 minutes.",
        "Section A4 and COVID19 are no numbers, nor is 1st.",
        "1. One.\n2. Two.",
        "See [the page](https://example.org/2021/44).",
        "![A lamp on a pier, at night](lamp-44.png)",
        "In `44` and\n\n```\n45\n```\n\nwords.",
        "**Sources.** A book of 1999, 300 pages.",
    ],
)
def test_numbers_that_stand_somewhere_or_only_point_are_let_be(text):
    # the fact is taken where the sentence shares a word with it
    known = lint.Known(20, 14, KNOWN.texts, (f"{KNOWN.facts[0]} came October about",))
    shared = text if "1864" not in text else f"The keeper: {text}".replace("She", "the keeper")
    assert places(prose(shared), known) == []


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("She came in 1864.", "1864"),  # no word that the fact has
        ("The keeper came in 1865.", "1865"),
        ("The keeper came on 3 October 1864.", "3 October 1864"),
        ("The keeper came on 2 November.", "2 November"),
        ("The keeper came in November 1864.", "November 1864"),
        ("It cost 1,400 crowns.", "1,400"),
        ("It cost 2.5 crowns.", "2.5"),
        ("*12* men", "12"),
        ("From 28–29 August on.", "28–29 August"),
    ],
)
def test_a_number_that_stands_nowhere_is_found(text, number):
    (remark,) = lint.remarks("x", prose(text), KNOWN)
    assert remark.code == "number-unfounded"
    assert remark.detail.startswith(f"{number} in ")


def test_a_number_is_let_through_by_name_with_its_reason():
    text = "It cost 1,400 crowns."
    assert places(prose(text, unchecked={"1,400": "as the pay book has it"})) == []
    assert places(prose(text, unchecked={"1,400": "so"})) == ["3:1 unchecked-idle"]
    assert places(prose(text, unchecked={"1,401": "as the pay book has it"})) == ["3:1 number-unfounded", "3:1 unchecked-idle"]


@pytest.mark.parametrize(
    "damage", [{}, {"cells": None}, {"cells": [1]}, {"cells": [{}]}, {"cells": [{"cell_type": "markdown"}]}, [], None]
)
def test_what_is_no_notebook_is_one_remark(damage):
    assert places(damage) == ["0:0 notebook-unreadable"]


def test_a_notebook_is_not_changed():
    notebook = sample("number-unfounded")
    before = copy.deepcopy(notebook)
    lint.remarks("x", notebook, KNOWN)
    assert notebook == before


# The notebooks there are


def test_nothing_is_found_in_the_lessons(root, case):
    found, count = linting.of_folder(case, root / "notebooks")
    assert [str(remark) for remark in found] == []
    assert count == len(case.rows("lessons"))


def test_what_is_not_there_is_not_looked_at(case, tmp_path):
    assert linting.of_folder(case, tmp_path) == ([], 0)
    assert linting.of_folder(case, None) == ([], 0)


def test_a_notebook_that_cannot_be_read_is_said(case, tmp_path):
    row = case.rows("lessons")[0]
    for content in (b"{", b"\xff", b"[" * 100_000):
        (tmp_path / row.notebook).write_bytes(content)
        found, count = linting.of_folder(case, tmp_path)
        assert [(one.file, one.code) for one in found] == [(row.notebook, "notebook-unreadable")]
        assert count == 1


def test_a_lesson_that_takes_longer_than_its_card_says_is_found(case, root, tmp_path):
    row = case.lesson("04")
    text = (root / "notebooks" / row.notebook).read_text(encoding="utf-8")
    notebook = json.loads(text)
    notebook["cells"].insert(-1, {"cell_type": "markdown", "metadata": {}, "id": "more", "source": "word " * 3000})
    (tmp_path / row.notebook).write_text(json.dumps(notebook), encoding="utf-8")
    found, _ = linting.of_folder(case, tmp_path)
    assert [one.code for one in found] == ["minutes-short"]


def test_the_numbers_of_a_lesson_hang_on_its_facts(case, root, tmp_path):
    """Without the facts and the outputs the rule finds what it is there to find."""
    notebook = json.loads((root / "notebooks/04-the-train.ipynb").read_text(encoding="utf-8"))
    for cell in notebook["cells"]:
        cell["outputs"] = []
    bare = [one for one in lint.remarks("x", notebook, lint.Known(50)) if one.code == "number-unfounded"]
    assert len(bare) > 5


def test_an_exercise_is_a_text_of_its_lesson(sample):
    case = open_case(sample)
    texts = linting.known(case, case.lesson("00"), sample / "none.ipynb").texts
    assert any("falls asleep" in text for text in texts)
