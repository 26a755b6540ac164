"""Whether a version is complete and unchanged since it was published."""

from hashlib import sha256

import sqlalchemy as sa

from model.access import SYSTEM
from model.tracker.columns import SHEETS
from store.database import read_connection
from store.publish import content_digest
from store.stored_rows import row_digests
from store.tables import VERSIONS
from store.versions import table_rows, version_of, version_rows


def is_intact(store, number):
    """Return whether a version's rows, counted and digested anew, and its original file match its record."""
    with read_connection(store.engine) as connection:
        version = version_of(connection, number)
        ordered = connection.execute(sa.select(VERSIONS.c.ordered).where(VERSIONS.c.number == number)).scalar_one()
        digests = {plan.table: row_digests(plan, table_rows(connection, plan, number)) for plan in SHEETS}
        recorded = {table: list(version_rows(connection, table, number).digests) for table in digests}
    _name, content = store.original(number, actor=SYSTEM)
    return (
        digests == recorded
        and content_digest(digests, ordered) == version.digest
        and (len(digests["recommendations"]), len(digests["progress"])) == (version.recommendations, version.updates)
        and sha256(content).hexdigest() == version.source.sha256
    )
