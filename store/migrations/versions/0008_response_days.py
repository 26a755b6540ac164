"""The eighth migration: the days after publication within which a formal response to a review is due.

It repeats the schema of its time, whatever `store.tables` has today.
"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

_TABLE, _TRIGGER, _ADDED = "tracker_reviews", "tracker_reviews_update", "response_days"
_FIXED = (
    *("id", "introduced", "place", "digest", "review", "title"),
    *("published", "published_last", "published_precision", "published_words"),
    *("body", "source", "notes", "title_cy", _ADDED),
)
_REFUSAL = "what was published is never changed"


def upgrade() -> None:
    """Add the column, and extend the trigger to it.

    Packed copies lack it, and are made anew from the rows.
    """
    is_postgresql = op.get_bind().dialect.name == "postgresql"
    op.add_column(_TABLE, sa.Column(_ADDED, sa.Text()))
    op.execute(f"DROP TRIGGER IF EXISTS {_TRIGGER}{f' ON {_TABLE}' if is_postgresql else ''}")
    fixed = ", ".join(f'"{column}"' for column in _FIXED)
    refusal = "EXECUTE FUNCTION cynnydd_refuse()" if is_postgresql else f"BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END"
    op.execute(f"CREATE TRIGGER {_TRIGGER} BEFORE UPDATE OF {fixed} ON {_TABLE} FOR EACH ROW {refusal}")
    op.execute("DELETE FROM packed")
