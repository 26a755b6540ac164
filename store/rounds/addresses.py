"""The e-mail addresses to which returns are sent, by agency; editors alone read them."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime

import sqlalchemy as sa

from model.access import Actor, Role
from model.store_error import StoreError, StoreErrorCode
from model.versions.version import Action
from store.access import require
from store.audit import add_entry, entry_of, timestamp
from store.database.connection import read_connection, write_transaction
from store.store import Store
from store.stored_rows import storable
from store.tables import ADDRESSES

_ATTEMPT = "addresses"
_ADDRESS = re.compile(r"[^\s@<>,;:\"()]+@[^\s@<>,;:\"()]+\.[^\s@<>,;:\"()]+", re.ASCII)


def agency_addresses(store: Store, *, actor: Actor) -> Mapping[str, str]:
    """Return the address of each agency that has one, for an editor; several are parted by commas."""
    require(store.engine, actor, Role.EDITOR, attempt=_ATTEMPT)
    with read_connection(store.engine) as connection:
        return {row.agency: row.address for row in connection.execute(sa.select(ADDRESSES))}


def save_address(store: Store, agency: str, text: str, *, actor: Actor) -> str:
    """Save the address of an agency, or several, for an editor, and return what is saved; "" deletes it.

    Raises StoreError(BAD_EMAIL).
    """
    require(store.engine, actor, Role.EDITOR, attempt=_ATTEMPT)
    listed = [each.strip() for each in re.split("[;,]", text) if each.strip()]
    for each in listed:
        if not _ADDRESS.fullmatch(each):
            raise StoreError(StoreErrorCode.BAD_EMAIL, address=each)
    address, key = ", ".join(listed), ADDRESSES.c.agency == storable(agency)
    with write_transaction(store.engine) as connection:
        before = connection.execute(sa.select(ADDRESSES.c.address).where(key)).scalar() or ""
        if address == before:
            return address
        add_entry(connection, entry_of(actor, Action.ADDRESS, reason=agency))
        connection.execute(sa.delete(ADDRESSES).where(key))
        if address:
            values = {"agency": storable(agency), "address": address, "by": storable(actor.name)}
            connection.execute(sa.insert(ADDRESSES), values | {"at": timestamp(datetime.now(UTC))})
    return address
