"""The kind of a list: recommendations and actions, or risks, issues, assumptions and the like."""

import re
from collections.abc import Mapping
from enum import StrEnum

from loaders.cells.values import plain_text
from loaders.layouts.interpret_tables import InterpretedTable
from loaders.layouts.select.sheet_names import title_above
from loaders.vocabulary.heading_aliases import ColumnMeaning
from model.text import label_key, normalise_space


class ListKind(StrEnum):
    """The kind of rows that a list has."""

    RECOMMENDATIONS = "recommendations"
    RISKS = "risks"
    ISSUES = "issues"
    ASSUMPTIONS = "assumptions"
    DEPENDENCIES = "dependencies"
    DECISIONS = "decisions"
    LESSONS = "lessons"
    CHANGES = "changes"
    MILESTONES = "milestones"
    CONTACTS = "contacts"
    TERMS = "terms"


_WORDS: Mapping[ListKind, str] = {
    ListKind.RECOMMENDATIONS: (
        r"recommendations?(?:\(s\))?|recs?|actions?|tasks?"
        r"|argymhell(?:iad|ion)|gweithred(?:oedd)?|cam(?:au)? gweithredu"
    ),
    ListKind.RISKS: r"risks?|risg(?:iau)?",
    ListKind.ISSUES: r"issues?|mater(?:ion)?",
    ListKind.ASSUMPTIONS: r"assumptions?|rhagdybiaeth(?:au)?|tybiaeth(?:au)?",
    ListKind.DEPENDENCIES: r"dependenc(?:y|ies)|dibyniaeth(?:au)?",
    ListKind.DECISIONS: r"decisions?|penderfyniad(?:au)?",
    ListKind.LESSONS: r"lessons?(?: learn(?:ed|t))?|gwers(?:i)?",
    ListKind.CHANGES: r"changes?(?: requests?)?|newid(?:iadau)?",
    ListKind.MILESTONES: r"milestones?|carreg filltir|cerrig milltir",
    ListKind.CONTACTS: r"contacts?(?: details)?|cyswllt|cysylltiadau",
    ListKind.TERMS: r"glossary|terms?|acronyms?|abbreviations?|geirfa",
}
_PATTERNS = {kind: re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for kind, words in _WORDS.items()}
_PLURAL = re.compile(r"(?:s|ion|iau|oedd|au|cerrig milltir|gwersi|learn(?:ed|t)|glossary|geirfa)$", re.IGNORECASE)
_LIST_TITLE = re.compile(
    r"(?:\d+[.)]?\s*)?(?:project |programme |key |main )?(?P<what>.+?)(?P<list>\s+(?:register|log|list|tracker|plan))?",
    re.IGNORECASE,
)
_TRACKERS = {"tracker", "plan", "traciwr", "cynllun"}
_LIKELIHOOD = re.compile(r"\b(?:likelihood|probability|tebygolrwydd)\b", re.IGNORECASE)
_ROW_MEANINGS = (ColumnMeaning.REF, ColumnMeaning.TITLE, ColumnMeaning.LEAD_AGENCY)
"""Columns whose headings, such as Risk ID and Risk owner, can name the kind that the text heading does not."""
_MAX_STATUS_COUNT_ROWS = 12


def list_kind(source: InterpretedTable) -> ListKind | None:
    """Return the kind of a table's rows; None if it is unknown.

    The heading of the text decides first, then a likelihood column (of risks), then the headings of refs, titles or
    owners, then the name of the sheet or the title above.
    """
    text = source.columns.fields.get(ColumnMeaning.RECOMMENDATION)
    by_text = kind_in_heading(text.words) if text is not None else None
    if by_text is not None:
        return by_text
    if any(_LIKELIHOOD.search(heading.words) for heading in source.table.headings):
        return ListKind.RISKS
    headings, title = source.columns.fields, title_above(source.table)
    kinds = [kind_in_heading(headings[meaning].words) for meaning in _ROW_MEANINGS if meaning in headings]
    kinds += [kind_in_title(name) for name in (source.table.sheet.name, plain_text(title.value) if title else "")]
    return next((kind for kind in kinds if kind is not None), None)


def is_other_kind(kind: ListKind | None) -> bool:
    """Return whether a kind is known and not recommendations and actions."""
    return kind not in (None, ListKind.RECOMMENDATIONS)


def kind_in_heading(words: str) -> ListKind | None:
    """Return the kind that a heading names; of several, recommendations and actions come first."""
    return next((kind for kind, pattern in _PATTERNS.items() if pattern.search(words)), None)


def kind_in_title(words: str) -> ListKind | None:
    """Return the kind that the name of a sheet or a title names: Risks, Risk register, 3. Issues log."""
    parts = _LIST_TITLE.fullmatch(normalise_space(words))
    if parts is None:
        return None
    if parts["what"].casefold() in _TRACKERS:
        return ListKind.RECOMMENDATIONS
    named = next((kind for kind, pattern in _PATTERNS.items() if pattern.fullmatch(parts["what"])), None)
    return named if parts["list"] or _PLURAL.search(parts["what"]) else None


def is_status_count(source: InterpretedTable) -> bool:
    """Return whether a table counts statuses, each there once before a number that would be read as a ref."""
    ref, status = source.columns.column(ColumnMeaning.REF), min(source.columns.status_columns, default=0)
    rows = [item.row for item in source.rows.items]
    is_short = 1 < len(rows) <= _MAX_STATUS_COUNT_ROWS
    if ref is None or not 0 < status <= ref or not is_short or source.lists_items:
        return False
    counted = [row for row in rows if isinstance(row.value_at(ref), int | float)]
    words = {label_key(plain_text(row.value_at(status))) for row in counted} - {""}
    return len(words) == len(counted) > 1 and 2 * len(counted) > len(rows)
