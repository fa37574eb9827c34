"""What a lesson's notebook must keep: the rules, each from the notebook alone and what its case says.

A notebook is a dict as it stands in its file; nothing is run. The rule of numbers: each number written in digits
must stand in a checked output of the notebook (a cell whose output is compared), in a cell of the tables about the
lesson's own claims, passages and exercises, on its card, or in a row of facts that shares a word of five letters with
the sentence. Not looked at are the card, the list of sources, code, and numbers that only point ("passage 2",
"chapter 33"). A number that nothing can hold is let through by name, in the metadata of its cell, with the reason:
``"unchecked": {"3": "megabytes of the six books, as the pages gave them on the day"}``.
"""

import re
import statistics
from dataclasses import asdict, dataclass
from html import unescape

from sidebyside.characters import visible_line
from sidebyside.words import MONTHS

CATALOGUE = {
    "notebook-unreadable": "restore the notebook, or correct its name in lessons.csv",
    "card-missing": "a lesson has a card: a table with a row **Time** | about N minutes",
    "card-minutes": "card and lessons.csv say the same minutes; correct one of them",
    "minutes-short": "what is read, sorted and written takes longer; cut, or give the lesson more minutes",
    "title-many": "a notebook has one first heading, at its top; make the others ## or less",
    "heading-order": "a heading is one level below the one it belongs to at most; mend the number of #",
    "picture-silent": "say in words what the picture shows, where the picture stands",
    "link-vague": "a link says where it leads, also when read alone; write the name of the page as its text",
    "number-unfounded": "let a checked output or a fact hold it, or let it through by name with the reason",
    "unchecked-idle": "what is let through must stand in the cell, each with a reason of three words; mend or remove it",
    "code-many": "a lesson has 10 cells of code at most; take one out",
    "code-long": "a cell of code has 8 lines at most, and half of them 2; shorten it",
    "code-inner": "learners see how to use it, not how it is done; move this into the package",
    "prose-markup": "write Markdown; HTML is not shown everywhere",
}
MOST_CELLS, MOST_LINES, MEDIAN_LINES = 10, 8, 2
VAGUE = {"here", "this", "this page", "this link", "link", "the link", "click here", "page", "source", "more", "read more", "see"}
ALIKE = 5  # letters of a word that a fact and a sentence share

_TIME = re.compile(r"\*\*Time\*\*\s*\|\s*about (\d+) minutes")
_HEADING = re.compile(r"^(#{1,6})\s+\S")
_FENCE = re.compile(r"^\s*(?:```|~~~)")
_CODE = re.compile(r"`[^`]*`")
_PICTURE = re.compile(r"!\[([^\]]*)\]\([^)]*\)")
_LINK = re.compile(r"(?<!!)\[([^\]]*)\]\(([^)]*)\)")
_ADDRESS = re.compile(r"https?://[^\s<>]+|\bwww\.[^\s<>]+")
_MARKUP = re.compile(r"<(?!https?:)/?[a-zA-Z][^<>]*>")
_INNER = re.compile(r"\b(?:def|class|lambda|pip)\b|^\s*[%!]|[\"'][./~]|HTML\(|display\(|\bimport (?!open_lesson\b)")
_SOURCES = re.compile(r"^(?:\*\*Sources\b|#+ +Sources\b)")
_NUMBER = re.compile(r"(?<![\w.])\d+(?:[.,  ]\d{3})*(?:\.\d+)?(?![\w])")
_POINTS = re.compile(
    r"\b(?:claims?|passages?|paragraphs?|chapters?|lessons?|worksheets?|sheets?|pages?|nos?\.|orders? no\.|notes?|steps?|volumes?"
    r"|books?|parts?|lines?|rows?|items?|figures?|pp?\.)[  ]+(?:\d+(?:[  ]*(?:[-–,]|and|or|to)[  ]*)?)+", re.IGNORECASE,
)  # fmt: skip
_MONTH = "|".join(MONTHS)
_DATE = re.compile(rf"(?:\b(\d{{1,2}})(?:\s*(?:[-–/]|to|and|or)\s*(\d{{1,2}}))?\s+)?\b({_MONTH})\b(?:\s+(\d{{4}})\b)?")
_ISO = re.compile(r"(?<!\d)(\d{4})-(\d{2})(?:-(\d{2}))?(?!\d)")
_ORDERED = re.compile(r"^\s*\d+[.)]\s")
_SENTENCE = re.compile(r"(?<!\bno\.)(?<!\bnos\.)(?<!\bp\.)(?<=[.!?”])\s+")


@dataclass(frozen=True, order=True)
class Remark:
    """One thing that is wrong with a notebook: cell and line count from 1; 0 where the whole file is meant."""

    file: str
    cell: int
    line: int
    code: str
    detail: str

    def __str__(self):
        place = f"{self.file}:cell {self.cell}:line {self.line}" if self.cell else self.file
        return visible_line(f"{place} {self.code} {self.detail}: {CATALOGUE[self.code]}")

    def as_dict(self):
        """The remark as plain data."""
        return asdict(self) | {"message": f"{self.detail}: {CATALOGUE[self.code]}"}


@dataclass(frozen=True)
class Known:
    """What a case says of a lesson.

    Parameters
    ----------
    minutes : int or None
        The lesson's, by its table; None for a notebook that is no class and has no card.
    needed : int
        What it takes by what is read, sorted and written; 0 where nobody counted.
    texts : tuple of str
        The claims, passages and exercises of the lesson, as they are read.
    facts : tuple of str
        Each row of facts as one text.
    """

    minutes: int | None = None
    needed: int = 0
    texts: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()


def remarks(file, notebook, known):
    """Everything that is wrong with a notebook.

    Parameters
    ----------
    file : str
        What it is called.
    notebook : dict
    known : Known

    Returns
    -------
    list of Remark
    """
    try:
        cells = [_Cell(at, cell) for at, cell in enumerate(notebook["cells"], start=1)]
    except (KeyError, TypeError, AttributeError):
        return [Remark(file, 0, 0, "notebook-unreadable", "this is no notebook")]
    found = (one for rule in RULES for one in rule(cells, known))
    return sorted({Remark(file, *one) for one in found})


class _Cell:
    """A cell with its text, and of Markdown the lines that are read: (number, text), without fences of code."""

    def __init__(self, number, cell):
        self.number, self.kind = number, cell["cell_type"]
        self.text = "".join(cell["source"])
        self.metadata, self.outputs = cell.get("metadata") or {}, cell.get("outputs") or []
        self.lines = list(enumerate(self.text.split("\n"), start=1))

    @property
    def is_prose(self):
        return self.kind == "markdown"

    @property
    def is_card(self):
        return self.is_prose and bool(_TIME.search(self.text) or "**Time**" in self.text)

    def read(self):
        """The lines of prose, without those between fences and without what stands as code."""
        is_open = False
        for number, line in self.lines:
            if _FENCE.match(line):
                is_open = not is_open
            elif not is_open:
                yield number, _CODE.sub("", line)

    def shown(self):
        """What its outputs show, as text."""
        for output in self.outputs:
            for kind, data in (output.get("data") or {}).items():
                if kind in ("text/plain", "text/html"):
                    yield unescape(re.sub(r"<style.*?</style>|<[^>]*>", " ", "".join(data), flags=re.DOTALL))


def _prose(cells):
    return [cell for cell in cells if cell.is_prose]


def _code(cells):
    return [cell for cell in cells if cell.kind == "code"]


def _card(cells, known):
    if known.minutes is None:
        return
    cards = [cell for cell in cells if cell.is_card]
    said = _TIME.search(cards[0].text) if cards else None
    if not said:
        yield 1, 1, "card-missing", "no row says how long the lesson takes"
        return
    line = cards[0].text[: said.start()].count("\n") + 1
    if int(said.group(1)) != known.minutes:
        yield cards[0].number, line, "card-minutes", f"{said.group(1)} on the card, {known.minutes} in the table"
    if known.needed > known.minutes:
        yield cards[0].number, line, "minutes-short", f"{known.needed} by what is read and written, {known.minutes} given"


def _headings(cells):
    for cell in _prose(cells):
        for number, line in cell.read():
            if found := _HEADING.match(line):
                yield cell.number, number, len(found.group(1)), line.strip("# \n")


def _titles(cells, _known):
    first = [place for place in _headings(cells) if place[2] == 1]
    if not first or first[0][:2] != (1, 1):
        yield 1, 1, "title-many", "the first line is no first heading"
    for cell, line, _, text in first[1:]:
        yield cell, line, "title-many", repr(text)


def _heading_order(cells, _known):
    before = 1
    for cell, line, level, text in _headings(cells):
        if level > before + 1:
            yield cell, line, "heading-order", f"{text!r} is of level {level}, below one of level {before}"
        before = level


def _pictures(cells, _known):
    for cell in _prose(cells):
        for number, line in cell.read():
            for alt in _PICTURE.findall(line):
                if len(alt.split()) < 2:
                    yield cell.number, number, "picture-silent", f"its text is {alt!r}"
    for cell in _code(cells):
        html = "".join("".join(output.get("data", {}).get("text/html", "")) for output in cell.outputs)
        for picture in re.findall(r"<(?:svg|img)\b[^>]*>", html):
            if not re.search(r"(?:aria-label|alt)=\"[^\"]*\w \w[^\"]*\"", picture):
                yield cell.number, 1, "picture-silent", "a picture in its output"


def _links(cells, _known):
    for cell in _prose(cells):
        for number, line in cell.read():
            for text, _address in _LINK.findall(line):
                bare = text.strip(" *_.").casefold()
                if not bare or bare in VAGUE or _ADDRESS.search(text):
                    yield cell.number, number, "link-vague", f"its text is {text!r}"
            for found in _ADDRESS.findall(_PICTURE.sub("", _LINK.sub("", line))):
                yield cell.number, number, "link-vague", f"the bare address {found}"


def _markup(cells, _known):
    for cell in _prose(cells):
        for number, line in cell.read():
            for found in _MARKUP.findall(line):
                yield cell.number, number, "prose-markup", found


def _code_cells(cells, _known):
    code = _code(cells)
    lengths = [len(cell.text.splitlines()) for cell in code]
    if len(code) > MOST_CELLS:
        yield code[MOST_CELLS].number, 1, "code-many", f"{len(code)} cells of code"
    for cell, length in zip(code, lengths, strict=True):
        if length > MOST_LINES:
            yield cell.number, MOST_LINES + 1, "code-long", f"{length} lines"
    if lengths and statistics.median(lengths) > MEDIAN_LINES:
        yield code[0].number, 1, "code-long", f"the cells have a median of {statistics.median(lengths):g} lines"
    for cell in code:
        for number, line in cell.lines:
            if found := _INNER.search(line):
                yield cell.number, number, "code-inner", found.group().strip()


def _numbers(cells, known):
    held = _values(text for cell in cells if cell.is_card for text in [cell.text]) | _values(known.texts)
    checked = (cell for cell in _code(cells) if "nbval-ignore-output" not in cell.metadata.get("tags", ()))
    held |= _values(text for cell in checked for text in cell.shown())
    facts = [(_alike(text), _values([text])) for text in known.facts]
    for cell in _prose(cells):
        let_through = cell.metadata.get("unchecked") or {}
        there = set()
        for number, sentence in () if cell.is_card else _sentences(cell):
            words = _alike(sentence)
            for text, value in _stated(sentence):
                there.add(text)
                is_fact = any(value in values and words & alike for alike, values in facts)
                if not (value in held or is_fact or text in let_through):
                    yield cell.number, number, "number-unfounded", f"{text} in {_short(sentence)}"
        for text, reason in let_through.items():
            if text not in there or not isinstance(reason, str) or len(reason.split()) < 3:
                yield cell.number, 1, "unchecked-idle", f"{text}: {reason!r}"


def _sentences(cell):
    """The sentences of a cell with the number of their line; the list of sources is looked up, not read."""
    for number, line in cell.read():
        if _SOURCES.match(line):
            return
        text = _ORDERED.sub("", _PICTURE.sub("", _LINK.sub(r"\1", line)))
        for sentence in _SENTENCE.split(text):
            if sentence:
                yield number, sentence


def _stated(sentence):
    """The dates and numbers of a sentence that say something and do not only point: as they stand there, and their value.

    >>> list(_stated("In March 1918 passage 2 names 1,400 men."))
    [('March 1918', '3 1918'), ('1,400', '1400')]
    """
    text = _POINTS.sub(" ", sentence)
    for found in _DATE.finditer(text):
        for value in _dated(*found.groups())[:1]:
            yield found.group().strip(), value
    for found in _NUMBER.finditer(_DATE.sub(" ", text)):
        yield found.group(), _value(found.group())


def _values(texts):
    """Every date and number that texts hold; whoever knows the day of something knows its month and year."""
    held = set()
    for text in texts:
        for year, month, day in _ISO.findall(text):
            held |= set(_dated(day, None, MONTHS[int(month) - 1], year)) if 1 <= int(month) <= 12 else set()
        plain = _ISO.sub(r" \1 ", text)
        for day, last, month, year in _DATE.findall(plain):
            for one in filter(None, (day, last)) if day else [""]:
                held |= set(_dated(one, None, month, year))
        held |= {_value(found.group()) for found in _NUMBER.finditer(plain.replace("/", " ").replace("-", " "))}
    return held


def _dated(day, last, month, year):
    """A date by day, month and year, as far as they are named, and what it holds: the whole first, then its parts."""
    number = MONTHS.index(month) + 1
    parts = [str(int(last or day)) if day else "", str(number), year or ""]
    every = [" ".join(filter(None, parts)), " ".join(filter(None, parts[:2])), " ".join(filter(None, parts[1:]))]
    return list(dict.fromkeys(every)) if day or year else []


def _value(text):
    """A number however it is written: 1,400 and 1400, 08 and 8 are the same."""
    whole, _, part = re.sub(r"[, \u00a0](?=\d{3})", "", text).partition(".")
    return f"{int(whole)}.{part}" if part else str(int(whole))


def _alike(text):
    """The words of a text by their first letters, so that their endings do not part them."""
    return {word[:ALIKE].casefold() for word in re.findall(rf"[^\W\d_]{{{ALIKE},}}", text)}


def _short(text):
    text = text.strip()
    return repr(text if len(text) <= 70 else text[:69] + "…")


RULES = (_card, _titles, _heading_order, _pictures, _links, _markup, _code_cells, _numbers)
