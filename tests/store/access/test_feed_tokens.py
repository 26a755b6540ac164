"""Tokens of the data feeds in the store: named, as digests, for all recommendations or those of some agencies."""

from dataclasses import replace

import pytest
import sqlalchemy as sa

from model.access import FeedToken, Role, local_actor
from model.store_error import StoreError, StoreErrorCode
from store.tables import FEED_TOKENS
from tests.support.published_trackers import ADMINISTRATOR, ME, candidate, recommendation, rows

EDITOR = replace(ADMINISTRATOR, role=Role.EDITOR)


def refusal(call, *arguments, **named):
    with pytest.raises(StoreError) as raised:
        call(*arguments, **named)
    return raised.value.code


def test_a_token_is_known_by_what_was_returned_when_it_was_made(store):
    listed = [recommendation("1", lead_agency="Partner", supporting_agencies="Council")]
    store.publish(candidate(rows("1", recommendations=listed)), **ME)
    made, token = store.add_feed_token(" Partner ", agencies=["Partner", "Council"], actor=local_actor("Cai"))
    assert made == FeedToken("Partner", frozenset({"Partner", "Council"}), "Cai", made.at)
    assert store.feed_token_of(token) == made
    assert [store.feed_token_of(each) for each in ("", "Partner", token[:-1], token.lower(), f"{token} ")] == [None] * 5


def test_the_database_has_no_token(store):
    _made, token = store.add_feed_token("Power BI", actor=ADMINISTRATOR)
    with store.engine.connect() as connection:
        values = [str(value) for row in connection.execute(sa.select(FEED_TOKENS)) for value in row]
    assert [value for value in values if token in value] == []


def test_a_revoked_token_is_not_known_and_its_name_is_free(store):
    assert not store.has_feed_tokens()
    _made, token = store.add_feed_token("A", actor=ADMINISTRATOR)
    assert store.has_feed_tokens()
    store.revoke_feed_token("A", actor=ADMINISTRATOR)
    assert (store.feed_token_of(token), store.has_feed_tokens()) == (None, False)
    store.add_feed_token("A", actor=ADMINISTRATOR)
    assert store.feed_token_of(token) is None


@pytest.mark.parametrize(("name", "agencies"), [("", None), ("x" * 129, None), ("taken", None), ("b", [])])
def test_what_is_no_name_or_no_limit_makes_no_token(store, name, agencies):
    store.add_feed_token("Taken", actor=ADMINISTRATOR)
    assert refusal(store.add_feed_token, name, agencies=agencies, actor=ADMINISTRATOR) is StoreErrorCode.BAD_FEED_TOKEN
    assert [each.name for each in store.feed_tokens(actor=ADMINISTRATOR)] == ["Taken"]


def test_only_an_administrator_makes_lists_and_revokes(store):
    store.add_feed_token("A", actor=ADMINISTRATOR)
    for call, arguments in ((store.add_feed_token, ["B"]), (store.revoke_feed_token, ["A"]), (store.feed_tokens, [])):
        assert refusal(call, *arguments, actor=EDITOR) is StoreErrorCode.NOT_ALLOWED
    assert refusal(store.revoke_feed_token, "B", actor=ADMINISTRATOR) is StoreErrorCode.NO_FEED_TOKEN
    assert [each.name for each in store.feed_tokens(actor=ADMINISTRATOR)] == ["A"]
    tried = [line.reason for line in store.audit(actor=ADMINISTRATOR) if line.action.value == "refused"]
    assert tried == ["tokens", "token-revoke", "token-add"]
