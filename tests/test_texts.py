"""The verbs texts and locate, as a person types them."""

import json
import os
import re
import shutil
import subprocess
import sys

import pytest

from sidebyside import cli, locate, tables

PASSAGE = ("Let nobody say", "did each spring")


@pytest.fixture
def said(capsys, sample):
    """Run a command line on the sample case: status, standard output, standard error."""

    def run(*arguments, data=True):
        capsys.readouterr()
        try:
            status = cli.main([*map(str, arguments), *(["--data", str(sample)] if data else [])])
        except SystemExit as exit_:
            status = exit_.code
        output = capsys.readouterr()
        return status, output.out, output.err

    return run


@pytest.fixture
def here(sample):
    """The sample's folder of texts."""
    return sample / "texts"


def test_list_names_every_edition_and_says_whether_it_is_here(said, here, tmp_path):
    status, out, err = said("texts", "list", "--texts", here)
    assert (status, err) == (0, "")
    assert out.splitlines()[0] == f"Texts are looked for in {here}"
    assert re.search(r"^ED2  here  Forty Winters.*sidebyside texts add ED2 FILE\)$", out, re.MULTILINE)
    assert "ED2  not here  " in said("texts", "list", "--texts", tmp_path)[1]
    status, out, _ = said("texts", "list", "--json", "--texts", here)
    assert [(row["work_id"], row["edition_id"], row["address"], row["present"]) for row in json.loads(out)] == [
        ("W1", "ED1", None, True), ("W2", "ED2", None, True)
    ]  # fmt: skip


def test_options_may_stand_before_the_step_or_behind_it(said, here):
    assert said("texts", "--json", "--texts", here, "list") == said("texts", "list", "--json", "--texts", here)


@pytest.mark.parametrize(
    "arguments", [("texts",), ("texts", "fech"), ("texts", "add", "ED2"), ("locate", "ED2", "a"), ("locate",)]
)
def test_a_command_that_cannot_be_understood_exits_with_2(said, arguments):
    status, out, err = said(*arguments, data=False)
    assert (status, out) == (2, "")
    assert err.startswith("usage: sidebyside")


@pytest.mark.parametrize("step", ["list", "fetch", "add", "verify"])
def test_every_step_explains_itself(said, step):
    status, out, _ = said("texts", step, "--help", data=False)
    assert status == 0
    assert {"--json", "--texts", "--data"} <= set(re.findall(r"--\w+", out))


def test_add_takes_a_file_and_says_how_it_stands(said, here, tmp_path):
    arguments = ("texts", "add", "ED2", here / "forty-winters.txt", "--texts", tmp_path / "cache")
    assert said(*arguments) == (0, "ED2  added. Everything on record stands in it (5 places).\n", "")
    status, out, _ = said(*arguments, "--json")
    assert (status, json.loads(out)) == (0, {"edition_id": "ED2", "standing": 5, "of": 5, "missing": []})


def test_add_refuses_with_one_plain_line_or_one_json_value(said, here, tmp_path):
    arguments = ("texts", "add", "ED1", here / "forty-winters.txt", "--texts", tmp_path / "cache")
    status, out, err = said(*arguments)
    assert (status, out) == (1, "")
    assert err.startswith("forty-winters.txt: this is not the text of ED1.")
    status, out, _ = said(*arguments, "--json")
    assert (status, json.loads(out)) == (1, {"error": err.strip()})
    assert said(*arguments, "--anyway")[0] == 0


def test_fetch_without_addresses_has_nothing_to_do_and_named_says_why(said, tmp_path):
    assert said("texts", "fetch", "--texts", tmp_path) == (0, "There is nothing to fetch.\n", "")
    status, out, err = said("texts", "fetch", "ED2", "--texts", tmp_path)
    assert (status, out) == (1, "")
    assert err.startswith("ED2 has no address")
    status, out, _ = said("texts", "fetch", "ED2", "--texts", tmp_path, "--json")
    assert (status, [row["fetched"] for row in json.loads(out)]) == (1, [False])


def test_fetch_without_a_network_has_no_traceback(sample, tmp_path):
    file = sample / "editions.csv"
    file.write_text(
        file.read_text(encoding="utf-8").replace("of the book,", "of the book,http://127.0.0.1:9/x"), encoding="utf-8"
    )
    command = [sys.executable, "-m", "sidebyside.cli", "texts", "fetch", "--data", sample, "--texts", tmp_path / "cache"]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", env=dict(os.environ), timeout=60)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("127.0.0.1 cannot be reached: there is no network here")
    assert len(done.stderr.splitlines()) == 1


def test_verify_counts_for_each_edition_that_is_here(said, here, tmp_path):
    assert said("texts", "verify", "--texts", here) == (0, "ED1  1 verified\nED2  2 verified\n", "")
    assert said("texts", "verify", "--texts", tmp_path) == (0, "No text is here.\n", "")
    status, out, _ = said("texts", "verify", "--json", "--texts", here)
    assert json.loads(out)["editions"][1] == {"edition_id": "ED2", "work_id": "W2", "states": {"verified": 2}}


def test_verify_prints_what_check_prints_and_exits_with_1(said, here):
    book = here / "forty-winters.txt"
    book.write_text(book.read_text(encoding="latin-1").replace("twenty", "thirty"), encoding="utf-8")
    status, out, _ = said("texts", "verify", "--texts", here)
    assert status == 1
    assert "ED2  1 changed, 1 verified\n" in out
    assert [line for line in out.splitlines() if " locator-changed " in line] == said("check", "--texts", here)[1].splitlines()
    status, out, _ = said("texts", "verify", "--json", "--texts", here)
    assert (status, [row["code"] for row in json.loads(out)["findings"]]) == (1, ["locator-changed"])


def test_a_text_that_cannot_be_read_is_a_finding_of_verify(said, here):
    (here / "forty-winters.txt").unlink()
    (here / "forty-winters.txt").symlink_to(here.parent / "works.csv")
    status, out, _ = said("texts", "verify", "--texts", here)
    assert status == 1
    assert "text-unreadable forty-winters.txt: a link that leads out of its folder" in out


@pytest.mark.parametrize("arguments", [("texts", "list"), ("locate", "ED2", "a", "b")])
def test_damaged_tables_are_said_first(said, sample, arguments):
    (sample / "works.csv").unlink()
    status, out, err = said(*arguments)
    assert (status, out) == (1, "")
    assert "works.csv:1:1 table-missing" in err


def test_locate_says_what_a_row_of_locators_needs(said, here, sample):
    status, out, err = said("locate", "ED2", *PASSAGE, "--texts", here, "--json")
    found = json.loads(out)
    (place,) = found["places"]
    locator = tables.case_of(tables.read(sample)).locator("F1")
    assert (status, err, found["edition_id"], found["occurrences"]) == (0, "", "ED2", 1)
    assert place["sha256"] == locator.sha256
    assert place["words"] * 2 == len(place["signature"])
    assert place["section"] == {"title": "Chapter II", "author": "Ida Marrow"}
    status, out, _ = said("locate", "ED2", *PASSAGE, "--texts", here)
    assert f"sha256: {locator.sha256}\n" in out
    assert "section: Chapter II (Ida Marrow)\n" in out
    assert f"start: {place['start']}\nend: {place['end']}\n" in out


def test_what_locate_says_makes_a_row_that_verifies(said, here, sample):
    _, out, _ = said("locate", "ED2", "I came to", "while I lived", "--texts", here, "--json")
    place = json.loads(out)["places"][0]
    locators = sample / "locators.csv"
    rows = locators.read_text(encoding="utf-8").splitlines()
    row = (
        f"F1,ED2,{place['section']['title']},,I came to,while I lived,,{place['sha256']},https://example.org/b,full,x,2026-01-15,"
    )
    locators.write_text("\n".join([*rows[:-2], row + place["signature"], rows[-1]]) + "\n", encoding="utf-8")
    assert said("texts", "verify", "--texts", here) == (0, "ED1  1 verified\nED2  2 verified\n", "")


def test_words_that_stand_more_than_once_are_ambiguous_until_one_is_chosen(said, here):
    status, out, err = said("locate", "ED2", "the lamp", "the lamp", "--texts", here, "--json")
    found = json.loads(out)
    assert status == 1
    assert found["occurrences"] == len(found["places"]) > 1
    assert err.startswith(f"ambiguous: the words stand {found['occurrences']} times in ED2")
    status, out, err = said("locate", "ED2", "the lamp", "the lamp", "--occurrence", 2, "--texts", here, "--json")
    assert (status, err, [row["occurrence"] for row in json.loads(out)["places"]]) == (0, "", [2])
    status, _, err = said("locate", "ED2", "the lamp", "the lamp", "--occurrence", 99, "--texts", here)
    assert status == 1
    assert err.startswith("there is no occurrence 99; the words stand ")


@pytest.mark.parametrize(
    ("ends", "missing"),
    [
        (("Let somebody say", "did each spring"), "Let somebody say"),
        (("Let somebody say", "did each autumn"), "Let somebody say; did each autumn"),
        (("did each spring", "Let nobody say"), "both ends stand there, but no end within 4000 words behind a beginning"),
    ],
)
def test_of_words_that_are_missing_it_says_which(said, here, ends, missing):
    status, out, err = said("locate", "ED2", *ends, "--texts", here)
    assert (status, out, err) == (1, "", f"not found in ED2: {missing}\n")


def test_locate_without_its_text_says_where_to_look(said, here, tmp_path):
    assert said("locate", "ED2", *PASSAGE, "--texts", tmp_path)[2].startswith(f"ED2 is not in {tmp_path}; sidebyside texts list")
    assert said("locate", "ED9", *PASSAGE, "--texts", here)[2].startswith("there is no edition ED9")
    (here / "forty-winters.txt").unlink()
    (here / "forty-winters.txt").mkdir()
    assert said("locate", "ED2", *PASSAGE, "--texts", here)[0] == 1


def test_a_passage_over_the_border_of_two_sections_stands_in_none(said, here):
    _, out, _ = said("locate", "ED2", "I came to", "did each spring", "--texts", here)
    assert "section: none on record\n" in out


def test_the_texts_here_verify_through_the_command(root, texts, tmp_path):
    cache = shutil.copytree(texts, tmp_path / "cache")
    command = [sys.executable, "-m", "sidebyside.cli", "texts", "verify", "--json", "--data", root / "data", "--texts", cache]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", env=dict(os.environ), timeout=120)
    found = json.loads(done.stdout)
    assert (done.returncode, found["findings"]) == (0, [])
    assert all(set(row["states"]) <= {"verified", "found in part"} for row in found["editions"])


def test_the_signature_printed_is_that_of_the_words(said, here):
    _, out, _ = said("locate", "ED2", "the lamp", "the lamp", "--occurrence", 1, "--texts", here, "--json")
    assert json.loads(out)["places"][0]["signature"] == locate.signature(("the", "lamp"))


STANDS = "The lamp was lit that evening at six, and I thought that it would not be dark again while I lived."


@pytest.mark.parametrize(("quotation", "status", "grade"), [
    (STANDS, 0, "exact"), (STANDS.lower(), 0, "same-words"), (STANDS.replace("that evening", "…"), 1, "words-left-out"),
    (STANDS.replace("six", "seven"), 1, "words-changed"), ("Nobody here has ever said anything of the kind", 1, "not-found"),
    ("too short", 1, "too-short"), ("", 1, "too-short"), ("x" * 120_000, 1, "too-short"),
])  # fmt: skip
def test_a_quotation_is_graded_and_as_json_it_is_one_value(said, here, quotation, status, grade):
    found = said("quote", quotation, "--texts", here)
    assert (found[0], found[1].splitlines()[0], found[2]) == (status, grade, "")
    found = said("quote", "--json", "--texts", here, quotation)
    value = json.loads(found[1])
    assert (found[0], value["grade"], found[2]) == (status, grade, "")
    assert {"work_id", "edition_id", "author", "start", "end", "differences"} <= set(value)


def test_a_quotation_says_where_it_stands_who_says_it_and_what_differs(said, here):
    _, out, _ = said("quote", STANDS.replace("six", "seven").replace(" that evening", ""), "--texts", here)
    assert "Ida Marrow, Forty Winters at the Lamp, Chapter I" in out
    assert re.search(r"ED2 \d+–\d+: The lamp was lit that evening", out)
    assert "left out, and not marked: “that evening”" in out
    assert "for “seven” there stands “six”" in out
    assert "were set aside" in out


def test_a_quotation_is_read_from_standard_input(said, here, monkeypatch):
    import io

    monkeypatch.setattr(sys, "stdin", io.StringIO(STANDS))
    assert said("quote", "-", "--texts", here)[1].startswith("exact\n")


def test_a_quotation_without_texts(said, tmp_path):
    status, out, err = said("quote", STANDS, "--texts", tmp_path / "none")
    assert (status, err) == (1, "")
    assert "There is no text on this computer to look in." in out
    assert "searched" not in out.replace("was not searched", "")
