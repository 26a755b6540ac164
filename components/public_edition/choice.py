"""The website on the page Reports: what will be in it, what won't, the names that it has, and its download."""

from functools import partial

from components.document.document import FileOffer, file_link
from components.downloads import office_on_papers
from components.elements import BlockColumn, HtmlNode, block_table, element, part, section_heading
from components.public_edition.content import PersonName, PublicOptions, PublicPart, person_names, public_tracker
from components.public_edition.edition import website_zip
from components.public_edition.texts import part_name
from components.session.filter_query import toggle_href
from components.session.links import RECOMMENDATION, href
from components.session.view import View, today
from components.texts import rest_of
from model.access import Role
from model.tracker.columns import SHEETS

CHOSEN = "public"
"""The query parameter with the private parts that the website has."""
_MOST_NAMES = 20


def website_parts(view: View) -> list[HtmlNode]:
    """Return the section; nothing for whoever may not publish, or sees some agencies alone."""
    if not view.may(Role.EDITOR) or view.loaded.agencies is not None:
        return []
    _ = view.translator
    what = _(
        "The whole version as plain pages in both languages, with its data, a feed and a calendar: for any web server, "
        "a shared folder or a USB stick. Nobody needs a sign-in, a server or scripts to read it."
    )
    nodes = [
        section_heading(_("Website without a server")),
        part("website", element("p", what, class_="prose"), _parts_table(view), *_names(view)),
    ]
    note = _("It is a .zip. Unpack it where it is to be read. Cynnydd publishes nothing by itself.")
    return [
        *nodes,
        part(
            "website-file",
            file_link(view, _offer(view), _("Download the website")),
            element("p", note, class_="muted small"),
        ),
    ]


def chosen_parts_query(view: View) -> dict[str, list[str]]:
    """Return the query parameter with the chosen private parts; none where none is chosen."""
    return {CHOSEN: [part_of.value for part_of in PublicPart if part_of in _chosen(view)]}


def _chosen(view: View) -> frozenset[PublicPart]:
    known = {part_of.value for part_of in PublicPart}
    return frozenset(PublicPart(code) for code in view.parameter(CHOSEN) if code in known)


def _parts_table(view: View) -> HtmlNode:
    """Return each part that may be private, whether it is in the website, and the link that changes it."""
    _, chosen = view.translator, _chosen(view)
    always = _("Recommendations, statuses, updates, promises, target dates and decisions")
    rows: list[list[HtmlNode]] = [[always, _("in it"), ""]]
    for each in PublicPart:
        is_in = each in chosen
        words = _("Leave it out") if is_in else _("Put it in")
        link = element("a", words, href=toggle_href(view.page_query, CHOSEN, each.value), id=f"public-{each.value}")
        rows.append([part_name(each, _), _("in it") if is_in else _("not in it"), link])
    rows.append([_("Drafts, answers that are not rated, and who edited what"), _("not in it"), ""])
    columns = [BlockColumn(_("Part")), BlockColumn(_("Website")), BlockColumn(_("Change"), is_labelled=False)]
    return block_table(_("What the website has"), columns, rows)


def _names(view: View) -> list[HtmlNode]:
    """Return what looks like a name of a person in what the website would have, with where it stands."""
    _ = view.translator
    found = person_names(public_tracker(view.loaded, _chosen(view)).tracker)
    if not found:
        text = _("No name of a person was found in it. A name without a title is not recognised: read the texts.")
        return [element("p", text, class_="prose")]
    lines = [element("li", *_name_line(view, name)) for name in found]
    n = len(found)
    head = _.plural(
        "{n} text looks like the name of a person. Read it, and take it out of the workbook if it is not to be public.",
        "{n} texts look like names of people. Read each, and take out of the workbook what is not to be public.",
        n,
    )
    more = rest_of(view, lines[_MOST_NAMES:], n - _MOST_NAMES, shown=n - _MOST_NAMES)
    also = _("A name without a title is not recognised.")
    return [
        element("p", element("strong", head), " ", also, class_="prose"),
        element("ul", *lines[:_MOST_NAMES], class_="lines"),
        *more,
    ]


def _name_line(view: View, name: PersonName) -> list[HtmlNode]:
    plan = next(plan for plan in SHEETS if plan.table == name.table)
    heading = next(column.heading for column in plan.columns if column.field == name.field)
    place = f"{plan.name}, {heading}"
    is_recommendation = name.ref in set(view.tracker.recommendations["ref"])
    ref: HtmlNode = (
        element("a", name.ref, href=href(RECOMMENDATION, {"ref": name.ref})) if is_recommendation else name.ref
    )
    return [element("strong", name.name), f" · {place}, ", ref]


def _offer(view: View) -> FileOffer:
    loaded = view.loaded
    options = PublicOptions(_chosen(view), office=office_on_papers(loaded), day=today())
    work = partial(website_zip, loaded.reading, loaded.tracker, loaded.version, options)
    number = None if loaded.version is None else loaded.version.number
    name = f"website-{number}.zip" if number else "website.zip"
    return FileOffer("website.zip", name, "application/zip", lambda _actor: work, version=number, role=Role.EDITOR)
