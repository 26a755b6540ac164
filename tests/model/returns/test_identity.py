from datetime import date

import pytest

from model.language import Language
from model.returns.received import Item, ReturnIdentity, checksum, identity_rows, text_digest
from model.returns.round import Recipient, Round, Scope

IDENTITY = ReturnIdentity(Recipient("The Force", ""), date(2026, 10, 1), date(2026, 10, 23), Language.WELSH, 12)


def test_the_hidden_sheet_has_whose_return_it_is_and_a_checksum_of_all_of_it():
    listed = identity_rows(IDENTITY, {("Stalking", "1", Item.THEME): "abc"})
    assert listed[:-1] == [
        ("layout", "cynnydd-return-1"),
        ("round", "2026-10"),
        ("due", "2026-10-23"),
        ("agency", "The Force"),
        ("role", ""),
        ("language", "cy"),
        ("version", "12"),
        ("locked", "Stalking", "1", "theme", "abc"),
    ]
    assert listed[-1] == ("checksum", checksum(listed[:-1]))


def test_a_checksum_does_not_depend_on_the_spaces_of_a_spreadsheet_program():
    assert checksum([("agency", "The  Force "), ("role", "")]) == checksum([("agency", "The Force"), ("role",)])
    assert checksum([("agency", "The Force")]) != checksum([("agency", "The Courts")])


@pytest.mark.parametrize(("text", "same"), [("a\r\nb", True), ("a b ", True), ("a c", False)])
def test_a_digest_is_of_the_words(text, same):
    assert (text_digest(text) == text_digest("a\nb")) is same


def test_a_return_is_in_welsh_for_the_agencies_that_a_round_names():
    of_round = Round(date(2026, 10, 1), date(2026, 10, 23), Scope.ALL, None, ("The Force",))
    assert of_round.language_of(Recipient("The Force", "Clerk")) is Language.WELSH
    assert of_round.language_of(Recipient("The Courts", "Clerk")) is Language.ENGLISH
