"""Whether a version is whole: everything that it should hold is there and is what it was."""

from hashlib import sha256

import sqlalchemy as sa

from model.columns import SHEETS
from store.loading import original_of, stored_rows_of
from store.publishing import content_digest
from store.rows import row_digest
from store.schema import VERSIONS
from store.versions import version_of


def is_whole(connection: sa.Connection, number: int) -> bool:
    """Say whether a version's rows, counted and digested anew, and its original are what its record says."""
    version = version_of(connection, number)
    ordered = connection.execute(sa.select(VERSIONS.c.ordered).where(VERSIONS.c.number == number)).scalar_one()
    rows = {plan.table: stored_rows_of(connection, plan, number) for plan in SHEETS}
    digests = {table: [row_digest(row.values) for row in listed] for table, listed in rows.items()}
    noted = {table: [row.digest for row in listed] for table, listed in rows.items()}
    counted = (len(rows["recommendations"]), len(rows["progress"]))
    _, content = original_of(connection, number)
    return (
        digests == noted
        and content_digest(digests, ordered) == version.digest
        and counted == (version.recommendations, version.updates)
        and sha256(content).hexdigest() == version.source.sha256
    )
