import json

from analysis.difference.json import difference_object
from tests.support.differences import EVERYTHING


def test_a_difference_is_one_json_object_with_stable_keys():
    told = {
        "movement": {
            "from": "2024-02",
            "to": "2024-06",
            "moves": [{"ref": "9", "from": "Green", "to": "Red", "movement": "reopened"}],
        },
        "restated": [{"ref": "10", "round": "2024-02", "from": "", "to": "Amber"}],
        "new": ["19"],
        "removed": ["3"],
        "updated": [{"ref": "9", "round": "2024-06"}, {"ref": "9", "round": None}],
        "rerated": [
            {"ref": "9", "round": "2024-06", "from": "Amber", "to": "Red"},
            {"ref": "9", "round": None, "from": "", "to": "Red"},
            {"ref": "10", "round": "2024-02", "from": "Red", "to": "Amber"},
        ],
        "corrected": [{"ref": "9", "round": "2024-06", "from": "Amber", "to": "Amber"}],
        "reworded": [{"ref": "9", "field": "update"}],
        "redated": [
            {"ref": "9", "field": "target", "from": "", "to": "Autumn 2026"},
            {"ref": "9", "field": "due", "from": "May", "to": "July"},
        ],
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
