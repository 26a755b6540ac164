"""What names and titles give every row: a round, an agency or a theme; and the single review of a tracker."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from loaders.cells.values import plain_text
from loaders.issue_log import make_issue
from loaders.layouts.interpret_tables import InterpretedTable
from loaders.layouts.select.choose_tables import TrackerTables
from loaders.layouts.select.sheet_names import role_of_name, title_above
from loaders.records import Cell, Record, name_cell
from loaders.vocabulary.heading_aliases import ColumnMeaning
from loaders.vocabulary.heading_periods import period_of_name, round_of_name, split_round
from loaders.vocabulary.names import is_agency_name
from model.issues.issue import Issue
from model.text import normalise_space

_NO_THEME = re.compile(
    r"(?:(?:sheet|page|tab|table|part|report|return|meeting|round|update|dalen|taflen|tudalen|adroddiad)\s*\d*|\d+"
    r"|(?:in progress|red|amber|green|ar y gweill|coch|ambr|gwyrdd)"
    r"(?: (?:items|actions|issues|risks|recommendations))?)",
    re.IGNORECASE,
)
"""Names that are no theme: those that number the sheets or name a status."""
_WHOLE_LIST_NAMES = re.compile(
    r"(?:all|full|whole|entire|complete|combined|overall|consolidated|master|main|total)"
    r"(?: (?:list|tracker|register|log|plan|sheet|data|recommendations|recs|actions|agencies|themes|items))?"
    r"|everything|overview|summary|tracker|master tracker|recommendations|actions|action plan|action log|register"
    r"|y cyfan|popeth|pob (?:argymhelliad|un)|yr holl argymhellion|prif restr|trosolwg|crynodeb|argymhellion"
    r"|camau gweithredu|cynllun gweithredu|traciwr|cofrestr",
    re.IGNORECASE,
)
_NamedTable = tuple[InterpretedTable, Cell]
"""A table and its name."""
_MAX_NAME_LENGTH = 60
_DEFAULT_NAME = "Tracker"


def inherit_names(tracker: TrackerTables) -> TrackerTables:
    """Return a tracker with missing fields from the names of its sheets, and then from the titles of its tables."""
    sources = ((source, source.table.sheet.name) for source in tracker.item_tables if not source.is_form)
    names = [(source, name_cell(name, name)) for source, name in sources]
    sheet_field, changed = _inherit(names) if len({name for _, name in names}) > 1 else (None, [])
    tracker = tracker.with_tables(changed)
    title_field = None
    for sheet in dict.fromkeys(source.table.sheet.name for source in tracker.item_tables):
        on_sheet = [source for source in tracker.item_tables if source.table.sheet.name == sheet]
        if len(on_sheet) > 1:
            titles = [(source, title) for source in on_sheet if (title := title_above(source.table)) is not None]
            field, changed = _inherit(titles) if len(titles) > 1 else (None, [])
            title_field = field or title_field
            tracker = tracker.with_tables(changed)
    return replace(tracker, sheet_field=sheet_field, title_field=title_field)


def is_name_of_whole_list(name: str) -> bool:
    """Return whether the name of a sheet is that of a whole list: All, Master, Summary, Recommendations."""
    return bool(_WHOLE_LIST_NAMES.fullmatch(normalise_space(name.replace("_", " "))))


def contains_all_others(source: InterpretedTable, sources: Sequence[InterpretedTable]) -> bool:
    """Return whether a table has every item of all other sheets, and more than each, so that they are its parts."""
    texts = set(source.texts())
    others = [set(other.texts()) for other in sources if other.table.sheet is not source.table.sheet]
    return len(others) > 1 and all(other < texts for other in others)


@dataclass(frozen=True, slots=True)
class TrackerReviews:
    """The single review, if no column has reviews; the records of reviews; and the title that names the first."""

    single: Cell | None
    records: tuple[Record, ...]
    title: Cell | None = None


def single_review(
    tracker: TrackerTables,
    extra_records: Mapping[str, Sequence[Record]],
    file_name: str,
    *,
    chosen_name: str | None = None,
) -> tuple[TrackerReviews, list[Issue]]:
    """Return the name of the single review and the records of reviews; no name for tables with a review column.

    An assumed name leaves out any round, so that the next file of the same tracker has the same review. If a sheet
    lists several reviews, the review of each row is unknown, which is an error. `chosen_name` is the name that a person
    chose, which takes precedence.
    """
    main = tracker.main
    described = tuple(extra_records.get("reviews", ()))
    if ColumnMeaning.REVIEW in main.columns.fields:
        return TrackerReviews(None, described), []
    reviews = _reviews_in(described)
    if len(reviews) == 1 or (not reviews and len(reviews := _reviews_in(extra_records.get("monitoring", ()))) == 1):
        [only] = reviews.values()
        name = plain_text(only.value)
        return TrackerReviews(only, described or (_record(tracker, only, name),)), []
    issues = [main.table.issue("heading-missing", expected="Review")] if reviews else []
    assumed, issue = _assume_review(tracker, file_name, chosen_name)
    return replace(assumed, records=(*described, *assumed.records)), [*issues, issue]


def _inherit(named: Sequence[_NamedTable]) -> tuple[str | None, list[InterpretedTable]]:
    """Return the field that names give, and the tables with it; a role or the whole list is no theme and no agency."""
    sources = [source for source, _ in named]
    field: str | None = "date"
    periods = ((source, name._replace(value=period_of_name(plain_text(name.value)))) for source, name in named)
    found = [(source, period) for source, period in periods if period.value is not None]
    if 2 * len(found) <= len(named):
        found = [(source, name) for source, name in named if _is_part(source, plain_text(name.value), sources)]
        names = [plain_text(name.value) for _, name in found]
        field = _missing_field(names, [source for source, _ in found]) if len(set(names)) > 1 else None
    lacking = [(source, cell) for source, cell in found if field not in source.inherited]
    return field, [source.inherit({field: cell}) for source, cell in lacking if field is not None]


def _is_part(source: InterpretedTable, name: str, sources: Sequence[InterpretedTable]) -> bool:
    """Return whether a name can be that of a part of the list: of no role, no whole list and no period."""
    is_period = period_of_name(name) is not None and round_of_name(name) is None
    is_whole = is_name_of_whole_list(name) or (not is_agency_name(name) and contains_all_others(source, sources))
    return role_of_name(split_round(name)[0]) is None and not is_period and not is_whole


def _missing_field(names: Sequence[str], sources: Sequence[InterpretedTable]) -> str | None:
    """Return the field for the names: the one that no table has; of two, agencies if most look like agencies."""
    if _most(_NO_THEME.fullmatch(name.strip()) for name in names):
        return None
    agency = any(ColumnMeaning.LEAD_AGENCY in source.columns.fields for source in sources)
    theme = any(ColumnMeaning.THEME in source.columns.fields for source in sources)
    if not agency and _most(is_agency_name(name) for name in names):
        return "lead_agency"
    return None if theme else "theme"


def _most(answers: Iterable[object]) -> bool:
    listed = [bool(answer) for answer in answers]
    return 2 * sum(listed) > len(listed)


def _reviews_in(records: Sequence[Record]) -> dict[str, Cell]:
    """Return each review that records name, with its first location."""
    reviews: dict[str, Cell] = {}
    for record in records:
        name = normalise_space(plain_text(record.value("review")))
        if name:
            reviews.setdefault(name.casefold(), record.cell("review")._replace(value=name, kind="review"))
    return reviews


def _assume_review(tracker: TrackerTables, file_name: str, chosen_name: str | None) -> tuple[TrackerReviews, Issue]:
    main = tracker.main
    sheet = main.table.sheet.name
    title = title_above(main.table) if not main.inherited.keys() & {"theme", "lead_agency"} else None
    if title is not None and role_of_name(split_round(plain_text(title.value))[0]) is not None:
        title = None  # Open, or Current position, is only a role
    title_text = plain_text(title.value) if title is not None else _file_title(file_name)
    sheets = {source.table.sheet.name for source in tracker.item_tables}
    candidates = [
        title_text,
        _file_title(file_name),
        *(sheets if len(sheets) == 1 and not any(map(role_of_name, sheets)) else ()),
    ]
    names = [normalise_space(split_round(candidate)[0])[:_MAX_NAME_LENGTH].strip() for candidate in candidates]
    name = chosen_name or next((candidate for candidate in names if candidate), _DEFAULT_NAME)
    place = title or name_cell(title_text, sheet)
    single = place._replace(value=name)
    records = (_record(tracker, single, title_text or name),)
    reviews = TrackerReviews(single, records, place if place.row else None)
    return reviews, make_issue("review-assumed", sheet=place.sheet, cell=place.address, found=name)


def _record(tracker: TrackerTables, review: Cell, title: str) -> Record:
    cells = {"review": review, "title": review._replace(value=title)}
    return Record(review._replace(value=None), cells, tracker.main.table.sheet.day_zero)


def _file_title(file_name: str) -> str:
    return re.sub(r"[_\s]+", " ", re.sub(r"\.\w{2,4}$", "", file_name)).strip()
