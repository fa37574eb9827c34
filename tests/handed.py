"""What the tests of handing in share: a lesson worked through, and a hand-in with one text in every field."""

from dataclasses import fields, is_dataclass, replace

from keepers import begun, give
from payloads import SHORT, Payload, sample_case
from sidebyside import open_case
from sidebyside.course import handin
from sidebyside.model import Case
from test_work import GIVEN, OF_EACH, mark, value_of

MARKS = value_of(
    mark("the oil froze", 68, comment="a cause"), mark("One night", 50, "MC00-1"), mark("oil froze and", 72, "MC00-2"),
    mark("words of hers", 3, on="original"), mark("never there", 5),
)  # fmt: skip
OF_CLAIM = value_of(mark("was not dark", 24, "stands", "claim"), mark("any night", 40, "falls", "claim"))
EVERYTHING = GIVEN | {"P00-4:K1:F1": MARKS, "P00-6": OF_CLAIM}
# the sizes of these are the journal's own; said here so that a test can fill a field with as much
LONGEST = 200_000


def case_of(sample):
    """The sample case with marks, reasons and a second verdict; without its exercises, which `test_sorted_work` hands in."""
    case = open_case(sample)
    of_claim = (replace(one, claim_id="K1") if one.kind == "words" else one for one in OF_EACH)
    without = dict.fromkeys(("exercises", "kinds", "items", "teacher/sorted"), ())
    return Case(case.title, case.tables | without | {"prompts": (*case.rows("prompts"), *of_claim)})


def lamp(root, tmp_path_factory):
    """The same case, and an empty folder of journals, for all tests of a module."""
    where = tmp_path_factory.mktemp("handed")
    return case_of(sample_case(root, where / "case").folder), where / "journal"


def worked(folder, answers=EVERYTHING, **begin):
    """A keeper at whose desk all this was answered."""
    keeper = begun(folder, **begin)
    for key, value in answers.items():
        give(keeper, value, key=key)
    return keeper


def made(case, folder, answers=EVERYTHING, **declared):
    """The hand-in of somebody who answered all this."""
    keeper = worked(folder, answers)
    return handin.read(case, "00", folder, keeper.learner, **declared)


def everywhere(value, text):
    """The same hand-in with a text in the place of every other, but for the number of its lesson."""
    if is_dataclass(value):
        kept = ("lesson_id", "said") if type(value).__name__ != "Mark" else ("lesson_id",)
        return replace(value, **{
            part.name: everywhere(getattr(value, part.name), text) for part in fields(value) if part.name not in kept
        })  # fmt: skip
    if isinstance(value, tuple):
        return tuple(everywhere(one, text) for one in value)
    return text if isinstance(value, str) else value


def short():
    """Payloads that a journal can hold, those of a million letters left out."""
    return [Payload(one.name, one.kind, one.text) for one in SHORT]


def shown(text):
    """A text as it is read: what is not seen by its number, and one space for any space."""
    from sidebyside.characters import visible

    return " ".join(visible(text).split())
