"""What came of reading a workbook: its rows, its scale, what is wrong, and how it was understood."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from model.issues.issue import Issue, Severity
from model.status.scale import Scale

if TYPE_CHECKING:
    from model.tracker.tracker import Row


@dataclass(frozen=True, slots=True)
class Source:
    """The file a tracker was read from.

    `version` is the first eight digits of the SHA-256 of its bytes: the same bytes are the same version.
    """

    name: str
    sha256: str

    @property
    def version(self) -> str:
        """The short name of exactly these bytes."""
        return self.sha256[:8]


@dataclass(frozen=True, slots=True)
class MappedColumn:
    """A column of the workbook and the field it was understood as.

    Attributes:
        evidence: by what: `heading`, `welsh-heading`, `alias`, `fuzzy`, `position`, `sheet-name`, `file-name`, or
            `option` (what a person said when the workbook was read).
        score: how alike a fuzzy heading is, 0 to 100.
        candidates: other fields it may have meant.
        area: the cells it is the heading of, such as `B5:B7 B12`; "" where they stand below it.
    """

    sheet: str
    cell: str
    heading: str
    field: str
    evidence: str
    score: int = 100
    candidates: tuple[str, ...] = ()
    area: str = ""


@dataclass(frozen=True, slots=True)
class ProposedScale:
    """The words of a status column that are no scale the workbook declares, each with how often it stands there.

    Their order is not known until a person confirms it, worst first; until then they are drawn in neutral colours.
    """

    sheet: str
    cell: str
    words: tuple[tuple[str, int], ...]
    confirmed: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """A workbook as it was understood. It holds plain rows, so that a check needs no pandas.

    `model.tracker.tracker.Tracker.from_rows(reading.rows, reading.scale)` makes its tables.

    Attributes:
        statuses_read: how many statuses were read as a `word`, a `letter`, a `meaning` written out, or a `colour`.
    """

    source: Source
    layout: str
    rows: "Mapping[str, Sequence[Row]]"
    scale: Scale
    columns: tuple[MappedColumn, ...]
    issues: tuple[Issue, ...]
    proposed_scale: ProposedScale | None = None
    statuses_read: Mapping[str, int] = field(default_factory=dict)

    @property
    def publishable(self) -> bool:
        """Whether no issue is an error."""
        return not any(issue.severity is Severity.ERROR for issue in self.issues)
