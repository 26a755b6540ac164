"""The slides of a panel report: headline, key, status over time, movement, groups and promises."""

from collections.abc import Iterator, Sequence

import pandas as pd

from analysis.attention.attention import AttentionRow, needs_attention
from analysis.attention.groups import rank_groups
from analysis.movement.movement import latest_movement
from analysis.promises.promises import PromiseRow, promises
from analysis.status.counts import Group, count_by_round, counts_at
from analysis.status.latest_status import StatusRow, status_at
from analysis.status.silence import silence_at
from analysis.table_rows import rows_of
from analysis.updates.rounds import round_before
from model.terms import Basis, Timing
from reports.content.document import Spans, Table, Text, text_spans
from reports.content.slide import Points, Slide
from reports.panel.recommendation import promise_spans
from reports.panel.slide_charts import GROUP_NAME_KINDS, group_chart, group_lines, over_time_chart
from reports.text.headers_footers import as_at_line, footer, progress_report_title, selection_line
from reports.text.narrator import Narrator
from reports.text.since import overdue_since_line
from wording.answers.attention import attention_reason
from wording.answers.groups import group_sentence
from wording.answers.headline import headline, moved_lines, movement_since, silence_sentence
from wording.answers.occasions import monitoring_sentence
from wording.catalogue import Translator
from wording.format.lists import begin_sentence
from wording.format.numbers import format_count
from wording.format.status_counts import mark_counts
from wording.format.statuses import mark_meaning, mark_word, status_words

MAX_POINTS = 6
MAX_REFS, MAX_MOVED_REFS = 120, 12
"""The most numbers on the slide of all recommendations, shared by its rows, and in a line of what moved."""


def panel_slides(narrator: Narrator) -> tuple[Slide, ...]:
    """Return the slides: the headline, the key, and up to eight more that have something to show."""
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
    return tuple(_slides(narrator, statuses))


def _slides(narrator: Narrator, statuses: pd.DataFrame) -> Iterator[Slide]:
    yield _answer(narrator, statuses)
    yield _key(narrator, statuses)
    yield from _over_time(narrator, statuses)
    yield from _moved(narrator, statuses)
    yield _all_recommendations(narrator, statuses)
    if narrator.has_several_reviews:
        yield _group(narrator, statuses, "review")
    for group in GROUP_NAME_KINDS:
        yield _group(narrator, statuses, group)
    yield from _attention(narrator)
    yield from _promised(narrator)
    yield _about(narrator, statuses)


def _answer(narrator: Narrator, statuses: pd.DataFrame) -> Slide:
    _, edition = narrator.translator, narrator.edition
    answer = headline(counts_at(edition.chosen, as_at=edition.as_at), narrator.scale, _)
    moved = _movement_title(narrator)
    lines = [progress_report_title(narrator), as_at_line(narrator), selection_line(narrator), moved]
    lines += [silence_sentence(silence_at(edition.chosen, as_at=edition.as_at), _), overdue_since_line(narrator)]
    if _inferred_note(narrator, statuses):
        lines.append(_inferred_note(narrator, statuses))
    points = Points(tuple(text_spans(line, muted=index > 0) for index, line in enumerate(lines) if line))
    return Slide(answer, (points,), (answer, moved, footer(narrator)), is_title_slide=True)


def _movement_title(narrator: Narrator) -> str:
    edition = narrator.edition
    previous_round = round_before(edition.chosen, as_at=edition.as_at)
    return movement_since(latest_movement(edition.chosen, as_at=edition.as_at), previous_round, narrator.translator)


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


def _moved(narrator: Narrator, statuses: pd.DataFrame) -> Iterator[Slide]:
    """Yield the slide of what moved: each movement with the numbers of its recommendations."""
    _, edition = narrator.translator, narrator.edition
    lines = moved_lines(latest_movement(edition.chosen, as_at=edition.as_at), narrator.scale, _)
    if lines:
        points = tuple(
            (
                Text(begin_sentence(f"{line.text}: "), strong=True),
                Text(_list_numbers(narrator, line.recommendations, limit=MAX_MOVED_REFS)),
            )
            for line in lines
        )
        notes = tuple(f"{line.text}: {_list_numbers(narrator, line.recommendations)}." for line in lines)
        yield Slide(_movement_title(narrator), (Points(points),), notes, remark=_inferred_note(narrator, statuses))


def _all_recommendations(narrator: Narrator, statuses: pd.DataFrame) -> Slide:
    """Return the slide of all recommendations: their numbers by status."""
    _, scale = narrator.translator, narrator.scale
    by_mark: dict[str, list[tuple[str, str]]] = {mark: [] for mark in scale.marks}
    for row in rows_of(statuses, StatusRow):
        by_mark.setdefault(row.mark, []).append((row.review, row.ref))
    by_status = {mark: recommendations for mark, recommendations in by_mark.items() if recommendations}
    rows, notes = [], []
    for mark, recommendations in by_status.items():
        listed = _list_numbers(narrator, recommendations, limit=MAX_REFS // len(by_status))
        rows.append(
            ((narrator.mark(mark, brief=True),), text_spans(format_count(len(recommendations), _)), text_spans(listed))
        )
        name = begin_sentence(mark_word(mark, scale, _))
        notes.append(_("{name}: {counts}.", name=name, counts=_list_numbers(narrator, recommendations)))
    header = (_("Status"), _("How many"), _("Recommendations"))
    title = begin_sentence(mark_counts(statuses["mark"], scale, _))
    table = Table(_("Where every recommendation stands"), header, tuple(rows), widths=(2, 1.2, 5.8))
    return Slide(title, (table,), tuple(notes), remark=_inferred_note(narrator, statuses))


def _list_numbers(narrator: Narrator, recommendations: Sequence[tuple[str, str]], *, limit: int | None = None) -> str:
    """Return the numbers of recommendations, with the review where there are several; the first up to a limit."""
    _, shown = narrator.translator, recommendations[:limit]
    reviews: dict[str, list[str]] = {}
    for review, ref in shown:
        reviews.setdefault(review, []).append(ref)
    refs_by_review = {review: ", ".join(refs) for review, refs in reviews.items()}
    listed = "; ".join(
        f"{refs} ({review})" if narrator.has_several_reviews else refs for review, refs in refs_by_review.items()
    )
    more = len(recommendations) - len(shown)
    return _.plural("{listed} and {n} more", "{listed} and {n} more", more, listed=listed) if more else listed


def _group(narrator: Narrator, statuses: pd.DataFrame, group: Group) -> Slide:
    _, edition = narrator.translator, narrator.edition
    ranked = rank_groups(edition.chosen, group=group, as_at=edition.as_at)
    if group == "review":
        title = _("By review")
    elif narrator.scale.ordered:
        title = group_sentence(ranked, narrator.names, _, kind=GROUP_NAME_KINDS[group])
    else:
        title = _("By theme") if group == "theme" else _("By lead agency")
    chart, notes = group_chart(narrator, statuses, group), group_lines(narrator, statuses, group)
    return Slide(title, (chart,), notes, remark=_inferred_note(narrator, statuses))


def _attention(narrator: Narrator) -> Iterator[Slide]:
    _, edition = narrator.translator, narrator.edition
    found = needs_attention(edition.chosen, as_at=edition.as_at, today=edition.today)
    if len(found):
        points = [_attention_point(narrator, row, _) for row in rows_of(found, AttentionRow)]
        notes = tuple("".join(span.words for span in spans if isinstance(span, Text)) for spans in points)
        yield Slide(_("Needs attention"), (Points(_limit_points(points, _)),), notes)


def _attention_point(narrator: Narrator, row: AttentionRow, _: Translator) -> Spans:
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
        points = [
            (Text(f"{narrator.number(row.review, row.ref)}: ", strong=True), *promise_spans(narrator, row))
            for row in rows_of(due, PromiseRow)
        ]
        notes = tuple("".join(span.words for span in spans if isinstance(span, Text)) for spans in points)
        yield Slide(monitoring_sentence(listed, _), (Points(_limit_points(points, _)),), notes)


def _limit_points(points: list[Spans], _: Translator) -> tuple[Spans, ...]:
    """Return the first points, and how many more are in the notes."""
    more = len(points) - MAX_POINTS
    shown = points[:MAX_POINTS]
    if more > 0:
        shown.append(text_spans(_.plural("{n} more is in the notes.", "{n} more are in the notes.", more), muted=True))
    return tuple(shown)


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
