"""Read a workbook or a published report into a tracker and its issues, without pandas."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from loaders.pipeline import read_workbook

__all__ = ["read_workbook"]


def __getattr__(name: str) -> Any:
    """Import the readers on first use: a program that reads in a worker process does not need them."""
    if name != "read_workbook":
        raise AttributeError(name)
    from loaders.pipeline import read_workbook  # noqa: PLC0415 - that is the point

    return read_workbook
