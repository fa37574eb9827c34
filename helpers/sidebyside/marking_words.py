"""What the desk says of marks. In a phrase, {name} is filled in where it is used."""

from sidebyside.marks import RELIED

# the two things the words of a claim can be marked as, when a verdict is "partly"
CLAIM = {
    "stands": ("stands", "These words of the claim hold."),
    "falls": ("falls", "These words of the claim do not hold."),
}
RELIED_ON = {RELIED: ("words I rely on", "What you would point to if somebody asked you why.")}

MARKING = {
    "mark_how": "Select words with the mouse or a finger, then say what they are.",
    "mark_sentences": "This text is our digest: whole sentences are marked, and never for their wording.",
    "mark_both": "After the bracket the text is our digest: there whole sentences are marked, and never for their wording.",
    "mark_keys": "Mark with the keyboard",
    "mark_keys_how": "Arrow keys move, Shift with them takes more, 1 to {count} mark, Tab goes to the buttons, Escape ends.",
    "mark_text": "The text, word by word",
    "mark_text_sentences": "The text, sentence by sentence",
    "mark_as": "Mark as",
    "mark_means": "What to mark as what",
    "mark_chosen": "Chosen: “{words}”",
    "mark_nothing": "First choose words of the text.",
    "mark_wording": "Here the words are ours, so nothing is said by their choice. Choose words before the bracket.",
    "mark_too_many": "Of the author’s own words twelve can be marked at once, not {count}.",
    "mark_full": "No more marks can be kept here. Remove some first.",
    "marked": "Marked as {label}: “{words}”",
    "unmarked": "No longer marked as {label}: “{words}”",
    "marks": "Your marks: {count}",
    "mark_original": "in the author’s own words",
    "mark_gone": "these words no longer stand in the text",
    "mark_note": "Comment",
    "mark_note_on": "Comment on “{words}”, {label}",
    "mark_remove": "Remove",
    "mark_remove_named": "Remove: “{words}”, {label}",
    "marks_both": "Keep the marks of both",
    "relied": "Words you rely on",
    "relied_take": "Put them into the reason",
    "relied_there": "They stand in the reason.",
    "claim_history": "In history: the words of the claim",
    "claim_keys": "The claim, word by word",
}
