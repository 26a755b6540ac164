"""What stands around every page: its subject, the logo, its version, the language switch, its source and reader."""

from collections.abc import Iterator, Mapping, Sequence

from starlette.requests import Request
from starlette.responses import Response

from analysis.table_rows import rows_of
from analysis.texts.missing_welsh import TEXT_SHEETS, missing_welsh
from components.difference import source_line
from components.document.assets import lasting_response, not_found, short_digest
from components.downloads import office_on_papers
from components.elements import HtmlNode, element, joined, part
from components.published import displayed_tracker, office_of
from components.session.links import OTHER_LANGUAGE, SIGN_IN, SIGN_OUT, href
from components.session.view import VERSION, View
from components.texts import LocalisedText, data_date_and_age, localised
from model.access import Access, AccessSettings, Actor
from model.terms import Language
from model.tracker.reading import Severity
from wording.catalogue import Translator
from wording.formatting import format_timestamp, office_name
from wording.names import fault_message, role_word


def foot_parts(view: View) -> list[HtmlNode | None]:
    """Return what stands below a page: which texts are in English, and the footer for whoever reads it.

    It has the date, the source, and what may be wrong in all that is shown: errors, and columns that were read and may
    mean something else.
    """
    _, reading = view.translator, view.loaded.reading
    errors = len(reading.issues_of(Severity.ERROR))
    unsure = sum(bool(column.field and column.candidates) for column in reading.columns)
    doubts = {
        _.plural("{n} error in the workbook", "{n} errors in the workbook", errors): errors,
        _.plural("{n} column may mean something else", "{n} columns may mean something else", unsure): unsure,
    }
    links = [element("a", text, href=href("data-checks", view.query)) for text, n in doubts.items() if n]
    line = element("div", element("span", data_date_and_age(view)), source_line(view), *links, class_="foot")
    reader = element("p", *_identity_nodes(view.actor, _), class_="muted small")
    return [_english_texts_part(view), part("foot", line, reader)]


def _english_texts_part(view: View) -> HtmlNode | None:
    """Say on a Welsh page which texts of the recommendations have no Welsh, and that the sample's Welsh is a draft."""
    _ = view.translator
    if _.language is not Language.WELSH:
        return None
    texts = missing_welsh(view.unfiltered)
    texts = texts[texts["sheet"].isin(TEXT_SHEETS)]
    missing, filled = int(texts["missing"].sum()), int(texts["filled"].sum())
    nodes: list[HtmlNode] = []
    if missing:
        every = _("The texts of the recommendations are in English: the workbook has no Welsh for them.")
        some = _("Some texts of the recommendations are in English: the workbook has no Welsh for them.")
        link = element("a", _("See which"), href=href("data-checks", view.query))
        nodes += [every if missing == filled else some, " ", link, " "]
    if view.loaded.sample:
        nodes.append(_("The Welsh of the sample's texts is drafted, not checked by a translator."))
    return part("english-texts", element("p", *nodes, class_="muted")) if nodes else None


def _identity_nodes(reader: Actor, _: Translator) -> list[HtmlNode]:
    """Return the sentences about a reader, with a link to sign in or out where there is one."""
    access = AccessSettings.from_environment().access
    if access is Access.LOCAL:
        local = _("Local mode: nobody signs in, and only this computer can open the dashboard. Names are not verified.")
        return [local]
    if reader.verified and reader.name:
        role = role_word(reader.role or "", _)
        nodes: list[HtmlNode] = [_("Signed in as {name}, {role}.", name=reader.name, role=role)]
        if reader.agencies:
            nodes += [" ", _("You see these agencies alone: {agencies}.", agencies=", ".join(sorted(reader.agencies)))]
        return [*nodes, " ", element("a", _("Sign out"), href=SIGN_OUT, leaves="")]
    sign_in = [" ", element("a", _("Sign in"), href=SIGN_IN, leaves="")] if access is not Access.READERS else []
    return [_("Everybody may read here without signing in."), *sign_in]


def notice_parts(view: View) -> list[HtmlNode | None]:
    """Return what stands above a page: which version it is, and that the order of the statuses is not known."""
    _, order = view.translator, None
    if not view.scale.ordered:
        text = _("The order of these statuses is not known, so nothing is said to have improved or worsened.")
        link = element("a", _("What to do"), href=href("data-checks", view.query))
        order = part("order-unknown", element("p", text, " ", link, class_="flag"))
    lines = [element("p", *line) for line in _version_lines(view)]
    banner = element("section", *lines, class_="banner", aria_label=_("Which version this is"))
    return [part("version-banner", banner) if lines else None, order]


def language_switch(page: str, query: Mapping[str, Sequence[str]], _: Translator) -> HtmlNode:
    """Return the link. It keeps the page and all other query parameters."""
    language, name = OTHER_LANGUAGE[_.language]
    target = href(page, {**query, "lang": [language.value]})
    return element("a", name, href=target, lang=language.value, hreflang=language.value, id="language")


def _version_lines(view: View) -> Iterator[list[HtmlNode]]:
    """Yield that an earlier version is shown, that the URL names none, and what is wrong in the store."""
    _, version, current = view.translator, view.loaded.version, view.current_number
    if version is not None and current not in (None, version.number) and view.query.get(VERSION):
        named = {"number": version.number, "moment": format_timestamp(version.published_at, _)}
        text = _("This is version {number}, published on {moment}. It is not the current version.", **named)
        query = {code: values for code, values in view.page_query.items() if code != VERSION}
        yield [text, " ", element("a", _("See the current version"), href=href(view.page, query))]
    if view.unknown_version and current is None:
        yield [_("There are no versions to choose from here: the number of the link was left out.")]
    elif view.unknown_version:
        numbers = {"number": view.unknown_version, "current": current}
        yield [_("There is no version {number}: this is the current one, version {current}.", **numbers)]
    if view.fault is not None:
        shown = _("The bundled tracker is shown, for reading only.")
        if version is not None:
            shown = _("Version {number} is shown, which was read before.", number=version.number)
        yield [f"{fault_message(view.fault, _)} {shown}"]


def subject_part(view: View) -> HtmlNode:
    """Return the line above the answer: the reviews that the page is about, and the office."""
    return part("subject", element("p", *joined((text.node() for text in _subject(view)), " · "), class_="subject"))


def page_title(view: View, title: str) -> str:
    """Return the title of a page in the browser: the page, what the tracker is about, and the office."""
    return view.translator("{page} – Cynnydd", page=" – ".join([title, *(text.text for text in _subject(view))]))


def logo_node(view: View) -> HtmlNode | None:
    """Return the logo of the office for the header of a page; None where no setting gives one that can be used."""
    png, alt = office_on_papers(view.loaded).logo_png, view.translator("The logo of the office")
    return element("img", src=logo_path(png), alt=alt, class_="logo") if png else None


def logo_path(png: bytes) -> str:
    """Return the path of a logo below the address of the dashboard: another logo has another one."""
    return f"page/logo-{short_digest(png)}.png"


def answer_logo(request: Request) -> Response:
    """Answer a request for the logo of the office; a replaced logo is not found."""
    png, path = office_on_papers(displayed_tracker()).logo_png, f"page/logo-{request.path_params['digest']}.png"
    return lasting_response(request.headers, png, name=path) if png and logo_path(png) == path else not_found()


def _subject(view: View) -> Iterator[LocalisedText]:
    """Yield the titles of the chosen reviews, or their number where they are many; and the office, where it is known.

    A setting gives its name, or the tracker is the sample.
    """
    _, table, office = view.translator, view.tracker.reviews, office_of(view.loaded)
    named = table[table["review"].isin(view.selection.review or tuple(view.filter_options["review"].values()))]
    if len(named) > 2:
        yield LocalisedText(_.plural("{n} review", "{n} reviews", len(named)))
    else:
        for row in rows_of(named):
            title = localised(view, row, "title")
            yield title if title.text else LocalisedText(row.review)
    if office.is_known:
        is_english = _.language is Language.WELSH and not office.name_cy
        yield LocalisedText(office_name(office, _), Language.ENGLISH if is_english else None)
