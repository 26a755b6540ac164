"""What programs read of the public edition: the feed of what moved, as Atom (RFC 4287), and the index of its search."""

import json
from collections.abc import Iterator
from hashlib import sha256
from html import escape
from itertools import islice, pairwise
from uuid import UUID

import pandas as pd

from analysis.movement import movement_between
from analysis.rounds import rounds
from analysis.status import status_at
from analysis.table_rows import rows_of
from components.elements import HtmlNode, element
from components.public_edition.addresses import SiteMap
from components.public_edition.page import INDEX, PREFIXES, asset, office_names
from components.session.links import RECOMMENDATION
from components.session.view import View
from components.texts import localised
from model.terms import Movement, NameKind
from model.tracker.rows import RefRow, TableRow
from reports.document import Edition
from reports.reproducible import storable
from wording.formatting import format_round, mark_word
from wording.sentences import labels

MOST_ENTRIES = 100
# The most characters of a recommendation's text that a search looks through.
_MOST_WORDS = 600
_STILL = (Movement.UNCHANGED, Movement.NOT_RATED, Movement.NOT_REPORTED)


def feed_bytes(view: View, site_map: SiteMap, edition: Edition, *, base: str) -> bytes:
    """Return the feed, its latest movements first; `base` is the address of the edition, "" where it is not known."""
    language, prefix = view.translator.language.value, PREFIXES[view.translator.language]
    updated, title = edition.published_at or view.as_at, _text(edition.source)
    author = _text("".join(office_names(view.translator, edition)) or edition.source)
    itself = f'<link rel="self" href="{escape(base)}{prefix}feed.xml"/>' if base else ""
    entries = "".join(islice(_entries(view, site_map, base + prefix), MOST_ENTRIES))
    return (
        f'<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{language}">'
        f"<title>{title}</title><id>{_identity(edition.source, language)}</id>"
        f"<updated>{updated:%Y-%m-%dT%H:%M:%SZ}</updated>"
        f"<author><name>{author}</name></author>{itself}{entries}</feed>\n"
    ).encode()


def _entries(view: View, site_map: SiteMap, base: str) -> Iterator[str]:
    for start, end in reversed(list(pairwise(rounds(view.tracker)))):
        for row in rows_of(movement_between(view.tracker, start=start, end=end)):
            if row.movement not in _STILL:
                yield _entry(view, row, end, f"{base}{_address(site_map, row)}")


def _entry(view: View, row: TableRow, month: pd.Timestamp, address: str) -> str:
    _ = view.translator
    before, after = (mark_word(str(mark), view.scale, _) for mark in (row.from_mark, row.to_mark))
    title = f"{row.ref} {localised(view, row, 'title').text}: {before} → {after} ({format_round(month, _)})"
    identity = _identity(str(row.review), str(row.ref), f"{month:%Y-%m}", _.language.value)
    return (
        f"<entry><title>{_text(title)}</title><id>{identity}</id><updated>{month:%Y-%m-%d}T00:00:00Z</updated>"
        f'<link href="{escape(address)}"/></entry>'
    )


def _address(site_map: SiteMap, row: RefRow) -> str:
    query = {"ref": [str(row.ref)], "review": [str(row.review)]}
    return f"{site_map.address(RECOMMENDATION, query)}{INDEX}"


def _identity(*parts: str) -> str:
    return f"urn:uuid:{UUID(bytes=sha256(chr(10).join(parts).encode()).digest()[:16])}"


def _text(words: str) -> str:
    return escape(storable(words))


def search_node() -> HtmlNode:
    """Return the place of the search, which is empty without the script."""
    return element("div", id="search", class_="site-search")


def index_file(view: View, site_map: SiteMap) -> tuple[str, bytes]:
    """Return the path and the content of the index. It is a script: a page in a folder can read nothing else."""
    recommendations = view.tracker.recommendations
    keys = zip(recommendations["review"], recommendations["ref"], strict=True)
    records = dict(zip(keys, recommendations.to_dict("records"), strict=True))
    rows = [
        _index_entry(view, row, records[row.review, row.ref], site_map)
        for row in rows_of(status_at(view.chosen, as_at=view.as_at))
    ]
    found = view.translator("{n} of {all} recommendations", n="{n}", all="{all}")
    index = {"words": {**labels("public-search", view.translator), "found": found}, "rows": rows}
    content = f"window.cynnyddIndex={json.dumps(index, ensure_ascii=False, separators=(',', ':'))};\n".encode()
    return asset(f"index-{view.translator.language.value}.js", content)


def _index_entry(view: View, row: TableRow, record: dict[object, object], site_map: SiteMap) -> dict[str, object]:
    return {
        "a": _address(site_map, row),
        "r": str(row.ref),
        "t": localised(view, row, "title").text,
        "w": " ".join(
            str(record[field]) for field in ("recommendation", "recommendation_cy") if isinstance(record[field], str)
        )[:_MOST_WORDS],
        "theme": _named(view, NameKind.THEME, record["theme"]),
        "agency": _named(view, NameKind.AGENCY, record["lead_agency"]),
        "status": mark_word(row.mark, view.scale, view.translator),
        "rank": view.scale.marks.index(row.mark),
    }


def _named(view: View, kind: NameKind, name: object) -> str:
    return view.names.full(kind, name, view.translator) if isinstance(name, str) else ""
