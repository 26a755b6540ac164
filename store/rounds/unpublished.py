"""What of a round is not published: compared with the current version, and with those from which it was corrected."""

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cache, partial

import sqlalchemy as sa

from model.access import Actor
from model.dates import PartialDate
from model.returns import draft as model
from model.returns.round import Item, LatestAnswer, Round, answer_text, latest_answers
from model.settings import OfficeName
from model.terms import Kind, Language
from model.tracker.columns import MONITORING, NAMES, OF_RECOMMENDATIONS, PROGRESS, RECOMMENDATIONS, REVIEWS
from model.tracker.reading import Row
from model.versions.version import Version
from store.database import read_connection
from store.rounds.rounds import drafts_of_round, returns_of_round
from store.rounds.rows import by_recommendation, rows_of_recommendation
from store.store import Store
from store.stored_rows import Key, Rows, row_key
from store.versions import table_rows, versions_where

_TABLES = tuple(plan.table for plan in OF_RECOMMENDATIONS)
# The fields that say who rates or decides: with another name of the office nothing is rated anew.
_BY_OFFICE = frozenset({"rated_by", "basis", "by"})
# The fields with what the office chooses instead of what an answer is published as by the rule.
_CHOICES = (model.DraftField.KIND, model.DraftField.LANGUAGE)
# A value of a row: the table, the key of the row, the field, and the value; each line of an update is one.
Cell = tuple[str, Hashable, str, Hashable]
# The same without the value.
_Place = tuple[str, Hashable, str]
# The kind of what was written, and its name among those of its kind.
_Name = tuple[model.WrittenKind, str]
# `rows_of_recommendation` with what is the same for all answers and drafts.
RowsOf = Callable[..., Rows]


@dataclass(slots=True)
class _OnRecommendation:
    """What was written on one recommendation: each answer and draft, with the time at which it came or was saved.

    Attributes:
        chosen: what the office has chosen instead of the kind and the language by the rule, by the field of each.
        is_outdated: whether the agency has answered anew since its words were edited.
    """

    answers: dict[Item, LatestAnswer] = field(default_factory=dict)
    drafts: list[model.Draft] = field(default_factory=list)
    chosen: dict[str, str] = field(default_factory=dict)
    is_outdated: bool = False

    def rows(self, rows_of: RowsOf, *, without: Item | model.Draft | None = None) -> Rows:
        """Return the rows that it publishes, with all of it or without an answer or a draft."""
        answers = {item: answer.text for item, answer in self.answers.items() if item is not without}
        return rows_of(answers, [draft for draft in self.drafts if draft is not without])


def unpublished(store: Store, of_round: Round, *, office: OfficeName, actor: Actor) -> model.Unpublished:
    """Return what of a round is not published, for an editor, and the rows that publish it in the name of an office.

    Something is published if the current version has it; or if an earlier one has had it since it was written, from
    which the current one comes, and the row is still there: then it was corrected. A version that was rolled back
    counts for nothing. In a row that is published already, only what is not published changes.
    """
    on = _written(store, of_round, actor)
    if not on:
        return model.Unpublished()
    with read_connection(store.engine) as connection:
        line = list(_line(versions_where(connection), since=of_round.version))
        of_month = {"date": of_round.month}
        plans = (*OF_RECOMMENDATIONS, REVIEWS, RECOMMENDATIONS, NAMES)
        current = {plan.table: table_rows(connection, plan, line[0].number, equal=of_month) for plan in plans}
        types = _types(connection, of_round, on, current)
        comparison = _Comparison(connection, of_round.month, line, current)
        return _compare(on, comparison, types, partial(rows_of_recommendation, month=of_round.month, office=office))


def _types(
    connection: sa.Connection, of_round: Round, on: Mapping[Key, _OnRecommendation], current: Mapping[str, list[Row]]
) -> dict[Key, model.UpdateType]:
    """Return what each answer with words is published as by the rule.

    It is the formal response where its review asks for one within some days, and its recommendation had none when the
    round started; unless its words are published as progress of the round already.
    """
    asked = {row["review"] for row in current[REVIEWS.table] if row.get("response_days")}
    awaited = {key for key in on if key[0] in asked}
    if awaited:
        rows = table_rows(connection, PROGRESS, of_round.version, equal={"kind": Kind.RESPONSE.value})
        awaited -= by_recommendation(row for row in rows if row.get("update") or row.get("update_cy")).keys()
    progress = by_recommendation(row for row in current[PROGRESS.table] if row.get("kind") == Kind.PROGRESS)
    types = {}
    for key, each in on.items():
        if words := {*_values(answer_text(each.answers, Item.UPDATE))}:
            rows = progress.get(key, [])[-1:]
            published = {value for row in rows for name in _WORDS for value in _values(row.get(name))}
            is_response, language = key in awaited and not words <= published, each.answers[Item.UPDATE].language
            types[key] = model.UpdateType(Kind.RESPONSE if is_response else Kind.PROGRESS, language)
    return types


def _written(store: Store, of_round: Round, actor: Actor) -> dict[Key, _OnRecommendation]:
    """Return what was written by review and ref: of several answers to an item, the latest."""
    answered = latest_answers(returns_of_round(store, of_round.number, actor=actor))
    on = {key: _OnRecommendation(answers) for key, answers in answered.items()}
    for draft in drafts_of_round(store, of_round.number, actor=actor).values():
        of_ref = on.setdefault((draft.cell.review, draft.cell.ref), _OnRecommendation())
        if draft.cell.field in _CHOICES:  # as another answer
            of_ref.chosen[draft.cell.field] = draft.text
            for item, each in of_ref.answers.items():
                of_ref.answers[item] = each._replace(received_at=max(each.received_at, draft.at))
        elif draft.cell.field == model.DraftField.WORDS:
            answer = answer_text(of_ref.answers, Item.UPDATE)
            of_ref.is_outdated |= model.is_outdated(draft, answer)
            of_ref.drafts.append(replace(draft, text=model.edited_words(draft, answer)))
        else:
            of_ref.drafts.append(draft)
    return {key: each for key, each in on.items() if each.answers or each.drafts}  # a choice alone publishes nothing


def _line(versions: Sequence[Version], *, since: int) -> Iterator[Version]:
    """Yield the versions from which the current one comes, itself first: those after a rolled back one, and before."""
    by_number = {version.number: version for version in versions}
    number = max(by_number, default=0)
    while number in by_number:
        yield by_number[number]
        number = by_number[number].brings_back or number - 1
        if number <= since:
            return


class _Comparison:
    """The cells of the current version and of those before it, which are read where they are needed."""

    def __init__(self, connection: sa.Connection, month: date, line: Sequence[Version], current: Rows) -> None:
        def cells_of(number: int) -> frozenset[Cell]:
            of_month = partial(table_rows, connection, number=number, equal={"date": month})
            return _cells({plan.table: of_month(plan) for plan in OF_RECOMMENDATIONS})

        self._line, self._cells_of = line, cache(cells_of)
        self.current, self.cells = current, _cells(current)
        self.rows = {(table, row_key(table, row)): row for table in _TABLES for row in current[table]}

    def has(self, cells: frozenset[Cell], written_at: datetime) -> bool:
        """Return whether cells are published: in the current version, or in one before it, and corrected since."""
        missing = cells - self.cells
        if any((table, key) not in self.rows for table, key, _field, _value in missing):
            return False
        earlier = (version.number for version in self._line[1:] if version.published_at > written_at)
        return not missing or any(cells <= self._cells_of(number) for number in earlier)

    def still_has(self, cells: frozenset[Cell], written_at: datetime) -> bool:
        """Return whether cells have been published all along since before something was written."""
        places = (place for place, version in enumerate(self._line, start=1) if version.published_at <= written_at)
        since = self._line[: next(places, 0)]
        return bool(since) and all(cells <= self._cells_of(version.number) for version in since)


def _compare(
    on: Mapping[Key, _OnRecommendation], comparison: _Comparison, types: Mapping[Key, model.UpdateType], rows_of: RowsOf
) -> model.Unpublished:
    current, rows = comparison.current, {table: list[Row]() for table in (*_TABLES, RECOMMENDATIONS.table, NAMES.table)}
    written: list[model.Written] = []
    reviews = {row["review"]: row for row in current[REVIEWS.table]}
    promises = by_recommendation(current[MONITORING.table])
    listed = {key: rows[0] for key, rows in by_recommendation(current[RECOMMENDATIONS.table]).items()}
    for key in [*(key for key in listed if key in on), *(key for key in on if key not in listed)]:
        if key not in listed or on[key].is_outdated:
            # What the tracker no longer has, or an answer that was replaced after its edit.
            names = [*map(_name_of, on[key].answers)]
            names += [model.written_kind(draft.cell.field) for draft in on[key].drafts if draft.text]
            written += [model.Written(*key, *name, is_publishable=False) for name in names]
            continue
        rule, (kind, language) = types.get(key, model.UpdateType()), map(on[key].chosen.get, _CHOICES)
        chosen = model.UpdateType(Kind(kind or rule.kind), Language(language or rule.language))
        own = {"promises": promises.get(key, []), "names": [*current[NAMES.table], *rows[NAMES.table]]}
        rows_of_key = partial(rows_of, key, **own, update_type=chosen)
        found, changed = _of_recommendation(key, on[key], comparison, rows_of_key)
        written += found
        if changed:
            rows[RECOMMENDATIONS.table].append(listed[key])
        for table, row in changed:
            rows[table].append(row)
    named = {row["review"] for row in rows[RECOMMENDATIONS.table]}
    rows[REVIEWS.table] = [row for name, row in reviews.items() if name in named]
    return model.Unpublished(written, rows, types)


def _of_recommendation(
    key: Key, on: _OnRecommendation, comparison: _Comparison, rows_of: RowsOf
) -> tuple[list[model.Written], list[tuple[str, Row]]]:
    """Return what is not published of one recommendation, and its rows as they are once it is.

    What an answer or a draft publishes are the cells that would not be there without it.
    """
    complete = on.rows(rows_of)
    cells, written, changed = _cells(complete), list[model.Written](), set[_Place]()
    latest = max([*(answer.received_at for answer in on.answers.values()), *(draft.at for draft in on.drafts)])
    is_published, undecided = comparison.has(cells, latest), set[Item]()
    if Item.NEW_TARGET in on.answers and cells <= _cells(on.rows(rows_of, without=Item.NEW_TARGET)):
        undecided = {Item.NEW_TARGET, Item.TARGET_REASON}
    writings: list[tuple[Item | model.Draft, datetime, _Name, bool]] = [
        (item, answer.received_at, _name_of(item), item not in undecided) for item, answer in on.answers.items()
    ]
    for draft in filter(lambda draft: draft.text, on.drafts):
        is_complete = bool(_cells(rows_of({}, [draft])))
        writings.append((draft, draft.at, model.written_kind(draft.cell.field), is_complete))
    for writing, at, name, is_complete in writings:
        if is_published and is_complete:
            continue
        effect = cells - _cells(on.rows(rows_of, without=writing))
        if not effect and not is_complete:
            written.append(model.Written(*key, *name, is_publishable=False))
        elif not comparison.has(effect, at):
            written.append(model.Written(*key, *name))
            changed.update(cell[:3] for cell in effect - comparison.cells)
    for (at, name), fields in _last_writers(on).items():
        if lost := _lost_fields(fields, at, complete, comparison):
            written.append(model.Written(*key, *name))
            changed.update(lost)
    rows = list(_changed_rows(complete, changed, comparison))
    return written, rows + [(NAMES.table, row) for row in complete.get(NAMES.table, ()) if rows]


# The fields of a draft that write words of an update, and its fields with these.
_OF_WORDS, _WORDS = (model.DraftField.NOTE, model.DraftField.TARGET, model.DraftField.WORDS), ("update", "update_cy")


def _name_of(item: Item) -> _Name:
    return model.WrittenKind.ANSWER, item.value


def _last_writers(on: _OnRecommendation) -> dict[tuple[datetime, _Name], tuple[str, ...]]:
    """Return what wrote the status last, and what the words of the update, and when, with the fields of each."""
    by_field = {draft.cell.field: (draft.at, model.written_kind(draft.cell.field)) for draft in on.drafts}
    of_words = [by_field[name] for name in _OF_WORDS if name in by_field]
    if Item.UPDATE in on.answers:
        of_words.append((on.answers[Item.UPDATE].received_at, _name_of(Item.UPDATE)))
    of_status = [by_field[model.DraftField.STATUS]] if model.DraftField.STATUS in by_field else []
    return {max(writers): names for writers, names in ((of_status, ("status",)), (of_words, _WORDS)) if writers}


def _lost_fields(fields: Sequence[str], written_at: datetime, complete: Rows, comparison: _Comparison) -> set[_Place]:
    """Return the fields from which the current version has yet to lose what was taken back or rewritten."""
    found = set[_Place]()
    for row in complete.get(PROGRESS.table, ()):
        key = row_key(PROGRESS.table, row)
        before = comparison.rows.get((PROGRESS.table, key), {})
        for name in fields:
            more = set(_values(before.get(name))) - set(_values(row.get(name)))
            cells = frozenset((PROGRESS.table, key, name, value) for value in more)
            if cells and name in row and comparison.still_has(cells, written_at):
                found.add((PROGRESS.table, key, name))
    return found


def _changed_rows(complete: Rows, changed: set[_Place], comparison: _Comparison) -> Iterator[tuple[str, Row]]:
    """Yield each row with something that is not published; what is published in it stays as it is."""
    for table in _TABLES:
        for row in complete.get(table, ()):
            key = row_key(table, row)
            if fields := {name for at, of, name in changed if (at, of) == (table, key)}:
                # Where its words change, they have no translation yet.
                untranslated = dict.fromkeys(_WORDS) if fields & {*_WORDS} else {}
                by_office = _BY_OFFICE & row.keys() if fields & {"status", "decision", "reason"} else set()
                of_round = {**untranslated, **{name: row.get(name) for name in fields | by_office}}
                before = comparison.rows.get((table, key))
                yield table, row if before is None else {**before, **of_round}


def _cells(rows: Rows) -> frozenset[Cell]:
    return frozenset(
        (table, key, name, value)
        for table in _TABLES
        for row in rows.get(table, ())
        for key in [row_key(table, row)]
        for name, content in row.items()
        if name not in _BY_OFFICE
        for value in _values(content)
    )


def _values(content: str | bool | PartialDate | None) -> Iterator[Hashable]:
    """Yield the values of a cell: the lines of a text without doubled spaces, or a date by its days."""
    if isinstance(content, str):
        yield from filter(None, (" ".join(line.split()) for line in content.splitlines()))
    elif isinstance(content, PartialDate):
        yield content.first or content.words, content.last
    elif content is not None:
        yield content
