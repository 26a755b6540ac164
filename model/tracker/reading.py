"""The result of reading a workbook: its rows, scale, issues, columns and questions; what is published; and errors."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from model.dates import PartialDate, Precision
from model.terms import LIST_SEPARATOR, NameKind, Scale, Status, group_by
from model.tracker.columns import DECISIONS, MONITORING, PROGRESS, RECOMMENDATIONS, TARGETS

if TYPE_CHECKING:
    import pandas as pd

    from model.tracker.tracker import Tracker


class Severity(StrEnum):
    """The severity of an issue: an error blocks publishing, a warning has to be read, an info explains."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Issue:
    """One problem in one cell, sheet or workbook. `wording.issues` makes its message and its remedy from the code.

    Attributes:
        code: the kind of problem, such as `status-unknown`; each has its sentences in `wording/issues/sentences.toml`.
        sheet: the sheet's name in the workbook, or "" for the workbook as a whole.
        cell: the address, such as `E7`, or "" for a sheet as a whole.
        found: the text of the cell.
        details: other values for the sentences, by name (the allowed words, the other cell, ...).
    """

    code: str
    severity: Severity
    sheet: str = ""
    cell: str = ""
    found: str = ""
    details: Mapping[str, str] = field(default_factory=dict)


class CodedError(Exception):
    """An error whose sentence `wording` makes from `code` and `details`; the text of the exception is for logs."""

    def __init__(self, code: str, **details: str) -> None:
        super().__init__(f"{code}: {details}" if details else str(code))
        self.code, self.details = code, details


class WorkbookError(CodedError):
    """The file cannot be used at all: not a workbook, encrypted, or without a recognised table."""


class RefusedError(CodedError):
    """Something that a person gave cannot be used: `about` is what, by which `wording.names` has its sentences."""

    about = ""


# The most columns of a kind that have a group each; with more, all of the kind are one group.
MOST_PARTS = 3
_ADDRESS = re.compile(r"([A-Z]{1,3})\d+\b")


# One or more issues of the same code and severity, in the order of the workbook.
IssueGroup = Sequence[Issue]


def group_issues(issues: Iterable[Issue]) -> list[IssueGroup]:
    """Return issues in groups, errors first: those of one kind, and where cells repeat it, those of one column.

    Issues for information are one group for each code, and so are issues that have a column or a sheet each, such as
    unknown headings. Other issues are one group for each code and column, for up to three columns.
    """
    by_kind = group_by(issues, lambda issue: ([*Severity].index(issue.severity), issue.code))
    return [group for _, kind in sorted(by_kind.items()) for group in _by_column(kind)]


def column_letters(issue: Issue) -> str:
    """Return the letters of the column an issue is in, such as "F"; "" for a sheet, a workbook or a paper."""
    found = _ADDRESS.match(issue.cell)
    return found[1] if found else ""


def _by_column(kind: list[Issue]) -> list[list[Issue]]:
    """Return the issues of one kind by column, or together where they are not about the cells of a few columns."""
    columns = group_by(kind, lambda issue: (issue.sheet, column_letters(issue)))
    has_one_each = all(len(group) == 1 for group in columns.values())
    are_together = kind[0].severity is Severity.INFO or len(columns) > MOST_PARTS or has_one_each
    return [kind] if are_together else [*columns.values()]


_FILE = Path(__file__).with_name("issue_codes.toml")
_CODES: Mapping[str, list[str]] = tomllib.loads(_FILE.read_text(encoding="utf-8"))
# The severity of each code.
SEVERITIES: Mapping[str, Severity] = {code: severity for severity in Severity for code in _CODES[severity]}
# Each code of a `WorkbookError`: the file cannot be used at all.
FILE_FAULTS = tuple(_CODES["file-faults"])
# Each code of an issue about a column that was not read.
COLUMNS_NOT_READ = tuple(_CODES["columns-not-read"])
# Each code of an issue about statuses that a workbook has and that were not read.
STATUSES_NOT_READ = tuple(_CODES["statuses-not-read"])

# So many characters of a text are enough to recognise it.
MAX_TEXT = 400
# The name of the property of a workbook that says which version it was downloaded from.
VERSION_PROPERTY = "Cynnydd version"
_DATED = (
    *((PROGRESS.table, "date"), (RECOMMENDATIONS.table, "target"), (MONITORING.table, "due")),
    *((TARGETS.table, "date"), (TARGETS.table, "target"), (DECISIONS.table, "date")),
)


class PublishedRecommendation(NamedTuple):
    """A published recommendation; a missing title is ""."""

    review: str
    ref: str
    title: str
    text: str


class PublishedName(NamedTuple):
    """A published name and its other forms; a missing form is ""."""

    kind: str
    name: str
    short_name: str = ""
    name_cy: str = ""
    short_name_cy: str = ""


@dataclass(frozen=True, slots=True)
class Published:
    """What is published. It is small, and survives JSON: it is passed to the process that reads a workbook.

    Attributes:
        names: the names of the Names sheet, then those that are only used.
        dates: the dates of updates, targets and promises that are more than one day, each once, with its field.
        statuses: the statuses of the scale, worst first; none where the scale has no order.
        publications: the first day on which each review can have come out; none where it has no day.
    """

    recommendations: tuple[PublishedRecommendation, ...] = ()
    names: tuple[PublishedName, ...] = ()
    dates: tuple[tuple[str, PartialDate], ...] = ()
    statuses: tuple[Status, ...] = ()
    publications: tuple[tuple[str, date], ...] = ()

    @property
    def ids(self) -> tuple[tuple[str, str], ...]:
        """The review and ref of each recommendation."""
        return tuple((each.review, each.ref) for each in self.recommendations)

    @property
    def reviews(self) -> tuple[str, ...]:
        """The reviews, in their order."""
        return tuple(dict.fromkeys(each.review for each in self.recommendations))

    @property
    def scale(self) -> Scale | None:
        """The scale; None where nothing is published, or its scale has no order."""
        return Scale(self.statuses) if self.statuses else None

    def names_of(self, *kinds: NameKind) -> list[PublishedName]:
        """Return the names of some kinds."""
        return [name for name in self.names if name.kind in kinds]


NOTHING_PUBLISHED = Published()


def published_of(tracker: "Tracker") -> Published:
    """Return what is published, from the published tracker."""
    listed = tracker.recommendations
    columns = [
        listed[field].fillna("").str.slice(0, MAX_TEXT) for field in ("review", "ref", "title", "recommendation")
    ]
    forms = (tracker.names[field].fillna("").tolist() for field in PublishedName._fields)
    declared = [name for name in map(PublishedName, *forms) if name.name]
    known = {(name.kind, name.name) for name in declared}
    used = [
        PublishedName(kind, name) for kind, name in dict.fromkeys(_used_names(tracker)) if (kind, name) not in known
    ]
    dated = tracker.reviews[["review", "published"]].dropna()
    return Published(
        tuple(map(PublishedRecommendation, *(column.tolist() for column in columns))),
        (*declared, *used),
        tuple(date for table, field in _DATED for date in _dates(getattr(tracker, table), field)),
        tracker.scale.statuses if tracker.scale.ordered else (),
        tuple(zip(dated["review"].tolist(), dated["published"].dt.date.tolist(), strict=True)),
    )


def _used_names(tracker: "Tracker") -> Iterator[tuple[str, str]]:
    """Yield the kind and the name of each theme, agency and role that is used; who rates or meets may be either."""
    listed = tracker.recommendations
    columns = (
        (NameKind.THEME, listed["theme"]),
        (NameKind.AGENCY, listed["lead_agency"]),
        (NameKind.AGENCY, listed["supporting_agencies"].dropna().str.split(LIST_SEPARATOR).explode()),
        (NameKind.ROLE, tracker.progress["rated_by"]),
        (NameKind.ROLE, tracker.monitoring["with"]),
        (NameKind.ROLE, tracker.decisions["by"]),
    )
    for kind, column in columns:
        for name in column.dropna().unique().tolist():
            if name:
                yield kind.value, name


def _dates(table: "pd.DataFrame", field: str) -> Iterator[tuple[str, PartialDate]]:
    """Yield each date of more than one day, in the order in which they first appear."""
    fields = [field, f"{field}_last", f"{field}_precision", f"{field}_words"]
    dated = table.loc[table[field].notna() & table[field].ne(table[fields[1]]), fields].drop_duplicates()
    days = [dated[name].dt.date for name in fields[:2]]
    for first, last, precision, words in zip(*days, dated[fields[2]], dated[fields[3]], strict=True):
        yield field, PartialDate(first, last, Precision(precision), words)


# The value of a cell.
Cell = str | bool | PartialDate | None
# A row of a sheet: the value of each field; None where the cell is empty.
Row = Mapping[str, Cell]
# The fields of the Key sheet, each with what a status has.
SCALE_FIELDS = ("status", "meaning", "complete", "colour", "status_cy", "meaning_cy")


def scale_rows(scale: Scale) -> list[Row]:
    """Return the rows of the Key sheet for a scale."""
    return [dict(zip(SCALE_FIELDS, astuple(status), strict=True)) for status in scale.statuses]


@dataclass(frozen=True, slots=True)
class Source:
    """The file a tracker was read from.

    `version` is the first eight digits of the SHA-256 of its bytes.

    Attributes:
        based_on: the `mark` of the version that the workbook says it was downloaded from; "" where it says none.
    """

    name: str
    sha256: str
    based_on: str = ""

    @property
    def version(self) -> str:
        """The first eight digits of the SHA-256."""
        return self.sha256[:8]


@dataclass(frozen=True, slots=True)
class MappedColumn:
    """A column of the workbook, and the field it was mapped to.

    Attributes:
        evidence: its basis: `heading`, `alias`, `fuzzy`, `position`, `sheet-name`, `file-name`,
            or `option` (the choice of a person).
        score: the similarity of a fuzzy heading, 0 to 100.
        candidates: other fields that the heading may stand for.
        area: the cells of the column, such as `B5:B7 B12`; "" where they are below the heading.
        choice: the field that a person can choose for the column to read it the same; None where none does.
    """

    sheet: str
    cell: str
    heading: str
    field: str
    evidence: str
    score: int = 100
    candidates: tuple[str, ...] = ()
    area: str = ""
    choice: str | None = None

    @property
    def letters(self) -> str:
        """The letters of its column."""
        return self.cell.rstrip("0123456789")


@dataclass(frozen=True, slots=True)
class ProposedScale:
    """The words of a status column that match no scale of the workbook, each with its count.

    Their order is unknown until a person confirms it, worst first; until then they are drawn in neutral colours.
    """

    sheet: str
    cell: str
    words: tuple[tuple[str, int], ...]
    confirmed: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """A workbook as it was read. Its rows are plain mappings, so that a check needs no pandas.

    `model.tracker.tracker.Tracker.from_rows(reading.rows, reading.scale)` makes its tables.

    Attributes:
        statuses_read: how many statuses were read from a `word`, a `letter`, a `meaning` written out, or a `colour`.
    """

    source: Source
    layout: str
    rows: Mapping[str, Sequence[Row]]
    scale: Scale
    columns: tuple[MappedColumn, ...]
    issues: tuple[Issue, ...]
    proposed_scale: ProposedScale | None = None
    statuses_read: Mapping[str, int] = field(default_factory=dict)

    @property
    def publishable(self) -> bool:
        """Whether no issue is an error."""
        return not self.issues_of(Severity.ERROR)

    def issues_of(self, severity: Severity) -> tuple[Issue, ...]:
        """Return the issues of a severity."""
        return tuple(issue for issue in self.issues if issue.severity is severity)


# What a refused file has.
NOTHING_READ = Reading(Source("", ""), "", {}, Scale(()), (), ())


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """A question of the reader.

    Attributes:
        id: its identifier within the workbook.
        sheet: the sheet it is about.
        columns: the letters of the columns it is about.
        option: the option of the command line that answers it: `--mapping`, `--scale` or `--as-at`.
        choices: the possible answers; empty where any answer of its kind is possible.
        proposed: the answer that was taken, or that is proposed; "" for a month that nothing names.
        heading: the heading of the column; "" where it is about no single column.
    """

    id: str
    sheet: str
    columns: tuple[str, ...]
    option: str
    choices: tuple[str, ...]
    proposed: str
    heading: str = ""


class CardValue(NamedTuple):
    """A value of a recommendation with the cell that it was read from.

    Attributes:
        cell: its address; "" where it is in no cell, such as a name from the name of a sheet.
        from_colour: whether it is a status that only the colour of its cell says.
        unread: the text of the cell, if it could not be read; the value is "" then.
    """

    field: str
    value: str | PartialDate
    sheet: str
    cell: str
    from_colour: bool = False
    unread: str = ""


@dataclass(frozen=True, slots=True)
class ItemCard:
    """A recommendation as it was read, for a person to compare with the workbook.

    Attributes:
        number: its place among all recommendations, counted from 1.
        values: its values, with those of its latest update.
    """

    number: int
    values: tuple[CardValue, ...]
