"""A difference between two versions with every kind of change in it."""

from datetime import date

from model.terms import Movement
from model.versions.difference import (
    AgencyChange,
    DateChange,
    Difference,
    NewUpdate,
    OtherChange,
    RecommendationId,
    Removed,
    StatusChange,
    StatusMove,
    WordsChange,
)

FEBRUARY, JUNE = date(2024, 2, 1), date(2024, 6, 1)
NINE, TEN = RecommendationId("Stalking", "9"), RecommendationId("Stalking", "10")
EVERYTHING = Difference(
    new=(RecommendationId("Stalking", "19"),),
    removed=(Removed(RecommendationId("Stalking", "3"), "Green", True),),
    start=FEBRUARY,
    end=JUNE,
    moves=(StatusMove(NINE, "Green", "Red", Movement.REOPENED), StatusMove(TEN, "Red", "Red", Movement.UNCHANGED)),
    updated=(NewUpdate(NINE, "Progress", JUNE, "Red"), NewUpdate(NINE, "Progress", None, "")),
    rerated=(
        StatusChange(NINE, "Progress", JUNE, "Amber", "Red"),
        StatusChange(NINE, "Progress", None, "", "Red"),
        StatusChange(TEN, "Progress", FEBRUARY, "Red", "Amber"),
    ),
    corrected=(StatusChange(NINE, "Progress", JUNE, "Amber", "Amber"),),
    restated=(StatusChange(TEN, "", FEBRUARY, "", "Amber"),),
    reworded=(WordsChange(NINE, "Progress", "update", "One.", "Two.\nThree.", JUNE),),
    redated=(DateChange(NINE, "target", "", "Autumn 2026"), DateChange(NINE, "due", "May", "July", "Meet.")),
    reassigned=(AgencyChange(NINE, "Police", ""),),
    other=(
        OtherChange("Key", None, "Meaning", "a", "b", name="Red"),
        OtherChange("Progress", NINE, "Evidence", "", "x", JUNE),
    ),
    unchanged=12,
)
