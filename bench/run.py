"""How fast a desk is, measured in JupyterLab beside a stock control in the same run; `make bench` runs it.

With the word `paint` behind it only what stands in paint.py is measured.
Times say something about this machine only; what counts is the ratio, and the aim beside each.
"""

import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests/browser"))

import paint  # noqa: E402

from laboratory import CHROMIUM, FLAGS, desk, lab, menu, open_notebook, run_all, wait_idle  # noqa: E402
from sidebyside import journal, layout, learners, marks, open_case  # noqa: E402
from sidebyside.model import MARKED  # noqa: E402

ANSWERS, KEYS, RUNS, PROCESSES = 200, 100, 5, 7
WRITTEN = "what a learner would write here, and why, " * 6
PEER = """import ipywidgets
from IPython.display import display

choice = ipywidgets.ToggleButtons(options=["one", "two", "three", "four", "five"])
label = ipywidgets.Label("0")
choice.add_class("peer-choice")
label.add_class("peer-label")
choice.observe(lambda change: setattr(label, "value", str(int(label.value) + 1)), "value")
display(choice, label)
"""
# what the process held at most; getrusage would begin at what its parent held
COST = """import re, sys, time
held = lambda: int(re.search(r"VmHWM:\\s+(\\d+)", open("/proc/self/status", encoding="ascii").read())[1])
before, start = held(), time.perf_counter()
{code}
print((time.perf_counter() - start) * 1000, (held() - before) / 1024)
"""
PROCESS = {
    "open_lesson('00')": "from sidebyside import open_lesson; open_lesson('00')",
    "open_lesson('04')": "from sidebyside import open_lesson; open_lesson('04')",
    "open_lesson('99')": "from sidebyside import open_lesson; open_lesson('99')",
    "open_lesson('99').desk()": "from sidebyside import open_lesson; open_lesson('99').desk()",
    "import ipywidgets": "import ipywidgets",
    "import pandas": "import pandas",
}
NOTEBOOKS = {"00": "00-start-here.ipynb", "04": "04-the-train.ipynb", "99": "open-desk.ipynb"}
HEADINGS = ("measured", "times", "median", "95th percentile", "aim")


def marked(prompt, claim):
    """An answer by marks: the first sentences of a passage, or of the claim."""
    excerpt = next((one for one in claim["excerpts"] if one["id"] == prompt["excerpt"]), None)
    text, on = ("\n".join(excerpt["paragraphs"]), "rendering") if excerpt else (claim["history"], "claim")
    category = marks.RELIED if excerpt else "stands"
    return marks.value_of([marks.made(text, *span, category, on=on) for span in marks.sentences(text)[:2]])


def answered(case, lesson_id, where):
    """Write a journal in which every question of a lesson is answered."""
    name = learners.newcomer(where)
    prompts = {
        prompt["id"]: (prompt, claim) for claim in layout.of_lesson(case, lesson_id)["claims"] for prompt in claim["prompts"]
    }
    last = ""
    for key, (prompt, claim) in prompts.items():
        last = journal.new_id(last)
        value = marked(prompt, claim) if prompt["kind"] in MARKED else prompt["options"][0][0] if prompt["options"] else WRITTEN
        journal.append(journal.lesson_path(lesson_id, where), {
            "schema": journal.SCHEMA, "id": last, "prompt_id": key, "value": value, "learner": name, "writer": "0a1b2c3d",
            "seen": {}, "text_sha256": prompt["sha256"], "saved_at": journal.now(),
        })  # fmt: skip
    return len(prompts)


def opened(page, address, served, name, source):
    """A notebook in a folder of its own, opened; the folder."""
    folder = served / name
    folder.mkdir(exist_ok=True)
    if isinstance(source, Path):
        shutil.copy(source, folder / "lesson.ipynb")
    else:
        cell = {"cell_type": "code", "id": "peer", "execution_count": None, "metadata": {}, "outputs": [], "source": source}
        kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3 (ipykernel)", "language": "python"}}
        (folder / "lesson.ipynb").write_text(
            json.dumps({"cells": [cell], "metadata": kernel, "nbformat": 4, "nbformat_minor": 5}), encoding="utf-8"
        )
    open_notebook(page, address, f"{name}/lesson.ipynb")
    page.evaluate(Path(__file__).with_name("measure.js").read_text(encoding="utf-8"))
    return folder


def peer_times(page, address, served):
    """A stock control: from the click to the trait that the handler sets."""
    opened(page, address, served, "peer", PEER)
    menu(page, "Run", "runmenu:run-all")
    page.locator(".peer-label").wait_for(state="visible", timeout=60_000)
    wait_idle(page)
    return page.evaluate("count => measure.peer(count)", ANSWERS)


def answer_times(page, address, served, name, lesson_id, fill=None):
    """From the click on a choice until "Saved", on a desk as it is opened or with every question answered."""
    folder = served / name
    folder.mkdir()
    if fill:
        answered(fill, lesson_id, folder / "journal")
    opened(page, address, served, name, ROOT / "notebooks" / NOTEBOOKS[lesson_id])
    run_all(page)
    return page.evaluate("count => measure.answers(count)", ANSWERS)


def key_times(page):
    """From a key to what it paints, in a text of the desk in front."""
    area = desk(page).locator("section.step textarea:visible").first
    for step in desk(page).locator("nav ol.steps button").all():
        step.click()
        if area.count():
            break
    area.focus()
    area.evaluate("node => measure.paints(node, 'keydown')")
    for number in range(KEYS):
        page.keyboard.press("abcdefghij"[number % 10])
    page.wait_for_function(f"measure.painted.length >= {KEYS}")
    return page.evaluate("measure.painted")


def paint_rows(page, address, served, temporary):
    """From a press or a key to paint, with few passages and with many, every question answered."""
    tables = paint.sample(temporary)
    for number in paint.NUMBERS:
        case, source = paint.lesson(tables, number)
        name = f"passages-{number}"
        answered(case, "00", served / name / "journal")
        opened(page, address, served, name, source)
        run_all(page)
        for what, times in paint.figures(page):
            yield row(f"{number} passages, one of {paint.LONG:,} words: {what}, to paint", times, paint.AIM)


def run_times(page, address, served, lesson_id):
    """From Run All to a desk that can be used: a kernel that runs and has loaded nothing yet, and no output."""
    opened(page, address, served, f"run-{lesson_id}", ROOT / "notebooks" / NOTEBOOKS[lesson_id])
    times = []
    for _ in range(RUNS):
        menu(page, "Edit", "editmenu:clear-all")
        menu(page, "Kernel", "kernelmenu:restart")
        page.locator(".jp-Dialog .jp-mod-accept").first.click()
        page.wait_for_timeout(1000)
        wait_idle(page)
        page.evaluate("measure.runs()")
        menu(page, "Run", "runmenu:run-all")
        page.wait_for_function("measure.usable", timeout=60_000)
        times.append(page.evaluate("measure.usable"))
        wait_idle(page)
    return times


def costs():
    """Name to (milliseconds, MiB) of several runs, each in a process of its own."""
    found = {}
    for name, code in PROCESS.items():
        command = [sys.executable, "-c", COST.replace("{code}", code)]
        lines = [subprocess.run(command, capture_output=True, encoding="utf-8", check=True, cwd=ROOT) for _ in range(PROCESSES)]
        found[name] = [tuple(map(float, line.stdout.split())) for line in lines]
    return found


def row(name, times, aim="", unit="ms"):
    """A row of the table; times in milliseconds, or MiB."""
    high = f"{statistics.quantiles(times, n=20)[-1]:.1f} {unit}" if len(times) >= 20 else f"{max(times):.0f} {unit} (greatest)"
    return name, str(len(times)), f"{statistics.median(times):.1f} {unit}", high, aim


def ratio(name, times, peer):
    """A row that compares with the stock control."""
    high = [statistics.quantiles(one, n=20)[-1] for one in (times, peer)]
    return name, "", f"{statistics.median(times) / statistics.median(peer):.1f} ×", f"{high[0] / high[1]:.1f} ×", ""


def versions(browser):
    """What was measured with."""
    parts = [f"Python {platform.python_version()}"]
    parts += [f"{name} {version(name)}" for name in ("jupyterlab", "ipykernel", "ipywidgets", "anywidget")]
    return ", ".join(
        [*parts, f"Chromium {browser.version}", f"{os.cpu_count()} cores", f"load {os.getloadavg()[0]:.1f} at the start"]
    )


def measured(browser, temporary, is_short=False):
    """Every row of the table, or those from a press or key to paint."""
    served, case = temporary / "served", open_case()
    served.mkdir()
    with lab(served, temporary / "jupyter") as address:
        page = browser.new_context(viewport={"width": 1280, "height": 1000}).new_page()
        page.set_default_timeout(30_000)
        page.on("dialog", lambda dialog: dialog.accept())
        yield from paint_rows(page, address, served, temporary)
        if is_short:
            return
        peer = peer_times(page, address, served)
        yield row("stock ToggleButtons, click to the trait its handler sets", peer)
        for lesson_id, fill in (("04", None), ("04", case), ("99", None), ("99", case)):
            name = f"lesson {lesson_id}, {'every question answered' if fill else 'as opened'}"
            times = answer_times(page, address, served, name.replace(" ", "-").replace(",", ""), lesson_id, fill)
            yield row(f"{name}: click to “Saved”", times, "≤ 60 ms (95th)")
            yield ratio(f"{name}: the same, to the stock control", times, peer)
            if (lesson_id, fill) != ("99", None):
                yield row(f"{name}: key to paint", key_times(page), "")
        for lesson_id in ("00", "04"):
            yield row(f"lesson {lesson_id}: Run All to a usable desk", run_times(page, address, served, lesson_id), "≤ 1500 ms")
    for name, pairs in costs().items():
        yield row(f"{name}, in a process of its own", [one for one, _ in pairs])
        yield row(f"{name}, memory", [one for _, one in pairs], unit="MiB")


def main():
    """Measure, print the table, keep it in artefacts/bench.md."""
    from playwright.sync_api import sync_playwright

    if not CHROMIUM:
        sys.exit("Chromium is not installed: nothing can be measured")
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as temporary:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        head = versions(browser)
        rows = []
        for one in measured(browser, Path(temporary), is_short="paint" in sys.argv):
            print(" · ".join(filter(None, one)), flush=True)
            rows.append(one)
        browser.close()
    lines = [f"| {' | '.join(one)} |" for one in (HEADINGS, ["---"] * len(HEADINGS), *rows)]
    table = "\n".join([head, "", *lines]) + "\n"
    artefacts = ROOT / "artefacts"
    artefacts.mkdir(exist_ok=True)
    (artefacts / "bench.md").write_text(table, encoding="utf-8")
    print(f"\n{table}")


if __name__ == "__main__":
    main()
