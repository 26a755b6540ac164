"""The URLs of a page with one filter changed: every filter is a link, so the address is the only place it stands in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

import pandas as pd

from components.session.links import MONITORING
from components.session.view import TODAY, View

PAGE_OF_LIST = "page"
"""The query parameter of a page of a list; a list that is filtered anew starts at its first."""


@dataclass(frozen=True)
class FilterQuery:
    """The query parameters of a page, from which the links to its other filters are made."""

    query: Mapping[str, Sequence[str]]

    def values(self, parameter: str) -> list[str]:
        """Return the values of a parameter."""
        return list(self.query.get(parameter, ()))

    def toggled(self, parameter: str, value: str) -> str:
        """Return the URL in which a value is added to a filter, or removed if it is among those chosen."""
        values = self.values(parameter)
        rest = [each for each in values if each != value]
        return self.replaced({parameter: rest if value in values else [*values, value]})

    def replaced(self, changes: Mapping[str, Sequence[str]]) -> str:
        """Return the URL of the same page with these parameters; one without values is left out."""
        query = {**self.query, **changes}
        return "?" + urlencode({parameter: values for parameter, values in query.items() if values}, doseq=True)


def query_of_view(view: View) -> FilterQuery:
    """Return the query of a page without the parameters of its own."""
    return FilterQuery(view.query)


def query_of_page(view: View) -> FilterQuery:
    """Return the query of a page with the parameters of its own; a list that is filtered anew starts at its first."""
    return FilterQuery({name: values for name, values in view.page_query.items() if name != PAGE_OF_LIST})


def query_of_same_day(view: View, page: str) -> Mapping[str, Sequence[str]]:
    """Return the query of another page that judges from the same day: Monitoring opens as at today, others do not."""
    is_default_today = view.selection.as_at is not None
    if "as_at" in view.query or pd.isna(view.as_at) or is_default_today == (page == MONITORING):
        return view.query
    return {**view.query, "as_at": [TODAY if is_default_today else f"{view.as_at:%Y-%m}"]}
