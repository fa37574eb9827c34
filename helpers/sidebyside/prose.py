"""Sentences and paragraphs of running text, for showing a passage with what stands around it.

Where a sentence ends is a guess good enough for reading, never for a hash. Offsets as in `locate`.
"""

import re

_FARTHEST = 20_000  # characters looked at on either side of a passage
_BREAK = re.compile(r"\n[^\S\n]*\n\s*")
_LINE_BREAK = re.compile(r"\n\s*")
_STOP = re.compile(r"[.!?…]+[\"”’»“)\]*_]*(?:\[\d{1,3}\]|[⁰¹²³⁴-⁹]+|\d{1,2})?(?=\s)")
_OPENING = "\"'“‘„«([*_—–-"
_TOKEN = re.compile(r"([^\W_]+)\.$")
_SHORT = frozenset(
    "mr mrs ms dr st messrs vol vols p pp ch cf ed eds viz gen col lt capt prof rev jr sr jan feb aug sept oct nov dec"
    " г гг т тт тов им ул стр см ср проф акад млн тыс руб коп др пр".split()
)
_NUMBERED = frozenset(("no", "nos", "art", "fig", "par", "sec"))  # short only before a figure
_CLOSES = re.compile(r"[.,;:!?…’”\"»“)\]*_]*")
_OPENS = re.compile(r"[“‘„«(\[\"*_¿¡]*\Z")
_DIVIDED = re.compile(r"(?<=\w)([-‐])[^\S\n]*\n\s*(?=\w)|\u00ad\s*")


def sentences(text, by_line=False):
    """Where the sentences of a text stand.

    Parameters
    ----------
    text : str
    by_line : bool
        Whether every line is a paragraph; otherwise an empty line parts them.

    Returns
    -------
    list of tuple of int
        Start and end of each; a paragraph always ends one.

    Examples
    --------
    >>> text = "Mr. A. Smith came. “Why?” he asked. No. 5 burnt!"
    >>> [text[start:end] for start, end in sentences(text)]
    ['Mr. A. Smith came.', '“Why?” he asked.', 'No. 5 burnt!']
    """
    found = []
    for begin, end in _paragraphs(text, by_line):
        for stop in _STOP.finditer(text, begin, end):
            if _ends(text, stop, begin):
                found.append((begin, stop.end()))
                begin = stop.end() + len(text[stop.end() : end]) - len(text[stop.end() : end].lstrip())
        if text[begin:end].strip():
            found.append((begin, begin + len(text[begin:end].rstrip())))
    return found


def _paragraphs(text, by_line):
    begin = len(text) - len(text.lstrip())
    for gap in (_LINE_BREAK if by_line else _BREAK).finditer(text, begin):
        yield begin, gap.start()
        begin = gap.end()
    yield begin, len(text)


def _ends(text, stop, begin):
    """Whether what looks like the end of a sentence is one."""
    following = text[stop.end() : stop.end() + 40].lstrip().lstrip(_OPENING)
    if following[:1].islower():
        return False
    token = _TOKEN.search(text[max(begin, stop.start() - 20) : stop.start() + 1])
    if not token or stop.group() != ".":
        return True
    word = token.group(1)
    is_initial = len(word) == 1 and word.isupper()
    return not (is_initial or word.lower() in _SHORT or (word.lower() in _NUMBERED and following[:1].isdigit()))


def with_marks(text, start, end):
    """A passage widened to the quotation marks and stops that touch it.

    Returns
    -------
    tuple of int
        Start and end.

    Examples
    --------
    >>> text = "He said: “It burnt.” Then"
    >>> start, end = with_marks(text, 10, 18)
    >>> text[start:end]
    '“It burnt.”'
    """
    before = text[max(0, start - 10) : start]
    return start - len(_OPENS.search(before).group()), _CLOSES.match(text, end).end()


def shown(text):
    """A piece of a text as it is shown: paragraphs parted by an empty line, divided words whole, no other line breaks."""
    parts = (" ".join(_DIVIDED.sub(r"\1", part).split()) for part in _BREAK.split(text))
    return "\n\n".join(filter(None, parts))


def around(text, span, bounds, count, by_line=False):
    """What stands around a passage.

    Parameters
    ----------
    text : str
    span : tuple of int
        The passage.
    bounds : tuple of int
        What lies outside is not shown: it may be somebody else's.
    count : int
        Sentences on either side; the rest of a sentence the passage cuts counts as one.
    by_line : bool
        See `sentences`.

    Returns
    -------
    tuple of str
        Before and behind, as `shown`.
    """
    if count < 1:
        return "", ""
    low, high = max(bounds[0], span[0] - _FARTHEST), min(bounds[1], span[1] + _FARTHEST)
    before, behind = text[low : max(low, span[0])], text[span[1] : max(high, span[1])]
    if high < len(text) and high == bounds[1]:
        behind = _without_heading(behind, by_line)
    begins = [start for start, end in sentences(before, by_line) if _has_words(before[start:end])]
    ends = [end for start, end in sentences(behind, by_line) if _has_words(behind[start:end])]
    return (
        shown(before[begins[-count:][0] :]) if begins else "",
        shown(behind[: ends[:count][-1]]) if ends else "",
    )


def _has_words(text):
    return re.search(r"[^\W_]", text) is not None


def _without_heading(text, by_line):
    """Without the lines before the next section that are its heading, or the name under the last."""
    pieces = list(_paragraphs(text, by_line))
    goes_on = not (_LINE_BREAK if by_line else _BREAK).match(text.lstrip(" \t"))  # the first piece ends the passage's paragraph
    while len(pieces) > goes_on:
        last = text[slice(*pieces[-1])].strip()
        if last and not last.isupper() and re.search(r"[.!?…][\"”’»“)\]*_]*\Z", last):
            break
        pieces.pop()
    return text[: pieces[-1][1]] if pieces else ""
