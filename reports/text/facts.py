"""Facts that a paper tells with their names before them, a line each: who leads on a recommendation, and its target."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from model.terms import LIST_SEPARATOR, NameKind
from reports.content.document import Paragraph, Span, Text
from reports.text.narrator import Narrator
from wording.format.dates import format_date


def recommendation_facts(narrator: Narrator, row: Any, *, below_theme_heading: bool) -> tuple[tuple[str, str], ...]:
    """Return what is known of a recommendation by its row, each with its name; "" where it is not known.

    The names are those of the columns of the workbook, so that a reader of both finds them again. Its theme is told
    unless it stands under a heading that names it (`themed`).
    """
    _, names = narrator.translator, narrator.names

    def named(kind: NameKind, name: object) -> str:
        return names.full(kind, name, _) if isinstance(name, str) else ""

    supporting = row.supporting_agencies.split(LIST_SEPARATOR) if isinstance(row.supporting_agencies, str) else ()
    target = format_date(row.target, row.target_last, row.target_precision, row.target_words, _)
    return (
        (_("Theme"), "" if below_theme_heading else named(NameKind.THEME, row.theme)),
        (_("Lead agency"), named(NameKind.AGENCY, row.lead_agency)),
        (_("Supporting agencies"), LIST_SEPARATOR.join(named(NameKind.AGENCY, one) for one in supporting)),
        (_("Lead role"), named(NameKind.ROLE, row.lead_role)),
        (_("Accepted"), row.accepted if isinstance(row.accepted, str) else ""),
        (_("Target date"), target if isinstance(row.target_words, str) else ""),
        (_("Related refs"), row.related_refs if isinstance(row.related_refs, str) else ""),
    )


def facts_paragraph(facts: Iterable[tuple[str, object]]) -> Paragraph:
    """Return facts as a paragraph, a line each; those that are not known are left out.

    A fact is words, or a `Text`, whose language is kept.
    """
    spans: list[Span] = []
    for name, fact in facts:
        told = fact if isinstance(fact, Text) else Text(fact) if isinstance(fact, str) else Text("")
        if told.words.strip():
            before = "\n" if spans else ""
            spans += [Text(f"{before}{name}:", muted=True), replace(told, words=f" {' '.join(told.words.split())}")]
    return Paragraph(tuple(spans))
