"""What a learner thought about one claim, as plain data: no layout, no journal."""

import re
from dataclasses import dataclass, field, fields

SCALES = {
    "bearing": ("supports", "complicates", "against", "silent", "undecided", ""),
    "trust": ("hardly", "partly", "fully", "undecided", ""),
    "confidence": ("guessing", "fairly", "sure", ""),
    "verdict": ("borne-out", "partly", "not-borne-out", "cannot-tell", ""),
    "second": ("borne-out", "partly", "not-borne-out", "cannot-tell", ""),
}
_MONTHS_A_YEAR = 12
_DATE = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-\d{2})?", re.ASCII)


@dataclass(frozen=True)
class Reading:
    """A passage beside the claim and what the learner made of it; empty where nothing was said yet."""

    excerpt_id: str
    label: str = ""
    author: str = ""
    is_self: bool = False
    written: str | None = None
    bearing: str = ""
    trust: str = ""
    confidence: str = ""
    reason: str = ""
    relied: tuple[str, ...] = ()

    @property
    def is_weighed(self):
        """Whether the learner said what the passage does to the claim."""
        return bool(self.bearing)

    @property
    def months(self):
        """First and last month in which it can have been written, counted from the year 0; None where nobody says."""
        return months_of(self.written)


@dataclass(frozen=True)
class Thinking:
    """A claim, its passages, and the verdicts on it. ``claim_id`` is only compared with what was dismissed."""

    history: str = ""
    portrayal: str = ""
    prediction: str = ""
    readings: tuple[Reading, ...] = field(default=())
    verdict: str = ""
    verdict_reason: str = ""
    corroboration: str = ""
    second: str = ""
    second_reason: str = ""
    claim_id: str = ""

    @property
    def weighed(self):
        """The passages the learner weighed."""
        return tuple(reading for reading in self.readings if reading.is_weighed)


@dataclass(frozen=True)
class Question:
    """A question about method: the rule that asks, the passage it is about (or None), and its words."""

    rule: str
    excerpt_id: str | None
    text: str


def months_of(written):
    """First and last month of an ISO 8601 date or range, counted from the year 0; None where it is none.

    Examples
    --------
    >>> months_of("1918-08-30"), months_of("1922/1923"), months_of(None)
    ((23023, 23023), (23064, 23087), None)
    """
    ends = [_DATE.fullmatch(part.strip()) for part in (written or "").split("/")]
    if not 1 <= len(ends) <= 2 or not all(ends):
        return None
    (first, month), (last, last_month) = ends[0].groups(), ends[-1].groups()
    start = int(first) * _MONTHS_A_YEAR + int(month or 1) - 1
    end = int(last) * _MONTHS_A_YEAR + int(last_month or _MONTHS_A_YEAR) - 1
    return (start, end) if start <= end else None


def thinking_from(data):
    """A `Thinking` from plain data, as JSON holds it; what is missing or null is empty.

    Parameters
    ----------
    data : dict
        Field names are those of `Thinking`; ``readings`` is a list of dicts with the fields of `Reading`.

    Returns
    -------
    Thinking

    Raises
    ------
    ValueError
        Fields that do not exist, values of another kind, or answers no scale has; all of them are named.
    """
    faults = []
    readings = data.get("readings") or ()
    given = _values(Thinking, {name: value for name, value in data.items() if name != "readings"}, "", faults)
    read = [_values(Reading, row, f"readings[{at}].", faults) for at, row in enumerate(readings)]
    faults += [f"readings[{at}].excerpt_id is missing" for at, row in enumerate(read) if not row.get("excerpt_id")]
    if faults:
        raise ValueError("; ".join(faults))
    return Thinking(**given, readings=tuple(Reading(**row) for row in read))


def _values(kind, data, where, faults):
    """The fields of a record that are given; what is wrong with them is added to the faults."""
    kinds = {each.name: {"is_self": bool, "relied": (list, tuple)}.get(each.name, str) for each in fields(kind)}
    given = {name: value for name, value in data.items() if value is not None}
    for name, value in given.items():
        if name not in kinds:
            faults.append(f"{where}{name} is no field; there are {', '.join(kinds)}")
        elif not isinstance(value, kinds[name]):
            faults.append(f"{where}{name} is {type(value).__name__}, which it cannot be")
        elif name in SCALES and value not in SCALES[name]:
            faults.append(f"{where}{name} is {value!r}; it can be {', '.join(map(repr, SCALES[name]))}")
    return {name: tuple(map(str, value)) if name == "relied" else value for name, value in given.items()}
