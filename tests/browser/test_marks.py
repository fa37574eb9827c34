"""Marking words at the desk in JupyterLab: by mouse, by touch, by keyboard alone; what is kept of it, and what is not."""

import contextlib
import shutil

import pytest
from playwright.sync_api import expect

from laboratory import cells, desk, lab, open_notebook, run_all, wait_until
from learning import SAVED, shown, status, step, weigh
from marking import (
    CLAIM,
    EXCERPT,
    KEY,
    RELIED,
    SAY,
    SELECT,
    START,
    TRAIN,
    bar,
    category,
    drag,
    exact,
    fold_files,
    kept,
    mark,
    painted,
    read,
    rows,
    select,
    surface,
    text_of,
)
from sidebyside import journal, layout, learners, marks

pytestmark = pytest.mark.browser


@pytest.fixture
def opened(page, address, served, root):
    """Opens a lesson in a folder of its own and runs it."""

    def run(name, where=None, on=None):
        folder = (where or served) / f"marking-{len(list((where or served).iterdir()))}"
        folder.mkdir()
        shutil.copy(root / "notebooks" / name, folder)
        open_notebook(on or page, address, f"{folder.name}/{name}")
        run_all(on or page)
        return folder

    return run


@pytest.fixture
def train(opened):
    """A lesson with a passage of which one part is translated and the other a digest."""
    return opened(TRAIN)


def test_words_are_marked_with_the_mouse_and_are_there_again_after_a_reload(page, train, case, artefacts):
    read(page)
    drag(page, "command has capital punishment")
    expect(bar(page).locator(".picked")).to_have_text("Chosen: “command has capital punishment”")
    category(page, "loaded words").click()
    assert painted(page)  # at once: no answer of the notebook is waited for
    expect(category(page, "loaded words")).to_have_attribute("aria-pressed", "true")
    drag(page, "has capital")
    category(page, "reason given").click()
    expect(bar(page).get_by_role("status")).to_have_text("Marked as reason given: “has capital”")
    expect(status(page)).to_have_text(SAVED)
    assert exact(folder := train) == [("command has capital punishment", "MC04-4"), ("has capital", "MC04-2")]
    text = text_of(case)
    assert [marks.anchored(text, one) for one in kept(folder)] == [(one.start, one.end) for one in kept(folder)]
    (excerpt,) = [
        one
        for claim in layout.of_lesson(case, "04")["claims"]
        if claim["id"] == CLAIM
        for one in claim["excerpts"]
        if one["id"] == EXCERPT
    ]
    assert {one.sha256 for one in kept(folder)} == {excerpt["marking"]["sha256"]}
    lines = surface(page).evaluate(
        "node => [...node.querySelectorAll('mark')].map(one => [getComputedStyle(one).textDecorationStyle, one.style.getPropertyValue('--lane')])"
    )
    assert {tuple(line) for line in lines} == {("wavy", "0"), ("dotted", "1")}  # told apart by the kind of line, each in its lane
    drag(page, "has capital")
    category(page, "reason given").click()  # pressed once more it is taken back
    expect(rows(page)).to_have_count(1)
    desk(page).get_by_role("button", name="Undo").click()
    expect(rows(page)).to_have_count(2)
    expect(status(page)).to_have_text(SAVED)
    assert len(kept(folder)) == 2
    run_all(page)
    read(page)
    expect(rows(page)).to_have_count(2)
    assert {name for name, _ in painted(page)} == {"line-2", "line-4"}
    assert page.errors == []


def test_a_mark_gets_a_comment_and_is_removed(page, train):
    read(page)
    for words, name in (
        ("Without repression", "reason given"),
        ("fear that creates armies", RELIED),
        ("the tsar’s army", "who acts"),
    ):
        mark(page, words, name)
    expect(rows(page)).to_have_count(3)
    row = rows(page).nth(1)
    row.get_by_role("button", name="Comment").click()
    note = row.get_by_role("textbox", name="Comment on “fear that creates armies”, words I rely on")
    expect(note).to_be_focused()
    page.keyboard.type("a comment, 🚂 and more")
    expect(note).to_be_focused()  # nothing that is drawn meanwhile takes the focus
    expect(status(page)).to_have_text(SAVED)
    wait_until(lambda: [one.comment for one in kept(train)] == ["", "a comment, 🚂 and more", ""])
    rows(page).nth(0).get_by_role("button", name="Remove").click()
    expect(rows(page).nth(0).get_by_role("button", name="Remove")).to_be_focused()
    rows(page).nth(1).get_by_role("button", name="Remove").click()
    rows(page).nth(0).get_by_role("button", name="Remove").click()
    expect(shown(page).locator(".mine").locator("visible=true")).to_have_count(0)
    expect(bar(page).get_by_role("button", name=SAY["mark_keys"])).to_be_focused()
    expect(status(page)).to_have_text(SAVED)
    assert kept(train) == ()
    assert painted(page) == []


def tab_to(page, locator, key="Tab"):
    for _ in range(60):
        if locator.evaluate("node => node === document.activeElement"):
            return
        page.keyboard.press(key)
    raise AssertionError(f"{locator} is not reached by {key}")


def current(page):
    return surface(page).evaluate("node => document.getElementById(node.getAttribute('aria-activedescendant')).textContent")


def test_words_are_marked_with_the_keyboard_alone(page, train):
    before = cells(page)
    keys = page.keyboard
    read(page)
    shown(page).get_by_role("heading").first.focus()
    toggle = bar(page).get_by_role("button", name=SAY["mark_keys"])
    tab_to(page, toggle)
    keys.press("Enter")
    box = shown(page).get_by_role("listbox", name=SAY["mark_text"])
    expect(box).to_be_focused()
    expect(toggle).to_have_attribute("aria-pressed", "true")
    assert current(page) == "Without"
    expect(box.get_by_role("option", selected=True)).to_have_text("Without")
    for key in ("ArrowRight", "Shift+ArrowRight", "Shift+ArrowRight"):
        keys.press(key)
    expect(box.get_by_role("option", selected=True)).to_have_text(["repression", "no", "army"])
    keys.press("3")
    expect(bar(page).get_by_role("status")).to_have_text("Marked as reason given: “repression no army”")
    expect(box).to_be_focused()
    assert current(page) == "army"
    keys.press("Shift+ArrowLeft")
    keys.press("1")
    keys.press("ArrowDown")
    assert current(page) not in ("army", "no")
    keys.press("ArrowUp")
    assert current(page) in ("repression", "no", "army", "can")
    keys.press("PageDown")
    assert current(page) == "And"
    keys.press("End")  # behind the bracket there are sentences
    assert current(page).startswith("And it was the train")
    keys.press("5")
    expect(bar(page).get_by_role("status")).to_have_text(SAY["mark_wording"])
    keys.press("4")
    keys.press("Home")
    assert current(page) == "Without"
    for key in ("a", "d", "d", "x"):
        keys.press(key)
    keys.press("Enter")
    expect(category(page, RELIED)).to_be_focused()
    keys.press("Shift+Tab")
    expect(box).to_be_focused()
    keys.press("Escape")
    expect(toggle).to_be_focused()
    expect(shown(page).get_by_role("listbox")).to_have_count(0)
    expect(status(page)).to_have_text(SAVED)
    assert [(one.exact[:18], one.category) for one in kept(train)] == [
        ("repression no", "relied"), ("repression no army", "MC04-2"), ("And it was the tra", "MC04-3"),
    ]  # fmt: skip
    tab_to(page, rows(page).nth(2).get_by_role("button", name="Remove"))
    keys.press("Enter")
    tab_to(page, shown(page).get_by_role("button", name=SAY["relied_take"]).locator("visible=true"))
    keys.press("Enter")
    expect(shown(page).get_by_label("Because").locator("visible=true")).to_have_value("“repression no”")
    assert cells(page) == before
    assert page.errors == []


def test_a_finger_selects_and_the_buttons_keep_what_is_selected(chromium, address, opened):
    with contextlib.closing(
        chromium.new_context(viewport={"width": 400, "height": 800}, has_touch=True, is_mobile=True)
    ) as context:
        page = context.new_page()
        folder = opened(TRAIN, on=page)
        fold_files(page)
        read(page)
        select(page, "fear that creates")
        category(page, "who acts").scroll_into_view_if_needed()
        category(page, "who acts").tap()
        expect(rows(page)).to_have_count(1)
        page.evaluate("() => getSelection().removeAllRanges()")  # as a tap elsewhere does: what is chosen is still known
        category(page, "loaded words").tap()
        expect(rows(page)).to_have_count(2)
        expect(status(page)).to_have_text(SAVED)
        assert exact(folder) == [("fear that creates", "MC04-1"), ("fear that creates", "MC04-4")]
        assert desk(page).evaluate("node => node.scrollWidth - node.clientWidth") <= 0


def test_words_relied_on_go_into_the_reason_and_overwrite_nothing(page, train):
    read(page)
    reason = shown(page).get_by_label("Because").locator("visible=true")
    take = shown(page).get_by_role("button", name=SAY["relied_take"]).locator("visible=true")
    expect(take).to_have_count(0)
    reason.fill("He says it himself. ")
    mark(page, "no army can be built", RELIED)
    mark(page, "the command will put", RELIED)
    take.click()
    expect(reason).to_have_value("He says it himself. “no army can be built” “the command will put”")
    take.click()
    expect(reason).to_have_value("He says it himself. “no army can be built” “the command will put”")
    mark(page, "Without repression", RELIED)
    take.click()
    written = "He says it himself. “no army can be built” “the command will put” “Without repression”"
    expect(reason).to_have_value(written)
    expect(status(page)).to_have_text(SAVED)
    where = train / "journal"
    assert journal.fold(where / "04.jsonl", learners.current(where)).answers[f"P04-5:{CLAIM}:{EXCERPT}"]["value"] == written


def test_of_a_digest_whole_sentences_are_marked_and_never_for_their_wording(lesson, folder, case):
    step(lesson, "Read and weigh")
    assert "loaded words" not in bar(lesson).inner_text()
    expect(bar(lesson).locator(".picked")).to_have_text(SAY["mark_sentences"])
    select(lesson, "unbroken front")
    sentence = "There was a single unbroken front, to north and south, to east and west."
    expect(bar(lesson).locator(".picked")).to_have_text(f"Chosen: “{sentence}”")
    category(lesson, "who acts").click()
    expect(status(lesson)).to_have_text(SAVED)
    assert exact(folder, key="P00-9", lesson="00") == [(sentence, "MC00-1")]
    bar(lesson).get_by_role("button", name=SAY["mark_keys"]).click()
    box = shown(lesson).get_by_role("listbox", name=SAY["mark_text_sentences"])
    assert [option.inner_text() for option in box.get_by_role("option").all()][1] == sentence
    expect(box.get_by_role("option", selected=True)).to_have_accessible_description("who acts")


def test_of_a_text_that_is_both_only_the_translation_is_marked_for_its_wording(page, train):
    read(page)
    select(page, "rescue the tsar")
    expect(bar(page).locator(".picked")).to_contain_text("Chosen: “Kerensky tried to rescue the tsar’s army by bringing the")
    expect(category(page, "loaded words")).to_have_attribute("aria-disabled", "true")
    category(page, "loaded words").click(force=True)  # it says that it is disabled, and why when it is pressed
    expect(bar(page).get_by_role("status")).to_have_text(SAY["mark_wording"])
    expect(rows(page)).to_have_count(0)
    select(page, "Here our Russian text ends")
    category(page, "who acts").click(force=True)
    expect(bar(page).get_by_role("status")).to_have_text(SAY["mark_nothing"])  # what is no text of anybody cannot be chosen
    assert kept(train) == ()


def test_partly_asks_which_words_stand_and_keeps_them_when_the_verdict_changes(page, opened, root):
    folder = opened(START)
    step(page, "Judge")
    block = shown(page).locator(".claimwords")
    expect(block).to_be_hidden()
    shown(page).get_by_role("radio", name="partly").check()
    expect(block).to_be_visible()
    mark(page, "capitalist countries backed", "falls")
    mark(page, "In the civil war", "stands")
    expect(status(page)).to_have_text(SAVED)
    found = kept(folder, key="P00-10", lesson="00")
    assert [(one.exact, one.category, one.on) for one in found] == [
        ("In the civil war", "stands", "claim"), ("capitalist countries backed", "falls", "claim"),
    ]  # fmt: skip
    shown(page).get_by_role("radio", name="not supported").check()
    expect(block).to_be_hidden()
    expect(status(page)).to_have_text(SAVED)
    assert kept(folder, key="P00-10", lesson="00") == found
    shown(page).get_by_role("radio", name="partly").check()
    expect(rows(page)).to_have_count(2)


def elsewhere(folder, value):
    """Marks made on another machine, in ignorance of those made here."""
    where = folder / "journal"
    records, _ = journal.merge([where / "04.jsonl"])
    message = {"id": journal.new_id(records[-1]["id"]), "key": KEY, "value": value, "writer": "e" * 8, "seen": {}}
    journal.append(where / "04.jsonl", journal.record_of(message, learners.current(where)))


def test_marks_made_in_two_places_are_told_in_words_and_both_can_be_kept(page, train, case):
    read(page)
    mark(page, "Without repression", "who acts")
    expect(status(page)).to_have_text(SAVED)
    text = text_of(case)
    start = text.index("fear that creates")
    theirs = marks.made(text, start, start + 17, "MC04-4", comment="strong")
    elsewhere(train, marks.value_of([theirs]))
    page.evaluate("window.dispatchEvent(new Event('focus'))")
    rivals = shown(page).get_by_role("group", name="This question was answered differently")
    expect(rivals).to_contain_text("loaded words: “fear that creates” (strong)")
    rivals.get_by_role("button", name=SAY["marks_both"]).click()
    expect(rivals).to_be_hidden()
    expect(rows(page)).to_have_count(2)
    expect(bar(page).get_by_role("button", name=SAY["mark_keys"])).to_be_focused()
    expect(status(page)).to_have_text(SAVED)
    assert exact(train) == [("Without repression", "MC04-1"), ("fear that creates", "MC04-4")]


@pytest.mark.parametrize("value", ["no JSON", '[{"on":"rendering"}]', "[[[", '{"a":1}'])
def test_a_broken_answer_is_shown_as_no_marks_and_left_where_it_is(page, train, value):
    weigh(page)
    expect(status(page)).to_have_text(SAVED)
    elsewhere(train, value)
    run_all(page)
    read(page)
    expect(rows(page)).to_have_count(0)
    assert painted(page) == []
    assert page.errors == []
    assert value in {record["value"] for record in journal.merge([train / "journal/04.jsonl"])[0]}


def test_of_the_authors_own_words_twelve_are_marked_at_most(chromium, root, tmp_path, texts):
    folder, keep = tmp_path / "served", tmp_path / "jupyter"
    folder.mkdir()
    keep.mkdir()
    shutil.copy(root / "notebooks" / START, folder)
    with (
        lab(folder, keep, environment={"SIDEBYSIDE_TEXTS": str(texts)}) as address,
        contextlib.closing(chromium.new_context()) as context,
    ):
        page = context.new_page()
        open_notebook(page, address, START)
        run_all(page)
        step(page, "Read and weigh")
        shown(page).get_by_text("The author’s own words", exact=True).click()
        own = shown(page).locator("blockquote.own .surface")
        expect(own).to_be_visible()
        all_words = marks.words(text := own.inner_text())
        own_bar = shown(page).locator("blockquote.own + .bar")
        own.evaluate(SELECT, [text[: all_words[12][1]].split("\n")[0], 1])
        own_bar.get_by_role("button", name=RELIED).click(force=True)
        expect(own_bar.get_by_role("status")).to_contain_text("twelve can be marked at once, not 1")
        few = text[all_words[1][0] : all_words[4][1]]
        own.evaluate(SELECT, [few, 1])
        own_bar.get_by_role("button", name="loaded words").click()
        expect(rows(page)).to_contain_text(SAY["mark_original"])
        expect(status(page)).to_have_text(SAVED)
        (found,) = kept(folder, key="P00-9", lesson="00")
        assert (found.on, found.exact) == ("original", few)
        assert len(marks.words(found.prefix)) <= 1
        assert len(marks.words(found.suffix)) <= 1
        run_all(page)
        step(page, "Read and weigh")
        expect(rows(page)).to_contain_text(few)
        shown(page).get_by_text("The author’s own words", exact=True).click()
        expect(own.locator("mark")).to_have_text(few.rsplit(" ", 1))


def test_what_a_screen_reader_is_told(page, train):
    read(page)
    mark(page, "no army can be built", "reason given")
    snapshot = shown(page).aria_snapshot()
    for line in (
        '- group "Mark as":',
        '- button "reason given" [pressed]',
        '- status: "Marked as reason given: “no army can be built”"',
        "- 'button \"Remove: “no army can be built”, reason given\"'",
    ):
        assert line in snapshot
    bar(page).get_by_role("button", name=SAY["mark_keys"]).click()
    snapshot = shown(page).aria_snapshot()
    assert f'- listbox "{SAY["mark_text"]}":' in snapshot
    assert '- option "army" [selected]' in snapshot
    expect(surface(page)).to_have_accessible_description(SAY["mark_keys_how"].format(count=5))
