"""The base: a new database is created at this revision, so that there is nothing to change."""

revision = "0011"
down_revision = None


def upgrade() -> None:
    """Change nothing."""
