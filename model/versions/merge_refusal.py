"""Why a workbook may not be merged into the tracker that is current."""

from enum import StrEnum


class MergeRefusal(StrEnum):
    """What speaks against merging, so that only replacing is left."""

    NO_UPDATES = "no-updates"
    """It brings no update."""
    UNKNOWN_REF = "unknown-ref"
    """It speaks of a recommendation that the tracker does not have."""
    OLDER_ROUND = "older-round"
    """It brings an update from before the tracker's latest round, or one that names no day."""
    OTHER_SCALE = "other-scale"
    """Its Key is another one, or it uses a status that the tracker's scale does not have."""


class MergeError(Exception):
    """A workbook may not be merged. `wording.errors.merge` makes its sentence from `why`; the text is for logs."""

    def __init__(self, why: MergeRefusal) -> None:
        super().__init__(str(why))
        self.why = why
