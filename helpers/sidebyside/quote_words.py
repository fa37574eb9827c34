"""What is said of a quotation: whether, where and how faithfully it stands in the texts, and of two texts side by side."""

QUOTES = {
    "exact": "These words stand there exactly.",
    "same-words": "The same words stand there. What differs: {ways}.",
    "words-left-out": "These words stand there, but words between them are left out.",
    "words-changed": "A passage like this stands there, but not in these words: {agree} of {of} words agree.",
    "stitched": "This is put together from {count} places that do not follow each other.",
    "not-found": "Not found in the texts that were searched: {texts}.",
    "too-short": "This is too short to tell: at least {least} words are needed.",
    "too-long": "This is too long to look through. Give the quotation alone.",
    "stands": "These words stand in the texts, so few of them that this proves little. Places: {count}.",
    "few": "So few words agree by chance now and then.",
    "no-texts": "There is no text on this computer to look in.",
    "nearest": "The nearest passage has {agree} of {of} words.",
    "no-nearest": "No passage comes near.",
    "not-proof": (
        "That does not prove that it was never said or written. It may stand in a text that was not searched,"
        " or in other words in another translation."
    ),
    "absent": "Editions on record that were not searched, because they are not here or cannot be read: {count}.",
    "says": "{author}, {title}",
    "quoted": "In quotation marks there, and perhaps somebody else’s; author of the text: {author}. {title}",
    "unsaid": "Who speaks there is not on record. {title}",
    "named": "Named beside the quotation: {names}.",
    "again": "They stand in {count} other places too.",
    "found-proof": "That words stand in a text shows that they were printed there. It does not show that they are true.",
    "folding": (
        "To find a place, capitals, punctuation, quotation marks, dashes, hyphens, apostrophes, accents, signs of italics,"
        " marks of notes and line breaks were set aside. Where these differ it is said; only white space, line breaks"
        " and hyphens at the end of a line are not."
    ),
    "omission": "left out, and not marked: “{text}”",
    "omission-marked": "left out, and marked: “{text}”",
    "addition": "does not stand there: “{quotation}”",
    "change": "for “{quotation}” there stands “{text}”",
    "form": "{way}: for “{quotation}” there stands “{text}”",
    "hidden": "The quotation holds characters that are not seen: {count}.",
    "more": "More differences: {count}.",
    "place": "{title}, {section}",
}

WAYS = {
    "hidden": "characters that are not seen",
    "notes": "marks of notes",
    "case": "capitals",
    "accents": "accents",
    "typography": "quotation marks, dashes, hyphens or italics",
    "punctuation": "punctuation",
    "divided": "how words are divided",
    "slip": "letters, perhaps a slip",
}

# two texts side by side
SIDES = {
    "left": "First text",
    "right": "Second text",
    "differs": "What differs",
    "caption": "{left} beside {right}. Of every hundred words {percent} have their like in the other text.",
    "nothing": "nothing",
    "form": "{ways}: “{left}” and “{right}”",
    "divided": "divided differently: “{left}” and “{right}”",
    "changed": "“{left}” or “{right}”",
    "only": "only in {side}: “{words}”",
}
