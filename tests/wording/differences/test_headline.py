from dataclasses import replace

from model.terms import Movement
from model.versions.difference import Difference, NewUpdate, OtherChange, RecommendationId, StatusChange, StatusMove
from tests.support.differences import FEBRUARY, JUNE, NINE, TEN
from wording.differences.headline import difference_headline, no_newer_round_warning, unchanged_count


def test_the_whole_difference_is_one_sentence(english):
    found = Difference(
        new=(RecommendationId("Stalking", "19"),),
        start=FEBRUARY,
        end=JUNE,
        moves=(StatusMove(NINE, "Amber", "Red", Movement.WORSENED), StatusMove(TEN, "Red", "Red", Movement.UNCHANGED)),
        updated=(NewUpdate(NINE, "Progress", JUNE, "Red"), NewUpdate(TEN, "Progress", JUNE, "Red")),
        rerated=(StatusChange(NINE, "Progress", FEBRUARY, "Green", "Amber"),),
        restated=(StatusChange(TEN, "", FEBRUARY, "Amber", "Red"),),
        other=(OtherChange("Key", None, "Meaning", "a", "b", name="Red"),),
        unchanged=12,
    )
    assert difference_headline(found, english) == (
        "From February 2024 to June 2024: 1 worsened, 1 unchanged. 1 new recommendation; 2 new updates of June 2024; "
        "1 status of an earlier round changed; 1 other change; 1 status as at February 2024 differs; "
        "nothing differs in 12 recommendations."
    )
    back = replace(found, start=JUNE, end=FEBRUARY, moves=(StatusMove(NINE, "Red", "Amber", Movement.CHANGED),))
    assert difference_headline(back, english).startswith("From June 2024 back to February 2024: 1 at another status. ")


def test_rows_that_are_gone_are_counted_by_kind_and_are_no_other_changes(english, welsh):
    def gone(sheet, item=NINE):
        return OtherChange(sheet, item, "Activity", "Meet.", "", is_whole_row=True)

    added = OtherChange("Monitoring", NINE, "Activity", "", "Ask.", is_whole_row=True)
    found = Difference(other=(gone("Progress"), gone("Monitoring"), gone("Monitoring"), gone("Names", None), added))
    assert difference_headline(found, english) == (
        "1 update gone; 2 monitoring promises gone; 1 row gone; 1 other change."
    )
    assert difference_headline(found, welsh).startswith("1 diweddariad wedi mynd; 2 addewid monitro wedi mynd; ")


def test_updates_of_several_rounds_are_counted_together(english):
    found = Difference(updated=(NewUpdate(NINE, "Progress", FEBRUARY, "Red"), NewUpdate(NINE, "Progress", JUNE, "Red")))
    assert difference_headline(found, english) == "2 new updates in 2 rounds."


def test_no_difference_has_a_sentence(english, welsh):
    assert difference_headline(Difference(unchanged=18), english) == "Nothing differs: every cell is as it was."
    assert difference_headline(Difference(unchanged=18), welsh) == "Nid oes dim yn wahanol: mae pob cell fel yr oedd."


def test_what_is_unchanged_is_counted(english):
    assert [unchanged_count(n, english) for n in (1, 12)] == [
        "nothing differs in 1 recommendation",
        "nothing differs in 12 recommendations",
    ]


def test_a_workbook_without_a_newer_round_has_a_warning(english):
    assert no_newer_round_warning(FEBRUARY, JUNE, english) == no_newer_round_warning(None, JUNE, english) == ""
    assert no_newer_round_warning(JUNE, JUNE, english) == (
        "The workbook holds no update newer than those of June 2024, which are there already."
    )
    assert no_newer_round_warning(JUNE, FEBRUARY, english) == (
        "The latest updates of the workbook are of February 2024, and those that are there of June 2024. "
        "Is it an older copy?"
    )
    assert no_newer_round_warning(JUNE, None, english) == "The workbook holds no update with a date."
