"""Merge a workbook into the published tracker by row and cell, and publish it, merged or in its place."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from hashlib import sha256
from typing import Any, NamedTuple, TypeVar

from model.dates import PartialDate
from model.terms import LIST_SEPARATOR, Scale, label_key
from model.tracker import columns as contract
from model.tracker.reading import SEVERITIES, Cell, Issue, Reading, Row, scale_rows
from model.versions.difference import Conflict, ConflictError, MergeError, MergeRefusal, MergeSide
from model.versions.version import Candidate, Mode, Publication, StoreError, StoreErrorCode
from store.database import read_connection
from store.publish import PublishRequest, earlier_publication
from store.store import Store
from store.stored_rows import row_key, scale_of

# Returns what is taken of a conflict; None where nobody has chosen.
Choose = Callable[[Conflict], MergeSide | None]
# Records a conflict, from its values, and returns what is taken of it.
Note = Callable[..., MergeSide]
# The key of a row, and how many rows before it have the same.
_RowId = tuple[Hashable, int]
_Rows = dict[_RowId, Row]
# The review and the ref of a recommendation.
_Id = tuple[object, object]
_Value = TypeVar("_Value")
# The code of the issue of a workbook without a Key.
_NO_KEY = "key-missing"
# Issues about missing parts of a workbook, which the tracker supplies.
_SUPPLIED = frozenset({_NO_KEY, "review-not-described", "ref-unknown"})
# The tables whose rows are about a recommendation.
_ABOUT = tuple(plan.table for plan in (contract.RECOMMENDATIONS, *contract.OF_RECOMMENDATIONS))
# The fields that belong to a status: where both changed it, they are taken with it.
_OF_STATUS = ("rated_by", "basis")
CANONICAL = "canonical"


class Merged(NamedTuple):
    """The tracker with a workbook merged into it.

    Attributes:
        conflicts: what both have changed; where nobody has chosen, the reading has what is published.
    """

    reading: Reading
    conflicts: tuple[Conflict, ...] = ()


def merge_three(  # noqa: PLR0913 - options by name
    base: Reading | None, current: Reading, new: Reading, *, is_download: bool, first: Reading, choose: Choose
) -> Merged:
    """Merge what a workbook changes into what is published now.

    What only the workbook changed against the base is taken, what only others changed stays, and what both changed is a
    conflict. Without a base, new rows are added, empty cells are filled, and updates of the latest round or a later one
    are taken; any other cell that differs is a conflict.

    Args:
        base: the version that the workbook began with; None where nobody knows.
        current: what is published now.
        new: the workbook.
        is_download: whether the workbook says that it is from the base, so that a missing row or text is a change.
        first: what was published when the workbook was first compared, with which those updates are compared.
        choose: called with each conflict.

    Raises MergeError where the workbook cannot be merged.
    """
    if is_translation(new):
        return Merged(fill_translation(current, new))
    whole = is_download and bool(new.rows.get(contract.RECOMMENDATIONS.table)) and not is_of_round(new)
    conflicts: list[Conflict] = []

    def note(*cell: Any, **of_row: Any) -> MergeSide:
        conflicts.append(Conflict(*cell, **of_row))
        return choose(conflicts[-1]) or MergeSide.PUBLISHED

    rows = dict(_merge_tables([*_tables(base, current, new, first=first, whole=whole)], note))
    key = rows.pop(contract.KEY.table, None)
    if base is None or key is None:
        scale = _extended_scale(current, new)
    else:
        ordered = current.scale.ordered if base.scale.ordered == new.scale.ordered else new.scale.ordered
        scale = scale_of(key, ordered=ordered)
    listed = set(map(_about, rows[contract.RECOMMENDATIONS.table]))
    if any(_about(row) not in listed for table in _ABOUT for row in rows[table]):
        raise MergeError(MergeRefusal.UNKNOWN_REF)
    if not {row.get("status") for row in rows[contract.PROGRESS.table]} - {None} <= set(scale.names):
        raise MergeError(MergeRefusal.OTHER_SCALE)
    supplied = _SUPPLIED - {issue.code for issue in current.issues}
    issues = tuple(issue for issue in new.issues if issue.code not in supplied)
    reading = replace(new, rows=rows, issues=issues, scale=scale, proposed_scale=current.proposed_scale)
    return Merged(reading, tuple(conflicts))


def rows_with_recommendation(new: Reading) -> Reading:
    """Return the workbook as it replaces the tracker: without what is about refs that it has no row of.

    Each of these refs has an issue. Where it is an error, the workbook is not published.
    """
    listed = {_about(row) for row in new.rows.get(contract.RECOMMENDATIONS.table, ())}
    about = new.rows.keys() & _ABOUT
    reported = {table: [row for row in new.rows[table] if _about(row) in listed] for table in about}
    return replace(new, rows={**new.rows, **reported})


class _Table(NamedTuple):
    """The rows of one table in the base, in what is published, and as the workbook wants them.

    Attributes:
        order: the ids of all rows, in the order of the merged table.
    """

    name: str
    base: _Rows
    published: _Rows
    yours: _Rows
    order: Sequence[_RowId]


def _tables(base: Reading | None, current: Reading, new: Reading, *, first: Reading, whole: bool) -> Iterator[_Table]:
    of_round, latest = is_of_round(new), max(map(_month, _rows(current, contract.PROGRESS.table)), default=date.min)
    mentioned = {_about(row) for table in _ABOUT for row in _rows(new, table)}
    columns = fields_by_sheet(new)
    has_key = whole and _declares_scale(new)
    for plan in contract.SHEETS if has_key else [plan for plan in contract.SHEETS if plan is not contract.KEY]:
        name, fields = plan.table, columns.get(plan.name, set())
        published, found = _by_id(name, _rows(current, name)), _by_id(name, _rows(new, name))
        before = _by_id(name, _rows(base or first, name))
        if base is None:  # of the latest round or later, or of a round
            is_update = name == contract.PROGRESS.table
            fresh = {key for key, row in found.items() if of_round or (is_update and _month(row) >= latest)}
            before = {key: row for key, row in before.items() if key in fresh}
        empties = whole or (new.layout == CANONICAL and plan in contract.OF_RECOMMENDATIONS)
        wanted = partial(_wanted, fields=fields, empties=empties)
        yours = {key: wanted(row, before.get(key) or published.get(key)) for key, row in found.items()}
        has_all = whole and (bool(fields) or not columns)
        needed = mentioned if name == contract.RECOMMENDATIONS.table else ()
        absent = ((key, row) for key, row in before.items() if key not in found)
        unsaid = {key: row for key, row in absent if not has_all or _about(row) in needed}
        # In the order of the workbook where only the workbook changed it.
        common = [key for key in before if key in published]
        is_yours = has_all and common == [key for key in published if key in before]
        order = _interleaved(list(found), published) if is_yours else _interleaved(list(published), found)
        yield _Table(name, before, published, {**unsaid, **yours}, _interleaved(order, unsaid))


def _rows(reading: Reading, table: str) -> Sequence[Row]:
    return scale_rows(reading.scale) if table == contract.KEY.table else reading.rows.get(table, ())


def _by_id(table: str, rows: Iterable[Row]) -> _Rows:
    found, counts = _Rows(), Counter[Hashable]()
    for row in rows:
        key = row_key(table, row)
        found[key, counts[key]] = row
        counts[key] += 1
    return found


def is_of_round(new: Reading) -> bool:
    """Return whether a workbook is what a round adds to the tracker."""
    return any(issue.code == "round-workbook" for issue in new.issues)


def _month(update: Row) -> date:
    """Return the round of an update; the first day of all for one without."""
    value = update.get("date")
    return (value.round if isinstance(value, PartialDate) else None) or date.min


def _wanted(row: Row, before: Row | None, *, fields: set[str], empties: bool) -> Row:
    """Return a row as the workbook wants it: a missing column changes nothing, and an empty cell where it counts."""
    if before is None:
        return row
    others = (value for field, value in row.items() if field not in ("review", "title"))
    if row.get("title") == row.get("review") and not any(others):  # of a review that has only a name
        return before
    if empties:
        return {**row, **{field: value for field, value in before.items() if fields and field not in fields}}
    return {**before, **{field: value for field, value in row.items() if _is_new_value(row, field, before)}}


def _is_new_value(row: Row, field: str, before: Row) -> bool:
    """Return whether a cell of a workbook that leaves cells empty is a value.

    Another status comes with its own rater and basis; the same status without a rater changes neither. A published
    title in place of the text is no change of the text.
    """
    if field in _OF_STATUS and row.get("status") is not None:
        return row["status"] != before.get("status") or row.get("rated_by") is not None
    text, title = row[field], before.get("title")
    if field == "recommendation" and isinstance(text, str) and isinstance(title, str):
        return label_key(text) != label_key(title)
    return text is not None


def _interleaved(first: Sequence[_Value], second: Iterable[_Value]) -> list[_Value]:
    """Return the first list with what only the second has: after what it follows there, or before what follows it."""
    known, following, waiting = set(first), dict[_Value, list[_Value]](), list[_Value]()
    leading = dict[_Value, list[_Value]]()
    for each in second:
        if each not in known:
            waiting.append(each)
            continue
        if not leading and not following:
            leading[each], waiting = waiting, []
        following[each] = waiting = []
    merged = [item for each in first for item in (*leading.get(each, ()), each, *following.get(each, ()))]
    return merged if following else [*merged, *waiting]


def _merge_tables(tables: Sequence[_Table], note: Note) -> Iterator[tuple[str, list[Row]]]:
    contested = _contested({table.name: table for table in tables}, note)
    for table in tables:
        places = {key: place for place, key in enumerate(table.published)}
        merged: list[Row | None] = []
        for key in table.order:
            base, published, yours = table.base.get(key), table.published.get(key), table.yours.get(key)
            side = contested.get(_about(published or yours or {})) if table.name in _ABOUT else None
            if side is None:
                of_row = partial(note, table.name, number=key[1], place=places.get(key))
                merged.append(_merge_row(base, published, yours, of_row))
            else:
                merged.append(published if side is MergeSide.PUBLISHED else yours)
        yield table.name, [row for row in merged if row is not None]


def _contested(tables: Mapping[str, _Table], note: Note) -> dict[_Id, MergeSide]:
    """Return what is taken of each recommendation that one removed, and the other changed in any row about it."""
    listed = tables[contract.RECOMMENDATIONS.table]
    sides = {}
    for key, base in listed.base.items():
        published, yours, about = listed.published.get(key), listed.yours.get(key), _about(base)
        if (published is None) == (yours is None):
            continue
        others = {table: tables[table].yours if published is None else tables[table].published for table in _ABOUT}
        rows = ((table, each, row) for table in _ABOUT for each, row in others[table].items() if _about(row) == about)
        if any(not _is_same(tables[table].base.get(each), row) for table, each, row in rows):
            row, place = published or yours or base, list(listed.published).index(key) if published else None
            sides[about] = note(listed.name, row, "", None, None, number=key[1], place=place)
    return sides


def _about(row: Row) -> _Id:
    return row.get("review"), row.get("ref")


def _is_same(some: Row | None, other: Row | None) -> bool:
    if some is None or other is None:
        return some is other
    return some == other or all(some.get(field) == other.get(field) for field in {**some, **other})


def _merge_row(base: Row | None, published: Row | None, yours: Row | None, note: Note) -> Row | None:
    """Return a row with what either side changed; None where it is removed."""
    if _is_same(published, yours) or _is_same(base, yours):
        return published
    if _is_same(base, published):
        return yours
    if published is None or yours is None:
        side = note(published or yours, "", None, None)
        return published if side is MergeSide.PUBLISHED else yours
    merged: dict[str, Cell] = {}
    of_status: MergeSide | None = None
    for field in sorted({**published, **yours}, key=lambda name: name in _OF_STATUS):
        # Without a base, a No stands where nobody has answered yet.
        began = base.get(field) if base is not None else False if published.get(field) is False else None
        now, wanted = published.get(field), yours.get(field)
        if field in _OF_STATUS and of_status is not None:
            side = of_status
        elif wanted in (now, began) or began == now:
            side = MergeSide.PUBLISHED if wanted in (now, began) else MergeSide.FILE
        else:
            side = note(published, field, now, wanted)
            of_status = side if field == "status" else of_status
        merged[field] = now if side is MergeSide.PUBLISHED else wanted
    return merged


def _extended_scale(current: Reading, new: Reading) -> Scale:
    """Return the published scale with the statuses that a workbook adds to it; the published words stay.

    Raises MergeError where its Key has another order, or other statuses in place of published ones.
    """
    if not _declares_scale(new):
        return current.scale
    published, yours = ({status.name: status for status in each.scale.statuses} for each in (current, new))
    common = [name for name in yours if name in published]
    is_same = common == [name for name in published if name in yours] and current.scale.ordered == new.scale.ordered
    is_same &= all(published[name].complete == yours[name].complete for name in common)
    if not is_same or len(common) < min(len(published), len(yours)):
        raise MergeError(MergeRefusal.OTHER_SCALE)
    names = _interleaved(list(published), yours)
    return replace(current.scale, statuses=tuple(published.get(name) or yours[name] for name in names))


def _declares_scale(new: Reading) -> bool:
    return new.proposed_scale is None and all(issue.code != _NO_KEY for issue in new.issues)


_CHANGED = "translation-changed"
# Issues of what a translator's workbook never has.
_NOT_OF_TRANSLATION = frozenset({"statuses-missing", "key-missing"})


def is_translation(reading: Reading) -> bool:
    """Return whether a workbook is that of a translator: its sheets have those columns, and no other."""
    expected = {plan.name: {column.field for column in plan.columns} for plan in contract.translation_sheets()}
    found, texts = fields_by_sheet(reading), {contract.RECOMMENDATIONS.name, contract.PROGRESS.name}
    return texts <= set(found) and all(expected.get(sheet) == fields for sheet, fields in found.items())


def fields_by_sheet(reading: Reading) -> dict[str, set[str]]:
    """Return the fields that the columns of each sheet of a workbook were read as."""
    found: dict[str, set[str]] = {}
    for column in reading.columns:
        found.setdefault(column.sheet, set()).add(column.field)
    return found


def fill_translation(current: Reading, translation: Reading) -> Reading:
    """Return the current tracker with the Welsh of a translator's workbook.

    A text is the same one where the key of its row and its English are the same. Where the English is another than
    published, its Welsh is not taken, and one issue a sheet names its refs. An empty cell changes nothing.
    """
    rows, issues = dict(current.rows), []
    for plan in contract.SHEETS:
        fields = contract.translated_fields(plan)
        if not fields:
            continue
        welsh = {
            (row_key(plan.table, row), field, row[field]): row[f"{field}_cy"]
            for row in _rows(translation, plan.table)
            for field in fields
            if row.get(field) is not None and row.get(f"{field}_cy")
        }
        filled, used = list[Row](), set[Hashable]()
        for row in _rows(current, plan.table):
            texts = {field: (row_key(plan.table, row), field, row.get(field)) for field in fields}
            filled.append({**row, **{f"{field}_cy": welsh[text] for field, text in texts.items() if text in welsh}})
            used.update(texts.values())
        rows[plan.table], unused = filled, [text for text in welsh if text not in used]
        if plan.table == contract.NAMES.table:
            rows[plan.table] = filled + _unlisted_names(current, translation)
        elif unused and plan is not contract.KEY:
            refs = ", ".join(dict.fromkeys(str(key[:2][-1]) for key, _field, _text in unused))
            details = {"n": str(len(unused))}
            issues.append(Issue(_CHANGED, SEVERITIES[_CHANGED], plan.name, found=refs, details=details))
    read = tuple(issue for issue in translation.issues if issue.code not in _NOT_OF_TRANSLATION)
    scale = scale_of(rows.pop(contract.KEY.table), ordered=current.scale.ordered)
    return replace(translation, rows=rows, issues=(*read, *issues), scale=scale)


def _unlisted_names(current: Reading, translation: Reading) -> list[Row]:
    """Return the translated names that the tracker uses and does not list."""
    key, names = partial(row_key, contract.NAMES.table), contract.NAMES.table
    listed = set(map(key, current.rows.get(names, ())))
    fields = ("theme", "lead_agency", "supporting_agencies", "lead_role", "with")
    cells = [row.get(field) for rows in current.rows.values() for row in rows for field in fields]
    used = {name for cell in cells if isinstance(cell, str) for name in (cell, *cell.split(LIST_SEPARATOR))}
    translated = (row for row in translation.rows.get(names, ()) if row.get("name_cy") and key(row) not in listed)
    return [row for row in translated if row.get("name") in used]


def merge_into_version(store: Store, number: int, new: Reading, *, first: int, choose: Choose) -> Merged:
    """Merge a workbook into a version of the store.

    The base is the version that the workbook says it was downloaded from. Another canonical workbook with
    recommendations began with the version that it was compared with first.

    Raises:
        StoreError: as `Store.load` does.
        MergeError: the workbook cannot be merged.
    """
    current, base = store.load(number), None
    before, is_canonical = current if first == number else store.load(first), new.layout == CANONICAL
    marked = (version.number for version in store.versions() if version.mark == new.source.based_on)
    named = next(marked, None) if is_canonical else None
    if named is not None:
        base = {number: current, first: before}.get(named) or store.load(named)
    elif is_canonical and new.rows.get(contract.RECOMMENDATIONS.table) and not is_of_round(new):
        base = before
    return merge_three(base, current, new, is_download=named is not None, first=before, choose=choose)


def publish_workbook(
    store: Store,
    candidate: Candidate,
    request: PublishRequest,
    *,
    prefer: MergeSide | None = None,
    check: Callable[[Reading, Reading], None] | None = None,
) -> Publication:
    """Publish a workbook in its mode.

    A used token is checked first. Where the request names no version, and another is published meanwhile, the workbook
    is merged or checked again; where it names another, the store refuses it as a conflict.

    Args:
        store: where to publish.
        candidate: the workbook, with its mode.
        request: who publishes it, why, and against which version.
        prefer: what a merge takes where both have changed the same.
        check: called with the current version and what would be published; what it raises stops the publication.

    Raises:
        StoreError: as `Store.publish` does; UNKNOWN_VERSION where there is nothing to merge into.
        MergeError: the workbook cannot be merged.
        ConflictError: both have changed the same, and `prefer` is None.
    """
    if request.token is not None:
        with read_connection(store.engine) as connection:
            if earlier := earlier_publication(connection, request.token, sha256(candidate.original).hexdigest()):
                return earlier
    first = request.compared_with or store.current() or 0
    while True:
        current, prepared = store.current(), candidate
        if request.compared_with in (None, current):
            if candidate.mode is Mode.MERGE:
                new, number = candidate.reading, current or 0
                merged = merge_into_version(store, number, new, first=first, choose=lambda _conflict: prefer)
                if merged.conflicts and prefer is None:
                    raise ConflictError(merged.conflicts)
                prepared = replace(candidate, reading=merged.reading)
            if current is not None and check is not None:
                check(store.load(current), prepared.reading)
        base = request.compared_with or current
        try:
            return store.publish(
                prepared, actor=request.actor, reason=request.reason, compared_with=base, token=request.token
            )
        except StoreError as error:
            if error.code is not StoreErrorCode.CONFLICT or request.compared_with is not None:
                raise
