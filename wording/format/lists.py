"""Lists and clauses joined into one sentence."""

from collections.abc import Sequence

from babel.lists import format_list

from model.language import Language
from wording.catalogue import Translator


def join_words(words: Sequence[str], _: Translator) -> str:
    """Return words as a list in a sentence: "Data, Training and Victims".

    Welsh is joined by commas alone: its *and* changes, and changes the word after it, by what that word begins with.
    """
    if _.language is Language.WELSH:
        return ", ".join(words)
    return format_list(list(words), locale="en_GB")


def join_clauses(clauses: Sequence[str], _: Translator) -> str:
    """Return several clauses joined into one: "3 are Red, 4 are Amber, and none is Blue"."""
    if len(clauses) < 2:
        return "".join(clauses)
    return _("{clauses}, and {last}", clauses=", ".join(clauses[:-1]), last=clauses[-1])


def begin_sentence(text: str) -> str:
    """Return a text with its first letter in upper case."""
    return text[:1].upper() + text[1:]


def join_first(words: Sequence[str], most: int | None, _: Translator, *, between: str = ", ") -> str:
    """Return words as a list; those after the first `most` as a count."""
    if most is None or len(words) <= most:
        return between.join(words)
    rest = len(words) - most
    return _.plural("{listed} and {n} more", "{listed} and {n} more", rest, listed=between.join(words[:most]))
