"""All texts that are here as one stream of words with an index: where words stand, and who says them.

In memory only and in plain Python, so that it runs in a browser too. The index of a library is made when it is first
asked for and made anew when its texts are others.
"""

import math
from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from sidebyside import library as shelf
from sidebyside import locate, verification, wording

_MADE = WeakKeyDictionary()  # library to (what it was made of, Index)
_OPENS, _CLOSES = "“«„", "”»"
_FARTHEST = 6000  # characters in which the marks around a quotation are looked for


@dataclass(frozen=True)
class Place:
    """A passage and who says it.

    ``author`` is whoever speaks there by the sections on record, or the author of the work where none are. Where the
    author only gives the words in quotation marks it is None and ``quoted_by`` is the author; ``named_beside`` are
    persons named next to the quotation: a hint, not a finding. ``start`` and ``end`` are offsets in the edition's text.
    """

    edition_id: str
    work_id: str
    title: str
    section: str | None
    author: str | None
    written: str | None
    start: int
    end: int
    quoted_by: str | None = None
    named_beside: tuple[str, ...] = ()


def index_of(case, library):
    """The index of the texts that are here; the same one as long as they are the same.

    Parameters
    ----------
    case : model.Case
    library : library.Library

    Returns
    -------
    Index
    """
    present = tuple((edition.edition_id, _stamp(library, edition)) for edition in case.rows("editions") if library.has(edition))
    kept = _MADE.get(library)
    if kept is None or kept[0] != present or kept[1].case is not case:
        kept = _MADE[library] = present, Index(case, library)
    return kept[1]


def _stamp(library, edition):
    try:
        found = (library.folder / edition.file).stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size


class Index:
    """Where every word stands in every text that is here.

    Parameters
    ----------
    case : model.Case
    library : library.Library

    Attributes
    ----------
    texts : list of library.Text
    absent, unreadable : tuple of str
        Editions that are not here, and those that are and cannot be read.
    words : list of str
        The words of all texts, one text behind the other, as `wording.keys` makes them.
    begins : list of int
        Where the words of each text begin among them, and where the last text ends.
    places : dict of str to list of int
        Where each word stands.
    """

    def __init__(self, case, library):
        self.case = case
        self.texts, absent, unreadable = [], [], []
        for edition in case.rows("editions"):
            try:
                text = library.text(edition)
            except shelf.TextUnreadable:
                unreadable.append(edition.edition_id)
                continue
            if text is None:
                absent.append(edition.edition_id)
            elif text.folded.words:
                self.texts.append(text)
        self.absent, self.unreadable = tuple(absent), tuple(unreadable)
        self.words, self.begins = [], [0]
        for text in self.texts:
            self.words += wording.keys(text.folded.words)
            self.begins.append(len(self.words))
        self.places = defaultdict(list)
        for at, word in enumerate(self.words):
            self.places[word].append(at)
        self.places.default_factory = None
        self._sections = {}

    @property
    def choice(self):
        """Bits that it takes to choose one place of all."""
        return math.log2(len(self.words) + 1)

    def bits(self, word):
        """How much it says that a word stands at a place: 0 for a word that stood everywhere."""
        return math.log2((len(self.words) + 1) / (len(self.places.get(word, ())) or 1))

    def number(self, at):
        """Which text a word of the stream belongs to."""
        return bisect_right(self.begins, at) - 1

    def runs(self, keys):
        """Every place where these words stand one behind the other, inside one text; a list of int, rising."""
        wanted = list(keys)
        if not wanted or any(word not in self.places for word in wanted):
            return []
        rarest = min(range(len(wanted)), key=lambda at: len(self.places[wanted[at]]))
        found, size, some = [], len(wanted), wanted[:8]  # few places are worth comparing a whole book with
        for place in self.places[wanted[rarest]]:
            first = place - rarest
            is_here = first >= 0 and self.words[first] == some[0] and self.words[first : first + 8][:size] == some
            is_here = is_here and self.words[first : first + size] == wanted
            if is_here and first + size <= self.begins[self.number(first) + 1]:
                found.append(first)
        return found

    def piece(self, first, end):
        """The text of words of the stream as it is printed, from the first to behind the last."""
        text, start, stop = self.span(first, end)
        return text.content[start:stop]

    def span(self, first, end):
        """A text, and the offsets in it of words of the stream, which must not be of two texts."""
        number = self.number(first)
        text, base = self.texts[number], self.begins[number]
        return text, text.folded.starts[first - base], text.folded.ends[end - 1 - base]

    def place(self, first, end):
        """The place of words of the stream; a `Place`."""
        text, start, stop = self.span(first, end)
        edition = self.case.edition(text.edition_id)
        work = self.case.work(edition.work_id)
        section, author, written = self._speaker(first, end, work)
        quoted_by, named, bounds = None, (), marked(text.content, start, stop, edition.format == "lines")
        if author and bounds and not self._is_quotation(section, text):
            quoted_by, author = author, None
            named = self._named(text.content, bounds, (quoted_by,))
        title = section.title if section else None
        return Place(edition.edition_id, work.work_id, work.title, title, author, written, start, stop, quoted_by, named)

    def _speaker(self, first, end, work):
        number = self.number(first)
        places = self._section_places(number)
        if not places:
            return None, work.author, work.written
        span = locate.Span(0, 0, first - self.begins[number], end - self.begins[number])
        section = verification.section_around(places, span)
        if section:
            return section, section.author, section.written or work.written
        begun = {row.author: None for row, at in places if at is not None and at < span.end_word}
        begun_within = [row.author for row, at in places if at is not None and span.first_word < at < span.end_word]
        before = [row.author for row, at in places if at is not None and at <= span.first_word][-1:]
        authors = list(dict.fromkeys([*before, *begun_within])) if begun else []
        return None, " / ".join(authors) or None, None

    def _section_places(self, number):
        """The same as `verification.section_places`, by the index."""
        if number not in self._sections:
            text, base, last, found = self.texts[number], self.begins[number], -1, []
            rows = self.case.rows("sections", edition_id=text.edition_id)
            for row in sorted(rows, key=lambda row: row.position):
                words = locate.fold(row.first_words).words
                places = (first - base for first in self.runs(wording.keys(words)))
                place = next((at for at in places if at > last and text.folded.words[at : at + len(words)] == words), None)
                last = last if place is None else place
                found.append((row, place))
            self._sections[number] = found
        return self._sections[number]

    def _is_quotation(self, section, text):
        """Whether a section on record is itself something quoted, as an address printed between quotation marks."""
        number = self.texts.index(text)
        first = next((at for row, at in self._section_places(number) if row == section and at is not None), None)
        if section is None or first is None:
            return False
        start = text.folded.starts[first]
        return bool(text.content[:start].rstrip("_*([ ")[-1:] in (*_OPENS, '"'))

    def _named(self, content, bounds, but):
        """Persons on record whose last name stands right before or behind a quotation."""
        around = content[max(0, bounds[0] - 120) : bounds[0]] + " \n " + content[bounds[1] : bounds[1] + 80]
        words = set(wording.keys(locate.fold(around).words))
        people = dict.fromkeys([row.author for row in self.case.rows("works")] + [row.name for row in self.case.rows("people")])
        return tuple(name for name in people if name not in but and _last_name(name) in words)


def _last_name(name):
    words = wording.keys(locate.fold(name).words)
    return words[-1] if 1 < len(words) <= 4 else None


def marked(content, start, stop, by_line=False):
    """The quotation marks between which the whole of a passage stands, or None.

    Parameters
    ----------
    content : str
    start, stop : int
    by_line : bool
        Whether each line is a paragraph; a quotation that goes on is opened again in each.

    Returns
    -------
    tuple of int or None
        Where the quotation begins, and behind which mark it ends.
    """
    gap = "\n" if by_line else "\n\n"
    floor = max(0, start - _FARTHEST)
    low = content.rfind(gap, floor, start)
    low = floor if low < 0 else low + len(gap)
    high = min(len(content), stop + _FARTHEST)
    ending = content.find(gap, stop, high)
    ending = high if ending < 0 else ending
    before, inside, behind = content[low:start], content[start:stop], content[stop:ending]
    goes_on = content[ending:high].lstrip().lstrip("_")[:1]  # a quotation of several paragraphs is opened again in each
    for opens, closes in (('"', '"'), (_OPENS, _CLOSES)):
        opened = max(before.rfind(mark) for mark in opens)
        is_open = before.count('"') % 2 == 1 if opens == closes else max(before.rfind(mark) for mark in closes) < opened
        if opened < 0 or not is_open or any(mark in inside for mark in closes):
            continue
        closed = min((at for at in map(behind.find, closes) if at >= 0), default=-1)
        if closed < 0 and goes_on and goes_on in opens:
            return low + opened, ending
        if closed >= 0 and (opens != closes or behind.count('"') % 2 == 1):
            return low + opened, stop + closed + 1
    return None
