"""A document opened by LibreOffice, and pages as text and as pictures."""

import os
import re
import shutil
import subprocess

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
TOOLS = {"LibreOffice (soffice)": OFFICE, "pdftotext": shutil.which("pdftotext"), "pdfinfo": shutil.which("pdfinfo")}
MISSING = [name for name, path in TOOLS.items() if not path]
IS_REQUIRED = bool(os.environ.get("SIDEBYSIDE_REQUIRE_OFFICE"))


def is_there():
    """Fail where the programs are missing; a test that may be skipped asks `MISSING` before."""
    assert not MISSING, f"SIDEBYSIDE_REQUIRE_OFFICE is set, and not on this machine: {', '.join(MISSING)}"


def pages_of(document, profile, folder):
    """The PDF that LibreOffice makes of a document, with settings in a profile of its own."""
    is_there()
    command = [
        OFFICE, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", "pdf", "--outdir", folder, document,
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=240)
    pdf = folder / f"{document.stem}.pdf"
    assert pdf.is_file(), done.stderr
    return pdf


def text_of(pdf, *, is_laid_out=True):
    """The text of a PDF, a page after another with form feeds between: by lines across the page, or column by column."""
    command = ["pdftotext", *(["-layout"] if is_laid_out else []), pdf, "-"]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=True).stdout


def number_of_pages(pdf):
    about = subprocess.run(["pdfinfo", pdf], capture_output=True, encoding="utf-8", check=True).stdout
    return int(re.search(r"Pages:\s+(\d+)", about).group(1))


def pictures(pdf, path):
    """A picture of each page, to be looked at: the path with a number behind it."""
    subprocess.run(["pdftoppm", "-r", "60", "-png", pdf, path], check=True)
