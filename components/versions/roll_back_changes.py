"""What rolling back would change: every status by name, before the button."""

from collections.abc import Iterator

from analysis.difference.status_changes import StatusChangeRow, status_changes
from analysis.table_rows import rows_of
from components.elements.html import HtmlNode, element, show
from components.elements.table import heading, table_region
from components.published.loaded_tracker import LoadedTracker
from components.reading.difference import Link, recommendation_link
from components.session.links import href
from components.session.view import VERSION, View
from components.versions.compare import difference_of
from model.versions.difference import Difference
from wording.catalogue import Translator
from wording.differences.by_change import ChangeSentence
from wording.differences.headline import difference_headline
from wording.differences.status_changes import status_change_count, status_change_sentences
from wording.format.dates import format_round

OPEN = 12
"""The most changed statuses that are listed openly; more are a table inside a toggle."""


def show_roll_back_changes(view: View, current: LoadedTracker, earlier: LoadedTracker) -> None:
    """Show each status that would change, everything else in one sentence, and a link to the whole comparison."""
    _ = view.translator
    found = difference_of(current, earlier)
    changed = status_changes(current.tracker, earlier.tracker)
    sentences = status_change_sentences(
        rows_of(changed, StatusChangeRow),
        (current.tracker.scale, earlier.tracker.scale),
        _,
        several_reviews=found.reviews > 1,
    )
    count = element(
        "p", element("strong", *_latest_updates(found, _), status_change_count(len(sentences), _)), class_="prose"
    )
    query = {code: values for code, values in view.query.items() if code != VERSION}
    link = recommendation_link((current.tracker, query))
    listed = _list(sentences, link) if len(sentences) <= OPEN else _table(sentences, link, _)
    whole = element("p", difference_headline(found, _), class_="prose")
    nodes = [count, *([listed] if sentences else []), whole, _comparison(view, current, earlier)]
    show(nodes, key="roll-back.changes")


def _latest_updates(found: Difference, _: Translator) -> Iterator[str]:
    """Yield from which month to which the latest update changes; nothing where it stays."""
    if found.start and found.end and found.start != found.end:
        start, end = format_round(found.start, _), format_round(found.end, _)
        yield _("The latest update is of {start} now, and of {end} then.", start=start, end=end) + " "


def _list(sentences: tuple[ChangeSentence, ...], link: Link) -> HtmlNode:
    items = (element("li", *_linked(each, link), f": {each.text}.") for each in sentences)
    return element("ul", *items, class_="lines")


def _table(sentences: tuple[ChangeSentence, ...], link: Link, _: Translator) -> HtmlNode:
    rows = (
        element("tr", element("th", *_linked(each, link), scope="row"), element("td", each.text)) for each in sentences
    )
    title = _("Every status that changes")
    table = table_region(title, map(heading, (_("Recommendation"), _("Status"))), rows)
    return element("details", element("summary", title), table)


def _linked(change: ChangeSentence, link: Link) -> list[HtmlNode]:
    url = link(change.item) if change.item is not None else None
    return [element("a", change.name, href=url) if url else change.name]


def _comparison(view: View, current: LoadedTracker, earlier: LoadedTracker) -> HtmlNode:
    """Return the link to the comparison of the two versions on this page."""
    if current.version is None or earlier.version is None:
        return ""
    numbers = {"from": str(current.version.number), "to": str(earlier.version.number)}
    text = view.translator("See each change in sentences, above")
    return element("p", element("a", text, href=href("versions", {**view.query, **numbers})))
