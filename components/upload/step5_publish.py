"""Step 5 of an upload: what publishing waits for, and publishing with a name and a reason."""

from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from enum import StrEnum

import streamlit as st

from components.choices.controls import entered_name, publisher_name_field
from components.document.pieces import show
from components.elements import element, escape_markdown, part
from components.graceful_end import PUBLISHING
from components.identity import current_actor
from components.reading.difference import conflict_text, newer_version_seen, show_newer_version
from components.session.upload_state import (
    Change,
    Publishable,
    PublishClick,
    change_upload,
    current_upload,
    keep_result,
    offer_publishing,
    refuse_publish,
    request_publish,
)
from components.session.uploaded_workbook import LONGEST_REASON, UploadedWorkbook
from components.session.view import View
from components.upload.comparison import PublishTarget, choose_merge
from components.upload.corrections import keeps_corrections
from components.upload.reading_file import remembered_answers
from components.upload.step2_reading import unconfirmed_doubts
from components.upload.step3_issues import warnings_read
from components.upload.steps import TOP, WIDE, show_not_yet, step_link
from model.access import Actor
from model.store_error import StoreError, StoreErrorCode
from model.versions.difference import LossKind
from model.versions.version import Mode
from store.store import Store
from wording.catalogue import Translator
from wording.differences.losses import loss_lines
from wording.errors import store_fault

_WHO, _WHY = "upload.publish.who", "upload.publish.why"
_CONFLICT = "upload.publish.refused"
NEWER = "upload.newer"
"""The key of what other people published meanwhile, and the beginning of its checkbox's key."""


def show_publish(view: View, workbook: UploadedWorkbook | None, target: PublishTarget, change: Change | None) -> None:
    """Show what would be lost and the form for a name and a reason, or what to do before publishing.

    First carry out a requested publish.
    """
    _ = view.translator
    conflict: StoreError | None = st.session_state.pop(_CONFLICT, None)
    if conflict is not None:
        _show_fault(conflict, _)
    click = current_upload().click
    if click is not None:
        _publish(click, target, _)
    if target.store is None:
        show_not_yet(
            _("Nothing can be published here. Why is said at the top of the page."),
            key="upload.publish.no-store",
            step=TOP,
        )
        offered = current_upload().publishable  # before the store failed: the form stays, with what is typed
        if offered is None or offered.workbook is not workbook:
            return
    if workbook is None:
        show_not_yet(_("Here you give your name and a reason, and publish the workbook."), key="upload.publish.none")
    elif change is None:
        show_not_yet(
            _("The workbook cannot be published yet. What keeps it is said above."),
            key="upload.publish.not-yet",
            step=TOP,
        )
    else:
        publishable = Publishable(workbook, change, target.number)
        _show_newer_version(view, publishable)
        merge = _merge_in_place_of(change)
        _show_losses(publishable, _, may_merge=merge is not None and merge.losses.is_empty)
        _show_missing_ticks(publishable, _)
        if unconfirmed_doubts(workbook):
            unsaid = _("Say first, in step 2, that it was read right.")
            show_not_yet(unsaid, key="upload.publish.reading", step=2)
        elif warnings_read(workbook):
            _form(publishable, _)
        else:
            unread = _("Say first, in step 3, that you have read the warnings.")
            show_not_yet(unread, key="upload.publish.warnings", step=3)


def suggest_reason(reason: str) -> None:
    """Begin the field of the reason with a text, which the publisher may change."""
    st.session_state[_WHY] = reason[:LONGEST_REASON]


def publish_requested(click: PublishClick, store: Store, actor: Actor) -> None:
    """Publish, and keep the result in place of the workbook.

    Raises StoreError where the store published nothing or cannot confirm it.
    """
    with PUBLISHING.under_way():
        publication = store.publish(
            click.publishable.change.candidate,
            actor=actor,
            reason=click.reason,
            compared_with=click.publishable.compared_with,
            token=click.token,
        )
    _remember_answers(click, store, actor, version=publication.version.number)
    change_upload(keep_result, publication)


def _form(publishable: Publishable, _: Translator) -> None:
    if publishable.change.difference.is_empty and not publishable.change.undecided:
        show_not_yet(_("Publishing it would change nothing, and make no new version."), key="upload.publish.nothing")
    change_upload(offer_publishing, publishable)
    publisher_name_field(_, key=_WHO, width=WIDE)
    with st.form(f"upload.publish.{publishable.workbook.token}", border=False, enter_to_submit=False):
        st.text_input(_("Why you publish it (required)"), key=_WHY, width=WIDE, max_chars=LONGEST_REASON)
        st.form_submit_button(
            _("Publish"),
            type="primary",
            on_click=_request_publish,
            disabled=bool(_what_is_left(publishable)),
            key="upload.publish",
        )


def _show_newer_version(view: View, publishable: Publishable) -> None:
    """Show what others published since, which this change would be published over, and offer to merge in its place."""
    newer = current_upload().newer_version
    if newer is None:
        return
    show_newer_version(view, newer, key=NEWER, with_tick=publishable.change.candidate.mode is Mode.REPLACE)
    if _merge_in_place_of(publishable.change) is not None:
        label = view.translator("Merge the workbook into version {number} instead", number=newer.number or "")
        st.button(
            escape_markdown(label), on_click=choose_merge, args=(publishable.workbook,), key="upload.publish.merge"
        )


def _show_missing_ticks(publishable: Publishable, _: Translator) -> None:
    if publishable.change.undecided:
        text = _.plural(
            "Choose first, in step 4, what is published in {n} place.",
            "Choose first, in step 4, what is published in {n} places.",
            publishable.change.undecided,
        )
        show_not_yet(text, key="upload.publish.conflicts", step=4)
    left = losses_left(publishable) + (Obstacle.NEWER_VERSION in _missing_ticks(publishable))
    if left:
        waiting = _.plural("Publishing waits for {n} tick above.", "Publishing waits for {n} ticks above.", left)
        show_not_yet(waiting, key="upload.publish.waiting", step=5)


def _merge_in_place_of(change: Change) -> Change | None:
    """Return the effect of merging the workbook in place of this change; None where it is this, or not possible."""
    comparison = current_upload().comparison
    merge = comparison.changes.get(Mode.MERGE) if comparison is not None else None
    return None if merge is change else merge


def _request_publish() -> None:
    """Let the next run publish what the button offers; nothing if the button is gone."""
    who, reason = entered_name(_WHO), str(st.session_state[_WHY])
    publishable = current_upload().publishable
    if publishable is not None and not _what_is_left(publishable):
        change_upload(request_publish, who, reason)


def _publish(click: PublishClick, target: PublishTarget, _: Translator) -> None:
    """Publish and rerun the page; where nothing was published, show why. The click is never carried out later.

    A newer version is shown where the workbook is compared again, which may take another run.
    """
    try:
        with st.spinner(_("Publishing the workbook")):
            publish_requested(click, target.writable_store(), current_actor(click.who))
    except StoreError as fault:
        change_upload(refuse_publish)
        if fault.code is StoreErrorCode.CONFLICT and click.publishable.compared_with == target.number:
            st.session_state[_CONFLICT] = fault
            st.rerun()
        _show_fault(fault, _)
        return
    st.session_state[_WHY] = ""
    st.rerun()


def _show_fault(fault: StoreError, _: Translator) -> None:
    """Show why nothing was published; after a conflict, that what the other person changed is to be seen first."""
    is_conflict = fault.code is StoreErrorCode.CONFLICT
    st.error(escape_markdown(conflict_text(fault, _) if is_conflict else store_fault(fault, _)))


def _remember_answers(click: PublishClick, store: Store, actor: Actor, *, version: int) -> None:
    """Save the answers for the next workbook with these headings, with the version that they were published in.

    Corrections are kept only if that is wished, and none of a single row. A store error here undoes nothing.
    """
    headings, options = click.publishable.workbook.headings, click.publishable.workbook.options
    kept = tuple(each for each in options.corrections if not each.row) if keeps_corrections() else ()
    added = options.statuses_added if keeps_corrections() else ()
    answers = remembered_answers(replace(options, corrections=kept, statuses_added=added))
    with suppress(StoreError):
        if answers or store.load_mapping(headings):
            who = {"who": actor.name.strip(), "verified": actor.verified}
            at = {"at": datetime.now(UTC).isoformat(timespec="seconds"), "version": version}
            store.save_mapping(headings, {"options": answers, **who, **at}, actor=actor)


class Obstacle(StrEnum):
    """The obstacles, in the order in which a reader meets them on the page."""

    NO_STORE = "no-store"
    ERRORS = "errors"
    READING = "reading"
    WARNINGS = "warnings"
    NO_MERGE = "no-merge"
    NOT_COMPARED = "not-compared"
    """The store failed."""
    NEWER_VERSION = "newer-version"
    LOSSES = "losses"
    CONFLICTS = "conflicts"


def obstacles(workbook: UploadedWorkbook, change: Change | None, target: PublishTarget) -> tuple[Obstacle, ...]:
    """Return everything that a workbook's publishing waits for; empty where the Publish button works."""
    comparison, no_change = current_upload().comparison, workbook.reading.publishable and change is None
    is_compared = comparison is not None and comparison.token == workbook.token
    found = {
        Obstacle.NO_STORE: target.store is None,
        Obstacle.ERRORS: not workbook.reading.publishable,
        **_unread(workbook),
        Obstacle.NO_MERGE: no_change and is_compared,
        Obstacle.NOT_COMPARED: no_change and not is_compared,
    }
    ticks = _missing_ticks(Publishable(workbook, change, target.number)) if change is not None else ()
    return (*(obstacle for obstacle, waits in found.items() if waits), *ticks)


def _unread(workbook: UploadedWorkbook) -> dict[Obstacle, bool]:
    """Return whether how the workbook was read, and its warnings, are still to be confirmed."""
    return {
        Obstacle.READING: bool(unconfirmed_doubts(workbook)),
        Obstacle.WARNINGS: not warnings_read(workbook),
    }


def _what_is_left(publishable: Publishable) -> list[Obstacle]:
    """Return what is to be read and ticked before a press of the button publishes this change."""
    unread = _unread(publishable.workbook)
    return [*(obstacle for obstacle, waits in unread.items() if waits), *_missing_ticks(publishable)]


def _missing_ticks(publishable: Publishable) -> tuple[Obstacle, ...]:
    """Return what has to be ticked at the button before this change may be published."""
    change = publishable.change
    unseen = not newer_version_seen(current_upload().newer_version, key=NEWER)
    found = {
        Obstacle.NEWER_VERSION: unseen and change.candidate.mode is Mode.REPLACE,
        Obstacle.LOSSES: losses_left(publishable) != 0,
        Obstacle.CONFLICTS: change.undecided != 0,
    }
    return tuple(obstacle for obstacle, waits in found.items() if waits)


def _show_losses(publishable: Publishable, _: Translator, *, may_merge: bool) -> None:
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
    for kind, line in lines.items():
        st.checkbox(escape_markdown(line), key=_checkbox_key(publishable, kind))


def losses_left(publishable: Publishable) -> int:
    """Return the number of kinds of loss that the reader has not ticked."""
    return sum(
        not bool(st.session_state.get(_checkbox_key(publishable, kind))) for kind in publishable.change.losses.kinds
    )


def _checkbox_key(publishable: Publishable, kind: LossKind) -> str:
    """Return the key of a checkbox, which counts for one comparison: a newer version has to be ticked again."""
    mode, number = publishable.change.candidate.mode.value, publishable.compared_with
    return f"upload.loss.{kind.value}.{mode}.{number}.{publishable.workbook.token}"
