"""Which columns hold what an agency says of itself, or one status per agency, and which a revised target."""

import re
from collections.abc import Sequence
from dataclasses import replace

from loaders.layouts.columns.column_profile import profile_columns
from loaders.layouts.columns.user_choices import is_user_choice
from loaders.layouts.columns.weigh import MOSTLY
from loaders.layouts.tables.detect_tables import FoundTable
from loaders.layouts.tables.header_rows import ColumnHeading
from loaders.vocabulary.heading_aliases import ColumnMeaning
from loaders.vocabulary.names import is_agency_name
from model.text import label_key

_OF_AGENCY = re.compile(
    r"\bself[- ]?(?:assess(?:ed|ment)|rat(?:ed|ing))\b|\b(?:agency|agencies|owner|lead)(?:['’]?s)?(?: own)? "
    r"(?:rag|brag|status|rating)\b|\bown (?:rag|brag|status|rating)\b|hunanases|yr asiantaeth"
)
_MAY_BE_OF_AGENCY = re.compile(r"\b(?:force|police|department|service)(?:['’]?s)? (?:rag|brag|status|rating)\b")
_REVISED = re.compile(r"\b(?:revised|extended|new|updated|rescheduled|amended|diwygiedig|newydd)\b")
_FIRST = re.compile(r"\b(?:original|first|initial|baseline|gwreiddiol|cyntaf)\b")
_STATUS_WORDS = re.compile(r"\b(?:rag|brag|status|rating|current|overall|progress|statws|sgôr)\b", re.IGNORECASE)


def with_agency_columns(headings: Sequence[ColumnHeading]) -> list[ColumnHeading]:
    """Return headings with the meaning that they have beside others: a status of the agency, a revised target.

    A single status is the status, whoever gives it, and a single target the target. A heading that names a body without
    saying that it rates itself is asked about.
    """
    of_office = {h.round_key for h in headings if h.match.meaning is ColumnMeaning.STATUS and not _names_agency(h)}
    targets = [label_key(h.words) for h in headings if h.match.meaning is ColumnMeaning.TARGET]
    has_first = any(not _REVISED.search(words) for words in targets)
    return [_refined(heading, of_office, has_first=has_first) for heading in headings]


def _refined(heading: ColumnHeading, of_office: set[str], *, has_first: bool) -> ColumnHeading:
    words, match = label_key(heading.words), heading.match
    is_target = match.meaning is ColumnMeaning.TARGET
    if is_user_choice(heading):
        return heading
    if match.meaning is ColumnMeaning.STATUS and heading.round_key in of_office and _names_agency(heading):
        candidates = () if _OF_AGENCY.search(words) else (ColumnMeaning.STATUS.value,)
        return replace(heading, match=replace(match, meaning=ColumnMeaning.AGENCY_STATUS, candidates=candidates))
    if is_target and has_first and _REVISED.search(words):
        return replace(heading, match=replace(match, meaning=ColumnMeaning.REVISED_TARGET))
    return replace(heading, match=replace(match, weak=False)) if is_target and _FIRST.search(words) else heading


def _names_agency(heading: ColumnHeading) -> bool:
    words = label_key(heading.words)
    return bool(_OF_AGENCY.search(words) or _MAY_BE_OF_AGENCY.search(words))


def mark_agency_statuses(table: FoundTable) -> FoundTable:
    """Return a table in which two or more status columns, each of an agency or a unit, are marked as such.

    A recommendation has one status, so none of them is taken. A column is one if its heading names an agency and a
    status, or if its heading is unknown and most of its cells are statuses.
    """
    headings = [heading for heading in table.headings if heading.match.round is None and not is_user_choice(heading)]
    agencies = [h for h in headings if h.match.meaning is ColumnMeaning.LEAD_AGENCY and is_agency_name(h.words)]
    unknown = [heading for heading in headings if heading.match.meaning is None or heading in agencies]
    profiles = profile_columns(table, [heading.column for heading in unknown], ())
    rated = [heading for heading in unknown if profiles[heading.column].statuses > MOSTLY]
    found = [heading for heading in headings if heading in rated or _names_agency_status(heading)]
    if len(found) < 2:
        return table
    meaning = ColumnMeaning.STATUS_OF_AGENCY
    marked = {h.column: replace(h, match=replace(h.match, meaning=meaning, candidates=())) for h in found}
    return replace(table, headings=tuple(marked.get(heading.column, heading) for heading in table.headings))


def _names_agency_status(heading: ColumnHeading) -> bool:
    is_status = heading.match.exact_meaning is ColumnMeaning.STATUS
    return is_status and is_agency_name(_STATUS_WORDS.sub("", heading.words).strip(" -–—:()/"))
