"""Labelled answers of learners: read from files, put before the rules, and counted."""

import json
from collections import Counter
from dataclasses import dataclass, field

from sidebyside import feedback

NEEDED = ("ask", "learning", "unusual", "thinking")
KINDS = {"ask": bool, "learning": bool, "unusual": bool, "thinking": dict}


@dataclass(frozen=True)
class Answer:
    """An answer and its label: whether the rule should ask, and who writes how."""

    place: str
    ask: bool
    learning: bool
    unusual: bool
    thinking: feedback.Thinking
    step: str | None = None


@dataclass
class Tally:
    """What a rule made of the answers: asked rightly, missed, false alarms, silent rightly, each as (learning, unusual)."""

    rule: str
    outcomes: Counter = field(default_factory=Counter)
    wrong: list = field(default_factory=list)

    def count(self, *kinds, learning=None, unusual=None):
        """How many answers had one of these outcomes."""
        return sum(
            number
            for (kind, is_learning, is_unusual), number in self.outcomes.items()
            if kind in kinds and learning in (None, is_learning) and unusual in (None, is_unusual)
        )

    def share(self, part, *whole, **who):
        """An outcome as a share of some; 0 of none is 0."""
        of = self.count(part, *whole, **who)
        return self.count(part, **who) / of if of else 0.0


def answers_of(path, desk=None):
    """The answers of a file, one JSON object a line; every fault of the file in one ValueError."""
    found, faults = [], []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if line.strip():
            try:
                found.append(_answer(f"{path.name}:{number}", json.loads(line), desk or {}))
            except ValueError as fault:
                faults.append(f"{path.name}:{number}: {fault}")
    if faults:
        raise ValueError("\n".join(faults))
    return found


def _answer(place, row, desk):
    wrong = [name for name in NEEDED if not isinstance(row.get(name), KINDS[name])]
    if wrong:
        msg = f"an answer needs ask, learning and unusual (true or false) and thinking (an object); look at {', '.join(wrong)}"
        raise ValueError(msg)
    data = desk.get("claims", {}).get(row["thinking"].get("claim_id"), {}) | row["thinking"]
    known = desk.get("readings", {})
    data["readings"] = [known.get(each.get("excerpt_id"), {}) | each for each in data.get("readings", ())]
    return Answer(place, row["ask"], row["learning"], row["unusual"], feedback.thinking_from(data), row.get("step"))


def tally_of(rule, answers):
    """What a rule makes of answers, and the places where it is wrong."""
    tally = Tally(rule)
    for answer in answers:
        asked = any(question.rule == rule for question in feedback.questions(answer.thinking, answer.step))
        outcome = {(True, True): "right", (True, False): "missed", (False, True): "alarm", (False, False): "silent"}[
            answer.ask, asked
        ]
        tally.outcomes[outcome, answer.learning, answer.unusual] += 1
        if outcome in ("missed", "alarm"):
            tally.wrong.append(f"{answer.place} {outcome}")
    return tally


HEAD = "rule answers learning unusual right missed alarms of-asked learning of-silent learning unusual".split()


def row_of(tally):
    """A line of the table."""
    shares = (
        tally.share("alarm", "right"),
        tally.share("alarm", "right", learning=True),
        tally.share("alarm", "silent"),
        tally.share("alarm", "silent", learning=True),
        tally.share("alarm", "silent", unusual=True),
    )
    every = ("right", "missed", "alarm", "silent")
    counts = (tally.count(*every), tally.count(*every, learning=True), tally.count(*every, unusual=True))
    return (tally.rule, *counts, *(tally.count(kind) for kind in every[:3]), *(f"{share:.0%}" for share in shares))


def table_of(tallies):
    """The figures of all rules, a line each."""
    rows = [HEAD, *map(row_of, tallies)]
    widths = [max(len(str(row[at])) for row in rows) for at in range(len(HEAD))]
    return "\n".join("  ".join(f"{cell!s:>{width}}" for cell, width in zip(row, widths, strict=True)) for row in rows)
