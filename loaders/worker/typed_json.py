"""Values as JSON and back by their declared types: a value of another type is refused, and no code is run.

A dataclass is an object of its fields, a named tuple a list, a date its ISO form, and bytes are in base64. The error of
a file that cannot be used is its code and its details.
"""

import json
from typing import Any, TypeVar

import msgspec

from model.tracker.reading import FILE_FAULTS, WorkbookError

Answer = TypeVar("Answer")


def to_json(value: object) -> bytes:
    """Return a value as one line of JSON."""
    try:
        return msgspec.json.encode(value, enc_hook=_encode)
    except UnicodeEncodeError:  # a text has half a character, which UTF-8 cannot hold
        return json.dumps(msgspec.to_builtins(value, enc_hook=_encode)).encode("ascii")


def from_json(text: bytes, kind: type[Answer]) -> Answer:
    """Return the value of a JSON text, as `decode` does."""
    try:
        return msgspec.json.decode(text, type=kind, dec_hook=_decode)
    except msgspec.DecodeError:  # no valid value, or a text with half a character
        return decode(json.loads(text), kind)


def decode(value: object, kind: type[Answer]) -> Answer:
    """Return a value of a declared type from what was read from JSON. Raises ValueError, TypeError or KeyError.

    A missing field of a dataclass has its default.
    """
    return msgspec.convert(value, kind, dec_hook=_decode)


def _encode(value: Any) -> Any:
    if isinstance(value, WorkbookError):
        return value.code, value.details
    raise TypeError(f"{type(value)} has no form in JSON")


def _decode(kind: type, value: Any) -> Any:
    if kind is not WorkbookError:
        raise TypeError(f"{kind} is not read from JSON")
    code, details = decode(value, tuple[str, dict[str, str]])
    if code not in FILE_FAULTS:
        raise ValueError("it is no known refusal")
    return WorkbookError(code, **details)
