"""The two languages the project speaks."""

from enum import StrEnum


class Language(StrEnum):
    """A language by its ISO 639-1 code, which is also its place in an address: `lang=cy`."""

    ENGLISH = "en"
    WELSH = "cy"
