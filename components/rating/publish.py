"""Publishing a round: its rows become a workbook, which goes through the steps of the page Upload."""

import streamlit as st

from analysis.returns.progress import ProgressRow, return_progress
from analysis.table_rows import rows_of
from components.document.pieces import show_paragraphs
from components.rating.decisions import missing_nodes
from components.rating.state import RatingState
from components.round.header import office_line
from components.round.recipients import recipient_name
from components.session.links import TRACKER_PAGES
from components.session.upload_state import change_upload, choose_file
from components.session.uploaded_workbook import ReadRequest
from components.session.view import View, today
from components.upload.step5_publish import suggest_reason
from loaders.canonical import workbook_bytes
from model.returns.round import Recipient
from model.returns.unpublished import written_kind
from model.versions.version import AuditEntry
from store.rounds.drafts import rating_entries
from wording.labels.unpublished import unpublished_sentence
from wording.rounds.ratings import coverage_sentence


def offer_publishing(view: View, state: RatingState) -> None:
    """Show the coverage of the round and what is not published, and offer to take that to the page Upload."""
    _, counts = view.translator, state.round.unpublished.counts
    coverage = coverage_sentence(_missing(view, state), len(_progress(state)), _)
    left = unpublished_sentence(counts, _) if counts else _("Everything that was answered and decided is published.")
    show_paragraphs(
        coverage,
        left,
        office_line(view, state.round.current),
        *missing_nodes(view, state),
        _("Upload shows what the round changes before anything is published. Come back here as often as you need."),
        key="rating.publish.how",
    )
    rows = state.round.unpublished.rows
    if st.button(_("Take the round to Upload"), type="primary", disabled=not any(rows.values()), key="rating.publish"):
        name = f"cynnydd-round-{state.of_round.month:%Y-%m}.xlsx"
        content = workbook_bytes(rows, state.round.current.tracker.scale, of_round=True)
        change_upload(choose_file, ReadRequest(name, content, ratings=_ratings(state)))
        suggest_reason(coverage)
        st.switch_page(TRACKER_PAGES / "upload.py")


def _ratings(state: RatingState) -> tuple[AuditEntry, ...]:
    """Return who rated and decided, and when, of what is not published yet."""
    written = (each for each in state.round.unpublished.written if each.is_publishable)
    left = {(each.review, each.ref, each.kind, each.name) for each in written}
    drafts = state.drafts.items()
    return rating_entries(draft for cell, draft in drafts if (cell.review, cell.ref, *written_kind(cell.field)) in left)


def _progress(state: RatingState) -> list[ProgressRow]:
    of_round = state.of_round
    table = return_progress(state.round.requests, state.round.returns, due=of_round.due, today=today())
    return list(rows_of(table, ProgressRow))


def _missing(view: View, state: RatingState) -> list[str]:
    """Return the names of those who have not answered everything."""
    return [
        recipient_name(Recipient(row.agency, row.role), view.names, view.translator)
        for row in _progress(state)
        if row.answered < row.requested
    ]
