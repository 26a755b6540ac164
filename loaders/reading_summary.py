"""What a reading contains: its size, its names and its columns; and what is shown of a workbook beside its reading."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from loaders.mapping.sheet_mapping import NO_MAPPING, WorkbookMapping
from loaders.mapping.sheet_preview import SheetPreview
from model.dates import PartialDate, is_one_month
from model.issue import WorkbookError
from model.terms import LIST_SEPARATOR
from model.tracker.reading import ItemCard, OpenQuestion, Reading, Row


@dataclass(frozen=True, slots=True)
class Summary:
    """The size of a tracker and the names in it.

    Attributes:
        agencies: lead agencies first, then those that only support, each in the order of the workbook.
        rounds: the months in which updates were reported, such as `2024-02`, oldest first.
        round_dates: the dates of those months; a date of several months only if none names the month alone.
    """

    recommendations: int
    updates: int
    monitoring: int
    agencies: tuple[str, ...]
    themes: tuple[str, ...]
    rounds: tuple[str, ...]
    round_dates: tuple[PartialDate, ...] = ()


@dataclass(frozen=True, slots=True)
class PreviewedWorkbook:
    """A workbook that was read, or why no tracker is in it; with the first rows of its sheets.

    Attributes:
        reading: None where it is refused.
        refusal: the reason; None where it was read.
        mapping: the mapping that it was read by, as it fits the sheets.
        cards: some of its recommendations, with the cells that they were read from.
    """

    reading: Reading | None
    refusal: WorkbookError | None
    sheets: tuple[SheetPreview, ...]
    questions: tuple[OpenQuestion, ...] = ()
    mapping: WorkbookMapping = NO_MAPPING
    cards: tuple[ItemCard, ...] = ()

    @property
    def tracker(self) -> Reading:
        """What was read. Raises its refusal where it was not."""
        if self.reading is None:
            raise self.refusal or WorkbookError("no-table")
        return self.reading


def summarise(reading: Reading) -> Summary:
    """Return the size of a tracker, and its agencies, themes and rounds."""
    recommendations, progress = reading.rows["recommendations"], reading.rows["progress"]
    leads, supporting = _texts(recommendations, "lead_agency"), _texts(recommendations, "supporting_agencies")
    rounds = _rounds(progress)
    agencies = [*leads, *(agency for several in supporting for agency in several.split(LIST_SEPARATOR))]
    return Summary(
        recommendations=len(recommendations),
        updates=len(progress),
        monitoring=len(reading.rows["monitoring"]),
        agencies=tuple(dict.fromkeys(agencies)),
        themes=tuple(dict.fromkeys(_texts(recommendations, "theme"))),
        rounds=tuple(sorted(rounds)),
        round_dates=tuple(dict.fromkeys(date for month in sorted(rounds) for date in _month_dates(rounds[month]))),
    )


def _texts(rows: Iterable[Row], field: str) -> list[str]:
    return [value for row in rows if isinstance(value := row.get(field), str)]


def _rounds(progress: Iterable[Row]) -> dict[str, list[PartialDate]]:
    """Return the dates of updates by their round."""
    dates = {id(date): date for row in progress if isinstance(date := row.get("date"), PartialDate)}
    rounds: dict[str, list[PartialDate]] = {}
    for date in dates.values():  # each only once, as very many rows share one
        if date.round:
            rounds.setdefault(date.round.isoformat()[:7], []).append(date)
    return rounds


def _month_dates(dates: Sequence[PartialDate]) -> tuple[PartialDate, ...]:
    """Return a date that names the month alone, if there is one; else each distinct date of the month."""
    month = next((date for date in dates if is_one_month(date)), None)
    return tuple({date.words: date for date in dates}.values()) if month is None else (month,)
