"""A page of the public edition: its address, what a page of the dashboard shows without a server, and its own pages."""

from collections.abc import Callable, Iterable, Sequence
from itertools import starmap
from typing import NamedTuple
from urllib.parse import parse_qs, urlsplit

from components import elements
from components.elements import ACTIONS, BlockColumn, HtmlNode, answer, element, elements_in, part, parts_of, section
from components.session import links
from components.session.view import NO_NAME, VERSION, View
from model.settings import PublicPart
from model.terms import Language
from reports.document import Edition
from reports.text.narrator import Narrator
from wording.catalogue import Translator, label
from wording.formatting import format_count, format_timestamp

# The pages of the dashboard that the edition has whole, with their addresses.
_LIKE_THEIR_NAMES = (links.RECOMMENDATIONS, "over-time", "themes", "agencies", links.MONITORING)
FIXED_PAGES = {links.HOME: "", **{page: f"{page}/" for page in _LIKE_THEIR_NAMES}, "about": "how-to-read/"}
# The filters of which each value has a page of its own, with the folder of these.
_FILTERS = {"theme": "theme", "lead": "agency", "agency": "agency", "status": "status", "role": "role"}
# What the query of a list behind a number may have; its order is left out of the address.
_COUNTED = {*links.PART_PARAMETERS, "theme", "lead", "agency", "status", "review", "as_at", "sort", "timing"}
# The pages whose links to lists have pages: *Overview*, and the list with its parts.
_WITH_LISTS = ("", "recommendations/")
# The most lists behind numbers, without their next pages; a number beyond them is no link.
MOST_LISTS = 400
OWN_PAGES = ("data", "accessibility", "cy", "en", "v", "assets", "list", "round", "404")


class SitePage(NamedTuple):
    """A page of the edition: its address below the root, and what of the dashboard it shows."""

    address: str
    page: str
    query: links.Query


class SiteMap:
    """All pages of an edition, by their addresses and by what they show."""

    def __init__(self, view: View) -> None:
        self.pages: dict[str, SitePage] = {}
        self._by_key: dict[str, str] = {}
        self._lists, self._default_month = 0, f"{view.as_at:%Y-%m}"
        self._recommendations = _recommendation_addresses(view)
        for page, address in FIXED_PAGES.items():
            self._add(SitePage(address, page, {}))
        for (review, ref), address in self._recommendations.items():
            query = {"ref": [ref]} | ({"review": [review]} if view.tracker.has_shared_refs else {})
            self._add(SitePage(address, links.RECOMMENDATION, query))
        for parameter, folder in _FILTERS.items():
            for value in view.filter_options[parameter]:
                address = f"{folder}/{'none' if value == NO_NAME else value}/"
                self._add(SitePage(address, links.RECOMMENDATIONS, {parameter: [value]}))
        for month in view.filter_options["as_at"]:
            if month != self._default_month:
                self._add(SitePage(f"round/{month}/", links.HOME, {"as_at": [month]}))

    def add_lists(self, of: SitePage, nodes: Iterable[HtmlNode | None]) -> None:
        """Add the lists that the links of a page lead to: those of the first pages, and the next pages of each list."""
        found = (attributes.get("href") for _tag, attributes, _children in elements_in(nodes))
        for page, query in (target_of(str(link), of.page) for link in found if link is not None):
            if page not in (links.RECOMMENDATIONS, links.MONITORING) or self.address(page, query) is not None:
                continue
            rest = self._understood(query)
            numbers = rest.pop(links.PAGE_OF_LIST, [])
            whole = self.address(page, rest)
            if numbers and whole is not None:
                self._add(SitePage(f"{whole}page-{numbers[0]}/", page, rest | {links.PAGE_OF_LIST: numbers}))
            elif of.address in _WITH_LISTS and set(rest) <= _COUNTED and self._lists < MOST_LISTS:
                self._lists += 1
                named = sorted((name, values) for name, values in rest.items() if name != "sort")
                words = "-".join(links.slug(f"{name} {value}") for name, values in named for value in values)
                self._add(SitePage(f"{'monitoring' if page == links.MONITORING else 'list'}/{words}/", page, rest))

    def drop(self, page: SitePage) -> None:
        """Drop a page that no recommendation is on."""
        self._by_key = {key: address for key, address in self._by_key.items() if address != page.address}
        del self.pages[page.address]

    def address(self, page: str, query: links.Query) -> str | None:
        """Return the address of what a link of the dashboard leads to; None where the edition has no such page."""
        query = self._understood(query)
        if page == links.RECOMMENDATION:
            ref, review = (next(iter(query.get(name, ())), "") for name in ("ref", "review"))
            same = {name: address for (name, each), address in self._recommendations.items() if each == ref}
            return next((same[name] for name in same if review in ("", links.slug(name), name)), None)
        found = self._by_key.get(_key(page, query))
        if found is None and len(query) == 1 and set(query) <= {*_FILTERS, "as_at"}:
            other = links.HOME if "as_at" in query and page == links.RECOMMENDATIONS else links.RECOMMENDATIONS
            found = self._by_key.get(_key(other, query))
        return found

    def _understood(self, query: links.Query) -> dict[str, list[str]]:
        """Return a query without what every page of an edition has, and without the month that is the default."""
        rest = {name: list(values) for name, values in query.items() if values and name not in ("lang", VERSION)}
        if rest.get("as_at") in ([self._default_month], ["today"]):
            del rest["as_at"]
        return rest

    def _add(self, page: SitePage) -> None:
        self.pages.setdefault(self._by_key.setdefault(_key(page.page, page.query), page.address), page)


def target_of(link: str, page: str) -> tuple[str, links.Query]:
    """Return the page of the dashboard that a link on a page leads to, and the query."""
    url = urlsplit(link)
    itself = links.HOME if link.startswith("./") else page
    return url.path.removeprefix("./").strip("/") or itself, parse_qs(url.query)


def _recommendation_addresses(view: View) -> dict[tuple[str, str], str]:
    """Return the address of each recommendation: its ref; below its review, where two reviews have the same ref."""
    keys = view.tracker.recommendations[["review", "ref"]].drop_duplicates().itertuples(index=False, name=None)
    shared = view.tracker.has_shared_refs
    reviews = {name: code for code, name in links.by_slug(view.tracker.recommendations["review"].unique()).items()}
    addresses: dict[tuple[str, str], str] = {}
    taken = {*OWN_PAGES, *(address.strip("/") for address in FIXED_PAGES.values()), *_FILTERS.values()}
    for review, ref in keys:
        name = links.slug(ref)
        while (address := f"{reviews[review]}/{name}" if shared else name) in taken:
            name = f"ref-{name}" if address in OWN_PAGES or not name.startswith("ref-") else f"{name}-2"
        taken.add(address)
        addresses[review, ref] = f"{address}/"
    return addresses


def _key(page: str, query: links.Query) -> str:
    return links.href(page, {name: query[name] for name in sorted(query) if name != "sort"})


INDEX = "index.html"
_DROPPED_TAGS = frozenset({"form", "button", "noscript", "input", "select"})
_DROPPED_IDS = frozenset({"filters", "page-actions"})
_DROPPED_CLASSES = frozenset({"file-offer", "popover", "choose", "choices"})
# What the dashboard's script reads, which an edition does not have.
_SERVER_ATTRIBUTES = frozenset({*ACTIONS, "file", "heights", "library"})
# The folder of each language.
PREFIXES = {Language.ENGLISH: "", Language.WELSH: "cy/"}
DATA, ACCESSIBILITY = "data/", "accessibility/"
_FRAME, _INLINE = ("div", "chart-frame"), frozenset({"a", "b", "em", "span", "strong", "time"})
_ONLY_OF_LINKS = frozenset({"href", "title", "aria-label", "aria-current", "tabindex", "hreflang"})
# Returns the address of a link of the dashboard below the root of the language, or None.
Resolve = Callable[[str], str | None]


def public_nodes(nodes: Iterable[HtmlNode | None], resolve: Resolve, pictures: dict[str, HtmlNode]) -> list[HtmlNode]:
    """Return the nodes of a page without what needs a server: the filter, forms, buttons and files made on request.

    A link leads to its page of the edition; without one its words stay. A chart is the picture with its id; without
    one its table is unfolded.
    """
    shown = [_public(node, resolve, pictures) for node in nodes if node is not None]
    return spaced([node for node in shown if node is not None])


def spaced(nodes: Sequence[HtmlNode]) -> list[HtmlNode]:
    """Return nodes with a space between two elements on one line: without styles nothing else parts their words."""
    are_inline = [isinstance(node, list) and node[0] in _INLINE for node in nodes]
    pairs = zip(nodes, [False, *are_inline], are_inline, strict=False)
    return [each for node, before, now in pairs for each in ((" ", node) if before and now else (node,))]


def _public(node: HtmlNode, resolve: Resolve, pictures: dict[str, HtmlNode]) -> HtmlNode | None:
    if isinstance(node, str):
        return node
    tag, attributes, children = parts_of(node)
    classes = str(attributes.get("class", "")).split()
    if tag in _DROPPED_TAGS or attributes.get("id") in _DROPPED_IDS or not _DROPPED_CLASSES.isdisjoint(classes):
        return None
    if "figure" in attributes:
        return pictures.get(str(attributes.get("id")))
    kept = {name: value for name, value in attributes.items() if name not in _SERVER_ATTRIBUTES}
    link = str(kept.get("href", "#"))
    if tag == "a" and not link.startswith("#"):
        address = resolve(link)
        if address is None:
            tag, kept = "span", {name: value for name, value in kept.items() if name not in _ONLY_OF_LINKS}
        else:
            kept["href"] = f"{address}{INDEX}"
    nodes = public_nodes(children, resolve, pictures)
    if tag == "div" and children and not nodes:
        return None
    if _FRAME in tops(children) and _FRAME not in tops(nodes):
        for each in nodes:
            if isinstance(each, list) and tops([each]) == [("details", "expander")]:
                parts_of(each)[1]["open"] = ""
    if tag == "p" and "links" in classes:  # a choice of parts, of which some may have pages
        nodes = [node for node in nodes if tops([node]) != [("span", "toggle")]]
        return [tag, kept, *nodes] if any(top[0] == "a" for top in tops(nodes)) else None
    return [tag, kept, *nodes]


def tops(nodes: Iterable[HtmlNode]) -> list[tuple[str, str]]:
    """Return the tag and the class of each element among nodes."""
    found = (parts_of(node) for node in nodes if isinstance(node, list))
    return [(tag, str(attributes.get("class", ""))) for tag, attributes, _children in found]


def text_of(node: HtmlNode) -> str:
    """Return the text of a node."""
    return node if isinstance(node, str) else "".join(map(text_of, parts_of(node)[2]))


def header_nodes(_: Translator, address: str, page: str) -> list[HtmlNode]:
    """Return the header: the menu, with the page marked, and the same page in the other language."""
    prefix, titles = PREFIXES[_.language], {**links.page_titles(_), "about": _("How to read it"), "data": _("Data")}
    entries = {**{each: FIXED_PAGES[each] for each in (*links.MENU, "about") if each in FIXED_PAGES}, "data": DATA}

    def link(to: str, path: str) -> HtmlNode:
        return element("a", titles[to], href=f"{prefix}{path}{INDEX}", aria_current="page" if to == page else None)

    listed = list(starmap(link, entries.items()))
    menu = element("nav", *spaced(listed), class_="site-menu", aria_label=_("Pages"))
    other, name = links.OTHER_LANGUAGE[_.language]
    path = f"{PREFIXES[other]}{address.removeprefix(prefix)}{INDEX}"
    switch = element("a", name, href=path, lang=other.value, hreflang=other.value, id="language")
    return [links.skip_link(_), " ", menu, " ", switch]


def footer_nodes(_: Translator, edition: Edition) -> list[HtmlNode]:
    """Return the foot of every page: office, version with its digest, accessibility, contact."""
    lines: list[HtmlNode] = [edition.source, Narrator(edition).publisher]
    if (version := edition.version) is not None:
        moment = format_timestamp(version.published_at, _)
        lines.append(_("Version {number}, published on {moment}", number=version.number, moment=moment))
        lines.append(_("digest {digest}", digest=version.digest[:16]))
    lines.append(element("a", _("Accessibility"), href=f"{PREFIXES[_.language]}{ACCESSIBILITY}{INDEX}"))
    spans = [element("span", line) for line in (*lines, edition.office.contact) if line]
    return [part("foot", element("div", *spaced(spans), class_="foot"))]


def accessibility_nodes(_: Translator, edition: Edition) -> list[HtmlNode]:
    """Return the accessibility statement."""
    contact = edition.office.contact or Narrator(edition).publisher
    limits = _("Texts are shown as their authors wrote them. Some may have no Welsh, or may use difficult words.")
    ask = _("Write to the office that publishes this if you cannot read something here, or need it in another format.")
    if contact:
        ask = _("Write to {contact} if you cannot read something here, or need it in another format.", contact=contact)
    return [
        answer(_("Accessibility")),
        *_paragraphs(
            _("This website aims to meet the Web Content Accessibility Guidelines 2.2, level AA."),
            _("It can be read without scripts, by keyboard and with a screen reader, at 200% and on paper."),
            _("A status is never told by colour alone: it has its word, a letter and a shape."),
            _("Each chart has a description, and a table with the same numbers."),
        ),
        *section(_("What is not accessible"), *_paragraphs(limits)),
        *section(_("Tell us"), *_paragraphs(ask)),
    ]


def data_nodes(_: Translator, files: Sequence[tuple[str, str, int]], private: Sequence[PublicPart]) -> list[HtmlNode]:
    """Return the page of the files: each by its address, what it is, and its size in bytes; and what is left out."""
    columns = BlockColumn(_("File")), BlockColumn(_("What it is")), BlockColumn(_("Size (bytes)"), "number")
    rows = ([element("a", path.rpartition("/")[2], href=path), what, format_count(n, _)] for path, what, n in files)
    left_out = [element("li", label("public-part", each, _)) for each in private]
    nodes = [answer(_("The data, for reuse")), elements.block_table(_("Files"), columns, rows)]
    return nodes + section(_("What is not in it"), element("ul", *left_out)) if left_out else nodes


def _paragraphs(*sentences: str) -> list[HtmlNode]:
    return [element("p", sentence, class_="prose") for sentence in sentences]
