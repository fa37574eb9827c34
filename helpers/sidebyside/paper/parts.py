"""What sheets are made of. Everything shown is escaped; nothing depends on the day or the machine."""

import re
import textwrap
from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path

from sidebyside import words
from sidebyside.render import tag

SAY = words.PAPER
LATIN = 0x24F  # the last letter of the Latin blocks
LINE = 54  # letters of a line of a passage; what a column of the style sheet holds in the widest face it names
# No script, no picture, no style but the sheet's own, whatever a cell of a table may hold.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


@dataclass(frozen=True)
class Sheet:
    """One file: its name without lesson and ending, and what stands in it."""

    name: str
    html: str


def page(lesson, sheet, body, *, kind, named=True):
    """A whole sheet.

    Parameters
    ----------
    lesson : dict
        ``id`` and ``title``.
    sheet : str
        What this sheet is called.
    body : str
        HTML.
    kind : str
        "learner" or "guide".
    named : bool
        Whether a learner writes a name and a date on it.
    """
    where = f"{SAY['lesson'].format(lesson=lesson['id'])}, {lesson['title']}"
    # Every sheet has one first heading, and where nothing larger stands below it is this line.
    kicker = tag("p" if "<h1>" in body else "h1", escape(f"{where} · {sheet}"), class_="kicker")
    return whole(where, sheet, kicker + (_who() if named else ""), body, kind=kind)


def whole(where, sheet, header, body, *, kind):
    """A whole page.

    Parameters
    ----------
    where, sheet : str
        What it belongs to and what it is called: its title, and at the foot of what is printed.
    header, body : str
        HTML.
    kind : str
        "learner" or "guide", and more classes for the style sheet.

    Returns
    -------
    str
        HTML.
    """
    head = "".join((
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{escape(_POLICY)}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        tag("title", escape(f"{where}: {sheet}")),
        tag("style", _style() + _page_foot(f"{SAY['project']} · {where}", sheet)),
    ))  # fmt: skip
    footer = tag("footer", tag("p", escape(SAY["ours"]) + _only_for(kind)))
    shown = tag("body", tag("header", header) + tag("main", body) + footer, class_=kind)
    return f"<!doctype html>\n{tag('html', tag('head', head) + shown, lang='en')}\n"


@cache
def _style():
    return Path(__file__).with_name("paper.css").read_text(encoding="utf-8")


def _page_foot(left, right):
    """The foot of every printed page. Browsers that know no page margins leave it out; head and title say it too."""
    last = f'{css_string(right)} ", {SAY["page"]} " counter(page)'
    return f"@page{{@bottom-left{{content:{css_string(left)}}}@bottom-right{{content:{last}}}}}"


def css_string(text):
    """A text as a string of CSS, in which only letters, digits and spaces stand as themselves.

    Examples
    --------
    >>> css_string("a “b” </style>")
    '"a \\\\201C b\\\\201D  \\\\3C \\\\2F style\\\\3E "'
    """
    return '"' + re.sub(r"[^A-Za-z0-9 ]", lambda found: f"\\{ord(found.group()):X} ", text) + '"'


def _only_for(kind):
    return "" if kind.startswith("learner") else " " + tag("strong", escape(SAY["not_for_learners"]))


def _who():
    blank = tag("span", "", class_="blank")
    hint = tag("span", escape(f"({SAY['name_hint']})"), class_="aside")
    name = tag("span", f"{escape(SAY['name'])} {hint} {blank}", class_="name")
    return tag("p", name + tag("span", f"{escape(SAY['date'])} {blank}", class_="date"), class_="who")


def rules(number):
    """Lines to write on."""
    return tag("div", tag("div", "") * number, class_="rules")


def question(prompt, number, *, said=True):
    """A question with boxes to tick, or with lines to write on; not said where it stands above already."""
    text = tag("p", escape(prompt["text"]), class_="asked") if said else ""
    if not prompt["options"]:
        return tag("div", text + rules(number), class_="ask")
    options = "".join(tag("li", tag("span", "", class_="box") + escape(label)) for _, label in prompt["options"])
    return tag("div", text + tag("ul", options, class_="ticks"), class_="ask")


def printed_lines(paragraphs):
    """The paragraphs of a passage in lines, the same on every printer, so that a line number means one line.

    Examples
    --------
    >>> printed_lines(["One.", "Two."])
    [['One.'], ['Two.']]
    """
    # dots never stand at the beginning of a line, least of all alone
    tied = [text.replace(" …", "\N{NO-BREAK SPACE}…") for text in paragraphs]
    return [textwrap.wrap(text, LINE, break_long_words=False, break_on_hyphens=False) for text in tied]


def numbered(paragraphs, first, prefix=""):
    """A passage with a number before each line.

    Parameters
    ----------
    paragraphs : list of str
    first : int
        The number of its first line.
    prefix : str
        What stands before each number.
    """
    drawn, number = [], first
    for lines in printed_lines(paragraphs):
        spans = []
        for line in lines:
            spans.append(tag("span", escape(line) + " ", class_="line", data_n=f"{prefix}{number}"))
            number += 1
        drawn.append(tag("p", "".join(spans)))
    return tag("div", "".join(drawn), class_="text")


def address(link):
    """The page a deep link leads to, as it can be typed from paper.

    Examples
    --------
    >>> address("https://example.org/a#part-2:~:text=one,two")
    'https://example.org/a#part-2'
    """
    return link.partition(":~:")[0].removesuffix("#")


def shown_address(link):
    """An address in full, which a line may break behind a slash and nowhere in a word if it can be helped."""
    return tag("span", escape(address(link)).replace("/", "/<wbr>").replace("/<wbr>/<wbr>", "//"), class_="address")


def where_to_read(say, link, first_words):
    """Where a text can be read: the address in full, and what to search for there, if any keyboard can type it."""
    is_typed = first_words and not any(letter.isalpha() and ord(letter) > LATIN for letter in first_words)
    search = f" {SAY['search'].format(words=first_words)}" if is_typed else ""
    return tag("p", f"{escape(say)} {shown_address(link)}{'' if search else '.'}{escape(search)}", class_="small")


def definitions(pairs):
    """Names and what stands behind them."""
    return tag("dl", "".join(tag("dt", escape(name)) + tag("dd", escape(text)) for name, text in pairs))


def glossary(terms):
    """The words a reader needs; what is not English stands behind its meaning, since the passage has the meaning."""
    drawn = []
    for term in terms:
        if term["language"] == "en":
            drawn.append(f"{tag('strong', escape(term['original']))}: {escape(term['gloss'])}")
        else:
            drawn.append(
                f"{escape(term['gloss'])} {tag('span', escape(term['original']), class_='aside', lang=term['language'])}"
            )
    return tag("ul", "".join(tag("li", text) for text in drawn), class_="glossary")
