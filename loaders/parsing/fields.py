"""Parsers of fields that are more than text: labels, names, references and agencies."""

from collections.abc import Iterable, Mapping

from loaders.cells.values import DateCell, Value
from loaders.issue_log import IssueLog
from loaders.parsing import values
from loaders.parsing.rows import Field, ParseField
from loaders.records import Record
from loaders.vocabulary.names import AgencyCells, KnownNames
from loaders.vocabulary.refs import is_time, normalise_ref, ref_key, split_refs, without_letter
from model.issues.issue import Severity
from model.terms import LIST_SEPARATOR
from model.text import label_key
from model.tracker.refs import split_reviewed_ref

FieldValues = dict[str, Field]
_COMPARABLE = (str, int)
"""The types whose equal values are also displayed alike."""


def label_field(labels: Mapping[str, str], log: IssueLog, *, severity: Severity | None = None) -> ParseField:
    """Return a parser of a fixed set of words; any other word is reported, and the field is empty."""
    allowed = ", ".join(dict.fromkeys(labels.values()))
    spellings = {label: label for label in labels.values()}

    def parse(record: Record, field: str, _: FieldValues) -> Field:
        value = record.value(field)
        if isinstance(value, str) and value in spellings:  # the usual spelling
            return value
        written = values.parse_name(record, field, log)
        label = labels.get(label_key(written)) if written else None
        if written and label is None:
            log.add_at(record, field, "word-unknown", found=written, severity=severity, expected=allowed)
        return label

    return parse


def name_field(known: KnownNames, log: IssueLog) -> ParseField:
    """Return a parser of one name, in its usual spelling; the result for each spelling is cached."""
    cached: dict[str, str] = {}

    def parse(record: Record, field: str, _: FieldValues) -> Field:
        written = values.parse_name(record, field, log)
        if written is None:
            return None
        if written not in cached:
            cached[written] = _usual_spelling(record, field, written, known, log)
        return cached[written]

    return parse


class RefForms:
    """The form of each ref, by review: R1 is written so everywhere if the recommendation is published or listed so.

    A list that has R1 and 2 has one form as well: it is 1.
    """

    def __init__(self, refs: Iterable[str] = (), *, published: Iterable[tuple[str, str]] = ()) -> None:
        """Make the forms of the refs in a list, which may have several forms, and of those already published."""
        self._forms: dict[tuple[Field, str], str] = {(review, ref_key(ref)): ref for review, ref in published}
        self._published = frozenset(self._forms)
        self._noted: set[tuple[Field, str]] = set()
        normalised = [normalise_ref(ref) for ref in refs]
        has_numbers = any(ref[:1].isdigit() for ref in normalised)
        self._without_letter = has_numbers and any(without_letter(ref) != ref for ref in normalised)

    def form(self, review: Field, ref: str) -> str:
        """Return the form in which a ref was first written, in its review."""
        written = without_letter(ref) if self._without_letter else ref
        return self._forms.setdefault((review, ref_key(ref)), written)

    def is_new_variant(self, review: Field, ref: str) -> bool:
        """Return, once, that a ref is read in another form because it is published in that form."""
        name = (review, ref_key(ref))
        if name not in self._published or self._forms[name] == ref or (review, ref) in self._noted:
            return False
        self._noted.add((review, ref))
        return True


def ref_field(forms: RefForms, log: IssueLog) -> ParseField:
    """Return a parser of one reference; one that Excel converted to a time or a date is reported."""
    memo: dict[tuple[Field, Value], str] = {}

    def parse(record: Record, field: str, row: FieldValues) -> Field:
        value, review = record.value(field), row.get("review")
        if type(value) in _COMPARABLE and (review, value) in memo:
            return memo[review, value]
        count_before = log.add_count
        written = values.parse_name(record, field, log)
        if not written:
            return None
        ref = normalise_ref(written)
        if is_time(written) or isinstance(value, DateCell):
            log.add_at(record, field, "ref-turned", found=ref)
        form = forms.form(review, ref)
        if forms.is_new_variant(review, ref):
            log.add_at(record, field, "name-variant", found=ref, used=form)
        if log.add_count == count_before and type(value) in _COMPARABLE:
            memo[review, value] = form
        return form

    return parse


def refs_field(forms: RefForms, log: IssueLog) -> ParseField:
    """Return a parser of several references in one cell."""

    def parse(record: Record, field: str, row: FieldValues) -> Field:
        written = values.parse_text(record, field, log)
        refs = dict.fromkeys(forms.form(row.get("review"), ref) for ref in split_refs(written or ""))
        return LIST_SEPARATOR.join(refs) or written

    return parse


def reviewed_ref_field(forms: RefForms, log: IssueLog) -> ParseField:
    """Return a parser of one reference, which may be to another review: `9 (Custody)`."""

    def parse(record: Record, field: str, row: FieldValues) -> Field:
        written = values.parse_name(record, field, log)
        if not written:
            return None
        review, ref = split_reviewed_ref(written)
        form = forms.form(review or row.get("review"), normalise_ref(ref))
        return f"{form} ({review})" if review else form

    return parse


def lead_field(known: KnownNames, cells: AgencyCells, log: IssueLog) -> ParseField:
    """Return a parser of the lead agency; further agencies in its cell become supporting agencies."""

    def parse(record: Record, field: str, row: FieldValues) -> Field:
        agencies = _agencies(record, field, known, cells, log)
        if len(agencies) > 1:
            supporting = LIST_SEPARATOR.join(agencies[1:])
            row["supporting_agencies"] = supporting
            log.add_at(record, field, "agencies-split", lead=agencies[0], supporting=supporting)
        return agencies[0] if agencies else None

    return parse


def supporting_field(known: KnownNames, cells: AgencyCells, log: IssueLog) -> ParseField:
    """Return a parser of the supporting agencies, without duplicates and without the lead."""

    def parse(record: Record, field: str, row: FieldValues) -> Field:
        from_lead = row.get(field)
        from_lead_cell = from_lead.split(LIST_SEPARATOR) if isinstance(from_lead, str) else []
        lead = row.get("lead_agency")
        agencies = dict.fromkeys(from_lead_cell + _agencies(record, field, known, cells, log))
        return LIST_SEPARATOR.join(agency for agency in agencies if agency != lead) or None

    return parse


def _agencies(record: Record, field: str, known: KnownNames, cells: AgencyCells, log: IssueLog) -> list[str]:
    written = values.parse_text(record, field, log)
    found = cells.split(written) or [written] if written else []
    for agency in found:
        if cells.may_be_several(agency) and known.is_new_name(agency):
            log.add_at(record, field, "agencies-kept", found=agency)
    return list(dict.fromkeys(_usual_spelling(record, field, agency, known, log) for agency in found))


def _usual_spelling(record: Record, field: str, written: str, known: KnownNames, log: IssueLog) -> str:
    """Return the usual spelling of a name; a different spelling is reported at its first cell."""
    used = known.spelling_used(written)
    if known.is_new_variant(written):
        log.add_at(record, field, "name-variant", found=written, used=used)
    return used
