"""The returns of a trial round as a zip file: to see what an agency would get."""

from datetime import date
from functools import partial

import pandas as pd

from analysis.selection.selection import Selection
from components.downloads.office import office_on_papers
from components.making.buttons import FileButton, show_file_buttons
from components.making.program import prepare_making
from components.making.request import Work
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
    prepare_making()
    button = FileButton(
        _("Download the returns of the trial (zip)"),
        f"trial-{returns_zip_file_name(trial.of_round.month)}",
        "application/zip",
        lambda make: make(trial_returns_work(trial.state, trial.of_round, day)),
        key="trial.returns",
    )
    show_file_buttons([button], _)


def trial_returns_work(state: RoundState, of_round: Round, day: date) -> Work:
    """Return the work that makes the returns of the trial as a zip file, without a store."""
    edition = Edition(
        state.current.tracker,
        Selection(as_at=f"{of_round.month:%Y-%m}"),
        Language.ENGLISH,
        state.current.reading.source.name,
        today=pd.Timestamp(day),
        office=office_on_papers(state.current),
    )
    return partial(returns_zip_bytes, edition, of_round, state.requests)
