"""Round: addresses of agencies and drafts to one, a due date that moves, the next month, and earlier updates."""

from datetime import date, timedelta
from email import message_from_bytes
from email.policy import default

import pytest

from components.session.view import today
from model.access import local_actor
from model.returns.received import Answer, Item, ReceivedReturn
from model.returns.round import Recipient, RequestedUpdate, Round, Scope
from model.store_error import StoreError, StoreErrorCode
from model.versions.version import Action
from store.rounds.returns import agency_addresses, receive_return, save_address
from store.rounds.rounds import all_rounds, close_round, move_due_date, start_round
from store.store import Store
from tests.support.page_text import by_label, document, downloaded, lines, links, nodes, open_page, texts
from tests.support.published_trackers import ADMINISTRATOR, ME, candidate, recommendation, rows, update

ANN = local_actor("Ann")
FORCE, COURTS = Recipient("The Force", ""), Recipient("The Courts", "")
REQUESTS = [RequestedUpdate(who, "Stalking", ref) for who, ref in ((FORCE, "1"), (COURTS, "2"))]


@pytest.fixture
def store(temporary_database):
    opened = Store.open(temporary_database)
    listed = [recommendation(ref, title=f"Title {ref}") for ref in ("1", "2")]
    progress = [update("1", update="Begun."), update("2")]
    opened.publish(candidate(rows("1", "2", recommendations=listed, progress=progress)), **ME)
    start_round(opened, Round(today().replace(day=1), today(), Scope.ALL, 1), REQUESTS, actor=ANN)
    yield opened
    opened.close()


def test_an_address_is_saved_and_is_on_the_draft_to_one_agency(store):
    app = open_page("round")
    app = by_label(app.text_input, "Address of The Force").set_value("a@force.example; b@force.example").run()
    assert agency_addresses(store, actor=ANN) == {"The Force": "a@force.example, b@force.example"}
    line = next(each for each in store.audit(actor=ADMINISTRATOR) if each.action is Action.ADDRESS)
    assert line.reason == "The Force"
    found = dict(links(document(app)))
    assert found["a@force.example, b@force.example"].startswith("mailto:a@force.example,%20b@force.example?subject=")
    assert "Title%201" in found["a@force.example, b@force.example"]
    email = message_from_bytes(downloaded(app, "Draft to The Force (.eml)"), policy=default)
    assert email["To"] == "a@force.example, b@force.example"
    text = email.get_body(("plain",)).get_content().replace("\r\n", "\n")  # type: ignore[union-attr]
    assert text.startswith("To The Force,")
    assert "It is about:\n1  Title 1" in text
    assert [str(part.get_filename())[-5:] for part in email.iter_attachments()] == [".xlsx"]


def test_what_is_no_address_is_not_saved_and_stays_in_its_field(store):
    app = open_page("round")
    app = by_label(app.text_input, "Address of The Force").set_value("the force\r\nBcc: x@example.org").run()
    assert any("is no e-mail address." in text for text in texts(app))
    assert agency_addresses(store, actor=ANN) == {}
    with pytest.raises(StoreError) as error:
        save_address(store, "The Force", "a@b.example\nBcc: c@d.example", actor=ANN)
    assert error.value.code is StoreErrorCode.BAD_EMAIL


def test_the_due_date_is_moved(store):
    later = today() + timedelta(days=10)
    app = open_page("round").text_input(key="round.who").set_value("Ann").run()
    app = by_label(app.text_input, "Returns are due on").set_value(f"{later:%d/%m/%Y}").run()
    app = app.button(key="round.due.move").click().run()
    assert not app.exception
    assert all_rounds(store, actor=ANN)[0].due == later
    line = next(each for each in store.audit(actor=ADMINISTRATOR) if each.action is Action.ROUND_DUE)
    assert line.details["due"] == later.isoformat()
    with pytest.raises(StoreError) as error:
        move_due_date(store, date(2020, 1, 1), actor=ANN)
    assert error.value.code is StoreErrorCode.DUE_BEFORE_START


def test_the_next_round_is_of_the_month_after_the_last(store):
    close_round(store, actor=ANN)
    month = by_label(open_page("round").selectbox, "Month of the round").value
    assert (month.year * 12 + month.month) - (today().year * 12 + today().month) == 1


def test_the_text_and_the_earlier_updates_are_shown_with_an_answer(store):
    answers = (Answer("Stalking", "1", Item.UPDATE, "Half is done."),)
    receive_return(store, ReceivedReturn(None, FORCE, 1, (("Stalking", "1"),), answers), actor=ANN)
    shown = lines(nodes(open_page("rating", item="1"), "rating.answer"))
    assert "Do 1." in shown
    assert any("Begun." in line for line in shown)
