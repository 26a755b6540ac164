"""The sentences that answer each page's question, cached by view."""

import pandas as pd

from analysis.movement.movement import RoundPair
from components.session.view import View
from model.terms import NameKind
from wording.answers.groups import group_sentence
from wording.answers.headline import headline, movement_summary
from wording.answers.since import promises_sentence
from wording.format.status_counts import mark_counts


def headline_of(view: View, counts: pd.DataFrame) -> str:
    """Return how many recommendations are done, and what the others are."""
    return headline(counts, view.scale, view.translator)


def moved_between(view: View, moves: pd.DataFrame, rounds: RoundPair) -> str:
    """Return a sentence on what moved between two rounds."""
    return movement_summary(moves["movement"], rounds, view.translator)


def counted_marks(view: View, listing: pd.DataFrame) -> str:
    """Return how many recommendations of a list carry each mark."""
    return mark_counts(listing["mark"], view.scale, view.translator)


def outstanding_by_group(view: View, groups: pd.DataFrame, *, kind: NameKind) -> str:
    """Return how many recommendations are outstanding, and of which groups; or that no status means complete."""
    if not view.scale.complete:
        return view.translator("No status is known to mean complete, so nothing is said to be outstanding.")
    return group_sentence(groups, view.names, view.translator, kind=kind)


def monitoring_answer(view: View, promises: pd.DataFrame) -> str:
    """Return how many promises are overdue, and what falls due next; or how many were at the month, and are today."""
    overdue = view.overdue_since()
    return promises_sentence(promises, overdue, view.as_at, None, view.translator)
