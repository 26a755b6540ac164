"""The two languages of the project, and text as it is compared."""

import re
import unicodedata
from enum import StrEnum
from functools import lru_cache


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


def normalise_space(text: str) -> str:
    """Return a text with each run of white space as one space, and none at its ends."""
    return " ".join(text.split())


@lru_cache(maxsize=4096)
def label_key(label: str) -> str:
    """Return the key for comparing labels, which ignores case, extra spaces, underscores and a final colon.

    It also ignores whether a symbol is drawn as text or as an emoji (U+FE0E, U+FE0F).
    """
    spaced = re.sub(r"[\s\u200b\ufe0e\ufe0f_]+", " ", label).replace("’", "'")
    return normalise_space(spaced).rstrip(":").rstrip().casefold()


def base_letters(text: str) -> str:
    """Return a text in lower case and without accents: "ty gwyl" for "Tŷ Gŵyl"."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))
