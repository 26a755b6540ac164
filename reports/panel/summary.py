"""The summary of a panel report: counts round by round, what moved, and every recommendation in one table."""

from collections.abc import Iterator

import pandas as pd

from analysis.movement import MovementRow, latest_movement, latest_rounds
from analysis.rounds import rounds
from analysis.status import MatrixRow, StatusRow, count_by_group, count_by_round, marks_by_round
from analysis.table_rows import rows_of
from model.terms import NOT_REPORTED, STANDSTILLS, Movement
from reports.content.document import Block, Bullets, Figure, Heading, Paragraph, Spans, Table, Text, text_spans
from reports.figures.status_over_time import status_over_time_svg
from reports.text.narrator import Narrator
from reports.text.status_cells import status_cell, status_width
from wording.answers.alt_texts import status_over_time_alt
from wording.answers.headline import from_to, movement_heading
from wording.format.dates import format_round
from wording.format.statuses import mark_word
from wording.format.text import begin_sentence, format_count

MAX_ROUNDS = 5
"""The most rounds side by side on a page; the latest are shown."""
_PAGE, _MIN_TITLE = 16.6, 4.6
"""The width of a page, and the least width of a column of titles, in centimetres."""
_LONG_WORD, _VERY_LONG_WORD = 6, 9
"""The most letters of a status's first word with which five rounds, and with which four, fit on a page."""


def summary(narrator: Narrator, statuses: pd.DataFrame) -> Iterator[Block]:
    """Yield the counts as a table and a figure, the movement, and the matrix."""
    edition, _ = narrator.edition, narrator.translator
    tracker, as_at = edition.chosen, edition.as_at
    yield Heading(_("Summary"))
    counts = count_by_round(tracker, as_at=as_at)
    if counts.empty:
        yield Paragraph(text_spans(_("Nothing has been reported yet.")))
        return
    shown = sorted(counts["round"].unique())[-_count_rounds_that_fit(narrator) :]
    yield _counts(narrator, counts, shown)
    alt = status_over_time_alt(counts, narrator.scale, _)
    yield Figure(
        status_over_time_svg(narrator, counts), alt, _("Status over time: how many recommendations stood where")
    )
    yield from _by_review(narrator, statuses)
    yield from _movement(narrator)
    if of_rounds := [month for month in shown if month in rounds(tracker)]:
        yield _matrix(narrator, statuses, of_rounds)
    if len(shown) < counts["round"].nunique():
        yield Paragraph(
            text_spans(_.plural("The latest round is shown.", "The latest {n} rounds are shown.", len(shown)))
        )


def _count_rounds_that_fit(narrator: Narrator) -> int:
    """Return how many rounds fit side by side: fewer where a status begins with a long word."""
    split_words = [mark_word(mark, narrator.scale, narrator.translator).split() for mark in narrator.scale.marks]
    longest = max(len(words[0]) for words in split_words if words)
    return MAX_ROUNDS - (longest > _LONG_WORD) - (longest > _VERY_LONG_WORD)


def _counts(narrator: Narrator, counts: pd.DataFrame, rounds: list[pd.Timestamp]) -> Table:
    _ = narrator.translator
    cells = zip(counts["mark"], counts["round"], counts["count"], strict=True)
    numbers = {(mark, month): int(count) for mark, month, count in cells}
    rows = tuple(
        (
            (narrator.mark(mark, brief=True),),
            *(text_spans(format_count(numbers.get((mark, month), 0), _)) for month in rounds),
        )
        for mark in narrator.scale.marks
        if any(numbers.get((mark, month)) for month in rounds)
    )
    header = (_("Status"), *(format_round(month, _) for month in rounds))
    return Table(_("How many recommendations stood at each status"), header, rows)


def _by_review(narrator: Narrator, statuses: pd.DataFrame) -> Iterator[Block]:
    """Yield the counts of each review as a table, where the paper covers several."""
    if not narrator.has_several_reviews:
        return
    _ = narrator.translator
    counts = count_by_group(statuses, group="review", scale=narrator.scale)
    used = [mark for mark in narrator.scale.marks if counts.loc[counts["mark"].eq(mark), "count"].any()]
    rows = []
    for review, of_review in counts.groupby("group", sort=False):
        numbers = dict(zip(of_review["mark"], of_review["count"], strict=True))
        cells = [int(numbers[mark]) for mark in used] + [int(of_review["count"].sum())]
        rows.append((text_spans(str(review)), *(text_spans(format_count(n, _)) for n in cells)))
    header = (_("Review"), *(begin_sentence(mark_word(mark, narrator.scale, _)) for mark in used), _("All"))
    yield Table(_("By review"), header, tuple(rows))


def _movement(narrator: Narrator) -> Iterator[Block]:
    edition, _ = narrator.edition, narrator.translator
    start, end = latest_rounds(edition.chosen, as_at=edition.as_at)
    moves = latest_movement(edition.chosen, as_at=edition.as_at)
    moved = moves[~moves["movement"].isin(STANDSTILLS)]
    if start is None or moved.empty:
        return
    months = {"start": format_round(start, _), "end": format_round(end, _)}
    yield Heading(_("What moved from {start} to {end}", **months), 2)
    for movement in Movement:
        rows = moved[moved["movement"].eq(movement)]
        if len(rows):
            yield Paragraph(text_spans(movement_heading(movement, _), strong=True), keep_with_next=True)
            yield Bullets(tuple(_moved_line(narrator, row) for row in rows_of(rows, MovementRow)))


def _moved_line(narrator: Narrator, row: MovementRow) -> Spans:
    change = from_to(row.from_mark, row.to_mark, narrator.scale, narrator.translator, basis=row.basis)
    return (Text(f"{narrator.title(row)}: {change}"),)


def _matrix(narrator: Narrator, statuses: pd.DataFrame, rounds: list[pd.Timestamp]) -> Table:
    """Return the table of all recommendations round by round; a status of an earlier round is not repeated."""
    edition, _ = narrator.edition, narrator.translator
    marks_table = marks_by_round(edition.chosen, as_at=edition.as_at)
    marks = {(row.review, row.ref, row.round): (row.mark, row.basis) for row in rows_of(marks_table, MatrixRow)}
    room = (_PAGE - _MIN_TITLE) / len(rounds)
    one_line = status_width(narrator, marks.values(), one_line=True) <= room
    rows = []
    for row in rows_of(statuses, StatusRow):
        cells = [marks.get((row.review, row.ref, month), (NOT_REPORTED, None)) for month in rounds]
        statuses_by_round = [status_cell(narrator, mark, basis, one_line=one_line) for mark, basis in cells]
        rows.append((narrator.numbered_title(row.review, row.ref), *statuses_by_round))
    header = (_("Recommendation"), *(format_round(month, _, short=True) for month in rounds))
    column = min(status_width(narrator, marks.values(), one_line=one_line), room)
    widths = (_PAGE - len(rounds) * column, *(column for _month in rounds))
    return Table(_("Every recommendation, round by round"), header, tuple(rows), widths=widths)
