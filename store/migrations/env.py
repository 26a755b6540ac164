"""What Alembic runs: the migrations, on the connection and in the transaction that it is given."""

from alembic import context

from store.schema.tables import METADATA, VERSION_TABLE

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    version_table=VERSION_TABLE,
    transactional_ddl=True,
)
context.run_migrations()
