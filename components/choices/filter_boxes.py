"""The boxes of the filter bar: what each can choose, and what is chosen."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from components.session.filter_query import filters_of
from components.session.view import NO_ROUND, TODAY, View, default_stop, today_stop
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
        default: the value without which the URL has no parameter; None where nothing chosen means all.
    """

    parameter: str
    label: str
    options: Mapping[str, str]
    chosen: tuple[str, ...]
    short: Mapping[str, str]
    default: str | None = None

    @property
    def removable(self) -> list[str]:
        """The chosen values that can be taken away: the default cannot."""
        return [value for value in self.chosen if value != self.default]

    def brief(self, value: str) -> str:
        """Return the short name of a value, or its name."""
        return self.short.get(value, self.options[value])


def filter_boxes(view: View, *, page: str, day: date) -> list[FilterBox]:
    """Return the boxes of a page on a day: without a second review or round there is none to choose it."""
    boxes = [
        _review_box(view, page),
        _theme_box(view),
        _agency_box(view),
        _status_box(view),
        _as_at_box(view, page=page, day=day),
    ]
    return [box for box in boxes if len(box.options) > 1 or box.parameter in ("theme", "agency", "status")]


def _review_box(view: View, page: str) -> FilterBox:
    options = view.filter_options.review if "review" in filters_of(page) else {}
    return _box(view, "review", view.translator("Review"), options)


def _theme_box(view: View) -> FilterBox:
    _, themes = view.translator, view.filter_options.theme
    return _box(
        view, "theme", _("Theme"), {value: view.names.full(NameKind.THEME, name, _) for value, name in themes.items()}
    )


def _agency_box(view: View) -> FilterBox:
    _, agencies = view.translator, view.filter_options.agency
    full = {value: view.names.full(NameKind.AGENCY, name, _) for value, name in agencies.items()}
    short = {value: view.names.short(NameKind.AGENCY, name, _) for value, name in agencies.items()}
    return _box(view, "agency", _("Agency"), full, short)


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
