"""The edition that the returns of a round are made from."""

from datetime import date

import pandas as pd

from analysis.selection import Selection
from model.language import Language
from model.tracker.tracker import Tracker
from model.versions.version import Version
from reports.content.edition import Edition
from reports.content.office import Office


def returns_edition(tracker: Tracker, version: Version, *, month: date, today: date, office: Office) -> Edition:
    """Return the whole tracker of a version as at the month of a round, with promises judged today until it is over."""
    selection, now = Selection(as_at=f"{month:%Y-%m}"), pd.Timestamp(today)
    return Edition(
        tracker,
        selection,
        Language.ENGLISH,
        version.source.name,
        version=version.number,
        published_at=version.published_at,
        today=now if now < selection.month(tracker) + pd.offsets.MonthEnd() else None,
        office=office,
    )
