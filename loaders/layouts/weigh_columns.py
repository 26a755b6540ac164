"""The evidence on each column of a table: what its heading and its cells look like, weighed together."""

import re
import tomllib
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import Any, Self

from loaders.cells import CellRow, DateCell, Value, displayed_text, plain_text
from loaders.layouts.find_tables import ColumnHeading, FoundTable
from loaders.vocabulary import WORDS, headings
from loaders.vocabulary.headings import ITEM_TEXTS, OTHER_RATING, ColumnMeaning, HeadingMatch
from loaders.vocabulary.refs import looks_like_ref
from loaders.vocabulary.status_words import is_colour, is_known_status, match_colour, percent_of, split_status
from model.dates import read_date
from model.terms import RED_AMBER_GREEN, label_key

# Fewer cells than this do not show that a column has a list of values.
FEW_CELLS = 3
# So many rows of a table show what its columns are like; so many above a blank row are compared with the one below.
_SAMPLE, _ROWS_ABOVE = 400, 20
# Answers to a question, and words for how large something is.
_ANSWERS, _LEVELS = frozenset(WORDS["values"]["answers"]), frozenset(WORDS["values"]["levels"])
# A column with at most so many different short texts may have a fixed list of them.
_FEW = 12
_MAX_WORD_LENGTH, _MIN_SENTENCE_LENGTH, _MIN_PARAGRAPH_LENGTH = 40, 36, 300
_MANY_INITIALS, _MAX_NAME_WORDS = 0.15, 4
# A number with more digits counts nothing.
_NUMBER = re.compile(r"[0-9]{1,9}(?:\.[0-9]{1,9})*")
_BETWEEN_NAMES = re.compile(r"[,;/&\n]")
# A date in numbers in whatever order, with or without a time: 09/14/26 3:12 PM.
_DATE_IN_NUMBERS = re.compile(r"\d{1,4}([/.-])\d{1,2}\1\d{2,4}(?:\W+[\d:.]+(?:\s?[ap]\.?m\.?)?)?", re.IGNORECASE)
_Weights = Mapping[str, float]
_EVIDENCE: Mapping[str, Any] = tomllib.loads(Path(__file__).with_name("evidence.toml").read_text(encoding="utf-8"))
_HEADING: _Weights = _EVIDENCE["heading"]
_KINDS, *_ROWS = (line.split() for line in _EVIDENCE["values"].strip().splitlines())
# The weight of the values for each meaning.
_VALUES: Mapping[str, _Weights] = {row[0]: dict(zip(_KINDS, map(float, row[1:]), strict=True)) for row in _ROWS}
_TAKEN: _Weights = _EVIDENCE["taken"]
_TAKEN_OTHERWISE = _TAKEN["otherwise"]
# From the first share of usual words a column of statuses is sure; with the second, nearly all rows or numbers.
_MOSTLY, _NEARLY_ALL = 0.5, 0.9
_FIXED = (ColumnMeaning.LETTER, ColumnMeaning.MONTH, ColumnMeaning.PROPOSED_CLOSURE, ColumnMeaning.CLOSURE_REASON)
# Meanings that only one column of a table gets by its values.
_ONE_OF = (ColumnMeaning.RECOMMENDATION, ColumnMeaning.STATUS, ColumnMeaning.THEME, ColumnMeaning.REF)
# Without any of these, an activity is no promise, but what should be done.
_PROMISE_DETAILS = (ColumnMeaning.DUE, ColumnMeaning.WITH, ColumnMeaning.DONE, ColumnMeaning.OUTCOME)
# The heading R may be both, which only its values show.
_RATING_OR_REF = (ColumnMeaning.RATING, ColumnMeaning.REF)
# Meanings whose values are from a short list, which a few cells cannot show.
_LISTS = (ColumnMeaning.STATUS, ColumnMeaning.THEME, ColumnMeaning.REF)
# The weight of empty cells against the text of an item, in a mostly empty column; a share counts in proportion.
_EMPTY = -8.0
# The least weight of the text of an item in a table where no column has more.
_LEAST_TEXT = 1.0
# A part of a heading with less weight than the first is confirmed by a person, and so is a meaning that is ahead of
# another by no more than the second.
_SURE, _CLOSE = 8.0, 2.0
# The meanings that values alone can give; of equal weights the first counts.
_BY_VALUES = tuple(map(ColumnMeaning, ("recommendation", "status", "background", "theme", "other-rating", "ref")))


@dataclass(frozen=True, slots=True)
class ColumnProfile:
    """What the cells of a column look like.

    Attributes:
        filled: how many cells have a value or the fill of a status.
        coverage: the share of the rows with such a cell.
        shares: the shares of its filled cells, 0 to 1, that are
            statuses (usual words for progress, colours in words, or a fill of such a colour),
            answers (yes, no and the like), levels (low, medium, high and other words for how large something is),
            few_words (short texts that repeat, all from a short list), repeated (from a list of any length),
            refs (different texts that look like refs), codes (refs that are no numbers, the same or not),
            sequence (1, 2, 3 and so on), numbers (that are no sequence), percents (numbers shown as such), dates,
            words (single ones that are no answers), short_texts (different texts of two words or a few),
            sentences (different texts as long as one), paragraphs (texts of several sentences),
            and people (texts that look like their names).
    """

    filled: int = 0
    coverage: float = 0.0
    shares: Mapping[str, float] = field(default_factory=lambda: defaultdict(float))


def rows_to_first_title(rows: Sequence[CellRow]) -> Sequence[CellRow]:
    """Return the rows above the first single cell or headings below a blank row: a legend, another table; else all."""
    for index, (above, row) in enumerate(pairwise(rows), start=1):
        if row.number - above.number > 1 and row.filled_count == 1 and index > 1:
            return rows[:index]
    return rows[: rows_to_headings(rows)]


def rows_to_headings(rows: Sequence[CellRow]) -> int:
    """Return how many rows there are above the first one below a blank row with only texts, some where numbers were."""
    for index, (above, row) in enumerate(pairwise(rows), start=1):
        if row.number - above.number > 1 and row.filled_count > 2 and all(isinstance(v, str) for v in row.contents):
            before = rows[max(0, index - _ROWS_ABOVE) : index]
            columns = ([each.value_at(column) for each in before] for column in row.filled_columns)
            if sum(len(cells) > 1 and all(isinstance(v, int | float) for v in cells) for cells in columns) > 1:
                return index
    return len(rows)


def profile_columns(table: FoundTable, columns: Collection[int], statuses: Collection[str]) -> dict[int, ColumnProfile]:
    """Return the profile of each column; `statuses` are the label keys of the statuses in the workbook's key."""
    body = rows_to_first_title(table.body[: 2 * _SAMPLE])
    rows = [row for row in body if row.filled_count > 1][:_SAMPLE] or body[:_SAMPLE]
    return {column: _profile(table, rows, column, statuses) for column in columns}


def _profile(table: FoundTable, rows: Sequence[CellRow], column: int, statuses: Collection[str]) -> ColumnProfile:
    values = [value for row in rows if plain_text(value := row.value_at(column))]
    texts = [plain_text(value) for value in values]
    keys = [label_key(text) for text in texts]
    fills = [table.sheet.distinct_fill(row, column) for row in rows if row.value_at(column) is None]
    colours = [status for fill in fills if fill and (status := match_colour(fill, RED_AMBER_GREEN).status) is not None]
    if not values and len(set(colours)) == 1:  # a decoration, or the bar of a plan
        colours = []
    filled = len(values) + len(colours)
    if not filled:
        return ColumnProfile()

    def is_status(key: str) -> bool:
        is_known = key in statuses or (key not in _ANSWERS and is_known_status(key.replace("_", " ")))
        return is_known or ((found := split_status(key, statuses)) is not None and is_colour(found[0]))

    distinct = len(set(keys)) / len(keys) if keys else 0.0
    words = [v for v in values if isinstance(v, str) and any(map(str.isalpha, v)) and not _names_date(v)]
    is_sequence = _is_sequence(texts)
    is_short = len(keys) >= 4 and median(map(len, texts)) <= _MAX_WORD_LENGTH
    repeated = (1 - distinct) * len(words) / filled if is_short else 0.0
    others = [value for value in values if percent_of(displayed_text(value)) is None]
    numbers = 0 if is_sequence else sum(map(_is_number, others))
    codes = sum(not isinstance(v, DateCell) and len(t := plain_text(v)) <= 16 and looks_like_ref(t) for v in others)
    shares = {
        "statuses": (sum(map(is_status, keys)) + len(colours)) / filled,
        "answers": sum(key in _ANSWERS for key in keys) / filled,
        "levels": sum(key in _LEVELS for key in keys) / filled,
        "few_words": repeated if len(set(keys)) <= _FEW else 0.0,
        "repeated": repeated,
        "refs": distinct * codes / filled,
        "codes": 0.0 if is_sequence else max(0, codes - numbers) / filled,
        "sequence": float(is_sequence),
        "numbers": numbers / filled,
        "percents": (len(values) - len(others)) / filled if filled >= FEW_CELLS else 0.0,
        "dates": sum(isinstance(v, DateCell) or (isinstance(v, str) and _names_date(v)) for v in values) / filled,
        "words": sum(text.isalnum() and label_key(text) not in _ANSWERS for text in words) / filled,
        "short_texts": distinct * sum(len(text) < _MIN_SENTENCE_LENGTH and " " in text for text in words) / filled,
        "sentences": distinct * sum(len(text) >= _MIN_SENTENCE_LENGTH and " " in text for text in words) / filled,
        "paragraphs": sum(len(text) >= _MIN_PARAGRAPH_LENGTH for text in words) / filled,
        "people": _people(words) if distinct > 0.5 or len(words) < 4 else 0.0,
    }
    return ColumnProfile(filled, filled / max(1, len(rows)), shares)


@lru_cache(maxsize=4096)
def _names_date(text: str) -> bool:
    is_short = len(text) <= _MAX_WORD_LENGTH and not text.isdigit()
    return is_short and (_DATE_IN_NUMBERS.fullmatch(text) is not None or read_date(text).date.first is not None)


def _is_sequence(texts: Sequence[str]) -> bool:
    """Return whether nearly all texts are 1, 2, 3 and so on, or 4.1, 4.2 and so on, perhaps with gaps."""
    numbers = [[*map(int, text.split("."))] for text in texts if _NUMBER.fullmatch(text)]
    ascending = all(first < second for first, second in pairwise(numbers))
    is_dense = bool(numbers) and numbers[-1][0] <= numbers[0][0] + 2 * len(numbers)
    return len(numbers) >= _NEARLY_ALL * len(texts) and ascending and is_dense


def _people(texts: Sequence[str]) -> float:
    """Return how much texts look like names of people: two to four capitalised words, some of them initials."""
    names = [text.split() for text in texts if all(_is_name(name.split()) for name in _BETWEEN_NAMES.split(text))]
    if 2 * len(names) <= len(texts):
        return 0.0
    initials = sum(any(len(word.strip(".")) == 1 for word in words) for words in names)
    return len(names) / len(texts) if _MANY_INITIALS * len(names) < initials else 0.4


def _is_name(words: Sequence[str]) -> bool:
    letters = (re.sub(r"['’.-]", "", word) for word in words)
    return 1 < len(words) <= _MAX_NAME_WORDS and all(word.isalpha() and word[0].isupper() for word in letters)


def _is_number(value: Value) -> bool:
    """Return whether a value is a number or a percentage."""
    if isinstance(value, str):
        return value.strip(" %").replace(".", "", 1).isdigit()
    return isinstance(value, int | float) and not isinstance(value, bool)


@dataclass(frozen=True, slots=True)
class WeighedColumn:
    """The evidence on a column: the weight of its heading and of its values for each meaning, and their sum."""

    heading: ColumnHeading
    profile: ColumnProfile
    by_heading: Mapping[ColumnMeaning, float]
    total: Mapping[ColumnMeaning, float]

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
    table = _with_rated_progress(table, statuses)
    without_round = (h for h in table.headings if h.match.round is None and not h.is_chosen)
    undecided = [heading for heading in without_round if heading.match.exact_meaning not in _FIXED]
    profiles = profile_columns(table, [heading.column for heading in undecided], statuses)
    rounds = [h.column for h in table.headings if h.match.round and h.match.meaning in (None, ColumnMeaning.STATUS)]
    if any(each.shares["statuses"] >= _MOSTLY for each in profile_columns(table, rounds, statuses).values()):
        profiles = {c: replace(p, shares=defaultdict(float, p.shares, percents=0.0)) for c, p in profiles.items()}
    has_activity = table.has(ColumnMeaning.ACTIVITY) and table.has(*_PROMISE_DETAILS)
    weighed = [_weigh(heading, profiles[heading.column], has_activity=has_activity) for heading in undecided]
    chosen = {heading.match.meaning: heading.column for heading in table.headings if heading.is_chosen}
    decided = _rank_rivals(_ensure_text(_assign(weighed, chosen), chosen.keys()))
    by_column = {heading.column: heading for heading in (*table.headings, *(column.heading for column in decided))}
    return replace(table, headings=tuple(by_column.values()))


def _with_rated_progress(table: FoundTable, statuses: Collection[str]) -> FoundTable:
    """Return a table in which ratings of nothing else are statuses, if their cells are and no other of their round.

    A rating without a round is none next to a status of any round, nor next to an impact or a likelihood. Ratings of
    several rounds are statuses in whatever few words, unless these say how large something is.
    """
    is_other = (ColumnMeaning.STATUS, None)
    others = {h.round_key for h in table.headings if h.match.meaning in is_other and (h.match.meaning or h.match.round)}
    has_risks = any(map(OTHER_RATING.search, (label_key(heading.words) for heading in table.headings)))
    ratings = [h for h in table.headings if h.match.meaning is ColumnMeaning.RATING and not (has_risks or h.is_chosen)]
    alone = [h for h in ratings if not (others if h.match.round is None else h.round_key in others)]
    rated = [heading.column for heading in alone if headings.is_rating_of_progress(heading.words)]
    profiles = profile_columns(table, rated, statuses).values()
    are_rounds = len({heading.round_key for heading in table.headings if heading.column in rated} - {""}) > 1
    rated_cells = 0.0
    for filled, shares in ((profile.filled, profile.shares) for profile in profiles):
        few_words = are_rounds * (shares["few_words"] - shares["levels"])
        rated_cells += filled * max(shares["statuses"] + shares["percents"], few_words)
    if rated_cells <= _MOSTLY * sum(profile.filled for profile in profiles):
        return table
    read = (each.matched(meaning=ColumnMeaning.STATUS) if each.column in rated else each for each in table.headings)
    return replace(table, headings=tuple(read))


def _weigh(heading: ColumnHeading, profile: ColumnProfile, *, has_activity: bool) -> WeighedColumn:
    """Return a column with the weights of its heading, for each meaning that a part of it has, and of its cells."""
    match, parts = heading.match, headings.heading_parts(heading.words)
    weights = {m: _HEADING["part status" if m is ColumnMeaning.STATUS else "part"] * parts[m] for m in parts}
    if match.meaning is not None:
        kind = match.evidence if match.evidence == "fuzzy" or not match.weak else "weak"
        is_loose = match.meaning in (ColumnMeaning.DONE, ColumnMeaning.ACTIVITY) and not has_activity
        weight = _HEADING.get("part" if is_loose else kind, _HEADING["alias"])
        weights[match.meaning] = max(weights.get(match.meaning, 0.0), weight)
        if is_loose and kind != "fuzzy" and match.meaning is ColumnMeaning.ACTIVITY:  # a promise is the text of an item
            weights[ColumnMeaning.RECOMMENDATION] = _HEADING["part"]
    for named, strength in ((ColumnMeaning.STATUS, headings.MODIFIER), (ColumnMeaning.REVIEW, headings.HEAD)):
        if named in weights:  # what is under it may be sentences
            weights[ColumnMeaning.UPDATE] = max(weights.get(ColumnMeaning.UPDATE, 0.0), _HEADING["part"] * strength)
    all_weights = dict.fromkeys(_BY_VALUES, 0.0) | weights
    total = {meaning: weight + _value_weight(meaning, profile) for meaning, weight in all_weights.items()}
    return WeighedColumn(heading, profile, weights, total)


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
    others = [c for c in texts if c.profile.filled and c.ranked()[0] in (*ITEM_TEXTS, ColumnMeaning.BACKGROUND)]
    has_text = not chosen.keys().isdisjoint(ITEM_TEXTS)
    refuted = [c for c in weighed if _is_refuted(c, has_text=has_text or others not in ([], [c]))]
    own = (c.heading.match.meaning for c in weighed if c not in refuted and c.ranked()[0] is c.heading.match.meaning)
    taken = {*own, *chosen}
    for column in sorted(weighed, key=lambda c: (-round(max(c.total.values()) / _CLOSE), c.heading.column)):
        match, meaning = column.heading.match, _best(column, taken, text_column)
        if meaning is not None:
            match = _match(column, meaning)
            taken = taken | ({meaning} - {ColumnMeaning.STATUS})  # two statuses by their values are a question
        elif column in refuted:
            are_codes = column.profile.shares["refs"] > column.profile.shares["numbers"]
            match = replace(match, meaning=ColumnMeaning.BACKGROUND) if are_codes else headings.NO_MATCH
        elif match.meaning is not None and column.profile.filled and not match.candidates:
            close = [other for other in _close_meanings(column, match.meaning) if other in column.by_heading]
            named = [other for other in close if (match.meaning, other) != _RATING_OR_REF]
            match = replace(match, candidates=(match.meaning, *named) if named else ())
        assigned.append(column.with_match(match))
    return assigned


def _is_refuted(column: WeighedColumn, *, has_text: bool) -> bool:
    """Return whether the cells of a column contradict its heading, or it is a blank text and another column has one."""
    match = column.heading.match
    is_fuzzy = match.evidence == "fuzzy"
    if match.meaning is None or not (is_fuzzy or (has_text and match.meaning in ITEM_TEXTS)):
        return False
    return not column.profile.filled or column.total[match.meaning] < (_TAKEN_OTHERWISE if is_fuzzy else 0)


def _ensure_text(weighed: list[WeighedColumn], chosen: Collection[ColumnMeaning | None]) -> list[WeighedColumn]:
    """Return the columns with the text of an item: if none is, the likeliest without a meaning, or an activity."""
    meanings = {*(column.heading.match.meaning for column in weighed), *chosen}
    activity = [ColumnMeaning.ACTIVITY] if ColumnMeaning.STATUS in meanings else []  # only in a table with statuses
    free = (None, ColumnMeaning.BACKGROUND, *activity)
    weights = {c.heading.column: max(c.total.get(meaning, 0.0) for meaning in ITEM_TEXTS) for c in weighed}
    likely = [c for c in weighed if c.heading.match.meaning in free and weights[c.heading.column] >= _LEAST_TEXT]
    are_updates = {ColumnMeaning.REF, ColumnMeaning.DATE} <= meanings
    if not likely or are_updates or not meanings.isdisjoint(ITEM_TEXTS):
        return weighed

    def rank(column: WeighedColumn) -> tuple[bool, int, int]:
        is_named_background = column.heading.match.meaning is not None and column.heading.match.evidence == "alias"
        return not is_named_background, round(weights[column.heading.column] / _CLOSE), -column.heading.column

    best, candidates = max(likely, key=rank), (ColumnMeaning.RECOMMENDATION, ColumnMeaning.BACKGROUND)
    match = HeadingMatch(candidates[0], None, "values", round(5 * weights[best.heading.column]), candidates, weak=True)
    return [column.with_match(match) if column is best else column for column in weighed]


def _rank_rivals(weighed: list[WeighedColumn]) -> list[WeighedColumn]:
    """Return the columns; refs or statuses behind the strongest give way, and so do row numbers next to codes."""
    for meaning in (ColumnMeaning.REF, ColumnMeaning.STATUS, ColumnMeaning.RECOMMENDATION):
        rivals = [column for column in weighed if column.heading.match.meaning is meaning]
        profiles = [c.profile for c in rivals if min(c.profile.coverage, c.profile.shares["refs"]) >= _NEARLY_ALL]
        has_codes = any(not (each.shares["sequence"] or each.shares["numbers"]) for each in profiles)
        numbers = [column for column in rivals if has_codes and column.profile.shares["sequence"]]
        best = max((column.total.get(meaning, 0.0) for column in rivals if column not in numbers), default=0.0)
        filled = [(c, 0 if c.heading.match.evidence == "fuzzy" else _CLOSE) for c in rivals if c.profile.filled]
        behind = [*numbers, *(c for c, margin in filled if c.total.get(meaning, 0.0) < best - margin)]
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
        by_values = not column.by_heading.get(meaning) or (current, meaning) == _RATING_OR_REF
        is_out_of_place = (
            (meaning in _ONE_OF and meaning in taken)
            or (meaning is ColumnMeaning.STATUS and profile.shares["statuses"] < _MOSTLY)
            or (meaning in _LISTS and profile.filled < FEW_CELLS)
            or (meaning in (ColumnMeaning.THEME, ColumnMeaning.REF) and column.heading.column > text_column)
            or (meaning is ColumnMeaning.REF and not may_be_refs)
        )
        if column.total[meaning] >= _TAKEN.get(meaning, _TAKEN_OTHERWISE) and not (by_values and is_out_of_place):
            return meaning
    return None


def _match(column: WeighedColumn, meaning: ColumnMeaning) -> HeadingMatch:
    """Return the match of a heading with a meaning by weight; other meanings about as strong are its candidates."""
    ranked = [other for other in column.ranked() if meaning not in (other, ColumnMeaning.BACKGROUND)]
    asked = _close_meanings(column, meaning) or (ranked[:1] if _is_unsure(column, meaning) else [])
    evidence = "part" if column.by_heading.get(meaning) else "values"
    score = max(0, min(100, round(5 * column.total[meaning])))
    return HeadingMatch(meaning, None, evidence, score, (meaning, *asked) if asked else (), weak=True)


def _close_meanings(column: WeighedColumn, meaning: ColumnMeaning) -> list[ColumnMeaning]:
    """Return the other meanings of a column with about as much evidence; none of a background."""
    least = max(column.total[meaning] - _CLOSE, _TAKEN_OTHERWISE)
    return [m for m in column.ranked() if meaning not in (m, ColumnMeaning.BACKGROUND) and column.total[m] >= least]


def _is_unsure(column: WeighedColumn, meaning: ColumnMeaning) -> bool:
    """Return whether a person must confirm a meaning even if no other is close.

    That is a text or a theme that only its values show, a status in unusual words, a meaning that contradicts a known
    heading unless the cells are plainly statuses, and one of little weight.
    """
    profile, current = column.profile, column.heading.match
    if meaning is ColumnMeaning.STATUS:
        return profile.shares["statuses"] + profile.shares["answers"] < _MOSTLY
    contradicts = current.exact_meaning is not None and not current.weak
    return not column.by_heading.get(meaning) or contradicts or column.total[meaning] < _SURE
