"""Nothing runs, II: every payload in what is printed, typed, kept, named and filled in; and the code itself."""

import ast
import contextlib
import json
import re
import string
from dataclasses import replace

import pytest

import pseudo
from payloads import PATTERNS, SHORT, of, sample_case, spoilt
from sidebyside import adding, cli, fetching, figures, journal, learners, originals, render
from sidebyside.characters import visible, visible_line
from sidebyside.findings import Finding
from sidebyside.lesson import CaseError, Health, Lesson
from sidebyside.library import Library, is_file_name
from sidebyside.model import Case

every_kind = pytest.mark.parametrize("kind", PATTERNS)
every_short_kind = pytest.mark.parametrize("kind", [kind for kind in PATTERNS if kind != "long"])


@pytest.fixture(scope="module")
def lamp(root, tmp_path_factory):
    """The sample case, and the folder of its tables."""
    return sample_case(root, tmp_path_factory.mktemp("lamp") / "case")


# What is printed


def assert_printable(text):
    is_as_shown = visible(text) == text  # compared here, or pytest would spend minutes on the difference
    assert is_as_shown, ascii(text[:300])


@every_kind
def test_whatever_is_printed_shows_what_is_hidden(kind, lamp):
    for payload in of(kind):
        text = payload.text[:100_000]
        for shown in (
            Finding(text, 1, 1, "value-markup", text), Health([(True, text), (False, text)]), render.PlainTable([text], [[text]]),
            CaseError(text), figures.Figure("", text, text), Lesson(spoilt(lamp.case, text), "00"),
        ):  # fmt: skip
            assert_printable(str(shown))
            assert_printable(repr(shown) if not isinstance(shown, CaseError | Finding) else str(shown))
        assert_printable("".join(CaseError(text)._render_traceback_()))
        assert "\n" not in str(Finding(text, 1, 1, "value-markup", text))
        assert repr(Health([(True, text)])).count("\n") == 0


@every_short_kind
def test_a_data_frame_is_printed_with_what_is_hidden_shown(kind):
    for payload in of(kind):
        pytest.importorskip("pandas")
        assert_printable(repr(render.frame(["answer"], [[payload.text]])))


@pytest.fixture
def typed(capsys, lamp, tmp_path, monkeypatch):
    """Run a command line in this process: status, standard output, standard error."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments):
        try:
            status = cli.main([*arguments])
        except SystemExit as exit_:
            status = exit_.code
        return status, *capsys.readouterr()

    return run


@every_short_kind
def test_the_command_prints_nothing_that_acts_and_json_is_json(typed, lamp, kind, tmp_path):
    here = ("--data", str(lamp.folder))
    for payload in of(kind):
        text = payload.text
        for arguments in (
            [text], ["lessons", f"--{text}"], ["paper", text, *here],
            ["texts", "add", "ED2", f"./{text}", "--texts", str(tmp_path / "texts"), *here, "--json"],
            ["locate", text, text, text, *here, "--json"], ["check", "--data", f"./{text}", "--json"],
        ):  # fmt: skip
            status, out, err = typed(*arguments)
            assert_printable(out + err)
            assert status == 2 or (status == 1 and (out == "" or json.loads(out)))
    assert list(tmp_path.iterdir()) == []


def test_the_command_prints_a_hostile_case_and_json_keeps_every_character(typed, lamp, monkeypatch):
    text = "".join(
        payload.text
        for payload in SHORT
        if payload.kind in ("terminal", "direction", "unseen") and not re.search("[\ud800-\udfff]", payload.text)
    )
    monkeypatch.setattr("sidebyside.lesson.open_case", lambda data: spoilt(lamp.case, text))
    for verb in (["lessons"], ["lessons", "--json"], ["paper"]):
        status, out, err = typed(*verb, "--data", str(lamp.folder))
        assert status == 0, err
        assert_printable(out + err)
        assert verb[-1] != "--json" or json.loads(out)[0]["title"] == text


# What a learner types, and what is kept


@every_kind
def test_an_answer_comes_back_as_it_was_typed_and_a_key_that_is_none_is_refused(tmp_path, kind):
    for payload in of(kind):
        message = {
            "id": journal.new_id(),
            "key": "P00-1",
            "value": payload.text,
            "text": payload.text,
            "writer": "0a1b2c3d",
            "seen": {},
        }
        if len(payload.text) > journal.LONGEST_VALUE:
            with pytest.raises(journal.NotAnAnswer, match="characters"):
                journal.record_of(message, "calm heron")
            return
        record = journal.record_of(message, "calm heron")
        assert record["text_sha256"] is None
        path = tmp_path / payload.name / "00.jsonl"
        journal.append(path, record)
        journal.append(path, record)
        records, skipped = journal.merge([path])
        assert ([one["value"] for one in records], skipped) == ([payload.text], ())
        for name in ("id", "key")[: 1 + (payload.text != "LPT1")]:  # which has the form of a key
            with pytest.raises(journal.NotAnAnswer):
                journal.record_of(message | {name: payload.text}, "calm heron")
        with pytest.raises(ValueError, match="two digits"):
            journal.lesson_path(payload.text, tmp_path)


@every_kind
def test_nobody_works_under_a_name_that_was_not_drawn(tmp_path, kind):
    for payload in of(kind):
        learners.begin(tmp_path, "calm heron")
        with pytest.raises(learners.UnknownLearner) as raised:
            learners.returning(tmp_path, payload.text)
        assert_printable(str(raised.value))
        assert not learners.may_stay(tmp_path, payload.text, "calm heron")
        journal.append(
            tmp_path / "00.jsonl", {"id": journal.new_id(), "prompt_id": "P00-1", "value": "a", "learner": payload.text}
        )
        assert learners.known(tmp_path) == ["calm heron"]


@every_kind
def test_a_paste_is_judged_and_said_in_words(lamp, tmp_path, kind):
    for payload in of(kind):
        found = originals.pasted(lamp.case, Library(tmp_path / "texts"), "F1", payload.text)
        assert found["grade"] not in ("same", "near")
        assert found["message"]
        assert not (tmp_path / "texts").exists()
        told = originals.told({
            "state": "pasted", "passage": payload.text, "judgement": payload.text, "differs": [payload.text], "language": payload.text,
            "edition": dict.fromkeys(("title", "publisher", "year", "translator"), payload.text),
        })  # fmt: skip
        assert told["passage"] == payload.text
        assert payload.text in told["message"]


@every_kind
def test_no_file_is_made_outside_its_folder_or_under_a_name_that_cannot_be(lamp, tmp_path, kind):
    for payload in of(kind):
        folder = tmp_path / payload.name
        library, inside = Library(folder / "texts" / "here"), folder / "texts"
        edition = replace(lamp.case.edition("ED2"), file=payload.text)
        case = Case("", lamp.case.tables | {"editions": (edition,)})
        safe = is_file_name(payload.text)
        assert library.has(edition) is False
        with contextlib.nullcontext() if safe else pytest.raises(OSError, match="not that of a file"):
            library.keep(edition, "a book")
        made = [path for path in folder.rglob("*") if path.is_file()]
        assert [path.parent for path in made] == [library.folder] * safe
        assert inside.exists() == safe
        if payload.kind == "names":
            assert not safe or payload.name == "names-12"
        with pytest.raises(adding.NotTaken) as raised:
            adding.add(case, library, "ED2", f"{folder}/{payload.text}\0")
        assert_printable(visible_line(raised.value))


@every_short_kind
def test_what_cannot_be_fetched_is_said(lamp, tmp_path, kind):
    for payload in of(kind):
        edition = replace(lamp.case.edition("ED2"), address=payload.text, url=payload.text)
        case = Case("", lamp.case.tables | {"editions": (edition,)})
        (row,) = fetching.fetch(case, Library(tmp_path / "texts"))
        assert not row["fetched"]
        assert row["message"]


# What is filled into a phrase


def test_a_value_is_filled_into_a_phrase_as_it_is():
    tables = [value for catalogue in pseudo.catalogues() for name, value in vars(catalogue).items() if name.isupper()]
    phrases = [phrase for table in tables for phrase in pseudo.phrases(table)]
    looked_at = 0
    for phrase in phrases:
        blanks = {name: kind for _, name, kind, _ in string.Formatter().parse(phrase) if name is not None}
        assert all(re.fullmatch(r"[a-z_]+", name) for name in blanks), phrase  # no attribute, no index
        assert set(blanks.values()) <= {"", ","}, phrase
        names = [name for name, kind in blanks.items() if not kind]
        numbers = dict.fromkeys(blanks.keys() - names, 1000)
        for payload in SHORT:
            said = phrase.format(**numbers, **dict.fromkeys(names, payload.text))
            assert not names or payload.text in said
            looked_at += bool(names)
    print(f"{len(SHORT)} payloads x {looked_at // len(SHORT)} phrases")
    assert looked_at > 20 * len(SHORT)


def test_no_template_is_read_from_anywhere_but_the_words(root):
    """``format`` is called on a phrase of a catalogue, and no string is made to run."""
    for path in (root / "helpers").rglob("*.py"):
        code = path.read_text(encoding="utf-8")
        for called in (node.func.value for node in ast.walk(ast.parse(code)) if _is_format(node)):
            while isinstance(called, ast.Subscript | ast.Attribute):
                called = called.value
            # a catalogue has a name in capitals; a phrase chosen from one is called so
            assert isinstance(called, ast.Name), (path.name, ast.unparse(called))
            assert called.id.isupper() or called.id in ("words", "asked", "said", "phrase", "say"), (path.name, called.id)
        assert not re.search(r"(?<![\w.])(eval|exec|compile)\(|os\.system|shell=True|pickle|yaml\.load", code), path.name


def _is_format(node):
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "format"


def test_no_script_of_ours_makes_elements_from_text_or_runs_text(root):
    scripts = sorted((root / "helpers").rglob("*.js"))
    assert len(scripts) >= 6
    runs = (
        r"innerHTML|outerHTML|insertAdjacentHTML|createContextualFragment|DOMParser|document\.write|srcdoc|\beval\b|new Function"
        r"|javascript:|\.setAttribute\(\s*[\"']on|\bon(click|load|error|focus|mouse\w+|key\w+|input|change|toggle)\b\s*[=:]"
        r"|set(Timeout|Interval)\(\s*[\"'`]|import\s*\(|https?://(?!\\)"
    )
    for script in scripts:
        # a channel of the browser between pages has no other way of being listened to on all of them
        assert not re.findall(runs, script.read_text(encoding="utf-8")), script.name


def test_every_link_is_made_in_one_place_of_each_language(root):
    made = [
        path.name
        for path in sorted((root / "helpers").rglob("*.py"))
        if re.search(r"""tag\(\s*["']a["']|<a[ >]|href\s*=""", path.read_text(encoding="utf-8"))
    ]
    assert made == ["render.py"]
    scripts = {path.name: path.read_text(encoding="utf-8") for path in (root / "helpers").rglob("*.js")}
    links = {name: re.findall(r"""["']a["'],\s*\{ href(?:: [^,}]*)?""", code) for name, code in scripts.items()}
    assert {name: found for name, found in links.items() if found} == {
        "desk.2-controls.js": ['"a", { href'],
        "desk.4-kept.js": ['"a", { href: URL.createObjectURL(file)'],
    }
