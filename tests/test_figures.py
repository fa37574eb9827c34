import xml.etree.ElementTree as ElementTree
from dataclasses import replace

import pytest

from sidebyside import figures
from sidebyside.model import Event

SVG = "{http://www.w3.org/2000/svg}"
LETTER = 7  # pixels a letter of the 13 px sans takes at most, on average


def event(start, end=None, label="it happens", group="here", number=1):
    return Event(f"EV{number}", "00", start, end, "gregorian", label, group, "FA1")


def drawn(*events, caption="A caption"):
    return ElementTree.fromstring(figures.timeline(events, caption).svg)


def marks(svg):
    return [node for node in svg if node.tag in (f"{SVG}circle", f"{SVG}rect")]


def edges(mark):
    """Left, right, top and bottom of a mark."""
    at = {name: float(value) for name, value in mark.attrib.items() if name in ("x", "y", "cx", "cy", "r", "width", "height")}
    if "r" in at:
        return at["cx"] - at["r"], at["cx"] + at["r"], at["cy"] - at["r"], at["cy"] + at["r"]
    return at["x"], at["x"] + at["width"], at["y"], at["y"] + at["height"]


def years(svg):
    """The years on the axis and where each stands."""
    return {int(node.text): float(node.get("x")) for node in svg.iter(f"{SVG}text") if node.get("text-anchor")}


@pytest.fixture(params=["first", "last"])
def real(case, request):
    """The events of a lesson that has some."""
    lessons = sorted({row.lesson_id for row in case.rows("events")})
    return case.rows("events", lesson_id=lessons[0 if request.param == "first" else -1])


def test_a_timeline_is_an_image_with_a_title_and_the_same_in_words(real):
    figure = figures.timeline(real, "A caption")
    svg = ElementTree.fromstring(figure.svg)
    assert svg.tag == f"{SVG}svg"
    assert svg.get("role") == "img"
    assert svg.find(f"{SVG}title").text == "A caption"
    assert svg.find(f"{SVG}desc").text == figure.text
    assert svg.get("aria-label") == f"A caption. {figure.text}"
    for each in real:
        assert each.label in figure.text
        assert each.group in figure.text


def test_every_event_is_one_mark_with_its_own_title(real):
    titles = [mark.find(f"{SVG}title").text for mark in marks(drawn(*real))]
    assert len(titles) == len(set(titles)) == len(real)
    for each in real:
        assert [title for title in titles if title.startswith(f"{each.label}, ")] != []


def test_every_label_and_group_is_written_once(real):
    written = [node.text for node in drawn(*real).iter(f"{SVG}text") if not node.get("text-anchor")]
    groups = {each.group for each in real}
    assert sorted(written) == sorted([*groups, *(each.label for each in real)])


@pytest.mark.parametrize(
    "events",
    [
        [("1918", None)],
        [("1918-01-01", None)],
        [("1918-12-31", None)],
        [("1879-11", "1940-08-21"), ("1917", None)],
        [("1000", "1999-12-31")],
        [("1918-03-01", "1918-03-02"), ("1921-12-31", None)],
    ],
)
def test_marks_and_years_stay_inside_the_picture(events):
    svg = drawn(*(event(*dates, label=f"event {number}") for number, dates in enumerate(events)))
    assert_inside(svg)


def test_the_marks_of_the_lesson_stay_inside_the_picture(real):
    assert_inside(drawn(*real))


def assert_inside(svg):
    left, top, width, height = map(float, svg.get("viewBox").split())
    assert (left, top) == (0, 0)
    for mark in marks(svg):
        begin, end, upper, lower = edges(mark)
        assert figures.LABELS - 5 <= begin < end <= width
        assert 0 <= upper < lower <= height
    for at in years(svg).values():
        assert at - 14 >= figures.LABELS - 14
        assert at + 14 <= width
    for node in svg.iter(f"{SVG}text"):
        assert float(node.get("y")) <= height


def test_a_date_stands_where_the_axis_says():
    svg = drawn(event("1918-07-02"), event("1917", "1920", label="longer"))
    axis = years(svg)
    dot = next(mark for mark in marks(svg) if mark.tag.endswith("circle"))
    middle = (axis[1918] + axis[1919]) / 2
    assert abs(float(dot.get("cx")) - middle) < 1


def test_a_month_stands_in_its_middle():
    svg = drawn(event("1918-07"), event("1917", "1921", label="longer"))
    axis = years(svg)
    dot = next(mark for mark in marks(svg) if mark.tag.endswith("circle"))
    assert abs(float(dot.get("cx")) - axis[1918] - (axis[1919] - axis[1918]) * 6.5 / 12) < 1


def test_a_span_reaches_to_the_end_of_what_its_last_date_names():
    svg = drawn(event("1918", "1919"))
    (bar,) = marks(svg)
    left, right, _, _ = edges(bar)
    assert abs(left - years(svg)[1918]) < 0.2
    assert abs(right - years(svg)[1920]) < 0.2


def test_a_day_is_a_dot_and_a_year_a_bar():
    svg = drawn(event("1918-03-03", label="day"), event("1919", label="year"), event("1922", label="late"))
    assert {mark.find(f"{SVG}title").text.split(",")[0]: mark.tag.removeprefix(SVG) for mark in marks(svg)} == {
        "day": "circle", "year": "rect", "late": "rect",
    }  # fmt: skip


@pytest.mark.parametrize(("first", "last"), [("1918", "1918"), ("1917", "1922"), ("1879", "1940"), ("1600", "1999")])
def test_years_on_the_axis_do_not_run_into_each_other(first, last):
    places = sorted(years(drawn(event(first, last))).values())
    assert len(places) >= 2
    assert min(after - before for before, after in zip(places, places[1:], strict=False)) >= 4 * LETTER


def test_every_year_is_on_the_axis_where_there_is_room():
    assert list(years(drawn(event("1917-11-07", "1922-10")))) == [1917, 1918, 1919, 1920, 1921, 1922, 1923]


def test_markup_in_a_label_stays_text():
    hostile = "</title><script>x()</script> & \"q\" 'a' ]]> <!--"
    figure = figures.timeline([event("1918", label=hostile, group=hostile)], hostile)
    svg = ElementTree.fromstring(figure.svg)
    assert {node.tag.removeprefix(SVG) for node in svg.iter()} == {"svg", "title", "desc", "line", "text", "rect"}
    assert [node.text for node in svg.iter(f"{SVG}text")][-2:] == [hostile, hostile]
    assert svg.get("aria-label").startswith(hostile)
    assert "<script" not in figure._repr_html_()


def test_labels_of_the_lesson_fit_before_the_axis(real):
    for node in drawn(*real).iter(f"{SVG}text"):
        if not node.get("text-anchor"):
            assert float(node.get("x")) + LETTER * len(node.text) <= figures.LABELS, node.text


def test_an_undated_month_stands_behind_its_dated_days():
    starts = ["1918-04-01", "1918-03", "1919", "1918-03-31", "1918-03-01", "1918", "1917-12"]
    events = [event(start, number=number) for number, start in enumerate(starts)]
    assert [each.start for each in figures.by_date(events)] == [
        "1917-12", "1918-03-01", "1918-03-31", "1918-03", "1918-04-01", "1918", "1919",
    ]  # fmt: skip


def test_events_of_one_date_keep_their_order():
    events = [event("1918", label="b"), event("1918", label="a")]
    assert figures.by_date(events) == events


def test_rows_stand_by_date_in_their_groups():
    figure = figures.timeline(
        [event("1920", label="three", group="B"), event("1919", label="two", group="A"), event("1918", label="one", group="B")],
        "c",
    )
    assert figure.text == "B: one, 1918; three, 1920. A: two, 1919."
    written = [node.text for node in ElementTree.fromstring(figure.svg).iter(f"{SVG}text") if not node.get("text-anchor")]
    assert written == ["B", "one", "three", "A", "two"]


def test_rows_do_not_overlap(real):
    rows = [float(node.get("y")) for node in drawn(*real).iter(f"{SVG}text") if not node.get("text-anchor")]
    assert {after - before for before, after in zip(rows, rows[1:], strict=False)} == {figures.ROW}


def test_a_single_event_is_a_picture_too():
    figure = figures.timeline([event("1918-03-03", label="peace")], "One")
    assert repr(figure) == "One\nhere: peace, 3 March 1918."
    assert len(marks(ElementTree.fromstring(figure.svg))) == 1


def test_a_picture_moves_with_its_dates(real):
    later = [replace(real[0], start="1921-01-01"), *real[1:]]
    assert figures.timeline(later, "c").svg != figures.timeline(real, "c").svg


def test_a_figure_shows_its_caption_in_html():
    figure = figures.Figure("<svg></svg>", "A <b> & c", "the same in words")
    assert "<figcaption>A &lt;b&gt; &amp; c</figcaption>" in figure._repr_html_()
    assert figure._repr_html_().startswith("<figure")
    assert repr(figure) == "A <b> & c\nthe same in words"
