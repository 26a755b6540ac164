"""Check the integrity of a version: its rows and its original file match its digests, and its packed copy its rows."""

from hashlib import sha256

import sqlalchemy as sa

from model.tracker.columns import SHEETS
from store.publishing.publish import content_digest
from store.rows.stored_rows import row_digests
from store.schema.tables import VERSIONS
from store.versions.loading import original_of, table_rows, version_rows
from store.versions.packed import is_packed_right
from store.versions.versions import version_of


def is_intact(connection: sa.Connection, number: int) -> bool:
    """Return whether a version's rows, counted and digested anew, and its original file match its record.

    Where a packed copy would be used in place of the rows, it has to have what they have.
    """
    version = version_of(connection, number)
    ordered = connection.execute(sa.select(VERSIONS.c.ordered).where(VERSIONS.c.number == number)).scalar_one()
    digests = {plan.table: row_digests(plan, table_rows(connection, plan, number)) for plan in SHEETS}
    recorded = {table: list(version_rows(connection, table, number).digests) for table in digests}
    counted = (len(digests["recommendations"]), len(digests["progress"]))
    _, content = original_of(connection, number)
    return (
        digests == recorded
        and content_digest(digests, ordered) == version.digest
        and counted == (version.recommendations, version.updates)
        and sha256(content).hexdigest() == version.source.sha256
        and is_packed_right(connection, version)
    )
