"""The choice of two rounds to compare, stored in the URL as `start` and `end`."""

from datetime import date

import pandas as pd

from analysis.updates.rounds import NO_MONTH
from components.choices.controls import select_form
from components.elements.html import HtmlNode, element, part
from components.session.view import View
from wording.format.dates import format_round


def chosen_rounds(view: View, months: list[pd.Timestamp]) -> tuple[pd.Timestamp | None, pd.Timestamp]:
    """Return the two chosen rounds, the earlier first; by default the latest two.

    With fewer than two rounds the earlier one is None.
    """
    if len(months) < 2:
        return None, months[-1] if months else NO_MONTH
    codes = _codes(months)
    chosen = _chosen_code(view, "start", codes, codes[-2]), _chosen_code(view, "end", codes, codes[-1])
    first, last = sorted(chosen)
    return pd.Timestamp(f"{first}-01"), pd.Timestamp(f"{last}-01")


def round_choice_part(view: View, months: list[pd.Timestamp]) -> HtmlNode:
    """Return both choices."""
    _, codes = view.translator, _codes(months)
    names = {code: format_round(date.fromisoformat(f"{code}-01"), _) for code in codes}
    forms = []
    for code, label, default in (("start", _("From"), codes[-2]), ("end", _("To"), codes[-1])):
        chosen = _chosen_code(view, code, codes, default)
        forms.append(select_form(view, code, label, names, chosen=chosen, default=default))
    return part("rounds", element("div", *forms, class_="choices"))


def understood_rounds(view: View, months: list[pd.Timestamp]) -> dict[str, list[str]]:
    """Return the query parameters of both choices that name a round."""
    codes = _codes(months)
    return {code: [value for value in view.parameter(code) if value in codes][:1] for code in ("start", "end")}


def _codes(months: list[pd.Timestamp]) -> list[str]:
    return [month.strftime("%Y-%m") for month in months]


def _chosen_code(view: View, code: str, codes: list[str], default: str) -> str:
    return next((value for value in view.parameter(code) if value in codes), default)
