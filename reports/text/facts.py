"""The facts of a recommendation or a review, a line each: lead agency, target date and so on."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

import pandas as pd

from analysis.targets import TargetNowRow
from model.terms import LIST_SEPARATOR, NameKind
from model.tracker.rows import RecommendationRow
from reports.content.document import Paragraph, Span, Text
from reports.text.closure import closure_facts
from reports.text.narrator import Narrator
from wording.answers.recommendation import format_target
from wording.format.dates import format_date
from wording.format.text import format_count


def recommendation_facts(
    narrator: Narrator, row: RecommendationRow, *, below_theme_heading: bool
) -> tuple[tuple[str, str | Text], ...]:
    """Return the facts of a recommendation by its row, each with its name; "" where a fact is unknown.

    The names are the headings of the workbook, so that a reader of both finds them again. The theme is left out if
    `below_theme_heading`, because that heading names it.
    """
    _, names = narrator.translator, narrator.names

    def full_name(kind: NameKind, name: object) -> str:
        return names.full(kind, name, _) if isinstance(name, str) else ""

    supporting = row.supporting_agencies.split(LIST_SEPARATOR) if isinstance(row.supporting_agencies, str) else ()
    return (
        (_("Theme"), "" if below_theme_heading else full_name(NameKind.THEME, row.theme)),
        (_("Lead agency"), full_name(NameKind.AGENCY, row.lead_agency)),
        (_("Supporting agencies"), LIST_SEPARATOR.join(full_name(NameKind.AGENCY, agency) for agency in supporting)),
        (_("Lead role"), full_name(NameKind.ROLE, row.lead_role)),
        (_("Accepted"), row.accepted if isinstance(row.accepted, str) else ""),
        *_target_facts(narrator, narrator.targets[row.review, row.ref]),
        *closure_facts(narrator, row.review, row.ref),
        (_("Related refs"), row.related_refs if isinstance(row.related_refs, str) else ""),
    )


def _target_facts(narrator: Narrator, row: TargetNowRow) -> Iterator[tuple[str, str]]:
    """Yield the target date, and what it was at first, how often it slipped and by how many days it is missed."""
    _ = narrator.translator
    late: Any = row.days_late
    if not isinstance(row.target_words, str):
        return
    yield _("Target date"), format_target(row, _)
    if row.slips:
        yield _("First target date"), format_date(row.first, row.first_last, row.first_precision, row.first_words, _)
        yield _("Slips of the target"), format_count(row.slips, _)
    if not pd.isna(late):
        yield _("Days late"), format_count(int(late), _)


def facts_paragraph(facts: Iterable[tuple[str, object]]) -> Paragraph:
    """Return facts as a paragraph, a line each; unknown facts are left out.

    A fact is a string, or a `Text`, whose language stays.
    """
    spans: list[Span] = []
    for name, fact in facts:
        text = fact if isinstance(fact, Text) else Text(fact) if isinstance(fact, str) else Text("")
        if text.words.strip():
            line_break = "\n" if spans else ""
            spans += [Text(f"{line_break}{name}:", muted=True), replace(text, words=f" {' '.join(text.words.split())}")]
    return Paragraph(tuple(spans))
