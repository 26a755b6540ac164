"""Detect the headings of a published paper, and which part of it each begins."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from loaders.papers.text.line import Line, line_start
from loaders.vocabulary.heading_periods import split_round
from loaders.vocabulary.refs import normalise_ref
from model.issues.issue import WorkbookError
from model.text import label_key, normalise_space


class PaperPart(StrEnum):
    """The kind of part that a heading begins."""

    RECOMMENDATION = "recommendation"
    RESPONSE = "response"
    PROGRESS = "progress"
    MONITORING = "monitoring"
    THEME = "theme"
    """The theme that its words name; none under "Recommendations without a theme"."""
    AGENCIES = "agencies"
    """The reports of the agencies that its words name; no lead agency where it names none."""
    STATUS = "status"
    """A status written out: "RAG rating: Amber"."""
    KEY = "key"
    CONTENTS = "contents"
    END = "end"
    """A part after the recommendations, such as a conclusion."""


@dataclass(frozen=True, slots=True)
class PaperHeading:
    """A heading of a paper: the part it begins, its words, and the text that follows them on the same line.

    Attributes:
        words: the ref of a recommendation, the round of an update, the name of a theme, the agencies, the status.
        trailing_text: the text after a recommendation's number, or the status after an update's round.
        bracketed: the text in brackets behind a recommendation's number, such as its review.
        continued: whether it continues an earlier heading: "Recommendation 3 (continued)".
        by_position: whether only its position tells which part it begins, and not its words.
    """

    part: PaperPart
    words: str = ""
    trailing_text: str = ""
    bracketed: str = ""
    continued: bool = False
    by_position: bool = False


_RECOMMENDATION = re.compile(
    r"(?-i:R|A)(?:ecommendation|rgymhelliad|ec\.?)\s*(?:no\.?|number|rhif)?\s*"
    r"(?P<ref>[a-z]{0,3}-?\d+(?:\.\d+)*[a-z]?)(?:\s+\((?P<bracketed>[^:]+?)\))?"
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
"""A phrase that describes a status, and begins no part."""
_MONITORING = re.compile(rf"{_WHOSE}(?:monitoring|monitro|fonitro)(?:\s+[\w'’]+){{0,3}}", re.IGNORECASE)
_THEME = re.compile(
    r"(?P<after>.+?)(?<!\bof)(?<!\bagainst)(?<!\bon)(?<!\bthe)\s+recommendations|argymhellion:?\s+(?P<before>.+)",
    re.IGNORECASE,
)
_TOGETHER = r"(?:(?:jointly|together|collectively|both)\s+)?"
_TOGETHER_CY = r"(?:(?:ar\s+y\s+cyd|gyda['’]i\s+gilydd)\s+)?"
_AGENCIES = re.compile(
    rf"(?:joint\s+)?(?:progress(?:\s+updates?)?|updates?|responses?)\s+(?:as\s+)?{_TOGETHER}(?:reported|provided|given|made)\s+"
    rf"{_TOGETHER}by\s+{_TOGETHER}(?P<by>.+)"
    rf"|(?:joint\s+(?:progress\s+)?(?:reports?|updates?|responses?|progress)|progress\s+reports?)\s+(?:by|from)\s+"
    rf"{_TOGETHER}(?P<joint>.+)"
    rf"|{_TOGETHER}reported\s+{_TOGETHER}by\s+{_TOGETHER}(?P<reported>.+)"
    rf"|(?:(?:y\s+)?cynnydd\s+(?:a\s+adroddwyd|a\s+gyflawnwyd)|adroddwyd)\s+{_TOGETHER_CY}gan:?\s+(?P<gan>.+)",
    re.IGNORECASE,
)
_STATUS = re.compile(
    r"(?:(?:current\s+)?(?:b?rag|cag)(?:\s+(?:rating|status|statws|sgôr))?|(?:current\s+)?(?:status|rating)|statws)"
    r"\s*[:–—-]\s*(?P<status>.*)",
    re.IGNORECASE,
)
_RATED = re.compile(r"(?P<name>.+?)(?:\s[–—-]\s|:\s|[\s:–—-]*\()\s*(?P<status>[^()]+?)\)?")
"""A status at the end of a heading: "Progress – Amber", "Progress: Amber", "Progress (Amber)"."""
_END = {"conclusion", "conclusions", "summary and conclusion", "casgliad", "casgliadau", "next steps", "camau nesaf"}
_APPENDIX = re.compile(r"(?:appendix|annex|atodiad)\b.{0,60}", re.IGNORECASE)
_FIXED_HEADINGS = {
    **dict.fromkeys(("contents", "table of contents", "cynnwys", "tabl cynnwys"), PaperPart.CONTENTS),
    "recommendations without a theme": PaperPart.THEME,
    "argymhellion heb thema": PaperPart.THEME,
    "recommendations without a lead agency": PaperPart.AGENCIES,
    "argymhellion heb asiantaeth arweiniol": PaperPart.AGENCIES,
}
"""Headings with fixed words: of the contents, and of recommendations without a theme or a lead agency."""
_CONTINUED = re.compile(
    r"(?P<words>.*\S)\s*[(\[–—-]\s*(?:continued|cont[’']?d\.?|cont\.?|parhad|wedi[’']i barhau)\s*[)\]]?", re.IGNORECASE
)
_LONGEST, _LONGEST_AGENCIES = 90, 180
"""The most letters of a heading, and of one that names agencies."""
_SENTENCE = re.compile(r"[.;,!?]$")


def heading_of(line: Line) -> PaperHeading | None:
    """Return the heading that a line is, or None where it is none.

    A heading is short, stands by itself and does not end as a sentence does; only a recommendation's number may be
    followed by its text, after a colon, a full stop or a dash. A list item that is not formatted as a heading is none,
    though it begins with the number of a recommendation; only a status may be written out in a list.
    """
    words = normalise_space(line.text)
    continued = _CONTINUED.fullmatch(words)
    heading = _heading(line, continued["words"] if continued else words)
    return replace(heading, continued=True) if heading and continued else heading


def _heading(line: Line, words: str) -> PaperHeading | None:
    if line.item and not line.heading:
        rated = _STATUS.fullmatch(words) if len(words) <= _LONGEST else None
        return PaperHeading(PaperPart.STATUS, rated["status"].strip()) if rated else None
    if found := _RECOMMENDATION.fullmatch(words):
        bracketed = found["bracketed"] or ""
        if not bracketed or line.heading:
            return PaperHeading(PaperPart.RECOMMENDATION, normalise_ref(found["ref"]), found["rest"] or "", bracketed)
    if len(words) > _LONGEST:
        return None if _SENTENCE.search(words) else agencies_heading(words)
    if found := _STATUS.fullmatch(words):
        return PaperHeading(PaperPart.STATUS, found["status"].strip())
    if _SENTENCE.search(words):
        return None
    return _named(words.rstrip(":").strip())


def _named(words: str) -> PaperHeading | None:
    key = label_key(words)
    if key in _FIXED_HEADINGS:
        return PaperHeading(_FIXED_HEADINGS[key])
    if key in _END or _APPENDIX.fullmatch(words):
        return PaperHeading(PaperPart.END, words)
    if update := _update(words):
        return update
    if reporting := agencies_heading(words):
        return reporting
    if found := _THEME.fullmatch(words):
        return PaperHeading(PaperPart.THEME, found["after"] or found["before"])
    return PaperHeading(PaperPart.MONITORING) if _MONITORING.fullmatch(words) else None


def agencies_heading(words: str) -> PaperHeading | None:
    """Return the heading of what agencies report that words are, with a full stop or not; None for other words."""
    found = _AGENCIES.fullmatch(words.rstrip(" .:")) if len(words) <= _LONGEST_AGENCIES else None
    names = next(filter(None, found.groups()), "") if found else ""
    return PaperHeading(PaperPart.AGENCIES, names) if names else None


def _update(words: str) -> PaperHeading | None:
    """Return the heading of a response or of progress, with its round; a status may follow the round."""
    rest, round_words = split_round(words)
    if round_words is None or _UNDER_WAY.search(words):
        return None
    rated = _RATED.fullmatch(rest)
    before, status = (rated["name"], rated["status"]) if rated else (rest, "")
    name = before.strip(" :–—-()")
    if _RESPONSE.fullmatch(name):
        return PaperHeading(PaperPart.RESPONSE, round_words, status.strip())
    if _PROGRESS.fullmatch(name):
        return PaperHeading(PaperPart.PROGRESS, round_words, status.strip())
    return None


def looks_like_paper(lines: Sequence[Line]) -> bool:
    """Return whether lines are a progress report: it has the heading of a recommendation and of a dated update."""
    parts = [heading.part for line in lines if (heading := heading_of(line))]
    return PaperPart.RECOMMENDATION in parts and bool({PaperPart.PROGRESS, PaperPart.RESPONSE} & set(parts))


def not_a_report(lines: Sequence[Line]) -> WorkbookError:
    """Return the error for lines that are no progress report: the headings found of each kind, and the first line."""
    parts = [heading.part for line in lines if (heading := heading_of(line))]
    updates = parts.count(PaperPart.RESPONSE) + parts.count(PaperPart.PROGRESS)
    beginning = next((line_start(line) for line in lines if line.text.strip() and not line.header_footer), "")
    recommendations = str(parts.count(PaperPart.RECOMMENDATION))
    return WorkbookError("not-a-report", recommendations=recommendations, updates=str(updates), found=beginning)
