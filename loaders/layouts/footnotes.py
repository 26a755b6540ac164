"""Footnotes and legends under a table: letters or numbers of their own, each with one text beside it."""

from collections.abc import Sequence

from loaders.cell_values import CellRow, shown
from loaders.layouts.item_rows import ItemLook


def without_footnotes(rows: Sequence[CellRow], last: int, look: ItemLook) -> int:
    """Return how many rows a table has without the footnotes at its end.

    They stand apart from it, each is a sign and a text and nothing else, and no sign goes on with the refs above: it is
    a letter below numbers, or stands above already.
    """
    start = last
    while start and _is_sign_and_text(rows[start - 1], look):
        start -= 1
    own = [shown(row.at(look.ref)) for row in rows[start:last]]
    if own and start > 1 and rows[start - 1].cells == 1:
        start -= 1  # the title above them
    if not own or start == 0 or rows[start].number - rows[start - 1].number < 2:
        return last
    refs = [shown(row.at(look.ref)) for row in rows[:start] if row.at(look.ref) is not None]
    numbered = refs and sum(any(sign.isdigit() for sign in ref) for ref in refs) > 0.9 * len(refs)
    whole = sum(row.cells > 2 for row in rows[:start]) > start / 2
    apart = all((len(sign.strip("().*")) == 1 and not sign.isdigit()) or sign in refs for sign in own)
    return start if numbered and whole and apart else last


def _is_sign_and_text(row: CellRow, look: ItemLook) -> bool:
    return row.cells == 2 and row.at(look.ref) is not None and len(shown(row.at(look.ref))) < 5
