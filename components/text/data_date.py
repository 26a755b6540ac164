"""The month of the data on a page, its age, and the day of judgement where that is later."""

from analysis.updates.data_date import data_date
from analysis.updates.judged_on import judged_on
from components.session.view import View
from wording.answers.data_date import data_age, data_date_line


def data_date_of(view: View) -> str:
    """Return the line with the month of the data, whatever is selected of it."""
    data = data_date(view.tracker, as_at=view.as_at)
    return data_date_line(data.month, judged_on(view.as_at, view.today), view.translator, is_latest=data.is_latest)


def data_date_and_age(view: View) -> str:
    """Return that line, with how long ago its month was where the line has no day of judgement."""
    line = data_date_of(view)
    if judged_later(view):
        return line
    day = view.visit_day.date() if view.visit_day is not None else None
    ago = data_age(data_date(view.tracker, as_at=view.as_at).month, day, view.translator) if day else ""
    return view.translator("{data} ({ago})", data=line, ago=ago) if ago else line


def judged_later(view: View) -> list[str]:
    """Return that line as a list where everything is judged from a later month than that of the data; else nothing."""
    month = data_date(view.tracker, as_at=view.as_at).month
    return [f"{data_date_of(view)}."] if view.as_at > month else []
