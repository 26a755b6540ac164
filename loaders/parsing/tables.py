"""Parse the records of a workbook table by table, because each table needs the ones before it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from loaders.cells.values import plain_text
from loaders.issue_log import IssueLog
from loaders.options import NO_OPTIONS, ReadOptions
from loaders.parsing import values
from loaders.parsing.fields import (
    RefForms,
    label_field,
    lead_field,
    name_field,
    ref_field,
    refs_field,
    reviewed_ref_field,
    supporting_field,
)
from loaders.parsing.rows import Field, ParsedRow, ParseField, ReferenceDay, parse_rows
from loaders.parsing.scale import declares_scale, scale_from_key, scale_without_key
from loaders.parsing.statuses import StatusParser
from loaders.parsing.values import parse_days
from loaders.records import Record
from loaders.vocabulary.names import AGENCIES, AgencyCells, KnownNames
from loaders.vocabulary.status_words import BASES, KINDS, MONITORING_KINDS, NAME_KINDS
from loaders.vocabulary.status_words import DECISIONS as DECISION_WORDS
from model.issues.issue import Severity
from model.status.scale import Scale
from model.terms import NameKind
from model.text import normalise_space
from model.tracker.columns import (
    DECISIONS,
    KEY,
    MONITORING,
    NAMES,
    OF_RECOMMENDATIONS,
    PROGRESS,
    RECOMMENDATIONS,
    REVIEWS,
    TARGETS,
)
from model.tracker.published import PublishedName
from model.tracker.reading import ProposedScale

Records = Mapping[str, Sequence[Record]]


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
            used = self._names.spelling_used(written)
            if self._names.is_new_variant(written):
                self._log.add_at(record, field, "name-variant", found=written, used=used)
            return used
        if self._only is None or record.value(field) is not None:
            return None
        self._filled.setdefault(record.sheet, []).append(record)
        return self._only

    def published(self, row: Mapping[str, Field]) -> date | None:
        """Return the first day on which the review of a row can have been published, if known."""
        review = row.get("review")
        return self._published.get(review) if isinstance(review, str) else None

    def report_read_cells(self) -> None:
        """Report, once for each sheet, that blank cells were filled."""
        for records in self._filled.values():
            count, review = str(len(records)), self._only or ""
            self._log.add_at(records[0], "review", "review-filled", count=count, review=review)

    def _only_name(self, reviews: Sequence[ParsedRow], records: Iterable[Record]) -> str | None:
        named = {review for parsed in reviews if (review := parsed.text("review"))}
        for value in dict.fromkeys(record.value("review") for record in records):
            if isinstance(value, str):
                named.add(self._names.spelling_used(normalise_space(value)))
        return named.pop() if len(named) == 1 else None


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
        return [parsed for plan in OF_RECOMMENDATIONS for parsed in getattr(self, plan.table)]


def parse_tables(records: Records, log: IssueLog, *, options: ReadOptions = NO_OPTIONS) -> Tables:
    """Return the tables of a workbook.

    A date without a year follows the review's publication; that of a promise follows the latest update of its
    recommendation.
    """
    key = parse_rows(KEY, records.get("key", ()), log)
    scale, proposed = _find_scale(key, records, log, options)
    name_kind = label_field(NAME_KINDS, log)
    names = parse_rows(NAMES, records.get("names", ()), log, field_parsers={"kind": name_kind})
    days = {"response_days": lambda record, field, _: parse_days(record, field, log)}
    reviews = parse_rows(REVIEWS, records.get("reviews", ()), log, field_parsers=days)
    parsers = _make_parsers(records, names, reviews, log, options)
    recommendations = _recommendations(records, parsers)
    statuses = StatusParser(scale, log)
    progress = _progress(records, parsers, statuses)
    monitoring = _monitoring(records, parsers, progress)
    targets, decisions = _targets(records, parsers), _decisions(records, parsers)
    parsers.reviews.report_read_cells()
    known_names = (parsers.agencies, parsers.themes)
    rows = (reviews, recommendations, progress, monitoring, key, names)
    read = (statuses.read_counts, options.known)
    days_published = options.published.publication_days
    return Tables(
        *rows,
        scale,
        *known_names,
        proposed,
        *read,
        targets=targets,
        decisions=decisions,
        publication_days=days_published,
    )


def _find_scale(
    key: list[ParsedRow], records: Records, log: IssueLog, options: ReadOptions
) -> tuple[Scale, ProposedScale | None]:
    """Return the scale of the Key; without a Key, that of the statuses themselves."""
    if not declares_scale(key):
        updates = records.get("progress", ())
        published = options.published.scale
        return scale_without_key(updates, log, order=options.scale, complete=options.complete, published=published)
    if options.scale:
        log.add("scale-not-used", found=", ".join(options.scale))
    return scale_from_key(key), None


@dataclass(frozen=True, slots=True)
class _Parsers:
    """What the recommendations, updates and promises are parsed with."""

    reviews: ReviewNames
    refs: RefForms
    agencies: KnownNames
    agency_cells: AgencyCells
    themes: KnownNames
    log: IssueLog

    def id_fields(self) -> dict[str, ParseField]:
        """Return the parsers of the two fields that name a recommendation."""
        return {"review": self.reviews.parse, "ref": ref_field(self.refs, self.log)}


def _make_parsers(
    records: Records, names: list[ParsedRow], reviews: list[ParsedRow], log: IssueLog, options: ReadOptions
) -> _Parsers:
    published = options.published
    records_with_review = [
        record for plan in (RECOMMENDATIONS, *OF_RECOMMENDATIONS) for record in records.get(plan.table, ())
    ]
    by_kind = {kind: [parsed.row for parsed in names if parsed.text("kind") == kind] for kind in NameKind}
    agencies = KnownNames(
        by_kind[NameKind.AGENCY] + by_kind[NameKind.ROLE],
        groups=AGENCIES,
        published=published.names_of(NameKind.AGENCY, NameKind.ROLE),
    )
    fields = ("lead_agency", "supporting_agencies")
    cells = (plain_text(record.value(field)) for record in records.get("recommendations", ()) for field in fields)
    refs = (plain_text(record.value("ref")) for record in records.get("recommendations", ()))
    return _Parsers(
        reviews=ReviewNames(reviews, records_with_review, log, published=published.reviews),
        refs=RefForms(refs, published=options.known or [each[:2] for each in published.recommendations]),
        agencies=agencies,
        agency_cells=AgencyCells(agencies, cells),
        themes=KnownNames(by_kind[NameKind.THEME], published=published.names_of(NameKind.THEME)),
        log=log,
    )


def _recommendations(records: Records, parsers: _Parsers) -> list[ParsedRow]:
    special = {
        **parsers.id_fields(),
        "theme": name_field(parsers.themes, parsers.log),
        "lead_agency": lead_field(parsers.agencies, parsers.agency_cells, parsers.log),
        "supporting_agencies": supporting_field(parsers.agencies, parsers.agency_cells, parsers.log),
        "related_refs": refs_field(parsers.refs, parsers.log),
    }
    records_found, after = records.get("recommendations", ()), parsers.reviews.published
    return parse_rows(RECOMMENDATIONS, records_found, parsers.log, field_parsers=special, after=after)


def _progress(records: Records, parsers: _Parsers, statuses: StatusParser) -> list[ParsedRow]:
    special = {
        **parsers.id_fields(),
        "kind": label_field(KINDS, parsers.log, severity=Severity.ERROR),
        "status": statuses.parse,
        "basis": label_field(BASES, parsers.log),
        "rated_by": name_field(parsers.agencies, parsers.log),
        "agency_status": statuses.parse_label,
    }
    records_found, after = records.get("progress", ()), parsers.reviews.published
    parsed = parse_rows(PROGRESS, records_found, parsers.log, field_parsers=special, after=after)
    statuses.report()
    return parsed


def _monitoring(records: Records, parsers: _Parsers, progress: list[ParsedRow]) -> list[ParsedRow]:
    found = records.get("monitoring", ())
    after = _after_latest_update(progress if found else [], parsers.reviews)
    special = {
        **parsers.id_fields(),
        "kind": label_field(MONITORING_KINDS, parsers.log),
        "with": name_field(parsers.agencies, parsers.log),
    }
    return parse_rows(MONITORING, found, parsers.log, field_parsers=special, after=after)


def _targets(records: Records, parsers: _Parsers) -> list[ParsedRow]:
    after = parsers.reviews.published
    return parse_rows(TARGETS, records.get("targets", ()), parsers.log, field_parsers=parsers.id_fields(), after=after)


def _decisions(records: Records, parsers: _Parsers) -> list[ParsedRow]:
    special = {
        **parsers.id_fields(),
        "decision": label_field(DECISION_WORDS, parsers.log, severity=Severity.ERROR),
        "by": name_field(parsers.agencies, parsers.log),
        "superseded_by": reviewed_ref_field(parsers.refs, parsers.log),
    }
    after = parsers.reviews.published
    return parse_rows(DECISIONS, records.get("decisions", ()), parsers.log, field_parsers=special, after=after)


def _after_latest_update(progress: list[ParsedRow], reviews: ReviewNames) -> ReferenceDay:
    """Return a function that gives the first day of a recommendation's latest update, else the publication."""
    latest: dict[tuple[Field, Field], date] = {}
    for update in progress:
        stated, recommendation = update.date("date"), (update.row["review"], update.row["ref"])
        if stated is not None and stated.first is not None:
            latest[recommendation] = max(stated.first, latest.get(recommendation, stated.first))
    return lambda row: latest.get((row.get("review"), row.get("ref"))) or reviews.published(row)
