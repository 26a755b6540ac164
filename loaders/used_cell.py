"""A cell with what it became, as plain values that can be handed from one process to another."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Use:
    """One thing that a cell became.

    Attributes:
        table: the table of the tracker, such as `progress`.
        field: the field of its row.
        value: what the field holds; "" where the cell could not be understood.
        review: the review of the recommendation it is about.
        ref: the recommendation.
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
    """A cell, what stands in it, and what it became.

    Attributes:
        found: its text.
        colour: its fill, as `#rrggbb`; "" where it has none.
        conditional: whether a conditional format gives it that fill.
        merged: the range it is merged into, such as `A4:A6`; "" where it is not.
        uses: what it became; a heading that names a round is the date of each update of that round.
        in_row: what the other cells of its row became, where it became nothing itself: whose row it is.
    """

    sheet: str
    cell: str
    found: str
    colour: str
    uses: tuple[Use, ...]
    in_row: tuple[Use, ...] = ()
    conditional: bool = False
    merged: str = ""
