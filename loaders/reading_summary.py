"""What a workbook holds, counted."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from model.dates.date import PartialDate, is_one_month
from model.terms import LIST_SEPARATOR
from model.tracker.reading import Reading

if TYPE_CHECKING:
    from model.tracker.tracker import Row


@dataclass(frozen=True, slots=True)
class Summary:
    """The size of a tracker and the names in it.

    Attributes:
        agencies: leads first, then those that only support, each in the order they come in.
        rounds: months in which updates were reported, such as `2024-02`, oldest first.
        rounds_given: the dates of those months; one of several months is kept only where none says the month itself.
    """

    recommendations: int
    updates: int
    monitoring: int
    agencies: tuple[str, ...]
    themes: tuple[str, ...]
    rounds: tuple[str, ...]
    rounds_given: tuple[PartialDate, ...] = ()


def summarise(reading: Reading) -> Summary:
    """Return how much a workbook holds, and whom and which months it is about."""
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
        rounds_given=tuple(dict.fromkeys(stated for month in sorted(rounds) for stated in _plainest(rounds[month]))),
    )


def _texts(rows: "Iterable[Row]", field: str) -> list[str]:
    return [value for row in rows if isinstance(value := row.get(field), str)]


def _rounds(progress: "Iterable[Row]") -> dict[str, list[PartialDate]]:
    """Return the dates of updates by the month that each counts in."""
    dates = {id(stated): stated for row in progress if isinstance(stated := row.get("date"), PartialDate)}
    rounds: dict[str, list[PartialDate]] = {}
    for stated in dates.values():  # each only once, for very many rows share theirs
        if stated.round:
            rounds.setdefault(stated.round.isoformat()[:7], []).append(stated)
    return rounds


def _plainest(dates: Sequence[PartialDate]) -> tuple[PartialDate, ...]:
    """Return one date of a month where any names that month alone; else each of its dates in its own words."""
    plain = next((stated for stated in dates if is_one_month(stated)), None)
    return tuple({stated.words: stated for stated in dates}.values()) if plain is None else (plain,)
