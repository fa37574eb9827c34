"""The verb about what learners get: their folder, a repository of it, a course for nbgrader."""

from pathlib import Path

from sidebyside.course import folders, nbgrader, release, repository
from sidebyside.lesson import open_case
from sidebyside.texts import Said

WHY_NOT = (release.NotReleased, repository.NoRepository, folders.InTheWay)


class NotDone(ValueError):
    """What was asked for cannot be done; the text says why and what to do."""


def add_options(verb):
    """The options of ``sidebyside release``, for the parser of the command."""
    verb.add_argument("folder", metavar="DIR", nargs="?", type=Path, help="where to write: new, empty, or made by this verb")
    verb.add_argument("--lessons", metavar="00,04", help="which lessons, by number; all where none is named")
    verb.add_argument("--git", action="store_true", help="make DIR a repository with a commit ready to push")
    verb.add_argument("--repository", metavar="OWNER/NAME", default=repository.NAME, help="where it will stand, for the links")
    verb.add_argument("--nbgrader", metavar="COURSE", type=Path, help="write a course for nbgrader into this folder")


def release_of(options):
    """``sidebyside release``; CaseError and NotDone where it cannot be done at all."""
    try:
        return _release(open_case(options.data), options)
    except WHY_NOT as error:
        raise NotDone(str(error)) from None
    except OSError as error:
        where = error.filename or options.folder or options.nbgrader
        raise NotDone(f"{where}: {error.strerror or error}. Name another folder, or see who may write there.") from None


def _release(case, options):
    _look_at(options)
    wanted = None if options.lessons is None else options.lessons.replace(",", " ").split()
    lessons = release.chosen(case, wanted)
    tree = release.files_of(case, options.data, lessons, options.repository)
    jobs = [(options.folder, tree)] if options.folder else []
    if options.nbgrader:
        jobs.append((options.nbgrader, nbgrader.files_of(case, lessons, tree, options.nbgrader.resolve().name)))
    before = [folders.looked_at(where, files) for where, files in jobs]  # all of it before anything is written
    made = [folders.make(where, files, known) for (where, files), known in zip(jobs, before, strict=True)]
    value = {"lessons": [lesson.lesson_id for lesson in lessons], "folder": None, "course": None}
    lines = []
    if options.folder:
        value["folder"] = _told(options.folder, made[0])
        lines += [_line(options.folder, made[0], lessons)]
    if options.git:
        lines += _commit(options, made[0], lessons, value["folder"])
    if options.nbgrader:
        assignments = [nbgrader.assignment(lesson) for lesson in lessons]
        value["course"] = _told(options.nbgrader, made[-1]) | {"assignments": assignments}
        lines += [
            _line(options.nbgrader, made[-1], lessons),
            f"  next, in that folder: nbgrader generate_assignment {assignments[0]}",
        ]
    return Said(value, lines, [], _notes(case))


def _look_at(options):
    """What can be seen to be wrong before anything is read."""
    if options.folder is None and options.nbgrader is None:
        raise NotDone("Name a folder to write into: sidebyside release ../for-learners, or --nbgrader COURSE.")
    if options.git and options.folder is None:
        raise NotDone("--git makes the folder of the learners a repository. Name that folder too.")
    if not repository.is_name(options.repository):
        raise NotDone(f"{options.repository} is no name of a repository. It has an owner, a slash and a name: a-school/lessons.")
    if options.git:
        repository.git()
    targets = [path.resolve() for path in (options.folder, options.nbgrader) if path]
    course = release.root()
    inside = [path for path in targets if path.is_relative_to(course)]
    if inside:
        msg = f"{inside[0]} lies inside the course itself, where the teacher’s part is. Name a folder beside it: ../for-learners."
        raise NotDone(msg)
    if len(targets) == 2 and (targets[0].is_relative_to(targets[1]) or targets[1].is_relative_to(targets[0])):
        raise NotDone("One of the two folders lies in the other. Name two that stand apart.")


def _told(where, made):
    return {"path": str(where), "files": len(made.files), "removed": list(made.gone)}


def _line(where, made, lessons):
    said = f"{where}  {len(made.files)} files, {'lesson' if len(lessons) == 1 else 'lessons'} "
    gone = f"; taken away: {', '.join(made.gone)}" if made.gone else ""
    return f"{said}{', '.join(lesson.lesson_id for lesson in lessons)}{gone}"


def _commit(options, made, lessons, value):
    numbers = ", ".join(lesson.lesson_id for lesson in lessons)
    value["commit"] = repository.commit(options.folder, made, f"Lessons {numbers}, for learners")
    first = f"notebooks/{lessons[0].notebook}"
    value["links"] = {
        "binder": repository.binder(options.repository, first),
        "nbgitpuller": repository.nbgitpuller(options.repository, first),
    }
    said = f"commit {value['commit'][:10]}, ready to push" if value["commit"] else "nothing changed since the last commit"
    return [
        f"  {said}: git remote add origin {repository.address(options.repository)}.git; git push -u origin {repository.BRANCH}",
        f"  Binder: {value['links']['binder']}",
        f"  nbgitpuller, with your hub for HUB: {value['links']['nbgitpuller']}",
    ]


def _notes(case):
    """What was not looked for, said."""
    if any(case.rows(table) for table, _ in release.SECRET):
        return []
    return ["This copy has no teacher's part, so no file could be compared with it."]
