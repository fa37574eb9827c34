"""Many claims, many excerpts, and the author's own words: in JupyterLab, in Chromium."""

import contextlib
import os
import re
import shutil
import signal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from laboratory import desk, kernels, lab, open_all, open_notebook, panel, run_all, save
from sidebyside import journal, layout, learners, words
from sidebyside.model import MARKED

pytestmark = pytest.mark.browser
# a proxy nobody listens at: what a kernel asks of the network is refused at once, and no test fetches anything
OFFLINE = dict.fromkeys(("HTTP_PROXY", "HTTPS_PROXY"), "http://127.0.0.1:9") | {"NO_PROXY": "127.0.0.1"}
TRAIN, OPEN = "04-the-train.ipynb", "open-desk.ipynb"
STEPS = list(words.STEPS.values())
SAVED = re.compile(r"^Saved \d\d:\d\d$")


def step(page, label):
    desk(page).get_by_role("button", name=re.compile(rf"{label}$")).first.click()


def shown(page):
    return desk(page).locator("section.step:not([hidden])")


def choose_claim(page, at):
    desk(page).get_by_label(words.DESK["choose_claim"]).select_option(str(at))


def newest(folder, lesson):
    where = folder / "journal"
    return {k: r["value"] for k, r in journal.fold(where / f"{lesson}.jsonl", learners.current(where)).answers.items()}


def test_every_claim_and_every_excerpt_of_the_train_can_be_weighed(page, opened, case):
    folder = opened(TRAIN)
    expected = {}
    for at, claim in enumerate(layout.of_lesson(case, "04")["claims"]):
        choose_claim(page, at)
        expect(desk(page).locator("blockquote").first).to_have_text("".join(part["text"] for part in claim["statement"]))
        step(page, "Read and weigh")
        folds = shown(page).locator("nav details")
        if any(excerpt["role"] == "wider" and excerpt["group"] for excerpt in claim["excerpts"]):
            folds.locator("summary").click()
        else:
            expect(folds).to_have_count(0)
        for number, excerpt in enumerate(claim["excerpts"], 1):
            if len(claim["excerpts"]) > 1:
                shown(page).get_by_role("button", name=re.compile(rf"^(answered: )?{number} ")).click()
            expect(shown(page).get_by_text(excerpt["paragraphs"][0])).to_be_visible()
            bearing = next(one for one in claim["prompts"] if one["excerpt"] == excerpt["id"] and one["kind"] == "bearing")
            group = shown(page).get_by_role("group", name=bearing["text"]).locator("visible=true")
            expect(group).to_have_count(1)
            group.get_by_role("radio", name=words.OPTIONS["bearing"]["complicates"]).check()
            expected[bearing["id"]] = "complicates"
    expect(desk(page).locator(".state")).to_have_text(SAVED)
    assert newest(folder, "04") == expected
    assert len(expected) > 20


def test_a_worked_answer_waits_for_an_attempt(page, opened, case):
    opened(TRAIN)
    claim = layout.of_lesson(case, "04")["claims"][0]
    assert claim["excerpts"][0]["worked"]
    step(page, "Read and weigh")
    worked = shown(page).get_by_text(words.DESK["worked"])
    expect(worked).to_be_hidden()
    first = claim["excerpts"][0]["id"]
    for prompt in (
        one for one in claim["prompts"] if one["excerpt"] == first and one["step"] == "weigh" and one["kind"] not in MARKED
    ):
        if prompt["options"]:
            group = shown(page).get_by_role("group", name=prompt["text"]).locator("visible=true")
            group.get_by_role("radio").first.check()
        else:
            shown(page).get_by_label(prompt["text"]).locator("visible=true").fill("It names three dead.")
    worked.click()
    expect(shown(page).get_by_text(claim["excerpts"][0]["worked"][0])).to_be_visible()
    assert not any(one["worked"] for other in layout.of_lesson(case, "04")["claims"][1:] for one in other["excerpts"])


def test_a_step_is_done_with_the_core_and_wider_reading_may_wait(page, opened, case):
    opened(TRAIN)
    choose_claim(page, 1)
    claim = layout.of_lesson(case, "04")["claims"][1]
    core = [one["id"] for one in claim["excerpts"] if one["role"] == "core"]
    assert 0 < len(core) < len(claim["excerpts"])
    step(page, "Source")
    ticked = desk(page).get_by_role("button", name="answered: Source")
    for number, _ in enumerate(core, 1):
        expect(ticked).to_have_count(0)
        shown(page).get_by_role("button", name=re.compile(rf"^(answered: )?{number} ")).click()
        shown(page).get_by_role("radio", name="partly").locator("visible=true").check()
    expect(ticked).to_have_count(1)


def test_the_desk_opens_where_the_last_answer_was_given(page, opened):
    opened(OPEN)
    choose_claim(page, 7)
    text = desk(page).locator("blockquote").first.inner_text()
    shown(page).get_by_role("textbox").first.fill("A letter.")
    expect(desk(page).locator(".state")).to_have_text(SAVED)
    run_all(page)
    expect(desk(page).locator("blockquote").first).to_have_text(text)
    expect(desk(page).locator(".note")).to_contain_text("A letter.")


def test_every_claim_of_the_review_opens_and_one_without_excerpts_says_where_we_looked(page, opened, case):
    opened(OPEN)
    claims = layout.of_lesson(case, "99")["claims"]
    assert len(claims) == len(case.rows("claims"))
    alone = 0
    for at, claim in enumerate(claims):
        choose_claim(page, at)
        expect(desk(page).locator("blockquote").first).to_have_text("".join(part["text"] for part in claim["statement"]))
        if not claim["excerpts"]:
            expect(desk(page).get_by_text(words.DESK["nothing_beside"])).to_be_visible()
            expect(desk(page).get_by_text(claim["searches"][0]["result"])).to_be_visible()
            alone += 1
    assert alone == sum(not claim["excerpts"] for claim in claims)
    assert page.errors == []


def test_a_keyboard_alone_goes_from_claim_to_claim_and_passage_to_passage(page, opened):
    opened(TRAIN)
    keys = page.keyboard
    desk(page).get_by_label(words.DESK["choose_claim"]).focus()
    keys.press("ArrowDown")
    expect(desk(page).get_by_role("button", name=STEPS[2])).to_be_visible()
    before = panel(page).locator(".jp-Notebook .jp-Cell").count()
    desk(page).get_by_role("button", name=STEPS[2]).first.focus()
    keys.press("Enter")
    keys.press("Tab")
    expect(shown(page).locator(".excerpts button").first).to_be_focused()
    keys.press("Tab")
    for letter in ("a", "b", "x", "d", "d"):
        keys.press(letter)
    keys.press("Enter")
    expect(shown(page).locator(".excerpts [aria-current]")).to_have_text(re.compile("^2 "))
    assert panel(page).locator(".jp-Notebook .jp-Cell").count() == before


def test_a_button_leads_to_the_next_passage_that_all_read_and_to_none_after_the_last(page, opened, case):
    opened(TRAIN)
    choose_claim(page, 1)
    step(page, words.STEPS["weigh"])
    labels = [one["label"] for one in layout.of_lesson(case, "04")["claims"][1]["excerpts"] if one["role"] == "core"]
    leading = shown(page).get_by_role("button", name=re.compile("^Next passage"))
    judge = shown(page).get_by_role("button", name="Next: Judge")
    for label in labels[1:]:
        expect(leading).to_have_text(words.DESK["next_excerpt"].format(label=label))
        assert judge.bounding_box()["x"] - leading.bounding_box()["x"] - leading.bounding_box()["width"] >= 6
        leading.press("Enter")
        expect(shown(page).locator(".excerpts [aria-current]")).to_have_text(re.compile(f"{label}$"))
        expect(shown(page).get_by_role("heading", name=words.STEPS["weigh"])).to_be_focused()
    expect(leading).to_be_hidden()
    expect(judge).to_be_visible()


def test_axe_finds_nothing_in_any_step_of_any_claim(page, opened, case):
    opened(TRAIN)
    looked_at = 0
    for at, claim in enumerate(layout.of_lesson(case, "04")["claims"]):
        choose_claim(page, at)
        for one in claim["steps"]:
            step(page, one["label"])
            open_all(desk(page))
            found = Axe().run(page, context=".desk").response["violations"]
            assert [(bad["id"], [node["html"][:120] for node in bad["nodes"]]) for bad in found] == []
            looked_at += 1
    assert looked_at == 12


@pytest.fixture
def read_with(chromium, root, tmp_path):
    """A page on a JupyterLab of its own that finds texts in a folder of our choice."""
    stack = contextlib.ExitStack()

    def run(name, texts):
        keep, folder = tmp_path / "jupyter", tmp_path / "served"
        keep.mkdir()
        folder.mkdir()
        shutil.copy(root / "notebooks" / name, folder)
        address = stack.enter_context(lab(folder, keep, environment={"SIDEBYSIDE_TEXTS": str(texts)} | OFFLINE))
        page = stack.enter_context(contextlib.closing(chromium.new_context())).new_page()
        page.set_default_timeout(15_000)
        open_notebook(page, address, name)
        run_all(page)
        return page, folder, address

    with stack:
        yield run


def own_words(page):
    """The open panel with the author's own words."""
    step(page, "Read and weigh")
    shown(page).get_by_text(words.DESK["own_words"]).locator("visible=true").click()
    return shown(page).locator("details[open]", has=page.get_by_text(words.DESK["own_words"]))


PASSAGE = re.compile("The severity of.*roads and bridges", re.DOTALL)


def test_the_authors_own_words_stand_in_place_where_the_text_is_here(read_with, texts):
    page, folder, _ = read_with("00-start-here.ipynb", texts)
    panel_of = own_words(page)
    expect(panel_of.locator(".passage")).to_contain_text(PASSAGE)
    expect(panel_of.locator(".around")).to_have_count(0)
    expect(panel_of.locator("blockquote")).to_have_attribute("lang", "en")
    expect(panel_of.get_by_role("textbox")).to_be_hidden()
    panel_of.get_by_role("button", name=words.DESK["around"]).click()
    expect(panel_of.locator(".around")).to_have_count(2)
    expect(panel_of.get_by_role("button", name=words.DESK["around"])).to_be_hidden()
    found = Axe().run(page, context=".desk").response["violations"]
    assert [one["id"] for one in found] == []
    # nothing of it is kept: neither in the journal nor in the notebook
    notebook = folder / "00-start-here.ipynb"
    save(page, notebook)
    kept = [path for path in (notebook, *(folder / "journal").rglob("*")) if path.is_file()]
    assert len(kept) > 1
    for path in kept:
        assert "was conditioned by" not in path.read_text(encoding="utf-8"), path.name


def test_without_the_text_a_learner_is_told_how_and_a_paste_is_compared_and_kept(read_with, texts, tmp_path):
    shelf = tmp_path / "texts"
    shelf.mkdir()
    page, *_ = read_with("00-start-here.ipynb", shelf)
    panel_of = own_words(page)
    expect(panel_of.get_by_text(words.ORIGINAL["fetchable"])).to_be_visible()
    box, compare = panel_of.get_by_role("textbox"), panel_of.get_by_role("button", name=words.DESK["compare"])
    book = (texts / "pg38982.txt").read_text(encoding="latin-1")
    for pasted, grade in (("", "empty"), ("Жестокость", "other-language"), ("bread", "too-short"), (book[9000:10500], "not-it")):
        box.fill(pasted)
        compare.click()
        expect(panel_of.locator(".verdict")).to_contain_text(words.PASTED[grade][:28])
    passage = PASSAGE.search(book).group()
    box.fill(passage.replace("blockade", "barricade"))
    compare.click()
    expect(panel_of.locator(".verdict").get_by_text("Near enough")).to_be_visible()
    expect(panel_of.locator(".verdict mark")).to_have_text(["barricade"])
    expect(panel_of.locator(".passage")).to_contain_text("barricade")
    expect(compare).to_be_focused()
    # the next learner sees that a word of it differs, and can paste it anew
    run_all(page)
    panel_of = own_words(page)
    expect(panel_of.locator(".passage")).to_contain_text("barricade")
    expect(panel_of.get_by_text(words.ORIGINAL["pasted"])).to_be_visible()
    expect(panel_of.locator("mark")).to_have_text(["barricade"])
    panel_of.get_by_role("textbox").fill(passage)
    panel_of.get_by_role("button", name=words.DESK["compare"]).click()
    expect(panel_of.locator(".passage")).not_to_contain_text("barricade")
    expect(panel_of.locator(".verdict").get_by_text(words.PASTED["same"])).to_be_visible()
    assert [path.name for path in (shelf / "pasted").iterdir()] == ["F1.txt"]


def test_with_a_dead_kernel_asking_for_the_words_says_so(read_with, texts):
    page, _, address = read_with("00-start-here.ipynb", texts)
    stopped = kernels(address)
    for process in stopped:
        os.kill(process, signal.SIGSTOP)
    try:
        panel_of = own_words(page)
        expect(panel_of.get_by_text(words.DESK["not_answering"])).to_be_visible()
    finally:
        for process in stopped:
            os.kill(process, signal.SIGCONT)
    expect(panel_of.locator(".passage")).to_contain_text(PASSAGE)


def test_the_shelf_says_what_is_here_and_its_button_says_what_is_in_the_way(read_with, tmp_path):
    blocked = tmp_path / "texts"
    blocked.write_text("a file where the folder should be", encoding="utf-8")
    page, *_ = read_with("00-start-here.ipynb", blocked)
    shelf = panel(page).locator(".shelf")
    shelf.scroll_into_view_if_needed()
    expect(shelf.get_by_role("listitem").first).to_be_visible()
    get = shelf.get_by_role("button", name=words.SHELF["get"])
    assert get.get_attribute("data-lm-suppress-shortcuts") == "true"
    assert [one["id"] for one in Axe().run(page, context=".shelf").response["violations"]] == []
    get.focus()
    page.keyboard.press("Enter")
    expect(shelf.get_by_text(words.SHELF["without"])).to_be_visible(timeout=60_000)
    expect(get).to_have_attribute("aria-disabled", "false")
    expect(panel(page).locator(".twin", has_text="can be fetched")).to_be_hidden()


def test_the_shelf_of_a_full_folder_has_nothing_to_get(read_with, texts):
    page, *_ = read_with("00-start-here.ipynb", texts)
    shelf = panel(page).locator(".shelf")
    expect(shelf.get_by_text(f"✓ {words.SHELF['here']}").first).to_be_visible()
    expect(shelf.get_by_role("button", name=words.SHELF["get"])).to_be_hidden()
