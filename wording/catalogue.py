"""The catalogue: every string a person reads, looked up in the language asked for."""

import gettext
from functools import lru_cache
from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

from model.language import Language

LOCALES = Path(__file__).parent / "locales"
DOMAIN = "cynnydd"


class Translator:
    """Looks up messages in one language. By habit it is named `_`, so that a call reads `_("Themes")`.

    Messages are English texts with named places: `_("{n} of {total} match", n=3, total=18)`. Values are put in after
    the look-up and are never read as messages themselves. A place without its value is a mistake in the program and
    raises KeyError.
    """

    def __init__(self, language: Language, translations: gettext.NullTranslations) -> None:
        self.language = language
        self._translations = translations

    def __call__(self, message: str, /, **values: object) -> str:
        """Return a message in this language; the English text where the catalogue has no other."""
        return self._translations.gettext(message).format_map(values)

    def plural(self, one: str, many: str, n: int, /, **values: object) -> str:
        """Return the form of a message for the count `n`, which also fills the place `{n}`."""
        count = format_decimal(n, locale=self.language.value)
        return self._translations.ngettext(one, many, n).format_map({"n": count, **values})

    def within(self, context: str, message: str, /, **values: object) -> str:
        """Return a message whose translation depends on where it stands, such as a verb or a column heading."""
        return self._translations.pgettext(context, message).format_map(values)


@lru_cache
def translator(language: Language) -> Translator:
    """Return the translator of a language. Its catalogue is compiled in memory from the `.po` file."""
    source = LOCALES / language.value / "LC_MESSAGES" / f"{DOMAIN}.po"
    if language is Language.ENGLISH or not source.exists():
        return Translator(language, gettext.NullTranslations())
    compiled = BytesIO()
    with source.open("rb") as file:
        write_mo(compiled, read_po(file, locale=language.value))
    compiled.seek(0)
    return Translator(language, gettext.GNUTranslations(compiled))
