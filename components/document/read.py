"""Read a page: from a request, and who asks, to its HTML, whatever host asks."""

import re
from collections.abc import Iterable, Mapping
from sys import getsizeof
from typing import NamedTuple
from urllib.parse import parse_qs

from starlette.types import Scope

from components.choices.filter_bar import no_page, no_role, tracker_error, unless_empty
from components.document.assets import WrittenPage
from components.document.document import FOUND, NOT_FOUND, Document, FileOffer, Page, offers_in
from components.document.pages import DOCUMENTS
from components.downloads import page_actions_part
from components.elements import HtmlNode, element, html_of
from components.footer import foot_parts, language_switch, logo_node, notice_parts, page_title
from components.identity import THIS_COMPUTER, cookies_of, name_of_cookies
from components.papers import reports
from components.session import links
from components.session.view import PageRequest, View, open_view
from components.sign_in.middleware import language_of
from model.access import Access, AccessSettings, Actor, Role, local_actor
from model.tracker.reading import WorkbookError
from model.versions.version import StoreError
from wording.catalogue import translator

# The pages that are documents, by their URL paths.
PAGES: Mapping[str, Page] = {**DOCUMENTS, "reports": unless_empty(reports)}
# The most of a query that is read, in bytes: more than any link of a page has.
LONGEST_QUERY = 8_000
# What the name of a page may look like; a link is made of no other.
_NAME = re.compile(r"[a-z-]{1,40}")
# The header, the main part as HTML, and the footer of a page.
_Parts = tuple[Iterable[HtmlNode | None], str, Iterable[HtmlNode | None]]


def read(request: PageRequest, *, root: str = "") -> WrittenPage:
    """Return a page at a request; where there is none, or it cannot be shown, a page that says why.

    `root` is the way to the root.
    """
    _ = translator(request.language)
    if request.page not in PAGES:
        named = request if _NAME.fullmatch(request.page) else request._replace(page=links.HOME)
        return write_refusal(named, no_page(_), root=root)
    if not request.actor.may(Role.VIEWER):
        return write_refusal(request, no_role(_), root=root)
    try:
        view = open_view(request)
    except (WorkbookError, StoreError) as error:
        return write_refusal(request, tracker_error(error, _), root=root)
    return write_page(view, PAGES[request.page], root=root)


def page_request(scope: Scope, page: str) -> PageRequest:
    """Return the request for a page of somebody whom the sign-in has let in."""
    query = parse_qs(scope["query_string"].decode("latin-1")[:LONGEST_QUERY])
    return PageRequest(page, query, actor_of_scope(scope), language_of(scope))


def actor_of_scope(scope: Scope) -> Actor:
    """Return who asks: whoever the sign-in has let in; in local mode the person at this computer."""
    settings = AccessSettings.from_environment()
    if settings.access is Access.LOCAL:
        return local_actor(name_of_cookies(cookies_of(scope)), address=THIS_COMPUTER)
    entered = scope.get("actor")
    return entered if isinstance(entered, Actor) else Actor("", Role.VIEWER if settings.anonymous_readers else None)


class Body(NamedTuple):
    """The main part of a page, written once for all readers who see the same."""

    html: str
    title: str
    status: int
    files: Mapping[str, FileOffer]

    @property
    def nbytes(self) -> int:
        """The memory of the HTML, and about that of what its files are made of."""
        return 2 * getsizeof(self.html)


def write_page(view: View, page: Page, *, root: str = "") -> WrittenPage:
    """Return a page of a view as HTML. Its main part is cached; what is about the reader is written anew."""
    body = body_of(view, page, root)
    is_wrong = body.status == FOUND and (view.unknown_version or view.unknown_filters)
    title = page_title(view, body.title or links.page_titles(view.translator)[view.page])
    main = _html(notice_parts(view), root) + body.html
    parts = _header(_request_of(view), view.query, logo_node(view)), main, foot_parts(view)
    return _written(_request_of(view), title, NOT_FOUND if is_wrong else body.status, parts, root)


def write_refusal(request: PageRequest, document: Document, *, root: str = "") -> WrittenPage:
    """Return a page that says why there is no view of a request."""
    _ = translator(request.language)
    language = {name: values for name, values in request.query.items() if name == "lang"}
    title = _("{page} – Cynnydd", page=document.title or links.page_titles(_).get(request.page, "Cynnydd"))
    parts = _header(request, language, None), _html(document.body, root), ()
    return _written(request, title, document.status, parts, root)


def header_parts(view: View) -> list[HtmlNode]:
    """Return the header of a page that is no document."""
    header = element("header", *_header(_request_of(view), view.query, logo_node(view)), class_="top")
    named = {"page": view.page, "query": links.replace_href(view.page_query), "lang": view.translator.language.value}
    return [element("div", header, id="header", class_="part", **named)]


def _html(nodes: Iterable[HtmlNode | None], root: str) -> str:
    return html_of(nodes, root=root, neighbours=links.READING)


def _request_of(view: View) -> PageRequest:
    return PageRequest(view.page, view.page_query, view.actor, view.translator.language)


def _header(request: PageRequest, menu_query: links.Query, logo: HtmlNode | None) -> list[HtmlNode | None]:
    _ = translator(request.language)
    menu = links.menu(_, request.page, request.actor, menu_query)
    return [links.skip_link(_), logo, menu, language_switch(request.page, request.query, _)]


def body_of(view: View, page: Page, root: str = "") -> Body:
    """Return the main part of a page, with the files that it offers by their keys."""

    def write() -> Body:
        document, actions = page(view), [] if view.page == links.PRESENT else [page_actions_part(view)]
        nodes = [*actions, *document.body]
        return Body(_html(nodes, root), document.title, document.status, offers_in(nodes))

    return view.loaded.drawn((page, view.key, root), write)


def _written(request: PageRequest, title: str, status: int, parts: _Parts, root: str) -> WrittenPage:
    """Return a page with its header, its main part and its footer in its element."""
    language, (header, main, footer) = request.language.value, parts
    named = {"lang": language, "page": request.page, "query": links.replace_href(request.query), "page_title": title}
    html = (
        f"{_html([element('div', **named)], root).removesuffix('</div>')}"
        f'<header class="top">{_html(header, root)}</header><main id="main">{main}</main>'
        f"<footer>{_html(footer, root)}</footer></div>"
    )
    return WrittenPage(html, title, language, status, request.query)
