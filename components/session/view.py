"""The view of this run: the tracker, the selection, the month to judge from, and the language."""

import re
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import NamedTuple, cast

import pandas as pd
import streamlit as st

from analysis.cache import cached
from analysis.reasons import overdue_counts
from analysis.rounds import judged_on, latest_month, rounds
from analysis.selection import Selection
from components.published import DisplayedVersion, LoadedTracker, displayed_version, limited_to
from components.session import links
from model.access import Actor, Role
from model.terms import LIST_SEPARATOR, Language, LateKind, NameKind, Scale
from model.tracker.tracker import Tracker, restricted_to
from model.versions.version import StoreError, StoreErrorCode
from wording.catalogue import Translator, translator
from wording.formatting import Names

# The latest round of a tracker without rounds.
NO_ROUND = ""
# The query parameters that name values of a filter, and the fields of the selection, on every page; and the kind of the
# names that the Names sheet may have.
NAMED_FILTERS = ("review", "theme", "lead", "agency", "support", "role", "status")
KINDS = dict.fromkeys(("lead", "agency", "support"), NameKind.AGENCY) | {"theme": NameKind.THEME, "role": NameKind.ROLE}
# The query parameters of the filter bar, on every page.
FILTERS = (*NAMED_FILTERS, "q", "as_at")
# The query parameter of an earlier version, on every page.
VERSION = "version"
# The value of `as_at` that judges everything from the month of the visit.
TODAY = "today"
# The maximum length of a search in characters, so that no link can keep the server busy.
LONGEST_SEARCH = 200
NOBODY = Actor("", None)
_VIEW = "view"
# The slug of recommendations without a theme or without a lead agency; no name has it.
NO_NAME = "-"


# The names of each filter by slug, in order. `as_at` has the rounds and the month of the latest update as ISO months,
# `lead` the agencies that lead, `support` those that support, `agency` all, and `role` the lead roles. The name of no
# theme, of no lead agency and of no role is "".
FilterOptions = dict[str, dict[str, str]]


@dataclass(frozen=True)
class View:
    """Everything that a page needs to compute and show its answers.

    Attributes:
        query: the query parameters of a link to this view.
        page: the page, by its URL path.
        requested: the query parameters that the page has to itself, as the URL has them.
        actor: who reads.
        unknown_filters: the query parameters that the tracker has no name for, as `parameter=value`; they are ignored.
        current_number: the number of the current version; None where it is unknown.
        fault: why the store cannot be read or written.
        unknown_version: the version number of a link to a version that does not exist; "" if it exists.
        today: the day of the visit, if it is before the last day of the month that everything is judged from: a date
            after it is not overdue. None if that month is over.
        visit_day: the day of the visit, whatever everything is judged from.
    """

    loaded: LoadedTracker
    selection: Selection
    translator: Translator
    query: dict[str, list[str]]
    unknown_filters: tuple[str, ...] = ()
    page: str = links.HOME
    requested: Mapping[str, Sequence[str]] = field(default_factory=dict)
    actor: Actor = NOBODY
    current_number: int | None = None
    fault: StoreError | None = None
    unknown_version: str = ""
    today: pd.Timestamp | None = None
    visit_day: pd.Timestamp | None = None

    @cached_property
    def key(self) -> tuple[Hashable, ...]:
        """The cache key: two views of a version with the same key show the same."""
        both = self.query, self.requested
        queries = [tuple((name, tuple(values)) for name, values in each.items()) for each in both]
        who = self.translator.language, self.actor.role
        return self.page, self.selection, *who, self.today, self.visit_day, self.unknown_filters, *queries

    def parameter(self, name: str) -> list[str]:
        """Return the values of a query parameter that the page has to itself, as the URL has them."""
        return list(self.requested.get(name, ()))

    @property
    def page_query(self) -> dict[str, Sequence[str]]:
        """The query parameters of a link to this page as it is, with those that it has to itself."""
        return {**self.query, **self.requested}

    @property
    def filter_query(self) -> links.Query:
        """The query parameters of links to other filters of this page: a list that is filtered anew starts again."""
        return {name: values for name, values in self.page_query.items() if name != links.PAGE_OF_LIST}

    def query_on(self, page: str) -> links.Query:
        """Return the query of a page that judges from the same day: Monitoring opens as at today, others do not."""
        is_default_today = self.selection.as_at is not None
        if "as_at" in self.query or pd.isna(self.as_at) or is_default_today == (page == links.MONITORING):
            return self.query
        return {**self.query, "as_at": [TODAY if is_default_today else f"{self.as_at:%Y-%m}"]}

    @property
    def unversioned_query(self) -> links.Query:
        """The query parameters of a link to the current version."""
        return {name: values for name, values in self.query.items() if name != VERSION}

    @property
    def language_query(self) -> dict[str, list[str]]:
        """The query parameter of the language alone: a filter may name what is no longer there."""
        return {name: values for name, values in self.query.items() if name == "lang"}

    def may(self, role: Role) -> bool:
        """Return whether a page shows what a role may do. The store asks again when it is done."""
        return self.actor.may(role)

    @property
    def tracker(self) -> Tracker:
        """The tracker, without the selection applied."""
        return self.loaded.tracker

    @cached_property
    def chosen(self) -> Tracker:
        """The tracker with the selection applied."""
        return self.selection.apply(self.tracker)

    @cached_property
    def unfiltered(self) -> Tracker:
        """The tracker with every recommendation that was published by its latest month."""
        return Selection().apply(self.tracker)

    @property
    def as_at(self) -> pd.Timestamp:
        """The first day of the month that everything is judged from."""
        return self.selection.month(self.tracker)

    @property
    def scale(self) -> Scale:
        """The scale of the tracker."""
        return self.tracker.scale

    @cached_property
    def names(self) -> Names:
        """The names of themes, agencies and roles in either language."""
        return _names(self.tracker)

    @cached_property
    def filter_options(self) -> FilterOptions:
        """The options of the filter bar."""
        return filter_options(self.tracker)

    @property
    def has_reviews(self) -> bool:
        """Whether the tracker has several reviews."""
        return len(self.filter_options["review"]) > 1

    @property
    def may_edit(self) -> bool:
        """Whether the reader edits the tracker, and it is a version of the store."""
        return self.loaded.version is not None and self.may(Role.EDITOR)

    def slug(self, parameter: str, name: object) -> str:
        """Return the slug of a name in a filter; of a missing name that of what has none; "" where there is none."""
        wanted = name if isinstance(name, str) else ""
        return next((slug for slug, option in self.filter_options[parameter].items() if option == wanted), "")

    @property
    def empty(self) -> bool:
        """Whether no recommendation matches the selection."""
        return not self.chosen.recommendation_count

    @cached_property
    def now(self) -> "View":
        """The view as at the day of the visit, where it shows the latest round; else this view itself.

        What is late, and what to ask about, is judged so: a date that has passed since the round is overdue.
        """
        latest = next(reversed(self.filter_options["as_at"]), NO_ROUND)
        day = self.visit_day
        if day is None or self.selection.as_at not in (None, latest) or not today_stop(latest, day):
            return self
        return replace(self, selection=self.selection.on(day), today=day, query={**self.query, "as_at": [TODAY]})

    def overdue_since(self, about: pd.DataFrame | None = None) -> tuple[Mapping[LateKind, int], Mapping[LateKind, int]]:
        """Return what was overdue at the end of the month, and what is today of what the filters select as at today.

        While the month is not over there is nothing to compare. `about` has the recommendations that are counted.
        """
        day = self.visit_day
        if day is None or not (pd.isna(self.as_at) or judged_on(self.as_at, None) < day):
            return {}, {}
        both = self.chosen, self.selection.on(day).apply(self.tracker)
        then, now = (each if about is None else restricted_to(each, about) for each in both)
        month = day.to_period("M").to_timestamp()
        return overdue_counts(then, as_at=self.as_at), overdue_counts(now, as_at=month, today=day)


def current_view() -> View:
    """Return the view of this run of a script."""
    return cast(View, st.session_state[_VIEW])


def set_current_view(view: View) -> None:
    """Make this the view of this run of a script."""
    st.session_state[_VIEW] = view


class PageRequest(NamedTuple):
    """What somebody asks for, by whatever host.

    Attributes:
        page: the page, by its URL path.
        query: the query parameters of the URL.
        actor: who asks.
        language: that of the page.
    """

    page: str
    query: Mapping[str, Sequence[str]]
    actor: Actor
    language: Language


def open_view(request: PageRequest) -> View:
    """Return the view of a request.

    Where the reader is tied to some agencies, everything that a page computes comes from a tracker limited to them.

    Raises:
        WorkbookError: the tracker cannot be read.
        StoreError: the versions cannot be read.
    """
    requested = "".join(request.query.get(VERSION, ())[:1])
    if re.fullmatch(r"[1-9][0-9]{0,7}", requested):
        try:
            displayed = displayed_version(int(requested))
            return view_of(displayed, request, unknown_version=requested if displayed.loaded.version is None else "")
        except StoreError as fault:
            if fault.code is not StoreErrorCode.UNKNOWN_VERSION:
                raise
    return view_of(displayed_version(), request, unknown_version=requested[:9])


def view_of(displayed: DisplayedVersion, request: PageRequest, *, unknown_version: str = "") -> View:
    """Return the view of a displayed version at a request, as `open_view` does."""
    agencies, page = request.actor.agencies, request.page
    loaded = displayed.loaded if agencies is None else limited_to(displayed.loaded, agencies)
    options = filter_options(loaded.tracker)
    latest = next(reversed(options["as_at"]), NO_ROUND)
    stop = today_stop(latest, today())
    options = {**options, "as_at": options["as_at"] | stop}
    query, unknown = _understood(request, options)
    named = {code: tuple(options[code][value] for value in query[code]) for code in NAMED_FILTERS}
    default = stop.get(TODAY) if page == links.MONITORING else None
    as_at = next((options["as_at"][value] for value in query["as_at"]), default)
    selection = Selection(**named, text=" ".join(query["q"]).strip(), as_at=as_at)
    version, requested = loaded.version, request.query.get(VERSION, ())[:1]
    shared = {
        "lang": [code for code in request.query.get("lang", ()) if code in set(Language)][:1],
        VERSION: [number for number in requested if version is not None and number == str(version.number)],
        **query,
    }
    return View(
        loaded,
        selection,
        translator(request.language),
        {parameter: values for parameter, values in shared.items() if values},
        unknown,
        page=page,
        requested={
            name: list(values) for name in links.PAGE_PARAMETERS.get(page, ()) if (values := request.query.get(name))
        },
        actor=request.actor,
        current_number=displayed.current_number,
        fault=displayed.fault,
        unknown_version=unknown_version,
        today=today_before(selection.month(loaded.tracker)),
        visit_day=pd.Timestamp(today()),
    )


def today() -> date:
    """Return today's date."""
    return date.today()


def today_before(month: pd.Timestamp) -> pd.Timestamp | None:
    """Return today if it is before the last day of a month, given by its first day; else None."""
    day = pd.Timestamp(today())
    return day if day < month + pd.offsets.MonthEnd() else None


def today_stop(latest: str, day: date) -> dict[str, str]:
    """Return the option of today with its month, if it is later than the latest round; else no option."""
    month = f"{day:%Y-%m}"
    return {TODAY: month} if month > latest else {}


def filters_of(page: str) -> tuple[str, ...]:
    """Return the parameters that filter a page: on a recommendation's page `review` names it."""
    return tuple(code for code in FILTERS if not (page == links.RECOMMENDATION and code == "review"))


@cached
def filter_options(tracker: Tracker) -> FilterOptions:
    """Return the filter options of a tracker. Lead agencies come first, then those that only support."""
    recommendations = tracker.recommendations
    supporting = recommendations["supporting_agencies"].dropna().str.split(LIST_SEPARATOR).explode()
    leads = list(recommendations["lead_agency"].dropna().unique())
    agencies = links.by_slug(dict.fromkeys([*leads, *supporting.unique()]))
    roles = links.by_slug(recommendations["lead_role"].dropna().unique())
    months = [month.strftime("%Y-%m") for month in (*rounds(tracker), latest_month(tracker)) if not pd.isna(month)]
    return {
        "review": links.by_slug(dict.fromkeys(recommendations["review"].dropna())),
        "theme": links.by_slug(dict.fromkeys(tracker.themes)) | _without(recommendations["theme"]),
        "lead": links.by_slug(leads) | _without(recommendations["lead_agency"]),
        "agency": agencies,
        "status": links.by_slug(tracker.scale.marks),
        "support": {code: name for code, name in agencies.items() if name in set(supporting)},
        "role": roles | _without(recommendations["lead_role"]) if roles else {},
        "as_at": {month: month for month in months},
    }


def _understood(request: PageRequest, options: FilterOptions) -> tuple[dict[str, list[str]], tuple[str, ...]]:
    """Return the values of each filter that the tracker has, and those of the URL that it does not have."""
    understood: dict[str, list[str]] = {}
    unknown: list[str] = []
    for parameter in FILTERS:
        requested = list(request.query.get(parameter, ()))
        if parameter == "q":
            understood["q"] = [text[:LONGEST_SEARCH] for text in requested[:1]]
        elif parameter not in filters_of(request.page) or (parameter == "review" and "ref" in request.query):
            # after Back from a recommendation the page before has its query, in which `review` is part of its name
            understood[parameter] = []
        else:
            understood[parameter] = [value for value in requested if value in options[parameter]]
            unknown += [f"{parameter}={value}" for value in requested if value not in options[parameter]]
    return understood, tuple(unknown)


def _without(names: "pd.Series[str]") -> dict[str, str]:
    """Return the option of the recommendations without a name, where there are any."""
    return {NO_NAME: ""} if names.isna().any() else {}


@cached
def _names(tracker: Tracker) -> Names:
    return Names(tracker.names)
