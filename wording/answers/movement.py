"""Movements of recommendations in words."""

from collections import Counter
from datetime import date

import pandas as pd

from model.status.scale import Scale
from model.terms import NOT_RATED, NOT_REPORTED, STANDSTILLS, Movement
from wording.catalogue import Translator
from wording.format.dates import format_round
from wording.format.statuses import mark_word, status_words


def movement_heading(movement: Movement | str, _: Translator) -> str:
    """Return the heading of a movement, above the recommendations that moved so."""
    return {
        Movement.COMPLETED: _("Completed"),
        Movement.REOPENED: _("Reopened"),
        Movement.IMPROVED: _("Improved"),
        Movement.WORSENED: _("Worsened"),
        Movement.CHANGED: _("At another status"),
        Movement.UNCHANGED: _("Unchanged"),
        Movement.NEWLY_RATED: _("Newly rated"),
        Movement.NOT_REPORTED: _("Not reported"),
        Movement.NOT_RATED: _("Still without a status"),
    }[Movement(movement)]


def movement_count(movement: Movement | str, n: int, _: Translator) -> str:
    """Return how many recommendations moved so: "3 newly rated"."""
    return {
        Movement.COMPLETED: _.plural("{n} completed", "{n} completed", n),
        Movement.REOPENED: _.plural("{n} reopened", "{n} reopened", n),
        Movement.IMPROVED: _.plural("{n} improved", "{n} improved", n),
        Movement.WORSENED: _.plural("{n} worsened", "{n} worsened", n),
        Movement.CHANGED: _.plural("{n} at another status", "{n} at another status", n),
        Movement.UNCHANGED: _.plural("{n} unchanged", "{n} unchanged", n),
        Movement.NEWLY_RATED: _.plural("{n} newly rated", "{n} newly rated", n),
        Movement.NOT_REPORTED: _.plural("{n} not reported", "{n} not reported", n),
        Movement.NOT_RATED: _.plural("{n} still without a status", "{n} still without a status", n),
    }[Movement(movement)]


def movement_sentence(from_mark: str, to_mark: str, movement: Movement | str, scale: Scale, _: Translator) -> str:
    """Return the movement of one recommendation between two rounds: "improved from Red to Amber"."""
    before, now = mark_word(from_mark, scale, _), mark_word(to_mark, scale, _)
    if movement == Movement.COMPLETED and from_mark in (NOT_RATED, NOT_REPORTED):
        return _("completed as {now}", now=now)
    return {
        Movement.COMPLETED: _("completed, from {before} to {now}", before=before, now=now),
        Movement.REOPENED: _("reopened, from {before} to {now}", before=before, now=now),
        Movement.IMPROVED: _("improved from {before} to {now}", before=before, now=now),
        Movement.WORSENED: _("worsened from {before} to {now}", before=before, now=now),
        Movement.CHANGED: _("from {before} to {now}", before=before, now=now),
        Movement.UNCHANGED: _("unchanged at {now}", now=now),
        Movement.NEWLY_RATED: _("first rated {now}", now=now),
        Movement.NOT_REPORTED: _("not reported; still {now}", now=now),
        Movement.NOT_RATED: _("still without a status"),
    }[Movement(movement)]


def movement_with_month(
    sentence: str, movement: Movement | str, moved_on: date | pd.Timestamp | None, _: Translator
) -> str:
    """Return a movement with its month: "since" the month where nothing moved, else "in" the month."""
    if moved_on is None or pd.isna(moved_on):
        return sentence
    month = format_round(moved_on, _)
    if movement in STANDSTILLS:
        return _("{movement} since {month}", movement=sentence, month=month)
    return _("{movement} in {month}", movement=sentence, month=month)


def ways_of(moves: pd.DataFrame) -> Counter[tuple[str, str]]:
    """Return how many recommendations moved from which mark to which, in the order of the table."""
    return Counter(zip(*(moves[name].to_numpy(object) for name in ("from_mark", "to_mark")), strict=True))


def from_to(from_mark: str, to_mark: str, scale: Scale, _: Translator, *, basis: object = None) -> str:
    """Return the change from one mark to another: "from Red to Amber"; only the new mark without a status before.

    `basis` is that of the later status; an inferred status is marked as such.
    """
    before, now = mark_word(from_mark, scale, _), status_words(to_mark, basis, scale, _)
    return now if from_mark in (NOT_RATED, NOT_REPORTED) else _("from {before} to {now}", before=before, now=now)
