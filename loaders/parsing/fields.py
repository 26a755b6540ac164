"""Fields that mean more than text: labels, names, references and agencies, each with its parser."""

from collections.abc import Mapping

from loaders.cells.values import DateCell
from loaders.issue_log import IssueLog
from loaders.parsing import values
from loaders.parsing.agencies import AgencyCells
from loaders.parsing.known_names import KnownNames
from loaders.parsing.rows import Field, ParseField
from loaders.records import Record
from loaders.vocabulary.refs import is_time, normalise_ref, split_refs
from model.terms import LIST_SEPARATOR
from model.text import label_key

FieldValues = dict[str, Field]


def label_field(labels: Mapping[str, str], code: str, log: IssueLog) -> ParseField:
    """Return a parser of a fixed set of words; a word that is not one of them is told, and the field stays empty."""
    allowed = ", ".join(dict.fromkeys(labels.values()))
    own = {label: label for label in labels.values()}

    def parse(record: Record, field: str, _: FieldValues) -> Field:
        value = record.values.get(field)
        if isinstance(value, str) and value in own:  # as it is nearly always written
            return value
        written = values.parse_name(record, field, log)
        meant = labels.get(label_key(written)) if written else None
        if written and meant is None:
            log.add_at(record, field, code, found=written, expected=allowed)
        return meant

    return parse


def name_field(known: KnownNames, log: IssueLog) -> ParseField:
    """Return a parser of one name, in the spelling that is used for it; a spelling met before needs no second look."""
    met: dict[str, str] = {}

    def parse(record: Record, field: str, _: FieldValues) -> Field:
        written = values.parse_name(record, field, log)
        if written is None:
            return None
        if written not in met:
            met[written] = _use(record, field, written, known, log)
        return met[written]

    return parse


def ref_field(log: IssueLog) -> ParseField:
    """Return a parser of one reference; one that Excel turned into a time or a date is told."""

    def parse(record: Record, field: str, _: FieldValues) -> Field:
        written = values.parse_name(record, field, log)
        if not written:
            return None
        ref = normalise_ref(written)
        if is_time(written) or isinstance(record.values.get(field), DateCell):
            log.add_at(record, field, "ref-turned", found=ref)
        return ref

    return parse


def refs_field(log: IssueLog) -> ParseField:
    """Return a parser of several references in one cell."""

    def parse(record: Record, field: str, _: FieldValues) -> Field:
        written = values.parse_text(record, field, log)
        return LIST_SEPARATOR.join(split_refs(written)) or written if written else None

    return parse


def lead_field(known: KnownNames, cells: AgencyCells, log: IssueLog) -> ParseField:
    """Return a parser of the lead agency; further agencies in its cell go before the supporting ones."""

    def parse(record: Record, field: str, row: FieldValues) -> Field:
        agencies = _agencies(record, field, known, cells, log)
        if len(agencies) > 1:
            supporting = LIST_SEPARATOR.join(agencies[1:])
            row["supporting_agencies"] = supporting
            log.add_at(record, field, "agencies-split", lead=agencies[0], supporting=supporting)
        return agencies[0] if agencies else None

    return parse


def supporting_field(known: KnownNames, cells: AgencyCells, log: IssueLog) -> ParseField:
    """Return a parser of the supporting agencies, each once and none of them the lead."""

    def parse(record: Record, field: str, row: FieldValues) -> Field:
        from_lead = row.get(field)
        first = from_lead.split(LIST_SEPARATOR) if isinstance(from_lead, str) else []
        lead, agencies = row.get("lead_agency"), dict.fromkeys(first + _agencies(record, field, known, cells, log))
        if lead in agencies:
            log.add_at(record, field, "agency-repeated", found=str(lead))
        return LIST_SEPARATOR.join(agency for agency in agencies if agency != lead) or None

    return parse


def _agencies(record: Record, field: str, known: KnownNames, cells: AgencyCells, log: IssueLog) -> list[str]:
    written = values.parse_text(record, field, log)
    found = cells.split(written) or [written] if written else []
    for agency in found:
        if cells.may_be_several(agency) and known.is_new_name(agency):
            log.add_at(record, field, "agencies-kept", found=agency)
    return list(dict.fromkeys(_use(record, field, agency, known, log) for agency in found))


def _use(record: Record, field: str, written: str, known: KnownNames, log: IssueLog) -> str:
    """Return the spelling that is used for a name; another spelling is told where it comes first."""
    used = known.spelling_used(written)
    if known.is_new_variant(written):
        log.add_at(record, field, "name-variant", found=written, used=used)
    return used
