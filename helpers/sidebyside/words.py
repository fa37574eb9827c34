"""Every word the interface says, in one place. What a case says stands in its tables.

The desk's JavaScript gets `DESK` with its content; in a phrase, {name} is filled in where it is used.
"""

STEPS = {"predict": "Predict", "source": "Source", "weigh": "Read and weigh", "judge": "Judge"}

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
    "part": "We saw only part of the passage, and render that part.",
    "quoted": "We saw it only as another writer quotes it; the note says who.",
    "unseen": "",
}

# which readers an excerpt or a claim is for, in the order of a desk; what is read by all has no name
ROLES = {"core": "", "A": "Set A", "B": "Set B", "C": "Set C", "D": "Set D", "wider": "Wider reading"}

LANGUAGES = {"en": "English", "ru": "Russian", "de": "German", "fr": "French", "pl": "Polish", "es": "Spanish"}

DESK = {
    "name": "Reading desk",
    "steps": "Steps; you can go back to any of them",
    "step_done": "answered",
    "next": "Next: {step}",
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
    "excerpt": "Excerpt",
    "context": "Where it stands",
    "terms": "Key terms",
    "plain": "In plain English",
    "original": "Open the page at this passage",
    "nearest": "Open the nearest public page",
    "choose_claim": "Which claim?",
    "claim_option": "paragraph {paragraph}: {label}",
    "choose_excerpt": "Excerpts; read them in any order",
    "nothing_beside": "No excerpt stands beside this claim. Where we looked:",
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
    "weighed": "Excerpts weighed: {done} of {all}",
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

SHELF = {
    "name": "Books",
    "repr": "The books that can be fetched. Choose Run, then Run All Cells, to get them.",
    "get": "Get the books",
    "asking": "Asking for the books …",
    "bar": "How much of a book is here",
    "here": "is here",
    "kept": "They are kept on the computer that runs this notebook, in the folder {folder}, and sent nowhere.",
    "done": "Everything that can be fetched is here.",
    "failed": "The books could not be fetched ({reason}).",
    "without": "The lessons work without them.",
    "not_answering": "The notebook is not answering. Choose Kernel, then Restart Kernel and Run All Cells.",
    "twin": "These books can be fetched, on request only. The lessons work without them. To fetch them here, run the notebook.",
}

# what is said of the author's own words
ORIGINAL = {
    "by": "translated by {translator}",
    "failed": "The text could not be looked up ({reason}).",
    "in part": "We did not see the whole passage ourselves. These words begin and end where it should.",
    "pasted": "This was pasted here earlier; it can be pasted anew below.",
    "fetchable": (
        "This text is not on this computer. The first notebook, Start here, has a button that gets it."
        " Or open the page at this passage, copy the passage and paste it below."
    ),
    "absent": "This text is not on this computer. Open the page at this passage, copy the passage and paste it below.",
    "add": "Whoever has the text as a file can add it: {command}",
}

# what is said of a passage that a learner pasted
PASTED = {
    "same": "These are the words on record, every one.",
    "near": "Near enough: {agree} of {of} words agree.",
    "differs": "These words differ: {words}.",
    "missing": "Words of the passage that were not found: {count}.",
    "begins-and-ends": (
        "The passage begins and ends as on record. What stands between cannot be tested:"
        " we did not see it all, or noted too little of it."
    ),
    "too-short": "This is only a part of the passage. Paste it from its first words to its last.",
    "not-it": "The passage was not found in this. Copy it from the page, from its first words to its last.",
    "other-language": "This is in another language. The passage on record is in {language}.",
    "too-long": "This is too much to look through. Paste the passage alone.",
    "empty": "There are no words in this.",
    "elsewhere": "The text of {edition} that is here does not hold these words where they should stand.",
}

PAPER = {
    "project": "Side by Side",
    "lesson": "Lesson {lesson}",
    "worksheet": "Worksheet {number}, {what}",
    "before": "before you read",
    "reading": "read, weigh, judge",
    "claim": "Claim {number}",
    "practice": "{claim}, to practise",
    "set": "Set {letter}",
    "set_more": "Set {letter}, sheet {number}",
    "plain": "In plain English",
    "teacher": "For the teacher",
    "page": "page",
    "name": "Name",
    "name_hint": "made up",
    "date": "Date",
    "find_review": "Read it in the review:",
    "find_passage": "The passage:",
    "undated": "date unknown",
    "further": "Answers to mark by, and what can be defended passage by passage, are on a sheet of their own.",
    "readings_core": "On the worksheets",
    "readings_sets": "On the sheets of the sets",
    "readings_wider": "Wider reading, not on paper",
    "find_start": "A public page to start from:",
    "search": "Search there for “{words}”.",
    "key_words": "Key words",
    "ours": "The words of this sheet are ours, but for those in quotation marks. Free to copy: CC BY 4.0.",
    "plain_note": (
        "The passages again, shorter and in easier words: our words, not the author’s."
        " Read this first or beside the other sheet, and answer there. Weigh what is said, not the wording."
    ),
    "jigsaw": "Your group reads this, and tells the others what it says and what it does to the claim.",
    "aim": "Aims",
    "plan": "Plan: {minutes} minutes",
    "plan_from": "From",
    "plan_minutes": "Minutes",
    "plan_what": "What happens",
    "content": "Content note",
    "mistake": "Misreadings to watch for",
    "lead": "Questions for the talk",
    "leave": "What not to mark",
    "language": "For learners still learning English",
    "screen": "One projector, one screen",
    "readings": "What can be defended",
    "readings_note": "Two readers worked apart from each other. Any of these is a good answer when its reason holds.",
    "samples": "Answers to mark by",
    "samples_note": "Made up by us; not written by learners.",
    "standards": "Standards",
    "standards_note": "What they ask for, in our words.",
    "not_for_learners": "Not for learners.",
}

READERS = {"first": "the first reader", "second": "the second reader", "both": "both readers"}

# what a desk answers when it cannot do what a page asks
KEEPING = {
    "no_answer": "this is no answer",
    "no_excerpt": "this excerpt does not lie on this desk",
    "no_file": "this is no file of answers",
    "nobody": "Say first who is working.",
    "unknown": "No answers are kept here under that name.",
    "stranger": "this answer was given under a name that is not known in this folder; download it",
    "unwritable": "the folder cannot be written",
    "unreadable": "the folder cannot be read",
}
