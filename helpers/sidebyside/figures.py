"""Pictures as inline SVG, each with a text that says the same. Strict nbval compares them, as it cannot a PNG."""

from datetime import date
from html import escape

from sidebyside.characters import visible
from sidebyside.layout import readable_date
from sidebyside.render import PLAIN, tag

WIDTH, LABELS, ROW, TOP, YEAR = 760, 300, 24, 34, 40
_INK = "var(--jp-ui-font-color1, #1d1d1f)"
_SOFT = "var(--jp-ui-font-color2, #5c5c63)"
_LINE = "var(--jp-border-color2, #dedee3)"
_BAR = "var(--jp-brand-color1, #1f5f8b)"


class Figure:
    """A picture with its caption and its text alternative.

    Parameters
    ----------
    svg : str
        Inline SVG with a title and a description.
    caption : str
    text : str
        The same in words: the repr, and what a screen reader says.
    """

    def __init__(self, svg, caption, text):
        self.svg, self.caption, self.text = svg, caption, text

    def __repr__(self):
        return visible(f"{self.caption}\n{self.text}")

    def _repr_html_(self):
        drawn = self.svg + tag("figcaption", escape(self.caption))
        return tag("figure", drawn, class_=PLAIN, style="margin:0;max-width:760px")


def timeline(events, caption):
    """Events as bars and dots on one axis of years, a row each, in groups.

    Parameters
    ----------
    events : sequence of model.Event
        At least one. Groups keep the order in which they first come; rows stand by date.
    caption : str

    Returns
    -------
    Figure
    """
    groups = {}
    for event in by_date(events):
        groups.setdefault(event.group, []).append(event)
    first = min(_fraction(event.start, last=False) for event in events)
    last = max(_fraction(event.end or event.start, last=True) for event in events)
    years = range(int(first), int(last) + 2)

    def x(fraction):
        return LABELS + (WIDTH - LABELS - 16) * (fraction - years[0]) / (years[-1] - years[0])

    rows, y = [], TOP
    for group, members in groups.items():
        y += ROW
        rows.append(_text(0, y, group, weight="600"))
        for event in members:
            y += ROW
            rows += [_text(10, y, event.label), _mark(event, x, y - 4)]
    step = next(step for step in (1, 2, 5, 10, 20, 50, 100, 1000) if len(years) / step * YEAR <= WIDTH - LABELS)
    grid = [_year(x(year), year, y + 12) for year in years if year % step == 0]
    text = " ".join(f"{group}: {'; '.join(_spoken(event) for event in members)}." for group, members in groups.items())
    svg = tag(
        "svg",
        tag("title", escape(caption)) + tag("desc", escape(text)) + "".join(grid + rows),
        role="img", aria_label=f"{caption}. {text}", viewBox=f"0 0 {WIDTH} {y + 20}", width="100%",
        style="font:13px system-ui,sans-serif", xmlns="http://www.w3.org/2000/svg",
    )  # fmt: skip
    return Figure(svg, caption, text)


def by_date(events):
    """Events by their beginning; where only a month is known, behind the dated days of that month."""
    return sorted(events, key=lambda event: (event.start + "-99-99")[:10])


def _spoken(event):
    span = event.start + (f"/{event.end}" if event.end else "")
    return f"{event.label}, {readable_date(span)}"


def _fraction(iso, *, last):
    """A date as a fraction of years: the first moment of what it names, or the last."""
    year, *rest = (int(part) for part in iso.split("-"))
    if not rest:
        return float(year + last)
    month, *day = rest
    if not day:
        return year + (month - 1 + last) / 12
    begin = date(year, 1, 1)
    return year + ((date(year, month, day[0]) - begin).days + last) / ((date(year + 1, 1, 1) - begin).days)


def _text(x, y, content, weight="400"):
    return tag("text", escape(content), x=x, y=y, fill=_INK, font_weight=weight)


def _mark(event, x, y):
    left, right = x(_fraction(event.start, last=False)), x(_fraction(event.end or event.start, last=True))
    name = tag("title", escape(_spoken(event)))
    if right - left < 8:
        return tag("circle", name, cx=f"{(left + right) / 2:.1f}", cy=y, r=5, fill=_BAR)
    return tag("rect", name, x=f"{left:.1f}", y=y - 5, width=f"{right - left:.1f}", height=10, rx=3, fill=_BAR)


def _year(x, year, bottom):
    line = tag("line", "", x1=f"{x:.1f}", x2=f"{x:.1f}", y1=TOP - 10, y2=bottom, stroke=_LINE)
    return line + tag("text", str(year), x=f"{x:.1f}", y=TOP - 16, fill=_SOFT, text_anchor="middle")
