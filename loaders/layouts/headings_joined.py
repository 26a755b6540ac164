"""The heading of each column, from one row or several: merged groups above it belong to it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from loaders.addresses import address
from loaders.cell_values import CellRow, Value, shown
from loaders.cells import SheetCells
from loaders.heading_aliases import Meaning
from loaders.layouts.years_above import under_years
from loaders.meanings import NOTHING, Understood, understand


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading as it stands above its column, merged groups above it included."""

    column: int
    cell: str
    words: str
    understood: Understood


def joined_headings(rows: Sequence[CellRow], sheet: SheetCells) -> Iterator[Heading]:
    """Yield the heading of each column; a group above covers its columns up to the next group."""
    *groups, labels = rows
    spread = [_spread(group, labels, sheet) for group in groups]
    width = max(len(row.values) for row in rows)
    for column in range(1, width + 1):
        stacked = [(group.number, covering.get(column)) for group, covering in zip(groups, spread, strict=True)]
        stacked.append((labels.number, _at(labels, column)))
        parts = [(number, value) for number, value in stacked if value is not None]
        if not parts:
            continue
        words = list(dict.fromkeys(shown(value) for _, value in parts))
        yield Heading(column, address(column, parts[-1][0]), " / ".join(words), _together([v for _, v in parts]))


def _spread(group: CellRow, labels: CellRow, sheet: SheetCells) -> dict[int, Value]:
    """Return which group stands over each column: as far as it is merged; else up to the next, the last as wide."""
    starts = [column for column, value in enumerate(group.values, start=1) if value is not None]
    merged = {m.first_column: m.last_column for m in sheet.merged if m.first_row <= group.number <= m.last_row}
    covering: dict[int, Value] = {}
    for place, start in enumerate(starts):
        wide = start - starts[place - 1] if place else len(labels.values)
        end = starts[place + 1] if place + 1 < len(starts) else start + wide
        end = merged[start] + 1 if start in merged else end if not merged else start + 1
        alone = _at(labels, start) is None or _at(group, start) == _at(labels, start)
        covering |= {column: _at(group, start) for column in (range(start, start + 1) if alone else range(start, end))}
    return covering


def _together(parts: Sequence[Value]) -> Understood:
    """Return what a heading in several rows means, with the round any of them names.

    That is what its words mean together where they are a heading, as Target over Date are; else its lowest word that is
    known.
    """
    parts = under_years(parts)
    understood = [understand(value) for value in parts]
    stated = next((one.round for one in reversed(understood) if one.round is not None), None)
    if any(one.meaning is Meaning.RATING for one in understood):
        return Understood(Meaning.RATING, stated)
    known = _as_one(parts) or next((one for one in reversed(understood) if one.meaning is not None), None)
    if known is None:
        return NOTHING if stated is None else Understood(None, stated, "heading")
    return Understood(known.meaning, stated, known.evidence, known.score, known.candidates, known.weak)


def _as_one(parts: Sequence[Value]) -> Understood | None:
    """Return what the words mean that stand over one another, where they are one heading beyond doubt."""
    if len(parts) < 2 or not all(isinstance(value, str) for value in parts):
        return None
    one = understand(" ".join(str(value) for value in parts))
    return one if one.meaning is not None and one.evidence != "fuzzy" and not one.weak else None


def _at(row: CellRow, column: int) -> Value:
    return row.values[column - 1] if column <= len(row.values) else None
