"""A parsed paper: its recommendations, each with its theme, agencies, dated updates and statuses."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from loaders.papers.statuses.key import KeyEntry
from loaders.papers.statuses.status_mark import PrintedMark
from loaders.papers.text.decision import Decision
from loaders.papers.text.headings import PaperHeading, PaperPart
from loaders.papers.text.labelled_facts import Fact
from loaders.papers.text.line import Line

NO_MARK = PrintedMark()


@dataclass(frozen=True, slots=True)
class PaperUpdate:
    """An update of a recommendation in a paper: a response, progress or monitoring, with its heading and lines.

    `status_line` is the line with its status; it is `disputed` if the paper prints two different statuses.
    """

    part: PaperPart
    heading: Line
    round: str = ""
    mark: PrintedMark = NO_MARK
    status_line: Line | None = None
    disputed: bool = False
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class PaperRecommendation:
    """A recommendation in a paper, with its updates.

    `mark` is the status at its own heading: that of the round `status_round`, or the latest one where this is "".
    `agencies` are the words of the part of the paper that contains it, such as "HMCTS and the OPCC".
    """

    ref: str
    heading: Line
    trailing_text: str
    theme: str
    theme_line: Line | None
    agencies: str
    agencies_line: Line | None
    bracketed: str = ""
    mark: PrintedMark = NO_MARK
    status_line: Line | None = None
    status_round: str = ""
    facts: Mapping[str, Fact] = field(default_factory=dict)
    lines: tuple[Line, ...] = ()
    updates: tuple[PaperUpdate, ...] = ()


@dataclass(frozen=True, slots=True)
class ParsedPaper:
    """A parsed paper; `front` are the lines before its first recommendation, `other` the lines in no section."""

    recommendations: tuple[PaperRecommendation, ...] = ()
    front: tuple[Line, ...] = ()
    other: tuple[Line, ...] = ()
    headings: tuple[tuple[Line, PaperHeading], ...] = ()
    key: tuple[KeyEntry, ...] = ()
    reviews: tuple[Mapping[str, Fact], ...] = ()
    decisions: tuple[Decision, ...] = ()


def all_lines(paper: ParsedPaper) -> Sequence[Line]:
    """Return every line of a paper's text, in order."""
    inside = (
        line
        for recommendation in paper.recommendations
        for line in [
            *recommendation.lines,
            *(update_line for update in recommendation.updates for update_line in update.lines),
        ]
    )
    return sorted([*paper.front, *inside, *paper.other], key=lambda line: (line.page, line.number))
