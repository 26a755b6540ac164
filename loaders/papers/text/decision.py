"""What a reader of papers decides by where a line stands, and names once: lines joined, split or assigned."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from loaders.issue_log import make_issue
from loaders.papers.text.line import Line, line_start
from model.issues.issue import Issue
from model.terms import LIST_SEPARATOR

_MOST_PLACES = 3


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision about a line: the code of its issue, and the words to quote if they are not those of the line."""

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
        sheet, cell = first.line.location
        places = dict.fromkeys(" ".join(part for part in one.line.location if part) for one in of_kind)
        yield make_issue(
            code,
            sheet=sheet,
            cell=cell,
            found=first.words or line_start(first.line),
            count=str(len(of_kind)),
            places=LIST_SEPARATOR.join(list(places)[:_MOST_PLACES]),
        )
