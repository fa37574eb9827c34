import re
import shutil
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from long_lesson import long_lesson
from sidebyside import layout, open_case, paper, words
from sidebyside.model import Case
from sidebyside.paper import blocks, parts

VOID = {"meta", "wbr"}
EVIL = "</style></title><script>alert(1)</script> “quoted” & 'more' \"so\""


class Read(HTMLParser):
    """A page taken apart: elements, headings, the text of each element by class; unbalanced tags are an error."""

    def __init__(self, html):
        super().__init__()
        self.open, self.tags, self.attributes, self.headings, self.text = [], [], [], [], {}
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, name, attributes):
        self.tags.append(name)
        self.attributes += attributes
        if name not in VOID:
            self.open.append((name, dict(attributes).get("class", "")))
        if re.fullmatch("h[1-6]", name):
            self.headings.append(int(name[1]))

    def handle_endtag(self, name):
        assert self.open
        assert self.open.pop()[0] == name

    def handle_data(self, data):
        for name, class_ in self.open:
            for key in {name, class_}:
                self.text[key] = self.text.get(key, "") + data


@pytest.fixture
def lamp(sample):
    """The sound sample case."""
    return open_case(sample)


@pytest.fixture
def long(lamp):
    """The same with a lesson as long as one may be."""
    return long_lesson(lamp)


def sheets(case, lesson_id="00"):
    return {sheet.name: sheet.html for sheet in paper.sheets_of(case, lesson_id)}


def shown(html):
    return Read(html).text["body"]


def altered(case, table, **changes):
    """The case with these columns changed in every row of a table."""
    return Case(case.title, case.tables | {table: tuple(replace(row, **changes) for row in case.rows(table))})


# Which sheets there are


def test_a_short_lesson_has_two_worksheets_plain_english_and_the_teachers_page(lamp):
    assert list(sheets(lamp)) == ["worksheet-1", "worksheet-2", "plain", "teacher"]


def test_a_long_lesson_has_a_sheet_for_each_jigsaw_set(long):
    names = list(sheets(long))
    assert [name for name in names if name.startswith("worksheet-")] == [f"worksheet-{at}" for at in "123ABCD"]
    assert names[-1] == "teacher"


def test_without_the_teachers_part_the_teachers_page_is_left_out(sample):
    shutil.rmtree(sample / "teacher")
    case = open_case(sample)
    assert not paper.has_guide(case)
    assert list(sheets(case)) == ["worksheet-1", "worksheet-2", "plain"]


def test_a_lesson_without_plain_versions_has_no_such_sheet(lamp):
    assert "plain" not in sheets(altered(lamp, "excerpts", plain=None))


def test_the_sheets_are_the_same_each_time_and_in_any_order_of_the_files(lamp):
    turned = {
        name: rows if name in ("terms", "teacher/samples", "teacher/readings") else rows[::-1]
        for name, rows in lamp.tables.items()
    }
    assert sheets(lamp) == sheets(lamp) == sheets(Case(lamp.title, turned))


# What holds for every sheet


@pytest.fixture(params=["the sample", "a long lesson", "the lessons of the course"])
def pages(request, lamp, case):
    """Every sheet of a case."""
    if request.param == "the lessons of the course":
        return [html for row in case.rows("lessons") for html in sheets(case, row.lesson_id).values()]
    return list(sheets(lamp if request.param == "the sample" else long_lesson(lamp)).values())


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
        for part in ("not tested here", "what you weigh", "1 Predict", "Who is speaking?", "Key words", "cutter: "[:6])
    ]
    assert places == sorted(places)
    assert "driftwood brought a cutter" not in text


def test_the_second_sheet_holds_the_passage_its_questions_and_the_verdict_in_the_order_of_the_desk(lamp):
    text = shown(sheets(lamp)["worksheet-2"])
    excerpt = layout.of_lesson(lamp, "00")["claims"][0]["excerpts"][0]
    parts_ = [
        "2 Read and weigh: In all her years",
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
    assert all(lamp.excerpt("F2").label not in shown(html) for name, html in sheets(lamp).items() if name != "teacher")


def test_nothing_of_the_teachers_part_is_on_a_learners_sheet(long):
    secrets = [row.reason for row in long.rows("teacher/readings")] + [row.text for row in long.rows("teacher/samples")]
    for name, html in sheets(long).items():
        assert any(secret in shown(html) for secret in secrets) == (name == "teacher")


def test_every_question_of_the_desk_is_asked_once_on_paper(long):
    """Those of the core on the worksheets, those of a set on its own sheet."""
    asked = [prompt["text"] for claim in layout.of_lesson(long, "00")["claims"] for prompt in claim["prompts"]]
    on_paper = "".join(Read(html).text.get("asked", "") for name, html in sheets(long).items() if name.startswith("worksheet"))
    assert {text: on_paper.count(text) for text in asked} == {text: asked.count(text) for text in asked}


def test_every_option_has_a_box_and_every_written_answer_lines(long):
    learners = "".join(html for name, html in sheets(long).items() if name.startswith("worksheet"))
    prompts = [prompt for claim in layout.of_lesson(long, "00")["claims"] for prompt in claim["prompts"]]
    assert learners.count('<span class="box">') == sum(len(prompt["options"]) for prompt in prompts)
    lines = [found.count("<div></div>") for found in re.findall(r'<div class="rules">((?:<div></div>)+)', learners)]
    assert len(lines) == sum(not prompt["options"] for prompt in prompts)
    assert min(lines) >= 2


def test_lines_are_numbered_through_the_core_and_anew_with_a_letter_in_each_set(long):
    found = sheets(long)
    numbers = [re.findall(r'data-n="(\w+)"', found[f"worksheet-{name}"]) for name in "123"]
    together = [number for sheet in numbers for number in sheet]
    assert together == [str(at) for at in range(1, len(together) + 1)]
    in_b = re.findall(r'data-n="(\w+)"', found["worksheet-B"])
    assert in_b == [f"B{at}" for at in range(1, len(in_b) + 1)]


def test_a_passage_in_lines_keeps_every_word():
    paragraphs = ["One two-three " * 30, "x" * 90, "End."]
    lines = parts.printed_lines(paragraphs)
    assert [" ".join(part).split() for part in lines] == [text.split() for text in paragraphs]
    assert all(len(line) <= parts.LINE for line in lines[0])


def test_a_word_in_another_language_says_which(lamp):
    marked = altered(lamp, "terms", language="ru")
    assert '<dt lang="ru">cutter</dt>' in sheets(marked)["worksheet-1"]


def test_a_lesson_of_a_set_of_its_own_claim_shows_the_claim_there(lamp):
    for_group = altered(lamp, "lesson_claims", role="B")
    found = sheets(for_group)
    assert lamp.claim("K1").strongest in shown(found["worksheet-B"])
    assert lamp.claim("K1").strongest not in shown(found["worksheet-1"])


def test_key_words_that_find_no_room_before_the_reading_stand_with_it(long):
    text = shown(sheets(long)["worksheet-2"])
    assert words.PAPER["key_words"] not in shown(sheets(long)["worksheet-1"])
    assert text.index(long.claim("K1").statement) < text.index(words.PAPER["key_words"]) < text.index("Excerpt 1")


def test_a_claim_whose_excerpts_are_all_of_a_set_still_stands_on_the_first_sheet(lamp):
    found = sheets(altered(lamp, "pairs", role="C"))
    assert lamp.claim("K1").strongest in shown(found["worksheet-1"])
    assert "She warns against" in shown(found["worksheet-C"])


def test_every_later_sheet_of_the_reading_says_the_claim_again(long):
    for name in ("worksheet-2", "worksheet-3"):
        assert shown(sheets(long)[name]).count(long.claim("K1").statement) == 1


# What a teacher gets


def test_the_teachers_page_says_what_the_tables_say(long):
    text = shown(sheets(long)["teacher"])
    for note in long.rows("teacher/notes"):
        assert note.text in text
    for row in long.rows("teacher/readings"):
        assert f"{words.OPTIONS['bearing'][row.bearing]} (both readers): {row.reason}" in text
    for name in ("aim", "content", "mistake", "lead", "leave", "language", "screen", "readings", "samples", "standards"):
        assert words.PAPER[name] in text
    assert "secure, the other way" in text
    assert words.PAPER["not_for_learners"] in text
    assert "https://example.org/standards/h1" in text


def test_the_plan_says_when_each_step_begins(long):
    html = sheets(long)["teacher"]
    assert "Plan: 50 minutes" in html
    assert re.findall(r"<td>(\d+)′</td><td>(\d+)</td>", html) == [("0", "5"), ("5", "5"), ("10", "25"), ("35", "10"), ("45", "5")]


def test_each_reader_is_named(lamp):
    text = shown(sheets(lamp)["teacher"])
    assert "speaks against it (both readers): The keeper names the night" in text
    assert "complicates it (the second reader): It was the frost" in text


def test_a_teachers_page_without_notes_still_has_readings(lamp):
    bare = Case(lamp.title, lamp.tables | {"teacher/notes": (), "standards": ()})
    text = shown(sheets(bare)["teacher"])
    assert words.PAPER["readings"] in text
    assert words.PAPER["aim"] not in text
    assert words.PAPER["standards"] not in text


def test_every_phrase_of_the_paper_is_said_somewhere_and_none_is_markup(root):
    modules = "\n".join(path.read_text(encoding="utf-8") for path in (root / "helpers" / "sidebyside" / "paper").glob("*.py"))
    assert [name for name in words.PAPER if not re.search(rf"[\"']{name}[\"']", modules)] == []
    for phrases in (words.PAPER, words.READERS):
        assert all(text == text.strip() and text and not re.search(r"[<>&\"']", text) for text in phrases.values())
