import json
from dataclasses import replace

import pytest

from sidebyside import layout, locate, open_case, pace
from sidebyside.model import Case, LessonClaim, Pair, Prompt


@pytest.fixture
def lamp(sample):
    """The sound sample case."""
    return open_case(sample)


@pytest.fixture
def notebook(tmp_path):
    """A notebook of 11 words to read."""
    return written(
        tmp_path,
        ["# The lamp\n", "\n", "Was it ever dark?"],
        "See [her *book*](https://example.org/a/b).\n\n| a | b |\n|---|---|\n",
    )


def written(folder, *sources):
    path = folder / "00-the-lamp.ipynb"
    cells = [{"cell_type": "markdown", "source": source} for source in sources]
    cells.insert(1, {"cell_type": "code", "source": "not a word of this is read"})
    path.write_text(json.dumps({"cells": cells}), encoding="utf-8")
    return path


def with_rows(case, **tables):
    return Case(case.title, case.tables | {name: case.tables[name] + tuple(rows) for name, rows in tables.items()})


def question(number, kind="text", **asked):
    asked = {"claim_id": None, "excerpt_id": None} | asked
    return Prompt(prompt_id=f"P00-{number}", lesson_id="00", order=number, kind=kind, text="Because …", **asked)


def words_of(case, excerpt_id):
    """What an excerpt gives to read: source card and rendering."""
    excerpts = [excerpt for claim in layout.of_lesson(case, "00")["claims"] for excerpt in claim["excerpts"]]
    found = next(excerpt for excerpt in excerpts if excerpt["id"] == excerpt_id)
    return sum(map(locate.word_count, [*found["source"].values(), *found["paragraphs"]]))


def words_sorted(exercise_id, case):
    """What an exercise gives to read: every free cell of its rows."""
    (exercise,) = case.rows("exercises", exercise_id=exercise_id)
    texts = [exercise.title, exercise.task, exercise.closing or ""]
    texts += [text for kind in case.rows("kinds", exercise_id=exercise_id) for text in (kind.label, kind.hint)]
    items = case.rows("items", exercise_id=exercise_id)
    return sum(map(locate.word_count, texts + [text for row in items for text in (row.text, row.where, row.about or "")]))


def test_a_lesson_without_exercises_takes_no_minutes_for_them(case, root):
    found = pace.of_lesson(case, "04", root / "notebooks/04-the-train.ipynb")
    assert (found.exercises, found.items) == (0, 0)


def test_every_item_takes_a_quarter_of_a_minute_beside_its_words():
    assert pace.Pace(words=0, cards=0, reasons=0, talk=0, exercises=130, items=12).exact == 1 + 3


def test_the_parts_of_the_sample_add_up(lamp, notebook):
    found = pace.of_lesson(lamp, "00", notebook)
    claim = lamp.claim("K1")
    card = sum(map(locate.word_count, (claim.statement, claim.portrayal, claim.history, claim.strongest)))
    exercises = sum(map(words_sorted, ("X00-1", "X00-2"), (lamp, lamp)))
    assert found == pace.Pace(11, card + words_of(lamp, "F1"), reasons=1, talk=10, exercises=exercises, items=4)
    assert found.exact == (11 + found.cards + exercises) / 130 + 2 + 4 * 0.25 + 10
    assert found.as_dict() == {
        "minutes": 16,
        "words": 11,
        "cards": found.cards,
        "reasons": 1,
        "talk": 10,
        "longest_set": None,
        "exercises": found.exercises,
        "items": 4,
    }


@pytest.mark.parametrize(("words", "minutes"), [(0, 5), (1, 6), (130, 6), (131, 7)])
def test_minutes_are_rounded_up(words, minutes):
    assert pace.Pace(words=words, cards=0, reasons=2, talk=1).minutes == minutes


def test_what_is_read_on_the_cards_counts_like_the_words_of_the_notebook():
    assert pace.Pace(words=130, cards=260, reasons=0, talk=0).exact == 3


@pytest.mark.parametrize(
    ("markdown", "words"),
    [
        ("Two words.", 2),
        ("[a link](https://example.org/long-address 'a title') here", 3),
        ("see https://example.org/a/b and <https://example.org>", 2),
        ("[a link][1]\n\n[1]: https://example.org/one-two", 2),
        ("| a | b |\n|:--|--:|\n| **c** | d |", 4),
        ("## Sources\n\nA book.\n\n## After\n\nRead.", 2),
        ("Read.\n\n**Sources.** A book, a page.\n\nA letter.", 1),
        ("The **Sources** of the Nile", 5),
        ("# Resources\n\ncount", 2),
    ],
)
def test_sources_addresses_and_table_rules_are_not_read(tmp_path, markdown, words):
    assert pace.prose_words(written(tmp_path, markdown)) == words


def test_a_wider_excerpt_is_not_counted_and_its_questions_neither(lamp, notebook):
    before = pace.of_lesson(lamp, "00", notebook)
    wider = question(9, step="weigh", claim_id="K1", excerpt_id="F2")
    assert pace.of_lesson(with_rows(lamp, prompts=[wider]), "00", notebook) == before


def test_a_question_of_every_excerpt_counts_once_for_each_at_the_core(lamp, notebook):
    asked = with_rows(lamp, prompts=[question(8, step="weigh"), question(9, "trust", step="weigh")])
    assert pace.of_lesson(asked, "00", notebook).reasons == 2
    core = tuple(replace(pair, role="core") for pair in asked.rows("pairs"))
    assert pace.of_lesson(Case("", asked.tables | {"pairs": core}), "00", notebook).reasons == 3


def jigsaw(case):
    """Sets A (one short excerpt), B (the longest) and C, each a copy of what is there, with a reason for each."""
    short, long = case.excerpt("F2"), case.excerpt("F1")
    copies = {"FA": ("A", short), "FB": ("B", long), "FC": ("C", short)}
    return with_rows(
        case,
        excerpts=[replace(row, excerpt_id=name) for name, (_, row) in copies.items()],
        locators=[replace(case.locator(row.excerpt_id), owner_id=name) for name, (_, row) in copies.items()],
        pairs=[Pair("00", "K1", name, 10 + at, role, 3) for at, (name, (role, _)) in enumerate(copies.items())],
        prompts=[question(9, step="weigh")],
    )


def test_of_the_jigsaw_sets_only_the_longest_counts(lamp, notebook):
    before, found = (pace.of_lesson(case, "00", notebook) for case in (lamp, jigsaw(lamp)))
    assert (found.longest_set, found.reasons) == ("B", before.reasons + 2)
    assert found.cards == before.cards + words_of(jigsaw(lamp), "FB")


def test_a_set_of_few_words_and_many_reasons_can_be_the_longest(lamp, notebook):
    more = [question(20 + at, step="weigh", claim_id="K1", excerpt_id="FC") for at in range(3)]
    found = pace.of_lesson(with_rows(jigsaw(lamp), prompts=more), "00", notebook)
    assert (found.longest_set, found.reasons) == ("C", 6)


@pytest.mark.parametrize(
    ("claim", "pair", "expected"),
    [
        ("core", "core", "core"),
        ("core", "B", "B"),
        ("B", "core", "B"),
        ("wider", "core", "wider"),
        ("B", "wider", "wider"),
        ("wider", "B", "wider"),
    ],
)
def test_whom_an_excerpt_is_for(lamp, claim, pair, expected):
    tables = {"lesson_claims": (LessonClaim("00", "K1", 1, claim),), "pairs": (Pair("00", "K1", "F1", 1, pair, 3),)}
    case = Case("", lamp.tables | tables)
    assert pace.role_of(case, "00", "K1") == claim
    assert pace.role_of(case, "00", "K1", "F1") == expected


def test_without_a_notebook_nothing_is_guessed(lamp, tmp_path):
    with pytest.raises(pace.NotebookUnreadable, match="the notebooks are not at hand"):
        pace.of_lesson(lamp, "00", None)
    with pytest.raises(pace.NotebookUnreadable, match=r"01-gone\.ipynb is not at hand"):
        pace.of_lesson(lamp, "00", tmp_path / "01-gone.ipynb")


@pytest.mark.parametrize("content", ["", "{}", "[]", '{"cells": 3}', '{"cells": [{}]}', "no notebook"])
def test_a_damaged_notebook_is_named(lamp, tmp_path, content):
    path = tmp_path / "00-the-lamp.ipynb"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(pace.NotebookUnreadable, match=r"00-the-lamp\.ipynb cannot be read as a notebook"):
        pace.of_lesson(lamp, "00", path)
