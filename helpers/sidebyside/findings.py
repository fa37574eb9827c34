"""Everything that can be wrong with a case, each kind with a code and a remedy.

`CATALOGUE` is the one list: the checks take their wording from it, the tests keep a
broken sample for each code, and CONTRIBUTING prints it.
"""

from dataclasses import asdict, dataclass

from sidebyside.characters import visible_line

CATALOGUE = {
    # the files
    "folder-missing": "there is no folder of tables here; name one with --data or SIDEBYSIDE_DATA",
    "schema-unreadable": "datapackage.json cannot be read; restore it or correct the place named",
    "schema-differs": "the description of the tables does not fit this version of the helpers; take theirs, or update them",
    "table-missing": "a table is missing; restore the file, if only with its header and one row",
    "table-empty": "a table has no row below its header; add one",
    # the bytes of a file
    "byte-order-mark": "the file begins with an invisible mark; save it as UTF-8 without BOM",
    "not-utf8": "a byte that is not UTF-8; save the file as UTF-8 and type the character again",
    "nul-byte": "a NUL byte; delete it (the file may have been damaged, compare it with an earlier one)",
    "control-character": "an invisible control character; delete it",
    "bidi-character": "an invisible character that reorders text; delete it",
    # the shape of a row
    "quote-unclosed": "a quotation mark is opened and not closed on this line; close it, and double those inside a cell",
    "row-short": "the row has fewer cells than the header; add the missing commas",
    "row-long": "the row has more cells than the header; put quotation marks around a cell that holds a comma",
    "column-missing": "a column is missing from the header; add it",
    "column-unknown": "a column that no table has; correct its name or remove it",
    "column-twice": "a column stands twice in the header; remove one",
    # the value of a cell
    "value-missing": "this cell may not be empty; fill it",
    "value-pattern": "this is not in the form expected; correct it",
    "value-date": "this is no date; write 1918, 1918-08 or 1918-08-29, or two of them with / between",
    "value-list": "this is none of the values allowed; take one of those named",
    "value-number": "this is no whole number in the range allowed; correct it",
    "value-markup": "this is HTML; write plain words, since cells are shown as text",
    "value-formula": "a spreadsheet would run this as a formula; begin with another character",
    "file-name": "Windows keeps this name for a device, or cannot write it; take another",
    "link-scheme": "a link must begin with https:// or http:// and hold no space; correct it",
    "phrase-long": "more than 12 words stand in quotation marks; quote less or say it in our own words",
    # rows among each other
    "key-twice": "this key stands on an earlier row already; give the new row a key of its own",
    "reference-dangling": "no row has this key; correct it or add the row",
    # what a case must have
    "locator-long": "a locator takes six words at most at either end; shorten it",
    "locator-missing": "no locator names this claim or excerpt; add one",
    "locator-unseen": "this excerpt lies on a desk and nobody has seen its passage; see it, or take the pair out",
    "id-shared": "a claim and an excerpt have the same id, so that a row about one is about both; give one of them another",
    "section-twice": "an earlier section of this edition has this title; tell the two apart, by a number or an addition",
    "section-unknown": "the edition has no section of this title; take one of its own, or add the section",
    "speaker-differs": "somebody else speaks in this section; give the excerpt to its own author, or correct the section",
    "speaker-unknown": "nothing says who speaks here; give the edition sections with their authors, or correct the work",
    "plain-long": "a plain version has 80 words at most; shorten it",
    "terms-many": "an excerpt has five key terms at most; keep those a reader needs",
    "claim-alone": "no excerpt stands beside this claim and no search says where we looked; add one or the other",
    "sentence-open": "the sentence names no claim and does not say why it cannot be checked; fill one of the two, not both",
    "prompt-unplaced": "no desk would show this question; give it a claim, an excerpt and a step that are there",
    "categories-many": "a lesson has four categories of marks at most, or their lines look alike; keep those it needs",
    "category-twice": "an earlier category of this lesson has this label; give one of them another",
    "exercise-empty": "nothing can be sorted here; give the exercise two kinds at least, and an item",
    "order-twice": "two rows in one place; give each a number of its own",
    "kind-twice": "an earlier kind of this exercise has this label; give one of them another",
    "kind-elsewhere": "this kind is of another exercise than the item; take one of the item's own",
    "paragraph-missing": "a claim's locator names the paragraph of the review; fill it",
    "event-backward": "an event ends before it begins; correct one of the two",
    "fact-single": "an event rests on a fact with one source only; find a second or take the event out",
    "quotation-long": "a quotation on record has 12 words at most; cut it to a phrase",
    "quotation-place": "a grade that finds the words names the editions, and one that does not names none; correct one of them",
    "quotation-source": "what is traced names work, place and what was seen, what nobody traced names none; correct one of them",
    "plan-minutes": "the steps of the plan do not add up to the lesson's minutes; correct the steps or the lesson",
    # the texts
    "text-unreadable": "the text on this machine cannot be read as its edition says; fetch it again or correct the edition",
    "locator-not-found": "these words do not stand in the text; see the text again and correct the locator",
    "locator-ambiguous": "these words stand more than once in the text; name the occurrence or take other words",
    "locator-changed": "the words between do not have the hash on record; compare the passage and record it anew",
    "locator-elsewhere": "the passage does not stand in the section named; correct the section",
    "sentence-not-found": "no run of this many words, after the sentence before it, has this hash; measure the sentence again",
    "section-not-found": "the section does not begin with these words, or not in this order; see the text and correct it",
}


@dataclass(frozen=True, order=True)
class Finding:
    """One thing that is wrong, and where.

    Parameters
    ----------
    file : str
        Path of the file below the folder of tables, with forward slashes.
    line, column : int
        From 1; a column counts characters, not bytes. 1 and 1 where the whole file is meant.
    code : str
        A key of `CATALOGUE`.
    detail : str
        What was expected and what was found, in words.
    """

    file: str
    line: int
    column: int
    code: str
    detail: str

    def __post_init__(self):
        if self.code not in CATALOGUE:
            msg = f"no such code: {self.code}"
            raise ValueError(msg)

    @property
    def message(self):
        """What was found and what to do next."""
        return f"{self.detail}: {CATALOGUE[self.code]}"

    def __str__(self):
        return visible_line(f"{self.file}:{self.line}:{self.column} {self.code} {self.message}")

    def as_dict(self):
        """The finding as plain data."""
        return asdict(self) | {"message": self.message}
