"""A whole page as HTML: the menu, the page's own document, and the foot; the same for every host."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from sys import getsizeof
from urllib.parse import urlencode

from components.document.document import FOUND, NOT_FOUND, Document, FileOffer, Page
from components.document.written import WrittenPage
from components.elements.html import HtmlNode, element
from components.elements.markup import html_of
from components.navigation import menu, page_titles, skip_link
from components.page_actions.row import page_actions_part
from components.session.language import LANGUAGE_PARAMETER
from components.session.links import PRESENT, READING
from components.session.view import PageRequest, View
from components.shell.english_texts import english_texts_part
from components.shell.footer import footer_part
from components.shell.language_switch import language_switch
from components.shell.unordered_scale_warning import unordered_scale_warning_part
from components.shell.version_banner import version_banner_part
from wording.catalogue import Translator, translator


@dataclass(frozen=True, slots=True)
class _Body:
    """The main part of a page, written once for all readers who see the same."""

    html: str
    title: str
    own: Mapping[str, Sequence[str]]
    status: int
    files: Mapping[str, FileOffer]

    @property
    def nbytes(self) -> int:
        """The memory of the HTML, and about that of what its files are made of."""
        return 2 * getsizeof(self.html)


def document_of(view: View, page: Page) -> Document:
    """Return the document of a page at the query that it understands, with the actions above it."""
    document = page(view)
    if document.own is not None:
        own = {name: list(values) for name, values in document.own.items() if values}
        if own != view.requested:
            view = replace(view, requested=own)
            document = page(view)
    actions = None if view.page == PRESENT else page_actions_part(view)
    return replace(document, body=[actions, *document.body], own=view.requested)


def files_of(view: View, page: Page) -> Mapping[str, FileOffer]:
    """Return the files that a page offers, by their keys."""
    return _body(view, page, "").files


def write_page(view: View, page: Page, *, root: str = "") -> WrittenPage:
    """Return a page of a view as HTML. Its main part is cached; what is about the reader is written anew."""
    _, body = view.translator, _body(view, page, root)
    head = [version_banner_part(view), unordered_scale_warning_part(view)]
    foot = [english_texts_part(view), footer_part(view)]
    main = html_of(head, root=root, neighbours=READING) + body.html
    wrong = view.unknown_version or view.unknown_filters
    return _written(
        view.page,
        _,
        {**view.query, **body.own},
        header=_header(view),
        main=main,
        footer=foot,
        root=root,
        title=body.title,
        status=NOT_FOUND if body.status == FOUND and wrong else body.status,
    )


def write_refusal(request: PageRequest, document: Document, *, root: str = "") -> WrittenPage:
    """Return a page that says why there is no view of a request."""
    _ = translator(request.language)
    query = {name: list(values) for name, values in request.query.items()}
    language = {name: values for name, values in query.items() if name == LANGUAGE_PARAMETER}
    header = [skip_link(_), menu(_, request.page, request.actor, language), language_switch(request.page, query, _)]
    main = html_of(document.body, root=root, neighbours=READING)
    return _written(
        request.page, _, query, header=header, main=main, footer=[], root=root, title="", status=document.status
    )


def write_menu(request: PageRequest) -> WrittenPage:
    """Return the menu alone: what a page with fields of the platform's shows until it is complete."""
    return write_refusal(request, Document(()))


def header_parts(view: View) -> list[HtmlNode]:
    """Return the header of a page that is no document."""
    header = element("header", *_header(view), class_="top")
    named = {"page": view.page, "query": _query(view.page_query), "lang": view.translator.language.value}
    return [element("div", header, id="header", class_="part", **named)]


def _header(view: View) -> list[HtmlNode]:
    _ = view.translator
    switch = language_switch(view.page, view.page_query, _)
    return [skip_link(_), menu(_, view.page, view.actor, view.query), switch]


def _body(view: View, page: Page, root: str) -> _Body:
    def write() -> _Body:
        document = document_of(view, page)
        html = html_of(document.body, root=root, neighbours=READING)
        return _Body(html, document.title, document.own or {}, document.status, document.files())

    body: _Body = view.loaded.pieces.value((page, view.key, root), write)
    return body


def _written(  # noqa: PLR0913 - options by name
    page: str,
    _: Translator,
    query: Mapping[str, Sequence[str]],
    *,
    header: Sequence[HtmlNode | None],
    main: str,
    footer: Sequence[HtmlNode | None],
    root: str,
    title: str,
    status: int,
) -> WrittenPage:
    def write(*nodes: HtmlNode | None) -> str:
        return html_of(nodes, root=root, neighbours=READING)

    title = _("{page} – Cynnydd", page=title or page_titles(_).get(page, "Cynnydd"))
    opening = write(element("div", lang=_.language.value, page=page, query=_query(query), page_title=title))
    html = (
        opening.removesuffix("</div>")
        + write(element("header", *header, class_="top"))
        + f'<main id="main">{main}</main>'
        + write(element("footer", *footer))
        + "</div>"
    )
    return WrittenPage(html, title, _.language.value, status, query)


def _query(query: Mapping[str, Sequence[str]]) -> str:
    return "?" + urlencode({name: values for name, values in query.items() if values}, doseq=True)
