"""The differences between two trackers, as sentences in groups."""

from collections.abc import Callable, Iterable, Mapping
from textwrap import shorten

from components.elements.html import HtmlNode, element, part
from components.session.links import RECOMMENDATION, href
from model.tracker.tracker import Tracker
from model.versions.difference import Difference, RecommendationId
from wording.catalogue import Translator
from wording.differences.by_change import ChangeGroup, ChangeKind, ChangeSentence
from wording.differences.headline import difference_headline
from wording.differences.sentences import change_groups
from wording.format.names import Names
from wording.format.numbers import format_count
from wording.format.word_diff import DiffKind, DiffRun

OPEN, LISTED = 12, 200
"""The changes shown in a group, and those including folded ones; a link leads to the rest."""
_QUOTED = 80
"""The most characters of a text that is quoted in full in its sentence."""
_SHORT = 400
"""The number of characters above which a re-worded text is folded."""
Link = Callable[[RecommendationId], str | None]
_TAGS = {DiffKind.REMOVED: "del", DiffKind.ADDED: "ins"}


def difference_part(  # noqa: PLR0913 - options by name
    found: Difference, before: Tracker, after: Tracker, *, link: Link, all_changes: HtmlNode, _: Translator, key: str
) -> HtmlNode:
    """Return every change as a sentence in its group, under a headline.

    Args:
        found: the differences.
        before: the earlier tracker.
        after: the later or proposed tracker.
        link: returns the URL of a recommendation's page, or None.
        all_changes: a link or button to every change, which stands where a group is cut off.
        _: the reader's language.
        key: unique on the page.
    """
    titles = _titles_or_beginnings(after) | _titles_or_beginnings(before)
    groups = change_groups(found, (after.scale, before.scale), Names(after.names), _, titles=titles, most=LISTED)
    headline = element("p", element("strong", difference_headline(found, _)), class_="prose")
    return part(key, headline, *(node for group in groups for node in _group(group, link, all_changes, _)))


def recommendation_link(*trackers: tuple[Tracker, Mapping[str, list[str]]]) -> Link:
    """Return a function that gives the URL of a recommendation, in the first of these trackers that has it."""
    items_by_query = [(_items(tracker), query) for tracker, query in trackers]
    several = len({item.review for items, _query in items_by_query for item in items}) > 1

    def link(item: RecommendationId) -> str | None:
        review = {"review": [item.review]} if several else {}
        queries = (query for items, query in items_by_query if item in items)
        return next((href(RECOMMENDATION, {**query, **review, "ref": [item.ref]}) for query in queries), None)

    return link


def titles_of(tracker: Tracker) -> dict[RecommendationId, str]:
    """Return the title of each recommendation that has one."""
    titled = tracker.recommendations.dropna(subset=["title"])
    values = zip(titled["review"], titled["ref"], titled["title"], strict=True)
    return {RecommendationId(str(review), str(ref)): str(title) for review, ref, title in values}


def marked_words(runs: Iterable[DiffRun], _: Translator) -> HtmlNode:
    """Return a re-worded text with its removed words struck through and its added words underlined."""
    return element("p", *(_run(words, kind, _) for words, kind in runs), class_="reworded")


def _titles_or_beginnings(tracker: Tracker) -> dict[RecommendationId, str]:
    """Return a title for each recommendation: its own, or the beginning of its text where it has none."""
    listed = tracker.recommendations
    untitled = listed[listed["title"].isna() & listed["recommendation"].notna()]
    values = zip(untitled["review"], untitled["ref"], untitled["recommendation"], strict=True)
    beginnings = {RecommendationId(str(review), str(ref)): _beginning(str(text)) for review, ref, text in values}
    return beginnings | titles_of(tracker)


def _beginning(text: str) -> str:
    return shorten(text, _QUOTED, placeholder="…").rstrip(".")


def _items(tracker: Tracker) -> set[RecommendationId]:
    listed = tracker.recommendations
    return {
        RecommendationId(str(review), str(ref)) for review, ref in zip(listed["review"], listed["ref"], strict=True)
    }


def _group(group: ChangeGroup, link: Link, all_changes: HtmlNode, _: Translator) -> list[HtmlNode]:
    nodes: list[HtmlNode] = [element("h3", group.heading)]
    if group.note:
        nodes.append(element("p", group.note))
    mark_words = group.kind is ChangeKind.REWORDED
    nodes.append(_list(group.changes[:OPEN], link, _, mark_words=mark_words))
    folded = group.changes[OPEN:LISTED]
    if folded:
        rest = _.plural("{n} more", "{n} more", group.count - OPEN)
        content: list[HtmlNode] = [_list(folded, link, _, mark_words=mark_words)]
        if group.count > LISTED:
            cut = _("These are the first {n} of {all}.", n=LISTED, all=format_count(group.count, _))
            content.append(element("p", cut, " ", all_changes, class_="small"))
        nodes.append(element("details", element("summary", rest), *content))
    return nodes


def _list(changes: tuple[ChangeSentence, ...], link: Link, _: Translator, *, mark_words: bool) -> HtmlNode:
    items = (element("li", *_sentence(change, link, _, mark_words=mark_words)) for change in changes)
    return element("ul", *items, class_="lines")


def _sentence(change: ChangeSentence, link: Link, _: Translator, *, mark_words: bool) -> list[HtmlNode]:
    """Return a change as nodes, with its words marked where `mark_words` is set or the texts are long."""
    url = link(change.item) if change.item else None
    rest = change.sentence.removeprefix(change.name)
    sentence: list[HtmlNode] = [element("a", change.name, href=url) if url else change.name, rest]
    is_short = max(len(change.before), len(change.after)) <= _QUOTED
    return sentence if is_short and not mark_words else [*sentence, *_words(change, _)]


def _words(change: ChangeSentence, _: Translator) -> list[HtmlNode]:
    """Return a re-worded text with its removed words struck through and its added words underlined."""
    if not change.before or not change.after:
        return []
    marked = marked_words(change.words, _)
    if len(change.before) + len(change.after) <= 2 * _SHORT:
        return [marked]
    return [element("details", element("summary", _("The words that changed")), marked)]


def _run(words: str, kind: DiffKind, _: Translator) -> HtmlNode:
    if kind is DiffKind.UNCHANGED:
        return words
    label = _("(removed:)") if kind is DiffKind.REMOVED else _("(added:)")
    end = element("span", f" {_('(until here)')} ", class_="away")
    return element(_TAGS[kind], element("span", f" {label} ", class_="away"), words, end)
