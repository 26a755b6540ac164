from model.versions.difference import Difference, NewUpdate, OtherChange, RecommendationId, StatusChange
from tests.support.differences import FEBRUARY, JUNE, NINE, TEN
from wording.differences.headline import difference_headline, no_newer_round_warning, unchanged_count


def test_the_whole_difference_is_one_sentence(english):
    found = Difference(
        new=(RecommendationId("Stalking", "19"),),
        updated=(
            NewUpdate(NINE, "Progress", JUNE, "Red", "Amber", True),
            NewUpdate(TEN, "Progress", JUNE, "Green", "Amber", False),
            NewUpdate(RecommendationId("Stalking", "11"), "Progress", JUNE, "Amber", "Amber", False),
        ),
        rerated=(StatusChange(NINE, "Progress", FEBRUARY, "Green", "Amber", True),),
        other=(OtherChange("Key", None, "Meaning", "a", "b", name="Red"),),
        unchanged=12,
    )
    assert difference_headline(found, english) == (
        "1 new recommendation; 3 new updates of June 2024; 1 recommendation got worse; "
        "1 recommendation got better; 1 status re-rated; 1 other change; 12 recommendations are unchanged."
    )


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
    found = Difference(
        updated=(NewUpdate(NINE, "Progress", FEBRUARY, "Red"), NewUpdate(NINE, "Progress", JUNE, "Red", "Red", False))
    )
    assert difference_headline(found, english) == "2 new updates in 2 rounds."


def test_no_difference_has_a_sentence(english, welsh):
    assert difference_headline(Difference(unchanged=18), english) == "Nothing differs: every cell is as it was."
    assert difference_headline(Difference(unchanged=18), welsh) == "Nid oes dim yn wahanol: mae pob cell fel yr oedd."


def test_what_is_unchanged_is_counted(english):
    assert [unchanged_count(n, english) for n in (1, 12)] == [
        "1 recommendation is unchanged",
        "12 recommendations are unchanged",
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
