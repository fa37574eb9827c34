"""Every word the interface says. What a case says stands in its tables.

What is said of one subject alone stands in a catalogue of its own, `keeping_words` and the like; they can be read from
here too. The desk's JavaScript gets `DESK` with its content; in a phrase, {name} is filled in where it is used.
"""

from sidebyside.keeping_words import KEEPING
from sidebyside.lesson_words import HEALTH
from sidebyside.paper_words import PAPER, READERS
from sidebyside.text_words import ORIGINAL, PASTED, SHELF

__all__ = ["HEALTH", "KEEPING", "ORIGINAL", "PAPER", "PASTED", "READERS", "SHELF"]

STEPS = {
    "predict": "Predict",
    "source": "Source",
    "weigh": "Read and weigh",
    "judge": "Judge",
    "corroborate": "Corroborate",
    "second": "Second verdict",
}

OPTIONS = {
    "bearing": {
        "supports": "supports it",
        "complicates": "complicates it",
        "against": "speaks against it",
        "silent": "says nothing on it",
        "undecided": "I can’t decide",
    },
    "trust": {"hardly": "hardly", "partly": "partly", "fully": "fully", "undecided": "I can’t tell yet"},
    "confidence": {"guessing": "I am guessing", "fairly": "fairly sure", "sure": "sure"},
    "verdict": {
        "borne-out": "well supported",
        "partly": "partly: some words stand, some fall",
        "not-borne-out": "not supported",
        "cannot-tell": "what I have read cannot tell",
    },
    "agreement": {
        "agree": "they agree",
        "partly": "they agree in part",
        "differ": "they contradict each other",
        "apart": "they speak of different things",
        "cannot-tell": "I can’t tell",
    },
}

RELATIONS = {
    "self": "the person the review is about",
    "comrade": "a comrade",
    "ally": "an ally",
    "rival": "a rival",
    "enemy": "an enemy",
    "bystander": "a bystander",
    "scholar": "a scholar",
    "reviewer": "the reviewer",
}

METHODS = {
    "translation": "Our translation from the original language ({language}). These are our words.",
    "digest": "Our digest of a text we read in {language}. These are our words, not the author’s:"
    " weigh what is said, not the wording.",
    "both": "Up to the bracket, our translation from the original language ({language}); after it, our digest of an English"
    " edition. There, weigh what is said, not the wording.",
}

# how much of a passage we saw, where it was not all
SEEN = {
    "full": "",
    "elsewhere": "We saw all of it, but not on the page that is linked.",
    "part": "We saw only part of the passage, and render that part.",
    "quoted": "We saw it only as another writer quotes it; the note says who.",
    "unseen": "",
}

# which readers an excerpt or a claim is for, in the order of a desk; what is read by all has no name
ROLES = {"core": "", "A": "Set A", "B": "Set B", "C": "Set C", "D": "Set D", "wider": "Wider reading"}

LANGUAGES = {"en": "English", "ru": "Russian", "de": "German", "fr": "French", "pl": "Polish", "es": "Spanish", "it": "Italian"}

MONTHS = tuple("January February March April May June July August September October November December".split())
# a month, a day, a span of time
DATES = {"month": "{month} {year}", "day": "{day} {month} {year}", "span": "{start} to {end}"}

DESK = {
    "name": "Reading desk",
    "steps": "Steps; you can go back to any of them",
    "step_done": "answered",
    "next": "Next: {step}",
    "next_excerpt": "Next passage: {label}",
    "claim": "The claim",
    "from_review": "the review, paragraph {paragraph}",
    "portrayal": "On the screen",
    "portrayal_note": "not tested here",
    "history": "In history",
    "history_note": "what you weigh",
    "strongest": "The claim at its strongest",
    "read_review": "Read it in the review",
    "expected": "Before you read, you wrote:",
    "who": "Who is speaking?",
    "author": "Author",
    "work": "Work",
    "written": "Written",
    "unknown": "unknown",
    "audience": "For",
    "stake": "At stake",
    "excerpt": "Passage",
    "context": "Where it stands",
    "terms": "Key terms",
    "plain": "In plain English",
    "original": "Open the page at this passage",
    "nearest": "Open the nearest public page",
    "choose_claim": "Which claim?",
    "claim_option": "paragraph {paragraph}: {label}",
    "choose_excerpt": "Passages; read them in any order",
    "nothing_beside": "No passage stands beside this claim. Where we looked:",
    "searched": "{looked_for}. Looked in: {where} ({date}). {result}",
    "worked": "One way to answer (others can be as good)",
    "own_words": "The author’s own words",
    "looking": "Looking for the text on this computer …",
    "not_answering": "The notebook is not answering. Choose Kernel, then Restart Kernel and Run All Cells.",
    "edition": "From: {edition}.",
    "found": "Here are the author’s own words.",
    "before": "What stands before",
    "passage": "The passage",
    "behind": "What stands after",
    "around": "Show the sentences around it",
    "paste": "Paste the passage here, copied from the page",
    "compare": "Compare",
    "opens": "opens a new tab; needs the internet",
    "weighed": "Passages weighed: {done} of {all}",
    "grid": "What you have said so far, passage by passage",
    "grid_passage": "Passage",
    "grid_author": "Who speaks",
    "grid_bearing": "What it does to the claim",
    "grid_trust": "Your trust",
    "not_said": "not said yet",
    "first_verdict": "Your first verdict",
    "first_because": "Asked “{question}”, you wrote:",
    "second_verdict": "Your verdict now",
    "saving": "Saving …",
    "saved": "Saved {time}",
    "saved_not": "Not saved yet: {reason} Your answers are kept in this tab.",
    "no_answer": "the notebook is not answering. If this message stays, choose Kernel, then Restart Kernel and Run All Cells.",
    "idle": "Nothing to save yet",
    "download": "Download my answers",
    "retry": "Try again",
    "undo": "Undo",
    "undone": "Taken back: the last answer to “{question}”",
    "nothing_to_undo": "There is nothing to take back since this page was opened.",
    "downloaded": "Downloaded as {name}.",
    "part_of": "Part {at} of {all} …",
    "who_works": "Who is working here?",
    "who_note": (
        "Your answers are kept on this computer, so that you can go on another day."
        " They are kept under a made-up name, never your own. Nobody’s answers are shown to the next person."
    ),
    "how_many": "How many of you share this screen?",
    "people": ("one", "two", "three"),
    "go_on_as": "Go on as {who}",
    "working_as": "working as {learner}",
    "working_together": "working as {learner} ({people} of you)",
    "nobody_works": "nobody has begun",
    "nobody_yet": "a made-up name",
    "someone_else": "Someone else is working here",
    "newcomer": "Begin under a new name",
    "newcomer_note": "A name is made up for you. The answers given so far stay under {learner} and are no longer shown.",
    "returning": "I have worked here before. My name here is",
    "go_on": "Go on",
    "leave": "Leave this computer",
    "leave_note": "The next person is asked who works here, and your name is not shown.",
    "close": "Close",
    "not_now": "The notebook is busy. It does this when it answers.",
    "rivals": "This question was answered differently in another window or on another computer. Which answer stands?",
    "disputed": "Answered twice: {count}",
    "take_other": "Take this one",
    "take_both": "Keep both, one after the other",
    "keep_own": "Keep the answer above",
    "empty": "(no answer)",
    "kept": "What is kept, and where",
    "kept_now": "Just now",
    "kept_here": "On this computer",
    "kept_nowhere": "Answers cannot be written to the folder {folder}: {problem}. They stay in this tab until you download them.",
    "kept_skipped": "Damaged lines in the journal that could not be read and were left as they are: {count}.",
    "kept_newer": "Lines written by a newer version of this course, left as they are: {count}. Use that version to see them.",
    "carry": "Take my answers home, or bring them back",
    "carry_note": (
        "The file holds your answers to all lessons kept in this folder. Bring it to another computer, or keep it in case"
        " this one is lost. Bringing it in twice, or from two places, does no harm: nothing is written over. Without times it"
        " is for somebody to read; to go on elsewhere, take it with them."
    ),
    "download_timeless": "Download without times",
    "bring": "Bring in a file of answers",
    "looking_in": "Reading the file …",
    "file_too_long": "This file is too long to be a file of answers.",
    "brought": "Brought in: {new}. Here already: {known}. They are the answers of {who}.",
    "refused": "Lines that could not be taken: {count}. Nothing else was changed. The first of them:",
    "refused_line": "line {number}: {reason}",
    "join": "They are mine: keep them with those of {learner}",
    "another_name": "Take another name",
    "another_note": "Two made-up words, such as “night owl”, but never your own name. Your answers go with you.",
    "rename": "The new name",
    "rename_go": "Take this name",
    "times": "Remove the times of my answers",
    "times_note": (
        "Each answer is kept with the moment it was given, and so is each version of it. That can show when you worked and how"
        " long. Here you remove the times and keep the answers and their order."
    ),
    "times_go": "Remove the times",
    "times_gone": "The times are gone. Answers you give from now on have theirs.",
    "delete": "Delete my answers",
    "delete_note": (
        "This takes every answer of {learner} to every lesson, and the name, out of the folder {folder}."
        " It cannot be undone. Files you downloaded are not touched."
    ),
    "delete_type": "To delete them, type the name {learner}",
    "delete_go": "Delete for ever",
    "deleted": "Deleted. Lines taken out: {count}.",
    "clear": "clear this answer",
}

TWIN = {
    "answer": "To answer here, run the notebook: choose Run, then Run All Cells.",
    "repr": "A reading desk for lesson {lesson}. Choose Run, then Run All Cells, to use it.",
    "questions": "Questions",
}
