"""Texts of the workbook in the reader's language, or in the other where there is none in that: short, or folded."""

from collections.abc import Callable, Iterable, Sequence
from textwrap import shorten
from typing import Any, NamedTuple, TypeVar

import pandas as pd

from analysis.promises import promises, targets_at
from analysis.reasons import overdue_counts
from analysis.rounds import data_date, judged_on
from components.elements import HtmlNode, element, joined, part
from components.session.links import MONITORING, RECOMMENDATIONS, href, replace_href, toggle_href
from components.session.view import KINDS, NO_ROUND, TODAY, VERSION, View, today_stop
from model.terms import LateKind, NameKind, ShownPart, Timing
from model.tracker.tracker import restricted_to
from wording.answers.headline import data_age, data_date_line
from wording.answers.recommendation import monitoring_sentence, overdue_since_parts
from wording.catalogue import Translator, label
from wording.formatting import format_count, format_round, localised_value, standing_word

_Row = TypeVar("_Row")
# The most letters shown of a folded text: about four lines on a wide screen.
_SHOWN = 300
# The lines of a list before the rest stands behind its number.
MOST = 20
# The most of a rest that a page holds; above it the list of recommendations has them all.
MOST_MORE = 400


class LocalisedText(NamedTuple):
    """A text, and its language where that is not the page's: a screen reader needs it."""

    text: str
    language: str | None = None

    def node(self, tag: str = "span", **attributes: object) -> HtmlNode:
        """Return the text in an element, with its `lang` attribute where the language is not the page's."""
        return element(tag, self.text, lang=self.language, **attributes)


def localised(view: View, row: object, field: str) -> LocalisedText:
    """Return a field of a row in the reader's language, else in the other.

    A field that is blank in both languages is an empty text.
    """
    return LocalisedText(*localised_value(row, field, view.translator.language))


def labelled_text(label: str, text: str, _: Translator, *, language: str | None = None) -> list[HtmlNode]:
    """Return a text after its label, each of its lines as a paragraph; a long one behind its first words.

    `language` is that of the text, where it is not the reader's.
    """
    paragraphs = [element("p", line, class_="prose", lang=language) for line in text.split("\n")]
    if len(text) <= _SHOWN:
        first = text.partition("\n")[0]
        words = element("span", first, lang=language) if language else first
        return [element("p", element("strong", f"{label}: "), words, class_="prose"), *paragraphs[1:]]
    beginning = shorten(text, _SHOWN, placeholder=" …")
    if len(beginning) < _SHOWN // 2:  # a word of hundreds of letters, such as an address
        beginning = f"{text[:_SHOWN]}…"
    shown = element("span", f"{beginning} ", class_="beginning", lang=language)
    more = element("span", _("Show the whole text ({n} characters)", n=format_count(len(text), _)), class_="more")
    summary = element("summary", element("strong", f"{label}: "), shown, more)
    return [element("details", summary, *paragraphs, class_="long")]


def role_or_agency(view: View, name: str) -> str:
    """Return the name of a role, or of an agency where the Names sheet has no such role."""
    role = view.names.full(NameKind.ROLE, name, view.translator)
    return role if role != name else view.names.full(NameKind.AGENCY, name, view.translator)


def overdue_since_part(view: View, about: pd.DataFrame | None = None) -> HtmlNode | None:
    """Show how many promises and target dates were overdue then and are today; nothing where none has become so.

    `about` has the recommendations that the page shows, where those are not all that match the filter: then nothing is
    a link. Without it the heading of the page has the promises, and the line has the target dates.
    """
    parts = overdue_since_parts(view.overdue_since(about), view.as_at, view.translator)
    if not parts:
        return None
    query = {**view.query, "as_at": [TODAY]} if "as_at" in view.query else view.query
    link = element("a", view.translator("Monitoring as at today"), href=href(MONITORING, query))
    shown = [part for part in parts if part[0] != LateKind.PROMISE or about is not None]
    answer = [node for part in shown for node in (_since_link(view, part, linked=about is None), " ")]
    nodes = [element("strong", *answer[:-1]), " "] if answer else []
    return part("since", element("p", *nodes, link, class_="prose"))


def overdue_part(view: View, about: pd.DataFrame) -> HtmlNode | None:
    """Show how many promises are overdue as at today, as Monitoring does, and how many target dates are past.

    `about` has the recommendations that the page shows. Nothing is shown as at an earlier day.
    """
    if any(view.overdue_since()):
        return None
    chosen, as_at, today = restricted_to(view.chosen, about), view.as_at, view.today
    promised, late = promises(chosen, as_at=as_at, today=today), overdue_counts(chosen, as_at=as_at, today=today)
    words = [monitoring_sentence(promised, view.translator)] if promised["timing"].eq(Timing.OVERDUE).any() else []
    if n := late.get(LateKind.TARGET):
        words.append(label("sentence", "past-target", view.translator, n=n))
    text = " ".join(words)
    return part("overdue", element("p", element("strong", text), class_="prose")) if text else None


def data_date_of(view: View) -> str:
    """Return the line with the month of the data, whatever is selected of it."""
    data = data_date(view.tracker, as_at=view.as_at)
    return data_date_line(data.month, judged_on(view.as_at, view.today), view.translator, is_latest=data.is_latest)


def data_date_and_age(view: View) -> str:
    """Return that line, with how long ago its month was where the line has no day of judgement."""
    line, day, ago = data_date_of(view), view.visit_day, ""
    if day is not None and not judged_later(view):
        ago = data_age(data_date(view.tracker, as_at=view.as_at).month, day.date(), view.translator)
    return view.translator("{data} ({ago})", data=line, ago=ago) if ago else line


def judged_later(view: View) -> list[str]:
    """Return that line as a list where everything is judged from a later month than that of the data; else nothing."""
    return [f"{data_date_of(view)}."] if view.as_at > data_date(view.tracker, as_at=view.as_at).month else []


def _since_link(view: View, part: tuple[str, bool, int, str], *, linked: bool) -> HtmlNode:
    """Return a sentence on what was overdue, or is now, as a link to the list as at then, or as at today."""
    _source, now, n, sentence = part
    if not linked or not n:
        return sentence
    latest = next(reversed(view.filter_options["as_at"]), NO_ROUND)
    today = TODAY if view.visit_day is not None and today_stop(latest, view.visit_day) else latest
    # promises are shown without a link alone; what is late as at the latest round is judged today
    when = {"as_at": today} if now else {"at": f"{view.as_at:%Y-%m}"}
    return count_link(view, n, sentence, only=ShownPart.LATE.value, **when)


def filter_toggle(view: View, parameter: str, name: object, *words: HtmlNode, label: str) -> HtmlNode:
    """Return words as a link that filters by a name, or takes the filter away where it is chosen.

    A missing name filters by what has none; a name that no filter has, such as that of no status, stays plain words.
    """
    value = view.slug(parameter, name)
    if not value:
        return element("span", *words)
    values = view.query.get(parameter, [])
    target = toggle_href(view.query, parameter, value)
    return chosen_link(view, target, *words, name=label, is_chosen=value in values, base=replace_href(view.query))


def chosen_link(view: View, url: str, *text: HtmlNode, name: str, is_chosen: bool, base: str | None = None) -> HtmlNode:
    """Return a text as a link that filters by a name, or takes the filter away where it is chosen."""
    _ = view.translator
    title = _("Remove {name}", name=name) if is_chosen else _("Filter by {name}", name=name)
    current = "true" if is_chosen else None
    return element("a", *text, href=url, title=title, aria_current=current, class_="toggle", base=base)


def list_link(view: View, parameter: str, name: object, label: str = "") -> HtmlNode:
    """Return a name, in full unless it has a label, as a link to the list of all that have it, as at the month."""
    value, label = view.slug(parameter, name), label or view.names.full(KINDS[parameter], name, view.translator)
    if not value:
        return label
    shared = {name: values for name, values in view.query.items() if name in ("lang", VERSION)}
    month = {"as_at": view.query["as_at"]} if "as_at" in view.query else {}
    target = href(RECOMMENDATIONS, {**shared, parameter: [value], **month})
    return element("a", label, href=target, title=view.translator("Filter by {name}", name=label), class_="plain")


def round_link(view: View, month: pd.Timestamp, words: str, *, mark: str = "", target: str = "") -> HtmlNode:
    """Return a round as a link to this page as at it, or a mark's word as a link to what has it then.

    As at the month of the page a round stays plain words, and a mark is a toggle. `target` is the URL of another page
    as at the round.
    """
    if month == view.as_at:
        return filter_toggle(view, "status", mark, words, label=words) if mark else words
    _, name = view.translator, format_round(month, view.translator)
    title = _("{name}, as at {month}", name=words, month=name) if mark else _("As at {month}", month=name)
    chosen = {"status": [view.slug("status", mark)]} if mark else {}
    base = None if target else replace_href(view.query)
    target = target or replace_href(view.query, {**chosen, "as_at": [f"{month:%Y-%m}"]})
    return element("a", words, href=target, title=title, class_="toggle", base=base)


def count_link(view: View, n: int, words: str = "", *, page: str = RECOMMENDATIONS, **query: Sequence[str]) -> HtmlNode:
    """Return a number, or words that begin with it, as a link to the list that has exactly so many rows.

    The list keeps the version, the day and the filters of this page, except for the parameters that change. Zero is no
    link.
    """
    words = words or format_count(n, view.translator)
    if not n:
        return words
    changed = {code: [values] if isinstance(values, str) else values for code, values in query.items()}
    merged = {code: values for code, values in {**view.query_on(page), **changed}.items() if any(values)}
    return element("a", words, href=href(page, merged), class_="count")


def has_targets(view: View) -> bool:
    """Return whether any recommendation of the tracker has a target date, whatever the filter."""
    return bool(targets_at(view.unfiltered, as_at=view.as_at, today=view.today)["target_words"].notna().any())


def with_links(sentence: str, *parts: tuple[str, HtmlNode]) -> list[HtmlNode]:
    """Return a sentence in which words, in their order, are replaced by links."""
    nodes: list[HtmlNode] = []
    for words, node in parts:
        before, found, after = sentence.partition(words)
        if found:
            nodes += [before, node]
            sentence = after
    return [node for node in (*nodes, sentence) if node]


def counted_marks_links(view: View, marks: pd.Series, **changes: Any) -> list[HtmlNode]:
    """Return how many recommendations have each mark of a column, each number as a link to its list."""
    _, links, counts = view.translator, list[HtmlNode](), marks.value_counts()
    for mark in view.scale.marks:
        if n := int(counts.get(mark, 0)):
            words = _("{n} {mark}", n=format_count(n, _), mark=standing_word(mark, view.scale, _))
            links.append(count_link(view, n, words, status=view.slug("status", mark), **changes))
    return joined(links, " · ")


def listed(
    view: View, rows: Iterable[_Row], line: Callable[[_Row], HtmlNode], *, most: int = MOST, class_: str = "lines"
) -> list[HtmlNode]:
    """Return a list with a line for each row, those after the first behind "12 more"."""
    return folded(view, list(rows), lambda some: [element("ul", *map(line, some), class_=class_)], most=most)


def folded(
    view: View, rows: Sequence[_Row], draw: Callable[[Sequence[_Row]], Sequence[HtmlNode]], *, most: int
) -> list[HtmlNode]:
    """Return what is drawn of the first rows, and what is drawn of the rest behind "12 more"."""
    rest = rows[most:][:MOST_MORE]
    return [*draw(rows[:most]), *rest_of(view, draw(rest), len(rows) - most, shown=len(rest))]


def rest_of(view: View, nodes: Sequence[HtmlNode], total: int, *, shown: int) -> list[HtmlNode]:
    """Return nodes behind "12 more", and a link to all recommendations if more are left; nothing where none is more."""
    if total <= 0:
        return []
    _, n = view.translator, view.chosen.recommendation_count
    summary = element("summary", _.plural("{n} more", "{n} more", total))
    text = _.plural("{n} in the list of recommendations", "{n} in the list of recommendations", n)
    to_all = element("p", count_link(view, n, text), class_="small") if total > shown else None
    return [element("details", summary, *nodes, to_all, class_="rest")]
