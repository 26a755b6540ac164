"""The overview of a panel report: the answer in sentences, where it comes from, and the key."""

from collections.abc import Iterator

import pandas as pd

from analysis.counts import counts_at
from analysis.movement import latest_movement
from analysis.rounds import round_before
from model.terms import Basis, NameKind
from reports.document import Block, Heading, Paragraph, Table, words
from reports.said import Speaker, rows_of
from wording.dates import format_date
from wording.headline import headline, since
from wording.marks import mark_meaning


def overview(speaker: Speaker, standing: pd.DataFrame) -> Iterator[Block]:
    """Yield the overview and the key."""
    edition, _ = speaker.edition, speaker.translator
    tracker, as_at = edition.chosen, edition.as_at
    yield Heading(_("Overview"))
    yield Paragraph(words(headline(counts_at(tracker, as_at=as_at), speaker.scale, _), strong=True))
    moves = latest_movement(tracker, as_at=as_at)
    yield Paragraph(words(since(moves, round_before(tracker, as_at=as_at), _)))
    yield from _reviews(speaker)
    if standing["basis"].eq(Basis.INFERRED).any():
        yield Paragraph(words(inferred_note(speaker, standing)))
    yield from key(speaker)


def inferred_note(speaker: Speaker, standing: pd.DataFrame) -> str:
    """Return how many statuses are inferred, and what that means."""
    _ = speaker.translator
    count, total = int(standing["basis"].eq(Basis.INFERRED).sum()), int(standing["status"].notna().sum())
    return _(
        "Statuses that are inferred: {n} of {total}. The key was applied to the words of the update, for no status was "
        "published. They have a dashed edge.",
        n=count,
        total=total,
    )


def key(speaker: Speaker) -> Iterator[Block]:
    """Yield the scale with its meanings, and the two marks that are no status."""
    _, scale = speaker.translator, speaker.scale
    yield Heading(_("Key"))
    rows = tuple(((speaker.mark(mark, brief=True),), words(mark_meaning(mark, scale, _))) for mark in scale.marks)
    yield Table(_("What each status means"), (_("Status"), _("Meaning")), rows, widths=(1, 3))


def _reviews(speaker: Speaker) -> Iterator[Block]:
    edition, _ = speaker.edition, speaker.translator
    chosen = edition.chosen.recommendations["review"]
    for row in rows_of(edition.tracker.reviews[edition.tracker.reviews["review"].isin(chosen)]):
        body = speaker.names.full(NameKind.AGENCY, row.body, _) if isinstance(row.body, str) else ""
        dated = isinstance(row.published_words, str)
        when = format_date(row.published, row.published_last, row.published_precision, row.published_words, _)
        title = speaker.said(row, "title")
        parts = [title.words if title else row.review, body, when if dated else "", row.source]
        told = [part.strip() for part in parts if isinstance(part, str) and part.strip()]
        yield Paragraph(words(" ".join(_closed(part) for part in told), muted=True))


def _closed(part: str) -> str:
    """Return some words as a sentence; what ends in a sign of its own keeps that."""
    return part if part.endswith((".", "?", "!", "…")) else f"{part}."
