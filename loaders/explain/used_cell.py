"""A cell with its content and what it became: the answer of the worker process, without what finds it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CellUse:
    """One field of the tracker that was read from a cell.

    Attributes:
        table: the table of the tracker, such as `progress`.
        field: the field of its row.
        value: the value of the field; "" if the cell could not be parsed.
        review: the review of its recommendation.
        ref: the ref of its recommendation.
        date: the words of the date of an update.
    """

    table: str
    field: str
    value: str
    review: str = ""
    ref: str = ""
    date: str = ""


@dataclass(frozen=True, slots=True)
class UsedCell:
    """A cell, its content, and the fields that were read from it.

    Attributes:
        found: its text.
        colour: its fill, as `#rrggbb`; "" if it has none.
        conditional: whether a conditional format gives it that fill.
        merged: the range it is merged into, such as `A4:A6`; "" if it is not merged.
        uses: the fields read from it; a heading that names a round is the date of each update of that round.
        in_row: if nothing was read from it, the refs read from its row.
    """

    sheet: str
    cell: str
    found: str
    colour: str
    uses: tuple[CellUse, ...]
    in_row: tuple[CellUse, ...] = ()
    conditional: bool = False
    merged: str = ""
