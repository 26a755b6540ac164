"""Where a database is kept, so that nothing is written over it."""

from pathlib import Path

from store.store import Store

_BESIDE = ("", "-wal", "-shm", "-journal")
"""What SQLite keeps beside a database's file."""


def is_database(store: Store, path: Path) -> bool:
    """Say whether a path is one of the files in which the store keeps its versions."""
    if store.engine.dialect.name != "sqlite":
        return False
    held = Path(str(store.engine.url.database)).resolve()
    return path.resolve() in {held.with_name(f"{held.name}{ending}") for ending in _BESIDE}
