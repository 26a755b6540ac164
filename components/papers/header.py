"""The head of the Reports page: what would be made, of how many recommendations, from which version."""

from analysis.promises.occasions import served_by
from components.downloads.paper import edition_of
from components.papers.choice import PaperChoice
from components.session.view import View
from components.session.view_cache import cached_by_view
from components.text.page_header import show_answer, show_subtitle
from reports.text.headers_footers import furniture
from reports.text.narrator import Speaker
from wording.labels.papers import paper_name, report_answer


def show_paper_header(view: View, wish: PaperChoice) -> None:
    """Show what would be made, and as at when and from which version."""
    _ = view.translator
    show_answer(report_answer(paper_name(wish.paper, _), _recommendations(view, wish), _))
    show_subtitle(_made_from(view))


def _recommendations(view: View, wish: PaperChoice) -> int:
    """Return how many recommendations it will be about."""
    if wish.occasion is not None:
        return len(served_by(view.chosen, occasion=wish.occasion))
    return len((view.whole if wish.is_canonical else view.chosen).recommendations)


@cached_by_view
def _made_from(view: View) -> str:
    return furniture(Speaker(edition_of(view)))
