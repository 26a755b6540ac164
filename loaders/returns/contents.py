"""What a file has of a return, whatever its format."""

from dataclasses import dataclass

from loaders.returns.identity import FoundIdentity
from loaders.returns.table import ItemCell
from model.issues.issue import Issue


@dataclass(frozen=True, slots=True)
class ReturnContents:
    """The items of a return with its identity.

    Attributes:
        cells: its locked texts and its answers.
        issues: what was found wrong while it was read: cut texts, and what is in no cell of the return.
        formulas: the sheet and the address of each cell with a formula.
        sheet: the name of the first sheet with its table; "" for a Word form.
    """

    cells: tuple[ItemCell, ...]
    identity: FoundIdentity
    issues: tuple[Issue, ...] = ()
    formulas: frozenset[tuple[str, str]] = frozenset()
    sheet: str = ""
