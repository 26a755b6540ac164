"""A workbook becomes a tracker and its issues. Reading needs no pandas."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from loaders.pipeline import read_workbook

__all__ = ["read_workbook"]


def __getattr__(name: str) -> Any:
    """Import the readers when they are asked for: whoever reads in another process does not need them here."""
    if name != "read_workbook":
        raise AttributeError(name)
    from loaders.pipeline import read_workbook  # noqa: PLC0415 - that is the point

    return read_workbook
