"""The tables of a workbook: its records parsed one table after another, for each needs what those before it say."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from loaders.cells.values import plain_text
from loaders.issue_log import IssueLog
from loaders.options import NO_OPTIONS, ReadOptions
from loaders.parsing.agencies import AgencyCells
from loaders.parsing.fields import label_field, lead_field, name_field, ref_field, refs_field, supporting_field
from loaders.parsing.known_names import KnownNames
from loaders.parsing.proposed_scale import report_unused_order, scale_without_key
from loaders.parsing.review_names import ReviewNames
from loaders.parsing.rows import Field, ParsedRow, ParseField, ReferenceDay, parse_rows
from loaders.parsing.scale import declares_scale, scale_from_key
from loaders.parsing.statuses import StatusParser
from loaders.records import Record
from loaders.vocabulary.agency_initials import AGENCIES
from loaders.vocabulary.status_words import BASES, KINDS, MONITORING_KINDS, NAME_KINDS
from model.status.scale import Scale
from model.terms import NameKind
from model.tracker.columns import KEY, MONITORING, NAMES, PROGRESS, RECOMMENDATIONS, REVIEWS
from model.tracker.reading import ProposedScale

Records = Mapping[str, Sequence[Record]]


@dataclass(frozen=True, slots=True)
class Tables:
    """Every table of a workbook as parsed rows, its scale, and the names it uses.

    `known` is the review and ref of each recommendation that is there without it.
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


def parse_tables(records: Records, log: IssueLog, *, options: ReadOptions = NO_OPTIONS) -> Tables:
    """Return the tables of a workbook.

    A date without a year follows the review's publication; that of a promise follows the latest update of its
    recommendation.
    """
    key = parse_rows(KEY, records.get("key", ()), log)
    scale, proposed = _scale(key, records, log, options)
    name_kind = label_field(NAME_KINDS, "name-kind-unknown", log)
    names = parse_rows(NAMES, records.get("names", ()), log, field_parsers={"kind": name_kind})
    reviews = parse_rows(REVIEWS, records.get("reviews", ()), log)
    parsing = _parsing(records, names, reviews, log)
    recommendations = _recommendations(records, parsing)
    statuses = StatusParser(scale, log)
    progress = _progress(records, parsing, statuses)
    monitoring = _monitoring(records, parsing, progress)
    parsing.reviews.report_filled_cells()
    names_known = (parsing.agencies, parsing.themes)
    rows = (reviews, recommendations, progress, monitoring, key, names)
    return Tables(*rows, scale, *names_known, proposed, statuses.read, options.known)


def _scale(
    key: list[ParsedRow], records: Records, log: IssueLog, options: ReadOptions
) -> tuple[Scale, ProposedScale | None]:
    """Return the scale of the Key; where there is none, that of the statuses themselves."""
    if not declares_scale(key):
        updates = records.get("progress", ())
        return scale_without_key(updates, log, order=options.scale, complete=options.complete)
    report_unused_order(options.scale, log)
    return scale_from_key(key), None


@dataclass(frozen=True, slots=True)
class _Parsing:
    """What the tables of recommendations, updates and promises are parsed with."""

    reviews: ReviewNames
    agencies: KnownNames
    agency_cells: AgencyCells
    themes: KnownNames
    log: IssueLog

    def place(self) -> dict[str, ParseField]:
        """Return the parsers of the two fields that name a recommendation."""
        return {"review": self.reviews.parse, "ref": ref_field(self.log)}


def _parsing(records: Records, names: list[ParsedRow], reviews: list[ParsedRow], log: IssueLog) -> _Parsing:
    naming = [record for table in ("recommendations", "progress", "monitoring") for record in records.get(table, ())]
    by_kind = {kind: [one.row for one in names if one.text("kind") == kind] for kind in NameKind}
    agencies = KnownNames(by_kind[NameKind.AGENCY] + by_kind[NameKind.ROLE], groups=AGENCIES)
    fields = ("lead_agency", "supporting_agencies")
    cells = (plain_text(record.values.get(field)) for record in records.get("recommendations", ()) for field in fields)
    return _Parsing(
        reviews=ReviewNames(reviews, naming, log),
        agencies=agencies,
        agency_cells=AgencyCells(agencies, cells),
        themes=KnownNames(by_kind[NameKind.THEME]),
        log=log,
    )


def _recommendations(records: Records, parsing: _Parsing) -> list[ParsedRow]:
    special = {
        **parsing.place(),
        "theme": name_field(parsing.themes, parsing.log),
        "lead_agency": lead_field(parsing.agencies, parsing.agency_cells, parsing.log),
        "supporting_agencies": supporting_field(parsing.agencies, parsing.agency_cells, parsing.log),
        "related_refs": refs_field(parsing.log),
    }
    found, after = records.get("recommendations", ()), parsing.reviews.published
    return parse_rows(RECOMMENDATIONS, found, parsing.log, field_parsers=special, after=after)


def _progress(records: Records, parsing: _Parsing, statuses: StatusParser) -> list[ParsedRow]:
    special = {
        **parsing.place(),
        "kind": label_field(KINDS, "kind-unknown", parsing.log),
        "status": statuses.parse,
        "basis": label_field(BASES, "basis-unknown", parsing.log),
        "rated_by": name_field(parsing.agencies, parsing.log),
    }
    found, after = records.get("progress", ()), parsing.reviews.published
    parsed = parse_rows(PROGRESS, found, parsing.log, field_parsers=special, after=after)
    statuses.report()
    return parsed


def _monitoring(records: Records, parsing: _Parsing, progress: list[ParsedRow]) -> list[ParsedRow]:
    found = records.get("monitoring", ())
    after = _after_latest_update(progress if found else [], parsing.reviews)
    special = {
        **parsing.place(),
        "kind": label_field(MONITORING_KINDS, "monitoring-kind-unknown", parsing.log),
        "with": name_field(parsing.agencies, parsing.log),
    }
    return parse_rows(MONITORING, found, parsing.log, field_parsers=special, after=after)


def _after_latest_update(progress: list[ParsedRow], reviews: ReviewNames) -> ReferenceDay:
    """Return a function that gives the first day of a recommendation's latest update, else the publication."""
    latest: dict[tuple[Field, Field], date] = {}
    for one in progress:
        stated, place = one.date("date"), (one.row["review"], one.row["ref"])
        if stated is not None and stated.first is not None:
            latest[place] = max(stated.first, latest.get(place, stated.first))
    return lambda row: latest.get((row.get("review"), row.get("ref"))) or reviews.published(row)
