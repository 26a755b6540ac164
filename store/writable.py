"""Whether a store can be written, asked before anybody takes the trouble of an upload."""

from pathlib import Path

import sqlalchemy as sa

from model.store_fault import Fault, StoreError
from store.database import is_postgresql, reading
from store.faults import may_write
from store.schema import VERSIONS

_ASKED = sa.select(
    sa.func.current_setting("transaction_read_only"),
    sa.func.has_table_privilege(VERSIONS.name, "INSERT"),
)


def refuse_unwritable(engine: sa.Engine) -> None:
    """Raise StoreError(NOT_WRITABLE) where nothing can be published. Nothing is locked, and nobody waited for."""
    if not (_may_insert(engine) if is_postgresql(engine) else _may_change(Path(str(engine.url.database)))):
        raise StoreError(Fault.NOT_WRITABLE)


def _may_insert(engine: sa.Engine) -> bool:
    with reading(engine) as connection:
        read_only, may = connection.execute(_ASKED).one()
    return read_only == "off" and bool(may)


def _may_change(path: Path) -> bool:
    return may_write(path) and may_write(path.absolute().parent)
