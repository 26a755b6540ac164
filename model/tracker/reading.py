"""The result of reading a workbook: its rows, its scale, its issues and its column mapping."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from model.dates.date import PartialDate
from model.issues.issue import Issue, Severity
from model.status.scale import Scale

Row = Mapping[str, str | bool | PartialDate | None]
"""A row of a sheet: the value of each field; None where the cell is empty."""


@dataclass(frozen=True, slots=True)
class Source:
    """The file a tracker was read from.

    `version` is the first eight digits of the SHA-256 of its bytes.
    """

    name: str
    sha256: str

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
        return not any(issue.severity is Severity.ERROR for issue in self.issues)
