"""A made-up exercise of twelve items and four kinds, laid over the sample case; and its rows as the tests name them."""

import shutil

TITLE, TASK = "What kind of words?", "Say of each phrase what it does. Some do two things at once: take the one that is stronger."
CLOSING = "Which of these would you ask the paper to leave out, and what would be lost?"
KINDS = (
    ("tells", "It says that something happened; a log could show it."),
    ("judges", "It says what somebody thinks of it."),
    ("guesses", "It says what went on in a mind."),
    ("asks for something", "It wants the reader to do or to feel something."),
)
ITEMS = (
    ("“kept the lamp alight”", "the review, paragraph 2", "The sentence is about all her years as a keeper."),
    ("The stage keeper falls asleep in the second act.", "the review, paragraph 1", ""),
    ("She must have been afraid of the office that paid her.", "the review, paragraph 3", ""),
    ("“a heart of oil and brass”", "the review, paragraph 3", ""),
    ("The oil froze in the pipe, and for two and a quarter hours there was no light.", "Forty Winters, chapter II",
     "She wrote this thirty years after that winter, from notes that she says she kept in the drawer below the lamp. Nobody else has seen these notes. The log of the office, which she did not write, gives two hours and a quarter for that night, and the next morning a boat came for the spoiled oil and took it away."),
    ("Nobody who has carried oil up a stair in winter will laugh at her.", "Forty Winters, to the reader", ""),
    ("The paper had raised money to repair the lamp.", "the review, paragraph 4", ""),
    ("“give what you can”", "the review, paragraph 5", ""),
    ("He never forgave the clerk who lost his letter.", "The Pier, page 3", ""),
    ("A fire of driftwood brought a cutter in.", "Forty Winters, chapter II", ""),
    ("It was the proudest lamp of the coast.", "the review, paragraph 2", ""),
    ("The gulls did not read the paper 🐦 and the paper did not read the gulls.", "The Pier, page 9", ""),
)  # fmt: skip
QUESTION = "exercise = open_lesson('00', 'case').exercise('X00-1')"


def lay(root, folder):
    """Make the case in a folder of this name."""
    shutil.copytree(root / "tests/sample", folder)
    shutil.copy(root / "data/datapackage.json", folder)
    write(
        folder,
        "exercises",
        "exercise_id,lesson_id,order,role,title,task,closing",
        [("X00-1", "00", "1", "core", TITLE, TASK, CLOSING)],
    )
    kinds = [(f"XK00-1{at}", "X00-1", str(at), *kind) for at, kind in enumerate(KINDS, 1)]
    write(folder, "kinds", "kind_id,exercise_id,order,label,hint", kinds)
    items = [(key(at).partition(":")[2], "X00-1", str(at), *item) for at, item in enumerate(ITEMS, 1)]
    write(folder, "items", "item_id,exercise_id,order,text,where,about", items)
    (folder / "teacher/sorted.csv").unlink()
    return folder


def write(folder, table, header, rows):
    """Write a table, each cell in quotation marks."""
    lines = [header, *(",".join(f'"{cell}"' for cell in row) for row in rows)]
    (folder / f"{table}.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")


def key(at):
    """The key of an item in the journal, counted from 1."""
    return f"X00-1:I00-{100 + at}"


def reason_key(at):
    """The key of the reason given for it."""
    return f"XR00-1:I00-{100 + at}"


def kind(label):
    """The id of a kind, by its label."""
    return f"XK00-1{[name for name, _ in KINDS].index(label) + 1}"
