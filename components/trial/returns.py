"""The returns of a trial round as a zip file: to see what an agency would get."""

from datetime import date

import pandas as pd
import streamlit as st

from analysis.selection.selection import Selection
from components.downloads.office import office_on_papers
from components.round.state import RoundState
from components.session.view import View, today
from components.text.page_header import show_paragraphs
from components.trial.trial_round import TrialRound
from model.language import Language
from model.returns.round import Round
from reports.content.edition import Edition
from reports.file_names import returns_zip_file_name
from reports.returns.package import returns_zip_bytes


def offer_trial_returns(view: View, trial: TrialRound) -> None:
    """Offer the zip file; what is in it is taken in nowhere, since no round asks about a review of that name."""
    _, day = view.translator, today()
    show_paragraphs(
        _(
            "The file has the workbook that each agency would get, and a draft e-mail with it attached. Fill one in, "
            "and take it into the trial below: it stays in this visit, and no other round takes it in."
        ),
        key="trial.how",
    )
    st.download_button(
        _("Download the returns of the trial (zip)"),
        data=lambda: trial_returns_zip(trial.state, trial.of_round, day),
        file_name=f"trial-{returns_zip_file_name(trial.of_round.month)}",
        mime="application/zip",
        on_click="ignore",
        key="trial.returns",
    )


def trial_returns_zip(state: RoundState, of_round: Round, day: date) -> bytes:
    """Return the returns of the trial as a zip file, made without a store."""
    edition = Edition(
        state.current.tracker,
        Selection(as_at=f"{of_round.month:%Y-%m}"),
        Language.ENGLISH,
        state.current.reading.source.name,
        today=pd.Timestamp(day),
        office=office_on_papers(),
    )
    return returns_zip_bytes(edition, of_round, state.requests)
