"""What a line of a paper is: its place and format, and by its words a heading with agencies, or a fact."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from loaders.cells import Value
from loaders.records import Cell
from loaders.vocabulary import WORDS, paper_pattern
from loaders.vocabulary.headings import STRONG_ALIASES, WEAK_ALIASES, ColumnMeaning, column_labels
from loaders.vocabulary.names import AGENCIES, is_agency_name
from loaders.vocabulary.refs import normalise_ref
from loaders.vocabulary.rounds import split_round
from loaders.vocabulary.status_words import is_known_status
from model.terms import LIST_SEPARATOR, label_key, normalise_space
from model.tracker.columns import REVIEWS
from model.tracker.reading import SEVERITIES, Issue

SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
# The character that some programs write where they split a word at the end of a line; it is no letter of the word.
SOFT_HYPHEN = "\u00ad"
# The most characters of a line that an issue quotes, and the most places that it names.
_QUOTED, _MOST_PLACES = 80, 3


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text, a paragraph of a document or of a cell, or a paragraph joined from several lines.

    Attributes:
        number: the number of the line of a text, the paragraph of a document, the line on a page of a PDF; from 1.
        page: its page, from 1; 0 where the file has no pages.
        column: the number of the column or the cell of a page that it is in; a line in another one is no neighbour.
        after_gap: whether a blank line, a gap or another page precedes it.
        heading: whether the file marks it as a heading, by its style or by being bold from end to end.
        item: whether the file marks it as an item of a list, whatever sign it begins with.
        whole_paragraph: whether the file marks it as a complete paragraph, which no other line continues.
        small: whether it is set smaller than the text of its paper.
        colour: its background colour, as `#rrggbb`.
        unit: the unit that `number` counts.
        table: the cells of a table that may be one of statuses, by rows; such a line has no text of its own.
        left: its left edge, in points from the left of its column; 0 where the file does not give it.
        text_left: the left edge of its text, behind a bullet sign.
        space_after: the empty width of its column behind it, in points.
        first_word_width: the width of its first word and a space, in points.
        month: the month of an update whose heading names none; "" where the headings of its paper name theirs.
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
    colour: str | None = None
    unit: str = "line"
    table: "Table | None" = None
    left: float = 0.0
    text_left: float = 0.0
    space_after: float | None = None
    first_word_width: float = 0.0
    month: str = ""

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
    def start(self) -> str:
        """Its first words, shortened for an issue to quote."""
        words = normalise_space(self.text)
        return words if len(words) <= _QUOTED else f"{words[:_QUOTED].rstrip()}…"

    @property
    def as_heading(self) -> "PaperHeading | None":
        """The heading that it is, or None where it is none.

        A heading is short, stands by itself and does not end as a sentence does; only a recommendation's number may be
        followed by its text, after a colon, a full stop or a dash. A list item that is not formatted as a heading is
        none, though it begins with the number of a recommendation; only a status may be written out in a list.
        """
        return _heading(normalise_space(self.text), self.heading, self.item, self.month)

    @property
    def part(self) -> "PaperPart | None":
        """The part that it begins as a heading; None where it is none."""
        heading = self.as_heading
        return heading.part if heading is not None else None

    @property
    def fact(self) -> "tuple[str, Line] | None":
        """The field of a recommendation that it labels, or OTHER_FACT, and its value; None for another line."""
        return self._labelled(_FACTS)

    @property
    def review_fact(self) -> "tuple[str, Line] | None":
        """The column of the Reviews sheet that it labels, and its value; None for another line."""
        return self._labelled(_REVIEW_FACTS)

    def _labelled(self, fields: Mapping[str, str]) -> "tuple[str, Line] | None":
        found = _LABELLED.fullmatch(normalise_space(self.text))
        name = fields.get(label_key(found["label"])) if found else None
        value = found["value"] if found and name != OTHER_FACT else self.text
        return (name, replace(self, text=value)) if name else None

    def split_at(self, sign: str) -> list["Line"]:
        """Return the heading of an update that a line begins with and its text behind a sign; itself without them."""
        label, _, text = self.text.partition(sign)
        heading = replace(self, text=label, after_gap=True)
        if not text.strip() or heading.part not in UPDATES:
            return [self]
        return [heading, replace(self, text=text.strip(), heading=False, after_gap=False)]

    def issue(self, code: str, /, *, found: str = "", **details: str) -> Issue:
        """Return an issue in its place."""
        return Issue(code, SEVERITIES[code], *self.location, found, details)

    def cell(self, value: Value = None) -> Cell:
        """Return a value that it gives, with its place."""
        return Cell(value, self.location[0], self.number, kind=self.unit)


# A cell of a table.
CellLines = Sequence[Line]
# A table by rows.
Table = Sequence[Sequence[CellLines]]


@dataclass
class Findings:
    """The issues of a paper, and by the code of its issue the lines where something was decided, with their words."""

    found: list[Issue] = field(default_factory=list)
    decided: dict[str, list[tuple[Line, str]]] = field(default_factory=lambda: defaultdict(list))

    def report(self, issue: Issue) -> None:
        """Add an issue."""
        self.found.append(issue)

    def decide(self, code: str, line: Line, words: str = "") -> None:
        """Add a line where something was decided; the first of its kind quotes these words instead of the line's."""
        self.decided[code].append((line, words or line.start))

    def issues(self) -> Iterator[Issue]:
        """Yield the issues, and the first decision of each kind, with their number and their first places."""
        yield from self.found
        for code, decided in self.decided.items():
            places = list(dict.fromkeys(" ".join(filter(None, line.location)) for line, _words in decided))
            details = {"count": str(len(decided)), "places": LIST_SEPARATOR.join(places[:_MOST_PLACES])}
            line, words = decided[0]
            yield line.issue(code, found=words, **details)


class PaperPart(StrEnum):
    """The kind of part that a heading begins.

    A theme is the one that its words name; none under "Recommendations without a theme". Agencies are those whose
    reports follow; the lead agency is unknown where it names none. A status is written out: "RAG rating: Amber". An end
    begins a part after the recommendations, such as a conclusion.
    """

    RECOMMENDATION = "recommendation"
    RESPONSE = "response"
    PROGRESS = "progress"
    MONITORING = "monitoring"
    THEME = "theme"
    AGENCIES = "agencies"
    STATUS = "status"
    CONTENTS = "contents"
    END = "end"


UPDATES = (PaperPart.RESPONSE, PaperPart.PROGRESS)


class PaperHeading(NamedTuple):
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


_RECOMMENDATION = paper_pattern("recommendation")
_WHOSE = r"(?:[\w&'’.-]+\s+){0,4}?"
_RESPONSE = re.compile(rf"{_WHOSE}(?:response|ymateb)(?:\s+(?:by|from|gan)\s+.+)?|ymateb\s+.+", re.IGNORECASE)
_PROGRESS = re.compile(
    rf"{_WHOSE}(?:(?:progress )?update|progress|position|cynnydd|diweddariad)(?:\s+(?:report|made))?", re.IGNORECASE
)
# A phrase that describes a status, and begins no part.
_UNDER_WAY = re.compile(r"\b(?:in|no)\s+progress\b", re.IGNORECASE)
_MONITORING = re.compile(rf"{_WHOSE}(?:monitoring|monitro|fonitro)(?:\s+[\w'’]+){{0,3}}", re.IGNORECASE)
_THEME, _STATUS = map(paper_pattern, ("theme", "status"))
# A status at the end of a heading: "Progress – Amber", "Progress: Amber", "Progress (Amber)".
_RATED = re.compile(r"(?P<name>.+?)(?:\s[–—-]\s|:\s|[\s:–—-]*\()\s*(?P<status>[^()]+?)\)?")
_APPENDIX = paper_pattern("appendix")
_FIXED_HEADINGS = {words: PaperPart(part) for part, listed in WORDS["paper_headings"].items() for words in listed}
_CONTINUED = paper_pattern("continued")
# The most letters of a heading that names no agencies.
_LONGEST = 90
_SENTENCE = re.compile(r"[.;,!?]$")


@lru_cache(maxsize=4096)
def _heading(text: str, is_heading: bool, is_item: bool, month: str) -> PaperHeading | None:
    continued = _CONTINUED.fullmatch(text)
    words = continued["words"] if continued else text
    words = words.rstrip(",") if label_key(words.rstrip(",")) in _FIXED_HEADINGS else words  # as in Kind regards,
    begins_part, heading = is_heading or not is_item, None
    found = _RECOMMENDATION.fullmatch(words) if begins_part else None
    rated = _STATUS.fullmatch(words) if len(words) <= _LONGEST else None
    if found and (is_heading or not found["bracketed"]):
        ref, rest, bracketed = normalise_ref(found["ref"]), found["rest"] or "", found["bracketed"] or ""
        heading = PaperHeading(PaperPart.RECOMMENDATION, ref, rest, bracketed)
    elif rated:
        heading = PaperHeading(PaperPart.STATUS, rated["status"].strip())
    elif begins_part and not _SENTENCE.search(words):
        names = named_in_heading(words)
        heading = PaperHeading(PaperPart.AGENCIES, names) if names else _named(words.rstrip(":").strip(), month)
    return heading._replace(continued=True) if heading and continued else heading


def _named(words: str, month: str) -> PaperHeading | None:
    if len(words) > _LONGEST:
        return None
    part = PaperPart.END if _APPENDIX.fullmatch(words) else _FIXED_HEADINGS.get(label_key(words))
    if found := PaperHeading(part) if part else _update(words, month):
        return found
    if theme := _THEME.fullmatch(words):
        return PaperHeading(PaperPart.THEME, theme["after"] or theme["before"])
    return PaperHeading(PaperPart.MONITORING) if _MONITORING.fullmatch(words) else None


def _update(words: str, month: str) -> PaperHeading | None:
    """Return the heading of a response or of progress, with its round or this month; a status may follow the round."""
    rest, round_words = split_round(words)
    if round_words and ":" in words and is_known_status(rest):
        return PaperHeading(PaperPart.PROGRESS, round_words, rest)
    if not (round_words or month) or _UNDER_WAY.search(words):
        return None
    rated = _RATED.fullmatch(rest)
    before, status = (rated["name"], rated["status"].strip()) if rated else (rest, "")
    name = before.strip(" :–—-()")
    patterns = {PaperPart.RESPONSE: _RESPONSE, PaperPart.PROGRESS: _PROGRESS}
    part = next((each for each, pattern in patterns.items() if pattern.fullmatch(name)), None)
    if part is None or (round_words is None and status and not is_known_status(status)):
        return None
    return PaperHeading(part, round_words or month, status)


_LABELLED = re.compile(r"(?P<label>[^\W\d_a-z][^:]{1,34}?)\s*:\s+(?P<value>\S.*)", re.DOTALL)
# What a panel report of this project adds: it is no text of a recommendation, nor a field of it.
OTHER_FACT = "other"
_FIELDS = ["review", "theme", "lead_agency", "supporting_agencies", "lead_role", "accepted", "target", "related_refs"]
_LEADS = {label: meaning for label, meaning in WEAK_ALIASES.items() if meaning is ColumnMeaning.LEAD_AGENCY}
# The field of each label of a fact.
_FACTS = {label: meaning.value for label, meaning in (_LEADS | STRONG_ALIASES).items() if meaning.value in _FIELDS}
_FACTS |= dict.fromkeys(WORDS["papers"]["other_facts"], OTHER_FACT)
_REVIEW_FACTS = column_labels(REVIEWS)


_BETWEEN = paper_pattern("between_agencies")
# Words with "and" that are part of one name.
_WITHIN_NAME = paper_pattern("within_agency")
# The lead in brackets behind names: "HMCTS and the OPCC (lead: OPCC)".
_LEAD_BEHIND = paper_pattern("lead_behind")
_THE = re.compile(r"^(?:the|y|yr)\s+", re.IGNORECASE)
_PLACEHOLDER = re.compile("\0(\\d+)\0")
_REPORTED = paper_pattern("reported")
# The most letters of a heading that names agencies.
_LONGEST_NAMES = 180


def named_in_heading(words: str) -> str:
    """Return the agencies that the words of a heading say have reported, with a full stop or not; "" for others."""
    found = _REPORTED.fullmatch(words.rstrip(" .:")) if len(words) <= _LONGEST_NAMES else None
    return next(filter(None, found.groups()), "") if found else ""


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
