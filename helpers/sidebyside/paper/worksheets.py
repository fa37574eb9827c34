"""Which pieces stand on which sheet: the order of the desk, and two pages to a sheet at most."""

from sidebyside import layout, words
from sidebyside.pace import SETS, role_of
from sidebyside.paper import blocks
from sidebyside.paper.parts import Sheet, page

SAY = words.PAPER
PAGE = 249  # millimetres of a page that are used: Letter is lower than A4, and the foot of a sheet needs room
HEAD = 10  # the head of a sheet, with name and date
PAGES = 2
BEFORE_READING = ("predict", "source")


def of_learners(case, lesson_id):
    """Worksheets, jigsaw sheets and the passages in plain English.

    Returns
    -------
    list of parts.Sheet
    """
    desk = layout.of_lesson(case, lesson_id)
    share = {role: _share(case, desk, role) for role in ("core", *SETS)}
    found = _core(case, desk, share["core"])
    for letter in SETS:
        if share[letter]:
            found += _set(case, desk, letter, share[letter])
    return found + _plain(case, desk, share)


def _share(case, desk, role):
    """What of the desk is for one part of the class: (claim, whether the claim is its own, its excerpts)."""
    lesson, found = desk["lesson"]["id"], []
    for claim in desk["claims"]:
        own = role_of(case, lesson, claim["id"]) == role
        mine = [one for one in claim["excerpts"] if role_of(case, lesson, claim["id"], one["id"]) == role]
        if own or mine:
            found.append((claim, own, mine))
    return found


def _core(case, desk, share):
    before = [blocks.title(desk["lesson"], case.lesson(desk["lesson"]["id"]).question), *_claims(case, share)]
    sources, terms = _sources(share), _key_words(share)
    reading, line = [], 1
    for claim, _, excerpts in share:
        more, line = _reading(case, claim, excerpts, own=True, line=line)
        reading += more
    if sources and sum(piece.height for piece in sources + terms) <= PAGE:
        before.append(blocks.together(sources + terms))
    elif len(_sheets(before + sources + terms)) == len(_sheets(before + sources)):
        before += sources + terms
    else:  # key words rather with the reading than on a sheet of their own
        before, reading = before + sources, [*reading[:1], *terms, *reading[1:]]
    pages = _sheets(before) + _sheets(reading, again=reading[:1] if len(share) == 1 else [])
    return [
        Sheet(f"worksheet-{at}", page(desk["lesson"], SAY["worksheet"].format(number=at), html, kind="learner"))
        for at, html in enumerate(pages, start=1)
    ]


def _set(case, desk, letter, share):
    pieces, line = [blocks.heading(SAY["set"].format(letter=letter), SAY["jigsaw"])], 1
    pieces += [blocks.reminder(claim) for claim, own, _ in share if not own]
    pieces += _claims(case, share) + _sources(share) + _key_words(share)
    for claim, own, excerpts in share:
        more, line = _reading(case, claim, excerpts, own=own, line=line, prefix=letter)
        pieces += more[1:] if len(share) == 1 else more
    found = []
    for at, html in enumerate(_sheets(pieces), start=1):
        name = SAY["set"].format(letter=letter) if at == 1 else SAY["set_more"].format(letter=letter, number=at)
        found.append(Sheet(f"worksheet-{letter}{'' if at == 1 else at}", page(desk["lesson"], name, html, kind="learner")))
    return found


def _claims(case, share):
    """Each claim of one's own, and what is expected before a text is seen."""
    found = []
    for claim, own, _ in share:
        if own:
            found.append(blocks.claim_card(claim, _first_words(case, claim["id"])))
            found += [blocks.step(claim, "predict")] if "predict" in _steps(claim) else []
    return found


def _sources(share):
    """Who is speaking, excerpt by excerpt."""
    cards = [blocks.source(claim, excerpt) for claim, _, excerpts in share for excerpt in excerpts]
    if not cards:
        return []
    asking = next((claim for claim, _, _ in share if "source" in _steps(claim)), None)
    return [blocks.subheading(blocks.numbered_step(asking, "source") if asking else words.DESK["who"]), *cards]


def _key_words(share):
    excerpts = [excerpt for _, _, mine in share for excerpt in mine]
    return [blocks.key_words(excerpts)] if any(excerpt["terms"] for excerpt in excerpts) else []


def _reading(case, claim, excerpts, *, own, line, prefix=""):
    """What comes with the reading and after it; and the number of the next line."""
    found = [blocks.reminder(claim, *([blocks.numbered_step(claim, "weigh")] if "weigh" in _steps(claim) else []))]
    for at, excerpt in enumerate(excerpts, start=1):
        label = f"{words.DESK['excerpt']} {prefix}{at}: {excerpt['label']}"
        work = case.work(case.excerpt(excerpt["id"]).work_id)
        byline = f"{work.author}, {work.title}, {excerpt['source']['written']}"
        piece, line = blocks.pair(
            claim, excerpt, _first_words(case, excerpt["id"]), label=label, byline=byline, first=line, prefix=prefix
        )
        found.append(piece)
    later = [name for name in _steps(claim) if name not in (*BEFORE_READING, "weigh")]
    return found + ([blocks.step(claim, name) for name in later] if own else []), line


def _steps(claim):
    return [step["id"] for step in claim["steps"]]


def _plain(case, desk, share):
    """The passages in plain English, each once, where there are any."""
    excerpts = {one["id"]: one for role in share.values() for _, _, mine in role for one in mine if one["plain"]}
    if not excerpts:
        return []
    pieces = [blocks.heading(SAY["plain"], SAY["plain_note"])]
    pieces += [blocks.plain(one, _first_words(case, name)) for name, one in excerpts.items()]
    found = []
    for at, html in enumerate(_sheets(pieces), start=1):
        name = f"plain{'' if at == 1 else f'-{at}'}"
        found.append(Sheet(name, page(desk["lesson"], SAY["plain"], html, kind="learner", named=False)))
    return found


def _sheets(pieces, again=()):
    """The HTML of as many sheets as the pieces need; a piece is not divided unless it is higher than a page.

    What stands ``again`` on top of each sheet after the first says what all of them are about.
    """
    sheets, pages, room = [[]], 1, PAGE - HEAD
    for at, piece in enumerate(pieces):
        if piece.height > room and sheets[-1]:
            pages, room = pages + 1, PAGE
            if pages > PAGES:
                sheets.append([one.draw(0) for one in again])
                pages, room = 1, PAGE - HEAD - sum(one.height for one in again)
        room -= piece.height
        if room < 0:  # higher than a page: the rest of it stands on the next
            pages, room = pages + 1, room + PAGE
        behind = pieces[at + 1].height if at + 1 < len(pieces) else PAGE
        # what is free on this page below the piece, unless the next one stands there
        sheets[-1].append(piece.draw(max(0, room) if behind > room else 0))
    return ["".join(sheet) for sheet in sheets]


def _first_words(case, owner_id):
    return case.locator(owner_id).first_words
