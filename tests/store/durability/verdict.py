"""What is wrong with a store after somebody who published was killed.

It works out anew what every version holds, in one pass over all rows: digests of rows and of versions, and counts.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from hashlib import sha256

import sqlalchemy as sa

from model.tracker.columns import SHEETS, SheetPlan
from store.database.connection import snapshot
from store.publishing.publish import content_digest
from store.rows.stored_rows import row_digests, rows_of, selected_columns
from store.schema.tables import AUDIT, ORIGINALS, ROWS, TOKENS, VERSIONS
from store.store import Store
from tests.store.durability.rounds import VersionContent, recorded_content

Lists = dict[str, list[bytes]]
"""The digests of a version's rows, by table."""


def store_faults(store: Store, acknowledged: Mapping[int, VersionContent]) -> list[str]:
    """Return in words what is wrong; every version that was acknowledged has to be what was promised, and whole."""
    current = store.current() or 0
    records = {version.number: version for version in store.versions()}
    with snapshot(store.engine) as connection:
        found = [*_numbers(connection, current), *_strays(connection, current), *_files(connection)]
        held: dict[int, Lists] = defaultdict(dict)
        for plan in SHEETS:
            found += _rows(connection, plan, current, held)
    for number, promise in acknowledged.items():
        if number not in records:
            found.append(f"version {number} was acknowledged and is lost")
        elif recorded_content(records[number]) != promise or _worked_out(held[number]) != promise:
            found.append(f"version {number} was acknowledged and is not what it was")
    if not current or not store.is_intact(current):
        found.append(f"version {current} is not whole")
    return found


def _worked_out(lists: Lists) -> VersionContent:
    """Return what a version holds; each of them has a scale in order."""
    digest = content_digest(lists, ordered=True)
    return digest, len(lists.get("recommendations", ())), len(lists.get("progress", ()))


def _rows(connection: sa.Connection, plan: SheetPlan, current: int, held: dict[int, Lists]) -> Iterator[str]:
    """Note which rows each version has, and yield whether any holds something else than its digest says."""
    rows = ROWS[plan.table]
    told = (*(rows.c[name] for name in selected_columns(plan)), rows.c.introduced, rows.c.retired, rows.c.digest)
    found = [tuple(row) for row in connection.execute(sa.select(*told).order_by(rows.c.place))]
    if row_digests(plan, rows_of(plan, found)) != [row[-1] for row in found]:
        yield f"rows of {plan.table} are not what they were"
    for *_, introduced, retired, digest in found:
        for number in range(introduced, min(retired or current + 1, current + 1)):
            held[number].setdefault(plan.table, []).append(digest)


def _numbers(connection: sa.Connection, current: int) -> Iterator[str]:
    """Yield what is not there exactly once for each version."""
    for what, column in _ONCE.items():
        numbers = sorted(connection.execute(sa.select(column)).scalars())
        if numbers != list(range(1, current + 1)):
            yield f"{what} are of {numbers[-3:]} while version {current} is current"


_ONCE = {
    "the versions": VERSIONS.c.number,
    "the lines of the audit trail": AUDIT.c.version,
    "the tokens": TOKENS.c.version,
}


def _strays(connection: sa.Connection, current: int) -> Iterator[str]:
    """Yield the rows of a version that was never finished."""
    for name, rows in ROWS.items():
        beyond = (rows.c.introduced > current) | (rows.c.retired > current)
        if count := connection.execute(sa.select(sa.func.count()).where(beyond)).scalar_one():
            yield f"{count} rows of {name} are of a version that there is not"


def _files(connection: sa.Connection) -> Iterator[str]:
    """Yield the files that are not those of the versions, or not what they were."""
    files = {row.sha256: sha256(row.content).hexdigest() for row in connection.execute(sa.select(ORIGINALS))}
    if set(files) != set(connection.execute(sa.select(VERSIONS.c.sha256)).scalars()):
        yield "the files are not those of the versions"
    if any(name != anew for name, anew in files.items()):
        yield "a file is not what it was"
