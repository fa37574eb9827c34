"""What holds for every journal: made-up ones by the hundred, each run the same ones."""

import itertools
import json
import os
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sidebyside import carrying, erasing, journal, learners, versions

# The same examples each time, with no time limit and nothing kept between runs: a red run is red for everybody.
settings.register_profile(
    "same",
    derandomize=True,
    max_examples=100,
    deadline=None,
    database=None,
    print_blob=False,
    suppress_health_check=list(HealthCheck),
)
settings.load_profile("same")

MINE, THEIRS = "calm heron", "glad wren"
PAGES = ("aaaaaaaa", "bbbbbbbb", "cccccccc", "dddddddd")
PROMPTS = ("P00-1", "P04-2:K15")
LESSONS = ("00", "04")
NUMBERS = st.integers(0, 30)
NASTY = (
    "\ud83d",
    "\udc00x\ud83d",
    "\0",
    "\u2028\u2029\x85",
    "\x1b[31m\u202e",
    "\r\n\n",
    '"}\n{"',
    "ё🚂e\u0301",
    "",
    "x" * 100_000,
    "\0" * 20_000,
)


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    """Nothing here is about a power cut."""
    monkeypatch.setattr(os, "fsync", lambda descriptor: None)


def name(number):
    """An id; its random part tells the answer after the times are gone."""
    return f"{1_790_000_000_000 + number:015}-{number * 0x9E3779B97F4A7C15 % 2**64:016x}"


def who(record):
    """What stays of an id whatever becomes of times."""
    return record["id"][16:]


# As a browser sends it: a high and a low half beside each other are one letter.
TEXTS = st.one_of(st.text(max_size=30), st.text(st.characters(codec=None), max_size=10), st.sampled_from(NASTY)).map(
    lambda text: text.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")
)
SEEN = st.dictionaries(st.sampled_from(PAGES), NUMBERS.map(name), max_size=3)
TIMES = st.sampled_from([None, "2026-09-21T10:00:00+00:00", "2026-09-22T10:00:00+00:00"])


def answers(schemas=(1, 2), whose=(MINE, THEIRS), texts=TEXTS, most=14):
    """Answers to two questions, each id once, made upon anything: what is there, what is not, what comes later, themselves."""
    return st.lists(
        st.builds(_answer, NUMBERS, st.sampled_from(schemas), st.sampled_from(PAGES), SEEN, st.sampled_from(whose), st.sampled_from(PROMPTS), texts | st.none(), TIMES),
        min_size=1, max_size=most, unique_by=lambda record: record["id"],
    )  # fmt: skip


def _answer(number, schema, writer, seen, learner, prompt, value, time):
    record = {
        "schema": schema, "id": name(number), "prompt_id": prompt, "value": value, "learner": learner, "writer": writer,
        "text_sha256": None, "saved_at": time,
    }  # fmt: skip
    return record | ({"writer": ("browser", writer)[number % 2]} if schema == 1 else {"seen": seen if number % 7 else None})


VERSIONS = answers(whose=(MINE,), texts=st.sampled_from(["one", "two"])).map(
    lambda records: [journal.migrated(each) for each in records]
)


@st.composite
def written(draw, records):
    """The lines of a journal in any order, some twice, some sent again, some torn, some blank."""
    records = draw(records)
    again = [each | {"saved_at": draw(TIMES)} for each in draw(st.lists(st.sampled_from(records), max_size=4))]
    lines = [journal.line(each) for each in [*records, *again]]
    torn = [
        line[: draw(st.integers(1, min(60, len(line) - 2)))] + b"\n"
        for line in draw(st.lists(st.sampled_from(lines), max_size=3))
    ]
    return records, draw(st.permutations([*lines, *torn, b"\n", b"\r\n"]))


class Folder:
    """A folder of journals, gone afterwards."""

    def __init__(self, *lines, lesson="04"):
        self._folder = tempfile.TemporaryDirectory(prefix="properties-")
        self.where = Path(self._folder.name)
        self.path = self.where / f"{lesson}.jsonl"
        if lines:
            self.path.write_bytes(b"\n".join(line if isinstance(line, bytes) else journal.line(line) for line in lines))

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._folder.cleanup()


def state(path, names=MINE):
    """Which answers stand and which stand against them, by what outlives the times."""
    folded = journal.fold(path, names)
    standing = {prompt: (who(answer), answer["value"]) for prompt, answer in folded.answers.items()}
    return standing, {prompt: [(who(rival), rival["value"]) for rival in rivals] for prompt, rivals in folded.rivals.items()}


def held(where):
    """Everything that is read in a folder."""
    return {path.name: journal.read_log([path], journal.answer_fault)[0] for path in learners.journals(where)}


# which answer stands


@given(VERSIONS, st.randoms(use_true_random=False))
def test_there_is_always_a_head_the_newest_is_one_and_no_order_matters(records, chance):
    heads = versions.heads(records)
    assert heads[-1] == max(records, key=lambda each: each["id"])
    assert len({each["writer"] for each in heads}) == len(heads)
    chance.shuffle(records)
    assert versions.heads(records) == heads
    standing = versions.standing(records)
    assert standing.record == heads[-1]
    assert {each["value"] or "" for each in heads} == {each["value"] or "" for each in (standing.record, *standing.rivals)}
    assert len({each["value"] or "" for each in (standing.record, *standing.rivals)}) == 1 + len(standing.rivals)


@given(VERSIONS)
def test_on_one_page_the_last_answer_is_the_one_that_stands(records):
    records = [each | {"writer": PAGES[0]} for each in records]
    assert versions.heads(records) == [max(records, key=lambda each: each["id"])]


@given(VERSIONS, st.sampled_from(PAGES))
def test_a_choice_made_upon_all_heads_ends_the_dispute(records, page):
    seen = {each["writer"]: each["id"] for each in versions.heads(records)}
    choice = records[0] | {"id": name(99), "writer": page, "seen": seen}
    assert versions.heads([*records, choice]) == [choice]


@given(VERSIONS)
def test_what_was_replaced_once_never_comes_back(records):
    """Heads of a part of the answers that are no heads of more of them were replaced; none of those is a head of all."""
    records.sort(key=lambda each: each["id"])
    replaced = set()
    for size in range(1, len(records) + 1):
        heads = {each["id"] for each in versions.heads(records[:size])}
        assert not heads & replaced
        replaced |= {each["id"] for each in records[:size]} - heads


# what a journal comes to


@given(written(answers()))
def test_torn_lines_repeats_and_their_order_change_nothing(made):
    records, lines = made
    with Folder(*lines) as mixed, Folder(*sorted(records, key=lambda each: each["id"])) as plain:
        assert (state(mixed.path), state(mixed.path, THEIRS)) == (state(plain.path), state(plain.path, THEIRS))
        assert {each.reason for each in journal.fold(mixed.path, MINE).skipped} <= {"torn or not JSON"}


@given(answers(schemas=(2,)))
def test_an_answer_is_read_as_it_was_appended(records):
    with Folder() as folder:
        for record in records:
            journal.append(folder.path, record)
        assert journal.merge([folder.path]) == (sorted(records, key=lambda each: each["id"]), ())


@given(written(answers()), written(answers()), written(answers()))
def test_journals_merge_in_any_order_and_twice_to_the_same(first, second, third):
    with Folder(*first[1]) as one, Folder(*second[1]) as two, Folder(*third[1]) as three:
        paths = [one.path, two.path, three.path]
        expected = journal.merge(paths)[0]
        assert [each["id"] for each in expected] == sorted(
            {each["id"] for records, _ in (first, second, third) for each in records}
        )
        for order in itertools.permutations(paths):
            assert journal.merge([*order, *order[:2]])[0] == expected


# the first schema, and a later one


@given(written(answers(schemas=(1,))))
def test_of_the_first_schema_the_greatest_id_stands_and_nothing_stands_against_it(made):
    records, lines = made
    newest = {}
    for record in sorted(records, key=lambda each: each["id"]):
        if record["learner"] == MINE:
            newest[record["prompt_id"]] = who(record), record["value"]
    with Folder(*lines) as folder:
        assert state(folder.path) == (newest, {})


@given(answers())
def test_a_record_of_any_schema_is_brought_into_our_form_once(records):
    for record in records:
        ours = journal.migrated(record)
        assert journal.migrated(ours) == ours
        assert journal.answer_fault(ours) is None
        assert {each: ours[each] for each in journal.REQUIRED} == {each: record[each] for each in journal.REQUIRED}
        assert ours == record or record["schema"] == 1


LATER = st.fixed_dictionaries(
    {"schema": st.integers(3, 99)},
    optional={"id": NUMBERS.map(name), "learner": st.just(THEIRS), "value": TEXTS, "what": st.lists(NUMBERS)},
)


@given(written(answers()), st.lists(LATER, min_size=1, max_size=3))
def test_lines_of_a_newer_schema_keep_every_byte_whatever_is_done(made, later):
    kept = [json.dumps(line).encode() for line in later]
    with Folder(*made[1], *(line + b"\n" for line in kept)) as folder, Folder() as other:
        text = "".join(carrying.exported(folder.where))
        for do in (
            lambda: carrying.take(folder.where, text + "".join(json.dumps(line | {"lesson": "04"}) + "\n" for line in later)),
            lambda: erasing.drop_times(folder.where, [MINE, THEIRS]),
            lambda: journal.append(folder.path, _answer(31, 2, PAGES[0], {}, MINE, PROMPTS[0], "later", None)),
            lambda: erasing.erase(folder.where, [MINE]),
        ):
            do()
            lines = folder.path.read_bytes().split(b"\n")
            assert [line for line in lines if line in kept] == kept
        assert carrying.take(other.where, "".join(f"{line.decode()}\n" for line in kept), lesson="04").new == 0


# carried out and in


@given(written(answers()), written(answers()))
def test_what_is_carried_anywhere_comes_to_the_same_and_twice_is_once(here, there):
    with Folder(*here[1]) as one, Folder(*there[1], lesson="00") as two, Folder() as home:
        for folder in (one, two):
            text = "".join(carrying.exported(folder.where))
            assert carrying.take(home.where, text).refused == ()
            before = {path: path.read_bytes() for path in home.where.iterdir()}
            assert carrying.take(home.where, text).new == 0
            assert {path: path.read_bytes() for path in home.where.iterdir()} == before
        for lesson, folder in zip(("04.jsonl", "00.jsonl"), (one, two), strict=True):
            for names in (MINE, THEIRS):
                home_fold, fold = journal.fold(home.where / lesson, names), journal.fold(folder.path, names)
                assert (home_fold.answers, home_fold.rivals) == (fold.answers, fold.rivals)


@given(st.lists(TEXTS, min_size=1, max_size=6))
def test_any_text_comes_back_and_each_line_can_be_sent(texts):
    records = [_answer(number, 2, PAGES[0], {}, MINE, f"P00-{number}", text, None) for number, text in enumerate(texts, start=1)]
    with Folder(*records) as folder, Folder() as home:
        lines = list(carrying.exported(folder.where))
        assert all(line.encode() and line[:-1].isprintable() for line in lines)
        assert carrying.take(home.where, "".join(lines)).new == len(texts)
        assert [each["value"] for each in journal.merge([home.path])[0]] == texts


@given(answers(), st.lists(st.tuples(st.integers(0, 2), st.integers(0, 13), TIMES), min_size=1, max_size=20))
def test_folders_take_each_other_in_in_any_order_to_the_same(records, parts):
    """Of the same answers each folder has some, with times of its own."""
    shares = [[], [], []]
    for share, at, time in parts:
        record = records[at % len(records)] | {"saved_at": time}
        if all(each["id"] != record["id"] for each in shares[share]):
            shares[share].append(record)
    texts = []
    for share in shares:
        with Folder(*share) as folder:
            texts.append("".join(carrying.exported(folder.where)))
    found = []
    for order in itertools.permutations(texts):
        with Folder() as home:
            for text in order:
                carrying.take(home.where, text)
            found.append(held(home.where))
    with Folder() as two, Folder() as all_three:  # the second and third first, and what comes of them into the first
        carrying.take(two.where, texts[2])
        carrying.take(two.where, texts[1])
        carrying.take(all_three.where, texts[0])
        carrying.take(all_three.where, "".join(carrying.exported(two.where)))
        found.append(held(all_three.where))
    assert all(each == found[0] for each in found)


# taken out


@given(written(answers()), written(answers()))
def test_without_times_the_same_answers_stand_and_later_ones_win(here, there):
    with Folder(*here[1]) as folder:
        (folder.where / "00.jsonl").write_bytes(b"\n".join(there[1]))
        paths = learners.journals(folder.where)
        before, theirs = [state(path) for path in paths], [journal.fold(path, THEIRS).answers for path in paths]
        with Folder() as home:
            carrying.take(home.where, "".join(carrying.exported(folder.where, [MINE], times=False)))
            assert [state(home.where / path.name) for path in paths] == before
        erasing.drop_times(folder.where, [MINE])
        assert [state(path) for path in paths] == before
        assert [journal.fold(path, THEIRS).answers for path in paths] == theirs
        for path in paths:
            mine = [each for each in journal.merge([path])[0] if each["learner"] == MINE]
            assert all(each["saved_at"] is None and each["id"] < name(0) for each in mine)
            assert all(upon < name(0) for each in mine for upon in (each["seen"] or {}).values())
        assert erasing.drop_times(folder.where, [MINE]).lines == 0
        mine = [each for each in journal.merge([folder.path])[0] if (each["learner"], each["prompt_id"]) == (MINE, PROMPTS[0])]
        seen = {each["writer"]: each["id"] for each in mine}
        journal.append(folder.path, _answer(32, 2, "eeeeeeee", seen, MINE, PROMPTS[0], "later", None))
        assert journal.fold(folder.path, MINE).answers[PROMPTS[0]]["value"] == "later"
        assert PROMPTS[0] not in journal.fold(folder.path, MINE).rivals


@given(answers(whose=(MINE,)), answers(schemas=(2,), whose=(MINE,), most=4), st.data())
def test_answers_on_their_way_while_times_are_dropped_replace_what_they_would_have(records, late, data):
    """Made upon what is there, as it was called before."""
    for number, each in enumerate(late, start=40):
        known = [other["id"] for other in records if other["prompt_id"] == each["prompt_id"]]
        seen = data.draw(st.dictionaries(st.sampled_from(PAGES), st.sampled_from(known), max_size=3)) if known else {}
        each |= {"id": name(number), "seen": seen}
    with Folder(*records, *late) as plain, Folder(*records) as folder:
        erasing.drop_times(folder.where, [MINE])
        journal.append(folder.path, *late)
        assert state(folder.path) == state(plain.path)
        erasing.drop_times(folder.where, [MINE])
        assert state(folder.path) == state(plain.path)
        text = "".join(carrying.exported(plain.where))
        assert carrying.take(folder.where, text).new == 0
        assert state(folder.path) == state(plain.path)


@given(written(answers()))
def test_erasing_one_takes_nothing_from_another(made):
    records, lines = made
    with Folder(*lines) as folder:
        theirs = journal.fold(folder.path, THEIRS)
        found = erasing.erase(folder.where, [MINE])
        assert found.lines >= sum(each["learner"] == MINE for each in records)
        left = journal.fold(folder.path, THEIRS)
        assert (left.answers, left.rivals, left.skipped) == (theirs.answers, theirs.rivals, found.unreadable)
        assert journal.fold(folder.path, MINE).answers == {}
        assert not folder.path.exists() or MINE.encode() not in folder.path.read_bytes()
