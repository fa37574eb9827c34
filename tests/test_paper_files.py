"""How the pieces of a lesson on paper are laid on sheets, and the command that writes them."""

import json
import shutil

import pytest

from sidebyside import cli, printing
from sidebyside.paper import blocks, packing

# How many sides a sheet has


def piece(height, name="x"):
    return blocks.Block(height, lambda spare: f"{name}:{spare:.0f};")


def paged(*heights, sides=2):
    sheets = packing.packed([piece(height) for height in heights], sides)
    return [(sheet.html.count(";"), sheet.sides) for sheet in sheets]


FIRST, PAGE = packing.PAGE - packing.HEAD, packing.PAGE


@pytest.mark.parametrize(
    ("heights", "expected"),
    [
        ((FIRST, PAGE), [(2, 2)]),
        ((FIRST, PAGE, 1), [(2, 2), (1, 1)]),
        ((PAGE / 2 + 1,) * 4, [(2, 2), (2, 2)]),
        ((10,) * 20, [(20, 1)]),
        ((FIRST + 1, PAGE - 60), [(2, 2)]),
        ((FIRST + 50, PAGE - 40), [(1, 2), (1, 1)]),
        ((), []),
    ],
)
def test_pieces_are_laid_on_sheets_of_two_sides(heights, expected):
    assert paged(*heights) == expected


def test_a_sheet_for_reading_has_four_sides_before_another_is_begun():
    assert paged(FIRST, PAGE, PAGE, PAGE, FIRST, sides=4) == [(4, 4), (1, 1)]


def test_what_is_free_is_told_to_the_last_piece_of_a_side():
    (sheet,) = packing.packed([piece(100, "a"), piece(100, "b"), piece(100, "c")], 2)
    assert sheet.html == f"a:0;b:{FIRST - 200};c:{PAGE - 100};"


def test_what_stands_on_top_again_is_counted_and_stands_only_where_a_sheet_begins():
    head = piece(20, "again")
    found = packing.packed([blocks.after(head, piece(height)) for height in (FIRST, PAGE, FIRST - 20, PAGE)], 2)
    assert [sheet.html.count("again") for sheet in found] == [0, 1]
    assert [sheet.html.count("x") for sheet in found] == [2, 2]
    assert found[1].html.startswith("again")


def test_a_heading_stays_on_the_side_of_its_piece():
    assert paged(FIRST - 15, 20) == [(2, 2)]
    (sheet,) = packing.packed([piece(FIRST - 15, "a"), blocks.under(piece(11, "head"), piece(9, "b"))], 2)
    assert sheet.html.startswith("a:15;")


@pytest.mark.parametrize(
    ("height", "shortest"),
    [
        (lambda letters: 10, None),  # it fits as it is
        (lambda letters: FIRST + PAGE + 1 if letters is None else 10, 480),  # one leaf is saved
        (lambda letters: FIRST if letters == 80 else FIRST + 1, None),  # a side is saved, and no leaf
        (lambda letters: 1000, None),  # nothing is saved
    ],
)
def test_notes_are_made_shorter_only_where_that_saves_a_leaf(height, shortest):
    def make(letters):
        whole, rest = divmod(height(letters), PAGE / 2)
        return [piece(part, letters) for part in [PAGE / 2] * int(whole) + [rest]]

    assert packing.tightest(make, 2)[0].startswith(f"{shortest}:")


@pytest.mark.parametrize(
    ("letters", "expected"),
    [
        (None, "Quoted by A. Kamensky in no. 31. It is “his”. The rest is lost."),
        (63, "Quoted by A. Kamensky in no. 31. It is “his”. The rest is lost."),
        (62, "Quoted by A. Kamensky in no. 31. It is “his”."),
        (40, "Quoted by A. Kamensky in no. 31."),
        (20, ""),
    ],
)
def test_a_note_is_cut_between_two_sentences(letters, expected):
    assert blocks.shortened("Quoted by A. Kamensky in no. 31. It is “his”. The rest is lost.", letters) == expected


# The command


def run(capsys, *arguments):
    status = cli.main(["paper", *map(str, arguments)])
    output = capsys.readouterr()
    return status, output.out, output.err


def test_paper_writes_a_file_for_each_sheet_and_says_which(capsys, sample, tmp_path):
    status, out, err = run(capsys, "--data", sample, "--out", tmp_path / "to print")
    assert (status, err) == (0, "")
    names = [
        "00-worksheet-1.html",
        "00-worksheet-2.html",
        "00-sorting-1.html",
        "00-sorting-2.html",
        "00-plain.html",
        "00-teacher.html",
        "00-teacher-readings.html",
    ]
    assert out.splitlines() == [str(tmp_path / "to print" / name) for name in names]
    assert sorted(path.name for path in (tmp_path / "to print").iterdir()) == sorted(names)
    assert b"\r" not in (tmp_path / "to print" / names[0]).read_bytes()
    status, out, _ = run(capsys, "00", "--json", "--data", sample, "--out", tmp_path / "to print")
    assert json.loads(out) == {
        "written": [str(tmp_path / "to print" / name) for name in names],
        "skipped": [],
        "teacher": True,
    }


def test_paper_writes_to_a_folder_named_paper_where_none_is_named(capsys, sample, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert run(capsys, "00", "--data", sample)[0] == 0
    assert (tmp_path / "paper" / "00-worksheet-1.html").is_file()


def test_a_copy_for_learners_says_that_the_teachers_page_is_left_out(capsys, sample, tmp_path):
    shutil.rmtree(sample / "teacher")
    status, out, err = run(capsys, "--data", sample, "--out", tmp_path)
    assert status == 0
    assert "teacher" not in out
    assert err.startswith("The pages for teachers are left out")
    assert json.loads(run(capsys, "--json", "--data", sample, "--out", tmp_path)[1])["teacher"] is False


def test_a_lesson_that_is_not_there_is_named_and_nothing_is_written(capsys, sample, tmp_path):
    status, out, err = run(capsys, "00", "98", "99", "--data", sample, "--out", tmp_path / "new")
    assert (status, out) == (1, "")
    assert err == "There is no lesson 98, 99; there are 00. Nothing was written.\n"
    assert not (tmp_path / "new").exists()


def test_a_folder_that_cannot_be_made_is_named(capsys, sample, tmp_path):
    (tmp_path / "taken").write_text("a file", encoding="utf-8")
    status, out, err = run(capsys, "--data", sample, "--out", tmp_path / "taken", "--json")
    assert status == 1
    assert "taken" in err
    assert "Name another folder with --out." in json.loads(out)["error"]


@pytest.fixture
def wider(sample):
    """The sample with a second lesson, in which all is wider reading."""
    for name, more in {
        "lessons": "99,99-open.ipynb,Open,Which one?,weighing,30,0\n",
        "lesson_claims": "99,K1,1,wider\n",
        "pairs": "99,K1,F1,1,wider,2\n",
        "prompts": "P99-1,99,1,predict,text,,,What do you expect?\n",
    }.items():
        path = sample / f"{name}.csv"
        path.write_text(path.read_text(encoding="utf-8") + more, encoding="utf-8")
    return sample


def test_a_lesson_of_wider_reading_alone_is_skipped_and_the_command_says_so(capsys, wider, tmp_path):
    status, out, err = run(capsys, "--data", wider, "--out", tmp_path)
    assert status == 0
    assert all("00-" in line for line in out.splitlines())
    assert err == "Lesson 99 has nothing to print: all of it is wider reading, which is done at the desk.\n"
    assert json.loads(run(capsys, "--json", "--data", wider, "--out", tmp_path)[1])["skipped"] == ["99"]


@pytest.mark.parametrize("named", [["99"], ["00", "99"]])
def test_a_lesson_of_wider_reading_that_is_named_is_not_printed_and_the_command_says_why(capsys, wider, tmp_path, named):
    status, out, err = run(capsys, *named, "--data", wider, "--out", tmp_path / "new")
    assert (status, out) == (1, "")
    assert err == "Lesson 99 has nothing to print: all of it is wider reading, which is done at the desk. Nothing was written.\n"
    assert not (tmp_path / "new").exists()


def test_without_a_browser_there_is_no_pdf_and_nothing_is_written(capsys, sample, tmp_path, monkeypatch):
    monkeypatch.setattr(printing.shutil, "which", lambda name: None)
    status, out, err = run(capsys, "--pdf", "--data", sample, "--out", tmp_path / "new")
    assert (status, out) == (1, "")
    assert "choose Print, Save as PDF" in err
    assert not (tmp_path / "new").exists()


def test_what_is_written_before_a_sheet_is_not_printed_is_told(capsys, sample, tmp_path, monkeypatch):
    program = tmp_path / "browser"
    program.write_text("#!/bin/sh\nexit 3\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setattr(printing, "browser", lambda: str(program))
    status, out, err = run(capsys, "--pdf", "--data", sample, "--out", tmp_path)
    assert (status, out) == (1, f"{tmp_path / '00-worksheet-1.html'}\n")
    assert err.startswith("00-worksheet-1.html was not printed by")
