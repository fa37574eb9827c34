"""One file out, one file in: a learner's answers carried from one folder of journals to another.

The file is JSON Lines: for each person a heading, {sidebyside: answers, schema, learner, names, people},
then a line an answer as it stands in the journal, with its ``lesson``. A file cut off keeps every line
before the cut. Taking a file in appends what is not here yet and overwrites nothing; taken twice, in
parts or in another order it comes to the same.
"""

import json
import re
from dataclasses import dataclass
from pathlib import Path

from sidebyside import journal, learners, versions
from sidebyside.keeping_words import CARRYING

KIND = "answers"
_LONGEST_LINE = 12 * journal.LONGEST_VALUE + 10_000  # every letter may be written as two escapes of six
_LONGEST_REST = 8_000  # an answer without its words: names, ids, a hash, a time
_MOST_NAMES = 50
_LATEST = "007258118400000"  # the year 2200: behind a later id nobody could answer any more


@dataclass(frozen=True)
class Taken:
    """What came of a file: answers that were new here, answers that were here already, lines refused, and whose they are.

    ``names`` are the learners that came in, ``learner`` the name these people go by here, or None for several.
    """

    new: int
    known: int
    refused: tuple[journal.Skipped, ...]
    names: tuple[str, ...]
    learner: str | None


def file_name(name=None):
    """A name for the file that is safe on every system, whatever the learner is called; of everybody without a name."""
    words = "-".join(re.findall(r"[a-z0-9]+", str(name or "").lower()[:100]))[:40].strip("-")
    return f"answers-{words}.jsonl" if words else "answers.jsonl"


def exported(where, names=None, times=True):
    """The lines of a file with the answers of all journals of a folder.

    Parameters
    ----------
    where : str or Path
        The folder of journals.
    names : iterable of str, optional
        Whose answers; every name these people have had goes with them. None: everybody's.
    times : bool
        False leaves out when an answer was given. Such a file is for somebody who is to read it: what is
        carried home and back without times may have to be chosen among once more.

    Yields
    ------
    str
        A line with its line break; half an emoji and what breaks lines elsewhere is written as an escape.

    Raises
    ------
    OSError
        A journal cannot be read.
    """
    where = Path(where)
    found = {path.stem: journal.read_log([path], journal.answer_fault)[0] for path in learners.journals(where)}
    for learner, group in _persons(where, found, names):
        number = learners.people(where, learner) if learner else 1
        yield _line({"sidebyside": KIND, "schema": journal.SCHEMA, "learner": learner, "names": sorted(group), "people": number})
        theirs = {lesson: [record for record in records if _is_of(record, learner, group)] for lesson, records in found.items()}
        if not times:
            theirs = {lesson: versions.once(records) for lesson, records in theirs.items()}
            untimed = versions.untimer(record["id"] for records in theirs.values() for record in records)
        for lesson, records in theirs.items():
            for record in records:
                yield _line({"lesson": lesson} | (record if times else untimed(record)))


def _persons(where, found, names):
    """The name they go by and every name they have had, of each person; None for names that are none of ours."""
    if isinstance(names, str):
        names = [names]
    persons = {}
    for name in learners.known(where) if names is None else names:
        persons.setdefault(learners.newest_name(where, name), learners.all_names(where, name))
    yield from persons.items()
    if names is None and any(_is_of(record, None, ()) for records in found.values() for record in records):
        yield None, ()


def _is_of(record, learner, group):
    return record["learner"] in group if learner else not learners.PATTERN.fullmatch(record["learner"])


def _line(record):
    text = json.dumps(record, ensure_ascii=False)
    return f"{text if text.isprintable() else json.dumps(record)}\n"


def take(where, text, first_line=1, lesson=None, file=""):
    """Take the answers of a file, or of some lines of it, into the journals of a folder.

    Parameters
    ----------
    where : str or Path
        The folder of journals; made where it is missing.
    text : str
        Lines as `exported` makes them, or as a journal or a desk's own download has them.
    first_line : int
        The number of the first of these lines in its file.
    lesson : str, optional
        Two digits, for lines that do not say to which lesson they belong.
    file : str
        What the file is called, for what is said about its lines.

    Returns
    -------
    Taken

    Raises
    ------
    OSError
        A journal cannot be read or written. What was written by then stays, and is known the next time.
    """
    where, headings, given, refused = Path(where), [], {}, []
    for number, line in enumerate(text.removeprefix("\ufeff").split("\n"), start=first_line):
        if not line.strip():
            continue
        found, reason = _judged(line, lesson)
        if reason:
            refused.append(journal.Skipped(file, number, reason))
        elif "sidebyside" in found:
            headings.append(found)
        else:
            given.setdefault(found.pop("lesson"), []).append((number, found))
    new = known = 0
    for name, answers in sorted(given.items()):
        added, clashing = _added(journal.lesson_path(name, where), answers)
        refused += [journal.Skipped(file, number, CARRYING["other"]) for number in clashing]
        new, known = new + added, known + len(answers) - added - len(clashing)
    names = _noted(where, headings, [record["learner"] for answers in given.values() for _, record in answers])
    persons = {learners.newest_name(where, name) for name in names}
    return Taken(new, known, tuple(sorted(refused, key=lambda each: each.line)), names, *persons if len(persons) == 1 else [None])


def _judged(line, lesson):
    """What a line holds, a heading or an answer with its lesson; and why it cannot be taken, or None."""
    if len(line) > _LONGEST_LINE:
        return None, CARRYING["line"]
    found, reason = journal.parsed(line.encode("utf-8", "surrogatepass"), lambda found: None)
    if reason:
        return None, reason
    if isinstance(found, dict) and "sidebyside" in found:
        return found, _heading_fault(found)
    reason = journal.answer_fault(found)
    if reason:
        return None, reason
    found.setdefault("lesson", lesson)
    return found, _fault(found)


def _fault(record):
    if not isinstance(record["lesson"], str) or not journal.is_lesson(record["lesson"]):
        return CARRYING["lesson"]
    if not learners.PATTERN.fullmatch(record["learner"]):
        return CARRYING["whose"]
    if len(record["value"] or "") > journal.LONGEST_VALUE:
        return CARRYING["long"].format(length=len(record["value"]), most=journal.LONGEST_VALUE)
    if record["id"] > _LATEST:
        return CARRYING["future"]
    rest = {name: value for name, value in record.items() if name != "value"}
    return CARRYING["more"] if len(json.dumps(rest)) > _LONGEST_REST else None


def _heading_fault(heading):
    schema, names, learner = heading.get("schema"), heading.get("names"), heading.get("learner")
    if type(schema) is int and schema > journal.SCHEMA:
        return CARRYING["newer"]
    is_sound = (
        heading["sidebyside"] == KIND
        and type(schema) is int
        and isinstance(names, list)
        and len(names) <= _MOST_NAMES
        and all(isinstance(name, str) and learners.PATTERN.fullmatch(name) for name in names)
        and (learner is None and not names or learner in names)
        and learners.is_number(heading.get("people"))
    )
    return None if is_sound else CARRYING["heading"]


def _added(path, answers):
    """Append the answers that are not in a journal; how many were new, and the lines that would replace another."""
    here = {record["id"]: record for record in journal.read_log([path], journal.answer_fault)[0]}
    rests = {versions.rest(name): record for name, record in here.items()}
    fresh, clashing, new = {}, [], 0
    for number, record in answers:
        kept = fresh.get(record["id"]) or here.get(record["id"])
        if kept is None and _is_same_but_for_times(record, rests.get(versions.rest(record["id"]))):
            if versions.is_timeless(record["id"]):  # with it comes its place among others that never had a time here
                fresh[record["id"]] = record
            continue
        if kept is None:
            new += 1
        elif any(kept[name] != record[name] for name in journal.REQUIRED):
            clashing.append(number)
            continue
        if kept is None or _is_sent_again(record, kept):
            fresh[record["id"]] = record
    if fresh:
        journal.append(path, *fresh.values())
    return new, clashing


def _is_same_but_for_times(record, other):
    """Whether this answer is here, and the time of one of the two was dropped: it must not come back, nor outdo later ones."""
    if other is None or versions.is_timeless(record["id"]) == versions.is_timeless(other["id"]):
        return False
    return all(record[name] == other[name] for name in ("learner", "prompt_id", "value"))


def _is_sent_again(record, kept):
    """Whether only the time is another, and this the line that readers take (`journal.read_log`): so no order matters."""
    return record | {"saved_at": None} == kept | {"saved_at": None} and journal.line(record) < journal.line(kept)


def _noted(where, headings, given):
    """Note the people of a file; the names that came in."""
    headings = [heading for heading in headings if heading["learner"]]
    for heading in headings:
        learners.carry(where, heading["names"], heading["learner"], heading["people"])
    for name in set(given).difference(learners.noted(where)):
        learners.carry(where, [name], name)
    return tuple(dict.fromkeys([*(heading["learner"] for heading in headings), *given]))
