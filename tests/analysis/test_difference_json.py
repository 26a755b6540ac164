import json
from datetime import date

from analysis.difference_json import difference_object
from model.difference import (
    AgencyChange,
    DateChange,
    Difference,
    Item,
    NewUpdate,
    OtherChange,
    Removed,
    StatusChange,
    WordsChange,
)

JUNE = date(2024, 6, 1)
NINE = Item("Stalking", "9")
EVERYTHING = Difference(
    new=(Item("Stalking", "19"),),
    removed=(Removed(Item("Stalking", "3"), "Green", True),),
    updated=(NewUpdate(NINE, "Progress", JUNE, "Red", "Amber", True), NewUpdate(NINE, "Progress", None, "")),
    rerated=(StatusChange(NINE, "Progress", JUNE, "", "Red"),),
    corrected=(StatusChange(NINE, "Progress", JUNE, "Amber", "Amber", False),),
    reworded=(WordsChange(NINE, "Progress", "update", "One.", "Two.", JUNE),),
    redated=(DateChange(NINE, "target", "", "Autumn 2026"),),
    reassigned=(AgencyChange(NINE, "Police", ""),),
    reopened=(NINE,),
    other=(OtherChange("Key", None, "Meaning", "a", "b"), OtherChange("Progress", NINE, "Evidence", "", "x", JUNE)),
    unchanged=12,
)


def test_a_difference_is_one_object_with_stable_keys_that_json_can_hold():
    told = {
        "new": ["19"],
        "removed": ["3"],
        "updated": [{"ref": "9", "round": "2024-06"}, {"ref": "9", "round": None}],
        "rerated": [{"ref": "9", "round": "2024-06", "from": "", "to": "Red"}],
        "corrected": [{"ref": "9", "round": "2024-06", "from": "Amber", "to": "Amber"}],
        "reworded": [{"ref": "9", "field": "update"}],
        "redated": [{"ref": "9", "field": "target", "from": "", "to": "Autumn 2026"}],
        "reassigned": [{"ref": "9", "from": "Police", "to": ""}],
        "reopened": ["9"],
        "other": [
            {"sheet": "Key", "ref": None, "column": "Meaning"},
            {"sheet": "Progress", "ref": "9", "column": "Evidence"},
        ],
        "unchanged": 12,
    }
    assert json.loads(json.dumps(difference_object(EVERYTHING))) == told
    assert list(difference_object(EVERYTHING)) == list(told)


def test_each_item_names_its_review_where_there_is_more_than_one():
    several = Difference(
        new=(NINE,),
        updated=(NewUpdate(NINE, "Progress", JUNE, "Red"),),
        other=(OtherChange("Key", None, "Meaning", "a", "b"),),
        reviews=2,
    )
    told = {key: value for key, value in difference_object(several).items() if value}
    assert told == {
        "new": [{"review": "Stalking", "ref": "9"}],
        "updated": [{"review": "Stalking", "ref": "9", "round": "2024-06"}],
        "other": [{"sheet": "Key", "review": None, "ref": None, "column": "Meaning"}],
    }
