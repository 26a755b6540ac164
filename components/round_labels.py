"""A table's rounds in the reader's words, for charts and for the tables behind them."""

import pandas as pd

from components.view import View
from wording.dates import format_round


def with_round_labels(view: View, table: pd.DataFrame) -> pd.DataFrame:
    """Return the table with a column more: `round_label`, the round's month in the reader's language."""
    labels = {month: format_round(month, view.translator, short=True) for month in table["round"].unique()}
    return table.assign(round_label=table["round"].map(labels))
