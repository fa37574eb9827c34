"""What a learner does at a desk, and what of it is in the journal."""

import re

from laboratory import desk
from sidebyside import journal, learners

SAVED = re.compile(r"^Saved \d\d:\d\d$")


def status(page):
    """The line that says how saving stands; what a screen reader is told is another element."""
    return desk(page).locator(".state")


def step(page, label):
    """Go to a step."""
    desk(page).get_by_role("button", name=re.compile(rf"{label}$")).first.click()


def shown(page):
    """The step in front."""
    return desk(page).locator("section.step:not([hidden])")


def weigh(page, bearing="complicates it"):
    """Say what the passage in front does to the claim."""
    step(page, "Read and weigh")
    shown(page).get_by_role("radio", name=bearing).check()


def answers(folder, lesson_id="00"):
    """The newest answers of whoever is working, in the journal of a folder."""
    where = folder / "journal"
    name = learners.current(where)
    return {key: record["value"] for key, record in journal.fold(where / f"{lesson_id}.jsonl", name).answers.items()}
