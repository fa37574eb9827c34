"""Pages printed to PDF by a browser that happens to be here; nothing is installed or asked of the network."""

import os
import shutil
import subprocess
import tempfile

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
_SECONDS = 120


class NotPrinted(ValueError):
    """No PDF was made; the text says why and what to do."""


def browser():
    """The path of a browser that prints without a window; NotPrinted where there is none."""
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        msg = "No Chromium or Chrome was found to make PDFs. Open the HTML files in any browser and choose Print, Save as PDF."
        raise NotPrinted(msg)
    return found


def printed(path):
    """A page as a PDF beside it.

    Parameters
    ----------
    path : Path
        An HTML file.

    Returns
    -------
    Path

    Raises
    ------
    NotPrinted
        There is no browser, or it made no PDF.
    """
    program, made = browser(), path.with_suffix(".pdf")
    made.unlink(missing_ok=True)  # an older one must not pass for this one
    sandbox = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []  # it refuses to start otherwise
    # a profile of its own: one that is in use hands the page on and ends
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        command = [
            program, "--headless", "--disable-gpu", "--no-first-run", f"--user-data-dir={profile}", *sandbox,
            "--no-pdf-header-footer", f"--print-to-pdf={made.resolve()}", path.resolve().as_uri(),
        ]  # fmt: skip
        try:
            subprocess.run(command, capture_output=True, timeout=_SECONDS, check=True)
        except (OSError, subprocess.SubprocessError) as error:
            raise NotPrinted(f"{path.name} was not printed by {program}: {error}") from None
    if not made.is_file():
        raise NotPrinted(f"{program} ended without a PDF of {path.name}. Open it in a browser and choose Print, Save as PDF.")
    return made
