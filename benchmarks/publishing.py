"""How long publishing and loading take, against bare statements: `python -m benchmarks.publishing`.

The floors are what any program needs that keeps the same rows in the same database:

- publishing for the first time: one `executemany` of the driver that inserts the rows, in one transaction;
- publishing one changed row, or nothing: one statement that reads every row's digest, for a workbook comes whole;
- loading: one `SELECT` a table by the driver, all rows fetched.

What the floors leave out is what the store does: rows become columns and a digest, and columns become rows.
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

from benchmarks.large_tracker import Size, made_rows
from benchmarks.report import table
from model.status.scale import RED_AMBER_GREEN
from model.tracker.reading import Reading, Source
from model.versions.version import Candidate
from store.schema.tables import ROWS
from store.store import Store

SIZES = (Size(50, 20), Size(1_000, 20), Size(5_000, 20))
WHO: dict[str, Any] = {"who": "Benchmark", "reason": "To measure it."}
HEAD = ("Updates", "What", "Store, ms", "Floor, ms", "Ratio", "Rows written")


@dataclass
class Measured:
    """The processor's seconds of one thing, beside those of its floor, a pair for each time it was done."""

    updates: int
    what: str
    written: int
    pairs: list[tuple[float, float]] = field(default_factory=list)

    def row(self) -> tuple[str, ...]:
        """Return the medians, and the median of the ratios of what followed one another."""
        ours, floor = (median(times) * 1000 for times in zip(*self.pairs, strict=True))
        ratio = median(one / other if other else 0 for one, other in self.pairs)
        return (f"{self.updates:,}", self.what, f"{ours:.0f}", f"{floor:.0f}", f"{ratio:.1f}", f"{self.written:,}")


def measure(url: str, size: Size, *, repeats: int) -> list[Measured]:
    """Measure a tracker of a size in a database that holds no version."""
    store = Store.open(url)
    rows = made_rows(size)
    first = Measured(size.updates, "publish for the first time", sum(map(len, rows.values())) + 3)
    ours = _seconds(partial(store.publish, _candidate(rows, 0), **WHO))
    first.pairs.append((ours, _seconds(_inserting(store))))
    changed, same, load, back = (
        Measured(size.updates, what, written)
        for what, written in (
            ("publish one changed row", 1),
            ("publish nothing new", 0),
            ("load", 0),
            ("roll back", 1),
        )
    )
    for number in range(1, repeats + 1):
        given = _candidate(_with_another_status(rows, number), number)
        digests = _selecting(store, ("id", "place", "digest"))
        changed.pairs.append((_seconds(partial(store.publish, given, **WHO)), _seconds(digests)))
        same.pairs.append((_seconds(partial(store.publish, given, **WHO)), _seconds(digests)))
        current = store.current() or 0
        load.pairs.append((_seconds(partial(store.load, current)), _seconds(_selecting(store))))
        back.pairs.append((_seconds(partial(store.roll_back, 1, **WHO)), _seconds(digests)))
    store.close()
    return [first, changed, same, load, back]


def _candidate(rows: Any, number: int) -> Candidate:
    reading = Reading(Source("tracker.xlsx", ""), "canonical", rows, RED_AMBER_GREEN, (), ())
    return Candidate(reading, str(number).encode())


def _with_another_status(rows: Any, number: int) -> Any:
    """Return the rows with one update, in the middle, that says something else."""
    progress = list(rows["progress"])
    progress[len(progress) // 2] = {**progress[len(progress) // 2], "update": f"Another word, {number}."}
    return {**rows, "progress": progress}


def _seconds(work: Callable[[], object]) -> float:
    began = process_time()
    work()
    return process_time() - began


def _selecting(store: Store, columns: Sequence[str] = ()) -> Callable[[], object]:
    """Return what fetches every row of every table with the driver alone."""

    def work() -> None:
        connection = store.engine.raw_connection()
        cursor = connection.cursor()
        for one in ROWS.values():
            named = columns or [column.name for column in one.columns][5:]
            quoted = ", ".join(f'"{name}"' for name in named)
            cursor.execute(f"SELECT {quoted} FROM {one.name} WHERE retired IS NULL")  # noqa: S608 - our own names
            cursor.fetchall()
        connection.close()

    return work


def _inserting(store: Store) -> Callable[[], object]:
    """Return what inserts every row that is there into a second table with the driver alone."""
    mark = "?" if store.engine.dialect.name == "sqlite" else "%s"
    connection = store.engine.raw_connection()
    cursor = connection.cursor()
    held = {}
    for one in ROWS.values():
        cursor.execute(f"CREATE TABLE floor_{one.name} AS SELECT * FROM {one.name} WHERE 1 = 0")  # noqa: S608
        cursor.execute(f"SELECT * FROM {one.name}")  # noqa: S608
        held[one.name] = cursor.fetchall()
    connection.commit()

    def work() -> None:
        cursor.execute("BEGIN") if mark == "?" else None
        for one in ROWS.values():
            marks = ", ".join([mark] * len(one.columns))
            cursor.executemany(f"INSERT INTO floor_{one.name} VALUES ({marks})", held[one.name])  # noqa: S608
        connection.commit()
        connection.close()

    return work


def main() -> None:
    """Print what was measured as a Markdown table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.publishing", description=__doc__)
    parser.add_argument(
        "--url", help="an empty database to fill; without it a file in a temporary folder for each size"
    )
    parser.add_argument("--size", type=int, help="one size: so many recommendations with 20 updates each")
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--quick", action="store_true", help="only the smallest tracker")
    asked = parser.parse_args()
    sizes = [Size(asked.size, 20)] if asked.size else SIZES[:1] if asked.quick or asked.url else SIZES
    measured: list[Measured] = []
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        for number, size in enumerate(sizes):
            url = asked.url or f"sqlite:///{Path(folder, f'{number}.db').as_posix()}"
            measured += measure(url, size, repeats=asked.repeats)
    sys.stdout.write(table(HEAD, [one.row() for one in measured]))


if __name__ == "__main__":
    main()
