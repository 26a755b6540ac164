"""The order of a tracker's own statuses, worst first, and which of them mean done."""

from typing import cast

import streamlit as st

from components.candidate import Held
from components.literal import literal
from components.upload_view import WIDE
from loaders.headings import fold
from loaders.options import OptionError
from loaders.usual_order import usual_order
from wording.catalogue import Translator


def asks_scale(held: Held) -> bool:
    """Say whether the order of the statuses is asked for, or was answered."""
    return bool(_words(held))


def ask_scale(held: Held, _: Translator) -> None:
    """Ask for a place of each status, and which mean done; nothing where the workbook says it itself."""
    words = _words(held)
    if not words:
        return
    st.markdown(literal(_("The statuses are words of the tracker’s own. Say their order, the worst first.")))
    order = _likely(held, words)
    for place, word in enumerate(order, start=1):
        label = _("Status {n}, the worst", n=place) if place == 1 else _("Status {n}", n=place)
        st.selectbox(label, order, index=order.index(word), key=_key(held, str(place)), width=WIDE)
    said = held.options.complete
    done = [word for word in (usual_order(words)[-1:] if said is None else said) if word in order]
    st.multiselect(
        _("Which of them mean done?"), order, default=done, key=_key(held, "done"), placeholder="", width=WIDE
    )


def scale_said(held: Held) -> tuple[tuple[str, ...] | None, tuple[str, ...] | None]:
    """Return the order and what means done as the form says it; what was said before where it does not ask.

    Raises OptionError where a status stands at two places.
    """
    words = _words(held)
    if not words:
        return held.options.scale, held.options.complete
    order = tuple(str(st.session_state[_key(held, str(place))]) for place in range(1, len(words) + 1))
    if len(set(order)) < len(order):
        raise OptionError("scale-repeated", next(word for word in order if order.count(word) > 1))
    done = cast(list[str], st.session_state[_key(held, "done")])
    return order, tuple(word for word in order if word in done)


def _words(held: Held) -> list[str]:
    proposed = held.reading.proposed_scale
    return [word for word, _ in proposed.words] if proposed is not None else []


def _likely(held: Held, words: list[str]) -> list[str]:
    """Return the words as they were ordered before, else as people commonly order such words."""
    said = [word for word in held.options.scale or () if word in words]
    usual = [word for likely in usual_order(words) for word in words if fold(word) == fold(likely)]
    return list(dict.fromkeys([*said, *usual, *words]))


def _key(held: Held, part: str) -> str:
    return f"upload.scale.{held.token}.{part}"
