"""Rules about the verdict: one source, dates left out, and a verdict against the learner's own count."""

from sidebyside.feedback import asked, cues
from sidebyside.feedback.naming import named_in, spoken_of
from sidebyside.feedback.text import stem, text_of
from sidebyside.feedback.thinking import Question
from sidebyside.feedback.weighing import label_of

_APART = 24  # months between two dates that matter
_SHORT = 25  # words; in a longer text there is room for a thought by words we do not know
_STRANGE = 5  # one word in as many may be one we do not know
_PLAIN = ("borne-out", "not-borne-out")
_BEARS = ("supports", "complicates", "against")


def one_source_only(thinking, texts):
    """FB3: a verdict that leans on one of several passages and does not say why on that one."""
    readings, text, more = thinking.readings, texts[thinking.verdict_reason], texts[thinking.corroboration]
    if not thinking.verdict or len(readings) < 2 or not (text.is_understood and more.is_understood):
        return
    named, elsewhere = named_in(text, readings), named_in(more, readings)
    if named.is_many or elsewhere.is_many or len(named.sure | elsewhere.sure) > 1 or text.has(cues.ONE_WAS_READ):
        return
    if len(thinking.weighed) == 1:
        is_open = thinking.verdict == "cannot-tell" and not text.is_empty
        if not is_open and not _says_why(text) and not (named.sure - {readings.index(thinking.weighed[0])}):
            yield Question("FB3", None, asked.QUESTIONS["FB3-weighed"])
    elif thinking.verdict in _PLAIN and _leans_on_one(thinking, text, named) and not _says_why(text):
        yield Question("FB3", None, asked.QUESTIONS["FB3"])


def _says_why(text):
    return text.has(cues.STRONGER) or text.has(cues.ABOUT_SOURCE) or (text.has(cues.DECIDES) and text.has(cues.BECAUSE))


def _leans_on_one(thinking, text, named):
    """One source is named and nothing said of the others; or none is named and the words are those about one of them."""
    claim = text_of(f"{thinking.history} {thinking.portrayal}").stems
    about = spoken_of(text, thinking.readings, claim)
    if len(text.words) > _SHORT:
        return False
    if named.is_anything:
        is_told = text.has(cues.TOLD) or text.has(cues.DECIDES)
        return named.one and is_told and len(about | named.sure) < 2
    return len(about) == 1 and not text.has(cues.SUBTLE)


def dates_left_out(thinking, texts):
    """FB4: passages years apart pull in different directions, and nothing that was written makes use of the dates."""
    said = [texts[reading.reason] for reading in thinking.readings]
    said += [texts[thinking.verdict_reason], texts[thinking.corroboration], texts[thinking.second_reason]]
    told = _told(thinking)
    if not thinking.verdict or not all(text.is_understood and not _is_dated(text, told) for text in said):
        return
    for at, reading in enumerate(thinking.readings):
        for earlier in thinking.readings[:at]:
            if _pull_apart(earlier, reading) and _are_years_apart(earlier.months, reading.months):
                first, last = sorted((earlier, reading), key=lambda each: each.months)
                names = {"first": label_of(first), "early": _year(first), "label": label_of(last), "late": _year(last)}
                yield Question("FB4", None, asked.QUESTIONS["FB4"].format(**names))
                return


def _is_dated(text, told):
    """Whether a text makes use of a time, or may do so in words we do not know."""
    known = cues.ENGLISH | set(cues.NUMERALS) | set(cues.ORDINALS)
    strange = [word for word in text.words if word not in known and not word.isdigit() and stem(word) not in told]
    unread = [word for word in strange if not cues.SOURCE.fullmatch(word)]
    return cues.TIME.search(text.whole) is not None or len(unread) * _STRANGE >= max(len(text.words), _STRANGE)


def _pull_apart(one, other):
    return one.bearing != other.bearing and one.bearing in _BEARS and other.bearing in _BEARS


def _are_years_apart(one, other):
    if not one or not other:
        return False
    (start, end), (later, latest) = sorted((one, other))
    return (later + latest) / 2 - (start + end) / 2 >= _APART and later - end >= _APART / 2


def _year(reading):
    return (reading.written or "").partition("/")[2][:4] or (reading.written or "")[:4]


def against_own_count(thinking, texts):
    """FB5: the verdict goes against most of the learner's own bearings, and nothing is said to outweigh them."""
    text = texts[thinking.verdict_reason]
    sides = {"not-borne-out": ("supports", "against", "FB5"), "borne-out": ("against", "supports", "FB5-for")}
    if thinking.verdict not in sides or not text.is_understood:
        return
    major_side, minor_side, phrase = sides[thinking.verdict]
    count = {side: [each for each in thinking.readings if each.bearing == side] for side in _BEARS}
    major, minor = count[major_side], count[minor_side]
    if len(major) <= len(minor) + len(count["complicates"]) or _is_weighed(thinking, text, major):
        return
    names = {"major": _passages(len(major)), "minor": _number(len(minor))}
    yield Question("FB5", None, asked.QUESTIONS[phrase].format(**names))


def _is_weighed(thinking, text, major):
    """Whether the text, or the trust the learner has, says why the fewer count for more."""
    named = named_in(text, thinking.readings)
    if text.has(cues.WEIGHING) or text.has(cues.DECIDES) or named.is_many or len(named.sure) > 1:
        return True
    return not _is_plain(thinking, text) or all(reading.trust == "hardly" for reading in major)


def _is_plain(thinking, text):
    """Whether a text only tells what was done or how the claim stands; in whatever else there can be a weighing we do not see."""
    if "“”" in text.own or len(text.words) > _SHORT or cues.SUBTLE.search(cues.CLAIM_DENIED.sub(" ", text.own)):
        return False
    told = _told(thinking)
    plain = cues.HOLLOW | cues.FUNCTION | cues.EVENTS
    return all(word in plain or word.isdigit() or stem(word) in told for word in text.words)


def _told(thinking):
    """Stems of what the claim says, and of what the learner wrote about the passages."""
    told = text_of(f"{thinking.history} {thinking.portrayal}").stems
    return told.union(*(text_of(f"{reading.reason} {reading.label} {reading.author}").stems for reading in thinking.readings))


def _passages(count):
    """How many passages, in words."""
    return asked.PASSAGES[min(count, 2)].format(count=_number(count))


def _number(count):
    return asked.NUMBERS[count] if count < len(asked.NUMBERS) else str(count)
