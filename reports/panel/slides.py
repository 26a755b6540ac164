"""The slides of a panel report: the answer first, then the key, what moved, who is behind, what comes next."""

from collections.abc import Iterator, Sequence
from typing import Any

import pandas as pd

from analysis.attention.attention import needs_attention
from analysis.attention.groups import rank_groups
from analysis.movement.movement import latest_movement
from analysis.promises.promises import promises
from analysis.status.counts import Group, count_by_round, counts_at
from analysis.status.latest_status import status_at
from analysis.updates.rounds import round_before
from model.terms import Basis, Timing
from reports.content.document import Spans, Table, Text, text_spans
from reports.content.slide import Points, Slide
from reports.panel.recommendation import promise_spans
from reports.panel.slide_charts import GROUP_NAME_KINDS, group_chart, group_lines, over_time_chart
from reports.text.headers_footers import as_at_line, footer, progress_report_title, selection_line
from reports.text.narrator import Narrator, iter_rows
from wording.answers.attention import attention_reason
from wording.answers.groups import group_sentence
from wording.answers.headline import headline, moved_lines, movement_since
from wording.answers.occasions import monitoring_sentence
from wording.catalogue import Translator
from wording.format.lists import begin_sentence
from wording.format.numbers import format_count
from wording.format.status_counts import mark_counts
from wording.format.statuses import mark_meaning, mark_word, status_words

MAX_POINTS = 6
MAX_REFS, MAX_MOVED_REFS = 120, 12
"""So many numbers of recommendations are on the slide of all of them, shared by its rows; so many in what moved."""


def panel_slides(narrator: Narrator) -> tuple[Slide, ...]:
    """Return the slides: the answer, the key, and eight more where there is something to show."""
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
    standing = status_at(edition.chosen, as_at=edition.as_at)
    return tuple(_slides(narrator, standing))


def _slides(narrator: Narrator, standing: pd.DataFrame) -> Iterator[Slide]:
    yield _answer(narrator, standing)
    yield _key(narrator, standing)
    yield from _over_time(narrator, standing)
    yield from _moved(narrator, standing)
    yield _everything(narrator, standing)
    for group in GROUP_NAME_KINDS:
        yield _group(narrator, standing, group)
    yield from _attention(narrator)
    yield from _promised(narrator)
    yield _about(narrator, standing)


def _answer(narrator: Narrator, standing: pd.DataFrame) -> Slide:
    _, edition = narrator.translator, narrator.edition
    answer = headline(counts_at(edition.chosen, as_at=edition.as_at), narrator.scale, _)
    moved = _since(narrator)
    lines = [progress_report_title(narrator), as_at_line(narrator), selection_line(narrator), moved]
    if _inferred(narrator, standing):
        lines.append(_inferred(narrator, standing))
    points = Points(tuple(text_spans(line, muted=place > 0) for place, line in enumerate(lines) if line))
    return Slide(answer, (points,), (answer, moved, footer(narrator)), is_title_slide=True)


def _since(narrator: Narrator) -> str:
    edition = narrator.edition
    before = round_before(edition.chosen, as_at=edition.as_at)
    return movement_since(latest_movement(edition.chosen, as_at=edition.as_at), before, narrator.translator)


def _key(narrator: Narrator, standing: pd.DataFrame) -> Slide:
    _, scale = narrator.translator, narrator.scale
    rows = tuple(((narrator.mark(mark, brief=True),), text_spans(mark_meaning(mark, scale, _))) for mark in scale.marks)
    title = _("What each status means")
    table = Table(title, (_("Status"), _("Meaning")), rows, widths=(1, 3))
    said = tuple(
        _("{status}: {meaning}", status=mark_word(mark, scale, _), meaning=mark_meaning(mark, scale, _))
        for mark in scale.marks
    )
    return Slide(title, (table,), said, remark=_inferred(narrator, standing))


def _inferred(narrator: Narrator, standing: pd.DataFrame) -> str:
    """Return how many statuses are inferred, and what that means; "" where none is."""
    count, total = int(standing["basis"].eq(Basis.INFERRED).sum()), int(standing["status"].notna().sum())
    if not count:
        return ""
    return narrator.translator(
        "Statuses that are inferred: {n} of {total}. The key was applied to the words of the update, for no status was "
        "published.",
        n=count,
        total=total,
    )


def _over_time(narrator: Narrator, standing: pd.DataFrame) -> Iterator[Slide]:
    _, edition = narrator.translator, narrator.edition
    counts = count_by_round(edition.chosen, as_at=edition.as_at)
    if not counts.empty:
        chart = over_time_chart(narrator, counts)
        kept = _("A recommendation keeps its status until it is rated again.")
        title = _("Status over time: how many recommendations stood where")
        yield Slide(title, (chart,), (chart.alt, kept), remark=_inferred(narrator, standing))


def _moved(narrator: Narrator, standing: pd.DataFrame) -> Iterator[Slide]:
    """Yield what moved, each movement with the numbers of the recommendations that made it."""
    _, edition = narrator.translator, narrator.edition
    lines = moved_lines(latest_movement(edition.chosen, as_at=edition.as_at), narrator.scale, _)
    if lines:
        points = tuple(
            (
                Text(begin_sentence(f"{line.text}: "), strong=True),
                Text(_listed(narrator, line.recommendations, most=MAX_MOVED_REFS)),
            )
            for line in lines
        )
        notes = tuple(f"{line.text}: {_listed(narrator, line.recommendations)}." for line in lines)
        yield Slide(_since(narrator), (Points(points),), notes, remark=_inferred(narrator, standing))


def _everything(narrator: Narrator, standing: pd.DataFrame) -> Slide:
    """Return where every recommendation stands: the numbers of those at each status."""
    _, scale = narrator.translator, narrator.scale
    by_mark: dict[str, list[tuple[str, str]]] = {mark: [] for mark in scale.marks}
    for row in iter_rows(standing):
        by_mark.setdefault(row.mark, []).append((row.review, row.ref))
    given = {mark: places for mark, places in by_mark.items() if places}
    rows, said = [], []
    for mark, places in given.items():
        listed = _listed(narrator, places, most=MAX_REFS // len(given))
        rows.append(((narrator.mark(mark, brief=True),), text_spans(format_count(len(places), _)), text_spans(listed)))
        name = begin_sentence(mark_word(mark, scale, _))
        said.append(_("{name}: {counts}.", name=name, counts=_listed(narrator, places)))
    header = (_("Status"), _("How many"), _("Recommendations"))
    title = begin_sentence(mark_counts(standing["mark"], scale, _))
    table = Table(_("Where every recommendation stands"), header, tuple(rows), widths=(2, 1.2, 5.8))
    return Slide(title, (table,), tuple(said), remark=_inferred(narrator, standing))


def _listed(narrator: Narrator, places: Sequence[tuple[str, str]], *, most: int | None = None) -> str:
    """Return the numbers of recommendations, by review where the slides are about several; of many, the first."""
    _, shown = narrator.translator, places[:most]
    reviews: dict[str, list[str]] = {}
    for review, ref in shown:
        reviews.setdefault(review, []).append(ref)
    told = {review: ", ".join(refs) for review, refs in reviews.items()}
    listed = "; ".join(f"{refs} ({review})" if narrator.has_several_reviews else refs for review, refs in told.items())
    more = len(places) - len(shown)
    return _.plural("{listed} and {n} more", "{listed} and {n} more", more, listed=listed) if more else listed


def _group(narrator: Narrator, standing: pd.DataFrame, group: Group) -> Slide:
    _, edition = narrator.translator, narrator.edition
    ranked = rank_groups(edition.chosen, group=group, as_at=edition.as_at)
    if narrator.scale.ordered:
        title = group_sentence(ranked, narrator.names, _, kind=GROUP_NAME_KINDS[group])
    else:
        title = _("By theme") if group == "theme" else _("By lead agency")
    chart, notes = group_chart(narrator, standing, group), group_lines(narrator, standing, group)
    return Slide(title, (chart,), notes, remark=_inferred(narrator, standing))


def _attention(narrator: Narrator) -> Iterator[Slide]:
    _, edition = narrator.translator, narrator.edition
    found = needs_attention(edition.chosen, as_at=edition.as_at, today=edition.today)
    if len(found):
        told = [_needs(narrator, row, _) for row in iter_rows(found)]
        notes = tuple("".join(span.words for span in spans if isinstance(span, Text)) for spans in told)
        yield Slide(_("Needs attention"), (Points(_first(told, _)),), notes)


def _needs(narrator: Narrator, row: Any, _: Translator) -> Spans:
    title = narrator.brief_title(row)
    status = begin_sentence(status_words(row.mark, row.basis, narrator.scale, _))
    return (
        Text(f"{title} " if title.endswith("…") else f"{title}. ", strong=True),
        Text(f"{status}: {attention_reason(row, _)}"),
    )


def _promised(narrator: Narrator) -> Iterator[Slide]:
    _, edition = narrator.translator, narrator.edition
    listed = promises(edition.chosen, as_at=edition.as_at, today=edition.today)
    due = listed[listed["timing"].isin([Timing.OVERDUE, Timing.DUE])]
    if len(due):
        told = [
            (Text(f"{narrator.number(row.review, row.ref)}: ", strong=True), *promise_spans(narrator, row))
            for row in iter_rows(due)
        ]
        notes = tuple("".join(span.words for span in spans if isinstance(span, Text)) for spans in told)
        yield Slide(monitoring_sentence(listed, _), (Points(_first(told, _)),), notes)


def _first(told: list[Spans], _: Translator) -> tuple[Spans, ...]:
    """Return the first points, and how many more stand in the notes."""
    more = len(told) - MAX_POINTS
    shown = told[:MAX_POINTS]
    if more > 0:
        shown.append(text_spans(_.plural("{n} more is in the notes.", "{n} more are in the notes.", more), muted=True))
    return tuple(shown)


def _about(narrator: Narrator, standing: pd.DataFrame) -> Slide:
    """Return what the slides are made from."""
    _, edition = narrator.translator, narrator.edition
    lines = [
        footer(narrator),
        selection_line(narrator),
        _("Source: {file}", file=edition.source),
        _("A recommendation keeps its status until it is rated again."),
        _("“Not reported” means that nothing was said. It is never the worst status."),
        _inferred(narrator, standing),
        _("The charts can be edited: choose Edit Data to see their numbers."),
    ]
    points = Points(tuple(text_spans(line) for line in lines if line))
    return Slide(_("What these slides are made from"), (points,), tuple(line for line in lines if line))
