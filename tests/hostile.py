"""A desk, a shelf, pages, tables and figures with payloads in every text; imported by the kernel of a notebook.

Nothing here passes a check: rows and contents are made as they would be if every check were gone around.
"""

import itertools
import json
import os
from dataclasses import replace
from functools import cache
from pathlib import Path

from IPython import get_ipython
from IPython.display import HTML, display

from payloads import PAYLOADS, Payload, filled, sample_case
from sidebyside import fetching, figures, journal, originals, render, sorting, voting, words
from sidebyside.lesson import CaseError, Health
from sidebyside.model import Event
from sidebyside.widgets.desk import Desk
from sidebyside.widgets.room import Room
from sidebyside.widgets.shelf import Shelf
from sidebyside.widgets.sorting import Sorting
from sidebyside.work import Work

# what a page hangs together by; ``words`` are ours
KEEP = {"id", "step", "kind", "excerpt", "role", "sha256", "words"}
STATE = {"place", "answers", "learner", "learners", "writer", "id"}
LONGEST = 20_000  # of a payload that stands a hundred times on a page


def shown(payload):
    """A payload as it can be sent: half a letter cannot."""
    return Payload(payload.name, payload.kind, payload.text[:LONGEST].encode("utf-8", "replace").decode("utf-8"))


SHOWN = [shown(payload) for payload in PAYLOADS]
_in_turn = itertools.cycle(SHOWN)


@cache
def lamp():
    """The sample case, in a folder of this kernel's own."""
    return sample_case(Path(__file__).parent.parent, Path(os.environ["JUPYTER_RUNTIME_DIR"]) / f"lamp-{os.getpid()}")


def claims():
    """One claim for each payload, which stands in all its texts; its questions have keys of their own."""
    (pattern,) = lamp().desk["claims"]
    for number, payload in enumerate(SHOWN):
        # a long text once, or the page would be as long as a library
        claim = pattern | {"portrayal": payload.text} if payload.kind == "long" else filled(pattern, payload.text, KEEP)
        marked = {"kind": "marks", "step": "weigh", "excerpt": claim["excerpts"][0]["id"], "options": []}
        marked = [
            claim["prompts"][0] | marked,
            claim["prompts"][0] | marked | {"kind": "words", "step": "judge", "excerpt": None},
        ]
        prompts = [prompt | {"id": f"P{number}-{at}"} for at, prompt in enumerate([*claim["prompts"], *marked])]
        yield claim | {"id": f"K{number}", "paragraph": number, "prompts": prompts}


def categories():
    """As what words can be marked, each in words that are a payload."""
    return filled(lamp().desk["categories"], next(_in_turn).text, {"id", "scope"})


def desk():
    """A desk of all of them, whose answers about the author's own words are payloads too."""
    made = Desk(lamp().case, "00")
    made.set_trait(
        "content",
        lamp().desk
        | {"lesson": {"id": "00", "title": next(_in_turn).text}, "claims": list(claims()), "categories": categories()},
    )
    made.set_trait("state", filled(made.state, SHOWN[0].text, STATE))
    own = ("before", "passage", "behind", "edition", "message")
    originals.original = lambda *_, **__: {}
    originals.told = lambda _: {name: next(_in_turn).text for name in own} | {
        "state": "pasted", "language": next(_in_turn).text, "differs": [next(_in_turn).text],
    }  # fmt: skip
    originals.pasted = lambda *_: {
        "grade": "near",
        "message": next(_in_turn).text,
        "differs": [next(_in_turn).text],
        "kept": True,
    }
    return made


def twins():
    """Every claim whole, six to a page, and all of them listed."""
    every = list(claims())
    for at in range(0, len(every), 6):
        display(HTML(render.twin(lamp().desk | {"claims": every[at : at + 6]})))
    display(HTML(render.twin(lamp().desk | {"claims": every})))


def shelf():
    """A shelf of as many books, from which nothing is fetched."""
    made = Shelf(lamp().case, Path(os.environ["JUPYTER_RUNTIME_DIR"]) / "texts")
    books = [
        dict.fromkeys(("file", "title", "author", "year", "address"), payload.text) | {"edition_id": f"ED{number}"}
        for number, payload in enumerate(SHOWN)
    ]
    made.set_trait("content", {"books": books, "words": words.SHELF})
    made.set_trait("state", made.state | {"folder": SHOWN[0].text})
    failed = [{"file": "", "edition_ids": [], "fetched": False, "message": payload.text} for payload in SHOWN]
    fetching.fetch = lambda *_, progress, **__: progress(next(_in_turn).text, 70_000, None) or failed
    return made


def room():
    """A room in which every passage, every name and every question is a payload."""
    made = Room(lamp().case, "00")
    content = voting.of_lesson(lamp().case, "00")
    (pattern,) = content["claims"]
    claims_ = [filled(pattern, payload.text, KEEP) for payload in SHOWN if payload.kind != "long"]
    made.set_trait("content", content | {"lesson": {"id": "00", "title": next(_in_turn).text}, "claims": claims_})
    return made


def exercise():
    """An exercise in which every kind, every item and every answer is a payload."""
    made = Sorting(lamp().case, "X00-1")
    content = sorting.of_exercise(lamp().case, "X00-1")
    (pattern, *_) = content["exercise"]["items"]
    items = [
        filled(pattern, payload.text, KEEP) | {"kind": prompt_of(pattern["kind"], payload.text, number), "reason": prompt_of(pattern["reason"], payload.text, number)}
        for number, payload in enumerate(SHOWN) if payload.kind != "long"
    ]  # fmt: skip
    exercise_ = filled(content["exercise"], next(_in_turn).text, KEEP)
    made.set_trait(
        "content", content | {"lesson": {"id": "00", "title": next(_in_turn).text}, "exercise": exercise_ | {"items": items}}
    )
    return made


def prompt_of(pattern, text, number):
    """A question in the words of a payload, with a key of its own; one of its choices is what there is to choose."""
    options = [["XK00-11", text], ["undecided", text]] if pattern["options"] else []
    return pattern | {"id": f"{pattern['id'].partition(':')[0]}:I00-{number}", "text": text, "options": options}


def work():
    """What somebody wrote who answered with payloads, marked them and remarked upon them, on pages of their own."""
    for payload in SHOWN:
        selector = [
            {"type": "TextPositionSelector", "start": 0, "end": 9},
            {"type": "TextQuoteSelector", "exact": payload.text[:99]},
        ]
        mark = {"on": "original", "category": payload.text, "comment": payload.text, "selector": selector}
        values = {"P00-1": payload.text, "P00-2": payload.text, "P00-3": json.dumps([mark])}
        page = Work(lamp().case, "00")
        page._read = lambda values=values, payload=payload: (
            payload.text,
            journal.Folded({key: {"value": value, "saved_at": payload.text} for key, value in values.items()}, {}, ()),
        )
        display(page.show(times=True))


def tables():
    """Tables with and without pandas, health, and an error."""
    rows = [[payload.name, payload.text] for payload in SHOWN]
    display(
        render.frame(["name", SHOWN[0].text], rows[:50]),
        render.frame(["a", "b"], rows[50:100]),
        render.frame(["a", "b"], rows[100:]),
    )
    display(render.PlainTable(["name", SHOWN[0].text], rows))
    display(Health([(True, payload.text) for payload in SHOWN]))
    try:
        raise CaseError("\n".join(payload.text for payload in SHOWN))
    except CaseError:
        get_ipython().showtraceback()


def timeline():
    """One event for each."""
    event = Event("E1", "00", "1904", None, "g", "", "", "F1")
    return figures.timeline([replace(event, label=one.text, group=one.text) for one in SHOWN], SHOWN[0].text)
