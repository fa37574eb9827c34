"""What a learner does to mark words, and what of it is in the journal."""

import re

from playwright.sync_api import expect

from laboratory import desk
from learning import shown, step
from sidebyside import journal, learners, marking_words, marks

SAY = marking_words.MARKING
TRAIN, START = "04-the-train.ipynb", "00-start-here.ipynb"
CLAIM, EXCERPT = "K15", "B2"
KEY = f"P04-9:{CLAIM}:{EXCERPT}"
RELIED = marking_words.RELIED_ON[marks.RELIED][0]

# selects words of the passage in front as a finger does: the browser only says that the selection has changed
SELECT = """(surface, [words, nth]) => {
  const text = surface.textContent;
  let at = -1;
  for (let n = 0; n < nth; n += 1) at = text.indexOf(words, at + 1);
  const range = document.createRange();
  const walker = document.createTreeWalker(surface, NodeFilter.SHOW_TEXT);
  for (let leaf = walker.nextNode(), from = 0; leaf; leaf = walker.nextNode()) {
    const to = from + leaf.data.length;
    if (at >= from && at < to) range.setStart(leaf, at - from);
    if (at + words.length > from && at + words.length <= to) range.setEnd(leaf, at + words.length - from);
    from = to;
  }
  const {left, right, top, bottom} = range.getBoundingClientRect();
  const first = range.getClientRects()[0], last = [...range.getClientRects()].pop();
  if (nth > 0) { getSelection().removeAllRanges(); getSelection().addRange(range); }
  return [first.left + 1, (first.top + first.bottom) / 2, last.right - 1, (last.top + last.bottom) / 2];
}"""


def fold_files(page):
    """Put the list of files away, which leaves a narrow page no room."""
    page.locator(".jp-SideBar.jp-mod-left .lm-mod-current").click()


def read(page, at=1, number=2):
    """Turn to the passage."""
    desk(page).get_by_label("Which claim?").select_option(str(at))
    step(page, "Read and weigh")
    shown(page).get_by_role("button", name=re.compile(rf"^(answered: )?{number} ")).first.click()


def surface(page):
    return shown(page).locator(".surface").locator("visible=true").first


def bar(page):
    return shown(page).locator(".bar").locator("visible=true").first


def category(page, name):
    return bar(page).get_by_role("button", name=name)


def select(page, words, nth=1):
    surface(page).evaluate(SELECT, [words, nth])


def mark(page, words, name, nth=1):
    select(page, words, nth)
    expect(bar(page).locator(".picked")).to_contain_text("Chosen")
    category(page, name).click()


def drag(page, words):
    """Select with the mouse."""
    surface(page).scroll_into_view_if_needed()
    left, top, right, bottom = surface(page).evaluate(SELECT.replace("nth > 0", "false"), [words, 1])
    page.mouse.move(left, top)
    page.mouse.down()
    page.mouse.move(right, bottom, steps=4)
    page.mouse.up()


def kept(folder, key=KEY, lesson="04"):
    """The marks in the journal."""
    where = folder / "journal"
    path = where / f"{lesson}.jsonl"
    answers = journal.fold(path, learners.current(where)).answers if path.exists() else {}
    return marks.parse(answers[key]["value"]) if key in answers else ()


def exact(folder, **more):
    return [(one.exact, one.category) for one in kept(folder, **more)]


def painted(page):
    """What is painted, as (kind of line, words)."""
    return surface(page).evaluate("node => [...node.querySelectorAll('mark')].map(one => [one.className, one.textContent])")


def rows(page):
    return shown(page).locator(".mine").locator("visible=true").get_by_role("listitem")


def text_of(case, excerpt_id=EXCERPT):
    return "\n".join(case.excerpt(excerpt_id).paragraphs)
