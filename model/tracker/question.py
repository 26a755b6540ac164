"""A question about a workbook that a person answers, with the answer that the reader proposes."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """A question of the reader.

    Attributes:
        id: its identifier within the workbook.
        sheet: the sheet it is about.
        columns: the letters of the columns it is about.
        option: the option of the command line that answers it: `--mapping`, `--scale` or `--as-at`.
        choices: the possible answers; empty where any answer of its kind is possible.
        proposed: the answer that was taken, or that is proposed; "" for a month that nothing names.
        heading: the heading of the column; "" where it is about no single column.
    """

    id: str
    sheet: str
    columns: tuple[str, ...]
    option: str
    choices: tuple[str, ...]
    proposed: str
    heading: str = ""
