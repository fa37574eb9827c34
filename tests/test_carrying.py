"""One file out and one file in: nothing is lost on the way, nothing is overwritten, nothing hostile gets in."""

import json
import os
import re

import pytest

from sidebyside import carrying, erasing, journal, learners

MINE, THEIRS = "calm heron", "glad wren"
HEADING = {"sidebyside": "answers", "schema": 2, "learner": MINE, "names": [MINE], "people": 1}


def record(number, value="an answer", learner=MINE, prompt="P00-1", writer="aaaaaaaa", seen=None, **changes):
    return {
        "schema": 2, "id": f"{1_790_000_000_000 + number:015}-{number:016x}", "prompt_id": prompt, "value": value, "learner": learner,
        "writer": writer, "seen": seen or {}, "text_sha256": None, "saved_at": "2026-09-21T10:00:00+00:00",
    } | changes  # fmt: skip


def text_of(*lines):
    return "".join(f"{json.dumps(line)}\n" for line in lines)


def in_lesson(number, value="an answer", **changes):
    return record(number, value, **changes) | {"lesson": "04"}


def contents(where):
    """Everything that can be read in a folder: lesson to records, and who is known by which names."""
    read = {path.name: journal.read_log([path], journal.answer_fault)[0] for path in learners.journals(where)}
    return read, {name: (learners.newest_name(where, name), learners.people(where, name)) for name in learners.known(where)}


def reasons(taken):
    return [(each.line, each.reason) for each in taken.refused]


@pytest.fixture
def where(tmp_path):
    """A folder in which a pair and one other have worked, each in two lessons; the pair under two names."""
    where = tmp_path / "school"
    learners.begin(where, THEIRS)
    learners.begin(where, "kind jay", 2)
    journal.append(where / "04.jsonl", record(1, "first", "kind jay"), record(2, "theirs", THEIRS))
    learners.rename(where, "kind jay", MINE)
    journal.append(
        where / "04.jsonl",
        record(3, "zweite — ё 🚂 \u2028"),
        record(4, "against", writer="bbbbbbbb"),
        record(3, "zweite — ё 🚂 \u2028"),
    )
    old = {name: value for name, value in record(5, "old").items() if name != "seen"} | {"schema": 1, "writer": "browser"}
    journal.append(where / "00.jsonl", old, record(6, None, THEIRS))
    return where


@pytest.fixture
def home(tmp_path):
    return tmp_path / "home"


@pytest.mark.parametrize(
    "name", ["calm heron", "Calm  Heron", "calm-heron", "calm/heron", "..\\calm:heron*?", "calm\0heron\u202e", "calm heron."]
)
def test_the_file_is_called_after_the_learner(name):
    assert carrying.file_name(name) == "answers-calm-heron.jsonl"


@pytest.mark.parametrize(
    "name", [None, "", "../../..", "Ёж", "CON" * 50, 12, ["x"], "a" * 10**6, "\ud83d", "com1", "calm heron 12", "-" * 80 + "x"]
)
def test_the_file_has_a_name_that_every_system_takes(name):
    assert re.fullmatch(r"answers(-[a-z0-9]+)*\.jsonl", carrying.file_name(name))
    assert len(carrying.file_name(name)) <= 60


def test_the_file_says_whose_answers_follow_and_to_which_lesson_each_belongs(where):
    heading, *lines = map(json.loads, carrying.exported(where, [MINE]))
    assert heading == HEADING | {"names": [MINE, "kind jay"], "people": 2}
    assert [(line["lesson"], line["value"], line["schema"]) for line in lines] == [
        ("00", "old", 1), ("04", "first", 2), ("04", "zweite — ё 🚂 \u2028", 2), ("04", "against", 2),
    ]  # fmt: skip
    assert "seen" not in lines[0]


def test_the_file_of_everybody_has_a_heading_for_each_person(where):
    journal.append(where / "04.jsonl", record(7, "nobody's", "../../x"))
    lines = list(map(json.loads, carrying.exported(where)))
    assert [(line["learner"], line["people"]) for line in lines if "sidebyside" in line] == [(THEIRS, 1), (MINE, 2), (None, 1)]
    assert [line["value"] for line in lines if "value" in line] == [
        None,
        "theirs",
        "old",
        "first",
        "zweite — ё 🚂 \u2028",
        "against",
        "nobody's",
    ]


@pytest.mark.parametrize("names", [MINE, "kind jay", ["kind jay"], [MINE, "kind jay"], {"kind jay"}])
def test_every_name_of_a_person_goes_along(where, names):
    assert list(carrying.exported(where, names)) == list(carrying.exported(where, [MINE]))


def test_where_nothing_is_kept_the_file_says_so_or_is_empty(tmp_path, where):
    assert list(carrying.exported(tmp_path / "nowhere")) == []
    assert list(map(json.loads, carrying.exported(where, ["mild robin"]))) == [
        HEADING | {"learner": "mild robin", "names": ["mild robin"]}
    ]


def test_each_line_is_one_line_for_every_program_and_can_be_sent(where):
    journal.append(where / "04.jsonl", record(8, "half \ud83d, NUL \0, \x85 \u2029 \u202e \x1b[31m, ё"))
    for line in carrying.exported(where):
        assert line.encode() == line.encode("utf-8")
        assert line.splitlines() == [line[:-1]]
        assert line[:-1].isprintable()
    assert any("zweite" in line for line in carrying.exported(where))


@pytest.mark.parametrize("names", [None, [MINE]])
def test_what_was_carried_is_what_it_was_and_carrying_it_again_changes_nothing(where, home, names):
    text = "".join(carrying.exported(where, names))
    taken = carrying.take(home, text)
    assert (taken.known, taken.refused) == (0, ())
    assert "".join(carrying.exported(home, names)) == text
    for lesson in ("00.jsonl", "04.jsonl"):
        assert journal.fold(home / lesson, MINE) == journal.fold(where / lesson, MINE)
    before = {path: path.read_bytes() for path in home.iterdir()}
    assert carrying.take(home, text) == carrying.Taken(0, taken.new, (), taken.names, taken.learner)
    assert carrying.take(where, text).new == 0
    assert {path: path.read_bytes() for path in home.iterdir()} == before


def test_who_came_in_is_said_under_the_name_they_go_by_and_nobody_begins_to_work(where, home):
    learners.begin(home, "mild robin")
    taken = carrying.take(home, "".join(carrying.exported(where, ["kind jay"])))
    assert (taken.new, taken.names, taken.learner) == (4, (MINE, "kind jay"), MINE)
    assert learners.current(home) == "mild robin"
    assert learners.returning(home, "kind jay") == MINE
    assert learners.people(home, MINE) == 2
    both = carrying.take(home, "".join(carrying.exported(where)))
    assert (both.new, both.known, both.learner) == (2, 4, None)
    assert set(both.names) == {THEIRS, MINE, "kind jay"}


def test_a_file_cut_off_anywhere_keeps_every_line_before_the_cut(where, tmp_path):
    lines = list(carrying.exported(where, [MINE]))
    text = "".join(lines)
    ends = [len("".join(lines[: number + 1])) - 1 for number in range(len(lines))]  # a line may do without its line break
    for size in [*range(0, len(text), 37), *ends, *(end - 1 for end in ends)]:
        taken = carrying.take(tmp_path / str(size), text[:size])
        whole = sum(end <= size for end in ends)
        assert taken.new == max(0, whole - 1), size
        assert len(taken.refused) == (size not in {0, *ends, *(end + 1 for end in ends)}), size


@pytest.mark.parametrize("size", [1, 2, 3, 100])
def test_in_parts_with_the_heading_before_each_it_comes_to_the_same(where, home, tmp_path, size):
    heading, *lines = carrying.exported(where, [MINE])
    whole = carrying.take(tmp_path / "whole", heading + "".join(lines))
    lines.insert(2, "broken\n")
    parts = [
        carrying.take(home, heading + "".join(lines[at : at + size]), first_line=at + 1) for at in range(0, len(lines), size)
    ]
    assert sum(part.new for part in parts) == whole.new
    assert [each.line for part in parts for each in part.refused] == [4]
    assert {part.learner for part in parts} == {MINE}
    assert contents(home) == contents(tmp_path / "whole")


def test_two_folders_that_exchange_their_files_hold_the_same(where, home):
    journal.append(
        home / "04.jsonl",
        record(3, "zweite — ё 🚂 \u2028", saved_at="2026-01-01T00:00:00+00:00"),
        record(9, "at home", writer="cccccccc"),
    )
    there, here = "".join(carrying.exported(where)), "".join(carrying.exported(home))
    carrying.take(where, here)
    carrying.take(home, there)
    assert contents(where)[0] == contents(home)[0]
    assert {rival["value"] for rival in journal.fold(home / "04.jsonl", [MINE, "kind jay"]).rivals["P00-1"]} == {
        "against",
        "zweite — ё 🚂 \u2028",
    }


def test_without_times_the_same_stands_and_no_time_is_told(where, home):
    text = "".join(carrying.exported(where, [MINE], times=False))
    assert not re.search(r"2026|179\d{7}", text)
    assert carrying.take(home, text).new == 4
    for lesson in ("00.jsonl", "04.jsonl"):
        one, two = (journal.fold(folder / lesson, {MINE, "kind jay"}) for folder in (where, home))
        assert {key: answer["value"] for key, answer in one.answers.items()} == {
            key: answer["value"] for key, answer in two.answers.items()
        }
        assert [[each["value"] for each in rivals] for rivals in one.rivals.values()] == [
            [each["value"] for each in rivals] for rivals in two.rivals.values()
        ]
    assert carrying.take(home, text).new == 0


def test_an_answer_whose_time_was_dropped_does_not_come_back_and_outdoes_none_given_later(home, tmp_path):
    journal.append(home / "04.jsonl", record(1, "first"))
    school = tmp_path / "school"
    carrying.take(school, "".join(carrying.exported(home)))
    journal.append(school / "04.jsonl", record(2, "second"))
    erasing.drop_times(school, [MINE])
    journal.append(home / "04.jsonl", record(3, "at home", writer="cccccccc", seen={"aaaaaaaa": record(1)["id"]}))
    taken = carrying.take(school, "".join(carrying.exported(home)))
    assert (taken.new, taken.known) == (1, 1)
    folded = journal.fold(school / "04.jsonl", MINE)
    assert (folded.answers["P00-1"]["value"], [each["value"] for each in folded.rivals["P00-1"]]) == ("at home", ["second"])
    text = "".join(carrying.exported(school))
    assert [carrying.take(home, text).known for _ in range(2)] == [2, 3]
    assert journal.fold(home / "04.jsonl", MINE).rivals == folded.rivals
    erasing.drop_times(home, [MINE])
    assert [each["value"] for each in journal.merge([home / "04.jsonl"])[0]] == ["first", "second", "at home"]
    assert [each["value"] for each in journal.fold(home / "04.jsonl", MINE).rivals["P00-1"]] == ["second"]


def test_an_answer_here_is_never_replaced_by_another_of_the_same_id(home):
    carrying.take(home, text_of(in_lesson(1, "mine")))
    before = (home / "04.jsonl").read_bytes()
    for other in (
        in_lesson(1, "another"),
        in_lesson(1, "mine", learner=THEIRS),
        in_lesson(1, "mine", prompt="P00-2"),
        in_lesson(1, None),
    ):
        taken = carrying.take(
            home, text_of(other, in_lesson(1, "mine", seen={"bbbbbbbb": record(0)["id"]}, text_sha256="a" * 64))
        )
        assert (taken.new, taken.known, reasons(taken)) == (
            0,
            1,
            [(1, "another answer is kept here under the same id; it stays")],
        )
    assert (home / "04.jsonl").read_bytes() == before


def test_twice_in_one_file_is_once(home):
    taken = carrying.take(home, text_of(in_lesson(1), in_lesson(1), in_lesson(1, "another")))
    assert (taken.new, taken.known, len(taken.refused)) == (1, 1, 1)
    assert len(journal.merge([home / "04.jsonl"])[0]) == 1


def test_each_lesson_is_written_once(home, monkeypatch):
    written = []
    append = journal.append
    monkeypatch.setattr(
        journal, "append", lambda path, *records: (written.append((path.name, len(records))), append(path, *records))
    )
    carrying.take(
        home,
        text_of(HEADING, *(in_lesson(number) for number in range(20)), *(record(n) | {"lesson": "00"} for n in range(30, 33))),
    )
    assert written == [("00.jsonl", 3), ("04.jsonl", 20), (learners.FILE, 1)]


def test_answers_that_do_not_name_their_lesson_are_taken_where_it_is_said(home):
    text = text_of(record(1), record(2) | {"lesson": "00"})
    taken = carrying.take(home, text, file="x.jsonl")
    assert taken.refused == (journal.Skipped("x.jsonl", 1, "it does not say to which lesson it belongs: two digits"),)
    assert carrying.take(home, text, lesson="04").new == 1
    assert sorted(path.name for path in learners.journals(home)) == ["00.jsonl", "04.jsonl"]
    assert "lesson" not in (home / "04.jsonl").read_text(encoding="utf-8")


def test_a_journal_itself_can_be_taken_as_an_editor_may_have_saved_it(where, home):
    content = (where / "04.jsonl").read_text(encoding="utf-8")
    assert carrying.take(home, "\ufeff" + content.replace("\n", "\r\n"), lesson="04").new == 4
    assert contents(home)[0]["04.jsonl"] == contents(where)[0]["04.jsonl"]


def test_what_a_desk_wrote_without_a_kernel_can_be_taken(home):
    kept = in_lesson(1, "kept"), in_lesson(2, "waiting", saved_at=None, seen={"bbbbbbbb": record(0)["id"]})
    taken = carrying.take(home, text_of(*kept, in_lesson(3) | {"seen": None}))
    assert (taken.new, taken.refused, taken.learner) == (3, (), MINE)


NEWER = "written by a newer version of this course; it stays as it is"


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("hello", "torn or not JSON"),
        ('{"id": "00', "torn or not JSON"),
        ("[" * 100_000, "torn or not JSON"),
        ("9" * 5000, "torn or not JSON"),
        ("\x00", "torn or not JSON"),
        ("null", "not an answer"),
        ("[]", "not an answer"),
        ('"sidebyside"', "not an answer"),
        ("{}", "not an answer"),
        ("x" * 3_000_000, "longer than an answer can be"),
        (in_lesson(1, schema=3), NEWER),
        ({"schema": 3, "what": "ever"}, NEWER),
        (in_lesson(1, id="../../x"), "not an answer"),
        (in_lesson(1, prompt="../../x"), "not an answer"),
        (in_lesson(1, value=["x"]), "not an answer"),
        (in_lesson(1, writer="x"), "not an answer"),
        (in_lesson(1, saved_at=7), "not an answer"),
        (in_lesson(1) | {"lesson": "../00"}, "it does not say to which lesson it belongs: two digits"),
        (in_lesson(1) | {"lesson": 4}, "it does not say to which lesson it belongs: two digits"),
        (in_lesson(1) | {"lesson": "004"}, "it does not say to which lesson it belongs: two digits"),
        (in_lesson(1) | {"lesson": "04\n"}, "it does not say to which lesson it belongs: two digits"),
        (in_lesson(1) | {"lesson": None}, "it does not say to which lesson it belongs: two digits"),
        (in_lesson(1, learner="<b>calm</b>"), "whose it is is no name of this course: two words, such as “calm heron”"),
        (in_lesson(1, learner="../../x"), "whose it is is no name of this course: two words, such as “calm heron”"),
        (in_lesson(1, value="ё" * 200_001), "an answer of 200,001 characters; 200,000 can be kept"),
        (in_lesson(1, extra="x" * 10_000), "it holds more than an answer"),
        (in_lesson(1, saved_at="x" * 10_000), "it holds more than an answer"),
        (in_lesson(1, id="089999999999999-" + "f" * 16), "its time lies far in the future"),
        (HEADING | {"schema": 3}, "written by a newer version of this course; names used earlier are not taken over"),
        (HEADING | {"sidebyside": "something else"}, "not a heading of this course"),
        (HEADING | {"sidebyside": ["answers"]}, "not a heading of this course"),
        (HEADING | {"schema": "2"}, "not a heading of this course"),
        (HEADING | {"learner": "glad wren"}, "not a heading of this course"),
        (HEADING | {"learner": None}, "not a heading of this course"),
        (HEADING | {"learner": ["calm heron"]}, "not a heading of this course"),
        (HEADING | {"names": MINE}, "not a heading of this course"),
        (HEADING | {"names": [MINE, "../../x"]}, "not a heading of this course"),
        (HEADING | {"names": [MINE, {}]}, "not a heading of this course"),
        (
            HEADING | {"names": [f"calm heron {number}" for number in range(51)], "learner": "calm heron 1"},
            "not a heading of this course",
        ),
        (HEADING | {"people": 4}, "not a heading of this course"),
        (HEADING | {"people": "2"}, "not a heading of this course"),
        ({"sidebyside": "answers"}, "not a heading of this course"),
    ],
)
def test_what_is_no_answer_is_refused_with_its_line_and_the_rest_is_taken(home, line, reason):
    raw = line if isinstance(line, str) else json.dumps(line)
    taken = carrying.take(home, f"{text_of(in_lesson(8))}\n{raw}\n{text_of(in_lesson(9))}", first_line=11)
    assert (taken.new, reasons(taken)) == (2, [(13, reason)])
    assert learners.known(home) == [MINE]
    assert len(journal.merge(learners.journals(home))[0]) == 2
    assert sorted(path.name for path in home.iterdir()) == ["04.jsonl", learners.FILE]


def test_a_file_of_something_else_changes_nothing(home):
    taken = carrying.take(home, "\x89PNG\r\n" + "\ufffd" * 50 + "\n<html>\n\n")
    assert (taken.new, taken.known, len(taken.refused), taken.names, taken.learner) == (0, 0, 3, (), None)
    assert carrying.take(home, "") == carrying.Taken(0, 0, (), (), None)
    assert not home.exists()


def test_the_longest_answer_is_carried_however_it_is_written(where, home):
    journal.append(
        where / "04.jsonl", record(9, "\0" * 200_000, prompt="P00-9"), record(10, "🚂\ud83d" * 100_000, prompt="P00-10")
    )
    taken = carrying.take(home, "".join(carrying.exported(where)))
    assert (taken.new, taken.refused) == (8, ())
    assert contents(home)[0] == contents(where)[0]


def test_a_folder_that_cannot_be_written_is_an_error_and_what_was_written_is_known_next_time(where, home, monkeypatch):
    text = "".join(carrying.exported(where))
    append, done = journal.append, []

    def fail(path, *records):
        if done:
            raise PermissionError(13, "Permission denied", str(path))
        done.append(append(path, *records))

    monkeypatch.setattr(journal, "append", fail)
    with pytest.raises(OSError, match="Permission denied"):
        carrying.take(home, text)
    monkeypatch.undo()
    taken = carrying.take(home, text)
    assert (taken.new, taken.known) == (4, 2)
    assert contents(home) == contents(where)


def test_a_journal_that_cannot_be_read_is_an_error(where):
    (where / "04.jsonl").unlink()
    (where / "04.jsonl").mkdir()
    with pytest.raises(OSError, match=r"04\.jsonl"):
        list(carrying.exported(where))
    with pytest.raises(OSError, match=r"04\.jsonl"):
        carrying.take(where, text_of(in_lesson(1)))
    assert os.listdir(where / "04.jsonl") == []
