"""Who reported in which round: a response makes no round, and who was not asked is not silent."""

from contextlib import closing
from datetime import date

from components.session.view import today
from model.returns.round import Recipient, RequestedUpdate, Round, Scope
from store.rounds.rounds import start_round
from store.store import Store
from tests.support.page_text import all_of, lines, nodes, open_page, text_of, texts
from tests.support.published_trackers import ME, candidate, month, rows, update


def test_one_dated_response_makes_no_round_and_nobody_is_silent_in_its_month(temporary_database):
    late = update("1", at=month(2024, 6), kind="Response", status=None, update="Our response.")
    tables = rows("1", "2", "3", "4")
    with closing(Store.open(temporary_database)) as store:
        store.publish(candidate({**tables, "progress": [*tables["progress"], late]}), **ME)
    words = [*texts(open_page("overview")), *texts(open_page("over-time")), *texts(open_page("data-checks"))]
    assert not [text for text in words if "reported nothing" in text or "not reported" in text]
    assert "There are not yet two rounds to compare." in words
    assert "Our response." in texts(open_page("recommendation", ref="1"))


def test_a_round_of_a_part_is_a_round_and_nobody_else_is_silent_in_it(temporary_database):
    tables = rows("1", "2", "3", "4", "5")
    asked = [RequestedUpdate(Recipient("The Force", ""), "Stalking", ref) for ref in "12"]
    answer = update("1", at=month(2026, 10), update="Our answer.")
    with closing(Store.open(temporary_database)) as store:
        store.publish(candidate(tables), **ME)
        start_round(store, Round(date(2026, 10, 1), today(), Scope.ALL, 1), asked, actor=ME["actor"])
        store.publish(candidate({**tables, "progress": [*tables["progress"], answer]}), **ME)
    assert "1 reported nothing in October 2026" in lines(nodes(open_page(), "late"))
    rows_of_matrix = all_of(nodes(open_page(), "matrix"), "tr")[2:]
    marks = [[text_of(cell).strip(" |") for cell in row[3:]] for row in rows_of_matrix]
    assert marks == [["R", "R"], ["R", "–"], ["R", ""], ["R", ""], ["R", ""]]
