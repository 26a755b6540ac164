"""The names of agencies in the headings of a paper: split, the lead agency first."""

import re
from collections.abc import Sequence

from loaders.vocabulary.names import AGENCIES, is_agency_name

_SUPPORTED = re.compile(
    r",?\s+(?:with (?:the )?support (?:of|from)|supported by|together with|jointly with|with|gyda chymorth|gyda)\s+",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\s*(?:,?\s*\b(?:and|ac?)\b|,|;|/|&)\s*(?:(?:the|yr?|['’]r)\s+)?", re.IGNORECASE)
_WITHIN_NAME = re.compile(
    r"\b(?:police and crime|courts? and tribunals?|prisons? and probation|fire (?:and|&) rescue"
    r"|health and (?:social|care)|crime and disorder|education and skills|children and (?:families|young)"
    r"|housing and communities)\b",
    re.IGNORECASE,
)
"""Words with "and" that are part of one name."""
_LEAD_BEHIND = re.compile(
    r"(?P<names>.+\S)\s*\((?:lead(?: agency)?:?\s+(?P<lead>.+)|(?P<first>.+?)\s+(?:leads?|to lead))\)", re.IGNORECASE
)
"""The lead in brackets behind names: "HMCTS and the OPCC (lead: OPCC)"."""
_THE = re.compile(r"^(?:the|y|yr)\s+", re.IGNORECASE)
_PLACEHOLDER = re.compile("\0(\\d+)\0")
_REPORTING = re.compile(
    r"(?:progress\s+)?(?:reports?|updates?|responses?)\s+(?:by|from|of)\s+(?P<of>.+)"
    r"|recommendations\s+(?:for|to|made\s+to|given\s+to|allocated\s+to|assigned\s+to)\s+(?P<to>.+)"
    r"|(?P<before>.+?)(?:['’]s?)?\s+(?:progress|updates?|responses?)",
    re.IGNORECASE,
)
"""Words of a heading that may name agencies; only names that look like agencies make it one of theirs."""
_LONGEST = 180
"""The most letters of such a heading."""


def ordered_agencies(words: str) -> tuple[list[str], bool]:
    """Return the agencies that a heading names, the lead agency first, and whether the heading says which that is."""
    behind = _LEAD_BEHIND.fullmatch(words)
    if behind is not None:
        lead = _THE.sub("", (behind["lead"] or behind["first"]).strip())
        return [lead, *others(split_agencies(behind["names"]), lead)], True
    lead, *supporting = _SUPPORTED.split(words, maxsplit=1)
    names = split_agencies(lead)
    more = [name for part in supporting for name in split_agencies(part)]
    return [*names, *more], bool(more) and len(names) == 1


def split_agencies(words: str) -> list[str]:
    """Return the agencies that a heading names: "HMCTS and the OPCC"; the name of a known body is not split."""
    names = sorted((name for _, *names in AGENCIES for name in names if name in words), key=len, reverse=True)
    for index, name in enumerate(names):
        words = words.replace(name, f"\0{index}\0")
    within = [found[0] for found in _WITHIN_NAME.finditer(words)]
    for index, phrase in enumerate(within, start=len(names)):
        words = words.replace(phrase, f"\0{index}\0", 1)
    parts = [_THE.sub("", part.strip()) for part in _BETWEEN.split(words)]
    return [_PLACEHOLDER.sub(lambda match: [*names, *within][int(match[1])], part) for part in parts if part]


def reporting_agencies(words: str) -> str:
    """Return the agencies in a heading such as "Updates from Gwent Police and the OPCC", in its words; "" for none."""
    found = _REPORTING.fullmatch(words.rstrip(" .:")) if len(words) <= _LONGEST else None
    names = next(filter(None, found.groups()), "") if found else ""
    return names if names and all(map(is_agency_name, ordered_agencies(names)[0])) else ""


def are_known_agencies(words: str) -> bool:
    """Return whether words are several agencies and nothing else, each known by its name or its initials."""
    names = split_agencies(words)
    known = {name for agency in AGENCIES for name in agency}
    return len(names) > 1 and known.issuperset(names)


def others(names: Sequence[str], lead: str) -> tuple[str, ...]:
    """Return the names other than the lead; none if the lead is not among them."""
    return tuple(name for name in names if name != lead) if lead in names else ()
