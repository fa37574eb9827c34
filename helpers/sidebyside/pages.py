"""The verb that writes the pages anew that are made from tables; for authors."""

import re

from sidebyside import checked, datasheet, guide, tables
from sidebyside.lesson import open_case
from sidebyside.render import columns_page
from sidebyside.texts import Said

README = "README.md"
_LESSONS = re.compile(r"(?s)(<!-- lessons -->\n).*?(<!-- /lessons -->)")


class NoPlace(ValueError):
    """A page has no place for what should stand in it; the text says which and what to do."""


def made(root, data=None):
    """Every page that is made, by its path below the checkout.

    Parameters
    ----------
    root : Path
        The checkout.
    data : str or Path, optional
        See `tables.data_folder`.

    Returns
    -------
    dict of str to str

    Raises
    ------
    NoPlace
        The README has no place for the list of lessons.
    """
    case = open_case(data)
    readme, places = _LESSONS.subn(_filled(case), (root / README).read_text(encoding="utf-8"))
    if places != 1:
        raise NoPlace(
            f"{README} has {places} places for the list of lessons. Put it between <!-- lessons --> and <!-- /lessons -->."
        )
    return {
        "data/README.md": columns_page(tables.read(data)),
        "docs/data-sheet.md": datasheet.page(),
        "docs/who-has-checked-this.md": checked.page(case),
        README: readme,
    }


def _filled(case):
    return lambda found: f"{found[1]}{guide.lessons_list(case)}\n{found[2]}"


def written(root, data=None):
    """The pages written where they differ, as what the verb has to say."""
    value = {}
    for name, text in made(root, data).items():
        path = root / name
        value[name] = not path.is_file() or path.read_text(encoding="utf-8") != text
        if value[name]:
            path.write_text(text, encoding="utf-8", newline="\n")
    lines = [f"{name}: {'changed' if changed else 'the same'}" for name, changed in value.items()]
    return Said(value, lines, [], [])
