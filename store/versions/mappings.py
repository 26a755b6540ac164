"""How workbooks with the same headings were understood the last time."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

import sqlalchemy as sa

from store.rows.stored_rows import storable
from store.schema.tables import MAPPINGS
from store.versions.audit import timestamp


def load_mapping(connection: sa.Connection, headings: str) -> dict[str, Any] | None:
    """Return what was kept for these headings, or None."""
    kept = connection.execute(sa.select(MAPPINGS.c.options).where(MAPPINGS.c.headings == _key(headings))).scalar()
    return None if kept is None else json.loads(kept)


def save_mapping(connection: sa.Connection, headings: str, options: Mapping[str, Any], *, who: str) -> None:
    """Keep values that JSON has for these headings, instead of what was kept before."""
    values = {"options": json.dumps(dict(options)), "who": storable(who), "at": timestamp(datetime.now(UTC))}
    key = _key(headings)
    if connection.execute(sa.update(MAPPINGS).where(MAPPINGS.c.headings == key).values(**values)).rowcount == 0:
        connection.execute(sa.insert(MAPPINGS), {"headings": key, **values})


def _key(headings: str) -> str:
    return sha256(headings.encode("utf-8", "surrogatepass")).hexdigest()
