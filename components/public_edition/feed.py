"""The feed of the public edition: what moved between the rounds, as Atom (RFC 4287)."""

from collections.abc import Iterator
from hashlib import sha256
from html import escape
from itertools import islice, pairwise

import pandas as pd

from analysis.movement import MovementRow, movement_between
from analysis.rounds import rounds
from analysis.table_rows import rows_of
from components.public_edition.addresses import SiteMap
from components.public_edition.page import INDEX
from components.public_edition.texts import PREFIXES, Imprint
from components.session.links import RECOMMENDATION
from components.session.view import View
from components.texts import localised
from model.terms import Movement
from reports.reproducible import storable
from wording.format.dates import format_round
from wording.format.statuses import mark_word

MOST_ENTRIES = 100
_STILL = (Movement.UNCHANGED, Movement.NOT_RATED, Movement.NOT_REPORTED)


def feed_bytes(view: View, site_map: SiteMap, imprint: Imprint, *, base: str) -> bytes:
    """Return the feed, its latest movements first; `base` is the address of the edition, "" where it is not known."""
    language = view.translator.language.value
    prefix, published = PREFIXES[view.translator.language], imprint.published_at
    updated = published or view.as_at
    title, author = _text(imprint.title), _text(imprint.office or imprint.title)
    itself = f'<link rel="self" href="{escape(base)}{prefix}feed.xml"/>' if base else ""
    entries = "".join(islice(_entries(view, site_map, base + prefix), MOST_ENTRIES))
    return (
        f'<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{language}">'
        f"<title>{title}</title><id>{_identity(imprint.title, language)}</id>"
        f"<updated>{updated:%Y-%m-%dT%H:%M:%SZ}</updated>"
        f"<author><name>{author}</name></author>{itself}{entries}</feed>\n"
    ).encode()


def _entries(view: View, site_map: SiteMap, base: str) -> Iterator[str]:
    for start, end in reversed(list(pairwise(rounds(view.tracker)))):
        for row in rows_of(movement_between(view.tracker, start=start, end=end), MovementRow):
            if row.movement not in _STILL:
                yield _entry(view, row, end, f"{base}{_address(site_map, row)}")


def _entry(view: View, row: MovementRow, month: pd.Timestamp, address: str) -> str:
    _ = view.translator
    before, after = (mark_word(str(mark), view.scale, _) for mark in (row.from_mark, row.to_mark))
    title = f"{row.ref} {localised(view, row, 'title').text}: {before} → {after} ({format_round(month, _)})"
    identity = _identity(str(row.review), str(row.ref), f"{month:%Y-%m}", _.language.value)
    return (
        f"<entry><title>{_text(title)}</title><id>{identity}</id><updated>{month:%Y-%m-%d}T00:00:00Z</updated>"
        f'<link href="{escape(address)}"/></entry>'
    )


def _address(site_map: SiteMap, row: MovementRow) -> str:
    query = {"ref": [str(row.ref)], "review": [str(row.review)]}
    return f"{site_map.address(RECOMMENDATION, query)}{INDEX}"


def _identity(*parts: str) -> str:
    digest = sha256("\n".join(parts).encode()).hexdigest()
    return f"urn:uuid:{digest[:8]}-{digest[8:12]}-{digest[12:16]}-{digest[16:20]}-{digest[20:32]}"


def _text(words: str) -> str:
    return escape(storable(words))
