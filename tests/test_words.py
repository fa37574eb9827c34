import json
import re
from string import Formatter

import pytest

from sidebyside import words

SAY = re.compile(r"\bsay\.(\w+)")


@pytest.fixture(scope="module")
def helpers(root):
    return root / "helpers" / "sidebyside"


@pytest.fixture(scope="module")
def scripts(helpers):
    parts = sorted((helpers / "widgets").glob("*.js"))
    assert parts
    return "\n".join(part.read_text(encoding="utf-8") for part in parts)


@pytest.fixture(scope="module")
def modules(helpers):
    """The Python of the package, without the list of words itself."""
    parts = [part for part in sorted(helpers.rglob("*.py")) if part.name != "words.py"]
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


def filled(scripts):
    """Which names the desk fills in for which phrase, as (phrase, names)."""
    for arguments in calls(scripts, "fill"):
        names = re.search(r"\{([^{}]*)\}\s*$", arguments)
        if SAY.search(arguments) and names:
            given = {part.split(":")[0].strip() for part in names.group(1).split(",")}
            for phrase in SAY.findall(arguments):
                yield phrase, given


def test_every_phrase_the_desk_says_is_there(scripts):
    said = set(SAY.findall(scripts))
    assert len(said) > 30
    assert said <= set(words.DESK)


def test_every_phrase_of_the_desk_is_said_somewhere(scripts, modules):
    used = set(SAY.findall(scripts)) | set(re.findall(r'"(\w+)"', modules))
    assert sorted(set(words.DESK) - used) == []


@pytest.mark.parametrize("phrase", [key for key, text in words.DESK.items() if placeholders(text)])
def test_every_blank_in_a_phrase_is_filled_in(phrase, scripts, modules):
    blanks = placeholders(words.DESK[phrase])
    in_desk = [given for name, given in filled(scripts) if name == phrase]
    in_python = [
        set(re.findall(r"(\w+)=", arguments)) for arguments in re.findall(rf'DESK\["{phrase}"\]\.format\(([^()]*)\)', modules)
    ]
    assert in_desk or in_python
    for given in in_desk + in_python:
        assert blanks <= given
    # said without filling it in, a phrase would show its braces
    assert len(re.findall(rf"\bsay\.{phrase}\b", scripts)) == len(in_desk)


def test_only_phrases_with_blanks_are_filled_in(scripts):
    for phrase, _ in filled(scripts):
        assert placeholders(words.DESK[phrase]), phrase


def test_every_other_phrase_with_blanks_is_filled_in_by_python(modules):
    assert placeholders(words.TWIN["repr"]) == {"lesson"}
    assert all(placeholders(phrase) <= {"language"} for phrase in words.METHODS.values())
    for about, phrases in words.HEALTH.items():
        assert not placeholders(phrases[0])
        assert all(placeholders(phrase) <= {"reason"} for phrase in phrases)
        assert f'"{about}"' in modules


def test_every_phrase_of_the_twin_is_said_somewhere(modules):
    for name in words.TWIN:
        assert f'TWIN["{name}"]' in modules


def test_options_are_there_for_every_kind_of_question_but_free_text(enums):
    assert set(words.OPTIONS) == set(enums["prompts", "kind"]) - {"text"}


def test_steps_relations_and_methods_are_those_of_the_tables(enums):
    assert list(words.STEPS) == enums["prompts", "step"]
    assert set(words.RELATIONS) == set(enums["works", "relation"])
    assert set(words.METHODS) == set(enums["excerpts", "method"])


def test_a_reading_takes_every_bearing_but_undecided(enums):
    assert set(enums["teacher/readings", "bearing"]) == set(words.OPTIONS["bearing"]) - {"undecided"}


def test_every_language_of_an_excerpt_has_a_name(case):
    assert {row.source_language for row in case.rows("excerpts")} <= set(words.LANGUAGES)


def test_no_phrase_is_markup_or_empty():
    spoken = [words.STEPS, words.RELATIONS, words.METHODS, words.LANGUAGES, words.DESK, words.TWIN, *words.OPTIONS.values()]
    for phrases in spoken:
        for name, phrase in phrases.items():
            assert phrase.strip(), name
            assert phrase == phrase.strip(), name
            assert not re.search(r"[<>&]|'|\"", phrase), name


def test_no_two_options_of_a_question_look_alike():
    for options in words.OPTIONS.values():
        assert len(set(options.values())) == len(options)
