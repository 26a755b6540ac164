"""Weigh what the headings and the values of a table show, and give each column the meaning with most evidence."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from loaders.layouts.columns.column_profile import ColumnProfile, profile_columns
from loaders.layouts.columns.user_choices import is_user_choice
from loaders.layouts.columns.weights import (
    BY_VALUES,
    CLOSE,
    EMPTY,
    FEW_CELLS,
    HEADING,
    LEAST_TEXT,
    MOSTLY,
    NEARLY_ALL,
    SURE,
    TAKEN,
    TAKEN_OTHERWISE,
    VALUES,
)
from loaders.layouts.tables.detect_tables import FoundTable
from loaders.layouts.tables.header_rows import ColumnHeading
from loaders.vocabulary.heading_aliases import ColumnMeaning
from loaders.vocabulary.heading_match import NO_MATCH, HeadingMatch
from loaders.vocabulary.heading_parts import MODIFIER, heading_parts

_ITEM_TEXTS = (ColumnMeaning.RECOMMENDATION, ColumnMeaning.TITLE)
_FIXED = (
    *(ColumnMeaning.LETTER, ColumnMeaning.STATUS_OF_AGENCY, ColumnMeaning.MONTH),
    *(ColumnMeaning.PROPOSED_CLOSURE, ColumnMeaning.CLOSURE_REASON),
)
_ONE_OF = (ColumnMeaning.RECOMMENDATION, ColumnMeaning.STATUS, ColumnMeaning.THEME, ColumnMeaning.REF)
"""Meanings that only one column of a table gets by its values."""
_RIVALS = (ColumnMeaning.REF, ColumnMeaning.STATUS)
_PROMISE_DETAILS = (ColumnMeaning.DUE, ColumnMeaning.WITH, ColumnMeaning.DONE, ColumnMeaning.OUTCOME)
"""Without any of these, an activity is no promise, but what should be done."""
_LEFT_OF_TEXT = (ColumnMeaning.THEME, ColumnMeaning.REF)
_LISTS = (ColumnMeaning.STATUS, ColumnMeaning.THEME, ColumnMeaning.REF)
"""Meanings whose values are from a short list, which a few cells cannot show."""


@dataclass(frozen=True, slots=True)
class WeighedColumn:
    """The evidence on a column: the weight of its heading and of its values for each meaning, and their sum."""

    heading: ColumnHeading
    profile: ColumnProfile
    by_heading: Mapping[ColumnMeaning, float]
    total: Mapping[ColumnMeaning, float]

    @property
    def text_weight(self) -> float:
        """The weight of the column for the text of an item."""
        return max(self.total.get(meaning, 0.0) for meaning in _ITEM_TEXTS)

    def ranked(self) -> list[ColumnMeaning]:
        """Return the meanings with evidence, the strongest first."""
        return sorted(self.total, key=lambda meaning: -self.total[meaning])


def weigh_columns(table: FoundTable, statuses: Collection[str] = ()) -> FoundTable:
    """Return a table whose headings have the meaning with most evidence; `statuses` are those of the workbook's key.

    A heading that names a round, or that a person mapped, keeps its meaning.
    """
    weighed = weigh_evidence(table, statuses)
    meanings = _assign(weighed)
    headings = tuple(meanings.get(heading.column, heading) for heading in table.headings)
    return table if headings == table.headings else replace(table, headings=headings)


def weigh_evidence(table: FoundTable, statuses: Collection[str] = ()) -> list[WeighedColumn]:
    """Return the evidence on each column of a table that has a heading to weigh."""
    headings = [heading for heading in table.headings if _can_change(heading)]
    profiles = profile_columns(table, [heading.column for heading in headings], statuses)
    has_activity = table.has(ColumnMeaning.ACTIVITY) and table.has(*_PROMISE_DETAILS)
    return [_weigh(heading, profiles[heading.column], has_activity=has_activity) for heading in headings]


def _can_change(heading: ColumnHeading) -> bool:
    match = heading.match
    is_fixed = match.meaning in _FIXED and match.evidence != "fuzzy"
    return match.round is None and not is_fixed and not is_user_choice(heading)


def _weigh(heading: ColumnHeading, profile: ColumnProfile, *, has_activity: bool) -> WeighedColumn:
    by_heading = _heading_weights(heading, has_activity=has_activity)
    total = {
        meaning: weight + _value_weight(meaning, profile)
        for meaning, weight in {**dict.fromkeys(BY_VALUES, 0.0), **by_heading}.items()
    }
    return WeighedColumn(heading, profile, by_heading, total)


def _heading_weights(heading: ColumnHeading, *, has_activity: bool) -> dict[ColumnMeaning, float]:
    """Return the weight of a heading for each meaning that it or a part of it has."""
    match = heading.match
    parts = heading_parts(heading.words)
    weights = {m: HEADING["part status" if m is ColumnMeaning.STATUS else "part"] * parts[m] for m in parts}
    if match.meaning is not None:
        kind = match.evidence if match.evidence == "fuzzy" or not match.weak else "weak"
        is_loose = match.meaning in (ColumnMeaning.DONE, ColumnMeaning.ACTIVITY) and not has_activity
        weight = HEADING.get("part" if is_loose else kind, HEADING["alias"])
        weights[match.meaning] = max(weights.get(match.meaning, 0.0), weight)
    if ColumnMeaning.STATUS in weights:  # what is under it may be sentences
        weights[ColumnMeaning.UPDATE] = max(weights.get(ColumnMeaning.UPDATE, 0.0), HEADING["part"] * MODIFIER)
    return weights


def _value_weight(meaning: ColumnMeaning, profile: ColumnProfile) -> float:
    if not profile.filled or meaning not in VALUES:
        return 0.0
    weight: float = sum(weight * profile.shares[name] for name, weight in VALUES[meaning].items())
    empty = 1 - profile.coverage if profile.coverage < MOSTLY else 0.0
    return weight + (EMPTY * empty if meaning is ColumnMeaning.RECOMMENDATION else 0.0)


def _assign(weighed: Sequence[WeighedColumn]) -> dict[int, ColumnHeading]:
    """Return the changed headings by column: the clearest first, so that they decide what is left for others."""
    taken = {c.heading.match.meaning for c in weighed if c.ranked()[0] is c.heading.match.meaning}
    changed = {
        column.heading.column: replace(column.heading, match=NO_MATCH)
        for column in weighed
        if not column.profile.filled and column.heading.match.evidence == "fuzzy"
    }
    text_column = min(
        (c.heading.column for c in weighed if c.total[ColumnMeaning.RECOMMENDATION] >= TAKEN_OTHERWISE), default=0
    )
    for column in sorted(weighed, key=lambda c: (-round(max(c.total.values()) / CLOSE), c.heading.column)):
        meaning = _best(column, taken, text_column)
        if meaning is None or meaning is column.heading.match.meaning:
            continue
        taken = taken | {meaning}
        changed[column.heading.column] = replace(column.heading, match=_match(column, meaning))
    return _rank_rivals(weighed, _ensure_text(weighed, changed))


def _ensure_text(weighed: Sequence[WeighedColumn], changed: Mapping[int, ColumnHeading]) -> dict[int, ColumnHeading]:
    """Return the changed headings, with one for the text of an item where no column has one: the most likely.

    A column that has another meaning by its heading is not taken, but an activity in a table with statuses is.
    """
    meanings = {c.heading.column: changed.get(c.heading.column, c.heading).match.meaning for c in weighed}
    has_status = ColumnMeaning.STATUS in meanings.values()
    are_updates = {ColumnMeaning.REF, ColumnMeaning.DATE} <= {*meanings.values()}
    if are_updates or any(meaning in _ITEM_TEXTS for meaning in meanings.values()):
        return dict(changed)
    free = (None, ColumnMeaning.BACKGROUND, *([ColumnMeaning.ACTIVITY] if has_status else []))
    likely = [c for c in weighed if meanings[c.heading.column] in free and c.text_weight >= LEAST_TEXT]
    if not likely:
        return dict(changed)
    best = max(likely, key=lambda column: (round(column.text_weight / CLOSE), -column.heading.column))
    match = HeadingMatch(
        *(ColumnMeaning.RECOMMENDATION, None, "values", max(0, round(5 * best.text_weight))),
        (ColumnMeaning.RECOMMENDATION, ColumnMeaning.BACKGROUND),
        weak=True,
    )
    return {**changed, best.heading.column: replace(best.heading, match=match)}


def _rank_rivals(weighed: Sequence[WeighedColumn], changed: Mapping[int, ColumnHeading]) -> dict[int, ColumnHeading]:
    """Return the changed headings; of several refs or statuses, those far behind the strongest give way."""
    result = dict(changed)
    for meaning in _RIVALS:
        rivals = [c for c in weighed if result.get(c.heading.column, c.heading).match.meaning is meaning]
        best = max((c.total.get(meaning, 0.0) for c in rivals), default=0.0)
        for column in rivals:
            heading = result.get(column.heading.column, column.heading)
            if column.profile.filled and column.total.get(meaning, 0.0) < best - CLOSE:
                result[column.heading.column] = replace(heading, match=replace(heading.match, weak=True))
    return result


def _best(column: WeighedColumn, taken: Collection[ColumnMeaning | None], text_column: int) -> ColumnMeaning | None:
    """Return the meaning with most evidence that a column can have; None for its own, or for too little evidence."""
    current = column.heading.match.meaning
    if not column.profile.filled:
        return None
    for meaning in column.ranked():
        if meaning is current:
            return None
        by_values = column.by_heading.get(meaning, 0.0) == 0.0
        is_out_of_place = (
            (meaning in _ONE_OF and meaning in taken)
            or (meaning is ColumnMeaning.STATUS and column.profile.statuses < MOSTLY)
            or (meaning in _LISTS and column.profile.filled < FEW_CELLS)
            or (meaning in _LEFT_OF_TEXT and column.heading.column > text_column)
            or (meaning is ColumnMeaning.REF and column.profile.coverage < NEARLY_ALL)
        )
        if column.total[meaning] >= TAKEN.get(meaning, TAKEN_OTHERWISE) and not (by_values and is_out_of_place):
            return meaning
    return None


def _match(column: WeighedColumn, meaning: ColumnMeaning) -> HeadingMatch:
    """Return the match of a heading with a meaning by weight; other meanings about as strong are its candidates."""
    best = column.total[meaning]
    ranked = [other for other in column.ranked() if meaning not in (other, ColumnMeaning.BACKGROUND)]
    close = [other for other in ranked if column.total[other] >= max(best - CLOSE, TAKEN_OTHERWISE)]
    by_values = column.by_heading.get(meaning, 0.0) == 0.0
    asked = close or (ranked[:1] if _is_unsure(column, meaning, by_values=by_values) else [])
    evidence, score = "values" if by_values else "part", max(0, min(100, round(5 * best)))
    return HeadingMatch(meaning, None, evidence, score, (meaning, *asked) if asked else (), weak=True)


def _is_unsure(column: WeighedColumn, meaning: ColumnMeaning, *, by_values: bool) -> bool:
    """Return whether a person must confirm a meaning even if no other is close.

    That is a text or a theme that only its values show, a status in unusual words, a meaning that contradicts a known
    heading unless the cells are plainly statuses, and one of little weight.
    """
    profile, current = column.profile, column.heading.match
    if meaning is ColumnMeaning.STATUS:
        return profile.statuses + profile.shares["answers"] < MOSTLY
    contradicts = current.meaning is not None and current.evidence != "fuzzy" and not current.weak
    return by_values or contradicts or column.total[meaning] < SURE
