"""The page Access: who has which role, the tokens of the data feeds, and the audit trail, also as CSV."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, time, timedelta
from functools import partial

import pandas as pd
import streamlit as st

from components.choices.controls import FIELD_WIDTH, agencies_field, attempt, chosen_option, press_result, skipped_rows
from components.document.document import FileOffer, file_link
from components.document.pieces import show, show_answer, show_banner, show_paragraphs, show_section_heading
from components.elements import BlockColumn, HtmlNode, block_table, element, heading, part, table_region
from components.figures import as_csv
from components.identity import current_actor
from components.making import Work
from components.published import published_store, without_store
from components.session.view import View
from model.access import Access, AccessSettings, Actor, FeedToken, Grant, Role
from model.settings import Settings
from model.terms import Scale
from model.versions.version import Action, AuditEntry, AuditFilter
from store.store import Store
from wording.catalogue import Translator, label, labels
from wording.formatting import OFFICE, format_day, format_timestamp, local_day, marked_name
from wording.names import granted_sentence, role_word
from wording.versions import audit_origin, audit_reason, rating_words

_IDENTITY, _ROLE, _AGENCIES = "access.identity", "access.role", "access.agencies"
_NAME, _FEED_AGENCIES = "tokens.name", "tokens.agencies"
# The most entries shown at a time.
MOST = 100
_PAGE = "audit.page"


def show_roles(view: View) -> None:
    """Show the roles that are granted, and the forms that grant one and take one away."""
    _, grants = view.translator, published_store().grants(actor=current_actor())
    none = _("No role is granted in the store.")
    show_answer(_.plural("{n} role is granted.", "{n} roles are granted.", len(grants)) if grants else none)
    result = press_result("access.result", _)
    if isinstance(result, Grant):
        show_banner("access.came", granted_sentence(result, _))
    elif result:
        show_banner("access.came", _("{identity} has no role in the store from now on.", identity=result))
    _show_grants(grants, _)
    show_section_heading(_("Grant a role"))
    _show_grant_form(view)
    if grants:
        words = _("Take a role away"), _("Whose role"), _("Take this role away")
        _show_removal(words, [grant.identity for grant in grants], Store.revoke, key="access")


def show_tokens(view: View) -> None:
    """Show the tokens of the data feeds, and the forms that make one and revoke one. Nobody can read one again."""
    _ = view.translator
    show_section_heading(_("Tokens of the data feeds"))
    result = press_result("tokens.result", _)
    if isinstance(result, tuple):
        made, token = result
        words = _("This is the token of {name}. Copy it now: it is not shown again.", name=made.name)
        show_banner("tokens.made", words)
        st.code(token, language=None, width=FIELD_WIDTH)
    elif result:
        show_banner("tokens.gone", _("The token of {name} is refused from now on.", name=result))
    tokens = published_store().feed_tokens(actor=current_actor())
    _show_list(tokens, _)
    show_section_heading(_("Make a token"))
    st.text_input(_("Name of the client"), key=_NAME, width=FIELD_WIDTH, max_chars=128)
    _show_agencies(view, _("The feeds have the recommendations of these agencies alone"), key=_FEED_AGENCIES)
    st.button(_("Make this token"), on_click=_make, key="tokens.make")
    if tokens:
        removal = _("Revoke a token"), _("Whose token"), _("Revoke this token")
        _show_removal(removal, [token.name for token in tokens], Store.revoke_feed_token, key="tokens")


def _show_removal(words: tuple[str, str, str], names: Sequence[str], work: Callable[..., object], *, key: str) -> None:
    """Show the form that takes away a role or a token; the words are its heading, and those of its field and button."""
    title, whose, label = words
    show_section_heading(title)
    st.selectbox(whose, names, key=f"{key}.revoked", width=FIELD_WIDTH)
    st.button(label, on_click=_take_away, args=(key, work), key=f"{key}.revoke")


def _show_agencies(view: View, label: str, *, key: str) -> None:
    agencies_field(view, label, [*view.filter_options["agency"].values()], none=view.translator("All"), key=key)


def show_audit(view: View) -> None:
    """Show a page of the trail, newest first, with its filters, and offer the whole trail as CSV."""
    _, store, actor = view.translator, published_store(), view.actor
    matching = _filter(*store.audit_choices(actor=actor), _)
    count = store.count_audit(matching, actor=actor)
    if not count:
        show_paragraphs(_("Nothing in the audit trail matches what is chosen."), key="audit.none")
        return
    skipped = skipped_rows(count, _("Entries"), _, most=MOST, key=_PAGE)
    entries = store.audit(matching, actor=actor, most=MOST, skipped=skipped)
    names = _("When"), _("Who"), _("What was done"), _("Version"), _("Reason and file")
    columns = list(map(BlockColumn, names, ("nowrap", "words", "nowrap", None, "words")))

    def cells(entry: AuditEntry) -> list[HtmlNode]:
        origin, name = audit_origin(entry, _), marked_name(entry.who, _, verified=entry.verified)
        return [
            format_timestamp(entry.at, _, short=True),
            element("span", name, element("div", origin, class_="muted") if origin else None),
            label("action", entry.action, _),
            "" if entry.version is None else str(entry.version),
            audit_reason(entry, view.scale, _),
        ]

    show(part("audit", block_table(_("Audit trail, newest first"), columns, map(cells, entries))))
    show(part("audit.csv", file_link(view, _file(view), _("Download the whole audit trail (CSV)"))))


def audit_files(view: View) -> list[FileOffer]:
    """Return the offer of the trail; none without a store."""
    return [] if without_store() else [_file(view)]


def audit_csv(entries: Iterable[AuditEntry], scale: Scale, _: Translator) -> bytes:
    """Return entries as CSV in which no text can become a formula; times are in UTC, with their offset."""
    columns = labels("audit-column", _)
    rows = [
        {
            **{name: getattr(entry, name) for name in ("who", "session", "address")},
            "at": entry.at.isoformat(),
            "verified": (_("yes") if entry.verified else _("no")) if entry.who else "",
            "role": role_word(entry.role, _),
            "action": label("action", entry.action, _),
            "version": "" if entry.version is None else str(entry.version),
            "reason": rating_words(entry, scale, _) or entry.reason,
            **{name: entry.details.get(name, "") for name in ("file", "sha256")},
        }
        for entry in entries
    ]
    return as_csv(pd.DataFrame(rows, columns=list(columns)).astype("str"), columns=columns)


def _show_grant_form(view: View) -> None:
    """Show the form: an identity, a role and, for a viewer, the agencies that the role is limited to."""
    _ = view.translator
    how = _(
        "An identity is an e-mail address that the provider says is verified, or what the page “You have no role "
        "here” shows to somebody who signed in. A role replaces the one before."
    )
    show_paragraphs(how, key="access.how")
    st.text_input(_("Identity"), key=_IDENTITY, width=FIELD_WIDTH, max_chars=512)
    role = st.radio(_("Role"), list(Role), format_func=lambda each: role_word(each, _), key=_ROLE)
    if role is Role.VIEWER:
        _show_agencies(view, _("Sees the recommendations of these agencies alone"), key=_AGENCIES)
    st.button(_("Grant this role"), type="primary", on_click=_grant, key="access.grant")


def _show_grants(grants: tuple[Grant, ...], _: Translator) -> None:
    """Show each role with its agencies, who granted it and when, and what a role may do."""
    counted = _("Nobody signs in here yet: these roles count as soon as people do.")
    if AccessSettings.from_environment().access is Access.SIGN_IN:
        counted = _("Roles that the provider names count as well, and the highest of each person does.")
    purposes = [element("li", element("b", role_word(role, _)), ": ", label("role-purpose", role, _)) for role in Role]
    names = _("Identity"), _("Role"), _("Agencies"), _("Granted")
    rows = [
        _row(each.identity, each.agencies, each.at, each.granted_by, _, element("td", role_word(each.role, _)))
        for each in grants
    ]
    table = table_region(_("Who has a role"), map(heading, names), rows) if rows else None
    show(part("access.grants", _prose(counted), table, element("ul", *purposes, class_="points")))


def _show_list(tokens: tuple[FeedToken, ...], _: Translator) -> None:
    purpose = _(
        "Each client of the data feeds, such as Power BI or a calendar, has a token with a name. A token for some "
        "agencies opens their recommendations alone."
    )
    listed, setting = _prose(_("There is no token of the data feeds in the store.")), "CYNNYDD_FEED_TOKEN"
    if tokens:
        names = _("Name"), _("Agencies"), _("Made")
        rows = (_row(each.name, each.agencies, each.at, each.made_by, _) for each in tokens)
        listed = table_region(_("Tokens of the data feeds"), map(heading, names), rows)
    more = _("One token more is in the settings of the server, as {setting}: it opens everything.", setting=setting)
    show(part("tokens.list", _prose(purpose), listed, _prose(more) if Settings().feed_token else None))


def _prose(sentence: str) -> HtmlNode:
    return element("p", sentence, class_="prose")


def _row(name: str, agencies: Iterable[str] | None, at: datetime, by: str, _: Translator, *cells: HtmlNode) -> HtmlNode:
    """Return a row of a table: a name, more cells, the agencies, and by whom it was made and when."""
    listed = _("all") if agencies is None else ", ".join(sorted(agencies))
    made = _("{moment}, by {who}", moment=format_timestamp(at, _, short=True), who=by)
    last = (element("td", words, class_="words") for words in (listed, made))
    return element("tr", element("th", name, scope="row", class_="words"), *cells, *last)


def _grant() -> None:
    if (role := chosen_option(_ROLE, list(Role), None)) is None:
        return
    identity, chosen = st.session_state[_IDENTITY], st.session_state.get(_AGENCIES)
    agencies = (chosen or None) if role is Role.VIEWER else None
    if attempt("access.result", lambda store, actor: store.grant(identity, role, agencies=agencies, actor=actor)):
        st.session_state[_IDENTITY] = ""


def _make() -> None:
    name, agencies = st.session_state[_NAME], st.session_state[_FEED_AGENCIES] or None
    if attempt("tokens.result", lambda store, actor: store.add_feed_token(name, agencies=agencies, actor=actor)):
        st.session_state[_NAME], st.session_state[_FEED_AGENCIES] = "", []


def _take_away(key: str, work: Callable[..., object]) -> None:
    """Take away at a press what a field names, a role or a token."""
    name = st.session_state[f"{key}.revoked"]
    attempt(f"{key}.result", lambda store, actor: work(store, name, actor=actor), result=name)


def _file(view: View) -> FileOffer:
    def work(actor: Actor) -> Work:
        return partial(audit_csv, published_store().audit(actor=actor), view.scale, view.translator)

    return FileOffer("audit.csv", "audit.csv", "text/csv", work, is_long=False, role=Role.ADMINISTRATOR)


def _filter(people: Iterable[str], hours: Iterable[datetime], _: Translator) -> AuditFilter:
    """Show the filters (actions, people, first and last day), and return what is chosen."""
    day_labels = {local_day(hour): format_day(local_day(hour), _) for hour in hours}
    days, day_label = list(day_labels), day_labels.__getitem__
    earliest = len(days) - 1 if days else None
    words, names = labels("action", _).__getitem__, {name: name or _("no name given") for name in people}
    several = partial(st.multiselect, placeholder=_("All"), width=260)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        actions = several(_("What was done"), list(Action), format_func=words, key="audit.action")
        who = several(_("Who"), list(names), format_func=names.__getitem__, key="audit.who")
        first = st.selectbox(_("From day"), days, index=earliest, format_func=day_label, key="audit.from", width=200)
        last = st.selectbox(_("To day"), days, format_func=day_label, key="audit.to", width=200)
    since = None if first is None else datetime.combine(first, time(), OFFICE)
    until = None if last is None else datetime.combine(last + timedelta(days=1), time(), OFFICE)
    return AuditFilter(tuple(actions), tuple(who), since, until)
