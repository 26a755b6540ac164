"""Numbers as people write them."""

from babel.numbers import format_decimal, format_percent

from wording.catalogue import Translator


def format_count(n: int, _: Translator) -> str:
    """Return an integer with thousands separators: "1,234"."""
    return format_decimal(int(n), locale=_.language.value) if n >= 1000 else str(int(n))


def format_share(part: float, total: float, _: Translator) -> str:
    """Return the share of a total as a percentage without decimals; a dash where the total is zero."""
    return format_percent(part / total, locale=_.language.value) if total else "–"


def number_word(n: int, _: Translator) -> str:
    """Return a number in a sentence: a word under ten in English, figures otherwise.

    Welsh keeps figures, because its number words change with the gender of the noun.
    """
    words = (
        _.within("number", "no"),
        _.within("number", "one"),
        _.within("number", "two"),
        _.within("number", "three"),
        _.within("number", "four"),
        _.within("number", "five"),
        _.within("number", "six"),
        _.within("number", "seven"),
        _.within("number", "eight"),
        _.within("number", "nine"),
    )
    return words[n] if 0 <= n < len(words) else format_count(n, _)
