"""What is said of texts: the shelf of books, the author’s own words, a paste, a download, a file."""

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

# why a file cannot be read as a text
READING = {
    "linked": "{file}: a link that leads out of its folder; name the file itself",
    "folder": "{file}: a folder, not a file",
    "special": "{file}: not an ordinary file",
    "large": "{file}: {size:,} bytes, more than any book here",
    "missing": "{file}: there is no such file, or no longer",
    "name": "{file}: not the name of a file",
    "circle": "{file}: a link that leads to itself",
    "failed": "{file}: {reason}",
    "changed": "{file}: it changed while it was read; try again",
    "encoding": "{file}: byte {place} is not {encoding}",
    "unnamed": "its name is not that of a file",
}

PAGES = {
    "library": "to read a web page, install beautifulsoup4 (pip install beautifulsoup4), or save the page as text",
    "slow": "reading the page took longer than {seconds} seconds; save it as text",
    "failed": "this page cannot be read; save it as text",
}

# what is said of a text that is to be taken into the folder
TAKING = {
    "unknown": "Nothing is on record to know it by; it was taken as it is.",
    "place": "Everything on record stands in it ({count} place).",
    "places": "Everything on record stands in it ({count} places).",
    "some": "{standing} of the {count} places on record stand in it. Not found: {missing}.",
    "some_more": "{standing} of the {count} places on record stand in it. Not found: {missing}, and {more} more.",
    "section": "the section {title} ({words} …)",
    "sentence": "paragraph {paragraph}, sentence {position}",
    "edition": "there is no edition {edition}; there are {known}",
    "other": "{file}: this is not the text of {edition}. {found}",
    "unlike": "{file}: this is not quite the text of {edition}. {found}",
    "unwritable": "{folder} cannot be written to ({reason}).",
    "page": "{file}: {reason}",
    "kind": "{file}: {kind}, not a text; save it as plain text",
    "empty": "{file}: there are no words in it",
    "binary": "{file}: not a text; save it as plain text",
}

KINDS = {"pdf": "a PDF", "zip": "an e-book, a word processor’s file or an archive", "old": "a word processor’s file"}

FETCHING = {
    "no_address": "{edition} has no address to fetch it from. Save it from {url} and add the file.",
    "silent": "not asked again: no answer from {host}",
    "two_silent": "not asked: no answer from {first} and {second}",
    "library": "to fetch texts, install pooch (pip install pooch).",
    "large": "{host} sends more than any book here has; nothing was kept",
    "answered": "{host} answered {status} {reason}: the address {address} is not to be had",
    "slow": "{host} took longer than {seconds} seconds; nothing was kept, try again later",
    "cut": "the connection to {host} was cut; nothing was kept, try again",
    "unreached": "{host} cannot be reached: there is no network here, or the site does not answer. Lessons run without texts",
    "unkept": "the download cannot be kept while it runs ({reason})",
}
