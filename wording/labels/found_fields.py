"""The place where a search was found, in words."""

import pandas as pd

from wording.catalogue import Translator
from wording.format.dates import format_round
from wording.labels.fields import field_name


def found_field(field: str, month: pd.Timestamp | None, _: Translator) -> str:
    """Return the name of a field of a recommendation, or of an update with its round."""
    name = field_name(field, _)
    if month is None:
        return name
    return _("{field}, {month}", field=name, month=_("no date given") if pd.isna(month) else format_round(month, _))
