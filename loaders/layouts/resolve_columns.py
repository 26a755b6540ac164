"""Which column holds what: of several headings with one meaning, the one that counts; and the rounds."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property
from statistics import median
from typing import NamedTuple, Self

from loaders.cells import Value, plain_text
from loaders.layouts.find_tables import ColumnHeading, FoundTable
from loaders.records import Cell
from loaders.vocabulary import words_pattern
from loaders.vocabulary.headings import ACTION_WORD, ITEM_TEXTS, ColumnMeaning
from loaders.vocabulary.names import is_agency_name
from loaders.vocabulary.rounds import last_day_key, round_key, split_round
from loaders.vocabulary.status_words import RATING_LABELS, is_symbol, split_status
from model.terms import group_by, label_key
from model.tracker.columns import PROGRESS, RECOMMENDATIONS

ITEM_FIELDS = {*map(ColumnMeaning, ("letter", "revised_target", *(column.field for column in RECOMMENDATIONS.columns)))}
_OF_UPDATES = {"response", *(column.field for column in PROGRESS.columns)} - {"review", "ref", "date"}
UPDATE_FIELDS = {*map(ColumnMeaning, _OF_UPDATES)}
PROMISE_FIELDS = [ColumnMeaning(field) for field in ("activity", "due", "with", "done", "outcome")]
_REPORTED = (ColumnMeaning.UPDATE, ColumnMeaning.RESPONSE)
NO_FIELD, UNDATED, YEARLESS, _SECOND = "column-not-held", "column-without-round", "round-without-year", "column-second"
# The code of the issue of a column that is not read, by the meaning of its heading; of any other `NO_FIELD`.
_UNREAD = {None: "heading-unknown", ColumnMeaning.MONTH: YEARLESS, ColumnMeaning.RATING: "column-other-rating"}
# Under a heading that is only a round, texts that are usually no longer than this are statuses.
_MAX_STATUS_LENGTH = 25
_OF_AGENCY, _MAY_BE_OF_AGENCY = words_pattern("own_status"), words_pattern("status_of_body")
_REVISED, _FIRST = words_pattern("revised"), words_pattern("first_target")
_DESCRIPTION = re.compile("descriptions?|details?|disgrifiad", re.IGNORECASE)
# A plan next to what was reported: it has its heading before it.
NEXT_STEPS = re.compile(r"\bnext steps?\b|\bcamau nesaf\b", re.IGNORECASE)
# The evidence of a round that follows from its place, and of a column of a plan with the colours of a calendar.
_PLACED, BARS = "position", "bars"


class ColumnRole(StrEnum):
    """What a column is used for: a field of an item or of an update of its round, more text for it, or not read.

    Evidence is of an update: ratings of something else than progress, days of completion, a second status. Each row of
    an item has an action in a column of actions; cells of background are lines below the text of the item. Rivals are
    statuses where nothing decides which one it is.
    """

    ITEM = "item"
    UPDATE = "update"
    FURTHER_UPDATE = "further-update"
    EVIDENCE = "evidence"
    ACTION = "action"
    BACKGROUND = "background"
    RIVAL = "rival"
    UNREAD = "unread"


FIELD_ROLES = (ColumnRole.ITEM, ColumnRole.UPDATE)
_READ = (ColumnRole.ITEM, ColumnRole.UPDATE, ColumnRole.FURTHER_UPDATE)
_OF_ROUND = (ColumnRole.UPDATE, ColumnRole.FURTHER_UPDATE, ColumnRole.RIVAL)


class ColumnUse(NamedTuple):
    """A column and its use.

    Attributes:
        heading: its heading, with the round that it belongs to.
        meaning: the field that it is read as; without one, the meaning of its heading.
        issue: the code of the issue that says why it is not read; "" for a column that is read.
        first: the column that was read as its field instead; of rivals, the first.
    """

    heading: ColumnHeading
    role: ColumnRole
    meaning: ColumnMeaning | None
    issue: str = ""
    first: ColumnHeading | None = None

    @property
    def chosen_as(self) -> str | None:
        """The field that a person chooses for the column to read it the same; None where none does."""
        if self.role in FIELD_ROLES and self.meaning is not None:
            return self.meaning.value if self.meaning is not ColumnMeaning.LETTER else None
        others = {ColumnRole.UNREAD: "", ColumnRole.FURTHER_UPDATE: "update", ColumnRole.BACKGROUND: "background"}
        return others.get(self.role)


@dataclass(frozen=True)
class PeriodColumns:
    """The columns of one round.

    Attributes:
        round: the round that the headings name; None where they name none.
        place: the cell of the heading that names it.
        columns: the heading of each field of an update.
        joined_texts: the columns of the texts of its updates, that of the field first; none where it is plainly that.
    """

    round: Value = None
    place: Cell | None = None
    columns: Mapping[ColumnMeaning, ColumnHeading] = field(default_factory=dict)
    joined_texts: Sequence[ColumnHeading] = ()

    @cached_property
    def field_columns(self) -> Mapping[str, int]:
        """The number of the column of each field of its updates; a response is an update by itself."""
        return {m.value: found.column for m, found in self.columns.items() if m is not ColumnMeaning.RESPONSE}

    @cached_property
    def status_cells(self) -> tuple[int | None, int]:
        """The columns of its statuses and of their fills: without the first, the fills of its updates; 0 for none."""
        status = self.field_columns.get("status")
        return status, status or self.field_columns.get("update", 0)


@dataclass(frozen=True)
class ColumnMap:
    """The column mapping of a table: the use of each column, from left to right."""

    uses: tuple[ColumnUse, ...]

    @cached_property
    def by_role(self) -> Mapping[ColumnRole, Sequence[ColumnHeading]]:
        """The headings of each role."""
        return {role: [use.heading for use in self.uses if use.role is role] for role in ColumnRole}

    @cached_property
    def fields(self) -> Mapping[ColumnMeaning, ColumnHeading]:
        """The heading of each field of an item."""
        return _by_meaning(self.uses, ColumnRole.ITEM)

    @cached_property
    def field_columns(self) -> Mapping[str, int]:
        """The number of the column of each field of an item; the rows of a table share the mapping."""
        return {m.value: found.column for m, found in self.fields.items() if m in ITEM_FIELDS}

    @cached_property
    def rounds(self) -> Mapping[str, PeriodColumns]:
        """The columns of each round by its key, in the order of the table; "" is the round without a name."""
        of_rounds = (use for use in self.uses if use.role in _OF_ROUND)
        placed_last = sorted(of_rounds, key=lambda use: use.heading.match.evidence == _PLACED)
        by_round = group_by(placed_last, lambda use: use.heading.round_key)
        if not by_round and any(use.meaning is ColumnMeaning.COMPLETED for use in self.uses):
            return {"": PeriodColumns()}
        rounds: dict[str, PeriodColumns] = {}
        for key, uses in sorted(by_round.items(), key=lambda pair: pair[1][0].heading.column):
            first = uses[0].heading  # it names the round
            further = [use.heading for use in uses if use.role is ColumnRole.FURTHER_UPDATE]
            columns = _by_meaning(uses, ColumnRole.UPDATE)
            texts = [columns[ColumnMeaning.UPDATE], *further] if ColumnMeaning.UPDATE in columns else further
            joined = texts if further or any(NEXT_STEPS.search(heading.words) for heading in texts) else []
            rounds[key] = PeriodColumns(first.match.round, first.place, columns, joined)
        return rounds

    @cached_property
    def status_columns(self) -> Sequence[int]:
        """The numbers of the columns that hold statuses."""
        return self.columns_of(ColumnMeaning.STATUS)

    def column(self, meaning: ColumnMeaning) -> int | None:
        """Return the number of a field's column."""
        heading = self.fields.get(meaning)
        return heading.column if heading else None

    def columns_of(self, *fields: ColumnMeaning) -> Sequence[int]:
        """Return the numbers of the columns that are read as some fields, in any round."""
        return [use.heading.column for use in self.uses if use.role in _READ and use.meaning in fields]

    def with_role(self, role: ColumnRole, *fields: ColumnMeaning, issue: str = "") -> Self:
        """Return the mapping with another role of the columns that are some fields of an item."""
        changed = (use.role is ColumnRole.ITEM and use.meaning in fields for use in self.uses)
        uses = (u._replace(role=role, issue=issue) if c else u for u, c in zip(self.uses, changed, strict=True))
        return replace(self, uses=tuple(uses))


def _by_meaning(uses: Iterable[ColumnUse], role: ColumnRole) -> dict[ColumnMeaning, ColumnHeading]:
    return {use.meaning: use.heading for use in uses if use.role is role and use.meaning is not None}


def resolve_columns(table: FoundTable) -> ColumnMap:
    """Return the column mapping of a table."""
    ranked = sorted(_with_others(_assign_rounds(table), table), key=_priority)
    by_round = group_by(ranked, lambda each: each.round_key if each.match.meaning in UPDATE_FIELDS else None)
    uses = [*_uses_in_items(by_round.pop(None, []), has_rounds=bool(by_round))]
    uses += [use for headings in by_round.values() for use in _uses_in_round(headings, table)]
    columns = ColumnMap(tuple(sorted(uses, key=lambda use: use.heading.column)))
    return _add_to_latest_round(_infer_texts(columns))


def _assign_rounds(table: FoundTable) -> list[ColumnHeading]:
    """Return the headings with their rounds; a heading that repeats in every round has that of the column before."""
    bars, rounds = _bars(table), {heading.round_key for heading in table.headings} - {""}
    of_known = [_with_round_of_others(heading, rounds) for heading in table.headings]
    headings = [found for each in of_known if (found := _with_meaning(each, table, bars)) is not None]
    rounds = {heading.round_key for heading in headings} - {""}
    counts = Counter(heading.match.meaning for heading in headings if heading.match.round is None)
    repeated = [meaning for meaning in UPDATE_FIELDS if counts[meaning] == len(rounds) > 1]
    of_rounds = [heading for heading in headings if heading.round_key or heading.match.meaning in repeated]
    if of_rounds and not of_rounds[0].round_key:
        of_rounds.reverse()
    last_round, placed = None, dict[int, ColumnHeading]()
    for heading in of_rounds:
        placed[heading.column] = heading if heading.round_key else heading.matched(round=last_round, evidence=_PLACED)
        last_round = placed[heading.column].match.round
    is_clear = len({(heading.match.meaning, heading.round_key) for heading in placed.values()}) == len(placed)
    return [placed.get(heading.column, heading) if is_clear else heading for heading in headings]


def _with_round_of_others(heading: ColumnHeading, rounds: Collection[str]) -> ColumnHeading:
    """Return texts under an unknown heading with a round that others name as updates: Board May 24 by RAG May 24."""
    match, words = heading.match, split_round(heading.words)[1]
    is_text = match.meaning is ColumnMeaning.BACKGROUND and match.evidence == "values"
    if not (is_text and words and round_key(words) in rounds):
        return heading
    return heading.matched(meaning=ColumnMeaning.UPDATE, round=words, evidence=_PLACED, candidates=())


def _with_meaning(heading: ColumnHeading, table: FoundTable, bars: Collection[int]) -> ColumnHeading | None:
    """Return a heading that is only a round as one of statuses, perhaps with words behind them, or of updates.

    None for an empty column.
    A column with the bars of a plan is of no round.
    """
    if heading.match.meaning is not None or heading.match.round is None:
        return heading
    if not table.has_content(heading.column):
        return None
    if heading.column in bars:
        return heading.matched(round=None, evidence=BARS)
    texts = _texts(heading, table)
    is_short = not texts or median(map(len, texts)) <= _MAX_STATUS_LENGTH
    begin_with_statuses = 2 * sum(split_status(text) is not None for text in texts) > len(texts)
    is_status = not table.has(ColumnMeaning.STATUS) and (is_short or begin_with_statuses)
    return heading.matched(meaning=ColumnMeaning.STATUS if is_status else ColumnMeaning.UPDATE)


def _bars(table: FoundTable) -> set[int]:
    """Return the columns of a plan with bars: named by rounds, with a colour or a mark and nothing else in some rows.

    The bars are of one kind, or most cells have none.
    """
    columns = [h.column for h in table.headings if h.match.meaning is None and h.match.round is not None]
    values = {c: [plain_text(value) for row in table.body if (value := row.value_at(c)) is not None] for c in columns}
    marked = [column for column in columns if all(map(is_symbol, values[column]))]
    cells = [(row.value_at(c), table.sheet.fill(c, row.number)) for row in table.body for c in marked]
    bars = [plain_text(value) or fill for value, fill in cells if value is not None or fill is not None]
    are_bars = 0 < len(bars) < len(cells) and (len(set(bars)) == 1 or 2 * len(bars) < len(cells))
    return {*marked} if are_bars and len(marked) > 1 else set()


def _priority(heading: ColumnHeading) -> tuple[bool, bool, bool, int, int]:
    match = heading.match
    return not heading.is_chosen, match.weak, match.evidence == "fuzzy", -match.score, heading.column


def _uses_in_items(headings: Sequence[ColumnHeading], *, has_rounds: bool) -> Iterator[ColumnUse]:
    """Yield the use of each column without a round: the first of a field is the field; evidence is of updates.

    A weak owner next to an agency is a role, unless its words are the same. An action next to the text of an item is an
    action for it, and any other text is background.
    """
    fields: dict[ColumnMeaning | None, ColumnHeading] = {}
    has_updates = has_rounds or any(heading.match.meaning is ColumnMeaning.COMPLETED for heading in headings)
    for heading in headings:
        meaning, words = heading.match.meaning, heading.words
        first = fields.get(meaning)
        if first is not None and meaning is ColumnMeaning.LEAD_AGENCY and heading.match.weak:
            is_role = label_key(words) != label_key(first.words) and ColumnMeaning.LEAD_ROLE not in fields
            meaning, first = (ColumnMeaning.LEAD_ROLE, None) if is_role else (meaning, first)
        if meaning in (ColumnMeaning.RATING, ColumnMeaning.COMPLETED) and has_updates:
            yield ColumnUse(heading, ColumnRole.EVIDENCE, meaning)
        elif meaning in (*ITEM_FIELDS, ColumnMeaning.DATE, *PROMISE_FIELDS) and first is None:  # a row has one of it
            fields[meaning] = heading
            yield ColumnUse(heading, ColumnRole.ITEM, meaning)
        elif meaning is ColumnMeaning.RECOMMENDATION and ACTION_WORD.search(words):
            yield ColumnUse(heading, ColumnRole.ACTION, meaning)
        elif meaning is ColumnMeaning.BACKGROUND or meaning in ITEM_TEXTS:
            yield ColumnUse(heading, ColumnRole.BACKGROUND, meaning)
        else:
            issue = NO_FIELD if heading.match.evidence == BARS else _UNREAD.get(meaning, NO_FIELD)
            issue = _SECOND if first is not None else "column-left-out" if heading.is_chosen else issue
            yield ColumnUse(heading, ColumnRole.UNREAD, meaning, issue, first)


def _uses_in_round(headings: Sequence[ColumnHeading], table: FoundTable) -> Iterator[ColumnUse]:
    """Yield the use of each column of a round: one of each field, further updates, and statuses that are evidence."""
    first = {heading.match.meaning: heading for heading in reversed(headings)}
    statuses = [heading for heading in headings if heading.match.meaning is ColumnMeaning.STATUS]
    is_chosen = bool(statuses) and statuses[0].is_chosen
    rivals = [h for h in statuses if h.match.weak == statuses[0].match.weak and not is_chosen] or statuses[:1]
    status = _choose_status(rivals, table)
    first |= {ColumnMeaning.STATUS: status} if status is not None else {}
    for heading in headings:
        meaning = heading.match.meaning
        taken, is_status = first[meaning], meaning is ColumnMeaning.STATUS
        is_second = status is not None and heading is not taken and table.has_content(heading.column)
        if is_status and (heading not in rivals or is_second):
            yield ColumnUse(heading, ColumnRole.EVIDENCE, meaning)
        elif is_status and status is None:
            yield ColumnUse(heading, ColumnRole.RIVAL, meaning, "", None if heading is taken else taken)
        elif heading is taken:
            yield ColumnUse(heading, ColumnRole.UPDATE, meaning)
        elif meaning is ColumnMeaning.UPDATE:
            yield ColumnUse(heading, ColumnRole.FURTHER_UPDATE, meaning)
        else:
            yield ColumnUse(heading, ColumnRole.UNREAD, meaning, _SECOND, taken)


def _choose_status(rivals: Sequence[ColumnHeading], table: FoundTable) -> ColumnHeading | None:
    """Return the only one of several columns with content, or mostly with Red, Amber and Green; None if not one."""
    if len(rivals) < 2:
        return rivals[0] if rivals else None
    filled = [(heading, _texts(heading, table)) for heading in rivals if table.has_content(heading.column)]
    rated = [h for h, texts in filled if 2 * sum(label_key(text) in RATING_LABELS for text in texts) > len(texts)]
    found = rated if len(filled) != 1 else [filled[0][0]]
    return found[0] if len(found) == 1 else None


def _texts(heading: ColumnHeading, table: FoundTable) -> list[str]:
    return [text for row in table.body if (text := plain_text(row.value_at(heading.column)))]


def _infer_texts(columns: ColumnMap) -> ColumnMap:
    """Use the only text of an item as its recommendation; without an activity, what is about a promise is a note."""
    fields, read_as = columns.fields.keys(), dict[ColumnMeaning | None, ColumnMeaning]()
    has_activity = ColumnMeaning.ACTIVITY in fields
    if ColumnMeaning.RECOMMENDATION not in fields:
        read_as[ColumnMeaning.TITLE] = ColumnMeaning.RECOMMENDATION
    if not has_activity and ColumnMeaning.TARGET not in fields:
        read_as[ColumnMeaning.DUE] = ColumnMeaning.TARGET
    if has_activity and fields.isdisjoint((*ITEM_TEXTS, ColumnMeaning.DUE)):
        read_as[ColumnMeaning.TARGET] = ColumnMeaning.DUE
    meanings = (read_as.get(u.meaning, u.meaning) if u.role is ColumnRole.ITEM else u.meaning for u in columns.uses)
    inferred = ColumnMap(tuple(u._replace(meaning=m) for u, m in zip(columns.uses, meanings, strict=True)))
    if ColumnMeaning.REF not in fields:
        inferred = inferred.with_role(ColumnRole.UNREAD, ColumnMeaning.LETTER, issue=_UNREAD[None])
    return inferred if has_activity else inferred.with_role(ColumnRole.UNREAD, *PROMISE_FIELDS, issue=NO_FIELD)


def _add_to_latest_round(columns: ColumnMap) -> ColumnMap:
    """Add each column that names no round to the latest round, if headings name rounds and the latest lacks it."""
    named = [period for key, period in columns.rounds.items() if key]
    if not named:
        return columns
    latest = max(named, key=lambda period: last_day_key(period.round))
    dated = columns.with_role(ColumnRole.UNREAD, ColumnMeaning.DATE, issue=UNDATED)
    return ColumnMap(tuple(_in_latest_round(use, latest) for use in dated.uses))


def _in_latest_round(use: ColumnUse, latest: PeriodColumns) -> ColumnUse:
    """Return the use of a column: one without a round is of the latest if that lacks it, evidence, or not read."""
    is_weak = use.heading.match.weak or use.meaning is ColumnMeaning.RESPONSE
    is_sure = use.meaning is ColumnMeaning.STATUS or not is_weak
    is_lacking = use.role is ColumnRole.UPDATE and use.meaning not in latest.columns
    if use.heading.round_key or use.role not in _OF_ROUND:
        return use
    if use.role is ColumnRole.RIVAL or (is_lacking and is_sure):
        return use._replace(heading=use.heading.matched(round=latest.round, evidence=_PLACED))
    if is_weak and use.meaning in (*_REPORTED, ColumnMeaning.STATUS):
        return use._replace(role=ColumnRole.EVIDENCE)
    return use._replace(role=ColumnRole.UNREAD, issue=UNDATED)


def _with_others(headings: Sequence[ColumnHeading], table: FoundTable) -> list[ColumnHeading]:
    """Return headings with the meaning that they have beside others: a status of the agency, a revised target.

    A single status is the status, whoever gives it, and a single target the target. A heading that names a body without
    saying that it rates itself is asked about, and so is a role where most cells name agencies and no column has them.
    Next to names with statuses and no updates, as in a list of tasks, a description may be the text or the update.
    """
    meanings = {heading.match.meaning for heading in headings}
    may_be_updates = {ColumnMeaning.TITLE, ColumnMeaning.STATUS} <= meanings and meanings.isdisjoint(_REPORTED)
    of_office = {h.round_key for h in headings if h.match.meaning is ColumnMeaning.STATUS and not _names_agency(h)}
    targets = [heading for heading in headings if heading.match.meaning is ColumnMeaning.TARGET]
    has_first = any(not _REVISED.search(heading.words) for heading in targets)

    def refined(heading: ColumnHeading) -> ColumnHeading:
        meaning = None if heading.is_chosen else heading.match.meaning
        if meaning is ColumnMeaning.STATUS and heading.round_key in of_office and _names_agency(heading):
            candidates = () if _OF_AGENCY.search(heading.words) else (meaning.value,)
            return heading.matched(meaning=ColumnMeaning.AGENCY_STATUS, candidates=candidates)
        is_role = meaning is ColumnMeaning.LEAD_ROLE and ColumnMeaning.LEAD_AGENCY not in meanings
        texts = _texts(heading, table) if is_role else []
        if 2 * sum(map(is_agency_name, texts)) > len(texts):
            return heading.matched(candidates=(ColumnMeaning.LEAD_ROLE.value, ColumnMeaning.LEAD_AGENCY.value))
        if meaning is ColumnMeaning.RECOMMENDATION and may_be_updates and _DESCRIPTION.fullmatch(heading.words):
            return heading.matched(candidates=(meaning.value, ColumnMeaning.UPDATE.value))
        if meaning is ColumnMeaning.TARGET and has_first and _REVISED.search(heading.words):
            return heading.matched(meaning=ColumnMeaning.REVISED_TARGET)
        is_first = meaning is ColumnMeaning.TARGET and _FIRST.search(heading.words)
        return heading.matched(weak=False) if is_first else heading

    return [*map(refined, headings)]


def _names_agency(heading: ColumnHeading) -> bool:
    return bool(_OF_AGENCY.search(heading.words) or _MAY_BE_OF_AGENCY.search(heading.words))
