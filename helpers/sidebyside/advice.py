"""The rows of the tables that advise a teacher: which lessons make a course, and who has checked what."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Route:
    """Lessons for a row of classes; some may not be written yet."""

    route_id: str
    order: int
    name: str
    lessons: tuple[str, ...]
    why: str


@dataclass(frozen=True)
class Review:
    """Something that was checked, or has to be; ``by`` is None where nobody has."""

    review_id: str
    lesson_id: str | None
    subject: str
    checked: str
    by: str | None
    date: str | None
    changed: str | None
