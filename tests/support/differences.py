"""A difference between two versions with every kind of change in it."""

from datetime import date

from model.versions.difference import (
    AgencyChange,
    DateChange,
    Difference,
    NewUpdate,
    OtherChange,
    RecommendationId,
    Removed,
    StatusChange,
    WordsChange,
)

FEBRUARY, JUNE = date(2024, 2, 1), date(2024, 6, 1)
NINE, TEN = RecommendationId("Stalking", "9"), RecommendationId("Stalking", "10")
EVERYTHING = Difference(
    new=(RecommendationId("Stalking", "19"),),
    removed=(Removed(RecommendationId("Stalking", "3"), "Green", True),),
    updated=(NewUpdate(NINE, "Progress", JUNE, "Red", "Amber", True), NewUpdate(NINE, "Progress", None, "")),
    rerated=(
        StatusChange(NINE, "Progress", JUNE, "Amber", "Red", True),
        StatusChange(NINE, "Progress", None, "", "Red"),
    ),
    corrected=(StatusChange(NINE, "Progress", JUNE, "Amber", "Amber", False),),
    reworded=(WordsChange(NINE, "Progress", "update", "One.", "Two.\nThree.", JUNE),),
    redated=(DateChange(NINE, "target", "", "Autumn 2026"), DateChange(NINE, "due", "May", "July", "Meet.")),
    reassigned=(AgencyChange(NINE, "Police", ""),),
    reopened=(NINE,),
    other=(
        OtherChange("Key", None, "Meaning", "a", "b", name="Red"),
        OtherChange("Progress", NINE, "Evidence", "", "x", JUNE),
    ),
    unchanged=12,
)
