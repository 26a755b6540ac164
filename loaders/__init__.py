"""Read a workbook or a published report into a tracker and its issues, without pandas."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from loaders.pipeline import read_workbook

__all__ = ["read_workbook"]


def __getattr__(name: str) -> Any:
    """Return `read_workbook`, imported on first use: a program that reads in a worker process needs no readers."""
    if name not in __all__:
        raise AttributeError(name)
    return getattr(import_module("loaders.pipeline"), name)
