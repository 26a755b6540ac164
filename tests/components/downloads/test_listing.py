"""The list of recommendations as CSV, in the words of a language and harmless in a spreadsheet."""

import csv
from io import StringIO

import pytest

from reports.registry import list_as_csv
from tests.support.editions import edition_of, nasty_tracker


def rows(edition, *refs):
    content = list_as_csv(edition, [("Stalking", ref) for ref in refs]).decode("utf-8-sig")
    return list(csv.reader(StringIO(content)))


def test_statuses_and_months_are_words_in_english():
    _head, first = rows(edition_of(), "1")
    assert first == [
        *("1", "Fund the post", "Amber", "Resourcing", "The Force", "Funding goes on.\nA post is filled."),
        *("June 2024", "June 2024", "March 2024", "overdue", "2"),
        *first[11:],
    ]
    assert len(first) == 18


def test_they_are_words_in_welsh():
    _head, first = rows(edition_of(language="cy"), "1")
    assert first[:4] == ["1", "Ariannu'r swydd", "Ambr", "Adnoddau"]
    assert first[6] == "Mehefin 2024"


@pytest.mark.parametrize("number", [1, 2, 3])
def test_no_text_becomes_a_formula(number):
    _head, row = rows(edition_of(nasty_tracker()), str(number))
    assert [cell for cell in row if cell.startswith(("=", "+", "@"))] == []
