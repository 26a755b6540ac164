"""Why a workbook may not be merged into the current tracker."""

from enum import StrEnum


class MergeRefusal(StrEnum):
    """The reason for which a workbook can only replace the tracker."""

    NO_UPDATES = "no-updates"
    """The workbook has no update."""
    UNKNOWN_REF = "unknown-ref"
    """It names a recommendation that the tracker does not have."""
    OLDER_ROUND = "older-round"
    """Its updates are all from before the tracker's latest round, or one has no days or is of an unpublished round."""
    OTHER_SCALE = "other-scale"
    """Its Key differs, or it uses a status that the tracker's scale does not have."""


class MergeError(Exception):
    """A workbook may not be merged. `wording.errors` makes the sentence from `why`; the text is for logs."""

    def __init__(self, why: MergeRefusal) -> None:
        super().__init__(str(why))
        self.refusal = why
