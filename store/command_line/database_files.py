"""The files of a SQLite database, which no output may overwrite."""

from pathlib import Path

from store.store import Store

_SUFFIXES = ("", "-wal", "-shm", "-journal")
"""The suffixes of the files of a SQLite database."""


def is_database(store: Store, path: Path) -> bool:
    """Return whether a path is one of the files of the store's database."""
    if store.engine.dialect.name != "sqlite":
        return False
    database = Path(str(store.engine.url.database)).resolve()
    return path.resolve() in {database.with_name(f"{database.name}{suffix}") for suffix in _SUFFIXES}
