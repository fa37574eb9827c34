"""What the sheets of paper say."""

PAPER = {
    "project": "Side by Side",
    "lesson": "Lesson {lesson}",
    "worksheet": "Worksheet {number}, {what}",
    "before": "before you read",
    "reading": "read, weigh, judge",
    "after": "after the talk",
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

COPY = {
    "title": "A notebook",
    "lesson": "a copy to read; answers are given in the notebook or on the worksheets",
    "guide": "a guide to print",
}

READERS = {"first": "the first reader", "second": "the second reader", "both": "both readers"}
