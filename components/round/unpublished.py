"""What of a round is not published: named before the round is closed and before another is started."""

from collections.abc import Mapping

import streamlit as st

from components.document.pieces import show
from components.elements.html import HtmlNode, element, part
from components.elements.markdown_escape import escape_markdown
from components.round.state import RoundState, unpublished_of
from components.session.links import href
from components.session.view import View
from model.returns.round import Round
from model.returns.unpublished import WrittenKind
from model.store_error import StoreError, StoreErrorCode
from wording.labels.unpublished import unpublished_sentence, written_words

Counts = Mapping[WrittenKind, int]


def show_unpublished(view: View, state: RoundState, consequence: str, *, key: str) -> bool:
    """Show how much is not published, on which recommendations, and what comes of it; return whether that is accepted.

    Where everything is published, nothing is shown and there is nothing to accept.
    """
    _, counts = view.translator, state.unpublished.counts
    if not counts:
        return True
    lines = [element("p", element("strong", unpublished_sentence(counts, _)), " ", consequence)]
    show(part(key, element("section", *lines, element("p", *_links(view, state)), class_="banner")))
    what = escape_markdown(written_words(counts, _))
    return st.checkbox(_("{what} may stay unpublished", what=what), key=f"{key}.{sorted(counts.items())}")


def _links(view: View, state: RoundState) -> list[HtmlNode]:
    """Return the recommendations with something that is not published; while the round is open, links to rate them."""
    _ = view.translator
    nodes: list[HtmlNode] = [_("Recommendations:")]
    found = state.unpublished.recommendations
    places = {(each.review, each.ref): place for place, each in enumerate(state.requests, start=1)}
    for key in sorted(found, key=lambda each: (places.get(each, len(places)), each)):
        url = href("rating", {**view.query, "item": str(places[key])}) if state.is_open and key in places else None
        name = state.ref_of(*key)
        nodes += [" ", element("a", name, href=url) if url else name, ","]
    return [*nodes[:-1], "."]


def refuse_other_unpublished(of_round: Round, accepted: Counts) -> None:
    """Raise StoreError(UNPUBLISHED) where something else is not published than was accepted."""
    counts = unpublished_of(of_round).counts
    if dict(counts) != dict(accepted):
        raise StoreError(StoreErrorCode.UNPUBLISHED, **{kind.value: str(count) for kind, count in counts.items()})
