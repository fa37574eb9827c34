"""The pieces of a worksheet. Each knows about how high it is, so that no sheet gets more than two pages."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from html import escape

from sidebyside import words
from sidebyside.paper import parts
from sidebyside.render import tag

SAY, DESK = words.PAPER, words.DESK
RULE = 8.6  # millimetres from one line to write on to the next; 8 are left where A4 is printed on Letter
WIDE, NARROW = 100, 39  # letters in a line of the whole page and of the column of questions
_STEP = {"predict": 3, "source": 2, "weigh": 3}  # lines to write on; elsewhere _PARAGRAPH
_PARAGRAPH = 6
_ROOM = {"predict": 4, "source": 2, "weigh": 4, "judge": 8}  # lines added where the page below is free


@dataclass(frozen=True)
class Block:
    """A piece that is not divided.

    Parameters
    ----------
    height : float
        Millimetres it takes, about.
    draw : callable
        Its HTML, when it is told how many millimetres below it are free.
    """

    height: float
    draw: Callable[[float], str]


def fixed(height, html):
    """A piece that stays as high as it is."""
    return Block(height, lambda spare: html)


def together(pieces):
    """Pieces that stay on one page, where they share what is free."""
    return Block(
        sum(piece.height for piece in pieces),
        lambda spare: "".join(piece.draw(spare / len(pieces)) for piece in pieces),
    )


def title(lesson, question):
    """The head of the first sheet: what the lesson is called and what it asks."""
    html = tag("h1", escape(lesson["title"])) + tag("p", escape(question), class_="question")
    return fixed(13 + _high(question, 80, 6), html)


def heading(text, note=""):
    """The head of a later sheet."""
    html = tag("h1", escape(text)) + (tag("p", escape(note), class_="question") if note else "")
    return fixed(12 + (_high(note, 80, 6) if note else 0), html)


def subheading(text):
    """The heading of pieces that follow."""
    return fixed(11, tag("h2", escape(text)))


def claim_card(claim, first_words):
    """The claim with its two boxes and where it stands."""
    boxes = "".join(
        tag("div", tag("h3", f"{escape(DESK[name])} {_aside(DESK[name + '_note'])}") + tag("p", escape(claim[name])), class_=name)
        for name in ("portrayal", "history")
    )
    strongest = tag("p", tag("strong", escape(DESK["strongest"] + ".")) + " " + escape(claim["strongest"]))
    html = tag(
        "section",
        tag("h2", f"{escape(DESK['claim'])} {_aside(claim['kicker'])}")
        + tag("blockquote", tag("p", escape(_statement(claim))))
        + tag("div", boxes, class_="boxes")
        + strongest
        + parts.where_to_read(SAY["find_review"], claim["link"], first_words),
        class_="claim",
    )
    taller = max(len(claim["portrayal"]), len(claim["history"]))
    height = 34 + _high(_statement(claim), 66, 6.5) + math.ceil(taller / 48) * 4.8 + _high(claim["strongest"], WIDE - 25, 4.8)
    return fixed(height, html)


def reminder(claim, label=DESK["claim"]):
    """The claim in one line, where it was met on an earlier sheet, behind the step that is about it now."""
    html = tag("p", tag("strong", escape(f"{label}:")) + " " + escape(_statement(claim)), class_="reminder")
    return fixed(3 + _high(f"{label}: {_statement(claim)}", WIDE, 5), html)


def step(claim, name, *, label=None):
    """The questions of a step that is about the claim itself; the last answer gets what room is left."""
    prompts = [prompt for prompt in claim["prompts"] if prompt["step"] == name]
    lines = _STEP.get(name, _PARAGRAPH)

    def draw(spare):
        more = _more(name, spare)
        asked = "".join(parts.question(prompt, lines + more * (prompt is prompts[-1])) for prompt in prompts)
        return tag("section", tag("h2", escape(label or numbered_step(claim, name))) + asked, class_="step")

    return Block(11 + sum(_asked(prompt, WIDE, lines) for prompt in prompts), draw)


def source(claim, excerpt):
    """Who is speaking, before the text is read, with what is asked about it."""
    card = excerpt["source"]
    pairs = [(DESK[name], card[name]) for name in ("author", "written", "work", "audience", "stake")]
    prompts = _about(claim, excerpt, "source")

    def draw(spare):
        lines = _STEP["source"] + _more("source", spare)
        asked = "".join(parts.question(prompt, lines if prompt is prompts[-1] else _STEP["source"]) for prompt in prompts)
        return tag("section", tag("h3", escape(excerpt["label"])) + parts.definitions(pairs) + asked, class_="source")

    height = 13 + sum(_high(text, WIDE - 16, 5.1) for _, text in pairs[2:]) + _high(pairs[0][1], WIDE - 50, 5.1)
    return Block(height + sum(_asked(prompt, WIDE - 4, _STEP["source"]) for prompt in prompts), draw)


def key_words(excerpts):
    """The words a reader needs, each once."""
    terms = {(term["original"], term["language"]): term["gloss"] for excerpt in excerpts for term in excerpt["terms"]}
    html = tag("section", tag("h2", escape(SAY["key_words"])) + parts.definitions(terms.items()), class_="terms")
    return fixed(13 + sum(_high(f"{name[0]} {gloss}", 52, 4.6) + 1 for name, gloss in terms.items()) / 2 + 5, html)


def pair(claim, excerpt, first_words, *, label, byline, first, prefix=""):
    """A passage with what is asked about it at its side.

    Returns
    -------
    Block, int
        And the number of the line after its last.
    """
    lines = parts.printed_lines(excerpt["paragraphs"])
    below = [excerpt["made"], *([f"{DESK['context']}: {excerpt['note']}"] if excerpt["note"] else [])]
    left = sum(map(len, lines)) * 5.05 + 1.5 * len(lines) + 1
    left += sum(_high(text, 62, 4) + 1 for text in below) + _high(parts.address(excerpt["link"]) + " " * 55, 60, 4)
    prompts = _about(claim, excerpt, "weigh")
    right = sum(_asked(prompt, NARROW, _STEP["weigh"]) for prompt in prompts)
    # where the passage is the longer of the two, there is room for more writing
    more = max(0, int((left - right) // RULE // max(1, sum(not prompt["options"] for prompt in prompts))))
    reading = (
        parts.numbered(excerpt["paragraphs"], first, prefix)
        + "".join(tag("p", escape(text), class_="small") for text in below)
        + parts.where_to_read(SAY["find_passage"], excerpt["link"], first_words)
    )
    head = tag("h2", f"{tag('span', escape(label))} {_aside(byline)}")

    def draw(spare):
        number = _STEP["weigh"] + more + _more("weigh", spare)
        asking = "".join(parts.question(prompt, number) for prompt in prompts)
        sides = tag("div", reading, class_="reading") + tag("div", asking, class_="asking")
        return tag("section", head + tag("div", sides, class_="sides"), class_="pair")

    height = max(left, right) + 11 + 4 * (len(label) * 1.4 + len(byline) > 110)
    return Block(height, draw), first + sum(map(len, lines))


def plain(excerpt, first_words):
    """A passage in easier words, with the words a reader needs."""
    terms = parts.definitions([((term["original"], term["language"]), term["gloss"]) for term in excerpt["terms"]])
    text = tag("p", escape(excerpt["plain"]), class_="easy")
    where = parts.where_to_read(SAY["find_passage"], excerpt["link"], first_words)
    html = tag(
        "section", tag("h2", escape(excerpt["label"])) + text + (terms if excerpt["terms"] else "") + where, class_="plainly"
    )
    height = 23 + _high(excerpt["plain"], 84, 6.6)
    return fixed(height + sum(_high(term["gloss"], WIDE - 22, 4.8) + 1 for term in excerpt["terms"]), html)


def numbered_step(claim, name):
    """A step by its number and name, as they stand on the desk."""
    names = [step["id"] for step in claim["steps"]]
    return f"{names.index(name) + 1} {claim['steps'][names.index(name)]['label']}"


def _about(claim, excerpt, name):
    return [prompt for prompt in claim["prompts"] if prompt["step"] == name and prompt["excerpt"] == excerpt["id"]]


def _statement(claim):
    return "".join(part["text"] for part in claim["statement"])


def _aside(text):
    return tag("span", escape(text), class_="aside")


def _more(name, spare):
    """How many lines to write on are added where so many millimetres are free."""
    return min(_ROOM.get(name, 0 if name in _STEP else _ROOM["judge"]), int(spare // RULE))


def _high(text, letters, millimetres):
    """The height of a text in a column of so many letters."""
    return math.ceil(len(text) / letters) * millimetres


def _asked(prompt, letters, lines):
    """The height of a question with its boxes or lines."""
    text = _high(prompt["text"], letters, 4.7) + 2
    if not prompt["options"]:
        return text + lines * RULE
    rows, used = 1, 0
    for _, label in prompt["options"]:
        width = len(label) + 3  # with its box
        if used and used + 2 + width > letters + 5:  # the options are set lighter than the question
            rows, used = rows + 1, 0
        used += width + (2 if used else 0)
    return text + rows * 5.5
