import pandas as pd

from analysis.promises.responses import responses_due
from tests.support.trackers import month, rows, tracker_of, update_row


def tracker(updates=(), *, published="3 June 2024", days="56", refs=("1", "2")):
    """Return a tracker of a review with a publication date and the days after it."""
    return tracker_of(refs, updates, reviews=[{"title": "Deep dive", "published": published, "response_days": days}])


def due(made, *, as_at="June 2024", today=None):
    found = responses_due(made, as_at=month(as_at), today=today)
    return rows(found, "due", "due_last", "days", "responded", "recommendations", "timing")


def test_the_response_is_due_so_many_days_after_publication():
    assert due(tracker()) == [("2024-07-29", "2024-07-29", 56, 0, 2, "due")]


def test_it_is_overdue_after_its_last_day_and_not_on_it():
    on_the_day, after = pd.Timestamp("2024-07-29"), pd.Timestamp("2024-07-30")
    assert due(tracker(), as_at="July 2024", today=on_the_day)[0][-1] == "due"
    assert due(tracker(), as_at="July 2024", today=after)[0][-1] == "overdue"


def test_of_a_month_of_publication_the_days_are_counted_from_its_first_day_and_from_its_last():
    (found,) = due(tracker(published="June 2024"), as_at="August 2024", today=pd.Timestamp("2024-08-25"))
    assert found == ("2024-07-27", "2024-08-25", 56, 0, 2, "due")


def test_it_has_come_when_each_recommendation_has_a_response_by_the_month():
    first = update_row("1", "June 2024", kind="Response")
    second = update_row("2", "July 2024", kind="Response")
    progress = update_row("2", "June 2024", "Amber")
    assert due(tracker([first, progress]), as_at="December 2024")[0][-3:] == (1, 2, "overdue")
    assert due(tracker([first, second]))[0][-3:] == (1, 2, "due")
    assert due(tracker([first, second]), as_at="December 2024")[0][-3:] == (2, 2, "done")


def test_without_days_a_day_of_publication_or_a_recommendation_there_is_none():
    assert due(tracker(days=None)) == []
    assert due(tracker(published="to be arranged")) == []
    assert due(tracker(refs=())) == []
