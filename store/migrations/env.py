"""The environment script of Alembic: run the migrations in the connection and transaction of the caller."""

from alembic import context

from store.tables import METADATA, VERSION_TABLE

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    version_table=VERSION_TABLE,
    transactional_ddl=True,
)
context.run_migrations()
