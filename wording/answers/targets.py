"""Target dates in words: the date, how late it is, how often it slipped, and what each revision changed."""

from typing import TYPE_CHECKING, Any

import pandas as pd

from wording.catalogue import Translator
from wording.format.dates import format_date, format_round
from wording.format.lists import begin_sentence
from wording.format.numbers import format_count

if TYPE_CHECKING:
    from analysis.targets import TargetNowRow, TargetRow, TargetStepRow


def format_target(row: "TargetRow", _: Translator) -> str:
    """Return a target date to its precision; "none set" without one."""
    if not isinstance(row.target_words, str):
        return _("none set")
    return format_date(row.target, row.target_last, row.target_precision, row.target_words, _)


def days_late(row: "TargetNowRow", _: Translator) -> str:
    """Return how late a recommendation is; "" where it is not."""
    late: Any = row.days_late
    return "" if pd.isna(late) else _.plural("{n} day late", "{n} days late", int(late))


def slips_phrase(row: "TargetNowRow", _: Translator) -> str:
    """Return how often a target slipped since the first one; "" where it never did."""
    if not row.slips:
        return ""
    first = format_date(row.first, row.first_last, row.first_precision, row.first_words, _)
    return _.plural("slipped {n} time, from {first}", "slipped {n} times, from {first}", row.slips, first=first)


def target_phrase(row: "TargetNowRow", _: Translator) -> str:
    """Return a target date with how late it is and how often it slipped: "May 2025 (30 days late)"."""
    details = [part for part in (days_late(row, _), slips_phrase(row, _)) if part]
    target = format_target(row, _)
    return f"{target} ({'; '.join(details)})" if details else target


def target_change(row: "TargetStepRow", _: Translator) -> str:
    """Return when a target was set and how it changed: "Set in May 2024: 90 days later"."""
    when = format_date(row.date, row.date_last, row.date_precision, row.date_words, _)
    dated = isinstance(row.date_words, str)
    if not row.step:
        return (
            _("The first target, set: {date}", date=when)
            if dated
            else _("The first target; when it was set is not known")
        )
    change = _moved(row, _)
    if not dated:
        return begin_sentence(_("{change}; when it was set is not known", change=change))
    return begin_sentence(_("{change}, set: {date}", change=change, date=when))


def _moved(row: "TargetStepRow", _: Translator) -> str:
    moved: Any = row.moved
    if pd.isna(moved):
        return _("not to be compared with the target before")
    days = int(moved)
    if not days:
        return _("the same last day")
    if days > 0:
        return _.plural("{n} day later", "{n} days later", days)
    return _.plural("{n} day earlier", "{n} days earlier", -days)


def slipped_sentence(table: pd.DataFrame, _: Translator) -> str:
    """Return how many targets have slipped by the latest round, and how many are past: `analysis.targets`."""
    month = table["round"].max()
    of_month = table[table["round"].eq(month)]
    slipped, late, days = (format_count(int(of_month[name].sum()), _) for name in ("slipped", "late", "days_late"))
    by_month = _.plural(
        "By {month}, {slipped} of {n} target date has slipped.",
        "By {month}, {slipped} of {n} target dates have slipped.",
        int(of_month["with_target"].sum()),
        month=format_round(month, _),
        slipped=slipped,
    )
    past = _("Past the target date: {late}; days late together: {days}.", late=late, days=days)
    return f"{by_month} {past}"


def slipped_alt(table: pd.DataFrame, _: Translator) -> str:
    """Return how many targets had slipped by each round, and the sentence on the latest."""
    if table.empty:
        return _("No recommendation has a target date.")
    sums = table.groupby("round", as_index=False)[["slipped", "with_target"]].sum()
    counted = [
        _(
            "{month}: {slipped} of {total}",
            month=format_round(month, _),
            slipped=format_count(slipped, _),
            total=format_count(total, _),
        )
        for month, slipped, total in zip(sums["round"], sums["slipped"], sums["with_target"], strict=True)
    ]
    by_round = _("Target dates that have slipped by each round: {rounds}.", rounds="; ".join(counted))
    return f"{by_round} {slipped_sentence(table, _)}"
