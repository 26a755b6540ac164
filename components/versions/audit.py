"""The audit trail (who did what and when), filtered, on screen and as CSV."""

from collections.abc import Iterable
from datetime import timedelta

import pandas as pd
import streamlit as st

from components.choices.controls import skipped_rows
from components.document.document import FileOffer, file_link
from components.document.pieces import show, show_paragraphs
from components.elements import BlockColumn, HtmlNode, block_table, element, part
from components.figures import as_csv
from components.making import Work
from components.published import published_store, without_store
from components.session.view import View
from components.versions.list import VersionHistory
from model.access import Actor, Role
from model.status import Scale
from model.versions.version import Action, AuditChoices, AuditEntry, AuditFilter
from wording.catalogue import Translator
from wording.formatting import format_timestamp, format_timestamp_day, local_day, marked_name, start_of_day
from wording.labels.names import role_word
from wording.sentences import labels
from wording.versions import action_word, audit_origin, audit_reason, rating_words

# The most entries shown at a time.
MOST = 100
_PAGE = "audit.page"


def show_audit(view: View, history: VersionHistory) -> None:
    """Show a page of the trail, newest first, with its filters, and offer the whole trail as CSV."""
    _, store, actor = view.translator, history.store, view.actor
    matching = _filter(store.audit_choices(actor=actor), _)
    count = store.count_audit(matching, actor=actor)
    if not count:
        show_paragraphs(_("Nothing in the audit trail matches what is chosen."), key="audit.none")
        return
    skipped = skipped_rows(count, _("Entries"), _, most=MOST, key=_PAGE)
    entries = store.audit(matching, actor=actor, most=MOST, skipped=skipped)
    columns = (
        BlockColumn(_("When"), "nowrap"),
        BlockColumn(_("Who"), "words"),
        BlockColumn(_("What was done"), "nowrap"),
        BlockColumn(_("Version")),
        BlockColumn(_("Reason and file"), "words"),
    )
    rows = [
        [
            format_timestamp(entry.at, _, short=True),
            _person(entry, _),
            action_word(entry.action, _),
            "" if entry.version is None else str(entry.version),
            audit_reason(entry, view.scale, _),
        ]
        for entry in entries
    ]
    show(part("audit", block_table(_("Audit trail, newest first"), columns, rows)))
    show(part("audit.csv", file_link(view, _file(view), _("Download the whole audit trail (CSV)"))))


def audit_files(view: View) -> list[FileOffer]:
    """Return the offer of the trail; none without a store."""
    return [] if without_store() else [_file(view)]


def audit_csv(entries: Iterable[AuditEntry], scale: Scale, _: Translator) -> bytes:
    """Return entries as CSV in which no text can become a formula; times are in UTC, with their offset."""
    columns = labels("audit-column", _)
    rows = [
        {
            "at": entry.at.isoformat(),
            "who": entry.who,
            "verified": (_("yes") if entry.verified else _("no")) if entry.who else "",
            "role": role_word(entry.role, _),
            "session": entry.session,
            "address": entry.address,
            "action": action_word(entry.action, _),
            "version": "" if entry.version is None else str(entry.version),
            "reason": rating_words(entry, scale, _) or entry.reason,
            "file": entry.details.get("file", ""),
            "sha256": entry.details.get("sha256", ""),
        }
        for entry in entries
    ]
    return as_csv(pd.DataFrame(rows, columns=list(columns)).astype("str"), columns=columns)


def _file(view: View) -> FileOffer:
    def work(actor: Actor) -> Work:
        entries = published_store().audit(actor=actor)
        return lambda: audit_csv(entries, view.scale, view.translator)

    return FileOffer("audit.csv", "audit.csv", "text/csv", work, is_long=False, role=Role.ADMINISTRATOR)


def _filter(choices: AuditChoices, _: Translator) -> AuditFilter:
    """Show the filters (actions, people, first and last day), and return what is chosen."""
    day_labels = {local_day(hour): format_timestamp_day(hour, _) for hour in choices.hours}
    days, day_label = list(day_labels), day_labels.__getitem__
    earliest = len(days) - 1 if days else None
    with st.container(horizontal=True, vertical_alignment="bottom"):
        actions = st.multiselect(
            _("What was done"),
            list(Action),
            format_func=lambda action: action_word(action, _),
            key="audit.action",
            placeholder=_("All"),
            width=260,
        )
        who = st.multiselect(
            _("Who"),
            choices.people,
            format_func=lambda name: name or _("no name given"),
            key="audit.who",
            placeholder=_("All"),
            width=260,
        )
        first = st.selectbox(_("From day"), days, index=earliest, format_func=day_label, key="audit.from", width=200)
        last = st.selectbox(_("To day"), days, format_func=day_label, key="audit.to", width=200)
    since = None if first is None else start_of_day(first)
    until = None if last is None else start_of_day(last + timedelta(days=1))
    return AuditFilter(tuple(actions), tuple(who), since, until)


def _person(entry: AuditEntry, _: Translator) -> HtmlNode:
    name = marked_name(entry.who, _, verified=entry.verified)
    origin = audit_origin(entry, _)
    return element("span", name, *([element("div", origin, class_="muted")] if origin else []))
