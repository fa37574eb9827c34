"""What is for the teacher of a lesson: a page of two sides, and what can be defended, however long it is."""

import math
from dataclasses import dataclass
from html import escape

from sidebyside import sorting, words
from sidebyside.pace import WIDER, role_of
from sidebyside.paper.packing import HEAD, PAGE
from sidebyside.paper.parts import Sheet, page, shown_address
from sidebyside.render import tag
from sidebyside.sorting_words import SORTING

SAY = words.PAPER
NOTES = "teacher/notes"
SIDES = 2
WIDE, NARROW = 100, 45  # letters in a line of the whole page and of one of its two columns


@dataclass(frozen=True)
class Section:
    """A piece of the page, with the millimetres it takes, about."""

    height: float
    html: str


def has_guide(case):
    """Whether the case has the teacher's part; learners get a copy without it."""
    return NOTES in case.tables


def of_teacher(case, lesson_id):
    """The page for the teacher, and what can be defended where anybody has read it.

    Returns
    -------
    list of parts.Sheet
    """
    row = case.lesson(lesson_id)
    lesson = {"id": lesson_id, "title": row.title}
    body, kind = _page(case, row)
    found = [Sheet("teacher", page(lesson, SAY["teacher"], body, kind=kind, named=False))]
    readings = _readings(case, lesson_id)
    samples = _samples(case, lesson_id)
    sorted_ = _sorted(case, lesson_id)
    if readings or sorted_ or samples.html:
        head = tag("h1", escape(f"{row.title}: {SAY['readings'].lower()}"))
        body = head + readings + sorted_ + samples.html
        found.append(Sheet("teacher-readings", page(lesson, SAY["readings"], body, kind="guide", named=False)))
    return found


def _page(case, row):
    """The HTML of the page, and whether its type is the usual one or the smaller."""
    notes = {}
    for note in case.in_order(NOTES, lesson_id=row.lesson_id):
        notes.setdefault(note.kind, []).append(note)
    top = [
        Section(11, tag("h1", escape(f"{row.title}: {SAY['teacher'].lower()}"))),
        Section(_high(row.question, 85, 6), tag("p", escape(row.question), class_="question")),
        *(Section(_high(note.text, WIDE), tag("p", escape(note.text))) for note in notes.get("summary", ())),
        _plan(row.minutes, notes.get("plan", ())),
    ]
    columns = [
        _list("aim", notes),
        _content(notes.get("content", ())),
        *(_list(kind, notes) for kind in ("mistake", "lead", "leave", "language", "screen")),
        _standards(case, row.lesson_id),
    ]
    taken = sum(part.height for part in top) + sum(part.height for part in columns) / 2
    room = SIDES * PAGE - HEAD
    samples = _samples(case, row.lesson_id)
    if taken + samples.height / 2 <= room:
        columns.append(samples)
    elif samples.html:
        columns.append(Section(0, tag("p", escape(SAY["further"]))))
    body = "".join(part.html for part in top) + tag("div", "".join(part.html for part in columns), class_="columns")
    return body, "guide" if taken <= room else "guide tight"


def _high(text, letters, millimetres=4.95):
    return math.ceil(len(text) / letters) * millimetres


def _section(name, height, *parts):
    return Section(height + 11, tag("section", tag("h2", escape(name)) + "".join(parts)))


def _content(notes):
    if not notes:
        return Section(0, "")
    height = sum(_high(note.text, NARROW) for note in notes)
    return _section(SAY["content"], height, *(tag("p", escape(note.text)) for note in notes))


def _list(kind, notes):
    """One note as a sentence, several as a list; a plan for one screen is worked through in order."""
    texts = [note.text for note in notes.get(kind, ())]
    if len(texts) < 2:
        return _section(SAY[kind], _high(texts[0], NARROW), tag("p", escape(texts[0]))) if texts else Section(0, "")
    items = "".join(tag("li", escape(text)) for text in texts)
    height = sum(_high(text, NARROW - 3) + 0.8 for text in texts)
    return _section(SAY[kind], height, tag("ol" if kind == "screen" else "ul", items))


def _plan(minutes, notes):
    if not notes:
        return Section(0, "")
    head = "".join(tag("th", escape(SAY[name]), scope="col") for name in ("plan_from", "plan_minutes", "plan_what"))
    rows, begin = [], 0
    for note in notes:
        lasts = note.minutes or 0
        rows.append(tag("tr", tag("td", f"{begin}′") + tag("td", lasts or "–") + tag("td", escape(note.text))))
        begin += lasts
    table = tag("table", tag("thead", tag("tr", head)) + tag("tbody", "".join(rows)), class_="plan")
    return _section(SAY["plan"].format(minutes=minutes), 5 + sum(_high(note.text, WIDE - 14) + 1 for note in notes), table)


def _readings(case, lesson_id):
    """The readings of every pair: what is on the worksheets first, then the sets, then wider reading."""
    groups = {"readings_core": "", "readings_sets": "", "readings_wider": ""}
    for link in case.in_order("lesson_claims", lesson_id=lesson_id):
        for pair in case.in_order("pairs", lesson_id=lesson_id, claim_id=link.claim_id):
            role = role_of(case, lesson_id, pair.claim_id, pair.excerpt_id)
            name = {"core": "readings_core", WIDER: "readings_wider"}.get(role, "readings_sets")
            groups[name] += _pair(case, pair, role)
    drawn = "".join(tag("section", tag("h2", escape(SAY[name])) + html) for name, html in groups.items() if html)
    return tag("p", escape(SAY["readings_note"]), class_="small") + drawn if drawn else ""


def _pair(case, pair, role):
    readings = case.rows("teacher/readings", claim_id=pair.claim_id, excerpt_id=pair.excerpt_id)
    if not readings:
        return ""
    parts = [case.claim(pair.claim_id).label, words.ROLES[role] if role != WIDER else "", case.excerpt(pair.excerpt_id).label]
    return tag("h3", escape(" · ".join(filter(None, parts)))) + tag("ul", "".join(map(_reading, readings)))


def _reading(row):
    return _defended(words.OPTIONS["bearing"][row.bearing], row)


def _defended(label, row):
    return tag("li", f"{tag('strong', escape(label))} ({escape(words.READERS[row.read_by])}): {escape(row.reason)}")


def _sorted(case, lesson_id):
    """Into which kinds the items of each exercise can be sorted; what nobody has read is left out."""
    drawn = ""
    for row in sorting.exercises(case, lesson_id):
        kinds = case.in_order("kinds", exercise_id=row.exercise_id)
        for item in case.in_order("items", exercise_id=row.exercise_id):
            read = [
                _defended(kind.label, one)
                for kind in kinds
                for one in case.rows("teacher/sorted", item_id=item.item_id, kind_id=kind.kind_id)
            ]
            if read:
                drawn += tag("h3", escape(f"{row.title} · {item.text}")) + tag("ul", "".join(read))
    note = tag("p", escape(SAY["readings_note"]), class_="small")
    return tag("section", tag("h2", escape(SORTING["teacher"])) + note + drawn) if drawn else ""


def _samples(case, lesson_id):
    drawn, height = [], 5
    for prompt in case.in_order("prompts", lesson_id=lesson_id):
        samples = case.rows("teacher/samples", prompt_id=prompt.prompt_id)
        if samples:
            rows = "".join(tag("dt", escape(row.level)) + tag("dd", escape(row.text)) for row in samples)
            drawn.append(tag("h3", escape(prompt.text)) + tag("dl", rows))
            height += 2 + _high(prompt.text, NARROW) + sum(_high(f"{row.level}: {row.text}", NARROW) + 1 for row in samples)
    if not drawn:
        return Section(0, "")
    return _section(SAY["samples"], height, tag("p", escape(SAY["samples_note"]), class_="small"), *drawn)


def _standards(case, lesson_id):
    rows = case.rows("standards", lesson_id=lesson_id)
    if not rows:
        return Section(0, "")
    items = "".join(
        tag("li", f"{tag('strong', escape(f'{row.body}, {row.code}.'))} {escape(row.digest)} "
            + shown_address(row.url))
        for row in rows
    )  # fmt: skip
    height = 5 + sum(_high(f"{row.body}, {row.code}. {row.digest} {row.url}", NARROW - 6) + 5 for row in rows)
    return _section(SAY["standards"], height, tag("p", escape(SAY["standards_note"]), class_="small"), tag("ul", items))
