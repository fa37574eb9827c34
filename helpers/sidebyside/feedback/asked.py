"""Every word of the questions about method, and of the desk around them; {name} is filled in by the rule that asks.

What stands behind a hyphen is another way for a question to arise. At most 30 words each, in plain English.
"""

QUESTIONS = {
    "FB1": "You are sure what “{label}” does to the claim. Which of its words make you sure, and why?",
    "FB1-trust": "You trust the witness of “{label}” fully. What about this witness, or these words, earns that trust?",
    "FB2": "You give the same reason for “{first}” and for “{label}”. What is there in each that is not in the other?",
    "FB3": "Several passages lie here, and your verdict leans on one. What do the others do to it, or why is one enough?",
    "FB3-weighed": "Several passages lie here, and you weighed one before you judged. What could the others change?",
    "FB4": (
        "“{first}” was written in {early}, “{label}” in {late}, and you found that they pull in different directions."
        " Does it matter when each was written?"
    ),
    "FB5": ("You marked {major} for the claim and {minor} against it, and you judged against it. What outweighs them, and why?"),
    "FB5-for": ("You marked {major} against the claim and {minor} for it, and you judged for it. What outweighs them, and why?"),
    "FB6": "You speak of what is shown on the screen. What do your passages let you say about the past itself?",
    "FB7": "You wrote “{word}”. Do your passages reach that far, or would a smaller word be safer?",
    "FB8": "Your second verdict is not your first. Which words, which witness or which date changed it?",
    "FB9": "You kept your verdict. What could have changed it, and why did it not?",
}

# how many passages: none, one, more; and the same where “passages” was just said
PASSAGES = ("no passage", "one passage", "{count} passages")
NUMBERS = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")

# what the desk says around a question
DESK = {
    "method": "A question about your method",
    "method_ask": "Ask me one question about my method",
    "method_where": "Show me where",
    "method_no": "Does not apply",
    "method_noted": "Noted: it does not apply. Undo takes this back.",
    "method_none": "No question about method at this point.",
    "method_unsaved": "Your last answers are not saved yet. Ask again when they are.",
}
