"""The head of one recommendation's page: which it is, what it asks, where it stands now, and the way to the others."""

from typing import Any

import streamlit as st

from analysis.selection.neighbours import Neighbours
from components.elements.html import HtmlFragment, HtmlNode, element
from components.marks.marks import href_of, mark_picture, title_of
from components.marks.update_story import text_block
from components.session import url_state
from components.session.links import href
from components.session.view import View
from components.session.view_cache import cached_piece
from components.text.localised_text import localised
from components.text.page_header import show_answer
from model.terms import Basis, NameKind
from wording.answers.movement import movement_in_time, movement_sentence
from wording.format.lists import begin_sentence
from wording.format.statuses import mark_meaning, mark_word


def show_recommendation_header(view: View, row: Any, beside: Neighbours) -> None:
    """Show theme and number with the way to the recommendations beside it, and the title as the page's heading."""
    _ = view.translator
    title = title_of(view, row)
    st.set_page_config(page_title=_("{page} – Cynnydd", page=f"{row.ref} {title}"))
    _show_crumbs(view, row, beside, back=href("recommendations", _list_query(view)))
    show_answer(title)


@cached_piece
def _show_crumbs(view: View, row: Any, beside: Neighbours, *, back: str) -> HtmlFragment:
    _ = view.translator
    theme = view.names.full(NameKind.THEME, row.theme, _)
    named = [theme, _("Recommendation {ref}", ref=row.ref)]
    if len(view.choices.review) > 1:
        named.insert(0, str(row.review))
    crumbs = element(
        "nav",
        element("a", _("All recommendations"), href=back),
        element("span", " · ".join(named), class_="muted"),
        *_steps(view, beside),
        class_="steps",
        aria_label=_("Recommendations before and after"),
    )
    heading = localised(view, row, "title").language or view.translator.language.value
    return HtmlFragment([crumbs], key="crumbs", scale=view.scale, heading=heading)


@cached_piece
def show_current_status(view: View, row: Any, move: Any | None) -> HtmlFragment:
    """Show where the recommendation stands now, how it came to that, and whether the status is inferred."""
    _ = view.translator
    meaning = mark_meaning(row.mark, view.scale, _)
    stands = f"{begin_sentence(mark_word(row.mark, view.scale, _))}: {meaning[:1].lower()}{meaning[1:].rstrip('.')}"
    said: list[str] = []
    if move is not None:
        sentence = movement_sentence(move.from_mark, move.to_mark, move.movement, view.scale, _)
        said.append(movement_in_time(sentence, move.movement, row.moved_on, _))
    if row.basis == Basis.INFERRED:
        said.append(_("inferred from the words of the update"))
    now = element(
        "p",
        mark_picture(view, row.mark, row.basis),
        element("span", element("strong", stands), element("span", " · ".join(said), class_="muted"), class_="words"),
        class_="now",
    )
    return HtmlFragment([now], key="now", scale=view.scale)


@cached_piece
def show_recommendation_text(view: View, row: Any) -> HtmlFragment:
    """Show what is recommended."""
    return HtmlFragment([text_block(localised(view, row, "recommendation"))], key="text")


def _steps(view: View, beside: Neighbours) -> list[HtmlNode]:
    """Return links to the recommendations before and after it in the list it is read in."""
    _ = view.translator
    links: list[HtmlNode] = []
    if beside.previous:
        text = _("← Recommendation {ref}", ref=beside.previous[1])
        links.append(element("a", text, href=href_of(view, *beside.previous)))
    if beside.following:
        text = _("Recommendation {ref} →", ref=beside.following[1])
        links.append(element("a", text, href=href_of(view, *beside.following)))
    return links


def _list_query(view: View) -> dict[str, list[str]]:
    """Return the address of the list as it was: its filters, its order and its page."""
    return {**view.query, **{code: url_state.kept(code) for code in ("sort", "page") if url_state.kept(code)}}
