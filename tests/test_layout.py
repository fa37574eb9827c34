import csv
import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from sidebyside import layout, open_case, words
from sidebyside.model import MARKED, Case, LessonClaim, Pair, Prompt, Search, paragraphs

# Read without the helpers: a mistake in a table is an error of each test and not of collecting them all.
with (Path(__file__).parent.parent / "data" / "lessons.csv").open(encoding="utf-8", newline="") as file:
    LESSONS = [row["lesson_id"] for row in csv.DictReader(file)]


@pytest.fixture(params=LESSONS)
def lesson_id(request):
    return request.param


@pytest.fixture
def small(sample):
    """The sample case: one claim, the second excerpt for wider reading."""
    return open_case(sample)


def altered(case, table, **changes):
    """The case with these columns changed in every row of a table; a function is given the row."""

    def changed(row):
        return replace(row, **{name: to(row) if callable(to) else to for name, to in changes.items()})

    return Case(case.title, case.tables | {table: tuple(changed(row) for row in case.rows(table))})


def with_rows(case, **tables):
    return Case(case.title, case.tables | tables)


def turned(case):
    """The case with every table from its end; terms are shown in the order of their file, and of two locators the first."""
    tables = {name: rows if name == "terms" else tuple(reversed(rows)) for name, rows in case.tables.items()}
    second = {row for row in case.rows("locators") if case.locator(row.owner_id) != row}
    tables["locators"] = tuple(sorted(tables["locators"], key=lambda row: row in second))
    return Case(case.title, tables)


def excerpts_of(desk):
    return [excerpt for claim in desk["claims"] for excerpt in claim["excerpts"]]


def prompts_of(desk):
    return [prompt for claim in desk["claims"] for prompt in claim["prompts"]]


def hashes_of(desk):
    return {prompt["id"]: prompt["sha256"] for prompt in prompts_of(desk)}


def test_a_layout_is_ready_for_json(case, lesson_id):
    desk = layout.of_lesson(case, lesson_id)
    assert json.loads(json.dumps(desk)) == desk


def test_a_layout_is_the_same_each_time(case, lesson_id):
    first, second = (json.dumps(layout.of_lesson(case, lesson_id)) for _ in range(2))
    assert first == second


def test_the_order_of_the_files_means_nothing(case, lesson_id):
    assert layout.of_lesson(turned(case), lesson_id) == layout.of_lesson(case, lesson_id)


def keys_of(case, lesson_id):
    """The key of every question a lesson asks: one of no claim is asked of each, and while reading of each excerpt.

    To corroborate takes two.
    """
    claims = [row.claim_id for row in case.rows("lesson_claims", lesson_id=lesson_id)]
    pairs = [f"{row.claim_id}:{row.excerpt_id}" for row in case.rows("pairs", lesson_id=lesson_id)]
    for row in case.rows("prompts", lesson_id=lesson_id):
        beside = [name for name in claims if sum(pair.startswith(f"{name}:") for pair in pairs) > 1]
        of_each = pairs if row.step in ("source", "weigh") else beside if row.step == "corroborate" else claims
        yield from [row.prompt_id] if row.claim_id else [f"{row.prompt_id}:{one}" for one in of_each]


def test_every_question_of_the_lesson_is_asked_once(case, lesson_id):
    asked = [prompt["id"] for prompt in prompts_of(layout.of_lesson(case, lesson_id))]
    assert asked
    assert len(set(asked)) == len(asked)
    assert sorted(asked) == sorted(keys_of(case, lesson_id))
    known = {row.prompt_id for row in case.rows("prompts", lesson_id=lesson_id)}
    assert {key.split(":")[0] for key in asked} == known


def test_the_key_of_a_question_says_of_what_it_is_asked(case, lesson_id):
    for claim in layout.of_lesson(case, lesson_id)["claims"]:
        for prompt in claim["prompts"]:
            _, *about = prompt["id"].split(":")
            assert about in ([], [claim["id"], *filter(None, [prompt["excerpt"]])])


def test_a_question_of_no_claim_is_asked_of_the_claim_and_of_each_excerpt(small):
    of_all = tuple(Prompt(f"P9-{at}", "00", at, step, "text", None, None, "?") for at, step in enumerate(words.STEPS))
    (claim,) = layout.of_lesson(with_rows(small, prompts=of_all), "00")["claims"]
    assert [(prompt["id"], prompt["step"], prompt["excerpt"]) for prompt in claim["prompts"]] == [
        ("P9-0:K1", "predict", None),
        ("P9-1:K1:F1", "source", "F1"), ("P9-1:K1:F2", "source", "F2"),
        ("P9-2:K1:F1", "weigh", "F1"), ("P9-2:K1:F2", "weigh", "F2"),
        ("P9-3:K1", "judge", None), ("P9-4:K1", "corroborate", None), ("P9-5:K1", "second", None),
    ]  # fmt: skip
    hashes = [prompt["sha256"] for prompt in claim["prompts"]]
    assert hashes[1] == hashes[3] != hashes[2] == hashes[4]  # of the excerpt it is asked of
    assert hashes[0] == hashes[5] not in hashes[1:5]


def test_every_question_stands_in_a_step_and_beside_an_excerpt_of_its_claim(case, lesson_id):
    for claim in layout.of_lesson(case, lesson_id)["claims"]:
        steps = {step["id"] for step in claim["steps"]}
        excerpts = {excerpt["id"] for excerpt in claim["excerpts"]} | {None}
        for prompt in claim["prompts"]:
            assert prompt["step"] in steps
            assert prompt["excerpt"] in excerpts


def test_every_claim_and_pair_of_the_lesson_lies_on_the_desk(case, lesson_id):
    desk = layout.of_lesson(case, lesson_id)
    pairs = [(claim["id"], excerpt["id"]) for claim in desk["claims"] for excerpt in claim["excerpts"]]
    assert sorted(pairs) == sorted((row.claim_id, row.excerpt_id) for row in case.rows("pairs", lesson_id=lesson_id))
    assert [claim["id"] for claim in desk["claims"]] == [
        row.claim_id for row in case.in_order("lesson_claims", lesson_id=lesson_id)
    ]


def test_each_step_with_a_question_is_there_in_the_order_of_thought(case, lesson_id):
    for claim in layout.of_lesson(case, lesson_id)["claims"]:
        asked = {prompt["step"] for prompt in claim["prompts"]}
        assert claim["steps"] == [{"id": step, "label": label} for step, label in words.STEPS.items() if step in asked]


def test_a_claim_beside_which_something_stands_is_read_weighed_and_judged(case, lesson_id):
    for claim in layout.of_lesson(case, lesson_id)["claims"]:
        steps = {step["id"] for step in claim["steps"]}
        assert steps >= ({"source", "weigh", "judge"} if claim["excerpts"] else {"judge"})
        assert claim["excerpts"] or not steps & {"source", "weigh"}


def test_a_step_without_a_question_is_left_out(case, lesson_id):
    without = with_rows(case, prompts=tuple(row for row in case.rows("prompts") if row.step != "judge"))
    for before, after in zip(*(layout.of_lesson(each, lesson_id)["claims"] for each in (case, without)), strict=True):
        assert [step for step in before["steps"] if step["id"] != "judge"] == after["steps"] != before["steps"]


def test_every_question_that_is_not_free_text_has_options(case, lesson_id):
    for prompt in prompts_of(layout.of_lesson(case, lesson_id)):
        assert prompt["options"] == [list(option) for option in words.OPTIONS.get(prompt["kind"], {}).items()]
        assert bool(prompt["options"]) == (prompt["kind"] not in ("text", *MARKED))


def test_no_text_of_a_claim_is_lost_on_the_way(case, lesson_id):
    for claim in layout.of_lesson(case, lesson_id)["claims"]:
        row = case.claim(claim["id"])
        assert "".join(part["text"] for part in claim["statement"]) == row.statement
        for name in ("label", "portrayal", "history", "strongest"):
            assert claim[name] == getattr(row, name)
        assert claim["paragraph"] == case.locator(claim["id"]).paragraph
        assert claim["kicker"] == words.DESK["from_review"].format(paragraph=claim["paragraph"])


def test_no_text_of_an_excerpt_is_lost_on_the_way(case, lesson_id):
    for claim in layout.of_lesson(case, lesson_id)["claims"]:
        for excerpt in claim["excerpts"]:
            row = case.excerpt(excerpt["id"])
            work = case.work(row.work_id)
            assert excerpt["paragraphs"] == list(paragraphs(row.rendering))
            assert (excerpt["label"], excerpt["note"], excerpt["plain"]) == (row.label, row.note, row.plain)
            assert excerpt["source"]["work"] == f"{work.title}, {row.section}"
            assert excerpt["source"]["author"] == f"{work.author}, {words.RELATIONS[work.relation]}"
            assert (excerpt["source"]["audience"], excerpt["source"]["stake"]) == (work.audience, work.stake)
            assert excerpt["terms"] == [
                {"original": term.original, "language": term.language, "gloss": f"{term.gloss.rstrip('.')}.", "why": term.why}
                for term in case.rows("terms", excerpt_id=excerpt["id"])
            ]
            answers = case.rows("worked", claim_id=claim["id"], excerpt_id=excerpt["id"])
            assert excerpt["worked"] == [part for answer in answers for part in paragraphs(answer.text)]


def test_nothing_that_is_for_teachers_reaches_a_desk(small):
    shown = json.dumps(layout.of_lesson(small, "00"), ensure_ascii=False)
    reasons = [row.reason for row in small.rows("teacher/readings")]
    texts = [row.text for table in ("teacher/notes", "teacher/samples") for row in small.rows(table)]
    assert reasons
    assert texts
    assert [text for text in reasons + texts if text in shown] == []


def letter_changed(text):
    """A text with another letter behind it."""
    return f"{text} {'b' if text.endswith('a') else 'a'}"


def test_a_letter_changed_in_a_rendering_changes_the_hash_of_the_questions_about_it(case, lesson_id):
    before = layout.of_lesson(case, lesson_id)
    chosen = excerpts_of(before)[0]["id"]
    after = altered(
        case, "excerpts", rendering=lambda row: letter_changed(row.rendering) if row.excerpt_id == chosen else row.rendering
    )
    about_it = {prompt["id"] for prompt in prompts_of(before) if prompt["excerpt"] == chosen}
    assert about_it
    assert differing(before, layout.of_lesson(after, lesson_id)) == about_it


def test_a_letter_changed_in_a_claim_changes_the_hash_of_the_questions_about_it(case, lesson_id):
    before = layout.of_lesson(case, lesson_id)
    chosen = before["claims"][-1]
    after = altered(
        case, "claims", history=lambda row: letter_changed(row.history) if row.claim_id == chosen["id"] else row.history
    )
    about_it = {prompt["id"] for prompt in chosen["prompts"] if not prompt["excerpt"]}
    assert about_it
    assert differing(before, layout.of_lesson(after, lesson_id)) == about_it


def test_a_letter_changed_in_a_question_changes_its_hash(case, lesson_id):
    before = layout.of_lesson(case, lesson_id)
    after = layout.of_lesson(altered(case, "prompts", text=lambda row: letter_changed(row.text)), lesson_id)
    assert differing(before, after) == set(hashes_of(before))


def differing(before, after):
    """The questions whose hash is another now."""
    old, new = hashes_of(before), hashes_of(after)
    assert set(old) == set(new)
    return {name for name in old if old[name] != new[name]}


def test_a_comma_changed_in_a_rendering_leaves_the_hash_as_it_was(case, lesson_id):
    before = layout.of_lesson(case, lesson_id)
    assert any("," in text for excerpt in excerpts_of(before) for text in excerpt["paragraphs"])
    mended = altered(case, "excerpts", rendering=lambda row: row.rendering.replace(", ", "; "))
    assert differing(before, layout.of_lesson(mended, lesson_id)) == set()


def test_every_hash_is_one(case, lesson_id):
    for value in hashes_of(layout.of_lesson(case, lesson_id)).values():
        assert re.fullmatch("[0-9a-f]{64}", value)


# What the sample shows


def written(case):
    return [excerpt["source"]["written"] for excerpt in excerpts_of(layout.of_lesson(case, "00"))]


def test_a_source_was_written_when_its_section_was_or_else_its_work(small):
    assert written(small) == ["May 1904", "1905"]
    assert written(altered(small, "sections", written=None)) == ["1902 to May 1904", "1905"]
    assert written(with_rows(small, sections=())) == ["1902 to May 1904", "1905"]
    assert written(altered(small, "works", written=None)) == ["May 1904", "1905"]


def test_a_source_without_a_date_says_so(small):
    undated = altered(altered(small, "works", written=None), "sections", written=None)
    assert written(undated) == [words.DESK["unknown"]] * 2


def placed(small, roles):
    """The excerpts of a desk on which the same is read in these roles, as (id, role, group)."""
    first, locator = small.excerpt("F1"), small.locator("F1")
    case = with_rows(
        small,
        excerpts=tuple(replace(first, excerpt_id=f"X{at}") for at in range(len(roles))),
        locators=(*small.rows("locators"), *(replace(locator, owner_id=f"X{at}") for at in range(len(roles)))),
        pairs=tuple(Pair("00", "K1", f"X{at}", order, role, 2) for at, (role, order) in enumerate(roles)),
        prompts=(),
    )
    return [(excerpt["id"], excerpt["role"], excerpt["group"]) for excerpt in excerpts_of(layout.of_lesson(case, "00"))]


def test_what_all_read_comes_first_then_the_sets_then_wider_reading():
    assert list(words.ROLES) == ["core", "A", "B", "C", "D", "wider"]


def test_excerpts_stand_by_role_and_then_by_order(small):
    roles = [("wider", 1), ("D", 2), ("B", 3), ("A", 9), ("core", 8), ("A", 4), ("C", 6), ("core", 7), ("wider", 5)]
    assert placed(small, roles) == [
        ("X7", "core", ""), ("X4", "core", ""), ("X5", "A", "Set A"), ("X3", "A", "Set A"), ("X2", "B", "Set B"),
        ("X6", "C", "Set C"), ("X1", "D", "Set D"), ("X0", "wider", "Wider reading"), ("X8", "wider", "Wider reading"),
    ]  # fmt: skip


@pytest.mark.parametrize("role", words.ROLES)
def test_excerpts_that_are_all_for_the_same_readers_do_not_say_so(small, role):
    assert placed(small, [(role, 2), (role, 1)]) == [("X1", role, ""), ("X0", role, "")]


def groups(small, *roles):
    """What a desk says of claims for these readers, in order."""
    first, locator = small.claim("K1"), small.locator("K1")
    ids = [f"K{at}" for at in range(1, len(roles) + 1)]
    claims = tuple(replace(first, claim_id=name) for name in ids)
    locators = tuple(replace(locator, owner_id=name) for name in ids)
    links = tuple(LessonClaim("00", name, at, role) for at, (name, role) in enumerate(zip(ids, roles, strict=True)))
    case = with_rows(small, claims=claims, locators=(*small.rows("locators"), *locators), lesson_claims=links)
    return [claim["role"] for claim in layout.of_lesson(case, "00")["claims"]]


def test_claims_say_for_whom_they_are(small):
    assert groups(small, *words.ROLES) == list(words.ROLES.values())
    assert groups(small, "core", "A", "A", "wider") == ["", "Set A", "Set A", "Wider reading"]


@pytest.mark.parametrize("role", words.ROLES)
def test_claims_that_are_all_for_the_same_readers_do_not_say_so(small, role):
    assert groups(small, role) == [""]
    assert groups(small, role, role) == ["", ""]


def test_where_we_looked_stands_in_the_order_of_the_searches(small):
    (first,) = small.rows("searches")
    looked = [replace(first, search_id=name, looked_for=name) for name in ("SE10", "SE2", "SE1")]
    others = (Search("SE3", "F1", "not of the claim", "x", "2026", "x"), Search("SE4", "K2", "of another", "x", "2026", "x"))
    (claim,) = layout.of_lesson(with_rows(small, searches=(*looked, *others)), "00")["claims"]
    assert [search["looked_for"] for search in claim["searches"]] == ["SE1", "SE2", "SE10"]
    assert claim["searches"][0] == {
        "looked_for": "SE1", "where": first.where, "result": first.result, "date": "15 January 2026",
    }  # fmt: skip


@pytest.mark.parametrize(("seen", "said"), words.SEEN.items())
def test_what_was_made_says_how_much_of_the_passage_was_seen(small, seen, said):
    made = [excerpt["made"] for excerpt in excerpts_of(layout.of_lesson(altered(small, "locators", seen=seen), "00"))]
    digest = words.METHODS["digest"].format(language="English")
    assert made == [f"{digest} {said}" if said else digest] * 2


@pytest.mark.parametrize("method", words.METHODS)
def test_what_was_made_says_how_and_from_which_language(small, method):
    german = altered(small, "excerpts", method=method, source_language="de")
    for excerpt in excerpts_of(layout.of_lesson(german, "00")):
        assert excerpt["made"] == words.METHODS[method].format(language="German")


def test_a_language_without_a_name_is_said_by_its_tag(small):
    for excerpt in excerpts_of(layout.of_lesson(altered(small, "excerpts", source_language="yi"), "00")):
        assert "yi" in excerpt["made"]
        assert "{" not in excerpt["made"]


def test_a_worked_answer_lies_only_beside_the_pair_it_is_for(small):
    def worked(case):
        return {excerpt["id"]: excerpt["worked"] for excerpt in excerpts_of(layout.of_lesson(case, "00"))}

    (answer,) = small.rows("worked")
    assert worked(small) == {"F1": [], "F2": answer.text.split(" ¶ ")}
    assert len(worked(small)["F2"]) == 2
    assert worked(altered(small, "worked", claim_id="K2")) == {"F1": [], "F2": []}


def test_a_lesson_that_is_not_there_is_an_error(case):
    with pytest.raises(KeyError, match="XX"):
        layout.of_lesson(case, "XX")


@pytest.mark.parametrize(
    ("iso", "readable"),
    [
        ("1919", "1919"),
        ("1918-03", "March 1918"),
        ("1918-03-09", "9 March 1918"),
        ("1918-12-31", "31 December 1918"),
        ("1919/1920-05-29", "1919 to 29 May 1920"),
        ("1918-01/1918-02", "January 1918 to February 1918"),
    ],
)
def test_a_date_can_be_read(iso, readable):
    assert layout.readable_date(iso) == readable


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("", []),
        ("none at all", ["none at all"]),
        ("“all of it”", ["“all of it”*"]),
        ("one “a b” and “c” end", ["one ", "“a b”*", " and ", "“c”*", " end"]),
        ("“a”“b”", ["“a”*", "“b”*"]),
        ("“never closed", ["“never closed"]),
        ("closed only” here", ["closed only” here"]),
        ('straight "quotes" stay', ['straight "quotes" stay']),
    ],
)
def test_quoted_parts_are_told_apart_and_nothing_is_lost(text, parts):
    found = layout.quoted_parts(text)
    assert [part["text"] + "*" * part["quoted"] for part in found] == parts
    assert "".join(part["text"] for part in found) == text
