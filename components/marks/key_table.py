"""The key (legend) of the scale: every mark with its word and its meaning."""

from components.elements.html import HtmlNode, element, part
from components.marks.marks import mark_picture
from components.session.view import View
from components.text.filter_toggle import list_link
from model.terms import Basis
from wording.format.statuses import mark_meaning, written_word


def key_part(view: View) -> HtmlNode:
    """Show the scale worst first, then the two marks that are no status, then the mark of an inferred status."""
    _ = view.translator
    lines = [
        element(
            "li",
            mark_picture(view, mark),
            element(
                "span",
                element("strong", list_link(view, "status", mark, _capital(written_word(mark, view.scale, _)))),
                " ",
                mark_meaning(mark, view.scale, _),
            ),
            class_="withmark",
        )
        for mark in view.scale.marks
    ]
    inferred = element(
        "li",
        mark_picture(view, view.scale.names[-1], Basis.INFERRED),
        element(
            "span",
            element("strong", _("A dashed edge")),
            " ",
            _("The status is inferred from words; it was not published."),
        ),
        class_="withmark",
    )
    return part("key", element("ul", *lines, inferred, class_="lines"), scale=view.scale)


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:]
