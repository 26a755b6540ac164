"""Statements that are compiled a single time for all databases of a test run: SQLAlchemy does so for each engine."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy import event, util

Key = tuple[Any, ...]


class CompiledStatements:
    """Compiled statements by the kind and the version of a database, where SQLAlchemy has its engine."""

    def __init__(self, size: int = 2_000) -> None:
        self._compiled: util.LRUCache[Key, Any] = util.LRUCache(size)

    def get(self, key: Key) -> Any:
        """Return a compiled statement, or None."""
        return self._compiled.get(_of_any_engine(key))

    def __setitem__(self, key: Key, compiled: Any) -> None:
        self._compiled[_of_any_engine(key)] = compiled


def share_compiled_statements() -> None:
    """Let all engines use one cache of compiled statements."""
    compiled = CompiledStatements()

    def use(connection: sa.Connection) -> None:
        connection.execution_options(compiled_cache=compiled)

    event.listen(sa.Engine, "engine_connect", use)


def _of_any_engine(key: Key) -> Key:
    dialect, *rest = key
    return (type(dialect), dialect.server_version_info, *rest)
