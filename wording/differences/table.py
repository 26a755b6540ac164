"""A difference as a table to download, and as lines for a terminal."""

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import islice

import pandas as pd

from model.status import Scale
from model.terms import STANDSTILLS
from model.tracker.columns import MONITORING, PROGRESS, RECOMMENDATIONS
from model.versions.difference import Difference, RecommendationId
from wording.answers.headline import movement_heading
from wording.catalogue import Translator
from wording.differences.changes import (
    ChangeKind,
    ChangeSentence,
    DifferenceContext,
    column_name,
    difference_headline,
    other_changes,
    rerated_changes,
    word_changes,
)
from wording.differences.sentences import change_groups
from wording.format.dates import format_round
from wording.format.names import Names
from wording.format.text import DiffKind
from wording.labels.fields import field_name
from wording.sentences import label

DifferenceRow = tuple[ChangeKind, RecommendationId | None, date | None, str, str, str, str]
"""The kind of change, the recommendation, the round, the sheet, the column, and the values before and after."""
_TABLE_COLUMNS = ["what", "review", "ref", "round", "sheet", "column", "before", "after"]
_SHOWN = 100
"""The most changes of one kind that are listed; the rest are counted."""


def difference_columns(difference: Difference, _: Translator) -> dict[str, str]:
    """Return the columns of the table with their headings; with the review only if there are several."""
    return {
        "what": _("What"),
        **({"review": _("Review")} if difference.reviews > 1 else {}),
        "ref": _("Recommendation"),
        "round": _("Round"),
        "sheet": _("Sheet"),
        "column": _("Column"),
        "before": _("Before"),
        "after": _("After"),
    }


def difference_table(
    difference: Difference,
    scales: tuple[Scale, ...],
    names: Names,
    _: Translator,
    *,
    titles: Mapping[RecommendationId, str] | None = None,
    most: int | None = None,
) -> pd.DataFrame:
    """Return a row for each change, in the order of the sentences, with full texts; at most `most` rows, None for all.

    Returns:
        Columns what, review, ref, round, sheet, column, before and after, all of them text; "" for no value.
    """
    context = DifferenceContext(_, scales, names, titles=titles or {})
    rows = [
        (
            change_kind_name(kind, _),
            *((item.review, item.ref) if item else ("", "")),
            format_round(month, _) if month else "",
            *values,
        )
        for kind, item, month, *values in islice(_rows(difference, context), most)
    ]
    return pd.DataFrame(rows, columns=_TABLE_COLUMNS, dtype="str")


def difference_size(difference: Difference) -> int:
    """Return the number of rows of the table."""
    stays = sum(move.movement in STANDSTILLS for move in difference.moves)
    return sum(map(len, difference.lists.values())) - stays


def change_kind_name(kind: ChangeKind, _: Translator) -> str:
    """Return the name of a kind of change in a word or two."""
    return label("change", kind, _)


def _rows(difference: Difference, context: DifferenceContext) -> Iterator[DifferenceRow]:
    _ = context.translator
    title, lead = field_name("title", _), field_name("lead_agency", _)
    for item in difference.new:
        yield ChangeKind.NEW, item, None, RECOMMENDATIONS.name, title, "", context.titles.get(item, "")
    for removed in difference.removed:
        former = context.titles.get(removed.item, "")
        yield ChangeKind.REMOVED, removed.item, None, RECOMMENDATIONS.name, title, former, ""
    yield from _statuses(difference, context)
    for date_change in difference.redated:
        sheet = MONITORING.name if date_change.field == "due" else RECOMMENDATIONS.name
        before, after = date_change.before, date_change.after
        yield ChangeKind.REDATED, date_change.item, None, sheet, field_name(date_change.field, _), before, after
    for agency in difference.reassigned:
        yield ChangeKind.REASSIGNED, agency.item, None, RECOMMENDATIONS.name, lead, agency.before, agency.after
    for kind, texts in word_changes(difference).items():
        for words in texts:
            column = field_name(words.field, _)
            yield kind, words.item, words.round, words.sheet, column, words.before, words.after
    for kind, changes in other_changes(difference).items():
        for other in changes:
            column = column_name(other.sheet, other.column, _)
            yield kind, other.item, other.round, other.sheet, column, other.before, other.after


def _statuses(difference: Difference, context: DifferenceContext) -> Iterator[DifferenceRow]:
    """Yield the movements with the round they end in, then the changes of statuses, then the new updates."""
    status, sheet = field_name("status", context.translator), PROGRESS.name
    for move in difference.moves:
        if move.movement not in STANDSTILLS:
            column = movement_heading(move.movement, context.translator)
            before, after = (value and context.status_word(value) for value in (move.before, move.after))
            yield ChangeKind.MOVED, move.item, difference.end, "", column, before, after
    changes = {
        ChangeKind.CORRECTED: difference.corrected,
        **rerated_changes(difference),
        ChangeKind.RESTATED: difference.restated,
    }
    for kind, of_kind in changes.items():
        for change in of_kind:
            before, after = (value and context.status_word(value) for value in (change.before, change.after))
            yield kind, change.item, change.round, sheet, status, before, after
    for new in difference.updated:
        after = new.status and context.status_word(new.status)
        yield ChangeKind.UPDATED, new.item, new.round, sheet, status, "", after


def difference_lines(difference: Difference, scales: tuple[Scale, ...], names: Names, _: Translator) -> Iterator[str]:
    """Yield the headline of a difference, then each change by kind, worse statuses before other re-ratings.

    In a re-worded text, removed words are in [-…-] and added words in {+…+}.
    """
    yield difference_headline(difference, _)
    for group in change_groups(difference, scales, names, _, most=_SHOWN):
        yield ""
        yield group.heading
        if group.note:
            yield f"  {group.note}"
        for change in group.changes:
            yield f"  {change.sentence}"
            yield from _diff_lines(change)
        if group.count > _SHOWN:
            yield "  " + _.plural("and {n} more", "and {n} more", group.count - _SHOWN)


def _diff_lines(change: ChangeSentence) -> Iterator[str]:
    """Yield the word diff of a re-worded text, line by line."""
    if not (change.before and change.after):
        return
    signs = {DiffKind.UNCHANGED: ("", ""), DiffKind.REMOVED: ("[-", "-]"), DiffKind.ADDED: ("{+", "+}")}
    text = "".join(f"{signs[mark][0]}{words}{signs[mark][1]}" for words, mark in change.words)
    for line in text.splitlines():
        yield f"    {line}"
