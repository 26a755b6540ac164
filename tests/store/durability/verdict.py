"""Find what is wrong with a store after a publisher was killed.

It recomputes the content of every version in one pass over all rows: digests of rows and of versions, and counts.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from hashlib import sha256

import sqlalchemy as sa

from model.tracker.columns import SHEETS, SheetPlan
from store.database.connection import snapshot
from store.publish import content_digest
from store.store import Store
from store.stored_rows import row_digests, rows_of, selected_columns
from store.tables import AUDIT, ORIGINALS, ROWS, TOKENS, VERSIONS
from tests.store.durability.rounds import VersionContent, recorded_content

Lists = dict[str, list[bytes]]
"""The digests of a version's rows, by table."""
_NUMBERED = {
    "the versions": VERSIONS.c.number,
    "the lines of the audit trail": AUDIT.c.version,
    "the tokens": TOKENS.c.version,
}


def store_faults(store: Store, acknowledged: Mapping[int, VersionContent]) -> list[str]:
    """Return what is wrong, in words; every acknowledged version must be complete and have its expected content."""
    current = store.current() or 0
    records = {version.number: version for version in store.versions()}
    with snapshot(store.engine) as connection:
        faults = [*_wrong_numbers(connection, current), *_stray_rows(connection, current), *_wrong_files(connection)]
        digests: dict[int, Lists] = defaultdict(dict)
        for plan in SHEETS:
            faults += _wrong_rows(connection, plan, current, digests)
    for number, expected in acknowledged.items():
        if number not in records:
            faults.append(f"version {number} was acknowledged and is lost")
        elif recorded_content(records[number]) != expected or _computed_content(digests[number]) != expected:
            faults.append(f"version {number} was acknowledged and is not what it was")
    if not current or not store.is_intact(current):
        faults.append(f"version {current} is not whole")
    return faults


def _computed_content(lists: Lists) -> VersionContent:
    """Return the content of a version from its rows; each version here has an ordered scale."""
    digest = content_digest(lists, ordered=True)
    return digest, len(lists.get("recommendations", ())), len(lists.get("progress", ()))


def _wrong_rows(connection: sa.Connection, plan: SheetPlan, current: int, digests: dict[int, Lists]) -> Iterator[str]:
    """Collect the row digests of each version, and yield whether any row differs from its digest."""
    rows = ROWS[plan.table]
    columns = (*(rows.c[name] for name in selected_columns(plan)), rows.c.introduced, rows.c.retired, rows.c.digest)
    found = [tuple(row) for row in connection.execute(sa.select(*columns).order_by(rows.c.place))]
    if row_digests(plan, rows_of(plan, found)) != [row[-1] for row in found]:
        yield f"rows of {plan.table} are not what they were"
    for *_, introduced, retired, digest in found:
        for number in range(introduced, min(retired or current + 1, current + 1)):
            digests[number].setdefault(plan.table, []).append(digest)


def _wrong_numbers(connection: sa.Connection, current: int) -> Iterator[str]:
    """Yield each record that does not exist exactly a single time for each version."""
    for what, column in _NUMBERED.items():
        numbers = sorted(connection.execute(sa.select(column)).scalars())
        if numbers != list(range(1, current + 1)):
            yield f"{what} are of {numbers[-3:]} while version {current} is current"


def _stray_rows(connection: sa.Connection, current: int) -> Iterator[str]:
    """Yield the tables with rows of a version that was never finished."""
    for name, rows in ROWS.items():
        beyond = (rows.c.introduced > current) | (rows.c.retired > current)
        if count := connection.execute(sa.select(sa.func.count()).where(beyond)).scalar_one():
            yield f"{count} rows of {name} are of a version that there is not"


def _wrong_files(connection: sa.Connection) -> Iterator[str]:
    """Yield whether files are missing, superfluous or changed."""
    files = {row.sha256: sha256(row.content).hexdigest() for row in connection.execute(sa.select(ORIGINALS))}
    if set(files) != set(connection.execute(sa.select(VERSIONS.c.sha256)).scalars()):
        yield "the files are not those of the versions"
    if any(name != anew for name, anew in files.items()):
        yield "a file is not what it was"
