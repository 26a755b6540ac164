"""The files of a public edition by their paths, and how they are written into a folder."""

import json
import shutil
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from datetime import date
from functools import cache, partial
from hashlib import sha256
from html import escape
from itertools import islice, pairwise
from pathlib import Path
from tempfile import mkdtemp
from uuid import UUID

import pandas as pd

from analysis.movement import movement_between
from analysis.rounds import rounds
from analysis.status import count_by_round, counts_at, status_at
from analysis.table_rows import row_by_recommendation, rows_of
from components.document.assets import PAGE_STYLES, short_digest
from components.document.document import Document
from components.document.pages import DOCUMENTS
from components.downloads import loaded_edition, office_on_papers
from components.elements import HtmlNode, element, html_document, html_of, parts_of
from components.making import Work
from components.public_edition import site_page
from components.public_edition.content import PublicOptions, names_in, places_by_name, public_tracker
from components.published import DisplayedVersion, LoadedTracker
from components.session.links import HOME, MONITORING, RECOMMENDATION, RECOMMENDATIONS, page_titles
from components.session.view import FILTERS, PageRequest, View, view_of
from components.texts import localised
from loaders.command_line import OutputError
from model.access import Actor, Role
from model.settings import PublicPart
from model.terms import STANDSTILLS, Language, NameKind, RefRow
from reports.calendar_file import calendar_bytes
from reports.open_data import PACKAGE, build_resources
from reports.registry import CALENDAR, feed_bytes
from reports.reproducible import storable, zip_files
from reports.text.narrator import Narrator
from reports.typesetting import social_card, status_over_time_svg
from wording.answers.alt_texts import status_over_time_alt
from wording.answers.headline import headline
from wording.catalogue import labels, translator
from wording.formatting import format_round, mark_word

MANIFEST, FORMAT = "manifest.json", 1
_FOLDER = Path(__file__).parent


# Files by their paths.
_Files = dict[str, bytes]


def asset(name: str, content: bytes) -> tuple[str, bytes]:
    """Return the path of a file with a digest of its content, and the content."""
    stem, _dot, ending = name.partition(".")
    return f"assets/{stem}-{short_digest(content)}.{ending}", content


_STYLES = asset("site.css", PAGE_STYLES.content + b"\n" + (_FOLDER / "site.css").read_bytes())
_SEARCH = asset("search.js", (_FOLDER / "search.js").read_bytes())
_READER = Actor("", Role.VIEWER)


def edition_files(
    loaded: LoadedTracker, options: PublicOptions, *, run: Callable[..., Iterable[_Files]] = map
) -> _Files:
    """Return the files of the public edition of a version by path, `manifest.json` with their checksums last.

    `run` is `map`, or that of a pool of processes, which makes the languages side by side.
    """
    public = public_tracker(loaded, options.parts)
    files = dict([_STYLES, _SEARCH])
    files |= _LanguageEdition(public, options, Language.ENGLISH).table_files()
    for made in run(partial(_language_files, public, options, files), Language):
        files |= made
    files |= _site_map(files, options.base)
    digest = "" if public.version is None else public.version.digest
    manifest = {"format": FORMAT, "version": public.number, "digest": digest, "public": sorted(options.parts)}
    checksums = {path: sha256(content).hexdigest() for path, content in sorted(files.items())}
    return {**files, MANIFEST: json.dumps({**manifest, "files": checksums}, indent=1).encode()}


def _language_files(public: LoadedTracker, options: PublicOptions, shared: _Files, language: Language) -> _Files:
    return _LanguageEdition(public, options, language).files(shared)


def website_work(loaded: LoadedTracker, parts: frozenset[PublicPart], *, day: date | None = None) -> Work:
    """Return what makes the public edition of a version as a .zip; it can be sent to another process."""
    return partial(_zip, loaded, PublicOptions(parts, office=office_on_papers(loaded), day=day))


def _zip(loaded: LoadedTracker, options: PublicOptions) -> bytes:
    return zip_files(edition_files(loaded, options))


class _LanguageEdition:
    """The pages and files of an edition in one language."""

    def __init__(self, loaded: LoadedTracker, options: PublicOptions, language: Language) -> None:
        """Judge everything from the day of publication, so that the edition is the same whenever it is made."""
        version = loaded.version
        day = options.day if version is None else version.published_at.date()
        self._loaded, self._options, self._language = loaded, options, language
        self._translator, self._prefix = translator(language), site_page.PREFIXES[language]
        self._day = None if day is None else pd.Timestamp(day)
        self._base = f"{options.base.rstrip('/')}/" if options.base else ""
        self._home = home = self._view(site_page.SitePage("", HOME, {}))
        edition = loaded_edition(loaded, home.selection, language)
        titles = (localised(home, row, "title").text for row in rows_of(home.tracker.reviews))
        title = ", ".join(dict.fromkeys(filter(None, titles))) or "Cynnydd"
        self._paper = replace(edition, source=title, today=home.today, office=options.office)
        self._site_map = site_page.SiteMap(home)
        # Many pages have the same links.
        self._address_of = cache(lambda link, page: self._site_map.address(*site_page.target_of(link, page)))

    def files(self, shared: _Files) -> _Files:
        """Return the files by path; `shared` are those of all languages."""
        site_map, shown = self._site_map, {}
        while added := [page for address, page in site_map.pages.items() if address not in shown]:
            for page in added:
                view = self._view(page)
                shown[page.address] = view, (document := DOCUMENTS[page.page](view))
                if page.address == "" or page.page in (RECOMMENDATIONS, MONITORING):
                    site_map.add_lists(page, document.body)
                if view.empty and page.query and page.page != RECOMMENDATION:
                    site_map.drop(page)
        index, content = self._index_file()
        files = {index: content, **self._data_files()}
        for page in site_map.pages.values():
            files |= self._page_files(page, *shown[page.address], (index, _SEARCH[0]))
        return files | self._extra_pages({**shared, **files})

    def table_files(self) -> _Files:
        """Return every table as CSV, and all as JSON."""
        files, records = {}, {}
        for each in build_resources(self._paper):
            rows = each.table.to_json(orient="records", date_format="iso", date_unit="s")
            files[f"{site_page.DATA}{each.file}"], records[each.plan.table] = each.content, json.loads(rows)
        return files | {f"{site_page.DATA}tracker.json": json.dumps(records, ensure_ascii=False, indent=1).encode()}

    def _view(self, page: site_page.SitePage) -> View:
        query = dict(page.query)
        if page.page == MONITORING:  # by default it judges as at today
            query.setdefault("as_at", [f"{self._home.as_at:%Y-%m}"])
        displayed = DisplayedVersion(self._loaded, self._loaded.number)
        view = view_of(displayed, PageRequest(page.page, query, _READER, self._language))
        is_over = self._day is None or self._day >= view.as_at + pd.offsets.MonthEnd()
        return replace(view, today=None if is_over else self._day, visit_day=None)

    def _page_files(self, page: site_page.SitePage, view: View, document: Document, scripts: Sequence[str]) -> _Files:
        """Return a page, and the picture of its chart."""
        files, pictures = {}, {}
        if page.page in (HOME, "over-time"):
            counts = count_by_round(view.chosen, as_at=view.as_at)
            path, content = asset("status-over-time.svg", status_over_time_svg(Narrator(self._paper), counts).encode())
            alt = status_over_time_alt(counts, view.scale, self._translator)
            chart = element("img", src=path, alt=alt, class_="chart-picture", loading="lazy")
            files[path], pictures["over-time-chart"] = content, chart

        def resolve(link: str) -> str | None:
            address = self._address_of(link, page.page)
            return None if address in (None, page.address) else f"{self._prefix}{address}"

        nodes = [node for node in document.body if isinstance(node, list)]
        chosen = next((node for node in nodes if parts_of(node)[1].get("id") == "chosen"), None)
        is_filtered = bool(page.query.keys() & FILTERS)
        body = [node for node in document.body if node is not chosen or is_filtered]
        main = site_page.public_nodes(body, resolve, pictures)
        is_list = page.address == site_page.FIXED_PAGES[RECOMMENDATIONS]
        if is_list:  # the place of the search, which is empty without the script
            main.insert(-1, element("div", id="search", class_="site-search"))
        title = document.title or page_titles(self._translator).get(page.page, "")
        if page.query and not document.title:
            title = f"{title}: {site_page.text_of((chosen if is_filtered else None) or main[0])}"
        return files | self._written(page.address, page.page, title, main, scripts if is_list else ())

    def _written(
        self, address: str, page: str, title: str, main: Sequence[HtmlNode], scripts: Sequence[str] = ()
    ) -> _Files:
        """Return a page as a document; its links are relative, so that it can be opened from a folder."""
        _, site, language = self._translator, self._paper.source, self._language.value
        plain, address, base = address, self._prefix + address, self._base
        root = "../" * address.count("/")
        parts = site_page.header_nodes(_, address, page), main, site_page.footer_nodes(_, self._paper)
        header, body, footer = (html_of(nodes, root=root) for nodes in parts)
        inks, end, body = body.rpartition("</style>")  # a style stands in the head alone
        head = f'<link rel="icon" href="data:,"><link rel="stylesheet" href="{root}{_STYLES[0]}">{inks}{end}'
        for other, prefix in site_page.PREFIXES.items():
            head += f'<link rel="alternate" hreflang="{other.value}" href="{root}{prefix}{plain}{site_page.INDEX}">'
        head += f'<link rel="alternate" type="application/atom+xml" href="{root}{self._prefix}feed.xml">'
        if base:
            card = {"og:title": title or site, "og:site_name": site, "og:type": "website"}
            card |= {"og:url": f"{base}{address}", "og:image": f"{base}{self._prefix}card.png"}
            head += "".join(f'<meta property="{name}" content="{escape(text)}">' for name, text in card.items())
        run = "".join(f'<script defer src="{root}{path}"></script>' for path in scripts)
        content = (
            f'<body class="plain public"><div class="page"><div lang="{language}"><header class="top">{header}</header>'
            f'<main id="main">{body}</main><footer>{footer}</footer></div></div>{run}</body>'
        )
        html = html_document(language, f"{title} – {site}" if title else site, head=head, body=content)
        return {f"{address}{site_page.INDEX}": html.encode()}

    def _data_files(self) -> _Files:
        """Return the files that are in a language."""
        files = {CALENDAR: calendar_bytes(self._paper), "feed.xml": self._feed()}
        files[f"{site_page.DATA}{PACKAGE}"] = feed_bytes(self._paper, PACKAGE)
        if self._base:
            counts = counts_at(self._home.chosen, as_at=self._home.as_at)
            sentence = headline(counts, self._home.scale, self._translator)
            files["card.png"] = social_card(self._paper.source, sentence, self._language)
        return {f"{self._prefix}{path}": content for path, content in files.items()}

    def _extra_pages(self, files: _Files) -> _Files:
        """Return the pages that the dashboard does not have."""
        _, prefix = self._translator, self._prefix
        words = labels("public-file", _)
        words |= {f"{prefix}{path}": what for path, what in labels("public-file-of-language", _).items()}
        listed = [(path, what, len(files[path])) for path, what in words.items()]
        private = [each for each in PublicPart if each not in self._options.parts]
        pages = self._written(site_page.DATA, "data", _("Data"), site_page.data_nodes(_, listed, private))
        statement = site_page.accessibility_nodes(_, self._paper)
        return pages | self._written(site_page.ACCESSIBILITY, "", _("Accessibility"), statement)

    def _feed(self) -> bytes:
        """Return the feed of what moved, as Atom (RFC 4287), the latest first."""
        paper, language, base = self._paper, self._language.value, self._base
        updated = paper.version.published_at if paper.version else self._home.as_at
        title = escape(storable(paper.source))
        author = escape(storable(Narrator(paper).publisher or paper.source))
        itself = f'<link rel="self" href="{escape(base)}{self._prefix}feed.xml"/>' if base else ""
        entries = "".join(islice(self._entries(), 100))
        return (
            f'<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{language}">'
            f"<title>{title}</title><id>{_identity(paper.source, language)}</id>"
            f"<updated>{updated:%Y-%m-%dT%H:%M:%SZ}</updated>"
            f"<author><name>{author}</name></author>{itself}{entries}</feed>\n"
        ).encode()

    def _entries(self) -> Iterator[str]:
        view, _ = self._home, self._translator
        for start, end in reversed(list(pairwise(rounds(view.tracker)))):
            movements = movement_between(view.tracker, start=start, end=end)
            for row in rows_of(movements[~movements["movement"].isin(STANDSTILLS)]):
                before, after = (mark_word(str(mark), view.scale, _) for mark in (row.from_mark, row.to_mark))
                title = f"{row.ref} {localised(view, row, 'title').text}: {before} → {after} ({format_round(end, _)})"
                identity = _identity(str(row.review), str(row.ref), f"{end:%Y-%m}", _.language.value)
                yield (
                    f"<entry><title>{escape(storable(title))}</title><id>{identity}</id>"
                    f"<updated>{end:%Y-%m-%d}T00:00:00Z</updated>"
                    f'<link href="{escape(self._base + self._prefix + self._address(row))}"/></entry>'
                )

    def _address(self, row: RefRow) -> str:
        query = {"ref": [str(row.ref)], "review": [str(row.review)]}
        return f"{self._site_map.address(RECOMMENDATION, query)}{site_page.INDEX}"

    def _index_file(self) -> tuple[str, bytes]:
        """Return the path and the content of the index that the search reads.

        It is a script: a page in a folder can read nothing else.
        """
        view, _, rows = self._home, self._translator, []
        records = row_by_recommendation(view.tracker.recommendations)
        for row in rows_of(status_at(view.chosen, as_at=view.as_at)):
            record = records[row.review, row.ref]
            texts, theme, agency = (record.recommendation, record.recommendation_cy), record.theme, record.lead_agency
            # a search looks through the beginning of a text
            words = " ".join(text for text in texts if isinstance(text, str))[:600]
            found = {"a": self._address(row), "r": str(row.ref), "t": localised(view, row, "title").text, "w": words}
            found["theme"] = view.names.full(NameKind.THEME, theme, _) if isinstance(theme, str) else ""
            found["agency"] = view.names.full(NameKind.AGENCY, agency, _) if isinstance(agency, str) else ""
            status = {"status": mark_word(row.mark, view.scale, _), "rank": view.scale.marks.index(row.mark)}
            rows.append({**found, **status})
        count = _("{n} of {all} recommendations", n="{n}", all="{all}")
        index = {"words": {**labels("public-search", _), "found": count}, "rows": rows}
        content = f"window.cynnyddIndex={json.dumps(index, ensure_ascii=False, separators=(',', ':'))};\n".encode()
        return asset(f"index-{_.language.value}.js", content)


def _identity(*parts: str) -> str:
    return f"urn:uuid:{UUID(bytes=sha256(chr(10).join(parts).encode()).digest()[:16])}"


def _site_map(files: _Files, address: str) -> _Files:
    """Return the site map and what tells robots of it, where the address is known."""
    if not address:
        return {}
    base = f"{address.rstrip('/')}/"
    pages = sorted(path.removesuffix(site_page.INDEX) for path in files if path.endswith(site_page.INDEX))
    urls = "".join(f"<url><loc>{escape(base + page)}</loc></url>" for page in pages)
    head = '<?xml version="1.0" encoding="utf-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
    robots = f"User-agent: *\nSitemap: {base}sitemap.xml\n"
    return {"sitemap.xml": f"{head}{urls}</urlset>\n".encode(), "robots.txt": robots.encode()}


# The folder of earlier editions: the edition of version 3 is found under `v/3/` after another took its place.
VERSIONS = "v"


def write_site(
    loaded: LoadedTracker, out: Path, options: PublicOptions, *, accepted: Collection[str], accept_names: bool
) -> list[str]:
    """Write the website of a published version, or of a workbook without a version, judged today.

    Return the digests of what looks like names of people and was not `accepted` before.

    Raises OutputError: the folder cannot be used, or there are such names and they are not accepted now (`names`).
    """
    options = options._replace(office=office_on_papers(loaded), day=date.today())
    found = [each for each in names_in(loaded, options.parts) if each.digest not in accepted]
    if found and not accept_names:
        by_name = places_by_name(found).items()
        lines = [f"{name}: {', '.join(f'{each.table} {each.ref}' for each in places)}" for name, places in by_name]
        raise OutputError("names", file=out.name, reason="\n" + "\n".join(lines))
    _version_in(out.resolve())  # refused before it is made
    with ProcessPoolExecutor(len(Language)) as pool:
        write_edition(edition_files(loaded, options, run=pool.map), out)
    return [each.digest for each in found]


def write_edition(files: _Files, folder: Path) -> None:
    """Write an edition; the edition of another version that was there is found under `v/` from then on.

    Raises OutputError: the folder has other files than those of an edition, or cannot be written. It is as before then.
    """
    folder = folder.resolve()
    earlier = _version_in(folder)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        aside = Path(mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
        new, old = aside / "new", aside / "old"
        try:
            _write(files, new, folder, earlier)
            _replace(folder, new, old)
        finally:
            if folder.exists() or not old.exists():  # the edition before stays where it could not be put back
                shutil.rmtree(aside, ignore_errors=True)
    except OSError as error:
        raise OutputError("not-writable", file=folder.name, reason=error.strerror or str(error)) from error


def _version_in(folder: Path) -> str | None:
    """Return the version of the edition in a folder, "" for one without a number; None where the folder is empty."""
    if folder.exists() and not folder.is_dir():
        raise OutputError("a-file", file=folder.name)
    if not folder.exists() or not any(folder.iterdir()):
        return None
    try:
        number = json.loads((folder / MANIFEST).read_bytes())["version"]
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise OutputError("not-ours", file=folder.name) from error
    return "" if number is None else str(int(number))


def _write(files: _Files, new: Path, folder: Path, earlier: str | None) -> None:
    for path, content in files.items():
        target = new / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    if (folder / VERSIONS).is_dir():
        shutil.copytree(folder / VERSIONS, new / VERSIONS)
    if earlier and earlier != str(json.loads(files[MANIFEST])["version"]):
        shutil.copytree(folder, new / VERSIONS / earlier, ignore=shutil.ignore_patterns(VERSIONS), dirs_exist_ok=True)


def _replace(folder: Path, new: Path, old: Path) -> None:
    """Put the new folder in the place of the old one, which stays where it was if that fails."""
    if folder.exists():
        folder.rename(old)
    try:
        new.rename(folder)
    except BaseException:  # Ctrl+C as well
        if old.exists():
            old.rename(folder)
        raise
