"""A hand-in as one page: no script, nothing from elsewhere, every text escaped; it prints on A4 and Letter."""

from functools import cache
from html import escape
from pathlib import Path

from sidebyside.characters import visible
from sidebyside.course.handin import ended
from sidebyside.handin_words import HANDIN
from sidebyside.paper.parts import css_string
from sidebyside.render import PLAIN, tag
from sidebyside.sorting_words import SORTING

_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
KINDS = 7  # of underlines in the style sheet


def written(handin):
    """The page.

    Parameters
    ----------
    handin : handin.HandIn

    Returns
    -------
    bytes
        HTML in UTF-8.
    """
    title = HANDIN["title"].format(lesson=handin.lesson_id, title=handin.title)
    head = "".join((
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{escape(_POLICY)}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        tag("title", _said(title)),
        tag("style", _style() + _foot(visible(f"{title} · {handin.learner}"))),
    ))  # fmt: skip
    body = tag(
        "header", tag("h1", _said(title)) + _text(handin.question, "question") + _text(handin.who) + _text(handin.ai, "ai")
    )
    body += tag("main", _main(handin)) + tag("footer", _text(HANDIN["ours"], "small"))
    return f"<!doctype html>\n{tag('html', tag('head', head) + tag('body', body, class_=PLAIN), lang='en')}\n".encode()


@cache
def _style():
    return Path(__file__).with_name("handin.css").read_text(encoding="utf-8")


def _foot(text):
    last = f'"{HANDIN["page"]} " counter(page)'
    return f"@page{{@bottom-left{{content:{css_string(text)}}}@bottom-right{{content:{last}}}}}"


def _main(handin):
    parts = [*map(_claim, handin.claims), *map(_exercise, handin.exercises)] or [_text(HANDIN["nothing"])]
    parts.append(_section(HANDIN["oral"], _list("ol", handin.oral) if handin.oral else _text(HANDIN["oral_none"])))
    parts.append(_section(HANDIN["empty"], _list("ul", handin.empty) if handin.empty else _text(HANDIN["empty_none"])))
    parts += map(_text, handin.left)
    if handin.notes:
        parts.append(_section(HANDIN["notes"], _sources("ol", handin.notes)))
        parts.append(_section(HANDIN["bibliography"], _sources("ul", handin.bibliography)))
    return "".join(parts)


def _claim(claim):
    parts = [
        tag("h2", _said(HANDIN["claim"].format(number=claim.number, label=claim.label))),
        tag("blockquote", _said(claim.statement) + _note(claim.note), class_="claim"),
        tag("h3", escape(HANDIN["history"])),
        tag("p", _said(claim.history)),
        _answers(HANDIN["before"], claim.before),
        *map(_passage, claim.passages),
        _answers(HANDIN["after"], claim.after),
    ]
    if claim.marked:
        parts.append(tag("h3", escape(HANDIN["of_claim"])) + "".join(map(_marked, claim.marked)))
    if any(claim.verdicts):
        parts.append(tag("h3", escape(HANDIN["verdicts"])) + _verdicts(claim.verdicts))
    return tag("section", "".join(parts), class_="whole")


def _exercise(made):
    """What was sorted, a row a kind."""
    heads = "".join(tag("th", escape(SORTING[name]), scope="col") for name in ("own_kind", "own_items"))
    rows = "".join(
        tag("tr", tag("th", _said(label), scope="row") + tag("td", tag("ul", "".join(map(_item, items)))))
        for label, items in made.listed
    )
    parts = [tag("h2", _said(SORTING["exercise"].format(title=made.title))), _text(made.task)]
    parts += [tag("table", tag("thead", tag("tr", heads)) + tag("tbody", rows))] if rows else []
    parts += [_answer(ended(made))] if made.answer or made.others else []
    return tag("section", "".join(parts), class_="whole")


def _item(item):
    others = "".join(_text(HANDIN["rival"].format(text=other), "small") for other in item.others)
    return tag("li", _broken(item.said) + others, dir="auto")


def _passage(passage):
    text = _pieces(passage.marked[0].pieces) if passage.marked else _broken(passage.text)
    parts = [
        tag("h3", _said(HANDIN["passage"].format(label=passage.label))),
        _text(passage.byline, "small byline"),
        tag("blockquote", text + _note(passage.note)),
        _text(" ".join(filter(None, (passage.made, passage.start))), "small"),
    ]
    if passage.marked:
        parts.append(tag("h4", escape(HANDIN["marked"])) + "".join(_numbered(marked) for marked in passage.marked))
    return "".join(parts) + _pairs(passage.answers)


def _marked(marked):
    return tag("blockquote", _pieces(marked.pieces)) + _numbered(marked)


def _pieces(pieces):
    """A text with its marks: a kind of line under it for each category, and the number of a mark where it ends."""
    drawn = []
    for text, kinds, ends in pieces:
        shown = _broken(text)
        for depth, kind in enumerate(kinds):  # the outermost line lies lowest
            shown = tag("span", shown, class_=f"m m{kind % KINDS} d{min(depth, 2)}")
        drawn.append(shown + "".join(tag("sup", str(number)) for number in ends))
    return "".join(drawn)


def _numbered(marked):
    return _list("ol", [mark.said for mark in marked.marks])


def _verdicts(verdicts):
    heads = "".join(tag("th", escape(HANDIN[name]), scope="col") for name in ("first", "second"))
    cells = "".join(tag("td", _pairs(answers) or _text(HANDIN["none"])) for answers in verdicts)
    return tag("table", tag("thead", tag("tr", heads)) + tag("tbody", tag("tr", cells)))


def _answers(heading, answers):
    return tag("h3", escape(heading)) + _pairs(answers) if answers else ""


def _pairs(answers):
    return "".join(map(_answer, answers))


def _answer(answer):
    others = "".join(_text(HANDIN["rival"].format(text=other), "small") for other in answer.others)
    if answer.is_chosen:  # in one line: a hand-in has many of these
        said = tag("span", _said(answer.question), class_="asked") + " " + tag("strong", _said(answer.text))
        return tag("div", tag("p", said) + others, class_="chosen")
    return tag("div", tag("p", _said(answer.question), class_="asked") + _text(answer.text, "said") + others)


def _section(heading, body):
    return tag("section", tag("h2", escape(heading)) + body)


def _list(kind, texts):
    return tag(kind, "".join(tag("li", _broken(text), dir="auto") for text in texts))


def _sources(kind, entries):
    runs = (((tag("cite", _said(part)) if is_italic else _said(part)) for part, is_italic in entry) for entry in entries)
    return tag(kind, "".join(tag("li", "".join(entry)) for entry in runs), class_="sources")


def _note(number):
    return tag("sup", escape(HANDIN["note"].format(number=number))) if number else ""


def _text(text, kind=None):
    return tag("p", _broken(text), dir="auto", **({"class_": kind} if kind else {}))


def _broken(text):
    """A text escaped, with its line breaks."""
    return "<br>".join(map(_said, text.replace("\r\n", "\n").split("\n")))


def _said(text):
    return escape(visible(text))
