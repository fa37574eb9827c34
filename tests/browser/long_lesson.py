"""Made-up lessons: one as long as a lesson may be, one of three claims, of which one is to practise on, one of many passages."""

from dataclasses import replace

from sidebyside.model import (
    Case,
    LessonClaim,
    Pair,
    Prompt,
    TeacherNote,
    TeacherReading,
    TeacherSample,
    Term,
    WorkedAnswer,
)

WORDS = (
    "the keeper wrote that winter in her book of oil and frost while the cutter lay beyond the reef and nobody on the shore"
    " could say whether the lamp had been seen; the postmaster counted the nights, and asked again in spring"
).split()
EVERY = (
    ("predict", "text", "Before you read: how likely does this claim seem to you, and what would change your mind?"),
    ("source", "text", "Before you read: what would you expect this author to mention, and what might be left out?"),
    ("weigh", "bearing", "If this passage is true, what does it do to the claim?"),
    ("weigh", "trust", "How far do you trust this witness on this point?"),
    ("weigh", "confidence", "How sure are you of what the passage does to the claim?"),
    ("weigh", "text", "Because … (one reason from the passage, one about the witness)"),
    ("judge", "verdict", "After these sources: how does the claim about history stand?"),
    ("judge", "text", "In four or five sentences: what do the passages let you say about the claim, and what do they not?"),
)
TRUST = "Before you read: how far would you expect to trust this witness on this point?"
PLAN = (5, 5, 25, 10, 5)


def text(number, start=0):
    """As many words, in sentences and two paragraphs."""
    words = [WORDS[(start + at) % len(WORDS)] for at in range(number)]
    half = number // 2
    parts = (" ".join(part).rstrip(";,").capitalize() + "." for part in (words[:half], words[half:]))
    return " ¶ ".join(parts)


def long_lesson(case, words=180):
    """The sample case with its lesson made long: eight excerpts, eight questions, a full page for the teacher.

    Parameters
    ----------
    case : model.Case
        The sound sample.
    words : int
        Of each rendering.
    """
    roles = ["core"] * 4 + ["A", "B", "C", "D"]
    names = [f"L{at}" for at in range(1, 9)]
    pattern, locator = case.excerpt("F1"), case.locator("F1")
    excerpts = [
        replace(
            pattern,
            excerpt_id=name,
            label=f"The winter of the year {at}",
            rendering=text(words, 7 * at),
            plain=text(70, at).replace(" ¶", ""),
        )
        for at, name in enumerate(names)
    ]
    terms = [
        Term(name, f"word {at}{name}", "en", text(14, at).replace(" ¶", ""), "the word of the book")
        for name in names
        for at in range(4)
    ]
    works = tuple(
        replace(work, audience=text(25).replace(" ¶", ""), stake=text(40).replace(" ¶", "")) for work in case.rows("works")
    )
    claim = replace(case.claim("K1"), strongest=text(40).replace(" ¶", ""), portrayal=text(20).replace(" ¶", ""))
    notes = [TeacherNote("00", "plan", at, minutes, text(14, at).replace(" ¶", "")) for at, minutes in enumerate(PLAN, start=1)]
    for kind, number in {
        "summary": 1,
        "aim": 3,
        "content": 1,
        "mistake": 3,
        "lead": 3,
        "leave": 1,
        "language": 2,
        "screen": 3,
    }.items():
        notes += [TeacherNote("00", kind, at, None, text(22, at).replace(" ¶", "")) for at in range(1, number + 1)]
    return Case(
        case.title,
        case.tables
        | {
            "works": works,
            "claims": (claim,),
            "lessons": (replace(case.lesson("00"), minutes=sum(PLAN), title="A long winter"),),
            "excerpts": (*case.rows("excerpts"), *excerpts),
            "locators": (*case.rows("locators"), *(replace(locator, owner_id=name) for name in names)),
            "terms": tuple(terms),
            "pairs": tuple(
                Pair("00", "K1", name, at, role, 3) for at, (name, role) in enumerate(zip(names, roles, strict=True), 1)
            ),
            "prompts": tuple(Prompt(f"P00-{at}", "00", at, *row[:2], None, None, row[2]) for at, row in enumerate(EVERY, 1)),
            "teacher/notes": tuple(notes),
            "teacher/readings": tuple(
                TeacherReading("K1", name, bearing, text(24, at).replace(" ¶", ""), "both")
                for name in names
                for at, bearing in enumerate(("supports", "complicates"))
            ),
            "teacher/samples": tuple(
                TeacherSample("P00-6", level, text(45).replace(" ¶", ""))
                for level in ("starting", "getting there", "secure", "secure, the other way")
            ),
        },
    )


def three_claims(case, words=80):
    """A lesson of three claims: one to practise, the main one with four passages of three works, one of the jigsaw sets.

    Parameters
    ----------
    case : model.Case
        The sound sample.
    words : int
        Of each rendering.
    """
    long = long_lesson(case, words)
    main, work = long.claim("K1"), long.work(long.excerpt("L1").work_id)
    beside = {
        "K2": {"L5": "core"},
        "K1": dict.fromkeys(["L1", "L2", "L3", "L4"], "core"),
        "K3": {"L6": "A", "L7": "B", "L8": "C"},
    }
    works = {"L3": replace(work, work_id="W8", title="A letter"), "L4": replace(work, work_id="W9", title="A report")}
    more = {
        "works": (*long.rows("works"), *works.values()),
        "excerpts": tuple(
            replace(row, work_id=works[row.excerpt_id].work_id) if row.excerpt_id in works else row for row in long.rows("excerpts")
        ),
        "claims": (main, *(replace(main, claim_id=name, statement=f"So says {name}.", strongest=f"{name}, well read.") for name in ("K2", "K3"))),
        "locators": (*long.rows("locators"), *(replace(long.locator("K1"), owner_id=name) for name in ("K2", "K3"))),
        "lesson_claims": tuple(LessonClaim("00", name, at, "core") for at, name in enumerate(beside, 1)),
        "pairs": tuple(
            Pair("00", claim, name, at, role, 3) for claim, roles in beside.items() for at, (name, role) in enumerate(roles.items(), 1)
        ),
        "prompts": tuple(
            replace(row, kind="trust", text=TRUST) if row.step == "source"
            else replace(row, claim_id="K1") if row.kind == "text" and row.step != "weigh" else row
            for row in long.rows("prompts") if row.kind != "confidence"
        ),
        "terms": tuple(row for row in long.rows("terms") if row.excerpt_id != "L5"),
        "worked": (WorkedAnswer("K2", "L5", "One way."),),
    }  # fmt: skip
    return Case(long.title, long.tables | more)


ASKED = (
    ("predict", "text", "Before you read: what would change your mind?"),
    ("source", "trust", TRUST),
    ("weigh", "marks", "Mark what you would point to."),
    ("weigh", "bearing", "If this passage is true, what does it do to the claim?"),
    ("weigh", "trust", "How far do you trust this witness on this point?"),
    ("weigh", "text", "Because …"),
    ("judge", "verdict", "How does the claim about history stand?"),
    ("judge", "words", "Which words of the claim stand, and which fall?"),
    ("judge", "text", "In one paragraph: what decides it for you?"),
    ("corroborate", "agreement", "Where the passages speak of the same thing, do they agree?"),
    ("second", "verdict", "How does the claim stand now?"),
    ("second", "text", "What changed your verdict, or failed to?"),
)


def many_passages(case, number, longest=5000, paragraph=200):
    """One claim beside many passages, all of them for everybody, the first of them very long.

    Parameters
    ----------
    case : model.Case
        The sound sample.
    number : int
        Of passages.
    longest, paragraph : int
        Words of the first passage, and of each of its paragraphs; the others have 180.
    """
    pattern, locator = case.excerpt("F1"), case.locator("F1")
    names = [f"L{at}" for at in range(1, number + 1)]
    long = " ¶ ".join(text(paragraph, at).replace(" ¶", "") for at in range(longest // paragraph))
    excerpts = [
        replace(
            pattern,
            excerpt_id=name,
            label=f"The winter of the year {at}",
            rendering=text(180, 7 * at) if at else long,
            method="translation",
        )
        for at, name in enumerate(names)
    ]
    terms = [
        Term(name, f"word {at}{name}", "en", text(14, at).replace(" ¶", ""), "the word of the book")
        for name in names
        for at in range(4)
    ]
    return Case(
        case.title,
        case.tables
        | {
            "excerpts": (*case.rows("excerpts"), *excerpts),
            "locators": (*case.rows("locators"), *(replace(locator, owner_id=name) for name in names)),
            "terms": tuple(terms),
            "pairs": tuple(Pair("00", "K1", name, at, "core", 3) for at, name in enumerate(names, 1)),
            "prompts": tuple(Prompt(f"P00-{at}", "00", at, *row[:2], None, None, row[2]) for at, row in enumerate(ASKED, 1)),
        },
    )
