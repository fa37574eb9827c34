"""What is kept of a learner: the same on every desk and in docs/."""

import re
from string import Formatter

import pytest

from sidebyside import datasheet, hosts, layout, marking_words, words
from sidebyside.feedback import asked
from sidebyside.handin_words import PANEL


def blanks(text):
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def test_the_page_in_docs_is_the_data_sheet(root):
    assert (root / "docs/data-sheet.md").read_text(encoding="utf-8") == datasheet.page()


def test_the_readme_leads_to_it(root):
    assert re.search(r"\]\(docs/data-sheet\.md\)", (root / "README.md").read_text(encoding="utf-8"))


def test_the_page_says_every_fact_under_its_name_and_every_host_that_forgets():
    page = datasheet.page()
    assert re.findall(r"^## (.+)$", page, re.MULTILINE) == [*datasheet.FACTS, "Where a folder does not last"]
    assert all(f"\n> {text}\n" in page for text in datasheet.FORGETS.values())
    assert not re.search(r"[{}]", page)
    assert page.endswith(".\n")


def test_only_the_name_and_the_folder_are_filled_in():
    assert set().union(*map(blanks, datasheet.FACTS.values())) == {"learner", "folder"}
    assert not set().union(*map(blanks, datasheet.FORGETS.values()))


@pytest.mark.parametrize("lesson_id", ["00", "99"])
def test_every_desk_says_the_same(case, lesson_id):
    said = layout.of_lesson(case, lesson_id)["words"]
    assert set(said) == {*words.DESK, *marking_words.MARKING, *asked.DESK, *PANEL, "sheet", "forgets"}
    assert said["sheet"] == [list(fact) for fact in datasheet.FACTS.items()]
    assert said["forgets"] == datasheet.FORGETS


@pytest.mark.parametrize(("platform", "names", "kind"), [
    ("linux", {}, ""), ("linux", {hosts.SETTING: "0"}, ""), ("linux", {hosts.SETTING: "1"}, "named"),
    ("linux", {hosts.SETTING: ""}, ""), ("linux", {"BINDER_SERVICE_HOST": "a host"}, "binder"),
    ("linux", {"BINDER_REPO_URL": "a place"}, "binder"), ("linux", {"BINDER_REPO_URL": ""}, ""),
    ("linux", {"BINDER_LAUNCH_HOST": "a host", hosts.SETTING: "0"}, ""),
    ("linux", {"BINDER_LAUNCH_HOST": "a host", hosts.SETTING: "1"}, "named"),
    ("emscripten", {}, "browser"), ("emscripten", {hosts.SETTING: "0"}, ""), ("win32", {}, ""),
])  # fmt: skip
def test_for_every_host_that_forgets_there_is_something_to_say(monkeypatch, platform, names, kind):
    for name in (*hosts._BINDER, hosts.SETTING):
        monkeypatch.delenv(name, raising=False)
    for name, value in names.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(hosts.sys, "platform", platform)
    assert hosts.forgetful() == kind
    assert (kind in datasheet.FORGETS) == bool(kind)


def test_every_kind_of_host_has_its_words():
    assert set(datasheet.FORGETS) == {"binder", "browser", "named"}
