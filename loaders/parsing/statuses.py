"""Statuses: each a whole label of the scale, or where a cell says nothing, its fill; never a word inside others."""

from collections import Counter

from loaders.cells.addresses import COLUMN_LETTERS, column_and_row
from loaders.cells.row_ranges import format_row_ranges
from loaders.cells.values import ErrorCell, StatusCell, UncalculatedCell, Value
from loaders.issue_log import IssueLog
from loaders.parsing import values
from loaders.parsing.rows import Field
from loaders.records import Record
from loaders.vocabulary.status_colours import NO_COLOUR_MATCH, ColourMatch, is_grey, match_colour
from loaders.vocabulary.status_lookalikes import candidate_statuses, split_status_words
from loaders.vocabulary.status_words import PROGRESS_WORDS, is_symbol, meaning_labels, status_labels
from model.status.scale import Scale
from model.text import label_key

_Read = tuple[Record, str]
_Held = tuple[Value, str, int]
"""What a cell holds, its sheet and its column."""


class StatusParser:
    """The statuses of a workbook by its scale; what was read otherwise than by its label is told once a column."""

    def __init__(self, scale: Scale, log: IssueLog) -> None:
        self._scale = scale
        self._log = log
        self._labels = status_labels(scale)
        self._meanings = meaning_labels(scale)
        self._words = {label_key(word) for status in scale.statuses for word in (status.name, status.name_cy)}
        self.read: Counter[str] = Counter()
        self._told: dict[tuple[str, str, str, str], list[_Read]] = {}
        self._silent: list[tuple[Record, str, str]] = []
        self._shades: dict[str, ColourMatch] = {}
        self._known: dict[_Held, tuple[str, str, list[_Read] | None]] = {}

    def parse(self, record: Record, field: str, _: dict[str, Field]) -> Field:
        """Return the status of a record, or None where the cell gives none or cannot be understood."""
        value = record.values.get(field)
        known = self._known.get((value, record.sheet, record.columns.get(field, 0)))
        if known is not None and field not in record.outside_row:
            return self._again(record, *known)
        held = value.value if isinstance(value, StatusCell) else value
        colour = value.colour if isinstance(value, StatusCell) else None
        written = values.parse_name(record, field, self._log)
        if isinstance(held, ErrorCell | UncalculatedCell):
            return None
        shade = self._shade(colour) if colour else NO_COLOUR_MATCH
        if written is None or is_symbol(written):
            silent = shade.status is None and not shade.uncertain
            if silent and colour and written is None and not (is_grey(colour) or _is_alike(value)):
                self._silent.append((record, field, colour))
            return self._by_colour(record, field, shade, colour or "", written)
        return self._by_label(record, field, shade, written)

    def report(self) -> None:
        """Note, once for each column, which statuses were read from colours or meanings, and which colours were not."""
        self._tell_silent()
        for (code, _, _, found), read_counts in self._told.items():
            statuses = ", ".join(dict.fromkeys(status for _, status in read_counts))
            rows, count = format_row_ranges([_row(record) for record, _ in read_counts]), str(len(read_counts))
            self._log.add_at(
                read_counts[0][0], "status", code, found=found or statuses, count=count, rows=rows, statuses=statuses
            )

    def _tell_silent(self) -> None:
        """Ask about every fill that says nothing by itself, in a column where others are statuses."""
        told = {(sheet, column) for code, sheet, column, _ in self._told if code == "status-from-colour"}
        for record, field, colour in self._silent:
            if _column(record, field) in told:
                self._note("colour-unsure", record, field, colour, "")

    def _by_colour(
        self, record: Record, field: str, shade: ColourMatch, colour: str, written: str | None
    ) -> str | None:
        if shade.status is not None:
            told = self._noted("status-from-colour", record, field, "")
            if written is None:
                self._keep(record, field, shade.status, "colour", told)
            self._again(record, shade.status, "colour", told)
        elif shade.uncertain:
            self._note("colour-unsure", record, field, colour, ", ".join(shade.candidates))
        elif written is not None:
            self._unknown(record, field, written)
        return shade.status

    def _by_label(self, record: Record, field: str, shade: ColourMatch, written: str) -> str | None:
        folded = label_key(written)
        status = self._labels.get(folded)
        if status is None:
            status = self._meanings.get(folded.rstrip(" .!"))
            if status is None:
                self._unknown(record, field, written)
                return None
            self._note("status-from-meaning", record, field, written, status)
        if shade.status is not None and shade.status != status:
            self._log.add_at(record, field, "status-colour-disagrees", found=written, colour=shade.status)
            return None
        by_label = "word" if folded in self._words else "letter"
        by = by_label if folded in self._labels else "meaning"
        if folded in self._labels:
            self._keep(record, field, status, by)
        return self._again(record, status, by)

    def _keep(self, record: Record, field: str, status: str, by: str, told: list[_Read] | None = None) -> None:
        """Keep what a cell means of which there is nothing more to tell, for very many of its column hold the same."""
        value = record.values.get(field)
        plain = isinstance(value, StatusCell) and (value.value is None or isinstance(value.value, str))
        if plain and field not in record.outside_row and field in record.columns:
            self._known[value, record.sheet, record.columns[field]] = (status, by, told)

    def _again(self, record: Record, status: str, by: str, told: list[_Read] | None = None) -> str:
        """Count a status that was read, and add it to what is told of its column."""
        self.read[by] += 1
        if told is not None:
            told.append((record, status))
        return status

    def _shade(self, colour: str) -> ColourMatch:
        if colour not in self._shades:
            self._shades[colour] = match_colour(colour, self._scale)
        return self._shades[colour]

    def _note(self, code: str, record: Record, field: str, found: str, status: str) -> None:
        self._noted(code, record, field, found).append((record, status))

    def _noted(self, code: str, record: Record, field: str, found: str) -> list[_Read]:
        """Return what is told of a column so far."""
        return self._told.setdefault((code, *_column(record, field), found), [])

    def _unknown(self, record: Record, field: str, written: str) -> None:
        folded = label_key(written)
        meant = candidate_statuses(folded, self._labels) or split_status_words(
            folded, self._labels.keys() | PROGRESS_WORDS
        )
        candidates = ", ".join(meant)
        expected = ", ".join(self._scale.names)
        self._log.add_at(record, field, "status-unknown", found=written, expected=expected, candidates=candidates)


def _is_alike(value: Value) -> bool:
    return isinstance(value, StatusCell) and value.same_fill_as_neighbour


def _column(record: Record, field: str) -> tuple[str, str]:
    """Return the sheet and the letters of the column in which a field stands; its row where labels go down."""
    if record.extent is not None:
        return record.sheet, str(_row(record))
    if field in record.outside_row:
        sheet, cell = record.outside_row[field]
        return sheet, cell.rstrip("0123456789")
    return record.sheet, COLUMN_LETTERS[record.columns.get(field, 1)]


def _row(record: Record) -> int:
    """Return the number of the row in which the status of a record stands."""
    return record.row if record.extent is None else column_and_row(record.cell("status"))[1]
