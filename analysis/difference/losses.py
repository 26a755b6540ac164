"""What publishing a tracker would lose: rows that it does not have, and cells that it has empty."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from analysis.difference.cells import (
    AlignedRows,
    Cells,
    Key,
    align,
    differing_rows,
    field_index,
    fields_key,
    round_of,
    scale_rows,
)
from analysis.difference.trackers import DATE, KEYS, KIND, STATUS, has_content, item_of_row, round_key, update_key
from model.terms import Kind
from model.tracker.columns import DECISIONS, KEY, MONITORING, NAMES, PROGRESS, REVIEWS, SHEETS, TARGETS, SheetPlan
from model.tracker.tracker import Tracker
from model.versions.difference import (
    EmptiedCells,
    Losses,
    LostRecommendation,
    LostRound,
    LostRow,
    LostUpdate,
    RecommendationId,
)

# The columns of an update that are empty where it has no status.
_STATUS_FIELDS = frozenset({"status", "rated_by", "basis"})

_NAME = field_index(NAMES, "name")

# A review and a month.
Round = tuple[str, date]


def losses(before: Tracker, after: Tracker) -> Losses:
    """Return everything of a tracker that another one does not have.

    Rows are paired as `difference` pairs them. An update that stays in its round with another date is not lost, nor is
    a value that changes. An update without a status and without words counts as nothing.
    """
    rows = {plan.table: _aligned(before, after, plan) for plan in SHEETS}
    order = {item: position for position, item in enumerate(_items(before))}
    gone = order.keys() - set(_items(after))
    updates = [row for row in rows[PROGRESS.table].removed if has_content(row)]
    remaining = _rounds(after)
    of_rounds = [row for row in updates if _round(row) is not None and _round(row) not in remaining]
    others = [row for row in updates if _round(row) is None or _round(row) in remaining]
    counts = [Counter(map(item_of_row, table)) for table in (updates, rows[MONITORING.table].removed)]
    unrated = [old for old, new in rows[PROGRESS.table].changed if old[STATUS] and not new[STATUS]]

    def lost_rows(plan: SheetPlan, field: str) -> tuple[LostRow, ...]:
        at, lost = field_index(plan, field), _sorted(rows[plan.table].removed, order)
        return tuple(LostRow(item_of_row(row), _words(row[at])) for row in _unless_all_of(gone, lost))

    return Losses(
        reviews=tuple(row[0] for row in rows[REVIEWS.table].removed if _is_described(row)),
        recommendations=tuple(
            LostRecommendation(item, *(count[item] for count in counts)) for item in order if item in gone
        ),
        rounds=tuple(_lost_rounds(of_rounds, gone)),
        updates=_lost_updates(_unless_all_of(gone, others), order),
        statuses=_lost_updates(unrated, order),
        promises=lost_rows(MONITORING, "activity"),
        targets=lost_rows(TARGETS, "target"),
        decisions=lost_rows(DECISIONS, "decision"),
        cells=tuple(_emptied_cells(rows)),
        scale=tuple(row[0] for row in rows[KEY.table].removed),
        names=tuple(row[_NAME] for row in rows[NAMES.table].removed),
        several_reviews=len({item.review for item in order}) > 1,
    )


def _aligned(before: Tracker, after: Tracker, plan: SheetPlan) -> AlignedRows:
    if plan is KEY:
        return align(scale_rows(before.scale), scale_rows(after.scale), fields_key(KEY, "status"))
    keys: tuple[Key, ...] = (update_key, round_key) if plan is PROGRESS else KEYS[plan]
    return align(*differing_rows(getattr(before, plan.table), getattr(after, plan.table), plan), *keys)


def _items(tracker: Tracker) -> list[RecommendationId]:
    """Return the recommendations of a tracker in its order."""
    listed = tracker.recommendations
    return [
        RecommendationId(str(review), str(ref)) for review, ref in zip(listed["review"], listed["ref"], strict=True)
    ]


def _sorted(rows: Iterable[Cells], order: Mapping[RecommendationId, int]) -> list[Cells]:
    """Return rows in the order of their recommendations."""
    return sorted(rows, key=lambda row: order.get(item_of_row(row), len(order)))


def _rounds(tracker: Tracker) -> set[Round]:
    """Return each round of a tracker with its review; a row that was typed in advance counts."""
    dated = tracker.progress[["review", "round"]].dropna().drop_duplicates()
    return {(str(review), month.date()) for review, month in dated.itertuples(index=False, name=None)}


def _round(row: Cells) -> Round | None:
    month = round_of(PROGRESS, row)
    return (row[0], month) if month else None


def _unless_all_of(gone: Collection[RecommendationId], rows: Sequence[Cells]) -> Sequence[Cells]:
    """Return the rows, or none where all of them are of recommendations that are gone."""
    return rows if any(item_of_row(row) not in gone for row in rows) else ()


def _lost_rounds(updates: Iterable[Cells], gone: Collection[RecommendationId]) -> Iterator[LostRound]:
    """Yield the rounds of these updates, the oldest first."""
    rows_by_round: dict[Round, list[Cells]] = {}
    for row in updates:
        rows_by_round.setdefault((row[0], row[DATE][0].replace(day=1)), []).append(row)
    for (review, month), rows in sorted(rows_by_round.items(), key=lambda each: (each[0][1], each[0][0])):
        if _unless_all_of(gone, rows):
            responses = sum(row[KIND] == Kind.RESPONSE for row in rows)
            yield LostRound(review, month, responses, len(rows) - responses)


def _lost_updates(rows: Iterable[Cells], order: Mapping[RecommendationId, int]) -> tuple[LostUpdate, ...]:
    return tuple(LostUpdate(item_of_row(row), row[KIND], round_of(PROGRESS, row)) for row in _sorted(rows, order))


def _emptied_cells(rows: Mapping[str, AlignedRows]) -> Iterator[EmptiedCells]:
    """Yield the fields with emptied cells; a status that is lost is counted elsewhere, with who gave it."""
    for plan in SHEETS:
        counts: Counter[str] = Counter()
        for old, new in rows[plan.table].changed:
            is_unrated = plan is PROGRESS and old[STATUS] and not new[STATUS]
            except_fields = _STATUS_FIELDS if is_unrated else ()
            counts.update(
                column.field
                for column, before, after in zip(plan.columns, old, new, strict=True)
                if column.field not in except_fields and _words(before) and not _words(after)
            )
        yield from (EmptiedCells(plan.name, field, count) for field, count in counts.items())


def _words(cell: Any) -> str:
    """Return the words of a cell; a date has words wherever it has days."""
    return str(cell[-1] if isinstance(cell, tuple) else cell)


def _is_described(review: Cells) -> bool:
    """Return whether a review has more than a name, which is then also its title."""
    name, title, *rest = review
    return title not in ("", name) or any(map(_words, rest))
