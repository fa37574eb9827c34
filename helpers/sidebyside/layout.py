"""What lies on the desk of a lesson: claims, sources, renderings and questions, as plain data ready for JSON.

Python decides here what is shown; the desk's JavaScript and the static twin only draw it.
"""

import re

from sidebyside import locate, words

_QUOTED = re.compile(r"(“[^”]*”)")
_MONTHS = "January February March April May June July August September October November December".split()


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
    claims = [_claim(case, lesson_id, link.claim_id) for link in case.in_order("lesson_claims", lesson_id=lesson_id)]
    return {"lesson": {"id": row.lesson_id, "title": row.title}, "claims": claims, "words": words.DESK}


def _claim(case, lesson_id, claim_id):
    claim = case.claim(claim_id)
    locator = case.locator(claim_id)
    excerpts = [_excerpt(case, pair.excerpt_id) for pair in case.in_order("pairs", lesson_id=lesson_id, claim_id=claim_id)]
    prompts = [_prompt(case, prompt) for prompt in case.questions(lesson_id, claim_id)]
    return {
        "id": claim_id,
        "kicker": words.DESK["from_review"].format(paragraph=locator.paragraph),
        "statement": quoted_parts(claim.statement),
        "portrayal": claim.portrayal,
        "history": claim.history,
        "strongest": claim.strongest,
        "link": locate.deep_link(locator.url, locator.first_words, locator.last_words),
        "excerpts": excerpts,
        "prompts": prompts,
        "steps": [
            {"id": step, "label": label}
            for step, label in words.STEPS.items()
            if any(prompt["step"] == step for prompt in prompts)
        ],
    }


def _excerpt(case, excerpt_id):
    excerpt = case.excerpt(excerpt_id)
    work, locator = case.work(excerpt.work_id), case.locator(excerpt_id)
    language = words.LANGUAGES.get(excerpt.source_language, excerpt.source_language)
    return {
        "id": excerpt_id,
        "label": excerpt.label,
        "source": {
            "work": f"{work.title}, {excerpt.section}",
            "author": f"{work.author}, {words.RELATIONS[work.relation]}",
            "written": readable_date(work.written) if work.written else words.DESK["unknown"],
            "audience": work.audience,
            "stake": work.stake,
        },
        "paragraphs": list(excerpt.paragraphs),
        "made": words.METHODS[excerpt.method].format(language=language),
        "note": excerpt.note,
        "plain": excerpt.plain,
        "terms": [
            {"original": term.original, "language": term.language, "gloss": term.gloss, "why": term.why}
            for term in case.rows("terms", excerpt_id=excerpt_id)
        ],
        "link": locate.deep_link(locator.url, locator.first_words, locator.last_words),
    }


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
    return " to ".join(_readable(part) for part in iso.split("/"))


def _readable(part):
    year, *rest = part.split("-")
    if not rest:
        return year
    month = _MONTHS[int(rest[0]) - 1]
    return f"{month} {year}" if len(rest) == 1 else f"{int(rest[1])} {month} {year}"
