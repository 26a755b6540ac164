"""A workbook becomes a tracker and its issues. Reading needs no pandas."""

from loaders.read import read_workbook

__all__ = ["read_workbook"]
