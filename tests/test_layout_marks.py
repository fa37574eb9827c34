"""What of the texts on a desk can be marked, and as what."""

import re

import pytest

from sidebyside import checks, layout, locate, marks


@pytest.fixture(params=["00", "04", "99"])
def lesson_id(request):
    """Each lesson in turn."""
    return request.param


def test_what_can_be_marked_is_words_of_a_translation_and_sentences_of_a_digest(case, lesson_id):
    for claim in layout.of_lesson(case, lesson_id)["claims"]:
        assert claim["marking"] == {
            "sha256": locate.text_sha256(claim["history"]),
            "words_to": len(claim["history"]),
            "sentences": [],
        }
        for excerpt in claim["excerpts"]:
            text, marking, method = "\n".join(excerpt["paragraphs"]), excerpt["marking"], case.excerpt(excerpt["id"]).method
            assert marking["sha256"] == locate.text_sha256(text)
            assert {"translation": len(text), "digest": 0, "both": text.find("[")}[method] == marking["words_to"] != -1
            sentences = [text[start:end] for start, end in marking["sentences"]]
            note = re.search(r"\[[^\]]*\] ", text) if method == "both" else None
            assert " ".join(sentences).split() == text[note.end() if note else marking["words_to"] :].split()


def test_a_sentence_that_begins_before_the_digest_is_marked_from_there_on():
    assert layout.markable("One. Two [three. Four.", 9)["sentences"] == [[9, 16], [17, 22]]


def test_a_lesson_has_its_categories_in_order_behind_the_words_relied_on(case, lesson_id):
    found = layout.of_lesson(case, lesson_id)["categories"]
    rows = case.in_order("categories", lesson_id=lesson_id)
    assert [one["id"] for one in found["marks"]] == [marks.RELIED, *(row.category_id for row in rows)]
    assert [(one["label"], one["hint"], one["scope"]) for one in found["marks"][1:]] == [
        (row.label, row.hint, row.scope) for row in rows
    ]
    assert 3 <= len(rows) <= checks.CATEGORIES
    assert [one["id"] for one in found["words"]] == ["stands", "falls"]
