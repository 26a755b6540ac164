"""A page as a document: its nodes, and the files that it offers, with their links."""

from collections.abc import Callable, Iterable
from typing import NamedTuple
from urllib.parse import urlencode

from components.elements import HtmlNode, element, elements_in
from components.making import Work, make_in_process
from components.session.view import VERSION, View
from model.access import Actor, Role

FOUND, FORBIDDEN, NOT_FOUND, UNAVAILABLE = 200, 403, 404, 503
FILES_PATH = "read/files"


class FileOffer(NamedTuple):
    """A file that a page offers: made at the request, by whoever asks then.

    Attributes:
        work: returns the work that makes it. Raises StoreError where the actor may not have it.
        is_long: whether it is made in turn, and a page says how far it is.
        version: the version whose export is recorded on the audit trail; None records nothing.
        role: the least role of whoever has it.
        make: does the work, if it is long; in a process of its own, unless the work is in one anyway.
    """

    key: str
    name: str
    media_type: str
    work: Callable[[Actor], Work]
    is_long: bool = True
    version: int | None = None
    role: Role = Role.VIEWER
    make: Callable[[Work], bytes] = make_in_process


class Document:
    """A page as one reader sees it, whatever host shows it.

    Attributes:
        body: the nodes of its main part; None is left out.
        title: its title in the browser, where that is not the name of the page.
        status: the HTTP status of a plain page: 404 where the query asks for something that does not exist.
    """

    def __init__(self, *body: HtmlNode | None, title: str = "", status: int = FOUND) -> None:
        self.body, self.title, self.status = body, title, status


def offers_in(nodes: Iterable[HtmlNode | None]) -> dict[str, FileOffer]:
    """Return the files that a page with these nodes offers, by their keys."""
    offers = (attributes.get("file") for _tag, attributes, _children in elements_in(nodes))
    return {offer.key: offer for offer in offers if isinstance(offer, FileOffer)}


# A page: a pure function of a view.
Page = Callable[[View], Document]


def file_link(view: View, offer: FileOffer, label: str, *, primary: bool = False) -> HtmlNode:
    """Return the link to a file of this page at its query; beside one that takes long stands how far it is.

    It names the version that the page shows, so that the file is of no later one.
    """
    shown = {} if view.loaded.number is None else {VERSION: str(view.loaded.number)}
    query = urlencode({**view.page_query, **shown, "lang": view.translator.language.value}, doseq=True)
    url, key = f"{FILES_PATH}/{view.page}/{offer.key}?{query}", f"file-{offer.key}".replace(".", "-")
    look = {"class_": "file primary" if primary else "file", "making": "" if offer.is_long else None}
    link = element("a", label, href=url, **look, leaves="", file=offer, id=key)
    return element("span", link, element("span", role="status", class_="progress"), class_="file-offer")
