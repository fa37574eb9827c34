import html
import subprocess
import sys

import pytest

from sidebyside import locate, webpage


def page(body, head=""):
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode()


def lines(content):
    """What the first reading of a page says, a paragraph each."""
    return [line for line in webpage.readings(content)[0].split("\n") if line]


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("a.html", b"anything", True),
        ("A.XHTML", b"", True),
        ("a.txt", b"\n <!doctype HTML><p>", True),
        ("a.txt", b"\xef\xbb\xbf<html lang=en>", True),
        ("a.txt", b'<?xml version="1.0"?>\n<!-- saved --><html>', True),
        ("a.txt", b"Of <html> and other tags", False),
        ("html.txt", b"<p>", False),
        ("a.txt", b"", False),
        ("a.txt", b"<!-- one --> <!----><!-- - -- > two --><html>", True),
        ("a.txt", b"<!-- a --> words <!-- b --><html>", False),
        ("a.txt", b"<!-- a <html>", False),
    ],
)
def test_a_page_is_known_by_its_name_or_its_beginning(name, content, expected):
    assert webpage.is_page(name, content) is expected


@pytest.mark.parametrize("comment", [b"<!---->", b"<!-- a -->\n", b"<?xml?> "])
def test_hundreds_of_comments_are_read_once(comment):
    assert not webpage.is_page("a.txt", comment * 500 + b"x")


def test_paragraphs_headings_cells_and_breaks_are_lines_of_their_own():
    body = "<h1>Title</h1><p>One\n  two.</p><p>Three</p><table><tr><td>a</td><td>b</td></tr></table>c<br>d"
    assert lines(page(body)) == ["Title", "One two.", "Three", "a", "b", "c", "d"]


def test_marks_inside_a_paragraph_part_no_word():
    assert lines(page("<p>It w<b>a</b>s <i>so</i>,<span> he</span> said&nbsp;&amp; &laquo;left&raquo;.</p>")) == [
        "It was so, he said & «left»."
    ]


def test_what_is_no_text_is_neither_run_nor_kept():
    body = (
        "<script>document.write('run')</script><p onclick='run()'>Kept.</p><style>run{}</style><noscript>run</noscript>"
        "<!-- run --><nav>run</nav><iframe srcdoc='run'>run</iframe><svg><text>run</text></svg><template>run</template>"
        "<a href='javascript:run()'>Link.</a><script>run"
    )
    assert lines(page(body, "<title>run</title>")) == ["Kept.", "Link."]


@pytest.mark.parametrize(
    "opening",
    [
        "<head><title>run</title><meta charset=utf-8><link rel=x><script>run</script><body>",
        "<title>run</title><body>",
        "<body><nav><ul><li>Menu</ul>",
        "<body><div><nav>Menu</div>",
        "<body><nav>Menu<nav>run</nav>",
        "<body><button>Menu",
        "<body><select><option>Menu",
        "<body><noscript>Menu",
        "<body><object>Menu",
        "<body><svg>Menu",
    ],
)
def test_what_is_not_closed_does_not_take_the_text_along(opening):
    said = lines(f"<!DOCTYPE html><html>{opening}<p>One two.</p><nav>run</nav><p>Three <button>run</button>four.".encode())
    assert [line for line in said if line != "Menu"] == ["One two.", "Three four."]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("<html><p>café — ёж".encode(), "café — ёж"),
        ("<html><meta charset=windows-1252><p>café — ёж".encode(), "café — ёж"),
        ("<html><p>ёж".encode("utf-16"), "ёж"),
        ("<html><meta charset=windows-1251><p>ёж".encode("cp1251"), "ёж"),
        ("<html><p>café “so”".encode("cp1252"), "café “so”"),
        ("<html><meta charset=nonsense><p>café".encode("latin-1"), "café"),
    ],
)
def test_the_encoding_is_what_the_page_is_in_or_says(content, expected):
    assert lines(content) == [expected]


def test_a_page_with_note_marks_has_a_second_reading_without_them():
    body = "<p>the train<sup>12</sup> stood<a epub:type='noteref' href='#n'>3</a> at 10<sup>th</sup> street <a href='#n'>1905</a></p>"
    assert webpage.readings(page(body)) == ["the train12 stood3 at 10th street 1905\n", "the train stood at 10th street 1905\n"]
    assert len(webpage.readings(page("<p>the train stood</p>"))) == 1


def test_a_page_that_takes_too_long_is_given_up():
    with pytest.raises(webpage.PageUnreadable, match=r"^reading the page took longer than 0\.5 seconds; save it as text$"):
        webpage.readings(b"<html>" + b"<div>" * 300_000, seconds=0.5)


def test_a_process_that_cannot_read_says_so_without_a_traceback(monkeypatch):
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    with pytest.raises(webpage.PageUnreadable, match=r"^this page cannot be read; save it as text$"):
        webpage.readings(page("<p>a</p>"))


def test_without_the_library_it_says_what_to_install(monkeypatch):
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(webpage.PageUnreadable, match=r"install beautifulsoup4"):
        webpage.readings(page("<p>a</p>"))


def test_importing_it_loads_no_library_that_reads_pages():
    code = "import sys; from sidebyside import webpage, fetching; print({'bs4', 'pooch', 'requests', 'tqdm'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
    assert done.stdout.strip() == "set()"


def test_of_a_whole_book_on_one_page_no_word_is_dropped(texts):
    """As publishers set one: sections, headings, quotations, and every paragraph of a real book."""
    book = (texts / "goldman.txt").read_text(encoding="utf-8")
    paragraphs = [html.escape(line) for line in book.split("\n") if line.strip()]
    marked = [f"<h2>{line}</h2>" if line.isupper() else f"<blockquote><p>{line}</p></blockquote>" if at % 9 == 0 else f"<p>{line}</p>" for at, line in enumerate(paragraphs)]  # fmt: skip
    content = page("<main><section>" + "\n".join(marked) + "</section></main>", "<title>A book</title>")
    assert locate.fold(webpage.readings(content)[0]).words == locate.fold(book).words
