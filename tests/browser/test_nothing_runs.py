"""Nothing runs, III: what Chromium does with a page in which every text is a payload.

In JupyterLab trusted, untrusted, and trusted with a new kernel; as a page made of the notebook; on paper; and
with the strictest content policy under which JupyterLab itself starts.
"""

import contextlib
import itertools
import os
import re
import shutil
import signal
from types import SimpleNamespace

import nbconvert
import nbformat
import pytest
from playwright.sync_api import expect

from hostile import SHOWN
from laboratory import NOTEBOOK, SHUT_DOWN, desk, kernels, lab, open_notebook, panel, run_all, save
from payloads import ELSEWHERE, sample_case, spoilt
from sidebyside import journal, paper, words

pytestmark = pytest.mark.browser
SAVED = re.compile(r"^Saved \d\d:\d\d$")
HOSTILE = "hostile.ipynb"
CELLS = (
    "import hostile", "desk = hostile.desk()\ndesk", "hostile.twins()", "hostile.shelf()", "hostile.tables()",
    "hostile.timeline()", "desk.answers", "hostile.work()", "hostile.room()", "hostile.exercise()",
)  # fmt: skip
# Lab compiles its schemas (eval) and styles its elements; anywidget loads a module from a blob.
POLICY = (
    "default-src 'none'; script-src 'self' blob: 'unsafe-eval'; style-src 'self' 'unsafe-inline'; img-src 'self' data:;"
    " font-src 'self'; connect-src 'self'; worker-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
)
VIOLATIONS = """window.__violations = [];
document.addEventListener('securitypolicyviolation', e => window.__violations.push([e.violatedDirective, e.blockedURI, e.sourceFile]));"""
# all that our pages are made of; what is not here was not made by us
OURS = set(
    "a blockquote br button cite dd desc details div dl dt em fieldset figcaption figure h3 h4 h5 input label caption legend li line circle"
    " mark nav ol option p pre progress q rect section select small span strong style summary sup svg table tbody td text textarea tfoot th"
    " thead title tr ul".split()
)
LOOK = """scopes => {
  const all = scopes.flatMap(scope => [...document.querySelectorAll(scope)]).flatMap(root => [root, ...root.querySelectorAll('*')]);
  const leads = ['href', 'src', 'action', 'formaction', 'xlink:href', 'data', 'poster', 'srcdoc', 'background', 'cite'];
  const scheme = (address) => { try { return new URL(address, location.href).protocol; } catch { return 'none'; } };
  const links = all.filter(node => node.localName === 'a' && node.hasAttribute('href') && node.host !== location.host);
  return {
    count: all.length,
    tags: [...new Set(all.map(node => node.localName))],
    handlers: [...new Set(all.flatMap(node => node.getAttributeNames()).filter(name => name.startsWith('on')))],
    schemes: [...new Set(all.flatMap(node => leads.map(name => node.getAttribute(name)).filter(value => value !== null)).map(scheme))],
    mathematics: document.querySelectorAll('mjx-container, .MathJax, math').length,
    openers: links.filter(node => !node.relList.contains('noopener')).length,
    referrers: links.filter(node => !node.closest('.jp-RenderedText') && !node.relList.contains('noreferrer') && node.referrerPolicy !== 'no-referrer').length,
  };
}"""
RAN = "() => [window, ...Array.from(window.frames)].map(one => { try { return one.__ran ?? null; } catch { return 'foreign'; } })"
# for each claim: every fold opened, a text box and a group of buttons answered, every paste compared, what is drawn looked at
DRIVE = """async (texts) => {
  const root = document.querySelector('.jp-NotebookPanel:not(.lm-mod-hidden) .desk');
  const list = root.querySelector('select');
  const tell = (node, type) => node.dispatchEvent(new Event(type, { bubbles: true }));
  const done = { claims: 0, folds: 0, boxes: 0, groups: 0, pastes: 0, handlers: [], tags: [] };
  for (const [at, text] of texts.entries()) {
    list.value = at;
    tell(list, 'change');
    done.claims += 1;
    for (const fold of root.querySelectorAll('details')) { fold.open = true; done.folds += 1; }
    const boxes = [...root.querySelectorAll('.question textarea')].filter(node => !node.closest('.paste, .saved'));
    const radio = [...root.querySelectorAll('fieldset')].map(group => group.querySelector('input'))[at % 2];
    if (at % 3 && radio.value === text) { // else this claim has the options of every day
      radio.click();
      done.groups += 1;
    } else {
      const box = boxes[at % boxes.length];
      box.value = text;
      tell(box, 'input');
      tell(box, 'change');
      done.boxes += 1;
    }
    await new Promise(after => setTimeout(after, 10));
    const paste = root.querySelector('.paste');
    paste.querySelector('textarea').value = text;
    paste.querySelector('button').click();
    done.pastes += 1;
    await new Promise(after => setTimeout(after, 10));
    for (const node of root.querySelectorAll('*')) {
      done.tags.push(node.localName);
      done.handlers.push(...node.getAttributeNames().filter(name => name.startsWith('on')));
    }
    done.tags = [...new Set(done.tags)];
  }
  return done;
}"""


def assert_nothing_ran(page, scopes, tags=OURS, *, is_ours=True):
    """Nothing ran, nothing was asked for, and what is drawn is what we draw."""
    assert set(page.evaluate(RAN)) == {None}
    assert set(page.dialogs) <= {"beforeunload"}
    assert page.strangers == []
    found = page.evaluate(LOOK, scopes)
    assert set(found["tags"]) <= tags
    assert found["handlers"] == []
    assert set(found["schemes"]) <= {"http:", "https:"}
    assert found["mathematics"] == 0
    assert found["openers"] == 0
    assert found["referrers"] == 0 or not is_ours
    return found["count"]


@contextlib.contextmanager
def watched(chromium, allowed=frozenset()):
    """A page that notes dialogs, and requests to other machines but for those allowed; none is let out."""
    context = chromium.new_context(viewport={"width": 1280, "height": 1000}, accept_downloads=True)
    context.set_default_timeout(20_000)
    page = context.new_page()
    page.strangers, page.dialogs, page.said = [], [], []

    def asked(request):
        if not request.url.startswith(("http://127.0.0.1:", "ws://127.0.0.1:", "data:", "blob:", "file:")):
            page.strangers += [] if request.url in allowed else [request.url]

    context.on("request", asked)
    page.on("dialog", lambda dialog: (page.dialogs.append(dialog.type), dialog.accept()))
    page.on("console", lambda message: page.said.append(message.text))
    page.on("pageerror", lambda error: page.said.append(str(error)))
    context.route(re.compile(r"^https?://(?!127\.0\.0\.1:)"), lambda route: route.abort())
    yield page
    context.close()


def notebook_of(*sources):
    cells = [nbformat.v4.new_code_cell(source) for source in sources]
    return nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": {"name": "python3", "display_name": "Python 3"}})


@pytest.fixture(scope="module")
def ran(chromium, root, tmp_path_factory):
    """The hostile notebook in a JupyterLab: run, answered with payloads, run again, saved."""
    folder, keep = tmp_path_factory.mktemp("hostile"), tmp_path_factory.mktemp("jupyter")
    nbformat.write(notebook_of(*CELLS), folder / HOSTILE)
    found = os.pathsep.join(map(str, (root / "tests", root / "helpers")))
    with lab(folder, keep, environment={"PYTHONPATH": found}) as address, watched(chromium) as page:
        open_notebook(page, address, HOSTILE)
        run_all(page)
        done = page.evaluate(DRIVE, [one.text for one in SHOWN])
        expect(desk(page).locator(".state")).to_have_text(SAVED, timeout=60_000)
        yield SimpleNamespace(address=address, folder=folder, page=page, done=done, environment={"PYTHONPATH": found})
        page.evaluate(SHUT_DOWN)


@pytest.fixture(scope="module")
def stored(ran):
    """The same, run once more, so that its answers stand in it, and saved."""
    run_all(ran.page)
    save(ran.page, ran.folder / HOSTILE)
    return ran


TRUSTED = [
    ".jp-NotebookPanel .twin",
    ".desk",
    ".shelf",
    ".room",
    ".sorting",
    ".jp-NotebookPanel .work",
    ".jp-NotebookPanel figure",
    ".jp-NotebookPanel .dataframe",
    ".jp-RenderedText pre",
]
OUTPUTS = [".jp-OutputArea-output"]


def test_a_trusted_desk_of_payloads_is_drawn_answered_and_nothing_runs(ran):
    done, page = ran.done, ran.page
    assert (done["claims"], done["pastes"], done["boxes"] + done["groups"]) == (len(SHOWN),) * 3
    assert min(done["boxes"], done["groups"]) >= len(SHOWN) // 4
    assert done["handlers"] == []
    assert set(done["tags"]) <= OURS
    drawn = assert_nothing_ran(page, TRUSTED)
    kept = {record["value"] for record in journal.merge([ran.folder / "journal/00.jsonl"])[0]}
    typed = {one.text.replace("\r", "\n") for one in SHOWN}
    assert typed <= {value.replace("\r", "\n") for value in kept}
    print(
        f"{len(SHOWN)} payloads, {drawn} elements looked at, {done['folds']} folds, {done['boxes']} typed, {done['groups']} chosen, {done['pastes']} pasted"
    )
    expect(panel(page).locator(".twin")).to_have_count(len(range(0, len(SHOWN), 6)) + 5)
    expect(panel(page).locator(".twin", has_text=SHOWN[0].text).first).to_be_attached()


def test_a_name_that_is_a_payload_is_nobodys(ran):
    page = ran.page
    desk(page).get_by_role("button", name=words.DESK["someone_else"]).click()
    box = desk(page).locator("input[type=text]").locator("visible=true").first
    for one in [next(group) for _, group in itertools.groupby(SHOWN, key=lambda one: one.kind)][:8]:
        box.fill(one.text)
        box.press("Enter")
        expect(desk(page).locator(".problem").locator("visible=true").first).to_contain_text("name")
    desk(page).get_by_role("button", name=words.DESK["close"]).click()
    assert_nothing_ran(page, TRUSTED)


def test_a_shelf_says_what_went_wrong_and_what_is_coming_as_text(ran):
    shelf = panel(ran.page).locator(".shelf")
    shelf.get_by_role("button").click()
    expect(shelf.get_by_role("status").locator("p")).to_have_count(len({one.text for one in SHOWN}) + 1)
    assert_nothing_ran(ran.page, TRUSTED)


# each claim of the room once, with a hand counted and the next page turned to
VOTE = """() => {
  const root = document.querySelector('.jp-NotebookPanel:not(.lm-mod-hidden) .room');
  const list = root.querySelector('.chooser select');
  let pages = 0;
  for (const one of list.options) {
    list.value = one.value;
    list.dispatchEvent(new Event('change', { bubbles: true }));
    for (let at = 0; at < 3; at += 1, pages += 1) {
      [...root.querySelectorAll('.counter button')].at(-1).click();
      for (const fold of root.querySelectorAll('details')) fold.open = true;
      root.querySelectorAll('.pager button')[1].click();
    }
  }
  return pages;
}"""


def test_a_room_of_payloads_is_voted_in_and_nothing_runs(ran):
    room = panel(ran.page).locator(".room")
    assert ran.page.evaluate(VOTE) == 3 * sum(one.kind != "long" for one in SHOWN)
    expect(room.locator(".claim blockquote")).to_have_count(1)
    assert_nothing_ran(ran.page, TRUSTED)


# every item of the exercise sorted, with the payload of its own text as the reason and at the end
SORT = """() => {
  const root = document.querySelector('.jp-NotebookPanel:not(.lm-mod-hidden) .sorting');
  const tell = (node, text) => { node.value = text; for (const type of ['input', 'change']) node.dispatchEvent(new Event(type, { bubbles: true })); };
  let sorted = 0;
  for (const item of root.querySelectorAll('.items > li')) {
    item.querySelector('input[type=radio]').click();
    tell(item.querySelector('.reason input'), item.querySelector('legend').textContent);
    for (const fold of item.querySelectorAll('details')) fold.open = true;
    sorted += 1;
  }
  tell(root.querySelector('.ending textarea'), root.querySelector('.items legend').textContent);
  return sorted;
}"""


def test_an_exercise_of_payloads_is_sorted_and_nothing_runs(ran):
    assert ran.page.evaluate(SORT) == sum(one.kind != "long" for one in SHOWN)
    expect(panel(ran.page).locator(".sorting .ending")).to_be_visible()
    assert_nothing_ran(ran.page, TRUSTED)


def test_what_was_answered_stands_in_the_notebook_and_runs_no_more_than_before(stored):
    expect(panel(stored.page).locator("td", has_text=SHOWN[0].text).first).to_be_attached()
    assert_nothing_ran(stored.page, TRUSTED)


def test_nothing_runs_in_an_untrusted_notebook(chromium, stored, tmp_path):
    with lab(stored.folder, tmp_path, environment=stored.environment) as address, watched(chromium) as page:
        open_notebook(page, address, HOSTILE)
        twins = panel(page).locator(".jp-RenderedHTML section")
        expect(twins.first).to_be_attached()
        expect(twins.filter(has_text=SHOWN[0].text).first).to_be_attached()
        expect(page.locator(".desk")).to_have_count(0)
        assert assert_untrusted(page) > 1000
        page.evaluate(SHUT_DOWN)


def assert_untrusted(page):
    # what JupyterLab makes of a twin has lost its classes; its links say no more than we wrote
    return assert_nothing_ran(page, [".jp-OutputArea-output.jp-RenderedHTML *", ".jp-RenderedText pre"], is_ours=False)


def test_nothing_runs_in_a_trusted_notebook_with_a_new_kernel(chromium, stored):
    stored.page.evaluate(SHUT_DOWN)
    with watched(chromium) as page:
        open_notebook(page, stored.address, HOSTILE)
        expect(panel(page).locator(".twin").nth(5)).to_be_attached()
        assert assert_nothing_ran(page, TRUSTED) > 1000


def page_made_of(path, folder):
    """The page nbconvert makes of a notebook."""
    html, _ = nbconvert.HTMLExporter().from_filename(str(path))
    made = folder / f"{path.stem}.html"
    made.write_text(html, encoding="utf-8")
    return made


def test_nothing_runs_in_a_page_made_of_the_notebook(chromium, stored, tmp_path):
    nbformat.write(notebook_of("1"), tmp_path / "empty.ipynb")
    with watched(chromium) as page:  # what the template itself asks of the network
        page.goto(page_made_of(tmp_path / "empty.ipynb", tmp_path).as_uri())
        own = frozenset(page.strangers)
    assert own
    assert not any(url.startswith(ELSEWHERE) for url in own)
    with watched(chromium, allowed=own) as page:
        page.goto(page_made_of(stored.folder / HOSTILE, tmp_path).as_uri())
        expect(page.locator(".twin", has_text=SHOWN[0].text).first).to_be_attached()
        assert assert_nothing_ran(page, [".twin", "figure", ".dataframe", ".jp-OutputArea-output pre"]) > 1000


def test_nothing_runs_on_paper(chromium, root, tmp_path):
    case = sample_case(root, tmp_path / "case").case
    every = [one for one in SHOWN if one.kind != "long"]
    looked_at = 0
    with watched(chromium) as page:
        for at in range(0, len(every), 25):
            texts = itertools.cycle(every[at : at + 25])
            for path in paper.write(spoilt(case, lambda: next(texts).text), "00", tmp_path / str(at)):  # noqa: B023
                page.goto(path.as_uri())
                looked_at += assert_nothing_ran(
                    page, ["main", "header", "footer"], OURS | {"header", "main", "footer", "h1", "h2", "wbr"}
                )
                assert not [text for text in page.said if "Content Security Policy" in text]
    print(f"{len(every)} payloads on paper, {looked_at} elements looked at")


def test_the_desk_works_under_the_strictest_policy_under_which_jupyterlab_starts(chromium, root, tmp_path):
    folder, keep = tmp_path / "served", tmp_path / "jupyter"
    folder.mkdir()
    keep.mkdir()
    shutil.copy(root / "notebooks" / NOTEBOOK, folder)
    with lab(folder, keep, policy=POLICY) as address, watched(chromium) as page:
        page.add_init_script(VIOLATIONS)
        open_notebook(page, address, NOTEBOOK)
        assert page.request.get(f"{address}/lab").headers["content-security-policy"] == POLICY
        run_all(page)
        desk(page).get_by_role("textbox").first.fill("a letter")
        expect(desk(page).locator(".state")).to_have_text(SAVED)
        (kernel,) = kernels(address)
        os.kill(kernel, signal.SIGSTOP)
        desk(page).get_by_role("textbox").first.fill("a letter to the harbour")
        with page.expect_download() as download:
            desk(page).get_by_role("button", name=words.DESK["download"]).click(timeout=30_000)
        assert "a letter to the harbour" in download.value.path().read_text(encoding="utf-8")
        os.kill(kernel, signal.SIGCONT)
        # JupyterLab's page has a script of its own, which takes a token out of the address
        page_itself = [("script-src-elem", "inline", f"{address}/lab/tree/{NOTEBOOK}")]
        assert [tuple(one) for one in page.evaluate("window.__violations")] == page_itself
        assert sum("Content Security Policy" in text for text in page.said) == 1
        assert page.evaluate("document.querySelectorAll('.desk').length") == 1
        assert page.evaluate(LOOK, [".desk", ".shelf", ".twin"])["handlers"] == []
        assert page.strangers == []


def test_these_tests_see_what_runs(chromium, tmp_path):
    """A page that draws payloads as they are fails every one of the looks above."""
    page_of = "<main>{}<a href='javascript:1'>x</a><a href='https://example.org'>y</a></main>"
    one = "<img src=x onerror=\"window.__ran=1\"><iframe src='https://payload.invalid/frame'></iframe>"
    (tmp_path / "a.html").write_text(page_of.format(one), encoding="utf-8")
    with watched(chromium) as page:
        page.goto((tmp_path / "a.html").as_uri())
        page.wait_for_function("window.__ran")
        found = page.evaluate(LOOK, ["main"])
        assert found["handlers"] == ["onerror"]
        assert "javascript:" in found["schemes"]
        assert {"img", "iframe"} <= set(found["tags"])
        assert (found["openers"], found["referrers"]) == (1, 1)
        assert page.strangers == [f"{ELSEWHERE}/frame"]
        with pytest.raises(AssertionError):
            assert_nothing_ran(page, ["main"])
