"""Who a recommendation is for, as a paper says it: by the part it stands in, and the sentence that shares it out."""

import re
from collections.abc import Iterable, Mapping, Sequence

from loaders.papers.sections.sections import Told
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
_HELD = re.compile("\0(\\d+)\0")
_SMALL = {"of", "the", "and", "for", "to", "in"}


def agencies_of(words: str) -> list[str]:
    """Return the agencies that a heading names: "HMCTS and the OPCC"; the name of a known body stays whole."""
    names = sorted((name for _, *names in AGENCIES for name in names if name in words), key=len, reverse=True)
    for place, name in enumerate(names):
        words = words.replace(name, f"\0{place}\0")
    parts = [_THE.sub("", part.strip()) for part in _BETWEEN.split(words)]
    return [_HELD.sub(lambda held: names[int(held[1])], part) for part in parts if part]


def shared_out(told: Sequence[Told], agencies: Sequence[str], text: str) -> Mapping[str, str]:
    """Return the lead agency of each ref among recommendations that stand under several agencies.

    Only a sentence that names these refs and these agencies in order, "respectively", says it; else none is told.
    """
    refs = [one.ref for one in told]
    for sentence in filter(_IN_ORDER.search, _ENDS.split(text)):
        placed = [(sentence.find(agency), agency) for agency in agencies]
        named = _REF.findall(sentence)
        if sorted(named) == sorted(refs) and len(refs) == len(agencies) and all(place >= 0 for place, _ in placed):
            return dict(zip(named, [agency for _, agency in sorted(placed)], strict=True))
    return {}


def full_names(text: str, initials: Iterable[str]) -> dict[str, str]:
    """Return the full names of initials.

    That is what a text gives before them in brackets, where the letters agree; else the name of a body that is known
    by them, where the text has that name too.
    """
    wanted, found = set(initials), {}
    for brackets in _SHORT.finditer(text):
        short = brackets[1]
        name = _NAME.search(text[max(0, brackets.start() - _LONGEST_NAME) : brackets.start()])
        if short in wanted and short not in found and name is not None and (whole := _whole(name[1], short)):
            found[short] = whole
    for short, *names in AGENCIES:
        known = next((name for name in names if name in text), None)
        if short in wanted and known is not None:
            found.setdefault(short, known)
    return found


def _whole(name: str, short: str) -> str:
    """Return the last words of a text whose capital letters are the initials, or "" where they are not."""
    words = name.split()
    for start in range(len(words)):
        capitals = [word[0] for part in words[start:] for word in part.split("-") if part not in _SMALL]
        if words[start] not in _SMALL and "".join(capitals).upper() == short.upper():
            return " ".join(words[start:])
    return ""
