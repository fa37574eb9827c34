"""The rows of the tables about sorting, as `model` has those of the others."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Exercise:
    """What a learner is asked to sort."""

    exercise_id: str
    lesson_id: str
    order: int
    role: str
    title: str
    task: str
    closing: str | None


@dataclass(frozen=True)
class Kind:
    """Into what the items of an exercise are sorted."""

    kind_id: str
    exercise_id: str
    order: int
    label: str
    hint: str


@dataclass(frozen=True)
class Item:
    """What is sorted in an exercise."""

    item_id: str
    exercise_id: str
    order: int
    text: str
    where: str
    about: str | None


@dataclass(frozen=True)
class TeacherSorted:
    """A kind into which an item can be sorted with good reason."""

    item_id: str
    kind_id: str
    reason: str
    read_by: str
