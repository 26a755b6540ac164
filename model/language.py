"""The two languages of the project."""

from enum import StrEnum


class Language(StrEnum):
    """A language by its ISO 639-1 code, which is also its query parameter: `lang=cy`."""

    ENGLISH = "en"
    WELSH = "cy"

    @property
    def tag(self) -> str:
        """The language tag of documents (BCP 47): the language as it is written in Great Britain."""
        return f"{self.value}-GB"
