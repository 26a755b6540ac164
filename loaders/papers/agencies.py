"""The agencies of a paper's recommendations: by its headings, and by sentences that say whose they are."""

import re
from collections.abc import Iterable, Mapping, Sequence

from loaders.vocabulary.names import AGENCIES, is_agency_name
from loaders.vocabulary.refs import normalise_ref

_BETWEEN = re.compile(
    r"\s*(?:,?\s*\b(?:with (?:the )?support (?:of|from)|supported by|together with|jointly with|with|gyda chymorth|gyda"
    r"|and|ac?)\b|,|;|/|&)\s*(?:(?:the|yr?|['’]r)\s+)?",
    re.IGNORECASE,
)
_WITHIN_NAME = re.compile(
    r"\b(?:police and crime|courts? and tribunals?|prisons? and probation|fire (?:and|&) rescue"
    r"|health and (?:social|care)|crime and disorder|education and skills|children and (?:families|young)"
    r"|housing and communities)\b",
    re.IGNORECASE,
)
"""Words with "and" that are part of one name."""
_LEAD_BEHIND = re.compile(
    r"(?P<names>.+\S)\s*\((?:lead(?: agency)?:?\s+(.+)|(.+?)\s+(?:leads?|to lead))\)", re.IGNORECASE
)
"""The lead in brackets behind names: "HMCTS and the OPCC (lead: OPCC)"."""
_THE = re.compile(r"^(?:the|y|yr)\s+", re.IGNORECASE)
_PLACEHOLDER = re.compile("\0(\\d+)\0")
_TOGETHER = r"(?:(?:jointly|together|collectively|both)\s+)?"
_TOGETHER_CY = r"(?:(?:ar\s+y\s+cyd|gyda['’]i\s+gilydd)\s+)?"
_HEADING = re.compile(
    rf"(?:joint\s+)?(?:progress(?:\s+updates?)?|updates?|responses?)\s+(?:as\s+)?{_TOGETHER}(?:reported|provided|given|made)\s+"
    rf"{_TOGETHER}by\s+{_TOGETHER}(.+)"
    rf"|(?:joint\s+(?:progress\s+)?(?:reports?|updates?|responses?|progress)|progress\s+reports?)\s+(?:by|from)\s+{_TOGETHER}(.+)"
    rf"|{_TOGETHER}reported\s+{_TOGETHER}by\s+{_TOGETHER}(.+)"
    rf"|(?:(?:y\s+)?cynnydd\s+(?:a\s+adroddwyd|a\s+gyflawnwyd)|adroddwyd)\s+{_TOGETHER_CY}gan:?\s+(.+)",
    re.IGNORECASE,
)
_REPORTING = re.compile(
    r"(?:progress\s+)?(?:reports?|updates?|responses?)\s+(?:by|from|of)\s+(.+)"
    r"|recommendations\s+(?:for|to|made\s+to|given\s+to|allocated\s+to|assigned\s+to)\s+(.+)"
    r"|(.+?)(?:['’]s?)?\s+(?:progress|updates?|responses?)",
    re.IGNORECASE,
)
"""Words of a heading that may name agencies; only names that look like agencies make it one of theirs."""
_LONGEST = 180
"""The most letters of a heading that names agencies."""
_ASSIGNED = re.compile(
    r"\bRecommendation (?P<ref>[\w.-]*\w) (?:is|was|will be|has been) "
    r"(?:led by|allocated to|assigned to|given to) (?:the )?(?P<name>.+)",
    re.IGNORECASE,
)
_ENDS = re.compile(r"[.!?]")
_IN_ORDER = re.compile(r"\b(?:respectively|yn y drefn honno|yn ôl eu trefn)\b", re.IGNORECASE)
_REF = re.compile(r"\b\d+(?:\.\d+)*[a-z]?\b")
_NAME_BEFORE = re.compile(r"((?:[A-Z][\w’'&-]*|of|the|and|for|to|in)(?:\s+|$))+$")
_SHORT = re.compile(r"(?<=\s)\(([A-Z][A-Za-z&]{1,8})\)")
_LONGEST_NAME = 200
_LOWERCASE_WORDS = {"of", "the", "and", "for", "to", "in"}


def named_in_heading(words: str) -> str:
    """Return the agencies that the words of a heading say have reported, with a full stop or not; "" for others."""
    found = _HEADING.fullmatch(words.rstrip(" .:")) if len(words) <= _LONGEST else None
    return next(filter(None, found.groups()), "") if found else ""


def reporting_agencies(words: str) -> str:
    """Return the agencies in a heading such as "Updates from Gwent Police and the OPCC", in its words; "" for none."""
    found = _REPORTING.fullmatch(words.rstrip(" .:")) if len(words) <= _LONGEST else None
    names = next(filter(None, found.groups()), "") if found else ""
    return names if names and all(map(is_agency_name, split_agencies(names))) else ""


def are_known_agencies(words: str) -> bool:
    """Return whether words are several agencies and nothing else, each known by its name or its initials."""
    names = split_agencies(words)
    return len(names) > 1 and {name for agency in AGENCIES for name in agency}.issuperset(names)


def split_agencies(words: str) -> list[str]:
    """Return the agencies that a heading names, the lead first: "HMCTS and the OPCC".

    The name of a known body is not split, and words whose parts may be halves of one name are one name.
    """
    behind = _LEAD_BEHIND.fullmatch(words)
    if behind is not None:
        lead = _THE.sub("", (behind[2] or behind[3]).strip())
        return [lead, *(name for name in split_agencies(behind["names"]) if name != lead)]
    known = sorted((name for _, *names in AGENCIES for name in names if name in words), key=len, reverse=True)
    within = [*known, *(found[0] for found in _WITHIN_NAME.finditer(words))]
    marked = words
    for index, phrase in enumerate(within):
        marked = marked.replace(phrase, f"\0{index}\0")
    parts = [_THE.sub("", part.strip()) for part in _BETWEEN.split(marked)]
    names = [_PLACEHOLDER.sub(lambda match: within[int(match[1])], part) for part in parts if part]
    return names if all(is_agency_name(name) or " " in name for name in names) else [_THE.sub("", words)]


def agencies_by_sentence(names: Sequence[str], refs: Sequence[str], text: str) -> Mapping[str, Sequence[str]]:
    """Return the agencies of each ref that a sentence gives to one of some names, the lead first.

    "Recommendation 5 is led by the OPCC" leaves the others as supporting agencies; "Recommendations 5 and 18 were
    given to HMCTS and the OPCC respectively" names exactly these refs and agencies in their order, and each is alone.
    """
    found: dict[str, Sequence[str]] = {}
    for sentence in _ENDS.split(text) if len(names) > 1 else ():
        assigned = _ASSIGNED.search(sentence)
        leads = [name for name in names if assigned and assigned["name"].startswith(name)]
        if assigned and leads:
            lead = max(leads, key=len)
            found.setdefault(normalise_ref(assigned["ref"]), [lead, *(name for name in names if name != lead)])
        numbers = _REF.findall(sentence) if _IN_ORDER.search(sentence) else []
        same = len(numbers) == len(names) and sorted(numbers) == sorted(refs)
        if same and all(name in sentence for name in names):
            found |= {ref: [name] for ref, name in zip(numbers, sorted(names, key=sentence.find), strict=True)}
    return found


def full_names(text: str, initials: Iterable[str]) -> dict[str, str]:
    """Return the full names of initials.

    That is the name before the initials in brackets, if the letters match; else the name of a known body with these
    initials, if the text contains it.
    """
    wanted, found = set(initials), dict[str, str]()
    for brackets in _SHORT.finditer(text):
        before = _NAME_BEFORE.search(text[max(0, brackets.start() - _LONGEST_NAME) : brackets.start()])
        name = _with_initials(before[0].split(), brackets[1]) if before and brackets[1] in wanted else ""
        if name:
            found.setdefault(brackets[1], name)
    for short, *names in AGENCIES:
        known = next((name for name in names if name in text), None)
        if short in wanted and known is not None:
            found.setdefault(short, known)
    return found


def _with_initials(words: Sequence[str], short: str) -> str:
    """Return the last of some words whose capital letters are the initials, or "" if there are none."""
    for start in range(len(words)):
        capitals = [word[0] for part in words[start:] for word in part.split("-") if part not in _LOWERCASE_WORDS]
        if words[start] not in _LOWERCASE_WORDS and "".join(capitals).upper() == short.upper():
            return " ".join(words[start:])
    return ""
