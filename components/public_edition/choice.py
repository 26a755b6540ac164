"""The website on the pages Reports and Versions: what is in it, the names that it has, its download, its acceptance."""

from collections.abc import Collection, Sequence
from itertools import groupby

import streamlit as st

from components.choices.controls import attempt, press_result, publisher_name_field
from components.document.document import FileOffer, file_link
from components.document.pieces import show, show_paragraphs, show_section_heading
from components.elements import BlockColumn, HtmlNode, block_table, element, part, section
from components.public_edition.content import PersonName, names_in, places_by_name
from components.public_edition.edition import website_work
from components.published import ask_store, displayed_tracker
from components.session.links import RECOMMENDATION, href, toggle_href
from components.session.view import View, today
from components.texts import rest_of
from model.access import Actor, Role
from model.settings import PublicPart, Settings
from model.tracker.columns import HEADINGS, SHEETS
from model.versions.version import Action, StoreError, StoreErrorCode, Version
from store.store import Store
from wording.catalogue import label

# The query parameter with the private parts that the website has.
CHOSEN = "public"
_MOST_NAMES = 10
_WHO, _FAULT, _WIDE = "public.who", "public.fault", 520


def website_parts(view: View) -> list[HtmlNode]:
    """Return the section; nothing for whoever may not publish, or sees some agencies alone."""
    if not view.may(Role.EDITOR) or view.loaded.agencies is not None:
        return []
    _ = view.translator
    what = _(
        "The whole version as plain pages in both languages, with its data, a feed and a calendar: for any web server, "
        "a shared folder or a USB stick. Nobody needs a sign-in, a server or scripts to read it."
    )
    chosen = frozenset(part_of for part_of in PublicPart if part_of.value in view.parameter(CHOSEN))
    number, work = view.loaded.number, website_work(view.loaded, chosen, day=today())
    name = f"website-{number}.zip" if number else "website.zip"
    offer = FileOffer("website.zip", name, "application/zip", lambda _actor: work, version=number, role=Role.EDITOR)
    table, names = _parts_table(view, chosen), _names_nodes(view, names_in(view.loaded, chosen))
    note = _("It is a .zip. Unpack it where it is to be read. Cynnydd publishes nothing by itself.")
    link = file_link(view, offer, _("Download the website"))
    shown = part("website", element("p", what, class_="prose"), table, *names)
    file = part("website-file", link, element("p", note, class_="muted small"))
    return section(_("Website without a server"), shown, file)


def _parts_table(view: View, chosen: Collection[PublicPart], *, is_fixed: bool = False) -> HtmlNode:
    """Return each part that may be private, whether it is in the website, and unless fixed the link that changes it."""
    _, shown = view.translator, slice(2 if is_fixed else 3)
    always = _("Recommendations, statuses, updates, promises, target dates and decisions")
    rows: list[list[HtmlNode]] = [[always, _("in it"), ""]]
    for each in PublicPart:
        is_in = each in chosen
        words = _("Leave it out") if is_in else _("Put it in")
        link = element("a", words, href=toggle_href(view.page_query, CHOSEN, each.value), id=f"public-{each.value}")
        rows.append([label("public-part", each, _), _("in it") if is_in else _("not in it"), link])
    rows.append([_("Drafts, answers that are not rated, and who edited what"), _("not in it"), ""])
    columns = [BlockColumn(_("Part")), BlockColumn(_("Website")), BlockColumn(_("Change"), is_labelled=False)]
    return block_table(_("What the website has"), columns[shown], [row[shown] for row in rows])


def _names_nodes(view: View, found: Sequence[PersonName]) -> list[HtmlNode]:
    """Return what looks like names of people, each with its places."""
    _, n = view.translator, len(found)
    also = _("A first name alone, a name in capitals and one of common words are not recognised: read the texts.")
    if not found:
        text = _("Nothing that looks like the name of a person was found in it.")
        return [element("p", text, " ", also, class_="prose")]
    head = _.plural(
        "{n} text looks like the name of a person. Read it, and take it out of the workbook if it is not to be public.",
        "{n} texts look like names of people. Read each, and take out of the workbook what is not to be public.",
        n,
    )
    lines = [element("li", *_name_line(view, name, places)) for name, places in places_by_name(found).items()]
    first, more = (element("ul", *some, class_="lines") for some in (lines[:_MOST_NAMES], lines[_MOST_NAMES:]))
    what = element("p", element("strong", head), " ", also, class_="prose")
    return [what, first, *rest_of(view, [more], len(lines) - _MOST_NAMES, shown=len(lines))]


def _name_line(view: View, name: str, places: Sequence[PersonName]) -> list[HtmlNode]:
    _, refs = view.translator, set(view.tracker.recommendations["ref"])
    perhaps = [] if places[0].is_titled else [" ", element("span", _("perhaps"), class_="muted")]
    nodes: list[HtmlNode] = [element("strong", name), *perhaps]
    for (table, field), group in groupby(places, lambda each: (each.table, each.field)):
        sheet = next(plan.name for plan in SHEETS if plan.table == table)
        nodes.append(f" · {sheet}, {HEADINGS[sheet, field]}")
        for ref in dict.fromkeys(each.ref for each in group):
            nodes += [" ", element("a", ref, href=href(RECOMMENDATION, {"ref": ref})) if ref in refs else ref]
    return nodes


def show_acceptance(view: View) -> None:
    """Show whether the current version is at `/public/`, and the form that puts it there; nothing if that is off."""
    parts, loaded, _ = Settings().public, displayed_tracker(), view.translator
    if parts is None or loaded.version is None:
        return
    show_section_heading(_("The website for everybody"))
    accepted, names = ask_store(Store.accepted_as_public)
    new = [name for name in names_in(loaded, parts) if name.digest not in names]
    number = loaded.version.number
    press_result(_FAULT, _)
    if accepted and not new:
        text = _("Version {number} is shown at /public/ to everybody, without a sign-in.", number=number)
        show_paragraphs(text, key="public.shown")
        return
    text = _("Version {number} is not shown at /public/ before you have read this.", number=number)
    show_paragraphs(text, key="public.not-shown")
    show(part("public.names", _parts_table(view, parts, is_fixed=True), *_names_nodes(view, new)))
    publisher_name_field(_, key=_WHO, width=_WIDE)
    label = _("Show version {number} to everybody", number=number)
    st.button(label, key="public.accept", on_click=_accept, args=(loaded.version, new))


def _accept(version: Version, names: Sequence[PersonName]) -> None:
    details = {"names": " ".join(sorted(name.digest for name in names))}

    def accept(store: Store, *, actor: Actor) -> bool:
        if not actor.name:
            raise StoreError(StoreErrorCode.NO_NAME)
        return store.record(Action.PUBLIC, actor=actor, version=version.number, details=details)

    attempt(_FAULT, accept, name=_WHO)
