"""What publishing an uploaded workbook waits for: a version, a tick, a correction, or the agreement to what is lost."""

from enum import StrEnum

import streamlit as st

from components.document.pieces import show
from components.elements.html import element, escape_markdown, part
from components.reading.newer_version import newer_version_seen
from components.session.upload_state import Change, Publishable, current_upload
from components.session.uploaded_workbook import UploadedWorkbook
from components.upload.step3_issues import warnings_read
from components.upload.steps import step_link
from components.upload.target import PublishTarget
from model.versions.losses import LossKind
from wording.catalogue import Translator
from wording.differences.losses import loss_lines

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
    found = {Obstacle.NEWER_VERSION: unseen, Obstacle.LOSSES: not _losses_accepted(publishable)}
    return tuple(obstacle for obstacle, waits in found.items() if waits)


def may_publish(publishable: Publishable) -> bool:
    """Whether a press of the button publishes this change: everything before it is read and ticked."""
    return warnings_read(publishable.workbook) and not missing_ticks(publishable)


def show_losses(publishable: Publishable, _: Translator, *, may_merge: bool) -> None:
    """Show a checkbox for each kind of loss; nothing where nothing would be lost.

    Args:
        publishable: the change to publish.
        _: the reader's language.
        may_merge: whether the workbook can be merged in place of this change, and would then lose nothing.
    """
    lines = loss_lines(publishable.change.losses, _)
    if not lines:
        return
    text = _(
        "This is published now and would be gone. Tick each line to publish without it. Earlier versions stay on "
        "record."
    )
    nodes = [element("h3", _("What would be lost")), element("p", text, class_="prose")]
    if may_merge:
        nodes.append(
            element("p", step_link(_("Merged, in step 4, the workbook would lose nothing."), 4), class_="prose")
        )
    show(part("upload.losses", *nodes))
    for line in lines:
        st.checkbox(escape_markdown(line.text), key=_checkbox_key(publishable, line.kind))


def losses_left(publishable: Publishable) -> int:
    """Return the number of kinds of loss that the reader has not ticked."""
    return sum(not _is_ticked(publishable, kind) for kind in publishable.change.losses.kinds)


def _losses_accepted(publishable: Publishable) -> bool:
    """Whether the reader has ticked each kind of loss; true without losses."""
    return losses_left(publishable) == 0


def _is_ticked(publishable: Publishable, kind: LossKind) -> bool:
    return bool(st.session_state.get(_checkbox_key(publishable, kind)))


def _checkbox_key(publishable: Publishable, kind: LossKind) -> str:
    """Return the key of a checkbox, which counts for one comparison: a newer version has to be ticked again."""
    mode, number = publishable.change.candidate.mode.value, publishable.compared_with
    return f"upload.loss.{kind.value}.{mode}.{number}.{publishable.workbook.token}"
