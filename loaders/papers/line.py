"""What a line of a paper is: its place and format, and by its words a heading, or a fact such as "Lead agency: CPS"."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from loaders.cells.values import Value
from loaders.issue_log import make_issue
from loaders.papers.agencies import named_in_heading
from loaders.records import Cell
from loaders.vocabulary import WORDS
from loaders.vocabulary.headings import STRONG_ALIASES, WEAK_ALIASES, ColumnMeaning, column_labels, split_round
from loaders.vocabulary.refs import normalise_ref
from model.issue import Issue
from model.language import label_key, normalise_space
from model.terms import LIST_SEPARATOR
from model.tracker.columns import REVIEWS

_QUOTED = 80
"""The most characters of a line that an issue quotes."""
_MOST_PLACES = 3


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text, a paragraph of a document or of a cell, or a paragraph joined from several lines.

    Attributes:
        number: the number of the line of a text, the paragraph of a document, the line on a page of a PDF; from 1.
        page: its page, from 1; 0 where the file has no pages.
        column: the column of its page, or the cell of a table there; a line in another one is no neighbour.
        after_gap: whether a blank line, a gap or another page precedes it.
        heading: whether the file marks it as a heading, by its style or by being bold from end to end.
        item: whether the file marks it as an item of a list, whatever sign it begins with.
        whole_paragraph: whether the file marks it as a complete paragraph, which no other line continues.
        small: whether it is set smaller than the text of its paper.
        header_footer: whether it is a running header or footer.
        colour: its background colour, as `#rrggbb`.
        unit: the unit that `number` counts.
        table: the cells of a table that may be one of statuses, by rows; such a line has no text of its own.
        left: its left edge, in points from the left of its column; None where the file does not give it.
        text_left: the left edge of its text, behind a bullet sign.
        space_after: the empty width of its column behind it, in points.
        first_word_width: the width of its first word and a space, in points.
        joined: the lines that were joined to it.
    """

    text: str
    number: int
    page: int = 0
    column: int = 0
    after_gap: bool = False
    heading: bool = False
    item: bool = False
    whole_paragraph: bool = False
    small: bool = False
    header_footer: bool = False
    colour: str | None = None
    unit: str = "line"
    table: "Table | None" = None
    left: float | None = None
    text_left: float | None = None
    space_after: float | None = None
    first_word_width: float = 0.0
    joined: tuple["Line", ...] = ()

    @property
    def location(self) -> tuple[str, str]:
        """Its location as an issue gives it: the page, and the line."""
        return (f"page {self.page}" if self.page else "", f"{self.unit} {self.number}")

    @property
    def lines(self) -> Sequence["Line"]:
        """The lines with text of its table; itself where it has none."""
        cells = (cell for row in self.table or () for cell in row)
        return [self] if self.table is None else [line for cell in cells for line in cell if line.text]

    @property
    def frame(self) -> tuple[int, int]:
        """Its page, and its column there."""
        return (self.page, self.column)


CellLines = Sequence[Line]
"""A cell of a table."""
Table = Sequence[Sequence[CellLines]]
"""A table by rows."""


def line_start(line: Line) -> str:
    """Return the first words of a line, shortened for an issue to quote."""
    words = normalise_space(line.text)
    return words if len(words) <= _QUOTED else f"{words[:_QUOTED].rstrip()}…"


def line_issue(code: str, line: Line, /, **details: str) -> Issue:
    """Return an issue in the place of a line."""
    sheet, cell = line.location
    return make_issue(code, sheet=sheet, cell=cell, severity=None, **details)


def line_cell(line: Line, value: Value = None) -> Cell:
    """Return a value that a line gives, with its place."""
    return Cell(value, line.location[0], line.number, kind=line.unit)


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided by where a line stands: the code of its issue, and words to quote instead of the line's."""

    code: str
    line: Line
    words: str = ""


def decision_issues(decisions: Iterable[Decision]) -> Iterator[Issue]:
    """Yield one issue of the decisions of each kind, with their number and their first places."""
    kinds: dict[str, list[Decision]] = {}
    for decision in decisions:
        kinds.setdefault(decision.code, []).append(decision)
    for code, of_kind in kinds.items():
        first = of_kind[0]
        places = list(dict.fromkeys(" ".join(filter(None, one.line.location)) for one in of_kind))
        found, listed = first.words or line_start(first.line), LIST_SEPARATOR.join(places[:_MOST_PLACES])
        yield line_issue(code, first.line, found=found, count=str(len(of_kind)), places=listed)


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
    CONTENTS = "contents"
    END = "end"
    """A part after the recommendations, such as a conclusion."""


UPDATES = (PaperPart.RESPONSE, PaperPart.PROGRESS)


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
_STATUS = re.compile(
    r"(?:(?:current\s+)?(?:b?rag|cag)(?:\s+(?:rating|status|statws|sgôr))?|(?:current\s+)?(?:status|rating)|statws)"
    r"\s*[:–—-]\s*(?P<status>.*)",
    re.IGNORECASE,
)
_RATED = re.compile(r"(?P<name>.+?)(?:\s[–—-]\s|:\s|[\s:–—-]*\()\s*(?P<status>[^()]+?)\)?")
"""A status at the end of a heading: "Progress – Amber", "Progress: Amber", "Progress (Amber)"."""
_APPENDIX = re.compile(r"(?:appendix|annex|atodiad)\b.{0,60}", re.IGNORECASE)
_FIXED_HEADINGS = {words: PaperPart(part) for part, listed in WORDS["paper_headings"].items() for words in listed}
_CONTINUED = re.compile(
    r"(?P<words>.*\S)\s*[(\[–—-]\s*(?:continued|cont[’']?d\.?|cont\.?|parhad|wedi[’']i barhau)\s*[)\]]?", re.IGNORECASE
)
_LONGEST = 90
"""The most letters of a heading that names no agencies."""
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
    rated = _STATUS.fullmatch(words) if len(words) <= _LONGEST else None
    if line.item and not line.heading:
        return PaperHeading(PaperPart.STATUS, rated["status"].strip()) if rated else None
    found = _RECOMMENDATION.fullmatch(words)
    if found and (line.heading or not found["bracketed"]):
        ref, rest, bracketed = normalise_ref(found["ref"]), found["rest"] or "", found["bracketed"] or ""
        return PaperHeading(PaperPart.RECOMMENDATION, ref, rest, bracketed)
    if rated:
        return PaperHeading(PaperPart.STATUS, rated["status"].strip())
    if _SENTENCE.search(words):
        return None
    if names := named_in_heading(words):
        return PaperHeading(PaperPart.AGENCIES, names)
    return _named(words.rstrip(":").strip()) if len(words) <= _LONGEST else None


def _named(words: str) -> PaperHeading | None:
    key = label_key(words)
    part = PaperPart.END if _APPENDIX.fullmatch(words) else _FIXED_HEADINGS.get(key)
    if part is not None:
        return PaperHeading(part, words if part is PaperPart.END else "")
    if found := _update(words):
        return found
    if theme := _THEME.fullmatch(words):
        return PaperHeading(PaperPart.THEME, theme["after"] or theme["before"])
    return PaperHeading(PaperPart.MONITORING) if _MONITORING.fullmatch(words) else None


def _update(words: str) -> PaperHeading | None:
    """Return the heading of a response or of progress, with its round; a status may follow the round."""
    rest, round_words = split_round(words)
    if round_words is None or _UNDER_WAY.search(words):
        return None
    rated = _RATED.fullmatch(rest)
    before, status = (rated["name"], rated["status"]) if rated else (rest, "")
    name = before.strip(" :–—-()")
    kinds = {PaperPart.RESPONSE: _RESPONSE, PaperPart.PROGRESS: _PROGRESS}
    part = next((part for part, pattern in kinds.items() if pattern.fullmatch(name)), None)
    return PaperHeading(part, round_words, status.strip()) if part else None


_LABELLED = re.compile(r"(?P<label>[^\W\d_a-z][^:]{1,34}?)\s*:\s+(?P<value>\S.*)", re.DOTALL)
_FACTS = {
    *("review", "theme", "lead_agency", "supporting_agencies", "lead_role", "accepted", "target", "related_refs"),
}
OTHER_FACT = "other"
"""What a panel report of this project adds: it is no text of a recommendation, nor a field of it."""
_OTHER_LABELS = frozenset(WORDS["papers"]["other_facts"])
_REVIEW_FACTS = column_labels(REVIEWS)


def parse_fact(text: str) -> tuple[str, str] | None:
    """Return the field of a recommendation that a line labels, or OTHER_FACT, and its value; None for other lines."""
    label, value = _labelled(text)
    weak = WEAK_ALIASES.get(label)
    field = STRONG_ALIASES.get(label) or (weak if weak is ColumnMeaning.LEAD_AGENCY else None)
    if label in _OTHER_LABELS:
        return OTHER_FACT, value
    return (field.value, value) if field is not None and field.value in _FACTS else None


def parse_review_fact(text: str) -> tuple[str, str] | None:
    """Return the column of the Reviews sheet that a line labels, and its value; None for other lines."""
    label, value = _labelled(text)
    return (_REVIEW_FACTS[label], value) if label in _REVIEW_FACTS else None


def _labelled(text: str) -> tuple[str, str]:
    """Return the label that a line begins with and the value behind it; "" without one."""
    found = _LABELLED.fullmatch(normalise_space(text))
    return (label_key(found["label"]), found["value"]) if found else ("", "")
