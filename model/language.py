"""The two languages of the project."""

from enum import StrEnum


class Language(StrEnum):
    """A language by its ISO 639-1 code, which is also its query parameter: `lang=cy`."""

    ENGLISH = "en"
    WELSH = "cy"

    @property
    def tag(self) -> str:
        """The language tag of documents (BCP 47), with Great Britain as the region."""
        return f"{self.value}-GB"

    @property
    def other(self) -> "Language":
        """The other of the two."""
        return Language.ENGLISH if self is Language.WELSH else Language.WELSH
