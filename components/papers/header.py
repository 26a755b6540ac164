"""The header of the Reports page: the chosen paper, its number of recommendations, and the version."""

from analysis.promises.occasions import recommendations_of_occasion
from components.downloads.paper import edition_of
from components.elements.html import HtmlNode
from components.papers.choice import PaperChoice
from components.session.view import View
from components.text.page_header import answer, subtitle_part
from reports.text.headers_footers import footer
from reports.text.narrator import Narrator
from wording.labels.papers import paper_name, report_answer


def paper_header_parts(view: View, choice: PaperChoice) -> list[HtmlNode]:
    """Return the chosen paper as the title, and the as-at date and the version as the subtitle."""
    _ = view.translator
    heading = answer(report_answer(paper_name(choice.paper, _), _recommendation_count(view, choice), _))
    return [heading, subtitle_part(footer(Narrator(edition_of(view))))]


def _recommendation_count(view: View, choice: PaperChoice) -> int:
    """Return the number of recommendations in the paper."""
    if choice.occasion is not None:
        return len(recommendations_of_occasion(view.chosen, occasion=choice.occasion, as_at=view.as_at))
    return len((view.tracker if choice.is_canonical else view.chosen).recommendations)
