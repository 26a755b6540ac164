"""Garbage collection of a server that has started."""

import gc
from weakref import ref

import pytest
from components.serving.garbage import OBJECTS_BETWEEN_COLLECTIONS, spare_lasting_objects


@pytest.fixture(autouse=True)
def collection_as_before():
    threshold = gc.get_threshold()
    yield
    gc.set_threshold(*threshold)
    gc.unfreeze()


class Node:
    """An object that refers to itself: only a collection frees it."""

    def __init__(self):
        self.itself = self


def test_what_is_there_is_not_looked_through_and_what_comes_later_is_still_freed():
    lasting = Node()
    spare_lasting_objects()
    assert gc.get_freeze_count() > 0
    assert not any(each is lasting for each in gc.get_objects())
    later = ref(Node())
    gc.collect()
    assert later() is None


def test_the_youngest_objects_are_looked_through_less_often():
    older = gc.get_threshold()[1:]
    spare_lasting_objects()
    assert gc.get_threshold() == (OBJECTS_BETWEEN_COLLECTIONS, *older)
