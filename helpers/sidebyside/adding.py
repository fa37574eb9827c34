"""Whether a text is the edition it is said to be, and taking it into the folder of texts.

A publisher makes a file anew now and then, so that no hash of a whole file stays true. A text is taken when
everything on record of its edition stands in it: locators, openings of sections, sentences of the review.
"""

from dataclasses import dataclass
from pathlib import Path

from sidebyside import library as shelf
from sidebyside import verification, webpage
from sidebyside.text_words import KINDS, TAKING

_NAMED = 3  # how many missing places a message names
# What a file that is not UTF-8 may be, by the language of its edition; the reading in which most stands is taken.
_ENCODINGS = {"ru": ("cp1251", "koi8-r")}
_WESTERN = ("cp1252", "latin-1")
_OTHER_KINDS = {
    b"%PDF": "pdf",
    b"PK\x03\x04": "zip",
    b"\xd0\xcf\x11\xe0": "old",
}


class NotTaken(Exception):
    """A text was not taken; the message says why. What was here before is still here.

    ``hint`` is what to do at a command line: where a learner presses a button, it is not shown.
    """

    def __init__(self, message, hint=""):
        super().__init__(message)
        self.hint = hint


@dataclass(frozen=True)
class Judged:
    """How much of what is on record of an edition stands in a text, and what does not, in words."""

    standing: int
    of: int
    missing: tuple[str, ...]

    def sentence(self):
        """The same in one sentence."""
        if not self.of:
            return TAKING["unknown"]
        if not self.missing:
            return TAKING["place" if self.of == 1 else "places"].format(count=self.of)
        more = len(self.missing) - _NAMED
        said = TAKING["some_more" if more > 0 else "some"]
        return said.format(standing=self.standing, count=self.of, missing="; ".join(self.missing[:_NAMED]), more=more)


def judged(case, editions, content):
    """How a text stands to what is on record of the editions whose file it would be.

    Parameters
    ----------
    case : model.Case
    editions : list of model.Edition
        All that share the file.
    content : str

    Returns
    -------
    Judged
    """
    standing, missing = 0, []
    for edition in editions:
        for place, stands in _places(case, edition, shelf.text_of(edition, content)):
            standing += stands
            missing += [] if stands else [place]
    return Judged(standing, standing + len(missing), tuple(missing))


def _places(case, edition, text):
    """Everything on record of an edition in words, and whether it stands in the text."""
    sections = verification.section_places(case, text)
    for section, place in sections:
        yield TAKING["section"].format(title=section.title, words=section.first_words), place is not None
    named = {section.title for section, place in sections if place is not None}
    stood = not any(place is None for _, place in sections)
    for locator in case.rows("locators", edition_id=edition.edition_id):
        found = verification.standing(text, locator)
        stands = found.state in ("verified", "found in part")
        if stands and locator.section in named:
            around = verification.section_around(sections, found.span)
            stands = around is not None and around.title == locator.section
        stood = stood and stands
        yield f"{locator.owner_id} ({locator.first_words} … {locator.last_words})", stands
    if case.work(edition.work_id).relation == "reviewer":
        # Sentences have no first words: each is sought at every word, which is not worth doing in another text.
        sentences = verification.sentence_places(case, text) if stood else [(row, None) for row in case.rows("sentences")]
        for sentence, place in sentences:
            yield TAKING["sentence"].format(paragraph=sentence.paragraph, position=sentence.position), place is not None


def add(case, library, edition_id, path, anyway=False):
    """Take a person's own file as the text of an edition.

    Parameters
    ----------
    case : model.Case
    library : library.Library
    edition_id : str
    path : str or Path
        Plain text (UTF-8, UTF-16 with its mark, or what the language is usually kept in) or a saved web page.
    anyway : bool
        Take it though something on record does not stand in it.

    Returns
    -------
    Judged

    Raises
    ------
    NotTaken
    """
    path = Path(path)
    try:
        raw = shelf.file_bytes(path)
    except shelf.TextUnreadable as error:
        raise NotTaken(str(error)) from None
    return take(case, library, edition_of(case, edition_id), path.name, raw, anyway)


def edition_of(case, edition_id):
    """The edition of this id; NotTaken, naming those there are, when there is none."""
    try:
        return case.edition(edition_id)
    except KeyError:
        known = ", ".join(edition.edition_id for edition in case.rows("editions"))
        raise NotTaken(TAKING["edition"].format(edition=edition_id, known=known)) from None


def take(case, library, edition, name, raw, anyway=False):
    """Take the content of a file as the text of an edition.

    Parameters
    ----------
    case : model.Case
    library : library.Library
    edition : model.Edition
    name : str
        Of the file, for messages and to know a web page by.
    raw : bytes
    anyway : bool
        See `add`.

    Returns
    -------
    Judged

    Raises
    ------
    NotTaken
    """
    editions = case.rows("editions", file=edition.file)
    tried = [(judged(case, editions, content), content) for content in _readings(edition, name, raw)]
    found, content = max(tried, key=lambda pair: pair[0].standing)  # of equals the first
    if found.missing and not anyway:
        said = TAKING["unlike" if found.standing else "other"]
        message = said.format(file=name, edition=edition.edition_id, found=found.sentence())
        raise NotTaken(message, "To take it all the same, say --anyway.")
    try:
        library.keep(edition, content)
    except OSError as error:
        reason = error.strerror or error
        raise NotTaken(
            TAKING["unwritable"].format(folder=library.folder, reason=reason), "Name another folder with --texts."
        ) from None
    return found


def _readings(edition, name, raw):
    """What a file may say: one text, or several where it does not tell how it is to be read."""
    for beginning, kind in _OTHER_KINDS.items():
        if raw.startswith(beginning):
            raise NotTaken(TAKING["kind"].format(file=name, kind=KINDS[kind]))
    if webpage.is_page(name, raw):
        try:
            texts = webpage.readings(raw)
        except webpage.PageUnreadable as error:
            raise NotTaken(TAKING["page"].format(file=name, reason=error)) from None
    else:
        texts = list(dict.fromkeys(_decodings(edition, raw)))
    if not any(text.strip("\ufeff \t\r\n\f") for text in texts):
        raise NotTaken(TAKING["empty"].format(file=name))
    if any(_is_binary(text) for text in texts):
        raise NotTaken(TAKING["binary"].format(file=name))
    return texts


def _decodings(edition, raw):
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        yield raw.decode("utf-16", "replace")
        return
    try:
        yield raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        for encoding in _ENCODINGS.get(edition.language.partition("-")[0], _WESTERN):
            yield raw.decode(encoding, "replace")


def _is_binary(text):
    """Whether more than one character in a thousand is none that a text has."""
    odd = sum(text.count(chr(code)) for code in range(32) if chr(code) not in "\t\n\r\f\x1a")
    return "\0" in text or odd * 1000 > len(text)
