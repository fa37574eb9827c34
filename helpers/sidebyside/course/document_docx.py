"""A hand-in for a word processor. Marks are kinds of underlines with numbers, so that nothing hangs on a colour."""

import io
import re
import unicodedata
import zipfile
from dataclasses import replace

from sidebyside.characters import visible
from sidebyside.course.handin import ended
from sidebyside.handin_words import HANDIN
from sidebyside.sorting_words import SORTING

LANGUAGE = "en-GB"
_READING, _ASKING = "Times New Roman", "Arial"  # or what is as wide: every word processor has one of the two
_SIZES = {"Title": 18, "Heading 1": 15, "Heading 2": 12.5, "Heading 3": 10.5}
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the same answers give the same file


_LONGEST_CELL, _MOST_LINES = 3_000, 40  # of one page, about
_NEVER = re.compile("[\ufffe\uffff]")  # no character, and in no XML


class Unavailable(RuntimeError):
    """The library that writes such files is not installed; the text says what to do."""


def written(handin):
    """The document.

    Parameters
    ----------
    handin : handin.HandIn

    Returns
    -------
    bytes
        A .docx file.

    Raises
    ------
    Unavailable
        python-docx is not installed.
    """
    try:
        import docx
    except ImportError:
        raise Unavailable(HANDIN["no_docx"]) from None
    title = HANDIN["title"].format(lesson=handin.lesson_id, title=handin.title)
    writer = _Writer(docx.Document())
    writer.prepare(_xml(title), _xml(handin.learner))
    writer.heading(title, "Title")
    writer.text(handin.question, italic=True)
    writer.text(handin.who)
    writer.text(handin.ai)
    for claim in handin.claims:
        writer.claim(claim)
    for made in handin.exercises:
        writer.exercise(made)
    if not (handin.claims or handin.exercises):
        writer.text(HANDIN["nothing"])
    writer.section(HANDIN["oral"], handin.oral or [HANDIN["oral_none"]], numbered=bool(handin.oral))
    writer.section(HANDIN["empty"], handin.empty or [HANDIN["empty_none"]])
    for left in handin.left:
        writer.text(left)
    if handin.notes:
        writer.sources(HANDIN["notes"], handin.notes, numbered=True)
        writer.sources(HANDIN["bibliography"], handin.bibliography)
    writer.text(HANDIN["ours"], size=9)
    content = io.BytesIO()
    writer.document.save(content)
    return _timeless(content)


def _timeless(content):
    """The same file without the moment at which each of its parts was written."""
    made = io.BytesIO()
    with zipfile.ZipFile(content) as given, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        for name in given.namelist():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            file.writestr(entry, given.read(name))
    return made.getvalue()


class _Writer:
    """Writes into one document."""

    def __init__(self, document):
        from docx.enum.text import WD_UNDERLINE as LINE

        self.document = document
        self._lines = [
            LINE.SINGLE, LINE.DOUBLE, LINE.DASH, LINE.DOTTED_HEAVY, LINE.WAVY_HEAVY, LINE.THICK, LINE.DOT_DASH_HEAVY,
        ]  # fmt: skip

    def prepare(self, title, learner):
        """Page, letters, language, foot of the page, and what the file says of itself."""
        from docx.shared import Mm, Pt, RGBColor

        section = self.document.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.left_margin = section.right_margin = Mm(23)
        section.top_margin, section.bottom_margin = Mm(18), Mm(25)  # on Letter, too, nothing is cut off
        styles = self.document.styles
        _letters(styles["Normal"], _READING, Pt(11))
        styles["Normal"].paragraph_format.space_after = Pt(4)
        for name, size in _SIZES.items():
            _letters(styles[name], _ASKING, Pt(size))
            styles[name].font.color.rgb = RGBColor(0, 0, 0)
            styles[name].paragraph_format.keep_with_next = True
        for line in styles["Title"].element.iter(_named("w:bottom")):
            line.set(_named("w:color"), "000000")
        for language in styles.element.iter(_named("w:lang")):
            language.set(_named("w:val"), LANGUAGE)
        about = self.document.core_properties
        about.title, about.author, about.language, about.comments = title[:255], learner[:255], LANGUAGE, ""
        for moment in ("dcterms:created", "dcterms:modified"):
            for element in about._element.findall(_named(moment)):
                about._element.remove(element)
        foot = section.footer.paragraphs[0]
        foot.text = f"{title} · {learner} · {HANDIN['page']} "
        _field(foot, "PAGE")
        for run in foot.runs:
            run.font.size, run.font.name = Pt(8.5), _ASKING

    def heading(self, text, style):
        self._typed(self.document.add_paragraph(style=style), " ".join(text.split()))

    def text(self, text, *, where=None, size=None, indent=0, note=None, **look):
        """A text, a paragraph for each of its paragraphs; the last of them."""
        from docx.shared import Mm, Pt

        parts = [part for part in re.split(r"\n\s*\n", _xml(text)) if part.strip()] or [""]
        for part in parts:
            paragraph = (where or self.document).add_paragraph()
            paragraph.paragraph_format.left_indent = Mm(indent)
            run = self._typed(paragraph, part.strip("\n"), **look)
            if size:
                run.font.size = Pt(size)
        if note:
            self._note(paragraph, note)
        return paragraph

    def claim(self, claim):
        self.heading(HANDIN["claim"].format(number=claim.number, label=claim.label), "Heading 1")
        self.text(claim.statement, indent=6, size=12.5, note=claim.note)
        self.heading(HANDIN["history"], "Heading 2")
        self.text(claim.history)
        self._answers(HANDIN["before"], claim.before)
        for passage in claim.passages:
            self._passage(passage)
        self._answers(HANDIN["after"], claim.after)
        if claim.marked:
            self.heading(HANDIN["of_claim"], "Heading 2")
            for marked in claim.marked:
                self._pieces(marked.pieces, None)
                self._numbered([mark.said for mark in marked.marks])
        if any(claim.verdicts):
            self.heading(HANDIN["verdicts"], "Heading 2")
            self._verdicts(claim.verdicts)

    def exercise(self, made):
        self.heading(SORTING["exercise"].format(title=made.title), "Heading 1")
        self.text(made.task)
        for label, items in made.listed:
            self.heading(label, "Heading 2")
            for item in items:
                self._hung(item.said, "–")
                for other in item.others:
                    self.text(HANDIN["rival"].format(text=other), indent=8, italic=True)
        if made.answer or made.others:
            self._answer(ended(made))

    def _passage(self, passage):
        self.heading(HANDIN["passage"].format(label=passage.label), "Heading 2")
        self.text(passage.byline, size=9.5).paragraph_format.keep_with_next = True
        self._pieces(passage.marked[0].pieces if passage.marked else [(passage.text, (), ())], passage.note)
        self.text(" ".join(filter(None, (passage.made, passage.start))), size=9.5)
        if passage.marked:
            self.heading(HANDIN["marked"], "Heading 3")
            for marked in passage.marked:
                self._numbered([mark.said for mark in marked.marks])
        for answer in passage.answers:
            self._answer(answer)

    def _pieces(self, pieces, note):
        """A text with its marks; where categories overlap, the line is the first one's, and the numbers tell the rest."""
        from docx.shared import Mm

        paragraph = None
        for text, kinds, ends in pieces:
            for at, part in enumerate(text.split("\n")):
                if at or paragraph is None:
                    paragraph = self.document.add_paragraph()
                    paragraph.paragraph_format.left_indent = Mm(6)
                run = self._typed(paragraph, part)
                if kinds:
                    run.font.underline = self._lines[kinds[0] % len(self._lines)]
            if ends:
                paragraph.add_run(",".join(map(str, ends))).font.superscript = True
        if note and paragraph is not None:
            self._note(paragraph, note)

    def _answers(self, heading, answers):
        if answers:
            self.heading(heading, "Heading 2")
            for answer in answers:
                self._answer(answer)

    def _answer(self, answer, where=None):
        from docx.shared import Pt

        paragraph = (where or self.document).add_paragraph()
        paragraph.paragraph_format.keep_with_next = not (where or answer.is_chosen)  # kept together, a table would not break
        paragraph.paragraph_format.space_before = Pt(4)
        run = self._typed(paragraph, " ".join(answer.question.split()), bold=not answer.is_chosen)
        run.font.name, run.font.size = _ASKING, Pt(9.5)
        if answer.is_chosen:  # in one line: a hand-in has many of these
            self._typed(paragraph, f"  {answer.text}", bold=True)
        else:
            self.text(answer.text, where=where, indent=0 if where else 6)
        for other in answer.others:
            self.text(HANDIN["rival"].format(text=other), where=where, indent=0 if where else 6, italic=True)

    def _verdicts(self, verdicts):
        table = self.document.add_table(rows=2, cols=2, style="Table Grid")
        table.rows[0]._tr.get_or_add_trPr().append(_element("w:tblHeader"))  # said again on each page
        for cell, name in zip(table.rows[0].cells, ("first", "second"), strict=True):
            self._typed(cell.paragraphs[0], HANDIN[name], bold=True).font.name = _ASKING
        for cell, answers in zip(table.rows[1].cells, verdicts, strict=True):
            empty = cell.paragraphs[0]
            for answer in answers:
                self._answer(replace(answer, text=HANDIN["below"], others=()) if _is_long(answer) else answer, cell)
            if answers:
                empty._p.getparent().remove(empty._p)
            else:
                self._typed(empty, HANDIN["none"])
        for name, answers in zip(("first", "second"), verdicts, strict=True):
            if long := [answer for answer in answers if _is_long(answer)]:
                self._answers(HANDIN[name], long)

    def section(self, heading, texts, *, numbered=False):
        self.heading(heading, "Heading 1")
        if numbered:
            self._numbered(texts)
        else:
            for text in texts:
                self._hung(text, "–")

    def sources(self, heading, entries, *, numbered=False):
        self.heading(heading, "Heading 1")
        for at, entry in enumerate(entries, start=1):
            paragraph = self._hung("", f"{at}." if numbered else None)
            for part, is_italic in entry:
                self._typed(paragraph, part, italic=is_italic)

    def _numbered(self, texts):
        for at, text in enumerate(texts, start=1):
            self._hung(text, f"{at}.")

    def _hung(self, text, sign):
        """A paragraph whose first line begins further out, with a sign there: the numbers must be those in the text."""
        from docx.shared import Mm

        paragraph = self.document.add_paragraph()
        form = paragraph.paragraph_format
        form.left_indent, form.first_line_indent = Mm(8), Mm(-8)
        if sign:
            form.tab_stops.add_tab_stop(Mm(8))
            paragraph.add_run(f"{sign}\t")
        if text:
            self._typed(paragraph, text)
        return paragraph

    def _note(self, paragraph, number):
        from docx.shared import Pt

        run = paragraph.add_run(f"\u00a0{HANDIN['note'].format(number=number)}")  # never alone on a line
        run.font.superscript, run.font.size = True, Pt(12)

    def _typed(self, paragraph, text, *, bold=None, italic=None):
        """A run of text; what is written from right to left stands so."""
        shown = _xml(text)
        run = paragraph.add_run(shown)
        run.bold, run.italic = bold or None, italic or None
        if _is_from_right(shown):
            properties = paragraph._p.get_or_add_pPr()
            if properties.find(_named("w:bidi")) is None:
                properties.insert_element_before(_element("w:bidi"), *_AFTER_BIDI)
            run.font.rtl = True
        return run


# where <w:bidi> stands among the properties of a paragraph
_AFTER_BIDI = tuple(
    f"w:{name}"
    for name in (
        "adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection"
        " textAlignment textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange"
    ).split()
)


def _is_long(answer):
    """Whether an answer would make a row of a table that no word processor lays out in good time."""
    text = "\n".join((answer.text, *answer.others))
    return len(text) > _LONGEST_CELL or text.count("\n") > _MOST_LINES


def _xml(text):
    """A text as XML can hold it; what it cannot is shown by its number."""
    return _NEVER.sub(lambda found: f"<U+{ord(found.group()):04X}>", visible(text)).replace("\r\n", "\n")


def _is_from_right(text):
    """Whether the first letter that has a direction is written from right to left."""
    kinds = (unicodedata.bidirectional(letter) for letter in text)
    return next((kind for kind in kinds if kind in ("L", "R", "AL")), "L") != "L"


def _letters(style, name, size):
    style.font.name, style.font.size = name, size
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(_named(f"w:{script}"), name)
    for theme in [key for key in fonts.attrib if key.endswith("Theme")]:
        del fonts.attrib[theme]


def _field(paragraph, instruction):
    """A field that the word processor fills in."""
    for kind, text in (("begin", None), (None, instruction), ("end", None)):
        run = paragraph.add_run()
        part = _element("w:fldChar" if kind else "w:instrText")
        if kind:
            part.set(_named("w:fldCharType"), kind)
        else:
            part.text = text
        run._r.append(part)


def _element(name):
    from docx.oxml import OxmlElement

    return OxmlElement(name)


def _named(name):
    from docx.oxml.ns import qn

    return qn(name)
