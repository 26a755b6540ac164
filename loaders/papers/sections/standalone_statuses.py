"""Find the statuses that stand on a line by themselves among the lines of a recommendation's updates."""

from collections.abc import Sequence
from dataclasses import replace

from loaders.papers.sections.paper import PaperRecommendation, PaperUpdate
from loaders.papers.statuses.status_mark import MarkReader, PrintedMark
from loaders.papers.text.bullet_points import BULLET, SAME_POSITION, ends_sentence
from loaders.papers.text.decision import Decision
from loaders.papers.text.headings import PaperPart
from loaders.papers.text.line import Line


def take_standalone_statuses(
    recommendation: PaperRecommendation, marks: MarkReader
) -> tuple[PaperRecommendation, list[Decision]]:
    """Return a recommendation whose statuses that are lines by themselves are marks and no lines, and which these are.

    Such a line is a word of the paper's key (without one, Red, Amber or Green), words for no status, a shaded symbol or
    a shade, and nothing else; it is the first or last line of an update, and part of no sentence. In the monitoring
    part it is the latest status of the recommendation.
    """
    updates: list[PaperUpdate] = []
    decisions: list[Decision] = []
    for update in recommendation.updates:
        status_line = _find_status_line(update.lines, marks)
        monitoring = update.part is PaperPart.MONITORING
        mark = recommendation.mark if monitoring else update.mark
        if status_line is None or mark.status or mark.no_status or (_is_shade(status_line) and mark.colour):
            updates.append(update)
            continue
        read = _read(status_line, mark, marks)
        lines = tuple(line for line in update.lines if line is not status_line)
        if monitoring:
            recommendation = replace(recommendation, mark=read, status_line=status_line)
            updates.append(replace(update, lines=lines))
        else:
            updates.append(replace(update, lines=lines, mark=read, status_line=status_line))
            decisions.append(Decision("paper-statuses-by-position", status_line))
    return replace(recommendation, updates=tuple(updates)), decisions


def _is_shade(line: Line) -> bool:
    return bool(line.colour) and not line.text


def _read(line: Line, current: PrintedMark, marks: MarkReader) -> PrintedMark:
    mark = marks.match(line.text, line.colour) if line.text.strip() else None
    return replace(PrintedMark() if mark is None else mark, colour=line.colour or current.colour)


def _find_status_line(lines: Sequence[Line], marks: MarkReader) -> Line | None:
    ends = [(lines[-1], lines[-2] if len(lines) > 1 else None), (lines[0], None)] if lines else []
    return next(
        (line for line, before in ends if _is_standalone(line, before, lines) and _is_status(line, marks)), None
    )


def _is_status(line: Line, marks: MarkReader) -> bool:
    return marks.match(line.text, line.colour) is not None if line.text.strip() else line.colour is not None


def _is_standalone(line: Line, before: Line | None, lines: Sequence[Line]) -> bool:
    """Return whether a line is part of no sentence: it neither continues a line nor is continued by one."""
    if line.item or BULLET.match(line.text):
        return False
    if before is not None:
        return line.whole_paragraph or line.after_gap or line.frame != before.frame or _is_outdented(line, before)
    after = lines[1] if len(lines) > 1 else None
    begins = after is None or after.whole_paragraph or after.after_gap or after.item or bool(BULLET.match(after.text))
    return begins or (line.space_after is not None and after is not None and line.space_after > after.first_word_width)


def _is_outdented(line: Line, before: Line) -> bool:
    """Return whether a line begins left of the text above it, whose sentence has ended."""
    if line.left is None or before.text_left is None:
        return False
    return ends_sentence(before.text) and line.left < before.text_left - SAME_POSITION
