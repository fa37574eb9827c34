import json

import pytest

from sidebyside import journal, learners

EVERY_NAME = [f"{manner} {bird}" for manner in learners._MANNERS for bird in learners._BIRDS]


def answer(learner, number=1):
    return {"schema": 1, "id": f"{number:015}-{'0' * 16}", "prompt_id": "P00-1", "value": "an answer", "learner": learner}


def test_every_name_is_two_words_of_the_form_expected():
    assert len(set(EVERY_NAME)) == len(EVERY_NAME) > 1500
    assert [name for name in EVERY_NAME if not learners.PATTERN.fullmatch(name)] == []


def test_no_name_says_a_word_twice():
    assert [name for name in EVERY_NAME if len(set(name.split())) < 2] == []


def test_a_draw_avoids_the_names_taken():
    free = "calm heron"
    assert learners.draw([name for name in EVERY_NAME if name != free]) == free


def test_where_all_names_are_taken_a_number_follows():
    name = learners.draw(EVERY_NAME)
    assert name not in EVERY_NAME
    assert name.rsplit(" ", 1)[0] in EVERY_NAME
    assert learners.PATTERN.fullmatch(name)


def test_a_name_with_a_number_is_not_drawn_twice_either(monkeypatch):
    numbers = iter([7, 7, 8])
    monkeypatch.setattr(learners.secrets, "choice", lambda words: words[0])
    monkeypatch.setattr(learners.secrets, "randbelow", lambda _: next(numbers))
    first = learners.draw(EVERY_NAME)
    assert learners.draw([*EVERY_NAME, first]) == first.replace("1007", "1008")


def test_draws_differ():
    assert len({learners.draw() for _ in range(50)}) > 30


def test_nobody_works_in_a_folder_that_does_not_exist(tmp_path):
    assert learners.current(tmp_path / "nowhere") is None
    assert learners.known(tmp_path / "nowhere") == []


def test_whoever_began_last_is_working(tmp_path):
    for name in ("calm heron", "glad wren", "calm heron"):
        learners.begin(tmp_path, name)
        assert learners.current(tmp_path) == name


def test_whoever_began_last_is_working_even_within_one_millisecond(tmp_path):
    for number in range(100, 150):
        learners.begin(tmp_path, f"calm heron {number}")
    assert learners.current(tmp_path) == "calm heron 149"


def test_a_newcomer_is_somebody_new_and_working(tmp_path):
    names = [learners.newcomer(tmp_path) for _ in range(5)]
    assert len(set(names)) == 5
    assert learners.current(tmp_path) == names[-1]
    assert learners.known(tmp_path) == names


def test_a_newcomer_gets_no_name_that_stands_only_in_a_journal(tmp_path, monkeypatch):
    journal.append(tmp_path / "00.jsonl", answer("calm heron"))
    drawn = []
    monkeypatch.setattr(learners, "draw", lambda taken: drawn.extend(taken) or "glad wren")
    learners.newcomer(tmp_path)
    assert drawn == ["calm heron"]


@pytest.mark.parametrize("typed", ["calm heron", "Calm Heron", "  CALM \t heron\n", "calm\u00a0heron"])
def test_whoever_comes_back_may_spell_the_name_otherwise(tmp_path, typed):
    learners.begin(tmp_path, "calm heron")
    learners.begin(tmp_path, "glad wren")
    assert learners.returning(tmp_path, typed) == "calm heron"
    assert learners.current(tmp_path) == "calm heron"


@pytest.mark.parametrize("lesson", ["00.jsonl", "07.jsonl"])
def test_whoever_stands_only_in_a_journal_may_come_back(tmp_path, lesson):
    journal.append(tmp_path / lesson, answer("calm heron"))
    assert learners.returning(tmp_path, "calm heron") == "calm heron"


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "calm",
        "calmheron",
        "calm heron 12",
        "wise owl",
        "../../x",
        "learners.jsonl",
        "<script>calm heron</script>",
        "calm heron\0",
        "\ud83d",
        "a" * 1_000_000,
        None,
        12,
        True,
        ["calm heron"],
        {"name": "calm heron"},
        b"calm heron",
    ],
)
def test_nobody_comes_back_under_a_name_that_is_not_known(tmp_path, typed):
    learners.begin(tmp_path, "calm heron")
    before = (tmp_path / learners.FILE).read_bytes()
    with pytest.raises(learners.UnknownLearner, match="^No answers are kept here under that name"):
        learners.returning(tmp_path, typed)
    assert (tmp_path / learners.FILE).read_bytes() == before


@pytest.mark.parametrize("name", ["../../x", "<b>calm</b> heron", "calm", "a" * 1000])
def test_a_name_of_another_form_in_a_journal_is_nobodys(tmp_path, name):
    journal.append(tmp_path / "00.jsonl", answer(name))
    assert learners.known(tmp_path) == []
    with pytest.raises(learners.UnknownLearner, match="Check the spelling"):
        learners.returning(tmp_path, name)


@pytest.mark.parametrize(
    "line",
    [
        "torn",
        '{"id": "0',
        "null",
        "[]",
        json.dumps({"id": "zzz", "learner": "wise owl"}),
        json.dumps({"id": 9, "learner": "wise owl"}),
        json.dumps({"id": "9" * 15 + "-" + "f" * 16, "learner": "../../x"}),
        json.dumps({"id": "9" * 15 + "-" + "f" * 16, "learner": ["wise owl"]}),
        json.dumps({"id": "9" * 15 + "-" + "f" * 16}),
    ],
)
def test_a_damaged_line_hides_nobody_and_keeps_nobody_out(tmp_path, line):
    learners.begin(tmp_path, "calm heron")
    with (tmp_path / learners.FILE).open("a", encoding="utf-8") as file:
        file.write(line)
    assert learners.current(tmp_path) == "calm heron"
    learners.begin(tmp_path, "glad wren")
    assert learners.current(tmp_path) == "glad wren"
    assert learners.known(tmp_path) == ["calm heron", "glad wren"]


def test_a_folder_that_cannot_be_written_is_an_error(tmp_path):
    (tmp_path / "journal").write_text("", encoding="utf-8")
    with pytest.raises(OSError, match="journal"):
        learners.begin(tmp_path / "journal", "calm heron")
