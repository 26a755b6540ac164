"""The eleventh migration: the recommendation that takes the place of a superseded one.

It repeats the schema of its time, whatever `store.tables` has today.
"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"

_TABLE, _TRIGGER, _ADDED = "tracker_decisions", "tracker_decisions_update", "superseded_by"
_FIXED = (
    *("id", "introduced", "place", "digest", "review", "ref"),
    *("date", "date_last", "date_precision", "date_words"),
    *("decision", "reason", "evidence", "by", _ADDED),
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
