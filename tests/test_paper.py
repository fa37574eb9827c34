import re
import shutil
from dataclasses import replace

import pytest

from long_lesson import TRUST, long_lesson, three_claims
from printed import Read, altered, sheets, shown, worksheets
from sidebyside import layout, open_case, paper, words
from sidebyside.model import Case, Section
from sidebyside.paper import blocks, parts

EVIL = "</style></title><script>alert(1)</script> “quoted” & 'more' \"so\""


@pytest.fixture
def lamp(sample):
    """The sound sample case."""
    return open_case(sample)


@pytest.fixture
def long(lamp):
    """The same with a lesson as long as one may be."""
    return long_lesson(lamp)


@pytest.fixture
def three(lamp):
    """The same with a claim to practise, one with four passages of three works, and one of the sets."""
    return three_claims(lamp)


# Which sheets there are


def test_a_short_lesson_has_two_worksheets_plain_english_and_the_teachers_page(lamp):
    assert list(sheets(lamp)) == ["worksheet-1", "worksheet-2", "sorting-1", "sorting-2", "plain", "teacher", "teacher-readings"]


@pytest.mark.parametrize(("words_", "numbers"), [(110, "12"), (180, "12"), (260, "123")])
def test_a_long_lesson_has_two_worksheets_or_three_and_one_for_each_jigsaw_set(lamp, words_, numbers):
    names = list(sheets(long_lesson(lamp, words_)))
    assert [name for name in names if name.startswith("worksheet-")] == [f"worksheet-{at}" for at in f"{numbers}ABCD"]
    assert names[-2:] == ["teacher", "teacher-readings"]


@pytest.mark.parametrize(("words_", "whats"), [(80, ["before", "reading"]), (180, ["before", "before", "reading"])])
def test_what_comes_before_the_reading_is_one_leaf_where_it_fits_and_else_two(lamp, words_, whats):
    found = worksheets(three_claims(lamp, words_))
    titles = [Read(html).text["title"] for name, html in found.items() if name[-1].isdigit()]
    assert [title.split("Worksheet ")[1].partition(", ")[2] for title in titles] == [words.PAPER[what] for what in whats]


def test_a_plan_names_no_worksheet_that_is_not_there_and_every_later_one(case):
    for row in case.rows("lessons"):
        there = {int(found[1]) for what in sheets(case, row.lesson_id) if (found := re.fullmatch(r"worksheet-(\d)", what))}
        plan = " ".join(note.text for note in case.rows("teacher/notes", lesson_id=row.lesson_id, kind="plan"))
        named = {int(number) for number in re.findall(r"\bworksheet (\d)", plan)}
        assert named <= there
        assert {number for number in there if number > 2} <= named  # what is given out later has its moment


def test_a_lesson_of_wider_reading_alone_has_no_sheets(lamp):
    wider = altered(lamp, "lesson_claims", role="wider")
    assert sheets(Case(lamp.title, wider.tables | {"exercises": ()})) == {}


def test_without_the_teachers_part_the_teachers_page_is_left_out(sample):
    shutil.rmtree(sample / "teacher")
    case = open_case(sample)
    assert not paper.has_guide(case)
    assert list(sheets(case)) == ["worksheet-1", "worksheet-2", "sorting-1", "sorting-2", "plain"]


def test_a_lesson_without_plain_versions_has_no_such_sheet(lamp):
    assert "plain" not in sheets(altered(lamp, "excerpts", plain=None))


def test_the_sheets_are_the_same_each_time_and_in_any_order_of_the_files(lamp):
    turned = {
        name: rows if name in ("terms", "teacher/samples", "teacher/readings") else rows[::-1]
        for name, rows in lamp.tables.items()
    }
    assert sheets(lamp) == sheets(lamp) == sheets(Case(lamp.title, turned))


# What holds for every sheet


@pytest.fixture(params=["the sample", "a long lesson", "three claims", "the lessons of the course"])
def pages(request, lamp, case):
    """Every sheet of a case."""
    if request.param == "the lessons of the course":
        return [html for row in case.rows("lessons") for html in sheets(case, row.lesson_id).values()]
    made = {"the sample": lambda lamp: lamp, "a long lesson": long_lesson, "three claims": three_claims}
    return list(sheets(made[request.param](lamp)).values())


def test_a_sheet_asks_nothing_of_the_network_and_runs_no_script(pages):
    for html in pages:
        page = Read(html)
        assert not {"script", "img", "link", "iframe", "object", "a", "base", "form"} & set(page.tags)
        assert {name for name, _ in page.attributes} <= {
            "charset",
            "http-equiv",
            "content",
            "name",
            "class",
            "lang",
            "data-n",
            "scope",
        }
        assert not re.search(r"url\(|@import", html)
        assert "default-src &#x27;none&#x27;" in html


def test_a_sheet_names_its_language_and_has_its_headings_in_order(pages):
    for html in pages:
        page = Read(html)
        assert html.startswith('<!doctype html>\n<html lang="en">')
        assert page.headings[0] == 1
        assert page.headings.count(1) == 1
        assert all(after <= before + 1 for before, after in zip(page.headings, page.headings[1:], strict=False))


def test_every_address_is_one_that_can_be_typed(pages):
    for html in pages:
        assert ":~:" not in html
        assert "%" not in Read(html).text.get("address", "")


def test_every_sheet_says_whose_words_it_holds_and_what_it_is(pages):
    for html in pages:
        page = Read(html)
        assert words.PAPER["ours"] in page.text["footer"]
        assert page.text["title"].startswith("Lesson ")
        assert "@bottom-left{content:" in html
        assert "counter(page)" in html


def test_no_text_of_a_table_becomes_markup(lamp):
    texts = {
        "lessons": ("title", "question"), "claims": ("label", "statement", "portrayal", "history", "strongest"),
        "excerpts": ("label", "section", "rendering", "plain", "note"), "works": ("title", "author", "audience", "stake"),
        "prompts": ("text",), "terms": ("original", "gloss"), "locators": ("url", "first_words"), "standards": ("body", "code", "digest", "url"),
        "teacher/notes": ("text",), "teacher/readings": ("reason",), "teacher/samples": ("level", "text"),
    }  # fmt: skip
    for table, columns in texts.items():
        lamp = altered(lamp, table, **dict.fromkeys(columns, EVIL))
    for html in sheets(lamp).values():
        assert "script" not in Read(html).tags
        assert "<script" not in html
        assert html.count("</style>") == html.count("<style>") == 1


@pytest.mark.parametrize("text", ["", "plain", 'a"b\\c', "</style>", "“Ünïcode” – ‐ \n {}", "\\41 "])
def test_a_string_of_css_holds_only_letters_digits_spaces_and_escapes(text):
    written = parts.css_string(text)
    assert re.fullmatch(r'"(?:[A-Za-z0-9 ]|\\[0-9A-F]+ )*"', written)
    assert re.sub(r"\\([0-9A-F]+) ", lambda found: chr(int(found.group(1), 16)), written[1:-1]) == text


def test_what_is_printed_can_be_read_and_written_on(root):
    css = (root / "helpers" / "sidebyside" / "paper" / "paper.css").read_text(encoding="utf-8")
    assert float(re.search(r"html\{[^}]*font:([\d.]+)pt", css).group(1)) >= 10.5
    assert float(re.search(r"\.text\{font:([\d.]+)pt", css).group(1)) >= 10.5
    height = float(re.search(r"\.rules>div\{height:([\d.]+)mm", css).group(1))
    assert height == blocks.RULE
    assert height * 0.94 >= 8  # A4 printed on Letter is made smaller
    assert re.search(r"@page\{size:A4;margin:", css)
    greys = set(re.findall(r"#([0-9a-f]{3,6})\b", css))
    assert all(len(set(re.findall("..", grey) if len(grey) == 6 else grey)) == 1 for grey in greys), "no colour is needed"


# What a learner gets


def test_the_first_sheet_holds_the_claim_the_prediction_and_the_source_and_no_passage(lamp):
    text = shown(sheets(lamp)["worksheet-1"])
    claim = lamp.claim("K1")
    for part in (
        claim.statement,
        claim.portrayal,
        claim.history,
        claim.strongest,
        lamp.work("W2").stake,
        "https://example.org/messenger/lamp",
    ):
        assert part in text
    places = [
        text.index(part)
        for part in ("not tested here", "what you weigh", "1 Predict", "Who is speaking?: ", lamp.work("W2").title)
    ]
    assert places == sorted(places)
    assert "driftwood brought a cutter" not in text


def test_the_second_sheet_holds_the_passage_its_questions_and_the_verdict_in_the_order_of_the_desk(lamp):
    text = shown(sheets(lamp)["worksheet-2"])
    excerpt = layout.of_lesson(lamp, "00")["claims"][0]["excerpts"][0]
    parts_ = [
        "2 Read and weigh: In all her years",
        "Key words",
        "cutter: ",
        "She warns against",
        excerpt["made"],
        excerpt["note"],
        "https://example.org/books/forty-winters#chapter-2",
        "“Let nobody say”",
    ]
    parts_ += ["If this is true", "supports it", "3 Judge", "How does the claim stand now?", "what I have read cannot tell"]
    places = [text.index(part) for part in parts_]
    assert places == sorted(places)


def test_wider_reading_is_not_on_paper(lamp):
    assert all(
        lamp.excerpt("F2").label not in shown(html) for name, html in sheets(lamp).items() if not name.startswith("teacher")
    )


def test_nothing_of_the_teachers_part_is_on_a_learners_sheet(long):
    secrets = [row.reason for row in long.rows("teacher/readings")] + [row.text for row in long.rows("teacher/samples")]
    for name, html in sheets(long).items():
        assert any(secret in shown(html) for secret in secrets) == name.startswith("teacher")


def expected_questions(case):
    """The questions of the desk by their words, those about a source once for a source, with their boxes."""
    asked, claims = {}, layout.of_lesson(case, "00")["claims"]
    for claim in claims:
        for prompt in claim["prompts"]:
            where = prompt["excerpt"]
            if prompt["step"] == "source":
                role = case.rows("pairs", claim_id=claim["id"], excerpt_id=prompt["excerpt"])[0].role
                where = role, case.excerpt(prompt["excerpt"]).work_id
            asked[claim["id"], prompt["text"], where] = prompt
    return list(asked.values())


def test_every_question_of_the_desk_is_asked_once_on_paper(long):
    """Those of the core on the worksheets, those of a set on its own sheet."""
    asked = [prompt["text"] for prompt in expected_questions(long)]
    on_paper = "".join(Read(html).text.get("asked", "") for html in worksheets(long).values())
    assert {text: on_paper.count(text) for text in asked} == {text: asked.count(text) for text in asked}


def test_every_option_has_a_box_and_every_written_answer_lines(long):
    learners, prompts = "".join(worksheets(long).values()), expected_questions(long)
    assert learners.count('<span class="box">') == sum(len(prompt["options"]) for prompt in prompts)
    lines = [found.count("<div></div>") for found in re.findall(r'<div class="rules">((?:<div></div>)+)', learners)]
    assert len(lines) == sum(not prompt["options"] for prompt in prompts)
    assert min(lines) >= 2


@pytest.mark.parametrize("made", [lambda lamp: long_lesson(lamp, 260), three_claims])
def test_lines_are_numbered_through_the_core_and_anew_with_a_letter_in_each_set(lamp, made):
    found = worksheets(made(lamp))
    together = [at for name, html in found.items() if name[-1].isdigit() for at in re.findall(r'data-n="(\w+)"', html)]
    assert together == [str(at) for at in range(1, len(together) + 1)]
    in_b = re.findall(r'data-n="(\w+)"', found["worksheet-B"])
    assert in_b == [f"B{at}" for at in range(1, len(in_b) + 1)]


def test_a_passage_in_lines_keeps_every_word():
    paragraphs = ["One two-three " * 30, "x" * 90, "End."]
    lines = parts.printed_lines(paragraphs)
    assert [" ".join(part).split() for part in lines] == [text.split() for text in paragraphs]
    assert all(len(line) <= parts.LINE for line in lines[0])


def test_dots_do_not_begin_a_line():
    (lines,) = parts.printed_lines(["x" * (parts.LINE - 4) + " end …"])
    assert lines == ["x" * (parts.LINE - 4), "end\N{NO-BREAK SPACE}…"]


def test_a_word_in_another_language_says_which_and_stands_behind_its_meaning(lamp):
    html = sheets(altered(lamp, "terms", language="ru", original="тендер"))["worksheet-2"]
    assert re.search(r'<li>[^<]+ <span class="aside" lang="ru">тендер</span></li>', html)


def test_a_lesson_of_a_set_of_its_own_claim_shows_the_claim_there(lamp):
    for_group = altered(lamp, "lesson_claims", role="B")
    found = sheets(for_group)
    assert lamp.claim("K1").strongest in shown(found["worksheet-B"])
    assert "worksheet-1" not in found


def test_key_words_stand_with_the_reading(long):
    text = shown(sheets(long)["worksheet-2"])
    assert words.PAPER["key_words"] not in shown(sheets(long)["worksheet-1"])
    assert text.index(long.claim("K1").statement) < text.index(words.PAPER["key_words"]) < text.index("Passage 1")


def test_a_claim_whose_passages_are_all_of_sets_stands_on_their_sheets_and_on_no_worksheet(three):
    found = worksheets(three)
    assert {name[-1] for name, html in found.items() if "K3, well read." in shown(html)} == set("ABC")
    for letter in "ABC":
        text = shown(found[f"worksheet-{letter}"])
        places = [text.index(part) for part in ("K3, well read.", TRUST, "2 Read and weigh: ", "3 Judge")]
        assert places == sorted(places)


def test_the_claim_to_practise_on_is_done_on_the_first_sheet_before_the_main_claim(three):
    first, second = (shown(worksheets(three)[f"worksheet-{at}"]) for at in "12")
    main = three.claim("K1").statement
    parts_ = ["Claim 1, to practise", "So says K2.", "1 Source: ", "2 Read and weigh: ", "3 Judge", "Claim 2", main, "1 Predict"]
    places = [first.index(part) for part in parts_]
    assert places == sorted(places)
    assert first.index("1 Predict", first.index(main)) < first.rindex(three.work("W9").title)
    assert "So says K2." not in second
    assert f"3 Read and weigh, Claim 2: {main}" in second


def test_where_nothing_else_is_read_by_all_the_claim_is_not_for_practice(three):
    alone = Case(three.title, three.tables | {"lesson_claims": three.rows("lesson_claims", claim_id="K2")})
    text = shown(worksheets(alone)["worksheet-1"])
    assert "practise" not in text
    assert "Read and weigh" not in text
    assert "Read and weigh" in shown(worksheets(alone)["worksheet-2"])


def test_excerpts_of_one_work_share_a_card_and_its_tick_and_the_question_is_put_once(three):
    text = shown(worksheets(three)["worksheet-1"])
    cards = [three.excerpt(name).label for name in ("L1", "L2", "L3", "L4")]
    assert f"1: {cards[0]} · 2: {cards[1]}" in text
    assert f"3: {cards[2]}" in text
    assert text.count(TRUST) == 2  # of the claim to practise on, and of the main one
    assert worksheets(three)["worksheet-1"].count('<section class="source">') == 4
    source = text[text.index(f"1: {cards[0]}") :]
    assert source.count("hardly") == 3


def test_a_card_for_excerpts_written_at_two_dates_is_two_cards(three):
    one = three.locator("L2")
    section = Section(one.edition_id, 99, "late", "x", "The keeper", "1999")
    late = tuple(replace(row, section="late") if row.owner_id == "L2" else row for row in three.rows("locators"))
    apart = Case(three.title, three.tables | {"locators": late, "sections": (*three.rows("sections"), section)})
    cards = "".join(html for name, html in worksheets(apart).items() if name[-1].isdigit())
    assert cards.count('<section class="source">') == 5


def test_a_page_on_which_we_did_not_see_the_passage_is_not_said_to_hold_it(lamp):
    text = shown(sheets(altered(lamp, "locators", seen="quoted"))["worksheet-2"])
    assert words.PAPER["find_start"] in text
    assert words.PAPER["find_passage"] not in text
    assert "Search there" not in text


def test_words_that_most_keyboards_cannot_type_are_not_to_be_searched_for():
    assert "Search there for “Où est”." in parts.where_to_read("Here:", "https://example.org", "Où est")
    assert "Search" not in parts.where_to_read("Here:", "https://example.org", "На 28")


def test_every_later_sheet_of_the_reading_says_the_claim_again(lamp):
    long = long_lesson(lamp, 260)
    for name in ("worksheet-2", "worksheet-3"):
        assert shown(sheets(long)[name]).count(long.claim("K1").statement) == 1


def test_every_phrase_of_the_paper_is_said_somewhere_and_none_is_markup(root):
    modules = "\n".join(path.read_text(encoding="utf-8") for path in (root / "helpers" / "sidebyside" / "paper").glob("*.py"))
    assert [name for name in words.PAPER if not re.search(rf"[\"']{name}[\"']", modules)] == []
    for phrases in (words.PAPER, words.READERS):
        assert all(text == text.strip() and text and not re.search(r"[<>&\"']", text) for text in phrases.values())
