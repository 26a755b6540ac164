"""Garbage collection of a server that has started: what lives as long as the server is not looked through again."""

import gc

OBJECTS_BETWEEN_COLLECTIONS = 10_000
"""Python's own number is 700, which the run of a page makes twice."""


def spare_lasting_objects() -> None:
    """Leave all objects of now out of every later collection, and collect at each ten thousand new ones.

    Modules, the platform and the tracker are some 200,000 objects. To look through them took a tenth to a quarter of a
    second, in which every reader waited, at each three hundred pages.
    """
    gc.freeze()
    gc.set_threshold(OBJECTS_BETWEEN_COLLECTIONS, *gc.get_threshold()[1:])
