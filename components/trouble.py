"""What a page shows when it has nothing to show: no tracker, nothing that matches."""

import streamlit as st

from components.filters import filter_bar
from components.head import answer
from components.literal import literal
from components.view import View
from model.issue import WorkbookError
from wording.catalogue import Translator
from wording.issues import message, remedy


def no_tracker(error: WorkbookError, _: Translator) -> None:
    """Say why the tracker cannot be shown and what to do."""
    answer(_("The tracker cannot be shown."))
    st.error(literal(message(error, _)))
    st.markdown(literal(remedy(error, _)))


def no_match(view: View) -> None:
    """Say that nothing matches what is chosen, and how to see something again."""
    _ = view.translator
    answer(_("No recommendation matches what is chosen."))
    filter_bar(view)
    st.info(literal(_("Choose less in the filter, or press Reset to see every recommendation.")))


def too_few_rounds(view: View) -> None:
    """Say that nothing can be compared before there are two rounds."""
    _ = view.translator
    answer(_("There are not yet two rounds to compare."))
    filter_bar(view)
    st.info(literal(_("Choose a later round in “As at”, or come back when the next round has been reported.")))
