"""The headings of a published paper: what each line that is one begins."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from loaders.papers.text.line import Line, line_start
from loaders.vocabulary.heading_periods import split_round
from loaders.vocabulary.refs import plain_ref
from model.issues.issue import WorkbookError
from model.text import label_key


class Part(StrEnum):
    """What a heading begins."""

    RECOMMENDATION = "recommendation"
    RESPONSE = "response"
    PROGRESS = "progress"
    MONITORING = "monitoring"
    THEME = "theme"
    """The theme that its words name; none where it names none, as "Recommendations without a theme" says."""
    AGENCIES = "agencies"
    """What some agencies reported: those that its words name; nobody leads where it names none."""
    STATUS = "status"
    """A status written out: "RAG rating: Amber"."""
    KEY = "key"
    CONTENTS = "contents"
    END = "end"
    """What follows the recommendations, such as a conclusion."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: what it begins, its own words, and what follows them on the same line.

    Attributes:
        words: the ref of a recommendation, the round of an update, the name of a theme, the agencies, the status.
        rest: the text after a recommendation's number, or the status after an update's round.
        aside: what stands in brackets behind a recommendation's number, such as its review.
        again: whether it says that it was begun before: "Recommendation 3 (continued)".
    """

    part: Part
    words: str = ""
    rest: str = ""
    aside: str = ""
    again: bool = False


_RECOMMENDATION = re.compile(
    r"(?-i:R|A)(?:ecommendation|rgymhelliad|ec\.?)\s*(?:no\.?|number|rhif)?\s*"
    r"(?P<ref>[a-z]{0,3}-?\d+(?:\.\d+)*[a-z]?)(?:\s+\((?P<aside>[^:]+?)\))?"
    r"(?:\s*:|(?:\s*[:.–—]|\s-)\s*(?P<rest>\S.*))?",
    re.IGNORECASE | re.DOTALL,
)
_WHOSE = r"(?:[\w&'’.-]+\s+){0,4}?"
_RESPONSE = re.compile(rf"(?:{_WHOSE}(?:response|ymateb)(?:\s+(?:by|from|gan)\s+.+)?|ymateb\s+.+)", re.IGNORECASE)
_PROGRESS = re.compile(
    rf"(?:{_WHOSE}(?:progress|update|progress update|position|cynnydd|diweddariad)(?:\s+(?:report|made))?)",
    re.IGNORECASE,
)
_UNDER_WAY = re.compile(r"\b(?:in|no)\s+progress\b", re.IGNORECASE)
"""What says how something stands, and begins nothing."""
_MONITORING = re.compile(rf"{_WHOSE}(?:monitoring|monitro|fonitro)(?:\s+[\w'’]+){{0,3}}", re.IGNORECASE)
_THEME = re.compile(
    r"(?P<after>.+?)(?<!\bof)(?<!\bagainst)(?<!\bon)(?<!\bthe)\s+recommendations|argymhellion:?\s+(?P<before>.+)",
    re.IGNORECASE,
)
_AGENCIES = re.compile(
    r"(?:(?:progress|updates?|responses?)\s+(?:as\s+)?(?:reported|provided|given|made)|reported)\s+by\s+(?P<by>.+)"
    r"|(?:(?:y\s+)?cynnydd\s+(?:a\s+adroddwyd|a\s+gyflawnwyd)|adroddwyd)\s+gan:?\s+(?P<gan>.+)",
    re.IGNORECASE,
)
_STATUS = re.compile(
    r"(?:(?:current\s+)?(?:b?rag|cag)(?:\s+(?:rating|status|statws|sgôr))?|(?:current\s+)?(?:status|rating)|statws)"
    r"\s*[:–—-]\s*(?P<status>.*)",
    re.IGNORECASE,
)
_RATED = re.compile(r"(?P<name>.+?)(?:\s[–—-]\s|:\s|[\s:–—-]*\()\s*(?P<status>[^()]+?)\)?")
"""A status behind what a heading begins: "Progress – Amber", "Progress: Amber", "Progress (Amber)"."""
_END = {"conclusion", "conclusions", "summary and conclusion", "casgliad", "casgliadau", "next steps", "camau nesaf"}
_APPENDIX = re.compile(r"(?:appendix|annex|atodiad)\b.{0,60}", re.IGNORECASE)
_PLAIN = {
    **dict.fromkeys(("contents", "table of contents", "cynnwys", "tabl cynnwys"), Part.CONTENTS),
    "recommendations without a theme": Part.THEME,
    "argymhellion heb thema": Part.THEME,
    "recommendations without a lead agency": Part.AGENCIES,
    "argymhellion heb asiantaeth arweiniol": Part.AGENCIES,
}
"""Headings that say it all: of the contents, and of what has no theme or no lead agency."""
_AGAIN = re.compile(
    r"(?P<words>.*\S)\s*[(\[–—-]\s*(?:continued|cont[’']?d\.?|cont\.?|parhad|wedi[’']i barhau)\s*[)\]]?", re.IGNORECASE
)
_LONGEST = 90
_SENTENCE = re.compile(r"[.;,!?]$")


def heading_of(line: Line) -> Heading | None:
    """Return what a line begins as a heading, or None where it is none.

    A heading is short, stands by itself and does not end as a sentence does; only a recommendation's number may have
    its text behind it, after a colon, a full stop or a dash. An item of a list that does not look like one is none,
    though it begins with the number of a recommendation; only a status may be written out in a list.
    """
    words = " ".join(line.text.split())
    again = _AGAIN.fullmatch(words)
    heading = _heading(line, again["words"] if again else words)
    return replace(heading, again=True) if heading and again else heading


def _heading(line: Line, words: str) -> Heading | None:
    if line.item and not line.heading:
        rated = _STATUS.fullmatch(words) if len(words) <= _LONGEST else None
        return Heading(Part.STATUS, rated["status"].strip()) if rated else None
    if found := _RECOMMENDATION.fullmatch(words):
        aside = found["aside"] or ""
        if not aside or line.heading:
            return Heading(Part.RECOMMENDATION, plain_ref(found["ref"]), found["rest"] or "", aside)
    if len(words) > _LONGEST:
        return None
    if found := _STATUS.fullmatch(words):
        return Heading(Part.STATUS, found["status"].strip())
    if _SENTENCE.search(words):
        return None
    return _named(words.rstrip(":").strip())


def _named(words: str) -> Heading | None:
    folded = label_key(words)
    if folded in _PLAIN:
        return Heading(_PLAIN[folded])
    if folded in _END or _APPENDIX.fullmatch(words):
        return Heading(Part.END, words)
    if update := _update(words):
        return update
    if found := _AGENCIES.fullmatch(words):
        return Heading(Part.AGENCIES, found["by"] or found["gan"])
    if found := _THEME.fullmatch(words):
        return Heading(Part.THEME, found["after"] or found["before"])
    return Heading(Part.MONITORING) if _MONITORING.fullmatch(words) else None


def _update(words: str) -> Heading | None:
    """Return the heading of a response or of progress, with its round; a status may stand behind the round."""
    rest, stated = split_round(words)
    if stated is None or _UNDER_WAY.search(words):
        return None
    rated = _RATED.fullmatch(rest)
    before, status = (rated["name"], rated["status"]) if rated else (rest, "")
    name = before.strip(" :–—-()")
    if _RESPONSE.fullmatch(name):
        return Heading(Part.RESPONSE, stated, status.strip())
    if _PROGRESS.fullmatch(name):
        return Heading(Part.PROGRESS, stated, status.strip())
    return None


def looks_like_paper(lines: Sequence[Line]) -> bool:
    """Say whether lines are a progress report: a recommendation's heading, and below it what was said and when."""
    parts = [heading.part for line in lines if (heading := heading_of(line))]
    return Part.RECOMMENDATION in parts and bool({Part.PROGRESS, Part.RESPONSE} & set(parts))


def not_a_report(lines: Sequence[Line]) -> WorkbookError:
    """Return why lines are no progress report: how many headings of each kind were found, and how they begin."""
    parts = [heading.part for line in lines if (heading := heading_of(line))]
    updates = parts.count(Part.RESPONSE) + parts.count(Part.PROGRESS)
    beginning = next((line_start(line) for line in lines if line.text.strip() and not line.furniture), "")
    recommendations = str(parts.count(Part.RECOMMENDATION))
    return WorkbookError("not-a-report", recommendations=recommendations, updates=str(updates), found=beginning)
