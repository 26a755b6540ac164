from analysis.selection.neighbours import Neighbours, neighbours
from analysis.status.latest_status import status_at
from tests.support.trackers import REVIEW, month, tracker_of


def neighbours_of(ref, *, review=REVIEW):
    standing = status_at(tracker_of(["2", "10", {"ref": "2", "review": "Another"}]), as_at=month("June 2024"))
    return neighbours(standing, review=review, ref=ref)


def test_neighbours_are_those_on_either_side_in_the_lists_order():
    assert neighbours_of("10") == Neighbours(previous=(REVIEW, "2"), following=("Another", "2"))


def test_the_ends_have_one_neighbour():
    assert neighbours_of("2") == Neighbours(previous=None, following=(REVIEW, "10"))
    assert neighbours_of("2", review="Another") == Neighbours(previous=(REVIEW, "10"), following=None)


def test_what_is_not_in_the_list_has_none():
    assert neighbours_of("99") == Neighbours(previous=None, following=None)
