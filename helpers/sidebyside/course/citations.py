"""Works as notes and a bibliography, in the manner of the Chicago Manual of Style, by a citation library.

Only what the tables have on record is said, and an address only where we saw the passage itself at its end.
"""

import importlib.util
import re
from dataclasses import dataclass
from pathlib import Path

from sidebyside.characters import visible_line
from sidebyside.handin_words import HANDIN
from sidebyside.layout import readable_date

STYLE = Path(__file__).with_name("notes.csl")
_MARKS = "\ufdd0", "\ufdd1"  # no letters, and none in what `_plain` gives: between them the library puts what is in italics
_NOBODY = ("not named", "not seen", "unknown")  # what our tables say where nothing is known
# a name that can be turned round: one given name or initials, and a surname; any other stands as it is on record
_PERSON = re.compile(
    r"(?P<given>(?:[A-Z]\. ?)*(?:[^\W\d_.]+(?:-[^\W\d_.]+)*)?(?: [A-Z]\.)*) (?P<family>[^\W\d_]+(?:[-’'][^\W\d_]+)*)"
)
# a work that is part of another, or was never a book, by the first of these words in what kind of text it is
_KINDS = re.compile(
    r"\b(?:(?P<part>article|essays?|letter|order|telegram|note|minutes|review|preface|entry|post|sketch|obituary|decree|"
    r"resolution|testament|speech|words|lines|statement|list|document)|(?P<whole>book|autobiography|biography|memoirs?|history|"
    r"pamphlet|collection))\b"
)


@dataclass(frozen=True)
class Sources:
    """Notes by the id of what they are on (claim or excerpt), and the bibliography; each a tuple of (words, is italic)."""

    notes: dict[str, tuple]
    bibliography: tuple


def of_owners(case, owners):
    """Notes on claims and excerpts, and the bibliography of what they are from.

    Parameters
    ----------
    case : model.Case
    owners : iterable of str
        Ids of claims and excerpts in the order in which they are cited; one that has no locator is left out.

    Returns
    -------
    Sources
        A work cited again is named short. Without the library the notes are not shortened and nothing is in italics.
    """
    cited = [_Cited(case, owner) for owner in dict.fromkeys(owners) if case.locator(owner)]
    try:
        return _by_library(cited)
    except ImportError:  # where lessons run in a browser
        return _by_hand(cited)


def is_plain():
    """Whether notes are written without the citation library, because it is not here."""
    return importlib.util.find_spec("citeproc") is None


class _Cited:
    """What is on record of the source of a claim or an excerpt."""

    def __init__(self, case, owner):
        self.owner, self.locator = owner, case.locator(owner)
        edition = case.edition(self.locator.edition_id)
        excerpt = next(iter(case.rows("excerpts", excerpt_id=owner)), None)
        work, whole = case.work(excerpt.work_id if excerpt else edition.work_id), case.work(edition.work_id)
        self.key = f"{work.work_id}-{edition.edition_id}".lower()
        place = _plain(excerpt.section) if excerpt else _paragraph(self.locator.paragraph)
        self.place = f"{place}, {HANDIN['copy']}" if self.locator.seen == "elsewhere" else place
        self.is_seen = self.locator.seen == "full"
        self.page, self.address = (_address(url) for url in (self.locator.url, edition.url))
        self.year = _plain(readable_date(edition.year)) if _issued(edition.year) else ""
        self.item = self._item(work, whole, edition)

    def _item(self, work, whole, edition):
        is_original = edition.language == work.language != "en" and work.title_original and work.title_original != work.title
        kind = _KINDS.search(work.genre)
        is_part = bool(kind and kind["part"])
        title, english = (work.title_original, work.title) if is_original else (work.title, None)
        item = {
            "id": self.key,
            "type": "document" if is_part or whole is not work else "book",
            "title": _inside(title) if is_part or whole is not work else _plain(title),
            "note": english and _plain(english),
            "container-title": None if whole is work else _plain(whole.title),
            "author": _names(work.author),
            "translator": _names(edition.translator),
            "publisher": _publisher(edition.publisher),
            "issued": _issued(edition.year),
        }
        return {name: value for name, value in item.items() if value}

    @property
    def listed(self):
        """The same for the bibliography, where the publisher begins a sentence."""
        publisher = self.item.get("publisher")
        return self.item | ({"publisher": publisher[0].upper() + publisher[1:]} if publisher else {})

    @property
    def sort_key(self):
        author = next(iter(self.item.get("author", ())), {})
        title = re.sub(r"^\W*(?:(?:the|an|a) )?", "", self.item["title"].casefold())
        return f"{author.get('family') or author.get('literal') or title} {title}".casefold()


def _by_library(cited):
    from citeproc import CitationStylesBibliography, CitationStylesStyle

    first = {one.key: one for one in reversed(cited)}
    seen = {one.key for one in cited if one.is_seen}
    style = CitationStylesStyle(str(STYLE), validate=False)
    noted = [one.item | ({"URL": one.page} if one.is_seen and one.page else {}) for one in first.values()]
    listed = [one.listed | ({"URL": one.address} if one.key in seen and one.address else {}) for one in first.values()]
    for at, item in enumerate(sorted(listed, key=lambda item: first[item["id"]].sort_key), start=1):
        item["call-number"] = f"{at:06}"
    notes = _registered(CitationStylesBibliography, style, noted, cited)
    drawn = {one.owner: _runs(notes.cite(citation, None)) for one, citation in zip(cited, notes.registered, strict=True)}
    books = _registered(CitationStylesBibliography, style, listed, cited)
    books.sort()
    return Sources(drawn, tuple(_runs(entry) for entry in (books.bibliography() if cited else ())))


def _registered(bibliography, style, items, cited):
    """A bibliography of the library that has seen every citation."""
    from citeproc import Citation, CitationItem, Locator
    from citeproc.source.json import CiteProcJSON

    made = bibliography(style, CiteProcJSON(items), _Formatter)
    made.registered = [
        Citation([CitationItem(one.key, **({"locator": Locator("page", one.place)} if one.place else {}))]) for one in cited
    ]
    for citation in made.registered:
        made.register(citation)
    return made


class _Formatter:
    """Text as it is, italics between two marks: writers escape it, each in its own way."""

    preformat = staticmethod(str)
    Italic = Oblique = staticmethod(lambda text: f"{_MARKS[0]}{text}{_MARKS[1]}")
    Bold = Light = Underline = Superscript = Subscript = SmallCaps = staticmethod(str)


def _runs(text):
    """What the library wrote as (words, is italic); points go into quotation marks, as Chicago has them."""
    pointed = re.sub(f"([?!]{_MARKS[1]}?)[.]", r"\1", re.sub("”([.,])", r"\1”", str(text)))
    parts = re.split(f"[{''.join(_MARKS)}]", pointed)
    return tuple((part, bool(at % 2)) for at, part in enumerate(parts) if part)


def _by_hand(cited):
    """The same words without the library's rules."""
    notes, books = {}, {}
    for one in cited:
        rest = (one.item.get(name) for name in ("title", "container-title", "publisher"))
        said = [*map(_in_order, one.item.get("author", ())), *rest, one.year]
        books.setdefault(one.key, (one.sort_key, [*said, one.address if one.is_seen else ""]))
        notes[one.owner] = ((_joined([*said, one.place, one.page if one.is_seen else ""]), False),)
    return Sources(notes, tuple(((_joined(said), False),) for _, said in sorted(books.values())))


def _in_order(name):
    return " ".join(name[part] for part in ("given", "family", "literal") if part in name)


def _joined(said):
    return f"{', '.join(filter(None, said))}."


def _plain(text):
    """A cell in one line, in which nothing acts on the library."""
    return visible_line(re.sub("[\ufdd0-\ufdef]", "\ufffd", text or "")).strip()


def _inside(title):
    """A title that will stand in quotation marks."""
    return _plain(title).translate(str.maketrans("“”", "‘’"))


def _paragraph(number):
    return "" if number is None else HANDIN["paragraph"].format(number=number)


def _names(text):
    """The names in a cell: persons where all of it is names, else the whole of it."""
    text = _plain(text)
    if not text or text.startswith(_NOBODY):
        return None
    parts = [_PERSON.fullmatch(part) for part in re.split(r", | and ", text)]
    are_persons = all(part and part["family"][0].isupper() and part["given"][0].isupper() for part in parts)
    return [part.groupdict() for part in parts] if are_persons else [{"literal": text[0].upper() + text[1:]}]


def _publisher(text):
    text = _plain(text)
    if text.startswith("not seen"):
        return None
    return "; ".join(part for part in text.split("; ") if not part.startswith(_NOBODY)) or None


def _issued(year):
    """A date of ours as the library takes it."""
    parts = (year or "").split("/")
    is_date = all(re.fullmatch(r"[0-9]{4}(-[0-9]{2}){0,2}", part) for part in parts)
    return {"date-parts": [[int(number) for number in part.split("-")] for part in parts]} if is_date else None


def _address(url):
    """A page without the directions to a passage in it, which only a browser understands."""
    return _plain(url.partition(":~:")[0].removesuffix("#")) if url.lower().startswith(("https://", "http://")) else ""
