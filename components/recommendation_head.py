"""The head of one recommendation's page: which it is, what it asks, where it stands now, and the way to the others."""

from typing import Any

import pandas as pd

from analysis.neighbours import neighbours
from components import address
from components.head import answer
from components.kept import shown
from components.links import href
from components.marks import href_of, mark_picture, title_of
from components.nodes import Node, Piece, element
from components.view import View
from model.language import Language
from model.terms import Basis, NameKind
from wording.dates import format_round
from wording.marks import mark_meaning, mark_word
from wording.movement import movement_sentence


def show_head(view: View, row: Any, standing: pd.DataFrame) -> None:
    """Show theme and number, the title as the page's heading, and the status in words.

    `row` is the recommendation's row of `standing`, which is the list the reader comes from.
    """
    _show_crumbs(view, row, standing, back=href("recommendations", _list_query(view)))
    answer(title_of(view, row))


@shown
def _show_crumbs(view: View, row: Any, standing: pd.DataFrame, *, back: str) -> Piece:
    _ = view.translator
    theme = view.names.full(NameKind.THEME, row.theme, _)
    crumbs = element(
        "nav",
        element("a", _("All recommendations"), href=back),
        element("span", f"{theme} · {_('Recommendation {ref}', ref=row.ref)}", class_="muted"),
        *_steps(view, row, standing),
        class_="steps",
        aria_label=_("Recommendations before and after"),
    )
    return Piece([crumbs], key="crumbs", scale=view.scale)


@shown
def show_now(view: View, row: Any, move: Any | None, since: pd.Timestamp | None) -> Piece:
    """Show where the recommendation stands now, and how it got there since the round before."""
    _ = view.translator
    word = mark_word(row.mark, view.scale, _)
    meaning = mark_meaning(row.mark, view.scale, _)
    stands = f"{word[:1].upper()}{word[1:]}: {meaning[:1].lower()}{meaning[1:].rstrip('.')}"
    said: list[str] = []
    if move is not None and since is not None:
        sentence = movement_sentence(move.from_mark, move.to_mark, move.movement, view.scale, _)
        said.append(_("{movement} since {month}", movement=sentence, month=format_round(since, _)))
    if row.basis == Basis.INFERRED:
        said.append(_("inferred from the words of the update"))
    now = element(
        "p",
        mark_picture(view, row.mark, row.basis),
        element("span", element("strong", stands), element("span", " · ".join(said), class_="muted"), class_="words"),
        class_="now",
    )
    return Piece([now], key="now", scale=view.scale)


def recommendation_text(view: View, row: Any) -> str:
    """Return what is recommended, in the reader's language; English where no Welsh is given."""
    welsh = row.recommendation_cy
    if view.translator.language is Language.WELSH and isinstance(welsh, str):
        return welsh
    return str(row.recommendation)


def _steps(view: View, row: Any, standing: pd.DataFrame) -> list[Node]:
    """Return links to the recommendations before and after it in the list it is read in."""
    _ = view.translator
    beside = neighbours(standing, review=row.review, ref=row.ref)
    links: list[Node] = []
    if beside.previous:
        text = _("← Recommendation {ref}", ref=beside.previous[1])
        links.append(element("a", text, href=href_of(view, *beside.previous)))
    if beside.following:
        text = _("Recommendation {ref} →", ref=beside.following[1])
        links.append(element("a", text, href=href_of(view, *beside.following)))
    return links


def _list_query(view: View) -> dict[str, list[str]]:
    """Return the address of the list as it was: its filters, its order and its page."""
    return {**view.query, **{code: address.kept(code) for code in ("sort", "page") if address.kept(code)}}
