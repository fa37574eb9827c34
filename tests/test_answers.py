"""The verb about answers on this machine, as a person types it."""

import codecs
import json
import os
import subprocess
import sys

import pytest

from sidebyside import cli, journal, learners

MINE, THEIRS = "calm heron", "glad wren"


def record(number, value="an answer", learner=MINE, prompt="P00-1", writer="aaaaaaaa", **changes):
    return {
        "schema": 2, "id": f"{1_790_000_000_000 + number:015}-{number:016x}", "prompt_id": prompt, "value": value, "learner": learner,
        "writer": writer, "seen": {}, "text_sha256": None, "saved_at": f"2026-09-21T10:00:{number:02}+00:00",
    } | changes  # fmt: skip


@pytest.fixture
def course(tmp_path, monkeypatch):
    """The course's root, where two people have worked in its lessons; the first of them is a pair."""
    monkeypatch.delenv("SIDEBYSIDE_JOURNAL")
    where = tmp_path / "notebooks" / "journal"
    learners.begin(where, MINE, 2)
    learners.begin(where, THEIRS)
    journal.append(where / "04.jsonl", record(1, "ё first"), record(2, "second"), record(3, "against", writer="bbbbbbbb"))
    journal.append(where / "00.jsonl", record(4, "theirs", THEIRS), record(5), record(6, None, prompt="P00-2"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def said(capsys):
    """Run the verb in this process: status, standard output, standard error."""

    def run(*arguments):
        capsys.readouterr()
        try:
            status = cli.main(["answers", *map(str, arguments)])
        except SystemExit as exit_:
            status = exit_.code
        output = capsys.readouterr()
        return status, output.out, output.err

    return run


def value_of(result):
    """The one JSON value of a run."""
    return json.loads(result[1])


def kept(where):
    return journal.merge(learners.journals(where))[0]


def test_the_list_says_who_answered_how_much_and_when(course, said):
    status, out, err = said("list")
    rivals = "1 with another answer from another page, to be chosen at the desk"
    assert (status, err) == (0, f"Looked in {course / 'notebooks' / 'journal'}, where the lessons keep answers.\n")
    assert out.splitlines() == [
        f"Answers are looked for in {course / 'notebooks' / 'journal'}",
        "calm heron, two people",
        "  lesson 00: 1 question answered, 2026-09-21T10:00:05+00:00 to 2026-09-21T10:00:06+00:00",
        f"  lesson 04: 1 question answered, {rivals}, 2026-09-21T10:00:01+00:00 to 2026-09-21T10:00:03+00:00",
        "glad wren",
        "  lesson 00: 1 question answered, 2026-09-21T10:00:04+00:00 to 2026-09-21T10:00:04+00:00",
    ]


def test_the_list_as_a_value(course, said):
    value = value_of(said("list", "--json", "--learner", " Calm  HERON"))
    assert value["learners"] == [
        {
            "name": MINE, "people": 2, "earlier_names": [], "lessons": [
                {"lesson": "00", "answered": 1, "rivals": 0, "lines": 2, "first": "2026-09-21T10:00:05+00:00", "last": "2026-09-21T10:00:06+00:00"},
                {"lesson": "04", "answered": 1, "rivals": 1, "lines": 3, "first": "2026-09-21T10:00:01+00:00", "last": "2026-09-21T10:00:03+00:00"},
            ],
        }
    ]  # fmt: skip
    assert value["unreadable"] == []


def test_what_cannot_be_read_is_said_with_its_place_and_what_to_do(course, said):
    where = course / "notebooks" / "journal"
    for path in (where / "04.jsonl", where / learners.FILE):
        journal.append_lines(path, b'{"schema": 9}\n{torn \x1b[31m\n')
    journal.append(where / "00.jsonl", record(9, "x", "\x1b[31m"))
    status, out, err = said("list")
    assert status == 1
    assert "1 answer under names that no desk gives" in out
    assert [line.split(": ")[1].split(".")[0] for line in err.splitlines()[:-1]] == [
        "written by a newer version of this course; it stays as it is", "torn or not JSON",
    ] * 2  # fmt: skip
    assert f"{where / '04.jsonl'}:6: " in err
    assert "a torn one can be deleted in an editor" in err
    assert "\x1b" not in out + err
    assert len(value_of(said("list", "--json"))["unreadable"]) == 4


def test_an_empty_folder_is_no_mistake(tmp_path, said):
    status, out, _ = said("list", "--journal", tmp_path)
    assert (status, out.splitlines()[1:]) == (0, ["Nobody has worked here yet."])


def test_a_hostile_time_obeys_nothing_on_a_terminal(course, said):
    journal.append(course / "notebooks" / "journal" / "04.jsonl", record(9, saved_at="\x1b[31m\u202e" + "9" * 1000))
    _, out, _ = said("list")
    assert "\x1b" not in out
    assert "\u202e" not in out
    assert max(map(len, out.splitlines())) < 300


def test_the_journal_is_the_one_named_or_of_the_environment_or_beside_or_of_the_lessons(course, said, monkeypatch):
    folders = [course / "named", course / "environment", course / "journal"]
    for number, folder in enumerate(folders, start=1):
        learners.begin(folder, f"mild robin {number}")
    assert "mild robin 3" in said("list")[1]
    monkeypatch.setenv("SIDEBYSIDE_JOURNAL", str(folders[1]))
    assert "mild robin 2" in said("list")[1]
    assert said("list", "--journal", "named")[1:] == (
        f"Answers are looked for in {folders[0]}\nmild robin 1\n  no answers yet\n",
        "",
    )


def test_a_folder_that_is_not_there_is_said(course, said):
    status, out, err = said("list", "--journal", "nowhere", "--json")
    assert (status, err) == (1, "There is no folder nowhere. Name the folder with the journals, such as notebooks/journal.\n")
    assert "nowhere" in json.loads(out)["error"]


def test_everything_goes_into_one_file_and_comes_back_from_it(course, said):
    assert said("export")[:2] == (0, "answers.jsonl  written: 6 answers of 2 learners.\n")
    assert said("import", "answers.jsonl", "--journal", "home")[:2] == (0, "6 answers new, 0 answers here already.\n")
    assert kept(course / "home") == kept(course / "notebooks" / "journal")
    assert said("import", "answers.jsonl", "--journal", "home")[:2] == (0, "0 answers new, 6 answers here already.\n")


def test_one_learners_answers_go_into_a_file_of_their_name(course, said):
    value = value_of(said("export", "--learner", MINE, "--json"))
    assert value == {"file": "answers-calm-heron.jsonl", "answers": 5, "learners": 1}
    value = value_of(said("import", "answers-calm-heron.jsonl", "--journal", "home", "--json"))
    assert value == {"new": 5, "known": 0, "refused": [], "names": [MINE], "learner": MINE}
    assert "and type: calm heron\n" in said("import", "answers-calm-heron.jsonl", "--journal", "home")[1]
    assert learners.current(course / "home") is None


def test_a_file_that_is_there_is_written_over_only_where_that_is_said(course, said):
    (course / "mine.jsonl").write_text("dear to me", encoding="utf-8")
    status, _, err = said("export", "--out", "mine.jsonl")
    assert (status, err.splitlines()[0]) == (1, "mine.jsonl is there already. Name another file with --out, or say --overwrite.")
    assert (course / "mine.jsonl").read_text(encoding="utf-8") == "dear to me"
    assert said("export", "--out", "mine.jsonl", "--overwrite")[0] == 0
    assert len((course / "mine.jsonl").read_text(encoding="utf-8").splitlines()) == 8


@pytest.mark.parametrize("out", ["notebooks", "nowhere/mine.jsonl", "notebooks/journal/04.jsonl/x"])
def test_a_file_that_cannot_be_written_is_said(course, said, out):
    status, _, err = said("export", "--out", out, "--overwrite")
    assert (status, err.count("Name another place with --out.")) == (1, 1)
    assert err.startswith(f"{out} could not be written: ")


def test_standard_output_holds_nothing_but_the_file(course, said):
    status, out, _ = said("export", "--out", "-", "--learner", MINE)
    assert status == 0
    assert out.isascii()
    assert said("import", "-", "--journal", "home")[0] == 1  # a file of that name is meant
    (course / "copy.jsonl").write_text(out, encoding="utf-8")
    assert said("import", "copy.jsonl", "--journal", "home")[0] == 0
    assert {each["value"] for each in kept(course / "home")} >= {"ё first"}
    assert said("export", "--out", "-", "--json")[0] == 1


def test_a_file_without_times_tells_none(course, said):
    said("export", "--no-times")
    content = (course / "answers.jsonl").read_text(encoding="utf-8")
    assert "2026" not in content
    assert "00179" not in content


def test_where_there_are_no_answers_no_file_is_written(tmp_path, said, monkeypatch):
    monkeypatch.chdir(tmp_path)
    status, _, err = said("export", "--journal", tmp_path)
    assert (status, list(tmp_path.iterdir())) == (1, [])
    assert err == f"There are no answers in {tmp_path}. Name another folder with --journal.\n"


@pytest.mark.parametrize("name", ["04.jsonl", "04 (1).jsonl", "04-calm-heron.jsonl"])
def test_a_journal_itself_is_taken_as_of_the_lesson_of_its_name(course, said, name):
    os.replace(course / "notebooks" / "journal" / "04.jsonl", course / name)
    assert said("import", name, "--journal", "home")[0] == 0
    assert len(journal.merge([course / "home" / "04.jsonl"])[0]) == 3


def test_a_journal_without_the_number_of_a_lesson_is_refused_line_by_line(course, said):
    os.replace(course / "notebooks" / "journal" / "04.jsonl", course / "2026.jsonl")
    status, out, err = said("import", "2026.jsonl", "--journal", "home")
    assert (status, out) == (1, "")
    assert err.splitlines()[0] == "2026.jsonl:2: it does not say to which lesson it belongs: two digits; not taken."


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_file_that_another_program_saved_is_taken(course, said, encoding):
    said("export", "--out", "plain.jsonl")
    text = (course / "plain.jsonl").read_text(encoding="utf-8").replace("\n", "\r\n")
    (course / "saved.jsonl").write_bytes(text.encode(encoding))
    assert (course / "saved.jsonl").read_bytes().startswith((journal.BOM, codecs.BOM_UTF16))
    assert said("import", "saved.jsonl", "--journal", "home")[:2] == (0, "6 answers new, 0 answers here already.\n")


@pytest.mark.parametrize(
    "content", [b"", b"\n\n", b"\xff\xfe", b"\x89PNG\r\n\x1a\n" + bytes(range(256)), b"PK\x03\x04" + b"\n" * 9, b"[]\n" * 1000]
)
def test_a_file_of_something_else_is_said_and_nothing_is_taken(course, said, content):
    (course / "x.jsonl").write_bytes(content)
    status, out, err = said("import", "x.jsonl", "--journal", "home")
    assert (status, out) == (1, "")
    assert 1 <= len(err.splitlines()) <= 21
    assert err.startswith("x.jsonl")
    assert "Traceback" not in err
    assert not (course / "home").exists()


def test_a_file_that_is_not_there_is_said(course, said):
    status, _, err = said("import", "nothing.jsonl")
    assert (status, err.splitlines()[0]) == (1, "nothing.jsonl cannot be read: No such file or directory. Nothing was taken.")


def test_without_yes_it_is_only_said_what_would_be_deleted(course, said):
    before = kept(course / "notebooks" / "journal")
    status, out, err = said("delete", MINE)
    assert (status, out) == (1, "")
    assert err.startswith(
        "5 answers of calm heron, earlier versions included, would be deleted. Nothing was deleted yet: say it again with --yes"
    )
    assert kept(course / "notebooks" / "journal") == before


def test_with_yes_every_answer_and_every_name_goes(course, said):
    where = course / "notebooks" / "journal"
    said("rename", MINE, "kind jay")
    journal.append_lines(where / "00.jsonl", b"{torn\n")
    status, out, err = said("delete", MINE, "--yes")
    assert (status, out) == (0, "5 answers of calm heron, kind jay deleted, and the name.\n")
    assert "One line that nobody can read is left; sidebyside answers list says where." in err
    assert sorted(path.name for path in where.iterdir()) == ["00.jsonl", learners.FILE]
    assert (learners.known(where), [each["value"] for each in kept(where)]) == ([THEIRS], ["theirs"])
    assert said("delete", MINE, "--yes")[0] == 1


def test_who_takes_another_name_does_not_begin_to_work_by_it(course, said):
    where = course / "notebooks" / "journal"
    assert said("rename", MINE, "Kind Jay")[:2] == (
        0,
        "calm heron is kind jay from now on; the earlier name still opens the same answers.\n",
    )
    assert learners.current(where) == THEIRS
    assert said("rename", THEIRS, "mild robin")[0] == 0
    assert (learners.current(where), learners.people(where, "kind jay")) == ("mild robin", 2)
    learners.leave(where)
    said("rename", "kind jay", MINE)
    assert (learners.current(where), learners.newest_name(where, "kind jay")) == (None, MINE)


@pytest.mark.parametrize(("new", "match"), [("x", "A name here is two made-up words"), (THEIRS, "Somebody has used that name")])
def test_a_name_that_cannot_be_taken_is_said(course, said, new, match):
    status, out, err = said("rename", MINE, new)
    assert (status, out) == (1, "")
    assert err.startswith(match)


def test_times_can_be_dropped(course, said):
    assert said("drop-times", MINE)[1].startswith("5 answers of calm heron without times now.")
    assert "lesson 04: 1 question answered, 1 with another answer" in said("list", "--learner", MINE)[1]
    assert "without times" in said("list", "--learner", MINE)[1]
    assert value_of(said("drop-times", MINE, "--json")) == {"names": [MINE], "lines": 0, "unreadable": 0}


@pytest.mark.parametrize("arguments", [("list", "--learner"), ("export", "--learner"), ("delete",), ("drop-times",)])
def test_a_name_nobody_has_had_is_said_with_those_there_are(course, said, arguments):
    status, out, err = said(*arguments, "mild\x1b robin")
    assert (status, out) == (1, "")
    assert err == f"Nobody of that name has worked in {course / 'notebooks' / 'journal'}. There are: calm heron, glad wren.\n"


@pytest.mark.parametrize(
    "arguments", [(), ("lst",), ("delete",), ("rename", MINE), ("import",), ("list", "--yes"), ("export", "--out")]
)
def test_a_command_that_cannot_be_understood_is_status_2(said, arguments):
    status, out, err = said(*arguments)
    assert (status, out) == (2, "")
    assert err.startswith("usage: sidebyside ")


def test_a_journal_that_cannot_be_read_is_said(course, said):
    (course / "notebooks" / "journal" / "05.jsonl").mkdir()
    for arguments in (("list",), ("export",), ("delete", MINE, "--yes"), ("drop-times", MINE)):
        status, _, err = said(*arguments)
        assert status == 1
        assert "05.jsonl: Is a directory. See who may read and write it" in err


def test_what_a_killed_process_left_comes_to_light(course, said):
    where = course / "notebooks" / "journal"
    (where / "04.jsonl.0.old").write_bytes(journal.line(record(20, "left", THEIRS)))
    assert "lesson 04: 1 question answered" in said("list", "--learner", THEIRS)[1]
    assert not (where / "04.jsonl.0.old").exists()


def test_as_a_person_types_it(course):
    done = subprocess.run(
        [sys.executable, "-m", "sidebyside.cli", "answers", "--json", "list"],
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        cwd=course,
    )
    assert (done.returncode, len(json.loads(done.stdout)["learners"])) == (0, 2)
