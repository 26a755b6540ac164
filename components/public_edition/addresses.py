"""The addresses of the public edition: a folder for each page, the same in each version."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from urllib.parse import parse_qs, urlsplit

from components.elements import HtmlNode, elements_in
from components.session import links
from components.session.view import NO_NAME, VERSION, View

_Key = tuple[str, tuple[tuple[str, tuple[str, ...]], ...]]
# The pages of the dashboard that the edition has whole, with their addresses.
FIXED_PAGES = {
    links.HOME: "",
    links.RECOMMENDATIONS: "recommendations/",
    "over-time": "over-time/",
    "themes": "themes/",
    "agencies": "agencies/",
    links.MONITORING: "monitoring/",
    "about": "how-to-read/",
}
# The filters of which each value has a page of its own, with the folder of these.
_FILTERS = {"theme": "theme", "lead": "agency", "agency": "agency", "status": "status", "role": "role"}
# What the query of a list behind a number may have; its order is left out of the address.
_COUNTED = {*links.PART_PARAMETERS, "theme", "lead", "agency", "status", "review", "as_at", "sort", "timing"}
# The pages whose links to lists have pages: *Overview*, and the list with its parts.
_WITH_LISTS = ("", "recommendations/")
# The most lists behind numbers, without their next pages; a number beyond them is no link.
MOST_LISTS = 400
OWN_PAGES = ("data", "accessibility", "cy", "en", "v", "assets", "list", "round", "404")


@dataclass(frozen=True, slots=True)
class SitePage:
    """A page of the edition: its address below the root, and what of the dashboard it shows."""

    address: str
    page: str
    query: links.Query = field(default_factory=dict)


class SiteMap:
    """All pages of an edition, by what they show."""

    def __init__(self, view: View) -> None:
        self.pages: list[SitePage] = []
        self._by_key: dict[_Key, str] = {}
        self._lists = 0
        self._default_month = f"{view.as_at:%Y-%m}"
        self._recommendations = _recommendation_addresses(view)
        for page, address in FIXED_PAGES.items():
            self._add(SitePage(address, page))
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

    def add_lists(self, targets: Iterable[tuple[str, links.Query]], *, of: SitePage) -> None:
        """Add the lists that the links of a page lead to: those of the first pages, and the next pages of each list."""
        for page, query in targets:
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

    @property
    def shown_pages(self) -> list[SitePage]:
        """The pages that were not dropped."""
        shown = {*self._by_key.values(), *self._recommendations.values()}
        return [page for page in self.pages if page.address in shown]

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
        address = self._by_key.setdefault(_key(page.page, page.query), page.address)
        if all(each.address != address for each in self.pages):
            self.pages.append(page)


def links_of(nodes: Iterable[HtmlNode | None], page: str) -> Iterator[tuple[str, links.Query]]:
    """Yield each link of a page of the dashboard: the page that it leads to, and its query."""
    for _tag, attributes, _children in elements_in(nodes):
        if "href" in attributes:
            yield target_of(str(attributes["href"]), page)


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


def _key(page: str, query: links.Query) -> _Key:
    return page, tuple(sorted((name, tuple(values)) for name, values in query.items() if name != "sort"))
