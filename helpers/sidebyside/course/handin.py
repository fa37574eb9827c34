"""What a learner did in a lesson, gathered for whoever is to read it. Nothing here writes a file.

Whatever was typed is kept as it was typed: each writer of a document makes it harmless in its own way.
"""

from dataclasses import dataclass, field, replace

from sidebyside import journal, layout, learners, marks, painting, sorting, words
from sidebyside.course import citations, oral
from sidebyside.handin_words import HANDIN
from sidebyside.model import EXCERPT_STEPS, MARKED
from sidebyside.work import is_answered, is_given, untold

VERDICTS = ("judge", "second")
BEFORE = "predict"


@dataclass(frozen=True)
class Answer:
    """A question and what was answered, typed or chosen; ``others`` were answered elsewhere and stand against it."""

    question: str
    text: str
    others: tuple[str, ...] = ()
    is_chosen: bool = False


@dataclass(frozen=True)
class Mark:
    """Words marked: their number in the text, as what, and what was written beside them. ``category`` counts from 0."""

    number: int
    words: str
    category: int
    said: str
    label: str
    comment: str


@dataclass(frozen=True)
class Marked:
    """A text with what was marked in it: pieces as (text, categories, numbers of the marks that end behind it)."""

    pieces: tuple[tuple[str, tuple[int, ...], tuple[int, ...]], ...]
    marks: tuple[Mark, ...]


@dataclass(frozen=True)
class Passage:
    """A passage on which something was answered; ``said`` is what was chosen and typed, by its kind."""

    label: str
    byline: str
    made: str
    text: str
    note: int | None
    start: str
    marked: tuple[Marked, ...]
    answers: tuple[Answer, ...]
    said: dict = field(compare=False)


@dataclass(frozen=True)
class Claim:
    """A claim and everything written about it."""

    number: int
    label: str
    statement: str
    history: str
    note: int | None
    before: tuple[Answer, ...]
    passages: tuple[Passage, ...]
    after: tuple[Answer, ...]
    marked: tuple[Marked, ...]
    verdicts: tuple[tuple[Answer, ...], tuple[Answer, ...]]
    said: dict = field(compare=False)


@dataclass(frozen=True)
class HandIn:
    """What is handed in; notes and bibliography as `citations.Sources` has them, notes in the order of their numbers.

    Of the exercises of sorting there are those that were begun.
    """

    lesson_id: str
    title: str
    question: str
    who: str
    learner: str
    ai: str
    claims: tuple[Claim, ...]
    exercises: tuple[sorting.Made, ...]
    oral: tuple[str, ...]
    empty: tuple[str, ...]
    left: tuple[str, ...]
    notes: tuple[tuple, ...]
    bibliography: tuple[tuple, ...]


def gathered(case, lesson_id, folded, *, learner, people=1, ai=None, name=None):
    """Everything a learner did in a lesson.

    Parameters
    ----------
    case : model.Case
    lesson_id : str
    folded : journal.Folded
        The learner's answers.
    learner : str
        The pseudonym; empty where nobody has begun.
    people : int
        How many go by it.
    ai : str, optional
        What the learner says of the use of AI.
    name : str, optional
        A name to stand beside the pseudonym, which else stands alone.

    Returns
    -------
    HandIn
    """
    desk = layout.of_lesson(case, lesson_id)
    core = {link.claim_id for link in case.rows("lesson_claims", lesson_id=lesson_id, role="core")}
    reader = _Reader(folded, painting.labels(case, lesson_id))
    claims, empty, cited = [], [], []
    for number, claim in enumerate(desk["claims"], start=1):
        has_begun = any(reader.is_answered(prompt) for prompt in claim["prompts"])
        if has_begun:
            claims.append((claim, reader.claim(number, claim)))
            empty += reader.empty(number, claim)
            cited += [claim["id"], *(excerpt["id"] for excerpt in reader.read(claim))]
        elif claim["id"] in core:
            empty.append(HANDIN["empty_claim"].format(number=number, label=claim["label"]))
    exercises = sorting.of_lesson(case, lesson_id)
    made = [sorting.made(exercise, folded) for exercise in exercises]
    asked = [one for exercise, one in zip(exercises, made, strict=True) if one.has_begun or exercise["role"] == "core"]
    empty += filter(None, (one.missing for one in asked))
    sources = citations.of_owners(case, cited)
    numbers = {owner: at for at, owner in enumerate(sources.notes, start=1)}
    numbered = tuple(_numbered(read_of, claim, reader, numbers) for claim, read_of in claims)
    return HandIn(
        lesson_id=lesson_id,
        title=desk["lesson"]["title"],
        question=case.lesson(lesson_id).question,
        who=_who(learner, people, " ".join((name or "").split())),
        learner=learner,
        ai=HANDIN["ai"].format(said=ai.strip()) if ai and ai.strip() else HANDIN["ai_none"],
        claims=numbered,
        exercises=tuple(one for one in made if one.has_begun),
        oral=oral.questions(numbered),
        empty=tuple(empty),
        left=tuple(untold(folded, desk, exercises)),
        notes=tuple(sources.notes.values()),
        bibliography=sources.bibliography,
    )


def read(case, lesson_id, where, learner, **declared):
    """The same of a learner whose answers are in a folder of journals; ``declared`` are ``ai`` and ``name``.

    Raises
    ------
    OSError
        The journal cannot be read.
    """
    names = learners.all_names(where, learner) if learner else ()
    folded = journal.fold(journal.lesson_path(lesson_id, where), names)
    people = learners.people(where, learner) if learner else 1
    return gathered(case, lesson_id, folded, learner=learner, people=people, **declared)


def ended(made):
    """The question at the end of an exercise, and what was written on it."""
    return Answer(made.closing, made.answer or HANDIN["none"], made.others)


def _who(learner, people, name):
    if not learner:
        return HANDIN["nobody"]
    who = HANDIN["named"].format(name=name, learner=learner) if name else HANDIN["who"].format(learner=learner)
    return HANDIN["together"].format(who=who, people=words.DESK["people"][people - 1]) if people > 1 else who


def _numbered(made, claim, reader, numbers):
    """The same with the numbers of its notes."""
    passages = (
        replace(passage, note=numbers.get(excerpt["id"]))
        for passage, excerpt in zip(made.passages, reader.read(claim), strict=True)
    )
    return replace(made, note=numbers.get(claim["id"]), passages=tuple(passages))


class _Reader:
    """Reads the answers of one learner to the questions of a desk."""

    def __init__(self, folded, labels):
        self._folded, self._labels = folded, labels
        self._categories = list(labels)

    def is_answered(self, prompt):
        return is_answered(self._folded, prompt)

    def read(self, claim):
        """The passages of a claim on which something was answered."""
        return [excerpt for excerpt in claim["excerpts"] if any(map(self.is_answered, _on(claim, excerpt)))]

    def claim(self, number, claim):
        own = [prompt for prompt in claim["prompts"] if not (prompt["excerpt"] and prompt["step"] in EXCERPT_STEPS)]
        later = [prompt for prompt in own if prompt["step"] not in (BEFORE, *VERDICTS)]
        return Claim(
            number=number,
            label=claim["label"],
            statement="".join(part["text"] for part in claim["statement"]),
            history=claim["history"],
            note=None,
            before=self._answers(own, BEFORE),
            passages=tuple(self._passage(claim, excerpt) for excerpt in self.read(claim)),
            after=self._answers(later),
            marked=self._marked(own, claim["history"], "claim"),
            verdicts=tuple(self._answers(own, step) for step in VERDICTS),
            said=self._said(own, lambda prompt: (prompt["step"], prompt["kind"])),
        )

    def _passage(self, claim, excerpt):
        prompts, source, text = _on(claim, excerpt), excerpt["source"], "\n".join(excerpt["paragraphs"])
        is_here = excerpt["link_text"] == words.DESK["original"]
        return Passage(
            label=excerpt["label"],
            byline=HANDIN["byline"].format(author=source["author"], work=source["work"], written=source["written"]),
            made=excerpt["made"],
            text=text,
            note=None,
            start="" if is_here else HANDIN["start"].format(address=excerpt["link"].partition(":~:")[0].removesuffix("#")),
            marked=self._marked(prompts, text, "rendering"),
            answers=self._answers(prompts),
            said=self._said([prompt for prompt in prompts if prompt["step"] == "weigh"], lambda prompt: prompt["kind"]),
        )

    def _answers(self, prompts, step=None):
        """What was answered in words or by choosing."""
        return tuple(
            Answer(prompt["text"], *self._texts(prompt), bool(prompt["options"]))
            for prompt in prompts
            if step in (None, prompt["step"]) and prompt["kind"] not in MARKED and self.is_answered(prompt)
        )

    def _texts(self, prompt):
        """What stands, and what stands against it."""
        options = dict(map(tuple, prompt["options"]))
        value = self._folded.answers[prompt["id"]]["value"]
        others = [one["value"] for one in self._folded.rivals.get(prompt["id"], ())]
        return options.get(value, value) or HANDIN["none"], tuple(options.get(one, one) or HANDIN["none"] for one in others)

    def _said(self, prompts, key):
        """The answers as they stand in the journal, by what `key` makes of their question; the first of a kind."""
        found = {}
        for prompt in prompts:
            if prompt["kind"] not in MARKED and is_given(self._folded.answers.get(prompt["id"])):
                found.setdefault(key(prompt), self._folded.answers[prompt["id"]]["value"])
        return found

    def _marked(self, prompts, text, on):
        found = []
        for prompt in prompts:
            if prompt["kind"] in MARKED and self.is_answered(prompt):
                found.append((self._folded.answers[prompt["id"]]["value"], False))
                found += [(one["value"], True) for one in self._folded.rivals.get(prompt["id"], ())]
        return tuple(self._painted(text, made, on, is_rival) for value, is_rival in found if (made := marks.parse(value)))

    def _painted(self, text, made, on, is_rival):
        here = [mark for mark in made if mark.on == on]
        segments = marks.segments(text, here)
        placed = {mark for *_, over in segments for mark in over}
        pieces = []
        for at, (_, _, piece, over) in enumerate(segments):
            behind = segments[at + 1][3] if at + 1 < len(segments) else ()
            kinds = tuple(dict.fromkeys(self._kind(mark) for mark in over))
            pieces.append((piece, kinds, tuple(made.index(mark) + 1 for mark in over if mark not in behind)))
        listed = []
        for number, mark in enumerate(made, start=1):
            label = self._labels.get(mark.category, mark.category)
            more = HANDIN["own_words"] if mark.on == "original" else "" if mark in placed else HANDIN["gone"]
            said = HANDIN["remark" if mark.comment.strip() else "mark"]
            called = f"{label}, {more}" if more else label
            filled = said.format(words=mark.exact, category=called, comment=mark.comment.strip())
            filled = HANDIN["rival"].format(text=filled) if is_rival else filled
            listed.append(Mark(number, mark.exact, self._kind(mark), filled, label, mark.comment.strip()))
        return Marked(tuple(pieces), tuple(listed))

    def _kind(self, mark):
        """The place of a category among those of the lesson; what is relied on comes first."""
        return self._categories.index(mark.category) if mark.category in self._labels else len(self._categories)

    def empty(self, number, claim):
        """What is still empty of a claim that was begun, a line each."""
        read = {excerpt["id"] for excerpt in self.read(claim)}
        shown = [excerpt for excerpt in claim["excerpts"] if excerpt["role"] == "core" or excerpt["id"] in read]
        wanted = {excerpt["id"]: excerpt["label"] for excerpt in shown}
        steps = {step["id"]: step["label"] for step in claim["steps"]}
        if claim["excerpts"] and not wanted:
            yield HANDIN["empty_passages"].format(number=number)
        before, passages, after = [], [], []
        for prompt in claim["prompts"]:
            if self.is_answered(prompt) or not self._is_asked(prompt, claim):
                continue
            if not (prompt["excerpt"] and prompt["step"] in EXCERPT_STEPS):
                line = HANDIN["empty_step"].format(number=number, step=steps[prompt["step"]], question=prompt["text"])
                (before if prompt["step"] == BEFORE else after).append(line)
            elif prompt["excerpt"] in read:
                said = {"passage": wanted[prompt["excerpt"]], "question": prompt["text"]}
                passages.append(HANDIN["empty_question"].format(number=number, **said))
        for excerpt in [name for name in wanted if name not in read]:
            passages.append(HANDIN["empty_passage"].format(number=number, passage=wanted[excerpt]))
        yield from (*before, *passages, *after)

    def _is_asked(self, prompt, claim):
        """Words of a claim are marked where the verdict is that some stand and some fall."""
        if prompt["kind"] != "words":
            return True
        verdicts = [one["id"] for one in claim["prompts"] if one["kind"] == "verdict" and one["step"] == prompt["step"]]
        return any(is_given(given := self._folded.answers.get(name)) and given["value"] == "partly" for name in verdicts)


def _on(claim, excerpt):
    """What is asked about a passage."""
    return [prompt for prompt in claim["prompts"] if prompt["excerpt"] == excerpt["id"] and prompt["step"] in EXCERPT_STEPS]
