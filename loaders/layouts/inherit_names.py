"""What names and titles give every row: a round, an agency, a theme, a review; and earlier lists."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from loaders.cells import plain_text
from loaders.layouts.interpret_tables import InterpretedTable, SheetRole, TrackerTables, role_of_name, title_above
from loaders.options import ReadOptions
from loaders.records import Cell, Record, make_issue, name_cell
from loaders.vocabulary import text_pattern, words_pattern
from loaders.vocabulary.headings import ColumnMeaning
from loaders.vocabulary.names import is_agency_name
from loaders.vocabulary.rounds import file_words, months_with_years, period_of_name, round_key, split_round
from model.dates import Precision, read_date
from model.terms import group_by, normalise_space
from model.tracker.reading import Issue

# Names that are no theme: those that number the sheets or name a status.
_NO_THEME = text_pattern("no_theme")
_WHOLE_LIST_NAMES = text_pattern("whole_list")
_REVIEW = words_pattern("reviews")
# The end of the name of a table in Word, after the heading above it.
_WORD_TABLE = re.compile(r" \(Word table \d+\)$")
# A table and its name.
_NamedTable = tuple[InterpretedTable, Cell]
_MAX_NAME_LENGTH = 60
_ORDER = (SheetRole.CURRENT, None, SheetRole.CLOSED, SheetRole.EARLIER)


def inherit_names(tracker: TrackerTables, *, has_review: bool) -> TrackerTables:
    """Return a tracker with missing fields from the names of its sheets, and then from the titles of its tables.

    `has_review` means that a person named the review of all rows: no name is taken for a review then.
    """
    sources = ((source, source.table.sheet.name) for source in tracker.item_tables if not source.is_form)
    names = [(source, name_cell(_WORD_TABLE.sub("", name), name)) for source, name in sources]
    sheet_field, changed = _inherit(names, has_review=has_review)
    tracker, title_field = tracker.with_tables(changed), None
    for on_sheet in group_by(tracker.item_tables, lambda source: source.table.sheet.name).values():
        above = [(source, title_above(source.table)) for source in on_sheet]
        titles = [(source, title) for source, title in above if title is not None]
        field, changed = _inherit(titles, has_review=has_review)
        tracker, title_field = tracker.with_tables(changed), field or title_field
    return replace(tracker, sheet_field=sheet_field, title_field=title_field)


def single_review(
    tracker: TrackerTables, extra_records: Mapping[str, Sequence[Record]], options: ReadOptions, file_name: str
) -> tuple[Cell | None, Sequence[Record], Cell | None, list[Issue]]:
    """Return the single review, if no column has reviews; the records of reviews; the title that names it; and issues.

    An assumed name leaves out any round, so that the next file of the same tracker has the same review. If a sheet
    lists several reviews, the review of each row is unknown, which is an error. A name that a person chose takes
    precedence.
    """
    main, described = tracker.main, extra_records.get("reviews", ())
    if ColumnMeaning.REVIEW in main.columns.fields or "review" in main.inherited:
        return None, described, None, []
    reviews = _reviews_in(described) or _reviews_in(extra_records.get("monitoring", ()))
    if len(reviews) == 1:
        [only] = reviews.values()
        return only, described or [_record(tracker, only, plain_text(only.value))], None, []
    title = title_above(main.table) if main.inherited.keys().isdisjoint(("theme", "lead_agency")) else None
    in_file = normalise_space(re.sub(r"\.\w{2,4}$", "", file_name).replace("_", " "))
    place = title or name_cell(in_file, main.table.sheet.name)
    words = plain_text(place.value)
    names = (normalise_space(split_round(text)[0])[:_MAX_NAME_LENGTH].strip() for text in (words, in_file))
    name = options.review or next(filter(None, names), "Tracker")
    single = place.changed(value=name)
    issues = [main.table.issue("heading-missing", expected="Review")] if reviews else []
    issues.append(make_issue("review-assumed", sheet=place.sheet, cell=place.address, found=name))
    return single, [*described, _record(tracker, single, words or name)], title, issues


def _inherit(named: Sequence[_NamedTable], *, has_review: bool) -> tuple[str | None, list[InterpretedTable]]:
    """Return the field that several names give, and the tables with it; a role or the whole list is no part of it."""
    if len({name for _, name in named}) < 2:
        return None, []
    field: str | None = "date"
    periods = [(source, name.changed(value=period_of_name(plain_text(name.value)))) for source, name in named]
    found = [(source, period) for source, period in periods if period.value is not None]
    if 2 * len(found) <= len(named):
        parts = [(source, name) for source, name in named if _may_be_part(plain_text(name.value))]
        found = [(source, name) for source, name in parts if not _is_whole_list(source, plain_text(name.value), parts)]
        names = [plain_text(name.value) for _, name in found]
        within = [source for source, _ in found]
        field = _missing_field(names, within, has_review=has_review) if len(set(names)) > 1 else None
    lacking = [(source, cell) for source, cell in found if field not in source.inherited]
    return field, [source.inherit({field: cell}) for source, cell in lacking if field is not None]


def _may_be_part(name: str) -> bool:
    """Return whether a name may be that of a part of a list: no role of a list, and no name of the whole."""
    is_whole = _WHOLE_LIST_NAMES.fullmatch(normalise_space(name.replace("_", " ")))
    return not is_whole and role_of_name(split_round(name)[0]) is None


def _is_whole_list(source: InterpretedTable, name: str, named: Sequence[_NamedTable]) -> bool:
    """Return whether a table has most rows of most other tables, two or more, and other rows: it is no part of them."""
    own, others = {*source.texts()} - {""}, [{*other.texts()} - {""} for other, _ in named if other is not source]
    within = [texts for texts in others if len(texts) < len(own) and 2 * len(texts & own) > len(texts)]
    return len(within) > 1 and 2 * len(within) > len(others) and not is_agency_name(name)


def _missing_field(names: Sequence[str], sources: Sequence[InterpretedTable], *, has_review: bool) -> str | None:
    """Return the field for the names: the one that no table has; of several, reviews or agencies if most look so."""
    fields = {meaning for source in sources for meaning in source.columns.fields}
    if _most(_NO_THEME.fullmatch(name.strip()) for name in names):
        return None
    if not has_review and ColumnMeaning.REVIEW not in fields and _most(map(_REVIEW.search, names)):
        return "review"
    if ColumnMeaning.LEAD_AGENCY not in fields and _most(map(is_agency_name, names)):
        return "lead_agency"
    return None if ColumnMeaning.THEME in fields else "theme"


def _most(answers: Iterable[object]) -> bool:
    listed = [*map(bool, answers)]
    return 2 * sum(listed) > len(listed)


def _reviews_in(records: Sequence[Record]) -> dict[str, Cell]:
    """Return each review that records name, with its first location."""
    reviews: dict[str, Cell] = {}
    for record in records:
        name = normalise_space(plain_text(record.value("review")))
        if name:
            reviews.setdefault(name.casefold(), record.cell("review").changed(value=name, kind="review"))
    return reviews


def _record(tracker: TrackerTables, review: Cell, title: str) -> Record:
    cells = {"review": review, "title": review.changed(value=title)}
    return Record(review.changed(value=None), cells, tracker.main.table.sheet.day_zero)


def without_earlier_lists(tracker: TrackerTables) -> tuple[TrackerTables, list[Issue]]:
    """Return a tracker without its earlier sheets that have no month, and an issue of each.

    Current sheets are sorted first, so that their texts take precedence.
    """
    ordered = sorted(tracker.item_tables, key=lambda source: _ORDER.index(source.sheet_role))
    listed = [s for s in ordered if s.sheet_role is SheetRole.EARLIER and not (s.is_mapped or s.snapshot_round(""))]
    earlier = [s for s in listed if ColumnMeaning.DATE not in s.columns.fields and not any(s.columns.rounds)]
    earlier = earlier if len(earlier) < len(ordered) else []
    others = [source for source in ordered if not source.is_among(earlier)]
    issues = [s.table.issue("earlier-sheet-left-out", current=others[0].table.sheet.name) for s in earlier]
    return replace(tracker, item_tables=tuple(others), left_out=tuple(earlier)), issues


def date_snapshots(tracker: TrackerTables, options: ReadOptions, file_name: str) -> tuple[TrackerTables, list[Issue]]:
    """Return a tracker with the month of a list without dates: as a person chose, or from its sheet, title or file.

    If the sheets have several months, the chosen month is only for sheets without a month in their name or title. A
    month without a year in the name of a sheet takes the year of the other sheets, the titles or the file.
    """
    undated = [s for s in tracker.all if "" in s.columns.rounds and not s.dated and "date" not in s.inherited]
    named = [source.snapshot_round("") for source in undated]
    several = len({round_key(month.value) if month is not None else "" for month in named}) > 1
    snapshots = list[InterpretedTable]()
    for source, own in zip(undated, named, strict=True):
        stated = source.snapshot_round(file_name)
        is_year = stated is not None and read_date(plain_text(stated.value)).date.precision is Precision.YEAR
        if options.as_at and not (several and own is not None):
            stated = name_cell(options.as_at, source.table.sheet.name, "option")
        elif is_year and not several:
            stated = None
        snapshots.append(source if stated is None else source.inherit({"date": stated}))
    issues = [each.table.issue("snapshot-undated") for each in snapshots if "date" not in each.inherited]
    with_years, year_issues = _add_years(tracker.with_tables(snapshots), file_name)
    issues += year_issues
    for source in with_years.all:
        if "date" in source.inherited and source.is_among(undated):
            date, sheet = source.inherited["date"], source.table.sheet.name
            cell = date.address or source.table.headings[0].cell
            issues.append(make_issue("snapshot-dated", sheet=sheet, cell=cell, found=plain_text(date.value)))
    return with_years, issues


def _add_years(tracker: TrackerTables, file_name: str) -> tuple[TrackerTables, list[Issue]]:
    """Return a tracker with the year of each month in the name of a sheet, and the issue of it.

    It may be in the names of the other sheets, above the tables, or in the file's name. If it is not certain, or the
    months are not in order, the dates stay without a year, which is an issue.
    """
    dated = [source for source in tracker.all if "date" in source.inherited and not source.inherited["date"].row]
    rounds = {source.table.sheet.name: source.inherited["date"].value for source in dated}
    titles = [text for source in dated for text in source.table.texts_above]
    years, by = months_with_years([*rounds.values()], [*titles, file_words(file_name)])
    if not years:
        return tracker, []
    taken = {sheet: years[words] for sheet, value in rounds.items() if (words := plain_text(value)) in years}
    located = [(source, source.table.sheet.name) for source in dated]
    with_year = [s.inherit({"date": name_cell(taken[sheet], sheet)}) for s, sheet in located if sheet in taken]
    found, read = ", ".join(taken), ", ".join(dict.fromkeys(taken.values()))
    issue = make_issue("round-year-given", sheet=next(iter(taken)), found=found, taken=read, by=by, of="sheets")
    return tracker.with_tables(with_year), [issue]
