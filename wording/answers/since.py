"""What was overdue at the end of a month and what is overdue now, in words."""

import pandas as pd

from wording.answers.occasions import monitoring_sentence
from wording.catalogue import Translator
from wording.format.dates import format_day, format_round


def overdue_since_sentences(overdue: pd.DataFrame, as_at: pd.Timestamp, day: pd.Timestamp | None, _: Translator) -> str:
    """Return how many promises and target dates were overdue at the end of the month, and how many are now.

    The columns are source and now, from analysis.promises. What is overdue now is said of `day`, or of today
    without one. "" where nothing has become overdue since.
    """
    return " ".join(sentence for *_counted, sentence in overdue_since_parts(overdue, as_at, day, _))


def overdue_since_parts(
    overdue: pd.DataFrame, as_at: pd.Timestamp, day: pd.Timestamp | None, _: Translator
) -> list[tuple[str, bool, int, str]]:
    """Return the same sentence by sentence, each with its source, whether it is of now, and its number."""
    parts = []
    for source in ("promise", "target"):
        now = overdue.loc[overdue["source"].eq(source), "now"]
        before, after = int((~now).sum()), int(now.sum())
        if before != after:
            then = _promises_then(before, as_at, _) if source == "promise" else _targets_then(before, as_at, _)
            parts += [(source, False, before, then), (source, True, after, _overdue_now(after, day, _))]
    return parts


def promises_sentence(
    promises: pd.DataFrame, overdue: pd.DataFrame, as_at: pd.Timestamp, day: pd.Timestamp | None, _: Translator
) -> str:
    """Return how many promises are overdue and what falls due next.

    Where promises have become overdue since the month, it is how many were overdue then and are now: that none is
    overdue, or that one is still to come, would no longer be true on the day it is read.

    Args:
        promises: the columns of analysis.promises.
        overdue: the columns source and now, from analysis.promises.
        as_at: the month that the promises are judged at.
        day: the day of what is overdue now; None for today.
    """
    of_promises = overdue[overdue["source"].eq("promise")]
    return overdue_since_sentences(of_promises, as_at, day, _) or monitoring_sentence(promises, _)


def targets_sentence(count: int, _: Translator) -> str:
    """Return how many recommendations that are not complete are past their target dates as at today."""
    return _.plural(
        "{n} open recommendation is past its target date.",
        "{n} open recommendations are past their target dates.",
        count,
    )


def _promises_then(count: int, as_at: pd.Timestamp, _: Translator) -> str:
    if pd.isna(as_at):
        return _("Before the first round no monitoring promise counts as overdue.")
    month = format_round(as_at, _)
    if not count:
        return _("At the end of {month} no monitoring promise was overdue.", month=month)
    return _.plural(
        "At the end of {month}, {n} monitoring promise was overdue.",
        "At the end of {month}, {n} monitoring promises were overdue.",
        count,
        month=month,
    )


def _targets_then(count: int, as_at: pd.Timestamp, _: Translator) -> str:
    if pd.isna(as_at):
        return _("Before the first round no recommendation counts as past its target date.")
    month = format_round(as_at, _)
    if not count:
        return _("At the end of {month} no open recommendation was past its target date.", month=month)
    return _.plural(
        "At the end of {month}, {n} open recommendation was past its target date.",
        "At the end of {month}, {n} open recommendations were past their target dates.",
        count,
        month=month,
    )


def _overdue_now(count: int, day: pd.Timestamp | None, _: Translator) -> str:
    if day is None:
        return _.plural("Today {n} is.", "Today {n} are.", count) if count else _("Today none is.")
    written = format_day(day, _)
    if not count:
        return _("On {day}, none is.", day=written)
    return _.plural("On {day}, {n} is.", "On {day}, {n} are.", count, day=written)
