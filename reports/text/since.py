"""What moved between the latest two rounds, and what has become overdue between the month of a paper and its day."""

from collections.abc import Iterator

import pandas as pd

from analysis.movement import latest_movement, latest_rounds
from analysis.promises import overdue_among, overdue_since, then_and_now
from reports.content.document import Paragraph, text_spans
from reports.text.narrator import Narrator
from wording.answers.headline import movement_summary
from wording.answers.recommendation import overdue_since_sentences, promises_sentence


def movement_line(narrator: Narrator) -> str:
    """Return how many recommendations moved, and how, between the latest two rounds of the paper."""
    tracker, as_at = narrator.edition.chosen, narrator.edition.as_at
    moves = latest_movement(tracker, as_at=as_at)
    return movement_summary(moves["movement"], latest_rounds(tracker, as_at=as_at), narrator.translator)


def overdue_since_line(narrator: Narrator, about: pd.DataFrame | None = None) -> str:
    """Return what was overdue at the month and is on the day of the paper; "" where nothing has become overdue.

    `about` has the recommendations (review, ref) that the paper covers, where those are not all that are selected.
    """
    edition = narrator.edition
    return overdue_since_sentences(_overdue_since(narrator, about), edition.as_at, edition.made_on, narrator.translator)


def promises_line(narrator: Narrator, promised: pd.DataFrame, about: pd.DataFrame | None = None) -> str:
    """Return how many promises are overdue and what is next; or how many were at the month, and are on the paper's day.

    `promised` has the columns of `analysis.promises`; `about` as for `overdue_since_line`.
    """
    edition = narrator.edition
    overdue = _overdue_since(narrator, about)
    return promises_sentence(promised, overdue, edition.as_at, edition.made_on, narrator.translator)


def overdue_since_paragraph(narrator: Narrator, about: pd.DataFrame | None = None) -> Iterator[Paragraph]:
    """Yield that line as a paragraph; nothing where it is empty."""
    if line := overdue_since_line(narrator, about):
        yield Paragraph(text_spans(line, strong=True))


def promises_paragraphs(narrator: Narrator, promised: pd.DataFrame, about: pd.DataFrame) -> Iterator[Paragraph]:
    """Yield the line on promises, then the line on what has become overdue; one where that says it of promises too."""
    line, since = promises_line(narrator, promised, about), overdue_since_line(narrator, about)
    if not since.startswith(line):
        yield Paragraph(text_spans(line))
    if since:
        yield Paragraph(text_spans(since, strong=True))


def _overdue_since(narrator: Narrator, about: pd.DataFrame | None) -> pd.DataFrame:
    edition = narrator.edition
    overdue = overdue_since(edition.chosen, as_at=edition.as_at, today=edition.made_on)
    if edition.made_on is not None:
        now = edition.selection.on(edition.made_on).apply(edition.tracker)
        overdue = then_and_now(overdue, overdue_since(now, as_at=edition.as_at, today=edition.made_on))
    return overdue if about is None else overdue_among(overdue, about)
