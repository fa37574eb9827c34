"""How fast a quotation is checked, and how rightly, beside whole-text scans by three libraries; `make bench` runs it.

Needs the books (`sidebyside texts fetch`, or a folder named behind the command). Times say something about this machine
only; what counts is the ratio, and the aim beside each.
"""

import difflib
import os
import platform
import random
import statistics
import subprocess
import sys
import time
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

import quotations  # noqa: E402
from sidebyside import open_case, quotes  # noqa: E402
from sidebyside.library import Library, texts_folder  # noqa: E402

PROCESSES, SCANNED = 7, 24  # processes for the first answer; quotations that are scanned for
# the case is open and the modules are loaded, as when a desk stands in the notebook; no text has been read
FIRST = """
import sys, time
from sidebyside import open_case, quotes
from sidebyside.library import Library
case, quotation = open_case(), sys.stdin.read()
start, computing = time.perf_counter(), time.process_time()
quotes.check_quote(quotation, case, Library(sys.argv[1]))
print((time.perf_counter() - start) * 1000, (time.process_time() - computing) * 1000)
"""
HEADINGS = ("measured", "times", "median", "95th percentile", "greatest", "aim")


def folder():
    """Where the books are: the folder named, the user's own, or one beside the checkout."""
    named = [Path(name) for name in sys.argv[1:2]]
    for one in (*named, texts_folder(), ROOT.parent / "shared" / "texts"):
        if one.is_dir() and any(one.glob("*.txt")):
            return one
    sys.exit("No texts are here: fetch them (sidebyside texts fetch), or name their folder.")


def timed(function, *arguments):
    """Milliseconds that a call took."""
    start = time.perf_counter()
    function(*arguments)
    return (time.perf_counter() - start) * 1000


def row(name, times, aim=""):
    """A row of the table; times in milliseconds."""
    high = f"{statistics.quantiles(times, n=20)[-1]:.1f} ms" if len(times) >= 20 else ""
    return name, str(len(times)), f"{statistics.median(times):.1f} ms", high, f"{max(times):.1f} ms", aim


def first_answers(where, made):
    """Of quotations of several grades, each in a process of its own: milliseconds, and those of them it was computing."""
    for one in made[:: len(made) // PROCESSES][:PROCESSES]:
        done = subprocess.run(
            [sys.executable, "-c", FIRST, where], input=one.text, capture_output=True, encoding="utf-8", check=True, cwd=ROOT,
            env=os.environ | {"PYTHONUTF8": "1"},
        )  # fmt: skip
        yield tuple(map(float, done.stdout.split()))


def scans():
    """Ways to look through whole texts, by name; each takes a quotation and a text."""

    def by_difflib(quotation, text):
        difflib.SequenceMatcher(None, text, quotation, False).find_longest_match()

    yield "difflib, longest match", by_difflib
    try:
        from rapidfuzz import fuzz

        yield (
            f"rapidfuzz {version('rapidfuzz')}, partial ratio",
            lambda quotation, text: fuzz.partial_ratio_alignment(quotation, text),
        )
    except ImportError:
        print("rapidfuzz is not installed and was left out")
    try:
        from fuzzysearch import find_near_matches

        yield (
            f"fuzzysearch {version('fuzzysearch')}, up to 5 letters changed",
            lambda quotation, text: find_near_matches(quotation, text, max_l_dist=min(5, len(quotation) // 8)),
        )
    except (ImportError, PackageNotFoundError):
        print("fuzzysearch is not installed and was left out")


def pastes(text):
    """Pastes of 100 kB, by name."""
    rng, piece = random.Random(quotations.SEED), text[50_000:150_000]
    words = piece.split()
    known = sorted(set(words))
    yield "as printed", piece
    yield "one word in ten changed", " ".join(rng.choice(known) if rng.random() < 0.1 else word for word in words)
    yield "every other word changed", " ".join(rng.choice(known) if rng.random() < 0.5 else word for word in words)
    yield "frequent words in no order", " ".join(rng.choice(("the", "of", "and", "to", "in", "a")) for _ in range(30_000))
    yield "two words over and over", ("of the " * 15_000)[:100_000]
    yield (
        "pieces of 25 words",
        " ".join(text[at : at + 150] for at in (rng.randrange(1000, len(text) - 1000) for _ in range(650))),
    )


def measured(where):
    """Every row of the table."""
    case, library = open_case(), Library(where)
    made = [one for one in quotations.made(case, where) if one.grade != "too-short"]
    first = list(first_answers(where, made))
    yield row("first answer, nothing read yet, in a process of its own", [one for one, _ in first], "≤ 500 ms")
    yield row("of which computing, on a machine that does other work too", [one for _, one in first])
    quotes.check_quote(made[0].text, case, library)
    yield row("each quotation after that", [timed(quotes.check_quote, one.text, case, library) for one in made], "≤ 20 ms")
    texts = [text for text in map(library.text, case.rows("editions")) if text]
    chosen = made[:: len(made) // SCANNED][:SCANNED]
    yield row("the quotations scanned for, by ours", [timed(quotes.check_quote, one.text, case, library) for one in chosen])
    for name, scan in scans():
        times = [sum(timed(scan, one.text, text.content) for text in texts) for one in chosen]
        yield row(f"the same, all {len(texts)} texts: {name}", times)
    longest = max(texts, key=lambda text: len(text.content)).content
    for name, paste in pastes(longest):
        yield row(f"a paste of 100 kB, {name}", [timed(quotes.check_quote, paste[:100_000], case, library)], "≤ 2000 ms")


def main():
    """Measure, print the table, keep it in artefacts/bench-quotes.md."""
    where = folder()
    head = f"Python {platform.python_version()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} at the start"
    rows = []
    for one in measured(where):
        print(" · ".join(filter(None, one)), flush=True)
        rows.append(one)
    table = "\n".join([head, "", *(f"| {' | '.join(one)} |" for one in (HEADINGS, ["---"] * len(HEADINGS), *rows))]) + "\n"
    (ROOT / "artefacts").mkdir(exist_ok=True)
    (ROOT / "artefacts/bench-quotes.md").write_text(table, encoding="utf-8")
    print(f"\n{table}")


if __name__ == "__main__":
    main()
