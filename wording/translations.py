"""The state of the Welsh catalogue: messages without a translation, and translations that need review."""

from babel.messages.catalog import Catalog

DERIVED = "derived"
"""The translator comment on a Welsh message that was built by rule and needs review by a Welsh speaker."""


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
