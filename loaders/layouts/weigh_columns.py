"""The evidence on each column of a table: what its heading and its cells look like, weighed together."""

import tomllib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Self

from loaders.layouts.chosen_columns import is_user_choice
from loaders.layouts.column_headings import ColumnHeading
from loaders.layouts.column_profiles import FEW_CELLS, ColumnProfile, profile_columns
from loaders.layouts.find_tables import FoundTable
from loaders.vocabulary.headings import HEAD, MODIFIER, NO_MATCH, ColumnMeaning, HeadingMatch, heading_parts

_Weights = Mapping[str, float]
_EVIDENCE: Mapping[str, Any] = tomllib.loads(Path(__file__).with_name("evidence.toml").read_text(encoding="utf-8"))
_HEADING: _Weights = _EVIDENCE["heading"]
_KINDS, *_ROWS = (line.split() for line in _EVIDENCE["values"].strip().splitlines())
_VALUES: Mapping[str, _Weights] = {row[0]: dict(zip(_KINDS, map(float, row[1:]), strict=True)) for row in _ROWS}
"""The weight of the values for each meaning."""
_TAKEN: _Weights = _EVIDENCE["taken"]
_TAKEN_OTHERWISE = _TAKEN["otherwise"]
_MOSTLY, _NEARLY_ALL = 0.5, 0.9
"""From the first share of usual words a column of statuses is sure; with the second, nearly all rows or numbers."""
_ITEM_TEXTS = (ColumnMeaning.RECOMMENDATION, ColumnMeaning.TITLE)
_FIXED = (*(ColumnMeaning.LETTER, ColumnMeaning.MONTH, ColumnMeaning.PROPOSED_CLOSURE, ColumnMeaning.CLOSURE_REASON),)
_ONE_OF = (ColumnMeaning.RECOMMENDATION, ColumnMeaning.STATUS, ColumnMeaning.THEME, ColumnMeaning.REF)
"""Meanings that only one column of a table gets by its values."""
_RIVALS = (ColumnMeaning.REF, ColumnMeaning.STATUS, ColumnMeaning.RECOMMENDATION)
_PROMISE_DETAILS = (ColumnMeaning.DUE, ColumnMeaning.WITH, ColumnMeaning.DONE, ColumnMeaning.OUTCOME)
"""Without any of these, an activity is no promise, but what should be done."""
_LEFT_OF_TEXT = (ColumnMeaning.THEME, ColumnMeaning.REF)
_LISTS = (ColumnMeaning.STATUS, ColumnMeaning.THEME, ColumnMeaning.REF)
"""Meanings whose values are from a short list, which a few cells cannot show."""
_EMPTY = -8.0
"""The weight of empty cells against the text of an item, in a mostly empty column; a share counts in proportion."""
_LEAST_TEXT = 1.0
"""The least weight of the text of an item in a table where no column has more."""
_SURE, _CLOSE = 8.0, 2.0
"""A part of a heading with less weight than the first is confirmed by a person, and so is a meaning that is ahead of
another by no more than the second."""
_BY_VALUES = (
    *(ColumnMeaning.RECOMMENDATION, ColumnMeaning.STATUS, ColumnMeaning.BACKGROUND, ColumnMeaning.THEME),
    *(ColumnMeaning.RATING, ColumnMeaning.REF),
)
"""The meanings that values alone can give."""


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

    def with_match(self, match: HeadingMatch) -> Self:
        """Return the column with another meaning of its heading."""
        return replace(self, heading=replace(self.heading, match=match))


def weigh_columns(table: FoundTable, statuses: Collection[str] = ()) -> FoundTable:
    """Return a table whose headings have the meaning with most evidence; one with a round, or mapped, keeps its own.

    `statuses` are the label keys of the statuses in the workbook's key.
    """
    headings = [
        heading
        for heading in table.headings
        if heading.match.round is None and heading.match.exact_meaning not in _FIXED and not is_user_choice(heading)
    ]
    profiles = profile_columns(table, [heading.column for heading in headings], statuses)
    rounds = [h.column for h in table.headings if h.match.round and h.match.meaning in (None, ColumnMeaning.STATUS)]
    if any(each.statuses >= _MOSTLY for each in profile_columns(table, rounds, statuses).values()):
        profiles = {column: replace(p, shares={**p.shares, "percents": 0.0}) for column, p in profiles.items()}
    has_activity = table.has(ColumnMeaning.ACTIVITY) and table.has(*_PROMISE_DETAILS)
    weighed = [_weigh(heading, profiles[heading.column], has_activity=has_activity) for heading in headings]
    chosen = {heading.match.meaning: heading.column for heading in table.headings if is_user_choice(heading)}
    decided = _rank_rivals(_ensure_text(_assign(weighed, chosen), chosen.keys()))
    by_column = {heading.column: heading for heading in (*table.headings, *(column.heading for column in decided))}
    return replace(table, headings=tuple(by_column.values()))


def _weigh(heading: ColumnHeading, profile: ColumnProfile, *, has_activity: bool) -> WeighedColumn:
    by_heading = _heading_weights(heading, has_activity=has_activity)
    total = {
        meaning: weight + _value_weight(meaning, profile)
        for meaning, weight in {**dict.fromkeys(_BY_VALUES, 0.0), **by_heading}.items()
    }
    return WeighedColumn(heading, profile, by_heading, total)


def _heading_weights(heading: ColumnHeading, *, has_activity: bool) -> dict[ColumnMeaning, float]:
    """Return the weight of a heading for each meaning that it or a part of it has."""
    match = heading.match
    parts = heading_parts(heading.words)
    weights = {m: _HEADING["part status" if m is ColumnMeaning.STATUS else "part"] * parts[m] for m in parts}
    if match.meaning is not None:
        kind = match.evidence if match.evidence == "fuzzy" or not match.weak else "weak"
        is_loose = match.meaning in (ColumnMeaning.DONE, ColumnMeaning.ACTIVITY) and not has_activity
        weight = _HEADING.get("part" if is_loose else kind, _HEADING["alias"])
        weights[match.meaning] = max(weights.get(match.meaning, 0.0), weight)
        if is_loose and kind != "fuzzy" and match.meaning is ColumnMeaning.ACTIVITY:  # a promise is the text of an item
            weights[ColumnMeaning.RECOMMENDATION] = _HEADING["part"]
    for named, strength in ((ColumnMeaning.STATUS, MODIFIER), (ColumnMeaning.REVIEW, HEAD)):
        if named in weights:  # what is under it may be sentences
            weights[ColumnMeaning.UPDATE] = max(weights.get(ColumnMeaning.UPDATE, 0.0), _HEADING["part"] * strength)
    return weights


def _value_weight(meaning: ColumnMeaning, profile: ColumnProfile) -> float:
    if not profile.filled or meaning not in _VALUES:
        return 0.0
    weight: float = sum(weight * profile.shares[name] for name, weight in _VALUES[meaning].items())
    empty = 1 - profile.coverage if profile.coverage < _MOSTLY else 0.0
    return weight + (_EMPTY * empty if meaning is ColumnMeaning.RECOMMENDATION else 0.0)


def _assign(weighed: Sequence[WeighedColumn], chosen: Mapping[ColumnMeaning | None, int]) -> list[WeighedColumn]:
    """Return the columns with their meanings: the clearest first, so that they decide what is left for others.

    `chosen` are the columns of the meanings that a person chose for other columns.
    """
    texts = [c for c in weighed if c.total[ColumnMeaning.RECOMMENDATION] >= _TAKEN_OTHERWISE]
    first = min((c.heading.column for c in texts), default=0)
    text_column, assigned = chosen.get(ColumnMeaning.RECOMMENDATION, first), list[WeighedColumn]()
    others = [c for c in texts if c.profile.filled and c.ranked()[0] in (*_ITEM_TEXTS, ColumnMeaning.BACKGROUND)]
    has_text = not chosen.keys().isdisjoint(_ITEM_TEXTS)
    refuted = [c for c in weighed if _is_refuted(c, has_text=has_text or others not in ([], [c]))]
    own = (c.heading.match.meaning for c in weighed if c not in refuted and c.ranked()[0] is c.heading.match.meaning)
    taken = {*own, *chosen}
    for column in sorted(weighed, key=lambda c: (-round(max(c.total.values()) / _CLOSE), c.heading.column)):
        match, meaning = column.heading.match, _best(column, taken, text_column)
        if meaning is not None:
            match = _match(column, meaning)
            taken = taken | ({meaning} - {ColumnMeaning.STATUS})  # two statuses by their values are a question
        elif column in refuted:
            are_codes = column.profile.shares.get("refs", 0.0) > column.profile.shares.get("numbers", 1.0)
            match = replace(match, meaning=ColumnMeaning.BACKGROUND) if are_codes else NO_MATCH
        elif match.meaning is not None and column.profile.filled and not match.candidates:
            named = [other for other in _close_meanings(column, match.meaning) if other in column.by_heading]
            match = replace(match, candidates=(match.meaning, *named) if named else ())
        assigned.append(column.with_match(match))
    return assigned


def _is_refuted(column: WeighedColumn, *, has_text: bool) -> bool:
    """Return whether the cells of a column contradict its heading, or it is a blank text and another column has one."""
    match = column.heading.match
    is_fuzzy, is_text = match.evidence == "fuzzy", match.meaning in _ITEM_TEXTS
    if match.meaning is None or not (is_fuzzy or is_text):
        return False
    if not column.profile.filled:
        return is_fuzzy or has_text
    return column.total[match.meaning] < _TAKEN_OTHERWISE if is_fuzzy else has_text and column.total[match.meaning] < 0


def _ensure_text(weighed: list[WeighedColumn], chosen: Collection[ColumnMeaning | None]) -> list[WeighedColumn]:
    """Return the columns with the text of an item: if none is, the likeliest without a meaning, or an activity."""
    meanings = {*(column.heading.match.meaning for column in weighed), *chosen}
    activity = [ColumnMeaning.ACTIVITY] if ColumnMeaning.STATUS in meanings else []  # only in a table with statuses
    free = (None, ColumnMeaning.BACKGROUND, *activity)
    likely = [c for c in weighed if c.heading.match.meaning in free and c.text_weight >= _LEAST_TEXT]
    are_updates = {ColumnMeaning.REF, ColumnMeaning.DATE} <= meanings
    if not likely or are_updates or not meanings.isdisjoint(_ITEM_TEXTS):
        return weighed

    def rank(column: WeighedColumn) -> tuple[bool, int, int]:
        is_named_background = column.heading.match.meaning is not None and column.heading.match.evidence == "alias"
        return not is_named_background, round(column.text_weight / _CLOSE), -column.heading.column

    best = max(likely, key=rank)
    match = HeadingMatch(
        *(ColumnMeaning.RECOMMENDATION, None, "values", max(0, round(5 * best.text_weight))),
        (ColumnMeaning.RECOMMENDATION, ColumnMeaning.BACKGROUND),
        weak=True,
    )
    return [column.with_match(match) if column is best else column for column in weighed]


def _rank_rivals(weighed: list[WeighedColumn]) -> list[WeighedColumn]:
    """Return the columns; refs or statuses behind the strongest give way, and so do row numbers next to codes."""
    for meaning in _RIVALS:
        rivals = [column for column in weighed if column.heading.match.meaning is meaning]
        has_codes = any(column.profile.has_codes for column in rivals)
        numbers = [column for column in rivals if has_codes and column.profile.shares.get("sequence")]
        best = max((column.total.get(meaning, 0.0) for column in rivals if column not in numbers), default=0.0)
        behind = numbers + [
            column
            for column in rivals
            if column.profile.filled
            and column.total.get(meaning, 0.0) < best - (0 if column.heading.match.evidence == "fuzzy" else _CLOSE)
        ]
        weighed = [c.with_match(replace(c.heading.match, weak=True)) if c in behind else c for c in weighed]
    return weighed


def _best(column: WeighedColumn, taken: Collection[ColumnMeaning | None], text_column: int) -> ColumnMeaning | None:
    """Return the meaning with most evidence that a column can have; None for its own, or for too little evidence."""
    current, profile = column.heading.match.meaning, column.profile
    if not profile.filled:
        return None
    may_be_refs = profile.coverage >= _NEARLY_ALL and profile.shares["numbers"] < _MOSTLY  # scores are in any order
    for meaning in column.ranked():
        if meaning is current:
            return None
        by_values = column.by_heading.get(meaning, 0.0) == 0.0
        is_out_of_place = (
            (meaning in _ONE_OF and meaning in taken)
            or (meaning is ColumnMeaning.STATUS and profile.statuses < _MOSTLY)
            or (meaning in _LISTS and profile.filled < FEW_CELLS)
            or (meaning in _LEFT_OF_TEXT and column.heading.column > text_column)
            or (meaning is ColumnMeaning.REF and not may_be_refs)
        )
        if column.total[meaning] >= _TAKEN.get(meaning, _TAKEN_OTHERWISE) and not (by_values and is_out_of_place):
            return meaning
    return None


def _match(column: WeighedColumn, meaning: ColumnMeaning) -> HeadingMatch:
    """Return the match of a heading with a meaning by weight; other meanings about as strong are its candidates."""
    ranked = [other for other in column.ranked() if meaning not in (other, ColumnMeaning.BACKGROUND)]
    by_values = column.by_heading.get(meaning, 0.0) == 0.0
    asked = _close_meanings(column, meaning) or (ranked[:1] if _is_unsure(column, meaning, by_values=by_values) else [])
    evidence, score = "values" if by_values else "part", max(0, min(100, round(5 * column.total[meaning])))
    return HeadingMatch(meaning, None, evidence, score, (meaning, *asked) if asked else (), weak=True)


def _close_meanings(column: WeighedColumn, meaning: ColumnMeaning) -> list[ColumnMeaning]:
    """Return the other meanings of a column with about as much evidence; none of a background."""
    least = max(column.total[meaning] - _CLOSE, _TAKEN_OTHERWISE)
    return [m for m in column.ranked() if meaning not in (m, ColumnMeaning.BACKGROUND) and column.total[m] >= least]


def _is_unsure(column: WeighedColumn, meaning: ColumnMeaning, *, by_values: bool = False) -> bool:
    """Return whether a person must confirm a meaning even if no other is close.

    That is a text or a theme that only its values show, a status in unusual words, a meaning that contradicts a known
    heading unless the cells are plainly statuses, and one of little weight.
    """
    profile, current = column.profile, column.heading.match
    if meaning is ColumnMeaning.STATUS:
        return profile.statuses + profile.shares["answers"] < _MOSTLY
    contradicts = current.exact_meaning is not None and not current.weak
    return by_values or contradicts or column.total[meaning] < _SURE
