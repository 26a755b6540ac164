"""The order of a tracker's own statuses, worst first, and which of them mean done."""

from typing import cast

import streamlit as st

from components.elements.markdown_escape import escape_markdown
from components.session.uploaded_workbook import UploadedWorkbook
from components.upload.preview_view import WIDE
from loaders.options import OptionError
from loaders.vocabulary.status_words import is_progress_word, order_worst_first
from model.text import label_key
from wording.catalogue import Translator


def asks_scale(held: UploadedWorkbook) -> bool:
    """Say whether the order of the statuses is asked for, or was answered."""
    return bool(_words(held))


def ask_scale(held: UploadedWorkbook, _: Translator) -> None:
    """Ask which status stands at each place, and which mean done; nothing where the workbook says it itself."""
    words = _words(held)
    if not words:
        return
    st.markdown(escape_markdown(_("The statuses are words of the tracker’s own. Say their order, the worst first.")))
    likely = _likely(held, words)
    for place in range(1, len(words) + 1):
        label = _("Status {n}, the worst", n=place) if place == 1 else _("Status {n}", n=place)
        index = words.index(likely[place - 1]) if place <= len(likely) else None
        st.selectbox(label, words, index=index, key=_key(held, str(place)), placeholder=_("not said yet"), width=WIDE)
    said = held.options.complete
    done = [word for word in (likely[-1:] if said is None else said) if said is not None or _means_done(word, words)]
    label = _("Which of them mean done?")
    st.multiselect(label, words, default=done, key=_key(held, "done"), placeholder="", width=WIDE)


def scale_answers(held: UploadedWorkbook) -> tuple[tuple[str, ...] | None, tuple[str, ...] | None]:
    """Return the order and what means done as the form says it; what was said before where it does not ask.

    Raises OptionError where a status stands at two places, or at none.
    """
    words = _words(held)
    if not words:
        return held.options.scale, held.options.complete
    order = tuple(st.session_state[_key(held, str(place))] for place in range(1, len(words) + 1))
    if not any(order):
        return held.options.scale, held.options.complete
    if None in order:
        raise OptionError("scale-missing", ", ".join(word for word in words if word not in order))
    if len(set(order)) < len(order):
        raise OptionError("scale-repeated", next(word for word in order if order.count(word) > 1))
    done = cast(list[str], st.session_state[_key(held, "done")])
    return order, tuple(word for word in order if word in done)


def _words(held: UploadedWorkbook) -> list[str]:
    """Return the statuses: those that were put in order before, and those of the cells; none where none are asked."""
    proposed, said = held.reading.proposed_scale, held.options.scale or ()
    if proposed is None:
        return []
    known = {label_key(word) for word in said}
    return [*said, *(word for word, _ in proposed.words if label_key(word) not in known)]


def _likely(held: UploadedWorkbook, words: list[str]) -> list[str]:
    """Return the order that was said before; else that of words whose order is common. Of others none is likely."""
    if held.options.scale is not None:
        return list(held.options.scale)
    ordered = [word for likely in order_worst_first(words) for word in words if word == likely]
    return ordered if all(map(is_progress_word, words)) else []


def _means_done(word: str, words: list[str]) -> bool:
    """Say whether a word commonly means done: then no other is added that does."""
    return order_worst_first(words)[-1] == word


def _key(held: UploadedWorkbook, part: str) -> str:
    return f"upload.scale.{held.token}.{part}"
