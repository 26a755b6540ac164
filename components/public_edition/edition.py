"""The files of a public edition: pages, data, feed and calendar, by their paths. Equal input gives equal bytes."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial
from hashlib import sha256
from html import escape
from pathlib import Path
from typing import cast

import pandas as pd

from analysis.status import count_by_round, counts_at
from components.about import about
from components.document.assets import PAGE_STYLES
from components.document.document import Document, Page
from components.elements import HtmlNode
from components.groups import agencies, themes
from components.monitoring import monitoring
from components.navigation import page_titles
from components.over_time import over_time
from components.overview import overview
from components.public_edition.addresses import FIXED_PAGES, SiteMap, SitePage, links_of, target_of
from components.public_edition.content import PublicOptions, for_nobody, public_tracker
from components.public_edition.feed import feed_bytes as movement_feed
from components.public_edition.page import INDEX, PublicPage, picture, public_nodes, text_of
from components.public_edition.search_index import index_file, search_node
from components.public_edition.texts import (
    ACCESSIBILITY,
    DATA,
    PREFIXES,
    Imprint,
    accessibility_nodes,
    data_nodes,
    footer_nodes,
    header_nodes,
)
from components.published import DisplayedVersion, LoadedTracker, loaded_from
from components.recommendation import recommendation
from components.recommendations import recommendations
from components.session.links import HOME, MONITORING, RECOMMENDATION, RECOMMENDATIONS
from components.session.view import PageRequest, View, view_of
from model.access import Actor, Role
from model.language import Language
from model.settings import PublicPart
from model.tracker.reading import Reading
from model.tracker.tracker import Tracker
from model.versions.version import Version
from reports.calendar_file import calendar_bytes
from reports.document import Edition
from reports.figures import social_card, status_over_time_svg
from reports.open_data import PACKAGE, build_resources
from reports.registry import CALENDAR, feed_bytes
from reports.reproducible import zip_files
from reports.text.narrator import Narrator
from wording.answers.alt_texts import status_over_time_alt
from wording.answers.headline import headline
from wording.catalogue import Translator, translator

MANIFEST, FORMAT = "manifest.json", 1
PAGES: Mapping[str, Page] = {
    HOME: overview,
    RECOMMENDATIONS: recommendations,
    RECOMMENDATION: recommendation,
    "over-time": over_time,
    "themes": themes,
    "agencies": agencies,
    MONITORING: monitoring,
    "about": about,
}
"""The pages of the dashboard that the edition has."""
_FILTERED = {"theme", "lead", "agency", "role", "status", "review", "as_at"}
"""The filters of a page of which it says what is chosen."""
_FOLDER = Path(__file__).parent
_READER = Actor("", Role.VIEWER)


def edition_files(
    loaded: LoadedTracker, options: PublicOptions, *, run: Callable[..., Iterable[dict[str, bytes]]] = map
) -> dict[str, bytes]:
    """Return the files of the public edition of a version by path, `manifest.json` with their checksums last.

    `run` is `map`, or that of a pool of processes, which makes the languages side by side.
    """
    public = public_tracker(loaded, options.parts)
    files = dict([_styles(), _search()])
    files |= _LanguageEdition(public, options, Language.ENGLISH).table_files()
    make = partial(_language_files, public.reading, public.tracker, public.version, options, files)
    for made in run(make, Language):
        files |= made
    files |= _site_map(files, options.base)
    version = public.version
    manifest = {
        "format": FORMAT,
        "version": None if version is None else version.number,
        "digest": "" if version is None else version.digest,
        "public": sorted(options.parts),
        "files": {path: sha256(content).hexdigest() for path, content in sorted(files.items())},
    }
    return {**files, MANIFEST: json.dumps(manifest, indent=1).encode()}


def _language_files(  # noqa: PLR0913, PLR0917 - the language comes last, for `map`
    reading: Reading,
    tracker: Tracker,
    version: Version | None,
    options: PublicOptions,
    shared: Mapping[str, bytes],
    language: Language,
) -> dict[str, bytes]:
    public = loaded_from(reading, tracker, original=for_nobody, version=version)
    return _LanguageEdition(public, options, language).files(shared)


def website_zip(reading: Reading, tracker: Tracker, version: Version | None, options: PublicOptions) -> bytes:
    """Return the public edition of a version as a .zip. Another process can be sent this function."""
    return zip_files(edition_files(loaded_from(reading, tracker, original=for_nobody, version=version), options))


@dataclass(frozen=True)
class _LanguageEdition:
    """The pages and files of an edition in one language."""

    loaded: LoadedTracker
    options: PublicOptions
    language: Language

    def files(self, shared: Mapping[str, bytes]) -> dict[str, bytes]:
        """Return the files by path; `shared` are those of all languages."""
        site_map = SiteMap(self._home)
        shown = {}
        for page in site_map.pages:  # grows by the lists that their links lead to
            view, document = shown[page.address] = self._document(page)
            if page.address == "" or page.page in (RECOMMENDATIONS, MONITORING):
                site_map.add_lists(links_of(document.body, page.page), of=page)
            if view.empty and page.query:
                site_map.leave_out(page)
        index, content = index_file(self._home, site_map)
        files = {index: content, **self._data_files(site_map)}
        for page in site_map.shown_pages:
            files |= self._page_files(page, *shown[page.address], site_map, (index, _search()[0]))
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

    @cached_property
    def _translator(self) -> Translator:
        return translator(self.language)

    @cached_property
    def _prefix(self) -> str:
        return PREFIXES[self.language]

    @cached_property
    def _home(self) -> View:
        return self._view(SitePage("", HOME))

    @cached_property
    def _imprint(self) -> Imprint:
        version, office = self.loaded.version, self.options.office
        is_welsh = self.language is Language.WELSH
        return Imprint(
            title=_tracker_title(self._home),
            office=((is_welsh and office.name.name_cy) or office.name.name) if office.name.is_known else "",
            contact=office.contact,
            version=None if version is None else version.number,
            published_at=None if version is None else version.published_at,
            digest="" if version is None else version.digest,
        )

    @cached_property
    def _paper(self) -> Edition:
        """What the data files are made from."""
        imprint = self._imprint
        return Edition(
            self.loaded.tracker,
            self._home.selection,
            self.language,
            imprint.title,
            version=imprint.version,
            published_at=imprint.published_at,
            today=self._home.today,
            office=self.options.office,
        )

    @cached_property
    def _day(self) -> pd.Timestamp | None:
        """The day of judgement: that of publication, so that the edition is the same whenever it is made."""
        version = self.loaded.version
        day = self.options.day if version is None else version.published_at.date()
        return None if day is None else pd.Timestamp(day)

    def _view(self, page: SitePage) -> View:
        query = dict(page.query)
        if page.page == MONITORING:  # by default it judges as at today
            query.setdefault("as_at", [f"{self._home.as_at:%Y-%m}"])
        number = None if self.loaded.version is None else self.loaded.version.number
        view = view_of(DisplayedVersion(self.loaded, number), PageRequest(page.page, query, _READER, self.language))
        is_over = self._day is None or self._day >= view.as_at + pd.offsets.MonthEnd()
        return replace(view, today=None if is_over else self._day, visit_day=None)

    def _document(self, page: SitePage) -> tuple[View, Document]:
        view = self._view(page)
        return view, PAGES[page.page](view)

    def _page_files(
        self, page: SitePage, view: View, document: Document, site_map: SiteMap, scripts: Sequence[str]
    ) -> dict[str, bytes]:
        """Return a page, and the picture of its chart."""
        files, pictures = {}, {}
        if page.page in (HOME, "over-time"):
            path, content, alt = self._chart(view)
            files[path], pictures["over-time-chart"] = content, picture(path, alt)

        def resolve(link: str) -> str | None:
            address = site_map.address(*target_of(link, page.page))
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

    def _chart(self, view: View) -> tuple[str, bytes, str]:
        counts = count_by_round(view.chosen, as_at=view.as_at)
        svg = status_over_time_svg(Narrator(self._paper), counts).encode()
        path = f"assets/status-over-time-{sha256(svg).hexdigest()[:12]}.svg"
        return path, svg, status_over_time_alt(counts, view.scale, self._translator)

    def _written(
        self, address: str, page: str, title: str, main: Sequence[HtmlNode], scripts: Sequence[str] = ()
    ) -> dict[str, bytes]:
        _, address, site = self._translator, self._prefix + address, self._imprint.title
        written = PublicPage(
            address,
            f"{title} – {site}" if title else site,
            self.language,
            header_nodes(_, address, page),
            main,
            footer_nodes(_, self._imprint),
            styles=[_styles()[0]],
            scripts=scripts,
            head=self._head(address, title or site),
        )
        return {f"{address}{INDEX}": written.html().encode()}

    def _head(self, address: str, title: str) -> str:
        """Return what search engines, readers of feeds and social media read."""
        root, plain, base = "../" * address.count("/"), address.removeprefix(self._prefix), _base(self.options.base)
        links = "".join(
            f'<link rel="alternate" hreflang="{language.value}" href="{root}{prefix}{plain}{INDEX}">'
            for language, prefix in PREFIXES.items()
        )
        links += f'<link rel="alternate" type="application/atom+xml" href="{root}{self._prefix}feed.xml">'
        card = {
            "og:title": title,
            "og:site_name": self._imprint.title,
            "og:type": "website",
            "og:url": f"{base}{address}",
            "og:image": f"{base}{self._prefix}card.png",
        }
        properties = (f'<meta property="{name}" content="{escape(text)}">' for name, text in card.items())
        return links + ("".join(properties) if base else "")

    def _data_files(self, site_map: SiteMap) -> dict[str, bytes]:
        """Return the files that are in a language."""
        base = _base(self.options.base)
        files = {
            CALENDAR: calendar_bytes(self._paper),
            "feed.xml": movement_feed(self._home, site_map, self._imprint, base=base),
            f"{DATA}{PACKAGE}": feed_bytes(self._paper, PACKAGE),
        }
        if base:
            files["card.png"] = self._card()
        return {f"{self._prefix}{path}": content for path, content in files.items()}

    def _card(self) -> bytes:
        """Return the card for social media: the title of the tracker and where it stands."""
        view = self._home
        sentence = headline(counts_at(view.chosen, as_at=view.as_at), view.scale, self._translator)
        return social_card(self._imprint.title, sentence, self.language)

    def _extra_pages(self, files: Mapping[str, bytes]) -> dict[str, bytes]:
        """Return the pages that the dashboard does not have."""
        _, prefix = self._translator, self._prefix
        words = {
            f"{DATA}recommendations.csv": _("Every recommendation, with its status as at the latest round"),
            f"{DATA}progress.csv": _("Every update"),
            f"{DATA}monitoring.csv": _("Every monitoring promise"),
            f"{DATA}targets.csv": _("Target dates and their revisions"),
            f"{DATA}decisions.csv": _("Decisions to close"),
            f"{DATA}tracker.json": _("All tables as JSON"),
            f"{prefix}{DATA}{PACKAGE}": _("What each column means (Frictionless data package)"),
            f"{prefix}{CALENDAR}": _("Promises and target dates, for a calendar"),
            f"{prefix}feed.xml": _("What changed, as a feed (Atom)"),
        }
        listed = [(path, what, len(files[path])) for path, what in words.items()]
        private = [each for each in PublicPart if each not in self.options.parts]
        pages = self._written(DATA, "data", _("Data"), data_nodes(_, listed, private))
        return pages | self._written(ACCESSIBILITY, "", _("Accessibility"), accessibility_nodes(_, self._imprint))


def _id_of(node: HtmlNode | None) -> object:
    return cast("dict[str, object]", node[1]).get("id") if isinstance(node, list) else None


def _tracker_title(view: View) -> str:
    """Return the titles of the reviews in the reader's language."""
    column = "title_cy" if view.translator.language is Language.WELSH else "title"
    reviews = view.tracker.reviews
    titles = reviews[column].fillna(reviews["title"]).dropna().astype(str)
    return ", ".join(dict.fromkeys(titles)) or "Cynnydd"


def _styles() -> tuple[str, bytes]:
    content = PAGE_STYLES.content + b"\n" + (_FOLDER / "site.css").read_bytes()
    return f"assets/site-{sha256(content).hexdigest()[:12]}.css", content


def _search() -> tuple[str, bytes]:
    content = (_FOLDER / "search.js").read_bytes()
    return f"assets/search-{sha256(content).hexdigest()[:12]}.js", content


def _base(address: str) -> str:
    return f"{address.rstrip('/')}/" if address else ""


def _site_map(files: Mapping[str, bytes], address: str) -> dict[str, bytes]:
    """Return the site map and what tells robots of it, where the address is known."""
    base = _base(address)
    if not base:
        return {}
    pages = sorted(path.removesuffix(INDEX) for path in files if path.endswith(INDEX))
    urls = "".join(f"<url><loc>{escape(base + page)}</loc></url>" for page in pages)
    head = '<?xml version="1.0" encoding="utf-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
    return {
        "sitemap.xml": f"{head}{urls}</urlset>\n".encode(),
        "robots.txt": f"User-agent: *\nSitemap: {base}sitemap.xml\n".encode(),
    }
