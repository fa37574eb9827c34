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
from dataclasses import replace
from sidebyside import journal, layout, lesson, open_case, render, sorting, voting
from sidebyside.course import document_html, handin
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
    asked = [prompt for claim in layout.of_lesson(case, name)["claims"][:3] for prompt in claim["prompts"]]
    asked += [prompt for exercise in sorting.of_lesson(case, name)[:1] for prompt in sorting.prompts(exercise)]
    chosen = {one["id"]: {"value": one["options"][0][0] if one["options"] else case.title} for one in asked}
    for answers in ({}, chosen):  # notes and bibliography are in English, as Chicago has them
        made = handin.gathered(case, name, journal.Folded(answers, {}, ()), learner="calm heron", people=2)
        made = replace(made, notes=(), bibliography=())
        pages[f"hand-in {name} {len(answers)}"] = document_html.written(made).decode("utf-8")
    for exercise in sorting.of_lesson(case, name):
        pages[f"exercise {exercise['id']}"] = render.sorting(sorting.of_exercise(case, exercise["id"]))
        pages[f"exercise repr {exercise['id']}"] = repr(one.exercise(exercise["id"]))
    if case.rows("events", lesson_id=name):
        pages[f"timeline {name}"] = page(one.timeline())
for asked in (lambda: one.table("books"), lambda: one.exercise("X99-9"), lambda: lesson.open_lesson("no", sys.argv[1])):
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
# asks about books of numbers, which are of no language, in every way that gets another answer
FOUND = """
import json, sys
from pathlib import Path
import pseudo
pseudo.speak()
from sidebyside import compare, finder, library, open_case, quotes, render
from sidebyside.quote_words import QUOTES, SIDES, WAYS

where, case = Path(sys.argv[2]) / "numbers", open_case(sys.argv[1])
where.mkdir(parents=True)
numbers = [str(at * at) for at in range(1000, 1400)]
numbers[30:33] = ["AB", "“" + numbers[31], numbers[32] + "”,"]
first, *others = [edition.file for edition in case.rows("editions")]
(where / first).write_text(" ".join(numbers), encoding="utf-8")
for name in others:
    (where / name).write_text("nul\\0", encoding="latin-1")
quoted = {
    "exact": numbers[5:15], "form": ["ab", *numbers[31:45]],
    "form too": ["\\u200bab,", *(one.strip("“”,") for one in numbers[31:45])], "left": numbers[5:15] + numbers[18:28],
    "marked": [*numbers[5:15], "…", *numbers[18:28]], "changed": [*numbers[5:15], "77", *numbers[16:28]], "added": [*numbers[5:15], "77", *numbers[15:28]],
    "stitched": [*numbers[5:15], *numbers[300:312]], "not": list("1234567"), "near": [*numbers[5:8], *list("1234567")], "short": numbers[5:7],
    "long": ["7"] * 90_000, "nothing": ["…"], "few": [*numbers[5:10], "77"], "more": [w for at in range(100) for w in (numbers[at], "77")],
    "slip": [*numbers[5:15], numbers[15] + "l", *numbers[16:25]],
}
said, grades = [], set()

def hear(value, key=""):
    if isinstance(value, dict):
        for name, one in value.items():
            hear(one, name)
    elif isinstance(value, list):
        if key in ("pieces", "given", "printed", "left", "right", "works", "authors"):
            value = [text for _, text in value]
        for one in value:
            hear(one, "")
    elif isinstance(value, str) and key != "grade":
        said.append(value)

here, none = finder.Finder(case, where), finder.Finder(case, where / "none")
for text in map(" ".join, quoted.values()):
    for mode in (*finder.MODES, "texts", "other"):
        for more in ({}, {"second": "12 AB 13", "from": "19"}, {"second": text, "from": "1000", "author": "x"}):
            for one in (here, none):
                hear(one.answer({"do": mode, "text": text, **more}))
    checked = quotes.check_quote(text, case, library.Library(where))
    grades.add(checked.grade)
    said += [*quotes.said(checked), *(quotes.said_of(one) for one in checked.differences)]
finder._STEP = 3
hear(here.answer({"do": "concordance", "text": "77"}))
hear(here.answer({"do": "concordance", "text": " ".join(numbers[9:4:-1])}))
finder.quotes.check_quote = None
hear(here.answer({"do": "quote", "text": "12 13"}))
pages = [
    render.finder(finder.content(case)), render.comparison(compare.compared("12 AB 13. 14 15", "12 ab 13. 16 17 15")),
    render.comparison(compare.compared("1-2 3", "12 3 4")),
]
print(json.dumps([said, sorted(grades), pages]))
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
    assert {
        "words",
        "sorting_words",
        "keeping_words",
        "text_words",
        "lesson_words",
        "room_words",
        "paper_words",
        "handin_words",
        "quote_words",
        "finder_words",
        "datasheet",
    } <= names
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


@pytest.mark.parametrize("name", ["the course", "the lamp, which has exercises"])
def test_nothing_readable_is_drawn_but_what_the_tables_say(root, lamp, tmp_path, name):
    folder = root / "data" if name == "the course" else lamp
    case = open_case(folder)
    given = pseudo.known(case, case.title)
    pages = run(root, DRAWN, folder, home=tmp_path)
    assert len(pages) > 15
    # the ids and names of tables and lessons are no words of the interface
    names = given | {*case.tables, "teacher readings", *(row.lesson_id for row in case.rows("lessons")), "books", "no", "X"}
    found = {name: texts for name, page in pages.items() if (texts := left(page, names))}
    assert found == {}


def test_nothing_readable_is_said_of_what_goes_wrong(root, lamp, tmp_path):
    learner, said = run(root, SAID, lamp, tmp_path / "journal", home=tmp_path)
    said = [text for text in said if text]
    assert len(said) > 40
    given = pseudo.known(open_case(lamp), learner)
    assert [text for text in said if pseudo.readable(text, given)] == []
    assert len(set(said)) > 30


def test_nothing_readable_is_said_of_quotations_and_of_what_is_found(root, lamp, tmp_path):
    said, grades, pages = run(root, FOUND, lamp, tmp_path / "case", home=tmp_path)
    print(f"{len(said)} phrases, {len(set(said))} of them different, grades: {', '.join(grades)}")
    every = "exact same-words words-left-out words-changed stitched not-found too-short too-long"
    assert set(grades) == set(every.split())
    assert len(set(said)) > 60
    given = pseudo.known(open_case(lamp), "AB", "ab", "x", "l", "<U+200B>", "KeyError", "TypeError")
    assert [text for text in said if text and pseudo.readable(text, given)] == []
    assert [text for page in pages for text in left(page, given)] == []
