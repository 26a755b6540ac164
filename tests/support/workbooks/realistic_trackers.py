"""Trackers as people really keep them, in small, which `realistic_trackers.toml` has."""

from pathlib import Path
from typing import Any, NamedTuple

from tests.support.workbooks.from_toml import free_sheets, read_toml
from tests.support.workbooks.layouts import book_of


class Drawn(NamedTuple):
    """A workbook in small, and what its name is."""

    sheets: dict[str, list[list[Any]]]
    name: str
    fills: dict[str, str]
    merged: tuple[str, ...] = ()

    @property
    def content(self) -> bytes:
        """The bytes of the workbook."""
        return book_of(self.sheets, fills=self.fills, merged=self.merged)


TABLES = read_toml(Path(__file__).with_suffix(".toml"))
# The trackers by their names.
REALISTIC = {
    name: Drawn(**{"fills": {}, **table, "sheets": free_sheets(table["sheets"])}) for name, table in TABLES.items()
}
