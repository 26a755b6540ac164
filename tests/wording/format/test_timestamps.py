from datetime import UTC, date, datetime

import pytest

from model.language import Language
from wording.catalogue import translator
from wording.format.timestamps import format_timestamp, format_timestamp_day, local_day

ENGLISH, WELSH = translator(Language.ENGLISH), translator(Language.WELSH)


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        (datetime(2026, 11, 25, 14, 5, tzinfo=UTC), "25 November 2026, 14:05"),
        (datetime(2026, 7, 1, 23, 30, tzinfo=UTC), "2 July 2026, 00:30"),
    ],
)
def test_a_timestamp_is_in_the_time_zone_of_the_office(at, expected):
    assert format_timestamp(at, ENGLISH) == expected


def test_a_timestamp_has_a_long_and_a_short_form_in_either_language():
    at = datetime(2026, 7, 1, 23, 30, tzinfo=UTC)
    assert format_timestamp(at, ENGLISH, short=True) == "2 Jul 2026, 00:30"
    assert format_timestamp(at, WELSH) == "2 Gorffennaf 2026, 00:30"
    assert (format_timestamp_day(at, WELSH), local_day(at)) == ("2 Gorffennaf 2026", date(2026, 7, 2))
