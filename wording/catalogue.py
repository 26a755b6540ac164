"""The catalogue of messages, the translator that looks them up in one language, labels, and sentences from tables."""

import gettext
import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any

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
    built = (message for message in catalog if message.id and DERIVED in message.user_comments)
    return [f"{_one_line(message.id)} = {_one_line(message.string)}" for message in built]


def _one_line(text: object) -> str:
    return " | ".join(_forms(text)).replace("\n", " ")


def _forms(text: object) -> tuple[str, ...]:
    return tuple(map(str, text)) if isinstance(text, tuple | list) else (str(text or ""),)


_PLACEHOLDER = re.compile(r"\{(\w+)\}")


def read_sentences(path: Path) -> Mapping[str, Any]:
    """Return the table of sentences in a `.toml` file."""
    return tomllib.loads(path.read_text(encoding="utf-8"))


_LABELS = read_sentences(Path(__file__).with_name("labels.toml"))


def label(table: str, code: str, _: Translator, /, *, n: int = 0, default: str | None = None, **values: object) -> str:
    """Return the label of a code in a table of `labels.toml`, in the language.

    Args:
        table: what the code is, such as `movement`.
        code: the code, or a member of an enumeration.
        _: the translator.
        n: the number of a label that is counted.
        default: what to return for a code without a label; without it such a code is a KeyError.
        values: the values of the label.
    """
    if default is not None and code not in _LABELS[table]:
        return default
    found = _LABELS[table][code]
    if isinstance(found, str):
        return _(found, n=n, **values)
    one, many = found
    return _.plural(one, many, int(n), **values)


def labels(table: str, _: Translator) -> dict[str, str]:
    """Return every label of a table by its code, in the order of the file."""
    return {code: label(table, code, _) for code in _LABELS[table]}


def sentence_of(entry: Mapping[str, Any], name: str, values: Mapping[str, str], _: Translator) -> str:
    """Return a sentence of an entry in the language, with its values.

    One in the singular and the plural is counted by the value that `count` of the entry names. Of variants, that of the
    value of `by` is taken: `none` for an empty one, `several` for a list, else `other`.
    """
    found = entry[name]
    while isinstance(found, Mapping):
        value = values.get(found["by"], "")
        kind = "several" if ", " in value else value or "none"
        found = found[kind if kind in found else "other"]
    if isinstance(found, str):
        return _(found, **_complete(values, found))
    one, many = found
    return _.plural(one, many, int(values[entry.get("count", "count")]), **_complete(values, one, many))


def _complete(values: Mapping[str, str], *texts: str) -> Mapping[str, str]:
    """Return the values of a sentence, with dots for one that it needs and an issue of another release lacks."""
    return {**{name: "…" for text in texts for name in _PLACEHOLDER.findall(text) if name != "n"}, **values}


def messages(source: Mapping[str, Any]) -> Iterator[tuple[str, ...]]:
    """Yield every message of a table, or its singular and plural."""
    for name, found in source.items():
        if isinstance(found, Mapping):
            yield from messages(found)
        elif name not in ("by", "count"):
            yield (found,) if isinstance(found, str) else tuple(found)
