"""The statuses that a paper prints in several places: with its updates, with a recommendation's heading, in a table."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from loaders.issue_log import IssueLog
from loaders.papers.sections.sections import NO_MARK, Said, Told
from loaders.papers.statuses.matrix import Given
from loaders.papers.statuses.status_mark import Mark, Marks, month_of
from loaders.papers.text.headings import Part
from loaders.papers.text.line import Line

_UPDATES = (Part.RESPONSE, Part.PROGRESS)


def agree_on_statuses(told: Iterable[Told], given: Sequence[Given], marks: Marks, log: IssueLog) -> list[Given]:
    """Give each update the status that the paper prints for its round, wherever that stands; return what fits nowhere.

    Where two places give different statuses that is told, and neither is taken. A status of a round in which nothing
    was said of a recommendation is an update without words. Of a colour and a word of the same status the word counts.
    """
    placed: set[int] = set()
    for one in told:
        own = [each for each in given if _is_of(each, one)]
        placed |= {id(each) for each in own}
        agreement = _Agreement(one, marks, log)
        for each in own:
            if each.round:
                agreement.add(each.round, each.mark, each.line)
        agreement.add_latest(one.mark, one.rated or one.heading, one.rated_in)
        for each in own:
            if not each.round:
                agreement.add_latest(each.mark, each.line, "")
    return [each for each in given if id(each) not in placed]


def _is_of(given: Given, told: Told) -> bool:
    return given.ref == told.ref and given.aside == told.aside


class _Agreement:
    """The statuses of one recommendation's updates, as they are found in one place after another."""

    def __init__(self, told: Told, marks: Marks, log: IssueLog) -> None:
        self._told, self._marks, self._log = told, marks, log
        self._disputed: set[int] = set()

    def add(self, stated: str, mark: Mark, line: Line) -> None:
        """Take the status of a round."""
        month = month_of(stated)
        said = [one for one in self._updates() if month is not None and month_of(one.round) == month]
        if said:
            self._settle(_rated(said), mark, line)
        elif mark:
            self._told.said.append(Said(Part.PROGRESS, line, stated, mark, line))

    def add_latest(self, mark: Mark, line: Line, stated: str) -> None:
        """Take how the recommendation stands: the status of a round, of the latest one where none is named."""
        said = self._updates()
        if not mark or not said:
            return
        if stated:
            self.add(stated, mark, line)
            return
        progress = [one for one in said if one.part is Part.PROGRESS] or said
        latest = max((month for one in progress if (month := month_of(one.round)) is not None), default=None)
        self._settle(_rated([one for one in progress if month_of(one.round) == latest]), mark, line)

    def _updates(self) -> list[Said]:
        return [one for one in self._told.said if one.part in _UPDATES]

    def _settle(self, said: Said, mark: Mark, line: Line) -> None:
        own, other = self._meant(said.mark), self._meant(mark)
        if id(said) in self._disputed or not (mark or mark.none):
            return
        if not (said.mark or said.mark.none):
            said.mark, said.rated = mark, line
        elif own != other:
            self._disputed.add(id(said))
            sheet, cell = (said.rated or said.heading).place
            self._log.add(
                "paper-statuses-differ",
                sheet=sheet,
                cell=cell,
                found=self._told.ref,
                round=said.round,
                here=own,
                there=other,
                page=line.place[0],
                line=line.place[1],
            )
            said.mark, said.disputed = NO_MARK, True
        elif mark.inferred and not said.mark.inferred:
            said.mark = replace(said.mark, inferred=True)

    def _meant(self, mark: Mark) -> str:
        """Return what a mark means, to be compared: a status of the key, else its own word; "" for none."""
        return self._marks.name(mark) or mark.status


def _rated(said: Sequence[Said]) -> Said:
    """Return which update of a round has its status: the last that is rated, else the last progress, else the last."""
    rated = [one for one in said if one.mark]
    progress = [one for one in said if one.part is Part.PROGRESS]
    return (rated or progress or list(said))[-1]
