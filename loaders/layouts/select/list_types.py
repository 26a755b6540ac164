"""What a list is a list of: recommendations and actions, or risks, issues, assumptions and the like beside them."""

import re
from collections.abc import Iterator, Mapping
from enum import StrEnum

from loaders.cells.values import plain_text
from loaders.layouts.interpret.interpreted_table import InterpretedTable
from loaders.layouts.select.sheet_names import title_above
from loaders.vocabulary.heading_aliases import ColumnMeaning
from model.text import label_key


class ListKind(StrEnum):
    """What the rows of a list are."""

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
_IN_TEXT = {kind: re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for kind, words in _WORDS.items()}
_SEVERAL = re.compile(r"(?:s|ion|iau|oedd|au|cerrig milltir|gwersi|learn(?:ed|t)|glossary|geirfa)$", re.IGNORECASE)
_A_LIST_OF = re.compile(
    r"(?:\d+[.)]?\s*)?(?:project |programme |key |main )?(?P<what>.+?)(?P<list>\s+(?:register|log|list|tracker|plan))?",
    re.IGNORECASE,
)
_TRACKERS = {"tracker", "plan", "traciwr", "cynllun"}
_LIKELY = re.compile(r"\b(?:likelihood|probability|tebygolrwydd)\b", re.IGNORECASE)
_OF_ROWS = (ColumnMeaning.REF, ColumnMeaning.TITLE, ColumnMeaning.LEAD_AGENCY)
"""Headings such as Risk ID and Risk owner say what the rows are, where the heading of their text does not."""
_ROWS_AT_MOST = 12


def list_kind(source: InterpretedTable) -> ListKind | None:
    """Return what the rows of a table are; None where nothing says it.

    The heading of their text says it first, then how likely they are (so that they are risks), then the heading of
    their refs or owners, then the name of the sheet or the title above.
    """
    text = source.columns.fields.get(ColumnMeaning.RECOMMENDATION)
    by_text = kind_in_heading(text.words) if text is not None else _by_first_columns(source)
    if by_text is not None:
        return by_text
    if any(_LIKELY.search(heading.words) for heading in source.table.headings):
        return ListKind.RISKS
    return next((kind for kind in _other_names(source) if kind is not None), None)


def is_other_kind(kind: ListKind | None) -> bool:
    """Say whether a list is plainly of something else than recommendations and actions."""
    return kind not in (None, ListKind.RECOMMENDATIONS)


def kind_in_heading(words: str) -> ListKind | None:
    """Return the kind that a heading names; of several, recommendations and actions go before all others."""
    return next((kind for kind, pattern in _IN_TEXT.items() if pattern.search(words)), None)


def kind_in_title(words: str) -> ListKind | None:
    """Return what the name of a sheet, or a title, says that it lists: Risks, Risk register, 3. Issues log."""
    parts = _A_LIST_OF.fullmatch(" ".join(words.split()))
    if parts is None:
        return None
    if parts["what"].casefold() in _TRACKERS:
        return ListKind.RECOMMENDATIONS
    for kind, pattern in _IN_TEXT.items():
        if pattern.fullmatch(parts["what"]):
            return kind if parts["list"] or _SEVERAL.search(parts["what"]) else None
    return None


def is_status_count(source: InterpretedTable) -> bool:
    """Say whether a table counts statuses: each stands once before a whole number, and nothing is described.

    Its heading Number would else be taken for the refs, and its counts for recommendations.
    """
    ref = source.columns.column(ColumnMeaning.REF)
    status = next(
        (one.columns[ColumnMeaning.STATUS] for one in source.columns.rounds if ColumnMeaning.STATUS in one.columns),
        None,
    )
    rows = [item.row for item in source.rows.items]
    if ref is None or status is None or status.column > ref or source.lists_items or not 1 < len(rows) <= _ROWS_AT_MOST:
        return False
    counted = [row for row in rows if _is_whole(row.value_at(ref))]
    words = {label_key(plain_text(row.value_at(status.column))) for row in counted} - {""}
    return len(words) == len(counted) > 1 and 2 * len(counted) > len(rows)


def _other_names(source: InterpretedTable) -> Iterator[ListKind | None]:
    once = source.columns.fields
    yield from (kind_in_heading(once[meaning].words) for meaning in _OF_ROWS if meaning in once)
    yield kind_in_title(source.table.sheet.name)
    title = title_above(source.table)
    yield kind_in_title(plain_text(title.value)) if title is not None else None


def _by_first_columns(source: InterpretedTable) -> ListKind | None:
    """Return what a table without texts of items is of: as its refs say, or the first column beside them."""
    ref = source.columns.fields.get(ColumnMeaning.REF)
    if ref is not None and kind_in_heading(ref.words) is ListKind.RECOMMENDATIONS:
        return ListKind.RECOMMENDATIONS
    first = next((one for one in source.table.headings if one is not ref), None)
    return kind_in_heading(first.words) if first is not None else None


def _is_whole(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and float(value).is_integer()
