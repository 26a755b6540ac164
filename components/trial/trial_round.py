"""A round on the bundled sample with made-up answers: it is in memory alone, and no store has anything of it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache, partial

import pandas as pd
import streamlit as st

from analysis.returns.requested import request_list, requested
from analysis.selection.selection import Selection
from components.published.loaded_tracker import LoadedTracker, loaded_from
from components.rating.state import RatingPage, RatingState, rating_of
from components.round.state import RoundState
from components.session.uploaded_workbook import no_bytes
from components.session.view import View, today
from loaders.security.limits import Limits
from loaders.worker.client import read_candidate
from model.language import Language
from model.returns.draft import Draft, DraftCell, DraftField
from model.returns.items import Item
from model.returns.received import Answer, StoredReturn
from model.returns.round import Recipient, RequestedUpdate, Round, Scope
from model.settings import BUNDLED_TRACKER
from model.status.scale import Scale
from model.tracker.columns import REVIEWS
from model.tracker.tracker import Row, Tracker
from wording.catalogue import Translator, translator
from wording.rounds.made_up import BEST, WORST, made_up_answers
from wording.rounds.ratings import saved_sentence

SENT = "trial.sent"
"""The session key of the returns that this visitor has taken into the trial."""
_DRAFTS = "trial.drafts"
"""The session key of the drafts that this visitor has typed."""
_MARK = "Trial: "
"""Stands before the name of a review in every language: it is a key, and a return may come back in another one."""
_OVERDUE = timedelta(days=3)


@dataclass(frozen=True, eq=False, slots=True)
class TrialRound:
    """The sample as a view of its own, the round with its answers, and its ratings."""

    view: View
    of_round: Round
    state: RoundState
    rating: RatingState


def trial_round(view: View) -> TrialRound:
    """Return the trial with its ratings, as this reader sees it."""
    made_up, of_round = trial_state(view.translator, today())
    shown = replace(view, loaded=made_up.current, selection=Selection(), unknown_filters=())
    state = replace(made_up, returns=(*made_up.returns, *st.session_state.get(SENT, ())))
    drafts = _made_up_drafts(made_up, of_round) | st.session_state.get(_DRAFTS, {})
    saved = partial(saved_sentence, _=view.translator, today=today())
    rating = rating_of(state, of_round, drafts, RatingPage("trial", _save_in_session, saved, is_writable=True))
    return TrialRound(shown, of_round, state, rating)


def trial_state(_: Translator, day: date) -> tuple[RoundState, Round]:
    """Return the round, due three days ago: of three agencies one has answered, one partly, and one not yet."""
    sample = _trial_sample(_.language)
    of_round = Round(day.replace(day=1), day - _OVERDUE, Scope.ALL, None, started_at=_moment(day))
    requests = request_list(requested(sample.tracker, as_at=pd.Timestamp(of_round.month), scope=Scope.ALL))
    returns = _made_up_returns(requests, sample.tracker.scale, _, day=day)
    return RoundState(sample, of_round, requests, returns), of_round


@lru_cache(maxsize=len(Language))
def _trial_sample(language: Language) -> LoadedTracker:
    """Return the sample with reviews of other names, so that a return of the trial fits no round that is published."""
    _ = translator(language)
    reading = read_candidate(BUNDLED_TRACKER, limits=Limits.from_environment()).reading
    rows = {table: [_renamed(table, row, _) for row in listed] for table, listed in reading.rows.items()}
    trial = replace(reading, rows=rows)
    return loaded_from(trial, Tracker.from_rows(rows, reading.scale), original=no_bytes)


def _renamed(table: str, row: Row, _: Translator) -> Row:
    """Return a row with the word that marks a trial before the name of its review, and before the title of a review."""
    titles = ("title", "title_cy") if table == REVIEWS.table else ()
    marked = {name: _("Trial: {review}", review=row[name]) for name in titles if isinstance(row.get(name), str)}
    return {**row, **marked, **({"review": f"{_MARK}{row['review']}"} if row.get("review") else {})}


def _made_up_returns(
    requests: Sequence[RequestedUpdate], scale: Scale, _: Translator, *, day: date
) -> tuple[StoredReturn, ...]:
    """Return the returns of all recipients but the second, and every third after it."""
    kinds, words = made_up_answers(_), {BEST: scale.names[-1], WORST: scale.names[0]}
    answers: dict[Recipient, list[Answer]] = {each.recipient: [] for each in requests if each.recipient.name}
    for place, each in enumerate(requests):
        for item, text in kinds[place % len(kinds)].items():
            answer = Answer(each.review, each.ref, item, words.get(text, text), language=_.language)
            answers[each.recipient].append(answer)
    return tuple(
        StoredReturn(number, recipient, "", "", _moment(day), tuple(listed))
        for number, (recipient, listed) in enumerate(answers.items(), start=1)
        if number not in range(2, len(answers) + 1, 3)
    )


def _made_up_drafts(state: RoundState, of_round: Round) -> dict[DraftCell, Draft]:
    """Return the office's status for each second rating of an agency: at first one below it, then the same, in turn."""
    names = state.current.tracker.scale.names
    rated = [each for sent in state.returns for each in sent.answers if each.item is Item.AGENCY_STATUS]
    drafts = {}
    for place, answer in enumerate(rated[::2]):
        text = answer.text if place % 2 else names[max(names.index(answer.text) - 1, 0)]
        cell = DraftCell(of_round.number, answer.review, answer.ref, DraftField.STATUS)
        drafts[cell] = Draft(cell, text, 0, "", verified=False)
    return drafts


def _save_in_session(cell: DraftCell, text: str, edit: int) -> Draft:
    """Keep a draft in this visit: no store has it, and nobody else writes it."""
    draft = Draft(cell, text, edit + 1, "", verified=False)
    st.session_state[_DRAFTS] = st.session_state.get(_DRAFTS, {}) | {cell: draft}
    return draft


def _moment(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)
