"""Monitoring promises in words: their summary, their occasions, when they are due and with whom."""

from typing import TYPE_CHECKING

import pandas as pd

from model.dates import Precision
from model.terms import NameKind, Timing
from wording.catalogue import Translator
from wording.format.dates import format_date, format_day, format_round
from wording.format.names import Names
from wording.sentences import label

if TYPE_CHECKING:
    from analysis.promises import OccasionRow
    from model.tracker.rows import DueRow


def monitoring_sentence(promises: pd.DataFrame, _: Translator) -> str:
    """Return how many promises are overdue and what falls due next, from the columns of analysis.promises."""
    if promises.empty:
        return _("No monitoring is promised.")
    overdue = int(promises["timing"].eq(Timing.OVERDUE).sum())
    overdue_count = (
        _.plural("{n} monitoring promise is overdue.", "{n} monitoring promises are overdue.", overdue)
        if overdue
        else _("No monitoring promise is overdue.")
    )
    return f"{overdue_count} {_next(promises, overdue, _)}"


def _next(promises: pd.DataFrame, overdue: int, _: Translator) -> str:
    due = promises[promises["timing"].eq(Timing.DUE)]
    if due.empty:
        undated = int(promises["timing"].eq(Timing.UNDATED).sum())
        if not undated:
            return _("All are kept.") if promises["timing"].eq(Timing.DONE).all() else _("None is still to come.")
        return label("sentence", "none-with-a-date", _, n=undated)
    first = due.iloc[0]
    together = int((due["due"].eq(first["due"]) & due["due_last"].eq(first["due_last"])).sum())
    date = format_date(first["due"], first["due_last"], first["due_precision"], first["due_words"], _)
    if first["due_precision"] == Precision.DAY:
        return _.plural("The next falls due on {date}.", "The next {n} fall due on {date}.", together, date=date)
    return _.plural("The next falls due in {date}.", "The next {n} fall due in {date}.", together, date=date)


def promised_later_sentence(count: int, as_at: pd.Timestamp, _: Translator) -> str:
    """Return how many promises were made after the month and are not shown; "" for none."""
    if not count:
        return ""
    return label("sentence", "promised-later", _, n=count, month=format_round(as_at, _))


def occasion_title(row: "OccasionRow", names: Names, _: Translator) -> str:
    """Return an occasion of analysis.promises: when, with whom, and how many recommendations it serves."""
    recommendations = _.plural("{n} recommendation", "{n} recommendations", int(row.recommendations))
    return _("{occasion}: {recommendations}", occasion=occasion_name(row, names, _), recommendations=recommendations)


def occasion_name(row: "OccasionRow", names: Names, _: Translator) -> str:
    """Return the date of an occasion and with whom it is; the column `with` is called `with_whom` in a row."""
    date = format_due(row, _)
    if not isinstance(row.with_whom, str):
        return _("{date}, with nobody named", date=date)
    return _("{date}, {with_whom}", date=date, with_whom=with_whom_phrase(row.with_whom, names, _))


def with_whom_phrase(name: str, names: Names, _: Translator) -> str:
    """Return with whom a promise is made: a role by its short name, an agency by its full name."""
    if names.has_name(NameKind.ROLE, name):
        return _("with the {role}", role=names.short(NameKind.ROLE, name, _))
    return _("with {whom}", whom=names.full(NameKind.ROLE, name, _))


def format_due(row: "DueRow", _: Translator) -> str:
    """Return the due date of a promise or an occasion, to its precision."""
    return format_date(row.due, row.due_last, row.due_precision, row.due_words, _)


def timing_word(timing: str, _: Translator) -> str:
    """Return the timing of a promise in a word or two: overdue, still to come, without a date, done."""
    return label("timing", Timing(timing), _)


def timing_note(timing: str, due_last: pd.Timestamp, day: pd.Timestamp | None, _: Translator) -> str:
    """Return the timing of a promise; "" for one still to come, unless it has become overdue by a later day."""
    if timing == Timing.DUE and day is not None and due_last < day:
        return _("overdue today")
    return "" if timing in (Timing.DUE, Timing.UNDATED) else timing_word(timing, _)


def timing_heading(timing: str, _: Translator) -> str:
    """Return the heading above the promises of one timing."""
    return label("timing-heading", Timing(timing), _)


def monitoring_kind_name(kind: object, _: Translator) -> str:
    """Return the name of a kind of monitoring; an unknown kind is returned unchanged."""
    if not isinstance(kind, str):
        return _("no kind given")
    return label("monitoring-kind", kind, _, default=kind)


def judged_on_sentence(as_at: pd.Timestamp, today: pd.Timestamp | None, _: Translator) -> str:
    """Return the sentence on the day at which promises are judged: `today`, else the last day of the month."""
    if pd.isna(as_at):
        return _("Nothing has been reported yet, so no promise is judged.")
    if today is not None:
        day = format_day(today, _)
        return _("Judged today, {day}. A promise is overdue only after the last day it could fall on.", day=day)
    day = format_day(as_at + pd.offsets.MonthEnd(), _)
    return _("Judged on {day}. A promise is overdue only after the last day it could fall on.", day=day)
