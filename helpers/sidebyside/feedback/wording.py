"""Rules about words, at any step: the screen judged from a book, and words that leave no room."""

import re

from sidebyside.feedback import asked, cues
from sidebyside.feedback.text import text_of
from sidebyside.feedback.thinking import Question

_CLAUSE = re.compile(r"[,:–—()]|\s-\s|\b(?:but|so|because|while|therefore|although|though)\b")
# Modest, or about the text; an absolute word begins each.
_MODEST = re.compile(
    r"never (?:been\b|had\b|be (?:\w+ )?(?:sure|certain|known)|know|tell|mind|trust|say|says|said|mention\w*|names?|named"
    r"|speaks?|spoke|states?|calls?|refers?"
    r"|writes?|wrote|seen|heard|read|been there|saw)\b"
    r"|always (?:written|been told|remember|check|ask|possible|two sides|another|a reason|some)\b"
    r"|(?:no ?body|no one) (?:can|could|knows?|says?|said|mentions?|else|is named|was under|signed|tells?|told|asked)\b"
    r"|every ?(?:one|body) (?:in|on|of|who|else|there|named|at|should|has to|had to|needs?|can read)\b"
    r"|prove\b(?<=\bto prove)|for sure[^.]*\bonly\b"
    r"|prov(?:e|es|ed|en) (?:nothing|little|only|neither|no)\b|impossible (?:to|for)\b|proofs? (?:of nothing|either|only)"
    r"|(?:no doubts?|certainly) [^.]*\bbut\b"
    r"|(?:absolutely|certainly|definitely|undoubtedly) (?:convinced|sure|certain|confident|loyal)\b"
)
# What stands before: one’s own habits, a general wisdom, somebody an order goes to.
_BEFORE_SWEEPING = re.compile(r"\b(?:i|we|there (?:is|are)|as|to|for|of|with|than|only|by) $")
_NEAR = 40  # characters before a word in which a hedge belongs to it


def screen_judged_from_a_book(thinking, texts, fields):
    """FB6: what a film or series shows is judged, though only the past is weighed."""
    for excerpt_id, given in fields:
        text = texts[given]
        if text.is_understood and any(map(_judges_screen, text.sentences)):
            yield Question("FB6", excerpt_id, asked.QUESTIONS["FB6"])


def _judges_screen(sentence):
    if sentence.endswith("?") or cues.NOT_JUDGED.search(sentence) or cues.OLD_FILM.search(sentence):
        return False
    for clause in _CLAUSE.split(sentence):
        screen = cues.SCREEN.search(clause)
        if screen:
            attributed = cues.ATTRIBUTED.search(clause)
            is_own = not (attributed and attributed.start() < screen.start())
            if is_own and (cues.JUDGED.search(clause) or _shows_against(sentence, clause)):
                return True
        elif cues.SCENE.search(clause) and cues.SCENE_JUDGED.search(clause) and not cues.REPORTED.search(clause):
            return True
    return False


def _shows_against(sentence, clause):
    """“The series shows …, but …”: held against it, not told."""
    return cues.SHOWN.search(clause) and cues.CONTRAST.search(sentence) and not cues.ATTRIBUTED.search(sentence)


def absolute_words(thinking, texts, fields):
    """FB7: a word that leaves no room, in the learner's own conclusion; beside a passage it mostly tells what stands there."""
    claim = text_of(f"{thinking.history} {thinking.portrayal}")
    for excerpt_id, given in fields:
        text = texts[given]
        sentences = text.sentences if text.is_understood and excerpt_id is None else ()
        word = next(filter(None, (_absolute(sentence, claim) for sentence in sentences)), None)
        if word:
            yield Question("FB7", None, asked.QUESTIONS["FB7"].format(word=word))


def _absolute(sentence, claim):
    """The first word of a sentence that leaves no room where its writer means it so, or None."""
    if "?" in sentence or sentence.count("%") > 1 or cues.WORD_DISCUSSED.search(sentence):
        return None
    found = [(match, False) for match in cues.CERTAIN.finditer(sentence)]
    if _is_on(claim, sentence) and not cues.YEAR.search(sentence):  # with a year it tells of then, and is no rule
        found += [(match, True) for match in cues.SWEEPING.finditer(sentence)]
    for match, is_sweeping in sorted(found, key=lambda each: each[0].start()):
        before, word = sentence[: match.start()], match.group()
        is_idiom = _MODEST.match(sentence, match.start()) or (is_sweeping and _BEFORE_SWEEPING.search(before))
        if not (is_idiom or _is_reported(before) or cues.HEDGED.search(before[-_NEAR:]) or word in claim.words):
            return word
    return None


def _is_on(claim, sentence):
    """Whether a sentence is about what the claim is about; a wisdom about sources or people in general is not."""
    return cues.SOMEBODY.search(sentence) is not None or bool(text_of(sentence).stems & claim.stems)


def _is_reported(before):
    """Whether somebody else is being told of, up to here."""
    since = cues.CONCLUDES.split(before)[-1]
    return cues.REPORTED.search(cues.OWN_SAYING.sub(" ", since)) is not None
