"""Dates, durations, names, statuses, lists and numbers as a reader sees them."""

from collections import namedtuple
from datetime import UTC, date, datetime
from itertools import pairwise
from time import process_time

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.dates import Precision
from model.terms import Language, NameKind
from wording.catalogue import translator
from wording.formatting import (
    DiffKind,
    Names,
    diff_words,
    format_date,
    format_day,
    format_share,
    format_timestamp,
    local_day,
    localised_value,
)

ENGLISH, WELSH = translator(Language.ENGLISH), translator(Language.WELSH)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ((date(2024, 7, 1), date(2024, 7, 1), Precision.DAY, "01/07/24"), "1 July 2024"),
        ((date(2024, 7, 1), date(2024, 7, 3), Precision.DAY, "1-3 July"), "1 July 2024 to 3 July 2024"),
        ((date(2024, 7, 1), date(2024, 7, 31), Precision.MONTH, "Jul 24"), "July 2024"),
        ((date(2024, 4, 1), date(2024, 6, 30), Precision.QUARTER, "Q2 2024"), "April to June 2024"),
        ((date(2023, 12, 1), date(2024, 2, 29), Precision.QUARTER, "winter"), "December 2023 to February 2024"),
        ((date(2023, 9, 1), date(2023, 11, 30), Precision.SEASON, "autumn 2023"), "Autumn 2023"),
        ((date(2023, 12, 1), date(2024, 2, 29), Precision.SEASON, "Winter 2023/24"), "Winter 2023/24"),
        ((date(2023, 9, 1), date(2023, 11, 30), Precision.SEASON, "Hydref 2023"), "Autumn 2023"),
        ((date(2023, 9, 1), date(2023, 11, 30), Precision.SEASON, "by harvest"), "by harvest"),
        ((date(2023, 9, 1), date(2023, 11, 30), Precision.SEASON, "Tymor yr hydref 2023"), "Autumn 2023"),
        ((date(2024, 1, 1), date(2024, 12, 31), Precision.YEAR, "2024"), "2024"),
        ((date(2024, 4, 1), date(2025, 3, 31), Precision.YEAR, "2024/25"), "2024/25"),
        ((None, None, Precision.WORDS, "when funds allow"), "when funds allow"),
        ((None, None, Precision.WORDS, "TBC"), "to be confirmed"),
        ((pd.NaT, pd.NaT, float("nan"), float("nan")), "no date given"),
        ((None, None, None, None), "no date given"),
    ],
)
def test_a_date_is_formatted_to_its_precision(english, written, expected):
    first, last, precision, words = written
    assert format_date(first, last, precision, words, english) == expected


def test_a_timestamp_has_a_long_and_a_short_form_in_either_language():
    at = datetime(2026, 7, 1, 23, 30, tzinfo=UTC)
    assert format_timestamp(at, ENGLISH, short=True) == "2 Jul 2026, 00:30"
    assert format_timestamp(at, WELSH) == "2 Gorffennaf 2026, 00:30"
    assert (format_day(local_day(at), WELSH), local_day(at)) == ("2 Gorffennaf 2026", date(2026, 7, 2))


Row = namedtuple("Row", ["title", "title_cy"])
IN_ENGLISH, IN_WELSH = Language.ENGLISH, Language.WELSH


@pytest.fixture
def names() -> Names:
    fields = ["kind", "name", "short_name", "name_cy", "short_name_cy"]
    rows = [
        ("Agency", "Dyfed-Powys Police", "DPP", "Heddlu Dyfed-Powys", None),
        ("Agency", "Prison Service", None, None, None),
        ("Theme", "Data", "Data", "Data", "Data"),
        ("Theme", "Dyfed-Powys Police", "the Force", None, None),
    ]
    return Names(pd.DataFrame(rows, columns=fields, dtype="str"))


def test_a_name_is_looked_up_by_its_kind_and_in_the_language(names, english, welsh):
    assert names.full(NameKind.AGENCY, "Dyfed-Powys Police", english) == "Dyfed-Powys Police"
    assert names.full(NameKind.AGENCY, "Dyfed-Powys Police", welsh) == "Heddlu Dyfed-Powys"
    assert names.short(NameKind.AGENCY, "Dyfed-Powys Police", english) == "DPP"
    assert names.short(NameKind.THEME, "Dyfed-Powys Police", english) == "the Force"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Office of the Commissioner", "the Office of the Commissioner"),
        ("Ministry of Justice", "the Ministry of Justice"),
        ("Dyfed-Powys Police", "Dyfed-Powys Police"),
        ("Officers of the Court", "Officers of the Court"),
    ],
)
def test_an_office_has_its_article_in_an_english_sentence(names, english, welsh, name, expected):
    assert names.in_sentence(NameKind.AGENCY, name, english) == expected
    assert not names.in_sentence(NameKind.AGENCY, name, welsh).startswith("the ")


@pytest.mark.parametrize(
    ("row", "language", "value"),
    [
        (Row("Training", "Hyfforddiant"), IN_WELSH, ("Hyfforddiant", None)),
        (Row("Training", "Hyfforddiant"), IN_ENGLISH, ("Training", None)),
        (Row("Training", " "), IN_WELSH, ("Training", IN_ENGLISH)),
        (Row("Training", float("nan")), IN_WELSH, ("Training", IN_ENGLISH)),
        (Row(float("nan"), "Hyfforddiant"), IN_ENGLISH, ("Hyfforddiant", IN_WELSH)),
        (Row(" ", None), IN_WELSH, ("", None)),
        (Row(" Training\n", ""), IN_ENGLISH, (" Training\n", None)),
    ],
)
def test_a_field_is_in_the_readers_language_or_in_the_other_that_is_marked(row, language, value):
    assert localised_value(row, "title", language) == value


UNCHANGED, REMOVED, ADDED = DiffKind.UNCHANGED, DiffKind.REMOVED, DiffKind.ADDED
TEXTS = st.text(st.sampled_from("ab.,\n\t é’"), max_size=40)


@pytest.mark.parametrize(("part", "total", "expected"), [(1, 18, "6%"), (18, 18, "100%"), (0, 18, "0%"), (0, 0, "–")])
def test_a_share_is_a_percentage_without_decimals_and_a_dash_where_the_total_is_zero(english, part, total, expected):
    assert format_share(part, total, english) == expected


@given(TEXTS, TEXTS)
def test_both_texts_are_complete_and_no_two_neighbouring_runs_are_of_one_kind(before, after):
    marked = diff_words(before, after)
    assert "".join(text for text, mark in marked if mark is not ADDED) == before
    assert "".join(text for text, mark in marked if mark is not REMOVED) == after
    assert all(one[1] is not other[1] for one, other in pairwise(marked))


def test_a_change_in_the_longest_cell_of_a_workbook_is_found_fast():
    before = "one two three four " * 1_700
    after = f"Zero {before.replace('three', '3', 400)}end"
    started = process_time()
    marked = diff_words(before, after)
    assert process_time() - started < 2
    assert "".join(text for text, mark in marked if mark is not REMOVED) == after
