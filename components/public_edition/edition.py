"""The files of a public edition: pages, data, feed and calendar, by their paths. Equal input gives equal bytes."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache, partial
from hashlib import sha256
from html import escape
from pathlib import Path
from typing import cast

import pandas as pd

from analysis.counts import count_by_round, counts_at
from components.document.assets import PAGE_STYLES
from components.document.document import Document
from components.document.pages import DOCUMENTS
from components.downloads import loaded_edition
from components.elements import HtmlNode
from components.making import Work
from components.public_edition.addresses import FIXED_PAGES, SiteMap, SitePage, links_of, target_of
from components.public_edition.content import PublicOptions, public_tracker
from components.public_edition.feed import feed_bytes as movement_feed
from components.public_edition.feed import index_file, search_node
from components.public_edition.page import (
    ACCESSIBILITY,
    DATA,
    INDEX,
    PREFIXES,
    accessibility_nodes,
    asset,
    data_nodes,
    footer_nodes,
    header_nodes,
    page_html,
    picture,
    public_nodes,
    text_of,
)
from components.published import DisplayedVersion, LoadedTracker, for_nobody
from components.session.links import HOME, MONITORING, RECOMMENDATIONS, page_titles
from components.session.view import PageRequest, View, view_of
from model.access import Actor, Role
from model.settings import PublicPart
from model.terms import Language
from reports.calendar_file import calendar_bytes
from reports.figures import social_card, status_over_time_svg
from reports.open_data import PACKAGE, build_resources
from reports.registry import CALENDAR, feed_bytes
from reports.reproducible import zip_files
from reports.text.narrator import Narrator
from wording.answers.alt_texts import status_over_time_alt
from wording.answers.headline import headline
from wording.catalogue import translator
from wording.sentences import labels

MANIFEST, FORMAT = "manifest.json", 1
# The filters of a page of which it says what is chosen.
_FILTERED = {"theme", "lead", "agency", "role", "status", "review", "as_at"}
_FOLDER = Path(__file__).parent
_STYLES = asset("site.css", PAGE_STYLES.content + b"\n" + (_FOLDER / "site.css").read_bytes())
_SEARCH = asset("search.js", (_FOLDER / "search.js").read_bytes())
_READER = Actor("", Role.VIEWER)


def edition_files(
    loaded: LoadedTracker, options: PublicOptions, *, run: Callable[..., Iterable[dict[str, bytes]]] = map
) -> dict[str, bytes]:
    """Return the files of the public edition of a version by path, `manifest.json` with their checksums last.

    `run` is `map`, or that of a pool of processes, which makes the languages side by side.
    """
    public = public_tracker(loaded, options.parts)
    files = dict([_STYLES, _SEARCH])
    files |= _LanguageEdition(public, options, Language.ENGLISH).table_files()
    for made in run(partial(_language_files, public, options, files), Language):
        files |= made
    files |= _site_map(files, options.base)
    manifest = {
        "format": FORMAT,
        "version": public.number,
        "digest": "" if public.version is None else public.version.digest,
        "public": sorted(options.parts),
        "files": {path: sha256(content).hexdigest() for path, content in sorted(files.items())},
    }
    return {**files, MANIFEST: json.dumps(manifest, indent=1).encode()}


def _language_files(
    public: LoadedTracker, options: PublicOptions, shared: Mapping[str, bytes], language: Language
) -> dict[str, bytes]:
    return _LanguageEdition(public, options, language).files(shared)


def website_work(loaded: LoadedTracker, options: PublicOptions) -> Work:
    """Return what makes the public edition of a version as a .zip; it can be sent to another process."""
    return partial(_zip, replace(loaded, original=for_nobody), options)


def _zip(loaded: LoadedTracker, options: PublicOptions) -> bytes:
    return zip_files(edition_files(loaded, options))


class _LanguageEdition:
    """The pages and files of an edition in one language."""

    def __init__(self, loaded: LoadedTracker, options: PublicOptions, language: Language) -> None:
        """Judge everything from the day of publication, so that the edition is the same whenever it is made."""
        version = loaded.version
        day = options.day if version is None else version.published_at.date()
        self._loaded, self._options, self._language = loaded, options, language
        self._translator, self._prefix = translator(language), PREFIXES[language]
        self._day = None if day is None else pd.Timestamp(day)
        self._base = f"{options.base.rstrip('/')}/" if options.base else ""
        self._home = home = self._view(SitePage("", HOME))
        edition = loaded_edition(loaded, home.selection, language)
        self._paper = replace(edition, source=_tracker_title(home), today=home.today, office=options.office)

    def files(self, shared: Mapping[str, bytes]) -> dict[str, bytes]:
        """Return the files by path; `shared` are those of all languages."""
        site_map = SiteMap(self._home)
        shown = {}
        for page in site_map.pages:  # grows by the lists that their links lead to
            view, document = shown[page.address] = self._document(page)
            if page.address == "" or page.page in (RECOMMENDATIONS, MONITORING):
                site_map.add_lists(links_of(document.body, page.page), of=page)
            if view.empty and page.query:
                site_map.drop(page)
        index, content = index_file(self._home, site_map)
        files = {index: content, **self._data_files(site_map)}

        @cache  # many pages have the same links
        def address(link: str, page: str) -> str | None:
            return site_map.address(*target_of(link, page))

        for page in site_map.shown_pages:
            files |= self._page_files(page, *shown[page.address], address, (index, _SEARCH[0]))
        return files | self._extra_pages({**shared, **files})

    def table_files(self) -> dict[str, bytes]:
        """Return every table as CSV, and all as JSON."""
        resources = build_resources(self._paper)
        tables = {each.name: each.table[list(each.fields)] for each in resources}
        records = {
            name: json.loads(table.to_json(orient="records", date_format="iso", date_unit="s"))
            for name, table in tables.items()
        }
        files = {f"{DATA}{each.file}": each.content for each in resources}
        return files | {f"{DATA}tracker.json": json.dumps(records, ensure_ascii=False, indent=1).encode()}

    def _view(self, page: SitePage) -> View:
        query = dict(page.query)
        if page.page == MONITORING:  # by default it judges as at today
            query.setdefault("as_at", [f"{self._home.as_at:%Y-%m}"])
        displayed = DisplayedVersion(self._loaded, self._loaded.number)
        view = view_of(displayed, PageRequest(page.page, query, _READER, self._language))
        is_over = self._day is None or self._day >= view.as_at + pd.offsets.MonthEnd()
        return replace(view, today=None if is_over else self._day, visit_day=None)

    def _document(self, page: SitePage) -> tuple[View, Document]:
        view = self._view(page)
        return view, DOCUMENTS[page.page](view)

    def _page_files(
        self,
        page: SitePage,
        view: View,
        document: Document,
        address_of: Callable[[str, str], str | None],
        scripts: Sequence[str],
    ) -> dict[str, bytes]:
        """Return a page, and the picture of its chart."""
        files, pictures = {}, {}
        if page.page in (HOME, "over-time"):
            counts = count_by_round(view.chosen, as_at=view.as_at)
            path, content = asset("status-over-time.svg", status_over_time_svg(Narrator(self._paper), counts).encode())
            alt = status_over_time_alt(counts, view.scale, self._translator)
            files[path], pictures["over-time-chart"] = content, picture(path, alt)

        def resolve(link: str) -> str | None:
            address = address_of(link, page.page)
            return None if address in (None, page.address) else f"{self._prefix}{address}"

        chosen = next((node for node in document.body if _id_of(node) == "chosen"), None)
        is_filtered = bool(_FILTERED & set(page.query))
        body = [node for node in document.body if node is not chosen or is_filtered]
        main = public_nodes(body, resolve, pictures)
        is_list = page.address == FIXED_PAGES[RECOMMENDATIONS]
        if is_list:
            main.insert(-1, search_node())
        title = document.title or page_titles(self._translator).get(page.page, "")
        if page.query and not document.title:
            title = f"{title}: {text_of((chosen if is_filtered else None) or main[0])}"
        return files | self._written(page.address, page.page, title, main, scripts if is_list else ())

    def _written(
        self, address: str, page: str, title: str, main: Sequence[HtmlNode], scripts: Sequence[str] = ()
    ) -> dict[str, bytes]:
        _, address, site = self._translator, self._prefix + address, self._paper.source
        digest = "" if self._loaded.version is None else self._loaded.version.digest
        html = page_html(
            {"header": header_nodes(_, address, page), "main": main, "footer": footer_nodes(_, self._paper, digest)},
            address=address,
            title=f"{title} – {site}" if title else site,
            language=self._language,
            style=_STYLES[0],
            scripts=scripts,
            head=self._head(address, title or site),
        )
        return {f"{address}{INDEX}": html}

    def _head(self, address: str, title: str) -> str:
        """Return what search engines, readers of feeds and social media read."""
        root, plain, base = "../" * address.count("/"), address.removeprefix(self._prefix), self._base
        links = "".join(
            f'<link rel="alternate" hreflang="{language.value}" href="{root}{prefix}{plain}{INDEX}">'
            for language, prefix in PREFIXES.items()
        )
        links += f'<link rel="alternate" type="application/atom+xml" href="{root}{self._prefix}feed.xml">'
        card = {
            "og:title": title,
            "og:site_name": self._paper.source,
            "og:type": "website",
            "og:url": f"{base}{address}",
            "og:image": f"{base}{self._prefix}card.png",
        }
        properties = (f'<meta property="{name}" content="{escape(text)}">' for name, text in card.items())
        return links + ("".join(properties) if base else "")

    def _data_files(self, site_map: SiteMap) -> dict[str, bytes]:
        """Return the files that are in a language."""
        files = {
            CALENDAR: calendar_bytes(self._paper),
            "feed.xml": movement_feed(self._home, site_map, self._paper, base=self._base),
            f"{DATA}{PACKAGE}": feed_bytes(self._paper, PACKAGE),
        }
        if self._base:
            counts = counts_at(self._home.chosen, as_at=self._home.as_at)
            sentence = headline(counts, self._home.scale, self._translator)
            files["card.png"] = social_card(self._paper.source, sentence, self._language)
        return {f"{self._prefix}{path}": content for path, content in files.items()}

    def _extra_pages(self, files: Mapping[str, bytes]) -> dict[str, bytes]:
        """Return the pages that the dashboard does not have."""
        _, prefix = self._translator, self._prefix
        words = labels("public-file", _)
        words |= {f"{prefix}{path}": what for path, what in labels("public-file-of-language", _).items()}
        listed = [(path, what, len(files[path])) for path, what in words.items()]
        private = [each for each in PublicPart if each not in self._options.parts]
        pages = self._written(DATA, "data", _("Data"), data_nodes(_, listed, private))
        return pages | self._written(ACCESSIBILITY, "", _("Accessibility"), accessibility_nodes(_, self._paper))


def _id_of(node: HtmlNode | None) -> object:
    return cast("dict[str, object]", node[1]).get("id") if isinstance(node, list) else None


def _tracker_title(view: View) -> str:
    """Return the titles of the reviews in the reader's language."""
    column = "title_cy" if view.translator.language is Language.WELSH else "title"
    reviews = view.tracker.reviews
    titles = reviews[column].fillna(reviews["title"]).dropna().astype(str)
    return ", ".join(dict.fromkeys(titles)) or "Cynnydd"


def _site_map(files: Mapping[str, bytes], address: str) -> dict[str, bytes]:
    """Return the site map and what tells robots of it, where the address is known."""
    if not address:
        return {}
    base = f"{address.rstrip('/')}/"
    pages = sorted(path.removesuffix(INDEX) for path in files if path.endswith(INDEX))
    urls = "".join(f"<url><loc>{escape(base + page)}</loc></url>" for page in pages)
    head = '<?xml version="1.0" encoding="utf-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
    return {
        "sitemap.xml": f"{head}{urls}</urlset>\n".encode(),
        "robots.txt": f"User-agent: *\nSitemap: {base}sitemap.xml\n".encode(),
    }
