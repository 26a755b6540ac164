"""What publishing an uploaded workbook waits for: a version, a tick or a correction that is missing."""

from enum import StrEnum

from components.reading.newer_version import newer_version_seen
from components.session.upload_comparison import Change
from components.session.upload_state import Publishable, current_upload
from components.session.uploaded_workbook import UploadedWorkbook
from components.upload.publishing.losses import losses_accepted
from components.upload.step3_issues import warnings_read
from components.upload.target import PublishTarget

NEWER = "upload.newer"
"""The key of what other people published meanwhile, and the beginning of its checkbox's key."""


class Obstacle(StrEnum):
    """The obstacles, in the order in which a reader meets them on the page."""

    NO_STORE = "no-store"
    ERRORS = "errors"
    WARNINGS = "warnings"
    NO_MERGE = "no-merge"
    NOT_COMPARED = "not-compared"
    """The store failed."""
    NEWER_VERSION = "newer-version"
    LOSSES = "losses"


def obstacles(workbook: UploadedWorkbook, change: Change | None, target: PublishTarget) -> tuple[Obstacle, ...]:
    """Return everything that a workbook's publishing waits for; empty where the Publish button works."""
    comparison, no_change = current_upload().comparison, workbook.reading.publishable and change is None
    is_compared = comparison is not None and comparison.token == workbook.token
    found = {
        Obstacle.NO_STORE: target.store is None,
        Obstacle.ERRORS: not workbook.reading.publishable,
        Obstacle.WARNINGS: not warnings_read(workbook),
        Obstacle.NO_MERGE: no_change and is_compared,
        Obstacle.NOT_COMPARED: no_change and not is_compared,
    }
    ticks = missing_ticks(Publishable(workbook, change, target.number)) if change is not None else ()
    return (*(obstacle for obstacle, waits in found.items() if waits), *ticks)


def missing_ticks(publishable: Publishable) -> tuple[Obstacle, ...]:
    """Return what has to be ticked at the button before this change may be published."""
    unseen = not newer_version_seen(current_upload().newer_version, key=NEWER)
    found = {Obstacle.NEWER_VERSION: unseen, Obstacle.LOSSES: not losses_accepted(publishable)}
    return tuple(obstacle for obstacle, waits in found.items() if waits)


def may_publish(publishable: Publishable) -> bool:
    """Whether a press of the button publishes this change: everything before it is read and ticked."""
    return warnings_read(publishable.workbook) and not missing_ticks(publishable)
