"""The learners' tree: everything a learner needs and nothing that is for teachers only, as files by their paths.

Every table for learners goes in whole, whichever lessons are asked for. The tables name one another's rows, so
that a part of them would be another case, which fails its own check; none holds a key; and what is given out can
be compared byte for byte with what it was made from. What is chosen is which notebooks go in.
"""

import json
import re
from pathlib import Path

from sidebyside import locate, tables
from sidebyside.course import repository
from sidebyside.release_words import TREE

RUN = 12  # words in a row that no two texts share by chance: more than any phrase that is quoted here
SECRET = (("teacher/readings", "reason"), ("teacher/samples", "text"), ("teacher/sorted", "reason"))
# What goes in as it is. Named one by one: a new file of the teacher's must not get in because nobody thought of it.
AS_IT_IS = (
    "LICENSE", "LICENSE-CONTENT", "CITATION.cff", "pyproject.toml", ".gitignore", ".gitattributes",
    "binder/requirements.txt", "binder/runtime.txt", "binder/postBuild", "docs/data-sheet.md", "tests/sanitize.cfg",
)  # fmt: skip
PACKAGE, KINDS = "helpers/sidebyside", {".py", ".js", ".css", ".csl", ".mk", ".ini", ".txt"}
_WINDOWS = (
    "py -3.11 -m venv .venv",
    ".venv\\Scripts\\python -m pip install -r binder\\requirements.txt",
    ".venv\\Scripts\\python -m pip install --no-deps -e .",
    ".venv\\Scripts\\python -m sidebyside.cli lab",
)


class NotReleased(ValueError):
    """What learners get cannot be made; the text says why and what to do."""


def root():
    """The folder of the whole course this package runs from; NotReleased where there is only the package."""
    found = Path(tables.__file__).resolve().parents[2]
    if not all((found / name).exists() for name in ("notebooks", *AS_IT_IS)):
        msg = "This copy is the package alone, without notebooks. Run it in the folder of the whole course, as its README says."
        raise NotReleased(msg)
    return found


def chosen(case, lesson_ids=None):
    """The rows of the lessons asked for, in their order; None asks for all.

    Raises
    ------
    NotReleased
        There is no such lesson, or none was named.
    """
    known = [row.lesson_id for row in case.rows("lessons")]
    wanted = known if lesson_ids is None else lesson_ids
    unknown = [name for name in wanted if name not in known]
    if unknown or not wanted:
        asked = f"There is no lesson {', '.join(unknown)}" if unknown else "No lesson was named"
        raise NotReleased(f"{asked}; there are {', '.join(known)}. Nothing was written.")
    return [case.lesson(name) for name in known if name in wanted]


def files_of(case, data, lessons, name=repository.NAME):
    """Every file of the learners' tree.

    Parameters
    ----------
    case : model.Case
        What the tables hold, the teacher's part included where it is there: no word of that may get in.
    data : str or Path or None
        The folder of tables, as `tables.data_folder` takes it.
    lessons : list of model.LessonRow
        From `chosen`.
    name : str
        The repository it is for, ``OWNER/NAME``.

    Returns
    -------
    dict of str to bytes
        By path, with slashes.

    Raises
    ------
    NotReleased
        A notebook is missing, or something that is for teachers only stands in a file.
    OSError
        A file cannot be read.
    """
    course, (data_folder, public) = root(), tables.for_learners(data)
    folder = course / PACKAGE
    helpers = [path for path in sorted(folder.rglob("*")) if path.suffix in KINDS and "__pycache__" not in path.parts]
    found = {f"{PACKAGE}/{path.relative_to(folder).as_posix()}": path.read_bytes() for path in helpers}
    found |= {file: (course / file).read_bytes() for file in AS_IT_IS}
    # another case may have no README of its own
    about = ["README.md"] if (data_folder / "README.md").is_file() else []
    found |= {f"data/{file}": (data_folder / file).read_bytes() for file in (tables.SCHEMA, *about, *public)}
    for lesson in lessons:
        found[f"notebooks/{lesson.notebook}"] = notebook(course, lesson)
    found["Makefile"] = (folder / "course/learners.mk").read_bytes()
    found["pytest.ini"] = (folder / "course/learners.ini").read_bytes()
    found["README.md"] = readme(case.title, lessons, name).encode("utf-8")
    refuse_secrets(case, found)
    return found


def notebook(course, lesson):
    """The notebook of a lesson as it is stored."""
    path = course / "notebooks" / lesson.notebook
    if not path.is_file():
        raise NotReleased(f"Lesson {lesson.lesson_id} has no notebook: notebooks/{lesson.notebook} is missing.")
    return path.read_bytes()


def readme(title, lessons, name):
    """The README of the learners' tree, for whoever opens it and whoever gives it out."""
    first = f"notebooks/{lessons[0].notebook}"
    rows = [
        f"| {row.lesson_id if row.talk else ''} | [{_plain(row.title)}](notebooks/{row.notebook})"
        f" | {row.minutes if row.talk else TREE['workplace']} | {_plain(row.question)} |"
        for row in lessons
    ]
    heads = f"| | {TREE['head_lesson']} | {TREE['head_minutes']} | {TREE['head_question']} |"
    push = ("git init", "git add .", 'git commit -m "Lessons"', "git branch -M main")
    return "\n\n".join(
        [
            f"# {_plain(title)}", TREE["what"],
            f"## {TREE['start']}", TREE["need"], _code("make lab"), TREE["first_time"], TREE["windows"], _code(*_WINDOWS),
            TREE["nothing_installed"].format(address=repository.binder(name, first)),
            f"## {TREE['lessons']}", "\n".join([heads, "|---|---|---|---|", *rows]), TREE["how"],
            f"## {TREE['saved']}", TREE["journal"],
            f"## {TREE['teacher']}", TREE["push"],
            _code(*push, f"git remote add origin {repository.address(name)}.git", "git push -u origin main"),
            TREE["links"], _code(repository.nbgitpuller(name, first)),
            TREE["hub"], _code(f"pip install git+{repository.address(name)}"), TREE["again"],
            f"### {TREE['hide']}", TREE["hidden"], TREE["rights"],
        ]
    ) + "\n"  # fmt: skip


def _plain(text):
    """A cell of a table as it must stand in Markdown to be read as it is."""
    return re.sub(r"([\\`*_\[\]|<>])", r"\\\1", " ".join(text.split()))


def _code(*lines):
    return "\n".join(f"    {line}" for line in lines)


def refuse_secrets(case, files):
    """NotReleased where a file holds what is for teachers only: a whole reading or sample answer, or `RUN` words of one."""
    found = secrets_in(case, files)
    if found:
        said = "; ".join(f"{file} has “{words}” of {table}" for file, table, words in found[:3])
        raise NotReleased(f"This is for teachers only, and would get out: {said}. Take it out of there. Nothing was written.")


def secrets_in(case, files):
    """Where words of readings or sample answers stand, as (file, table, the first words found)."""
    runs, short = {}, []
    for table, column in SECRET:
        for row in case.rows(table):
            words = locate.fold(getattr(row, column)).words
            if len(words) < RUN:
                short.append((table, " ".join(words)))
            runs |= {tuple(words[at : at + RUN]): table for at in range(len(words) - RUN + 1)}
    found = []
    for file, content in files.items():
        words = locate.fold(plain(file, content)).words
        text = f" {' '.join(words)} "
        hit = next((run for at in range(len(words) - RUN + 1) if (run := tuple(words[at : at + RUN])) in runs), None)
        if hit:
            found.append((file, runs[hit], " ".join(hit)))
        found += [(file, table, secret) for table, secret in short if f" {secret} " in text]
    return found


def plain(file, content):
    """What stands in a file, as text: a notebook as its strings, or a line break would part the words of a sentence."""
    text = content.decode("utf-8", "replace")
    return "\n".join(_strings(json.loads(text))) if file.endswith(".ipynb") else text


def _strings(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, list) and all(isinstance(part, str) for part in value):
        yield "".join(value)
    elif isinstance(value, list | dict):
        for part in value.values() if isinstance(value, dict) else value:
            yield from _strings(part)
