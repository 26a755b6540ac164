"""The part of the recommendations that is shown: what is outstanding, late or changed, or what a number counted."""

from collections.abc import Container, Iterable

import pandas as pd

from analysis.attention import CountedPart, in_part, list_parts
from analysis.promises import overdue_targets
from analysis.rounds import round_before
from analysis.table_rows import rows_about
from components.elements import HtmlNode, element, part
from components.session.links import PART_PARAMETERS, replace_href
from components.session.view import View
from components.texts import chosen_link, has_targets
from model.terms import LISTED_PARTS, Movement, ShownPart
from wording.answers.meeting_questions import part_heading, part_words
from wording.formatting import format_count

# The parts that are offered above the matrix, too.
QUICK_PARTS = (ShownPart.OUTSTANDING, ShownPart.LATE, ShownPart.MOVED)


def chosen_part(view: View) -> CountedPart:
    """Return the part in the URL; all where it names none. What the tracker does not have is left out."""
    marks, months = view.filter_options["status"], view.filter_options["as_at"]
    known: tuple[Container[str], ...] = ({*ShownPart, *Movement}, marks, marks, months, months)
    only, was, now, since, at = (
        "".join(value for value in view.parameter(name)[:1] if value in options)
        for name, options in zip(PART_PARAMETERS, known, strict=True)
    )
    return CountedPart(only, marks.get(was, ""), marks.get(now, ""), _month(since), _month(at))


def part_query(view: View, chosen: CountedPart) -> dict[str, list[str]]:
    """Return the query parameters of a part, with empty ones for what it does not have."""
    slugs = (view.slug("status", mark) if mark else "" for mark in (chosen.was, chosen.now))
    months = ("" if month is None else f"{month:%Y-%m}" for month in (chosen.since, chosen.at))
    values = (chosen.only, *slugs, *months)
    return {name: [value] if value else [] for name, value in zip(PART_PARAMETERS, values, strict=True)}


def judged_view(view: View, chosen: CountedPart) -> View:
    """Return the view as at which a part is judged: what is late as on the Overview, today."""
    return view.now if chosen.only == ShownPart.LATE and chosen.at is None else view


def of_part(view: View, listing: pd.DataFrame, chosen: CountedPart) -> pd.DataFrame:
    """Return the recommendations of a part."""
    if chosen.is_everything:
        return listing
    judged = judged_view(view, chosen)
    return rows_about(listing, in_part(judged.chosen, part=chosen, as_at=judged.as_at, today=judged.today))


def parts_part(view: View, chosen: CountedPart, *, options: Iterable[ShownPart] = LISTED_PARTS) -> HtmlNode | None:
    """Show each part that is offered and has recommendations as a link with their number, and what else is chosen."""
    _, now = view.translator, view.now
    counts = list_parts(view.chosen, as_at=view.as_at, today=view.today)["part"].value_counts().to_dict()
    counts[ShownPart.LATE.value] = len(overdue_targets(now.chosen, as_at=now.as_at, today=now.today))
    shown = [part for part in options if counts.get(part.value) or part == chosen.only]
    if not has_targets(view):
        shown = [part for part in shown if part is not ShownPart.WITHOUT_TARGET]
    links = [_link(view, part, counts.get(part.value, 0), chosen) for part in shown]
    nodes = [element("p", element("span", _("Show only:"), class_="muted"), *links, class_="links")] if links else []
    if not chosen.is_everything and chosen not in [CountedPart(part) for part in options]:
        nodes.insert(0, _note(view, chosen))
    return part("parts", *nodes) if nodes else None


def _note(view: View, chosen: CountedPart) -> HtmlNode:
    """Return the line that says which recommendations are shown, with a link to all."""
    _, at = view.translator, chosen.at or view.as_at
    since = chosen.since or round_before(view.unfiltered, as_at=at)
    words = part_words(chosen, view.scale, _, since=since, at=at)
    show_all = element("a", _("Show all"), href=_href(view, CountedPart()))
    return element("p", _("Only these recommendations are shown: {part}.", part=words), " ", show_all)


def _link(view: View, part: ShownPart, n: int, chosen: CountedPart) -> HtmlNode:
    is_chosen, name = CountedPart(part) == chosen, part_heading(part, view.translator)
    target = _href(view, CountedPart() if is_chosen else CountedPart(part))
    words = f"{name} ({format_count(n, view.translator)})"
    return chosen_link(view, target, words, name=name, is_chosen=is_chosen)


def _href(view: View, chosen: CountedPart) -> str:
    return replace_href(view.filter_query, part_query(view, chosen))


def _month(code: str) -> pd.Timestamp | None:
    return pd.Timestamp(f"{code}-01") if code else None
