"""The lead agencies of a paper's recommendations: by its headings, and by sentences that assign several in order."""

import re
from collections.abc import Iterable, Mapping, Sequence

from loaders.papers.sections.sections import PaperRecommendation
from loaders.vocabulary.agency_initials import AGENCIES

_BETWEEN = re.compile(r"\s*(?:,|;|/|\band\b|&|\ba\b|\bac\b)\s*(?:(?:the|y|yr)\s+)?", re.IGNORECASE)
_THE = re.compile(r"^(?:the|y|yr)\s+", re.IGNORECASE)
_ENDS = re.compile(r"[.!?]")
_IN_ORDER = re.compile(r"\b(?:respectively|yn y drefn honno|yn ôl eu trefn)\b", re.IGNORECASE)
_REF = re.compile(r"\b\d+(?:\.\d+)*[a-z]?\b")
_WORD = r"(?:[A-Z][\w’'&-]*|of|the|and|for|to|in)"
_SHORT = re.compile(r"(?<=\s)\(([A-Z][A-Za-z&]{1,8})\)")
_NAME = re.compile(rf"((?:{_WORD}\s+)*[A-Z][\w’'&-]*)\s+$")
_LONGEST_NAME = 200
_PLACEHOLDER = re.compile("\0(\\d+)\0")
_LOWERCASE_WORDS = {"of", "the", "and", "for", "to", "in"}


def split_agencies(words: str) -> list[str]:
    """Return the agencies that a heading names: "HMCTS and the OPCC"; the name of a known body is not split."""
    names = sorted((name for _, *names in AGENCIES for name in names if name in words), key=len, reverse=True)
    for index, name in enumerate(names):
        words = words.replace(name, f"\0{index}\0")
    parts = [_THE.sub("", part.strip()) for part in _BETWEEN.split(words)]
    return [_PLACEHOLDER.sub(lambda match: names[int(match[1])], part) for part in parts if part]


def agencies_in_order(
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
