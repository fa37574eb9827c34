"""A whole walk through one claim as a class would do it, checked against the journal; a picture of each step."""

import contextlib
import shutil

import pytest
from playwright.sync_api import expect

from laboratory import desk, lab, open_notebook, run_all
from learning import SAVED, answers, shown, status, step
from marking import bar, category, rows, select
from sidebyside import layout, marking_words, marks, words
from sidebyside.feedback import NOT_APPLICABLE, asked

pytestmark = pytest.mark.browser
TRAIN, LESSON, CLAIM = "04-the-train.ipynb", "04", "K15"
RELIED, STANDS, FALLS = marking_words.RELIED_ON[marks.RELIED][0], *(label for label, _ in marking_words.CLAIM.values())

PREDICTION = "An order written at the time, with numbers in it. A memory alone would not change my mind."
# passage: trust before reading, marks, what it does to the claim, trust after reading, reason
READ = {
    "B1": (
        "partly",
        [("it brought supplies", RELIED), ("It settled, where they arose", "who acts")],
        "supports",
        "partly",
        "A long list, and punishments come last in it. But he chose what to put on the list.",
    ),
    "B2": (
        "partly",
        [
            ("the command will put soldiers", "who acts"),
            ("a death that is unavoidable", RELIED),
            ("it is not fear that creates armies", RELIED),
            ("spiteful apes without tails", "loaded words"),
        ],
        "complicates",
        "partly",
        "Death is one of the tools here, and he does not hide it; yet the next sentence says that fear made no army.",
    ),
    "B7": (
        "fully",
        [("Yesterday", "place or date"), ("20 deserters were shot", RELIED), ("cowardly liars", "loaded words")],
        "against",
        "fully",
        "“20 deserters were shot” proves that men died there on his orders; it was signed the day after.",
    ),
    "R1": (
        "hardly",
        [("27 deserters", RELIED), ("every tenth", "reason given"), ("how fine a hair it was", "loaded words")],
        "complicates",
        "partly",
        "She was there and says 27 where the order says 20. She tells it to show what was at stake, not to accuse.",
    ),
}
FIRST = "partly"
ON_CLAIM = [("death and horror", "falls", FALLS), ("what the train was for", "stands", STANDS)]
COMMENT = "Two witnesses speak of men who were shot."
PARAGRAPH = (
    "“What the train was for” stands: passage 1 lists supplies and calls. “Death and horror” falls, for passages 3 and 4,"
    " by two witnesses, both tell of men who were shot. Passage 2 decides it for me: the command puts soldiers between two deaths."
    " This proves that the train was there to frighten."
)
SECOND = "not-borne-out"
CHANGED = (
    "In the talk: passages 3 and 4 are by two people who were there. Passage 1 was written eleven years later, to clear his name."
)


@pytest.fixture(scope="module")
def claim(case):
    return next(one for one in layout.of_lesson(case, LESSON)["claims"] if one["id"] == CLAIM)


@pytest.fixture(params=[("JupyterLab Light", 1280), ("JupyterLab Dark", 800)], ids=["light-1280", "dark-800"])
def walker(request, chromium, root, tmp_path, artefacts):
    """The lesson in a theme and a width; `picture` takes the next picture."""
    theme, width = request.param
    folder, keep = tmp_path / "served", tmp_path / "jupyter"
    folder.mkdir()
    keep.mkdir()
    shutil.copy(root / "notebooks" / TRAIN, folder)
    taken = []
    with lab(folder, keep, theme) as address, contextlib.closing(chromium.new_context()) as context:
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.set_viewport_size({"width": width, "height": 1200})
        open_notebook(page, address, TRAIN)
        page.keyboard.press("Control+b")  # the list of files away
        run_all(page)
        desk(page).get_by_label(words.DESK["choose_claim"]).select_option("1")

        def picture(name):
            taken.append(name)
            page.evaluate("() => document.activeElement.blur()")
            page.mouse.move(0, 0)
            expect(status(page)).to_have_text(SAVED)
            assert desk(page).evaluate("node => node.scrollWidth - node.clientWidth") <= 0
            look = f"{theme.split()[1].lower()}-{width}"
            tall = desk(page).evaluate("node => Math.ceil(node.scrollHeight)") + 400
            page.set_viewport_size({"width": width, "height": max(1200, tall)})  # all of the desk at once
            desk(page).screenshot(path=artefacts / f"walk-{look}-{len(taken):02}-{name}.png")
            page.set_viewport_size({"width": width, "height": 1200})

        yield page, folder, picture


def choose(page, prompt, value):
    group = shown(page).get_by_role("group", name=prompt["text"]).locator("visible=true")
    group.get_by_role("radio", name=words.OPTIONS[prompt["kind"]][value], exact=True).click()


def write(page, prompt, text):
    box = shown(page).get_by_label(prompt["text"]).locator("visible=true")
    box.click()
    page.keyboard.type(text)


def turn_to(page, at):
    shown(page).locator("ol.excerpts button").nth(at).click()


def mark(page, exact, label):
    select(page, exact)
    expect(bar(page).locator(".picked")).to_contain_text(exact)
    category(page, label).click()
    expect(rows(page).filter(has_text=exact)).to_have_count(1)


def test_a_claim_is_weighed_from_prediction_to_second_verdict(walker, claim):
    page, folder, picture = walker
    given = {}

    def of(step_id, kind, excerpt=None):
        (found,) = (one for one in claim["prompts"] if (one["step"], one["kind"], one["excerpt"]) == (step_id, kind, excerpt))
        return found

    def answer(prompt, value):
        (write if prompt["kind"] == "text" else choose)(page, prompt, value)
        given[prompt["id"]] = value

    core = [one["id"] for one in claim["excerpts"] if one["role"] == "core"]
    assert core == list(READ)

    step(page, words.STEPS["predict"])
    answer(of("predict", "text"), PREDICTION)
    picture("predict")

    step(page, words.STEPS["source"])
    for at, excerpt in enumerate(core):
        turn_to(page, at)
        answer(of("source", "trust", excerpt), READ[excerpt][0])
    picture("source")

    marked = {}
    step(page, words.STEPS["weigh"])
    for at, (excerpt, (_, made, bearing, trust, reason)) in enumerate(READ.items()):
        turn_to(page, at)
        for exact, label in made:
            mark(page, exact, label)
        marked[of("weigh", "marks", excerpt)["id"]] = made
        answer(of("weigh", "bearing", excerpt), bearing)
        answer(of("weigh", "trust", excerpt), trust)
        answer(of("weigh", "text", excerpt), reason)
        picture(f"weigh-{at + 1}")

    step(page, words.STEPS["judge"])
    answer(of("judge", "verdict"), FIRST)
    for exact, _, label in ON_CLAIM:
        mark(page, exact, label)
    falling = rows(page).filter(has_text=ON_CLAIM[0][0])
    falling.get_by_role("button", name="Comment").click()
    page.keyboard.type(COMMENT)
    answer(of("judge", "text"), PARAGRAPH)
    picture("judge")

    step(page, words.STEPS["corroborate"])
    answer(of("corroborate", "agreement"), "partly")
    picture("corroborate")

    shown(page).get_by_role("button", name=asked.DESK["method_ask"]).click()
    question = desk(page).locator(".method")
    expect(question).to_be_visible()
    picture("method")
    question.get_by_role("button", name=asked.DESK["method_no"]).click()
    expect(question).to_have_count(0)

    step(page, words.STEPS["second"])
    answer(of("second", "verdict"), SECOND)
    answer(of("second", "text"), CHANGED)
    picture("second")

    kept = answers(folder, LESSON)
    dismissed = {key for key, value in kept.items() if value == NOT_APPLICABLE}
    assert len(dismissed) == 1
    on_claim = of("judge", "words")["id"]
    assert kept.keys() == given.keys() | marked.keys() | dismissed | {on_claim}
    assert {key: kept[key] for key in given} == given
    for key, made in marked.items():
        found = marks.parse(kept[key])
        assert len(found) == len(made)
        assert all(any(exact in one.exact for one in found) for exact, _ in made)
    assert {(one.exact, one.category, one.comment) for one in marks.parse(kept[on_claim])} == {
        (exact, name, COMMENT if name == "falls" else "") for exact, name, _ in ON_CLAIM
    }
