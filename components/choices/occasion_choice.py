"""Of which occasion something is made: chosen in a list, and kept in the address."""

from typing import Any

import streamlit as st

from analysis.promises.occasions import occasions
from components.choices.occasion import occasions_by_code
from components.session import url_state
from components.session.view import View
from components.session.view_cache import cached_by_view
from model.terms import Timing
from wording.answers.occasions import occasion_name

_ALL = ""
"""What stands for all that is chosen, in the list; the address then has no code."""


def requested_occasion(view: View, code: str) -> str | None:
    """Return the key of the occasion that the code of the address names; None for all, and where it names none."""
    known = _open(view)
    asked = [each for each in url_state.read(code)[:1] if each in known]
    url_state.write(code, asked)
    return str(known[asked[0]].occasion) if asked else None


def show_occasion_choice(view: View, code: str, *, label: str) -> None:
    """Show the choice, where there is any occasion that is not over and done; the address keeps it under its code."""
    names = _names(view)
    if len(names) == 1:
        return
    st.selectbox(
        label,
        list(names),
        key=url_state.prime(code, next(iter(url_state.kept(code)), _ALL)),
        format_func=lambda each: names.get(each, each),
        on_change=_keep,
        args=(code,),
    )


@cached_by_view
def _names(view: View) -> dict[str, str]:
    """Return what can be chosen, by its code: all, then each occasion."""
    _ = view.translator
    named = {code: occasion_name(row, view.names, _) for code, row in _open(view).items()}
    return {_ALL: _("All that is chosen")} | named


@cached_by_view
def _open(view: View) -> dict[str, Any]:
    """Return the occasions that are not over and done and serve what is chosen, by their codes."""
    found = view.ask(occasions, as_at=view.as_at, today=view.today)
    own = set(found.loc[found["timing"].ne(Timing.DONE), "occasion"])
    return {code: row for code, row in occasions_by_code(view).items() if row.occasion in own}


def _keep(code: str) -> None:
    typed = str(url_state.typed(code))
    url_state.keep(code, [typed] if typed != _ALL else [])
