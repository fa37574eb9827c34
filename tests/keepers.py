"""What the tests of `keeping` share: a page that sends messages to a keeper, and strict JSON both ways."""

import json

from sidebyside import journal
from sidebyside.keeping import Keeper

PAGE, OTHER, THIRD = "aaaaaaaa", "bbbbbbbb", "cccccccc"
HALF = "half \ud83d an emoji"
_LAST = [""]


def next_id():
    """An id behind every other of this run."""
    _LAST[0] = journal.new_id(_LAST[0])
    return _LAST[0]


def sendable(data):
    """The same data after they went to a page: as UTF-8, and without a number JSON does not know."""
    return json.loads(json.dumps(data, ensure_ascii=False, allow_nan=False).encode("utf-8"))


def ask(keeper, do, **message):
    """What is replied to a message."""
    answer = keeper.reply({"do": do, **message})
    assert sendable(answer) == answer
    assert sendable(keeper.state()) == keeper.state()
    return answer


def done(keeper, do, **message):
    """What is replied to a message that is no error."""
    answer = ask(keeper, do, **message)
    assert "error" not in answer, answer
    return answer


def message_of(value, *, learner, key="P00-1", page=PAGE, upon=(), **other):
    """An answer as a page sends it, made upon others as a state has them."""
    seen = {record["writer"]: record["id"] for record in upon if record["writer"] != page}
    answer = {"id": next_id(), "key": key, "value": value, "learner": learner, "text": "", "writer": page, "seen": seen}
    return {"do": "answer", **answer, **other}


def give(keeper, value, **how):
    """Answer a question upon what the keeper shows; the id of the answer."""
    shown = keeper.state()["answers"].get(how.get("key", "P00-1"))
    message = message_of(value, **{"learner": keeper.learner, "upon": [shown] if shown else [], **how})
    assert done(keeper, **message)["saved_at"]
    return message["id"]


def begun(folder, lesson="00", **message):
    """A keeper at which somebody began."""
    keeper = Keeper(lesson, folder)
    done(keeper, "newcomer", **message)
    return keeper


def said(keeper):
    """What is shown: question to answer."""
    return {key: record["value"] for key, record in keeper.state()["answers"].items()}


def rivals(keeper, key="P00-1"):
    """What stands against the answer shown."""
    return [record["value"] for record in keeper.state()["answers"][key]["rivals"]]


def on_disk(folder):
    """Everything in a folder of journals, as one text."""
    return "".join(path.read_text(encoding="utf-8", errors="replace") for path in sorted(folder.glob("*")))
