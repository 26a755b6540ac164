"""The grouping of the promises on the Monitoring page, stored in the URL as `by`."""

from collections.abc import Callable

import pandas as pd

from analysis.promises.promises import PromiseRow
from analysis.table_rows import rows_of
from components.choices.controls import choice_links
from components.elements.html import HtmlNode, part
from components.marks.marks import named_ref
from components.session.view import View
from components.text.texts import LocalisedText, localised
from model.terms import OPEN_TIMINGS, MonitoringKind, NameKind, Timing
from model.tracker.rows import RecommendationRow, RefRow
from wording.answers.occasions import monitoring_kind_name, timing_heading
from wording.catalogue import Translator

Groups = list[tuple[LocalisedText, list[PromiseRow]]]
"""The name of each group with its promises, rows of `analysis.promises.promises` with `with` named `with_whom`."""

TIMINGS = (*OPEN_TIMINGS, Timing.DONE, Timing.CLOSED)


def grouping_choice_part(view: View) -> HtmlNode:
    """Return the choice of a grouping."""
    labels = _labels(view.translator)
    return part("grouping", choice_links(view, "by", view.translator("Group by"), labels, chosen=chosen_grouping(view)))


def chosen_grouping(view: View) -> str:
    """Return the code of the grouping in the URL; the first by default."""
    return next((code for code in view.parameter("by") if code in _GROUPS), next(iter(_GROUPS)))


def group_promises(view: View, promises: pd.DataFrame, by: str) -> Groups:
    """Return the promises by group, in each group in the order in which they fall due."""
    return _GROUPS[by](view, list(rows_of(promises, PromiseRow)))


def _labels(_: Translator) -> dict[str, str]:
    return {
        "when": _("When"),
        "recommendation": _("Recommendation"),
        "kind": _("Kind"),
        "with": _("Whom to ask"),
    }


def _by_timing(view: View, rows: list[PromiseRow]) -> Groups:
    groups = ((timing, [row for row in rows if row.timing == timing]) for timing in TIMINGS)
    return [(LocalisedText(timing_heading(timing, view.translator)), members) for timing, members in groups if members]


def _by_recommendation(view: View, rows: list[PromiseRow]) -> Groups:
    by_item: dict[tuple[str, str], list[PromiseRow]] = {}
    for row in rows:
        by_item.setdefault((row.review, row.ref), []).append(row)
    groups = [
        (each, by_item.get((each.review, each.ref))) for each in rows_of(view.chosen.recommendations, RecommendationRow)
    ]
    return [(_ref_and_title(view, each), members) for each, members in groups if members]


def _ref_and_title(view: View, row: RefRow) -> LocalisedText:
    title = localised(view, row, "title")
    return LocalisedText(f"{named_ref(view, row)} {title.text}".strip(), title.language)


def _by_kind(view: View, rows: list[PromiseRow]) -> Groups:
    order = [*map(str, MonitoringKind)]
    kinds_present = dict.fromkeys(row.kind for row in rows if isinstance(row.kind, str))
    kinds = [*(kind for kind in order if kind in kinds_present), *(kind for kind in kinds_present if kind not in order)]
    groups = [
        (LocalisedText(monitoring_kind_name(kind, view.translator)), [row for row in rows if row.kind == kind])
        for kind in kinds
    ]
    rest = [row for row in rows if not isinstance(row.kind, str)]
    return [*groups, (LocalisedText(monitoring_kind_name(None, view.translator)), rest)] if rest else groups


def _by_with(view: View, rows: list[PromiseRow]) -> Groups:
    _ = view.translator
    names = dict.fromkeys(row.with_whom for row in rows if isinstance(row.with_whom, str))
    groups = [
        (LocalisedText(view.names.full(NameKind.ROLE, name, _)), [row for row in rows if row.with_whom == name])
        for name in names
    ]
    rest = [row for row in rows if not isinstance(row.with_whom, str)]
    return [*groups, (LocalisedText(_("Nobody named")), rest)] if rest else groups


_GROUPS: dict[str, Callable[[View, list[PromiseRow]], Groups]] = {
    "when": _by_timing,
    "recommendation": _by_recommendation,
    "kind": _by_kind,
    "with": _by_with,
}
"""How promises can be grouped, by the value of the query parameter; the first is the default."""
