"""Reconcile the statuses that a paper prints in several places: at updates, at recommendations, in a table."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from loaders.issue_log import IssueLog
from loaders.papers.sections.sections import NO_MARK, PaperRecommendation, PaperUpdate
from loaders.papers.statuses.matrix import PrintedStatus
from loaders.papers.statuses.status_mark import MarkReader, PrintedMark, first_of_month
from loaders.papers.text.headings import PaperPart
from loaders.papers.text.line import Line

_UPDATES = (PaperPart.RESPONSE, PaperPart.PROGRESS)


def reconcile_statuses(
    recommendations: Iterable[PaperRecommendation], statuses: Sequence[PrintedStatus], marks: MarkReader, log: IssueLog
) -> list[PrintedStatus]:
    """Give each update the status that the paper prints for its round, anywhere; return the statuses that match none.

    If two places give different statuses, that is reported and neither is used. A status of a round without an update
    becomes an update without words. Of a colour and a word for the same status, the word counts.
    """
    matched: set[int] = set()
    for recommendation in recommendations:
        matching = [status for status in statuses if _is_status_of(status, recommendation)]
        matched |= {id(status) for status in matching}
        merger = _StatusMerger(recommendation, marks, log)
        for status in matching:
            if status.round:
                merger.add(status.round, status.mark, status.line)
        merger.add_latest(
            recommendation.mark, recommendation.status_line or recommendation.heading, recommendation.status_round
        )
        for status in matching:
            if not status.round:
                merger.add_latest(status.mark, status.line, "")
    return [status for status in statuses if id(status) not in matched]


def _is_status_of(status: PrintedStatus, recommendation: PaperRecommendation) -> bool:
    return status.ref == recommendation.ref and status.bracketed == recommendation.bracketed


class _StatusMerger:
    """Merges the statuses of one recommendation's updates, as they are found in one place after another."""

    def __init__(self, recommendation: PaperRecommendation, marks: MarkReader, log: IssueLog) -> None:
        self._recommendation, self._marks, self._log = recommendation, marks, log
        self._disputed: set[int] = set()

    def add(self, round_words: str, mark: PrintedMark, line: Line) -> None:
        """Add the status of a round."""
        month = first_of_month(round_words)
        updates = [update for update in self._updates() if month is not None and first_of_month(update.round) == month]
        if updates:
            self._merge_mark(_update_with_status(updates), mark, line)
        elif mark:
            self._recommendation.updates.append(PaperUpdate(PaperPart.PROGRESS, line, round_words, mark, line))

    def add_latest(self, mark: PrintedMark, line: Line, round_words: str) -> None:
        """Add the status at the recommendation's heading: that of its round, or of the latest one if it names none."""
        updates = self._updates()
        if not mark or not updates:
            return
        if round_words:
            self.add(round_words, mark, line)
            return
        progress = [update for update in updates if update.part is PaperPart.PROGRESS] or updates
        latest = max(
            (month for update in progress if (month := first_of_month(update.round)) is not None), default=None
        )
        self._merge_mark(
            _update_with_status([update for update in progress if first_of_month(update.round) == latest]), mark, line
        )

    def _updates(self) -> list[PaperUpdate]:
        return [update for update in self._recommendation.updates if update.part in _UPDATES]

    def _merge_mark(self, update: PaperUpdate, mark: PrintedMark, line: Line) -> None:
        current, new = self._comparable_status(update.mark), self._comparable_status(mark)
        if id(update) in self._disputed or not (mark or mark.no_status):
            return
        if not (update.mark or update.mark.no_status):
            update.mark, update.status_line = mark, line
        elif current != new:
            self._disputed.add(id(update))
            sheet, cell = (update.status_line or update.heading).location
            self._log.add(
                "paper-statuses-differ",
                sheet=sheet,
                cell=cell,
                found=self._recommendation.ref,
                round=update.round,
                here=current,
                there=new,
                page=line.location[0],
                line=line.location[1],
            )
            update.mark, update.disputed = NO_MARK, True
        elif mark.inferred and not update.mark.inferred:
            update.mark = replace(update.mark, inferred=True)

    def _comparable_status(self, mark: PrintedMark) -> str:
        """Return the status of a mark for comparison: a status of the key, else its own word; "" for none."""
        return self._marks.status_name(mark) or mark.status


def _update_with_status(updates: Sequence[PaperUpdate]) -> PaperUpdate:
    """Return the update of a round that has its status: the last with one, else the last progress, else the last."""
    rated = [update for update in updates if update.mark]
    progress = [update for update in updates if update.part is PaperPart.PROGRESS]
    return (rated or progress or list(updates))[-1]
