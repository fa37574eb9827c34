"""Which pieces stand on which sheet: the order of the desk, before the reading and from it on."""

from dataclasses import dataclass

from sidebyside import layout, sorting, words
from sidebyside.pace import SETS, WIDER, role_of
from sidebyside.paper import blocks, exercise
from sidebyside.paper.packing import packed, tightest
from sidebyside.paper.parts import Sheet, page, where_to_read
from sidebyside.render import asked

SAY = words.PAPER
BEFORE_SIDES, READING_SIDES = 2, 4  # one leaf; two leaves, or one of A3 folded
BEFORE_READING = ("predict", "source")


@dataclass(frozen=True)
class Part:
    """What of a claim is for one part of the class.

    Parameters
    ----------
    claim : dict
        As it lies on the desk.
    name : str
        What it is called on these sheets.
    own : bool
        Whether the claim is this part's own: its card and what is asked about the claim itself stand here.
    excerpts : list of dict
    """

    claim: dict
    name: str
    own: bool
    excerpts: list

    @property
    def steps(self):
        """The ids of the steps, in order."""
        return [step["id"] for step in self.claim["steps"]]

    @property
    def is_practice(self):
        """Whether an answer to every passage can be read on the desk."""
        return self.own and bool(self.excerpts) and all(one["worked"] for one in self.excerpts)

    def numbered(self, step, otherwise):
        """The heading of a step, or of what stands in its place where nothing is asked there."""
        return blocks.numbered_step(self.claim, step) if step in self.steps else otherwise


def is_on_paper(case, lesson_id):
    """Whether a lesson has anything to sort, or that is not wider reading; what is only wider is not printed."""
    return bool(sorting.exercises(case, lesson_id)) or any(
        row.role != WIDER for row in case.rows("lesson_claims", lesson_id=lesson_id)
    )


def of_learners(case, lesson_id):
    """Worksheets, exercises, jigsaw sheets and the passages in plain English.

    Returns
    -------
    list of parts.Sheet
    """
    desk = layout.of_lesson(case, lesson_id)
    desk["claims"] = [claim | {"prompts": asked(claim)} for claim in desk["claims"]]
    share = {role: _share(case, desk, role) for role in ("core", *SETS)}
    found = _core(case, desk, share["core"]) if share["core"] else []
    found += exercise.sheets(case, desk["lesson"])
    for letter in SETS:
        if share[letter]:
            found += _set(case, desk, letter, share[letter])
    return found + _plain(case, desk, share)


def _share(case, desk, role):
    """The parts of the desk that are for everybody ("core") or for one set.

    A claim of the core all of whose passages are the sets' is on their sheets and on no other.
    """
    lesson, found = desk["lesson"]["id"], []
    for number, claim in enumerate(desk["claims"], start=1):
        name = words.DESK["claim"] if len(desk["claims"]) == 1 else SAY["claim"].format(number=number)
        of_claim = role_of(case, lesson, claim["id"])
        roles = [role_of(case, lesson, claim["id"], one["id"]) for one in claim["excerpts"]]
        mine = [one for one, its in zip(claim["excerpts"], roles, strict=True) if its == role]
        is_of_sets = of_claim == "core" and "core" not in roles and bool(set(SETS) & set(roles))
        own = bool(mine) if is_of_sets else of_claim == role
        if own or mine:
            found.append(Part(claim, name, own, mine))
    return found


def _core(case, desk, share):
    practice = [part for part in share if part.is_practice]
    main = [part for part in share if not part.is_practice]
    if not main:  # with nothing to practise for, it is what the lesson is about
        practice, main = [], practice

    def before(note):
        pieces, line = [blocks.title(desk["lesson"], case.lesson(desk["lesson"]["id"]).question)], 1
        for part in practice:
            more, line = _whole(case, part, line=line, note=note)
            pieces += more
        return pieces + _claims(case, main) + [piece for part in main for piece in _sources(case, part)]

    def reading(note):
        pieces, line = [], 1 + sum(map(blocks.lines_of, (one for part in practice for one in part.excerpts)))
        for part in main:
            more, line = _reading(case, part, line=line, note=note)
            pieces += more
        return pieces

    pages = [(SAY["before"], html) for html in tightest(before, BEFORE_SIDES)]
    pages += [(SAY["reading" if 'class="pair"' in html else "after"], html) for html in tightest(reading, READING_SIDES)]
    return [
        Sheet(f"worksheet-{at}", page(desk["lesson"], SAY["worksheet"].format(number=at, what=what), html, kind="learner"))
        for at, (what, html) in enumerate(pages, start=1)
    ]


def _set(case, desk, letter, share):
    name = SAY["set"].format(letter=letter)

    def pieces(note):
        found, line = [blocks.heading(name, SAY["jigsaw"])], 1
        for part in share:
            more, line = _whole(case, part, line=line, prefix=letter, note=note)
            found += more
        return found

    found = []
    for at, html in enumerate(tightest(pieces, BEFORE_SIDES), start=1):
        called = name if at == 1 else SAY["set_more"].format(letter=letter, number=at)
        found.append(Sheet(f"worksheet-{letter}{'' if at == 1 else at}", page(desk["lesson"], called, html, kind="learner")))
    return found


def _whole(case, part, *, prefix="", **printed):
    """Everything about a claim in one go, and the number of the next line."""
    reading, line = _reading(case, part, again=False, prefix=prefix, **printed)
    claim = _claims(case, [part]) if part.own else [blocks.reminder(part.claim, part.name)]
    return [*claim, *_sources(case, part, prefix), *reading], line


def _claims(case, share):
    """Each claim of one's own, and what is expected before a text is seen."""
    found = []
    for part in share:
        if part.own:
            name = SAY["practice"].format(claim=part.name) if part.is_practice and part.name != words.DESK["claim"] else part.name
            found.append(blocks.claim_card(part.claim, name, case.locator(part.claim["id"]).first_words))
            found += [blocks.step(part.claim, "predict")] if "predict" in part.steps else []
    return found


def _sources(case, part, prefix=""):
    """Who is speaking: a card for each work, whatever the number of its excerpts."""
    by_work = {}
    for at, one in enumerate(part.excerpts, start=1):
        work = case.excerpt(one["id"]).work_id, one["source"]["author"], one["source"]["written"]
        by_work.setdefault(work, []).append((at, one))
    asked = _asked_of_all(part, [[one for _, one in group] for group in by_work.values()])
    heading = part.numbered("source", words.DESK["who"])
    head = blocks.who(heading, asked)
    cards = []
    for (work_id, *_), group in by_work.items():
        label = " · ".join(f"{_number(part, at, prefix)}: {one['label']}".removeprefix(": ") for at, one in group)
        sections = "; ".join(dict.fromkeys(case.excerpt(one["id"]).section for _, one in group))
        work = f"{case.work(work_id).title}, {sections}"
        named = heading if len(by_work) == 1 else None
        card = blocks.source(part.claim, [one for _, one in group], label, work, heading=named, asked=asked)
        cards.append(card if named else blocks.after(head, card) if cards else blocks.under(head, card))
    return cards


def _asked_of_all(part, groups):
    """The one question with boxes that is all that is asked about each of several sources, or None."""
    prompts = [
        [prompt for prompt in part.claim["prompts"] if prompt["step"] == "source" and prompt["excerpt"] in ids]
        for ids in ([one["id"] for one in group] for group in groups)
    ]
    texts = {prompt["text"] for asked in prompts for prompt in asked}
    is_one = len(groups) > 1 and len(texts) == 1 and all(prompts) and prompts[0][0]["options"]
    return texts.pop() if is_one else None


def _reading(case, part, *, line, note, prefix="", again=True):
    """What comes with the reading and after it; and the number of the next line.

    The claim is said ``again`` where its card is on an earlier sheet.
    """
    heading, is_only = part.numbered("weigh", words.DESK["excerpt"]), len(part.excerpts) == 1
    head = blocks.reminder(part.claim, heading if part.name == words.DESK["claim"] else f"{heading}, {part.name}")
    found = [head] if again else []
    if any(one["terms"] for one in part.excerpts):
        found.append(blocks.key_words(part.excerpts))
    if not again and not is_only:
        found.append(blocks.subheading(heading))
    for at, one in enumerate(part.excerpts, start=1):
        called = heading if is_only and not again else f"{words.DESK['excerpt']} {_number(part, at, prefix)}".strip()
        piece, line = blocks.pair(
            part.claim,
            one,
            _where(case, one),
            label=f"{called}: {one['label']}",
            byline=_byline(case, one) if again else "",
            first=line,
            prefix=prefix,
            # where not the whole passage was seen on its page, the note says where else
            note=note if _is_here(case, one) else None,
        )
        found.append(blocks.after(head, piece))
    later = [name for name in part.steps if name not in (*BEFORE_READING, "weigh")]
    of_claim = blocks.reminder(part.claim, part.name)
    steps = [blocks.after(of_claim, blocks.step(part.claim, name)) for name in later] if part.own else []
    return found + steps, line


def _byline(case, excerpt):
    work, written = case.work(case.excerpt(excerpt["id"]).work_id), excerpt["source"]["written"]
    return f"{work.author}, {work.title}, {SAY['undated'] if written == words.DESK['unknown'] else written}"


def _number(part, at, prefix):
    """What an excerpt is called where there are several."""
    return f"{prefix}{at}" if len(part.excerpts) > 1 else ""


def _plain(case, desk, share):
    """The passages in plain English, each once, where there are any."""
    excerpts = {one["id"]: one for parts in share.values() for part in parts for one in part.excerpts if one["plain"]}
    if not excerpts:
        return []

    pieces = [blocks.heading(SAY["plain"], SAY["plain_note"])]
    pieces += [blocks.plain(one, _where(case, one)) for one in excerpts.values()]
    found = []
    for at, sheet in enumerate(packed(pieces, BEFORE_SIDES), start=1):
        name = f"plain{'' if at == 1 else f'-{at}'}"
        found.append(Sheet(name, page(desk["lesson"], SAY["plain"], sheet.html, kind="learner", named=False)))
    return found


def _is_here(case, excerpt):
    """Whether the passage is on the page its locator names; what was not seen whole may not be."""
    return case.locator(excerpt["id"]).seen == "full"


def _where(case, excerpt):
    """Where a passage can be read."""
    if _is_here(case, excerpt):
        return where_to_read(SAY["find_passage"], excerpt["link"], case.locator(excerpt["id"]).first_words)
    return where_to_read(SAY["find_start"], excerpt["link"], None)
