import ast
import json
import re
from string import Formatter

import pytest

from sidebyside import (
    datasheet,
    handin_words,
    keeping_words,
    layout,
    learners,
    lesson_words,
    marking_words,
    pastes,
    quote_words,
    quotes,
    release_words,
    text_words,
    words,
)
from sidebyside.feedback import asked
from sidebyside.finder_words import FINDER
from sidebyside.model import MARKED
from sidebyside.room_words import ROOM
from sidebyside.sorting_words import SORTING
from sidebyside.widgets import shelf

SAY = re.compile(r"\bsay\.(\w+)")
PHRASES = {"desk": words.DESK | asked.DESK | marking_words.MARKING | handin_words.PANEL, "shelf": words.SHELF, "room": ROOM}
LAID_BY_PYTHON = {"desk": {"sheet", "forgets", "find"}, "shelf": set(), "room": set()}  # what `datasheet` says
SMALL = {"finder": FINDER, "sorting": SORTING}  # what a widget says that borrows most of its words from the desk
BORROWED = {"room": set(words.DESK)}  # a room speaks with the desk's own controls
SAID = {
    "desk": "DESK|say",
    "shelf": r'SHELF|content\["words"\]',
    "room": r'\bROOM|content\["words"\]',
}  # how Python looks phrases up
BY_THEIR_NAME = {  # looked up in Python by a name that is a variable there
    "finder": {"absent", "unreadable", "quoted", "quoted_short"},
    "sorting": {"not_sorted", "not_begun", "paper_kind", "paper_item"},
}
WITH_BLANKS = [(name, key) for name, phrases in PHRASES.items() for key, text in phrases.items() if "{" in text]


@pytest.fixture(scope="module")
def helpers(root):
    return root / "helpers" / "sidebyside"


def scripts_of(helpers, name):
    """The files of a widget; the finder's stand among the desk's too, which opens it in place."""
    found, folder = sorted((helpers / "widgets").glob(f"{name}*.js")), helpers / "widgets"
    finders = sorted(folder.glob("desk.3-f[io]*nd.js"))
    shared = {"finder": finders, "sorting": [folder / "who.js"]}.get(name)
    return found + shared if shared else [part for part in found if part not in finders]


@pytest.fixture(scope="module")
def scripts(helpers):
    """What each widget runs, without the controls the shelf borrows from the desk."""
    parts = {name: scripts_of(helpers, name) for name in (*PHRASES, *SMALL)}
    assert sorted(sum(parts.values(), [])) == sorted((helpers / "widgets").glob("*.js"))
    return {name: "\n".join(part.read_text(encoding="utf-8") for part in found) for name, found in parts.items()}


@pytest.fixture(scope="module")
def modules(helpers):
    """The Python of the package, without the list of words itself."""
    parts = [part for part in sorted(helpers.rglob("*.py")) if part.name not in ("words.py", "asked.py", "marking_words.py")]
    return "\n".join(part.read_text(encoding="utf-8") for part in parts)


@pytest.fixture(scope="module")
def enums(root):
    """The values allowed in each column, by table and column."""
    package = json.loads((root / "data" / "datapackage.json").read_text(encoding="utf-8"))
    return {
        (resource["path"].removesuffix(".csv"), column["name"]): column["constraints"]["enum"]
        for resource in package["resources"]
        for column in resource["schema"]["fields"]
        if "enum" in column.get("constraints", {})
    }


def placeholders(phrase):
    return {name for _, name, _, _ in Formatter().parse(phrase) if name is not None}


def calls(source, name):
    """The arguments of every call of a function, as they are written."""
    for match in re.finditer(rf"(?<!function )\b{name}\(", source):
        depth, at = 1, match.end()
        while depth:
            depth += {"(": 1, ")": -1}.get(source[at], 0)
            at += 1
        yield source[match.end() : at - 1]


@pytest.fixture(scope="module")
def given(case, scripts):
    """The names in what a phrase is filled in with, where that is not written out."""
    (claim, *_) = layout.of_lesson(case, case.rows("lessons")[0].lesson_id)["claims"]
    (search, *_) = claim["searches"]
    return {
        "claim": set(claim),
        "search": set(search),
        "excerpt.source": set(claim["excerpts"][0]["source"]),
        "found": {"edition"},  # what `originals.original` answers
        "whole": {"name"},  # a file, as is
        "alone": {"name"},
        "taken": written_out(scripts["desk"], "const sum = "),
        "tallied": written_out(scripts["desk"], r"tally\(\) \{[^{}]*return "),
        "values": written_out(scripts["desk"], "const values = "),
    }


def written_out(script, before):
    """The names in the one object that is written out behind this."""
    (inside,) = re.findall(rf"{before}\{{([^{{}}]*)\}}", script)
    return names_in(inside)


def names_in(inside):
    return {part.split(":")[0].strip() for part in inside.split(",")}


def filled(script, given):
    """Which names a script fills in for which phrase, as (phrase, names)."""
    for arguments in calls(script, "fill"):
        if SAY.search(arguments):
            phrases, *with_names = re.split(r",\s*(?:\{([^{}]*)\}|([\w.]+))\s*$", arguments)
            names = names_in(with_names[0]) if with_names[0] else given[with_names[1]]
            for phrase in SAY.findall(phrases):
                yield phrase, names


def named(modules, widget):
    """The phrases Python says."""
    listed = {
        "desk": r"""(?:DESK|say)\[["'](\w+)["']\]""",
        "shelf": r"""(?:SHELF|content\["words"\])\["(\w+)"\]""",
        "room": r"""(?:\bROOM|content\["words"\])\["(\w+)"\]""",
    }
    found = set(re.findall(listed[widget], modules))
    if widget == "room":
        found |= {f"{kind}_question" for kind in re.findall(r'_ballots\(claim, lesson_id, "(\w+)"', modules)} | {
            "twin",
            "who_note",
        }  # laid over the desk’s
    if widget == "desk":
        (card,) = re.findall(r"say\[name\], source\[name\]\) for name in \(([^()]*)\)", modules)
        found |= set(re.findall(r'"(\w+)"', card))
    return found


@pytest.mark.parametrize("widget", PHRASES)
def test_every_phrase_a_widget_says_is_there(widget, scripts):
    said = set(SAY.findall(scripts[widget]))
    assert len(said) > {"desk": 50, "shelf": 7, "room": 15}[widget]
    assert said - set(PHRASES[widget]) - BORROWED.get(widget, set()) == LAID_BY_PYTHON[widget]


@pytest.mark.parametrize("widget", PHRASES)
def test_every_phrase_of_a_widget_is_said_somewhere(widget, scripts, modules):
    assert set(PHRASES[widget]) - set(SAY.findall(scripts[widget])) - named(modules, widget) == set()


@pytest.mark.parametrize("widget", PHRASES)
def test_every_phrase_python_says_is_there(widget, modules):
    assert named(modules, widget)
    assert named(modules, widget) - set(PHRASES[widget]) - (set(FINDER) | set(SORTING) if widget == "desk" else set()) == set()


@pytest.mark.parametrize("widget", SMALL)
def test_every_phrase_of_a_small_widget_is_said_and_every_one_said_is_there(widget, scripts, modules):
    said, phrases = set(SAY.findall(scripts[widget])), SMALL[widget]
    assert len(said) > 8
    assert said - set(phrases) - set(PHRASES["desk"]) == set()
    tree = ast.parse(modules)
    in_python = BY_THEIR_NAME[widget].union(*(names for about in (widget.upper(), "say") for _, names in looked_up(tree, about)))
    assert set(phrases) - said - in_python == set()


@pytest.mark.parametrize("widget", SMALL)
def test_every_blank_of_a_small_widget_is_filled_in(widget, scripts):
    filled_in = {}
    for arguments in calls(scripts[widget], "fill"):
        phrases, names = re.fullmatch(r"(.*),\s*\{([^{}]*)\}\s*", arguments, re.DOTALL).groups()
        filled_in |= {phrase: names_in(names) for phrase in SAY.findall(phrases)}
    assert filled_in
    for phrase in set(SAY.findall(scripts[widget])) & set(SMALL[widget]):
        text = SMALL[widget][phrase]
        assert not isinstance(text, str) or placeholders(text) <= filled_in.get(phrase, set())


def test_the_shelf_borrows_no_control_that_speaks_for_the_desk(helpers, scripts):
    borrowed = [part for part in shelf._PARTS if part != "shelf.js"]
    controls = "\n".join((helpers / "widgets" / part).read_text(encoding="utf-8") for part in borrowed)
    speaking = re.findall(r"^function (\w+)\([^)]*\bsay\b", controls, re.MULTILINE)
    assert len(speaking) >= 3
    assert [name for name in speaking if re.search(rf"\b{name}\(", scripts["shelf"])] == []


@pytest.mark.parametrize(("widget", "phrase"), WITH_BLANKS)
def test_every_blank_in_a_phrase_is_filled_in(widget, phrase, scripts, modules, given):
    blanks = placeholders(PHRASES[widget][phrase])
    in_script = [names for name, names in filled(scripts[widget], given) if name == phrase]
    in_python = [
        set(re.findall(r"(\w+)=", arguments)).union(*(given[name] for name in re.findall(r"\*\*(\w+)", arguments)))
        for arguments in re.findall(rf'(?:{SAID[widget]})\["{phrase}"\]\.format\(([^()]*)\)', modules)
    ]
    assert in_script or in_python
    for names in in_script + in_python:
        assert blanks <= names
    # said without filling it in, a phrase would show its braces
    assert len(re.findall(rf"\bsay\.{phrase}\b", scripts[widget])) == len(in_script)
    assert len(re.findall(rf'(?:{SAID[widget]})\["{phrase}"\]', modules)) == len(in_python)


@pytest.mark.parametrize("widget", PHRASES)
def test_only_phrases_with_blanks_are_filled_in(widget, scripts, given):
    for phrase, _ in filled(scripts[widget], given):
        assert placeholders(PHRASES[widget][phrase]), phrase


def test_every_other_phrase_with_blanks_is_filled_in_by_python(modules):
    assert placeholders(words.TWIN["repr"]) == {"lesson"}
    assert all(placeholders(phrase) <= {"language"} for phrase in words.METHODS.values())
    for about, phrases in words.HEALTH.items():
        assert not placeholders(phrases[0])
        assert all(placeholders(phrase) <= {"reason"} for phrase in phrases)
        assert f'"{about}"' in modules


def looked_up(tree, about):
    """Every place in which a dictionary of phrases is looked up, as (its node, the names that stand in it)."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Subscript) and isinstance(node.value, ast.Name) and node.value.id == about:
            yield node, {part.value for part in ast.walk(node.slice) if isinstance(part, ast.Constant)}


@pytest.mark.parametrize("about", ["ORIGINAL", "PASTED"])
def test_every_phrase_on_the_authors_own_words_is_said_and_its_blanks_are_filled_in(about, helpers):
    tree = ast.parse((helpers / "originals.py").read_text(encoding="utf-8"))
    filled_in = {
        call.func.value: {keyword.arg for keyword in call.keywords}
        for call in ast.walk(tree)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr == "format"
    }
    phrases, said = getattr(words, about), set()
    for node, names in looked_up(tree, about):
        chosen = names & set(phrases) or set(pastes.GRADES)  # a grade is looked up by its name
        assert all(placeholders(phrases[name]) <= filled_in.get(node, set()) for name in chosen)
        said |= chosen
    assert said == set(phrases)


@pytest.mark.parametrize("about", ["TWIN", "KEEPING"])
def test_every_phrase_of_the_twin_and_of_what_is_kept_is_said_somewhere(about, modules):
    assert set(re.findall(rf'{about}\["(\w+)"\]', modules)) == set(getattr(words, about))


OF_ONE_SUBJECT = {
    name: phrases
    for catalogue in (keeping_words, text_words, lesson_words, handin_words, release_words, quote_words)
    for name, phrases in vars(catalogue).items()
    if name.isupper() and name not in ("KEEPING", "PANEL", "SHELF", "ORIGINAL", "PASTED", "HEALTH", "KINDS")
}
BY_NAME = (
    "counted by by_more several too_many none unreadable about about_passage chosen other typed sorted sorted_unmarked".split()
)  # `collected._said`
CHOSEN = {
    "GRADED": set(BY_NAME),
    "LESSON": {"claim", "claims", "excerpt", "excerpts"},
    "WORK": {"gone", "skipped", "newer", "first", "second"},
    "HANDIN": {"first", "second"},
    "QUOTES": set(quotes.GRADES),  # looked up by the grade
    "WAYS": set(quote_words.WAYS),
}


@pytest.mark.parametrize("about", OF_ONE_SUBJECT)
def test_every_phrase_on_one_subject_is_said_and_its_blanks_are_filled_in(about, modules):
    tree, phrases = ast.parse(modules), OF_ONE_SUBJECT[about]
    said = set(CHOSEN.get(about, ()))
    for node, names in looked_up(tree, about):
        assert not isinstance(node.slice, ast.Constant) or names <= set(phrases)
        said |= names & set(phrases)
    assert said == set(phrases)
    for call in ast.walk(tree):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr == "format":
            node = call.func.value
            if isinstance(node, ast.Subscript) and getattr(node.value, "id", "") == about:
                names = {part.value for part in ast.walk(node.slice) if isinstance(part, ast.Constant)} & set(phrases)
                filled_in = {keyword.arg for keyword in call.keywords}
                assert None in filled_in or all(placeholders(phrases[name]) <= filled_in for name in names)


def test_the_data_sheet_is_filled_in_by_the_desk(scripts, given):
    """Its texts come with the content; each is filled in with what the desk knows."""
    assert "say.sheet.map(([name, text]) => [name, fill(text, values)])" in scripts["desk"]
    for text in datasheet.FACTS.values():
        assert placeholders(text) <= given["values"]


def test_options_are_there_for_every_kind_of_question_but_free_text(enums):
    assert set(words.OPTIONS) == set(enums["prompts", "kind"]) - {"text", *MARKED}


def test_steps_relations_and_methods_are_those_of_the_tables(enums):
    assert list(words.STEPS) == enums["prompts", "step"]
    assert set(words.RELATIONS) == set(enums["works", "relation"])
    assert set(words.METHODS) == set(enums["excerpts", "method"])


def test_roles_and_what_was_seen_are_those_of_the_tables(enums):
    assert list(words.ROLES) == enums["pairs", "role"] == enums["lesson_claims", "role"]
    assert list(words.SEEN) == enums["locators", "seen"]


def test_nothing_is_said_only_of_what_is_read_by_all_or_was_seen_whole_or_not_at_all():
    assert {name for name, phrase in (words.ROLES | words.SEEN).items() if not phrase} == {"core", "full", "unseen"}


def test_a_reading_takes_every_bearing_but_undecided(enums):
    assert set(enums["teacher/readings", "bearing"]) == set(words.OPTIONS["bearing"]) - {"undecided"}


def test_every_language_of_an_excerpt_has_a_name(case):
    assert {row.source_language for row in case.rows("excerpts")} <= set(words.LANGUAGES)


def test_no_phrase_is_markup_or_empty():
    fixed = marking_words.RELIED_ON | marking_words.CLAIM
    people = dict(enumerate(words.DESK["people"]))
    desk = {name: phrase for name, phrase in words.DESK.items() if name != "people"}
    spoken = [words.STEPS, words.RELATIONS, words.METHODS, words.LANGUAGES, desk, people, words.TWIN, words.SHELF]
    spoken += [
        asked.DESK,
        asked.QUESTIONS,
        words.ORIGINAL,
        words.PASTED,
        words.KEEPING,
        datasheet.FACTS,
        datasheet.FORGETS,
        text_words.KINDS,
    ]
    spoken += [phrases for name, phrases in OF_ONE_SUBJECT.items() if name != "COLUMNS"]
    spoken = [{name: phrase for name, phrase in some.items() if isinstance(phrase, str)} for some in spoken]
    spoken += [marking_words.MARKING, handin_words.PANEL, *({name: " ".join(said)} for name, said in fixed.items())]
    silent = [{name: phrase for name, phrase in some.items() if phrase} for some in (words.ROLES, words.SEEN)]
    for phrases in [*spoken, *silent, *words.OPTIONS.values()]:
        for name, phrase in phrases.items():
            assert phrase.strip(), name
            assert phrase == phrase.strip(), name
            assert not re.search(r"[<>&]|'|\"", phrase), name


def test_no_two_options_of_a_question_look_alike():
    for options in words.OPTIONS.values():
        assert len(set(options.values())) == len(options)


def test_there_is_a_word_for_every_number_of_people():
    assert len(words.DESK["people"]) == learners.MOST_PEOPLE
