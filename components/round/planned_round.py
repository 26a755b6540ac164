"""The round that the form describes, read from its widgets: also in the press of its button, which may come first."""

from dataclasses import dataclass
from datetime import date, timedelta

import pandas as pd
import streamlit as st

from analysis.returns.requested import request_list, requested
from components.choices.offered import offered
from components.round.state import RoundState
from components.session.view import View, today
from model.dates.date import Precision
from model.dates.date_grammar import parse_date
from model.returns.round import RequestedUpdate, Round, Scope
from wording.format.dates import format_day

MONTH, DUE, SCOPE, WELSH = "round.month", "round.due", "round.scope", "round.welsh"
"""The keys of the widgets."""
_WEEKS = 3


@dataclass(frozen=True, slots=True)
class PlannedRound:
    """What the form describes; `due` is None where its field names no day."""

    month: date
    due: date | None
    scope: Scope
    version: int | None
    welsh_agencies: tuple[str, ...]
    requests: tuple[RequestedUpdate, ...]

    @property
    def agencies(self) -> list[str]:
        """The agencies, or roles without an agency, that would be asked."""
        return sorted({each.recipient.name for each in self.requests if each.recipient.name})

    def round(self, due: date) -> Round:
        """Return the round, due on a day."""
        welsh = tuple(agency for agency in self.welsh_agencies if agency in self.agencies)
        return Round(self.month, due, self.scope, self.version, welsh)


def planned_round(view: View, state: RoundState) -> PlannedRound:
    """Return the round that the widgets describe now."""
    values = st.session_state
    month, scope = offered(MONTH, months(), months()[1]), offered(SCOPE, [*Scope], Scope.OUTSTANDING)
    tracker, version = state.current.tracker, state.current.version
    chosen = view.selection.apply(tracker) if scope is Scope.FILTERED else tracker
    return PlannedRound(
        month,
        _day(str(values.get(DUE, ""))),
        scope,
        None if version is None else version.number,
        tuple(values.get(WELSH, ())),
        request_list(requested(chosen, as_at=pd.Timestamp(month), scope=scope)),
    )


def is_chosen() -> bool:
    """Whether month and scope are options of the form: `planned_round` has a default in place of any other value."""
    return offered(MONTH, months(), None) is not None and offered(SCOPE, [*Scope], None) is not None


def months() -> list[date]:
    """Return the months that a round may be started for: last month, this one, and the three after it."""
    first = pd.Timestamp(today()).to_period("M")
    return [(first + offset).to_timestamp().date() for offset in range(-1, 4)]


def scopes(view: View) -> list[Scope]:
    """Return what a round may request: the recommendations of the filter only where there is one."""
    return [Scope.OUTSTANDING, Scope.ALL, *([] if view.selection.is_everything else [Scope.FILTERED])]


def default_due(view: View) -> str:
    """Return the day that the form begins with, in words."""
    return format_day(today() + timedelta(weeks=_WEEKS), view.translator)


def _day(text: str) -> date | None:
    """Return the day that a text names; None for a month, or for anything else."""
    found = parse_date(text)
    return found.first if found.precision is Precision.DAY else None
