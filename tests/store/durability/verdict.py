"""What is wrong with a store after somebody who published was killed."""

from collections.abc import Iterator, Mapping

import sqlalchemy as sa

from model.store_fault import StoreError
from store.database import snapshot
from store.schema import AUDIT, ORIGINALS, ROWS, TOKENS, VERSIONS
from store.store import Store
from tests.store.durability.rounds import Promise, promise_kept


def wrong_with(store: Store, acknowledged: Mapping[int, Promise]) -> list[str]:
    """Return in words what is wrong; every version that was acknowledged has to be what was promised, and whole."""
    return [*_lost(store, acknowledged), *_left_over(store)]


def _lost(store: Store, acknowledged: Mapping[int, Promise]) -> Iterator[str]:
    for number, promise in acknowledged.items():
        try:
            kept = promise_kept(store.version(number)) == promise and store.is_whole(number)
        except StoreError as fault:
            yield f"version {number} was acknowledged and is lost: {fault}"
        else:
            if not kept:
                yield f"version {number} was acknowledged and is not what it was"


def _left_over(store: Store) -> Iterator[str]:
    """Yield what belongs to no version, and what of a version is there twice or not at all."""
    current = store.current() or 0
    with snapshot(store.engine) as connection:
        for what, asked in _NUMBERS.items():
            numbers = sorted(connection.execute(asked).scalars())
            if numbers != list(range(1, current + 1)):
                yield f"{what} are of {numbers[-3:]} while version {current} is current"
        for name, rows in ROWS.items():
            beyond = (rows.c.introduced > current) | (rows.c.retired > current)
            if count := connection.execute(sa.select(sa.func.count()).where(beyond)).scalar_one():
                yield f"{count} rows of {name} are of a version that there is not"
        files = connection.execute(sa.select(ORIGINALS.c.sha256)).scalars()
        if spare := set(files) - set(connection.execute(sa.select(VERSIONS.c.sha256)).scalars()):
            yield f"{len(spare)} files belong to no version"


_NUMBERS = {
    "the versions": sa.select(VERSIONS.c.number),
    "the lines of the audit trail": sa.select(AUDIT.c.version),
    "the tokens": sa.select(TOKENS.c.version),
}
"""What there is exactly once for each version."""
