"""What is answered to somebody who looks into the texts: plain data, ready for JSON, of which a page draws everything.

What a page sends is not trusted. What is answered holds words of books and of the learner: it goes to the page as a
message and is kept nowhere.
"""

import re
import unicodedata

from sidebyside import compare, fetching, library, locate, pastes, prose, quotes, render, search, wording
from sidebyside.characters import visible
from sidebyside.finder_words import FINDER
from sidebyside.index import index_of
from sidebyside.quote_words import QUOTES

MODES = tuple(FINDER["modes"])
LONGEST = quotes.LONGEST  # characters, of each text
WORDS = 200  # looked for at once; `search` looks for no more
_STEP, _MOST = 50, 1000  # places shown at first and at each asking for more, and at last
_BEST = 10  # passages
_TELLING = 0.5  # of the bits that choose a place: of 400,000 words one in 630, of 600 one in 25
_PLACES = 20
_NAMED = 60  # words that are said to stand nowhere


def content(case, mode=MODES[0]):
    """What a finder shows before anything is asked; it says nothing of this computer.

    Parameters
    ----------
    case : model.Case
    mode : str
        One of `MODES`, which is in front.

    Returns
    -------
    dict
        words, mode, and the titles of the texts that can be fetched.

    Raises
    ------
    ValueError
        There is no such mode.
    """
    if mode not in MODES:
        msg = f"there is no mode {mode!r}; there are {', '.join(MODES)}"
        raise ValueError(msg)
    return {"words": FINDER, "mode": mode, "fetchable": _fetchable(case)}


def _fetchable(case):
    titles = (case.work(edition.work_id).title for edition in case.rows("editions") if fetching.address_of(case, edition))
    return list(dict.fromkeys(map(visible, titles)))


class Finder:
    """Answers to what is asked of the texts in a folder.

    Parameters
    ----------
    case : model.Case
    texts : str or Path, optional
        The folder of texts; None asks `library.texts_folder`.
    """

    def __init__(self, case, texts=None):
        self._case, self._texts = case, texts
        self._library, self._seen = None, None

    def answer(self, message):
        """What to say to a message of a page.

        Parameters
        ----------
        message : dict
            ``do`` is "texts" or one of `MODES`; ``text`` is what is looked for, ``second`` the text beside it.

        Returns
        -------
        dict
            Always with ``said``, a sentence or nothing; the rest is by what was asked.
        """
        message = message if isinstance(message, dict) else {}
        asked = message.get("do")
        try:
            if asked == "texts":
                return {"said": ""} | self._which()
            answers = {"search": self._passages, "concordance": self._uses, "quote": self._quotation, "compare": self._sides}
            if not isinstance(asked, str) or asked not in answers:
                return {"said": FINDER["unknown"]}
            text = _typed(message, "text")
            return _refusal(asked, text) or answers[asked](text, message)
        except Exception as error:  # whatever a text holds, a question is answered and the finder goes on
            return {"said": FINDER["failed"].format(reason=type(error).__name__)}

    def _shelf(self):
        """The library; another one as soon as its files are others, which may be read while a download ends."""
        found = library.Library(self._texts)
        files = {edition.file for edition in self._case.rows("editions") if found.has(edition)}
        seen = {}
        for file in files:
            state = (found.folder / file).stat()
            seen[file] = state.st_mtime_ns, state.st_size
        if self._library is None or (found.folder, seen) != self._seen:
            self._library, self._seen = found, (found.folder, seen)
        return self._library

    def _index(self):
        return index_of(self._case, self._shelf())

    def _which(self):
        """Which texts can be looked in, whose they are, and how others are got."""
        index, case = self._index(), self._case
        works = {edition.work_id: case.work(edition.work_id) for edition in (case.edition(one.edition_id) for one in index.texts)}
        here = {one.edition_id for one in index.texts}
        speakers = [row.author for row in case.rows("sections") if row.edition_id in here and row.author]
        authors = sorted({*speakers, *(work.author for work in works.values() if work.author)})
        titles, phrase = _fetchable(case), FINDER["book"]
        return {
            "works": [[one.work_id, visible(phrase.format(title=one.title, author=one.author))] for one in works.values()],
            "authors": [[one, visible(one)] for one in authors],
            "count": len(index.texts),
            "absent": [
                FINDER[name].format(count=len(ids)) for name in ("absent", "unreadable") if (ids := getattr(index, name))
            ],
            "advice": [] if index.texts else [
                FINDER["no_texts"], FINDER["get_texts"].format(titles="; ".join(titles)) if titles else FINDER["no_fetch"],
            ],
        }  # fmt: skip

    def _looked_in(self, text, message):
        """The index, the folded words that are looked for, and which texts; or what to say instead."""
        index, keys = self._index(), wording.keys(locate.fold(locate.clean(text)).words)
        if not index.texts:
            return None, None, None, {"said": FINDER["no_texts"], "advice": self._which()["advice"]}
        if len(keys) > WORDS:
            return None, None, None, {"said": FINDER["too_many"].format(most=WORDS)}
        years = [_year(message.get(name)) for name in ("from", "to")]
        if "" in years:
            return None, None, None, {"said": FINDER["no_year"]}
        only = search.Filter(_typed(message, "author")[:200] or None, _typed(message, "work")[:200] or None, tuple(years))
        return index, keys, only, None

    def _passages(self, text, message):
        index, keys, only, instead = self._looked_in(text, message)
        if instead:
            return instead
        absent = [word for word in dict.fromkeys(keys) if word not in index.places]
        found = search.ranked(self._case, self._library, text, only, _BEST)
        told = [one for one in found if any(_is_telling(index, word) for word in one.words)]
        found = told or found  # nobody looks for an article while there is more to find
        said = FINDER["passages"].format(count=len(found)) if found else _nothing(only)
        missing = [visible(FINDER["only_words"].format(words=", ".join(absent[:_NAMED])))] if absent else []
        passages = [{"place": _place(one.place), "pieces": _found_in(one.passage, _telling(index, one.words))} for one in found]
        return {"said": said, "notes": missing + ([] if found else [FINDER["not_proof"]]), "passages": passages}

    def _uses(self, text, message):
        index, keys, only, instead = self._looked_in(text, message)
        if instead:
            return instead
        most = message.get("most")
        most = max(_STEP, min(most, _MOST)) if isinstance(most, int) else _STEP
        lines, count = search.concordance(self._case, self._library, text, only, most=most)
        if not lines:
            return {"said": _nothing(only), "notes": [*_why_not(index, keys, only), FINDER["not_proof"]]}
        said = FINDER["uses" if len(lines) == count else "uses_some"].format(count=count, shown=len(lines))
        return {
            "said": said,
            "caption": FINDER["lines"].format(words=visible(prose.shown(text))),
            "lines": [
                {name: visible(getattr(one, name)) for name in ("before", "found", "behind")} | {"place": _place(one.place)}
                for one in lines
            ],
            "next": most + _STEP if len(lines) < min(count, _MOST) else 0,
        }  # fmt: skip

    def _quotation(self, text, _message):
        which = self._which()
        if which["advice"]:
            return {"said": FINDER["no_texts"], "advice": which["advice"]}
        checked = quotes.check_quote(text, self._case, self._library)
        headline, *rest = quotes.said(checked, with_places=False)
        is_found = checked.grade != "not-found"
        proof = [one for one in rest if one in (QUOTES["found-proof"], QUOTES["not-proof"])]
        shown = {part.place for part in checked.parts}
        return {
            "said": headline if is_found else FINDER["not_found"],  # which texts these are stands in a list
            "grade": checked.grade,
            "notes": [one for one in rest if one not in proof],
            "parts": [_part(part) for part in checked.parts],
            "nearest": _part(checked.nearest) | {"differences": []} if checked.nearest else None,
            "proof": proof,
            "places": [_place(one) for one in checked.places[:_PLACES] if one not in shown],
            "searched": list(dict.fromkeys(visible(title) for _, _, title in checked.searched)),
            "folding": QUOTES["folding"],
        }

    def _sides(self, text, message):
        second = _typed(message, "second")
        refused = _refusal("compare", second)
        if refused:
            return refused | ({"said": FINDER["empty_second"]} if refused["said"] == FINDER["empty"] else {})
        texts = (locate.clean(pastes.without_markup(one)) for one in (text, second))
        two = render.sides(compare.compared(*texts))
        return {"said": two["caption"]} | two


def _typed(message, name):
    found = message.get(name)
    return found if isinstance(found, str) else ""


def _refusal(asked, text):
    """What to say of something that cannot be looked for, or None."""
    if not text.strip():
        return {"said": FINDER["empty"]}
    if len(text) > LONGEST:
        return {"said": FINDER["too_long"].format(most=LONGEST)}
    if not locate.fold(locate.clean(text)).words and asked != "compare":
        return {"said": FINDER["no_words"]}
    return None


def _year(given):
    """A year, None where none is given, or an empty text where it is none."""
    given = given.strip() if isinstance(given, str) else ""
    if not given:
        return None
    return int(unicodedata.normalize("NFKC", given)) if re.fullmatch(r"\d{4}", given) else ""


def _nothing(only):
    return FINDER["not_found"] if only == search.Filter() else FINDER["not_with_filter"].format(only=FINDER["only"])


def _why_not(index, keys, only):
    absent = [word for word in dict.fromkeys(keys) if word not in index.places]
    if absent:
        return [visible(FINDER["only_words"].format(words=", ".join(absent[:_NAMED])))]
    is_apart = len(keys) > 1 and only == search.Filter()
    return [FINDER["not_in_order"].format(label=FINDER["modes"]["search"]["label"])] if is_apart else []


def _place(place):
    """Who speaks where, in words, for a line and for a list."""
    who, long = FINDER["nobody_short"], FINDER["nobody"]
    if place.quoted_by:
        who, long = (FINDER[name].format(author=place.quoted_by) for name in ("quoted_short", "quoted"))
    elif place.author:
        who = long = place.author
    told = {"who": who, "speaks": long, "work": place.title, "section": place.section or "", "written": place.written or ""}
    return {name: visible(text) for name, text in told.items()} | {"named": [visible(name) for name in place.named_beside]}


def _telling(index, words):
    """The words that are marked: articles and the like only where there is nothing else."""
    return {word for word in words if _is_telling(index, word)} or set(words)


def _is_telling(index, word):
    return index.bits(word) >= _TELLING * index.choice


def _found_in(passage, keys):
    """A passage in pieces, each with whether it is a word that was looked for."""
    folded, pieces, at = locate.fold(passage), [], 0
    passage = locate.nfc(passage)
    for word, start, end in zip(wording.keys(folded.words), folded.starts, folded.ends, strict=True):
        if word in keys:
            pieces += [["", visible(passage[at:start])], ["mark", visible(passage[start:end])]]
            at = end
    return [piece for piece in [*pieces, ["", visible(passage[at:])]] if piece[1]]


def _part(part):
    """One passage of a quotation: as it was given beside as it is printed, where they differ."""
    rows = render.sides(compare.compared(part.quotation, part.passage))["rows"] if part.differences else []
    return {
        "place": _place(part.place),
        "given": [piece for row in rows for piece in row["left"]],
        "printed": [piece for row in rows for piece in row["right"]] or [["", visible(part.passage)]],
        "differences": [visible(quotes.said_of(one)) for one in part.differences],
    }
