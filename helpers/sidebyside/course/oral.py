"""Three questions to a learner about their own marks and reasons: the same for the same answers, and about method."""

from itertools import islice

from sidebyside import words
from sidebyside.handin_words import ORAL

MOST = 3
_WORDS = 25  # of what a learner wrote, in a question
_LETTERS = 300
_AGAINST = {"borne-out": "against", "not-borne-out": "supports"}  # what a passage does that speaks against a verdict


def questions(claims):
    """What to ask, at most `MOST` questions, each about something else.

    Parameters
    ----------
    claims : iterable of handin.Claim
        In the order of the lesson.

    Returns
    -------
    tuple of str
        One about words marked, one about a reason, one about the verdict; where one of these is missing, one about
        what was expected or trusted, or about further marks and reasons.
    """
    claims = list(claims)
    passages = [passage for claim in claims for passage in claim.passages]
    about_marks, reasons = list(_marks(passages)), list(_reasons(passages))
    if about_marks:  # the reason asked about is of another passage, where there is one
        reasons.sort(key=lambda found: found[0] is about_marks[0][0])
    ranked = [
        *islice(about_marks, 1),
        *islice(reasons, 1),
        *((None, asked) for asked in islice(_verdicts(claims), 1)),
        *((None, asked) for asked in _expected(claims)),
        *_trusted(passages),
        *about_marks[1:],
        *reasons[1:],
    ]
    return tuple(dict.fromkeys(asked for _, asked in ranked))[:MOST]


def _marks(passages):
    """Questions about words marked: those with a comment first, then those relied on."""
    found = [(passage, marked, mark) for passage in passages for marked in passage.marked for mark in marked.marks]
    found.sort(key=lambda each: (not each[2].comment, each[2].category))  # what is relied on is the first category
    for passage, _, mark in found:
        said = {"passage": passage.label, "words": _short(mark.words)}
        if mark.comment:
            yield passage, ORAL["remark"].format(comment=_inside(mark.comment), **said)
        else:
            yield passage, ORAL["mark"].format(category=mark.label, **said)


def _reasons(passages):
    for passage in passages:
        if "text" in passage.said:
            yield passage, ORAL["reason"].format(passage=passage.label, text=_inside(passage.said["text"]))


def _verdicts(claims):
    """A question about the verdict on a claim: what speaks against it, else what became of it."""
    labels = words.OPTIONS["verdict"]
    for claim in claims:
        first, second = (claim.said.get((step, "verdict")) for step in ("judge", "second"))
        last = labels.get(second or first)
        against = next((one for one in claim.passages if one.said.get("bearing") == _AGAINST.get(second or first, 0)), None)
        if last and against:
            bearing = words.OPTIONS["bearing"][against.said["bearing"]]
            yield ORAL["against"].format(verdict=last, passage=against.label, bearing=bearing)
        elif first in labels and second in labels:
            both = {"first": labels[first], "second": labels[second]}
            yield ORAL["kept"].format(verdict=last) if first == second else ORAL["changed"].format(**both)
        elif last:
            yield ORAL["judged"].format(verdict=last)


def _expected(claims):
    for claim in claims:
        if ("predict", "text") in claim.said:
            yield ORAL["expected"].format(text=_inside(claim.said["predict", "text"]))


def _trusted(passages):
    labels = words.OPTIONS["trust"]
    for passage in passages:
        if passage.said.get("trust") in labels:
            yield passage, ORAL["trust"].format(passage=passage.label, trust=labels[passage.said["trust"]])


def _short(text):
    """The beginning of what was written, in one line."""
    whole = text.split()
    said = " ".join(whole[:_WORDS])
    return said if len(whole) <= _WORDS and len(said) <= _LETTERS else f"{said[:_LETTERS].rstrip()} …"


def _inside(text):
    """The same where the sentence goes on behind it: its own point would be a second one."""
    said = _short(text)
    return said if said.endswith("..") else said.removesuffix(".")
