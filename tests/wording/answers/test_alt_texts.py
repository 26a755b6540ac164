import pandas as pd

from model.status import RED_AMBER_GREEN
from model.terms import NOT_REPORTED
from wording.answers.alt_texts import coverage_alt, small_multiples_alt, status_over_time_alt
from wording.format.names import Names

FEBRUARY, JUNE = pd.Timestamp("2024-02-01"), pd.Timestamp("2024-06-01")
NAMES = Names(
    pd.DataFrame(
        [("Agency", "Courts Service", "HMCTS", None, None)],
        columns=["kind", "name", "short_name", "name_cy", "short_name_cy"],
        dtype="str",
    )
)


def by_round(*rows: tuple[pd.Timestamp, str, int]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["round", "mark", "count"])


def test_status_over_time_has_the_first_and_the_latest_round(english):
    counts = by_round((FEBRUARY, "Red", 3), (FEBRUARY, "Amber", 12), (JUNE, "Red", 0), (JUNE, "Amber", 15))
    assert status_over_time_alt(counts, RED_AMBER_GREEN, english) == (
        "Status over 2 rounds. In February 2024: 3 Red and 12 Amber. In June 2024: 15 Amber."
    )


def test_status_in_one_round_appears_one_time(english):
    text = status_over_time_alt(by_round((JUNE, "Amber", 2), (JUNE, NOT_REPORTED, 1)), RED_AMBER_GREEN, english)
    assert text == "Status in one round. In June 2024: 2 Amber and 1 not reported."


def test_status_over_time_without_a_round_has_a_text(english):
    text = status_over_time_alt(by_round(), RED_AMBER_GREEN, english)
    assert text == "Status over time: nothing has been reported."


def test_small_multiples_list_each_group_in_the_latest_round(english):
    counts = pd.DataFrame(
        [("Data", FEBRUARY, "Red", 1), ("Data", JUNE, "Amber", 1), (None, FEBRUARY, "Red", 2), (None, JUNE, "Red", 2)],
        columns=["group", "round", "mark", "count"],
    )
    assert small_multiples_alt(counts, RED_AMBER_GREEN, english, names=NAMES) == (
        "Status over time by group. In June 2024: Data: 1 Amber; no theme given: 2 Red."
    )


def covered(*rows: tuple[str | None, pd.Timestamp, int, int]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["lead_agency", "round", "recommendations", "reported"])


def test_coverage_counts_what_was_reported_in_each_round_and_names_who_was_silent(english):
    table = covered(("Police", FEBRUARY, 16, 16), ("Police", JUNE, 16, 15), (None, FEBRUARY, 1, 0), (None, JUNE, 1, 0))
    assert coverage_alt(table, english, names=NAMES) == (
        "Recommendations reported in each round: February 2024: 16 of 17; June 2024: 15 of 17. "
        "Nothing was reported in June 2024 by: no agency given."
    )


def test_coverage_where_every_agency_reported_has_a_sentence(english):
    assert coverage_alt(covered(("Police", JUNE, 16, 15)), english) == (
        "Recommendations reported in each round: June 2024: 15 of 16. Every lead agency reported in June 2024."
    )


def test_coverage_without_a_round_has_a_text(english):
    assert coverage_alt(covered(), english) == "Who reported in which round: nothing has been reported."
