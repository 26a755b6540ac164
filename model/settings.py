"""The settings, read once from the environment."""

import os
from dataclasses import dataclass
from pathlib import Path

BUNDLED_TRACKER = Path(__file__).resolve().parents[1] / "data" / "tracker.xlsx"


@dataclass(frozen=True, slots=True)
class Settings:
    """What whoever runs the dashboard may choose.

    `tracker` is the workbook that is shown: `CYNNYDD_TRACKER`, or the bundled one.
    """

    tracker: Path = BUNDLED_TRACKER

    @property
    def sample(self) -> bool:
        """Whether the bundled tracker is shown, which is a sample until an office's own workbook replaces it."""
        return self.tracker == BUNDLED_TRACKER

    @classmethod
    def from_environment(cls) -> "Settings":
        """Return the settings of this process's environment."""
        tracker = os.environ.get("CYNNYDD_TRACKER", "").strip()
        return cls(tracker=Path(tracker).expanduser().resolve() if tracker else BUNDLED_TRACKER)
