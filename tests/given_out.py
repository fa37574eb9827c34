"""What the tests of releasing share."""

import subprocess

from sidebyside import cli, releasing


def files(folder):
    """Every file below a folder but those of a repository, with its content."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file() and ".git" not in path.parts)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def git(folder, *arguments):
    done = subprocess.run(["git", "-C", folder, *arguments], capture_output=True, encoding="utf-8", check=True)
    return done.stdout.strip()


def runner(case, capsys, monkeypatch):
    """To be called with what is typed behind `release`: status, standard output, standard error.

    It is run in this process, and the case of the course, which a hundred tests would check again, is given to it.
    """
    opened = releasing.open_case
    monkeypatch.setattr(releasing, "open_case", lambda data=None: opened(data) if data else case)

    def run(*arguments):
        capsys.readouterr()
        status = cli.main(["release", *map(str, arguments)])
        output = capsys.readouterr()
        return status, output.out, output.err

    return run
