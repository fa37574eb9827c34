"""A hand-in as a browser prints it: on A4 and Letter nothing is cut, no heading stands alone; no payload runs in it."""

import re
from collections import Counter

import pytest
from axe_playwright_python.sync_playwright import Axe

from handed import case_of, everywhere
from handed import made as made_of_sample
from office import IS_REQUIRED, MISSING, number_of_pages, pages_of, pictures, text_of
from payloads import sample_case
from sidebyside import journal, layout
from sidebyside.course import document_docx, document_html, handin
from test_nothing_runs import OURS, assert_nothing_ran, watched
from test_paper import PX
from test_work import mark, value_of
from walking import CHANGED, CLAIM, COMMENT, FIRST, LESSON, ON_CLAIM, PARAGRAPH, PREDICTION, READ, SECOND, prompt_of

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(bool(MISSING) and not IS_REQUIRED, reason=f"not on this machine: {', '.join(MISSING)}"),
]
WIDTHS = {"A4": 210 - 40, "Letter": 215.9 - 40}  # millimetres between the margins of handin.css
MADE = ["full", "half", "nothing", "long"]
HEADINGS = "h1, h2, h3, h4, .asked"
WIDE = """() => [...document.body.querySelectorAll("*")]
  .filter(node => node.getBoundingClientRect().right > innerWidth + 0.5
                  || node.scrollWidth > node.clientWidth + 1 && getComputedStyle(node).display !== "inline")
  .map(node => node.outerHTML.slice(0, 80))"""
MORE = OURS | {"main", "header", "footer", "h1", "h2"}


def answered(case, upto=99):
    """What `walking` says as answers of a journal; of the passages only the first so many, and then no verdict."""
    desk = layout.of_lesson(case, LESSON)
    claim = next(one for one in desk["claims"] if one["id"] == CLAIM)
    labels = {one["label"]: one["id"] for kind in desk["categories"].values() for one in kind}
    texts = {one["id"]: "\n".join(one["paragraphs"]) for one in claim["excerpts"]}
    given = {prompt_of(claim, "predict", "text")["id"]: PREDICTION}
    for excerpt, (before, made, bearing, after, reason) in list(READ.items())[:upto]:
        text = texts[excerpt]
        placed = [mark(exact, text.index(exact), labels[label]) for exact, label in made]
        said = {"bearing": bearing, "trust": after, "text": reason, "marks": value_of(*placed)}
        given |= {prompt_of(claim, "weigh", kind, excerpt)["id"]: value for kind, value in said.items()}
        given[prompt_of(claim, "source", "trust", excerpt)["id"]] = before
    if upto > len(READ):
        on_claim = [
            mark(exact, claim["history"].index(exact), name, "claim", COMMENT if name == "falls" else "")
            for exact, name, _ in ON_CLAIM
        ]
        said = {
            ("judge", "verdict"): FIRST, ("judge", "text"): PARAGRAPH, ("judge", "words"): value_of(*on_claim),
            ("corroborate", "agreement"): "partly", ("second", "verdict"): SECOND, ("second", "text"): CHANGED,
        }  # fmt: skip
        given |= {prompt_of(claim, *where)["id"]: value for where, value in said.items()}
    return given


def handed_in(case, name):
    """A lesson done wholly, by half, not at all, or at great length."""
    given = {"full": lambda: answered(case), "half": lambda: answered(case, 2), "nothing": dict, "long": lambda: answered(case)}[
        name
    ]()
    if name == "long":
        given = {
            key: f"{value}\n\n" * 12 + "w" * 300 + f" {value}" * 30 if value in (PARAGRAPH, CHANGED, PREDICTION) else value
            for key, value in given.items()
        }
    folded = journal.Folded({key: {"value": value} for key, value in given.items()}, {}, ())
    ai = None if name == "nothing" else "A dictionary, for three words."
    return handin.gathered(case, LESSON, folded, learner="calm heron", ai=ai)


@pytest.fixture(scope="module")
def pages(case, tmp_path_factory):
    """The pages by what they are of."""
    folder = tmp_path_factory.mktemp("handed")
    for name in MADE:
        (folder / f"{name}.html").write_bytes(document_html.written(handed_in(case, name)))
    return {name: folder / f"{name}.html" for name in MADE}


@pytest.fixture(scope="module")
def printer(chromium):
    page = chromium.new_page(viewport={"width": 1000, "height": 1000})
    page.said = []
    page.on("console", lambda message: page.said.append(message.text))
    yield page
    page.close()


def printed(printer, path, paper, folder):
    """The PDF a browser makes of a page on that paper."""
    printer.goto(path.as_uri())
    pdf = folder / f"{path.stem}-{paper}.pdf"
    printer.pdf(path=pdf, format=paper)
    return pdf


def squeezed(text):
    return "".join(text.split())


@pytest.mark.parametrize("paper", WIDTHS)
@pytest.mark.parametrize("name", MADE)
def test_nothing_is_cut_and_no_heading_is_left_alone_at_the_end_of_a_page(printer, pages, tmp_path, artefacts, name, paper):
    pdf = printed(printer, pages[name], paper, tmp_path)
    sheets = text_of(pdf).rstrip("\f").split("\f")
    assert len(sheets) == number_of_pages(pdf)
    feet = [sheet.rstrip().splitlines()[-1] for sheet in sheets]
    assert [re.search(r"(\d+)$", foot).group(1) for foot in feet] == [str(at + 1) for at in range(len(sheets))]
    assert all("calm heron" in foot for foot in feet)
    bodies = ["\n".join(sheet.rstrip().splitlines()[:-1]).rstrip() for sheet in sheets]
    # every letter that is on the screen is on paper, as often
    shown = squeezed(printer.evaluate("document.body.innerText"))
    on_paper = squeezed("".join(bodies))
    assert Counter(shown) - Counter(on_paper) - Counter("•-\u00ad") == Counter()
    heads = set(map(squeezed, printer.eval_on_selector_all(HEADINGS, "all => all.map(one => one.innerText)")))
    last = [squeezed(body.splitlines()[-1]) for body in bodies]
    assert [line for line in last[:-1] if line in heads] == []
    assert all(len(squeezed(body)) > 80 for body in bodies[:-1])
    if name in ("full", "half") and paper == "A4":
        pictures(pdf, artefacts / f"handin-{name}-html")


@pytest.mark.parametrize("paper", WIDTHS)
def test_nothing_runs_over_the_margin(printer, pages, paper):
    printer.emulate_media(media="print")
    printer.set_viewport_size({"width": int(WIDTHS[paper] * PX), "height": 900})
    for name, path in pages.items():
        printer.goto(path.as_uri())
        assert printer.evaluate(WIDE) == [], name


def test_axe_finds_nothing_and_a_narrow_screen_needs_no_scrolling_sideways(printer, pages):
    for media, width in (("screen", 1000), ("screen", 360), ("print", int(WIDTHS["A4"] * PX))):
        printer.emulate_media(media=media)
        printer.set_viewport_size({"width": width, "height": 900})
        for name in ("full", "nothing"):
            printer.goto(pages[name].as_uri())
            found = Axe().run(printer)
            assert found.violations_count == 0, (name, media, width, found.generate_report())
            assert printer.evaluate("document.documentElement.scrollWidth") <= width, name
    assert printer.said == []


def test_a_word_processor_makes_pages_of_a_whole_and_a_half_lesson(case, tmp_path, artefacts):
    for name in ("full", "half"):
        path = tmp_path / f"{name}.docx"
        path.write_bytes(document_docx.written(handed_in(case, name)))
        pdf = pages_of(path, tmp_path / "profile", tmp_path)
        sheets = text_of(pdf).rstrip("\f").split("\f")
        assert [f"page {at}" in sheet for at, sheet in enumerate(sheets, start=1)] == [True] * len(sheets)
        pictures(pdf, artefacts / f"handin-{name}-docx")


def test_no_payload_runs_in_a_hand_in_whatever_field_it_stands_in(chromium, root, tmp_path):
    from hostile import SHOWN

    case = case_of(sample_case(root, tmp_path / "case").folder)
    handed = made_of_sample(case, tmp_path / "journal")
    short = [one for one in SHOWN if one.kind != "long"]
    looked_at = 0
    with watched(chromium) as page:
        for at, one in enumerate(short):
            path = tmp_path / f"{at}.html"
            path.write_bytes(document_html.written(everywhere(handed, one.text)))
            page.goto(path.as_uri())
            looked_at += assert_nothing_ran(page, ["main", "header", "footer"], MORE)
        assert not [text for text in page.said if "Content Security Policy" in text]
    print(f"{len(short)} payloads in every field of a hand-in, {looked_at} elements looked at")
