"""Values as JSON and back by their declared types: a value of another type is refused, and no code is run.

A dataclass is an object of its fields, a named tuple a list, a date its ISO form, and bytes are in base64. The error of
a file that cannot be used is its code and its details.
"""

import json
from base64 import b64decode, b64encode
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache, partial
from operator import attrgetter
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from model.issue import WorkbookError
from model.issue_codes import FILE_FAULTS

Decoder = Callable[[Any], Any]
Answer = TypeVar("Answer")
_PLAIN = (str, int, float, bool, NoneType)


def to_json(value: object) -> bytes:
    """Return a value as one line of JSON, in ASCII."""
    return json.dumps(value, default=_encode).encode("ascii")


def decode(value: object, kind: type[Answer]) -> Answer:
    """Return a value of a declared type from what was read from JSON. Raises ValueError, TypeError or KeyError.

    A missing field of a dataclass has its default.
    """
    declared: Any = kind
    return cast("Answer", _decoder(declared)(value))


def _encode(value: Any) -> Any:
    kind: Any = type(value)
    return _encoder(kind)(value)


@cache
def _encoder(kind: Any) -> Callable[[Any], Any]:
    if is_dataclass(kind):
        names = [each.name for each in fields(kind)]
        return lambda value: {name: getattr(value, name) for name in names}
    if issubclass(kind, date):
        return date.isoformat
    if issubclass(kind, Mapping):
        return dict
    if issubclass(kind, WorkbookError):
        return attrgetter("code", "details")
    if issubclass(kind, bytes):
        return lambda value: b64encode(value).decode("ascii")
    raise TypeError(f"{kind} has no form in JSON")


@cache
def _decoder(kind: Any) -> Decoder:
    """Return the function that makes a value of a type."""
    origin, parts = get_origin(kind), get_args(kind)
    if kind in _PLAIN:
        return partial(_exactly, kind)
    if origin in (Union, UnionType):
        return _union(parts)
    if origin is tuple and parts[-1] is not Ellipsis:
        return partial(_fixed, tuple(map(_decoder, parts)))
    if origin in (tuple, list, Sequence):
        return partial(_listed, tuple if origin is tuple else list, _decoder(parts[0]))
    if origin in (dict, Mapping):
        part = _decoder(parts[1])
        return lambda value: {name: part(each) for name, each in _exactly(dict, value).items()}
    return _class_decoder(kind)


def _class_decoder(kind: Any) -> Decoder:
    if is_dataclass(kind):
        hints = get_type_hints(kind)
        by_name = {each.name: _decoder(hints[each.name]) for each in fields(kind)}
        make: Any = kind
        return lambda value: make(**{name: by_name[name](each) for name, each in _exactly(dict, value).items()})
    if issubclass(kind, tuple):
        parts = tuple(map(_decoder, get_type_hints(kind).values()))
        return lambda value: kind._make(_fixed(parts, value))
    if issubclass(kind, Enum):
        return cast("Decoder", kind)
    if kind is date:
        return date.fromisoformat
    if kind is WorkbookError:
        return _refusal
    if kind is bytes:
        return lambda value: b64decode(_exactly(str, value), validate=True)
    raise TypeError(f"{kind} is not read from JSON")


def _refusal(value: Any) -> WorkbookError:
    code, details = decode(value, tuple[str, dict[str, str]])
    if code not in FILE_FAULTS:
        raise ValueError("it is no known refusal")
    return WorkbookError(code, **details)


def _union(kinds: Sequence[Any]) -> Decoder:
    """Return the decoder of a value that is plain, or of the one other type."""
    plain = {kind for kind in kinds if kind in _PLAIN}
    others = [_decoder(kind) for kind in kinds if kind not in _PLAIN]
    other = others[0] if others else partial(_exactly, NoneType)
    return lambda value: value if type(value) in plain else other(value)


def _exactly(kind: type, value: Any) -> Any:
    if type(value) is not kind:
        raise ValueError(f"a value is not of the type {kind.__name__}")
    return value


def _fixed(parts: Sequence[Decoder], value: Any) -> tuple[Any, ...]:
    return tuple(part(each) for part, each in zip(parts, _exactly(list, value), strict=True))


def _listed(make: Callable[[Any], Any], part: Decoder, value: Any) -> Any:
    return make(map(part, _exactly(list, value)))
