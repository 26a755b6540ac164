"""The status of each cell, by a label of the scale, a meaning or its fill."""

from collections import Counter
from collections.abc import Iterable

from loaders.cells.addresses import COLUMN_LETTERS, format_row_ranges
from loaders.cells.values import ErrorCell, UncalculatedCell
from loaders.issue_log import IssueLog
from loaders.mapping.sheet_mapping import Correction
from loaders.parsing.rows import Field, parse_name, parse_prose
from loaders.records import Record
from loaders.vocabulary.status_words import (
    NO_COLOUR_MATCH,
    PROGRESS_WORDS,
    ColourMatch,
    candidate_statuses,
    is_grey,
    is_pale,
    is_symbol,
    match_colour,
    meaning_labels,
    split_status_words,
    status_key,
    status_labels,
)
from model.language import Language, label_key, normalise_space
from model.status import Scale

_ReadStatus = tuple[Record, str]


class StatusParser:
    """Parses the statuses of a workbook by its scale; issues about other texts and fills are reported by column."""

    def __init__(self, scale: Scale, log: IssueLog, corrections: Iterable[Correction] = ()) -> None:
        self._scale = scale
        self._of_colours = {(each.sheet, each.column, each.found): each.value for each in corrections}
        self._log = log
        self._labels = status_labels(scale)
        self._meanings = meaning_labels(scale)
        self._keys = {**self._meanings, **self._labels}
        self._words = {
            label_key(word)
            for status in scale.statuses
            for word in (status.name, status.name_cy, *(scale.label(status.name, language) for language in Language))
        }
        self._key_colours = {status.colour.casefold() for status in scale.statuses}
        self.read_counts: Counter[str] = Counter()
        self._noted_cells: dict[tuple[str, str, str, str], list[_ReadStatus]] = {}
        self._unmatched_fills: list[tuple[Record, str, str]] = []

    def parse(self, record: Record, field: str, _: dict[str, Field]) -> Field:
        """Return the status of a record, or None if the cell has none or it cannot be parsed."""
        cell = record.cell(field)
        colour = cell.fill
        text = parse_prose(record, field, self._log)  # as its cell shows it: 25%, not the number behind it
        written = normalise_space(text) if text else None
        if isinstance(cell.value, ErrorCell | UncalculatedCell):
            return None
        match = match_colour(colour, self._scale) if colour else NO_COLOUR_MATCH
        if written is None or (is_symbol(written) and label_key(written) not in self._keys):
            is_unmatched = match.status is None and not match.uncertain
            if is_unmatched and colour and written is None and not (is_grey(colour) or cell.kind == "band"):
                self._unmatched_fills.append((record, field, colour))
            return self._status_by_fill(record, field, match, colour or "", written)
        return self._status_by_label(record, field, match, written)

    def parse_label(self, record: Record, field: str, _: dict[str, Field]) -> Field:
        """Return the status that an agency gives itself; words that are none of the scale stay, and are reported.

        It is never counted, and no fill is read as one.
        """
        written = parse_name(record, field, self._log)
        if written is None or (is_symbol(written) and label_key(written) not in self._keys):
            return written
        folded = status_key(written, self._keys)
        status = self._labels.get(folded) or self._meanings.get(folded.rstrip(" .!"))
        if status is None:
            expected = ", ".join(self._scale.names)
            self._log.add_at(record, field, "word-unknown", found=written, expected=expected)
        return status or written

    def report(self) -> None:
        """Report, once for each column, statuses read from fills or meanings, and fills that were not read."""
        self._report_unmatched_fills()
        for (code, _, _, found), noted in self._noted_cells.items():
            statuses = ", ".join(dict.fromkeys(status for _, status in noted))
            rows, count = format_row_ranges(record.cell("status").row for record, _ in noted), str(len(noted))
            self._log.add_at(
                noted[0][0], "status", code, found=found or statuses, count=count, rows=rows, statuses=statuses
            )

    def _report_unmatched_fills(self) -> None:
        """Ask about each fill that matches no status, in a column where other fills are statuses."""
        columns_by_fill = {
            (sheet, column) for code, sheet, column, _ in self._noted_cells if code == "status-from-colour"
        }
        for record, field, colour in self._unmatched_fills:
            if _status_column(record, field) in columns_by_fill:
                self._note("colour-unsure", record, field, colour, "")

    def _status_by_fill(
        self, record: Record, field: str, match: ColourMatch, colour: str, written: str | None
    ) -> str | None:
        chosen = self._of_colours.get((*_status_column(record, field), colour))
        if chosen in self._scale.names:
            match = ColourMatch(chosen)
        elif match.status is not None and written is None and is_pale(colour) and colour not in self._key_colours:
            self._note("colour-unsure", record, field, colour, match.status)
            return None
        if match.status is not None:
            self._note("status-from-colour", record, field, "", match.status)
            self.read_counts["colour"] += 1
        elif match.uncertain:
            self._note("colour-unsure", record, field, colour, ", ".join(match.candidates))
        elif written is not None:
            self._report_unknown(record, field, written)
        return match.status

    def _status_by_label(self, record: Record, field: str, match: ColourMatch, written: str) -> str | None:
        folded = status_key(written, self._keys)
        status = self._labels.get(folded)
        if status is None:
            status = self._meanings.get(folded.rstrip(" .!"))
            if status is None:
                self._report_unknown(record, field, written)
                return None
            self._note("status-from-meaning", record, field, written, status)
        if match.status is not None and match.status != status:
            self._log.add_at(record, field, "status-colour-disagrees", found=written, colour=match.status)
            return None
        label_method = "word" if folded in self._words else "letter"
        method = label_method if folded in self._labels else "meaning"
        self.read_counts[method] += 1
        return status

    def _note(self, code: str, record: Record, field: str, found: str, status: str) -> None:
        """Note a status for the issue of its column."""
        self._noted_cells.setdefault((code, *_status_column(record, field), found), []).append((record, status))

    def _report_unknown(self, record: Record, field: str, written: str) -> None:
        folded = label_key(written)
        matches = candidate_statuses(folded, self._labels) or split_status_words(
            folded, self._labels.keys() | PROGRESS_WORDS
        )
        candidates = ", ".join(matches)
        expected = ", ".join(self._scale.names)
        self._log.add_at(record, field, "status-unknown", found=written, expected=expected, candidates=candidates)


def _status_column(record: Record, field: str) -> tuple[str, str]:
    """Return the sheet and the column letters of a field; in a turned table, its row."""
    cell = record.cell(field)
    return cell.sheet, str(cell.row) if record.turned else COLUMN_LETTERS[cell.column]
