"""A folder as a repository with a commit ready to push, and the addresses under which a pushed one opens."""

import os
import re
import shutil
import subprocess
from urllib.parse import quote

NAME = "OWNER/NAME"
BRANCH = "main"
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]*/(?!\.+$)[A-Za-z0-9._-]+")
# Made by a program: no name or address of whoever runs it goes to the public with it.
_AUTHOR = {"NAME": "Side by Side", "EMAIL": "release@sidebyside.invalid"}


class NoRepository(ValueError):
    """The folder cannot be made a repository; the text says why and what to do."""


def address(name):
    """The public page of a repository."""
    return f"https://github.com/{name}"


def binder(name, path):
    """The address that opens a file of the repository in JupyterLab on Binder.

    >>> binder("a-school/lessons", "notebooks/00-a.ipynb")
    'https://mybinder.org/v2/gh/a-school/lessons/HEAD?urlpath=lab%2Ftree%2Fnotebooks%2F00-a.ipynb'
    """
    return f"https://mybinder.org/v2/gh/{name}/HEAD?urlpath={quote(f'lab/tree/{path}', safe='')}"


def nbgitpuller(name, path):
    """The address that pulls the repository into a learner's home on a hub and opens a file; HUB stands for the hub.

    >>> nbgitpuller("a-school/lessons", "a.ipynb").partition("?")[2]
    'repo=https%3A%2F%2Fgithub.com%2Fa-school%2Flessons&branch=main&urlpath=lab%2Ftree%2Flessons%2Fa.ipynb'
    """
    opened = quote(f"lab/tree/{name.rpartition('/')[2]}/{path}", safe="")
    return f"https://HUB/hub/user-redirect/git-pull?repo={quote(address(name), safe='')}&branch={BRANCH}&urlpath={opened}"


def is_name(text):
    """Whether this can be the name of a repository: an owner, a slash, a name.

    >>> is_name("a-school/lessons.2026"), is_name("lessons"), is_name("a/../b")
    (True, False, False)
    """
    return _NAME.fullmatch(text) is not None


def git():
    """The path of git on this machine; NoRepository where there is none."""
    found = shutil.which("git")
    if found is None:
        raise NoRepository("There is no git on this computer. Install it, or leave --git out. Nothing was written.")
    return found


def commit(where, made, message):
    """Put what was made into the repository of a folder, which is made where there is none; nothing else is touched.

    Parameters
    ----------
    where : Path
    made : folders.Made
    message : str

    Returns
    -------
    str or None
        The commit; None where everything was in the repository already.

    Raises
    ------
    NoRepository
        git could not do it; its own words are in the message.
    """
    if not (where / ".git").exists():
        _run(where, "init", "--quiet", "--template=")  # its templates are of this machine
        _run(where, "symbolic-ref", "HEAD", f"refs/heads/{BRANCH}")
    if staged := _run(where, "diff", "--cached", "--name-only"):
        msg = f"Something waits to be committed in {where}: {', '.join(staged.split())}. Commit it first, then do this again."
        raise NoRepository(msg)
    names = "\0".join(made.files)
    _run(where, "add", "--force", "--pathspec-from-file=-", "--pathspec-file-nul", given=names)
    if made.gone:
        _run(where, "rm", "--quiet", "--cached", "--ignore-unmatch", "--", *made.gone)
    programs = [name for name in made.files if (where / name).read_bytes().startswith(b"#!")]
    if programs:  # Windows keeps no mode of a file
        _run(where, "update-index", "--chmod=+x", "--", *programs)
    if not _run(where, "diff", "--cached", "--name-only"):
        return None
    _run(where, "commit", "--quiet", "--no-verify", "--message", message)
    return _run(where, "rev-parse", "HEAD").strip()


def _run(where, *arguments, given=None):
    """What git says; without the settings of whoever runs it, which may sign, change line ends or call programs."""
    env = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    env |= {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "GIT_LITERAL_PATHSPECS": "1", "LC_ALL": "C"}
    env |= {f"GIT_{who}_{what}": value for who in ("AUTHOR", "COMMITTER") for what, value in _AUTHOR.items()}
    command = [git(), "-c", f"core.hooksPath={os.devnull}", *arguments]
    done = subprocess.run(command, cwd=where, env=env, input=given, capture_output=True, encoding="utf-8", errors="replace")
    if done.returncode:
        raise NoRepository(
            f"git {arguments[0]} failed in {where}: {done.stderr.strip()}. The files are there; the commit is not."
        )
    return done.stdout
