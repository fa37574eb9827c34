"""The author's own words of an excerpt, where they can be had: in a text that is here, or in a learner's paste.

Called on request only. Nothing that a notebook stores may depend on which texts are on a machine.
"""

from dataclasses import asdict

from sidebyside import library as shelf
from sidebyside import locate, pastes, prose, verification
from sidebyside.fetching import address_of
from sidebyside.words import LANGUAGES, ORIGINAL, PASTED

FOLDER = "pasted"  # inside the folder of texts
_MOST = 20  # sentences on either side
_SHOWN = ("verified", "found in part")


def original(case, library, excerpt_id, around=0):
    """The author's words of an excerpt.

    Parameters
    ----------
    case : model.Case
    library : library.Library
    excerpt_id : str
    around : int
        Sentences to show on either side, never beyond the section the passage stands in.

    Returns
    -------
    dict
        Ready for JSON. ``state`` is "here" (with before, passage, behind, standing, edition, language),
        "pasted" (passage, edition, language, and how it stood when it was judged again just now),
        "unreadable" (reason, how) or "absent" (how to get it).

    Raises
    ------
    KeyError
        There is no such excerpt.
    """
    case.excerpt(excerpt_id)
    locators, reason = case.rows("locators", owner_id=excerpt_id), None
    for locator in locators:
        edition = case.edition(locator.edition_id)
        try:
            text = library.text(edition)
        except shelf.TextUnreadable as error:
            reason = reason or str(error)
            continue
        if text is None:
            continue
        found = verification.standing(text, locator)
        bounds = _bounds(case, text, locator, found.span)
        if found.state in _SHOWN and bounds:
            return _here(text, edition, found, bounds, around) | _edition(case, edition)
        reason = reason or PASTED["elsewhere"].format(edition=edition.edition_id)
    for locator in locators:
        kept = _kept(case, library, locator)
        if kept:
            edition = case.edition(locator.edition_id)
            said = {"judgement": _message(kept, _missing(kept), edition.language), "differs": list(kept.differs)}
            return {"state": "pasted", "passage": kept.passage} | said | _edition(case, edition)
    if reason:
        return {"state": "unreadable", "reason": reason, "how": _how(case, locators)}
    return {"state": "absent", "how": _how(case, locators)}


def told(found):
    """What a page needs of an answer of `original`: the words, whose edition they are, and what to say or do.

    Returns
    -------
    dict
        state, before, passage (with its sha256), behind, language, edition (in words) and message; texts may be empty.
    """
    edition = found.get("edition") or {}
    translator = edition.get("translator")
    named = (
        edition.get("title"),
        edition.get("publisher"),
        edition.get("year"),
        translator and ORIGINAL["by"].format(translator=translator),
    )
    parts = {name: found.get(name, "") for name in ("state", "before", "passage", "behind", "language")}
    parts["differs"] = found.get("differs", [])
    parts["sha256"] = locate.text_sha256(parts["passage"]) if parts["passage"] else ""
    return parts | {"edition": ", ".join(filter(None, named)), "message": _advice(found)}


def failed(error):
    """What to say of an error nobody expected."""
    return ORIGINAL["failed"].format(reason=type(error).__name__)


def _advice(found):
    if found["state"] == "here":
        return ORIGINAL["in part"] if found["standing"] == "found in part" else ""
    if found["state"] == "pasted":
        return f"{ORIGINAL['pasted']} {found['judgement']}"
    ways = found["how"]
    said = ORIGINAL["fetchable" if any(way["fetchable"] for way in ways) else "absent"]
    adding = ORIGINAL["add"].format(command=ways[0]["add"]) if ways else ""
    return " ".join(filter(None, (found.get("reason"), said, adding)))


def _bounds(case, text, locator, span):
    """From where to where the author of a passage speaks, or None where it stands in another section than it should."""
    places = verification.section_places(case, text)
    if not places:
        return 0, len(text.content)
    section = span and verification.section_around(places, span)
    if not section or section.title != locator.section:
        return None
    number = [row for row, _ in places].index(section)
    low = text.folded.starts[places[number][1]]
    if number + 1 == len(places):
        return low, len(text.content)
    following = places[number + 1][1]
    # A section whose beginning is not found may begin right behind the passage.
    return low, span.end if following is None else text.folded.starts[following]


def _here(text, edition, found, bounds, around):
    by_line = edition.format == "lines"
    start, end = prose.with_marks(text.content, found.span.start, found.span.end)
    count = min(max(int(around), 0), _MOST)
    before, behind = prose.around(text.content, (start, end), bounds, count, by_line)
    return {
        "state": "here",
        "standing": found.state,
        "before": before,
        "passage": prose.shown(text.content[start:end]),
        "behind": behind,
    }


def _edition(case, edition):
    return {
        "edition": {
            "edition_id": edition.edition_id,
            "title": case.work(edition.work_id).title,
            "publisher": edition.publisher,
            "year": edition.year,
            "translator": edition.translator,
        },
        "language": edition.language,
    }


def _how(case, locators):
    """How each edition of a passage may be had."""
    ways = []
    for locator in locators:
        edition = case.edition(locator.edition_id)
        ways.append({
            "edition_id": edition.edition_id,
            "language": edition.language,
            "fetchable": address_of(case, edition) is not None,
            "page": locate.deep_link(locator.url, locator.first_words, locator.last_words),
            "fetch": f"sidebyside texts fetch {edition.edition_id}" if address_of(case, edition) else None,
            "add": f"sidebyside texts add {edition.edition_id} FILE",
        })  # fmt: skip
    return ways


def pasted(case, library, excerpt_id, text):
    """A learner's paste from the public page, judged and, where it is the passage, kept.

    Parameters
    ----------
    case : model.Case
    library : library.Library
        Its folder keeps what is the same or near, in a folder of its own, for `original` to show.
    excerpt_id : str
    text : str
        Whatever was pasted.

    Returns
    -------
    dict
        Ready for JSON: grade (one of `pastes.GRADES`), differs (pasted words that do not agree), missing
        (how many words of the passage have none agreeing), passage, kept (bool), message.

    Raises
    ------
    KeyError
        There is no such excerpt.
    """
    case.excerpt(excerpt_id)
    locators = case.rows("locators", owner_id=excerpt_id)
    found = [_judged(case, library, locator, str(text)) for locator in locators] or [pastes.Judged("not-it")]
    best = min(found, key=lambda one: pastes.GRADES.index(one.grade))
    kept = best.grade in ("same", "near") and _keep(library, excerpt_id, best.passage)
    result = asdict(best) | {"differs": list(best.differs), "kept": kept}
    del result["agree"], result["of"]
    missing = _missing(best)
    language = case.edition(locators[0].edition_id).language if locators else ""
    return result | {"missing": missing, "message": _message(best, missing, language)}


def _judged(case, library, locator, text):
    edition = case.edition(locator.edition_id)
    return pastes.judged(text, locator, edition.language, _known(library, edition, locator))


def _known(library, edition, locator):
    """The folded words of a passage whose text is here and stands as it should, or None."""
    try:
        text = library.text(edition)
    except shelf.TextUnreadable:
        return None
    found = verification.standing(text, locator)
    return text.folded.words[found.span.first_word : found.span.end_word] if found.state in _SHOWN else None


def _missing(found):
    return found.of - found.agree if found.of is not None else None


def _message(found, missing, language):
    parts = [PASTED[found.grade].format(agree=found.agree, of=found.of, language=LANGUAGES.get(language, language))]
    if found.grade == "near" and found.differs:
        parts.append(PASTED["differs"].format(words="; ".join(found.differs)))
    if found.grade == "near" and missing:
        parts.append(PASTED["missing"].format(count=missing))
    return " ".join(parts)


def _path(library, excerpt_id):
    return library.folder / FOLDER / f"{excerpt_id}.txt"


def _keep(library, excerpt_id, passage):
    try:
        if shelf.is_file_name(excerpt_id):
            shelf.store(_path(library, excerpt_id), passage + "\n")
            return True
    except OSError:
        pass
    return False


def _kept(case, library, locator):
    """What was pasted for a locator and still is its passage, or None: the file may have been changed since, or the tables."""
    if not shelf.is_file_name(locator.owner_id):
        return None
    try:
        text = shelf.file_bytes(_path(library, locator.owner_id), pastes.LONGEST * 4).decode("utf-8-sig")
    except (shelf.TextUnreadable, UnicodeDecodeError):
        return None
    found = _judged(case, library, locator, text)
    return found if found.grade in ("same", "near") else None
