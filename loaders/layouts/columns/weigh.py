"""Weigh what the headings and the values of a table show, and give each column the meaning with most evidence."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Self

from loaders.layouts.columns.column_profile import ColumnProfile, profile_columns
from loaders.layouts.columns.user_choices import is_user_choice
from loaders.layouts.tables.detect_tables import FoundTable
from loaders.layouts.tables.header_rows import ColumnHeading
from loaders.vocabulary.heading_aliases import ColumnMeaning
from loaders.vocabulary.heading_match import HEAD, MODIFIER, NO_MATCH, HeadingMatch, heading_parts

_Weights = Mapping[str, float]

_HEADING: _Weights = {
    "heading": 12,
    "welsh-heading": 12,
    "alias": 10,
    "weak": 7,
    "fuzzy": 6,
    "part": 5,
    "part status": 3,
}
"""The weight of a heading for its meaning: the contract's word, another name for it, one that gives way to others, a
similar one, or a part of it (times the strength of the part); many things other than an item have a status."""

_EVIDENCE = (
    "statuses answers levels few_words repeated refs sequence numbers dates short_texts sentences paragraphs people "
    "marks"
)
_ROWS = {
    #                               stat ans  lev  few  rep  refs seq  num  date shrt sent para peop mark
    ColumnMeaning.REVIEW: "         -6   -6   -8   0    0    0    0    0    -4   0    -8   -9   0    -6",
    ColumnMeaning.REF: "            -6   -6   -8   0    -8   5    4    1    -6   -3   -9   -9   -6   -6",
    ColumnMeaning.TITLE: "          -5   -7   -8   0    -4   -4   -8   -8   -8   3    -1   -5   -8   -8",
    ColumnMeaning.RECOMMENDATION: " -8   -8   -9   0    -6   -5   -9   -9   -9   3    6    -1   -9   -9",
    ColumnMeaning.THEME: "          -5   -6   -5   1    4    -4   -6   -6   -8   0    -8   -8   -1   -8",
    ColumnMeaning.LEAD_AGENCY: "    -6   -7   -8   0    3    -4   -8   -8   -8   1    -9   -9   5    -8",
    ColumnMeaning.STATUS: "         7    4    -9   2    -1   -5   -6   -3   -6   -4   -12  -12  -8   1",
    ColumnMeaning.UPDATE: "         -8   -6   -8   0    -4   -5   -8   -8   -6   2    4    3    -6   -6",
    ColumnMeaning.TARGET: "         -6   -6   -8   0    -2   -5   -8   -6   6    -1   -4   -6   -8   -6",
    ColumnMeaning.COMPLETED: "      -6   -2   -8   0    -2   -5   -8   -6   6    -1   -6   -8   -8   -6",
    ColumnMeaning.BACKGROUND: "     -8   -8   -8   -1   -1   -5   -9   -9   -9   2    6    4    -6   -8",
    ColumnMeaning.RATING: "         0    0    5    2    0    0    0    2    -4   -4   -12  -12  -6   0",
    ColumnMeaning.NOTE: "           0    0    0    0    0    0    0    0    3    0    -6   -8   0    0",
}
_VALUES: Mapping[ColumnMeaning, _Weights] = {
    meaning: dict(zip(_EVIDENCE.split(), map(float, row.split()), strict=True)) for meaning, row in _ROWS.items()
}
"""The weight of the values for each meaning, for a column in which all cells are such; a share counts in proportion."""

MOSTLY = 0.5
"""From this share of usual words, a column of statuses is sure."""
_ITEM_TEXTS = (ColumnMeaning.RECOMMENDATION, ColumnMeaning.TITLE)
_FIXED = (
    *(ColumnMeaning.LETTER, ColumnMeaning.STATUS_OF_AGENCY, ColumnMeaning.MONTH),
    *(ColumnMeaning.PROPOSED_CLOSURE, ColumnMeaning.CLOSURE_REASON),
)
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
_TAKEN: Mapping[ColumnMeaning, float] = {
    ColumnMeaning.BACKGROUND: 0.5,
    ColumnMeaning.THEME: 2.5,
    ColumnMeaning.UPDATE: 3.0,
}
_TAKEN_OTHERWISE = 4.0
"""The least weight by which a column is read as a meaning; any texts are background rather than lost."""
_LEAST_TEXT = 1.0
"""The least weight of the text of an item in a table where no column has more."""
_NEARLY_ALL = 0.9
"""So large a share of the rows has a ref, where a column is known as that of the refs by its values alone."""
_FEW_CELLS = 3
"""Fewer cells than this do not show that a column has a list of values."""
_SURE = 8.0
"""A part of a heading that gives a column less weight than this is confirmed by a person."""
_CLOSE = 2.0
"""If the second meaning is behind by no more than this, a person is asked."""
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
    """Return a table whose headings have the meaning with most evidence; one with a round, or mapped, keeps its own."""
    weighed = _rank_rivals(_ensure_text(_assign(weigh_evidence(table, statuses))))
    headings = {heading.column: heading for heading in (*table.headings, *(column.heading for column in weighed))}
    return replace(table, headings=tuple(headings.values()))


def weigh_evidence(table: FoundTable, statuses: Collection[str] = ()) -> list[WeighedColumn]:
    """Return the evidence on each column of a table that has a heading to weigh."""
    headings = [
        heading
        for heading in table.headings
        if heading.match.round is None and heading.match.exact_meaning not in _FIXED and not is_user_choice(heading)
    ]
    profiles = profile_columns(table, [heading.column for heading in headings], statuses)
    has_activity = table.has(ColumnMeaning.ACTIVITY) and table.has(*_PROMISE_DETAILS)
    return [_weigh(heading, profiles[heading.column], has_activity=has_activity) for heading in headings]


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
    empty = 1 - profile.coverage if profile.coverage < MOSTLY else 0.0
    return weight + (_EMPTY * empty if meaning is ColumnMeaning.RECOMMENDATION else 0.0)


def _assign(weighed: Sequence[WeighedColumn]) -> list[WeighedColumn]:
    """Return the columns with their meanings: the clearest first, so that they decide what is left for others."""
    texts = [c.heading.column for c in weighed if c.total[ColumnMeaning.RECOMMENDATION] >= _TAKEN_OTHERWISE]
    text_column, assigned = min(texts, default=0), list[WeighedColumn]()
    has_text = any(c.profile.filled and c.heading.column in texts for c in weighed)
    refuted = [column for column in weighed if _is_refuted(column, has_text=has_text)]
    taken = {c.heading.match.meaning for c in weighed if c not in refuted and c.ranked()[0] is c.heading.match.meaning}
    for column in sorted(weighed, key=lambda c: (-round(max(c.total.values()) / _CLOSE), c.heading.column)):
        match, meaning = column.heading.match, _best(column, taken, text_column)
        if meaning is not None:
            match = _match(column, meaning)
            taken = taken | {meaning}
        elif column in refuted:
            match = NO_MATCH
        elif match.evidence == "fuzzy" and match.meaning is ColumnMeaning.STATUS and _is_unsure(column, match.meaning):
            match = replace(match, candidates=(ColumnMeaning.STATUS, ColumnMeaning.BACKGROUND))
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
    return column.total[match.meaning] < (_TAKEN_OTHERWISE if is_fuzzy else 0.0)


def _ensure_text(weighed: list[WeighedColumn]) -> list[WeighedColumn]:
    """Return the columns with the text of an item: if none is, the likeliest without a meaning, or an activity."""
    meanings = {column.heading.match.meaning for column in weighed}
    activity = [ColumnMeaning.ACTIVITY] if ColumnMeaning.STATUS in meanings else []  # only in a table with statuses
    free = (None, ColumnMeaning.BACKGROUND, *activity)
    likely = [c for c in weighed if c.heading.match.meaning in free and c.text_weight >= _LEAST_TEXT]
    are_updates = {ColumnMeaning.REF, ColumnMeaning.DATE} <= meanings
    if not likely or are_updates or not meanings.isdisjoint(_ITEM_TEXTS):
        return weighed
    best = max(likely, key=lambda column: (round(column.text_weight / _CLOSE), -column.heading.column))
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
        numbers = [c for c in rivals if c.profile.shares.get("sequence")] if any(map(_has_codes, rivals)) else []
        best = max((column.total.get(meaning, 0.0) for column in rivals if column not in numbers), default=0.0)
        behind = numbers + [
            column
            for column in rivals
            if column.profile.filled
            and column.total.get(meaning, 0.0) < best - (0 if column.heading.match.evidence == "fuzzy" else _CLOSE)
        ]
        weighed = [c.with_match(replace(c.heading.match, weak=True)) if c in behind else c for c in weighed]
    return weighed


def _has_codes(column: WeighedColumn) -> bool:
    """Return whether a column has a ref in nearly every row that is more than a number: R-01."""
    shares = column.profile.shares
    is_number = shares.get("sequence") or shares.get("numbers")
    return column.profile.coverage >= _NEARLY_ALL and shares.get("refs", 0.0) >= _NEARLY_ALL and not is_number


def _best(column: WeighedColumn, taken: Collection[ColumnMeaning | None], text_column: int) -> ColumnMeaning | None:
    """Return the meaning with most evidence that a column can have; None for its own, or for too little evidence."""
    current, profile = column.heading.match.meaning, column.profile
    if not profile.filled:
        return None
    for meaning in column.ranked():
        if meaning is current:
            return None
        by_values = column.by_heading.get(meaning, 0.0) == 0.0
        is_out_of_place = (
            (meaning in _ONE_OF and meaning in taken)
            or (meaning is ColumnMeaning.STATUS and profile.statuses - profile.shares["one_colour"] < MOSTLY)
            or (meaning in _LISTS and profile.filled < _FEW_CELLS)
            or (meaning in _LEFT_OF_TEXT and column.heading.column > text_column)
            or (meaning is ColumnMeaning.REF and not _may_be_refs(profile))
        )
        if column.total[meaning] >= _TAKEN.get(meaning, _TAKEN_OTHERWISE) and not (by_values and is_out_of_place):
            return meaning
    return None


def _may_be_refs(profile: ColumnProfile) -> bool:
    """Return whether nearly every row has a value, and the values are not numbers in any order, such as scores."""
    return profile.coverage >= _NEARLY_ALL and profile.shares["numbers"] < MOSTLY


def _match(column: WeighedColumn, meaning: ColumnMeaning) -> HeadingMatch:
    """Return the match of a heading with a meaning by weight; other meanings about as strong are its candidates."""
    best = column.total[meaning]
    ranked = [other for other in column.ranked() if meaning not in (other, ColumnMeaning.BACKGROUND)]
    by_values = column.by_heading.get(meaning, 0.0) == 0.0
    asked = _close_meanings(column, meaning) or (ranked[:1] if _is_unsure(column, meaning, by_values=by_values) else [])
    evidence, score = "values" if by_values else "part", max(0, min(100, round(5 * best)))
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
        return profile.statuses + profile.shares["answers"] < MOSTLY
    contradicts = current.exact_meaning is not None and not current.weak
    return by_values or contradicts or column.total[meaning] < _SURE
