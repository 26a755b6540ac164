"""What a reader should know before relying on the pages: what inferred means, and where changes are made."""

from components.head import paragraphs
from components.view import View


def show_inferred_note(view: View) -> None:
    """Show what an inferred status is, how it looks, and what replaces it."""
    _ = view.translator
    paragraphs(
        _(
            "Where a report's published colours are not in its text, each status is inferred: "
            "the report's own key is applied to the words of the update."
        ),
        _(
            "An inferred status has a dashed edge, and is called inferred wherever it is named. "
            "A published status replaces it as soon as the office's own workbook is used."
        ),
        key="inferred",
    )


def show_how_to_change(view: View) -> None:
    """Show that updates are made in the workbook, and how the dashboard then shows them."""
    _ = view.translator
    paragraphs(
        _(
            "Updates are made in the workbook, not on these pages. Download it, add the new round to its "
            "Progress sheet, and start the dashboard with it."
        ),
        key="change",
    )
