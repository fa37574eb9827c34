"""What lies on the desk of a lesson: claims, sources, renderings and questions, as plain data ready for JSON.

Python decides here what is shown; the desk's JavaScript and the static twin only draw it.
"""

import re

from sidebyside import datasheet, locate, marking_words, marks, words
from sidebyside.feedback import asked
from sidebyside.handin_words import PANEL
from sidebyside.model import paragraphs

_QUOTED = re.compile(r"(“[^”]*”)")


def of_lesson(case, lesson_id):
    """Everything a desk shows that does not change while a learner works.

    Parameters
    ----------
    case : model.Case
    lesson_id : str
        Two digits.

    Returns
    -------
    dict
        ``lesson``, ``claims`` (each with its ``steps``, ``excerpts`` and ``prompts``) and ``words``.
    """
    row = case.lesson(lesson_id)
    links = case.in_order("lesson_claims", lesson_id=lesson_id)
    is_one_group = len({link.role for link in links}) == 1  # then its name says nothing
    claims = [_claim(case, lesson_id, link, "" if is_one_group else words.ROLES[link.role]) for link in links]
    return {
        "lesson": {"id": row.lesson_id, "title": row.title},
        "claims": claims,
        "categories": _categories(case, lesson_id),
        "words": of_words(),
    }


def _categories(case, lesson_id):
    """As what words can be marked, by the kind of question; the first is the one every lesson has."""
    own = [
        {"id": row.category_id, "label": row.label, "hint": row.hint, "scope": row.scope}
        for row in case.in_order("categories", lesson_id=lesson_id)
    ]
    return {"marks": [*_fixed(marking_words.RELIED_ON), *own], "words": _fixed(marking_words.CLAIM)}


def _fixed(categories):
    return [{"id": name, "label": label, "hint": hint, "scope": "any"} for name, (label, hint) in categories.items()]


def markable(text, words_to=None):
    """What can be marked in a text.

    Parameters
    ----------
    text : str
    words_to : int, optional
        Up to this offset single words can be, and their choice means something; behind it whole sentences.

    Returns
    -------
    dict
        ``sha256`` of the text, ``words_to``, and the ``sentences`` behind it, each [start, end].
    """
    words_to = len(text) if words_to is None else words_to
    sentences = [
        [max(start, words_to), end]
        for start, end in marks.sentences(text)
        if end > words_to and not (text[start] == "[" and text[end - 1] == "]")  # a note of ours
    ]
    return {"sha256": locate.text_sha256(text), "words_to": words_to, "sentences": sentences}


def _translated(excerpt, text):
    """Up to where a rendering is a translation."""
    if excerpt.method == "both":
        return max(0, text.find("["))
    return len(text) if excerpt.method == "translation" else 0


def of_words():
    """What the desk says, and of what is kept and where it does not last."""
    sheet = [[name, text] for name, text in datasheet.FACTS.items()]
    return (
        words.DESK
        | marking_words.MARKING
        | asked.DESK
        | PANEL
        | {"people": list(words.DESK["people"]), "sheet": sheet, "forgets": dict(datasheet.FORGETS)}
    )


def _claim(case, lesson_id, link, group):
    claim = case.claim(link.claim_id)
    locator = case.locator(link.claim_id)
    pairs = case.in_order("pairs", lesson_id=lesson_id, claim_id=link.claim_id)
    is_one_group = len({pair.role for pair in pairs}) == 1  # then its name says nothing
    excerpts = [_excerpt(case, pair, "" if is_one_group else words.ROLES[pair.role]) for pair in sorted(pairs, key=place)]
    prompts = [_prompt(case, prompt) for prompt in case.questions(lesson_id, link.claim_id)]
    return {
        "id": link.claim_id,
        "label": claim.label,
        "paragraph": locator.paragraph,
        "role": group,
        "kicker": words.DESK["from_review"].format(paragraph=locator.paragraph),
        "statement": quoted_parts(claim.statement),
        "portrayal": claim.portrayal,
        "history": claim.history,
        "marking": markable(claim.history),
        "strongest": claim.strongest,
        "link": locate.deep_link(locator.url, locator.first_words, locator.last_words),
        "excerpts": excerpts,
        "searches": _searches(case, link.claim_id),
        "prompts": prompts,
        "steps": [
            {"id": step, "label": label}
            for step, label in words.STEPS.items()
            if any(prompt["step"] == step for prompt in prompts)
        ],
    }


def place(pair):
    """Core first, then the jigsaw sets, then wider reading; within each by order."""
    return list(words.ROLES).index(pair.role), pair.order


def _searches(case, claim_id):
    return [
        {"looked_for": row.looked_for, "where": row.where, "result": row.result, "date": readable_date(row.date)}
        for row in sorted(case.rows("searches", owner_id=claim_id), key=lambda row: (len(row.search_id), row.search_id))
    ]


def _excerpt(case, pair, group):
    excerpt = case.excerpt(pair.excerpt_id)
    work, locator = case.work(excerpt.work_id), case.locator(excerpt.excerpt_id)
    text = "\n".join(excerpt.paragraphs)
    return {
        "id": excerpt.excerpt_id,
        "label": excerpt.label,
        "role": pair.role,
        "group": group,
        "source": {
            "work": f"{work.title}, {excerpt.section}",
            "author": f"{work.author}, {words.RELATIONS[work.relation]}",
            "written": when_written(case, excerpt),
            "audience": work.audience,
            "stake": work.stake,
        },
        "paragraphs": list(excerpt.paragraphs),
        "marking": markable(text, _translated(excerpt, text)),
        "made": _made(excerpt, locator),
        "note": excerpt.note,
        "plain": excerpt.plain,
        "terms": [
            {"original": term.original, "language": term.language, "gloss": _ended(term.gloss), "why": term.why}
            for term in case.rows("terms", excerpt_id=excerpt.excerpt_id)
        ],
        "worked": [part for row in _worked(case, pair) for part in paragraphs(row.text)],
        "link": locate.deep_link(locator.url, locator.first_words, locator.last_words),
        # where we did not see the whole passage, the page may not have it in these words
        "link_text": words.DESK["original"] if locator.seen == "full" else words.DESK["nearest"],
    }


def _ended(text):
    """A text with a full stop, where it ends without one: more may stand behind it."""
    return text if text.endswith((".", "!", "?", "…", ".”", "?”", "!”")) else f"{text}."


def when_written(case, excerpt):
    """When a passage was written, in words: its section's date where it has one, else its work's."""
    section = case.section(case.locator(excerpt.excerpt_id))
    written = (section and section.written) or case.work(excerpt.work_id).written
    return readable_date(written) if written else words.DESK["unknown"]


def _worked(case, pair):
    """One way to answer a practice pair; assigned pairs have none here."""
    return case.rows("worked", claim_id=pair.claim_id, excerpt_id=pair.excerpt_id)


def _made(excerpt, locator):
    """How our text was made, and from how much of the passage."""
    language = words.LANGUAGES.get(excerpt.source_language, excerpt.source_language)
    made = words.METHODS[excerpt.method].format(language=language)
    return f"{made} {words.SEEN[locator.seen]}".strip()


def _prompt(case, prompt):
    shown = case.excerpt(prompt.excerpt_id).rendering if prompt.excerpt_id else case.claim(prompt.claim_id).history
    return {
        "id": prompt.prompt_id,
        "step": prompt.step,
        "kind": prompt.kind,
        "excerpt": prompt.excerpt_id,
        "text": prompt.text,
        "options": [list(option) for option in words.OPTIONS.get(prompt.kind, {}).items()],
        "sha256": locate.text_sha256(f"{prompt.text}\n{shown}"),
    }


def quoted_parts(text):
    """A text as segments, those in quotation marks told apart.

    Examples
    --------
    >>> quoted_parts("It was “not so” then.")
    [{'text': 'It was ', 'quoted': False}, {'text': '“not so”', 'quoted': True}, {'text': ' then.', 'quoted': False}]
    """
    return [{"text": part, "quoted": bool(_QUOTED.fullmatch(part))} for part in _QUOTED.split(text) if part]


def readable_date(iso):
    """An ISO 8601 day, month, year or range in words.

    Examples
    --------
    >>> readable_date("1919/1920-05-29")
    '1919 to 29 May 1920'
    >>> readable_date("1918-03")
    'March 1918'
    """
    start, _, end = iso.partition("/")
    return words.DATES["span"].format(start=_readable(start), end=_readable(end)) if end else _readable(start)


def _readable(part):
    year, *rest = part.split("-")
    if not rest:
        return year
    month = words.MONTHS[int(rest[0]) - 1]
    if len(rest) == 1:
        return words.DATES["month"].format(month=month, year=year)
    return words.DATES["day"].format(day=int(rest[1]), month=month, year=year)
