"""A hand-in in Markdown. Nothing typed by a learner becomes a heading, a link, HTML or mathematics in it.

Every sign that means something in Markdown, in one of its usual kinds, is escaped. Three mean something even then,
to what reads the page made of it (mathematics, addresses of mail): each stands in an element of its own.
"""

import re

from sidebyside.characters import visible
from sidebyside.course.handin import ended
from sidebyside.handin_words import HANDIN
from sidebyside.sorting_words import SORTING

_SIGNS = re.compile(r"[`*_\[\]<>&#|~!^={}]")
_ALONE = re.compile(r"[\\$@]")
_LINKS = re.compile(r"(?<=\w)\.(?=\w)|:(?=\S)|/(?=/)")  # what is not spaced may be an address
_AT_START = re.compile(r"^(\d{1,9})([.)])|^([-+%:])")
_BREAK = "  \n"


def written(handin):
    """The document.

    Parameters
    ----------
    handin : handin.HandIn

    Returns
    -------
    bytes
        Markdown in UTF-8.
    """
    parts = [
        _heading(1, HANDIN["title"].format(lesson=handin.lesson_id, title=handin.title)),
        f"*{_line(handin.question)}*",
        _block(handin.who),
        _block(handin.ai),
        *(_claim(claim) for claim in handin.claims),
        *(_exercise(made) for made in handin.exercises),
    ]
    if not (handin.claims or handin.exercises):
        parts.append(_line(HANDIN["nothing"]))
    parts += [_heading(2, HANDIN["oral"]), _list(handin.oral, numbered=True) or _line(HANDIN["oral_none"])]
    parts += [_heading(2, HANDIN["empty"]), _list(handin.empty) or _line(HANDIN["empty_none"])]
    parts += map(_block, handin.left)
    if handin.notes:
        notes = [f"{number}. {_runs(entry)}" for number, entry in enumerate(handin.notes, start=1)]
        parts += [_heading(2, HANDIN["notes"]), "\n".join(notes)]
        parts += [_heading(2, HANDIN["bibliography"]), "\n".join(f"- {_runs(entry)}" for entry in handin.bibliography)]
    parts += ["---", _line(HANDIN["ours"])]
    return ("\n\n".join(filter(None, parts)) + "\n").encode()


def _claim(claim):
    parts = [
        _heading(2, HANDIN["claim"].format(number=claim.number, label=claim.label)),
        _quoted(f"{claim.statement}{_note(claim.note)}"),
        _heading(3, HANDIN["history"]),
        _block(claim.history),
        _answers(HANDIN["before"], claim.before),
        *map(_passage, claim.passages),
        _answers(HANDIN["after"], claim.after),
    ]
    if claim.marked:
        parts.append(_heading(3, HANDIN["of_claim"]))
        parts += [f"{_pieces(marked.pieces)}\n\n{_numbered(marked)}" for marked in claim.marked]
    if any(claim.verdicts):
        parts += [_heading(3, HANDIN["verdicts"]), _verdicts(claim.verdicts)]
    return "\n\n".join(filter(None, parts))


def _exercise(made):
    """What was sorted, a list a kind."""
    parts = [_heading(2, SORTING["exercise"].format(title=made.title)), _block(made.task)]
    for label, items in made.listed:
        parts += [_heading(3, label), "\n".join(map(_item, items))]
    return "\n\n".join([*parts, *([_answer(ended(made))] if made.answer or made.others else [])])


def _item(item):
    others = (_line(HANDIN["rival"].format(text=other)) for other in item.others)
    return "- " + "<br>".join([_line(item.said), *others])


def _passage(passage):
    parts = [_heading(3, HANDIN["passage"].format(label=passage.label)), _block(passage.byline)]
    parts.append(_pieces(passage.marked[0].pieces) if passage.marked else _quoted(passage.text))
    parts.append(_line(" ".join(filter(None, (passage.made, passage.start)))) + _line(_note(passage.note)))
    if passage.marked:
        parts += [_heading(4, HANDIN["marked"]), *map(_numbered, passage.marked)]
    return "\n\n".join([*parts, *map(_answer, passage.answers)])


def _pieces(pieces):
    """A text with each mark between signs of its own and its number behind it."""
    drawn = []
    begins = True  # whether the next piece begins a line
    for text, kinds, ends in pieces:
        first, *rest = _lines(text)
        shown = _BREAK.join([_opened(first.lstrip()) if begins else _inline(first), *(_opened(line.lstrip()) for line in rest)])
        begins = not (rest[-1] if rest else first)
        drawn.append((f"<u>{shown}</u>" if kinds else shown) + "".join(f"<sup>{number}</sup>" for number in ends))
    return "\n".join(f"> {line}" for line in "".join(drawn).split("\n"))


def _numbered(marked):
    return _list([mark.said for mark in marked.marks], numbered=True)


def _verdicts(verdicts):
    """A row of two cells; in a cell, an answer takes one line of the source however many it has."""
    cells = ["<br>".join(map(_in_cell, answers)) or _line(HANDIN["none"]) for answers in verdicts]
    heads = [_line(HANDIN[name]) for name in ("first", "second")]
    return "\n".join(f"| {' | '.join(row)} |" for row in (heads, ["---", "---"], cells))


def _in_cell(answer):
    others = [HANDIN["rival"].format(text=other) for other in answer.others]
    return f"**{_line(answer.question)}**<br>" + "<br>".join(
        _line(line) for text in (answer.text, *others) for line in _lines(text)
    )


def _answers(heading, answers):
    return "\n\n".join([_heading(3, heading), *map(_answer, answers)]) if answers else ""


def _answer(answer):
    others = [_block(HANDIN["rival"].format(text=other)) for other in answer.others]
    if answer.is_chosen:
        return "\n\n".join([f"{_line(answer.question)} **{_line(answer.text)}**", *others])
    return "\n\n".join([f"**{_line(answer.question)}**", _quoted(answer.text), *others])


def _heading(level, text):
    return f"{'#' * level} {_line(text)}"


def _quoted(text):
    return "\n".join(f"> {line}" for line in _block(text).split("\n"))


def _list(texts, *, numbered=False):
    return "\n".join(f"{f'{at}.' if numbered else '-'} {_line(text)}" for at, text in enumerate(texts, start=1))


def _runs(entry):
    """An entry in one line; nothing in its first words begins a list."""
    parts = [(" ".join(_lines(part)), is_italic) for part, is_italic in entry]
    return "".join(
        f"*{_inline(part.strip())}*" if is_italic else _inline(part) if at else _start(part)
        for at, (part, is_italic) in enumerate(parts)
    )


def _note(number):
    return f" {HANDIN['note'].format(number=number)}" if number else ""


def _block(text):
    """A text of several lines; empty lines part paragraphs."""
    paragraphs = [[]]
    for line in map(_start, _lines(text)):
        paragraphs.append([]) if not line else paragraphs[-1].append(line)
    return "\n\n".join(_BREAK.join(lines) for lines in paragraphs if lines)


def _line(text):
    """A text in one line."""
    return _start(" ".join(_lines(text)))


def _lines(text):
    return visible(text).replace("\r\n", "\n").split("\n")


def _start(line):
    """A line escaped; what is indented is no block of another kind."""
    return _opened(line.strip())


def _opened(line):
    """A line escaped, also where a sign would begin a list at its start."""
    opening = _AT_START.match(line)
    if not opening:
        return _inline(line)
    number, point, sign = opening.groups()
    return f"{number or ''}\\{point or sign}{_inline(line[opening.end() :])}"


def _inline(text):
    """A text in which no sign means anything."""
    return "".join(part if at % 2 else _escaped(part) for at, part in enumerate(_parts(visible(text))))


def _parts(text):
    """A text cut at the signs that stand alone; each of these, already written, has an odd place."""
    at = 0
    for found in _ALONE.finditer(text):
        yield text[at : found.start()]
        yield f"<span>\\{found.group()}</span>"
        at = found.end()
    yield text[at:]


def _escaped(text):
    return _LINKS.sub(r"\\\g<0>", _SIGNS.sub(r"\\\g<0>", text))
