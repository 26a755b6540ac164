"""Rows of one item: what a later row adds to the first, and parts of a list in which a ref is another item."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import NamedTuple

from loaders.cells.display import displayed_text
from loaders.cells.values import ErrorCell, UncalculatedCell, plain_text
from loaders.issue_log import issue_at
from loaders.layouts.choose_tables import TrackerTables, sheet_role, title_above
from loaders.layouts.classify_rows import ItemRow
from loaders.layouts.row_records import IMPLIED
from loaders.records import Cell, Record
from loaders.vocabulary.headings import ColumnMeaning, round_key, round_of_cell
from loaders.vocabulary.refs import compared_text, is_same_text, is_time, normalise_ref, ref_key, split_refs
from loaders.vocabulary.status_words import is_symbol
from model.issue import Issue, Severity
from model.language import label_key, normalise_space
from model.terms import LIST_SEPARATOR

_TEXTS = ("update", "update_cy", "evidence")
_SETTLED = ("review", "ref", "date", "kind", "status", "statuses", "basis", "action", "rating")
"""Fields of updates that are the same in all rows, or compared by themselves."""
_STATES = -1
"""The table of parts that are states of one list: a sheet for each month, a current and a closed sheet."""
_NEARLY_ALL = 0.9
_NUMBER = re.compile(r"\d+(?:\.\d+)*")
_OWN_NUMBER = re.compile(rf"({_NUMBER.pattern})[.):]?\s+\D")
"""The number of a title: 5.1 Access control."""
_LIST_SIGNS = re.compile(r"\s*[;,\n]\s*")
_LONGEST_NAME, _MOST_LISTED = 40, 4
_Ref = tuple[str, str]
"""A review and a ref, normalised for comparison."""


class ListPart(NamedTuple):
    """A part of a list: the index of its table, or that of all states of a list, and the words of its band, or ""."""

    table: int = _STATES
    band: str = ""

    @property
    def is_state(self) -> bool:
        """Whether the part belongs to a state of one list."""
        return self.table == _STATES

    def may_edit(self, other: "ListPart") -> bool:
        """Return whether nearly the same text in another part may be an edited one: not in two bands."""
        return self.band == other.band or not (self.band and other.band)


class TableParts(NamedTuple):
    """The parts of one table: its index or that of all states, its title, and the name of rows outside any band."""

    table: int = _STATES
    title: str = ""
    name: str = ""

    def part(self, item: ItemRow) -> ListPart:
        """Return the part that a row is in."""
        return ListPart(self.table, band_of(item) or self.title)

    def name_of(self, item: ItemRow) -> str:
        """Return the name of the part that a row is in."""
        return normalise_space(item.group_row.words) if item.group_row is not None else self.name


@dataclass(frozen=True, slots=True)
class ListParts:
    """The parts of the list of a tracker.

    Attributes:
        restarting: the parts that number their items anew, so that their refs are unique only within each.
        names: the name of each part: the words of its band, the title of its table, or the name of its sheet.
        sheets: the sheet of each part; of states of one list, the first.
    """

    restarting: frozenset[ListPart] = frozenset()
    names: Mapping[ListPart, str] = field(default_factory=dict)
    sheets: Mapping[ListPart, str] = field(default_factory=dict)

    def may_share_items(self, part: ListPart, other: ListPart) -> bool:
        """Return whether equal refs in two parts may be one item."""
        return part == other or part not in self.restarting or other not in self.restarting


def merge(
    first: Record, later: Record, *, lines: Collection[str] = (), ignored: Collection[str] = ()
) -> tuple[Record, list[str]]:
    """Return a row with what a later one adds, and the fields in which they differ.

    A blank field is filled, and a text of a field among `lines` becomes a line unless it is one; of any other field the
    first value stays.
    """
    cells, differing = dict(first.cells), list[str]()
    for name, cell in later.cells.items():
        before = first.value(name)
        if cell.value is None or cell.value == before or name in ignored:
            continue
        text, text_before = displayed_text(cell.value), displayed_text(before)
        if before is None:
            cells[name] = cell
        elif name in lines:
            if f"\n{text}\n" not in f"\n{text_before}\n":
                cells[name] = cells[name]._replace(value=f"{text_before}\n{text}")
        elif label_key(plain_text(cell.value)) not in map(label_key, (plain_text(before), *text_before.split("\n"))):
            differing.append(name)
    return first._replace(cells=cells), differing


def difference_issue(first: Record, later: Record, name: str) -> Issue:
    """Return the issue of a field that differs in a later row; the first value stays."""
    value, existing = plain_text(later.value(name)), plain_text(first.value(name))
    if isinstance(later.value(name), ErrorCell):
        return issue_at(later, name, "cell-error", found=value)
    (sheet, cell), (later_sheet, _) = first.cell(name).location, later.cell(name).location
    location = cell if cell and sheet == later_sheet else f"{sheet} {cell}".strip()
    severity = Severity.ERROR if name == "recommendation" and not is_same_text(existing, value) else None
    return issue_at(later, name, "item-differs", found=value, severity=severity, kept=existing, first=location)


def join_updates(rows: Sequence[Record]) -> tuple[list[Record], list[Issue]]:
    """Return the rows of one update as one row, actions before their texts, then its broken rows; and the issues."""
    together, broken = ([row for row in rows if _is_broken(row) is broken] for broken in (False, True))
    issues: list[Issue] = []
    if len(together) > 1:
        rated, issues = _join_statuses(together)
        joined, *others = map(_with_action, rated)
        for row in others:
            merged, differing = merge(joined, row, lines=_TEXTS, ignored=_SETTLED)
            issues += [difference_issue(joined, row, name) for name in differing]
            joined = merged
        if not any("action" in row.cells for row in together):
            issues.append(_joined_rows_issue(rows))
        return [joined, *map(_with_action, broken)], issues
    return [*map(_with_action, (*together, *broken))], issues


def band_of(item: ItemRow) -> str:
    """Return the words of the band that a row is in; "" outside any band."""
    return label_key(item.group_row.words) if item.group_row is not None else ""


def parts_of_tables(tables: TrackerTables) -> list[TableParts]:
    """Return the parts of each table of a tracker.

    A sheet with a role is a state of one list, and so are sheets of several dates, and those with dated rows unless the
    sheets or the titles are themes.
    """
    sources, found = tables.all, list[TableParts]()
    dates = {round_key(source.inherited["date"].value) for source in sources if "date" in source.inherited}
    on_sheet = Counter(source.table.sheet.name for source in tables.item_tables)
    for index, source in enumerate(sources):
        above = title_above(source.table) if on_sheet[source.table.sheet.name] > 1 else None
        title, theme = plain_text(above.value) if above is not None else "", source.inherited.get("theme")
        is_round = len(dates) > 1 and "date" in source.inherited
        is_state = is_round or sheet_role(source) is not None or (source.dated and theme is None)
        named = plain_text(theme.value) if theme is not None else title or source.table.sheet.name
        name = "" if len(sources) == 1 else normalise_space(named)
        found.append(TableParts(_STATES if is_state else index, label_key(title), name))
    return found


def find_parts(tables: TrackerTables, parts_of: Sequence[TableParts]) -> ListParts:
    """Return the parts of the list of a tracker, and those in which the numbering restarts."""
    sources = tables.item_tables
    if len(sources) == 1 and not sources[0].rows.group_rows:
        return ListParts()
    names: dict[ListPart, str] = {}
    sheets: dict[ListPart, str] = {}
    rows: dict[ListPart, list[tuple[_Ref, str]]] = {}
    themes: set[ListPart] = set()
    are_reviews = all("review" in source.inherited for source in sources)
    for source, parts in zip(sources, parts_of, strict=False):
        review = source.columns.column(ColumnMeaning.REVIEW)
        by_name = compared_text(source.inherited["review"].value) if are_reviews else ""
        for item, ref, text in zip(source.rows.items, source.refs(), source.texts(), strict=True):
            part = parts.part(item)
            if part not in names:
                names[part], sheets[part] = parts.name_of(item), source.table.sheet.name
                if not source.dated and not part.is_state and (part.band or "theme" in source.inherited):
                    themes.add(part)
            if ref:
                rows.setdefault(part, []).append(((compared_text(item.row.value_at(review)) or by_name, ref), text))
    return ListParts(_find_restarts(rows, themes), names, sheets)


def refs_restart(refs: Sequence[str]) -> bool:
    """Return whether refs down a table are counted from the first anew, nearly always: 1, 2, 3, 1, 2."""
    runs: list[dict[str, None]] = [{}]
    for ref, _ in groupby(filter(None, refs)):
        if ref in runs[-1] or (runs[0] and ref == next(iter(runs[0]))):
            runs.append({})
        runs[-1][ref] = None
    starts = Counter(tuple(run)[:2] for run in runs)
    start = tuple(runs[0])[:2]
    return len(runs) > 1 and len(start) > 1 and starts[start] >= _NEARLY_ALL * len(runs)


def unique_refs(items: Iterable[tuple[ListPart, Record]], parts: ListParts) -> tuple[list[str | None], list[Issue]]:
    """Return the ref that each item gets instead of its own, or None, and the issue of these.

    In parts in which the numbering restarts, each ref gets the name of its part; a name that begins with a number gives
    that number. Any other ref that stands twice stays, and is an error.
    """
    names = _short_names(parts)
    starts = {part: f"{name}-" if _NUMBER.fullmatch(name) else f"{name} " for part, name in names.items() if name}
    refs: list[str | None] = []
    by_ref: dict[_Ref, list[tuple[Record, str]]] = {}
    again: dict[str, None] = {}
    for part, record in items:
        written = record.value("ref")
        changes = part in starts and isinstance(written, str | int | float) and not isinstance(written, bool)
        if changes and not is_time(plain_text(written)):
            refs.append(f"{starts[part]}{_written_ref(record)}")
            key = compared_text(record.value("review")), ref_key(written)
            by_ref.setdefault(key, []).append((record, refs[-1] or ""))
            again[parts.names[part] or record.sheet] = None
        else:
            refs.append(None)
    return refs, list(_restart_issue(by_ref.values(), list(again)))


def with_related_refs(record: Record, refs: Mapping[str, str]) -> Record:
    """Return the fields of an item with the new refs of related items, unless one cell could not separate them."""
    related = split_refs(plain_text(record.value("related_refs"))) if refs else []
    renamed = [refs.get(ref_key(ref), ref) for ref in related]
    text = LIST_SEPARATOR.join(renamed)
    return record.with_value("related_refs", text) if renamed != related and split_refs(text) == renamed else record


def _is_broken(row: Record) -> bool:
    return any(isinstance(cell.value, ErrorCell | UncalculatedCell) for cell in row.cells.values())


def _with_action(row: Record) -> Record:
    """Return an update with the action of its row before its text; with a broken text it is evidence."""
    action = row.cells.get("action")
    if action is None:
        return row
    name = "evidence" if isinstance(row.value("update"), ErrorCell | UncalculatedCell) else "update"
    place, text = row.cell(name) if row.value(name) is not None else action, displayed_text(row.value(name))
    return row.with_cells({name: place._replace(value=f"{action.value}\n{text}" if text else action.value)})


def _join_statuses(rows: Sequence[Record]) -> tuple[list[Record], list[Issue]]:
    """Return rows whose first has the status that all share, or none if they differ: then each action names its own."""
    keys = [_status_key(row.cells.get("status")) for row in rows]
    by_status = {key: row for key, row in reversed(list(zip(keys, rows, strict=True))) if key}
    different = [by_status[key] for key in dict.fromkeys(filter(None, keys))]
    first, *later = rows
    if not different:
        return [*rows], []
    taken = different[0].cells
    if len(different) == 1:
        lacks_basis = "basis" in taken and first.value("basis") is None
        names = ("status", "basis") if lacks_basis else ("status",)
        return [first.with_cells({name: taken[name] for name in names}), *later], []
    if any("action" in row.cells for row in rows):
        issues = [_action_statuses_issue([row for row, key in zip(rows, keys, strict=True) if key], different)]
        first, *later = map(_with_rating, rows)
    else:
        issues = list(_differing_status_issues(rows, keys, different))
    statuses = "\n".join(text for row in rows if (text := plain_text(row.value("status"))))
    none = {"status": taken["status"]._replace(value=None, fill=None), "statuses": Cell(statuses)}
    if first.cell("basis").kind == IMPLIED:  # by the status
        none["basis"] = first.cells["basis"]._replace(value=None)
    return [first.with_cells(none), *later], issues


def _with_rating(row: Record) -> Record:
    rating = row.value("rating")
    return row if rating is None else row.with_value("action", f"{row.value('action')}\n{rating}")


def _differing_status_issues(
    rows: Sequence[Record], keys: Sequence[str], different: Sequence[Record]
) -> Iterator[Issue]:
    """Yield an issue of each further status with the first that it differs from; `keys` are the statuses to compare."""
    first, second, *_ = different
    first_key = next(filter(None, keys))
    for row, key in zip(rows, keys, strict=True):
        if key and row is not first:
            other = first if key != first_key else second
            location = " ".join(other.cell("status").location)
            yield issue_at(row, "status", "statuses-differ", found=_status_text(row), first=location)


def _action_statuses_issue(rated: Sequence[Record], different: Sequence[Record]) -> Issue:
    """Return the issue of a recommendation whose actions have different statuses."""
    found, locations = ", ".join(map(_status_text, different)), [row.cell("status").location for row in rated]
    cells = ", ".join(cell if sheet == locations[0][0] else f"{sheet} {cell}" for sheet, cell in locations)
    ref = plain_text(rated[0].value("ref"))
    return issue_at(rated[0], "status", "action-statuses-differ", found=found, ref=ref, cells=cells)


def _status_key(status: Cell | None) -> str:
    """Return a status for comparison: its words, or its colour if the words are blank or a mark; "" for none."""
    written = label_key(plain_text(status.value)) if status is not None else ""
    if status is None or (written and not is_symbol(written)):
        return written
    return status.fill or written


def _status_text(row: Record) -> str:
    status = row.cell("status")
    return plain_text(status.value) or status.fill or ""


def _joined_rows_issue(rows: Sequence[Record]) -> Issue:
    one_sheet = len({row.sheet for row in rows}) == 1
    names = [(row.sheet, row.place.address if row.turned else str(row.place.row)) for row in rows]
    numbers = dict.fromkeys(name if one_sheet else f"{sheet} {name}" for sheet, name in names)
    return issue_at(rows[0], "ref", "rows-joined", found=plain_text(rows[0].value("ref")), rows=", ".join(numbers))


def _find_restarts(rows: Mapping[ListPart, Sequence[tuple[_Ref, str]]], themes: set[ListPart]) -> frozenset[ListPart]:
    """Return the parts whose refs are those of other parts, about other items.

    A part restarts if half the refs it shares with earlier parts, or more, have another text, and it begins with the
    first ref of an earlier part or shares most of its refs. A theme restarts if it begins with the first ref of an
    earlier theme, also with the same texts.
    """
    seen: dict[_Ref, tuple[ListPart, str]] = {}
    first_refs: dict[_Ref, ListPart] = {}
    restarting: set[ListPart] = set()
    for part, items in rows.items():
        first = items[0][0]
        shared = [(*seen[ref], text) for ref, text in items if ref in seen]
        others = 0
        for other, before, text in shared:
            may_be_edited = not (part in themes and other in themes) and part.may_edit(other)
            is_same = before == text or (may_be_edited and is_same_text(before, text))
            others += bool(before and text) and not is_same
        begins_again = first in first_refs
        most = len(shared) > 1 and 2 * len(shared) >= len(items)
        if (others and 2 * others >= len(shared) and (begins_again or most)) or (
            begins_again and part in themes and first_refs[first] in themes
        ):
            restarting |= {part, *(other for other, _, _ in shared)}
        for ref, text in items:
            seen.setdefault(ref, (part, text))
        first_refs.setdefault(first, part)
    return frozenset(restarting)


def _short_names(parts: ListParts) -> Mapping[ListPart, str]:
    """Return a short name for each part that restarts the numbering: with its sheet, and then a number, if needed."""
    names = {part: _short_name(name) for part, name in parts.names.items() if part in parts.restarting}
    counts = Counter(map(ref_key, names.values()))
    for part in [part for part, name in names.items() if counts[ref_key(name)] > 1]:
        sheet, name = parts.sheets[part], parts.names[part]
        names[part] = _short_name(sheet if sheet == name else f"{sheet} {name}")
    counts, numbers = Counter(map(ref_key, names.values())), Counter[str]()
    for part in [part for part, name in names.items() if counts[ref_key(name)] > 1]:
        numbers[ref_key(names[part])] += 1
        names[part] = f"{names[part]} ({numbers[ref_key(names[part])]})"
    return names


def _short_name(name: str) -> str:
    """Return the number of a name if it has one and is no date, else its first words."""
    number = _OWN_NUMBER.match(name) if round_of_cell(name) is None else None
    if number is not None:
        return number[1]
    words = normalise_space(_LIST_SIGNS.sub(" ", name))
    return words if len(words) <= _LONGEST_NAME else words[:_LONGEST_NAME].rsplit(" ", 1)[0]


def _written_ref(record: Record) -> str:
    """Return a ref as it is written, without a word before its number."""
    return normalise_ref(plain_text(record.value("ref")))


def _restart_issue(again: Iterable[Sequence[tuple[Record, str]]], names: Sequence[str]) -> Iterator[Issue]:
    """Yield the issue of all parts in which the numbering restarts, at the first ref that stands in several."""
    same = max(again, key=len, default=())
    if same:
        listed = ", ".join(f"“{name}”" for name in names[:_MOST_LISTED])
        more = f", … ({len(names)})" if len(names) > _MOST_LISTED else ""
        examples = ", ".join(f"“{ref}”" for _, ref in same[:_MOST_LISTED])
        second, found = same[:2][-1][0], _written_ref(same[0][0])
        yield issue_at(second, "ref", "refs-restart", found=found, parts=listed + more, refs=examples)
