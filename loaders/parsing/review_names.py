"""Find the review of each row: by its name, or the only review if the cell is blank."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from loaders.issue_log import IssueLog
from loaders.parsing import values
from loaders.parsing.known_names import KnownNames
from loaders.parsing.rows import Field, ParsedRow
from loaders.records import Record
from model.text import normalise_space
from model.tracker.published import PublishedName


class ReviewNames:
    """The reviews of a workbook, by the names in its rows."""

    def __init__(
        self, reviews: Sequence[ParsedRow], records: Iterable[Record], log: IssueLog, *, published: Sequence[str] = ()
    ) -> None:
        self._log = log
        self._names = KnownNames(
            ({"name": parsed.text("review")} for parsed in reviews),
            published=[PublishedName("", name) for name in published],
        )
        self._only = self._only_name(reviews, records)
        self._published = {
            parsed.text("review"): stated.first for parsed in reviews if (stated := parsed.date("published"))
        }
        self._filled: dict[str, list[Record]] = {}

    def parse(self, record: Record, field: str, _: Mapping[str, Field]) -> Field:
        """Return the review of a record; a blank cell means the only review that the workbook names."""
        written = values.parse_name(record, field, self._log)
        if written is not None:
            is_published = self._names.note_published(record, field, written)
            used = self._names.spelling_used(written)
            if not is_published and self._names.is_new_variant(written):
                self._log.add_at(record, field, "name-variant", found=written, used=used)
            return used
        if self._only is None or record.values.get(field) is not None:
            return None
        self._filled.setdefault(record.sheet, []).append(record)
        return self._only

    def published(self, row: Mapping[str, Field]) -> date | None:
        """Return the first day on which the review of a row can have been published, if known."""
        review = row.get("review")
        return self._published.get(review) if isinstance(review, str) else None

    def report_read_cells(self) -> None:
        """Report, once for each sheet, that blank cells were filled, and that names were read as published."""
        self._names.report_published(self._log)
        for records in self._filled.values():
            count, review = str(len(records)), self._only or ""
            self._log.add_at(records[0], "review", "review-filled", count=count, review=review)

    def _only_name(self, reviews: Sequence[ParsedRow], records: Iterable[Record]) -> str | None:
        named = {review for parsed in reviews if (review := parsed.text("review"))}
        for value in dict.fromkeys(record.values.get("review") for record in records):
            if isinstance(value, str):
                named.add(self._names.spelling_used(normalise_space(value)))
        return named.pop() if len(named) == 1 else None
