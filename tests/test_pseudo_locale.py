"""Every word a person reads in the interface stands in a catalogue: with other words in the catalogues nothing readable is left."""

import json
import re
import subprocess
import sys

import pytest

import pseudo
from sidebyside import open_case

# draws what needs no browser, in a process in which every phrase is another
DRAWN = """
import json, sys
sys.modules["pandas"] = None  # it shortens what is long, and counts rows in English
import pseudo
pseudo.speak()
from sidebyside import layout, lesson, open_case, render, voting
from sidebyside.widgets.shelf import books
from sidebyside.text_words import SHELF
from sidebyside.model import ROW_TYPES

def page(value):
    return value._repr_html_() if hasattr(value, "_repr_html_") else repr(value)

case = open_case(sys.argv[1])
pages = {"books": render.books({"books": books(case), "words": SHELF})}
for row in case.rows("lessons"):
    one, name = lesson.Lesson(case, row.lesson_id), row.lesson_id
    pages |= {
        f"twin {name}": render.twin(layout.of_lesson(case, name)), f"room {name}": render.room(voting.of_lesson(case, name)),
        f"work {name}": page(one.work().show()), f"repr {name}": repr(one), f"work repr {name}": repr(one.work()),
        f"health {name}": repr(one.everything_works()), f"pairs {name}": page(one.pairs()), f"events {name}": page(one.events()),
    }
    if case.rows("events", lesson_id=name):
        pages[f"timeline {name}"] = page(one.timeline())
for asked in (lambda: one.table("books"), lambda: lesson.open_lesson("no", sys.argv[1])):
    try:
        asked()
    except lesson.LessonError as error:
        pages[str(error)] = str(error)
print(json.dumps(pages))
"""
# goes wrong in every way a page or a file can make it, and says what was said
SAID = """
import json, sys
from pathlib import Path
import pseudo
pseudo.speak()
from sidebyside import adding, carrying, erasing, fetching, journal, learners, library, open_case, originals, pastes
from sidebyside.keeping import Keeper

where, case, said = Path(sys.argv[2]), open_case(sys.argv[1]), []
keeper = Keeper("00", where)
good = {"do": "answer", "id": journal.new_id(), "key": "P00-1", "value": "x", "writer": "0" * 8, "seen": {}, "learner": "calm heron"}
messages = [None, {}, {"do": "goon"}, good, {"do": "export"}, {"do": "import"}, {"do": "newcomer"}]
spoilt = [{"id": 1}, {"key": 1}, {"value": 1}, {"value": "x" * 200_001}, {"writer": 1}, {"seen": 1}]
messages += [{"do": "returning", "name": "nobody"}, {"do": "rename", "name": "Me"}, {"do": "join", "name": "x y"}, {"do": "delete"}]
for message in messages:
    said.append(keeper.reply(message).get("error", ""))
for change in spoilt:
    said.append(keeper.reply(good | {"learner": keeper.learner} | change).get("error", ""))
keeper.reply(good | {"learner": keeper.learner})
learners.carry(where, ["night owl"], "night owl")
said.append(keeper.reply({"do": "rename", "name": "night owl"})["error"])
record = journal.record_of(good, "calm heron")
lines = [
    "torn", "[]", "9" * 2_000_000, {"schema": 99}, record, record | {"lesson": "00", "learner": "x"},
    record | {"lesson": "00", "value": "x" * 200_001}, record | {"lesson": "00", "id": "08" + good["id"][2:]},
    record | {"lesson": "00", "more": "x" * 9000}, {"sidebyside": 1}, {"sidebyside": "answers", "schema": 99},
    record | {"lesson": "00", "value": "another", "learner": keeper.learner},
]
text = "\\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines)
said += [line.reason for line in carrying.take(where, text).refused]
folder = where / "texts"
shelf = library.Library(folder)
folder.mkdir(parents=True)
(folder / "empty.txt").write_text(" ", encoding="utf-8")
(folder / "other.txt").write_text("nothing of the kind", encoding="utf-8")
(folder / "a.pdf").write_bytes(b"%PDF x")
(folder / "zip").write_bytes(b"PK\\3\\4 x")
(folder / "nul.txt").write_bytes(b"a\\0b")
(folder / "leads.txt").symlink_to("/etc/passwd")
(folder / "round").symlink_to("round")
edition = case.rows("editions")[0].edition_id
for name in ("empty.txt", "other.txt", "a.pdf", "zip", "nul.txt", "leads.txt", "round", ".", "absent", "x\\0"):
    try:
        adding.add(case, shelf, edition, folder / name)
    except adding.NotTaken as error:
        said.append(str(error))
try:
    adding.edition_of(case, "ED99")
except adding.NotTaken as error:
    said.append(str(error))
said += [one["message"] for one in fetching.fetch(case, shelf, [edition])]
for excerpt in [row.excerpt_id for row in case.rows("excerpts")]:
    said.append(originals.told(originals.original(case, shelf, excerpt))["message"])
    for paste in ("", "x", "не то" * 20, "x" * 500_000):
        said.append(originals.pasted(case, shelf, excerpt, paste)["message"])
said.append(originals.failed(ValueError()))
print(json.dumps([keeper.learner, said]))
"""


@pytest.fixture(scope="module")
def lamp(root, tmp_path_factory):
    """The sample case, and the cells it consists of."""
    import shutil

    folder = shutil.copytree(root / "tests/sample", tmp_path_factory.mktemp("pseudo") / "case")
    shutil.copy(root / "data/datapackage.json", folder)
    return folder


def run(root, program, *arguments, home):
    """What a program prints that was run where every phrase is another."""
    import os

    found = os.pathsep.join(map(str, (root / "tests", root / "helpers")))
    env = os.environ | {"PYTHONPATH": found, "SIDEBYSIDE_JOURNAL": str(home / "journal"), "SIDEBYSIDE_TEXTS": str(home / "none")}
    command = [sys.executable, "-c", program, *map(str, arguments)]
    done = subprocess.run(command, env=env, cwd=home, capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def left(page, given):
    """What is readable on a page."""
    return [found for text in pseudo.Texts(page).found if (found := pseudo.readable(text, given))]


def test_every_catalogue_is_found(root):
    names = {module.__name__.rpartition(".")[2] for module in pseudo.catalogues()}
    assert {"words", "keeping_words", "text_words", "lesson_words", "room_words", "paper_words", "datasheet"} <= names
    assert names >= {path.stem for path in (root / "helpers/sidebyside").glob("*words.py")}


def test_every_phrase_becomes_longer_and_keeps_its_fields():
    every = [
        phrase
        for module in pseudo.catalogues()
        for name, value in vars(module).items()
        if name.isupper()
        for phrase in pseudo.phrases(value)
        if phrase
    ]
    assert len(every) > 300
    for phrase in every:
        changed = pseudo.pseudo(phrase)
        assert len(changed) >= 1.4 * len(re.sub(r"\{[^{}]*\}", "", phrase)) + len("".join(re.findall(r"\{[^{}]*\}", phrase))), (
            phrase
        )
        assert re.findall(r"\{[^{}]*\}", changed) == re.findall(r"\{[^{}]*\}", phrase)
        assert pseudo.readable(changed, set()) == ""


@pytest.mark.parametrize(("text", "found"), [
    ("Undo", "Undo"), ("⟦Ûñdö õõ⟧", ""), ("⟦a ⟦b⟧ c⟧ ✓ 12:30 · (", ""), ("⟦a⟧ and ⟦b⟧", "and"), ("a cell, of a table: ⟦x⟧", ""),
    ("a cell", ""), ("another cell", "another cell"), ("a cell of", "a cell of"), ("⟦x", "⟦x"),
])  # fmt: skip
def test_what_is_readable_is_found(text, found):
    assert pseudo.readable(text, {"a cell", "of a table"}) == found


def test_nothing_readable_is_drawn_but_what_the_tables_say(root, case, tmp_path):
    given = pseudo.known(case)
    pages = run(root, DRAWN, root / "data", home=tmp_path)
    assert len(pages) > 15
    # the ids and names of tables and lessons are no words of the interface
    names = given | {*case.tables, "teacher readings", *(row.lesson_id for row in case.rows("lessons")), "books", "no"}
    found = {name: texts for name, page in pages.items() if (texts := left(page, names))}
    assert found == {}


def test_nothing_readable_is_said_of_what_goes_wrong(root, lamp, tmp_path):
    learner, said = run(root, SAID, lamp, tmp_path / "journal", home=tmp_path)
    said = [text for text in said if text]
    assert len(said) > 40
    given = pseudo.known(open_case(lamp), learner)
    assert [text for text in said if pseudo.readable(text, given)] == []
    assert len(set(said)) > 30
