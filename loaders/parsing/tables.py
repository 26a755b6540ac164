"""Parse the records of a workbook table by table, because each table needs the ones before it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from loaders.cells import DateCell, plain_text
from loaders.options import NO_OPTIONS, ReadOptions
from loaders.parsing import rows as parsers
from loaders.parsing.rows import Field, ParsedRow, ParseField, ParseFields, ReferenceDay
from loaders.parsing.statuses import StatusParser, count_statuses, find_scale, scale_from_key, split_words_from_statuses
from loaders.records import IssueLog, Record
from loaders.vocabulary import status_words
from loaders.vocabulary.names import AGENCIES, AgencyCells, KnownNames
from loaders.vocabulary.refs import is_time, normalise_ref, ref_key, split_refs, without_letter
from loaders.vocabulary.rounds import day_before_named_year
from model.terms import LIST_SEPARATOR, NameKind, Scale, normalise_space, split_reviewed_ref
from model.tracker import columns
from model.tracker.reading import ProposedScale, PublishedName, Severity

Records = Mapping[str, Sequence[Record]]
FieldValues = dict[str, Field]
_AGENCY_FIELDS = ("lead_agency", "supporting_agencies")


class ReviewNames:
    """The reviews of a workbook, by the names in its rows."""

    def __init__(self, reviews: list[ParsedRow], records: list[Record], log: IssueLog, known: Sequence[str]) -> None:
        self._log = log
        names = ({"name": parsed.text("review")} for parsed in reviews)
        self._names = KnownNames(names, published=[PublishedName("", name) for name in known])
        named = {review for parsed in reviews if (review := parsed.text("review"))}
        written = dict.fromkeys(record.value("review") for record in records)
        named |= {self._names.spelling_used(normalise_space(each)) for each in written if isinstance(each, str)}
        self._only = named.pop() if len(named) == 1 else None
        self._published = {parsed.text("review"): parsers.first_day(parsed, "published") for parsed in reviews}
        titles = (parsed.text(field) or "" for parsed in reviews for field in ("review", "title"))
        dates = {record.value(field) for record in records for field in ("date", "target")}
        self._before_year = day_before_named_year({*titles, *(record.sheet for record in records)}, dates)
        self._filled: dict[str, list[Record]] = {}

    def parse(self, record: Record, field: str, _: Mapping[str, Field]) -> Field:
        """Return the review of a record; a blank cell means the only review that the workbook names."""
        written = parsers.parse_name(record, field, self._log)
        if written is not None:
            return _usual_spelling(record, field, written, self._names, self._log)
        if self._only is None or record.value(field) is not None:
            return None
        self._filled.setdefault(record.sheet, []).append(record)
        return self._only

    def published(self, row: Mapping[str, Field]) -> date | None:
        """Return the first day on which the review of a row can have been published, if known.

        Else it is the day before the year that titles or sheets name: a date without a year is in that year.
        """
        review = row.get("review")
        return (self._published.get(review) if isinstance(review, str) else None) or self._before_year

    def report_read_cells(self) -> None:
        """Report, once for each sheet, that blank cells were filled."""
        for records in self._filled.values():
            count, review = str(len(records)), self._only or ""
            self._log.add(records[0], "review", "review-filled", count=count, review=review)


@dataclass(frozen=True, slots=True)
class Tables:
    """Every table of a workbook as parsed rows, its scale, and its names.

    `known_recommendations` are the review and ref of each recommendation already published, and `publication_days` the
    first day on which each published review can have come out.
    """

    reviews: list[ParsedRow]
    recommendations: list[ParsedRow]
    progress: list[ParsedRow]
    monitoring: list[ParsedRow]
    key: list[ParsedRow]
    names: list[ParsedRow]
    scale: Scale
    agencies: KnownNames
    themes: KnownNames
    proposed: ProposedScale | None = None
    statuses_read: Mapping[str, int] = field(default_factory=dict)
    known_recommendations: Sequence[tuple[str, str]] = ()
    targets: Sequence[ParsedRow] = ()
    decisions: Sequence[ParsedRow] = ()
    publication_days: Mapping[str, date] = field(default_factory=dict)

    @property
    def of_recommendations(self) -> list[ParsedRow]:
        """The rows of every sheet whose rows are each about one recommendation."""
        return [parsed for plan in columns.OF_RECOMMENDATIONS for parsed in getattr(self, plan.table)]


def parse_tables(records: Records, log: IssueLog, *, options: ReadOptions = NO_OPTIONS) -> Tables:
    """Return the tables of a workbook.

    A date without a year follows the review's publication; that of a promise follows the latest update of its
    recommendation.
    """
    key = parsers.parse_rows(columns.KEY, records.get("key", ()), log, {})
    of_key = scale_from_key(key)
    records = {**records, "progress": split_words_from_statuses(records.get("progress", ()), of_key)}
    counts = count_statuses(records["progress"])
    scale, proposed = find_scale(of_key, records["progress"], counts, log, options)
    name_kind = parsers.word_parser(status_words.NAME_KINDS, log)
    names = parsers.parse_rows(columns.NAMES, records.get("names", ()), log, {"kind": name_kind})
    days: dict[str, ParseField] = {"response_days": lambda record, field, _: parsers.parse_days(record, field, log)}
    reviews = parsers.parse_rows(columns.REVIEWS, records.get("reviews", ()), log, days)
    parser = _RowParser(records, names, reviews, log, options)
    statuses = StatusParser(scale, counts, log, options.corrections)
    recommendations = parser.parse(columns.RECOMMENDATIONS)
    progress = parser.progress(statuses)
    tables = Tables(
        *(reviews, recommendations, progress, parser.monitoring(progress), key, names),
        *(scale, parser.agencies, parser.themes, proposed, statuses.read_counts, options.known),
        *(parser.parse(columns.TARGETS), parser.parse(columns.DECISIONS), dict(options.published.publications)),
    )
    parser.reviews.report_read_cells()
    return tables


class _RowParser:
    """Parses the tables whose rows are each about one recommendation: they share its reviews, refs and names.

    A ref has one form in its review: R1 is written so everywhere if the recommendation is published or listed so. A
    list that has R1 and 2 has one form as well: it is 1.
    """

    def __init__(
        self, records: Records, names: list[ParsedRow], reviews: list[ParsedRow], log: IssueLog, options: ReadOptions
    ) -> None:
        self._records, self._log, published = records, log, options.published
        plans, listed = (columns.RECOMMENDATIONS, *columns.OF_RECOMMENDATIONS), self._of(columns.RECOMMENDATIONS)
        of_review = [record for plan in plans for record in self._of(plan)]
        self.reviews = ReviewNames(reviews, of_review, log, published.reviews)
        known = options.known or [each[:2] for each in published.recommendations]
        self._forms: dict[tuple[Field, str], str] = {(review, ref_key(ref)): ref for review, ref in known}
        self._published, self._noted = frozenset(self._forms), set[tuple[Field, str]]()
        refs = [normalise_ref(plain_text(record.value("ref"))) for record in listed]
        has_letters = any(without_letter(ref) != ref for ref in refs)
        self._without_letter = has_letters and any(ref[:1].isdigit() for ref in refs)
        by_kind = {kind: [parsed.row for parsed in names if parsed.text("kind") == kind] for kind in NameKind}
        rows, bodies = by_kind[NameKind.AGENCY] + by_kind[NameKind.ROLE], (NameKind.AGENCY, NameKind.ROLE)
        self.agencies = KnownNames(rows, groups=AGENCIES, published=published.names_of(*bodies))
        cells = (plain_text(record.value(field)) for record in listed for field in _AGENCY_FIELDS)
        self._agency_cells = AgencyCells(self.agencies, cells)
        self.themes = KnownNames(by_kind[NameKind.THEME], published=published.names_of(NameKind.THEME))

    @cached_property
    def _parsers(self) -> ParseFields:
        """The parsers of the fields that need more than their column's type, but for kinds and statuses."""
        return {
            "review": self.reviews.parse,
            "ref": self._ref,
            "theme": self._name_field(self.themes),
            "lead_agency": self._lead,
            "supporting_agencies": self._supporting,
            "related_refs": self._related_refs,
            "basis": parsers.word_parser(status_words.BASES, self._log),
            **dict.fromkeys(("rated_by", "with", "by"), self._name_field(self.agencies)),
            "decision": parsers.word_parser(status_words.DECISIONS, self._log, severity=Severity.ERROR),
            "superseded_by": self._reviewed_ref,
        }

    def parse(
        self, plan: columns.SheetPlan, special: Mapping[str, ParseField] = {}, after: ReferenceDay | None = None
    ) -> list[ParsedRow]:
        """Return the rows of a table."""
        of_fields, after = {**self._parsers, **special}, after or self.reviews.published
        return parsers.parse_rows(plan, self._of(plan), self._log, of_fields, after)

    def progress(self, statuses: StatusParser) -> list[ParsedRow]:
        """Return the updates."""
        kind = parsers.word_parser(status_words.KINDS, self._log, severity=Severity.ERROR)
        special = {"kind": kind, "status": statuses.parse, "agency_status": statuses.parse_label}
        parsed = self.parse(columns.PROGRESS, special)
        statuses.report()
        return parsed

    def monitoring(self, progress: list[ParsedRow]) -> list[ParsedRow]:
        """Return the promises; a date without a year follows the latest update of its recommendation."""
        kind = parsers.word_parser(status_words.MONITORING_KINDS, self._log)
        after = _after_latest_update(progress if self._of(columns.MONITORING) else [], self.reviews)
        return self.parse(columns.MONITORING, {"kind": kind}, after)

    def _of(self, plan: columns.SheetPlan) -> Sequence[Record]:
        return self._records.get(plan.table, ())

    def _name_field(self, known: KnownNames) -> ParseField:
        """Return a parser of one name, in its usual spelling."""

        def parse(record: Record, field: str, _: FieldValues) -> Field:
            written = parsers.parse_name(record, field, self._log)
            return None if written is None else _usual_spelling(record, field, written, known, self._log)

        return parse

    def _ref(self, record: Record, field: str, row: FieldValues) -> Field:
        """Return one reference; what Excel converted to a time or a date is reported."""
        written, review = parsers.parse_name(record, field, self._log), row.get("review")
        if not written:
            return None
        ref = normalise_ref(written)
        if is_time(written) or isinstance(record.value(field), DateCell):
            self._log.add(record, field, "ref-turned", found=ref)
        form = self._form(review, ref)
        if form != ref and (review, ref_key(ref)) in self._published and (review, ref) not in self._noted:
            self._noted.add((review, ref))
            self._log.add(record, field, "name-variant", found=ref, used=form)
        return form

    def _form(self, review: Field, ref: str) -> str:
        """Return the form in which a ref was first written, in its review."""
        return self._forms.setdefault((review, ref_key(ref)), without_letter(ref) if self._without_letter else ref)

    def _related_refs(self, record: Record, field: str, row: FieldValues) -> Field:
        written = parsers.parse_text(record, field, self._log)
        refs = dict.fromkeys(self._form(row.get("review"), ref) for ref in split_refs(written or ""))
        return LIST_SEPARATOR.join(refs) or written

    def _reviewed_ref(self, record: Record, field: str, row: FieldValues) -> Field:
        """Return one reference, which may be to another review: `9 (Custody)`."""
        review, ref = split_reviewed_ref(parsers.parse_name(record, field, self._log) or "")
        form = self._form(review or row.get("review"), normalise_ref(ref)) if ref else None
        return f"{form} ({review})" if review else form

    def _lead(self, record: Record, field: str, row: FieldValues) -> Field:
        """Return the lead agency; further agencies in its cell become supporting agencies."""
        agencies = self._agencies_in(record, field)
        if len(agencies) > 1:
            supporting = LIST_SEPARATOR.join(agencies[1:])
            row["supporting_agencies"] = supporting
            self._log.add(record, field, "agencies-split", lead=agencies[0], supporting=supporting)
        return agencies[0] if agencies else None

    def _supporting(self, record: Record, field: str, row: FieldValues) -> Field:
        """Return the supporting agencies, without duplicates and without the lead."""
        from_lead = row.get(field)
        from_lead_cell = from_lead.split(LIST_SEPARATOR) if isinstance(from_lead, str) else []
        agencies = dict.fromkeys(from_lead_cell + self._agencies_in(record, field))
        return LIST_SEPARATOR.join(agency for agency in agencies if agency != row.get("lead_agency")) or None

    def _agencies_in(self, record: Record, field: str) -> list[str]:
        written = parsers.parse_text(record, field, self._log)
        found = self._agency_cells.split(written) or [written] if written else []
        for agency in found:
            if self._agency_cells.may_be_several(agency) and self.agencies.is_new_name(agency):
                self._log.add(record, field, "agencies-kept", found=agency)
        return list(dict.fromkeys(_usual_spelling(record, field, agency, self.agencies, self._log) for agency in found))


def _usual_spelling(record: Record, field: str, written: str, known: KnownNames, log: IssueLog) -> str:
    """Return the usual spelling of a name; a different spelling is reported at its first cell."""
    used = known.spelling_used(written)
    if known.is_new_variant(written):
        log.add(record, field, "name-variant", found=written, used=used)
    return used


def _after_latest_update(progress: list[ParsedRow], reviews: ReviewNames) -> ReferenceDay:
    """Return a function that gives the first day of a recommendation's latest update, else the publication."""
    latest: dict[tuple[Field, Field], date] = {}
    for update in progress:
        day, recommendation = parsers.first_day(update, "date"), (update.row["review"], update.row["ref"])
        if day is not None:
            latest[recommendation] = max(day, latest.get(recommendation, day))
    return lambda row: latest.get((row.get("review"), row.get("ref"))) or reviews.published(row)
