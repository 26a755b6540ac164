"""Remembered column mappings, by the headings of the workbook."""

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
    """Return the remembered mapping for some headings, or None."""
    text = connection.execute(sa.select(MAPPINGS.c.options).where(MAPPINGS.c.headings == _key(headings))).scalar()
    return None if text is None else json.loads(text)


def save_mapping(connection: sa.Connection, headings: str, options: Mapping[str, Any], *, who: str) -> None:
    """Save a mapping for some headings, in place of an earlier one; its values must be JSON values."""
    values = {"options": json.dumps(dict(options)), "who": storable(who), "at": timestamp(datetime.now(UTC))}
    key = _key(headings)
    if connection.execute(sa.update(MAPPINGS).where(MAPPINGS.c.headings == key).values(**values)).rowcount == 0:
        connection.execute(sa.insert(MAPPINGS), {"headings": key, **values})


def delete_mapping(connection: sa.Connection, headings: str) -> None:
    """Delete the remembered mapping for some headings, if there is one."""
    connection.execute(sa.delete(MAPPINGS).where(MAPPINGS.c.headings == _key(headings)))


def _key(headings: str) -> str:
    return sha256(headings.encode("utf-8", "surrogatepass")).hexdigest()
