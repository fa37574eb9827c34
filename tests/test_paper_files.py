"""How the pieces of a lesson on paper are laid on sheets, and the command that writes them."""

import json
import shutil

import pytest

from sidebyside import cli
from sidebyside.paper import blocks, worksheets

# Two pages a sheet


def piece(height, name="x"):
    return blocks.Block(height, lambda spare: f"{name}:{spare:.0f};")


def paged(*heights):
    return [len(sheet.split(";")) - 1 for sheet in worksheets._sheets([piece(height) for height in heights])]


FIRST = worksheets.PAGE - worksheets.HEAD


@pytest.mark.parametrize(
    ("heights", "expected"),
    [
        ((FIRST, worksheets.PAGE), [2]),
        ((FIRST, worksheets.PAGE, 1), [2, 1]),
        ((worksheets.PAGE / 2 + 1,) * 4, [2, 2]),
        ((10,) * 20, [20]),
        ((FIRST + 1, worksheets.PAGE - 60), [2]),
        ((FIRST + 50, worksheets.PAGE - 40), [1, 1]),
        ((), [0]),
    ],
)
def test_pieces_are_laid_on_sheets_of_two_pages(heights, expected):
    assert paged(*heights) == expected


def test_what_is_free_is_told_to_the_last_piece_of_a_page():
    (sheet,) = worksheets._sheets([piece(100, "a"), piece(100, "b"), piece(100, "c")])
    assert sheet == f"a:0;b:{FIRST - 200};c:{worksheets.PAGE - 100};"


def test_what_stands_on_top_again_is_counted():
    found = worksheets._sheets(
        [piece(FIRST), piece(worksheets.PAGE), piece(FIRST - 20), piece(worksheets.PAGE)], again=[piece(20, "again")]
    )
    assert [sheet.count("again") for sheet in found] == [0, 1]
    assert [sheet.count("x") for sheet in found] == [2, 2]


# The command


def run(capsys, *arguments):
    status = cli.main(["paper", *map(str, arguments)])
    output = capsys.readouterr()
    return status, output.out, output.err


def test_paper_writes_a_file_for_each_sheet_and_says_which(capsys, sample, tmp_path):
    status, out, err = run(capsys, "--data", sample, "--out", tmp_path / "to print")
    assert (status, err) == (0, "")
    names = ["00-worksheet-1.html", "00-worksheet-2.html", "00-plain.html", "00-teacher.html"]
    assert out.splitlines() == [str(tmp_path / "to print" / name) for name in names]
    assert sorted(path.name for path in (tmp_path / "to print").iterdir()) == sorted(names)
    assert b"\r" not in (tmp_path / "to print" / names[0]).read_bytes()
    status, out, _ = run(capsys, "00", "--json", "--data", sample, "--out", tmp_path / "to print")
    assert json.loads(out) == {"written": [str(tmp_path / "to print" / name) for name in names], "teacher": True}


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
