"""How far the Welsh catalogue has come: what has no Welsh yet, and what a Welsh speaker has yet to read."""

from babel.messages.catalog import Catalog

DERIVED = "derived"
"""The translator's comment on a Welsh message that was built by rule and waits for a Welsh speaker."""


def missing(catalog: Catalog) -> list[str]:
    """Return the messages that have no Welsh, which are shown in English; the two forms of a count on one line."""
    return [_on_a_line(message.id) for message in catalog if message.id and not any(_forms(message.string))]


def derived(catalog: Catalog) -> list[str]:
    """Return the messages that were built by rule, each with its Welsh, for a Welsh speaker to read."""
    return [
        f"{_on_a_line(message.id)} = {_on_a_line(message.string)}"
        for message in catalog
        if message.id and DERIVED in message.user_comments
    ]


def _on_a_line(text: object) -> str:
    return " | ".join(_forms(text)).replace("\n", " ")


def _forms(text: object) -> tuple[str, ...]:
    return tuple(map(str, text)) if isinstance(text, tuple | list) else (str(text or ""),)
