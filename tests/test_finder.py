"""What is answered to somebody who looks into the texts. How it is drawn is tested in a browser."""

import json

import pytest

from keepers import sendable
from lamplight import CAT, LAMP, NIGHT, case_of
from payloads import PAYLOADS
from sidebyside import finder, lesson, render
from sidebyside.finder import Finder
from sidebyside.finder_words import FINDER
from sidebyside.quote_words import QUOTES
from sidebyside.widgets import finder as module
from sidebyside.widgets.finder import FinderDesk
from test_payloads import Skeleton


@pytest.fixture
def here(sample):
    return case_of(sample)


@pytest.fixture
def ask(here):
    """Asks a finder over the made-up books; what it says can be sent as it is."""
    case, library = here
    made = Finder(case, library.folder)

    def asked(do, text="", **more):
        answer = made.answer({"do": do, "text": text, **more})
        assert sendable(answer) == answer
        assert json.loads(json.dumps(answer)) == answer
        return answer

    return asked


def text_of(pieces):
    return "".join(text for _, text in pieces)


def marked(pieces):
    return [text for kind, text in pieces if kind == "mark"]


# Passages and lines


def test_passages_say_who_speaks_where_and_which_words_were_found(ask):
    answer = ask("search", "the telegram and the gulls")
    assert answer["said"] == FINDER["passages"].format(count=len(answer["passages"]))
    first = answer["passages"][0]
    assert first["place"]["who"]
    told = [words for one in answer["passages"] if "gulls" in (words := marked(one["pieces"]))]
    assert told  # articles are marked only where there is nothing else
    assert not any(word.lower() == "the" for words in told for word in words)
    assert "boat of ours" in text_of(ask("search", "a boat of ours, lost")["passages"][0]["pieces"])


def test_words_that_stand_nowhere_are_named(ask):
    answer = ask("search", "gulls zeppelin dirigible")
    assert answer["notes"] == [FINDER["only_words"].format(words="zeppelin, dirigible")]
    assert answer["passages"]
    nothing = ask("search", "zeppelin")
    assert (nothing["said"], nothing["passages"]) == (FINDER["not_found"], [])
    assert nothing["notes"][-1] == FINDER["not_proof"]


def test_lines_show_the_words_with_what_is_before_and_behind(ask):
    answer = ask("concordance", "BOAT of ours")
    (line,) = answer["lines"]
    assert (line["found"], answer["said"]) == ("boat of ours", FINDER["uses"].format(count=1))
    assert line["before"].endswith("“no")
    assert line["behind"].startswith("was ever lost")
    assert line["place"]["speaks"] == FINDER["quoted"].format(author="Tom Quill")
    assert answer["next"] == 0


@pytest.mark.parametrize(("only", "works"), [
    ({"author": "Tom Quill"}, {"The Pier"}), ({"work": "W2"}, {"Forty Winters at the Lamp"}), ({"from": "1920"}, {"The Pier", "The lamp goes out in act two"}),
    ({"to": "1904"}, {"Forty Winters at the Lamp"}), ({"from": " 1901 ", "to": "1904"}, {"Forty Winters at the Lamp"}),
])  # fmt: skip
def test_lines_and_passages_are_chosen_by_author_work_and_year(ask, only, works):
    assert {one["place"]["work"] for one in ask("concordance", "oil", **only)["lines"]} <= works
    found = {
        one["place"]["work"] for word in ("lamp", "lamps", "keeper") for one in ask("concordance", word, **only).get("lines", [])
    }
    assert works <= found
    assert {one["place"]["work"] for one in ask("search", "lamp lamps oil keeper", **only)["passages"]} <= works


def test_what_is_not_found_says_why(ask):
    chosen = ask("concordance", "gulls", work="W2")
    assert chosen["said"] == FINDER["not_with_filter"].format(only=FINDER["only"])
    apart = ask("concordance", "gulls lamps")
    assert apart["notes"] == [FINDER["not_in_order"].format(label=FINDER["modes"]["search"]["label"]), FINDER["not_proof"]]
    assert ask("concordance", "gulls zeppelin")["notes"][0] == FINDER["only_words"].format(words="zeppelin")


def test_many_lines_are_shown_some_at_a_time(ask, monkeypatch):
    monkeypatch.setattr(finder, "_STEP", 3)
    first = ask("concordance", "the")
    assert (len(first["lines"]), first["next"]) == (3, 6)
    assert "3" in first["said"]
    second = ask("concordance", "the", most=first["next"])
    assert second["lines"][:3] == first["lines"]
    assert len(second["lines"]) == 6
    monkeypatch.setattr(finder, "_MOST", 6)
    assert ask("concordance", "the", most=10**9)["next"] == 0
    for most in (None, "6", -1, True, 1.5, [6]):
        assert len(ask("concordance", "the", most=most)["lines"]) == 3


# Quotations


@pytest.mark.parametrize(("text", "grade", "who"), [
    (LAMP, "exact", "Ida Marrow"), (LAMP.upper(), "same-words", "Ida Marrow"), (CAT, "exact", "Пётр Юнгин"),
    (LAMP.replace("evening", "morning"), "words-changed", "Ida Marrow"), (LAMP.replace(" that evening", ""), "words-left-out", "Ida Marrow"),
    ("No boat of ours was ever lost for want of a lamp", "same-words", FINDER["quoted"].format(author="Tom Quill")),
])  # fmt: skip
def test_a_quotation_comes_with_its_grade_its_place_and_who_speaks(ask, text, grade, who):
    answer = ask("quote", text)
    (part,) = answer["parts"]
    assert (answer["grade"], part["place"]["speaks"]) == (grade, who)
    assert bool(part["differences"]) == (grade != "exact")
    assert bool(part["given"]) == (grade != "exact")
    assert QUOTES["found-proof"] in answer["proof"]
    assert answer["folding"] == QUOTES["folding"]


def test_what_differs_is_marked_on_both_sides(ask):
    (part,) = ask("quote", LAMP.replace("evening", "morning"))["parts"]
    assert (marked(part["given"]), marked(part["printed"])) == (["morning"], ["evening"])
    assert text_of(part["given"]) == LAMP.replace("evening", "morning")
    assert part["differences"] == [QUOTES["change"].format(quotation="morning", text="evening")]


def test_a_stitched_quotation_shows_each_place(ask):
    answer = ask("quote", f"{LAMP} … {NIGHT[:70]} … {CAT}")
    assert answer["grade"] == "stitched"
    assert len(answer["parts"]) >= 2
    assert answer["said"] == QUOTES["stitched"].format(count=len(answer["parts"]))


def test_what_is_not_found_says_where_it_was_looked_for_and_what_that_proves(ask):
    answer = ask("quote", "Nobody at all has ever written such a row of words as these are here")
    assert (answer["said"], answer["parts"]) == (FINDER["not_found"], [])
    assert "Forty Winters at the Lamp" in answer["searched"]
    assert answer["proof"] == [QUOTES["not-proof"]]
    assert any("1" in note for note in answer["notes"])  # the edition that is not here
    near = ask("quote", "He never forgave the harbour that had been so cold to him and to all of his many children")
    assert near["nearest"] is None or near["nearest"]["differences"] == []


# Two texts


def test_two_texts_stand_side_by_side(ask):
    answer = ask("compare", "The lamp was lit. All was well.", second="The old lamp was lit. ALL was well.")
    assert [text_of(row["left"]) for row in answer["rows"]] == ["The lamp was lit. ", "All was well."]
    assert [marked(row["right"]) for row in answer["rows"]] == [["old"], []]
    assert [bool(row["notes"]) for row in answer["rows"]] == [True, True]
    assert ask("compare", "x", second=" ")["said"] == FINDER["empty_second"]


def test_a_comparison_needs_no_text_that_is_here(here, tmp_path):
    made = Finder(here[0], tmp_path / "none")
    assert made.answer({"do": "compare", "text": "a b", "second": "a c"})["rows"]


# Plain answers


@pytest.mark.parametrize(("text", "said"), [
    ("", "empty"), (" \n\t", "empty"), ("…!?", "no_words"), ("🚂🚂", "no_words"), ("\u202e\u2066", "no_words"), ("\x00\x07", "no_words"),
    ("x" * (finder.LONGEST + 1), "too_long"),
])  # fmt: skip
@pytest.mark.parametrize("mode", ["search", "concordance", "quote"])
def test_what_cannot_be_looked_for_gets_a_plain_answer(ask, mode, text, said):
    assert ask(mode, text) == {"said": FINDER[said].format(most=finder.LONGEST)}


@pytest.mark.parametrize("mode", finder.MODES)
@pytest.mark.parametrize(
    "text", ['lamp" OR 1 NEAR/2 *', "(?:lamp)+$[", "<b>lamp</b>", "la\u202emp 🚂 lamp", "lamp\x00", "\ud800 lamp", "lamp"]
)
def test_no_sign_has_a_meaning_of_its_own(ask, mode, text):
    answer = ask(mode, text, second="lamp")
    assert answer["said"]
    assert FINDER["failed"].partition("{")[0] not in answer["said"]


@pytest.mark.parametrize("mode", finder.MODES)
def test_every_payload_is_answered(ask, mode):
    for payload in PAYLOADS:
        answer = ask(mode, payload.text, second=payload.text[:200])
        assert FINDER["failed"].partition("{")[0] not in answer["said"], payload.name
        assert not any(sign in json.dumps(answer, ensure_ascii=False) for sign in "\u202e\u2066\x1b\0"), payload.name


@pytest.mark.parametrize("year", ["19", "191", "19l8", "١٩١٨x", "-918", "x"])
def test_a_year_that_is_none_is_said_to_be_none(ask, year):
    assert ask("concordance", "lamp", **{"from": year})["said"] == FINDER["no_year"]
    assert ask("search", "lamp", to=year)["said"] == FINDER["no_year"]


def test_too_many_words_to_look_for_are_said_to_be_too_many(ask):
    for mode in ("search", "concordance"):
        assert ask(mode, "lamp " * (finder.WORDS + 1))["said"] == FINDER["too_many"].format(most=finder.WORDS)
        assert ask(mode, "lamp " * finder.WORDS)["said"] != FINDER["too_many"].format(most=finder.WORDS)


@pytest.mark.parametrize("message", [
    None, [], "search", {}, {"do": None}, {"do": ["search"]}, {"do": "answer", "text": "x"}, {"do": "__init__"},
])  # fmt: skip
def test_whatever_else_a_page_sends_is_answered(here, message):
    assert Finder(here[0], here[1].folder).answer(message) == {"said": FINDER["unknown"]}


@pytest.mark.parametrize("given", [None, 1, ["lamp"], {"a": 1}, True])
def test_what_is_no_text_is_nothing(ask, given):
    for mode in finder.MODES:
        assert ask(mode, given, second=given)["said"] == FINDER["empty"]
    for name in ("author", "work", "from", "to"):
        assert ask("concordance", "lamp", **{name: given})["lines"]


def test_an_error_nobody_expected_is_said(ask, monkeypatch):
    def broken(*_):
        raise KeyError("a line of a book")

    monkeypatch.setattr(finder.quotes, "check_quote", broken)
    assert ask("quote", LAMP) == {"said": FINDER["failed"].format(reason="KeyError")}


# Which texts


def test_which_texts_are_here_and_whose_they_are(ask):
    answer = ask("texts")
    assert (answer["count"], answer["advice"]) == (len(answer["works"]), [])
    assert ["W9", FINDER["book"].format(title="The Pier", author="Tom Quill")] in answer["works"]
    assert {"Ida Marrow", "Пётр Юнгин", "издатель"} <= {one for one, _ in answer["authors"]}
    assert answer["absent"] == [FINDER["absent"].format(count=1)]


def test_without_a_text_it_is_said_how_to_get_one(here, tmp_path, case):
    made = Finder(here[0], tmp_path / "none")
    assert made.answer({"do": "texts"})["advice"] == [FINDER["no_texts"], FINDER["no_fetch"]]
    of_course = Finder(case, tmp_path / "none")
    for mode in ("search", "concordance", "quote"):
        answer = of_course.answer({"do": mode, "text": "the lamp was lit that evening"})
        assert answer["said"] == FINDER["no_texts"]
        titles = finder.content(case)["fetchable"]
        assert len(titles) > 3
        assert all(title in answer["advice"][1] for title in titles)


def test_a_text_that_comes_or_changes_is_looked_in(here, tmp_path):
    case, library = here
    made, folder = Finder(case, tmp_path / "later"), tmp_path / "later"
    asked = {"do": "concordance", "text": "gulls"}
    assert made.answer(asked)["said"] == FINDER["no_texts"]
    folder.mkdir()
    (folder / "pier.txt").write_bytes((library.folder / "pier.txt").read_bytes())
    assert len(made.answer(asked)["lines"]) == 2
    (folder / "pier.txt").write_text("Three gulls, gulls and gulls.", encoding="utf-8")
    assert len(made.answer(asked)["lines"]) == 3
    (folder / "pier.txt").unlink()
    assert made.answer(asked)["said"] == FINDER["no_texts"]


# The widget


def test_nothing_that_is_asked_or_found_is_kept_in_a_widget(here, monkeypatch):
    case, library = here
    sent = []
    monkeypatch.setattr(FinderDesk, "send", lambda _, message, buffers=None: sent.append(message))
    made = FinderDesk(case, "quote", library.folder)
    before = json.dumps(made.content)
    made._receive(made, {"id": "7", "do": "quote", "text": LAMP}, [])
    made._receive(made, "x", [])
    assert [one["id"] for one in sent] == ["7", ""]
    assert sent[0]["grade"] == "exact"
    assert json.dumps(made.content) == before
    assert LAMP not in json.dumps(made.get_state(), default=str)
    assert repr(made) == FINDER["repr"]


def test_a_lesson_opens_it_in_any_mode_and_says_which_there_are(sample):
    one = lesson.open_lesson("00", sample)
    assert [one.finder(mode).content["mode"] for mode in finder.MODES] == list(finder.MODES)
    assert one.finder().content["mode"] == "search"
    with pytest.raises(lesson.LessonError, match="no mode 'quotes'; there are search, concordance, quote, compare"):
        one.finder(mode="quotes")
    with pytest.raises(ValueError, match="no mode 'x'"):
        finder.content(one.case, "x")


def test_a_twin_says_what_it_does_and_nothing_of_this_computer(here, case, monkeypatch):
    shown = []
    monkeypatch.setattr(module, "display", lambda data, **_: shown.append(data))
    made = FinderDesk(here[0], texts=here[1].folder)
    made._ipython_display_()
    page, widget = shown
    assert page.data == render.finder(finder.content(here[0]))
    assert all(mode["label"] in page.data and mode["hint"] in page.data for mode in FINDER["modes"].values())
    assert "application/vnd.jupyter.widget-view+json" in widget
    assert finder.content(case)["fetchable"][0] in render.finder(finder.content(case))
    for payload in PAYLOADS[:60]:
        titled = render.finder({"words": FINDER, "fetchable": [payload.text]})
        assert Skeleton(titled).elements == Skeleton(render.finder({"words": FINDER, "fetchable": ["word"]})).elements


def test_the_script_of_a_finder_has_its_controls_and_one_widget():
    assert FinderDesk._esm.count("export default") == 1
    assert "function focusable(" in FinderDesk._esm
    assert ".desk" not in FinderDesk._css.replace(".desk .aids", "").replace(".desk .finding", "")
