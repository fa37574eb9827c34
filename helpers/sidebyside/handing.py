"""The verb that hands in: whose work, which lesson, into which file; and what is still empty, before it goes."""

from pathlib import Path

from sidebyside import answers, journal, learners
from sidebyside.answers import NotDone
from sidebyside.course import document_docx, zipped
from sidebyside.course import handin as gathering
from sidebyside.lesson import open_case
from sidebyside.texts import Said

_ENDINGS = (".zip", *zipped.WRITERS)


def add_options(verb):
    """The options of ``sidebyside handin``, for the parser of the command."""
    verb.add_argument("--lesson", metavar="04", help="the lesson; not needed where you have answered in one only")
    verb.add_argument("--learner", metavar="NAME", help="whose work, in quotation marks; else of whoever is working")
    verb.add_argument("--ai", metavar="TEXT", help="what you used of AI, and for what, in quotation marks")
    verb.add_argument("--name", metavar="TEXT", help="a name to stand on the document beside the made-up one")
    verb.add_argument("--out", metavar="FILE", type=Path, help=f"one file: {', '.join(_ENDINGS)} (a .zip and a .docx, here)")
    verb.add_argument("--overwrite", action="store_true", help="write over a file that is there")
    verb.add_argument("--times", action="store_true", help="with the moment of each answer in the .zip")
    verb.add_argument("--notebook", metavar="FILE", type=Path, help="the notebook for the .zip, if it is not beside the answers")
    verb.add_argument("--journal", metavar="DIR", type=Path, help="the folder of journals (or SIDEBYSIDE_JOURNAL)")


def handin(options):
    """``sidebyside handin``: the documents and the file to hand in; NotDone and CaseError where there can be none.

    A lesson in which nothing was answered gives a document that says so, and a complaint.
    """
    if options.out and options.out.suffix.lower() not in _ENDINGS:
        raise NotDone(f"{options.out} must end in one of {', '.join(_ENDINGS)}. Nothing was written.")
    case, (where, notes) = open_case(options.data), answers.folder(options)
    try:
        learner = _learner(where, options.learner)
        lesson = _lesson(case, where, learner, options.lesson)
        made = gathering.read(case, lesson, where, learner, ai=options.ai, name=options.name)
        files = _files(case, made, where, options)
    except document_docx.Unavailable as error:
        raise NotDone(str(error)) from None
    except OSError as error:
        raise NotDone(
            f"{error.filename or where}: {error.strerror or error}. See who may read it. Nothing was written."
        ) from None
    for path, content in files.items():
        _write(path, content, options.overwrite)
    return _said(made, where, list(files), notes)


def _learner(where, typed):
    """Whose work is handed in; an empty text where nobody has worked."""
    if typed:
        return learners.newest_name(where, answers.known(where, typed))
    current, names = learners.current(where), dict.fromkeys(learners.newest_name(where, name) for name in learners.known(where))
    if current or not names:
        return current or ""
    if len(names) > 1:
        say = f'Say whose work is handed in, as in: --learner "{next(iter(names))}". Nothing was written.'
        raise NotDone(f"Nobody is working in {where} just now, and several have: {', '.join(names)}. {say}")
    return next(iter(names))


def _lesson(case, where, learner, asked):
    known = [row.lesson_id for row in case.rows("lessons")]
    if asked is not None:
        if asked not in known:
            raise NotDone(f"There is no lesson {asked}; there are {', '.join(known)}. Nothing was written.")
        return asked
    names = learners.all_names(where, learner) if learner else ()
    begun = [name for name in known if journal.fold(journal.lesson_path(name, where), names).answers]
    if len(begun) != 1:
        done = f"{learner} has answers in lessons {', '.join(begun)}" if begun else f"There are no answers of yours in {where}"
        raise NotDone(f"{done}. Say which lesson is handed in, as in: --lesson {(begun or known)[0]}. Nothing was written.")
    return begun[0]


def _files(case, made, where, options):
    """What is to be written, by path."""
    paths = [options.out] if options.out else [Path(zipped.file_name(made, suffix)) for suffix in (".zip", ".docx")]
    there = [str(path) for path in paths if path.exists()]
    if there and not options.overwrite:
        are = "is there already" if len(there) == 1 else "are there already"
        raise NotDone(f"{', '.join(there)} {are}. Name another file with --out, or say --overwrite. Nothing was written.")
    files = {}
    for path in paths:
        if path.suffix.lower() == ".zip":
            notebook = options.notebook or zipped.notebook_of(case, made.lesson_id, where.parent)
            try:
                files[path] = zipped.packed(made, where, notebook=notebook and notebook.read_bytes(), times=options.times)
            except zipped.NotANotebook as error:
                raise NotDone(f"{notebook}: {error} Name another with --notebook. Nothing was written.") from None
        else:
            files[path] = zipped.WRITERS[path.suffix.lower()](made)
    return files


def _write(path, content, overwrite):
    try:
        with path.open("wb" if overwrite else "xb") as file:
            file.write(content)
    except OSError as error:
        raise NotDone(f"{path} could not be written: {error.strerror}. Name another place with --out.") from None


def _said(made, where, paths, notes):
    complaints = []
    if not (made.claims or made.exercises):
        others = [
            name
            for name in dict.fromkeys(learners.newest_name(where, one) for one in learners.known(where))
            if name != made.learner
        ]
        whose = f"{made.learner} has answered nothing" if made.learner else "There are no answers"
        there = f" Others have worked there: {', '.join(others)} (--learner)." if others else ""
        complaints.append(
            f"{whose} in lesson {made.lesson_id} in {where}, and the document says so.{there} --journal names a folder."
        )
    value = {
        "files": [str(path) for path in paths], "lesson": made.lesson_id, "learner": made.learner or None,
        "empty": list(made.empty), "oral": list(made.oral), "left": list(made.left),
    }  # fmt: skip
    empty = [f"Still empty: {line}" for line in made.empty]
    return Said(value, [f"{path}  written." for path in paths], complaints, [*notes, *empty, *made.left])
