"""The returns of a round: who fills in each, and how far each has come."""

from collections import Counter
from collections.abc import Sequence

from analysis.returns.progress import ProgressRow, return_progress
from analysis.table_rows import rows_of
from components.document.pieces import show, show_paragraphs
from components.elements.block_table import BlockColumn, block_table
from components.elements.html import HtmlNode, element, part
from components.round.state import RoundState
from components.session.view import View, today
from model.returns.round import Recipient, Round
from model.terms import NameKind
from wording.catalogue import Translator
from wording.format.names import Names
from wording.rounds.rounds import language_name, nobody_sentence, progress_sentence, progress_words

OPEN = 12
"""The number of returns shown, those without an answer first; more are folded."""


def show_recipients(view: View, state: RoundState) -> None:
    """Show how many have answered, a row for each return, and what nobody is asked about."""
    _, latest = view.translator, state.latest
    if latest is None:
        return
    table = return_progress(state.requests, state.returns, due=latest.due, today=today())
    listed = list(rows_of(table, ProgressRow))
    show_paragraphs(
        progress_sentence(Counter(row.progress for row in listed), _, overdue=sum(bool(row.overdue) for row in listed)),
        key="round.progress",
    )
    nodes = [_table(view, latest, listed[:OPEN], _("The returns of the round"))]
    if rest := listed[OPEN:]:
        title = _.plural("{n} more return", "{n} more returns", len(rest))
        nodes.append(element("details", element("summary", title), _table(view, latest, rest, title)))
    show(part("round.recipients", *nodes))
    if nobody := nobody_sentence(state.requests, _):
        show_paragraphs(nobody, key="round.nobody")


def recipient_name(recipient: Recipient, names: Names, _: Translator) -> str:
    """Return the agency and the role of a recipient, or the one that the tracker names."""
    agency = names.full(NameKind.AGENCY, recipient.agency, _) if recipient.agency else ""
    role = names.full(NameKind.ROLE, recipient.role, _) if recipient.role else ""
    return ", ".join(part for part in (agency, role) if part)


def _table(view: View, latest: Round, listed: Sequence[ProgressRow], title: str) -> HtmlNode:
    _ = view.translator
    columns = (
        BlockColumn(_("Lead agency"), "words"),
        BlockColumn(_("Answered"), is_labelled=False),
        BlockColumn(_("Recommendations answered"), "number"),
        BlockColumn(_("Lead role"), "words"),
        BlockColumn(_("Language")),
    )
    return block_table(title, columns, [_row(view, latest, row) for row in listed])


def _row(view: View, latest: Round, row: ProgressRow) -> list[HtmlNode]:
    _, names = view.translator, view.names
    language = latest.language_of(Recipient(row.agency, row.role))
    counted = _("{n} of {total}", n=row.answered, total=row.requested)
    progress = progress_words(row.progress, _, overdue=bool(row.overdue))
    return [
        names.full(NameKind.AGENCY, row.agency or None, _),
        element("strong", progress) if row.overdue else progress,
        counted,
        names.full(NameKind.ROLE, row.role or None, _),
        language_name(language, _),
    ]
