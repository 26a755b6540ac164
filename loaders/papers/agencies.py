"""The agencies of a paper's recommendations: by its headings, and by sentences that say whose they are."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from loaders.vocabulary.names import AGENCIES, is_agency_name
from loaders.vocabulary.refs import normalise_ref

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
_ASSIGNED = re.compile(
    r"\bRecommendation (?P<ref>[\w.-]*\w) (?:is|was|will be|has been) "
    r"(?:led by|allocated to|assigned to|given to) (?:the )?(?P<name>.+)",
    re.IGNORECASE,
)
_ENDS = re.compile(r"[.!?]")
_IN_ORDER = re.compile(r"\b(?:respectively|yn y drefn honno|yn ôl eu trefn)\b", re.IGNORECASE)
_REF = re.compile(r"\b\d+(?:\.\d+)*[a-z]?\b")
_WORD = r"(?:[A-Z][\w’'&-]*|of|the|and|for|to|in)"
_SHORT = re.compile(r"(?<=\s)\(([A-Z][A-Za-z&]{1,8})\)")
_NAME = re.compile(rf"((?:{_WORD}\s+)*[A-Z][\w’'&-]*)\s+$")
_LONGEST_NAME = 200
_LOWERCASE_WORDS = {"of", "the", "and", "for", "to", "in"}


@dataclass(frozen=True, slots=True)
class Agencies:
    """The lead agency of a recommendation, "" for none, and the supporting ones.

    Attributes:
        by_order: whether it is the lead only because it is named first.
        unsure: names that may be one name, so that none was taken.
    """

    lead: str = ""
    supporting: tuple[str, ...] = ()
    by_order: bool = False
    unsure: tuple[str, ...] = ()


def agencies_of_part(words: str, refs: Sequence[str], text: str) -> Mapping[str, Agencies]:
    """Return the agencies of each ref below a heading that names agencies in some words.

    Of several agencies the first leads and the others support, unless the heading or a sentence of `text` names the
    lead. Names that may be one name are a question.
    """
    names, names_lead = ordered_agencies(words)
    if len(names) > 1:
        leads = {ref: Agencies(lead, others(names, lead)) for ref, lead in _leads_by_sentence(names, text).items()}
        by_sentence = {**leads, **_agencies_in_order(refs, names, text)}
        if not all(_is_one_agency(name, text) for name in names):
            return {**dict.fromkeys(refs, Agencies(unsure=tuple(names))), **by_sentence}
        return {**dict.fromkeys(refs, Agencies(names[0], tuple(names[1:]), by_order=not names_lead)), **by_sentence}
    return dict.fromkeys(refs, Agencies("".join(names)))


def ordered_agencies(words: str) -> tuple[list[str], bool]:
    """Return the agencies that a heading names, the lead agency first, and whether the heading says which that is."""
    behind = _LEAD_BEHIND.fullmatch(words)
    if behind is not None:
        lead = _THE.sub("", (behind["lead"] or behind["first"]).strip())
        return [lead, *others(_split_agencies(behind["names"]), lead)], True
    lead, *supporting = _SUPPORTED.split(words, maxsplit=1)
    names = _split_agencies(lead)
    more = [name for part in supporting for name in _split_agencies(part)]
    return [*names, *more], bool(more) and len(names) == 1


def _split_agencies(words: str) -> list[str]:
    """Return the agencies that a heading names: "HMCTS and the OPCC"; the name of a known body is not split."""
    names = sorted((name for _, *names in AGENCIES for name in names if name in words), key=len, reverse=True)
    within = [*names, *(found[0] for found in _WITHIN_NAME.finditer(words))]
    for index, phrase in enumerate(within):
        words = words.replace(phrase, f"\0{index}\0")
    parts = [_THE.sub("", part.strip()) for part in _BETWEEN.split(words)]
    return [_PLACEHOLDER.sub(lambda match: within[int(match[1])], part) for part in parts if part]


def reporting_agencies(words: str) -> str:
    """Return the agencies in a heading such as "Updates from Gwent Police and the OPCC", in its words; "" for none."""
    found = _REPORTING.fullmatch(words.rstrip(" .:")) if len(words) <= _LONGEST else None
    names = next(filter(None, found.groups()), "") if found else ""
    return names if names and all(map(is_agency_name, ordered_agencies(names)[0])) else ""


def are_known_agencies(words: str) -> bool:
    """Return whether words are several agencies and nothing else, each known by its name or its initials."""
    names = _split_agencies(words)
    known = {name for agency in AGENCIES for name in agency}
    return len(names) > 1 and known.issuperset(names)


def others(names: Sequence[str], lead: str) -> tuple[str, ...]:
    """Return the names other than the lead; none if the lead is not among them."""
    return tuple(name for name in names if name != lead) if lead in names else ()


def _is_one_agency(name: str, text: str) -> bool:
    """Return whether a part of a heading is an agency by itself, and not half of a name with "and" in it.

    It looks like an agency's name, has several words, or stands without the other half in the text.
    """
    if is_agency_name(name) or " " in name:
        return True
    return re.search(rf"\b{re.escape(name)}(?!\w|\s+(?:and|ac?|&)\b)", text) is not None


def _agencies_in_order(refs: Sequence[str], names: Sequence[str], text: str) -> Mapping[str, Agencies]:
    """Return the lead agency of each ref among those below a heading with several agencies.

    Only a sentence that names exactly these refs and these agencies in order, "respectively", assigns them.
    """
    for sentence in filter(_IN_ORDER.search, _ENDS.split(text)):
        placed = [(sentence.find(name), name) for name in names]
        named = _REF.findall(sentence)
        same = sorted(named) == sorted(refs) and len(refs) == len(names)
        if same and all(position >= 0 for position, _ in placed):
            return {ref: Agencies(name) for ref, (_, name) in zip(named, sorted(placed), strict=True)}
    return {}


def _leads_by_sentence(names: Sequence[str], text: str) -> Mapping[str, str]:
    """Return the agency of each ref that a sentence says it was given to: "Recommendation 5 is led by the OPCC"."""
    leads: dict[str, str] = {}
    for sentence in _ENDS.split(text):
        assigned = _ASSIGNED.search(sentence)
        named = [name for name in names if assigned and assigned["name"].startswith(name)]
        if assigned and named:
            leads.setdefault(normalise_ref(assigned["ref"]), max(named, key=len))
    return leads


def full_names(text: str, initials: Iterable[str]) -> dict[str, str]:
    """Return the full names of initials.

    That is the name before the initials in brackets, if the letters match; else the name of a known body with these
    initials, if the text contains it.
    """
    wanted, found = set(initials), dict[str, str]()
    for brackets in _SHORT.finditer(text):
        before = _NAME.search(text[max(0, brackets.start() - _LONGEST_NAME) : brackets.start()])
        if brackets[1] in wanted - found.keys() and before and (name := _with_initials(before[1], brackets[1])):
            found[brackets[1]] = name
    for short, *names in AGENCIES:
        known = next((name for name in names if name in text), None)
        if short in wanted and known is not None:
            found.setdefault(short, known)
    return found


def _with_initials(name: str, short: str) -> str:
    """Return the last words of a text whose capital letters are the initials, or "" if there are none."""
    words = name.split()
    for start in range(len(words)):
        capitals = [word[0] for part in words[start:] for word in part.split("-") if part not in _LOWERCASE_WORDS]
        if words[start] not in _LOWERCASE_WORDS and "".join(capitals).upper() == short.upper():
            return " ".join(words[start:])
    return ""
