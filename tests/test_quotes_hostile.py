"""Whatever is pasted as a quotation gets a plain answer, and no answer takes long."""

import json
import shutil

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lamplight import CAT, LAMP, NIGHT, PIER, RUSSIAN, case_of
from payloads import PAYLOADS
from sidebyside import quotes, seeking
from sidebyside.quote_words import QUOTES

settings.register_profile(
    "same", derandomize=True, max_examples=100, deadline=None, database=None, print_blob=False,
    suppress_health_check=list(HealthCheck),
)  # fmt: skip
settings.load_profile("same")


@pytest.fixture(scope="module")
def shared(root, tmp_path_factory):
    folder = shutil.copytree(root / "tests" / "sample", tmp_path_factory.mktemp("quotes") / "case")
    shutil.copy(root / "data" / "datapackage.json", folder)
    return case_of(folder)


@pytest.fixture
def check(shared):
    return lambda text: quotes.check_quote(text, *shared)


HOSTILE = {
    "controls": "the \x00 lamp \x1b[2J was \x07 lit that \x9b evening at six",
    "bidi": f"\u202e{LAMP}\u2066",
    "emoji": f"🎉 {LAMP} 👩‍👩‍👧",
    "fts": 'NEAR("lamp" OR dark*) AND -the ^of "a" column:x',
    "regex": r"(.*)+$ [a-z]{1,1000} (?:the|of)* \b lamp \\",
    "html": "<script>alert(1)</script><img src=x onerror=alert(1)> the lamp",
    "halves": "\ud800 lamp \udfff was lit that evening",
    "marks": "e" + "\u0301" * 99_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_whatever_is_pasted_gets_a_plain_answer(check, name):
    found = check(HOSTILE[name])
    assert found.grade in quotes.GRADES
    assert json.dumps(found.as_dict())
    assert all(quotes.said(found))


def test_what_is_not_seen_is_counted(check):
    found = check(HOSTILE["bidi"])
    assert (found.grade, found.hidden) == ("exact", 2)
    assert QUOTES["hidden"].format(count=2) in quotes.said(found)
    assert check(LAMP).hidden == 0
    assert check(LAMP.replace("six", "<U+0007>")).hidden == 0


@pytest.mark.parametrize("payload", PAYLOADS, ids=lambda payload: payload.name)
def test_every_payload_gets_a_plain_answer(check, payload):
    assert check(payload.text).grade in quotes.GRADES


LONG = {
    "one word": "a" * 100_000,
    "the same word": "lamp " * 20_000,
    "two words": "the lamp " * 11_000,
    "all of it": (PIER + RUSSIAN) * 60,
    "hyphens and blanks": "a- " * 33_000,
    "hyphens at line ends": "a-\n" * 33_000,
    "tags": "<p>" * 33_000,
    "opened tags": "<" * 100_000,
    "marks": "\"'“" * 33_000,
    "dots": "." * 100_000,
    "halves": "\ud800" * 100_000,
    "blanks": "lamp" + " " * 99_000 + "was lit that evening",
}


@pytest.mark.parametrize("name", LONG)
def test_a_long_paste_gets_an_answer_and_what_is_tried_is_bounded(check, monkeypatch, name):
    """How long it takes is measured by the bench."""
    counted = {"grown": 0, "next": 0}
    grown, next_ = seeking._Growing._grown, seeking._next

    def counting(key, function):
        def called(*arguments):
            counted[key] += 1
            return function(*arguments)

        return called

    monkeypatch.setattr(seeking._Growing, "_grown", counting("grown", grown))
    monkeypatch.setattr(seeking, "_next", counting("next", next_))
    assert check(LONG[name][:100_000]).grade in quotes.GRADES
    assert counted["grown"] < 50_000
    assert counted["next"] < 500_000


def test_what_is_too_long_is_not_looked_at(check, monkeypatch):
    monkeypatch.setattr(quotes.locate, "fold", None)
    found = check("lamp " * 40_000)
    assert (found.grade, quotes.said(found)) == ("too-long", [QUOTES["too-long"]])


_BOTH = f"{LAMP} {NIGHT} {CAT} {PIER}"
PASTES = st.one_of(
    st.text(max_size=200),
    st.lists(st.sampled_from([*_BOTH.split(), "…", "[...]", "-", "the", "<b>", "x-\n", "\u202e"]), max_size=60).map(" ".join),
    st.tuples(st.integers(0, len(_BOTH)), st.integers(0, 300)).map(lambda cut: _BOTH[cut[0] : cut[0] + cut[1]]),
)


@given(text=PASTES)
def test_no_paste_makes_an_exception_and_what_is_counted_adds_up(shared, text):
    found = quotes.check_quote(text, *shared)
    assert found.grade in quotes.GRADES
    assert 0 <= found.agree <= found.of
    assert (found.grade in ("exact", "same-words", "words-left-out", "words-changed")) == (len(found.parts) == 1)
    assert (found.grade == "stitched") == (len(found.parts) > 1)
    assert (found.grade == "exact") <= (found.differences == ())
    for part in found.parts:
        content = shared[1].text(shared[0].edition(part.place.edition_id)).content
        assert 0 <= part.place.start < part.place.end <= len(content)
        for one in part.differences:
            assert part.place.start <= one.start <= one.end <= len(content)
    assert json.dumps(found.as_dict())


@given(first=st.integers(0, 200), size=st.integers(5, 60))
def test_whatever_stands_in_a_text_is_exact(shared, first, size):
    text = shared[1].text(shared[0].edition("ED2"))
    first = min(first, len(text.folded.words) - size)
    quotation = text.content[text.folded.starts[first] : text.folded.ends[first + size - 1]]
    found = quotes.check_quote(quotation, *shared)
    assert (found.grade, found.agree, found.of) == ("exact", size, size)
