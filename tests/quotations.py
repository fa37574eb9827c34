"""Quotations made from the texts that are on this machine, by a fixed seed: what each is made of is known, no word is kept.

`made` is used by the tests and by the bench.
"""

import random
import re
from dataclasses import dataclass

from sidebyside import locate
from sidebyside.library import Library

SEED = 1917
SIZES = (5, 6, 7, 8, 10, 12, 16, 20, 25, 32, 40, 50, 64, 80)
HELD_OUT = ("ED13", "ED14")  # never searched: what is quoted from them is not to be found
_SLIPS = (("m", "rn"), ("d", "cl"), ("w", "vv"), ("o", "0"), ("l", "1"), ("e", "c"), ("h", "b"), ("u", "ii"), ("n", "u"))


@dataclass(frozen=True)
class Made:
    """A quotation, how it was made, the grade it must get, and where it is from: edition and author, where that is one."""

    text: str
    how: str
    grade: str
    edition_id: str | None = None
    author: str | None = None


class _Book:
    """A text, its words, and who speaks from which word on."""

    def __init__(self, case, text):
        self.text, self.folded = text, text.folded
        edition = case.edition(text.edition_id)
        self.edition_id, self.by_default = edition.edition_id, case.work(edition.work_id).author
        self.speakers, last = [], -1
        for row in sorted(case.rows("sections", edition_id=self.edition_id), key=lambda one: one.position):
            places = [span.first_word for span in locate.spans(self.folded, row.first_words, row.first_words)]
            last = min(place for place in places if place > last)
            self.speakers.append((last, row.author))

    def author(self, first, size):
        """Who speaks in a run of words, or None where that is not one alone."""
        if not self.speakers:
            return self.by_default
        before = [who for place, who in self.speakers if place <= first][-1:]
        within = {who for place, who in self.speakers if first < place < first + size}
        return before[0] if before and within <= {before[0]} else None

    def piece(self, first, size):
        return self.text.content[self.folded.starts[first] : self.folded.ends[first + size - 1]]

    def words(self, first, size):
        """The words of a run as printed, without what stands between them but for blanks."""
        return [" ".join(self.piece(at, 1).split()) for at in range(first, first + size)]


def made(case, folder):
    """The quotations.

    Parameters
    ----------
    case : model.Case
    folder : Path
        Of all texts, those in `HELD_OUT` included.

    Returns
    -------
    list of Made
    """
    rng, library = random.Random(SEED), Library(folder)
    books = [_Book(case, text) for text in map(library.text, case.rows("editions")) if text]
    shown = [book for book in books if book.edition_id not in HELD_OUT]
    hidden = [book for book in books if book.edition_id in HELD_OUT]
    maker = _Maker(rng, [book for book in shown if len(book.folded.words) > 5000])
    found = [make() for make, times in maker.recipes() for _ in range(times)]
    found += [maker.of_another() for _ in range(40)]
    for book in hidden:
        found += [_Maker(rng, [book]).unknown(size) for size in SIZES[3:] * 2]
    return [one for one in found if one]


class _Maker:
    """Makes quotations out of books, each in a way of its own."""

    def __init__(self, rng, books):
        self.rng, self.books = rng, books
        self.vocabulary = sorted({word for book in books for word in book.folded.words[::7] if word.isalpha() and len(word) > 3})

    def recipes(self):
        """Ways to make a quotation, and how many of each."""
        return (
            (self.as_printed, 14), (self.in_one_line, 20), (self.other_lines, 14), (self.divided_at_line_ends, 14),
            (self.copied_divided, 10), (self.in_capitals, 12), (self.bare, 14), (self.other_marks, 14),
            (self.left_out_marked, 20), (self.left_out, 24), (self.other_words, 24), (self.more_words, 12),
            (self.slips, 24), (self.stitched, 22), (self.stitched_of_two_books, 14), (self.turned_round, 10),
            (self.short, 10), (self.shuffled, 14),
        )  # fmt: skip

    def _place(self, size, book=None):
        """A book and a first word; one author speaks in the whole run."""
        while True:
            book_ = book or self.rng.choice(self.books)
            first = self.rng.randrange(400, len(book_.folded.words) - size - 400)
            if book_.author(first, size):
                return book_, first

    def _one(self, size=None, least=5):
        size = size or self.rng.choice([size for size in SIZES if size >= least])
        return (*self._place(size), size)

    def _made(self, text, how, grade, book, first, size):
        return Made(text, how, grade, book.edition_id, book.author(first, size))

    def as_printed(self):
        book, first, size = self._one()
        return self._made(book.piece(first, size), "as printed", "exact", book, first, size)

    def in_one_line(self):
        book, first, size = self._one()
        text = " ".join(_whole(book.piece(first, size)).split())
        return self._made(text, "in one line", "exact", book, first, size)

    def other_lines(self):
        book, first, size = self._one()
        text = re.sub(
            r"\s+", lambda _: self.rng.choice((" ", "\n", "  ", "\n\n", "\t", "\u00a0")), _whole(book.piece(first, size))
        )
        return self._made(text, "other lines", "exact", book, first, size)

    def _divided(self, mark):
        book, first, size = self._one(least=8)
        text = " ".join(_whole(book.piece(first, size)).split())
        cut = lambda word: word.group(1) + mark + word.group(2) if self.rng.random() < 0.4 else word.group()  # noqa: E731
        return re.sub(r"\b([^\W\d_]{3,})([^\W\d_]{3,})\b", cut, text), book, first, size

    def divided_at_line_ends(self):
        text, book, first, size = self._divided("-\n")
        return self._made(text, "divided at line ends", "exact", book, first, size)

    def copied_divided(self):
        """As lines end when a page is copied: the line break became a blank."""
        text, book, first, size = self._divided("- ")
        return self._made(text, "hyphen and blank", "exact", book, first, size)

    def in_capitals(self):
        while True:
            book, first, size = self._one()
            text = _whole(book.piece(first, size))
            if text.upper() != text:
                return self._made(text.upper(), "capitals", "same-words", book, first, size)

    def bare(self):
        """Small letters without a mark: at least one word has a mark behind it."""
        while True:
            book, first, size = self._one(least=10)
            if re.search(r"[,;.]\s", book.piece(first, size)):
                text = " ".join(re.sub(r"[^\w'’-]", "", word) for word in book.words(first, size)).lower().replace("_", "")
                return self._made(text, "no marks", "same-words", book, first, size)

    def other_marks(self):
        while True:
            book, first, size = self._one(least=10)
            text = _whole(book.piece(first, size))
            other = text.translate({34: "”", 39: "’", 0x2019: "'", 0x201C: '"', 0x201D: '"', 95: ""}).replace("--", "—")
            other = re.sub("(?<!-)—", " – ", other)
            if re.sub(r"\s", "", other) != re.sub(r"\s", "", text):
                return self._made(other, "other marks", "same-words", book, first, size)

    def _left_out(self, gap, mark, how):
        while True:
            book, first, size = self._one(least=8)
            lost = self.rng.choice(gap)
            before = self.rng.randrange(2, size - 2)
            if book.author(first, size + lost):
                front, back = book.piece(first, before), book.piece(first + before + lost, size - before)
                # what is left must not be the printed words again, as where one of two equal words is lost
                if locate.fold(f"{front} {back}").words != book.folded.words[first : first + size]:
                    return self._made(f"{front} {mark} {back}", how, "words-left-out", book, first, size + lost)

    def left_out_marked(self):
        mark = self.rng.choice(("…", "...", ". . .", "[…]", "[...]"))
        return self._left_out((1, 2, 5, 12, 30, 80), mark, "left out, marked")

    def left_out(self):
        return self._left_out((1, 1, 1, 2, 3, 6, 12), "", "left out, not marked")

    def other_words(self):
        book, first, size = self._one()
        words = book.words(first, size)
        for at in self.rng.sample(range(size), max(1, round(size * self.rng.choice((0.05, 0.1, 0.15))))):
            words[at] = self.rng.choice([word for word in self.vocabulary if word != book.folded.words[first + at]])
        return self._made(" ".join(words), "other words", "words-changed", book, first, size)

    def more_words(self):
        book, first, size = self._one(least=8)
        words = book.words(first, size)
        for _ in range(max(1, size // 12)):
            words.insert(self.rng.randrange(1, len(words)), self.rng.choice(self.vocabulary))
        return self._made(" ".join(words), "more words", "words-changed", book, first, size)

    def slips(self):
        """As a machine reads a page: letters taken for others in up to a fifth of the words."""
        while True:
            book, first, size = self._one(least=7)
            words, done = book.words(first, size), 0
            for at in self.rng.sample(range(size), max(1, size // self.rng.choice((5, 8, 12)))):
                right, wrong = self.rng.choice(_SLIPS)
                slipped = words[at].replace(right, wrong, 1)
                done += locate.fold(slipped).words != locate.fold(words[at]).words
                words[at] = slipped
            if done:
                return self._made(" ".join(words), "slips of a scan", "words-changed", book, first, size)

    def _parts(self, count):
        return [(*self._place(size), size) for size in (self.rng.choice((6, 8, 12, 20, 30)) for _ in range(count))]

    def stitched(self):
        book, first, size = self._one(self.rng.choice((6, 9, 14, 25)))
        other = self._place(size, book)[1]
        while abs(other - first) < 400:
            other = self._place(size, book)[1]
        text = f"{book.piece(first, size)} {self.rng.choice(('…', '', '[...]'))} {book.piece(other, size)}"
        return Made(text, "stitched of two places", "stitched")

    def stitched_of_two_books(self):
        parts = self._parts(self.rng.choice((2, 3)))
        while len({part[0].edition_id for part in parts}) < 2:
            parts = self._parts(len(parts))
        return Made(" ".join(book.piece(first, size) for book, first, size in parts), "stitched of two books", "stitched")

    def turned_round(self):
        book, first, size = self._one(self.rng.choice((16, 25, 40)))
        half = size // 2
        text = f"{book.piece(first + half, size - half)} … {book.piece(first, half)}"
        return Made(text, "turned round", "stitched")

    def short(self):
        book, first, size = self._one(self.rng.choice((1, 2, 3, 4)))
        return Made(book.piece(first, size), "short", "too-short")

    def shuffled(self):
        """The words of a passage in no order: all of them stand there, and nobody said it."""
        book, first, size = self._one(least=16)
        words = list(book.folded.words[first : first + size])
        self.rng.shuffle(words)
        return Made(" ".join(words), "shuffled", "not-found")

    def of_another(self):
        """Out of a section that is not by the author of the book."""
        others = [
            (book, first, (book.speakers[number + 1][0] if number + 1 < len(book.speakers) else len(book.folded.words)) - first)
            for book in self.books
            for number, (first, who) in enumerate(book.speakers)
            if book.by_default not in who
        ]
        book, start, length = self.rng.choice([one for one in others if one[2] > 12])
        size = self.rng.choice([size for size in SIZES if size <= length - 2])
        first = start + self.rng.randrange(0, length - size)
        text = " ".join(_whole(book.piece(first, size)).split())
        return self._made(text, "by another hand", "exact", book, first, size)

    def unknown(self, size):
        """Out of a book that is not searched."""
        book, first = self._place(size)
        return Made(" ".join(book.piece(first, size).split()), "book not here", "not-found")


def _whole(text):
    """A text whose words are not divided at the ends of its lines; a hyphen there stays."""
    return re.sub(r"(?<=\w)-[^\S\n]*\n\s*(?=\w)", "-", text)
