"""A tracker in a free layout: one table with a row for each update, its statuses as words or only as fills."""

import subprocess
import sys
from dataclasses import astuple
from pathlib import Path
from random import Random
from tempfile import gettempdir

import xlsxwriter

from benchmarks.trackers.filled_tracker import COLOURS
from benchmarks.trackers.large_tracker import AGENCIES, PHRASES, THEMES, Size

WORDS, FILLS = "words", "fills"
HEADINGS = ("Ref", "Recommendation", "Theme", "Owner", "Date", "Status", "Progress")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_STATUS = HEADINGS.index("Status")


def long_tracker(size: Size, statuses: str) -> Path:
    """Return the workbook of a size; it is written if it is not in the system's temporary folder."""
    path = Path(gettempdir()) / f"cynnydd-benchmark-long-{statuses}-{size.recommendations}x{size.rounds}.xlsx"
    if not path.exists():
        command = [
            sys.executable,
            "-m",
            "benchmarks.trackers.long_tracker",
            str(path),
            statuses,
            *map(str, astuple(size)),
        ]
        subprocess.run(command, check=True)  # another process: memory of this one would count as that of its children
    return path


def main() -> None:
    """Write the workbook of a size."""
    path, statuses, size = Path(sys.argv[1]), sys.argv[2], Size(*map(int, sys.argv[3:]))
    part = path.with_suffix(".part")
    with xlsxwriter.Workbook(str(part)) as book:
        sheet = book.add_worksheet("Tracker")
        fills = [(word, book.add_format({"bg_color": colour})) for word, colour in COLOURS.items()]
        sheet.write_row(0, 0, HEADINGS)
        for number, row in enumerate(long_rows(size), start=1):
            word, fill = fills[int(row[_STATUS])]
            sheet.write_row(number, 0, row)
            if statuses == WORDS:
                sheet.write_string(number, _STATUS, word)
            else:
                sheet.write_blank(number, _STATUS, None, fill)
    part.replace(path)


def long_rows(size: Size) -> list[tuple[int | str, ...]]:
    """Return a row for each update, the status as a number, always the same; texts have about 60 to 200 characters."""
    random = Random(2024)  # noqa: S311 -- the rows must be the same each time
    rows: list[tuple[int | str, ...]] = []
    for ref in range(1, size.recommendations + 1):
        text = f"The agency should do what recommendation {ref} says, and report on it in each round of the review."
        constant = (ref, text, random.choice(THEMES), random.choice(AGENCIES))
        for number in range(size.rounds):
            update = " ".join(random.choices(PHRASES, k=random.choice((2, 3))))
            rows.append((*constant, _month(number), random.randrange(len(COLOURS)), update))
    return rows


def _month(number: int) -> str:
    year, month = divmod(number, len(_MONTHS))
    return f"{_MONTHS[month]} {2024 + year}"


if __name__ == "__main__":
    main()
