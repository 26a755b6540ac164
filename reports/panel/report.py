"""The panel report: the paper of a round, in the form in which such offices publish it."""

from collections.abc import Iterator

import pandas as pd

from analysis.attention import groups_by_outstanding
from analysis.closure import DecisionRow, decided_later, decisions
from analysis.movement import stalled
from analysis.promises import PromiseRow, promises
from analysis.status import StatusRow, counts_at, status_at
from analysis.table_rows import rows_of
from model.terms import NameKind, Timing
from reports.content.document import Block, Bullets, Heading, Paper, Paragraph, Spans, Text, text_spans
from reports.content.edition import Edition
from reports.panel.overview import overview
from reports.panel.recommendation import promise_spans, recommendation
from reports.panel.summary import summary
from reports.text.closure import decision_spans
from reports.text.headers_footers import build_document, progress_report_title
from reports.text.narrator import Narrator
from wording.answers.headline import headline
from wording.answers.questions import group_sentence
from wording.answers.recommendation import decided_later_sentence
from wording.format.statuses import mark_counts
from wording.format.text import begin_sentence

MAX_PROMISES = 12


def panel_report(edition: Edition) -> Paper:
    """Return the paper: overview, key, summary; each theme with each recommendation; other agencies; conclusion.

    The recommendations of the agency that leads most are grouped by theme; those of each other agency follow in one
    section, as in published papers.
    """
    narrator = Narrator(edition)
    return build_document(narrator, progress_report_title(narrator), _blocks(narrator))


def panel_sections(narrator: Narrator, statuses: pd.DataFrame) -> Iterator[tuple[str, pd.DataFrame]]:
    """Yield the heading and the rows of each section: the themes of the main agency, then each other agency.

    Every recommendation names its lead agency, and its theme where the heading does not.
    """
    _ = narrator.translator
    lead_agencies = statuses["lead_agency"]
    main_agency = lead_agencies.mode().iloc[0] if lead_agencies.notna().any() else None
    main_rows = statuses if main_agency is None else statuses[lead_agencies.eq(main_agency)]
    themes = [
        *dict.fromkeys(theme for theme in narrator.edition.tracker.themes if theme in set(main_rows["theme"].dropna()))
    ]
    for theme in themes:
        yield _theme_heading(narrator, theme), main_rows[main_rows["theme"].eq(theme)]
    without_theme = main_rows[main_rows["theme"].isna()]
    if len(without_theme):
        yield (_("Recommendations without a theme") if themes else _("Recommendations")), without_theme
    others = statuses.drop(main_rows.index)
    for agency in dict.fromkeys(others["lead_agency"].dropna()):
        name = narrator.names.in_sentence(NameKind.AGENCY, agency, _)
        yield _("Reported by {agency}", agency=name), others[others["lead_agency"].eq(agency)]
    without_lead = others[others["lead_agency"].isna()]
    if len(without_lead):
        yield _("Recommendations without a lead agency"), without_lead


def _blocks(narrator: Narrator) -> Iterator[Block]:
    edition, _ = narrator.edition, narrator.translator
    if edition.chosen.recommendations.empty:
        yield Paragraph(text_spans(_("There are no recommendations to show.")))
        return
    statuses = status_at(edition.chosen, as_at=edition.as_at)
    yield from overview(narrator, statuses)
    yield from summary(narrator, statuses)
    for heading, rows in panel_sections(narrator, statuses):
        yield from _section(narrator, rows, heading)
    yield from conclusion(narrator, statuses)


def _theme_heading(narrator: Narrator, theme: str) -> str:
    _ = narrator.translator
    return begin_sentence(_("{theme} recommendations", theme=narrator.names.full(NameKind.THEME, theme, _)))


def _section(narrator: Narrator, statuses: pd.DataFrame, heading: str) -> Iterator[Block]:
    yield Heading(heading)
    has_theme_heading = heading in {_theme_heading(narrator, theme) for theme in statuses["theme"].dropna()}
    counted = mark_counts(statuses["mark"], narrator.scale, narrator.translator)
    yield Paragraph(text_spans(begin_sentence(f"{counted}.")), keep_with_next=True)
    for row in rows_of(statuses, StatusRow):
        yield from recommendation(narrator, row, below_theme_heading=has_theme_heading)


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
