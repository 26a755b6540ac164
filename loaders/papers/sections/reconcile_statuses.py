"""Reconcile the statuses that a paper prints in several places: at updates, at recommendations, in a table."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from loaders.issue_log import make_issue
from loaders.papers.sections.paper import NO_MARK, PaperRecommendation, PaperUpdate
from loaders.papers.statuses.matrix import PrintedStatus
from loaders.papers.statuses.status_mark import MarkReader, PrintedMark, first_of_month
from loaders.papers.text.decision import Decision
from loaders.papers.text.headings import PaperPart
from loaders.papers.text.line import Line
from model.issues.issue import Issue

_UPDATES = (PaperPart.RESPONSE, PaperPart.PROGRESS)


@dataclass(frozen=True, slots=True)
class ReconciledStatuses:
    """The recommendations of a paper with their statuses; printed statuses that match none; decisions and issues."""

    recommendations: tuple[PaperRecommendation, ...]
    unmatched: tuple[PrintedStatus, ...]
    decisions: tuple[Decision, ...]
    issues: tuple[Issue, ...]


def reconcile_statuses(
    recommendations: Iterable[PaperRecommendation], statuses: Sequence[PrintedStatus], marks: MarkReader
) -> ReconciledStatuses:
    """Return recommendations whose updates have the status that the paper prints for their round, anywhere.

    If two places give different statuses, that is an issue and neither is used. A status of a round without an update
    becomes an update without words, unless it is that of an update of a month without a column, which stands in the
    next one. Of a colour and a word for the same status, the word counts.
    """
    matched: set[int] = set()
    reconciled: list[PaperRecommendation] = []
    decisions: list[Decision] = []
    issues: list[Issue] = []
    for recommendation in recommendations:
        matching = [status for status in statuses if _is_status_of(status, recommendation)]
        matched |= {id(status) for status in matching}
        columns = {month for status in matching if (month := first_of_month(status.round)) is not None}
        merger = _StatusMerger(recommendation, marks, columns)
        for status in matching:
            if status.round:
                merger.add(status.round, status.mark, status.line)
        merger.add_latest(
            recommendation.mark, recommendation.status_line or recommendation.heading, recommendation.status_round
        )
        for status in matching:
            if not status.round:
                merger.add_latest(status.mark, status.line, "")
        reconciled.append(replace(recommendation, updates=tuple(merger.updates)))
        decisions += merger.decisions
        issues += merger.issues
    unmatched = tuple(status for status in statuses if id(status) not in matched)
    return ReconciledStatuses(tuple(reconciled), unmatched, tuple(decisions), tuple(issues))


def _is_status_of(status: PrintedStatus, recommendation: PaperRecommendation) -> bool:
    return status.ref == recommendation.ref and status.bracketed == recommendation.bracketed


class _StatusMerger:
    """Merges the statuses of one recommendation's updates, as they are found in one place after another.

    Attributes:
        updates: the updates with the statuses that were merged.
        decisions: the statuses that were taken as those of the latest update.
        issues: the statuses that differ.
    """

    def __init__(self, recommendation: PaperRecommendation, marks: MarkReader, columns: Collection[date]) -> None:
        self._ref, self._marks, self._columns = recommendation.ref, marks, columns
        self.issues: list[Issue] = []
        self.updates = list(recommendation.updates)
        self.decisions: list[Decision] = []

    def add(self, round_words: str, mark: PrintedMark, line: Line) -> None:
        """Add the status of a round."""
        month = first_of_month(round_words)
        places = [place for place in self._places() if month is not None and self._month(place) == month]
        if places:
            self._merge_mark(self._place_with_status(places), mark, line)
        elif mark and not self._is_of_month_before(month, mark):
            self.updates.append(PaperUpdate(PaperPart.PROGRESS, line, round_words, mark, line))

    def add_latest(self, mark: PrintedMark, line: Line, round_words: str) -> None:
        """Add the status at the recommendation's heading: that of its round, or of the latest one if it names none."""
        places = self._places()
        if not mark or not places:
            return
        if round_words:
            self.add(round_words, mark, line)
            return
        progress = [place for place in places if self.updates[place].part is PaperPart.PROGRESS] or places
        latest = max((month for place in progress if (month := self._month(place)) is not None), default=None)
        place = self._place_with_status([place for place in progress if self._month(place) == latest])
        if self._merge_mark(place, mark, line):
            self.decisions.append(Decision("paper-statuses-latest", line))

    def _is_of_month_before(self, month: date | None, mark: PrintedMark) -> bool:
        """Return whether the status in the column of a month is that of an update before it, of no column."""
        earlier = [
            (other, place)
            for place in self._places()
            if self.updates[place].mark and (other := self._month(place)) is not None and month and other < month
        ]
        if not earlier:
            return False
        latest, place = max(earlier)
        return not any(latest <= column < month for column in self._columns if month) and self._comparable_status(
            self.updates[place].mark
        ) == self._comparable_status(mark)

    def _places(self) -> list[int]:
        return [place for place, update in enumerate(self.updates) if update.part in _UPDATES]

    def _month(self, place: int) -> date | None:
        return first_of_month(self.updates[place].round)

    def _place_with_status(self, places: Sequence[int]) -> int:
        """Return the place of the update with a round's status: the last rated one, else progress, else any."""
        rated = [place for place in places if self.updates[place].mark]
        progress = [place for place in places if self.updates[place].part is PaperPart.PROGRESS]
        return (rated or progress or places)[-1]

    def _merge_mark(self, place: int, mark: PrintedMark, line: Line) -> bool:
        """Merge a mark into the update at a place, and return whether the update got its status from it."""
        update = self.updates[place]
        current, new = self._comparable_status(update.mark), self._comparable_status(mark)
        if update.disputed or not (mark or mark.no_status):
            return False
        if not (update.mark or update.mark.no_status):
            self.updates[place] = replace(update, mark=mark, status_line=line)
            return True
        if current != new:
            sheet, cell = (update.status_line or update.heading).location
            issue = make_issue(
                "paper-statuses-differ",
                sheet=sheet,
                cell=cell,
                found=self._ref,
                round=update.round,
                here=current,
                there=new,
                page=line.location[0],
                line=line.location[1],
            )
            self.issues.append(issue)
            self.updates[place] = replace(update, mark=NO_MARK, disputed=True)
        elif mark.inferred and not update.mark.inferred:
            self.updates[place] = replace(update, mark=replace(update.mark, inferred=True))
        return False

    def _comparable_status(self, mark: PrintedMark) -> str:
        """Return the status of a mark for comparison: a status of the key, else its own word; "" for none."""
        return self._marks.status_name(mark) or mark.status
