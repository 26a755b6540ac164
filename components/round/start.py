"""The forms that start a round, close it and open it again, and what of it is not published."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from functools import partial

import pandas as pd
import streamlit as st

from analysis.returns import requested
from components.choices.controls import FIELD_WIDTH, agencies_field, attempt, chosen_option, publisher_name_field
from components.document.pieces import show, show_paragraphs
from components.elements import HtmlNode, element, escape_markdown, part
from components.round.returns import RESULT, RoundState, unpublished_of
from components.session.links import href
from components.session.view import View, today
from model.access import Actor
from model.dates import Precision, parse_date
from model.returns.draft import WrittenKind
from model.returns.round import RequestedUpdate, Round, Scope
from model.versions.version import StoreError, StoreErrorCode
from store.rounds.rounds import close_round, move_due_date, reopen_round, start_round
from store.store import Store
from wording.catalogue import label
from wording.formatting import format_day, format_round, format_timestamp
from wording.names import unpublished_sentence, written_words
from wording.versions import nobody_sentence, request_sentence

WHO = "round.who"
# The keys of the widgets.
MONTH, DUE, SCOPE, WELSH = "round.month", "round.due", "round.scope", "round.welsh"
_WEEKS, _NO_DAY = 3, date.min
_SURE, _WHO_REOPENS, _MOVED = "round.close.sure", "round.reopen.who", "round.due.moved"


def show_start_form(view: View, state: RoundState) -> None:
    """Show the form, and on how many recommendations the round would request an update."""
    _ = view.translator
    _show_choices(view, state)
    planned, requests = _planned_round(view, state)
    agencies, has_day = _agencies(requests), planned.due != _NO_DAY
    earlier = () if state.latest is None else state.latest.welsh_agencies
    st.session_state[WELSH] = [each for each in st.session_state.get(WELSH, earlier) if each in agencies]
    agencies_field(view, _("Who gets the return in Welsh"), agencies, none=_("Nobody"), key=WELSH)
    sentences = (
        _("The round asks for an update on {requests}.", requests=request_sentence(requests, _)),
        nobody_sentence(requests, _),
        _("To ask about some only, filter the page Recommendations first, and come back."),
        "" if has_day else _("Write the day on which the returns are due, such as 23 October 2026."),
    )
    show_paragraphs(*filter(None, sentences), key="round.preview")
    lost = _("Once another round is started, this one is not opened again.")
    accepted = show_unpublished(view, state, lost, key="round.start.unpublished")
    publisher_name_field(_, key=WHO)
    label = _("Start the round of {month}", month=format_round(planned.month, _))
    off = not (agencies and has_day and accepted)
    st.button(label, type="primary", on_click=_start, args=(view, state), disabled=off, key="round.start")


def show_due_form(view: View, state: RoundState) -> None:
    """Show the field that moves the day on which the returns of the open round are due."""
    _, latest = view.translator, state.of_round
    key = f"{_MOVED}.{latest.due}"
    st.session_state.setdefault(key, format_day(latest.due, _))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        day = _day(st.text_input(_("Returns are due on"), key=key, max_chars=40, width=FIELD_WIDTH // 2)) or latest.due
        work, once = partial(move_due_date, due=day, seen=latest), {"once": ("move", latest, day)}
        label, off = _("Move the due date"), day == latest.due
        st.button(label, on_click=change_round, args=(work,), kwargs=once, disabled=off, key="round.due.move")


def change_round(work: Callable[..., object], *, once: object, who: str = "") -> None:
    """Do at a press what the store may refuse, in the name in a field or as remembered; the next run says why.

    A second press, which asks `once` for the same as the one before, does nothing.
    """
    done: list[object] = st.session_state.setdefault("round.done", [])
    if once not in done and attempt(RESULT, work, name=who):
        done[:] = [once]


def _show_choices(view: View, state: RoundState) -> None:
    """Show the month, the due date and what the round requests."""
    _ = view.translator
    st.session_state.setdefault(DUE, format_day(today() + timedelta(weeks=_WEEKS), _))
    months, names = _months(), partial(format_round, _=_)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        index = months.index(_next_month(state))
        st.selectbox(_("Month of the round"), months, index=index, format_func=names, key=MONTH)
        st.text_input(_("Returns are due on"), key=DUE, max_chars=40)
    scopes = [each for each in Scope if each is not Scope.FILTERED or not view.selection.is_everything]
    st.radio(_("What is asked"), scopes, format_func=lambda each: label("scope", each, _), key=SCOPE)


def _start(view: View, state: RoundState) -> None:
    """Start the round that the widgets describe at the press."""
    of_round, requests = _planned_round(view, state)
    if None in (chosen_option(MONTH, _months(), None), chosen_option(SCOPE, [*Scope], None)):
        return

    def start(store: Store, *, actor: Actor) -> None:
        if store.current() != of_round.version:
            raise StoreError(StoreErrorCode.CHANGED_SINCE)
        start_round(store, of_round, requests, actor=actor)

    change_round(start, who=WHO, once=("start", of_round, state.latest))


def show_unpublished(view: View, state: RoundState, consequence: str, *, key: str) -> bool:
    """Show how much is not published, on which recommendations, and what comes of it; return whether that is accepted.

    Where everything is published, nothing is shown and there is nothing to accept.
    """
    _, counts = view.translator, state.unpublished.counts
    if not counts:
        return True
    refs: list[HtmlNode] = [_("Recommendations:")]
    places = {(each.review, each.ref): place for place, each in enumerate(state.requests, start=1)}
    for each in sorted(state.unpublished.recommendations, key=lambda each: (places.get(each, len(places)), each)):
        url = href("rating", {**view.query, "item": str(places[each])}) if state.is_open and each in places else None
        refs += [" ", element("a", state.ref_of(*each), href=url) if url else state.ref_of(*each), ","]
    what = element("p", element("strong", unpublished_sentence(counts, _)), " ", consequence)
    show(part(key, element("section", what, element("p", *refs[:-1], "."), class_="banner")))
    label = _("{what} may stay unpublished", what=escape_markdown(written_words(counts, _)))
    return st.checkbox(label, key=f"{key}.{sorted(counts.items())}")


def show_close_form(view: View, state: RoundState) -> None:
    """Show the button, which waits for a tick; for another where something is not published."""
    _, latest = view.translator, state.of_round
    what = _("What was collected stays on record. The round can be opened again until another is started.")
    show_paragraphs(what, key="round.close.what")
    stays = _("Closing keeps it, and it can be published once the round is opened again.")
    accepted = show_unpublished(view, state, stays, key="round.close.unpublished")
    sure = st.checkbox(_("Everything that is to be collected has come"), key=_SURE)
    args = (latest, state.unpublished.counts)
    st.button(_("Close the round"), on_click=_close, args=args, disabled=not (sure and accepted), key="round.close")


def show_reopen_form(view: View, state: RoundState) -> None:
    """Show who closed the latest round and when, and the button that opens it again."""
    _, latest = view.translator, state.of_round
    if latest.closed_at is None:
        return
    what = _(
        "It was closed on {moment}. Opened again, it has its returns and drafts as they were, and takes in what "
        "comes late.",
        moment=format_timestamp(latest.closed_at, _),
    )
    show_paragraphs(what, key="round.reopen.what")
    publisher_name_field(_, key=_WHO_REOPENS)
    label = _("Open the round of {month} again", month=format_round(latest.month, _))
    work, once = partial(reopen_round, seen=latest), {"who": _WHO_REOPENS, "once": ("reopen", latest)}
    st.button(label, on_click=change_round, args=(work,), kwargs=once, key="round.reopen")


def _planned_round(view: View, state: RoundState) -> tuple[Round, tuple[RequestedUpdate, ...]]:
    """Return the round that the widgets describe now, and what it requests; without a day it is due on `_NO_DAY`."""
    month = chosen_option(MONTH, _months(), _next_month(state))
    scope = chosen_option(SCOPE, [*Scope], Scope.OUTSTANDING)
    tracker = state.current.tracker
    chosen = view.selection.apply(tracker) if scope is Scope.FILTERED else tracker
    requests = requested(chosen, as_at=pd.Timestamp(month), scope=scope)
    welsh = tuple(agency for agency in st.session_state.get(WELSH, ()) if agency in _agencies(requests))
    due = _day(str(st.session_state.get(DUE, ""))) or _NO_DAY
    return Round(month, due, scope, state.current.number or 0, welsh), requests


def _agencies(requests: Sequence[RequestedUpdate]) -> list[str]:
    """Return the agencies, or roles without an agency, that would be asked."""
    return sorted({each.recipient.name for each in requests if each.recipient.name})


def _months() -> list[date]:
    """Return the months that a round may be started for: last month, this one, and the three after it."""
    first = pd.Timestamp(today()).to_period("M")
    return [(first + offset).to_timestamp().date() for offset in range(-1, 4)]


def _next_month(state: RoundState) -> date:
    """Return the month after the latest round where it can be chosen; else this month."""
    months = _months()
    latest = months[0] if state.latest is None else state.latest.month
    following = (pd.Timestamp(latest) + pd.DateOffset(months=1)).date()
    return following if following in months else months[1]


def _day(text: str) -> date | None:
    """Return the day that a text names; None for a month, or for anything else."""
    found = parse_date(text)
    return found.first if found.precision is Precision.DAY else None


def _close(latest: Round, accepted: Mapping[WrittenKind, int]) -> None:
    """Close the round where no more is unpublished than was shown."""

    def close(store: Store, *, actor: Actor) -> None:
        counts = unpublished_of(latest).counts
        if dict(counts) != dict(accepted):
            raise StoreError(StoreErrorCode.UNPUBLISHED, **{kind.value: str(count) for kind, count in counts.items()})
        close_round(store, actor=actor, seen=latest)

    change_round(close, who=WHO, once=("close", latest))
