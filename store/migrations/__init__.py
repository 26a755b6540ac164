"""The migrations of the database, run by Alembic in the transaction of the caller."""

from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory

from store.tables import METADATA, POINTER, triggers


def known_revisions() -> set[str]:
    """Return the revisions of all migrations."""
    return {script.revision for script in ScriptDirectory.from_config(_config()).walk_revisions()}


def create(connection: sa.Connection) -> None:
    """Create every table and trigger, and mark the database as one at the newest revision."""
    METADATA.create_all(connection, checkfirst=False)
    for statement in triggers(connection.dialect.name):
        connection.exec_driver_sql(statement)
    connection.execute(sa.insert(POINTER).values(id=1))
    command.stamp(_config(connection), "head")


def upgrade(connection: sa.Connection) -> None:
    """Migrate a database to the newest revision."""
    command.upgrade(_config(connection), "head")


def _config(connection: sa.Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config
