import json
import os

import pytest

from sidebyside import library, originals, tables


@pytest.fixture
def sample_case(sample):
    return tables.case_of(tables.read(sample))


@pytest.fixture
def here(sample):
    """A library that has the sample's texts."""
    return library.Library(sample / "texts")


@pytest.fixture
def nowhere(tmp_path):
    """A library that has none."""
    return library.Library(tmp_path / "cache")


F1 = (
    "Let nobody say that the lamp was never dark. It was dark on one night of my ninth winter, from two until a quarter past four,"
    " because the oil had fro-zen in the pipe. I made a fire of driftwood on the rocks, and the cutter Étoile came in by it."
    " I wrote both hours in the book, and sent the book to the Lights Office as I did each spring."
)
F2 = "I carried her letters for twenty years, and I never knew her to make a number rounder than it was."


def change(folder, old, new, file="forty-winters.txt", encoding="latin-1"):
    text = (folder / file).read_text(encoding=encoding)
    assert old in text
    (folder / file).write_text(text.replace(old, new), encoding=encoding, newline="\n")


def test_a_passage_that_is_here_is_shown_with_its_edition(sample_case, here):
    found = originals.original(sample_case, here, "F1")
    assert found == {
        "state": "here", "standing": "verified", "before": "", "passage": F1, "behind": "", "language": "en",
        "edition": {"edition_id": "ED2", "title": sample_case.work("W2").title, "publisher": "Harbour Press", "year": "1905", "translator": None},
    }  # fmt: skip
    assert json.loads(json.dumps(found)) == found


def test_around_a_passage_only_its_own_section_is_shown(sample_case, here):
    found = originals.original(sample_case, here, "F1", around=9)
    assert found["before"] == ""
    assert (
        found["behind"]
        == "The inspector came in May. He read the page twice, and said that another keeper would have left it out."
    )
    assert originals.original(sample_case, here, "F1", around=1)["behind"] == "The inspector came in May."
    found = originals.original(sample_case, here, "F2", around=9)
    assert (found["before"], found["passage"]) == ("My neighbour asked me for a word to stand before hers.", F2)
    assert found["behind"] == ""


def test_behind_a_passage_nothing_is_shown_where_the_next_section_is_not_found(sample_case, here, sample):
    change(sample / "texts", "I came to Skerry Head", "I arrived at Skerry Head")
    assert originals.original(sample_case, here, "F2", around=9)["behind"] == ""
    assert originals.original(sample_case, here, "F2", around=9)["passage"] == F2


def test_words_that_stand_in_anothers_section_are_not_given_as_the_authors(sample_case, here, sample):
    book = sample / "texts/forty-winters.txt"
    text = book.read_text(encoding="latin-1")
    passage = text[text.index("I carried her") : text.index("N. Aker")]
    book.write_text(
        text.replace(passage, "\n\n").replace("The inspector came", f"{passage}The inspector came"), encoding="latin-1"
    )
    found = originals.original(sample_case, here, "F2")
    assert (found["state"], "passage" in found) == ("unreadable", False)


@pytest.mark.parametrize(("old", "new"), [("twenty years", "thirty years"), ("I carried her", "I brought her")])
def test_a_text_that_does_not_hold_the_words_is_said_to_be_so(sample_case, here, sample, old, new):
    change(sample / "texts", old, new)
    found = originals.original(sample_case, here, "F2")
    assert (found["state"], found["reason"]) == (
        "unreadable", "The text of ED2 that is here does not hold these words where they should stand."
    )  # fmt: skip
    assert found["how"][0]["edition_id"] == "ED2"


def test_a_file_that_cannot_be_read_is_said_to_be_so(sample_case, here, sample):
    (sample / "texts/forty-winters.txt").unlink()
    (sample / "texts/forty-winters.txt").symlink_to(sample / "works.csv")
    found = originals.original(sample_case, here, "F2")
    assert (found["state"], found["reason"][:29]) == ("unreadable", "forty-winters.txt: a link tha")


def test_of_an_absent_text_it_is_said_how_to_get_it(sample_case, nowhere):
    found = originals.original(sample_case, nowhere, "F2")
    assert found == {
        "state": "absent",
        "how": [
            {
                "edition_id": "ED2",
                "language": "en",
                "fetchable": False,
                "page": "https://example.org/books/forty-winters#:~:text=I%20carried%20her,than%20it%20was",
                "fetch": None,
                "add": "sidebyside texts add ED2 FILE",
            }
        ],
    }
    object.__setattr__(sample_case.edition("ED2"), "address", "https://example.org/x.txt")
    (way,) = originals.original(sample_case, nowhere, "F2")["how"]
    assert (way["fetchable"], way["fetch"]) == (True, "sidebyside texts fetch ED2")


def test_an_excerpt_without_a_locator_has_no_way(sample_case, nowhere):
    sample_case.tables["locators"] = ()
    assert originals.original(sample_case, nowhere, "F2") == {"state": "absent", "how": []}
    assert originals.pasted(sample_case, nowhere, "F2", F2)["grade"] == "not-it"


@pytest.mark.parametrize("excerpt_id", ["F9", "../F1", "", "K1", None])
def test_an_excerpt_that_does_not_exist_is_a_key_error(sample_case, nowhere, excerpt_id):
    with pytest.raises(KeyError):
        originals.original(sample_case, nowhere, excerpt_id)
    with pytest.raises(KeyError):
        originals.pasted(sample_case, nowhere, excerpt_id, F2)


def test_a_paste_that_is_the_passage_is_kept_and_shown_from_then_on(sample_case, nowhere):
    found = originals.pasted(sample_case, nowhere, "F2", f"Before. {F2} Behind.")
    assert found == {
        "grade": "same", "passage": F2, "differs": [], "missing": 0, "kept": True, "message": "These are the words on record, every one."
    }  # fmt: skip
    assert (nowhere.folder / "pasted/F2.txt").read_text(encoding="utf-8") == F2 + "\n"
    shown = originals.original(sample_case, library.Library(nowhere.folder), "F2")
    assert (shown["state"], shown["passage"], shown["edition"]["edition_id"]) == ("pasted", F2, "ED2")
    assert json.loads(json.dumps(shown)) == shown


def test_a_paste_that_is_near_is_kept_and_its_differing_words_are_named(sample_case, nowhere):
    found = originals.pasted(sample_case, nowhere, "F2", F2.replace("rounder", "larger").replace("never ", ""))
    assert (found["grade"], found["differs"], found["missing"], found["kept"]) == ("near", ["larger"], 2, True)
    assert found["message"] == (
        "Near enough: 18 of 20 words agree. These words differ: larger. Words of the passage that were not found: 2."
    )
    assert originals.original(sample_case, nowhere, "F2")["state"] == "pasted"


def test_where_the_text_is_here_a_paste_is_compared_with_it_and_the_text_is_shown(sample_case, here):
    found = originals.pasted(sample_case, here, "F1", F1.replace("driftwood", "coal"))
    assert (found["grade"], found["differs"], found["missing"]) == ("near", ["coal"], 1)
    assert originals.original(sample_case, here, "F1")["state"] == "here"


def test_without_a_signature_or_the_text_only_the_ends_can_be_tested(sample_case, nowhere):
    found = originals.pasted(sample_case, nowhere, "F1", F1.replace("driftwood", "coal"))
    assert (found["grade"], found["missing"], found["kept"]) == ("begins-and-ends", None, False)
    assert originals.pasted(sample_case, nowhere, "F1", F1)["grade"] == "same"


@pytest.mark.parametrize(
    ("text", "grade", "said"),
    [
        ("", "empty", "There are no words"),
        ("carried", "too-short", "This is only a part"),
        (
            "Quite other words stand here, and none of them was ever written by a neighbour.",
            "not-it",
            "The passage was not found",
        ),
        (
            "Я двадцать лет носила её письма.",
            "other-language",
            "This is in another language. The passage on record is in English.",
        ),
        ("x " * 250_000, "too-long", "This is too much"),
        ("word " * 20_000, "not-it", "The passage was not found"),
    ],
)
def test_what_is_not_the_passage_is_answered_plainly_and_not_kept(sample_case, nowhere, text, grade, said):
    found = originals.pasted(sample_case, nowhere, "F2", text)
    assert (found["grade"], found["passage"], found["kept"]) == (grade, "", False)
    assert found["message"].startswith(said)
    assert not nowhere.folder.exists()


def test_a_paste_that_cannot_be_kept_is_judged_all_the_same(sample_case, nowhere, monkeypatch):
    nowhere.folder.write_text("a file in the folder's place", encoding="utf-8")
    found = originals.pasted(sample_case, nowhere, "F2", F2)
    assert (found["grade"], found["kept"]) == ("same", False)
    assert originals.original(sample_case, nowhere, "F2")["state"] == "absent"
    nowhere.folder.unlink()

    def full(_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    assert originals.pasted(sample_case, nowhere, "F2", F2)["kept"] is False
    assert list((nowhere.folder / "pasted").iterdir()) == []


def test_a_later_paste_takes_the_place_of_an_earlier_one(sample_case, nowhere):
    originals.pasted(sample_case, nowhere, "F2", F2.replace("rounder", "larger"))
    originals.pasted(sample_case, nowhere, "F2", F2)
    assert originals.original(sample_case, nowhere, "F2")["passage"] == F2


@pytest.mark.parametrize(
    "content", [b"Something else stands here now.", b"\xff\xfe\x00", b"", F2.replace("I carried her letters", "").encode()]
)
def test_a_kept_paste_that_is_no_longer_the_passage_is_not_shown(sample_case, nowhere, content):
    originals.pasted(sample_case, nowhere, "F2", F2)
    (nowhere.folder / "pasted/F2.txt").write_bytes(content)
    assert originals.original(sample_case, nowhere, "F2")["state"] in ("absent", "pasted")
    if len(content) < 60:
        assert originals.original(sample_case, nowhere, "F2")["state"] == "absent"


def test_a_kept_paste_that_is_a_link_out_of_its_folder_is_not_shown(sample_case, nowhere, tmp_path):
    originals.pasted(sample_case, nowhere, "F2", F2)
    kept = nowhere.folder / "pasted/F2.txt"
    kept.rename(tmp_path / "elsewhere.txt")
    kept.symlink_to(tmp_path / "elsewhere.txt")
    assert originals.original(sample_case, nowhere, "F2")["state"] == "absent"


def test_markup_in_a_paste_is_not_kept(sample_case, nowhere):
    text = f"<html><script>steal()</script><p onclick='steal()'>{F2}</p><!-- steal() -->"
    assert originals.pasted(sample_case, nowhere, "F2", text)["grade"] == "same"
    assert (nowhere.folder / "pasted/F2.txt").read_text(encoding="utf-8") == F2 + "\n"


def test_every_real_passage_that_is_here_is_shown_and_can_be_pasted(case, texts, tmp_path):
    here, nowhere = library.Library(texts), library.Library(tmp_path / "cache")
    shown = 0
    for excerpt in case.rows("excerpts"):
        found = originals.original(case, here, excerpt.excerpt_id, around=2)
        if found["state"] != "here":
            assert found["state"] == "absent"
            continue
        shown += 1
        assert (
            originals.pasted(case, nowhere, excerpt.excerpt_id, f"{found['before']} {found['passage']} {found['behind']}")[
                "grade"
            ]
            == "same"
        )
        assert originals.original(case, nowhere, excerpt.excerpt_id)["passage"] == found["passage"]
    assert shown
