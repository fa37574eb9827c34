"""What the code cells of a lesson say: tables, what a learner wrote, errors."""

# what a lesson looks at first: what it says when all is well, and when it is not
HEALTH = {
    "origin": (
        "The helpers are the course’s own, not a stray copy beside this notebook.",
        (
            "A folder named sidebyside lies beside this notebook and is used instead of the course’s own."
            " Move it away, then choose Kernel, Restart Kernel."
        ),
    ),
    "tables": ("The tables of the case are here and without fault.",),
    "desk": (
        "The desk can be drawn.",
        "The desk cannot be drawn: anywidget is missing. Install the course again, as its README says.",
    ),
    "journal": (
        "Answers can be kept in the folder named journal, beside this notebook.",
        (
            "Answers cannot be kept beside this notebook ({reason}). Move the lessons to a folder of your own;"
            " till then download your answers from the desk."
        ),
    ),
}

LESSON = {
    "repr": "Lesson {lesson}, {title}: {claims}, {excerpts}.",
    "claim": "{count} claim",
    "claims": "{count} claims",
    "excerpt": "{count} passage",
    "excerpts": "{count} passages",
    "timeline": "Timeline of lesson {lesson}: {title}",
    "no_lesson": "there is no lesson {asked}; there are {known}",
    "no_table": "there is no table {asked}; there are {known}",
    "no_exercise": "lesson {lesson} has no exercise {asked}; it has {known}",
    "no_exercises": "lesson {lesson} has no exercise {asked}, nor any other",
    "no_mode": "the finder has no mode {asked}; there are {known}",
    "no_events": "lesson {lesson} has no events",
    "unwritable": "cannot be written",
    "otherwise": (
        "What this proves was written for all the books that can be fetched; with them the check says “{grade}”."
        " Other texts are here now."
    ),
}

# what the columns of tables are called
COLUMNS = {
    "lessons": ("lesson", "title", "question", "what is practised", "minutes"),
    "routes": ("route", "lessons", "minutes", "for whom"),
    "pairs": ("claim", "passage", "work", "author’s part in it", "written", "our text"),
    "events": ("from", "to", "event", "group"),
    "answers": ("claim", "passage", "question", "answer"),
    "quotations": ("quotation", "said to be by", "where it circulates", "the check says here", "what that proves"),
}

WORK = {
    "repr": "What was written in lesson {lesson}. In a notebook it is shown; frame() gives it as a table.",
    "columns": ("claim", "passage", "step", "question", "answer", "saved at"),
    "title": "What you wrote in lesson {lesson}, {title}",
    "who": "working as {learner}",
    "nobody": "Nobody has said who is working, so no answers are shown. Say at the desk who you are, then run this cell again.",
    "nothing": "Nothing has been answered yet. Answer at the desk, then run this cell again.",
    "unreadable": "The answers cannot be read ({reason}).",
    "claim": "Claim {number}: {label}",
    "history": "What was weighed: {history}",
    "passage": "{label} ({author}; written {written})",
    "marked": "The words you marked",
    "in_original": "in the author’s own words",
    "mark": "“{words}”: {category}",
    "remark": "“{words}”: {category} ({comment})",
    "first": "First verdict",
    "second": "Second verdict",
    "none": "(no answer)",
    "rival": "Answered differently in another window or on another computer:",
    "saved": "saved {time}",
    "skipped": "Damaged lines in the journal that could not be read and were left as they are: {count}.",
    "newer": "Lines written by a newer version of this course, left as they are: {count}. Use that version to see them.",
    "gone": "Answers to questions this lesson no longer asks: {count}. They are kept with the others.",
}
