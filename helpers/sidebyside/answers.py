"""The verb about answers kept on this machine: list, carry out and in, delete, rename, drop times."""

import argparse
import codecs
import json
import re
from pathlib import Path

from sidebyside import carrying, erasing, journal, learners
from sidebyside.texts import Said

_SHOWN = 20  # refused lines named one by one
_FILE = re.compile(r"([0-9]{2})(?![0-9])")  # 04.jsonl, 04 (1).jsonl, 04-calm-heron.jsonl


class NotDone(ValueError):
    """What was asked for cannot be done; the text says why and what to do."""


def add_steps(verb):
    """The steps of ``sidebyside answers`` and their options, for the parser of the command."""
    steps = verb.add_subparsers(required=True, metavar="STEP", title="steps", dest="step")
    for name, summary in (
        ("list", "who has answered what, and what cannot be read"),
        ("export", "write all answers, or one learner's, into one file"),
        ("import", "take in the answers of such a file, or of a journal; nothing here is overwritten"),
        ("delete", "delete every answer of a learner; without --yes only say what there is to delete"),
        ("rename", "give a learner another name"),
        ("drop-times", "take out when a learner answered; the answers stay"),
    ):
        step = steps.add_parser(name, help=summary, description=f"{summary[0].upper()}{summary[1:]}.")
        step.add_argument("--journal", metavar="DIR", type=Path, help="the folder of journals (or SIDEBYSIDE_JOURNAL)")
        step.add_argument("--json", action="store_true", default=argparse.SUPPRESS, help="one JSON value, nothing else")
        if name in ("list", "export"):
            step.add_argument("--learner", metavar="NAME", help="only this learner, in quotation marks")
        if name == "export":
            step.add_argument("--out", metavar="FILE", help="where to write; - is standard output (./answers-NAME.jsonl)")
            step.add_argument("--overwrite", action="store_true", help="write over a file that is there")
            step.add_argument("--no-times", action="store_true", help="without times, for somebody who is to read it")
        if name == "import":
            step.add_argument("file", metavar="FILE")
        if name in ("delete", "rename", "drop-times"):
            step.add_argument("name", metavar="NAME", help="the learner, in quotation marks")
        if name == "rename":
            step.add_argument("new", metavar="NEW", help="two words of small letters, in quotation marks")
        if name == "delete":
            step.add_argument("--yes", action="store_true", help="delete")


def answers(options):
    """``sidebyside answers``: what is kept on this machine; NotDone where it cannot be done at all."""
    do = {"list": _list, "export": _export, "import": _import, "delete": _delete, "rename": _rename, "drop-times": _drop_times}
    where, note = folder(options, is_made=options.step == "import")
    try:
        erasing.finish(where)
        said = do[options.step](where, options)
    except learners.NoSuchName as error:
        raise NotDone(str(error)) from None
    except OSError as error:
        said = f"{error.filename or where}: {error.strerror or error}"
        raise NotDone(f"{said}. See who may read and write it, and whether the disk is full.") from None
    return Said(said.value, said.lines, said.complaints, [*note, *said.notes])


def folder(options, *, is_made=False):
    """The folder of journals, and what to say of it where it is not the one beside the present folder."""
    if options.journal:
        if not options.journal.is_dir() and not is_made:
            raise NotDone(f"There is no folder {options.journal}. Name the folder with the journals, such as notebooks/journal.")
        return options.journal.resolve(), []
    usual = journal.folder()
    lessons = Path.cwd() / "notebooks"
    if usual == Path.cwd() / "journal" and not usual.is_dir() and lessons.is_dir():
        return lessons / "journal", [f"Looked in {lessons / 'journal'}, where the lessons keep answers."]
    return usual, []


def _list(where, options):
    names = learners.all_names(where, known(where, options.learner)) if options.learner else None
    value = {"folder": str(where), "learners": [], "nameless": 0, "unreadable": []}
    for name in dict.fromkeys(learners.newest_name(where, name) for name in learners.known(where)):
        if names is None or name in names:
            value["learners"].append(_learner(where, name))
    for path in [*learners.journals(where), where / learners.FILE]:
        is_log = path.name == learners.FILE
        entries, skipped = journal.read_log([path], learners.entry_fault if is_log else journal.answer_fault)
        value["unreadable"] += [{"file": str(path), "line": each.line, "reason": each.reason} for each in skipped]
        value["nameless"] += 0 if is_log else sum(not learners.PATTERN.fullmatch(entry["learner"]) for entry in entries)
    lines = [f"Answers are looked for in {where}"]
    for row in value["learners"]:
        lines.append(f"{row['name']}{_also(row)}")
        lines += [f"  {_lesson_line(lesson)}" for lesson in row["lessons"]] or ["  no answers yet"]
    if not value["learners"]:
        lines.append("Nobody has worked here yet.")
    if value["nameless"]:
        lines.append(f"{_counted(value['nameless'])} under names that no desk gives; nobody can go on with them.")
    return Said(value, lines, [_complaint(each) for each in value["unreadable"]])


def _learner(where, name):
    names, lessons = learners.all_names(where, name), []
    for path in learners.journals(where):
        given = [each for each in journal.merge([path])[0] if each["learner"] in names]
        if given:
            folded = journal.fold(path, names)
            times = sorted(each["saved_at"] for each in given if each.get("saved_at"))
            answered = sum(bool(each["value"]) for each in folded.answers.values())
            row = {"lesson": path.stem, "answered": answered, "rivals": len(folded.rivals), "lines": len(given)}
            lessons.append(row | {"first": times[0] if times else None, "last": times[-1] if times else None})
    earlier = sorted(names - {name})
    return {"name": name, "people": learners.people(where, name), "earlier_names": earlier, "lessons": lessons}


def _also(row):
    people = {1: "", 2: ", two people", 3: ", three people"}[row["people"]]
    return people + (f", earlier {', '.join(row['earlier_names'])}" if row["earlier_names"] else "")


def _lesson_line(lesson):
    number = lesson["answered"]
    said = f"lesson {lesson['lesson']}: {number} {'question' if number == 1 else 'questions'} answered"
    if lesson["rivals"]:
        said += f", {lesson['rivals']} with another answer from another page, to be chosen at the desk"
    return f"{said}, {_plain(lesson['first'])} to {_plain(lesson['last'])}" if lesson["first"] else f"{said}, without times"


def _plain(moment):
    """A time as it stands in a file, of which nothing is trusted: without anything a terminal would obey."""
    return "".join(letter if letter.isprintable() else "?" for letter in moment[:40])


def _complaint(unreadable):
    return (
        f"{unreadable['file']}:{unreadable['line']}: {unreadable['reason']}."
        " Every other line is read. A line of a newer version is read by a newer course; a torn one can be deleted in an editor."
    )


def _export(where, options):
    if options.out == "-" and options.json:
        raise NotDone("--json and --out - both want standard output. Leave one of them out.")
    name = known(where, options.learner) if options.learner else None
    lines = list(carrying.exported(where, None if name is None else [name], times=not options.no_times))
    if not any('"prompt_id"' in line for line in lines):
        raise NotDone(f"There are no answers in {where}. Name another folder with --journal.")
    if options.out == "-":
        # A console may not know every letter; as escapes they are the same file.
        return Said(None, [json.dumps(json.loads(line)) for line in lines])
    path = Path(options.out or carrying.file_name(name))
    try:
        with path.open("w" if options.overwrite else "x", encoding="utf-8", newline="\n") as file:
            file.writelines(lines)
    except FileExistsError:
        raise NotDone(f"{path} is there already. Name another file with --out, or say --overwrite.") from None
    except OSError as error:
        raise NotDone(f"{path} could not be written: {error.strerror}. Name another place with --out.") from None
    headings = sum('"sidebyside"' in line[:13] for line in lines)
    value = {"file": str(path), "answers": len(lines) - headings, "learners": headings}
    whose = f"{headings} {'learner' if headings == 1 else 'learners'}"
    return Said(value, [f"{path}  written: {_counted(value['answers'])} of {whose}."])


def _import(where, options):
    path = Path(options.file)
    try:
        text = _text(path.read_bytes())
    except OSError as error:
        raise NotDone(f"{path} cannot be read: {error.strerror}. Nothing was taken.") from None
    lesson = _FILE.match(path.name)
    taken = carrying.take(where, text, lesson=lesson and lesson[1], file=path.name)
    refused = [{"line": each.line, "reason": each.reason} for each in taken.refused]
    value = {"new": taken.new, "known": taken.known, "refused": refused, "names": list(taken.names), "learner": taken.learner}
    complaints = [f"{path}:{each['line']}: {each['reason']}; not taken." for each in refused[:_SHOWN]]
    if len(refused) > _SHOWN:
        complaints.append(f"{path}: {len(refused) - _SHOWN} more lines were not taken.")
    if not (taken.new or taken.known or refused):
        complaints.append(f"{path} holds no answers.")
    lines = [f"{_counted(taken.new)} new, {_counted(taken.known)} here already."] if taken.new or taken.known else []
    if taken.learner:
        lines.append(f"To go on with them, open a lesson, choose to go on under a name you have had, and type: {taken.learner}")
    return Said(value, lines, complaints)


def _text(content):
    """A file as text, also one that Windows' own console wrote; a line of anything else cannot be read as JSON."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return content.decode("utf-16", "replace")
    return "\n".join(_decoded(line) for line in content.split(b"\n"))


def _decoded(line):
    try:
        return line.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return "\ufffd"


def _delete(where, options):
    name = known(where, options.name)
    names = learners.all_names(where, name)
    lines = sum(row["lines"] for row in _learner(where, learners.newest_name(where, name))["lessons"])
    value = {"names": sorted(names), "lines": lines, "deleted": False, "unreadable": None}
    if not options.yes:
        told = f"{_counted(lines)} of {', '.join(sorted(names))}, earlier versions included, would be deleted"
        hint = "Nothing was deleted yet: say it again with --yes, after an export if they are to be kept anywhere."
        return Said(value, [], [f"{told}. {hint}"])
    done = erasing.erase(where, names)
    left = len(done.unreadable)
    told = "One line that nobody can read is" if left == 1 else f"{left} lines that nobody can read are"
    notes = [f"{told} left; sidebyside answers list says where."] if left else []
    value |= {"lines": done.lines, "deleted": True, "unreadable": left}
    return Said(value, [f"{_counted(done.lines)} of {', '.join(sorted(names))} deleted, and the name."], [], notes)


def _rename(where, options):
    name = learners.newest_name(where, known(where, options.name))
    was = learners.current(where)
    new = learners.rename(where, name, options.new)
    if was != name:  # to take another name is not to begin to work
        learners.begin(where, was, learners.people(where, was)) if was else learners.leave(where)
    return Said({"name": new, "was": name}, [f"{name} is {new} from now on; the earlier name still opens the same answers."])


def _drop_times(where, options):
    names = learners.all_names(where, known(where, options.name))
    done = erasing.drop_times(where, names)
    value = {"names": sorted(names), "lines": done.lines, "unreadable": len(done.unreadable)}
    note = "Files exported earlier still have them; when a file was changed last, the file system tells."
    return Said(value, [f"{_counted(done.lines)} of {', '.join(sorted(names))} without times now. {note}"])


def _counted(number):
    return f"{number} {'answer' if number == 1 else 'answers'}"


def known(where, typed):
    """The learner whose name was typed; NotDone where nobody of that name has worked."""
    name, names = learners.tidy(typed), learners.known(where)
    if name not in names:
        there = f"There are: {', '.join(names)}." if names else "Nobody has worked there."
        raise NotDone(f"Nobody of that name has worked in {where}. {there}")
    return name
