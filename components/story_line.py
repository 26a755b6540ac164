"""The story of a recommendation: its updates newest first, on a line of marks, with flags where they arise."""

from typing import Any

import pandas as pd

from analysis.points import points_of
from components.kept import shown
from components.marks import mark_picture, rows_of
from components.nodes import Node, Piece, element
from components.view import View
from model.language import Language
from model.terms import Basis, Kind
from wording.dates import format_date
from wording.flags import flag_sentence
from wording.marks import mark_word


@shown
def show_story(view: View, story: pd.DataFrame) -> Piece:
    """Show the rows of analysis.story; a recommendation of which nothing was said says so."""
    _ = view.translator
    if story.empty:
        return Piece(
            [element("p", _("Nothing has been reported on this recommendation yet."), class_="muted")], key="story"
        )
    return Piece(
        [element("ol", *(_entry(view, row) for row in rows_of(story)), class_="story")], key="story", scale=view.scale
    )


def _entry(view: View, row: Any) -> Node:
    _ = view.translator
    when = format_date(row.date, row.date_last, row.date_precision, row.date_words, _)
    flags = [element("blockquote", flag_sentence(flag, row, view.scale, _)) for flag in row.flags]
    return element(
        "li",
        mark_picture(view, row.mark, row.basis),
        element("h3", when),
        element("span", _how(view, row), class_="muted"),
        points(_text(view, row)),
        *(
            [element("p", _("Evidence: {evidence}", evidence=row.evidence), class_="muted small")]
            if _given(row.evidence)
            else []
        ),
        *flags,
    )


def points(text: str) -> Node:
    """Return a text as a paragraph, or as a list where it has several lines."""
    lines = points_of(text, numbers=True)
    if len(lines) < 2:
        return element("p", *lines, class_="prose")
    return element("ul", *(element("li", line) for line in lines), class_="points prose")


def _how(view: View, row: Any) -> str:
    """Return what kind of entry it is, its status, and on what ground."""
    _ = view.translator
    kind = _("Response") if row.kind == Kind.RESPONSE else _("Progress")
    words = [kind, mark_word(row.mark, view.scale, _)]
    if row.basis == Basis.INFERRED:
        words.append(_("inferred"))
    return " · ".join(words)


def _text(view: View, row: Any) -> str:
    _ = view.translator
    if view.translator.language is Language.WELSH and _given(row.update_cy):
        return str(row.update_cy)
    return str(row.update) if _given(row.update) else _("No words were given.")


def _given(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())
