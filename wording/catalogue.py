"""The catalogue of messages, the translator that looks them up in one language, and what has no Welsh yet."""

import gettext
from functools import lru_cache
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

from model.terms import Language

LOCALES = Path(__file__).parent / "locales"
DOMAIN = "cynnydd"
# The translator comment on a Welsh message that was built by rule and needs review by a Welsh speaker.
DERIVED = "derived"


class Translator:
    """Looks up messages in one language. By convention it is named `_`, so that a call reads `_("Themes")`.

    Messages are English texts with placeholders: `_("{n} of {total} match", n=3, total=18)`. Values are inserted after
    the look-up and are never looked up themselves. A placeholder without a value is a bug and raises KeyError.
    """

    def __init__(self, language: Language, translations: gettext.NullTranslations) -> None:
        self.language = language
        self._translations = translations

    def __call__(self, message: str, /, **values: object) -> str:
        """Return a message in this language; in English where it has no translation."""
        return self._translations.gettext(message).format_map(values)

    def plural(self, one: str, many: str, n: int, /, **values: object) -> str:
        """Return the plural form of a message for the count `n`, which also fills the placeholder `{n}`."""
        count = format_decimal(n, locale=self.language.value)
        return self._translations.ngettext(one, many, n).format_map({"n": count, **values})

    def within(self, context: str, message: str, /, **values: object) -> str:
        """Return a message whose translation depends on its context, such as a verb or a column heading."""
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


def missing(catalog: Catalog) -> list[str]:
    """Return the messages without Welsh, which are shown in English; singular and plural on one line."""
    return [_one_line(message.id) for message in catalog if message.id and not any(_forms(message.string))]


def derived(catalog: Catalog) -> list[str]:
    """Return the messages whose Welsh was built by rule, each with its Welsh, for review by a Welsh speaker."""
    return [
        f"{_one_line(message.id)} = {_one_line(message.string)}"
        for message in catalog
        if message.id and DERIVED in message.user_comments
    ]


def _one_line(text: object) -> str:
    return " | ".join(_forms(text)).replace("\n", " ")


def _forms(text: object) -> tuple[str, ...]:
    return tuple(map(str, text)) if isinstance(text, tuple | list) else (str(text or ""),)
