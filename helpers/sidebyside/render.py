"""Escaped static HTML: what stands where no widget runs, and tables where pandas is not to be had.

Everything here is deterministic: no times, paths, versions or answers.
"""

import re
from html import escape

from sidebyside import locate, words
from sidebyside.characters import visible, visible_line
from sidebyside.model import MARKED
from sidebyside.quote_words import SIDES, WAYS

# A trusted notebook on a new kernel shows an error where the widget stood; only our own cell is meant.
_QUIET = "<style>.jp-OutputArea:has(.twin) .jp-OutputArea-output.jupyter-widgets{display:none}</style>"
# JupyterLab and pages made of notebooks set what stands between dollars as mathematics, links in it included.
PLAIN = "tex2jax_ignore mathjax_ignore"
_WEB = ("https://", "http://")
_STOPS = re.compile(r"[.!?…][\"”’»)\]*_]*\s*\Z")
_WHOLE = 6  # more claims than these are listed, not shown whole


def tag(name, content, **attributes):
    """One element; attribute values are escaped, the content is not."""
    written = "".join(f' {key.rstrip("_").replace("_", "-")}="{escape(str(value))}"' for key, value in attributes.items())
    return f"<{name}{written}>{content}</{name}>"


def link(href, text):
    """A link that tells the page it leads to nothing of ours; the text alone where it would not lead to a web page."""
    if not href.lower().startswith(_WEB):
        return escape(text)
    # JupyterLab writes its own rel into a link, without noreferrer; it leaves the policy alone.
    return tag("a", escape(text), href=href, target="_blank", rel="noreferrer noopener", referrerpolicy="no-referrer")


def twin(layout):
    """A desk as a page to read: claims, sources, renderings and questions.

    Parameters
    ----------
    layout : dict
        From `layout.of_lesson`.

    Returns
    -------
    str
        HTML in which every text is escaped.
    """
    is_long = len(layout["claims"]) > _WHOLE
    claims = _claims_list(layout["claims"]) if is_long else "".join(_claim(claim) for claim in layout["claims"])
    title = tag("p", tag("strong", escape(f"{words.DESK['name']}: {layout['lesson']['title']}")))
    return _QUIET + tag("section", title + claims + tag("p", escape(words.TWIN["answer"])), class_=f"twin {PLAIN}")


def room(content):
    """The room as a page to read: the claims and passages there are to vote on, never a count."""
    said = tag("p", escape(content["words"]["twin"]))
    return _QUIET + tag("section", said + _claims_list(content["claims"]), class_=f"twin {PLAIN}")


def sorting(content):
    """An exercise as a page to read: the task, the kinds and what is to be sorted, never what was made of it."""
    exercise, say = content["exercise"], content["words"]
    kinds = _definitions(*((kind["label"], kind["hint"]) for kind in exercise["kinds"]))
    items = "".join(
        tag("li", escape(item["text"]) + "<br>" + tag("em", escape(item["where"]))
            + (tag("p", escape(item["about"])) if item["about"] else ""))
        for item in exercise["items"]
    )  # fmt: skip
    head = tag("p", tag("strong", escape(f"{say['name']}: {exercise['title']}"))) + tag("p", escape(exercise["task"]))
    end = tag("p", escape(exercise["closing"]["text"])) if exercise["closing"] else ""
    told = tag("p", escape(say["twin"]))
    return _QUIET + tag("section", head + kinds + tag("ol", items) + end + told, class_=f"twin {PLAIN}")


def books(content):
    """The shelf as a page to read: which books there are, never which of them are here."""
    items = (
        tag("li", tag("cite", escape(book["title"])) + escape(f", {', '.join(filter(None, (book['author'], book['year'])))}"))
        for book in content["books"]
    )
    return _QUIET + tag("section", tag("p", escape(content["words"]["twin"])) + tag("ul", "".join(items)), class_=f"twin {PLAIN}")


def finder(content):
    """The finder as a page to read: what it does, and which texts can be had, never which are here."""
    say = content["words"]
    modes = (tag("li", escape(f"{mode['label']}: {mode['hint']}")) for mode in say["modes"].values())
    books_ = "".join(tag("li", tag("cite", escape(title))) for title in content["fetchable"])
    had = tag("p", escape(say["twin_books"])) + tag("ul", books_) if books_ else ""
    said = tag("p", tag("strong", escape(say["name"]))) + tag("p", escape(say["twin"])) + tag("ul", "".join(modes))
    return _QUIET + tag("section", said + had, class_=f"twin {PLAIN}")


def _claims_list(claims):
    """What there is to choose from, where all of it at once would be a book."""
    return tag("ol", "".join(tag("li", _summary(claim)) for claim in claims))


def _summary(claim):
    statement = "".join(part["text"] for part in claim["statement"])
    beside = [
        f"{excerpt['label']} ({excerpt['source']['author']}, {excerpt['source']['written']})" for excerpt in claim["excerpts"]
    ]
    return (
        escape(f"{claim['kicker']}: {statement}")
        + (tag("ul", "".join(tag("li", escape(one)) for one in beside)) if beside else "")
        + _looked(claim)
    )


def _looked(claim):
    if claim["excerpts"] or not claim["searches"]:
        return ""
    looked = (words.DESK["searched"].format(**search) for search in claim["searches"])
    return tag("p", escape(words.DESK["nothing_beside"])) + tag("ul", "".join(tag("li", escape(one)) for one in looked))


def _claim(claim):
    say = words.DESK
    boxes = _definitions(
        (f"{say['portrayal']} ({say['portrayal_note']})", claim["portrayal"]),
        (f"{say['history']} ({say['history_note']})", claim["history"]),
        (say["strongest"], claim["strongest"]),
    )
    statement = escape("".join(part["text"] for part in claim["statement"]))
    return (
        tag("p", escape(f"{say['claim']}: {' · '.join(filter(None, (claim['role'], claim['kicker'])))}"))
        + tag("blockquote", statement)
        + tag("p", link(claim["link"], say["read_review"]))
        + boxes
        + _looked(claim)
        + "".join(_excerpt(excerpt) for excerpt in claim["excerpts"])
        + tag("p", tag("strong", words.TWIN["questions"]))
        + tag("ol", "".join(_question(prompt) for prompt in _once(asked(claim))))
    )


def _excerpt(excerpt):
    say, source = words.DESK, excerpt["source"]
    card = _definitions(
        *((say[name], source[name]) for name in ("author", "work", "written", "audience", "stake")),
    )
    text = "".join(tag("p", escape(paragraph)) for paragraph in excerpt["paragraphs"])
    extras = [(say["context"], excerpt["note"]), (say["plain"], excerpt["plain"])]
    terms = [(f"{say['terms']}: {term['original']}", f"{term['gloss']} {term['why']}") for term in excerpt["terms"]]
    return (
        tag("p", tag("strong", escape(f"{say['excerpt']}: {': '.join(filter(None, (excerpt['group'], excerpt['label'])))}")))
        + card
        + tag("blockquote", text)
        + tag("p", tag("em", escape(excerpt["made"])) + " " + link(excerpt["link"], excerpt["link_text"]))
        + _definitions(*((name, text) for name, text in extras if text), *terms)
    )


def _definitions(*pairs):
    """A line for each; no list of definitions, which JupyterLab lays out in columns that part a name from its text."""
    return "".join(tag("p", tag("strong", escape(name)) + "<br>" + escape(text)) for name, text in pairs)


def asked(claim):
    """What can be answered in writing; words are marked only where a desk runs."""
    return [prompt for prompt in claim["prompts"] if prompt["kind"] not in MARKED]


def _once(prompts):
    """What is asked of every excerpt is written once."""
    return {(prompt["step"], prompt["kind"], prompt["text"]): prompt for prompt in prompts}.values()


def _question(prompt):
    options = "".join(tag("li", escape(label)) for _, label in prompt["options"])
    return tag("li", escape(prompt["text"]) + (tag("ul", options) if options else ""))


def comparison(two, left=None, right=None):
    """Two texts side by side, a sentence or so to a row; what differs is marked, and said in words in a third column.

    Parameters
    ----------
    two : compare.Comparison
    left, right : str, optional
        What the texts are called; None calls them the first and the second.

    Returns
    -------
    str
        A table in which every text is escaped.
    """
    found = sides(two, left, right)
    head = tag("tr", "".join(tag("th", escape(name), scope="col") for name in found["head"]))
    body = tag("tbody", "".join(_side_by_side(row) for row in found["rows"]))
    return tag("table", tag("caption", escape(found["caption"])) + tag("thead", head) + body, class_=f"sides {PLAIN}")


def sides(two, left=None, right=None):
    """A comparison as plain data, in which what is hidden can be seen; nothing of it is escaped.

    Returns
    -------
    dict
        ``caption``, ``head`` (three names) and ``rows``: of each ``left`` and ``right`` as [kind, text] pieces, where
        the kind is "mark" (differs), "u" (differs in form) or empty, and ``notes`` that say the differences.
    """
    names = left or SIDES["left"], right or SIDES["right"]
    caption = SIDES["caption"].format(left=names[0], right=names[1], percent=int(100 * two.share))
    rows = [
        {
            "left": [piece for kind, _, text, _ in pieces for piece in _marked(kind, text)],
            "right": [piece for kind, _, _, text in pieces for piece in _marked(kind, text)],
            "notes": [visible(_note(*piece, names)) for piece in pieces if piece[0] != "same"],
        }
        for pieces in _sentence_rows(two)
    ]
    return {"caption": visible(caption), "head": [*map(visible, names), SIDES["differs"]], "rows": rows}


def _sentence_rows(two):
    """The pieces of a comparison as (kind, ways, left, right), those of a row in a list."""
    rows = [[]]
    for segment in two.segments:
        texts = [text[slice(*span)] for text, span in two.pieces(segment)]
        for left, right in _sentences_of(*texts) if segment.kind in ("same", "form") else [texts]:
            rows[-1].append((segment.kind, segment.ways, left, right))
            if _STOPS.search(left) and segment.kind in ("same", "form"):
                rows.append([])
    return [row for row in rows if row]


def _sentences_of(left, right):
    """The same words of both texts, parted where a sentence ends on the left."""
    starts = [locate.fold(text).starts for text in (left, right)]
    ends = [at for at in range(1, len(starts[0])) if _STOPS.search(left[starts[0][at - 1] : starts[0][at]])]
    cuts = [(0, 0), *((starts[0][at], starts[1][at]) for at in ends), (len(left), len(right))]
    return [(left[a:c], right[b:d]) for (a, b), (c, d) in zip(cuts, cuts[1:], strict=False)]


def _side_by_side(row):
    cells = ["".join(tag(kind, escape(text)) if kind else escape(text) for kind, text in row[side]) for side in ("left", "right")]
    said = tag("ul", "".join(tag("li", escape(note)) for note in row["notes"])) if row["notes"] else escape(SIDES["nothing"])
    return tag("tr", "".join(tag("td", cell, dir="auto") for cell in cells) + tag("td", said))


def _marked(kind, text):
    """A piece of a side and the white space behind it, which is not marked."""
    bare = text.rstrip()
    if kind == "same" or not bare:
        return [["", visible(text)]] if text else []
    marked = ["u" if kind in ("form", "divided") else "mark", visible(bare)]
    return [marked, ["", visible(text[len(bare) :])]] if len(bare) < len(text) else [marked]


def _note(kind, ways, left, right, names):
    left, right = " ".join(left.split()), " ".join(right.split())
    if kind == "form":
        return SIDES["form"].format(ways=", ".join(WAYS[way] for way in ways), left=left, right=right)
    if kind in ("left", "right"):
        return SIDES["only"].format(side=names[kind == "right"], words=left or right)
    return SIDES["divided" if kind == "divided" else "changed"].format(left=left, right=right)


class PlainTable:
    """A table that needs nothing: what `frame` returns where pandas is not to be had.

    Parameters
    ----------
    columns : sequence of str
    rows : sequence of sequences
        One value a column; None is shown as nothing.
    """

    def __init__(self, columns, rows):
        self.columns = list(columns)
        self.rows = [list(row) for row in rows]

    def __len__(self):
        return len(self.rows)

    def __iter__(self):
        return (dict(zip(self.columns, row, strict=True)) for row in self.rows)

    def __repr__(self):
        lines = [self.columns, *self.rows]
        return "\n".join(" | ".join(visible_line(_shown(value)) for value in line) for line in lines)

    def _repr_html_(self):
        head = tag("tr", "".join(tag("th", escape(name), scope="col") for name in self.columns))
        body = "".join(tag("tr", "".join(tag("td", escape(_shown(v))) for v in row)) for row in self.rows)
        return tag("table", tag("thead", head) + tag("tbody", body), class_=PLAIN)


def _shown(value):
    return "" if value is None else str(value)


def frame(columns, rows):
    """A pandas DataFrame where pandas is installed, else a `PlainTable`; what is hidden in a text is visible in both."""
    rows = [[visible(value) if isinstance(value, str) else value for value in row] for row in rows]
    try:
        import pandas as pd
    except ImportError:
        return PlainTable(columns, rows)
    # For the whole notebook, since a table made from this one holds the same texts.
    pd.set_option("display.html.use_mathjax", False)
    return pd.DataFrame(rows, columns=list(columns))


def columns_page(sheets):
    """The README of a folder of tables, in Markdown, from its description alone.

    Parameters
    ----------
    sheets : tables.Sheets

    Returns
    -------
    str
        It ends with a line break.
    """
    head = [
        f"# {_prose(sheets.title)}", "",
        "This page is generated from `datapackage.json` by `sidebyside columns`; change the description there.", "",
        "A row is one line; paragraphs inside a cell are parted by ¶. Files are UTF-8 without a byte order mark.", "",
        "Words in quotation marks are quoted and number twelve at most; everything else is written by us.",
    ]  # fmt: skip
    body = [line for sheet in sheets.sheets.values() for line in _sheet_lines(sheet)]
    return "\n".join([*head, *body]) + "\n"


def _sheet_lines(sheet):
    yield from (
        "",
        f"## {_prose(sheet.title)} (`{sheet.file}`)",
        "",
        _prose(sheet.description),
        "",
        f"Key: {_coded(sheet.key)}.",
        "",
    )
    yield from ("| column | what it holds | may be empty | values |", "|---|---|---|---|")
    points_to = {column: f"a key of {table}" for column, table, _ in sheet.foreign_keys}
    for column in sheet.columns:
        values = points_to.get(column.name) or _coded(column.enum) or ("whole number" if column.type == "integer" else "")
        cells = (f"`{column.name}`", _prose(column.description), "" if column.required else "yes", values)
        yield "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _prose(text):
    """A text as Markdown in which nothing is a link, an element or mathematics; words marked as code stay so."""
    return re.sub(r"[\\\[\]<>&$]", lambda found: f"&#{ord(found.group())};", visible(" ".join(text.split())))


def _coded(names):
    return ", ".join(f"`{_prose(name)}`" for name in names)
