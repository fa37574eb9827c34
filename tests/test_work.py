"""What a learner wrote, given back."""

import json
import re
import sys
from dataclasses import replace

import pytest

from keepers import begun, give
from payloads import SHORT
from sidebyside import journal, keeping, lesson, open_case, words
from sidebyside.lesson_words import WORK
from sidebyside.marking_words import RELIED_ON
from sidebyside.model import Case, Prompt
from sidebyside.work import Work
from test_payloads import Skeleton, assert_only_text

OF_EACH = (
    Prompt("P00-4", "00", 4, "weigh", "marks", None, None, "Which words decide it?"),
    Prompt("P00-5", "00", 5, "weigh", "text", None, None, "Because …"),
    Prompt("P00-6", "00", 6, "judge", "words", None, None, "Which words stand?"),
    Prompt("P00-7", "00", 7, "second", "verdict", "K1", None, "And now?"),
    Prompt("P00-8", "00", 8, "second", "text", "K1", None, "What changed it?"),
)
GIVEN = {
    "P00-1": "A date in her own hand.",
    "P00-2": "supports",
    "P00-5:K1:F1": "She counts\nthe hours.",
    "P00-5:K1:F2": "Hearsay.",
    "P00-3": "partly",
    "P00-7": "not-borne-out",
    "P00-8": "The second book.",
}


def mark(exact, start, category="relied", on="rendering", comment=""):
    position = {"type": "TextPositionSelector", "start": start, "end": start + len(exact)}
    quote = {"type": "TextQuoteSelector", "exact": exact, "prefix": "", "suffix": ""}
    return {"on": on, "category": category, "comment": comment, "sha256": "0" * 64, "selector": [position, quote]}


def value_of(*marks):
    return json.dumps(marks, ensure_ascii=False, separators=(",", ":"))


@pytest.fixture
def small(sample, monkeypatch):
    """The sample case with marks, reasons and a second verdict."""
    monkeypatch.setattr(words, "STEPS", words.STEPS | {"second": "Second verdict"})
    case = open_case(sample)
    return Case(case.title, case.tables | {"prompts": (*case.rows("prompts"), *OF_EACH)})


@pytest.fixture
def work(small, folder):
    return Work(small, "00", folder)


@pytest.fixture
def answered(keeper, work):
    """The same after everything was answered."""
    for key, value in GIVEN.items():
        give(keeper, value, key=key)
    return work


@pytest.fixture
def plain(monkeypatch):
    """No pandas: tables are then plain data that can be compared."""
    monkeypatch.setitem(sys.modules, "pandas", None)


def shown(work, **how):
    return work.show(**how)._repr_html_()


def test_a_lesson_gives_back_what_was_written(case, monkeypatch, folder):
    monkeypatch.setenv("SIDEBYSIDE_JOURNAL", str(folder))
    work = lesson.Lesson(case, "00").work()
    assert repr(work) == repr(work.show()) == WORK["repr"].format(lesson="00")
    assert not folder.exists()


def test_where_nobody_works_that_is_said_and_nothing_is_written(work, folder, plain):
    assert WORK["nobody"] in shown(work)
    assert len(work.frame()) == 0
    assert work.frame().columns == list(WORK["columns"])
    assert not folder.exists()


def test_where_nothing_is_answered_that_is_said(keeper, work):
    assert WORK["nothing"] in shown(work)
    assert WORK["nobody"] not in shown(work)
    give(keeper, " \n")
    assert WORK["nothing"] in shown(work)


def test_the_table_has_a_row_for_each_question_answered_in_the_order_of_the_lesson(answered, plain):
    rows = [tuple(row.values()) for row in answered.frame()]
    assert [row[:5] for row in rows] == [
        ("K1", "", "Predict", "What would have to stand in her book to change your mind?", GIVEN["P00-1"]),
        ("K1", "F1", "Read and weigh", "If this is true, what does it do to the claim?", "supports it"),
        ("K1", "F1", "Read and weigh", "Because …", "She counts\nthe hours."),
        ("K1", "F2", "Read and weigh", "Because …", "Hearsay."),
        ("K1", "", "Judge", "How does the claim stand now?", words.OPTIONS["verdict"]["partly"]),
        ("K1", "", "Second verdict", "And now?", "not supported"),
        ("K1", "", "Second verdict", "What changed it?", "The second book."),
    ]  # fmt: skip
    assert all(row[5].endswith("+00:00") for row in rows)


def test_the_table_is_a_data_frame_where_pandas_is(answered):
    pandas = pytest.importorskip("pandas")
    frame = answered.frame()
    assert isinstance(frame, pandas.DataFrame)
    assert (len(frame), list(frame.columns)) == (len(GIVEN), list(WORK["columns"]))


def test_the_page_follows_the_order_of_thought(answered):
    page = shown(answered)
    order = [
        "In all her years", "The lamp of Skerry Head was not dark", GIVEN["P00-1"], "The ninth winter", "supports it",
        "She counts<br>the hours.", "The postmaster", "Hearsay.", WORK["first"], WORK["second"],
        words.OPTIONS["verdict"]["partly"], "not supported", "The second book.",
    ]  # fmt: skip
    places = [page.index(one) for one in order]
    assert places == sorted(places)


def test_the_two_verdicts_stand_in_one_row(answered):
    table = shown(answered).split("<table>")[1].split("</table>")[0]
    assert table.count("<td") == table.count("<th ") == 2
    assert table.count("<tr>") == 2
    first, second = table.split("<td")[1:]
    assert (words.OPTIONS["verdict"]["partly"] in first, "The second book." in second) == (True, True)


def test_a_second_verdict_that_is_missing_is_said(keeper, work):
    give(keeper, "partly", key="P00-3")
    assert WORK["none"] in shown(work).split("<td")[2]


def test_what_was_not_answered_is_not_on_the_page(keeper, work):
    give(keeper, "Hearsay.", key="P00-5:K1:F2")
    page = shown(work)
    assert "The postmaster" in page
    for absent in ("The ninth winter", "<table", "What would have to stand"):
        assert absent not in page


def test_no_path_and_no_time_stands_on_the_page_unless_asked(answered, folder, keeper):
    record = keeper.answers["P00-1"]
    assert str(folder) not in shown(answered, times=True)
    assert record["saved_at"] not in shown(answered)
    assert shown(answered, times=True).count(record["saved_at"][:10]) == len(GIVEN)


def test_the_same_answers_make_the_same_page(answered, small, folder):
    assert shown(answered) == shown(Work(small, "00", folder))
    assert " at 0x" not in repr(answered.show())


def test_the_page_is_as_new_as_the_cell_that_shows_it(answered, keeper):
    give(keeper, "I had not read the second book.", key="P00-8")
    assert "I had not read" in shown(answered)
    assert "The second book." not in shown(answered)


def test_nobody_sees_the_answers_of_the_one_before(answered, keeper):
    keeper.reply({"do": "newcomer"})
    assert WORK["nothing"] in shown(answered)
    assert GIVEN["P00-1"] not in shown(answered)
    keeper.reply({"do": "leave"})
    assert WORK["nobody"] in shown(answered)


def test_who_took_another_name_keeps_what_they_wrote(answered, keeper):
    keeper.reply({"do": "rename", "name": "night owl"})
    assert "night owl" in shown(answered)
    assert GIVEN["P00-1"] in shown(answered)


def test_an_answer_given_twice_is_shown_twice(keeper, work):
    give(keeper, "one", upon=(), page="aaaaaaaa")
    give(keeper, "two", upon=(), page="bbbbbbbb")
    page = shown(work)
    assert page.index("two") < page.index(WORK["rival"]) < page.index(">one<")
    assert len(work.frame()) == 1


def test_an_answer_that_another_window_left_empty_is_shown(keeper, work):
    give(keeper, "one", upon=(), page="aaaaaaaa")
    give(keeper, "", upon=(), page="bbbbbbbb")
    page = shown(work)
    assert page.index(WORK["none"]) < page.index(WORK["rival"]) < page.index(">one<")


def test_lines_that_could_not_be_read_and_questions_no_longer_asked_are_said(answered, keeper, folder):
    give(keeper, "to nobody", key="P00-77")
    give(keeper, "does-not-apply", key="FB3:K1:F1")  # no question of the tables
    with (folder / "00.jsonl").open("a", encoding="utf-8") as file:
        file.write('\n{"torn\n' + json.dumps({"schema": journal.SCHEMA + 1}) + "\n")
    page = shown(answered)
    for name in ("gone", "skipped", "newer"):
        assert WORK[name].format(count=1) in page


def test_answers_that_cannot_be_read_are_an_answer(work, monkeypatch):
    def refuse(*_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(journal, "fold", refuse)
    assert WORK["unreadable"].format(reason="Permission denied") in shown(work)
    with pytest.raises(PermissionError, match="denied"):
        work.frame()


# Marks


def test_marked_words_are_listed_in_the_table_and_on_the_page(keeper, work, plain, small):
    named = next(row.label for row in small.rows("categories") if row.category_id == "MC00-1")
    value = value_of(
        mark("the oil froze", 83), mark("не горел", 4, on="original"), mark("wrote", 1, "MC00-1", comment="by $whom$ <b>")
    )
    give(keeper, value, key="P00-4:K1:F1")
    (row,) = work.frame()
    first, *_ = row["answer"].split("\n")
    assert f"“the oil froze”: {RELIED_ON['relied'][0]}" in row["answer"]
    assert f"“не горел”: {RELIED_ON['relied'][0]}, {WORK['in_original']}" in row["answer"]
    assert f"“wrote”: {named} (by $whom$ <b>)" in row["answer"]
    assert first.startswith("“")
    page = shown(work)
    assert f"“wrote”: {named} (by $whom$ &lt;b&gt;)" in page
    assert WORK["marked"] in page


def test_marks_are_painted_in_the_text_with_their_numbers(keeper, work, small):
    text = "\n".join(small.excerpt("F1").paragraphs)
    one, other = "the oil froze and there was no light", "no light for two"
    give(keeper, value_of(mark(one, text.index(one)), mark(other, text.index(other))), key="P00-4:K1:F1")
    page = shown(work)
    assert "<mark>the oil froze and there was </mark>" in page
    assert "<mark>no light<sup>1</sup></mark><mark> for two<sup>2</sup></mark>" in page
    assert "always burned.<br>One night" in page


def test_marks_made_otherwise_in_another_window_are_painted_too(keeper, work, small):
    text = "\n".join(small.excerpt("F1").paragraphs)
    for page, words_ in (("aaaaaaaa", "the oil froze"), ("bbbbbbbb", "no light")):
        give(keeper, value_of(mark(words_, text.index(words_))), key="P00-4:K1:F1", upon=(), page=page)
    page = shown(work)
    before, _, behind = page.partition(WORK["rival"])
    assert {"<mark>the oil froze", "<mark>no light"} == {
        one for part in (before, behind) for one in ("<mark>the oil froze", "<mark>no light") if one in part
    }
    assert ("<mark>the oil froze" in before) == ("<mark>no light" in behind)


def test_words_of_the_claim_that_stand_and_fall_are_painted_in_it(keeper, work, small):
    history = small.claim("K1").history
    value = value_of(
        *(mark(one, history.index(one), category, "claim") for one, category in (("lamp", "stands"), ("any night", "falls")))
    )
    give(keeper, value, key="P00-6:K1")
    page = shown(work)
    assert "The <mark>lamp<sup>1</sup></mark> of" in page
    assert "“any night”: falls" in page


BROKEN = [
    "", "null", "[]", "{}", "[[]]", '[{"on":"rendering"}]', '[{"on":1,"category":[],"selector":{}}]', "[" * 5000, "\ud800",
    '[{"on":"rendering","category":"relied","selector":[{"type":"TextQuoteSelector"}]}]', "NaN", '[{"selector":[null]}]', "12",
]  # fmt: skip


@pytest.mark.parametrize("value", BROKEN, ids=range(len(BROKEN)))
def test_a_broken_mark_is_no_mark_and_no_error(keeper, work, value, plain):
    give(keeper, value, key="P00-4:K1:F1")
    assert all(row["answer"] == "" for row in work.frame())
    assert "<mark" not in shown(work)


# What anybody may type


def page_with(small, where, text):
    """The page of somebody who answered everything with one text."""
    keeper = begun(where)
    for key in ("P00-1", "P00-5:K1:F1", "P00-2", "P00-3", "P00-8"):
        give(keeper, text, key=key)
    give(keeper, value_of(mark("the oil froze", 0, text, comment=text)), key="P00-4:K1:F1")
    return shown(Work(small, "00", where), times=True)


def test_whatever_is_typed_is_text_alone(small, tmp_path):
    keep = set(Skeleton(page_with(small, tmp_path / "plain", "word")).elements) | {("br",)}
    for payload in SHORT:
        page = page_with(small, tmp_path / payload.name, payload.text)
        found = Skeleton(page)
        assert set(found.elements) <= keep, payload.name
        assert found.links == []
        page.encode("utf-8")
        assert not any(character in page for character in "\u202e\u2066\x1b\x00\x9b"), payload.name


def test_a_page_of_spoilt_tables_is_text_alone(small, folder):
    keeper = begun(folder)
    for key, value in GIVEN.items():
        give(keeper, value, key=key)

    def draw(text):
        claims = tuple(replace(row, label=text, statement=text, history=text) for row in small.rows("claims"))
        prompts = tuple(replace(row, text=text) for row in small.rows("prompts"))
        excerpts = tuple(replace(row, label=text, rendering=text) for row in small.rows("excerpts"))
        tables = small.tables | {"claims": claims, "prompts": prompts, "excerpts": excerpts}
        return shown(Work(Case("", tables), "00", folder))

    for kind in ("markup", "events", "mathematics", "direction", "terminal"):
        assert_only_text(lambda text: draw(text.encode("utf-8", "replace").decode("utf-8")), kind)


def test_a_long_answer_is_shown_whole(keeper, work):
    text = "word " * 5000
    give(keeper, text, key="P00-8")
    assert text.strip() in shown(work)


def test_every_phrase_is_said(root):
    said = "".join((root / f"helpers/sidebyside/{name}.py").read_text(encoding="utf-8") for name in ("work", "painting"))
    counted = {"gone", "skipped", "newer"}
    verdicts = {"first", "second"}
    assert {name for name in WORK if re.search(rf"WORK\[['\"]{name}['\"]\]", said)} | counted | verdicts == set(WORK)


def test_a_folder_that_is_not_there_is_not_made(small, tmp_path):
    Work(small, "00", tmp_path / "none").show()
    assert list(tmp_path.iterdir()) == [tmp_path / "case"]
    assert not keeping._DRAWN
