"""How faithfully a quotation stands in the texts that are here.

Nothing passes silently: what was set aside to find a place is stated, every difference is listed or counted, and
"not found" says where it was looked for. Whether a text is true is another question, and not asked here.
"""

import re
from collections import Counter
from dataclasses import asdict, dataclass, replace

from sidebyside import locate, pastes, prose, seeking, wording
from sidebyside.characters import visible
from sidebyside.index import Place, index_of
from sidebyside.quote_words import QUOTES, WAYS

GRADES = ("exact", "same-words", "words-left-out", "words-changed", "stitched", "not-found", "too-short", "too-long")
LEAST = 5  # words
LONGEST = 150_000  # characters
# Of the words so many must agree, by how many there are: quotations from books that were not searched agree in more
# than three of four words only where they have five or six (150 of each length were tried), and one word in fifteen
# changed is always seen.
_SHARES = ((10, 0.75), (16, 0.67), (1 << 30, 0.6))
_LEAST_SHARE, _VERBATIM = 0.5, 8  # is enough where so many words stand together
_MARGIN = 3.5  # bits that the words in common must weigh besides what it takes to choose their place
_FEW = 8  # words; fewer agree by chance now and then
_LISTED = 60  # differences
_PLACES = 20
_SHOWN = 1200  # characters of a passage
_ELLIPSIS = re.compile(r"…|\.\s?\.\s?\.|\*\s?\*\s?\*|[\[(]\s*(?:…|\.\.\.)?\s*[\])]")
_DIVIDED = re.compile(r"(?<![^\W\d_])([^\W\d_]{1,40})[-‐‑]([^\S\n]{1,9})(?=([^\W\d_]{1,40}))")
_SLIPS = (("rn", "m"), ("vv", "w"), ("cl", "d"), ("ii", "u"), ("0", "o"), ("1", "l"), ("i", "l"), ("5", "s"), ("8", "b"))


@dataclass(frozen=True)
class Difference:
    """Where quotation and text part: ``kind``, the words of each, their offsets in the text.

    The kinds are those of `wording.WAYS`, "divided", "left-out", "changed", "added", and "slip" for a word that no text
    here has and that is a letter or two from the one printed there. ``marked`` says of words left out whether the
    quotation shows it, by an ellipsis.
    """

    kind: str
    quotation: str
    text: str
    start: int
    end: int
    marked: bool | None = None


@dataclass(frozen=True)
class Part:
    """Words of a quotation that come from one passage."""

    quotation: str
    passage: str
    place: Place
    agree: int
    of: int
    differences: tuple[Difference, ...] = ()


@dataclass(frozen=True)
class Checked:
    """How a quotation stands.

    ``parts`` are the passages its words come from: one, or more where it is stitched, or none. ``nearest`` is the
    nearest passage of what is not found. ``places`` are all places of words that stand several times.
    """

    grade: str
    agree: int = 0
    of: int = 0
    parts: tuple[Part, ...] = ()
    nearest: Part | None = None
    places: tuple[Place, ...] = ()
    count: int = 0  # of places
    left_off: int = 0  # differences that are not listed
    searched: tuple[tuple[str, str, str], ...] = ()  # edition, work, title
    absent: tuple[str, ...] = ()
    unreadable: tuple[str, ...] = ()
    ways: tuple[str, ...] = ()
    hidden: int = 0  # characters in the quotation that are not seen

    @property
    def place(self):
        """Where it stands, or None where that is not one place."""
        return self.parts[0].place if len(self.parts) == 1 else None

    @property
    def author(self):
        """Who says it by the sections on record; None where that is nobody, or are several."""
        authors = {part.place.author for part in self.parts}
        return authors.pop() if len(authors) == 1 else None

    @property
    def differences(self):
        """All that are listed, part by part."""
        return tuple(one for part in self.parts for one in part.differences)

    def as_dict(self):
        """All of it ready for JSON, with the sentences that say it."""
        place = asdict(self.place) if self.place else dict.fromkeys(Place.__dataclass_fields__)
        place["named_beside"] = list(place["named_beside"] or ())
        first = {"grade": self.grade, "author": self.author, **{name: value for name, value in place.items() if name != "author"}}
        return first | {
            "passage": self.parts[0].passage if len(self.parts) == 1 else None,
            "differences": [asdict(one) for one in self.differences],
            "differences_left_off": self.left_off,
            "agree": self.agree,
            "of": self.of,
            "parts": [_as_dict(part) for part in self.parts] if len(self.parts) > 1 else [],
            "nearest": _as_dict(self.nearest) if self.nearest else None,
            "places": [_as_dict(one) for one in self.places],
            "places_in_all": self.count,
            "hidden_characters": self.hidden,
            "searched": [dict(zip(("edition_id", "work_id", "title"), one, strict=True)) for one in self.searched],
            "not_here": list(self.absent),
            "unreadable": list(self.unreadable),
            "folding": QUOTES["folding"],
            "said": said(self),
        }


def _as_dict(one):
    found = asdict(one)
    place = found.get("place", found)
    place["named_beside"] = list(place["named_beside"])
    return found | ({"differences": list(found["differences"])} if "differences" in found else {})


def check_quote(text, case, library):
    """Whether, where and how faithfully a quotation stands in the texts that are here.

    Parameters
    ----------
    text : str
        Whatever was typed or pasted; no sign in it has a meaning of its own.
    case : model.Case
    library : library.Library

    Returns
    -------
    Checked
        Its grade is one of `GRADES`: "exact" (line breaks, white space and hyphens at line ends aside), "same-words"
        (see ``ways``), "words-left-out", "words-changed", "stitched" (from places that do not follow each other: in
        another order, another text, or more than `seeking.LEAP` words apart), "not-found", "too-short", "too-long".
    """
    text = str(text)
    if len(text) > LONGEST:
        return Checked("too-long")
    index = index_of(case, library)
    quoted = _Quoted(_with_line_ends(index, locate.clean(pastes.without_markup(text))))
    titles = [(edition, case.work(edition.work_id)) for edition in (case.edition(text.edition_id) for text in index.texts)]
    unseen = visible(text).count("<U+") - text.count("<U+")
    here = Checked(
        "not-found", 0, len(quoted.keys), searched=tuple((one.edition_id, work.work_id, work.title) for one, work in titles),
        absent=index.absent, unreadable=index.unreadable, hidden=unseen,
    )  # fmt: skip
    found = index.runs(quoted.keys)
    if len(quoted.keys) < LEAST:
        return replace(here, grade="too-short", **_places(index, found, len(quoted.keys)))
    if found:
        return _standing(here, index, quoted, found)
    return _put_together(here, index, quoted, seeking.parts_of(index, quoted.keys))


def _with_line_ends(index, text):
    """A quotation in which a line end that was copied as a blank is one again, where that makes a word that is known."""

    def mended(found):
        known = wording.keys(locate.fold(found.group(1) + found.group(3)).words)
        return f"{found.group(1)}-{chr(10) * len(found.group(2))}" if known[0] in index.places else found.group()

    return _DIVIDED.sub(mended, text)


class _Quoted:
    """A quotation cut into words."""

    def __init__(self, text):
        self.text = text
        self.folded = locate.fold(text)
        self.keys = wording.keys(self.folded.words)

    def piece(self, first, end):
        return self.text[self.folded.starts[first] : self.folded.ends[end - 1]] if first < end else ""

    def until(self, at):
        """A word and what stands between it and the next."""
        return self.text[self.folded.starts[at] : self.folded.starts[at + 1]]

    def between(self, at):
        """What stands between a word and the one before."""
        return self.text[self.folded.ends[at - 1] : self.folded.starts[at]] if 0 < at < len(self.keys) else ""


def _places(index, found, size):
    return {"places": tuple(index.place(first, first + size) for first in found[:_PLACES]), "count": len(found)}


def _standing(here, index, quoted, found):
    """All words one behind the other: at the place where they differ least in form."""
    size = len(quoted.keys)
    chosen = min(found[:_PLACES], key=lambda first: sum(1 for _ in _form(index, quoted, 0, first, size)))
    part = seeking.Part((0, size), (chosen, chosen + size), (("same", (0, size), (0, size)),), 0.0)
    found = [chosen, *(first for first in found if first != chosen)]
    return _graded(replace(here, **_places(index, found, size)), index, quoted, [part])


def _put_together(here, index, quoted, parts):
    """Words from one passage or several, not one behind the other."""
    agree = sum(part.agreeing for part in parts)
    if not parts or not _is_enough(index, parts, agree, len(quoted.keys)):
        best = max(parts, key=lambda part: (part.agreeing, part.bits), default=None)
        nearest = _shown_part(index, quoted, best) if best else None
        return replace(here, nearest=nearest and replace(nearest, of=here.of), agree=nearest.agree if nearest else 0)
    return _graded(here, index, quoted, parts)


def _is_enough(index, parts, agree, size):
    """Whether so many words agree, and such words, that it is no chance."""
    together = [one[1] - one[0] for part in parts for kind, one, _ in part.pieces if kind == "same"]
    longest = max(together)
    wanted = next(share for below, share in _SHARES if size < below)
    is_like = agree / size >= (min(wanted, _LEAST_SHARE) if longest >= _VERBATIM else wanted)
    # single words here and there are in the order of the text by chance
    is_like = is_like and agree >= 2 * len(together)
    return is_like and max(part.bits for part in parts) >= index.choice + _MARGIN


def _graded(here, index, quoted, parts):
    shown = [_shown_part(index, quoted, part) for part in parts]
    kinds = {one.kind for part in shown for one in part.differences}
    if len(shown) > 1:
        grade = "stitched"
    elif kinds & {"changed", "added", "slip"}:
        grade = "words-changed"
    elif "left-out" in kinds:
        grade = "words-left-out"
    else:
        grade = "same-words" if kinds else "exact"
    listed, left_off = _listed(shown)
    ways = tuple(way for way in WAYS if way in kinds)
    agree = sum(part.agree for part in shown)
    return replace(here, grade=grade, agree=agree, parts=listed, left_off=left_off, ways=ways)


def _listed(parts):
    """The parts with as many differences as are listed, and how many are not."""
    room, kept, left_off = _LISTED, [], 0
    for part in parts:
        kept.append(replace(part, differences=part.differences[:room]))
        left_off += max(0, len(part.differences) - room)
        room = max(0, room - len(part.differences))
    return tuple(kept), left_off


def _shown_part(index, quoted, part):
    place = index.place(*part.found)
    text = prose.shown(quoted.piece(*part.quoted)), prose.shown(index.piece(*part.found))
    differences = tuple(_differences(index, quoted, part))
    return Part(*map(_cut, text), place, part.agreeing, part.quoted[1] - part.quoted[0], differences)


def _cut(text):
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN // 2].rstrip()} […] {text[-_SHOWN // 2 :].lstrip()}"


def _differences(index, quoted, part):
    begin, first = part.quoted[0], part.found[0]
    for kind, one, other in part.pieces:
        at, end, place, stop = begin + one[0], begin + one[1], first + other[0], first + other[1]
        if kind == "same":
            yield from _form(index, quoted, at, place, end - at)
            continue
        words, printed = quoted.piece(at, end), index.piece(place, stop) if place < stop else ""
        if kind == "divided" and wording.joined(words, printed):
            continue
        marked = bool(_ELLIPSIS.search(quoted.between(at))) if kind == "right" else None
        if kind == "changed" and end - at == stop - place:
            for step in range(end - at):
                yield _difference(index, _kind(index, quoted, at + step, place + step), quoted.piece(at + step, at + step + 1),
                                  place + step, place + step + 1)  # fmt: skip
            continue
        named = {"right": "left-out", "left": "added"}.get(kind, kind)
        if named == "changed" and _is_slip(index, quoted.keys[at:end], index.words[place:stop]):
            named = "slip"
        yield _difference(index, named, words, place, stop, marked)


def _kind(index, quoted, at, place):
    return "slip" if _is_slip(index, quoted.keys[at : at + 1], index.words[place : place + 1]) else "changed"


def _difference(index, kind, words, place, stop, marked=None):
    text, start, end = index.span(place, max(stop, place + 1)) if place < len(index.words) else (None, 0, 0)
    printed = "" if place == stop else _cut(prose.shown(text.content[start:end]))
    return Difference(kind, _cut(prose.shown(words)), printed, start, end if place < stop else start, marked)


def _form(index, quoted, at, place, size):
    """Differences in form, word by word, each with what stands behind it inside the run."""
    text, base = index.texts[index.number(place)], index.begins[index.number(place)]
    folded, content = text.folded, text.content
    for step in range(size):
        here, there = at + step, place - base + step
        is_last = step + 1 == size
        own = quoted.piece(here, here + 1) if is_last else quoted.until(here)
        stop = folded.ends[there] if is_last else folded.starts[there + 1]
        printed = content[folded.starts[there] : stop]
        if own != printed:
            for way in wording.ways(own, printed):
                yield Difference(way, " ".join(own.split()), " ".join(printed.split()), folded.starts[there], stop)


def _is_slip(index, words, printed):
    """Whether words are a letter or two from those printed, and no words of any text here."""
    one, other = "".join(words), "".join(printed)
    if any(word in index.places for word in words) or min(len(one), len(other)) < 2:
        return False
    for wrong, right in _SLIPS:
        one, other = one.replace(wrong, right), other.replace(wrong, right)
    if one == other:
        return True
    shared = sum((Counter(one) & Counter(other)).values())
    return abs(len(one) - len(other)) <= 2 and max(len(one), len(other)) - shared <= max(1, len(other) // 4)


def said(checked, with_places=True):
    """What to say of a quotation; a list of sentences. Who speaks where can be left out, for a page that shows it."""
    grade, found = checked.grade, []
    if grade == "not-found" and not checked.searched:
        return [QUOTES["no-texts"], QUOTES["not-proof"]]
    found.append(QUOTES[grade].format(
        ways=", ".join(WAYS[way] for way in checked.ways), agree=checked.agree, of=checked.of, count=len(checked.parts),
        texts="; ".join(dict.fromkeys(title for _, _, title in checked.searched)), least=LEAST,
    ))  # fmt: skip
    for part in checked.parts if with_places else ():
        found += _said_by(part.place)
    if grade in ("words-left-out", "words-changed") and checked.of < _FEW:
        found.append(QUOTES["few"])
    if grade == "too-short" and checked.count:
        found.append(QUOTES["stands"].format(count=checked.count))
    if grade == "not-found":
        found += [*_said_of_nearest(checked.nearest, with_places), QUOTES["not-proof"]]
        absent = len(checked.absent) + len(checked.unreadable)
        found += [QUOTES["absent"].format(count=absent)] if absent else []
    if checked.parts and checked.count > 1:
        found.append(QUOTES["again"].format(count=checked.count - 1))
    if checked.hidden:
        found.append(QUOTES["hidden"].format(count=checked.hidden))
    if checked.left_off:
        found.append(QUOTES["more"].format(count=checked.left_off))
    return found + ([QUOTES["found-proof"]] if checked.parts else [])


def _said_of_nearest(near, with_place):
    if near is None:
        return [QUOTES["no-nearest"]]
    return [QUOTES["nearest"].format(agree=near.agree, of=near.of), *(_said_by(near.place) if with_place else ())]


def _said_by(place):
    title = QUOTES["place"].format(title=place.title, section=place.section) if place.section else place.title
    if place.quoted_by:
        yield QUOTES["quoted"].format(author=place.quoted_by, title=title)
    elif place.author:
        yield QUOTES["says"].format(author=place.author, title=title)
    else:
        yield QUOTES["unsaid"].format(title=title)
    if place.named_beside:
        yield QUOTES["named"].format(names=", ".join(place.named_beside))


def said_of(difference):
    """What to say of one difference; a line."""
    texts = {"quotation": difference.quotation, "text": difference.text}
    if difference.kind == "left-out":
        return QUOTES["omission-marked" if difference.marked else "omission"].format(**texts)
    if difference.kind == "added":
        return QUOTES["addition"].format(**texts)
    if difference.kind == "changed":
        return QUOTES["change"].format(**texts)
    return QUOTES["form"].format(way=WAYS[difference.kind], **texts)
