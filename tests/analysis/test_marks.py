from analysis.marks import marks_of
from model.scale import RED_AMBER_GREEN


def test_the_marks_are_the_scale_worst_first_and_then_the_two_that_are_no_status():
    assert marks_of(RED_AMBER_GREEN) == ["Red", "Amber", "Green", "not rated", "not reported"]
