"""By what the promises of the Monitoring page are grouped: chosen there, kept in the address as `by`."""

from collections.abc import Callable
from typing import Any

import pandas as pd
import streamlit as st

from components.marks.marks import named_ref, rows_of
from components.session import url_state
from components.session.view import View
from components.text.localised_text import LocalisedText, localised
from model.terms import MonitoringKind, NameKind, Timing
from wording.answers.occasions import kind_word, timing_heading
from wording.catalogue import Translator

Groups = list[tuple[LocalisedText, list[Any]]]
"""The name of each group with its promises, rows of `analysis.promises.promises` with `with` named `with_whom`."""

TIMINGS = (Timing.OVERDUE, Timing.DUE, Timing.UNDATED, Timing.DONE)


def show_grouping_choice(view: View) -> str:
    """Show the choice, and return its code."""
    names = _names(view.translator)
    chosen = chosen_grouping()
    st.segmented_control(
        view.translator("Group by"),
        list(names),
        key=url_state.prime("by", chosen),
        format_func=names.__getitem__,
        on_change=_keep,
        required=True,
    )
    return chosen


def chosen_grouping() -> str:
    """Return the code that the address asks for; the first where it asks for none."""
    asked = [code for code in url_state.read("by") if code in _GROUPS]
    url_state.write("by", asked[:1])
    return asked[0] if asked else next(iter(_GROUPS))


def group_promises(view: View, promises: pd.DataFrame, by: str) -> Groups:
    """Return the promises in their groups, each in the order in which it falls due."""
    return _GROUPS[by](view, list(rows_of(promises.rename(columns={"with": "with_whom"}))))


def _keep() -> None:
    code = str(url_state.typed("by"))
    url_state.keep("by", [] if code == next(iter(_GROUPS)) else [code])


def _names(_: Translator) -> dict[str, str]:
    return {
        "when": _("When"),
        "recommendation": _("Recommendation"),
        "kind": _("Kind"),
        "with": _("Whom to ask"),
    }


def _by_timing(view: View, rows: list[Any]) -> Groups:
    found = ((timing, [row for row in rows if row.timing == timing]) for timing in TIMINGS)
    return [(LocalisedText(timing_heading(timing, view.translator)), own) for timing, own in found if own]


def _by_recommendation(view: View, rows: list[Any]) -> Groups:
    by_item: dict[tuple[str, str], list[Any]] = {}
    for row in rows:
        by_item.setdefault((row.review, row.ref), []).append(row)
    known = [(each, by_item.get((each.review, each.ref))) for each in rows_of(view.chosen.recommendations)]
    return [(_named(view, each), own) for each, own in known if own]


def _named(view: View, row: Any) -> LocalisedText:
    title = localised(view, row, "title")
    return LocalisedText(f"{named_ref(view, row)} {title.text}".strip(), title.language)


def _by_kind(view: View, rows: list[Any]) -> Groups:
    order = [*map(str, MonitoringKind)]
    given = dict.fromkeys(row.kind for row in rows if isinstance(row.kind, str))
    kinds = [*(kind for kind in order if kind in given), *(kind for kind in given if kind not in order)]
    own = [
        (LocalisedText(kind_word(kind, view.translator)), [row for row in rows if row.kind == kind]) for kind in kinds
    ]
    rest = [row for row in rows if not isinstance(row.kind, str)]
    return [*own, (LocalisedText(kind_word(None, view.translator)), rest)] if rest else own


def _by_with(view: View, rows: list[Any]) -> Groups:
    _ = view.translator
    given = dict.fromkeys(row.with_whom for row in rows if isinstance(row.with_whom, str))
    own = [
        (LocalisedText(view.names.full(NameKind.ROLE, name, _)), [row for row in rows if row.with_whom == name])
        for name in given
    ]
    rest = [row for row in rows if not isinstance(row.with_whom, str)]
    return [*own, (LocalisedText(_("Nobody named")), rest)] if rest else own


_GROUPS: dict[str, Callable[[View, list[Any]], Groups]] = {
    "when": _by_timing,
    "recommendation": _by_recommendation,
    "kind": _by_kind,
    "with": _by_with,
}
"""How promises can be grouped, by its code in the address; the first holds where none is asked for."""
