"""What a case consists of. Field names are the column names of the tables.

Every text is NFC. Dates are ISO 8601 strings of a day, a month or a year
("1918-08", "1920"), or a range "from/to"; languages are BCP 47 tags. An empty
optional cell is None.
"""

from dataclasses import dataclass, field, replace
from functools import cached_property

from sidebyside.advice import Review, Route
from sidebyside.circulating import Quotation
from sidebyside.exercises import Exercise, Item, Kind, TeacherSorted


@dataclass(frozen=True)
class Work:
    work_id: str
    title: str
    title_original: str | None
    author: str
    relation: str
    written: str | None
    published: str | None
    genre: str
    audience: str
    stake: str
    language: str
    rights_us: str
    rights_eu: str
    note: str | None


@dataclass(frozen=True)
class Edition:
    edition_id: str
    work_id: str
    language: str
    translator: str | None
    publisher: str | None
    year: str | None
    url: str
    format: str
    encoding: str
    file: str
    sections_from: str | None
    address: str | None


@dataclass(frozen=True)
class Section:
    edition_id: str
    position: int
    title: str
    first_words: str
    author: str
    written: str | None


@dataclass(frozen=True)
class Sentence:
    """One sentence of the review, without its words."""

    paragraph: int
    position: int
    words: int
    sha256: str
    claim_ids: tuple[str, ...]
    unchecked: str | None


@dataclass(frozen=True)
class Claim:
    claim_id: str
    label: str
    statement: str
    portrayal: str
    history: str
    status: str
    strongest: str


@dataclass(frozen=True)
class Excerpt:
    excerpt_id: str
    work_id: str
    section: str
    label: str
    rendering: str
    method: str
    source_language: str
    plain: str | None
    note: str | None

    @property
    def paragraphs(self):
        """The rendering, paragraph by paragraph."""
        return paragraphs(self.rendering)


@dataclass(frozen=True)
class Locator:
    owner_id: str
    edition_id: str
    section: str
    paragraph: int | None
    first_words: str
    last_words: str
    occurrence: int | None
    sha256: str | None
    url: str
    seen: str
    seen_at: str
    checked_on: str
    signature: str | None


@dataclass(frozen=True)
class Term:
    excerpt_id: str
    original: str
    language: str
    gloss: str
    why: str


@dataclass(frozen=True)
class LessonRow:
    lesson_id: str
    notebook: str
    title: str
    question: str
    skill: str
    minutes: int
    talk: int


@dataclass(frozen=True)
class LessonClaim:
    lesson_id: str
    claim_id: str
    order: int
    role: str


@dataclass(frozen=True)
class Pair:
    lesson_id: str
    claim_id: str
    excerpt_id: str
    order: int
    role: str
    minutes: int


@dataclass(frozen=True)
class Prompt:
    prompt_id: str
    lesson_id: str
    order: int
    step: str
    kind: str
    claim_id: str | None
    excerpt_id: str | None
    text: str


@dataclass(frozen=True)
class Category:
    category_id: str
    lesson_id: str
    order: int
    label: str
    hint: str
    scope: str


@dataclass(frozen=True)
class WorkedAnswer:
    claim_id: str
    excerpt_id: str
    text: str


@dataclass(frozen=True)
class Fact:
    fact_id: str
    statement: str
    value: str
    source: str
    second_source: str
    disputed_by: str | None


@dataclass(frozen=True)
class Search:
    search_id: str
    owner_id: str
    looked_for: str
    where: str
    date: str
    result: str


@dataclass(frozen=True)
class Person:
    person_id: str
    name: str
    born: str | None
    died: str | None
    note: str


@dataclass(frozen=True)
class Event:
    event_id: str
    lesson_id: str
    start: str
    end: str | None
    calendar: str
    label: str
    group: str
    fact_id: str


@dataclass(frozen=True)
class Glossary:
    glossary_id: str
    term: str
    meaning: str


@dataclass(frozen=True)
class Standard:
    standard_id: str
    lesson_id: str
    body: str
    code: str
    url: str
    digest: str


@dataclass(frozen=True)
class TeacherReading:
    claim_id: str
    excerpt_id: str
    bearing: str
    reason: str
    read_by: str


@dataclass(frozen=True)
class TeacherSample:
    prompt_id: str
    level: str
    text: str


@dataclass(frozen=True)
class TeacherNote:
    lesson_id: str
    kind: str
    order: int
    minutes: int | None
    text: str


ROW_TYPES = {
    "works": Work,
    "editions": Edition,
    "sections": Section,
    "sentences": Sentence,
    "claims": Claim,
    "excerpts": Excerpt,
    "locators": Locator,
    "terms": Term,
    "lessons": LessonRow,
    "lesson_claims": LessonClaim,
    "pairs": Pair,
    "prompts": Prompt,
    "categories": Category,
    "exercises": Exercise,
    "kinds": Kind,
    "items": Item,
    "worked": WorkedAnswer,
    "facts": Fact,
    "searches": Search,
    "quotations": Quotation,
    "people": Person,
    "events": Event,
    "glossary": Glossary,
    "standards": Standard,
    "routes": Route,
    "reviews": Review,
    "teacher/readings": TeacherReading,
    "teacher/samples": TeacherSample,
    "teacher/notes": TeacherNote,
    "teacher/sorted": TeacherSorted,
}

MARKED = ("marks", "words")  # the kinds of questions that are answered by marking words
EXCERPT_STEPS = ("source", "weigh")  # the steps of a desk in which an excerpt is before the learner
CORROBORATE = "corroborate"  # the step in which passages are set beside each other: it takes two


def paragraphs(text):
    """The paragraphs of a cell, in which ¶ stands between one and the next.

    >>> paragraphs("One. ¶ Two.")
    ('One.', 'Two.')
    """
    return tuple(part.strip() for part in text.split("¶"))


@dataclass(frozen=True)
class Case:
    """One review with everything a lesson sets beside it.

    Parameters
    ----------
    title : str
        What the case is about, from the description of the tables.
    tables : dict of str to tuple
        Table name to its rows, each of the type named in `ROW_TYPES`, in the order of the file.
    """

    title: str
    tables: dict[str, tuple] = field(repr=False)

    def rows(self, table, **wanted):
        """The rows of a table whose columns have the wanted values, in the order of the file."""
        return tuple(
            row for row in self.tables.get(table, ()) if all(getattr(row, column) == value for column, value in wanted.items())
        )

    def in_order(self, table, **wanted):
        """The same rows by their ``order`` column; the order of a file means nothing."""
        return tuple(sorted(self.rows(table, **wanted), key=lambda row: (row.order, repr(row))))

    @cached_property
    def _keyed(self):
        keys = ("work", "edition", "claim", "excerpt", "lesson")
        return {f"{key}s": {getattr(row, f"{key}_id"): row for row in self.rows(f"{key}s")} for key in keys}

    def work(self, work_id):
        """The work with this id; KeyError when there is none."""
        return self._keyed["works"][work_id]

    def edition(self, edition_id):
        """The edition with this id; KeyError when there is none."""
        return self._keyed["editions"][edition_id]

    def claim(self, claim_id):
        """The claim with this id; KeyError when there is none."""
        return self._keyed["claims"][claim_id]

    def excerpt(self, excerpt_id):
        """The excerpt with this id; KeyError when there is none."""
        return self._keyed["excerpts"][excerpt_id]

    def lesson(self, lesson_id):
        """The lesson with this id; KeyError when there is none."""
        return self._keyed["lessons"][lesson_id]

    def section(self, locator):
        """The section of its edition that a locator names, or None where that edition has no sections."""
        found = self.rows("sections", edition_id=locator.edition_id, title=locator.section)
        return found[0] if found else None

    def questions(self, lesson_id, claim_id):
        """What a lesson asks about one claim, in order.

        A question of no claim is asked of each, and in the steps of reading of each excerpt; its key
        then ends with the ids of what it is asked about: ``P04-2:K15:B1``. Where fewer than two passages
        stand beside a claim, nothing can corroborate anything, and nothing of that step is asked of it.

        Returns
        -------
        list of Prompt
        """
        excerpts = [pair.excerpt_id for pair in self.in_order("pairs", lesson_id=lesson_id, claim_id=claim_id)]
        asked = []
        for prompt in self.in_order("prompts", lesson_id=lesson_id):
            key = f"{prompt.prompt_id}:{claim_id}"
            if prompt.claim_id == claim_id:
                asked.append(prompt)
            elif prompt.claim_id is None and prompt.step in EXCERPT_STEPS:
                asked += [replace(prompt, prompt_id=f"{key}:{one}", claim_id=claim_id, excerpt_id=one) for one in excerpts]
            elif prompt.claim_id is None and (prompt.step != CORROBORATE or len(excerpts) > 1):
                asked.append(replace(prompt, prompt_id=key, claim_id=claim_id))
        return asked

    def locator(self, owner_id):
        """The locator of a claim or excerpt, or None; of several the one that covers the most words on record."""
        found = sorted(self.rows("locators", owner_id=owner_id), key=lambda row: (-len(row.signature or ""), row.edition_id))
        return found[0] if found else None
