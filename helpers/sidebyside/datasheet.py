"""The data sheet: what is kept of a learner, where, for how long, who sees it. On every desk, and in docs/."""

# in a text, {learner} is the name of whoever works, {folder} where the journals are
FACTS = {
    "What is kept": (
        "Your answers and every earlier version of them, the moment of each, a number for the page of the browser it was given"
        " on, how many of you share the screen, and a made-up name (here: {learner}). Never your own name, no address."
    ),
    "Where": (
        "On the computer that runs this notebook, in the folder {folder}: one file a lesson, and one with the made-up names."
        " They are plain text. An answer that is not saved yet waits in this browser; once it is saved it is removed there."
    ),
    "For how long": (
        "As long as nobody deletes the folder. No answer is written over, and none is removed unless you say so. The computer"
        " itself notes when a file was last changed, and may keep copies of its own."
    ),
    "Who can see it": (
        "Whoever can open that folder: on a shared computer anybody who uses it, at school whoever looks after it. The made-up"
        " name is a courtesy to the next person, not a lock. Your teacher sees your answers only when you hand them in, or in"
        " that folder."
    ),
    "What is sent": (
        "Nothing. A link opens a public page in a new tab, and does not tell it where you came from. Books are fetched only when"
        " you ask for them."
    ),
    "What is handed in": (
        "A file that is made when you ask for it, at the foot of the desk: your answers to one lesson, the notebook, and a"
        " document of both. It has another name than the made-up one, and times, only if you say so. A copy beside the notebook"
        " is kept only if you say so, and stays there when your answers are deleted."
    ),
    "What you can do": (
        "Take your answers with you, bring them back, take another name, remove the times, delete everything: all at the foot of"
        " the desk."
    ),
}

# hosts on which a folder does not last, by their kind (see `hosts`)
FORGETS = {
    "binder": (
        "This computer forgets. It is lent to you by Binder and is wiped when you have done nothing for about ten minutes."
        " Download your answers before you stop."
    ),
    "browser": "Your answers are kept in this browser alone, and go when its data are cleared. Download them before you stop.",
    "named": "This computer does not keep your answers for long. Download them before you stop.",
}

_HEAD = (
    "This page is made from `helpers/sidebyside/datasheet.py` by `make data-readme`. Every desk shows the same at its foot,"
    " under *What is kept, and where*."
)
_SAID = "There the desk says so at its top:"


def page():
    """The data sheet as a page in Markdown.

    Returns
    -------
    str
        It ends with a line break.
    """
    where = "`journal` beside the notebook (or the one that `SIDEBYSIDE_JOURNAL` names)"
    facts = [(name, FACTS[name].format(learner="two made-up words", folder=where)) for name in FACTS]
    hosts = "\n\n".join(f"> {text}" for text in FORGETS.values())
    sections = [f"## {name}\n\n{text}\n" for name, text in [*facts, ("Where a folder does not last", f"{_SAID}\n\n{hosts}")]]
    return "\n".join([f"# Data sheet: what is kept of a learner\n\n{_HEAD}\n", *sections])
