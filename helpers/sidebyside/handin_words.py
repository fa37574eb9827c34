"""What a hand-in says: the document, the file it comes in, and what is asked about it."""

HANDIN = {
    "title": "Handed in: lesson {lesson}, {title}",
    "who": "By {learner}",
    "nobody": "Nobody has begun.",
    "named": "By {name}, working as {learner}",
    "together": "{who} ({people} people at one screen)",
    "ai": "Use of AI, as declared: {said}",
    "ai_none": "Use of AI: nothing was declared.",
    "nothing": "Nothing has been answered yet.",
    "claim": "Claim {number}: {label}",
    "note": "[note {number}]",
    "history": "What was weighed",
    "before": "Before reading",
    "passage": "Passage: {label}",
    "byline": "{author}, {work}; written {written}.",
    "start": "A public page to start from: {address}",
    "marked": "Words marked",
    "of_claim": "Words of the claim that were marked",
    "own_words": "in the author’s own words",
    "gone": "no longer in the text",
    "mark": "“{words}”: {category}",
    "remark": "“{words}”: {category}. Beside it: {comment}",
    "after": "After reading",
    "verdicts": "The two verdicts",
    "first": "First verdict",
    "second": "Second verdict",
    "none": "(nothing)",
    "below": "(longer than this column: written out below)",
    "rival": "Answered differently in another window or on another computer: {text}",
    "oral": "To talk about",
    "oral_none": "There is too little here to ask about.",
    "empty": "What is still empty",
    "empty_none": "Nothing: every question was answered.",
    "empty_claim": "Claim {number}, {label}: nothing yet.",
    "empty_passages": "Claim {number}: no passage was weighed.",
    "empty_step": "Claim {number}, {step}: {question}",
    "empty_passage": "Claim {number}, passage “{passage}”: nothing yet.",
    "empty_question": "Claim {number}, passage “{passage}”: {question}",
    "notes": "Notes",
    "bibliography": "Bibliography",
    "paragraph": "paragraph {number}",
    "copy": "read in a stored copy",
    "page": "page",
    "ours": (
        "The passages and the claims are in the words of these lessons, but for what stands in quotation marks."
        " Answers, marks and reasons are the learner’s."
    ),
    "notebook_large": "The notebook is too large to be handed in.",
    "notebook_none": "This is no notebook that can be read.",
    "no_docx": (
        "The document for a word processor cannot be made here: python-docx is missing."
        " Install the course again, as its README says, or name a file that ends in .html."
    ),
}

# what the foot of a desk says about handing in; its script gets it with the names of `DESK`
PANEL = {
    "handin": "Hand in …",
    "handin_note": (
        "This makes one file with your answers to this lesson, the notebook, and a document of what you marked, wrote and judged."
        " You hand the file in yourself: nothing is sent."
    ),
    "handin_empty": "Still empty: {count}. You can hand in all the same.",
    "handin_full": "Nothing is empty: you answered every question.",
    "handin_all": "Show the other {count}",
    "handin_name": "A name beside {learner}; left empty, the made-up name stands alone",
    "handin_ai": "What did you use of AI, and for what? “Nothing” is an answer too",
    "handin_times": "With the moment of each answer, which can show when you worked and how long",
    "handin_beside": "Keep a copy beside the notebook, too; whoever uses this computer can open it",
    "handin_go": "Make the file",
    "handin_working": "The notebook is making the file …",
    "handin_late": (
        "The notebook has not answered yet. If it is busy, this goes on by itself when it is done. If this message stays, choose"
        " Kernel, then Restart Kernel and Run All Cells. Your answers alone can be had without it:"
    ),
    "handin_unsaved": "Some answers are not saved yet, and are not in the file. When they are saved, make it again.",
    "handin_done": "Downloaded: {name}. This is the file to hand in.",
    "handin_part": "Taking it from the notebook, part {at} of {all} …",
    "handin_again": "Download {name} again",
    "handin_alone": "Download the document alone: {name}",
}

# what a desk answers when it was asked for a hand-in
OFFERED = {
    "stranger": "Somebody else is working here by now. Open this again.",
    "gone": "The file is not there any more. Make it again.",
    "long": "What is said of AI, or the name, is too long: {most:,} characters can be taken.",
    "failed": "The file could not be made ({reason}). Nothing is lost; your answers can be downloaded.",
    "no_docx": "Without the document for a word processor (.docx), which cannot be made here: it is there as .html and .md.",
    "plain_notes": "Notes and bibliography are plainer than usual: the library that writes them is not here.",
    "no_notebook": "Without the notebook: {name} was not found beside the answers.",
    "notebook_left": "Without the notebook {name}: {reason}",
    "beside": "A copy is kept here: {path}",
    "not_beside": "No copy could be kept beside the notebook ({reason}).",
}

# three questions to a learner, from the best to the last resort
ORAL = {
    "mark": "In “{passage}” you marked “{words}” as: {category}. What do these words show about the claim, and what not?",
    "remark": "In “{passage}” you marked “{words}” and wrote beside it: “{comment}”. What in these words makes you say so?",
    "reason": "Of “{passage}” you wrote: “{text}”. Which words of the passage carry that, and how might somebody else read them?",
    "against": "Your verdict is: {verdict}. But of “{passage}” you said: {bearing}. Why does it not outweigh the rest?",
    "changed": "Your verdict was: {first}. Then it was: {second}. What was the first thing that moved you, and was it enough?",
    "kept": "Your verdict stayed: {verdict}. What would a passage have to say to change it?",
    "judged": "Your verdict is: {verdict}. Which passage would you give up last, and why?",
    "expected": "Before reading you wrote: “{text}”. Did you find it, or something else?",
    "trust": "How far you trust “{passage}”: {trust}. What would you want to know about its author before you trust it more?",
}
