"""The ``sidebyside`` command: one verb, one function.

Exit status: 0 when all is well, 1 when something was found, 2 for a command that cannot be understood.
With ``--json`` nothing but one JSON value stands on standard output.
"""

import json
import os
import sys
from pathlib import Path

from sidebyside import tables
from sidebyside.characters import printed_visibly
from sidebyside.options import VERBS, parser

_NUMBERED = "[0-9][0-9]-*.ipynb"


def main(arguments=None):
    """Run a command line and return its exit status."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a Windows console may not know every letter
            stream.reconfigure(errors="backslashreplace")
    with printed_visibly():
        return _status(arguments)


def _status(arguments):
    options = parser({name: globals()[name] for name in VERBS}).parse_args(arguments)
    try:
        status = options.run(options)
        sys.stdout.flush()
    except BrokenPipeError:  # whoever was reading has seen enough, as `head` has
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    return status


def check(options):
    """``sidebyside check``: findings as ``file:line:column code message``, of notebooks with the cell before the line."""
    from sidebyside.checking import check as verb

    return _told(options, verb(options, _notebooks()), sys.stderr)


def lessons(options):
    """``sidebyside lessons``: number, title, question and minutes of each, and the minutes its words and answers need."""
    from sidebyside import pace
    from sidebyside.lesson import CaseError, open_case

    try:
        case = open_case(options.data)
    except CaseError as error:
        return _failed(options, error)
    folder, listed = _notebooks(), []
    for row in case.rows("lessons"):
        named = ("lesson_id", "notebook", "title", "question", "minutes")
        listed.append({name: getattr(row, name) for name in named} | {"computed": None, "computed_why_not": None})
        try:
            counted = pace.of_lesson(case, row.lesson_id, folder and folder / row.notebook)
            listed[-1]["computed"] = counted.as_dict()
        except pace.NotebookUnreadable as error:
            listed[-1]["computed_why_not"] = str(error)
    if options.json:
        _print_json(listed)
    else:
        for row in listed:
            print(f"{row['lesson_id']}  {row['title']} ({row['minutes']} minutes)\n    {row['question']}\n    {_computed(row)}")
    return 0


def _computed(row):
    """A line on the minutes a lesson needs by what it gives to read and asks to write."""
    parts = row["computed"]
    if parts is None:
        return f"Not computed: {row['computed_why_not']}."
    read = f"{parts['words']} words in the notebook and {parts['cards']} on the desk"
    of_set = f", set {parts['longest_set']} counted" if parts["longest_set"] else ""
    sorted_too = f", {parts['exercises']} words in exercises, {parts['items']} items to sort" if parts["items"] else ""
    rest = f"{parts['reasons']} reasons, {parts['talk']} of talk{of_set}"
    return f"By what is read and written {parts['minutes']}: {read}{sorted_too}, {rest}."


def lab(options):
    """``sidebyside lab``: JupyterLab on the first lesson, on this machine only."""
    import importlib.util

    notebooks = _notebooks()
    if notebooks is None:
        return _failed(options, "There is no folder of notebooks here. Go to the folder of the course and try again.")
    if importlib.util.find_spec("jupyterlab") is None:
        return _failed(options, "JupyterLab is not installed. Install the course as its README says: make lab does it.")
    # By stem: a copy JupyterLab makes, 00-…-Copy1.ipynb, comes before the original by name.
    first = min([*notebooks.glob(_NUMBERED)] or notebooks.glob("*.ipynb"), key=lambda path: path.stem)
    command = _lab_command(notebooks, first, browser=not options.no_browser)
    if options.json or options.dry_run:
        _print_json({"command": command[1:], "opens": first.name}) if options.json else print(*command[1:])
        return 0
    _hand_on(options)
    os.chdir(notebooks.parent)
    folders = _lab_folders(notebooks.parent)
    os.environ.update(folders | dict(os.environ))
    if os.environ["JUPYTERLAB_SETTINGS_DIR"] == folders["JUPYTERLAB_SETTINGS_DIR"]:
        _ask_no_news(Path(folders["JUPYTERLAB_SETTINGS_DIR"]))
    if os.name == "nt":  # there exec returns to the shell at once
        import subprocess

        return subprocess.call(command)
    os.execv(command[0], command)


def _notebooks():
    """The folder of lessons: of the checkout this package runs from, or in or below the present folder."""
    checkout = Path(tables.__file__).resolve().parents[2]
    for folder in (checkout / "notebooks", Path.cwd() / "notebooks", Path.cwd()):
        if any(folder.glob(_NUMBERED)):
            return folder
    # what learners get may be a lesson without a number alone
    return checkout / "notebooks" if any((checkout / "notebooks").glob("*.ipynb")) else None


def _lab_command(notebooks, first, *, browser):
    address = f"/lab/tree/{notebooks.name}/{first.name}"
    options = [
        "--ServerApp.ip=127.0.0.1",
        f"--ServerApp.root_dir={notebooks.parent}",
        f"--LabApp.default_url={address}",
        # nothing is asked of the network: no news, no look for newer versions, no list of extensions
        "--LabApp.news_url=None",
        "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
        "--LabApp.extension_manager=readonly",
    ]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        options.append("--allow-root")  # a container has no other user
    if not browser:
        options.append("--no-browser")
    return [sys.executable, "-m", "jupyterlab", *options]


def _lab_folders(root):
    """Where Jupyter may keep its own files: inside the course's folder, unless the person said otherwise."""
    base = root / ".jupyter"
    return {
        "JUPYTER_CONFIG_DIR": str(base / "config"),
        "JUPYTER_DATA_DIR": str(base / "data"),
        "JUPYTER_RUNTIME_DIR": str(base / "runtime"),
        "JUPYTERLAB_SETTINGS_DIR": str(base / "settings"),
        "JUPYTERLAB_WORKSPACES_DIR": str(base / "workspaces"),
        "IPYTHONDIR": str(base / "ipython"),
        "NPM_CONFIG_CACHE": str(base / "npm"),  # JupyterLab asks npm, where there is one, for language servers
    }


def _ask_no_news(settings):
    """JupyterLab would ask every newcomer whether to fetch news; nothing here is fetched, so the answer is no."""
    path = settings / "@jupyterlab/apputils-extension/notification.jupyterlab-settings"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps({"fetchNews": "false", "checkForUpdates": False}), encoding="utf-8")


def _hand_on(options):
    """Lessons run in processes of their own, and find the folder of tables by its name in the environment."""
    if options.data:
        os.environ["SIDEBYSIDE_DATA"] = str(options.data.resolve())


def notebooks(options):
    """``sidebyside notebooks``: every notebook run again and stored as it must be."""
    from sidebyside.notebooks import CellFailed, execute, lessons_in

    folder = _notebooks()
    if folder is None:
        return _failed(options, "There is no folder of notebooks here. Go to the folder of the course and try again.")
    _hand_on(options)
    changed = {}
    for path in lessons_in(folder):
        try:
            changed[path.name] = execute(path)
        except ImportError as error:
            return _failed(options, f"{error.name} is not installed. Install the package with its extra named authors.")
        except CellFailed as error:
            return _failed(options, f"{path.name} was left as it was; a cell failed:\n{str(error)[-1500:]}")
        if not options.json:
            print(f"{path.name}: {'changed' if changed[path.name] else 'the same'}")
    if options.json:
        _print_json(changed)
    return 0


def columns(options):
    """``sidebyside columns``: every table and column in Markdown, made from datapackage.json."""
    from sidebyside.render import columns_page

    sheets = tables.read(options.data)
    if not sheets.sheets:
        return _failed(options, "\n".join(map(str, sheets.findings)))
    page = columns_page(sheets)
    _print_json({"markdown": page}) if options.json else print(page, end="")
    return 0


def texts(options):
    """``sidebyside texts``: the texts on this machine; nothing is fetched unless it is asked for."""
    return _say(options, "texts")


def locate(options):
    """``sidebyside locate``: words, hash, signature, place and section of a passage."""
    return _say(options, "locator")


def quote(options):
    """``sidebyside quote``: a grade, the place, who speaks there, and every difference; 0 where the same words stand."""
    return _say(options, "quotation")


def _say(options, verb):
    from sidebyside import adding, lesson
    from sidebyside import texts as verbs

    try:
        said = getattr(verbs, verb)(options)
    except (lesson.CaseError, adding.NotTaken) as error:
        return _failed(options, error)
    return _told(options, said, sys.stdout if verb == "texts" and options.step == "verify" else sys.stderr)


def _told(options, said, complaints):
    """The exit status of a verb, after it has said everything; complaints go where they belong."""
    if options.json:
        _print_json(said.value)
    else:
        for line in said.lines:
            print(line)
        sys.stdout.flush()
    for complaint in said.complaints:
        print(complaint, file=sys.stderr if options.json else complaints)
    for note in said.notes:
        print(note, file=sys.stderr)
    return said.status


def answers(options):
    """``sidebyside answers``: what learners answered, in journals on this machine."""
    from sidebyside.answers import answers as verb

    return _done(options, verb)


def handin(options):
    """``sidebyside handin``: a learner's work in a lesson, to be handed in."""
    from sidebyside.handing import handin as verb

    return _done(options, verb)


def _done(options, verb):
    from sidebyside.answers import NotDone
    from sidebyside.lesson import CaseError

    try:
        return _told(options, verb(options), sys.stderr)
    except (CaseError, NotDone) as error:
        return _failed(options, error)


def release(options):
    """``sidebyside release``: the learners' tree, a repository of it, a course for nbgrader."""
    from sidebyside import releasing as verb
    from sidebyside.lesson import CaseError

    try:
        return _told(options, verb.release_of(options), sys.stderr)
    except (CaseError, verb.NotDone) as error:
        return _failed(options, error)


def paper(options):
    """``sidebyside paper``: a file for each sheet of each lesson named, told as soon as it is written."""
    from sidebyside import paper as sheets
    from sidebyside import printing
    from sidebyside.lesson import CaseError, open_case

    try:
        case = open_case(options.data)
    except CaseError as error:
        return _failed(options, error)
    known = [row.lesson_id for row in case.rows("lessons")]
    unknown = [name for name in options.lessons if name not in known]
    if unknown:
        return _failed(options, f"There is no lesson {', '.join(unknown)}; there are {', '.join(known)}. Nothing was written.")
    wider = [name for name in options.lessons or known if not sheets.is_on_paper(case, name)]
    why = f"Lesson {', '.join(wider)} has nothing to print: all of it is wider reading, which is done at the desk."
    if wider and (options.lessons or len(wider) == len(known)):
        return _failed(options, f"{why} Nothing was written.")
    written = []
    try:
        if options.pdf:
            printing.browser()
        for name in (name for name in options.lessons or known if name not in wider):
            for path in sheets.write(case, name, options.out, pdf=options.pdf):
                written.append(path)
                if not options.json:
                    print(path, flush=True)
    except printing.NotPrinted as error:
        return _failed(options, error)
    except BrokenPipeError:  # of the output, not of a sheet
        raise
    except OSError as error:
        return _failed(options, f"{error.filename or options.out}: {error.strerror}. Name another folder with --out.")
    if options.json:
        _print_json({"written": [str(path) for path in written], "skipped": wider, "teacher": sheets.has_guide(case)})
        return 0
    if wider:
        print(why, file=sys.stderr)
    if not sheets.has_guide(case):
        print("The pages for teachers are left out: this copy of the tables has no teacher's part.", file=sys.stderr)
    return 0


def copies(options):
    """``sidebyside copies``: the notebooks that are here as pages, and as PDFs where that is asked for."""
    from sidebyside import copies as verb
    from sidebyside.printing import NotPrinted

    folder = _notebooks()
    if folder is None:
        return _failed(options, "There is no folder of notebooks here. Go to the folder of the course and try again.")
    try:
        return _told(options, verb.copies(options, folder), sys.stderr)
    except (verb.NotCopied, NotPrinted) as error:
        return _failed(options, error)
    except OSError as error:
        return _failed(options, f"{error.filename or options.out}: {error.strerror}. Name another folder with --out.")


def pages(options):
    """``sidebyside pages``: READMEs, the data sheet and who has checked what, written where they differ."""
    from sidebyside import pages as verb
    from sidebyside.lesson import CaseError

    root = Path(tables.__file__).resolve().parents[2]
    if not (root / "docs").is_dir():
        return _failed(options, "This copy is the package alone, without those pages.")
    try:
        return _told(options, verb.written(root, options.data), sys.stderr)
    except (CaseError, verb.NoPlace) as error:
        return _failed(options, error)


def _failed(options, message):
    """The exit status of a verb that could not do its work, after it has said why."""
    print(message, file=sys.stderr)
    if options.json:
        _print_json({"error": str(message)})
    return 1


def _print_json(value):
    # ASCII, since what a console cannot write would become an escape that JSON does not know.
    print(json.dumps(value, indent=1))


if __name__ == "__main__":
    sys.exit(main())
