"""The slides of a panel report: headline, key, status over time, movement, groups and promises."""

from collections.abc import Iterator
from dataclasses import replace

import pandas as pd

from analysis.attention.groups import groups_by_outstanding
from analysis.status.counts import Group, count_by_round, counts_at
from analysis.status.latest_status import status_at
from analysis.status.silence import silence_at
from model.terms import Basis
from reports.content.document import Table, text_spans
from reports.content.slide import Points, Slide
from reports.content.slide_pages import slide_pages
from reports.panel.slide_charts import GROUP_NAME_KINDS, MAX_GROUPS, group_chart, group_lines, over_time_chart
from reports.panel.slide_lists import all_recommendations_slide, attention_slide, moved_slide, promises_slide
from reports.text.headers_footers import (
    as_at_line,
    contact_line,
    footer,
    office_logo,
    progress_report_title,
    selection_line,
)
from reports.text.narrator import Narrator
from reports.text.since import movement_line, overdue_since_line
from wording.answers.groups import group_sentence
from wording.answers.headline import headline, silence_sentence
from wording.catalogue import Translator
from wording.format.statuses import mark_meaning, mark_word


def panel_slides(narrator: Narrator) -> tuple[Slide, ...]:
    """Return the slides: the headline, the key, and what else there is to show, a long one on several slides."""
    edition, _ = narrator.edition, narrator.translator
    if edition.chosen.recommendations.empty:
        nothing = _("There are no recommendations to show.")
        return (
            Slide(
                nothing,
                (Points((text_spans(progress_report_title(narrator)),)),),
                (footer(narrator),),
                is_title_slide=True,
            ),
        )
    statuses = status_at(edition.chosen, as_at=edition.as_at)
    return tuple(page for slide in _slides(narrator, statuses) for page in slide_pages(slide, _))


def _slides(narrator: Narrator, statuses: pd.DataFrame) -> Iterator[Slide]:
    yield _answer(narrator, statuses)
    yield _key(narrator, statuses)
    yield from _over_time(narrator, statuses)
    inferred = _inferred_note(narrator, statuses)
    for slide in (*moved_slide(narrator, movement_line(narrator)), all_recommendations_slide(narrator, statuses)):
        yield replace(slide, remark=inferred)
    if narrator.has_several_reviews:
        yield _group(narrator, statuses, "review")
    for group in GROUP_NAME_KINDS:
        yield _group(narrator, statuses, group)
    yield from attention_slide(narrator)
    yield from promises_slide(narrator)
    yield _about(narrator, statuses)


def _answer(narrator: Narrator, statuses: pd.DataFrame) -> Slide:
    _, edition = narrator.translator, narrator.edition
    answer = headline(counts_at(edition.chosen, as_at=edition.as_at), narrator.scale, _)
    moved = movement_line(narrator)
    lines = [progress_report_title(narrator), as_at_line(narrator), selection_line(narrator), moved]
    lines += [silence_sentence(silence_at(edition.chosen, as_at=edition.as_at), _), overdue_since_line(narrator)]
    lines += [_inferred_note(narrator, statuses), contact_line(narrator)]
    points = Points(tuple(text_spans(line, muted=index > 0) for index, line in enumerate(lines) if line))
    notes = (answer, moved, footer(narrator))
    return Slide(answer, (points,), notes, is_title_slide=True, logo=office_logo(narrator))


def _key(narrator: Narrator, statuses: pd.DataFrame) -> Slide:
    _, scale = narrator.translator, narrator.scale
    rows = tuple(((narrator.mark(mark, brief=True),), text_spans(mark_meaning(mark, scale, _))) for mark in scale.marks)
    title = _("What each status means")
    table = Table(title, (_("Status"), _("Meaning")), rows, widths=(1, 3))
    notes = tuple(
        _("{status}: {meaning}", status=mark_word(mark, scale, _), meaning=mark_meaning(mark, scale, _))
        for mark in scale.marks
    )
    return Slide(title, (table,), notes, remark=_inferred_note(narrator, statuses))


def _inferred_note(narrator: Narrator, statuses: pd.DataFrame) -> str:
    """Return the sentences on how many statuses are inferred, and what that means; "" where none is."""
    count, total = int(statuses["basis"].eq(Basis.INFERRED).sum()), int(statuses["status"].notna().sum())
    if not count:
        return ""
    return narrator.translator(
        "Statuses that are inferred: {n} of {total}. The key was applied to the words of the update, for no status was "
        "published.",
        n=count,
        total=total,
    )


def _over_time(narrator: Narrator, statuses: pd.DataFrame) -> Iterator[Slide]:
    _, edition = narrator.translator, narrator.edition
    counts = count_by_round(edition.chosen, as_at=edition.as_at)
    if not counts.empty:
        chart = over_time_chart(narrator, counts)
        rule = _("A recommendation keeps its status until it is rated again.")
        title = _("Status over time: how many recommendations stood where")
        yield Slide(title, (chart,), (chart.alt, rule), remark=_inferred_note(narrator, statuses))


def _group(narrator: Narrator, statuses: pd.DataFrame, group: Group) -> Slide:
    _, edition = narrator.translator, narrator.edition
    groups = groups_by_outstanding(edition.chosen, group=group, as_at=edition.as_at)
    if group == "review":
        title = _("By review")
    elif narrator.scale.complete:
        title = group_sentence(groups, narrator.names, _, kind=GROUP_NAME_KINDS[group])
    else:
        title = _("By theme") if group == "theme" else _("By lead agency")
    chart, notes = group_chart(narrator, statuses, group), group_lines(narrator, statuses, group)
    remarks = (_inferred_note(narrator, statuses), _groups_left_out(len(groups), _))
    return Slide(title, (chart,), notes, remark=" ".join(remark for remark in remarks if remark))


def _groups_left_out(count: int, _: Translator) -> str:
    """Return how many groups a chart shows where it has not room for all; "" where it has."""
    if count <= MAX_GROUPS:
        return ""
    return _("The chart shows {n} of {total}; the notes have them all.", n=MAX_GROUPS, total=count)


def _about(narrator: Narrator, statuses: pd.DataFrame) -> Slide:
    """Return the slide on the sources of the slides."""
    _, edition = narrator.translator, narrator.edition
    lines = [
        footer(narrator),
        selection_line(narrator),
        _("Source: {file}", file=edition.source),
        _("A recommendation keeps its status until it is rated again."),
        _("“Not reported” means that nothing was said. It is never the worst status."),
        _inferred_note(narrator, statuses),
        _("The charts can be edited: choose Edit Data to see their numbers."),
    ]
    points = Points(tuple(text_spans(line) for line in lines if line))
    return Slide(_("What these slides are made from"), (points,), tuple(line for line in lines if line))
