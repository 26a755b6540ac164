"""Databases as earlier releases left them."""

import sqlalchemy as sa

from store.schema.tables import AUDIT, ENDED_SESSIONS, PACKED, ROLES, SINCE, VERSION_TABLE, VERSIONS


def as_the_first_release_left_it(store):
    """Take out of a database what the migrations after the first added, and close the store."""
    with store.engine.begin() as connection:
        for table in (PACKED, ROLES, ENDED_SESSIONS):
            table.drop(connection)
        connection.execute(sa.text("DROP INDEX audit_at"))
        for table in (VERSIONS, AUDIT):
            for column in table.columns:
                if SINCE in column.info:
                    connection.execute(sa.text(f"ALTER TABLE {table.name} DROP COLUMN {column.name}"))
        connection.execute(sa.text(f"UPDATE {VERSION_TABLE} SET version_num = '0001'"))  # noqa: S608 - our own name
    store.close()
