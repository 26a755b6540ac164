"""The header of a recommendation's page: breadcrumbs, title, current status and text."""

from analysis.movement.movement import MovementRow
from analysis.selection.neighbours import Neighbours
from analysis.status.latest_status import ListRow
from components.elements.html import HtmlNode, element, part
from components.marks.marks import href_of, list_query, mark_picture, named_ref, title_of
from components.marks.update_story import text_block
from components.session.links import href
from components.session.view import View
from components.text.filter_toggle import list_link
from components.text.localised_text import localised
from components.text.page_header import answer
from model.terms import Basis, NameKind
from model.tracker.rows import RecommendationRow
from wording.answers.movement import movement_sentence, movement_with_month
from wording.format.lists import begin_sentence
from wording.format.refs import reviewed_ref
from wording.format.statuses import mark_meaning, mark_word


def recommendation_title(view: View, row: ListRow) -> str:
    """Return the ref and the title of a recommendation."""
    return f"{named_ref(view, row)} {title_of(view, row)}"


def recommendation_heading(view: View, row: ListRow) -> HtmlNode:
    """Return the heading of the page: the ref and the title, in the language of the title."""
    return answer(recommendation_title(view, row), language=localised(view, row, "title").language)


def crumbs_part(view: View, row: ListRow, neighbours: Neighbours) -> HtmlNode:
    """Return the links to the list as last seen, and to the recommendations before and after."""
    _, back = view.translator, href("recommendations", {**view.query, **list_query(view)})
    theme = list_link(view, "theme", row.theme, view.names.full(NameKind.THEME, row.theme, _))
    review = [f"{row.review} · "] if len(view.filter_options.review) > 1 else []
    parts: list[HtmlNode] = [*review, theme, f" · {_('Recommendation {ref}', ref=row.ref)}"]
    crumbs = element(
        "nav",
        element("a", _("All recommendations"), href=back),
        element("span", *parts, class_="muted"),
        *_neighbour_links(view, neighbours),
        class_="steps crumbs",
        aria_label=_("Recommendations before and after"),
    )
    return part("crumbs", crumbs)


def current_status_part(view: View, row: ListRow, move: MovementRow | None) -> HtmlNode:
    """Show the current status, its latest movement, and whether it is inferred."""
    _ = view.translator
    meaning = mark_meaning(row.mark, view.scale, _)
    status = list_link(view, "status", row.mark, begin_sentence(mark_word(row.mark, view.scale, _)))
    means = f": {meaning[:1].lower()}{meaning[1:].rstrip('.')}"
    notes: list[str] = []
    if move is not None:
        sentence = movement_sentence(move.from_mark, move.to_mark, move.movement, view.scale, _)
        notes.append(movement_with_month(sentence, move.movement, row.moved_on, _))
    if row.basis == Basis.INFERRED:
        notes.append(_("inferred from the words of the update"))
    words = element("strong", status, means), element("span", " · ".join(notes), class_="muted")
    now = element("p", mark_picture(view, row.mark, row.basis), element("span", *words, class_="words"), class_="now")
    return part("now", now, scale=view.scale)


def recommendation_text_part(view: View, row: RecommendationRow) -> HtmlNode:
    """Show the text of the recommendation."""
    return part("text", text_block(localised(view, row, "recommendation")))


def _neighbour_links(view: View, neighbours: Neighbours) -> list[HtmlNode]:
    """Return links to the previous and next recommendation in the list."""
    _ = view.translator
    links: list[HtmlNode] = []
    named = view.tracker.has_shared_refs
    if neighbours.previous:
        text = _("← Recommendation {ref}", ref=reviewed_ref(*neighbours.previous, named=named))
        links.append(element("a", text, href=href_of(view, *neighbours.previous)))
    if neighbours.following:
        text = _("Recommendation {ref} →", ref=reviewed_ref(*neighbours.following, named=named))
        links.append(element("a", text, href=href_of(view, *neighbours.following)))
    return links
