"""The tables of a workbook: its records parsed one table after another, for each needs what those before it say."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from loaders import values
from loaders.agencies import split_agencies
from loaders.headings import fold
from loaders.issue_log import IssueLog
from loaders.known_names import KnownNames
from loaders.labels import BASES, KINDS, MONITORING_KINDS, NAME_KINDS, status_labels
from loaders.records import Record
from loaders.refs import plain_ref, plain_refs
from loaders.rows import Field, Parsed, ParseField, parse_rows
from model.columns import KEY, MONITORING, NAMES, PROGRESS, RECOMMENDATIONS, REVIEWS
from model.scale import RED_AMBER_GREEN, Scale, Status
from model.terms import LIST_SEPARATOR, NameKind

Records = Mapping[str, Sequence[Record]]


@dataclass(frozen=True, slots=True)
class Tables:
    """Every table of a workbook as parsed rows, and its scale."""

    reviews: list[Parsed]
    recommendations: list[Parsed]
    progress: list[Parsed]
    monitoring: list[Parsed]
    key: list[Parsed]
    names: list[Parsed]
    scale: Scale
    agencies: KnownNames
    themes: KnownNames


def parse_tables(records: Records, log: IssueLog) -> Tables:
    """Return the tables of a workbook."""
    key = parse_rows(KEY, records.get("key", ()), log)
    name_kind = _label(NAME_KINDS, "name-kind-unknown", log)
    names = parse_rows(NAMES, records.get("names", ()), log, special={"kind": name_kind})
    reviews = parse_rows(REVIEWS, records.get("reviews", ()), log)
    scale = _scale(key)
    return _Parser(records, names, reviews, scale, log).tables(key)


class _Parser:
    """What the tables of recommendations, updates and promises are parsed with."""

    def __init__(
        self, records: Records, names: list[Parsed], reviews: list[Parsed], scale: Scale, log: IssueLog
    ) -> None:
        self.records, self.names, self.reviews, self.scale, self.log = records, names, reviews, scale, log
        self.agencies = KnownNames(one.row for one in names if one.text("kind") in (NameKind.AGENCY, NameKind.ROLE))
        self.themes = KnownNames(one.row for one in names if one.text("kind") == NameKind.THEME)
        self.review_names = KnownNames({"name": one.text("review")} for one in reviews)
        self.only_review = self._only_review()
        self.filled: dict[str, list[Record]] = {}
        self.published = {
            one.text("review"): stated.first for one in reviews if (stated := one.date("published")) is not None
        }
        self.latest: dict[tuple[Field, Field], date] = {}

    def tables(self, key: list[Parsed]) -> Tables:
        recommendations = self._recommendations()
        progress = self._progress()
        monitoring = self._monitoring()
        for records in self.filled.values():
            count, review = str(len(records)), self.only_review or ""
            self.log.at(records[0], "review", "review-filled", count=count, review=review)
        return Tables(
            self.reviews, recommendations, progress, monitoring, key, self.names, self.scale, self.agencies, self.themes
        )

    def _recommendations(self) -> list[Parsed]:
        special: dict[str, ParseField] = {
            "review": self._review,
            "ref": self._ref,
            "theme": self._named(self.themes),
            "lead_agency": self._lead,
            "supporting_agencies": self._supporting,
            "related_refs": self._related,
        }
        records = self.records.get("recommendations", ())
        return parse_rows(RECOMMENDATIONS, records, self.log, special=special, after=self._published)

    def _progress(self) -> list[Parsed]:
        special: dict[str, ParseField] = {
            "review": self._review,
            "ref": self._ref,
            "kind": _label(KINDS, "kind-unknown", self.log),
            "status": _label(
                status_labels(self.scale), "status-unknown", self.log, expected=", ".join(self.scale.names)
            ),
            "basis": _label(BASES, "basis-unknown", self.log),
            "rated_by": self._named(self.agencies),
        }
        records = self.records.get("progress", ())
        parsed = parse_rows(PROGRESS, records, self.log, special=special, after=self._published)
        for one in parsed:
            stated, place = one.date("date"), (one.row["review"], one.row["ref"])
            if stated is not None and stated.first is not None:
                self.latest[place] = max(stated.first, self.latest.get(place, stated.first))
        return parsed

    def _monitoring(self) -> list[Parsed]:
        special: dict[str, ParseField] = {
            "review": self._review,
            "ref": self._ref,
            "kind": _label(MONITORING_KINDS, "monitoring-kind-unknown", self.log),
            "with": self._named(self.agencies),
        }
        records = self.records.get("monitoring", ())
        return parse_rows(MONITORING, records, self.log, special=special, after=self._last_round)

    def _only_review(self) -> str | None:
        """Return the review that a blank cell can only mean: the workbook names exactly one."""
        named = {one.text("review") for one in self.reviews}
        for table in ("recommendations", "progress", "monitoring"):
            for record in self.records.get(table, ()):
                value = record.values.get("review")
                if isinstance(value, str):
                    named.add(self.review_names.use(" ".join(value.split())))
        named.discard(None)
        return named.pop() if len(named) == 1 else None

    def _review(self, record: Record, field: str, _: dict[str, Field]) -> Field:
        written = values.name(record, field, self.log)
        if written is None:
            if self.only_review is not None and record.values.get(field) is None:
                self.filled.setdefault(record.sheet, []).append(record)
                return self.only_review
            return None
        return self.review_names.use(written)

    def _ref(self, record: Record, field: str, _: dict[str, Field]) -> Field:
        written = values.name(record, field, self.log)
        return plain_ref(written) if written else None

    def _related(self, record: Record, field: str, _: dict[str, Field]) -> Field:
        written = values.text(record, field, self.log)
        return LIST_SEPARATOR.join(plain_refs(written)) or None if written else None

    def _named(self, known: KnownNames) -> ParseField:
        def parse(record: Record, field: str, _: dict[str, Field]) -> Field:
            written = values.name(record, field, self.log)
            return self._use(record, field, written, known) if written else None

        return parse

    def _use(self, record: Record, field: str, written: str, known: KnownNames) -> str:
        used = known.use(written)
        if used != written:
            self.log.at(record, field, "name-variant", found=written, used=used)
        return used

    def _agencies(self, record: Record, field: str) -> list[str]:
        written = values.text(record, field, self.log)
        found = split_agencies(written, self.agencies) if written else []
        return list(dict.fromkeys(self._use(record, field, agency, self.agencies) for agency in found))

    def _lead(self, record: Record, field: str, row: dict[str, Field]) -> Field:
        agencies = self._agencies(record, field)
        if len(agencies) > 1:
            self.log.at(record, field, "agencies-split", lead=agencies[0], supporting=LIST_SEPARATOR.join(agencies[1:]))
            row["supporting_agencies"] = LIST_SEPARATOR.join(agencies[1:])
        return agencies[0] if agencies else None

    def _supporting(self, record: Record, field: str, row: dict[str, Field]) -> Field:
        from_lead = row.get("supporting_agencies")
        first = from_lead.split(LIST_SEPARATOR) if isinstance(from_lead, str) else []
        others = [agency for agency in first + self._agencies(record, field) if agency != row.get("lead_agency")]
        return LIST_SEPARATOR.join(dict.fromkeys(others)) or None

    def _published(self, row: Mapping[str, Field]) -> date | None:
        review = row.get("review")
        return self.published.get(review if isinstance(review, str) else None)

    def _last_round(self, row: Mapping[str, Field]) -> date | None:
        return self.latest.get((row.get("review"), row.get("ref"))) or self._published(row)


def _label(labels: Mapping[str, str], code: str, log: IssueLog, *, expected: str = "") -> ParseField:
    """Return a parser of a fixed set of words; a word that is not one of them is told, and the field stays empty."""
    allowed = expected or ", ".join(dict.fromkeys(labels.values()))

    def parse(record: Record, field: str, _: dict[str, Field]) -> Field:
        written = values.name(record, field, log)
        if written is None:
            return None
        meant = labels.get(fold(written))
        if meant is None:
            log.at(record, field, code, found=written, expected=allowed)
        return meant

    return parse


def _scale(key: list[Parsed]) -> Scale:
    """Return the scale of the Key sheet, each status once; the default scale where it names none."""
    statuses: dict[str, Status] = {}
    for one in key:
        name = one.text("status")
        if name is not None and fold(name) not in statuses:
            statuses[fold(name)] = Status(
                name,
                one.text("meaning") or "",
                one.row["complete"] is True,
                one.text("colour") or "",
                one.text("status_cy") or "",
                one.text("meaning_cy") or "",
            )
    return Scale(tuple(statuses.values())) if statuses else RED_AMBER_GREEN
