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


def test_who_left_is_not_working_and_may_come_back(tmp_path):
    learners.newcomer(tmp_path, 2, "calm heron")
    learners.leave(tmp_path)
    assert learners.current(tmp_path) is None
    assert learners.returning(tmp_path, "calm heron") == learners.current(tmp_path) == "calm heron"
    assert learners.people(tmp_path, "calm heron") == 2


def test_a_name_stands_for_one_unless_it_was_said_otherwise_last(tmp_path):
    assert learners.people(tmp_path, "calm heron") == 1
    learners.begin(tmp_path, "calm heron", 3)
    learners.rename(tmp_path, "calm heron", "kind jay")
    assert learners.people(tmp_path, "kind jay") == 3
    learners.returning(tmp_path, "calm heron", 2)
    assert learners.people(tmp_path, "kind jay") == 2


def test_a_name_asked_for_is_given_only_where_nobody_has_it(tmp_path):
    assert learners.newcomer(tmp_path, 1, "calm heron") == "calm heron"
    assert learners.newcomer(tmp_path, 1, "calm heron") != "calm heron"


def test_whoever_takes_another_name_keeps_what_was_answered_and_comes_back_under_the_newest(tmp_path):
    learners.begin(tmp_path, "calm heron")
    assert learners.rename(tmp_path, "calm heron", " Kind  JAY ") == "kind jay"
    assert learners.current(tmp_path) == "kind jay"
    learners.rename(tmp_path, "kind jay", "glad wren")
    assert learners.all_names(tmp_path, "calm heron") == {"calm heron", "kind jay", "glad wren"}
    learners.begin(tmp_path, "mild robin")
    assert learners.returning(tmp_path, "calm heron") == "glad wren"
    assert learners.rename(tmp_path, "glad wren", "calm heron") == learners.newest_name(tmp_path, "kind jay") == "calm heron"
    assert learners.all_names(tmp_path, "mild robin") == {"mild robin"}


@pytest.mark.parametrize(
    "typed", ["", "calm", "Ö heron", "../../x y", "calm heron 12345", None, ["calm heron"], "<b>calm</b> heron", "a b"]
)
def test_a_name_of_another_form_cannot_be_taken(tmp_path, typed):
    learners.begin(tmp_path, "calm heron")
    with pytest.raises(learners.NoSuchName, match="^A name here is two made-up words"):
        learners.rename(tmp_path, "calm heron", typed)


def test_the_name_of_somebody_else_cannot_be_taken(tmp_path):
    journal.append(tmp_path / "04.jsonl", answer("glad wren"))
    learners.begin(tmp_path, "calm heron")
    with pytest.raises(learners.NoSuchName, match="^Somebody has used that name in this folder"):
        learners.rename(tmp_path, "calm heron", "glad wren")


def test_a_folder_is_known_by_its_first_entry_wherever_it_is(tmp_path):
    assert learners.place(tmp_path / "one") is None
    learners.begin(tmp_path / "one", "calm heron")
    place = learners.place(tmp_path / "one")
    learners.begin(tmp_path / "one", "glad wren")
    (tmp_path / "one").rename(tmp_path / "two")
    assert learners.place(tmp_path / "two") == place
    assert journal.is_id(place)


def test_a_name_begun_where_nothing_could_be_written_may_stay_where_nobody_is_hidden_by_it(tmp_path):
    journal.append(tmp_path / "00.jsonl", answer("glad wren"))
    assert learners.may_stay(tmp_path, "calm heron", "kind jay")
    assert not learners.may_stay(tmp_path, "glad wren", "kind jay")
    assert not learners.may_stay(tmp_path, "calm heron", "glad wren")
    assert not any(learners.may_stay(tmp_path, hostile, "kind jay") for hostile in (None, 1, [], "", "calm", "../x y"))


def test_people_who_came_in_a_file_are_known_and_nobody_begins_to_work(tmp_path):
    learners.carry(tmp_path, ["calm heron", "kind jay"], "kind jay", 2)
    assert learners.current(tmp_path) is None
    assert learners.known(tmp_path) == ["kind jay", "calm heron"]
    assert (learners.newest_name(tmp_path, "calm heron"), learners.people(tmp_path, "calm heron")) == ("kind jay", 2)
    learners.begin(tmp_path, "glad wren")
    learners.carry(tmp_path, ["mild robin"], "mild robin")
    assert learners.current(tmp_path) == "glad wren"
    assert learners.returning(tmp_path, "calm heron") == "kind jay"


def test_people_who_came_in_a_file_twice_are_noted_once(tmp_path):
    for _ in range(2):
        learners.carry(tmp_path, ["calm heron", "kind jay"], "kind jay", 2)
        content = (tmp_path / learners.FILE).read_bytes()
    assert content.count(b"carried") == 2
    assert (tmp_path / learners.FILE).read_bytes() == content


def test_who_took_another_name_elsewhere_goes_by_it_here_too(tmp_path):
    learners.begin(tmp_path, "calm heron", 3)
    learners.carry(tmp_path, ["calm heron", "kind jay"], "kind jay")
    assert learners.current(tmp_path) == "kind jay"
    assert learners.people(tmp_path, "kind jay") == 3
    learners.carry(tmp_path, ["calm heron"], "calm heron")  # an older file
    assert learners.current(tmp_path) == "kind jay"


def test_who_has_a_name_here_of_which_the_file_knows_nothing_keeps_it(tmp_path):
    learners.begin(tmp_path, "calm heron")
    learners.rename(tmp_path, "calm heron", "glad wren")
    learners.carry(tmp_path, ["calm heron", "kind jay"], "kind jay")
    assert learners.current(tmp_path) == "glad wren"
    assert learners.all_names(tmp_path, "glad wren") == {"calm heron", "kind jay", "glad wren"}


def entry(number, **what):
    return {"schema": 2, "id": f"{number:015}-{'f' * 16}"} | what


@pytest.mark.parametrize(
    ("what", "fault"),
    [
        ({"learner": "calm heron", "people": 3}, None),
        ({"learner": "calm heron", "was": "kind jay"}, None),
        ({"learner": "calm heron", "people": 1, "carried": True}, None),
        ({"left": True}, None),
        ({"place": f"{1:015}-{'0' * 16}"}, None),
        ({"left": False}, "not a learner"),
        ({"left": True, "learner": ["calm heron"]}, "not a learner"),
        ({"place": f"{1:015}-{'0' * 16}", "was": {}}, "not a learner"),
        ({"place": "here"}, "not a learner"),
        ({"learner": "calm heron", "was": ["kind jay"]}, "not a learner"),
        ({"learner": "calm heron", "was": None}, "not a learner"),
        *(({"learner": "calm heron", "people": number}, "not a learner") for number in (0, 4, 2.0, True, "2", None, [])),
        *(({"learner": "calm heron", "carried": said}, "not a learner") for said in (False, None, "yes")),
        ({"learner": "calm heron", "schema": 3}, "written by a newer version of this course; it stays as it is"),
    ],
)
def test_what_an_entry_must_say(tmp_path, what, fault):
    assert learners.entry_fault(entry(1, **what)) == fault
    journal.append(tmp_path / learners.FILE, entry(2**40, **what))
    learners.begin(tmp_path, "glad wren")
    assert learners.current(tmp_path) == "glad wren"
    assert len(learners.known(tmp_path)) <= 3


def test_whom_entries_are_about_and_what_must_stand_without_them(tmp_path):
    assert learners.instead_of(tmp_path, ["calm heron"]) == []
    learners.begin(tmp_path, "glad wren")
    learners.begin(tmp_path, "calm heron")
    place = learners.place(tmp_path)
    kept = {"schema": 2, "id": f"{0:015}{place[15:]}", "place": place}
    assert learners.instead_of(tmp_path, ["glad wren"]) == [kept]
    said, left = learners.instead_of(tmp_path, ["calm heron"])
    assert (said, left["left"], left["id"] > place) == (kept, True, True)
    journal.append(tmp_path / learners.FILE, kept)
    assert learners.instead_of(tmp_path, ["glad wren"]) == []
    assert learners.place(tmp_path) == place
    assert [learners.is_named({"learner": "kind jay", "was": "calm heron"}, [name]) for name in ("kind jay", "calm heron", "glad wren")] == [
        True, True, False,
    ]  # fmt: skip
