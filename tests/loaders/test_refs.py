import pytest

from loaders.refs import plain_ref, plain_refs


@pytest.mark.parametrize(
    "written", ["1", "1.0", "R1", "r 1", "Rec 1", "Rec. 1", "Recommendation 1", "No. 1", "#1", "1.", "R1.0", "Arg 1"]
)
def test_one_reference_written_in_many_ways_is_the_same(written):
    assert plain_ref(written) == "1"


@pytest.mark.parametrize("written", ["3.1", "3.10", "12a", "RSK-101", "V1", "Response", "A.5.1.1", "R", "R-001", "R01"])
def test_what_belongs_to_the_reference_stays(written):
    assert plain_ref(written) == written


def test_several_references_are_parted_and_each_kept_once():
    assert plain_refs("Recommendations 2 and 3; Rec 2, 10\n3.1") == ["2", "3", "10", "3.1"]
