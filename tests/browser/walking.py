"""A whole walk through one claim of a lesson, as a learner would do it: what is answered, and in which order."""

from types import SimpleNamespace

from playwright.sync_api import expect

from laboratory import desk
from learning import shown, step
from marking import bar, category, rows, select
from sidebyside import marking_words, marks, words
from sidebyside.feedback import asked

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


def prompt_of(claim, step_id, kind, excerpt=None):
    """The one question of a step."""
    (found,) = (one for one in claim["prompts"] if (one["step"], one["kind"], one["excerpt"]) == (step_id, kind, excerpt))
    return found


def walked(page, claim, picture):
    """Walk through the claim.

    Parameters
    ----------
    page : Page
        With the desk of the lesson, at this claim.
    claim : dict
        As it lies on the desk.
    picture : callable
        Called with a name at every step.

    Returns
    -------
    SimpleNamespace
        ``given``, answers by question; ``marked``, what was marked by question; ``on_claim``, the question about its words.
    """
    given = {}

    def of(*where):
        return prompt_of(claim, *where)

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

    return SimpleNamespace(given=given, marked=marked, on_claim=of("judge", "words")["id"])
