"""The month of the data on a page, and the day of judgement where that is later."""

from analysis.promises.promises import judged_on
from analysis.updates.data_date import data_date
from components.session.view import View
from components.session.view_cache import cached_by_view
from wording.answers.data_date import data_date_line


@cached_by_view
def data_date_of(view: View) -> str:
    """Return the line with the month of the data, whatever is selected of it."""
    data = data_date(view.tracker, as_at=view.as_at)
    return data_date_line(data.month, judged_on(view.as_at, view.today), view.translator, is_latest=data.is_latest)
