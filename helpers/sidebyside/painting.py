"""Words that were marked, as static HTML: the text with the marks in it, numbered, and a list of them."""

from html import escape

from sidebyside import marking_words, marks
from sidebyside.characters import visible, visible_line
from sidebyside.lesson_words import WORK
from sidebyside.render import tag


def labels(case, lesson_id):
    """What the categories of a lesson are called, by their ids."""
    fixed = {name: label for name, (label, _) in (marking_words.RELIED_ON | marking_words.CLAIM).items()}
    return fixed | {row.category_id: row.label for row in case.rows("categories", lesson_id=lesson_id)}


def lines(text):
    """A text somebody typed, escaped, its line breaks kept; what is hidden in it is visible."""
    return tag("p", "<br>".join(escape(line) for line in visible(text).splitlines()), dir="auto")


def listed(value, named):
    """The marks of an answer, a line each.

    Parameters
    ----------
    value : str
        As it stands in a journal; a broken one has no marks.
    named : dict
        From `labels`.

    Returns
    -------
    list of str
    """
    return [_said(mark, named) for mark in marks.parse(value)]


def painted(text, value, named, on):
    """A text with the marks made on it, and the list of all marks of the answer.

    Parameters
    ----------
    text : str
        What was marked: paragraphs joined by line feeds.
    value, named
        See `listed`.
    on : str
        "rendering", "original" or "claim": which marks stand in this text.

    Returns
    -------
    str
        HTML; empty where there are no marks. Each mark ends with its number in the list, so nothing hangs on a colour.
    """
    made = marks.parse(value)
    if not made:
        return ""
    segments = marks.segments(text, [mark for mark in made if mark.on == on])
    pieces = []
    for at, (_, _, piece, over) in enumerate(segments):
        after = segments[at + 1][3] if at + 1 < len(segments) else ()
        ends = "".join(tag("sup", str(made.index(mark) + 1)) for mark in over if mark not in after)
        shown = "<br>".join(map(escape, visible(piece).split("\n")))
        pieces.append(tag("mark", shown + ends) if over else shown)
    items = "".join(tag("li", escape(_said(mark, named))) for mark in made)
    return (tag("blockquote", "".join(pieces)) if pieces else "") + tag("ol", items)


def _said(mark, named):
    category = named.get(mark.category, mark.category)
    if mark.on == "original":
        category = f"{category}, {WORK['in_original']}"
    said = WORK["remark"] if mark.comment else WORK["mark"]
    return visible_line(said.format(words=mark.exact, category=category, comment=mark.comment))
