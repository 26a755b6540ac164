"""Which columns hold what an agency says of itself, and which a revised target: they stand beside another column."""

import re
from collections.abc import Sequence
from dataclasses import replace

from loaders.layouts.columns.user_choices import is_user_choice
from loaders.layouts.tables.header_rows import ColumnHeading
from loaders.vocabulary.heading_aliases import ColumnMeaning
from loaders.vocabulary.heading_periods import round_key
from model.text import label_key

_OF_AGENCY = re.compile(
    r"\bself[- ]?(?:assess(?:ed|ment)|rat(?:ed|ing))\b|\b(?:agency|agencies|owner|lead)(?:['’]?s)?(?: own)? "
    r"(?:rag|brag|status|rating)\b|\bown (?:rag|brag|status|rating)\b|hunanases|yr asiantaeth"
)
_MAY_BE_OF_AGENCY = re.compile(r"\b(?:force|police|department|service)(?:['’]?s)? (?:rag|brag|status|rating)\b")
_REVISED = re.compile(r"\b(?:revised|extended|new|updated|rescheduled|amended|diwygiedig|newydd)\b")
_FIRST = re.compile(r"\b(?:original|first|initial|baseline|gwreiddiol|cyntaf)\b")


def with_agency_columns(headings: Sequence[ColumnHeading]) -> list[ColumnHeading]:
    """Return headings with the meaning that they have beside others: a status of the agency, a revised target.

    A single status is the status, whoever gives it, and a single target the target. A heading that names a body without
    saying that it rates itself is asked about.
    """
    statuses = {_round(each) for each in headings if _is_status_of_office(each)}
    has_first = any(_is_target(each) and not _REVISED.search(label_key(each.words)) for each in headings)
    return [_refined(each, statuses, has_first=has_first) for each in headings]


def _refined(heading: ColumnHeading, statuses: set[str | None], *, has_first: bool) -> ColumnHeading:
    words, match = label_key(heading.words), heading.match
    if is_user_choice(heading):
        return heading
    if match.meaning is ColumnMeaning.STATUS and _round(heading) in statuses and _names_agency(words):
        candidates = () if _OF_AGENCY.search(words) else (ColumnMeaning.STATUS.value,)
        return replace(heading, match=replace(match, meaning=ColumnMeaning.AGENCY_STATUS, candidates=candidates))
    if _is_target(heading) and has_first and _REVISED.search(words):
        return replace(heading, match=replace(match, meaning=ColumnMeaning.REVISED_TARGET))
    if _is_target(heading) and _FIRST.search(words):
        return replace(heading, match=replace(match, weak=False))
    return heading


def _round(heading: ColumnHeading) -> str | None:
    return round_key(heading.match.round) if heading.match.round is not None else None


def _is_status_of_office(heading: ColumnHeading) -> bool:
    """Return whether a heading is a status that no agency gives itself by its words."""
    return heading.match.meaning is ColumnMeaning.STATUS and not _names_agency(label_key(heading.words))


def _names_agency(words: str) -> bool:
    return bool(_OF_AGENCY.search(words) or _MAY_BE_OF_AGENCY.search(words))


def _is_target(heading: ColumnHeading) -> bool:
    return heading.match.meaning is ColumnMeaning.TARGET
