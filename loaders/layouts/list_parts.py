"""The parts of a list: its tables, its states, the bands in them; and which refs stand several times, and why."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from loaders.cells.values import plain_text
from loaders.issue_log import issue_at
from loaders.layouts.choose_tables import TrackerTables, sheet_role, title_above
from loaders.layouts.classify_rows import ItemRow
from loaders.layouts.interpret_tables import InterpretedTable
from loaders.layouts.resolve_columns import ColumnRole
from loaders.records import Record
from loaders.vocabulary.headings import ACTION_WORD, ColumnMeaning
from loaders.vocabulary.refs import compared_text, is_same_text, is_time, normalise_ref, ref_key
from loaders.vocabulary.rounds import round_key
from model.issue import Issue
from model.terms import label_key, normalise_space

# The table of parts that are states of one list: a sheet for each month, a current and a closed sheet.
_STATES = -1
_LONGEST_NAME, _MOST_LISTED = 40, 4
# From so many refs on several rows, and half of all refs, repeated refs are no slip.
_SEVERAL_REFS = 2
# A review, a ref and the words of a band, normalised for comparison.
ItemInBand = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class ListPart:
    """A part of a list: a table, or all states of a list, and a band in it, or ""; with its words, title or sheet."""

    table: int
    band: str
    name: str = field(default="", compare=False)

    @property
    def is_state(self) -> bool:
        """Whether the part belongs to a state of one list."""
        return self.table == _STATES

    def may_edit(self, other: "ListPart") -> bool:
        """Return whether nearly the same text in another part may be an edited one: not in two bands."""
        return self.band == other.band or not (self.band and other.band)


def parts_of_rows(tables: TrackerTables) -> list[list[ListPart]]:
    """Return the part of the list that each row of each table is in.

    A sheet with a role is a state of one list, and so are sheets of several dates, and those with dated rows unless the
    sheets or the titles are themes.
    """
    dates = {round_key(source.inherited["date"].value) for source in tables.all if "date" in source.inherited}
    on_sheet = Counter(source.table.sheet.name for source in tables.item_tables)
    parts: list[list[ListPart]] = []
    for index, source in enumerate(tables.all):
        sheet, theme = source.table.sheet.name, source.inherited.get("theme")
        above = title_above(source.table) if on_sheet[sheet] > 1 else None
        title = plain_text(above.value) if above is not None else ""
        is_round = len(dates) > 1 and "date" in source.inherited
        is_state = is_round or sheet_role(source) is not None or (source.dated and theme is None)
        table, named = _STATES if is_state else index, plain_text(theme.value) if theme is not None else title or sheet
        parts.append([])
        for item in source.rows.items:
            band, words = (
                band_of(item) or label_key(title),
                item.group_row.words if item.group_row is not None else named,
            )
            name = normalise_space(words) if item.group_row is not None or len(tables.all) > 1 else ""
            parts[-1].append(ListPart(table, band, name))
    return parts


def restarting_parts(tables: TrackerTables, parts: Sequence[Sequence[ListPart]]) -> Mapping[ListPart, str]:
    """Return the parts whose refs are those of other parts, about other items, each with a name of its own.

    A part restarts if half the refs it shares with earlier parts, or more, have another text, and it begins with the
    first ref of an earlier part or shares most of its refs.
    """
    rows: dict[ListPart, dict[tuple[str, str], str]] = {}
    for source, of_rows in zip(tables.item_tables, parts, strict=False):
        review, by_name = source.columns.column(ColumnMeaning.REVIEW), source.inherited.get("review")
        for item, part, ref, text in zip(source.rows.items, of_rows, source.refs(), source.texts(), strict=True):
            named = item.row.value_at(review) or (by_name.value if by_name is not None else None)
            if ref:
                rows.setdefault(part, {}).setdefault((compared_text(named), ref), text)
    seen: dict[tuple[str, str], tuple[ListPart, str]] = {}
    firsts: set[tuple[str, str]] = set()
    restarting: set[ListPart] = set()
    for part, texts in rows.items():
        shared = [(*seen[key], text) for key, text in texts.items() if key in seen]
        others = sum(bool(before and text) and not is_same_text(before, text) for _, before, text in shared)
        most = len(shared) > 1 and 2 * len(shared) >= len(texts)
        if others and 2 * others >= len(shared) and (most or next(iter(texts)) in firsts):
            restarting |= {part, *(other for other, _, _ in shared)}
        for key, text in texts.items():
            seen.setdefault(key, (part, text))
        firsts.add(next(iter(texts)))
    return _short_names([part for part in rows if part in restarting])


def band_of(item: ItemRow) -> str:
    """Return the words of the band that a row is in; "" outside any band."""
    return label_key(item.group_row.words) if item.group_row is not None else ""


def unique_refs(
    items: Iterable[tuple[ListPart, Record]], names: Mapping[ListPart, str]
) -> tuple[list[str | None], list[Issue]]:
    """Return the ref that each item gets instead of its own, or None, and the issue of these.

    In parts in which the numbering restarts, each ref gets the name of its part. Any other ref that stands twice stays,
    and is an error.
    """
    refs: list[str | None] = []
    by_ref: dict[tuple[str, str], list[tuple[Record, str]]] = {}
    for part, record in items:
        written, name = record.value("ref"), names.get(part, "")
        is_ref = isinstance(written, str | int | float) and not isinstance(written, bool)
        renamed = f"{name} {normalise_ref(plain_text(written))}" if name and is_ref else None
        refs.append(None if is_time(plain_text(written)) else renamed)
        if refs[-1] is not None:
            identity = compared_text(record.value("review")), ref_key(written)
            by_ref.setdefault(identity, []).append((record, refs[-1]))
    same = max(by_ref.values(), key=len, default=[])
    if not same:
        return refs, []
    words = [*names.values()][:_MOST_LISTED], [ref for _, ref in same][:_MOST_LISTED]
    again, examples = (", ".join(f"“{word}”" for word in listed) for listed in words)
    found = normalise_ref(plain_text(same[0][0].value("ref")))
    return refs, [issue_at(same[:2][-1][0], "ref", "refs-restart", found=found, parts=again, refs=examples)]


def _short_names(parts: Sequence[ListPart]) -> dict[ListPart, str]:
    """Return the first words of the name of each part, with a number where several have the same."""
    words = {part: " ".join(part.name.replace(",", " ").replace(";", " ").split())[:_LONGEST_NAME] for part in parts}
    counts, numbers, names = Counter(map(ref_key, words.values())), Counter[str](), dict[ListPart, str]()
    for part, name in words.items():
        numbers[ref_key(name)] += 1
        names[part] = f"{name} ({numbers[ref_key(name)]})" if counts[ref_key(name)] > 1 else name
    return names


def refs_with_several_actions(source: InterpretedTable) -> dict[ItemInBand, str]:
    """Return the review, ref and band of each recommendation whose rows are several actions, with the ref as written.

    With a heading such as Action these are all refs with several texts; with another heading only if several refs, and
    half of all, have several texts, for a single repeated ref is rather a slip. Rows with dates are later wordings, and
    rows of one ref that are apart are recommendations of their own, such as where the numbering restarts.
    """
    columns = source.columns
    text, ref = columns.fields.get(ColumnMeaning.RECOMMENDATION), columns.column(ColumnMeaning.REF)
    excluded = columns.by_role[ColumnRole.ACTION] or ColumnMeaning.LETTER in columns.fields or source.dated
    if text is None or ref is None or excluded:
        return {}
    runs = [
        run for run, _ in groupby((band_of(i), ref) for i, ref in zip(source.rows.items, source.refs(), strict=True))
    ]
    texts: dict[ItemInBand, set[str]] = {}
    written: dict[ItemInBand, str] = {}
    review = columns.column(ColumnMeaning.REVIEW)
    for item, ref_words, words in zip(source.rows.items, source.refs(), source.texts(), strict=True):
        if ref_words and words:
            key = compared_text(item.row.value_at(review)), ref_words, band_of(item)
            texts.setdefault(key, set()).add(words)
            written.setdefault(key, plain_text(item.row.value_at(ref)))
    several = {key: written[key] for key, words in texts.items() if len(words) > 1}
    habit = len(several) >= _SEVERAL_REFS and 2 * len(several) >= len(texts)
    are_actions = several and (habit or ACTION_WORD.search(text.words)) and len(runs) == len({*runs})
    return several if are_actions else {}
