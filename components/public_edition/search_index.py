"""The search of the public edition: the index that its script looks through, with the words of its form."""

import json
from hashlib import sha256

from analysis.status import StatusRow, status_at
from analysis.table_rows import rows_of
from components.elements import HtmlNode, element
from components.public_edition.addresses import SiteMap
from components.public_edition.page import INDEX
from components.session.links import RECOMMENDATION
from components.session.view import View
from components.texts import localised
from model.terms import NameKind
from wording.catalogue import Translator
from wording.format.statuses import mark_word

_MOST_WORDS = 600
"""The most characters of a recommendation's text that a search looks through."""


def search_node() -> HtmlNode:
    """Return the place of the search, which is empty without the script."""
    return element("div", id="search", class_="site-search")


def _words(_: Translator) -> dict[str, str]:
    return {
        "search": _("Search"),
        "theme": _("Theme"),
        "agency": _("Lead agency"),
        "status": _("Status"),
        "order": _("Order by"),
        "all": _("All"),
        "ref": _("Number"),
        "none": _("No recommendation matches."),
        "found": _("{n} of {all} recommendations", n="{n}", all="{all}"),
    }


def index_file(view: View, site_map: SiteMap) -> tuple[str, bytes]:
    """Return the path and the content of the index. It is a script: a page in a folder can read nothing else."""
    recommendations = view.tracker.recommendations
    keys = zip(recommendations["review"], recommendations["ref"], strict=True)
    records = dict(zip(keys, recommendations.to_dict("records"), strict=True))
    rows = [
        _entry(view, row, records[row.review, row.ref], site_map)
        for row in rows_of(status_at(view.chosen, as_at=view.as_at), StatusRow)
    ]
    index = {"words": _words(view.translator), "rows": rows}
    content = f"window.cynnyddIndex={json.dumps(index, ensure_ascii=False, separators=(',', ':'))};\n".encode()
    language = view.translator.language.value
    return f"assets/index-{language}-{sha256(content).hexdigest()[:12]}.js", content


def _entry(view: View, row: StatusRow, record: dict[object, object], site_map: SiteMap) -> dict[str, object]:
    _ = view.translator
    address = site_map.address(RECOMMENDATION, {"ref": [str(row.ref)], "review": [str(row.review)]})
    return {
        "a": f"{address}{INDEX}",
        "r": str(row.ref),
        "t": localised(view, row, "title").text,
        "w": " ".join(
            str(record[field]) for field in ("recommendation", "recommendation_cy") if isinstance(record[field], str)
        )[:_MOST_WORDS],
        "theme": _named(view, NameKind.THEME, record["theme"]),
        "agency": _named(view, NameKind.AGENCY, record["lead_agency"]),
        "status": mark_word(row.mark, view.scale, _),
        "rank": view.scale.marks.index(row.mark),
    }


def _named(view: View, kind: NameKind, name: object) -> str:
    return view.names.full(kind, name, view.translator) if isinstance(name, str) else ""
