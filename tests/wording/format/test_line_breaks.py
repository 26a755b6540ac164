"""A short clause with a number stays on one line."""

import pytest

from wording.format.line_breaks import bind_clauses


@pytest.mark.parametrize(
    ("sentence", "bound"),
    [
        ("1 of 9 is complete. 17 are Amber, and none is Red.", "1_of_9_is_complete. 17_are_Amber, and none is_Red."),
        ("1 of 18 recommendations is complete.", "1_of 18_recommendations is_complete."),
        (
            "9 promises are overdue. None with a date is still to come.",
            "9_promises_are_overdue. None_with_a_date is still to_come.",
        ),
        ("All is done. Why?", "All is done. Why?"),
        (
            "Mae gan 8 y statws Coch, a gan 17 y statws Gwyrdd.",
            "Mae_gan_8_y_statws_Coch, a_gan_17_y_statws_Gwyrdd.",
        ),
        ("Panel report on 5,000 recommendations", "Panel report on 5,000_recommendations"),
        ("1,063 are Red, and 1,550 are Amber.", "1,063_are_Red, and_1,550_are_Amber."),
        ("Mae 3 yn Goch; nid yw 2 wedi.", "Mae_3_yn_Goch; nid_yw_2_wedi."),
    ],
)
def test_a_short_clause_with_a_number_has_no_break_spaces(sentence, bound):
    assert bind_clauses(sentence).replace("\u00a0", "_") == bound
