"""The boxes of the filter bar: what each can choose, and what is chosen."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from components.session.view import NO_ROUND, TODAY, View, default_stop, filters_of, today_stop
from model.terms import NameKind
from wording.format.dates import format_round
from wording.format.lists import begin_sentence
from wording.format.statuses import standing_word


@dataclass(frozen=True)
class FilterBox:
    """One box: a filter of several values, or with a default of exactly one.

    Attributes:
        parameter: the query parameter.
        label: the name of the box.
        options: the name of each value.
        chosen: the chosen values.
        short: the short names of values that have one.
        role: the name of the box before each chosen value, where another box has the same names.
        default: the value without which the URL has no parameter; None where nothing chosen means all.
    """

    parameter: str
    label: str
    options: Mapping[str, str]
    chosen: tuple[str, ...]
    short: Mapping[str, str]
    default: str | None = None
    role: str = ""

    @property
    def removable(self) -> list[str]:
        """The chosen values that can be taken away: the default cannot."""
        return [value for value in self.chosen if value != self.default]

    def brief(self, value: str) -> str:
        """Return the short name of a value, or its name."""
        return self.short.get(value, self.options[value])

    def in_role(self, name: str) -> str:
        """Return the name of a value where the values of all boxes stand together."""
        return f"{self.role}: {name}" if self.role else name


def filter_boxes(view: View, *, page: str, day: date) -> list[FilterBox]:
    """Return the boxes of a page on a day: without a second review or round there is none to choose it."""
    boxes = [
        _review_box(view, page),
        _theme_box(view),
        *_agency_boxes(view),
        _status_box(view),
        _as_at_box(view, page=page, day=day),
    ]
    always = ("theme", "lead", "status")
    return [
        box for box in boxes if len(box.options) > 1 or box.parameter in always or (box.chosen and box.default is None)
    ]


def _review_box(view: View, page: str) -> FilterBox:
    options = view.filter_options.review if "review" in filters_of(page) else {}
    return _box(view, "review", view.translator("Review"), options)


def _theme_box(view: View) -> FilterBox:
    _, themes = view.translator, view.filter_options.theme
    named = {value: view.names.full(NameKind.THEME, name or None, _) for value, name in themes.items()}
    return _box(view, "theme", _("Theme"), named)


def _agency_boxes(view: View) -> list[FilterBox]:
    """Return the boxes of who leads, who leads or supports, and who supports.

    Where nobody supports, to lead is all; who supports is chosen by a number alone.
    """
    _, options, chosen = view.translator, view.filter_options, view.selection
    return [
        _box_of_agencies(view, "lead", _("Lead agency"), options.lead),
        _box_of_agencies(
            view, "agency", _("Leads or supports"), options.agency if options.support or chosen.agencies else {}
        ),
        _box_of_agencies(view, "support", _("Supports"), options.support if chosen.supporters else {}),
    ]


def _box_of_agencies(view: View, parameter: str, label: str, agencies: Mapping[str, str]) -> FilterBox:
    _ = view.translator
    full = {value: view.names.full(NameKind.AGENCY, name or None, _) for value, name in agencies.items()}
    short = {value: view.names.short(NameKind.AGENCY, name or None, _) for value, name in agencies.items()}
    box = _box(view, parameter, label, full, short)
    return replace(box, role=label if view.filter_options.support else "")


def _status_box(view: View) -> FilterBox:
    _, marks = view.translator, view.filter_options.status
    words = {value: begin_sentence(standing_word(mark, view.scale, _)) for value, mark in marks.items()}
    return _box(view, "status", _("Status"), words)


def _box(
    view: View, parameter: str, label: str, options: Mapping[str, str], short: Mapping[str, str] | None = None
) -> FilterBox:
    chosen = _valid(view.query.get(parameter, ()), options)
    return FilterBox(parameter, label, options, chosen, short or {})


def _as_at_box(view: View, *, page: str, day: date) -> FilterBox:
    """Return the rounds, newest first, under today. Without any report promises can still be judged as at today."""
    _, months = view.translator, list(view.filter_options.as_at)
    latest = months[-1] if months else NO_ROUND
    default = default_stop(latest, page=page, day=day)
    rounds = {month: _month(view, month) for month in reversed(months)} or {NO_ROUND: _("no round yet")}
    if months:
        rounds[latest] = _("{month} (latest)", month=rounds[latest])
    stops = {TODAY: _("Today, {month}", month=format_round(day, _))} if today_stop(latest, day) else {}
    options = stops | rounds
    if not months and (default == TODAY or view.tracker.monitoring.empty):
        options = {}
    chosen = _valid(view.query.get("as_at", ()), options) or (default,)
    return FilterBox("as_at", _("As at"), options, chosen[:1], {}, default=default)


def _month(view: View, month: str) -> str:
    return format_round(date.fromisoformat(f"{month}-01"), view.translator)


def _valid(values: Iterable[str], options: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(value for value in values if value in options)
