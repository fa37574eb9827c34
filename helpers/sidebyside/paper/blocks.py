"""The pieces of a worksheet. Each knows about how high it is, so that no sheet gets more sides than it may have."""

import math
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from html import escape

from sidebyside import words
from sidebyside.paper import parts
from sidebyside.render import tag

SAY, DESK = words.PAPER, words.DESK
RULE = 8.6  # millimetres from one line to write on to the next; 8 are left where A4 is printed on Letter
WIDE, NARROW = 100, 40  # letters in a line of the whole page and of the column of questions
_STEP = {"predict": 3, "source": 2, "weigh": 3, "corroborate": 2, "second": 3}  # lines to write on; elsewhere _PARAGRAPH
_PARAGRAPH = 6
ENOUGH = 8  # lines for one reason
_SENTENCE = re.compile(r"(?<=[a-zа-я0-9)”][.!?])\s+(?=[A-ZА-Я“])")
_ROOM = {"predict": 4, "source": 2, "weigh": 4, "judge": 14}  # lines added where the page below is free


@dataclass(frozen=True)
class Block:
    """A piece that is not divided.

    Parameters
    ----------
    height : float
        Millimetres it takes, about.
    draw : callable
        Its HTML, when it is told how many millimetres below it are free.
    again : Block, optional
        What is said again above it where it begins a sheet.
    """

    height: float
    draw: Callable[[float], str]
    again: "Block | None" = None


def fixed(height, html):
    """A piece that stays as high as it is."""
    return Block(height, lambda spare: html)


def together(pieces):
    """Pieces that stay on one page, where they share what is free."""
    return Block(
        sum(piece.height for piece in pieces),
        lambda spare: "".join(piece.draw(spare / len(pieces)) for piece in pieces),
    )


def under(head, piece):
    """A piece below its heading, on the same side."""
    return together([head, piece])


def after(head, piece):
    """A piece that comes later below a heading, which is said again where the piece begins a sheet."""
    return replace(piece, again=head)


def title(lesson, question):
    """The head of the first sheet: what the lesson is called and what it asks."""
    html = tag("h1", escape(lesson["title"])) + tag("p", escape(question), class_="question")
    is_one_line = 2 * len(lesson["title"]) + len(question) < 75
    return fixed(9.5 if is_one_line else 11 + _high(question, 80, 6), tag("div", html, class_="lesson"))


def heading(text, note=""):
    """The head of a later sheet."""
    html = tag("h1", escape(text)) + (tag("p", escape(note), class_="question") if note else "")
    return fixed(10 + (_high(note, 92, 6) if note else 0), html)


def subheading(text):
    """The heading of pieces that follow."""
    return fixed(11, tag("h2", escape(text)))


def claim_card(claim, name, first_words):
    """The claim, by the name it has on these sheets, with its two boxes and where it stands."""
    boxes = "".join(
        tag("div", tag("h3", f"{escape(DESK[name])} {_aside(DESK[name + '_note'])}") + tag("p", escape(claim[name])), class_=name)
        for name in ("portrayal", "history")
    )
    strongest = tag("p", tag("strong", escape(DESK["strongest"] + ".")) + " " + escape(claim["strongest"]))
    html = tag(
        "section",
        tag("h2", f"{escape(name)} {_aside(claim['kicker'])}")
        + tag("blockquote", tag("p", escape(_statement(claim))))
        + tag("div", boxes, class_="boxes")
        + strongest
        + parts.where_to_read(SAY["find_review"], claim["link"], first_words),
        class_="claim",
    )
    taller = max(len(claim["portrayal"]), len(claim["history"]))
    strong = f"{DESK['strongest']}. {claim['strongest']}"
    found = f"{SAY['find_review']} {parts.address(claim['link'])} {SAY['search'].format(words=first_words)}"
    height = (
        25 + _high(found, 122, 4) + _high(_statement(claim), 72, 6.2) + _high("x" * taller, 46, 4.4) + _high(strong, 110, 4.4)
    )
    return fixed(height, html)


def reminder(claim, label):
    """The claim in one line, where it was met on an earlier sheet, behind the step that is about it now."""
    html = tag("p", tag("strong", escape(f"{label}:")) + " " + escape(_statement(claim)), class_="reminder")
    return fixed(3 + _high(f"{label}: {_statement(claim)}", WIDE, 5), html)


def step(claim, name):
    """The questions of a step that is about the claim itself; the last answer gets what room is left."""
    prompts = [prompt for prompt in claim["prompts"] if prompt["step"] == name]
    lines = _STEP.get(name, _PARAGRAPH)

    def draw(spare):
        more = _more(name, spare)
        asked = "".join(parts.question(prompt, lines + more * (prompt is prompts[-1])) for prompt in prompts)
        return tag("section", tag("h2", escape(numbered_step(claim, name))) + asked, class_="step")

    # the heading stands in the line of the first question
    first = _high(prompts[0]["text"], WIDE - 12, 4.7) - _high(prompts[0]["text"], WIDE, 4.7)
    return Block(3 + first + sum(_asked(prompt, WIDE, lines) for prompt in prompts), draw)


def who(name, asked):
    """The heading above source cards, with a question that is asked of each of them."""
    html = tag("h2", escape(name)) + (tag("p", escape(asked), class_="asked") if asked else "")
    return fixed(5 + _high(asked or "x", WIDE - 16, 4.7), tag("div", html, class_="each"))


def source(claim, excerpts, label, work, *, heading=None, asked=None):
    """Who is speaking, before the text is read, with what is asked about it.

    Parameters
    ----------
    claim : dict
    excerpts : list of dict
        All that are from this source.
    label, work : str
        What the excerpts are called, and where they stand.
    heading : str, optional
        Of this card, where no heading stands above it.
    asked : str, optional
        A question that was asked above all cards: of it only the boxes are here.
    """
    card = excerpts[0]["source"]
    pairs = [(DESK[name], card[name]) for name in ("author", "written", "audience", "stake")]
    prompts = _once(prompt for excerpt in excerpts for prompt in _about(claim, excerpt, "source"))

    def draw(spare):
        lines = _STEP["source"] + _more("source", spare)
        drawn = "".join(
            parts.question(prompt, lines if prompt is prompts[-1] else _STEP["source"], said=prompt["text"] != asked)
            for prompt in prompts
        )
        name = tag("span", escape(f"{heading}: {label}" if heading else label))
        head = tag("h2" if heading else "h3", f"{name} {_aside(work)}")
        return tag("section", head + parts.definitions(pairs) + drawn, class_="source")

    height = 8.5 + _head(f"{heading}: {label}", work, 7) if heading else 5.5 + _head(label, work, 6)
    height += sum(_high(text, WIDE + 2, 4.4) for _, text in pairs[2:])
    height += _high(pairs[0][1], WIDE - 50, 4.5)
    return Block(
        height + sum(_asked(prompt, WIDE - 4, _STEP["source"], said=prompt["text"] != asked) for prompt in prompts), draw
    )


def key_words(excerpts):
    """The words a reader needs, each once."""
    terms = list({(term["original"], term["language"]): term for excerpt in excerpts for term in excerpt["terms"]}.values())
    html = tag("section", tag("h2", escape(SAY["key_words"])) + parts.glossary(terms), class_="terms")
    return fixed(15 + sum(_term(term, 50) for term in terms) / 2, html)


def pair(claim, excerpt, where, *, label, byline, first, prefix="", note=None):
    """A passage with what is asked about it at its side.

    Parameters
    ----------
    where : str
        HTML: where it can be read.
    note : int, optional
        How many letters of the note on where it stands there is room for.

    Returns
    -------
    Block, int
        And the number of the line after its last.
    """
    lines = parts.printed_lines(excerpt["paragraphs"])
    stands = shortened(excerpt["note"] or "", note)
    below = [excerpt["made"], *([f"{DESK['context']}: {stands}"] if stands else [])]
    left = sum(map(len, lines)) * 5.05 + 1.5 * len(lines) + 1
    left += sum(_high(text, 60, 4) + 1 for text in below) + _high(parts.address(excerpt["link"]) + " " * 55, 60, 4)
    prompts = _about(claim, excerpt, "weigh")
    right = sum(_asked(prompt, NARROW, _STEP["weigh"]) for prompt in prompts)
    # where the passage is the longer of the two, there is room for more writing
    more = max(0, int((left - right) // RULE // max(1, sum(not prompt["options"] for prompt in prompts))))
    reading = (
        parts.numbered(excerpt["paragraphs"], first, prefix)
        + "".join(tag("p", escape(text), class_="small") for text in below)
        + where
    )
    head = tag("h2", f"{tag('span', escape(label))} {_aside(byline)}")

    def draw(spare):
        number = max(_STEP["weigh"] + more, min(ENOUGH, _STEP["weigh"] + more + _more("weigh", spare)))
        asking = "".join(parts.question(prompt, number) for prompt in prompts)
        sides = tag("div", reading, class_="reading") + tag("div", asking, class_="asking")
        return tag("section", head + tag("div", sides, class_="sides"), class_="pair")

    height = max(left, right) + 11 + 4 * (len(label) * 1.4 + len(byline) > 110)
    return Block(height, draw), first + sum(map(len, lines))


def lines_of(excerpt):
    """How many lines a passage has on paper."""
    return sum(map(len, parts.printed_lines(excerpt["paragraphs"])))


def shortened(text, letters):
    """As many whole sentences from the beginning as there is room for; all of them where no number is named.

    Examples
    --------
    >>> shortened("One is here. Two is there.", 20)
    'One is here.'
    """
    if letters is None or len(text) <= letters:
        return text
    kept = ""
    for sentence in _SENTENCE.split(text):
        longer = f"{kept} {sentence}".strip()
        if len(longer) > letters:
            break
        kept = longer
    return kept


def plain(excerpt, where):
    """A passage in easier words, with the words a reader needs."""
    terms = parts.glossary(excerpt["terms"])
    text = tag("p", escape(excerpt["plain"]), class_="easy")
    html = tag(
        "section", tag("h2", escape(excerpt["label"])) + text + (terms if excerpt["terms"] else "") + where, class_="plainly"
    )
    height = 23 + _high(excerpt["plain"], 84, 6.6)
    return fixed(height + sum(_term(term, WIDE) for term in excerpt["terms"]), html)


def numbered_step(claim, name):
    """A step by its number and name, as they stand on the desk."""
    names = [step["id"] for step in claim["steps"]]
    return f"{names.index(name) + 1} {claim['steps'][names.index(name)]['label']}"


def _about(claim, excerpt, name):
    return [prompt for prompt in claim["prompts"] if prompt["step"] == name and prompt["excerpt"] == excerpt["id"]]


def _head(label, work, wide):
    """The height of the head of a source card, whose work stands below the label where there is no room beside it."""
    if len(label) * wide + len(work) * 5 <= 580:
        return 4.9
    return _high(label, 520 // wide, 5.2) + _high(work, 110, 4)


def _term(term, letters):
    return _high(f"{term['original']}: {term['gloss']}", letters, 4.6) + 1


def _once(prompts):
    """Questions with the same words are one question."""
    return list({prompt["text"]: prompt for prompt in prompts}.values())


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


def _asked(prompt, letters, lines, *, said=True):
    """The height of a question with its boxes or lines."""
    text = _high(prompt["text"], letters, 4.7) + 2 if said else 1
    if not prompt["options"]:
        return text + lines * RULE
    rows, used = 1, 0
    for _, label in prompt["options"]:
        width = len(label) + 3  # with its box
        if used and used + 2 + width > letters * 1.1:  # the options are set lighter than the question
            rows, used = rows + 1, 0
        used += width + (2 if used else 0)
    return text + rows * 5.5
