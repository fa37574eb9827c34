"""Who is working: pseudonyms, at most one at a time for a folder of journals.

A name is drawn, never asked for; whoever likes another may choose one of the same form. A name
stands for one, two or three people who share a screen. "Someone else" draws a new one, so that a
shared machine shows nobody another's answers; whoever comes back types the name they had. The log
``learners.jsonl`` is written as the journals are, a line each time something changes:
{learner, people} begins or goes on, {learner, was} is another name for the same people,
{left} says that nobody is working, {place} keeps what the folder is known by, and ``carried`` that a
name came in a file, by which nobody begins to work.
"""

import re
import secrets
from functools import lru_cache

from sidebyside import journal
from sidebyside.keeping_words import NAMES

FILE = "learners.jsonl"
PATTERN = re.compile(r"[a-z]{2,12} [a-z]{2,12}( [0-9]{1,4})?")
MOST_PEOPLE = 3
_MANNERS = (
    "able amber brisk calm clear copper early even fair fleet gentle glad green happy keen kind light lively"
    " mellow merry mild neat open patient plain quick quiet ready silver sound spry steady still sunny"
    " tidy true warm wide young"
).split()
_BIRDS = (
    "avocet bittern bunting coot crane curlew dipper diver dunlin egret finch gannet godwit grebe heron hobby"
    " ibis jay kestrel kite lark linnet martin merlin oriole osprey ouzel petrel pipit plover puffin rail"
    " redstart robin siskin skylark snipe sparrow starling stork swallow swift teal tern thrush wagtail"
    " warbler whimbrel wigeon wren"
).split()


class NoSuchName(ValueError):
    """A name that cannot be taken or gone back to; the text says why."""


class UnknownLearner(NoSuchName):
    """Nobody of this name has worked in this folder."""


def draw(taken=()):
    """A pseudonym that is not among those taken."""
    taken = set(taken)
    free = [name for manner in _MANNERS for bird in _BIRDS if (name := f"{manner} {bird}") not in taken]
    if free:
        return secrets.choice(free)
    while (name := f"{secrets.choice(_MANNERS)} {secrets.choice(_BIRDS)} {secrets.randbelow(9000) + 1000}") in taken:
        pass
    return name


def known(where):
    """Every pseudonym used in a folder, in the order of first use; a learner known only from a journal counts.

    Parameters
    ----------
    where : Path
        The folder of journals.
    """
    answers, _ = journal.merge(journals(where))
    found = [answer["learner"] for answer in answers if PATTERN.fullmatch(answer["learner"])]
    return list(dict.fromkeys([*noted(where), *found]))


def journals(where):
    """The journals of a folder, in the order of their lessons."""
    return sorted(path for path in where.glob("*.jsonl") if journal.is_lesson(path.stem))


def noted(where):
    """Every pseudonym in the log of learners, in the order of first use."""
    return list(dict.fromkeys(name for entry in _entries(where) for name in (entry.get("was"), entry.get("learner")) if name))


def current(where):
    """Who is working here, or None when nobody has begun or whoever did has left."""
    last = _last(_entries(where))
    return newest_name(where, last["learner"]) if "learner" in last else None


def _last(entries):
    """The last entry that says who is working."""
    return next((entry for entry in reversed(entries) if not {"place", "carried"} & entry.keys()), {})


def people(where, name):
    """How many people work under a name: one, two or three."""
    names = all_names(where, name)
    told = [entry["people"] for entry in _entries(where) if entry.get("learner") in names and "people" in entry]
    return told[-1] if told else 1


def all_names(where, name):
    """Every name the same people have had, this one included."""
    return next((names for names in _groups(where) if name in names), frozenset([name]))


def newest_name(where, name):
    """The name that people who have had several go by now."""
    names = all_names(where, name)
    said = [entry["learner"] for entry in _entries(where) if entry.get("learner") in names and "was" in entry]
    return said[-1] if said else name


def _groups(where):
    """Names that stand for the same people, as sets."""
    groups = []
    for entry in _entries(where):
        if "was" in entry:
            pair = {entry["learner"], entry["was"]}
            joined = [group for group in groups if group & pair]
            groups = [group for group in groups if group not in joined] + [frozenset(pair.union(*joined))]
    return groups


def begin(where, name, number=1):
    """Note that these people are working from now on.

    Raises
    ------
    OSError
        The folder cannot be written.
    """
    _note(where, learner=name, people=number)


def rename(where, name, typed):
    """Another name for the same people; what they answered before goes with them.

    Returns
    -------
    str
        The name as it is kept.

    Raises
    ------
    NoSuchName
        It is not of the form of a name here, or somebody else has it.
    """
    wanted = tidy(typed)
    if not PATTERN.fullmatch(wanted):
        raise NoSuchName(NAMES["form"])
    if wanted in known(where) and wanted not in all_names(where, name):
        raise NoSuchName(NAMES["taken"])
    join(where, wanted, name)
    return wanted


def join(where, name, earlier):
    """Note that two names stand for the same people, who go by the first from now on."""
    _note(where, learner=name, was=earlier)


def carry(where, names, newest, number=1):
    """Note people who came in a file; who is working stays as it is.

    Parameters
    ----------
    where : Path
        The folder of journals.
    names : iterable of str
        Every name they have had.
    newest : str
        The one they went by where the file was made. They go by it here too, unless they have a
        name here of which the file knows nothing.
    number : int
        How many they are, for people of whom nothing is noted here.
    """
    names = list(dict.fromkeys([newest, *names]))
    here = set(noted(where))
    if not here.intersection(names):
        _note(where, learner=newest, people=number, carried=True)
    ours = [newest_name(where, name) for name in names if name in here]
    name = next((name for name in ours if name not in names), newest)
    for other in names:
        if other not in all_names(where, name):
            _note(where, learner=name, was=other, carried=True)


def leave(where):
    """Note that nobody is working; the next desk asks who is."""
    _note(where, left=True)


def place(where):
    """What tells this folder from every other, wherever it is moved: the id of its first entry, or None."""
    entries = _entries(where)
    kept = next((entry["place"] for entry in entries if "place" in entry), None)
    return kept or (entries[0]["id"] if entries else None)


def instead_of(where, names):
    """What the log must hold once every entry that names these people is taken out.

    The folder keeps its place; and where one of them was working, nobody is, not whoever worked before.

    Returns
    -------
    list of dict
        Entries.
    """
    entries = _entries(where)
    last, known = _last(entries), place(where)
    found = []
    if known and all("place" not in entry for entry in entries):
        found.append({"schema": journal.SCHEMA, "id": f"{0:015}{known[15:]}", "place": known})
    if is_named(last, names):
        found.append({"schema": journal.SCHEMA, "id": last["id"], "left": True})
    return found


def is_named(entry, names):
    """Whether an entry of the log is about one of these names."""
    return entry.get("learner") in names or entry.get("was") in names


def opened(where):
    """The place of a folder (see `place`), noted where there is none: this shows whether the folder can be written.

    Raises
    ------
    OSError
        It cannot, which a learner must know before the first answer.
    """
    where.mkdir(parents=True, exist_ok=True)
    with (where / FILE).open("ab"):
        pass
    keep_place(where)
    return place(where)


def keep_place(where, known_as=None):
    """Note what a folder is known by, unless it is known already."""
    if place(where) is None:
        _note(where, place=known_as or journal.new_id())


def newcomer(where, number=1, name=None):
    """A new learner, noted and returned; under the name given, where nobody has it."""
    taken = known(where)
    name = name if name and name not in taken else draw(taken)
    begin(where, name, number)
    return name


def returning(where, typed, number=None):
    """The learner whose name was typed, noted as working now, under the newest name they have.

    Raises
    ------
    UnknownLearner
        No such name has been used in this folder.
    """
    name = tidy(typed)
    if name not in known(where):
        raise UnknownLearner(NAMES["unknown"])
    name = newest_name(where, name)
    begin(where, name, number or people(where, name))
    return name


def tidy(typed):
    """A name as it is kept: small letters, one space."""
    return " ".join(str(typed)[:100].lower().split())


def may_stay(where, name, instead_of):
    """Whether a learner who began while the folder could not be written may go on under the same name.

    Only where nobody has that name, and nobody's answers are hidden by it.
    """
    if not (isinstance(name, str) and PATTERN.fullmatch(name)) or name in known(where):
        return False
    answers, _ = journal.merge(journals(where))
    return not any(answer["learner"] == instead_of for answer in answers)


def _note(where, **what):
    entries = _entries(where)
    last = max((entry["id"] for entry in entries), default="")
    moment = {"schema": journal.SCHEMA, "id": journal.new_id(last), "began": journal.now()}
    journal.append(where / FILE, moment | what)


def _entries(where):
    path = where / FILE
    return _read(path, journal.stamp(path))


@lru_cache(maxsize=16)
def _read(path, _stamp):
    """The log, read again only when the file is another: each answer asks who is working."""
    return tuple(journal.read_log([path], entry_fault)[0])


def entry_fault(entry):
    """Why a line of the log says nothing of a learner, or None."""
    if not isinstance(entry, dict):
        return "not a learner"
    schema = entry.get("schema", 1)
    if not isinstance(schema, int) or schema > journal.SCHEMA:
        return journal.NEWER
    if not journal.is_id(entry.get("id")):
        return "not a learner"
    if "left" in entry or "place" in entry:
        is_sound = (entry.get("left") is True or journal.is_id(entry.get("place"))) and not {"learner", "was"} & entry.keys()
        return None if is_sound else "not a learner"
    names = [entry.get("learner"), entry.get("was", entry.get("learner"))]
    are_names = all(isinstance(name, str) and PATTERN.fullmatch(name) for name in names)
    is_sound = are_names and is_number(entry.get("people", 1)) and entry.get("carried", True) is True
    return None if is_sound else "not a learner"


def is_number(people):
    """Whether so many can share a screen: a whole number from one to three."""
    return type(people) is int and 1 <= people <= MOST_PEOPLE
