import pytest

from model.returns.received import ReturnFault
from model.store_error import StoreError, StoreErrorCode
from model.versions.difference import MergeRefusal
from wording.errors import TEXTS, fault_message, fault_remedy, store_fault


def test_every_fault_has_a_message_and_a_remedy():
    assert set(TEXTS["store"]) == set(StoreErrorCode)
    assert set(TEXTS["return"]) == set(ReturnFault)
    assert set(TEXTS["merge"]) == set(MergeRefusal)


@pytest.mark.parametrize("code", StoreErrorCode)
def test_both_are_sentences_in_either_language_also_where_a_detail_is_missing(code, english, welsh):
    texts = [text_of(StoreError(code), _) for _ in (english, welsh) for text_of in (fault_message, fault_remedy)]
    assert len(set(texts)) == 4
    assert [text[-1] for text in texts] == ["."] * 4


def test_a_conflict_names_who_published_which_version_and_what_to_compare_with(english):
    fault = StoreError(StoreErrorCode.CONFLICT, current="7", who="B. Editor")
    assert store_fault(fault, english) == (
        "B. Editor (not verified) has published version 7 since. Nothing was published now. "
        "Compare with version 7, and publish again."
    )


def test_an_unknown_version_names_the_latest_or_that_there_is_none(english):
    assert [
        store_fault(StoreError(StoreErrorCode.UNKNOWN_VERSION, version="9", latest=at), english) for at in ("4", "")
    ] == [
        "There is no version 9. Give the number of one that there is; the latest is 4.",
        "There is no version 9. No version has been published yet.",
    ]


def test_a_bad_address_is_named_by_its_setting_and_never_shown(english):
    assert fault_message(StoreError(StoreErrorCode.BAD_ADDRESS), english) == (
        "CYNNYDD_DATABASE_URL is not the address of a database that can be used."
    )
