"""The overview of a panel report: the headline, the reviews it covers, and the key."""

from collections.abc import Iterator

import pandas as pd

from analysis.status import counts_at, silence_at
from analysis.table_rows import rows_of
from model.terms import Basis, NameKind
from model.tracker.rows import ReviewRow
from reports.content.document import Block, Heading, Paragraph, Table, text_spans
from reports.text.facts import facts_paragraph
from reports.text.narrator import Narrator
from reports.text.since import movement_line, overdue_since_paragraph
from wording.answers.headline import headline, silence_sentence
from wording.format.dates import format_date
from wording.format.statuses import mark_meaning


def overview(narrator: Narrator, statuses: pd.DataFrame) -> Iterator[Block]:
    """Yield the overview and the key."""
    edition, _ = narrator.edition, narrator.translator
    tracker, as_at = edition.chosen, edition.as_at
    yield Heading(_("Overview"))
    yield Paragraph(text_spans(headline(counts_at(tracker, as_at=as_at), narrator.scale, _), strong=True))
    if silence := silence_sentence(silence_at(tracker, as_at=as_at), _):
        yield Paragraph(text_spans(silence, strong=True))
    yield Paragraph(text_spans(movement_line(narrator)))
    yield from overdue_since_paragraph(narrator)
    yield from _reviews(narrator)
    if statuses["basis"].eq(Basis.INFERRED).any():
        yield Paragraph(text_spans(inferred_note(narrator, statuses)))
    yield from key(narrator)


def inferred_note(narrator: Narrator, statuses: pd.DataFrame) -> str:
    """Return the sentences on how many statuses are inferred, and what that means."""
    _ = narrator.translator
    count, total = int(statuses["basis"].eq(Basis.INFERRED).sum()), int(statuses["status"].notna().sum())
    return _(
        "Statuses that are inferred: {n} of {total}. The key was applied to the words of the update, for no status was "
        "published. They have a dashed edge.",
        n=count,
        total=total,
    )


def key(narrator: Narrator) -> Iterator[Block]:
    """Yield the key: each mark, whether it counts as complete, and its meaning."""
    _, scale = narrator.translator, narrator.scale
    yield Heading(_("Key"))
    rows = tuple(
        (
            (narrator.mark(mark, brief=True),),
            text_spans(_("Yes") if mark in scale.complete else _("No")),
            text_spans(mark_meaning(mark, scale, _)),
        )
        for mark in scale.marks
    )
    header = (_("Status"), _.within("one status", "Complete"), _("Meaning"))
    yield Table(_("What each status means"), header, rows, widths=(2.2, 1.4, 3.8))


def _reviews(narrator: Narrator) -> Iterator[Block]:
    edition, _ = narrator.edition, narrator.translator
    chosen = edition.chosen.recommendations["review"]
    for row in rows_of(edition.tracker.reviews[edition.tracker.reviews["review"].isin(chosen)], ReviewRow):
        body = narrator.names.full(NameKind.AGENCY, row.body, _) if isinstance(row.body, str) else ""
        when = format_date(row.published, row.published_last, row.published_precision, row.published_words, _)
        title = narrator.localised(row, "title")
        facts = (
            (_("Review"), row.review),
            (_("Title"), title or row.review),
            (_("Body"), body),
            (_("Published"), when if isinstance(row.published_words, str) else ""),
            (_("Source"), narrator.localised(row, "source") or ""),
        )
        yield facts_paragraph(facts)
