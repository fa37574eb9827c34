"""The interface in a language nobody speaks: every phrase with accents, in brackets, and half as long again.

`speak` is to be called before any other module of the package is imported: it is in a process of its own, or
in the kernel of a notebook. What is then still readable stands outside the catalogues (`readable`).
"""

import importlib
import pkgutil
import re
from html.parser import HTMLParser

import sidebyside

OPEN, SHUT = "⟦", "⟧"
ELSEWHERE = ("sidebyside.datasheet", "sidebyside.feedback.asked")  # catalogues whose names do not end in "words"
_FIELD = re.compile(r"(\{[^{}]*\})")
_ACCENTED = str.maketrans("aceinouyzACEINOUYZ", "áçéîñöûýžÁÇÉÎÑÖÛÝŽ")
_INSIDE = re.compile(f"{OPEN}[^{OPEN}{SHUT}]*{SHUT}")
# signs and numbers are of no language
_SIGNS = re.compile(r"[\W\d_]+")


def catalogues():
    """The modules in which the words of the interface stand."""
    found = [name for _, name, _ in pkgutil.iter_modules(sidebyside.__path__, "sidebyside.") if name.endswith("words")]
    found += [name for name in ELSEWHERE if _is_there(name)]
    return [importlib.import_module(name) for name in found]


def _is_there(name):
    try:
        return importlib.util.find_spec(name) is not None
    except ModuleNotFoundError:
        return False


def phrases(value):
    """Every phrase in a catalogue's value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list | tuple):
        for part in value.values() if isinstance(value, dict) else value:
            yield from phrases(part)


def pseudo(phrase):
    """The same phrase as nobody speaks it; its {fields} stay as they are."""
    parts = _FIELD.split(phrase)
    shown = "".join(part if at % 2 else part.translate(_ACCENTED) for at, part in enumerate(parts))
    more = max(2, -(-len("".join(parts[::2])) // 2) - 2)
    padding = " ".join("õ" * min(7, more - at) for at in range(0, more, 8))
    return f"{OPEN}{shown} {padding}{SHUT}"


def spoken(value):
    """A catalogue's value with every phrase in it as nobody speaks it; an empty phrase stays empty."""
    if isinstance(value, str):
        return pseudo(value) if value else value
    if isinstance(value, dict):
        return {key: spoken(one) for key, one in value.items()}
    return type(value)(map(spoken, value)) if isinstance(value, list | tuple) else value


def speak():
    """Change every catalogue for good, in place: other modules may hold its dictionaries already."""
    done = set()
    for module in catalogues():
        for name, value in vars(module).items():
            if not name.isupper() or id(value) in done:
                continue
            if isinstance(value, dict):
                changed = spoken(value)
                if name == "FACTS":  # its keys are shown
                    changed = {pseudo(key): text for key, text in changed.items()}
                value.clear()
                value.update(changed)
                done.add(id(value))
            elif isinstance(value, tuple):
                setattr(module, name, spoken(value))


def readable(text, given):
    """What of a text is neither a phrase of a catalogue nor given, with nothing but signs between; or an empty text.

    Parameters
    ----------
    text : str
    given : set of str
        Cells of tables and what a learner wrote, as `known` makes them.
    """
    while (shorter := _INSIDE.sub(" ", text)) != text:
        text = shorter
    return "" if _is_made_of(_bare(text), given) else text.strip()


def _bare(text):
    return _SIGNS.sub(" ", text).strip()


def _is_made_of(text, given):
    """Whether a text is some of the given ones, one after another."""
    ends = {0}
    for at in range(len(text)):
        if at in ends:
            ends |= {len(one) + at for one in given if text.startswith(one, at)}
            ends |= {at + 1} if text[at] == " " else set()
    return len(text) in ends


def known(case, *more):
    """Every cell of a case, whole and in the parts in which it is shown; and more texts."""
    from dataclasses import astuple

    cells = {cell for rows in case.tables.values() for row in rows for cell in astuple(row) if isinstance(cell, str)}
    parts = {part for cell in cells for part in re.split(r"¶|(“[^”]*”)", cell) if part}
    return {_bare(one) for one in cells | parts | set(more)} - {""}


class Texts(HTMLParser):
    """What of a page is read: its texts, and those of its attributes that are shown or said."""

    def __init__(self, page):
        super().__init__()
        self.found, self._is_style = [], False
        self.feed(page)
        self.close()

    def handle_starttag(self, tag, attributes):
        self._is_style = tag in ("style", "script")
        self.found += [value for name, value in attributes if name in ("aria-label", "title", "alt", "placeholder") and value]

    def handle_endtag(self, tag):
        self._is_style = False

    def handle_data(self, data):
        if not self._is_style:
            self.found.append(data)
