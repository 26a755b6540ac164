"""The agencies of a paper's recommendations: by its headings, and by sentences that say whose they are."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from loaders.issue_log import make_issue
from loaders.papers.sections.paper import PaperRecommendation
from loaders.papers.text.agency_names import ordered_agencies, others
from loaders.papers.text.decision import Decision
from loaders.vocabulary.names import AGENCIES, is_agency_name
from loaders.vocabulary.refs import normalise_ref
from model.issues.issue import Issue

_ASSIGNED = re.compile(
    r"\bRecommendation (?P<ref>[\w.-]*\w) (?:is|was|will be|has been) "
    r"(?:led by|allocated to|assigned to|given to) (?:the )?(?P<name>.+)",
    re.IGNORECASE,
)
_SEVERAL = 2
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
    """The lead agency of a recommendation, "" for none, and the supporting ones."""

    lead: str = ""
    supporting: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """All of them, the lead agency first."""
        return (self.lead, *self.supporting) if self.lead else self.supporting


@dataclass(frozen=True, slots=True)
class AssignedAgencies:
    """The agencies of each recommendation in order, what position decided, and the issues of unsure names."""

    agencies: tuple[Agencies, ...]
    decisions: tuple[Decision, ...]
    issues: tuple[Issue, ...]


def assign_agencies(recommendations: Sequence[PaperRecommendation], text: str) -> AssignedAgencies:
    """Return the agencies of each recommendation by the heading of its part of the paper.

    Of several agencies the first leads and the others support, unless a sentence of `text` or the recommendation itself
    names its lead. Names that may be one name are a question.
    """
    assigned: dict[int, Agencies] = {}
    decisions: list[Decision] = []
    issues: list[Issue] = []
    for words in dict.fromkeys(recommendation.agencies for recommendation in recommendations):
        part = [recommendation for recommendation in recommendations if recommendation.agencies == words]
        names, names_lead = ordered_agencies(words)
        without_lead = [recommendation for recommendation in part if "lead_agency" not in recommendation.facts]
        by_sentence = _agencies_by_sentence(without_lead, names, text) if len(names) > 1 else {}
        sure = len(names) < _SEVERAL or all(_is_one_agency(name, text) for name in names)
        for recommendation in part:
            fact = recommendation.facts.get("lead_agency")
            if fact is not None:
                agencies = Agencies(supporting=others(names, fact.value))
            elif recommendation.ref in by_sentence:
                agencies = by_sentence[recommendation.ref]
            elif sure:
                agencies = Agencies(names[0], tuple(names[1:])) if names else Agencies()
                if len(names) > 1 and not names_lead:
                    decisions.append(Decision("paper-agencies-shared", recommendation.heading, words))
            else:
                agencies = Agencies()
                sheet, cell = recommendation.heading.location
                ref, candidates = recommendation.ref, ", ".join(names)
                issue = make_issue("paper-agency-unsure", sheet=sheet, cell=cell, found=ref, candidates=candidates)
                issues.append(issue)
            assigned[id(recommendation)] = agencies
    agencies_in_order = tuple(assigned[id(recommendation)] for recommendation in recommendations)
    return AssignedAgencies(agencies_in_order, tuple(decisions), tuple(issues))


def _is_one_agency(name: str, text: str) -> bool:
    """Return whether a part of a heading is an agency by itself, and not half of a name with "and" in it.

    It looks like an agency's name, has several words, or stands without the other half in the text.
    """
    if is_agency_name(name) or " " in name:
        return True
    return re.search(rf"\b{re.escape(name)}(?!\w|\s+(?:and|ac?|&)\b)", text) is not None


def _agencies_by_sentence(
    recommendations: Sequence[PaperRecommendation], names: Sequence[str], text: str
) -> dict[str, Agencies]:
    """Return the agencies of each ref of a shared part for which a sentence of the text names an agency."""
    leads = {ref: Agencies(lead, others(names, lead)) for ref, lead in _leads_by_sentence(names, text).items()}
    in_order = _agencies_in_order(recommendations, names, text)
    return {**leads, **{ref: Agencies(agency) for ref, agency in in_order.items()}}


def _agencies_in_order(
    recommendations: Sequence[PaperRecommendation], agencies: Sequence[str], text: str
) -> Mapping[str, str]:
    """Return the lead agency of each ref among recommendations below a heading with several agencies.

    Only a sentence that names exactly these refs and these agencies in order, "respectively", assigns them.
    """
    refs = [recommendation.ref for recommendation in recommendations]
    for sentence in filter(_IN_ORDER.search, _ENDS.split(text)):
        placed = [(sentence.find(agency), agency) for agency in agencies]
        named = _REF.findall(sentence)
        if (
            sorted(named) == sorted(refs)
            and len(refs) == len(agencies)
            and all(position >= 0 for position, _ in placed)
        ):
            return dict(zip(named, [agency for _, agency in sorted(placed)], strict=True))
    return {}


def _leads_by_sentence(agencies: Sequence[str], text: str) -> Mapping[str, str]:
    """Return the agency of each ref that a sentence says it was given to: "Recommendation 5 is led by the OPCC"."""
    leads: dict[str, str] = {}
    for sentence in _ENDS.split(text):
        assigned = _ASSIGNED.search(sentence)
        named = [agency for agency in agencies if assigned and assigned["name"].startswith(agency)]
        if assigned and named:
            leads.setdefault(normalise_ref(assigned["ref"]), max(named, key=len))
    return leads


def full_names(text: str, initials: Iterable[str]) -> dict[str, str]:
    """Return the full names of initials.

    That is the name before the initials in brackets, if the letters match; else the name of a known body with these
    initials, if the text contains it.
    """
    wanted, found = set(initials), {}
    for brackets in _SHORT.finditer(text):
        short = brackets[1]
        before = _NAME.search(text[max(0, brackets.start() - _LONGEST_NAME) : brackets.start()])
        if (
            short in wanted
            and short not in found
            and before is not None
            and (name := _name_with_initials(before[1], short))
        ):
            found[short] = name
    for short, *names in AGENCIES:
        known = next((name for name in names if name in text), None)
        if short in wanted and known is not None:
            found.setdefault(short, known)
    return found


def _name_with_initials(name: str, short: str) -> str:
    """Return the last words of a text whose capital letters are the initials, or "" if there are none."""
    words = name.split()
    for start in range(len(words)):
        capitals = [word[0] for part in words[start:] for word in part.split("-") if part not in _LOWERCASE_WORDS]
        if words[start] not in _LOWERCASE_WORDS and "".join(capitals).upper() == short.upper():
            return " ".join(words[start:])
    return ""
