"""The parts of a list that number their items by themselves: bands in a table, tables on a sheet, and sheets."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import NamedTuple

from loaders.cells.values import plain_text
from loaders.layouts.rows.row_types import ItemRow
from loaders.layouts.select.choose_tables import TrackerTables
from loaders.layouts.select.sheet_names import sheet_role, title_above
from loaders.vocabulary.heading_aliases import ColumnMeaning
from loaders.vocabulary.heading_periods import round_key
from loaders.vocabulary.refs import compared_text
from loaders.vocabulary.same_text import is_same_text
from model.text import label_key, normalise_space

_STATES = -1
"""The table of parts that are states of one list: a sheet for each month, a current and a closed sheet."""
_NEARLY_ALL = 0.9
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


@dataclass(frozen=True, slots=True)
class TableParts:
    """The parts of one table.

    Attributes:
        table: its index in the list, or that of all states of the list.
        title: the words of its title, if there are other tables on its sheet.
        name: the name of the rows outside any band: its theme, its title or its sheet; "" if it is the only table.
    """

    table: int = _STATES
    title: str = ""
    name: str = ""

    def part(self, item: ItemRow) -> ListPart:
        """Return the part that a row is in."""
        return ListPart(self.table, band_of(item) or self.title)

    def name_of(self, item: ItemRow) -> str:
        """Return the name of the part that a row is in."""
        return normalise_space(item.group_row.words) if item.group_row is not None else self.name


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
    for source, parts in zip(sources, parts_of, strict=False):
        review = source.columns.column(ColumnMeaning.REVIEW)
        for item, ref, text in zip(source.rows.items, source.refs(), source.texts(), strict=True):
            part = parts.part(item)
            if part not in names:
                names[part], sheets[part] = parts.name_of(item), source.table.sheet.name
                if not source.dated and not part.is_state and (part.band or "theme" in source.inherited):
                    themes.add(part)
            if ref:
                rows.setdefault(part, []).append(((compared_text(item.row.value_at(review)), ref), text))
    return ListParts(_find_restarts(rows, themes), names, sheets)


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
        others = [
            other
            for other, before, text in shared
            if _differs(before, text, may_be_edited=not (part in themes and other in themes) and part.may_edit(other))
        ]
        begins_again = first in first_refs
        most = len(shared) > 1 and 2 * len(shared) >= len(items)
        if (others and 2 * len(others) >= len(shared) and (begins_again or most)) or (
            begins_again and part in themes and first_refs[first] in themes
        ):
            restarting |= {part, *(other for other, _, _ in shared)}
        for ref, text in items:
            seen.setdefault(ref, (part, text))
        first_refs.setdefault(first, part)
    return frozenset(restarting)


def _differs(text: str, other: str, *, may_be_edited: bool) -> bool:
    return bool(text and other) and text != other and not (may_be_edited and is_same_text(text, other))


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
