"""The recommendations that need attention first, each with its reason."""

from analysis.attention.attention import AttentionRow, needs_attention
from analysis.movement.stalled import stalled
from analysis.status.latest_status import MarkRow
from analysis.table_rows import rows_of
from components.elements.html import HtmlNode, element, part
from components.marks.marks import mark_picture, title_link
from components.session.view import View
from components.text.filter_toggle import count_link
from model.terms import ShownPart, StallSign
from wording.answers.attention import attention_reason
from wording.format.lists import begin_sentence
from wording.format.statuses import status_words

MOST = 6


def attention_part(view: View) -> HtmlNode:
    """Show the first rows of `analysis.attention.attention` and the number of stalled recommendations."""
    _, attention = view.translator, view.answer(needs_attention, as_at=view.as_at, today=view.today)
    signs = view.answer(stalled, as_at=view.as_at)
    if attention.empty and signs.empty:
        return part("attention", element("p", _("Nothing stands out."), class_="muted"))
    lines: list[HtmlNode] = []
    for row in rows_of(attention.head(MOST), AttentionRow):
        content = element(
            "div",
            title_link(view, row, with_ref=True),
            element("div", f"{_status(view, row)} · {attention_reason(row, _)}", class_="muted small"),
        )
        lines.append(element("li", element("div", mark_picture(view, row.mark, row.basis), content, class_="withmark")))
    nodes: list[HtmlNode] = [element("ul", *lines, class_="lines")]
    if len(attention) > MOST:
        n = len(attention)
        words = _.plural("{n} recommendation has a reason to ask", "{n} recommendations have a reason to ask", n)
        link = count_link(view, n, words, only=ShownPart.ATTENTION.value, sort="attention")
        nodes.append(element("p", link, class_="small"))
    same_status = int(signs["reason"].eq(StallSign.SAME_STATUS).sum())
    if same_status:
        text = _.plural(
            "{n} has stood at the same status.",
            "{n} have stood at the same status for two rounds or more.",
            same_status,
        )
        link = count_link(view, same_status, text, only=ShownPart.SAME_STATUS.value, sort="still")
        nodes.append(element("p", link, class_="small"))
    return part("attention", *nodes, scale=view.scale)


def _status(view: View, row: MarkRow) -> str:
    return begin_sentence(status_words(row.mark, row.basis, view.scale, view.translator))
