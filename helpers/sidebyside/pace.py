"""How long a lesson takes: what is read, what is written, what is talked over."""

import json
import math
import re
from dataclasses import asdict, dataclass

from sidebyside import layout, locate, sorting

WORDS_A_MINUTE = 130
MINUTES_A_REASON = 2
# To look from one kind to the next, choose, and once in a while choose again; reading is counted by words. Twelve items
# take three minutes so. A line of reason, and the answer to what is asked at the end, may be left out and are not counted.
MINUTES_AN_ITEM = 0.25
SETS = ("A", "B", "C", "D")
WIDER = "wider"

# The list of sources is looked up, not read; it reaches to the next heading.
_SOURCES = re.compile(r"^(?:\*\*Sources\b|#+ +Sources\b).*?(?=^#|\Z)", re.MULTILINE | re.DOTALL)
_ADDRESS = re.compile(r"\]\([^)]*\)|<?https?://\S+|^\[[^\]]+\]:.*$", re.MULTILINE)


class NotebookUnreadable(Exception):
    """The notebook of a lesson is not here or cannot be read; the message says which and why."""


@dataclass(frozen=True)
class Pace:
    """What a lesson asks of one learner at the core, and of the group with the longest jigsaw set.

    Parameters
    ----------
    words : int
        Words of the notebook's prose.
    cards : int
        Words of claim cards, source cards and renderings.
    reasons : int
        How many answers are written.
    talk : int
        Minutes.
    longest_set : str or None
        The jigsaw set that was counted, where there is one.
    exercises : int
        Words of the exercises of sorting that are for the class.
    items : int
        How many items are sorted in them.
    """

    words: int
    cards: int
    reasons: int
    talk: int
    longest_set: str | None = None
    exercises: int = 0
    items: int = 0

    @property
    def exact(self):
        """Minutes, with their fraction."""
        read = (self.words + self.cards + self.exercises) / WORDS_A_MINUTE
        return read + MINUTES_A_REASON * self.reasons + MINUTES_AN_ITEM * self.items + self.talk

    @property
    def minutes(self):
        """Whole minutes, rounded up."""
        return math.ceil(self.exact)

    def as_dict(self):
        """The parts and the sum as plain data."""
        return {"minutes": self.minutes, **asdict(self)}


def of_lesson(case, lesson_id, notebook):
    """How long a lesson takes, by the words it gives to read and the answers it asks for.

    Parameters
    ----------
    case : model.Case
    lesson_id : str
        Two digits.
    notebook : Path or None
        The lesson's notebook; None where none is at hand.

    Returns
    -------
    Pace

    Raises
    ------
    NotebookUnreadable
        Without the notebook the greater part of the words is not known.
    """
    words = prose_words(notebook)
    desk = layout.of_lesson(case, lesson_id)
    shares = {role: (_card_words(case, desk, role), _reasons(case, desk, role)) for role in ("core", *SETS)}
    sets = [name for name in SETS if shares[name] != (0, 0)]
    longest = max(sets, key=lambda name: shares[name][0] / WORDS_A_MINUTE + MINUTES_A_REASON * shares[name][1], default=None)
    counted = [shares[role] for role in ("core", longest) if role]
    cards, reasons = (sum(part) for part in zip(*counted, strict=True))
    exercises = [one for one in sorting.of_lesson(case, lesson_id) if one["role"] != WIDER]
    texts, items = sum(map(_exercise_words, exercises)), sum(len(exercise["items"]) for exercise in exercises)
    return Pace(words, cards, reasons, case.lesson(lesson_id).talk, longest, texts, items)


def role_of(case, lesson_id, claim_id, excerpt_id=None):
    """Whom a claim, or an excerpt beside it, is for: "core", a set "A" to "D", or "wider".

    An excerpt of the core of a set's claim is that set's; nothing of a wider claim is more than wider.
    """
    claim = case.rows("lesson_claims", lesson_id=lesson_id, claim_id=claim_id)[0].role
    if excerpt_id is None or claim == WIDER:
        return claim
    pair = case.rows("pairs", lesson_id=lesson_id, claim_id=claim_id, excerpt_id=excerpt_id)[0].role
    return claim if pair == "core" else pair


def prose_words(notebook):
    """How many words of Markdown a notebook has, without its sources and the addresses of its links.

    Raises
    ------
    NotebookUnreadable
        There is no such file, or it is no notebook.
    """
    if notebook is None or not notebook.is_file():
        msg = f"the notebook {notebook.name} is not at hand" if notebook else "the notebooks are not at hand"
        raise NotebookUnreadable(msg)
    try:
        cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
        prose = "\n\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown")
    except (OSError, ValueError, KeyError, TypeError):
        msg = f"{notebook.name} cannot be read as a notebook"
        raise NotebookUnreadable(msg) from None
    return locate.word_count(read_aloud(prose))


def read_aloud(markdown):
    """What of a Markdown text is read: no list of sources, no address behind a link.

    Examples
    --------
    >>> read_aloud("See [the page](https://example.org/a-b).")
    'See [the page.'
    """
    return _ADDRESS.sub("", _SOURCES.sub("", markdown))


def _card_words(case, desk, role):
    """Words of the claim cards, source cards and renderings that are for this part of the class."""
    texts = []
    for claim in desk["claims"]:
        if role_of(case, desk["lesson"]["id"], claim["id"]) == role:
            texts += ["".join(part["text"] for part in claim["statement"])]
            texts += [claim[name] for name in ("portrayal", "history", "strongest")]
        for excerpt in claim["excerpts"]:
            if role_of(case, desk["lesson"]["id"], claim["id"], excerpt["id"]) == role:
                texts += [excerpt["source"][name] for name in ("author", "work", "written", "audience", "stake")]
                texts += excerpt["paragraphs"]
    return sum(map(locate.word_count, texts))


def _exercise_words(exercise):
    """Words of the task, the kinds, the items with where they stand, and of what is asked at the end."""
    texts = [exercise["title"], exercise["task"], (exercise["closing"] or {}).get("text")]
    texts += [kind[name] for kind in exercise["kinds"] for name in ("label", "hint")]
    texts += [item[name] for item in exercise["items"] for name in ("text", "where", "about")]
    return sum(map(locate.word_count, filter(None, texts)))


def _reasons(case, desk, role):
    return sum(
        prompt["kind"] == "text" and role_of(case, desk["lesson"]["id"], claim["id"], prompt["excerpt"]) == role
        for claim in desk["claims"]
        for prompt in claim["prompts"]
    )
