"""Collect what agencies sent: choose returns, several at a time, also in archives and e-mails."""

import streamlit as st

from components.elements.markdown_escape import escape_markdown
from components.round.state import RoundState
from components.round.take_in import offer_taking_in, show_outcomes
from components.session.view import View
from loaders.returns.unpack import CONTAINER_ENDINGS, RETURN_ENDINGS, SentFile
from loaders.security.limits import MEBIBYTE, Limits

_FIELD = "round.collect.field"


def show_collection(view: View, state: RoundState) -> None:
    """Show the field for files and its button; then what came of each file that was taken in."""
    _ = view.translator
    number = int(st.session_state.setdefault(_FIELD, 0))
    largest = min(int(st.get_option("server.maxUploadSize")), Limits.from_environment().file_bytes // MEBIBYTE)
    label = _(
        "Returns that came back ({endings}), also in archives and e-mails ({containers}); of at most {n} MB each",
        endings=", ".join(RETURN_ENDINGS),
        containers=", ".join(CONTAINER_ENDINGS),
        n=largest,
    )
    files = st.file_uploader(
        escape_markdown(label), key=f"{_FIELD}.{number}", accept_multiple_files=True, max_upload_size=largest
    )

    def chosen_files() -> list[SentFile]:
        return [SentFile(file.name, file.getvalue()) for file in files]

    if offer_taking_in(view, state, chosen_files, disabled=not files) is not None:
        st.session_state[_FIELD] = number + 1
        st.rerun()
    show_outcomes(view)
