"""Who is working: pseudonyms, one current for a folder of journals.

A name is drawn, never asked for. "Someone else is working here" draws a new one, so that a
shared machine shows nobody another's answers; whoever comes back types the name they had.
The log ``learners.jsonl`` is written as the journals are, one line each time the learner changes.
"""

import re
import secrets

from sidebyside import journal

FILE = "learners.jsonl"
PATTERN = re.compile(r"[a-z]{2,12} [a-z]{2,12}( [0-9]{1,4})?")
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


class UnknownLearner(ValueError):
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
    entries, _ = journal.read_log([where / FILE], _entry_fault)
    names = [entry["learner"] for entry in entries]
    answers, _ = journal.merge(sorted(path for path in where.glob("*.jsonl") if path.name != FILE))
    names += [answer["learner"] for answer in answers if PATTERN.fullmatch(answer["learner"])]
    return list(dict.fromkeys(names))


def current(where):
    """Who worked here last, or None."""
    entries, _ = journal.read_log([where / FILE], _entry_fault)
    return entries[-1]["learner"] if entries else None


def begin(where, name):
    """Note that this learner is working from now on.

    Raises
    ------
    OSError
        The folder cannot be written.
    """
    entries, _ = journal.read_log([where / FILE], _entry_fault)
    last = entries[-1]["id"] if entries else ""
    journal.append(where / FILE, {"schema": journal.SCHEMA, "id": journal.new_id(last), "learner": name, "began": journal.now()})


def place(where):
    """What tells this folder from every other, wherever it is moved: the id of its first entry, or None."""
    entries, _ = journal.read_log([where / FILE], _entry_fault)
    return entries[0]["id"] if entries else None


def resume(where, name=None):
    """Who works here: the learner who did last, else the one named, else a newcomer.

    Raises
    ------
    OSError
        The folder cannot be written, which a learner must know before the first answer.
    """
    last = current(where)
    if last is None:
        name = name or draw(known(where))
        begin(where, name)
        return name
    with (where / FILE).open("ab"):
        return last


def newcomer(where):
    """A new learner, noted and returned."""
    name = draw(known(where))
    begin(where, name)
    return name


def returning(where, typed):
    """The learner whose name was typed, noted as working now.

    Raises
    ------
    UnknownLearner
        No such name has been used in this folder.
    """
    name = " ".join(str(typed).lower().split())
    if name not in known(where):
        raise UnknownLearner("No answers are kept here under that name. Check the spelling: two words, such as “calm heron”.")
    begin(where, name)
    return name


def may_stay(where, name, instead_of):
    """Whether a learner who began while the folder could not be written may go on under the same name.

    Only where nobody has that name, and nobody's answers are hidden by it.
    """
    if not (isinstance(name, str) and PATTERN.fullmatch(name)) or name in known(where):
        return False
    answers, _ = journal.merge(sorted(path for path in where.glob("*.jsonl") if path.name != FILE))
    return not any(answer["learner"] == instead_of for answer in answers)


def _entry_fault(entry):
    if not isinstance(entry, dict) or not journal.is_id(entry.get("id")) or not isinstance(entry.get("learner"), str):
        return "not a learner"
    return None if PATTERN.fullmatch(entry["learner"]) else "not a learner"
