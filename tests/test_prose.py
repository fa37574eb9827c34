import pytest

from sidebyside import locate, prose


def split(text, **options):
    return [text[start:end] for start, end in prose.sentences(text, **options)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        (" \n ", []),
        ("One. Two! Three? Four… Five", ["One.", "Two!", "Three?", "Four…", "Five"]),
        ("One.  Two.\n", ["One.", "Two."]),
        ("“One.” Two. (Three.) Four", ["“One.”", "Two.", "(Three.)", "Four"]),
        ("«Один.» Два. — Три!", ["«Один.»", "Два.", "— Три!"]),
        ("“Why?” he asked. She left.", ["“Why?” he asked.", "She left."]),
        ("Mr. Smith, Dr. H. N. Grey and Prof. X came. They sat.", ["Mr. Smith, Dr. H. N. Grey and Prof. X came.", "They sat."]),
        (
            "В 1918 г. Он, т. е. тов. Иванов и И. О. Петров, ушёл. Всё.",
            ["В 1918 г. Он, т. е. тов. Иванов и И. О. Петров, ушёл.", "Всё."],
        ),
        ("See No. 5 and art. 6. No. I will not.", ["See No. 5 and art. 6.", "No.", "I will not."]),
        ("It cost 3.50 roubles. In 1918. 12 men came.", ["It cost 3.50 roubles.", "In 1918.", "12 men came."]),
        ("It was noted.[3] Then. And¹ so.² End", ["It was noted.[3]", "Then.", "And¹ so.²", "End"]),
        ("He wrote … and left. Done", ["He wrote … and left.", "Done"]),
        ("A HEADING\n\nText here. More\nof it.\n\nNext", ["A HEADING", "Text here.", "More\nof it.", "Next"]),
    ],
)
def test_where_sentences_end(text, expected):
    assert split(text) == expected


def test_a_line_is_a_paragraph_only_where_it_is_said():
    assert split("One\ntwo.\nThree", by_line=True) == ["One", "two.", "Three"]
    assert split("One\ntwo.\nThree") == ["One\ntwo.", "Three"]


def test_sentences_of_a_long_text_lie_one_behind_the_other_and_hold_all_words(texts):
    text = (texts / "pg36303.txt").read_text(encoding="utf-8-sig")
    spans = prose.sentences(text)
    assert len(spans) > 1500
    assert all(one[1] <= other[0] for one, other in zip(spans, spans[1:], strict=False))
    assert locate.fold("\n\n".join(text[start:end] for start, end in spans)).words == locate.fold(text).words


@pytest.mark.parametrize(
    ("text", "inner", "expected"),
    [
        ("He said: “It burnt.” Then", "It burnt", "“It burnt.”"),
        ("a (b) c", "b", "(b)"),
        ("_word_, then", "word", "_word_,"),
        ("one—two—three", "two", "two"),
        ("«Да!» — Нет", "Да", "«Да!»"),
        ("word", "word", "word"),
    ],
)
def test_a_passage_takes_the_marks_that_touch_it(text, inner, expected):
    start, end = prose.with_marks(text, text.index(inner), text.index(inner) + len(inner))
    assert text[start:end] == expected


def test_what_is_shown_has_paragraphs_and_whole_words():
    assert (
        prose.shown("The guard-\nhouse  was\nlit.\n \n\nA sol\u00addier, well-known.\n")
        == "The guard-house was lit.\n\nA soldier, well-known."
    )


TEXT = "Zero. One. Two a. THE PASSAGE HERE. Three. Four b. Five."


def around(text, passage, count, low=0, high=None, **options):
    start = text.index(passage)
    return prose.around(text, (start, start + len(passage)), (low, len(text) if high is None else high), count, **options)


@pytest.mark.parametrize(
    ("count", "expected"),
    [
        (-1, ("", "")),
        (0, ("", "")),
        (1, ("Two a.", "Three.")),
        (2, ("One. Two a.", "Three. Four b.")),
        (9, ("Zero. One. Two a.", "Three. Four b. Five.")),
    ],
)
def test_as_many_sentences_stand_around_as_are_asked_for(count, expected):
    assert around(TEXT, "THE PASSAGE HERE.", count) == expected


def test_the_rest_of_a_sentence_the_passage_cuts_counts_as_one():
    assert around("Before. He said that it burnt, and left. Behind.", "it burnt", 1) == ("He said that", ", and left.")


def test_marks_alone_are_no_sentence():
    assert around("One. Two. “ it burnt ” — Three. Four.", "it burnt", 1) == ("Two. “", "” — Three.")


def test_nothing_beyond_the_bounds_is_shown():
    assert around(TEXT, "THE PASSAGE HERE.", 9, TEXT.index("Two"), TEXT.index("Four")) == ("Two a.", "Three.")
    assert around(TEXT, "THE PASSAGE HERE.", 9, TEXT.index("THE"), TEXT.index("THE") + 5) == ("", "")


@pytest.mark.parametrize(
    "tail", ["CHAPTER THE THIRD", "Preface by a friend\n\nN. Aker, postmaster", "THE END.", "II\n\nOf other things", "* * *"]
)
def test_the_heading_of_the_next_section_is_not_shown(tail):
    text = f"The passage. Behind.\n\nLast words.\n\n{tail}\n\nSomebody else speaks."
    assert around(text, "The passage.", 9, 0, text.index("Somebody")) == ("", "Behind.\n\nLast words.")


def test_a_text_far_away_is_not_looked_at():
    text = "Far. " * 100_000 + "Here. " + "Far. " * 100_000
    assert around(text, "Here.", 2) == ("Far. Far.", "Far. Far.")
