"""The formats a return is made in."""

from enum import StrEnum


class ReturnFormat(StrEnum):
    """The format of a return; its value is the ending of its file, without the dot."""

    EXCEL = "xlsx"
    WORD = "docx"
