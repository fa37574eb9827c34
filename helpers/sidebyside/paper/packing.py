"""Pieces laid on sheets: nothing is divided that fits on a side, and as few leaves as can be."""

from dataclasses import dataclass

PAGE = 250  # millimetres of a side that are used: Letter is lower than A4, and the foot of a sheet needs room
HEAD = 10  # the head of a sheet, with name and date
NOTES = (None, 480, 400, 320, 240, 160, 80)  # letters of a note on where a passage stands; None is all of them


@dataclass
class Laid:
    """What stands on one sheet, and how many sides it has."""

    html: str = ""
    sides: int = 1

    @property
    def leaves(self):
        """Pieces of paper, printed on both sides."""
        return -(-self.sides // 2)


def packed(pieces, sides):
    """The pieces on as many sheets as they need, each of so many sides at most.

    A piece is not divided unless it is higher than a side. What has to be said ``again`` above it is
    said where it begins a sheet after the first.

    Parameters
    ----------
    pieces : list of blocks.Block
    sides : int

    Returns
    -------
    list of Laid
        None where there are no pieces.
    """
    sheets, room = [Laid()] if pieces else [], PAGE - HEAD
    for at, piece in enumerate(pieces):
        if piece.height > room and sheets[-1].html:
            room = PAGE
            if sheets[-1].sides < sides:
                sheets[-1].sides += 1
            else:
                sheets.append(Laid())
                room -= HEAD
                if piece.again:
                    sheets[-1].html += piece.again.draw(0)
                    room -= piece.again.height
        room -= piece.height
        if room < 0:  # higher than a side: the rest of it stands on the next
            sheets[-1].sides += 1
            room += PAGE
        behind = pieces[at + 1].height if at + 1 < len(pieces) else PAGE
        # what is free on this side below the piece, unless the next one stands there
        sheets[-1].html += piece.draw(max(0, room) if behind > room else 0)
    return sheets


def tightest(make, sides):
    """The sheets that take the fewest leaves; the notes are made shorter only where that saves one.

    Parameters
    ----------
    make : callable
        The pieces, when it is told how many letters of a note there is room for.
    sides : int
        Of a sheet, at most.

    Returns
    -------
    list of str
        The HTML of each sheet.
    """
    tried = [packed(make(letters), sides) for letters in NOTES]
    fewest = min(tried, key=lambda sheets: sum(sheet.leaves for sheet in sheets))
    return [sheet.html for sheet in fewest]
