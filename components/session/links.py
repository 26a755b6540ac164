"""The pages of the dashboard: the URL of each and of its filters, their titles, and their order in the menu."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache, partial
from pathlib import Path
from typing import TypeVar
from urllib.parse import quote_plus, urlencode

import streamlit as st

from components.elements import HtmlNode, element
from model.access import Actor, Role
from model.terms import Language, base_letters, symbol_words, without_symbols
from wording.catalogue import Translator, labels

_Value = TypeVar("_Value")
# The query parameters of a page: every filter is a link, so that its address is the only place it stands in.
Query = Mapping[str, Sequence[str]]
# The query parameter of a page of a list; a list that is filtered anew starts at its first.
PAGE_OF_LIST = "page"
# The scripts of the pages with fields of Streamlit's.
PAGES = Path(__file__).resolve().parents[2] / "pages"
# Addresses that the server answers; they are no pages.
SIGN_IN, SIGN_OUT = "sign-in", "sign-out"
HOME, RECOMMENDATION, RECOMMENDATIONS = "overview", "recommendation", "recommendations"
MEETING, MONITORING, PRESENT = "meeting", "monitoring", "present"
# The query parameter with the page that a presentation was opened from, and the parameters of its own.
BACK = "back"
# The query parameter of the files of an upload, with the token of what was read.
UPLOADED = "uploaded"
MENU = ("overview", "recommendations", "over-time", "themes", "agencies", "monitoring", "reports")
# The pages that are documents: the last but About are opened from others, and have no entry in the menu.
READING = frozenset({*MENU, "meeting", "present", "recommendation", "about"})
# The pages that the editor of the tracker needs, and About.
TRACKER_MENU = ("round", "rating", "edit", "upload", "data-checks", "versions", "access", "about")
# The pages with fields of Streamlit's.
TRACKER_URLS = frozenset(TRACKER_MENU) - READING
# The query parameters of a part of the recommendations: which, the marks at its months, and its months.
PART_PARAMETERS = ("only", "was", "now", "since", "at")
# The query parameters of a single page, by its URL; a parameter that is neither its page's nor shared is dropped. The
# review of a recommendation's page names it.
PAGE_PARAMETERS: Mapping[str, tuple[str, ...]] = {
    "overview": ("group", *PART_PARAMETERS),
    "themes": ("sort",),
    "agencies": ("sort",),
    "over-time": ("start", "end", "show"),
    "recommendations": ("sort", "page", "hide", *PART_PARAMETERS),
    "recommendation": ("ref", "sort", "page", "review"),
    "monitoring": ("by", "calendar", "timing"),
    "meeting": ("occasion",),
    "rating": ("item",),
    "edit": ("ref", "of", "new"),
    "present": ("slide", "sort", "back", "to", *PART_PARAMETERS),
    "reports": ("paper", "format", "in", "about", "public"),
    "versions": ("from", "to"),
    "upload": ("file", UPLOADED),
}
# The least role of those who find a page; every other one is for viewers.
PAGE_ROLES = {**dict.fromkeys(("round", "rating", "edit", "upload"), Role.EDITOR), "access": Role.ADMINISTRATOR}
# The other language of each, with its name.
OTHER_LANGUAGE = {Language.ENGLISH: (Language.WELSH, "Cymraeg"), Language.WELSH: (Language.ENGLISH, "English")}


# A page has a thousand links of mostly the same words.
_quoted = lru_cache(4096)(quote_plus)


def href(page: str, query: Mapping[str, Sequence[str] | str] | None = None) -> str:
    """Return the URL of a page, relative so that it works behind any base path."""
    path = "./" if page == HOME else page
    return f"{path}?{urlencode(query, doseq=True, quote_via=_quoted)}" if query else path


def replace_href(query: Query, changes: Query = {}) -> str:  # noqa: B006 - never changed
    """Return the URL of the same page with these parameters; a parameter without values is left out."""
    return "?" + urlencode({name: values for name, values in {**query, **changes}.items() if values}, doseq=True)


def toggle_href(query: Query, parameter: str, value: str) -> str:
    """Return the URL in which a value is added to a filter, or removed if it is among those chosen."""
    values = query.get(parameter, ())
    rest = [each for each in values if each != value]
    return replace_href(query, {parameter: rest if value in values else [*values, value]})


def slug(name: str) -> str:
    """Return the slug of a name in lower case and hyphens: `perpetrator-interventions`; of ✅, `green-tick`."""
    words = without_symbols(name) or symbol_words(name, Language.ENGLISH)
    return re.sub(r"[^a-z0-9]+", "-", base_letters(words)).strip("-") or "x"


def by_slug(names: Iterable[str]) -> dict[str, str]:
    """Return names by their slugs, in order; repeated slugs are numbered."""
    return numbered((slug(name), name) for name in names)


def numbered(values: Iterable[tuple[str, _Value]]) -> dict[str, _Value]:
    """Return values by their slugs, in order; repeated slugs are numbered."""
    found: dict[str, _Value] = {}
    for code, value in values:
        key, number = code, 2
        while key in found:
            key, number = f"{code}-{number}", number + 1
        found[key] = value
    return found


def language_of(query: Mapping[str, Sequence[str]], locale: str) -> Language:
    """Return the language of a request; `locale` is what the browser prefers, such as `cy-GB`."""
    preferred = Language.WELSH if locale.strip().lower().startswith("cy") else Language.ENGLISH
    return next((Language(code) for code in query.get("lang", ()) if code in set(Language)), preferred)


def page_titles(_: Translator) -> Mapping[str, str]:
    """Return the title of every page, by its URL."""
    return labels("page", _)


def platform_pages(_: Translator, *, show: Callable[[str], None] = lambda _url: None) -> list[st.Page]:
    """Return every page for the platform; our own header has the menu. A URL never changes with the language.

    `show` is called with the URL of a page that is a document. A page with fields of Streamlit's is a script.
    """
    pages = []
    for url, title in page_titles(_).items():
        source = partial(show, url) if url in READING else PAGES / f"{url.replace('-', '_')}.py"
        pages.append(st.Page(source, title=title, url_path="" if url == HOME else url, default=url == HOME))
    return pages


def menu(_: Translator, page: str, actor: Actor, query: Mapping[str, Sequence[str]]) -> HtmlNode:
    """Return the menu, with the page marked. Each link has a query: the filter of the view."""
    titles = page_titles(_)
    hidden = () if actor.agencies is None else ("data-checks", "versions")
    inside = [url for url in TRACKER_MENU if actor.may(PAGE_ROLES.get(url, Role.VIEWER)) and url not in hidden]

    def links(urls: Sequence[str]) -> list[HtmlNode]:
        return [element("a", titles[url], href=href(url, query), aria_current={page: "page"}.get(url)) for url in urls]

    summary = element("summary", _("Tracker"), aria_current="true" if page in inside else None, id="menu-tracker")
    tracker = element("details", summary, element("div", *links(inside)))
    entries = element("nav", *links(MENU), tracker, aria_label=_("Pages"))
    return element("details", element("summary", _("Menu"), id="menu-open"), entries, class_="menu")


def skip_link(_: Translator) -> HtmlNode:
    """Return the link past the menu, which is seen once it has the focus."""
    return element("a", _("Skip to main content"), href="#main", class_="skip", focuses="main")
