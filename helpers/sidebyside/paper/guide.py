"""The page for the teacher of a lesson: one sheet, two sides."""

from html import escape

from sidebyside import words
from sidebyside.paper.parts import Sheet, page, shown_address
from sidebyside.render import tag

SAY = words.PAPER
NOTES = "teacher/notes"
LISTS = ("aim", "mistake", "lead", "leave", "language", "screen")


def has_guide(case):
    """Whether the case has the teacher's part; learners get a copy without it."""
    return NOTES in case.tables


def of_teacher(case, lesson_id):
    """The page for the teacher.

    Returns
    -------
    parts.Sheet
    """
    row = case.lesson(lesson_id)
    notes = {}
    for note in case.in_order(NOTES, lesson_id=lesson_id):
        notes.setdefault(note.kind, []).append(note)
    lists = {kind: _list(kind, notes.get(kind, ())) for kind in LISTS}
    top = [
        tag("h1", escape(f"{row.title}: {SAY['teacher'].lower()}")),
        tag("p", escape(row.question), class_="question"),
        *(tag("p", escape(note.text)) for note in notes.get("summary", ())),
        _plan(row.minutes, notes.get("plan", ())),
    ]
    columns = [
        lists["aim"],
        _content(notes.get("content", ())),
        lists["lead"],
        lists["mistake"],
        _readings(case, lesson_id),
        _samples(case, lesson_id),
        *(lists[kind] for kind in ("leave", "language", "screen")),
        _standards(case, lesson_id),
    ]
    body = "".join(top) + tag("div", "".join(columns), class_="columns")
    lesson = {"id": lesson_id, "title": row.title}
    return Sheet("teacher", page(lesson, SAY["teacher"], body, kind="guide", named=False))


def _section(name, *parts):
    return tag("section", tag("h2", escape(name)) + "".join(parts))


def _content(notes):
    return _section(SAY["content"], *(tag("p", escape(note.text)) for note in notes)) if notes else ""


def _list(kind, notes):
    """One note as a sentence, several as a list; a plan for one screen is worked through in order."""
    if not notes:
        return ""
    if len(notes) == 1:
        return _section(SAY[kind], tag("p", escape(notes[0].text)))
    items = "".join(tag("li", escape(note.text)) for note in notes)
    return _section(SAY[kind], tag("ol" if kind == "screen" else "ul", items))


def _plan(minutes, notes):
    if not notes:
        return ""
    head = "".join(tag("th", escape(SAY[name]), scope="col") for name in ("plan_from", "plan_minutes", "plan_what"))
    rows, begin = [], 0
    for note in notes:
        lasts = note.minutes or 0
        rows.append(tag("tr", tag("td", f"{begin}′") + tag("td", lasts) + tag("td", escape(note.text))))
        begin += lasts
    table = tag("table", tag("thead", tag("tr", head)) + tag("tbody", "".join(rows)), class_="plan")
    return _section(SAY["plan"].format(minutes=minutes), table)


def _readings(case, lesson_id):
    drawn = []
    for pair in case.in_order("pairs", lesson_id=lesson_id):
        readings = case.rows("teacher/readings", claim_id=pair.claim_id, excerpt_id=pair.excerpt_id)
        if readings:
            label = f"{case.claim(pair.claim_id).label} · {case.excerpt(pair.excerpt_id).label}"
            drawn.append(tag("h3", escape(label)) + tag("ul", "".join(map(_reading, readings))))
    return _section(SAY["readings"], tag("p", escape(SAY["readings_note"]), class_="small"), *drawn) if drawn else ""


def _reading(row):
    bearing = tag("strong", escape(words.OPTIONS["bearing"][row.bearing]))
    return tag("li", f"{bearing} ({escape(words.READERS[row.read_by])}): {escape(row.reason)}")


def _samples(case, lesson_id):
    drawn = []
    for prompt in case.in_order("prompts", lesson_id=lesson_id):
        samples = case.rows("teacher/samples", prompt_id=prompt.prompt_id)
        if samples:
            rows = "".join(tag("dt", escape(row.level)) + tag("dd", escape(row.text)) for row in samples)
            drawn.append(tag("h3", escape(prompt.text)) + tag("dl", rows))
    return _section(SAY["samples"], tag("p", escape(SAY["samples_note"]), class_="small"), *drawn) if drawn else ""


def _standards(case, lesson_id):
    rows = case.rows("standards", lesson_id=lesson_id)
    if not rows:
        return ""
    items = "".join(
        tag("li", f"{tag('strong', escape(f'{row.body}, {row.code}.'))} {escape(row.digest)} "
            + shown_address(row.url))
        for row in rows
    )  # fmt: skip
    return _section(SAY["standards"], tag("p", escape(SAY["standards_note"]), class_="small"), tag("ul", items))
