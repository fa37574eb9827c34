"""The sheets as a browser prints them: on A4 and Letter, within their pages, and readable without the screen."""

import re
import shutil
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

import drawers
from long_lesson import long_lesson, three_claims
from sidebyside import cli, open_case, paper, words
from sidebyside.paper import exercise, packing, parts, worksheets

pytestmark = pytest.mark.browser
PX = 96 / 25.4  # of a millimetre
# what a page is wide between its margins of 14 mm, on A4 and on Letter
WIDTHS = {"A4": 182, "Letter": 187.9}


def case_of(name, root, folder):
    """The case of the course, or a made-up lesson with excerpts of so many words."""
    if name == "course":
        return open_case(root / "data")
    if name == "drawers":
        return open_case(drawers.lay(root, folder / "case"))
    sample = shutil.copytree(root / "tests" / "sample", folder / "case")
    shutil.copy(root / "data" / "datapackage.json", sample)
    lamp = open_case(sample)
    return three_claims(lamp) if name == "three claims" else long_lesson(lamp, words=int(name))


@pytest.fixture(scope="module", params=["course", "three claims", "drawers", "110", "180", "260"])
def files(request, root, tmp_path_factory):
    """The sheets of a case, written; a number is how many words the excerpts of the long lesson have."""
    folder = tmp_path_factory.mktemp("paper")
    case = case_of(request.param, root, folder)
    return [path for row in case.rows("lessons") for path in paper.write(case, row.lesson_id, folder / "out")]


def test_the_command_prints_each_sheet_of_a_lesson_on_a4(chromium, root, tmp_path, capsys):
    assert cli.main(["paper", "01", "--pdf", "--out", str(tmp_path), "--data", str(root / "data")]) == 0
    written = [Path(line) for line in capsys.readouterr().out.splitlines()]
    assert [path.suffix for path in written] == [".html", ".pdf"] * (len(written) // 2)
    assert {"01-worksheet-1", "01-worksheet-2", "01-teacher", "01-teacher-readings"} <= {path.stem for path in written}
    for path in written[1::2]:
        pdf = path.read_bytes()
        assert 1 <= pages_of(pdf) <= sides_allowed(path.stem), path.name
        sizes = {
            (round(float(wide)), round(float(high))) for wide, high in re.findall(rb"/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]", pdf)
        }
        assert sizes == {(595, 842)}, path.name


@pytest.fixture(scope="module")
def printer(chromium):
    """A page of a browser that may load the sheet and nothing else."""
    page = chromium.new_page(viewport={"width": 1000, "height": 1000})
    page.asked, page.said = [], []
    page.on("request", lambda request: page.asked.append(request.url))
    page.on("console", lambda message: page.said.append(message.text))
    yield page
    page.close()


def opened(printer, path):
    printer.asked.clear()
    printer.goto(path.as_uri())
    return printer


def pages_of(pdf):
    """How many pages a PDF has; Chromium writes each as an object of its own."""
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf))


def sides_allowed(name):
    """One leaf, but four sides where passages are read and weighed; what can be defended is as long as it is."""
    if name.endswith("teacher-readings"):
        return 99
    return 2 if re.search(r"worksheet-[1A-D]|sorting|plain|teacher", name) else 4


def test_no_sheet_has_more_sides_than_it_may_on_a4_or_letter(printer, files):
    counted = {}
    for path in files:
        page = opened(printer, path)
        counted[path.stem, "A4"] = pages_of(page.pdf(prefer_css_page_size=True))
        counted[path.stem, "A4 made to fit on Letter"] = pages_of(page.pdf(format="Letter"))
        # as a browser prints that takes the paper's own size
        printer.set_content(path.read_text(encoding="utf-8").replace("size:A4;", ""))
        counted[path.stem, "Letter"] = pages_of(page.pdf(format="Letter"))
    assert {place: number for place, number in counted.items() if not 1 <= number <= sides_allowed(place[0])} == {}


@pytest.mark.parametrize(("lesson", "after_the_talk"), [("00", []), ("04", ["worksheet-3"])])
def test_the_lessons_of_the_course_have_two_worksheets_and_one_for_after_the_talk(root, lesson, after_the_talk):
    """What a class gets: one leaf before the reading, two for it; the second verdict may stand on one of its own."""
    sheets = {sheet.name: sheet.html for sheet in paper.sheets_of(open_case(root / "data"), lesson)}
    assert [name for name in sheets if re.fullmatch(r"worksheet-\d", name)] == ["worksheet-1", "worksheet-2", *after_the_talk]
    for name in after_the_talk:
        heads = re.findall(r"<h2[^>]*>(.*?)</h2>", sheets[name])
        assert [re.sub(r"<[^>]*>|\d", "", head).strip() for head in heads] == [words.STEPS["second"]]
        assert words.PAPER["after"] in re.search(r"<title>(.*?)</title>", sheets[name])[1]
        assert words.STEPS["weigh"] not in sheets[name]


@pytest.mark.parametrize(
    ("name", "lesson"),
    [("course", "00"), ("course", "04"), ("three claims", "00"), ("drawers", "00"), ("110", "00"), ("180", "00")],
)
def test_no_piece_is_higher_than_it_was_taken_for(printer, root, tmp_path, monkeypatch, name, lesson):
    """Or a sheet would get a side too many where other faces or longer questions come."""
    laid, lay = [], packing.packed
    for module in (packing, worksheets, exercise):
        monkeypatch.setattr(module, "packed", lambda pieces, sides: laid.extend(pieces) or lay(pieces, sides))
    paper.sheets_of(case_of(name, root, tmp_path), lesson)
    printer.emulate_media(media="print")
    printer.set_viewport_size({"width": int(WIDTHS["A4"] * PX), "height": 900})
    body = "".join(f'<div class="piece" style="display:flow-root">{piece.draw(0)}</div>' for piece in laid)
    printer.set_content(parts.page({"id": "00", "title": "x"}, "y", body, kind="learner"))
    heights = printer.evaluate('() => [...document.querySelectorAll(".piece")].map(n => n.getBoundingClientRect().height)')
    assert len(heights) == len(laid) > 6
    too_high = [
        (taken.height, height / PX) for taken, height in zip(laid, heights, strict=True) if height / PX > taken.height + 1
    ]
    assert too_high == []


@pytest.mark.parametrize("paper_name", WIDTHS)
def test_nothing_runs_over_the_margin(printer, files, paper_name):
    printer.emulate_media(media="print")
    printer.set_viewport_size({"width": int(WIDTHS[paper_name] * PX), "height": 900})
    for path in files:
        wide = opened(printer, path).evaluate(
            """() => [...document.body.querySelectorAll("*")]
                 .filter(node => node.getBoundingClientRect().right > innerWidth + 0.5 || node.scrollWidth > node.clientWidth + 1
                                 && getComputedStyle(node).display !== "inline")
                 .map(node => node.outerHTML.slice(0, 80))"""
        )
        assert wide == [], path.name


def test_a_line_with_a_number_is_one_line(printer, files):
    printer.emulate_media(media="print")
    printer.set_viewport_size({"width": int(WIDTHS["A4"] * PX), "height": 900})
    for path in files:
        heights = opened(printer, path).evaluate(
            '() => [...document.querySelectorAll(".line")].map(n => n.getBoundingClientRect().height)'
        )
        assert not heights or max(heights) < 1.5 * min(heights), path.name


def test_lines_to_write_on_are_eight_millimetres_apart_even_on_letter(printer, files):
    printer.emulate_media(media="print")
    for path in files:
        gaps = opened(printer, path).evaluate(
            '() => [...document.querySelectorAll(".rules > div")].map(n => n.getBoundingClientRect().height)'
        )
        assert all(gap / PX * 0.94 >= 8 for gap in gaps)


def test_nothing_is_asked_of_anybody_and_nothing_is_complained_of(printer, files):
    for path in files:
        opened(printer, path)
        assert printer.asked == [path.as_uri()]
    assert printer.said == []


def test_the_foot_of_a_page_says_lesson_and_sheet(printer, files):
    for path in files:
        rule = opened(printer, path).evaluate(
            """() => [...document.styleSheets[0].cssRules].filter(r => r.type === CSSRule.PAGE_RULE).map(r => r.cssText).join("")"""
        )
        title = printer.title()
        lesson, sheet = title.rsplit(": ", 1)
        assert f"Side by Side · {lesson}" in rule
        assert f'"{sheet}"' in rule
        assert "counter(page)" in rule


# the sheets are the same on a narrow screen and in print but for where they stand and their colours
SEEN = {"runOnly": ["color-contrast", "target-size", "scrollable-region-focusable", "meta-viewport"]}


@pytest.mark.parametrize("files", ["course", "three claims", "drawers"], indirect=True, scope="module")
def test_axe_finds_nothing_on_the_screen_or_in_print(printer, files):
    for path in files:
        opened(printer, path)
        for media, width, options in (
            ("screen", 1000, {"resultTypes": ["violations"]}),
            ("screen", 360, SEEN),
            ("print", 688, SEEN),
        ):
            printer.emulate_media(media=media)
            printer.set_viewport_size({"width": width, "height": 900})
            found = Axe().run(printer, options=options)
            assert found.violations_count == 0, (path.name, media, found.generate_report())


def test_a_narrow_screen_needs_no_scrolling_sideways(printer, files):
    printer.emulate_media(media="screen")
    printer.set_viewport_size({"width": 360, "height": 700})
    for path in files:
        assert opened(printer, path).evaluate("document.documentElement.scrollWidth") <= 360, path.name


def test_pictures_of_the_sheets_to_be_looked_at(printer, files, artefacts):
    printer.emulate_media(media="print")
    printer.set_viewport_size({"width": int(WIDTHS["A4"] * PX), "height": 900})
    for path in files:
        picture = artefacts / f"paper-{path.parent.parent.name}-{path.stem}.png"
        opened(printer, path).screenshot(path=picture, full_page=True)
        assert picture.stat().st_size > 10_000
