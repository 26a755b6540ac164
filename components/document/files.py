"""Links to the files that a page offers; each has an address of its own, which is checked at each request."""

from urllib.parse import urlencode

from components.document.document import FileOffer
from components.elements.html import HtmlNode, element
from components.session.view import VERSION, View

FILES_PATH = "read/files"


def file_link(view: View, offer: FileOffer, label: str, *, primary: bool = False) -> HtmlNode:
    """Return the link to a file of this page at its query; beside one that takes long stands how far it is.

    It names the version that the page shows, so that the file is of no later one.
    """
    version = view.loaded.version
    shown = {} if version is None else {VERSION: str(version.number)}
    query = urlencode({**view.page_query, **shown, "lang": view.translator.language.value}, doseq=True)
    link = element(
        "a",
        label,
        href=f"{FILES_PATH}/{view.page}/{offer.key}?{query}",
        class_="file primary" if primary else "file",
        making="" if offer.is_long else None,
        leaves="",
        file=offer,
        id=f"file-{offer.key}".replace(".", "-"),
    )
    return element("span", link, element("span", role="status", class_="progress"), class_="file-offer")
