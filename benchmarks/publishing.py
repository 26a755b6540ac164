"""Measure publishing and loading against plain statements: `python -m benchmarks.publishing`.

The floors are what any program needs to store the same rows in the same database:

- publishing for the first time: one `executemany` of the driver that inserts the rows, in one transaction;
- publishing one changed row, or nothing: one statement that reads every row's digest, because a workbook is complete;
- loading: one `SELECT` a table by the driver, all rows fetched.

The floors leave out the work of the store: converting rows to columns and a digest, and columns to rows.
"""

import argparse
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import process_time
from typing import Any

from benchmarks.report import table
from benchmarks.trackers.large_tracker import Size, generate_rows
from model.access import command_line_actor
from model.status import RED_AMBER_GREEN
from model.tracker.reading import Reading, Source
from model.tracker.tracker import Tracker
from model.versions.version import Candidate
from store.store import Store
from store.tables import ROWS

SIZES = (Size(50, 20), Size(1_000, 20), Size(5_000, 20))
WHO: dict[str, Any] = {"actor": command_line_actor("Benchmark"), "reason": "To measure it."}
HEAD = ("Updates", "What", "Store, ms", "Floor, ms", "Ratio", "Rows written")


@dataclass
class Measurement:
    """The processor time of one operation and of its floor, in seconds, a pair for each repetition."""

    updates: int
    what: str
    written: int
    pairs: list[tuple[float, float]] = field(default_factory=list)

    def row(self) -> tuple[str, ...]:
        """Return the medians, and the median of the ratios of consecutive runs."""
        ours, floor = (median(times) * 1000 for times in zip(*self.pairs, strict=True))
        ratio = median(seconds / floor_seconds if floor_seconds else 0 for seconds, floor_seconds in self.pairs)
        return (f"{self.updates:,}", self.what, f"{ours:.0f}", f"{floor:.0f}", f"{ratio:.1f}", f"{self.written:,}")


def measure(url: str, size: Size, *, repeats: int) -> list[Measurement]:
    """Return the measurements of a tracker of a size in a database without versions."""
    store = Store.open(url)
    rows = generate_rows(size)
    first = Measurement(size.updates, "publish for the first time", sum(map(len, rows.values())) + 3)
    ours = _seconds(partial(store.publish, _candidate(rows, 0), **WHO))
    first.pairs.append((ours, _seconds(_insert_rows(store))))
    changed, same, load, tables, back = (
        Measurement(size.updates, what, written)
        for what, written in (
            ("publish one changed row", 1),
            ("publish nothing new", 0),
            ("load", 0),
            ("load the tables of a page", 0),
            ("roll back", 1),
        )
    )
    for number in range(1, repeats + 1):
        candidate = _candidate(_with_another_text(rows, number), number)
        digests = _select_rows(store, ("id", "place", "digest"))
        changed.pairs.append((_seconds(partial(store.publish, candidate, **WHO)), _seconds(digests)))
        same.pairs.append((_seconds(partial(store.publish, candidate, **WHO)), _seconds(digests)))
        current = store.current() or 0
        floor = _seconds(_select_rows(store))
        load.pairs.append((_seconds(partial(store.load, current)), floor))
        tables.pairs.append((_seconds(partial(_load_tables, store, current)), floor))
        back.pairs.append((_seconds(partial(store.roll_back, 1, **WHO)), _seconds(digests)))
    store.close()
    return [first, changed, same, load, tables, back]


def _load_tables(store: Store, number: int) -> Tracker:
    reading, tables = store.load_tables(number)
    return Tracker.from_tables(tables, reading.scale)


def _candidate(rows: Any, number: int) -> Candidate:
    reading = Reading(Source("tracker.xlsx", ""), "canonical", rows, RED_AMBER_GREEN, (), ())
    return Candidate(reading, str(number).encode())


def _with_another_text(rows: Any, number: int) -> Any:
    """Return the rows with a different text of one update in the middle."""
    progress = list(rows["progress"])
    progress[len(progress) // 2] = {**progress[len(progress) // 2], "update": f"Another word, {number}."}
    return {**rows, "progress": progress}


def _seconds(work: Callable[[], object]) -> float:
    began = process_time()
    work()
    return process_time() - began


def _select_rows(store: Store, columns: Sequence[str] = ()) -> Callable[[], object]:
    """Return a function that fetches every row of every table with only the driver."""

    def work() -> None:
        connection = store.engine.raw_connection()
        cursor = connection.cursor()
        for rows_table in ROWS.values():
            names = columns or [column.name for column in rows_table.columns][5:]
            quoted = ", ".join(f'"{name}"' for name in names)
            cursor.execute(f"SELECT {quoted} FROM {rows_table.name} WHERE retired IS NULL")  # noqa: S608 - our own names
            cursor.fetchall()
        connection.close()

    return work


def _insert_rows(store: Store) -> Callable[[], object]:
    """Return a function that inserts every existing row into a second table with only the driver."""
    placeholder = "?" if store.engine.dialect.name == "sqlite" else "%s"
    connection = store.engine.raw_connection()
    cursor = connection.cursor()
    stored = {}
    for rows_table in ROWS.values():
        cursor.execute(f"CREATE TABLE floor_{rows_table.name} AS SELECT * FROM {rows_table.name} WHERE 1 = 0")  # noqa: S608
        cursor.execute(f"SELECT * FROM {rows_table.name}")  # noqa: S608
        stored[rows_table.name] = cursor.fetchall()
    connection.commit()

    def work() -> None:
        cursor.execute("BEGIN") if placeholder == "?" else None
        for rows_table in ROWS.values():
            placeholders = ", ".join([placeholder] * len(rows_table.columns))
            cursor.executemany(f"INSERT INTO floor_{rows_table.name} VALUES ({placeholders})", stored[rows_table.name])  # noqa: S608
        connection.commit()
        connection.close()

    return work


def main() -> None:
    """Print the measurements as a Markdown table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.publishing", description=__doc__)
    parser.add_argument(
        "--url", help="an empty database to fill; without it a file in a temporary folder for each size"
    )
    parser.add_argument("--size", type=int, help="one size: so many recommendations with 20 updates each")
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--quick", action="store_true", help="only the smallest tracker")
    arguments = parser.parse_args()
    sizes = [Size(arguments.size, 20)] if arguments.size else SIZES[:1] if arguments.quick or arguments.url else SIZES
    measured: list[Measurement] = []
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        for number, size in enumerate(sizes):
            url = arguments.url or f"sqlite:///{Path(folder, f'{number}.db').as_posix()}"
            measured += measure(url, size, repeats=arguments.repeats)
    sys.stdout.write(table(HEAD, [one.row() for one in measured]))


if __name__ == "__main__":
    main()
