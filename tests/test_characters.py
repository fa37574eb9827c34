import io
import sys
import unicodedata

import pytest

from sidebyside import characters
from sidebyside.characters import hidden, visible, visible_line

DRAWN = {0x0600, 0x0601, 0x0602, 0x0603, 0x0604, 0x0605, 0x06DD, 0x070F, 0x0890, 0x0891, 0x08E2, 0x110BD, 0x110CD}
JOINERS = {0x200C, 0x200D}


def test_every_control_every_surrogate_and_everything_unseen_is_shown_by_its_number():
    """Of the format characters only those stay that are drawn, join letters, or lay out hieroglyphs."""
    stays = {0x09, 0x0A} | DRAWN | JOINERS | {0xAD} | set(range(0x13430, 0x13440))
    for code in range(sys.maxunicode + 1):
        category = unicodedata.category(chr(code))
        acts = category in ("Cc", "Cf", "Zl", "Zp", "Cs") and code not in stays
        unassigned = code == 0x2065 or 0xE0000 <= code <= 0xE007F  # kept for more of the same
        expected = f"<U+{code:04X}>" if acts or unassigned else chr(code)
        assert visible(chr(code)) == expected


@pytest.mark.parametrize("text", ["👩‍👩‍👧 ❤️", "е\u0301 a\u0308", "می\u200cخواهم", "a\tb\nc\r\nd", "“…” — é", "العربية"])
def test_ordinary_prose_is_left_as_it_is(text):
    assert visible(text) == text


def test_a_carriage_return_alone_is_shown_since_it_would_overwrite_the_line():
    assert visible("all is well\rdanger\r") == "all is well<U+000D>danger<U+000D>"


def test_anything_with_a_text_is_shown():
    assert visible(ValueError("\x07")) == "<U+0007>"
    assert visible(None) == "None"


def test_a_line_stays_one_line():
    assert visible_line("a\nb\r\nc\rd") == "a<U+000A>b<U+000D><U+000A>c<U+000D>d"


@pytest.mark.parametrize(("text", "expected"), [
    ("javascript://a/%0ax", "javascript<U+003A>//a/%0ax"), ("1JavaScript://a", "1JavaScript<U+003A>//a"), ("file:///c", "file<U+003A>///c"),
    ("xhttps://a", "xhttps<U+003A>//a"), ("xdata:ab", "xdata<U+003A>ab"), ("HTTPS://a.b/c:d", "HTTPS://a.b/c:d"),
    ("http://a.b", "http://a.b"), ("claims.csv:3:7 the data: see", "claims.csv:3:7 the data: see"), ("\x1b", "<U+001B>"),
    ("javascript\t://a", "javascript\t://a"),
])  # fmt: skip
def test_only_an_address_of_the_web_stays_one(text, expected):
    assert characters.unlinked(text) == expected


def test_no_cell_may_hold_what_is_shown_by_number_nor_tab_and_line_feed():
    for code in [*range(0x3000), *range(0xFE00, 0x10000), *range(0xE0000, 0xE0080)]:
        character = chr(code)
        expected = visible(character) != character or character in "\t\n"
        assert (hidden(character) is not None) == expected, hex(code)


def test_the_kinds_of_hidden_characters():
    assert [hidden(character) for character in "\0\u202e\x1b\u200b\u200da"] == [
        "nul-byte", "bidi-character", "control-character", "control-character", None, None,
    ]  # fmt: skip


def test_meanwhile_everything_printed_is_visible_and_afterwards_the_streams_are_as_before(capsys):
    streams = sys.stdout, sys.stderr
    with characters.printed_visibly():
        print("\x1b[31mred", "\u202e")
        sys.stderr.writelines(["\x9b", "2J\n"])
        assert sys.stdout.write("\x07") == 1
        assert sys.stdout.encoding == streams[0].encoding
        sys.stdout.flush()
    assert (sys.stdout, sys.stderr) == streams
    assert capsys.readouterr() == ("<U+001B>[31mred <U+202E>\n<U+0007>", "<U+009B>2J\n")


def test_a_printer_can_be_gone_around_by_name():
    beneath = io.StringIO()
    characters.Printer(beneath).beneath.write("\r")
    assert beneath.getvalue() == "\r"


def test_what_is_found_at_once_is_just_what_has_a_kind():
    found = {chr(code) for code in range(sys.maxunicode + 1) if characters.HIDDEN.match(chr(code))}
    assert found == {chr(code) for code in range(sys.maxunicode + 1) if characters.hidden(chr(code))}
    assert len(found) > 150
