"""A phrase that goes round under somebody's name, as the table of quotations has it."""

from dataclasses import dataclass

PLACED = ("exact", "same-words", "words-left-out", "words-changed", "stitched")  # grades that name a place in a text
TRACED = ("own", "altered")  # standings that rest on a work of the author named


@dataclass(frozen=True)
class Quotation:
    """What circulates, whose it is as far as it was traced, and what the check says of it with all texts at hand."""

    quotation_id: str
    phrase: str
    language: str
    circulates_as: str
    circulates_at: str
    whose: str
    standing: str
    traced_to: str | None
    where: str | None
    edition_ids: tuple[str, ...]
    seen: str
    seen_at: str
    checked_on: str
    grade: str
    proves: str
    searches: str
