"""The target dates of a recommendation: the first, and each revision with its reason."""

import pandas as pd

from analysis.table_rows import rows_of
from analysis.targets.history import TargetStepRow
from components.elements.html import HtmlNode, element, part
from components.session.view import View
from components.text.page_header import section_heading
from wording.answers.targets import format_target, target_change


def target_history_parts(view: View, history: pd.DataFrame) -> list[HtmlNode]:
    """Return the rows of analysis.targets.history under a heading; nothing where the target was never revised."""
    if len(history) <= 1:
        return []
    return [section_heading(view.translator("Target dates")), _steps_part(view, history)]


def _steps_part(view: View, history: pd.DataFrame) -> HtmlNode:
    """Show each target with when it was set, how it changed and why, the latest first."""
    _ = view.translator
    lines = [
        element(
            "li",
            format_target(row, _),
            element("div", target_change(row, _), class_="muted small"),
            *([element("div", row.reason, class_="small", lang="en")] if isinstance(row.reason, str) else []),
        )
        for row in rows_of(history.iloc[::-1], TargetStepRow)
    ]
    return part("targets", element("ul", *lines, class_="lines"))
