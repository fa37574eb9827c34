"""The pages that are made from tables are those that stand here, and the verb writes them anew."""

import json
import re
import shutil

import pytest

from sidebyside import cli, pages, tables


def test_every_page_that_is_made_is_the_one_that_stands_here(root):
    for name, text in pages.made(root, root / "data").items():
        assert (root / name).read_text(encoding="utf-8") == text, f"{name}: run make data-readme"


def test_readme_and_guide_lead_to_who_has_checked_what(root):
    readme = (root / "README.md").read_text(encoding="utf-8")
    assert re.search(r"\]\(docs/who-has-checked-this\.md\)", readme)
    assert re.search(r"\]\(notebooks/teacher/guide\.ipynb\)", readme)


@pytest.mark.parametrize("page", ["who-has-checked-this.md", "corrections.md", "letter-to-the-publisher.md"])
def test_pages_lead_to_pages_that_are_there(root, page):
    text = (root / "docs" / page).read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#]+)\)", text):
        assert (root / "docs" / target).is_file(), target


def test_the_letter_says_that_it_was_not_sent_and_the_log_that_it_is_empty(root):
    assert "**This letter has not been sent.**" in (root / "docs/letter-to-the-publisher.md").read_text(encoding="utf-8")
    assert "## The log\n\nEmpty." in (root / "docs/corrections.md").read_text(encoding="utf-8")


@pytest.fixture
def checkout(root, sample, tmp_path, monkeypatch):
    """A checkout with the sample case and pages of yesterday."""
    where = tmp_path / "checkout"
    (where / "docs").mkdir(parents=True)
    shutil.copytree(sample, where / "data")
    (where / "README.md").write_text("Above\n<!-- lessons -->\nold\n<!-- /lessons -->\nBelow\n", encoding="utf-8")
    monkeypatch.setattr(tables, "__file__", str(where / "helpers/sidebyside/tables.py"))
    return where


def test_the_verb_writes_what_differs_and_says_so(checkout, capsys):
    assert cli.main(["pages", "--data", str(checkout / "data")]) == 0
    assert all(line.endswith(": changed") for line in capsys.readouterr().out.splitlines())
    readme = (checkout / "README.md").read_text(encoding="utf-8")
    assert readme.startswith("Above\n<!-- lessons -->\n|  | lesson")
    assert readme.endswith("reading to the end |\n<!-- /lessons -->\nBelow\n")
    assert cli.main(["pages", "--json", "--data", str(checkout / "data")]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said == dict.fromkeys(["data/README.md", "docs/data-sheet.md", "docs/who-has-checked-this.md", "README.md"], False)


@pytest.mark.parametrize("text", ["nothing", "<!-- lessons -->\n<!-- /lessons -->\n" * 2])
def test_a_readme_without_one_place_for_the_lessons_is_left_alone(checkout, capsys, text):
    (checkout / "README.md").write_text(text, encoding="utf-8")
    assert cli.main(["pages", "--data", str(checkout / "data")]) == 1
    assert "Put it between <!-- lessons -->" in capsys.readouterr().err
    assert (checkout / "README.md").read_text(encoding="utf-8") == text
    assert not (checkout / "docs/data-sheet.md").exists()


def test_damaged_tables_and_a_package_alone_are_said(checkout, capsys):
    (checkout / "data/reviews.csv").unlink()
    assert cli.main(["pages", "--data", str(checkout / "data")]) == 1
    assert "reviews.csv" in capsys.readouterr().err
    shutil.rmtree(checkout / "docs")
    assert cli.main(["pages"]) == 1
    assert capsys.readouterr().err == "This copy is the package alone, without those pages.\n"
