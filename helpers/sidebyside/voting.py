"""What a class votes on at one screen, and the counts of its votes, as plain data."""

import json

from sidebyside import layout, locate, words
from sidebyside.room_words import ROOM

VOTES = {1: "first", 2: "second_short"}  # before the talk and after it: a number in the key, and what it is called
MOST = 999  # hands


def of_lesson(case, lesson_id):
    """Everything a room shows that does not change: the claims of a lesson, their passages, and what is voted on.

    Parameters
    ----------
    case : model.Case
    lesson_id : str
        Two digits.

    Returns
    -------
    dict
        As `layout.of_lesson`; each claim and each excerpt has ``ballots``, one for each of `VOTES`, whose ``id``
        is the key under which the count is kept: ``V04-1:K15:B1``, ``V04-2:K15``.
    """
    desk = layout.of_lesson(case, lesson_id)
    return desk | {"claims": [_claim(claim, lesson_id) for claim in desk["claims"]], "words": desk["words"] | ROOM, "most": MOST}


def _claim(claim, lesson_id):
    excerpts = [excerpt | {"ballots": _ballots(claim, lesson_id, "bearing", excerpt)} for excerpt in claim["excerpts"]]
    shown = {name: value for name, value in claim.items() if name not in ("prompts", "steps")}
    return shown | {"excerpts": excerpts, "ballots": _ballots(claim, lesson_id, "verdict")}


def _ballots(claim, lesson_id, kind, excerpt=None):
    """One for each vote. The question is the lesson's own, where it asks one."""
    about = excerpt or claim
    asked = [prompt["text"] for prompt in claim["prompts"] if prompt["kind"] == kind and prompt["excerpt"] in (None, about["id"])]
    question = asked[0] if asked else ROOM[f"{kind}_question"]
    ids = [claim["id"], excerpt["id"]] if excerpt else [claim["id"]]
    return [
        {
            "id": ":".join([f"V{lesson_id}-{vote}", *ids]),
            "text": ROOM["asked"].format(vote=ROOM[name], question=question, label=about["label"]),
            "question": question,
            "options": [list(option) for option in words.OPTIONS[kind].items()],
            "sha256": locate.text_sha256(question),
        }
        for vote, name in VOTES.items()
    ]


def counts(value, options):
    """The hands counted for each answer, from what stands in a journal.

    Parameters
    ----------
    value : str or None
        JSON, such as ``{"supports": 12}``; anything else counts no hands.
    options : sequence of (str, str)
        The ids and labels of the answers.

    Returns
    -------
    dict of str to int
        For every option; empty where nothing was counted.
    """
    try:
        found = json.loads(value or "")
    except (ValueError, RecursionError):
        return {}
    if not isinstance(found, dict):
        return {}
    given = {name: found.get(name) for name, _ in options}
    given = {name: number if type(number) is int and 0 < number <= MOST else 0 for name, number in given.items()}
    return given if any(given.values()) else {}


def rows(content, answers):
    """The votes that were counted: claim, excerpt, which vote, answer, hands; one row an answer.

    Parameters
    ----------
    content : dict
        From `of_lesson`.
    answers : dict
        Key to record, as a keeper has them.
    """
    for claim in content["claims"]:
        for about in (*claim["excerpts"], claim):
            for name, ballot in zip(VOTES.values(), about["ballots"], strict=True):
                counted = counts(answers.get(ballot["id"], {}).get("value"), ballot["options"])
                for option, label in ballot["options"] if counted else ():
                    yield claim["id"], about["id"] if about is not claim else "", ROOM[name], label, counted[option]
