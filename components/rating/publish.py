"""Publishing a round: its rows become a workbook, which goes through the steps of the page Upload."""

import streamlit as st

from analysis.returns.answers import AnswerRow
from analysis.returns.progress import ProgressRow, return_progress
from analysis.table_rows import rows_of
from components.published.published_version import office_of, published_store
from components.rating.state import RatingState
from components.round.recipients import recipient_name
from components.session.links import TRACKER_PAGES
from components.session.upload_state import change_upload, choose_file
from components.session.uploaded_workbook import ReadRequest
from components.session.view import View, today
from components.text.page_header import show_paragraphs
from components.upload.step5_publish import suggest_reason
from loaders.canonical import workbook_bytes
from model.returns.items import Item
from model.returns.round import Recipient
from store.rounds.round_rows import round_rows
from wording.rounds.ratings import coverage_sentence


def offer_publishing(view: View, state: RatingState) -> None:
    """Show the coverage of the round, and offer to take what was answered and decided to the page Upload."""
    _ = view.translator
    coverage = coverage_sentence(_missing(view, state), len(_progress(state)), _)
    show_paragraphs(
        coverage,
        _("Upload shows what the round changes before anything is published. Come back here as often as you need."),
        key="rating.publish.how",
    )
    if st.button(_("Take the round to Upload"), type="primary", key="rating.publish"):
        name = f"cynnydd-round-{state.of_round.month:%Y-%m}.xlsx"
        change_upload(choose_file, ReadRequest(name, round_workbook(state), merge_only=True))
        suggest_reason(coverage)
        st.switch_page(TRACKER_PAGES / "upload.py")


def round_workbook(state: RatingState) -> bytes:
    """Return the workbook of the round: what was answered and decided, to be merged into what is published."""
    store, version = published_store(), state.round.current.version
    answers: dict[tuple[str, str], dict[Item, str]] = {}
    for row in rows_of(state.answers, AnswerRow):
        answers.setdefault((row.review, row.ref), {})[Item(row.item)] = row.text
    reading = store.load(version.number if version is not None else 0)
    office = office_of(state.round.current)
    rows = round_rows(reading.rows, answers, state.drafts.values(), month=state.of_round.month, office=office)
    return workbook_bytes(rows, state.round.current.tracker.scale)


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
