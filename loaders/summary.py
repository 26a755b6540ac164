"""What a workbook holds, counted."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from model.dates import PartialDate
from model.reading import Reading
from model.terms import LIST_SEPARATOR

if TYPE_CHECKING:
    from model.tracker import Row


@dataclass(frozen=True, slots=True)
class Summary:
    """The size of a tracker and the names in it.

    Attributes:
        agencies: leads first, then those that only support, each in the order they come in.
        rounds: months in which updates were reported, such as `2024-02`, oldest first.
    """

    recommendations: int
    updates: int
    monitoring: int
    agencies: tuple[str, ...]
    themes: tuple[str, ...]
    rounds: tuple[str, ...]


def summarise(reading: Reading) -> Summary:
    """Return how much a workbook holds, and whom and which months it is about."""
    recommendations, progress = reading.rows["recommendations"], reading.rows["progress"]
    leads, supporting = _texts(recommendations, "lead_agency"), _texts(recommendations, "supporting_agencies")
    agencies = [*leads, *(agency for several in supporting for agency in several.split(LIST_SEPARATOR))]
    return Summary(
        recommendations=len(recommendations),
        updates=len(progress),
        monitoring=len(reading.rows["monitoring"]),
        agencies=tuple(dict.fromkeys(agencies)),
        themes=tuple(dict.fromkeys(_texts(recommendations, "theme"))),
        rounds=_rounds(progress),
    )


def _texts(rows: "Iterable[Row]", field: str) -> list[str]:
    return [value for row in rows if isinstance(value := row.get(field), str)]


def _rounds(progress: "Iterable[Row]") -> tuple[str, ...]:
    dates = (value for row in progress if isinstance(value := row.get("date"), PartialDate))
    return tuple(sorted({reported.isoformat()[:7] for stated in dates if (reported := stated.round)}))
