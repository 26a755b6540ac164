"""The settings of the dashboard, read from environment variables."""

import os
from dataclasses import dataclass, field
from pathlib import Path

_DATA = Path(__file__).resolve().parents[1] / "data"
BUNDLED_TRACKER = _DATA / "tracker.xlsx"
DATABASE = f"sqlite:///{(_DATA / 'cynnydd.db').as_posix()}"


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of the dashboard.

    Attributes:
        tracker: the workbook that is shown directly, without published versions: `CYNNYDD_TRACKER`; None where
            published versions are shown.
        database_url: the database of published versions: `CYNNYDD_DATABASE_URL`, or a SQLite file next to the bundled
            tracker.
        feed_token: the token that clients of the data feeds have to send: `CYNNYDD_FEED_TOKEN`; "" where there are no
            feeds.
    """

    tracker: Path | None = None
    database_url: str = DATABASE
    feed_token: str = field(default="", repr=False)

    @classmethod
    def from_environment(cls) -> "Settings":
        """Return the settings in the environment of this process."""
        tracker = os.environ.get("CYNNYDD_TRACKER", "").strip()
        return cls(
            tracker=Path(tracker).expanduser().resolve() if tracker else None,
            database_url=os.environ.get("CYNNYDD_DATABASE_URL", "").strip() or DATABASE,
            feed_token=os.environ.get("CYNNYDD_FEED_TOKEN", "").strip(),
        )
