"""Read a workbook or a published report into a tracker and its issues, without pandas."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from loaders.client import annotated_copy, read_in_worker
    from loaders.options import ReadOptions
    from loaders.pipeline import read_workbook
    from loaders.security.limits import Limits

__all__ = [
    "Limits",
    "ReadOptions",
    "annotated_copy",
    "read_in_worker",
    "read_workbook",
]
_MODULES = {
    "Limits": "loaders.security.limits",
    "ReadOptions": "loaders.options",
    "annotated_copy": "loaders.client",
    "read_in_worker": "loaders.client",
    "read_workbook": "loaders.pipeline",
}


def __getattr__(name: str) -> Any:
    """Return a public name, imported on first use: a program that reads in a worker process needs no readers."""
    if name not in _MODULES:
        raise AttributeError(name)
    return getattr(import_module(_MODULES[name]), name)
