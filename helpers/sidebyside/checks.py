"""What a case must have, and everything that is wrong with it in one report; nothing is raised."""

from collections import Counter
from dataclasses import dataclass, field

from sidebyside import cells, locate, verification
from sidebyside.circulating import PLACED, TRACED
from sidebyside.findings import Finding
from sidebyside.model import EXCERPT_STEPS, MARKED
from sidebyside.tables import case_of

PLAIN = 80  # words of a plain version
LOCATOR = 6  # words at either end
TERMS = 5
KINDS = 2  # of an exercise, at least
CATEGORIES = 4  # kinds of lines that can be told apart, beside that of the words relied on


@dataclass
class Report:
    """What a check found: findings in the order of the files; how many locators are in which state; how passages are known."""

    findings: list[Finding]
    locators: Counter = field(default_factory=Counter)
    tables: int = 0
    rows: int = 0
    balance: list[tuple[str, str, int]] = field(default_factory=list)
    passages: Counter = field(default_factory=Counter)


def report(sheets, library=None):
    """Check the tables, and their locators against the texts that are here.

    Parameters
    ----------
    sheets : tables.Sheets
    library : library.Library, optional
        None checks no text; every locator then counts as unverified.

    Returns
    -------
    Report
    """
    found = [*sheets.findings, *cells.cell_findings(sheets), *cells.row_findings(sheets)]
    rows = sum(len(sheet.rows) for sheet in sheets.sheets.values())
    if found:  # a case cannot be made of damaged tables
        return Report(sorted(set(found)), Counter(), len(sheets.sheets), rows)
    case = case_of(sheets)
    texts = verification.verified(case, sheets, library)
    found = [finding for rule in CASE_RULES for finding in rule(case, sheets)] + texts.findings
    return Report(sorted(set(found)), texts.states, len(sheets.sheets), rows, balance(case), texts.known)


def balance(case):
    """How many excerpts each work has, by year of writing: (year, title, excerpts)."""
    counted = Counter(excerpt.work_id for excerpt in case.rows("excerpts"))
    works = [case.work(work_id) for work_id in counted]
    return sorted((work.written[:4] if work.written else "unknown", work.title, counted[work.work_id]) for work in works)


def _long_locators(case, sheets):
    for number, locator in enumerate(case.rows("locators")):
        for column in ("first_words", "last_words"):
            if (count := locate.word_count(getattr(locator, column))) > LOCATOR:
                yield sheets.at("locators", number, column, "locator-long", f"{count} words")
    for number, section in enumerate(case.rows("sections")):
        if (count := locate.word_count(section.first_words)) > LOCATOR:
            yield sheets.at("sections", number, "first_words", "locator-long", f"{count} words")


def _unlocated(case, sheets):
    for table, column in (("claims", "claim_id"), ("excerpts", "excerpt_id")):
        for number, row in enumerate(case.rows(table)):
            if not case.locator(getattr(row, column)):
                yield sheets.at(table, number, column, "locator-missing", getattr(row, column))


def _long_plain(case, sheets):
    for number, excerpt in enumerate(case.rows("excerpts")):
        if excerpt.plain and (count := locate.word_count(excerpt.plain)) > PLAIN:
            yield sheets.at("excerpts", number, "plain", "plain-long", f"{count} words")


def _many_terms(case, sheets):
    counted = Counter()
    for number, term in enumerate(case.rows("terms")):
        counted[term.excerpt_id] += 1
        if counted[term.excerpt_id] == TERMS + 1:
            yield sheets.at("terms", number, "excerpt_id", "terms-many", f"{term.excerpt_id} has a sixth term")


def _lonely_claims(case, sheets):
    served = {pair.claim_id for pair in case.rows("pairs")} | {search.owner_id for search in case.rows("searches")}
    for number, claim in enumerate(case.rows("claims")):
        if claim.claim_id not in served:
            yield sheets.at("claims", number, "claim_id", "claim-alone", claim.claim_id)


def _open_sentences(case, sheets):
    for number, sentence in enumerate(case.rows("sentences")):
        if bool(sentence.claim_ids) == bool(sentence.unchecked):
            place = f"paragraph {sentence.paragraph}, sentence {sentence.position}"
            yield sheets.at("sentences", number, "claim_ids", "sentence-open", place)


def _single_facts(case, sheets):
    single = {fact.fact_id for fact in case.rows("facts") if fact.second_source == "not found"}
    for number, event in enumerate(case.rows("events")):
        if event.fact_id in single:
            yield sheets.at("events", number, "fact_id", "fact-single", event.fact_id)


def _unplaced_prompts(case, sheets):
    """Questions that no desk would show: their claim is not in the lesson, or their excerpt not beside the claim."""
    claims = {(row.lesson_id, row.claim_id) for row in case.rows("lesson_claims")}
    pairs = {(row.lesson_id, row.claim_id, row.excerpt_id) for row in case.rows("pairs")}
    for number, prompt in enumerate(case.rows("prompts")):
        place = (prompt.lesson_id, prompt.claim_id)
        if prompt.claim_id is None and prompt.excerpt_id is None:
            continue  # asked of every claim
        if place not in claims:
            yield sheets.at(
                "prompts", number, "claim_id", "prompt-unplaced", f"{prompt.prompt_id} is about no claim of its lesson"
            )
        elif prompt.excerpt_id and ((*place, prompt.excerpt_id) not in pairs or prompt.step not in EXCERPT_STEPS):
            detail = f"{prompt.prompt_id}: {prompt.excerpt_id} is not read in the step {prompt.step} of this claim"
            yield sheets.at("prompts", number, "excerpt_id", "prompt-unplaced", detail)


def _unmarkable_prompts(case, sheets):
    """Questions answered by marking that no desk would show, for want of a text to mark or of a verdict to ask about."""
    judged = {(row.lesson_id, row.claim_id) for row in case.rows("prompts", kind="verdict", step="judge")}
    asked = set()
    for number, prompt in enumerate(case.rows("prompts")):
        place = (prompt.lesson_id, prompt.claim_id, prompt.excerpt_id)
        if prompt.kind == "marks" and (prompt.step != "weigh" or (prompt.claim_id and not prompt.excerpt_id)):
            detail = f"{prompt.prompt_id} is of no excerpt in the step weigh, where words are marked"
        elif prompt.kind == "words" and (prompt.step != "judge" or not {place[:2], (place[0], None)} & judged):
            detail = f"{prompt.prompt_id} is beside no verdict in the step judge"
        elif prompt.kind in MARKED and {(prompt.kind, *place), (prompt.kind, place[0], None, None)} & asked:
            detail = f"{prompt.prompt_id} asks again for what an earlier question asks"
        else:
            asked |= {(prompt.kind, *place)}
            continue
        yield sheets.at("prompts", number, "kind", "prompt-unplaced", detail)


def _many_categories(case, sheets):
    counted = Counter()
    for number, category in enumerate(case.rows("categories")):
        counted[category.lesson_id] += 1
        if counted[category.lesson_id] == CATEGORIES + 1:
            yield sheets.at("categories", number, "lesson_id", "categories-many", f"lesson {category.lesson_id} has a fifth")


def _doubled_labels(case, sheets):
    seen = set()
    for number, category in enumerate(case.rows("categories")):
        place = (category.lesson_id, category.label.casefold())
        if place in seen:
            detail = f"{category.label}, in lesson {category.lesson_id}"
            yield sheets.at("categories", number, "label", "category-twice", detail)
        seen.add(place)


def _empty_exercises(case, sheets):
    for number, exercise in enumerate(case.rows("exercises")):
        kinds, items = (len(case.rows(table, exercise_id=exercise.exercise_id)) for table in ("kinds", "items"))
        if kinds < KINDS or not items:
            detail = f"{exercise.exercise_id} has {kinds} {'kind' if kinds == 1 else 'kinds'} and {items or 'no'} items"
            yield sheets.at("exercises", number, "exercise_id", "exercise-empty", detail)


def _doubled_orders(case, sheets):
    for table, owner in (("exercises", "lesson_id"), ("kinds", "exercise_id"), ("items", "exercise_id")):
        seen = set()
        for number, row in enumerate(case.rows(table)):
            place = (getattr(row, owner), row.order)
            if place in seen:
                yield sheets.at(table, number, "order", "order-twice", f"{row.order}, in {place[0]}")
            seen.add(place)


def _doubled_kinds(case, sheets):
    seen = set()
    for number, kind in enumerate(case.rows("kinds")):
        place = (kind.exercise_id, kind.label.casefold())
        if place in seen:
            yield sheets.at("kinds", number, "label", "kind-twice", f"{kind.label}, in {kind.exercise_id}")
        seen.add(place)


def _foreign_kinds(case, sheets):
    """What a reader of the teacher's part sorted, into a kind that the exercise of the item does not have."""
    of_item, of_kind = (
        {getattr(row, key): row.exercise_id for row in case.rows(table)}
        for table, key in (("items", "item_id"), ("kinds", "kind_id"))
    )
    for number, row in enumerate(case.rows("teacher/sorted")):
        if of_item[row.item_id] != of_kind[row.kind_id]:
            detail = f"{row.kind_id} is of {of_kind[row.kind_id]}, {row.item_id} of {of_item[row.item_id]}"
            yield sheets.at("teacher/sorted", number, "kind_id", "kind-elsewhere", detail)


def _unseen_on_desks(case, sheets):
    for number, pair in enumerate(case.rows("pairs")):
        locator = case.locator(pair.excerpt_id)
        if locator and locator.seen == "unseen":
            yield sheets.at("pairs", number, "excerpt_id", "locator-unseen", pair.excerpt_id)


def _shared_ids(case, sheets):
    claims = {claim.claim_id for claim in case.rows("claims")}
    for number, excerpt in enumerate(case.rows("excerpts")):
        if excerpt.excerpt_id in claims:
            yield sheets.at("excerpts", number, "excerpt_id", "id-shared", excerpt.excerpt_id)


def _repeated_sections(case, sheets):
    """A locator names its section by the title alone: of two, nobody could say which one it means, or who speaks."""
    seen = set()
    for number, section in enumerate(case.rows("sections")):
        place = (section.edition_id, section.title)
        if place in seen:
            yield sheets.at("sections", number, "title", "section-twice", f"{section.title}, in {section.edition_id}")
        seen.add(place)


def _speakers(case, sheets):
    """Who speaks in the section must be whose work the excerpt is given as: an editor's note is not the author's.

    Where an edition has no sections, the author of its own work speaks, and of no other work in the same book.
    """
    works = {excerpt.excerpt_id: case.work(excerpt.work_id) for excerpt in case.rows("excerpts")}
    divided = {section.edition_id for section in case.rows("sections")}
    for number, locator in enumerate(case.rows("locators")):
        if locator.owner_id not in works:
            continue
        if locator.edition_id not in divided:
            own, work = case.edition(locator.edition_id).work_id, works[locator.owner_id].work_id
            if own != work:
                detail = f"{locator.owner_id} is from {work}, and {locator.edition_id}, an edition of {own}, has no sections"
                yield sheets.at("locators", number, "edition_id", "speaker-unknown", detail)
            continue
        section, author = case.section(locator), works[locator.owner_id].author
        if section is None:
            detail = f"{locator.owner_id}: {locator.section}, in {locator.edition_id}"
            yield sheets.at("locators", number, "section", "section-unknown", detail)
        elif section.author != author:
            detail = f"{locator.owner_id} is given as {author}’s, and {section.author} speaks in {section.title}"
            yield sheets.at("locators", number, "section", "speaker-differs", detail)


def _unnumbered_claims(case, sheets):
    claims = {claim.claim_id for claim in case.rows("claims")}
    for number, locator in enumerate(case.rows("locators")):
        if locator.owner_id in claims and locator.paragraph is None:
            yield sheets.at("locators", number, "paragraph", "paragraph-missing", locator.owner_id)


def _backward_events(case, sheets):
    for number, event in enumerate(case.rows("events")):
        if event.end and event.end < event.start[: len(event.end)]:
            yield sheets.at("events", number, "end", "event-backward", f"{event.end} is before {event.start}")


def _plans(case, sheets):
    """Where a teacher's page has a plan, its steps must fill the lesson, and no more than it."""
    planned, first = Counter(), {}
    for number, note in enumerate(case.rows("teacher/notes")):
        if note.kind == "plan":
            planned[note.lesson_id] += note.minutes or 0
            first.setdefault(note.lesson_id, number)
    for lesson_id, number in first.items():
        if planned[lesson_id] != (minutes := case.lesson(lesson_id).minutes):
            detail = f"lesson {lesson_id} takes {minutes} minutes, its plan {planned[lesson_id]}"
            yield sheets.at("teacher/notes", number, "minutes", "plan-minutes", detail)


def _quotations(case, sheets):
    """Phrases that circulate: short, and saying of their place and source neither too much nor too little."""
    for number, row in enumerate(case.rows("quotations")):
        if (count := locate.word_count(row.phrase)) > cells.PHRASE:
            yield sheets.at("quotations", number, "phrase", "quotation-long", f"{count} words")
        if (row.grade in PLACED) != bool(row.edition_ids):
            detail = f"{row.quotation_id} is {row.grade}, and names {' '.join(row.edition_ids) or 'no edition'}"
            yield sheets.at("quotations", number, "edition_ids", "quotation-place", detail)
        is_traced = bool(row.traced_to and row.where and row.seen != "unseen")
        is_open = not row.traced_to and not row.where and row.seen == "unseen"
        if (row.standing in TRACED and not is_traced) or (row.standing == "untraced" and not is_open):
            detail = f"{row.quotation_id} is {row.standing}: {row.traced_to or 'no work'}, {row.where or 'no place'}, {row.seen}"
            yield sheets.at("quotations", number, "standing", "quotation-source", detail)


CASE_RULES = (
    _long_locators, _unlocated, _long_plain, _many_terms, _lonely_claims, _open_sentences, _single_facts,
    _unplaced_prompts, _unmarkable_prompts, _many_categories, _doubled_labels,
    _empty_exercises, _doubled_orders, _doubled_kinds, _foreign_kinds,
    _unseen_on_desks, _shared_ids, _repeated_sections, _speakers, _unnumbered_claims, _backward_events, _plans, _quotations,
)  # fmt: skip
