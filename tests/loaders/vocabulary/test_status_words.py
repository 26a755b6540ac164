from loaders.vocabulary.status_words import status_labels
from model.status.scale import RED_AMBER_GREEN, Scale, Status


def test_a_status_is_known_by_its_word_and_its_letter_in_either_language():
    labels = status_labels(RED_AMBER_GREEN)
    assert {label: labels[label] for label in ("red", "coch", "r", "c", "a", "ambr", "g", "gwyrdd")} == {
        "red": "Red",
        "coch": "Red",
        "r": "Red",
        "c": "Red",
        "a": "Amber",
        "ambr": "Amber",
        "g": "Green",
        "gwyrdd": "Green",
    }


def test_words_that_only_contain_a_status_mean_none():
    labels = status_labels(Scale((Status("Not complete"), Status("Complete", complete=True))))
    assert [word in labels for word in ("complete", "not complete", "incomplete", "nearly complete")] == [
        True,
        True,
        False,
        False,
    ]


def test_an_english_letter_goes_before_a_welsh_one():
    labels = status_labels(Scale((Status("Green", name_cy="Coch"), Status("Complete", name_cy="Gwyrdd"))))
    assert (labels["g"], labels["c"]) == ("Green", "Complete")


def test_amber_is_known_by_both_its_welsh_words_where_the_scale_has_it():
    assert status_labels(RED_AMBER_GREEN)["oren"] == "Amber"
    assert "oren" not in status_labels(Scale((Status("Open"), Status("Closed", complete=True))))
