"""Take returns of the trial in that were filled in: they stay in this visit, and no store has them."""

from collections.abc import Sequence
from datetime import UTC, datetime

import streamlit as st

from components.elements.markdown_escape import escape_markdown
from components.reading.turn import reading_turn
from components.round.take_in import FileResult, read_returns, show_results
from components.session.view import View
from components.trial.trial_round import SENT, TrialRound
from loaders.returns.unpack import CONTAINER_ENDINGS, RETURN_ENDINGS, SentFile
from loaders.security.limits import MEBIBYTE, Limits
from model.returns.received import ReceivedReturn, StoredReturn
from model.returns.round import Recipient

_FIELD, _RESULTS = "trial.files", "trial.results"


def show_trial_collection(view: View, trial: TrialRound) -> None:
    """Show the field for files and its button; then what came of each file that was taken in."""
    _, number = view.translator, int(st.session_state.setdefault(_FIELD, 0))
    label = _(
        "A return of the trial that you have filled in ({endings})",
        endings=", ".join((*RETURN_ENDINGS, *CONTAINER_ENDINGS)),
    )
    largest = min(int(st.get_option("server.maxUploadSize")), Limits.from_environment().file_bytes // MEBIBYTE)
    files = st.file_uploader(
        escape_markdown(label), key=f"{_FIELD}.{number}", accept_multiple_files=True, max_upload_size=largest
    )
    if st.button(_("Take the files into the trial"), disabled=not files, key="trial.collect"):
        with st.spinner(_("Reading the files")), reading_turn(_):
            _take_in(trial, [SentFile(file.name, file.getvalue()) for file in files or []])
        st.session_state[_FIELD] = number + 1
        st.rerun()
    show_results(trial.view, st.session_state.get(_RESULTS, ()))


def _take_in(trial: TrialRound, files: Sequence[SentFile]) -> None:
    """Read files, and keep the returns of the trial in the session."""
    outcomes = list(read_returns(trial.state, files))
    st.session_state[_RESULTS] = [FileResult(each.name, each.received, each.error) for each in outcomes]
    found = [each.received for each in outcomes if each.received is not None]
    last = max((sent.number for sent in trial.state.returns), default=0)
    kept = [_stored(each, number) for number, each in enumerate(found, start=last + 1)]
    st.session_state[SENT] = (*st.session_state.get(SENT, ()), *kept)


def _stored(received: ReceivedReturn, number: int) -> StoredReturn:
    """Return what a store would have of a return."""
    recipient = received.recipient or Recipient("", "")
    return StoredReturn(number, recipient, "", "", datetime.now(UTC), received.answers, received.issues)
