"""Every change that is not published, to take back or to publish as one version with a reason."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from hashlib import sha256
from secrets import token_hex

import streamlit as st

from analysis.difference.trackers import losses
from components.choices.controls import entered_name
from components.choices.draft_fields import WIDE, is_named, write
from components.document.pieces import show, show_paragraphs
from components.edit.state import EditState, choose, whole_rows, wrong_addresses
from components.elements import element, escape_markdown, part
from components.graceful_end import PUBLISHING
from components.identity import current_actor, publisher_name
from components.published import published_store
from components.session.links import href
from components.session.upload_state import LONGEST_REASON
from components.session.view import View, today
from loaders.canonical import workbook_bytes
from loaders.client import read_in_worker
from loaders.options import ReadOptions
from loaders.security import Limits
from model.edits import DELETED, EditedField, rows_mark
from model.issue import Severity, WorkbookError
from model.returns.draft import Draft
from model.tracker.columns import DECISIONS, MONITORING, PROGRESS, RECOMMENDATIONS, TARGETS
from model.tracker.tracker import Tracker
from model.versions.version import Candidate, Mode, Publication, StoreError
from store.edits import deletions, publish_edits
from store.publish import PublishRequest
from store.rounds.drafts import take_back
from wording.catalogue import Translator
from wording.differences.losses import loss_lines
from wording.errors import store_fault
from wording.issues import issue_line, with_status_names
from wording.rounds import saved_sentence
from wording.versions import change_sentence

_WHY, _RESULT, _TOKEN, _CLEARED = "edit.why", "edit.result", "edit.token", "edit.cleared"
# What others have changed, as the reader has seen it.
_SEEN = "edit.seen"
# The tables of what is deleted with a recommendation.
_CONTENTS = {
    "updates": PROGRESS.table,
    "promises": MONITORING.table,
    "targets": TARGETS.table,
    "decisions": DECISIONS.table,
}


def show_changes(view: View, state: EditState) -> None:
    """Show each change with by whom it was written, and a button that takes it back."""
    _ = view.translator
    if not state.changes:
        show_paragraphs(_("Nothing is changed yet."), key="edit.changes.none")
    for number, draft in enumerate(state.changes):
        lines = [element("p", _sentence(state, draft, _), class_="prose")]
        lines.append(element("p", saved_sentence(draft, _, today=today()), class_="muted"))
        lines += [element("p", words, class_="error") for words in _obstacles(state, draft, _)]
        show(part(f"edit.change.{number}", *lines))
        with st.container(horizontal=True):
            if draft.cell in state.edited.conflicts and not deletions([draft]):
                label = _("Publish mine all the same ({n})", n=number + 1)
                now = {"edit": draft.edit, "before": state.edited.conflicts[draft.cell]}
                st.button(label, on_click=write, args=(draft.cell, draft.text), kwargs=now, key=f"edit.keep.{number}")
            st.button(
                _("Take change {n} back", n=number + 1),
                on_click=_take_back,
                args=(draft,),
                disabled=not is_named(),
                key=f"edit.back.{number}",
            )


def offer_deletion(state: EditState, table: str, row: str, label: str, _: Translator) -> None:
    """Offer to delete a published row, or the recommendation with all its rows; say what goes with it, and ask why."""
    whole = table == RECOMMENDATIONS.table
    rows = [*state.published.values()] if whole else [*filter(None, [state.rows(table).get(row)])]
    field = str(EditedField(table, row, DELETED))
    if not rows:
        return
    if state.text(field):
        show_paragraphs(_("This is deleted when the changes are published."), key=f"edit.deleted.{table}")
        return
    with st.expander(label):
        if whole:
            show_paragraphs(
                _(
                    "With it go its updates ({updates}), promises ({promises}), target dates ({targets}) and decisions "
                    "({decisions}). Earlier versions stay on record.",
                    **{name: len(state.rows(each)) for name, each in _CONTENTS.items()},
                ),
                key="edit.delete.what",
            )
        key = f"edit.delete.{state.key}.{table}.{row}"
        reason = st.text_input(_("Why it is deleted"), key=key, max_chars=LONGEST_REASON, width=WIDE)
        is_off, cell = not (reason.strip() and is_named()), state.cell(field)
        now = {"edit": state.drafts[cell].edit if cell in state.drafts else 0, "before": rows_mark(rows)}
        st.button(label, on_click=write, args=(cell, reason), kwargs=now, disabled=is_off, key=f"{key}.button")


def offer_publishing(view: View, state: EditState) -> None:
    """Show the field of the reason and the button that publishes every change as one version."""
    _ = view.translator
    is_stopped = any(list(_obstacles(state, draft, _)) for draft in state.changes)
    if is_stopped:
        show_paragraphs(_("Put right what is said above first, or take it back."), key="edit.stopped")
    if st.session_state.pop(_CLEARED, False):
        st.session_state[_WHY] = ""
    st.text_input(_("Why you publish it (required)"), key=_WHY, max_chars=LONGEST_REASON, width=WIDE)
    label = _.plural("Publish {n} change", "Publish {n} changes", len(state.changes))
    st.session_state.setdefault(_TOKEN, token_hex(16))
    is_stopped |= not _show_losses(state, _)
    is_unseen = _others_wrote_more(state)
    if st.button(label, type="primary", disabled=is_stopped or not state.changes, key="edit.publish"):
        if is_unseen:
            words = _("Somebody else has changed more since you saw this page: look at it, and press again.")
            st.session_state[_RESULT] = [words]
            st.rerun()
        with st.spinner(_("Publishing the changes")):
            st.session_state[_RESULT] = _publish(view, state)
        st.rerun()


def _others_wrote_more(state: EditState) -> bool:
    """Return whether others have written changes that the reader has not seen, who sees them now."""
    me = current_actor(publisher_name()).name
    written = {(draft.cell, draft.edit) for draft in state.changes if draft.by != me}
    seen: Collection[object] = st.session_state.get(_SEEN, written)
    st.session_state[_SEEN] = written
    return bool(written.difference(seen))


def _show_losses(state: EditState, _: Translator) -> bool:
    """Show what the deletions lose, and return whether it may go; True where nothing is deleted."""
    deleted = deletions(state.changes)
    if not deleted:
        return True
    kept = whole_rows(replace(state, drafts={draft.cell: draft for draft in deleted})).rows
    before = state.current.tracker
    lost = loss_lines(losses(before, Tracker.from_rows(kept, before.scale)), _)
    show(
        part(
            "edit.losses",
            element("h3", _("What would be lost")),
            element("ul", *(element("li", line) for line in lost.values()), class_="points"),
        )
    )
    key = "".join(f"{draft.cell}{draft.before}" for draft in deleted)
    return st.checkbox(_("That may go"), key=f"edit.losses.{sha256(key.encode()).hexdigest()[:16]}")


def show_result(view: View) -> None:
    """Show what the last press of the button did, or why nothing was published, and forget it."""
    _, result = view.translator, st.session_state.pop(_RESULT, None)
    if isinstance(result, Publication):
        number = result.version.number
        words = (
            _("These changes are published already, in version {number}.", number=number)
            if result.unchanged
            else _("Version {number} is published.", number=number)
        )
        link = element("a", _("See the versions"), href=href("versions", view.query))
        show(part("edit.result", element("p", words, " ", link, class_="banner", role="status")))
    elif isinstance(result, StoreError):
        st.error(escape_markdown(store_fault(result, _)))
    elif result:
        st.error("\n\n".join([escape_markdown(_("Nothing was published.")), *map(escape_markdown, result)]))


def _publish(view: View, state: EditState) -> Publication | StoreError | Sequence[str]:
    """Publish every change; return the publication, the fault of the store, or what is wrong in the whole tracker."""
    _, scale = view.translator, state.current.tracker.scale
    try:
        edited = whole_rows(state)
        content = workbook_bytes(edited.rows, scale)
        reading = read_in_worker(
            content,
            name=f"cynnydd-edited-{today():%Y-%m-%d}.xlsx",
            limits=Limits.from_environment(),
            options=ReadOptions(published=state.current.published),
        )
        if not reading.publishable:
            errors = [issue for issue in reading.issues if issue.severity is Severity.ERROR]
            return [issue_line(issue, _) for issue in with_status_names(errors, view.scale, _)]
        proposed = state.current.reading.proposed_scale
        candidate = Candidate(replace(reading, scale=scale, proposed_scale=proposed), content, Mode.MERGE)
        actor = current_actor(entered_name("edit.who"))
        request = PublishRequest(actor, st.session_state[_WHY], state.number, st.session_state[_TOKEN])
        with PUBLISHING.under_way():
            published = publish_edits(published_store(), candidate, state.changes, edited.listed, request)
    except StoreError as fault:
        return fault
    except WorkbookError as error:
        return [str(error)]
    st.session_state[_TOKEN] = token_hex(16)
    st.session_state[_CLEARED] = True
    if key := edited.listed.get(state.key):
        choose(key)
    return published


def _sentence(state: EditState, draft: Draft, _: Translator) -> str:
    key = (draft.cell.review, draft.cell.ref)
    review, ref = state.edited.listed.get(key, key)
    name = EditedField.parse(draft.cell.field).field
    return change_sentence(review, ref, name, draft.before, draft.text, _)


def _obstacles(state: EditState, draft: Draft, _: Translator) -> Sequence[str]:
    """Return what keeps a change from being published."""
    found = []
    if draft.cell in state.edited.lost:
        found.append(_("The tracker no longer has what this changes. Take it back."))
    if draft in deletions([draft]) and draft.cell in state.edited.conflicts:
        found.append(_("Somebody has published something else about it since. Take this back, and look at it first."))
    elif draft.cell in state.edited.conflicts:
        now = state.edited.conflicts[draft.cell]
        found.append(_("Published since by somebody else: “{text}”. Choose which of the two shall stand.", text=now))
    if draft in wrong_addresses(state):
        found.append(_("This is no address of the web."))
    return found


def _take_back(draft: Draft) -> None:
    try:
        take_back(published_store(), [draft], actor=current_actor(entered_name("edit.who")))
    except StoreError as fault:
        st.session_state[_RESULT] = fault
