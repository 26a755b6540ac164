"""A difference as a table to download, and as lines for a terminal."""

from collections.abc import Iterator
from itertools import islice

import pandas as pd

from model.terms import STANDSTILLS
from model.tracker.columns import PROGRESS
from model.versions.difference import ChangeKind, Difference, TrackerChange
from wording.catalogue import Translator, label
from wording.differences.sentences import DifferenceContext, change_groups, column_name, difference_headline
from wording.formatting import DiffKind, format_round

_TABLE_COLUMNS = ["what", "review", "ref", "round", "sheet", "column", "before", "after"]
# The most changes of one kind that are listed; the rest are counted.
_SHOWN = 100
_SIGNS = {DiffKind.UNCHANGED: "{}", DiffKind.REMOVED: "[-{}-]", DiffKind.ADDED: "{{+{}+}}"}


def difference_columns(difference: Difference, _: Translator) -> dict[str, str]:
    """Return the columns of the table with their headings; with the review only if there are several."""
    review = {"review": _("Review")} if difference.reviews > 1 else {}
    columns = {"what": _("What"), **review, "ref": _("Recommendation"), "round": _("Round")}
    return {**columns, "sheet": _("Sheet"), "column": _("Column"), "before": _("Before"), "after": _("After")}


def difference_table(difference: Difference, context: DifferenceContext, *, most: int | None = None) -> pd.DataFrame:
    """Return a row for each change, in the order of the sentences, with full texts; at most `most` rows, None for all.

    Returns:
        Columns what, review, ref, round, sheet, column, before and after, all of them text; "" for no value.
    """
    _ = context.translator
    rows = []
    for change in islice(_listed(difference), most):
        review, ref = (change.item.review, change.item.ref) if change.item else ("", "")
        month = format_round(change.round, _) if change.round else ""
        sheet, field, what = change.sheet, change.field, label("change", change.kind, _)
        column = column_name(sheet, field, _) if field else label("movement", change.name, _)
        rows.append((what, review, ref, month, sheet, column, *_values(change, context)))
    return pd.DataFrame(rows, columns=_TABLE_COLUMNS, dtype="str")


def difference_size(difference: Difference) -> int:
    """Return the number of rows of the table."""
    return len([*_listed(difference)])


def _listed(difference: Difference) -> Iterator[TrackerChange]:
    return (each for each in difference.changes if each.kind is not ChangeKind.MOVED or each.name not in STANDSTILLS)


def _values(change: TrackerChange, context: DifferenceContext) -> tuple[str, str]:
    """Return the values before and after; those of a new or a removed recommendation are its title."""
    if change.kind is ChangeKind.NEW:
        return "", context.title(change)
    if change.kind is ChangeKind.REMOVED:
        return context.title(change), ""
    if change.kind is not ChangeKind.MOVED and (change.sheet, change.field) != (PROGRESS.name, "status"):
        return change.before, change.after
    before, after = (value and context.status_word(value) for value in (change.before, change.after))
    return before, after


def difference_lines(difference: Difference, context: DifferenceContext) -> Iterator[str]:
    """Yield the headline of a difference, then each change by kind, worse statuses before other re-ratings.

    In a re-worded text, removed words are in [-…-] and added words in {+…+}.
    """
    _ = context.translator
    yield difference_headline(difference, _)
    for group in change_groups(difference, context, most=_SHOWN):
        yield ""
        yield group.heading
        if group.note:
            yield f"  {group.note}"
        for change in group.changes:
            yield f"  {change.sentence}"
            if change.before and change.after:
                text = "".join(_SIGNS[mark].format(words) for words, mark in change.words)
                yield from (f"    {line}" for line in text.splitlines())
        if group.total > _SHOWN:
            yield "  " + _.plural("and {n} more", "and {n} more", group.total - _SHOWN)
