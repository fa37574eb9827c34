import pytest

from sidebyside import wording


@pytest.mark.parametrize(("left", "right", "ways"), [
    ("the lamp", "the lamp", ()),
    ("the\n lamp", "the lamp", ()),
    ("key-\nhole", "keyhole", ()),
    ("key-\n  hole", "key-hole", ()),
    ("key\u00adhole", "keyhole", ()),
    ("lamp\u200b", "lamp", ()),
    ("The lamp", "the lamp", ("case",)),
    ("lamp, ", "lamp ", ("punctuation",)),
    ("lamp! ", "lamp? ", ("punctuation",)),
    ("it’s", "it's", ("typography",)),
    ("it’s", "its", ("punctuation",)),
    ("“lamp” ", '"lamp" ', ("typography",)),
    ("lamp -- ", "lamp — ", ("typography",)),
    ("_lamp_", "lamp", ("typography",)),
    ("lamp...", "lamp…", ("typography",)),
    ("lamp . . .", "lamp…", ("typography",)),
    ("key-hole", "keyhole", ("punctuation",)),
    ("rôle", "role", ("accents",)),
    ("ещё", "еще", ("accents",)),
    ("ко\u0301ни", "кони", ("accents",)),
    ("lamp[12] ", "lamp ", ("notes",)),
    ("lamp² ", "lamp ", ("notes",)),
    ("lamp\u202e ", "lamp ", ("hidden",)),
    ("lamp\x1b ", "lamp ", ("hidden",)),
    ("LAMP, ", "lamp ", ("case", "punctuation")),
    ("Rôle”", 'role"', ("case", "accents", "typography")),
    ("ﬁre", "fire", ("case",)),
    ("", "", ()),
])  # fmt: skip
def test_the_ways_in_which_the_same_words_differ(left, right, ways):
    assert wording.ways(left, right) == ways
    assert wording.ways(right, left) == ways


def test_a_letter_with_a_breve_is_a_letter_of_its_own():
    assert wording.key("мой") == "мой" != wording.key("мои")
    assert wording.keys(("мой", "всё", "plain", "été")) == ["мой", "все", "plain", "ete"]


@pytest.mark.parametrize(("left", "right", "is_same"), [
    ("keyhole", "key- hole", True), ("keyhole", "key-\nhole", True), ("keyhole", "key hole", False), ("key", "hole", False),
    ("Keyhole", "key- hole", False),
])  # fmt: skip
def test_words_divided_by_a_line_end_that_became_a_blank(left, right, is_same):
    assert wording.joined(left, right) is is_same


def test_long_pieces_take_no_long_time():
    assert wording.ways("a" + "-" * 100_000, "a") == ("punctuation",)
    assert wording.ways("\n" * 100_000, "") == ()
