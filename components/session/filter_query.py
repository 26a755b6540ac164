"""The URLs of a page with one filter changed: every filter is a link, so the address is the only place it stands in."""

from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

import pandas as pd

from components.session.links import MONITORING
from components.session.view import TODAY, View

Query = Mapping[str, Sequence[str]]
"""The query parameters of a page, from which the links to its other filters are made."""
PAGE_OF_LIST = "page"
"""The query parameter of a page of a list; a list that is filtered anew starts at its first."""


def toggle_href(query: Query, parameter: str, value: str) -> str:
    """Return the URL in which a value is added to a filter, or removed if it is among those chosen."""
    values = query.get(parameter, ())
    rest = [each for each in values if each != value]
    return replace_href(query, {parameter: rest if value in values else [*values, value]})


def replace_href(query: Query, changes: Query = {}) -> str:  # noqa: B006 - never changed
    """Return the URL of the same page with these parameters; a parameter without values is left out."""
    return "?" + urlencode({name: values for name, values in {**query, **changes}.items() if values}, doseq=True)


def query_of_page(view: View) -> Query:
    """Return the query of a page with the parameters of its own; a list that is filtered anew starts at its first."""
    return {name: values for name, values in view.page_query.items() if name != PAGE_OF_LIST}


def query_of_same_day(view: View, page: str) -> Query:
    """Return the query of another page that judges from the same day: Monitoring opens as at today, others do not."""
    is_default_today = view.selection.as_at is not None
    if "as_at" in view.query or pd.isna(view.as_at) or is_default_today == (page == MONITORING):
        return view.query
    return {**view.query, "as_at": [TODAY if is_default_today else f"{view.as_at:%Y-%m}"]}
