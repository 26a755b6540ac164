"""Databases as earlier releases left them."""

import sqlalchemy as sa

from store.tables import METADATA, PACKED, SINCE, VERSION_TABLE


def as_the_first_release_left_it(store):
    """Take out of a database what the migrations after the first added, and close the store."""
    with store.engine.begin() as connection:
        for table in reversed(METADATA.sorted_tables):
            if table is PACKED or SINCE in table.info:
                table.drop(connection)
        connection.execute(sa.text("DROP INDEX audit_at"))
        for name in ("tracker_progress", "tracker_reviews"):
            of_table = f" ON {name}" if connection.dialect.name == "postgresql" else ""
            connection.execute(sa.text(f"DROP TRIGGER {name}_update{of_table}"))
        for table in METADATA.sorted_tables:
            for column in table.columns:
                if SINCE in column.info and SINCE not in table.info:
                    connection.execute(sa.text(f"ALTER TABLE {table.name} DROP COLUMN {column.name}"))
        connection.execute(sa.text(f"UPDATE {VERSION_TABLE} SET version_num = '0001'"))  # noqa: S608 - our own name
    store.close()
