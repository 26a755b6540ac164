"""The question for the scale: the order of the statuses, worst first, and which of them mean done."""

from typing import cast

import streamlit as st

from components.elements.markdown_escape import escape_markdown
from components.session.uploaded_workbook import UploadedWorkbook
from components.upload.preview_view import WIDE
from loaders.options import OptionError
from loaders.vocabulary.status_words import is_progress_word, order_worst_first
from model.text import label_key
from wording.catalogue import Translator


def asks_scale(workbook: UploadedWorkbook) -> bool:
    """Whether the form has the question for the scale."""
    return bool(_words(workbook))


def ask_scale(workbook: UploadedWorkbook, _: Translator) -> None:
    """Show a field for each position of the scale, and one for what means done; nothing without open statuses."""
    words = _words(workbook)
    if not words:
        return
    st.markdown(escape_markdown(_("The statuses are words of the tracker’s own. Say their order, the worst first.")))
    default_order = _default_order(workbook, words)
    for position in range(1, len(words) + 1):
        label = _("Status {n}, the worst", n=position) if position == 1 else _("Status {n}", n=position)
        index = words.index(default_order[position - 1]) if position <= len(default_order) else None
        st.selectbox(
            label, words, index=index, key=_key(workbook, str(position)), placeholder=_("not said yet"), width=WIDE
        )
    done = workbook.options.complete
    if done is None:
        done = tuple(word for word in default_order[-1:] if _means_done(word, words))
    label = _("Which of them mean done?")
    st.multiselect(label, words, default=list(done), key=_key(workbook, "done"), placeholder="", width=WIDE)


def scale_answers(workbook: UploadedWorkbook) -> tuple[tuple[str, ...] | None, tuple[str, ...] | None]:
    """Return the order and the statuses that mean done; the previous answers where the form has no such fields.

    Raises OptionError where a status has two positions, or none.
    """
    words = _words(workbook)
    if not words:
        return workbook.options.scale, workbook.options.complete
    order = tuple(st.session_state[_key(workbook, str(position))] for position in range(1, len(words) + 1))
    if not any(order):
        return workbook.options.scale, workbook.options.complete
    if None in order:
        raise OptionError("scale-missing", ", ".join(word for word in words if word not in order))
    if len(set(order)) < len(order):
        raise OptionError("scale-repeated", next(word for word in order if order.count(word) > 1))
    done = cast(list[str], st.session_state[_key(workbook, "done")])
    return order, tuple(word for word in order if word in done)


def _words(workbook: UploadedWorkbook) -> list[str]:
    """Return the statuses of the previous answer and of the cells; empty without a question for the scale."""
    proposed, previous = workbook.reading.proposed_scale, workbook.options.scale or ()
    if proposed is None:
        return []
    previous_words = {label_key(word) for word in previous}
    return [*previous, *(word for word, _ in proposed.words if label_key(word) not in previous_words)]


def _default_order(workbook: UploadedWorkbook, words: list[str]) -> list[str]:
    """Return the order of the previous answer, or of words with a common order; empty for other words."""
    if workbook.options.scale is not None:
        return list(workbook.options.scale)
    ordered = [word for common in order_worst_first(words) for word in words if word == common]
    return ordered if all(map(is_progress_word, words)) else []


def _means_done(word: str, words: list[str]) -> bool:
    """Whether a word is the last of the common order: then it is the only default for what means done."""
    return order_worst_first(words)[-1] == word


def _key(workbook: UploadedWorkbook, part: str) -> str:
    return f"upload.scale.{workbook.token}.{part}"
