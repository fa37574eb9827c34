"""What is said of answers and names: to whoever gave an answer, took a name, or brought a file."""

# what a desk answers when it cannot do what a page asks
KEEPING = {
    "no_answer": "this is no answer",
    "no_excerpt": "this passage does not lie on this desk",
    "no_file": "this is no file of answers",
    "nobody": "Say first who is working.",
    "unknown": "No answers are kept here under that name.",
    "stranger": "this answer was given under a name that is not known in this folder; download it",
    "unwritable": "the folder cannot be written",
    "unreadable": "the folder cannot be read",
}

# what a journal says of a message that is no answer, and of a line that is none
JOURNAL = {
    "nothing": "this is no answer",
    "id": "this answer has no proper id",
    "question": "this answer names no question",
    "text": "an answer is text",
    "long": "this answer has {length:,} characters; {most:,} can be kept",
    "page": "this answer does not say from which page it came",
    "upon": "this answer does not say what it was made upon",
    "part": "only part of the answer could be written",
    "newer": "written by a newer version of this course; it stays as it is",
    "torn": "torn or not JSON",
    "none": "not an answer",
}

NAMES = {
    "form": "A name here is two made-up words of two to twelve letters from a to z, such as “calm heron”.",
    "taken": "Somebody has used that name in this folder. Choose another.",
    "unknown": "No answers are kept here under that name. Check the spelling: two words, such as “calm heron”.",
}

# why a line of a file that was brought cannot be taken
CARRYING = {
    "other": "another answer is kept here under the same id; it stays",
    "line": "longer than an answer can be",
    "lesson": "it does not say to which lesson it belongs: two digits",
    "whose": "whose it is is no name of this course: two words, such as “calm heron”",
    "long": "an answer of {length:,} characters; {most:,} can be kept",
    "future": "its time lies far in the future",
    "more": "it holds more than an answer",
    "newer": "written by a newer version of this course; names used earlier are not taken over",
    "heading": "not a heading of this course",
}

ERASING = {
    "failed": "{file} could not be rewritten ({reason}); nothing is lost. Close what has it open, then try again",
    "busy": "another process is rewriting it",
}
