"""The second step of an upload: how the workbook was understood, with its evidence and its places."""

from datetime import datetime

import streamlit as st

from components.elements.html import HtmlFragment, HtmlNode, element, show
from components.marks.key_table import show_key
from components.reading.columns_table import show_columns, show_unread
from components.reading.issues_list import issue_nodes
from components.reading.statuses_read import reading_methods, show_statuses_read
from components.session.uploaded_workbook import UploadedWorkbook, ask_again
from components.session.view import View
from components.session.view_cache import cached_piece
from components.upload.preview_view import preview_view, show_not_yet
from components.upload.questions import ask_for_answers
from loaders.options import NO_OPTIONS
from loaders.reading_summary import Summary
from model.dates.date import PartialDate, is_one_month
from wording.catalogue import Translator
from wording.format.dates import format_round
from wording.format.numbers import format_count
from wording.format.timestamps import format_timestamp
from wording.labels.columns_read import heading_counts
from wording.labels.layouts import PAPER, layout_name

DATES = (
    "date-ambiguous",
    "dates-may-be-swapped",
    "date-year-missing",
    "date-year-hidden",
    "date-from-day-number",
    "snapshot-dated",
)
"""What is said of dates that could be read in another way."""


def show_reading(view: View, held: UploadedWorkbook | None) -> None:
    """Show what a workbook holds, how each part of it was read, and what a person may say to have it read better."""
    _ = view.translator
    if held is None:
        show_not_yet(
            _("How the workbook was read is shown here once you have chosen it."), key="upload.understood.none"
        )
        return
    _tell_recalled(held, _)
    show(_facts(held, _), key="upload.facts")
    ask_for_answers(view, held)
    read = preview_view(view, held)
    paper = held.reading.layout == PAPER
    with st.expander(_("How each heading was read") if paper else _("How each column was read")):
        show_columns(read)
        show_unread(read)
    with st.expander(_("The statuses and what they mean")):
        show_key(read)
        show_statuses_read(read)
        _show_colours(read)
    _show_dates(read)


def _tell_recalled(held: UploadedWorkbook, _: Translator) -> None:
    """Say whose earlier answers were used, and let them be dropped."""
    if held.remembered is None:
        return
    said = _(
        "This workbook has the same headings as one before, so it was read with the answers given on {moment} by {who} "
        "(not verified).",
        moment=format_timestamp(datetime.fromisoformat(held.remembered.at), _),
        who=held.remembered.who,
    )
    show([element("p", said, class_="flag")], key="upload.recalled")
    st.button(_("Read it without those answers"), on_click=ask_again, args=(NO_OPTIONS,), key="upload.forget")


def _facts(held: UploadedWorkbook, _: Translator) -> list[HtmlNode]:
    reading, holds = held.reading, held.summary
    sheets = ", ".join(dict.fromkeys(column.sheet for column in reading.columns))
    scale = reading.scale
    statuses = ", ".join(status.label(_.language) for status in scale.statuses)
    ways = ((way, reading.statuses_read.get(code, 0)) for code, way in reading_methods(_).items())
    facts = {
        _("Layout"): layout_name(reading.layout, _),
        **({} if reading.layout == PAPER else {_("Sheets read"): sheets or _("none")}),
        _("Headings"): _headings(held, _),
        _("It holds"): _holds(holds, _),
        _("Agencies"): "; ".join(holds.agencies) or _("none"),
        _("Themes"): "; ".join(holds.themes) or _("none"),
        _("Rounds"): ", ".join(_round(stated, _) for stated in holds.round_dates) or _("none"),
        _("Scale, worst first") if scale.ordered else _("Statuses, in no order yet"): statuses,
        _("Statuses read"): "; ".join(f"{way}: {format_count(n, _)}" for way, n in ways if n) or _("none"),
    }
    pairs = [node for name, text in facts.items() for node in (element("dt", name), element("dd", text))]
    return [element("dl", *pairs, class_="facts")]


def _headings(held: UploadedWorkbook, _: Translator) -> str:
    """Return in which row of each sheet the headings stand; once for all sheets that have them in the first.

    Of a paper the headings themselves are told, each with how often it stands there.
    """
    if held.reading.layout == PAPER:
        return heading_counts(held.reading.columns)
    rows: dict[str, set[str]] = {}
    for column in held.reading.columns:
        if column.cell:
            rows.setdefault(column.sheet, set()).add(column.cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
    if len(rows) > 1 and all(at == {"1"} for at in rows.values()):
        return _("in the first row of each sheet")
    parts = [_("{sheet}, row {row}", sheet=sheet, row=", ".join(sorted(at, key=int))) for sheet, at in rows.items()]
    return "; ".join(parts) or _("none")


def _round(stated: PartialDate, _: Translator) -> str:
    """Return the month of a round; one of several months in its own words."""
    return format_round(stated.round, _) if stated.round is not None and is_one_month(stated) else stated.words


def _holds(holds: Summary, _: Translator) -> str:
    return ", ".join(
        (
            _.plural("{n} recommendation", "{n} recommendations", holds.recommendations),
            _.plural("{n} update", "{n} updates", holds.updates),
            _.plural("{n} monitoring promise", "{n} monitoring promises", holds.monitoring),
        )
    )


@cached_piece
def _show_colours(view: View) -> HtmlFragment | None:
    _ = view.translator
    issues = [one for one in view.loaded.reading.issues if one.code.startswith(("status-from-colour", "colour-"))]
    return (
        HtmlFragment([element("h3", _("Read from a cell’s colour")), *issue_nodes(issues, _)], "upload.colours")
        if issues
        else None
    )


@cached_piece
def _show_dates(view: View) -> HtmlFragment | None:
    """Show the dates that could be read in another way; none where every date is plain."""
    _ = view.translator
    issues = [one for one in view.loaded.reading.issues if one.code in DATES]
    if not issues:
        return None
    summary = element("summary", _("How dates were read that could mean two things"))
    return HtmlFragment([element("details", summary, *issue_nodes(issues, _))], "upload.dates")
