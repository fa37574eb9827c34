"""What the folders say that a release makes: to learners, to whoever pushes them, and to whoever marks."""

# the README of the learners' tree, piece by piece; its headings, commands and table are set by `course.release`
TREE = {
    "what": (
        "Lessons that set claims of a review beside the writings of those who were there. You read, mark, weigh and write at a"
        " desk in a notebook. No lesson says what to conclude."
    ),
    "start": "Start",
    "need": "You need Python 3.11 or later and `make`. In a terminal, in this folder:",
    "first_time": (
        "This opens JupyterLab on the first lesson. The first time it installs what it needs into `.venv` and takes a minute or"
        " two. `make test` proves that every lesson runs here as it should."
    ),
    "windows": "On Windows there is no `make` (these lines are untested):",
    "nothing_installed": "With nothing installed, once this folder is a public repository: [open it on Binder]({address}).",
    "lessons": "Lessons",
    "head_lesson": "lesson",
    "head_minutes": "minutes",
    "workplace": "as long as you like",
    "head_question": "question",
    "how": "Open a lesson, choose *Run*, *Run All Cells*, and work at the desk. Every control works with the keyboard alone.",
    "saved": "What is saved, and where",
    "journal": (
        "Each answer goes at once into the folder `journal` beside the notebook, under a made-up name. Nothing is sent anywhere."
        " Binder forgets: download your answers there before you stop. More in [the data sheet](docs/data-sheet.md)."
    ),
    "teacher": "For the teacher who gives this out",
    "push": (
        "This folder was made by `sidebyside release`. To put it on the web as a repository of yours (if made with `--git`,"
        " the last two lines are enough):"
    ),
    "links": "The address of Binder stands above. For a hub with nbgitpuller put its address in the place of `HUB`:",
    "hub": "On the hub, whoever looks after it installs the package once, into the Python in which notebooks run:",
    "again": (
        "To give out more lessons or a correction, run `sidebyside release` into the same folder again, and push. A file you"
        " changed here is named and not overwritten, and what you added stays. Answers of learners (`journal`) are never part of"
        " a commit it makes."
    ),
    "hide": "What a public repository cannot hide",
    "hidden": (
        "Whoever finds a public repository can read all of it, its history included. Here are no readings and no sample answers."
        " Here are: the tables of the whole case, also for lessons you have not given out; the worked answers of practice claims,"
        " in `data/worked.csv`; the rules by which the desk asks about method. And if the project this was made from is public,"
        " its `data/teacher` can be found by anybody who looks for it. So do not lean on secrecy: ask for reasons and for words"
        " of the passage, which no key can give."
    ),
    "rights": "Code: [BSD-3-Clause](LICENSE). Lessons, tables and texts: [CC BY 4.0](LICENSE-CONTENT).",
}

# what stands in the notebooks of a course for nbgrader, and in the work that was collected
GRADED = {
    "heading": "For your teacher",
    "intro": (
        "There is nothing to write below. When your work is collected, these boxes are filled with what you wrote at the desk,"
        " from the folder `journal` beside this notebook. Hand the whole folder in."
    ),
    "of_claim": "Claim {number}, {label}. {step}: {question}",
    "of_all": "Any claim. {step}: {question}",
    "stub": "Taken from the desk when your work is collected. Nothing to write here.",
    "points": (
        "Points are given by a person, for reasons and not for conclusions. As a start: 1 for a bare answer, 2 for one with a"
        " reason, 3 for one that rests on words of the passage and sees its limits."
    ),
    "counted": "{answered} of {all} written questions have an answer.",
    "by": "By {learner}, one person.",
    "by_more": "By {learner}, {people} people at one screen.",
    "several": "This journal holds answers under {count} names. All are shown, each under its own.",
    "too_many": "{count} more names in this journal are not shown.",
    "none": "No answers came with this notebook: there is no journal of this lesson beside it. Ask the learner for the folder.",
    "unreadable": "Lines of the journal that cannot be read: {count}. Every other line is here.",
    "about": "{claim}.",
    "about_passage": "{claim}. On the passage {passage}.",
    "chosen": "{question} {answer}.",
    "sorted": "Sorted: {title}",
    "sorted_unmarked": "To be read, not marked: of the kinds, none is right.",
    "other": "Another answer to the same question, from another page or computer:",
    "typed": "Written into the notebook itself, not at the desk:",
    "cut": "Cut here: the journal has all {length:,} characters.",
}

# the README of a course for nbgrader
COURSE = {
    "title": "{course}: a course for nbgrader",
    "install": "Once, for whoever marks and on the hub, into the Python in which notebooks run:",
    "lessons": "For each lesson, in this folder:",
    "first": "The first makes what learners get, in `release`; the others give it out, take it in, and fill in what they wrote.",
    "journal": (
        "What learners write at the desk is kept in the folder `journal` beside the notebook and travels with it. When their work"
        " is graded, each written question is filled in from there. So cells that were copied, split, cleared or deleted do no"
        " harm; a whole folder handed in without its `journal` does, and then the cells say so."
    ),
    "by_hand": (
        "Every written answer is marked by hand, with up to {most} points; nothing scores how somebody reasons or what they"
        " conclude. Counted by itself is only the last cell: the share of written questions that have an answer, up to 1 point."
        " Change points in `source` before the first command, or make them 0."
    ),
    "not_run": (
        "No cell of a learner is run, here or in the form that nbgrader opens: `nbgrader_config.py` turns that off, and of what a"
        " learner handed in only the answers are shown, as plain text. The notebook as it came stays in `submitted`."
    ),
    "tree": "`learners` holds the package and the same lessons as a folder for learners, with a README of its own.",
}
