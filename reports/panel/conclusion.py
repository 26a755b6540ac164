"""The conclusion of a panel report: what is done, what is not, and what falls due next."""

from collections.abc import Iterator

import pandas as pd

from analysis.attention.groups import groups_by_outstanding
from analysis.closure.decisions import DecisionRow, decided_later, decisions
from analysis.movement.stalled import stalled
from analysis.promises.promises import PromiseRow, promises
from analysis.status.counts import counts_at
from analysis.table_rows import rows_of
from model.terms import NameKind, Timing
from reports.content.document import Block, Bullets, Heading, Paragraph, Spans, Text, text_spans
from reports.panel.recommendation import promise_spans
from reports.text.closure import decision_spans
from reports.text.narrator import Narrator
from wording.answers.closure import decided_later_sentence
from wording.answers.groups import group_sentence
from wording.answers.headline import headline

MAX_PROMISES = 12


def conclusion(narrator: Narrator, statuses: pd.DataFrame) -> Iterator[Block]:
    """Yield the conclusion: the headline, the themes, what has stalled, and the next promises."""
    edition, _ = narrator.edition, narrator.translator
    tracker, as_at = edition.chosen, edition.as_at
    yield Heading(_("Conclusion"))
    yield Paragraph(text_spans(headline(counts_at(tracker, as_at=as_at), narrator.scale, _)))
    groups = groups_by_outstanding(tracker, group="theme", as_at=as_at)
    if len(groups) > 1 and narrator.scale.complete:
        yield Paragraph(text_spans(group_sentence(groups, narrator.names, _, kind=NameKind.THEME)))
    open_now = statuses[~statuses["mark"].isin(narrator.scale.complete)]
    stalled_now = stalled(tracker, as_at=as_at).merge(open_now[["review", "ref"]], on=["review", "ref"])
    count = len(stalled_now.drop_duplicates(["review", "ref"]))
    if count:
        yield Paragraph(
            text_spans(
                _.plural(
                    "{n} recommendation that is not complete shows a sign of having stalled.",
                    "{n} recommendations that are not complete show a sign of having stalled.",
                    count,
                )
            )
        )
    yield from _next(narrator)
    yield from _decisions(narrator)


def _decisions(narrator: Narrator) -> Iterator[Block]:
    """Yield the section of what was decided on closure, the latest first; nothing without a decision."""
    edition, _ = narrator.edition, narrator.translator
    made = decisions(edition.chosen, as_at=edition.as_at)
    if len(made):
        yield Heading(_("Decisions on closure"))
        yield Bullets(tuple(_decision(narrator, row) for row in rows_of(made.iloc[::-1], DecisionRow)))
    later = decided_later_sentence(decided_later(edition.chosen, as_at=edition.as_at), edition.as_at, _)
    if later:
        yield Paragraph(text_spans(later, muted=True))


def _decision(narrator: Narrator, row: DecisionRow) -> Spans:
    _ = narrator.translator
    ref = _("Recommendation {ref}", ref=narrator.number(row.review, row.ref))
    return (Text(f"{ref}: ", strong=True), *decision_spans(narrator, row))


def _next(narrator: Narrator) -> Iterator[Block]:
    edition, _ = narrator.edition, narrator.translator
    due = promises(edition.chosen, as_at=edition.as_at, today=edition.today)
    next_due = due[due["timing"].isin([Timing.OVERDUE, Timing.DUE])].head(MAX_PROMISES)
    if len(next_due):
        yield Paragraph(text_spans(_("Monitoring goes on. Next, in the order in which they fall due:")))
        yield Bullets(tuple(_promise(narrator, row) for row in rows_of(next_due, PromiseRow)))


def _promise(narrator: Narrator, row: PromiseRow) -> Spans:
    _ = narrator.translator
    ref = _("Recommendation {ref}", ref=narrator.number(row.review, row.ref))
    return (Text(f"{ref}: ", strong=True), *promise_spans(narrator, row))
