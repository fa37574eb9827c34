"""Which answer to a question stands, where windows, kernels or machines have given several.

An answer names what it was made upon (``seen``: page to id), so what it replaces is known whatever
the clocks say. What nothing replaces is a head. One head, or heads that say the same: that stands.
Heads that differ are all kept, and the learner chooses; the choice is an answer made upon all of them.
"""

from bisect import bisect_right
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Version:
    """The answer shown for a question, those that stand against it, newest first, and those that say the same as one of them."""

    record: dict
    rivals: tuple[dict, ...]
    agreeing: tuple[dict, ...] = field(default=(), compare=False)


def heads(records):
    """The answers that no other replaces, oldest first; of some records at least one, the newest.

    Parameters
    ----------
    records : iterable of dict
        Answers of one learner to one question, in any order, each id once. An answer of the first
        schema names nothing it was made upon (``seen`` is None): it replaces every earlier one.

    Returns
    -------
    list of dict
    """
    records = sorted(once(records), key=lambda record: record["id"])
    newest = {record["writer"]: record["id"] for record in records}
    old = max((record["id"] for record in records if record["seen"] is None), default="")
    known_as = _finder(record["id"] for record in records)
    replaced = {}  # page to the last of its answers that another page's answer was made upon
    for record in records:
        for page, name in (record["seen"] or {}).items():
            if page != record["writer"]:  # nothing is made upon what came later, whatever a line claims
                replaced[page] = max(replaced.get(page, ""), min(known_as(name), record["id"]))
    return [
        record
        for record in records
        if record["id"] == newest[record["writer"]] and old <= record["id"] > replaced.get(record["writer"], "")
    ]


def standing(records):
    """What is shown of the answers to one question: the newest head, and every head that says something else.

    Returns
    -------
    Version
        Of several that say the same the newest is named; the others are ``agreeing``.
    """
    newest, *others = reversed(heads(records))
    shown, agreeing = {newest["value"] or "": newest}, []
    for record in others:
        if shown.setdefault(record["value"] or "", record) is not record:
            agreeing.append(record)
    _, *rivals = shown.values()
    return Version(newest, tuple(rivals), tuple(agreeing))


def ranks(names, taken=()):
    """Ids that tell no time, in the order of the old ones: how many come before, and the same random part.

    Parameters
    ----------
    names : iterable of str
        The ids to be replaced.
    taken : collection of str
        Ids of others that must not be met.

    Returns
    -------
    dict
        Old id to new id. Whatever is answered afterwards has a greater one.
    """
    table, rank = {}, 0
    for name in sorted(set(names)):
        rank += 1
        while (fresh := f"{rank:015}{name[15:]}") in taken:
            rank += 1
        table[name] = fresh
    return table


def untimer(names, taken=()):
    """What takes the time out of an answer: it gets its new id, and was made upon the same answers as before.

    An answer that is not among them keeps its id and its time.

    Parameters
    ----------
    names : iterable of str
        The ids of all answers of the same people.
    taken : collection of str
        Ids of others.

    Returns
    -------
    callable
        Of a record, of any schema up to ours, the changed record.
    """
    table = ranks(names, taken)
    order, known_as = sorted(table), _finder(table)

    def upon(name):
        # An answer that was seen and is not here: the last before it stands for it, so each comparison comes out the same.
        place = bisect_right(order, known_as(name))
        return table[order[place - 1]] if place else f"{0:015}-{0:016}"

    def untimed(record):
        changed = dict(record)
        if record["id"] in table:
            changed |= {"id": table[record["id"]], "saved_at": None}
        if record.get("seen"):
            changed["seen"] = {page: upon(name) for page, name in record["seen"].items()}
        return changed

    return untimed


def once(records):
    """Answers without those that are also here without their time: whatever follows them there follows them here."""
    records = list(records)
    timeless = {rest(record["id"]) for record in records if is_timeless(record["id"])}
    return [record for record in records if is_timeless(record["id"]) or rest(record["id"]) not in timeless]


def rest(name):
    """The random part of an id, which it keeps when its time is dropped."""
    return name[16:]


def is_timeless(name):
    """Whether an id tells no time: nobody has so many answers as there were milliseconds until 1973."""
    return name < "000100000000000"


def _finder(names):
    """What tells under which id an answer is here: its own, or with or without the time it had where it was seen."""
    names = set(names)
    rests = {rest(name): name for name in names}

    def known_as(name):
        other = rests.get(rest(name), name)
        return other if name not in names and is_timeless(other) != is_timeless(name) else name

    return known_as
